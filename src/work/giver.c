/* work/giver.c - see giver.h.  Items go into a message until it is full; messages go out together,
** behind the journal. */
#include "work/giver.h"

#include "base/buf.h"
#include "work/follow.h"
#include "work/jetstream.h"
#include "work/line.h"
#include "work/sender.h"

#include <time.h>

enum {
    MESSAGES = 32,              /* sent together */
    LOOK = 500,                 /* ms between two looks at what was settled, and at the streams */
    AGAIN = 3600 * 1000         /* ms after which what is not settled is given again */
};

struct tw_giver {
    struct tw_arena *mem, *batch, *scratch;
    struct tw_giver_options o;
    struct tw_sender sender;
    struct tw_packer *packer;
    struct tw_follower *follower;
    struct tw_slice name;           /* empty: nobody is told */
    uint64_t made;                  /* of the documents' stream */
    int64_t looked, given_again;
    struct tw_out out[MESSAGES];
    size_t outs;
    struct tw_item item[TW_BUNDLE_ITEMS];
    size_t items, bytes;
    struct tw_giver_counts counts;
};

/* ---- Out */

static enum tw_status send(struct tw_giver *g)
{
    enum tw_status st = TW_OK;

    if (g->outs && g->o.journal) st = tw_journal_sync(g->o.journal);
    if (st == TW_OK) st = tw_send_all(&g->sender, g->out, g->outs);
    g->outs = 0;
    tw_arena_reset(g->batch);
    return st;
}

/* Makes a message of the items. */
static void bundle(struct tw_giver *g)
{
    struct tw_out *o = &g->out[g->outs];

    if (!g->items) return;
    *o = (struct tw_out){.subject = TW_LIT(TW_LINE_DOCUMENT)};
    o->data = tw_bundle_pack(g->packer, g->batch, g->item, g->items, o->id);
    g->items = g->bytes = 0;
    g->outs++;
}

/* The item into a message; borrows the data until the next send. */
static enum tw_status put(struct tw_giver *g, uint64_t number, struct tw_slice data)
{
    enum tw_status st;

    if (g->bytes + data.n > TW_BUNDLE_BYTES || g->items == TW_BUNDLE_ITEMS) bundle(g);
    if (g->outs == MESSAGES && (st = send(g)) != TW_OK) return st;
    g->item[g->items++] = (struct tw_item){g->name, number, tw_slice_dup(g->batch, data)};
    g->bytes += data.n;
    return TW_OK;
}

/* Whether it is too large for a message of its own. */
static bool is_too_large(struct tw_giver *g, struct tw_slice data)
{
    struct tw_item alone = {.from = g->name, .data = data};
    char id[TW_BUNDLE_ID];

    tw_arena_reset(g->scratch);
    return data.n > TW_BUNDLE_BYTES
           && tw_bundle_pack(g->packer, g->scratch, &alone, 1, id).n > tw_broker_largest(g->o.broker);
}

enum tw_status tw_giver_add(struct tw_giver *g, struct tw_slice data)
{
    uint64_t number = 0;
    enum tw_status st = TW_OK;

    if (is_too_large(g, data)) return TW_TOOBIG;
    if (g->o.journal) st = tw_journal_add(g->o.journal, data, (int64_t)time(NULL), &number);
    if (st != TW_OK) return st;
    g->counts.given++;
    return put(g, number, data);
}

enum tw_status tw_giver_commit(struct tw_giver *g)
{
    bundle(g);
    return send(g);
}

/* ---- Back */

static enum tw_status hear(struct tw_giver *g, const struct tw_followed *m)
{
    struct tw_settled *v;
    size_t n;

    tw_arena_reset(g->scratch);
    if (tw_settled_read(g->scratch, m->data, &v, &n) != TW_OK) return TW_OK;     /* nobody's of us */
    for (size_t i = 0; i < n; i++) {
        uint64_t before = tw_giver_waiting(g);
        enum tw_status st = tw_journal_settle(g->o.journal, v[i].number);

        if (st != TW_OK) return st;
        g->counts.fate[v[i].fate] += tw_giver_waiting(g) < before;
    }
    return TW_OK;
}

/* Everything that was told so far; wait_ms for the first. */
static enum tw_status hear_all(struct tw_giver *g, unsigned wait_ms)
{
    struct tw_followed m = {.pending = 1};
    enum tw_status st;

    do st = tw_follow_next(g->follower, wait_ms, &m);
    while (st == TW_OK && (st = hear(g, &m)) == TW_OK && m.pending);
    return st == TW_EMPTY ? TW_OK : st;
}

/* What the journal has and nobody told of, if it came before `since` (Unix s). */
static enum tw_status give_again(struct tw_giver *g, int64_t since)
{
    struct tw_entry e = {0};
    enum tw_status st = TW_OK;

    g->given_again = tw_broker_clock();
    while (st == TW_OK) {
        tw_arena_reset(g->scratch);
        st = tw_journal_next(g->o.journal, g->scratch, e.number, &e);
        if (st == TW_BROKEN) st = tw_journal_settle(g->o.journal, e.number);      /* it is lost here, whatever we do */
        else if (st == TW_OK && e.when < since) {
            g->counts.again++;
            st = put(g, e.number, e.data);
        }
    }
    return st == TW_DONE ? tw_giver_commit(g) : st;
}

static enum tw_status open_follower(struct tw_giver *g)
{
    tw_follow_close(g->follower);
    g->follower = NULL;
    return tw_follow_open(g->o.broker, TW_LINE_SETTLED, tw_line_settled(g->mem, g->name), 0, &g->follower);
}

/* Whether the documents' stream is another one than before: what was in it is gone. */
static enum tw_status look_at_stream(struct tw_giver *g, bool *is_new)
{
    struct tw_stream_state state;
    enum tw_status st = tw_stream_state(g->o.broker, TW_LINE_DOCUMENTS, &state);

    *is_new = st == TW_OK && g->made && g->made != state.made;
    if (st == TW_OK) g->made = state.made;
    return st;
}

enum tw_status tw_giver_step(struct tw_giver *g)
{
    int64_t now = tw_broker_clock();
    bool is_new;
    enum tw_status st;

    if (!g->o.journal || now - g->looked < LOOK) return TW_OK;
    g->looked = now;
    if ((st = tw_giver_commit(g)) != TW_OK) return st;
    if ((st = look_at_stream(g, &is_new)) != TW_OK) return st;
    if (is_new && (st = open_follower(g)) != TW_OK) return st;
    if ((st = hear_all(g, 1)) != TW_OK) return st;
    if (is_new) return give_again(g, INT64_MAX);
    return now - g->given_again < AGAIN ? TW_OK : give_again(g, (int64_t)time(NULL) - AGAIN / 1000);
}

/* ---- Its life */

enum tw_status tw_giver_open(const struct tw_giver_options *options, struct tw_giver **out)
{
    enum { FIRST = 500 };       /* ms for the first of what was settled before */
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_giver *g = TW_NEW(mem, struct tw_giver);
    bool is_new;
    enum tw_status st;

    *out = NULL;
    g->mem = mem;
    g->batch = tw_arena_new(0);
    g->scratch = tw_arena_new(0);
    g->o = *options;
    g->packer = tw_packer_new();
    tw_packer_fast(g->packer);
    g->name = tw_slice_of(options->journal ? tw_journal_name(options->journal) : "");
    g->sender = (struct tw_sender){.goes_on = options->goes_on, .context = options->context};
    st = tw_publisher_open(options->broker, &(struct tw_publish_options){0}, &g->sender.publisher);
    if (st == TW_OK && options->journal) {
        st = look_at_stream(g, &is_new);
        if (st == TW_OK) st = open_follower(g);
        if (st == TW_OK && tw_giver_waiting(g)) st = hear_all(g, FIRST);
        if (st == TW_OK) st = give_again(g, INT64_MAX);
        g->counts = (struct tw_giver_counts){.again = g->counts.again};
    }
    if (st == TW_OK) *out = g;
    else tw_giver_close(g);
    return st;
}

void tw_giver_close(struct tw_giver *g)
{
    if (!g) return;
    tw_follow_close(g->follower);
    tw_publisher_close(g->sender.publisher);
    tw_packer_free(g->packer);
    tw_arena_free(g->scratch);
    tw_arena_free(g->batch);
    tw_arena_free(g->mem);
}

uint64_t tw_giver_waiting(const struct tw_giver *g)
{
    struct tw_journal_state state = {0};

    if (g->o.journal) tw_journal_state(g->o.journal, &state);
    return state.waiting;
}

const struct tw_giver_counts *tw_giver_counts(const struct tw_giver *g)
{
    return &g->counts;
}
