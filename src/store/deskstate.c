/* store/deskstate.c - the states of dedup and group in a file, and made anew from the store.
**
** The file holds both states, what is known of every article within the window, how many
** articles and decisions are in them, and of which store.  At the start it is loaded and
** brought up to the store (again.c); without a file that fits, the states begin empty with
** the first article within the window.
**
** It is saved when a third as many articles came as are in it, so its cost stays below a
** twentieth of theirs, and at the end when a fiftieth did: a decision alone is not worth a
** file of 3.5 KB for each article.  One that cannot be written costs time at the next start.
*/
#include "store/desk_int.h"

#include "base/hash.h"
#include "base/vec.h"
#include "dedup/clock.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/random.h>

static const char KIND[8] = "tw-desk";
enum {
    VERSION = 1,
    LEAST = 5000,
    SHARE = 3, /* articles between two saves, at least and as a part of those in the states, */
    CLOSING = 50,
    DECISIONS = 50, /* and when the desk closes */
    HOLES = 16      /* articles looked at for one that is there */
};
static const size_t RECENT = (size_t)64 << 20, GROWING = (size_t)96 << 20; /* bytes */

struct numbers {
    char identity[32];
    uint64_t last, carried, light_first, id; /* id: hash of that of the last article */
    int64_t received;
};

struct tw_desk_light tw_desk_light_of(const struct tw_article *a, const struct tw_date *received)
{
    struct tw_desk_light l = {.time = tw_article_time(a)};
    struct tw_slice outlet = a->outlet_domain.n ? a->outlet_domain : a->outlet_name;

    if (!l.time) l.time = tw_date_unix(received);
    l.outlet = outlet.n ? tw_hash(outlet) : 0;
    memcpy(l.lang, a->lang.p ? a->lang.p : "",
           a->lang.n < sizeof l.lang ? a->lang.n : sizeof l.lang);
    return l;
}

void tw_desk_note(struct tw_desk *d, const struct tw_article *a, const struct tw_date *received)
{
    enum { EVERY = 4096 };
    uint64_t first;

    *(struct tw_desk_light *)tw_column_push(&d->light) = tw_desk_light_of(a, received);
    if ((d->light_first + d->light.n) % EVERY) return;
    first = tw_desk_number(tw_dedup_count(d->dedup) - tw_dedup_kept(d->dedup));
    if (first <= d->light_first) return;
    tw_column_drop(&d->light, (size_t)(first - d->light_first));
    d->light_first = first;
}

/* ---- Saving */

static uint64_t id_of(struct tw_desk *d, struct tw_arena *mem, uint64_t number)
{
    struct tw_stored stored;

    if (!number || tw_store_article(d->store, mem, number, &stored) != TW_OK) return 0;
    return tw_hash(stored.article.id);
}

static enum tw_status save(struct tw_desk *d)
{
    struct numbers n = {.last = d->last,
                        .carried = d->carried,
                        .light_first = d->light_first,
                        .received = d->received};
    struct tw_state_out *out;
    enum tw_status st = tw_state_create(d->state, KIND, VERSION, &out);

    if (st != TW_OK) return st;
    memcpy(n.identity, d->identity, sizeof n.identity);
    n.id = id_of(d, tw_desk_scratch(d), d->last);
    tw_state_put(out, &n, sizeof n);
    tw_state_put_column(out, &d->light);
    tw_dedup_save(d->dedup, out);
    tw_group_save(d->group, out);
    return tw_state_commit(out);
}

/* True when taking once more what is behind the file would cost more than a new one. */
static bool is_due(const struct tw_desk *d, bool closing)
{
    uint64_t articles = d->last - d->saved, kept = tw_group_kept(d->group),
             share = closing ? CLOSING : d->o.share ? d->o.share : SHARE;

    if (d->save_soon || (closing && d->carried >= d->saved_carried + DECISIONS)) return true;
    return articles > (closing ? 0 : LEAST) && articles * share >= kept;
}

void tw_desk_save(struct tw_desk *d, bool closing)
{
    assert(d->pendings == 0 && d->stored == d->last);
    if (!is_due(d, closing)) return;
    (void)!save(d); /* the old one still fits, only more is behind it */
    d->saved = d->last;
    d->saved_carried = d->carried;
    d->save_soon = false;
}

/* ---- Loading */

void tw_desk_forget_states(struct tw_desk *d)
{
    tw_dedup_free(d->dedup);
    tw_group_free(d->group);
    tw_column_free(&d->light);
    tw_recent_free(d->recent);
    tw_growings_free(d->growings);
    d->dedup = NULL;
    d->group = NULL;
    d->recent = NULL;
    d->growings = NULL;
}

void tw_desk_forget_recent(struct tw_desk *d)
{
    tw_recent_free(d->recent);
    tw_growings_free(d->growings);
    d->recent = tw_recent_new(RECENT);
    d->growings = tw_growings_new(GROWING);
}

static struct tw_dedup_options dedup_options(struct tw_desk *d, uint64_t first)
{
    return (struct tw_dedup_options){
        .window = d->o.window, .text = tw_desk_text, .context = d, .first = first};
}

static enum tw_status load_parts(struct tw_desk *d, struct tw_state_in *in, struct numbers *n)
{
    struct tw_dedup_options dedup = dedup_options(d, 0);
    struct tw_group_options group = {.window = d->o.window};
    enum tw_status st;

    if ((st = tw_state_get(in, n, sizeof *n)) != TW_OK) return st;
    if (memcmp(n->identity, d->identity, sizeof n->identity) != 0 || n->last > d->stored)
        return TW_BROKEN;
    if (n->id && n->id != id_of(d, tw_desk_scratch(d), n->last)) {
        struct tw_stored gone;

        if (tw_store_article(d->store, tw_desk_scratch(d), n->last, &gone) != TW_NOTFOUND)
            return TW_BROKEN;
    }
    if ((st = tw_state_get_column(in, &d->light)) != TW_OK) return st;
    if ((st = tw_dedup_load(in, &dedup, &d->dedup)) != TW_OK) return st;
    if ((st = tw_group_load(in, &group, &d->group)) != TW_OK) return st;
    return tw_dedup_count(d->dedup) == n->last && tw_group_count(d->group) == n->last
                   && n->light_first > 0 && n->light_first + d->light.n == n->last + 1
               ? TW_OK
               : TW_BROKEN;
}

static enum tw_status load(struct tw_desk *d)
{
    struct tw_state_in *in;
    struct numbers n;
    enum tw_status st = tw_state_open(d->state, KIND, VERSION, &in);

    if (st != TW_OK) return st;
    st = load_parts(d, in, &n);
    tw_state_close(in);
    if (st != TW_OK) return st;
    d->last = d->saved = n.last;
    d->carried = d->saved_carried = n.carried;
    d->light_first = n.light_first;
    d->received = n.received;
    return TW_OK;
}

/* ---- Making anew */

/* The time of the first article that is there from `number` on; false when none of a few is. */
static bool time_near(struct tw_desk *d, uint64_t number, int64_t *time)
{
    struct tw_stored stored;

    for (uint64_t i = number; i <= d->stored && i < number + HOLES; i++)
        if (tw_store_article(d->store, tw_desk_scratch(d), i, &stored) == TW_OK) {
            *time = tw_desk_light_of(&stored.article, &stored.received).time;
            return true;
        }
    return false;
}

/* The first article within the window of the last one. */
static uint64_t first_in_window(struct tw_desk *d)
{
    uint64_t low = 1, high = d->stored;
    int64_t newest = 0, time;

    for (uint64_t i = d->stored; i > 0 && i + HOLES > d->stored && !time_near(d, i, &newest);) i--;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (!time_near(d, middle, &time) || time < newest - d->o.window) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void start_anew(struct tw_desk *d)
{
    uint64_t first = first_in_window(d);
    struct tw_dedup_options dedup = dedup_options(d, tw_desk_row(first));
    struct tw_group_options group = {.window = d->o.window, .first = tw_desk_row(first)};

    tw_column_free(&d->light);
    tw_dedup_free(d->dedup);
    tw_group_free(d->group);
    d->dedup = tw_dedup_new(&dedup);
    d->group = tw_group_new(&group);
    d->light_first = first;
    d->last = first - 1;
    d->carried = 0;
    d->saved = d->saved_carried = 0;
    d->received = 0;
    d->start.anew = first <= d->stored;
}

static enum tw_status identify(struct tw_desk *d)
{
    struct tw_arena *mem = tw_desk_scratch(d);
    struct tw_slice known;
    unsigned char random[16];
    enum tw_status st = tw_store_get(d->store, mem, TW_LIT("desk.identity"), &known);

    if (st != TW_OK) return st;
    if (known.n == 32) {
        memcpy(d->identity, known.p, 32);
        return TW_OK;
    }
    if (getrandom(random, sizeof random, 0) != sizeof random) return TW_IO;
    for (size_t i = 0; i < sizeof random; i++) {
        d->identity[2 * i] = "0123456789abcdef"[random[i] >> 4];
        d->identity[2 * i + 1] = "0123456789abcdef"[random[i] & 15];
    }
    if ((st = tw_store_begin(d->store)) != TW_OK) return st;
    st = tw_store_set(d->store, TW_LIT("desk.identity"), (struct tw_slice){d->identity, 32});
    if (st == TW_OK) return tw_store_commit(d->store);
    tw_store_rollback(d->store);
    return st;
}

enum tw_status tw_desk_recall(struct tw_desk *d)
{
    enum tw_status st;

    tw_desk_forget_states(d);
    tw_desk_forget_recent(d);
    d->start = (struct tw_desk_start){0};
    d->expired = 0;
    d->trouble = TW_OK;
    if ((st = tw_store_last(d->store, &d->stored)) != TW_OK) return st;
    if ((st = identify(d)) != TW_OK) return st;
    if (load(d) != TW_OK) start_anew(d);
    if ((st = tw_desk_bring_up(d)) != TW_OK) return st;
    tw_desk_forget_recent(d);
    d->stale = false;
    return tw_desk_read_standing(d);
}
