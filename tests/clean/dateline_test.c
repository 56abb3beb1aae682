/* tests/clean/dateline_test.c - does a paragraph begin with a dateline? */
#include "clean/dateline.h"
#include "support/case.h"

/* Each line of the input: the dateline, its place, agency and date. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice line;

    (void)mem;
    while (tw_slice_line(&input, &line)) {
        struct tw_dateline d;

        if (!tw_dateline_find(line, TW_LIT("en"), &d)) {
            tw_buf_adds(out, "-\n");
            continue;
        }
        tw_buf_addf(out, "[%.*s] place %.*s", TW_FMT(tw_span_text(line, d.span)), TW_FMT(d.place));
        if (d.agency.n) tw_buf_addf(out, ", agency %.*s", TW_FMT(d.agency));
        if (d.date.span.len)
            tw_buf_addf(out, ", date %.*s", TW_FMT(tw_span_text(line, d.date.span)));
        tw_buf_addf(out, " > %.*s\n", TW_FMT(tw_slice_sub(line, d.end, line.n)));
    }
}

int main(void) { return tw_cases_run("tests/clean/dateline.case", render); }
