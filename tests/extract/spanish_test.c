/* Cases in Spanish: speaker, act and content of each attribution, then the figures. */
#include "extract/statements.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input, .lang = TW_LIT("es")};
    struct tw_statements s;

    if (tw_extract(mem, &a, &s) != TW_OK) return;
    for (size_t i = 0; i < s.attributions.n; i++) {
        const struct tw_attribution *it = &s.attributions.v[i];

        tw_buf_addf(out, "%.*s: %.*s %.*s\n", TW_FMT(it->speaker), TW_FMT(tw_attribution_act(it)),
                    TW_FMT(tw_span_text(input, it->content.v[0])));
    }
    for (size_t i = 0; i < s.figures.n; i++) {
        const struct tw_figure *it = &s.figures.v[i];

        tw_buf_adds(out, tw_comparator_text(it->comparator));
        if (it->has_low) tw_buf_addf(out, " %.15g", it->low);
        if (it->has_high && !(it->has_low && it->low == it->high))
            tw_buf_addf(out, " %.15g", it->high);
        tw_buf_addf(out, " %.*s\n", TW_FMT(it->unit));
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/spanish.case", render);
}
