/* tests/clean/line_test.c - what is a line, when it is no part of the article? */
#include "clean/line.h"
#include "support/case.h"

/* Each line of the input, with its kind. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice line;

    (void)mem;
    while (tw_slice_line(&input, &line)) {
        struct tw_line l = tw_line_read(line, TW_LIT("en"));

        tw_buf_addf(out, "%-10s %.*s", tw_line_kind_text(l.kind), TW_FMT(line));
        if (l.kind == TW_LINE_TEXT && tw_line_is_footer(line)) tw_buf_adds(out, "  <footer>");
        if (l.rest.n) tw_buf_addf(out, "  <%.*s>", TW_FMT(l.rest));
        tw_buf_addc(out, '\n');
    }
}

int main(void) { return tw_cases_run("tests/clean/line.case", render); }
