/* tests/clean/meta_test.c - what does a page say of its article? */
#include "clean/meta.h"
#include "support/case.h"

#include "base/utf8.h"

static void field(struct tw_buf *out, const char *name, struct tw_slice s)
{
    if (s.n) tw_buf_addf(out, "%s: %.*s\n", name, TW_FMT(s));
}

static void list(struct tw_buf *out, const char *name, const struct tw_slices *list)
{
    if (list->n == 0) return;
    tw_buf_addf(out, "%s: ", name);
    for (size_t i = 0; i < list->n; i++)
        tw_buf_addf(out, "%s%.*s", i ? " | " : "", TW_FMT(list->v[i]));
    tw_buf_addc(out, '\n');
}

static void date(struct tw_buf *out, const char *name, const struct tw_date *d, const char *from)
{
    char iso[TW_DATE_TEXT];

    if (d->grain == TW_DATE_NONE) return;
    tw_date_iso(d, iso);
    tw_buf_addf(out, "%s: %s%s%s\n", name, iso, from ? " from " : "", from ? from : "");
}

/* The page's own fields; a first line "received DATE URL" says how it came. */
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
    field(out, "title", a.title);
    list(out, "byline", &a.byline);
    date(out, "published", &a.published, tw_date_from_text(a.published_from));
    date(out, "modified", &a.modified, NULL);
    field(out, "lang", a.lang);
    field(out, "outlet", a.outlet_name);
    field(out, "domain", a.outlet_domain);
    field(out, "url", a.url);
    list(out, "credit", &meta.credits);
}

int main(void) { return tw_cases_run("tests/clean/meta.case", render); }
