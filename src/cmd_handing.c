/* cmd_handing.c - see cmd_handing.h.
**
** An id that is stored already is a duplicate and not handed in, so what leaves the inbox without
** being set aside counts as kept (unless somebody else brought the same just then).  The writer is
** not asked for anything: the inbox is looked at until it has gone past our last number. */
#include "cmd_handing.h"

#include "base/vec.h"

#include <time.h>

/* ms between two looks, and before the desk is tried; looks after which a writer that took nothing
** is not waited for: it may be an `add` whose input pauses. */
enum { LOOK = 20, TAKE_OVER = 500, PATIENCE = 30000 / LOOK };

void tw_handing_start(struct tw_handing *h, struct tw_store *store, const char *where,
                      const char *beside, const struct tw_desk_options *desk)
{
    *h = (struct tw_handing){.store = store, .where = where, .beside = beside, .desk = desk,
                             .mem = tw_arena_new(0)};
    h->ids = tw_map_in(h->mem);
}

void tw_handing_end(struct tw_handing *h)
{
    if (h->mem) tw_arena_free(h->mem);
    h->mem = NULL;
}

enum tw_status tw_handing_give(struct tw_handing *h, const struct tw_incoming *in)
{
    bool added;

    tw_map_add(&h->ids, tw_slice_dup(h->mem, in->article->id), &added);
    if (!added) return h->counts.duplicates++, TW_OK;
    TW_PUSH(h->mem, h->v, h->n, h->cap,
            ((struct tw_handed){.article = tw_article_dup(h->mem, in->article),
                                .received = in->received,
                                .kind = in->kind, .evidence = tw_slice_dup(h->mem, in->evidence)}));
    return TW_OK;
}

/* Leaves those that are to be handed in. */
enum tw_status tw_handing_count_given(struct tw_handing *h, struct tw_desk_counts *out)
{
    struct tw_slice *id = TW_NEW_N(h->mem, struct tw_slice, h->n);
    enum tw_known *known = TW_NEW_N(h->mem, enum tw_known, h->n);
    size_t left = 0;
    enum tw_status st;

    for (size_t i = 0; i < h->n; i++) id[i] = h->v[i].article.id;
    if ((st = tw_store_known_many(h->store, id, h->n, known)) != TW_OK) return st;
    for (size_t i = 0; i < h->n; i++) {
        h->counts.taken += known[i] == TW_UNKNOWN;
        h->counts.duplicates += known[i] == TW_STORED;
        h->counts.refused += known[i] == TW_FORGOTTEN;
        if (known[i] == TW_UNKNOWN) h->v[left++] = h->v[i];
    }
    h->n = left;
    *out = h->counts;
    h->counts = (struct tw_desk_counts){0};
    return TW_OK;
}

enum tw_status tw_handing_commit(struct tw_handing *h)
{
    enum tw_status st = h->n ? tw_store_hand(h->store, h->v, h->n) : TW_OK;

    if (h->n && st == TW_OK) {
        if (!h->first) h->first = h->v[0].number;
        h->last = h->v[h->n - 1].number;
        h->handed += h->n;
    }
    tw_arena_reset(h->mem);
    h->ids = tw_map_in(h->mem);
    h->v = NULL;
    h->n = h->cap = 0;
    return st;
}

/* How many of ours wait, others between them included. */
static enum tw_status waiting(const struct tw_handing *h, uint64_t *left)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_handed *first;
    size_t n;
    enum tw_status st = tw_store_inbox(h->store, mem, TW_INBOX_WAITING, h->first - 1, 1, &first,
                                       &n);

    *left = st == TW_OK && n > 0 && first->number <= h->last ? h->last - first->number + 1 : 0;
    if (*left > h->handed) *left = h->handed;
    tw_arena_free(mem);
    return st;
}

/* Nobody may be writing any more: a desk takes what is in the inbox when it is opened. */
static enum tw_status take_over(const struct tw_handing *h)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store *store = NULL;
    struct tw_desk *desk = NULL;
    const char *why;
    enum tw_status st = tw_store_open(mem, h->where, TW_STORE_WRITE, &store, &why);

    if (st == TW_OK) st = tw_desk_open(store, h->beside, h->desk, &desk);
    tw_desk_close(desk);
    tw_store_close(store);
    tw_arena_free(mem);
    return st == TW_LOCKED ? TW_OK : st;
}

enum tw_status tw_handing_wait(struct tw_handing *h, uint64_t most,
                               const volatile sig_atomic_t *stop, uint64_t *left)
{
    const struct timespec step = {.tv_nsec = LOOK * 1000000L};
    enum tw_status st = TW_OK;
    uint64_t before = UINT64_MAX;

    *left = 0;
    if (!h->last) return TW_OK;
    for (int looks = 1; (st = waiting(h, left)) == TW_OK && *left > most && !*stop
         && looks < PATIENCE; looks++) {
        if (*left < before) looks = 1;
        before = *left;
        if (looks % (TAKE_OVER / LOOK) == 0 && (st = take_over(h)) != TW_OK) break;
        nanosleep(&step, NULL);
    }
    return st;
}

enum tw_status tw_handing_aside(struct tw_handing *h,
                                void (*tell)(void *context, const struct tw_handed *one),
                                void *context)
{
    struct tw_arena *mem = tw_arena_new(0);
    uint64_t since = h->first - 1;
    struct tw_handed *v;
    enum tw_status st = TW_OK;
    size_t n = h->last ? 1 : 0;

    while (n > 0 && since < h->last && st == TW_OK) {
        tw_arena_reset(mem);
        st = tw_store_inbox(h->store, mem, TW_INBOX_ASIDE, since, 0, &v, &n);
        for (size_t i = 0; st == TW_OK && i < n && v[i].number <= h->last; i++)
            tell(context, &v[i]);
        if (st == TW_OK && n > 0) since = v[n - 1].number;
    }
    tw_arena_free(mem);
    return st;
}
