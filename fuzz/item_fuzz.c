/* fuzz/item_fuzz.c - an object of JSON, whatever it holds (agency item, fact check, crawl), gives a
** valid article or none; what was put together from another format reads the same again. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/clean.h"
#include "read/decode.h"

static void check(const struct tw_article *a)
{
    PROMISE(a->id.n > 0);
    PROMISE(tw_utf8_valid(a->text) == a->text.n && tw_utf8_valid(a->title) == a->title.n);
    for (size_t i = 0; i < a->paragraphs.n; i++)
        PROMISE(tw_span_check(a->text, a->paragraphs.v[i]));
    for (size_t i = 0; i < a->byline.n; i++)
        PROMISE(tw_utf8_valid(a->byline.v[i]) == a->byline.v[i].n);
    for (size_t i = 0; i < a->notes.n; i++)
        PROMISE(tw_utf8_valid(a->notes.v[i]) == a->notes.v[i].n);
    PROMISE(a->published.grain == TW_DATE_NONE || tw_date_valid(&a->published));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_raw raw = {.kind = TW_RAW_JSON,
                         .source = TW_LIT("x#1"),
                         .bytes = fuzz_input(data, size),
                         .received = tw_date_from_unix(1700000000)};
    struct tw_document doc;
    struct tw_article a;
    const char *why = NULL;
    enum tw_status st = tw_document_read(mem, &raw, &doc, &why);

    if (st == TW_OK) {
        PROMISE(tw_utf8_valid(doc.text) == doc.text.n);
        st = tw_clean(mem, &doc, &a, &why);
        if (st == TW_OK) check(&a);
    }
    PROMISE(st == TW_OK || why);
    tw_arena_free(mem);
    return 0;
}
