/* tests/clean/plain_test.c - what article is in a scraped text? */
#include "clean/plain.h"
#include "support/case.h"

static void field(struct tw_buf *out, const char *name, struct tw_slice value)
{
    if (value.n) tw_buf_addf(out, "%s: %.*s\n", name, TW_FMT(value));
}

static void list(struct tw_buf *out, const char *name, struct tw_slices values)
{
    for (size_t i = 0; i < values.n; i++) field(out, name, values.v[i]);
}

static void date(struct tw_buf *out, const char *name, struct tw_date d)
{
    char iso[TW_DATE_TEXT];
    size_t n = tw_date_iso(&d, iso);

    if (d.grain != TW_DATE_NONE) field(out, name, (struct tw_slice){iso, n});
}

/* The article's fields, then its text; received on Sunday, 12 May 2024. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_document doc = {.format = TW_FORMAT_TEXT, .source = TW_LIT("test"), .text = input};
    struct tw_article a;
    const char *why = "";

    doc.received = (struct tw_date){.grain = TW_DATE_DAY, .year = 2024, .month = 5, .day = 12};
    if (tw_clean_text(mem, &doc, &a, &why) != TW_OK) {
        tw_buf_adds(out, why);
        return;
    }
    field(out, "title", a.title);
    field(out, "standfirst", a.standfirst);
    list(out, "by", a.byline);
    field(out, "dateline", a.dateline);
    date(out, "published", a.published);
    date(out, "modified", a.modified);
    field(out, "outlet", a.outlet_name);
    list(out, "credit", a.credit);
    list(out, "note", a.notes);
    tw_buf_addf(out, "\n%.*s\n", TW_FMT(a.text));
}

int main(void) { return tw_cases_run("tests/clean/plain.case", render); }
