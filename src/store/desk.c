/* store/desk.c - the life of a desk: open, take articles, commit, close.
**
** A commit that fails leaves the states of dedup and group ahead of the store.  They are
** then made anew before the next article is taken: from the last file and the articles
** behind it, which costs seconds and happens when a disk is full, or a server was away.
*/
#include "store/desk_int.h"

#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>

enum { WINDOW = 30 * 86400, EXPIRES = 3600 /* seconds of the stream between two rounds */ };
static const size_t BUDGET = (size_t)1 << 30; /* bytes of scratch memory for one article or story */

static void make_scratch(struct tw_desk *d)
{
    d->scratch = TW_NEW_N(d->mem, struct tw_arena *, d->threads + 1);
    for (unsigned i = 0; i <= d->threads; i++) d->scratch[i] = tw_arena_new(BUDGET);
}

/* What was given is kept in the store, so that it holds for whoever opens a desk next. */
static enum tw_status remember(struct tw_desk *d, struct tw_slice window)
{
    enum tw_status st = tw_store_begin(d->store);

    if (st == TW_OK) st = tw_store_set(d->store, TW_LIT("desk.window"), window);
    if (st == TW_OK) st = tw_store_set(d->store, TW_LIT("desk.owners"), d->o.owners);
    if (st == TW_OK) return tw_store_commit(d->store);
    tw_store_rollback(d->store);
    return st;
}

static enum tw_status read_options(struct tw_desk *d)
{
    struct tw_slice window, owners;
    struct tw_buf now = {.mem = d->mem};
    size_t line;
    enum tw_status st;

    if ((st = tw_store_get(d->store, d->mem, TW_LIT("desk.window"), &window)) != TW_OK) return st;
    if ((st = tw_store_get(d->store, d->mem, TW_LIT("desk.owners"), &owners)) != TW_OK) return st;
    if (d->o.window <= 0) d->o.window = window.n ? strtoll(window.p, NULL, 10) : WINDOW;
    if (d->o.window <= 0) d->o.window = WINDOW;
    d->o.owners = d->o.owners.n ? tw_slice_dup(d->mem, d->o.owners) : owners;
    if ((st = tw_owners_read(d->mem, d->o.owners, &d->owners, &line)) != TW_OK) return st;
    tw_buf_addf(&now, "%lld", (long long)d->o.window);
    if (tw_slice_eq(window, tw_buf_slice(&now)) && tw_slice_eq(owners, d->o.owners)) return TW_OK;
    return remember(d, tw_buf_slice(&now));
}

enum tw_status tw_desk_open(struct tw_store *s, const char *where, const struct tw_desk_options *o,
                            struct tw_desk **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_desk *d = TW_NEW(mem, struct tw_desk);
    struct tw_buf path = {.mem = mem};
    enum tw_status st;

    *out = NULL;
    d->mem = mem;
    d->store = s;
    if (o) d->o = *o;
    d->light.size = sizeof(struct tw_desk_light);
    d->threads = d->o.threads ? d->o.threads : tw_cpu_count();
    tw_buf_addf(&path, "%s-state%c", where, 0);
    d->state = path.p;
    make_scratch(d);
    tw_batch_start(d);
    d->decided = tw_arena_new(0);
    d->stale = true;
    st = read_options(d);
    if (st == TW_OK) st = tw_desk_recall(d);
    if (st == TW_OK) st = tw_desk_decide(d);
    if (st == TW_OK) *out = d;
    else tw_desk_close(d);
    return st;
}

void tw_desk_close(struct tw_desk *d)
{
    if (!d) return;
    tw_batch_end(d);
    if (!d->stale && d->last == d->stored) tw_desk_save(d, true);
    tw_batch_free(d);
    tw_desk_forget_states(d);
    tw_desk_free_given(d);
    for (unsigned i = 0; i <= d->threads; i++) tw_arena_free(d->scratch[i]);
    tw_arena_free(d->decided);
    tw_arena_free(d->mem);
}

const struct tw_desk_start *tw_desk_started(const struct tw_desk *d)
{
    return &d->start;
}

enum tw_status tw_desk_add(struct tw_desk *d, const struct tw_incoming *in, enum tw_taken *taken)
{
    struct tw_slice id = in->article->id;
    enum tw_known known;
    uint64_t number;
    enum tw_status st;

    if ((st = tw_desk_take_given(d)) != TW_OK) return st;
    if (d->stale && (st = tw_desk_recall(d)) != TW_OK) return st;
    if ((st = tw_store_known(d->store, id, &known, &number)) != TW_OK) return tw_batch_lose(d, st);
    if (tw_map_find(&d->ids, id)) known = TW_STORED;
    *taken = known == TW_UNKNOWN ? TW_TAKEN : known == TW_STORED ? TW_DUPLICATE : TW_REFUSED;
    if (known != TW_UNKNOWN) return TW_OK;
    return tw_batch_take(d, in);
}

static enum tw_status note_next_story(struct tw_desk *d)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%u", tw_group_next_story(d->group));

    return tw_store_set(d->store, TW_LIT("desk.next_story"), (struct tw_slice){text, (size_t)n});
}

/* Drops what is older than is to be kept; stories that lost an article are told anew. */
static enum tw_status expire(struct tw_desk *d)
{
    uint64_t gone, *story;
    size_t n;
    enum tw_status st;

    if (d->o.keep <= 0 || d->received < d->expired + EXPIRES) return TW_OK;
    if ((st = tw_store_expire(d->store, d->received - d->o.keep, &gone)) != TW_OK) return st;
    d->expired = d->received;
    if (!gone) return TW_OK;
    tw_desk_forget_recent(d);
    if ((st = tw_store_uncompared(d->store, d->batch, &story, &n)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) tw_batch_changed(d, story[i]);
    return TW_OK;
}

/* Everything that the batch and the waiting decisions change. */
static enum tw_status write_all(struct tw_desk *d)
{
    enum tw_status st;

    if ((st = tw_batch_write(d)) != TW_OK) return st;
    if ((st = tw_desk_clear_inbox(d)) != TW_OK) return st;
    if (d->also && (st = d->also(d->store, d->also_context)) != TW_OK) return st;
    if ((st = tw_desk_carry_out(d)) != TW_OK) return st;
    if ((st = expire(d)) != TW_OK) return st;
    if ((st = tw_desk_review(d)) != TW_OK) return st;
    return note_next_story(d);
}

enum tw_status tw_desk_commit_batch(struct tw_desk *d)
{
    enum tw_status st;
    bool waits;

    if ((st = tw_desk_take_given(d)) != TW_OK) return st;
    if (d->stale && (st = tw_desk_recall(d)) != TW_OK) return st;
    tw_pool_wait(d->pool);
    if ((st = tw_desk_waits(d, &waits)) != TW_OK) return tw_batch_lose(d, st);
    if (d->pendings == 0 && d->outs == 0 && !d->also && !waits) return TW_OK;
    if ((st = tw_store_begin(d->store)) != TW_OK) {
        d->stale = true;
    } else if ((st = write_all(d)) != TW_OK) {
        tw_store_rollback(d->store);
        d->stale = true;
    } else if ((st = tw_store_commit(d->store)) != TW_OK) {
        d->stale = true;
    }
    tw_batch_end(d);
    if (st != TW_OK) return st;
    d->stored = d->last;
    tw_recent_turn(d->recent);
    tw_growings_turn(d->growings);
    tw_desk_save(d, false);
    return TW_OK;
}

enum tw_status tw_desk_commit(struct tw_desk *d)
{
    enum tw_status st = tw_desk_commit_batch(d);

    return st == TW_OK ? tw_desk_take_inbox(d) : st;
}

void tw_desk_also(struct tw_desk *d, enum tw_status (*write)(struct tw_store *s, void *context),
                  void *context)
{
    d->also = write;
    d->also_context = context;
}

enum tw_status tw_desk_decide(struct tw_desk *d)
{
    return tw_desk_commit(d);
}
