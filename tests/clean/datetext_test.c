/* tests/clean/datetext_test.c - are dates read as they are printed? */
#include "clean/datetext.h"
#include "support/case.h"

/* "de received=2024-04-10 weekdays": how the lines that follow are searched. */
static struct tw_datehow how_of(struct tw_slice line)
{
    struct tw_datehow how = {.partial = true};
    struct tw_slice word;

    tw_slice_part(&line, ' ', &how.lang);
    while (tw_slice_part(&line, ' ', &word)) {
        if (tw_slice_starts(word, TW_LIT("received=")))
            tw_date_parse_iso(tw_slice_sub(word, 9, word.n), &how.received);
        how.month_first |= tw_slice_eq(word, TW_LIT("month-first"));
        how.weekdays |= tw_slice_eq(word, TW_LIT("weekdays"));
    }
    return how;
}

static void put(struct tw_buf *out, struct tw_slice line, const struct tw_datetext *found,
                const struct tw_datehow *how)
{
    static const char *const labels[] = {"", " published", " modified"};
    struct tw_date d = tw_datetext_settle(found, &how->received);
    char iso[TW_DATE_TEXT];
    size_t n = tw_date_iso(&d, iso);

    tw_buf_addf(out, "%.*s%s <%.*s>\n", n ? (int)n : 1, n ? iso : "?", labels[found->label],
                TW_FMT(tw_span_text(line, found->span)));
}

/* The first line says how; then each date of each line, with its label and its words. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice line;
    struct tw_datehow how;

    (void)mem;
    tw_slice_line(&input, &line);
    how = how_of(line);
    while (tw_slice_line(&input, &line)) {
        struct tw_datetext found;
        size_t from = 0;

        if (!tw_datetext_find(line, 0, &how, &found)) tw_buf_addf(out, "- <%.*s>\n", TW_FMT(line));
        for (; tw_datetext_find(line, from, &how, &found); from = tw_span_end(found.span))
            put(out, line, &found, &how);
    }
}

int main(void) { return tw_cases_run("tests/clean/datetext.case", render); }
