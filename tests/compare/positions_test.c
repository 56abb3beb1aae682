/* Cases of claims: the positions on each question, with stance, holder, members. */
#include "compare/accounts.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct case_story *s = case_story(mem, input);

    for (size_t i = 0; i < s->comparison.claims.n; i++) {
        const struct tw_question *q = &s->comparison.claims.v[i];

        tw_buf_addf(out, "%.*s?\n", TW_FMT(q->question));
        for (size_t k = 0; k < q->positions.n; k++) {
            const struct tw_position *p = &q->positions.v[k];

            tw_buf_addf(out, " %s by %.*s\n", tw_polarity_text(p->stance), TW_FMT(p->by.v[0]));
            case_members(out, s, &p->members);
        }
    }
    if (s->comparison.claims.n == 0) tw_buf_adds(out, "nothing\n");
}

int main(void)
{
    return tw_cases_run("tests/compare/positions.case", render);
}
