/* read/warc.h - web archives: the records that hold documents, one by one.
**
** WARC 1.0 and 1.1 (ISO 28500:2017), plain, compressed record by record or as
** a whole (read/stream.h).  Records without a document are passed over without
** a word: warcinfo, request, metadata, revisit, DNS, and responses that are no
** page (pictures, scripts, redirects, errors).
**
** Damage costs the record it is in: where no record begins, the next place
** that begins one is looked for.  Memory: one record, at most `max` bytes.
*/
#ifndef TW_READ_WARC_H
#define TW_READ_WARC_H
#include "base/date.h"
#include "read/stream.h"

struct tw_warc_record {
    uint64_t offset;            /* where it begins: of its member in a file packed record by record, else of the
                                ** unpacked bytes */
    bool is_http;               /* block is an HTTP message; else it is the document itself */
    struct tw_slice url, content_type;
    struct tw_date date;        /* WARC-Date; may be unknown */
    struct tw_slice block;
};

/* Does a file that begins so hold records? */
bool tw_warc_is(struct tw_slice first);

/* The next record with a document, in mem.  TW_OK; TW_DONE.  Others tell of one
** record that is lost (out->offset; *why says why), the next call goes on
** behind it: TW_BROKEN, TW_TOOBIG, TW_IO (then comes TW_DONE). */
TW_MUST_USE enum tw_status tw_warc_next(struct tw_stream *s, struct tw_arena *mem, size_t max,
                                        struct tw_warc_record *out, const char **why);

#endif
