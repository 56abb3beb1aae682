/* read/source_int.h - what the readers of the kinds of files share. */
#ifndef TW_READ_SOURCE_INT_H
#define TW_READ_SOURCE_INT_H
#include "read/feed.h"
#include "read/mime.h"
#include "read/paths.h"
#include "read/source.h"
#include "read/stream.h"

/* A feed's entries or the objects of a JSON file, in file_mem. */
struct tw_source_list {
    struct tw_feed feed;
    struct tw_slices objects;
    bool single;                /* the file is one object */
};

/* A message whose attachments are being handed out, in mem. */
struct tw_source_mail {
    struct tw_arena *mem;       /* NULL: there was none yet */
    bool box;                   /* the file holds several */
    struct tw_mime mail;
    struct tw_slice name;
    size_t part;
    uint64_t attached;          /* handed out */
};

struct tw_source {
    struct tw_source_options options;
    char too_big[64];           /* the reason, with the limit in it */
    struct tw_paths *paths;
    struct tw_stream *stream;
    struct tw_arena *file_mem;  /* the open file's name and list */
    int fd;                     /* -1: no file is open */
    struct tw_slice name;
    struct tw_date time;        /* of the open file */
    bool is_remote;             /* it was brought */
    struct tw_slice url, content_type;  /* of what was brought; else empty */
    uint64_t line;              /* lines or entries taken so far */
    uint64_t done;              /* bytes of finished files */
    uint64_t total;             /* bytes of all files, 0 when not known */
    struct tw_source_list list;
    struct tw_source_mail mail;
    /* Takes the next document; TW_DONE: the file has no more. */
    enum tw_status (*next)(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out);
};

void tw_source_drop(struct tw_source *s, struct tw_slice source, const char *why);
const char *tw_source_why(const struct tw_source *s, enum tw_status st);

/* A document with what all documents of the open file have. */
struct tw_raw tw_source_raw(const struct tw_source *s, enum tw_raw_kind kind);

/* NAME#N, in mem. */
struct tw_slice tw_source_numbered(struct tw_arena *mem, struct tw_slice name, uint64_t n);

/* Readers: the next document of the open file, TW_DONE when there is none.
** sourcewarc.c; sourcelist.c: feeds, and JSON that is no JSON lines; sourcemail.c. */
enum tw_status tw_source_next_warc(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out);
enum tw_status tw_source_next_mail(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out);
enum tw_status tw_source_next_item(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out);

void tw_source_open_mail(struct tw_source *s, bool box);

/* Reads the open file, which holds a feed or JSON, whole.  TW_OK: its items
** are ready; TW_NOTNEWS: it holds neither, read it as a page; others: it was
** dropped. */
enum tw_status tw_source_open_list(struct tw_source *s);

#endif
