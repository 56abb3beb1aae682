/* Act cases: the cue of each attribution and its act. */
#include "support/case.h"
#include "extract/statements.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s;

    if (tw_extract(mem, &a, &s) != TW_OK) return;
    for (size_t i = 0; i < s.attributions.n; i++) {
        const struct tw_attribution *it = &s.attributions.v[i];

        tw_buf_addf(out, "%.*s: %.*s\n", TW_FMT(tw_span_text(input, it->cue)),
                    TW_FMT(tw_attribution_act(it)));
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/act.case", render);
}
