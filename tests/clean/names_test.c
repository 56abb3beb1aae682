/* tests/clean/names_test.c - whose names does a line of authors have? */
#include "clean/names.h"
#include "support/case.h"

/* Each line of the input with its names; lines that begin with ~ are read strictly. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice line;

    (void)mem;
    while (tw_slice_line(&input, &line)) {
        struct tw_names names = {.n = 0};
        bool strict = tw_slice_starts(line, TW_LIT("~"));

        tw_names_add(strict ? tw_slice_sub(line, 1, line.n) : line, strict, &names);
        for (size_t i = 0; i < names.n; i++)
            tw_buf_addf(out, "%s%.*s", i ? " | " : "", TW_FMT(names.v[i]));
        tw_buf_adds(out, names.n ? "\n" : "-\n");
    }
}

int main(void) { return tw_cases_run("tests/clean/names.case", render); }
