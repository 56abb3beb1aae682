/* tests/clean/title_test.c - which part of a title is its site's name? */
#include "clean/title.h"
#include "support/case.h"

/* The first line has the names, separated by semicolons; then titles. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice v[8], line, name;
    struct tw_slices names = {v, 0};

    (void)mem;
    tw_slice_line(&input, &line);
    while (names.n < 8 && tw_slice_part(&line, ';', &name)) v[names.n++] = tw_slice_trim(name);
    while (tw_slice_line(&input, &line))
        tw_buf_addf(out, "%.*s\n", TW_FMT(tw_title_strip(line, names)));
}

int main(void) { return tw_cases_run("tests/clean/title.case", render); }
