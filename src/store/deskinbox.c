/* store/deskinbox.c - what other processes handed in, taken by the desk.
**
** Articles of the inbox go the way of all others; that one leaves the inbox is noted in the
** batch and written in its transaction, so each is taken once, whatever happens between.  What
** comes while they are taken waits for the next commit: whoever hands in faster than
** articles can be taken does not hold up the caller for ever.
** One over a limit of the stages costs its batch, is set aside alone, and the rest is
** taken again.
*/
#include "store/desk_int.h"

#include "base/vec.h"

enum { PORTION = 200 /* articles a transaction */ };

static void leave(struct tw_desk *d, uint64_t number, struct tw_slice failed, bool keep)
{
    TW_PUSH(d->batch, d->out, d->outs, d->out_cap,
            ((struct tw_desk_out){number, tw_slice_dup(d->batch, failed), keep}));
}

enum tw_status tw_desk_clear_inbox(struct tw_desk *d)
{
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < d->outs && st == TW_OK; i++)
        st = tw_store_handed(d->store, d->out[i].number, d->out[i].failed, d->out[i].keep);
    return st;
}

static enum tw_status take(struct tw_desk *d, const struct tw_handed *h,
                           struct tw_desk_handed *count)
{
    struct tw_incoming in = {&h->article, h->received, h->kind, h->evidence, NULL};
    enum tw_taken taken = TW_TAKEN;
    enum tw_status st = TW_OK;

    if (!h->failed.n) st = tw_desk_add(d, &in, &taken);
    if (st != TW_OK) return st;
    if (h->failed.n) leave(d, h->number, h->failed, true);
    else if (taken == TW_REFUSED) leave(d, h->number, TW_LIT("forgotten before"), false);
    else leave(d, h->number, (struct tw_slice){"", 0}, false);
    count->aside += h->failed.n || taken == TW_REFUSED;
    count->taken += !h->failed.n && taken == TW_TAKEN;
    count->duplicates += !h->failed.n && taken == TW_DUPLICATE;
    return TW_OK;
}

/* Takes a portion and commits it; *since becomes the last number looked at. */
static enum tw_status take_portion(struct tw_desk *d, struct tw_arena *mem, uint64_t *since,
                                   uint64_t until, bool *more)
{
    struct tw_desk_handed count = d->handed;
    struct tw_handed *h;
    size_t n;
    enum tw_status st =
        tw_store_inbox(d->store, mem, TW_INBOX_WAITING, *since, PORTION, &h, &n);

    *more = st == TW_OK && n > 0 && h[0].number <= until;
    for (size_t i = 0; *more && i < n && h[i].number <= until; i++) {
        st = take(d, &h[i], &count);
        if (st == TW_TOOBIG) leave(d, h[i].number, TW_LIT("over a limit of the stages"), true);
        if (st != TW_OK) break;
    }
    if (st == TW_TOOBIG) {          /* the batch is lost but for what was noted last */
        d->handed.aside++;
        return tw_desk_commit_batch(d);
    }
    if (st != TW_OK || !*more) return st;
    *since = h[n - 1].number;
    st = tw_desk_commit_batch(d);
    if (st == TW_OK) d->handed = count;
    return st;
}

enum tw_status tw_desk_take_inbox(struct tw_desk *d)
{
    uint64_t since = 0, until;
    bool more = true;
    struct tw_arena *mem;
    enum tw_status st = tw_store_inbox_last(d->store, &until);

    if (st != TW_OK || !until) return st;
    mem = tw_arena_new(0);
    while (st == TW_OK && more) {
        tw_arena_reset(mem);
        st = take_portion(d, mem, &since, until, &more);
    }
    tw_arena_free(mem);
    return st;
}

const struct tw_desk_handed *tw_desk_handed(const struct tw_desk *d)
{
    return &d->handed;
}
