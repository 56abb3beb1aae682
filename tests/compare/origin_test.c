/* Cases of origins: how many, and each account's with its reason; then who copied. */
#include "compare/accounts.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct case_story *s = case_story(mem, input);
    const struct tw_comparison *c = &s->comparison;

    tw_buf_addf(out, "%u origins\n", c->origins);
    for (size_t i = 0; i < c->n; i++)
        tw_buf_addf(out, "%c: %.*s, %.*s\n", (char)('A' + (int)i), TW_FMT(c->origin[i]),
                    TW_FMT(c->origin_why[i]));
    for (size_t i = 0; i < c->copied.n; i++)
        tw_buf_addf(out, "%c from %c: %zu words\n", (char)('A' + (int)c->copied.v[i].b),
                    (char)('A' + (int)c->copied.v[i].a), c->copied.v[i].words);
}

int main(void)
{
    return tw_cases_run("tests/compare/origin.case", render);
}
