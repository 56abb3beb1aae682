/* fuzz/plain_fuzz.c - the article of any text: valid, its paragraphs and
** dateline inside it, on boundaries, in order. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/plain.h"

static void check_text(struct tw_slice s)
{
    PROMISE(s.n == 0 || tw_utf8_valid(s) == s.n);
}

static void check_article(const struct tw_article *a)
{
    size_t at = 0;

    check_text(a->text);
    check_text(a->title);
    check_text(a->standfirst);
    check_text(a->outlet_name);
    for (size_t i = 0; i < a->paragraphs.n; i++) {
        PROMISE(tw_span_check(a->text, a->paragraphs.v[i]) && a->paragraphs.v[i].off >= at);
        at = tw_span_end(a->paragraphs.v[i]);
    }
    if (a->dateline.n) PROMISE(a->dateline.p >= a->text.p
                               && a->dateline.p + a->dateline.n <= a->text.p + a->text.n);
    for (size_t i = 0; i < a->byline.n; i++) check_text(a->byline.v[i]);
    for (size_t i = 0; i < a->credit.n; i++) check_text(a->credit.v[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_document doc = {.format = TW_FORMAT_TEXT, .source = TW_LIT("fuzz")};
    struct tw_article a;
    const char *why = NULL;

    doc.text = tw_utf8_repair(mem, fuzz_input(data, size), NULL);
    doc.received = (struct tw_date){.grain = TW_DATE_DAY, .year = 2024, .month = 5, .day = 12};
    if (tw_clean_text(mem, &doc, &a, &why) == TW_OK) check_article(&a);
    else PROMISE(why != NULL);
    tw_arena_free(mem);
    return 0;
}
