/* store/deskgiven.c - articles that are looked at some dozens together.
**
** To ask for each whether its id is known costs a database over a network more than everything
** else about it.  So articles are copied and wait until there are TW_STORE_MANY of them or BYTES;
** whoever needs them taken (a commit, an article that is added by itself) has them taken first, so
** the order is that in which they came.
*/
#include "store/desk_int.h"

static const size_t BYTES = (size_t)8 << 20; /* of texts and evidence */

static struct tw_desk_given *room_for_one(struct tw_desk *d)
{
    struct tw_desk_given *g = d->given[d->givens];

    if (!g) {
        g = d->given[d->givens] = TW_NEW(d->mem, struct tw_desk_given);
        g->mem = tw_arena_new(0);
    }
    return g;
}

enum tw_status tw_desk_give(struct tw_desk *d, const struct tw_incoming *in)
{
    struct tw_desk_given *g = room_for_one(d);

    g->article = tw_article_dup(g->mem, in->article);
    g->in = *in;
    g->in.article = &g->article;
    g->in.evidence = tw_slice_dup(g->mem, in->evidence);
    if (in->statements) {
        g->statements = tw_statements_dup(g->mem, in->statements);
        g->in.statements = &g->statements;
    }
    d->given_bytes += in->article->text.n + in->evidence.n;
    if (++d->givens < TW_STORE_MANY && d->given_bytes < BYTES) return TW_OK;
    return tw_desk_take_given(d);
}

static enum tw_status take(struct tw_desk *d, const struct tw_incoming *in, enum tw_known known,
                           enum tw_taken *taken)
{
    if (tw_map_find(&d->ids, in->article->id)) known = TW_STORED;
    *taken = known == TW_UNKNOWN ? TW_TAKEN : known == TW_STORED ? TW_DUPLICATE : TW_REFUSED;
    return known == TW_UNKNOWN ? tw_batch_take(d, in) : TW_OK;
}

/* Asks the store about all of them, and takes one after the other. */
static enum tw_status take_all(struct tw_desk *d, const struct tw_incoming *const *in, size_t n,
                               enum tw_taken *taken, size_t *done)
{
    struct tw_slice id[TW_STORE_MANY];
    enum tw_known known[TW_STORE_MANY];
    enum tw_status st;

    *done = 0;
    if (d->stale && (st = tw_desk_recall(d)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) id[i] = in[i]->article->id;
    if ((st = tw_store_known_many(d->store, id, n, known)) != TW_OK) return tw_batch_lose(d, st);
    for (size_t i = 0; i < n; i++, ++*done)
        if ((st = take(d, in[i], known[i], &taken[i])) != TW_OK) return st;
    return TW_OK;
}

enum tw_status tw_desk_add_many(struct tw_desk *d, const struct tw_incoming *const *in, size_t n,
                                enum tw_taken *taken, size_t *done)
{
    enum tw_status st = tw_desk_take_given(d);

    *done = 0;
    return st == TW_OK && n ? take_all(d, in, n, taken, done) : st;
}

enum tw_status tw_desk_take_given(struct tw_desk *d)
{
    const struct tw_incoming *in[TW_STORE_MANY];
    enum tw_taken taken[TW_STORE_MANY];
    size_t n = d->givens, done;
    enum tw_status st;

    if (n == 0) return TW_OK;
    for (size_t i = 0; i < n; i++) in[i] = &d->given[i]->in;
    st = take_all(d, in, n, taken, &done);
    for (size_t i = 0; i < done; i++) {
        d->counts.taken += taken[i] == TW_TAKEN;
        d->counts.duplicates += taken[i] == TW_DUPLICATE;
        d->counts.refused += taken[i] == TW_REFUSED;
    }
    for (size_t i = 0; i < n; i++) tw_arena_reset(d->given[i]->mem);
    d->givens = d->given_bytes = 0;
    if (st != TW_OK) d->counts = (struct tw_desk_counts){0};
    return st;
}

enum tw_status tw_desk_count_given(struct tw_desk *d, struct tw_desk_counts *out)
{
    enum tw_status st = tw_desk_take_given(d);

    *out = d->counts;
    d->counts = (struct tw_desk_counts){0};
    return st;
}

void tw_desk_free_given(struct tw_desk *d)
{
    for (size_t i = 0; i < TW_STORE_MANY; i++)
        if (d->given[i]) tw_arena_free(d->given[i]->mem);
}
