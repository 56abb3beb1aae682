/* Actor cases: each actor on a line: kind, name, number of mentions, aliases. */
#include "extract/finders.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s = {0};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    tw_actors_find(mem, &t, &s);
    for (size_t i = 0; i < s.actors.n; i++) {
        const struct tw_actor *x = &s.actors.v[i];

        tw_buf_addf(out, "%s | %.*s | %zu |", tw_actor_type_text(x->type), TW_FMT(x->name),
                    x->mentions.n);
        for (size_t k = 0; k < x->aliases.n; k++)
            tw_buf_addf(out, " %.*s;", TW_FMT(x->aliases.v[k]));
        tw_buf_addc(out, '\n');
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/actor.case", render);
}
