/* library/reader.c - the public reader: source, decoder and cleaner behind one call.
**
** One arena holds the document at hand and its article; it is emptied before
** the next, so a reader stays as small as its largest document.
*/
#include "base/buf.h"
#include "base/date.h"
#include "clean/clean.h"
#include "read/decode.h"
#include "read/source.h"

#include <twosource.h>

#include <stdlib.h>

enum { BUDGET = 1 << 30 };      /* bytes of arena for one document, as in the program */

struct tw_reader {
    struct tw_reader_options options;
    struct tw_source *source;
    struct tw_arena *mem;
    struct tw_arena *note;      /* for what `dropped` is told */
    struct tw_date now;
};

static void tell(void *context, struct tw_slice source, const char *why)
{
    const struct tw_reader *r = context;

    if (!r->options.dropped) return;
    tw_arena_reset(r->note);
    r->options.dropped(r->options.context, tw_slice_dup(r->note, source).p, why);
}

struct tw_reader *tw_reader_open(char *const *paths, size_t n,
                                 const struct tw_reader_options *options)
{
    struct tw_reader_options none = {0};
    struct tw_source_options o = {0};
    struct tw_reader *r = calloc(1, sizeof *r);

    if (!r) tw_oom(sizeof *r);
    r->options = options ? *options : none;
    if (r->options.now && !tw_date_parse_iso(tw_slice_of(r->options.now), &r->now)) {
        free(r);
        return NULL;
    }
    r->mem = tw_arena_new(BUDGET);
    r->note = tw_arena_new(0);
    o.now = r->now;
    o.charset = tw_slice_of(r->options.encoding);
    o.max_document = r->options.max_document;
    o.dropped = tell;
    o.context = r;
    r->source = tw_source_open(paths, n, &o);
    return r;
}

/* The article of a document as JSON with a NUL behind it; NULL: none. */
static const char *article(struct tw_reader *r, const struct tw_raw *raw, size_t *len,
                           const char **why)
{
    struct tw_document doc;
    struct tw_article a;
    struct tw_buf out = {.mem = r->mem};
    enum tw_status st;

    *why = NULL;
    if ((st = tw_document_read(r->mem, raw, &doc, why)) == TW_OK)
        st = tw_clean(r->mem, &doc, &a, why);
    if (st == TW_OK && tw_arena_over(r->mem)) st = TW_TOOBIG;
    if (st != TW_OK) {
        if (!*why) *why = tw_status_text(st);
        return NULL;
    }
    tw_article_write(&out, &a);
    *len = out.n;
    tw_buf_addc(&out, 0);
    return out.p;
}

const char *tw_reader_next(struct tw_reader *r, size_t *len)
{
    struct tw_raw raw;

    for (;;) {
        const char *json, *why;

        tw_arena_reset(r->mem);
        if (tw_source_next(r->source, r->mem, &raw) != TW_OK) return NULL;
        if ((json = article(r, &raw, len, &why))) return json;
        tell(r, raw.source, why);
    }
}

const char *tw_reader_memory(struct tw_reader *r, const void *bytes, size_t n, const char *source,
                             const char *url, size_t *len, const char **why)
{
    struct tw_raw raw = {.kind = TW_RAW_FILE,
                         .source = tw_slice_of(source),
                         .url = tw_slice_of(url),
                         .bytes = {bytes, n},
                         .charset = tw_slice_of(r->options.encoding),
                         .received = r->now,
                         .received_given = r->now.grain != TW_DATE_NONE};
    const char *json, *reason;

    tw_arena_reset(r->mem);
    json = article(r, &raw, len, &reason);
    if (why) *why = reason;
    return json;
}

void tw_reader_close(struct tw_reader *r)
{
    if (!r) return;
    tw_source_close(r->source);
    tw_arena_free(r->mem);
    tw_arena_free(r->note);
    free(r);
}
