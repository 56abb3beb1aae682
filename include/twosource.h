/* twosource.h - the public header: news documents in, articles out.
**
**     struct tw_reader *r = tw_reader_open(paths, n, NULL);
**     const char *json;
**     size_t len;
**
**     while ((json = tw_reader_next(r, &len))) fwrite(json, 1, len, stdout), putchar('\n');
**     tw_reader_close(r);
**
** An article is one JSON object as doc/json.md describes it; what can be read
** is in doc/reading.md.  A reader is used by one thread at a time; different
** readers may be used by different threads.  The library never forks, writes
** to no stream, and does not abort but when memory is exhausted and
** tw_oom_handler has set nothing better.  Parsers run in the calling process:
** a host that reads bytes from anyone should call from a process that can do
** little else, as the program does.
**
** Stable from version 1.0 on; until then names may change with a line in
** CHANGES.md.
*/
#ifndef TWOSOURCE_H
#define TWOSOURCE_H
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct tw_reader;

struct tw_reader_options {
    const char *now;            /* ISO 8601: when the documents were received; NULL = as they or their files tell */
    const char *encoding;       /* label that wins over what the documents declare; NULL = find out */
    size_t max_document;        /* bytes after unpacking; 0 = 64 MiB */
    /* Told of everything given up: a file, a record, a page without an
    ** article.  Both strings are valid during the call.  May be NULL. */
    void (*dropped)(void *context, const char *source, const char *why);
    void *context;
};

/* A reader over files, folders, "-", "@LIST" and patterns.  The paths must live
** as long as the reader; options may be NULL.  NULL: `now` is no date. */
struct tw_reader *tw_reader_open(char *const *paths, size_t n, const struct tw_reader_options *options);

/* The next article, *len bytes of JSON without a line end, followed by a NUL;
** valid until the next call.  NULL: there are no more. */
const char *tw_reader_next(struct tw_reader *r, size_t *len);

/* The article of one document in memory (a page or a text).  source names it;
** url may be NULL.  NULL: there is none, *why (may be NULL) says why. */
const char *tw_reader_memory(struct tw_reader *r, const void *bytes, size_t n, const char *source,
                             const char *url, size_t *len, const char **why);

void tw_reader_close(struct tw_reader *r);      /* NULL is fine */

/* Called with the number of bytes that could not be had; must not return. */
void tw_oom_handler(void (*f)(size_t n));

#ifdef __cplusplus
}
#endif
#endif
