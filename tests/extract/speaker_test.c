/* Speaker cases: one attribution a line, source -> speaker. */
#include "extract/finders.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s;

    if (tw_extract(mem, &a, &s) != TW_OK) return;
    for (size_t i = 0; i < s.attributions.n; i++)
        tw_buf_addf(out, "%.*s -> %.*s\n", TW_FMT(tw_span_text(input, s.attributions.v[i].source)),
                    TW_FMT(s.attributions.v[i].speaker));
}

int main(void)
{
    return tw_cases_run("tests/extract/speaker.case", render);
}
