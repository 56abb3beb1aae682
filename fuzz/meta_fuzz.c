/* fuzz/meta_fuzz.c - what is read off a page: valid dates, not after it was
** received but for the feed's; titles and names of one line; an address that is
** its own canonical address; nodes that exist. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/meta.h"
#include "clean/url.h"

static void check_line(struct tw_slice s)
{
    PROMISE(tw_utf8_valid(s) == s.n);
    PROMISE(tw_slice_find_char(s, '\n', 0) == TW_NONE);
}

static void check_date(const struct tw_date *d, const struct tw_date *received)
{
    if (d->grain == TW_DATE_NONE) return;
    PROMISE(tw_date_valid(d) && d->grain >= TW_DATE_DAY);
    PROMISE(tw_date_days(d) <= tw_date_days(received) + 2);     /* a zone may be in its morrow */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new((size_t)64 << 20);
    struct tw_document doc = {.format = TW_FORMAT_HTML, .received = tw_date_from_days(19800)};
    struct tw_article a = {0};
    struct tw_html page;
    struct tw_meta meta;

    doc.text = tw_utf8_repair(mem, fuzz_input(data, size), NULL);
    if (tw_html_parse(mem, doc.text, &page) == TW_OK) {
        tw_meta_read(mem, &page, &doc, &a, &meta);
        check_line(a.title);
        check_line(a.outlet_name);
        for (size_t i = 0; i < a.byline.n; i++) check_line(a.byline.v[i]);
        check_date(&a.published, &doc.received);
        check_date(&a.modified, &doc.received);
        PROMISE((a.published.grain == TW_DATE_NONE) == (a.published_from == TW_FROM_NONE));
        PROMISE(a.url.n == 0 || tw_slice_eq(tw_url_canonical(mem, a.url), a.url));
        PROMISE(meta.title_node < page.n && meta.byline_node < page.n && meta.date_node < page.n);
    }
    tw_arena_free(mem);
    return 0;
}
