/* Figure cases: each figure on a line: its span, the comparator with the value
** or the bounds, the unit and what is counted. */
#include "extract/finders.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s = {0};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    tw_figures_find(mem, &t, &s);
    for (size_t i = 0; i < s.figures.n; i++) {
        const struct tw_figure *f = &s.figures.v[i];

        tw_buf_add(out, tw_span_text(input, f->span));
        tw_buf_addf(out, " | %s", tw_comparator_text(f->comparator));
        if (f->has_low) tw_buf_addf(out, " %.15g", f->low);
        if (f->has_high && (!f->has_low || f->high > f->low)) tw_buf_addf(out, " ..%.15g", f->high);
        tw_buf_addf(out, " | %.*s | %.*s\n", TW_FMT(f->unit), TW_FMT(f->of));
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/figure.case", render);
}
