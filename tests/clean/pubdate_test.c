/* tests/clean/pubdate_test.c - which of a page's dates is its article's? */
#include "clean/meta.h"
#include "support/case.h"

static void date(struct tw_buf *out, const char *name, const struct tw_date *d, const char *from)
{
    char iso[TW_DATE_TEXT];

    if (d->grain == TW_DATE_NONE) return;
    tw_date_iso(d, iso);
    tw_buf_addf(out, "%s: %s%s%s\n", name, iso, from ? " from " : "", from ? from : "");
}

/* The page's dates; a first line "received DATE URL" says how it came. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_document doc = {.format = TW_FORMAT_HTML, .text = input};
    struct tw_article a = {0};
    struct tw_slice line, word;
    struct tw_html page;
    struct tw_meta meta;

    tw_date_parse_iso(TW_LIT("2024-04-10"), &doc.received);
    if (tw_slice_starts(input, TW_LIT("received "))) {
        tw_slice_line(&doc.text, &line);
        tw_slice_part(&line, ' ', &word);
        tw_slice_part(&line, ' ', &word);
        tw_date_parse_iso(word, &doc.received);
        tw_slice_part(&line, ' ', &doc.url);
    }
    if (tw_html_parse(mem, doc.text, &page) != TW_OK) return;
    tw_meta_read(mem, &page, &doc, &a, &meta);
    date(out, "published", &a.published, tw_date_from_text(a.published_from));
    date(out, "modified", &a.modified, NULL);
    if (out->n == 0) tw_buf_adds(out, "none\n");
}

int main(void) { return tw_cases_run("tests/clean/pubdate.case", render); }
