/* Cases of what is said in several accounts: speaker, relation, counts, members. */
#include "compare/accounts.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct case_story *s = case_story(mem, input);

    for (size_t i = 0; i < s->comparison.said.n; i++) {
        const struct tw_said *x = &s->comparison.said.v[i];

        tw_buf_addf(out, "%.*s, %s, %u accounts, %u origins\n", TW_FMT(x->speaker),
                    tw_said_relation_text(x->relation), x->accounts, x->origins);
        case_members(out, s, &x->members);
    }
    if (s->comparison.said.n == 0) tw_buf_adds(out, "nothing\n");
}

int main(void)
{
    return tw_cases_run("tests/compare/said.case", render);
}
