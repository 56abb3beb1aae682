/* Time cases: each time on a line with its value, for an article published on
** Wednesday, 15 May 2024. */
#include "extract/finders.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input,
                           .published = {.grain = TW_DATE_DAY, .year = 2024, .month = 5, .day = 15}};
    struct tw_statements s = {0};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    tw_times_find(mem, &t, &s);
    for (size_t i = 0; i < s.times.n; i++)
        tw_buf_addf(out, "%.*s | %.*s\n", TW_FMT(tw_span_text(input, s.times.v[i].span)),
                    TW_FMT(s.times.v[i].iso));
}

int main(void)
{
    return tw_cases_run("tests/extract/when.case", render);
}
