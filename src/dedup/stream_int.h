/* dedup/stream_int.h - the state of dedup and the article being added, for stream.c,
** verdict.c and streamstate.c.
*/
#ifndef TW_DEDUP_STREAM_INT_H
#define TW_DEDUP_STREAM_INT_H
#include "dedup/align.h"
#include "dedup/clock.h"
#include "dedup/habits.h"
#include "dedup/prints.h"
#include "dedup/stream.h"

struct tw_dedup_record {
    int64_t time;           /* Unix s, 0 unknown */
    int64_t clock;          /* when it came */
    uint64_t id, sketch;    /* absolute offsets into the ids and the sketches */
    uint32_t id_len;
    uint32_t words, outlet; /* outlet: hash, 0 unknown */
    uint32_t family;        /* number of the first article of its family */
    uint64_t title[2];      /* a bit for each word, by hash */
    uint32_t whole_day;     /* its time is known to the day only */
    uint32_t gone;          /* 1: to be forgotten, finds nothing any more */
};

struct tw_dedup {
    struct tw_arena *mem;
    struct tw_dedup_options o;
    struct tw_clock clock;
    struct tw_chains prints;
    struct tw_habits habits;
    struct tw_column record, ids, sketches;     /* sketches: dedup/sketch.h, one after the other */
    uint64_t first;         /* number of record 0 */
    uint64_t ids_first, sketches_first;         /* absolute offsets of the first byte kept */
};

/* The article being added. */
struct tw_dedup_query {
    struct tw_dedup *d;
    struct tw_arena *mem;
    const struct tw_article *article;
    struct tw_scan scan;
    struct tw_sketch sketch;
    struct tw_prints prints;    /* without boilerplate */
    struct tw_prints all;
    struct tw_align align;
    struct tw_dedup_record me;
    uint32_t number;
    struct tw_copies found;
    size_t cap;
};

/* What two texts have in common, sorted into copied and quoted. */
struct tw_dedup_verdict {
    struct tw_aligneds copied, quoted;
    size_t words;           /* copied, equal */
    uint32_t run, copied_run;   /* the longest unbroken ones, of all and of those copied */
    double of_old, of_new;  /* share of each text that is copied */
};

/* The verdict on the passages that the new article shares with an old one of that
** many words.  a: its words; NULL: not known yet, and nothing counts as quoted. */
struct tw_dedup_verdict tw_dedup_judge(struct tw_dedup_query *q, const struct tw_scan *a,
                                       size_t words, struct tw_aligneds list);

/* True when one text is a version of the other, or has more of it than a
** sentence that the two may have by chance or from a third. */
bool tw_dedup_is_version(const struct tw_dedup_verdict *v, const struct tw_dedup_record *a,
                         const struct tw_dedup_record *b);

/* The bits of the article's title. */
void tw_dedup_read_title(struct tw_dedup_query *q);

#endif
