/* work/owner.c - standing by; taking over; taking parcels; committing; telling who gave them.
**
** The order of a take-over: the lease, then the store with the lease's token (from here on no former
** owner commits), then the desk, which reads what the last commit left, then the place that was
** reached.  What a desk cannot take is passed over the second time: the first time costs the batch.
*/
#include "work/owner.h"

#include "base/vec.h"
#include "store/parcel.h"
#include "work/jetstream.h"
#include "work/keeper.h"
#include "work/publish.h"
#include "work/follow.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BATCH = 500, BYTES = 32 << 20, PATIENCE = 500,      /* articles, bytes, ms of a transaction, as cmd_add.c */
    LOOK = 1000,                /* ms until an idle owner looks for decisions and what was handed in */
    SHARE = 6,                  /* of tw_desk_options: others may have to take over, within seconds */
    SWEEP = 5000,               /* ms between two times that the stream gives up what is stored */
    LOOKS = 4                   /* at the lease in a term, by those who stand by */
};

#define POSITION TW_LIT("work.position")        /* setting: which stream it was, the number reached in it */

struct told { struct tw_slice from; struct tw_settled settled; };

struct tw_owner {
    struct tw_arena *mem;
    struct tw_owner_options o;
    const char *stream;
    struct tw_publisher *publisher;
    struct tw_packer *packer;
    struct tw_lease lease;
    uint64_t floor;             /* the highest token known of */
    int64_t next;               /* when to look at the lease */

    /* while it is the owner */
    struct tw_arena *term;
    struct tw_keeper *keeper;
    struct tw_store *store;
    struct tw_desk *desk;
    struct tw_follower *follower;
    uint64_t made;              /* of the stream */
    uint64_t stored;            /* number in the stream up to which all is in the store */
    uint64_t swept;
    int64_t swept_at, looked, seen;
    struct tw_slice *passed;    /* ids that the desk could not take */
    size_t passes, pass_cap;

    struct tw_arena *batch;
    struct tw_arena *message, *parcels;     /* what is being taken */
    uint64_t reached;
    struct told *told;
    size_t tolds, told_cap, kept, bytes;
    int64_t since;              /* 0: the batch is empty */

    struct tw_owner_counts counts;
    char why[700];
};

static enum tw_status fail(struct tw_owner *o, enum tw_status st, const char *why)
{
    snprintf(o->why, sizeof o->why, "%s", why && *why ? why : tw_status_text(st));
    return st;
}

static enum tw_status of_broker(struct tw_owner *o, enum tw_status st)
{
    return st == TW_OK || st == TW_EMPTY ? st : fail(o, st, tw_broker_why(o->o.broker));
}

static enum tw_status of_store(struct tw_owner *o, enum tw_status st)
{
    return st == TW_OK ? st : fail(o, st, tw_store_why(o->store));
}

/* ---- The batch */

static void clear(struct tw_owner *o)
{
    tw_arena_reset(o->batch);
    o->told = NULL;
    o->tolds = o->told_cap = o->kept = o->bytes = 0;
    o->since = 0;
    o->reached = o->stored;
}

/* From the place on that is stored: what was taken behind it is lost.  Should some be gone from the stream
** that were not stored, who gave them gives them again. */
static enum tw_status rewind_to_stored(struct tw_owner *o)
{
    struct tw_stream_state state;
    enum tw_status st;

    tw_follow_close(o->follower);
    o->follower = NULL;
    st = tw_follow_open(o->o.broker, o->stream, NULL, o->stored, &o->follower);
    if (st == TW_BROKEN && (st = tw_stream_state(o->o.broker, o->stream, &state)) == TW_OK) {
        o->stored = state.first ? state.first - 1 : 0;
        st = tw_follow_open(o->o.broker, o->stream, NULL, o->stored, &o->follower);
    }
    clear(o);
    return of_broker(o, st);
}

static void note(struct tw_owner *o, const struct tw_item *item, enum tw_fate fate, const char *why)
{
    struct told t = {tw_slice_dup(o->batch, item->from), {item->number, fate, tw_slice_of(why)}};

    o->kept += fate == TW_FATE_KEPT;
    TW_PUSH(o->batch, o->told, o->tolds, o->told_cap, t);
}

static void drop(struct tw_owner *o, const struct tw_item *item, struct tw_slice source, enum tw_status st,
                 const char *why)
{
    note(o, item, TW_FATE_DROPPED, why);
    if (o->o.dropped) o->o.dropped(o->o.context, source, st, why);
}

static bool is_passed(const struct tw_owner *o, struct tw_slice id)
{
    for (size_t i = 0; i < o->passes; i++)
        if (tw_slice_eq(o->passed[i], id)) return true;
    return false;
}

static void settle(struct tw_owner *o, const struct tw_item *item, struct tw_slice source,
                   enum tw_taken taken)
{
    if (taken == TW_REFUSED) drop(o, item, source, TW_USAGE, "forgotten before");
    else note(o, item, taken == TW_TAKEN ? TW_FATE_KEPT : TW_FATE_DUPLICATE, "");
}

/* False when it is none for the desk. */
static bool read_item(struct tw_owner *o, const struct tw_item *item, struct tw_parcel *out)
{
    enum tw_status st = tw_parcel_read(o->parcels, item->data, o->o.build, out);

    if (st != TW_OK)
        drop(o, item, (struct tw_slice){"", 0}, st, "a damaged parcel, or one of a later version");
    else if (is_passed(o, out->article.id))
        drop(o, item, out->article.source, st = TW_TOOBIG, "over a limit of the stages");
    return st == TW_OK;
}

/* At most TW_STORE_MANY. */
static enum tw_status take_items(struct tw_owner *o, const struct tw_item *item, size_t n)
{
    struct tw_parcel parcel[TW_STORE_MANY];
    struct tw_incoming in[TW_STORE_MANY];
    const struct tw_incoming *list[TW_STORE_MANY];
    const struct tw_item *of[TW_STORE_MANY];
    enum tw_taken taken[TW_STORE_MANY];
    size_t k = 0, done;
    enum tw_status st;

    tw_arena_reset(o->parcels);
    for (size_t i = 0; i < n; i++) {
        if (!read_item(o, &item[i], &parcel[k])) continue;
        in[k] = tw_parcel_incoming(&parcel[k]);
        list[k] = &in[k];
        of[k++] = &item[i];
    }
    st = tw_desk_add_many(o->desk, list, k, taken, &done);
    for (size_t i = 0; i < done; i++) settle(o, of[i], parcel[i].article.source, taken[i]);
    if (st == TW_TOOBIG)
        TW_PUSH(o->term, o->passed, o->passes, o->pass_cap,
                tw_slice_dup(o->term, parcel[done].article.id));
    return st;
}

/* What is stored goes from the stream, and nothing else should. */
static void look_for_gap(struct tw_owner *o, const struct tw_followed *m)
{
    char what[120];
    int n;

    if (!o->reached || m->sequence == o->reached + 1 || !o->o.dropped) return;
    n = snprintf(what, sizeof what, "messages %" PRIu64 " to %" PRIu64 " of %s", o->reached + 1,
                 m->sequence - 1, o->stream);
    o->o.dropped(o->o.context, (struct tw_slice){what, (size_t)n}, TW_BROKEN,
                 "lost by the brokers; who has a journal gives them again");
}

static enum tw_status take(struct tw_owner *o, const struct tw_followed *m)
{
    struct tw_item *item;
    size_t n, some;
    enum tw_status st;

    look_for_gap(o, m);
    tw_arena_reset(o->message);
    st = tw_bundle_unpack(o->packer, o->message, m->data, &item, &n);
    if (!o->since) o->since = tw_broker_clock();
    if (st != TW_OK) {
        drop(o, &(struct tw_item){.from = {"", 0}}, m->id, st, "a damaged message");
        n = 0;
    }
    for (size_t i = 0; i < n; i += some) {
        some = n - i < TW_STORE_MANY ? n - i : TW_STORE_MANY;
        if ((st = take_items(o, item + i, some)) == TW_TOOBIG) return rewind_to_stored(o);
        if (st != TW_OK) return of_store(o, st);
    }
    o->reached = m->sequence;
    o->bytes += m->data.n;
    return TW_OK;
}

/* ---- Committing */

static enum tw_status write_position(struct tw_store *s, void *context)
{
    const struct tw_owner *o = context;
    char text[48];
    int n = snprintf(text, sizeof text, "%" PRIu64 " %" PRIu64, o->made, o->reached);

    return tw_store_set(s, POSITION, (struct tw_slice){text, (size_t)n});
}

/* What became of the items from `first` on that the same one gave, as one message. */
static enum tw_status tell_from(struct tw_owner *o, size_t first)
{
    struct tw_slice from = o->told[first].from;
    struct tw_settled *v = tw_arena_alloc(o->batch, o->tolds * sizeof *v);
    size_t n = 0;

    for (size_t i = first; i < o->tolds && n < TW_SETTLED_MOST; i++)
        if (tw_slice_eq(o->told[i].from, from)) {
            v[n++] = o->told[i].settled;
            o->told[i].from.n = 0;
        }
    return tw_publish(o->publisher, &(struct tw_outgoing){
                                        .subject = tw_slice_of(tw_line_settled(o->batch, from)),
                                        .id = {"", 0},
                                        .data = tw_settled_write(o->batch, v, n)});
}

/* Nobody waits for these to arrive: who is not told gives the article again, and is told then. */
static enum tw_status tell(struct tw_owner *o)
{
    struct tw_receipt r;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < o->tolds && st == TW_OK; i++) {
        enum tw_fate fate = o->told[i].settled.fate;

        o->counts.articles++;
        o->counts.kept += fate == TW_FATE_KEPT;
        o->counts.duplicates += fate == TW_FATE_DUPLICATE;
        o->counts.dropped += fate == TW_FATE_DROPPED;
        if (o->told[i].from.n) st = tell_from(o, i);
    }
    while (tw_publish_receipt(o->publisher, &r)) continue;
    return of_broker(o, st);
}

/* The stream gives up what is stored: now and then, or at once. */
static void sweep(struct tw_owner *o, bool at_once)
{
    int64_t now = tw_broker_clock();

    if (o->swept == o->stored || (!at_once && now - o->swept_at < SWEEP)) return;
    o->swept_at = now;
    if (tw_stream_forget(o->o.broker, o->stream, o->stored + 1) == TW_OK) o->swept = o->stored;
}

/* TW_NOTFOUND: the stream is gone, or is another one than when it was opened; looked at now and then. */
static enum tw_status look_at_stream(struct tw_owner *o)
{
    struct tw_stream_state state;
    int64_t now = tw_broker_clock();
    enum tw_status st;

    if (now - o->seen < SWEEP) return TW_OK;
    o->seen = now;
    st = tw_stream_state(o->o.broker, o->stream, &state);
    if (st == TW_OK && state.made != o->made) return fail(o, TW_NOTFOUND, "the streams were made anew");
    return st == TW_NOTFOUND ? of_broker(o, st) : TW_OK;
}

static enum tw_status commit(struct tw_owner *o)
{
    enum tw_status st;

    if (!tw_keeper_holds(o->keeper)) return fail(o, TW_LOCKED, "the lease is lost");
    o->looked = tw_broker_clock();
    if (o->since) tw_desk_also(o->desk, write_position, o);
    if ((st = of_store(o, tw_desk_commit(o->desk))) != TW_OK) return st;
    if (o->since) {
        o->stored = o->reached;
        o->counts.commits++;
        if ((st = tell(o)) != TW_OK) return st;
        clear(o);
    }
    sweep(o, false);
    if ((st = look_at_stream(o)) != TW_OK) return st;
    st = o->o.committed ? o->o.committed(o->o.context) : TW_OK;
    return of_store(o, st);
}

static bool is_due(const struct tw_owner *o)
{
    int64_t now = tw_broker_clock();

    if (!o->since) return now - o->looked >= LOOK;
    return o->kept >= BATCH || o->bytes >= BYTES || now - o->since >= PATIENCE;
}

/* ---- Taking over, and letting go */

static void let_go(struct tw_owner *o, bool release)
{
    if (o->desk && o->o.closing) o->o.closing(o->o.context);
    tw_follow_close(o->follower);
    tw_desk_close(o->desk);
    tw_store_close(o->store);
    tw_keeper_stop(o->keeper, release);
    o->follower = NULL;
    o->desk = NULL;
    o->store = NULL;
    o->keeper = NULL;
    o->lease.token = 0;
    o->passes = o->pass_cap = 0;
    tw_arena_reset(o->term);
    o->stored = 0;
    clear(o);
}

/* The place that is in the store; the beginning when the stream was made anew since. */
static enum tw_status read_position(struct tw_owner *o)
{
    struct tw_stream_state state;
    struct tw_slice text;
    char *end;
    enum tw_status st = of_broker(o, tw_stream_state(o->o.broker, o->stream, &state));

    if (st == TW_OK) st = of_store(o, tw_store_get(o->store, o->term, POSITION, &text));
    if (st != TW_OK) return st;
    o->made = state.made;
    if (text.n && strtoull(text.p, &end, 10) == state.made) o->stored = strtoull(end, NULL, 10);
    return TW_OK;
}

static enum tw_status open_desk(struct tw_owner *o)
{
    enum tw_status st = of_store(o, tw_desk_open(o->store, o->o.beside, &o->o.desk, &o->desk));

    if (st == TW_OK) st = read_position(o);
    if (st == TW_OK) st = rewind_to_stored(o);
    if (st == TW_OK && o->o.opened) o->o.opened(o->o.context, o->store, o->desk, o->lease.token);
    return st;
}

/* A token above that of the store, should the lease's be of a broker that was made anew. */
static void learn_floor(struct tw_owner *o)
{
    struct tw_store *s;
    const char *why;

    if (tw_store_open(o->term, o->o.where, TW_STORE_READ, &s, &why) != TW_OK) return;
    (void)!tw_store_highest(s, &o->floor);
    tw_store_close(s);
}

static enum tw_status take_over(struct tw_owner *o)
{
    const char *why;
    enum tw_status st;

    o->keeper = tw_keeper_start(o->o.connection, &o->lease);
    if (!o->keeper) return fail(o, TW_IO, "no thread can be started");
    st = tw_store_open_held(o->term, o->o.where, o->lease.token, &o->store, &why);
    if (st != TW_OK) fail(o, st, why);
    else st = open_desk(o);
    if (st == TW_OK && !tw_keeper_holds(o->keeper)) st = fail(o, TW_LOCKED, "the lease was lost while the store was opened");
    o->counts.taken_over += st == TW_OK;
    return st;
}

/* Looks at the lease now and then. */
static enum tw_status stand_by(struct tw_owner *o, unsigned wait_ms)
{
    int64_t now = tw_broker_clock();
    enum tw_status st;

    if (now < o->next) {
        st = tw_publish_step(o->publisher, o->next - now < wait_ms ? (unsigned)(o->next - now) : wait_ms);
        return st == TW_OK || st == TW_EMPTY ? TW_LOCKED : of_broker(o, st);
    }
    o->next = now + o->o.term_ms / LOOKS;
    st = tw_lease_take(o->o.broker, &o->lease, o->floor);
    if (st == TW_LOCKED) return fail(o, TW_LOCKED, o->lease.holder);
    if (st == TW_OK) st = take_over(o);
    else st = of_broker(o, st);
    if (st == TW_LOCKED) learn_floor(o);
    if (st != TW_OK) let_go(o, true);
    return st;
}

/* ---- The step */

static enum tw_status step(struct tw_owner *o, unsigned wait_ms)
{
    struct tw_followed m;
    enum tw_status st = TW_OK, last = TW_OK;

    while (st == TW_OK && !is_due(o)) {
        unsigned wait = o->since ? 0 : wait_ms < LOOK ? wait_ms : LOOK;

        st = tw_follow_next(o->follower, wait, &m);
        if (st == TW_EMPTY) break;
        st = st == TW_OK ? take(o, &m) : of_broker(o, st);
    }
    last = st;
    if (st == TW_OK || (st == TW_EMPTY && (o->since || is_due(o)))) st = commit(o);
    if (st == TW_EMPTY || (st == TW_OK && last == TW_EMPTY)) return TW_EMPTY;
    return st;
}

enum tw_status tw_owner_step(struct tw_owner *o, unsigned wait_ms)
{
    enum tw_status st;

    if (!o->desk) return stand_by(o, wait_ms);
    st = step(o, wait_ms);
    if (st != TW_OK && st != TW_EMPTY) let_go(o, st != TW_LOCKED);
    return st;
}

/* ---- Its life */

enum tw_status tw_owner_open(const struct tw_owner_options *options, struct tw_owner **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_owner *o = TW_NEW(mem, struct tw_owner);
    struct tw_buf key = {.mem = mem};
    enum tw_status st;

    *out = NULL;
    o->mem = mem;
    o->o = *options;
    o->o.desk.share = SHARE;
    o->batch = tw_arena_new(0);
    o->message = tw_arena_new(0);
    o->parcels = tw_arena_new(0);
    o->term = tw_arena_new(0);
    o->packer = tw_packer_new();
    o->stream = tw_line_parcels(mem, options->partition);
    tw_buf_addf(&key, "owner.%.*s%c", TW_FMT(options->partition), 0);
    o->lease = (struct tw_lease){
        .bucket = TW_LINE_LEASES, .key = key.p, .owner = options->name, .term_ms = options->term_ms};
    learn_floor(o);
    st = tw_publisher_open(options->broker, &(struct tw_publish_options){0}, &o->publisher);
    if (st == TW_OK) *out = o;
    else (void)!tw_owner_close(o);
    return st;
}

const char *tw_owner_why(const struct tw_owner *o)
{
    return o->why;
}

const struct tw_owner_counts *tw_owner_counts(const struct tw_owner *o)
{
    return &o->counts;
}

enum tw_status tw_owner_close(struct tw_owner *o)
{
    enum { FLUSH = 2000 };      /* ms */
    enum tw_status st = TW_OK;

    if (!o) return TW_OK;
    if (o->desk && o->since) st = commit(o);
    if (o->desk && st == TW_OK) sweep(o, true);
    let_go(o, st != TW_LOCKED);
    if (o->publisher) (void)!tw_publish_flush(o->publisher, FLUSH);
    tw_publisher_close(o->publisher);
    tw_packer_free(o->packer);
    tw_arena_free(o->batch);
    tw_arena_free(o->message);
    tw_arena_free(o->parcels);
    tw_arena_free(o->term);
    tw_arena_free(o->mem);
    return st;
}
