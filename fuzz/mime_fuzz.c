/* fuzz/mime_fuzz.c - a message, however broken, gives valid text or none; its parts lie within it;
** decoding makes nothing longer. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/clean.h"
#include "read/decode.h"
#include "read/mime.h"
#include "read/mimecode.h"

static void check_text(struct tw_slice s)
{
    PROMISE(tw_utf8_valid(s) == s.n);
}

static void check_parts(struct tw_arena *mem, const struct tw_mime *m, struct tw_slice in)
{
    for (size_t i = 0; i < m->parts.n; i++) {
        const struct tw_mime_part *p = &m->parts.v[i];

        PROMISE(p->bytes.n == 0 || (p->bytes.p >= in.p && p->bytes.p + p->bytes.n <= in.p + in.n));
        PROMISE(tw_mime_bytes(mem, p).n <= p->bytes.n);
        check_text(p->name);
        if (tw_slice_starts(p->type, TW_LIT("text/"))) check_text(tw_mime_text(mem, p));
        (void)tw_mime_is_document(p);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_slice in = fuzz_input(data, size);
    struct tw_document doc = {.source = TW_LIT("x"), .received = tw_date_from_unix(1700000000)};
    struct tw_mime mail;
    struct tw_article a;
    const char *why = NULL;

    (void)tw_mime_is(in);
    (void)tw_mime_is_box(in);
    tw_mime_parse(mem, in, &mail);
    check_text(mail.subject);
    check_text(mail.sender);
    check_text(mail.address);
    PROMISE(mail.date.grain == TW_DATE_NONE || tw_date_valid(&mail.date));
    check_parts(mem, &mail, in);
    if (tw_mime_read(mem, in, &doc, &why) == TW_OK) {
        check_text(doc.text);
        check_text(doc.feed_title);
        if (tw_clean(mem, &doc, &a, &why) == TW_OK) {
            check_text(a.text);
            for (size_t i = 0; i < a.paragraphs.n; i++)
                PROMISE(tw_span_check(a.text, a.paragraphs.v[i]));
        }
    } else {
        PROMISE(why);
    }
    tw_arena_free(mem);
    return 0;
}
