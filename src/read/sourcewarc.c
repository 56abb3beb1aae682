/* read/sourcewarc.c - the documents of a web archive. */
#include "read/source_int.h"
#include "read/warc.h"

enum tw_status tw_source_next_warc(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    for (;;) {
        struct tw_warc_record r;
        const char *why = NULL;
        enum tw_status st = tw_warc_next(s->stream, mem, s->options.max_document, &r, &why);
        struct tw_slice source;

        if (st == TW_DONE) return st;
        source = tw_source_numbered(mem, s->name, r.offset);
        if (st != TW_OK) {
            tw_source_drop(s, source, st == TW_TOOBIG ? s->too_big : why);
            continue;
        }
        *out = tw_source_raw(s, r.is_http ? TW_RAW_HTTP : TW_RAW_FILE);
        out->source = source;
        out->url = r.url;
        out->bytes = r.block;
        if (!out->received_given && r.date.grain != TW_DATE_NONE) {
            out->received = r.date;
            out->received_given = true;
        }
        return TW_OK;
    }
}
