/* dedup/stream.h - whom an article was copied from, as articles arrive.
**
** Each article is answered when it comes, from those that came before within
** the window: exact copies, near-duplicates (edited, reordered, cut, added to)
** down to a containment of .3, and passages copied into otherwise different
** articles.  Every shared run of 24 words is found (dedup/winnow.h, dedup/align.h)
** unless its fingerprints are boilerplate (dedup/habits.h), 128 newer articles
** have them, or 64 articles share more with the new one.  Copies with one word in twenty
** changed are found in 99 of 100 cases when a third of the text is copied, in
** 95 when it is one in ten (tests/dedup/search_test.c).
** Candidates are judged by a sketch of a byte a word, which the state holds; what
** is then left is verified on the texts, which come through a function of the
** caller's.  The state holds no text: about 1.3 KB an article of 300 words.
** Words inside quotation marks in both articles, said by the same person, are
** a shared quotation: told, but not counted as copying.  A lone sentence in common is reported as a
** passage, but it may stand in both by chance or from a third, and then none of
** the words is known to be a's: `contained` is 0, `shared` tells how many they are.
**
** The state is opaque, has no globals, and may be saved and loaded at any
** point without changing any later answer.  Cost: 25 to 50 microseconds an
** article, growing slowly with the window (bench/BASELINE.md).
*/
#ifndef TW_DEDUP_STREAM_H
#define TW_DEDUP_STREAM_H
#include "base/status.h"
#include "clean/article.h"
#include "dedup/statefile.h"

#include <stdint.h>

struct tw_dedup;

struct tw_dedup_options {
    /* seconds; articles older than this against the newest are forgotten; 0: none is */
    int64_t window;
    /* Sets *out to the text of article `number` (0, 1, ... in the order they were
    ** added), as it was then, borrowed or in mem.  false: no longer to be had. */
    bool (*text)(void *context, uint64_t number, struct tw_arena *mem, struct tw_slice *out);
    void *context;
    uint64_t first;     /* number of the first article, for a state that is made anew */
};

/* a is the article that had it first: by time, then by order. */
struct tw_copied_passage {
    struct tw_span in_a, in_b;  /* bytes; whole words */
    size_t words;               /* equal in both */
    size_t run;                 /* the longest unbroken run of them */
};
struct tw_copied_passages { struct tw_copied_passage *v; size_t n; };

struct tw_copy {
    uint64_t number;            /* the other article */
    struct tw_slice id;         /* its id */
    bool other_first;           /* the other is a, the new article b; else the other way round */
    double contained;           /* share of b's words that are a's; 0 for a lone sentence */
    double contained_back;      /* share of a's in b */
    /* share of b's words in the passages and quotes below, whosever they are */
    double shared;
    double shared_back;         /* share of a's */
    struct tw_copied_passages passages;     /* by rising in_b */
    struct tw_copied_passages quotes;       /* quotations both have; not counted above */
};
struct tw_copies { struct tw_copy *v; size_t n; };

struct tw_dedup *tw_dedup_new(const struct tw_dedup_options *o);
void tw_dedup_free(struct tw_dedup *d);     /* NULL is fine */

/* Answers for the article and adds it as the next number.  *out, by rising
** number of the other article, lives in mem.  The article is borrowed for the
** call only.  TW_OK, or TW_TOOBIG when mem went over budget: *out is then a
** correct but shorter list. */
TW_MUST_USE enum tw_status tw_dedup_add(struct tw_dedup *d, struct tw_arena *mem,
                                        const struct tw_article *article, struct tw_copies *out);

/* Articles added so far, and how many of them are still in the window. */
uint64_t tw_dedup_count(const struct tw_dedup *d);
uint64_t tw_dedup_kept(const struct tw_dedup *d);

/* The article is to be forgotten: nothing is found in it any more.  Not in the window:
** nothing happens. */
void tw_dedup_drop(struct tw_dedup *d, uint64_t number);

/* Bytes of the index. */
size_t tw_dedup_bytes(const struct tw_dedup *d);

/* Puts the state into a file being written; takes it from one into a new state
** (TW_BROKEN when it makes no sense). */
void tw_dedup_save(const struct tw_dedup *d, struct tw_state_out *out);
TW_MUST_USE enum tw_status tw_dedup_load(struct tw_state_in *in, const struct tw_dedup_options *o,
                                         struct tw_dedup **out);

#endif
