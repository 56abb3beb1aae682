/* read/source.h - the documents of the arguments, one after another.
**
** An argument is a file, a folder (all files below it, sorted by bytes), `-`
** (standard input), `@LIST` (a file with one path a line; `@-` from standard
** input), a pattern that no file is called (`*.html`) or a web address
** (http:// or https://), in a list too; what an address names is read as a file.  A file may hold
** one document (a page, a plain text) or many (JSON lines, WARC, feeds), and may
** be compressed; what it is is told from its content, never from its name.
**
** The source only finds, unpacks and cuts: everything that looks inside a
** document (its charset, its HTTP head, its JSON) is done by
** tw_document_read (read/decode.h), which may run on another thread.
**
** `source` of a document: the path as given; folder + "/" + relative path;
** PATH#LINE for a JSON line (from 1); PATH#OFFSET for a WARC record (the byte
** offset that a reader of the file would seek to; in a file that is compressed
** as a whole, of the inflated bytes); PATH#N for the Nth entry of a feed, message
** of a box or attachment of a message; "-" for standard input; the address as given,
** in place of a path.
**
** What cannot be read is told to `dropped`, with its reason, and passed over.
** Names that begin with a dot are not looked at in folders; symbolic links to
** folders are not followed there.
** Memory: one window of a file at a time, at most max_document and a bit.
*/
#ifndef TW_READ_SOURCE_H
#define TW_READ_SOURCE_H
#include "base/date.h"
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

struct tw_source;

/* Called for everything that was given up: a file, a record, a line. */
typedef void tw_dropped_fn(void *context, struct tw_slice source, const char *why);

enum { TW_MAX_DOCUMENT = 64 << 20 };    /* bytes; no news page comes near it */

/* What an address named: bytes, or why there are none. */
struct tw_brought {
    int fd;                     /* a file to read from its beginning; the source closes it */
    struct tw_slice url;        /* where it came from in the end */
    struct tw_slice content_type;
    struct tw_date received;
    const char *why;            /* not NULL: there is nothing */
};

enum { TW_REMOTE_AHEAD = 32 };  /* addresses wanted before the first of them is brought, at most */

/* Who asks the network: nothing in here does. */
struct tw_remote {
    void (*want)(void *context, struct tw_slice url);   /* it will be taken, in this order */
    /* the next that was wanted */
    void (*bring)(void *context, struct tw_arena *mem, struct tw_brought *out);
    void *context;
};

bool tw_is_web_address(struct tw_slice argument);

struct tw_source_options {
    struct tw_date now;         /* --now: when everything was received; unknown = ask the file */
    struct tw_slice charset;    /* from outside: wins over all that the bytes say; empty = none */
    size_t max_document;        /* bytes after inflation; 0 = TW_MAX_DOCUMENT */
    tw_dropped_fn *dropped;     /* may be NULL */
    void *context;
    const struct tw_remote *remote;     /* NULL: web addresses are no such files */
};

enum tw_raw_kind {
    TW_RAW_FILE,                /* the bytes of a page or text */
    TW_RAW_HTTP,                /* an HTTP response: head, blank line, body */
    TW_RAW_JSON,                /* one JSON object */
    TW_RAW_ENTRY,               /* an entry of a feed; bytes are its content */
    /* a feed as a whole: for those who take it apart themselves (watch/issue.h) */
    TW_RAW_FEED,
    TW_RAW_PDF                  /* the text of a PDF as pdftotext wrote it (pdftext.h) */
};

/* A document whose bytes nobody has looked into yet. */
struct tw_raw {
    enum tw_raw_kind kind;
    struct tw_slice source, url, bytes;
    struct tw_slice charset;    /* from outside */
    struct tw_date received;
    bool received_given;        /* by --now or the archive: an HTTP Date does not count then */
    struct tw_slice title, outlet;      /* what a feed says; UTF-8 */
    struct tw_slice host;       /* of who sent it by mail; UTF-8 */
    struct tw_date published;
};

/* Opens nothing yet.  args are borrowed until the source is closed. */
struct tw_source *tw_source_open(char *const *args, size_t n,
                                 const struct tw_source_options *options);
void tw_source_close(struct tw_source *s);      /* NULL is fine */

/* The next document; everything in *out lives in mem.  TW_DONE at the end. */
TW_MUST_USE enum tw_status tw_source_next(struct tw_source *s, struct tw_arena *mem,
                                          struct tw_raw *out);

/* For a progress line: bytes of files read so far, and of all files named (0
** when a folder, a list or a pipe is among them). */
uint64_t tw_source_done(const struct tw_source *s);
uint64_t tw_source_total(const struct tw_source *s);

#endif
