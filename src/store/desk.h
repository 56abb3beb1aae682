/* store/desk.h - articles into a store: dedup, group, extract and compare, and what they say kept.
**
** A desk is the one writer of a store, with the states of dedup and group in memory.
** Articles are taken in order; a batch of them, with the stories, passages, comparisons
** and decisions that change because of it, is one transaction.  What a batch changes is
** worked out once at its end: a story that got ten articles is compared once.
**
** The same articles in the same order (with the same decisions between them) give the
** same store, however they were cut into batches and whatever was killed in between:
** the states are kept in a file beside the store (PATH-state) now and then, with the
** number of the last article in them; at the start they are loaded and brought up to
** the store's last article by taking the ones behind it once more.  A state that is
** missing, damaged or ahead of the store is made anew from the articles.
**
** Decisions of people (store/store.h) are carried out between batches, and at the start; so are
** articles taken that other processes handed in (tw_store_hand): behind the caller's, in order,
** each in the same transaction in which it leaves the inbox.  One that cannot be taken is set
** aside there with the reason.
** Memory: about 3.5 KB an article within the window.
*/
#ifndef TW_STORE_DESK_H
#define TW_STORE_DESK_H
#include "extract/statements.h"
#include "read/source.h"
#include "store/store.h"

struct tw_desk;

struct tw_desk_options {
    int64_t window;             /* seconds that dedup and group look back; 0: as before,
                                   at first 30 days */
    int64_t keep;               /* seconds behind the newest that articles are kept; 0: for ever */
    unsigned threads;           /* 0: one for each processor */
    unsigned share;             /* the states are saved when an nth as many articles came as are in them; 0: a third.
                                   What a start takes once more is less, saving costs more */
    struct tw_slice owners;     /* table of compare/owners.h; empty: as before, at first none */
};

/* An article on its way in; borrowed for the call. */
struct tw_incoming {
    const struct tw_article *article;
    struct tw_date received;
    enum tw_evidence_kind kind;
    struct tw_slice evidence;
    const struct tw_statements *statements;     /* what tw_extract found in it, found elsewhere; NULL:
                                                   the desk finds it */
};

/* It is stored with the next commit; is there already; was forgotten before. */
enum tw_taken { TW_TAKEN, TW_DUPLICATE, TW_REFUSED };

/* The store must be open for writing and stays the caller's; the states lie in WHERE-state,
** `where` being the store's own path or, for one in a database, another. */
TW_MUST_USE enum tw_status tw_desk_open(struct tw_store *s, const char *where,
                                        const struct tw_desk_options *o, struct tw_desk **out);

/* How the states came to be at the start. */
struct tw_desk_start {
    bool anew;                  /* no file fitted: made from the articles within the window */
    uint64_t again;             /* articles taken once more */
    uint64_t different;         /* of them in another story than stored: the stored one holds */
};
const struct tw_desk_start *tw_desk_started(const struct tw_desk *d);

/* Takes an article into the batch.  When it is not TW_OK the batch is lost: the states go
** back to the last commit, and what came behind it may be given again. */
TW_MUST_USE enum tw_status tw_desk_add(struct tw_desk *d, const struct tw_incoming *in,
                                       enum tw_taken *taken);

/* The same for n at most TW_STORE_MANY articles, about which the store is asked once.  *done: how
** many of them were taken, refused or known; when it is not TW_OK in[*done] may be why. */
TW_MUST_USE enum tw_status tw_desk_add_many(struct tw_desk *d, const struct tw_incoming *const *in,
                                            size_t n, enum tw_taken *taken, size_t *done);

/* The same for who gives many: what became of it is counted, not told at once, so that the store is
** asked about some dozens together.  An error may be of one given before; all that were given
** since the last commit are lost with it. */
TW_MUST_USE enum tw_status tw_desk_give(struct tw_desk *d, const struct tw_incoming *in);
/* What became of those given since it was last asked; takes what waits. */
struct tw_desk_counts { uint64_t taken, duplicates, refused; };
TW_MUST_USE enum tw_status tw_desk_count_given(struct tw_desk *d, struct tw_desk_counts *out);

/* Ends the batch: works out what it changed and commits.  Then, and only then, its
** articles are stored.  When it is not TW_OK nothing of the batch is, the states have gone
** back to the last commit, and it may be given again.  Then takes what others handed in. */
TW_MUST_USE enum tw_status tw_desk_commit(struct tw_desk *d);

/* Something more for the transaction of the next commit: `write` is called once within it,
** behind the articles; when it does not answer TW_OK nothing of the batch is stored.  A batch
** that is lost takes it along. */
void tw_desk_also(struct tw_desk *d, enum tw_status (*write)(struct tw_store *s, void *context),
                  void *context);

/* Carries out the decisions that wait, and takes what was handed in.  Part of tw_desk_open and
** tw_desk_commit. */
TW_MUST_USE enum tw_status tw_desk_decide(struct tw_desk *d);

/* What became of articles handed in, since the desk was opened. */
struct tw_desk_handed { uint64_t taken, duplicates, aside; };
const struct tw_desk_handed *tw_desk_handed(const struct tw_desk *d);

/* Saves the states and frees them; what is not committed is lost.  NULL is fine. */
void tw_desk_close(struct tw_desk *d);

#endif
