/* Cases of figures: relation, unit, bounds, counts, members. */
#include "compare/accounts.h"
#include "support/case.h"

static void add_bound(struct tw_buf *out, bool has, double x)
{
    if (has) tw_buf_addf(out, "%g", x);
    else tw_buf_addc(out, '-');
}

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct case_story *s = case_story(mem, input);

    for (size_t i = 0; i < s->comparison.figures.n; i++) {
        const struct tw_reconciled *r = &s->comparison.figures.v[i];

        tw_buf_addf(out, "%s %.*s ", tw_figure_relation_text(r->relation), TW_FMT(r->unit));
        add_bound(out, r->has_low, r->low);
        tw_buf_adds(out, " to ");
        add_bound(out, r->has_high, r->high);
        tw_buf_addf(out, ", %u accounts, %u origins\n", r->accounts, r->origins);
        for (size_t k = 0; k < r->members.n; k++) {
            tw_buf_adds(out, "  ");
            case_span(out, s, r->members.v[k].account, r->members.v[k].figure->span);
            tw_buf_addc(out, '\n');
        }
    }
    if (s->comparison.figures.n == 0) tw_buf_adds(out, "nothing\n");
}

int main(void)
{
    return tw_cases_run("tests/compare/reconcile.case", render);
}
