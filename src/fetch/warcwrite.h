/* fetch/warcwrite.h - a web archive of what was fetched: WARC/1.1 (ISO 28500:2017), packed record
** by record.
**
** Each exchange gives a response record and the request that led to it, with SHA-256 digests of
** block and payload; a file begins with a warcinfo record.  The body stands as the server packed
** it; chunks are joined, which the head then tells as Common Crawl does
** (X-Crawler-Transfer-Encoding).  No passwords: the field Authorization is left out.
**
** An exchange is written whole by one call of write(2), so a crash costs what was not synced and
** damages at most the last record, which readers pass over.  What was added to a file before
** stays.  Cost: packing, about 60 MB/s; memory of one exchange, twice.
*/
#ifndef TW_FETCH_WARCWRITE_H
#define TW_FETCH_WARCWRITE_H
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

struct tw_warc_writer;

struct tw_warc_exchange {
    struct tw_slice url;
    struct tw_slice ip;         /* of the server; empty = not known */
    int64_t when;               /* Unix s */
    struct tw_slice request;    /* head and body as they were sent; empty = not known */
    struct tw_slice head, body; /* of the response, as they came */
    const char *truncated;      /* "length", "time", "disconnect"; NULL: whole */
};

/* `path` is a file, which is added to, or a folder: then files NAME-NUMBER.warc.gz are begun in
** it, each of at most about a GiB, NAME from `now` (Unix s).  `software` goes into the warcinfo
** records.  TW_OK, TW_IO: *why says why not, in errno's words. */
TW_MUST_USE enum tw_status tw_warc_open(const char *path, const char *software, int64_t now,
                                        struct tw_warc_writer **out, const char **why);

/* TW_OK; TW_FULL, TW_IO: it is not in the archive, nor is half of it. */
TW_MUST_USE enum tw_status tw_warc_write(struct tw_warc_writer *w,
                                         const struct tw_warc_exchange *x);

/* Everything written so far is on the disk when this returns TW_OK. */
TW_MUST_USE enum tw_status tw_warc_sync(struct tw_warc_writer *w);

void tw_warc_close(struct tw_warc_writer *w);   /* NULL is fine */

#endif
