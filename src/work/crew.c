/* work/crew.c - two batches: while the threads work on one, what the other made is handed on.
**
** A batch is some messages; their items are tasks.  Each thread works in an arena that it empties for every
** task, and keeps what came of it, a parcel, in one of the batch.  What a message gave goes out as one
** message to each partition, so whoever does it once more publishes the same.
*/
#include "work/crew.h"

#include "base/hash.h"
#include "base/pool.h"
#include "base/vec.h"
#include "extract/statements.h"
#include "store/parcel.h"
#include "work/jetstream.h"
#include "work/pull.h"
#include "work/sender.h"
#include "work/trying.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>

enum {
    TASKS = 96,                 /* of a batch, for each thread */
    BYTES = 8 << 20,            /* of its messages */
    HELD = 3,                   /* terms after which a message is another's */
    LOOK = 5000                 /* ms between two looks of an idle crew whether the stream is still there */
};
static const size_t BUDGET = (size_t)1 << 30;   /* bytes of arena for one item */

struct task {
    const struct tw_crew *crew;
    struct tw_arena *const *made;   /* of each thread: for what lasts as long as the batch */
    struct tw_item item;
    size_t message;             /* of the batch */
    struct tw_slice source;     /* for people; of the message */
    struct tw_slice parcel;
    size_t partition;
    enum tw_status status;
    const char *why;
};

struct message { struct tw_delivery delivery; size_t left; bool ended; };

struct batch {
    struct tw_arena *mem, **made;
    struct message *message;
    size_t messages, message_cap;
    struct task **task;
    size_t tasks, task_cap;
    struct tw_out *out;             /* tag: the message they were made of */
    size_t outs, out_cap;
    size_t bytes;
};

struct tw_crew {
    struct tw_arena *mem;
    struct tw_crew_options o;
    struct tw_puller *puller;
    struct tw_publisher *publisher;
    struct tw_packer *packer;
    struct tw_pool *pool;
    struct tw_arena **scratch;  /* of each thread, for one task */
    struct batch batch[2];
    unsigned turn;              /* the batch to be filled next */
    atomic_size_t done;         /* tasks of the batch that is worked on */
    struct tw_delivery alone;   /* pulled, and to be done alone in the next batch */
    bool has_alone;
    int64_t looked;             /* at the stream */
    int64_t told;               /* when the broker heard last that we are at it */
    struct tw_crew_counts counts;
};

/* ---- Working */

/* In mem. */
static enum tw_status make_article(struct task *t, unsigned worker, struct tw_arena *mem, struct tw_parcel *p)
{
    const struct tw_crew_options *o = &t->crew->o;
    struct tw_raw raw;
    enum tw_status st;

    if (!o->reads || tw_slice_starts(t->item.data, TW_LIT("TWP"))) {      /* read by who fetched it */
        st = tw_parcel_read(mem, t->item.data, o->build, p);
        t->source = st == TW_OK ? p->article.source : (struct tw_slice){"", 0};
        return st;
    }
    if ((st = tw_item_raw(t->item.data, &raw)) != TW_OK) return st;
    t->source = raw.source;
    *p = (struct tw_parcel){.received = raw.received,
                            .kind = (enum tw_evidence_kind)raw.kind,
                            .evidence = raw.bytes,
                            .build = o->build};
    return o->article(o->context, worker, mem, &raw, &p->article, &t->why);
}

static enum tw_status make_parcel(struct task *t, unsigned worker, struct tw_arena *mem)
{
    const struct tw_crew_options *o = &t->crew->o;
    struct tw_buf out = {.mem = mem};
    struct tw_statements s;
    struct tw_parcel p;
    enum tw_status st = make_article(t, worker, mem, &p);

    if (st == TW_OK && o->extracts) {
        p.statements = tw_extract(mem, &p.article, &s) == TW_OK ? &s : NULL;     /* else the desk finds them */
        p.build = o->build;
    }
    if (st == TW_OK) st = tw_parcel_write(&out, &p);
    if (st != TW_OK) return st;
    t->partition = o->extracts ? tw_partition_of(&o->partitions, p.article.lang) : 0;
    t->parcel = tw_slice_dup(t->made[worker], tw_buf_slice(&out));
    return TW_OK;
}

static void work(void *job, unsigned worker, void *context)
{
    struct tw_crew *c = context;
    struct task *t = job;

    t->status = make_parcel(t, worker, c->scratch[worker]);
    if (t->why) t->why = tw_slice_dup(t->made[worker], tw_slice_of(t->why)).p;
    tw_arena_reset(c->scratch[worker]);
    atomic_fetch_add_explicit(&c->done, 1, memory_order_release);
}

/* ---- What goes out */

static void push_out(struct batch *b, const char *subject, struct tw_slice data, const char *id, size_t message)
{
    struct tw_out o = {.subject = tw_slice_of(subject), .data = data, .tag = message};

    memcpy(o.id, id, sizeof o.id);
    TW_PUSH(b->mem, b->out, b->outs, b->out_cap, o);
    b->message[message].left++;
}

static void push_settled(struct batch *b, const struct task *t, const char *why)
{
    struct tw_settled s = {.number = t->item.number, .why = tw_slice_of(why)};
    struct tw_slice part[2] = {t->item.from};
    char id[TW_BUNDLE_ID];

    if (!t->item.from.n) return;
    s.fate = t->status == TW_NOTNEWS || t->status == TW_EMPTY ? TW_FATE_NO_ARTICLE : TW_FATE_DROPPED;
    part[1] = tw_settled_write(b->mem, &s, 1);
    tw_hash_id(part, 2, id);
    push_out(b, tw_line_settled(b->mem, t->item.from), part[1], id, t->message);
}

static void drop(struct tw_crew *c, struct batch *b, struct task *t)
{
    const char *why = t->why ? t->why : tw_status_text(t->status);

    if (t->status == TW_NOTNEWS || t->status == TW_EMPTY) c->counts.not_article++;
    else c->counts.dropped++;
    if (c->o.dropped) c->o.dropped(c->o.context, t->source, t->status, why);
    push_settled(b, t, why);
}

/* Items as one message, or as several when the broker would not take one so large. */
static void push_bundle(struct tw_crew *c, struct batch *b, const char *subject, struct task *const *task, size_t n)
{
    struct tw_item item[TW_BUNDLE_ITEMS];
    char id[TW_BUNDLE_ID];
    struct tw_slice data;

    assert(n <= TW_BUNDLE_ITEMS);
    if (n == 0) return;
    for (size_t i = 0; i < n; i++) item[i] = (struct tw_item){task[i]->item.from, task[i]->item.number, task[i]->parcel};
    data = tw_bundle_pack(c->packer, b->mem, item, n, id);
    if (data.n <= tw_broker_largest(c->o.broker)) {
        c->counts.kept += n;
        c->counts.bytes_out += data.n;
        push_out(b, subject, data, id, task[0]->message);
    } else if (n > 1) {
        push_bundle(c, b, subject, task, n / 2);
        push_bundle(c, b, subject, task + n / 2, n - n / 2);
    } else {
        task[0]->status = TW_TOOBIG;
        task[0]->why = "over the largest message that the broker takes (max_payload)";
        drop(c, b, task[0]);
    }
}

/* What the message's tasks, one behind the other, have made. */
static void hand_on(struct tw_crew *c, struct batch *b, struct task *const *task, size_t n)
{
    size_t partitions = c->o.extracts ? c->o.partitions.n : 1;

    for (size_t i = 0; i < n; i++)
        if (task[i]->status != TW_OK) drop(c, b, task[i]);
    for (size_t p = 0; p < partitions; p++) {
        struct task *some[TW_BUNDLE_ITEMS];
        size_t k = 0;

        for (size_t i = 0; i < n; i++)
            if (task[i]->status == TW_OK && task[i]->partition == p) some[k++] = task[i];
        push_bundle(c, b, c->o.extracts ? tw_line_parcel(b->mem, c->o.partitions.name[p]) : TW_LINE_ARTICLE, some, k);
    }
}

static void hand_on_all(struct tw_crew *c, struct batch *b)
{
    for (size_t i = 0, n; i < b->tasks; i += n) {
        for (n = 1; i + n < b->tasks && b->task[i + n]->message == b->task[i]->message; n++) continue;
        hand_on(c, b, b->task + i, n);
    }
}

/* ---- Confirmations */

static void end_message(struct tw_crew *c, struct message *m)
{
    if (m->ended || m->left) return;
    m->ended = true;
    if (m->delivery.tries > 1) tw_trying_done(c->o.broker, m->delivery.id);
    (void)!tw_delivery_done(c->puller, &m->delivery);     /* else it comes again, and is known */
}

/* Neither the messages that are worked on nor those handed on are anybody else's meanwhile. */
static void say_busy(struct tw_crew *c)
{
    int64_t now = tw_broker_clock();

    if (now - c->told < c->o.term_ms) return;
    c->told = now;
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < c->batch[k].messages; i++)
            if (!c->batch[k].message[i].ended)
                (void)!tw_delivery_busy(c->puller, &c->batch[k].message[i].delivery);
}

static void confirmed(void *context, struct tw_out *o)
{
    struct tw_crew *c = context;
    struct message *m = &c->batch[1 - c->turn].message[o->tag];

    m->left--;
    end_message(c, m);
}

static bool goes_on(void *context)
{
    say_busy(context);
    return true;
}

/* Publishes what the batch made until all of it is confirmed. */
static enum tw_status send(struct tw_crew *c, struct batch *b)
{
    struct tw_sender sender = {c->publisher, confirmed, goes_on, c};

    for (size_t i = 0; i < b->messages; i++) end_message(c, &b->message[i]);
    return tw_send_all(&sender, b->out, b->outs);
}

/* ---- What comes in */

static void add_tasks(struct tw_crew *c, struct batch *b, const struct tw_item *item, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct task *t = TW_NEW(b->mem, struct task);

        *t = (struct task){.crew = c, .made = b->made, .item = item[i], .message = b->messages - 1, .source = {"", 0}};
        TW_PUSH(b->mem, b->task, b->tasks, b->task_cap, t);
    }
    c->counts.items += n;
}

/* Sets a message aside, and tells who gave its items. */
static void set_aside(struct tw_crew *c, struct batch *b, const struct tw_item *item, size_t n, const char *why)
{
    struct message *m = &b->message[b->messages - 1];

    for (size_t i = 0; i < n; i++) {
        struct task t = {.item = item[i], .message = b->messages - 1, .status = TW_BROKEN};

        push_settled(b, &t, why);
    }
    c->counts.items += n;
    c->counts.aside += n;
    if (c->o.dropped) c->o.dropped(c->o.context, m->delivery.id, TW_BROKEN, why);
    if (m->delivery.tries > 1) tw_trying_done(c->o.broker, m->delivery.id);
    (void)!tw_delivery_hopeless(c->puller, &m->delivery, why);
    m->ended = true;
}

/* Items of a message that was given before, back as messages of their own. */
static void cut(struct tw_crew *c, struct batch *b, const struct tw_item *item, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char id[TW_BUNDLE_ID];
        struct tw_slice data = tw_bundle_pack(c->packer, b->mem, &item[i], 1, id);

        push_out(b, c->o.reads ? TW_LINE_DOCUMENT : TW_LINE_ARTICLE, data, id, b->messages - 1);
    }
}

static enum tw_status add_message(struct tw_crew *c, struct batch *b, const struct tw_delivery *d)
{
    struct tw_item *item;
    size_t n;
    unsigned tries = 0;
    enum tw_status st;

    TW_PUSH(b->mem, b->message, b->messages, b->message_cap, ((struct message){.delivery = *d}));
    c->counts.messages++;
    c->counts.bytes_in += d->data.n;
    b->bytes += d->data.n;
    st = tw_bundle_unpack(c->packer, b->mem, d->data, &item, &n);
    if (st != TW_OK) return set_aside(c, b, NULL, 0, "damaged, or not made by twosource"), TW_OK;
    if (d->tries > 1 && n > 1) return cut(c, b, item, n), TW_OK;
    if (d->tries > 1 && (st = tw_trying(c->o.broker, b->mem, d->id, &tries)) != TW_OK) return st;
    if (tries > TW_CREW_TRIES) {
        set_aside(c, b, item, n, "whoever worked on it died, several times");
        return TW_OK;
    }
    add_tasks(c, b, item, n);
    return TW_OK;
}

static void clear(const struct tw_crew *c, struct batch *b)
{
    tw_arena_reset(b->mem);
    for (unsigned i = 0; i < c->o.threads; i++) tw_arena_reset(b->made[i]);
    *b = (struct batch){.mem = b->mem, .made = b->made};
}

/* Messages until the batch is full; one that was given before gets a batch of its own. */
static enum tw_status fill(struct tw_crew *c, struct batch *b, unsigned wait_ms)
{
    size_t most = (size_t)TASKS * c->o.threads;
    struct tw_delivery d;
    enum tw_status st = TW_OK;

    if (c->has_alone) {
        c->has_alone = false;
        return add_message(c, b, &c->alone);
    }
    while (b->tasks < most && b->bytes < BYTES && (st = tw_pull(c->puller, b->messages ? 0 : wait_ms, &d)) == TW_OK) {
        if (d.tries > 1 && b->messages) {
            c->alone = d;
            c->has_alone = true;
            return TW_OK;
        }
        if ((st = add_message(c, b, &d)) != TW_OK || d.tries > 1) return st;
    }
    return st == TW_EMPTY ? TW_OK : st;
}

/* ---- The step */

/* A stream that was lost with its brokers gives nothing, and no error either. */
static enum tw_status look(struct tw_crew *c)
{
    struct tw_consumer_state state;
    int64_t now = tw_broker_clock();
    enum tw_status st;

    if (now - c->looked < LOOK) return TW_EMPTY;
    c->looked = now;
    st = tw_consumer_state(c->o.broker, c->o.reads ? TW_LINE_DOCUMENTS : TW_LINE_ARTICLES,
                           c->o.reads ? TW_LINE_READ : TW_LINE_EXTRACT, &state);
    return st == TW_NOTFOUND ? st : TW_EMPTY;
}

enum tw_status tw_crew_step(struct tw_crew *c, unsigned wait_ms)
{
    struct batch *now = &c->batch[c->turn], *before = &c->batch[1 - c->turn];
    bool idle = before->messages == 0;
    enum tw_status st = fill(c, now, idle ? wait_ms : 0);

    atomic_store_explicit(&c->done, 0, memory_order_relaxed);
    for (size_t i = 0; st == TW_OK && i < now->tasks; i++) tw_pool_add(c->pool, now->task[i]);
    if (st == TW_OK) st = send(c, before);
    while (st == TW_OK && atomic_load_explicit(&c->done, memory_order_acquire) < now->tasks) {
        st = tw_publish_step(c->publisher, 5);
        if (st == TW_EMPTY) st = TW_OK;
        say_busy(c);
    }
    tw_pool_wait(c->pool);
    if (st != TW_OK) return st;
    hand_on_all(c, now);
    clear(c, before);
    c->turn = 1 - c->turn;
    return idle && !now->messages ? look(c) : TW_OK;
}

/* ---- Its life */

static enum tw_status open_puller(struct tw_crew *c)
{
    struct tw_pull_options pull = {.stream = c->o.reads ? TW_LINE_DOCUMENTS : TW_LINE_ARTICLES,
                                   .name = c->o.reads ? TW_LINE_READ : TW_LINE_EXTRACT,
                                   .aside = TW_LINE_ASIDE,
                                   .ahead = 2 * c->o.threads + 2,
                                   .ack_wait_ms = HELD * c->o.term_ms,
                                   .tries = 1000};      /* we count ourselves: see crew.h */

    return tw_puller_open(c->o.broker, &pull, &c->puller);
}

static struct tw_arena **make_arenas(struct tw_arena *mem, unsigned n, size_t budget)
{
    struct tw_arena **v = TW_NEW_N(mem, struct tw_arena *, n);

    for (unsigned i = 0; i < n; i++) v[i] = tw_arena_new(budget);
    return v;
}

static void free_arenas(struct tw_arena **v, unsigned n)
{
    for (unsigned i = 0; i < n; i++) tw_arena_free(v[i]);
}

enum tw_status tw_crew_open(const struct tw_crew_options *options, struct tw_crew **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_crew *c = TW_NEW(mem, struct tw_crew);
    enum tw_status st;

    assert(options->threads > 0 && (options->reads || options->extracts));
    *out = NULL;
    c->mem = mem;
    c->o = *options;
    c->scratch = make_arenas(mem, c->o.threads, BUDGET);
    for (size_t i = 0; i < 2; i++) {
        c->batch[i].mem = tw_arena_new(0);
        c->batch[i].made = make_arenas(mem, c->o.threads, 0);
    }
    c->packer = tw_packer_new();
    tw_packer_fast(c->packer);
    c->pool = tw_pool_new(c->o.threads, (size_t)TASKS * c->o.threads + TW_BUNDLE_ITEMS, work, c);
    st = open_puller(c);
    if (st == TW_OK) st = tw_publisher_open(c->o.broker, &(struct tw_publish_options){0}, &c->publisher);
    if (st == TW_OK) *out = c;
    else tw_crew_close(c);
    return st;
}

const struct tw_crew_counts *tw_crew_counts(const struct tw_crew *c)
{
    return &c->counts;
}

void tw_crew_close(struct tw_crew *c)
{
    if (!c) return;
    tw_pool_free(c->pool);
    tw_publisher_close(c->publisher);
    tw_puller_close(c->puller);
    tw_packer_free(c->packer);
    free_arenas(c->scratch, c->o.threads);
    for (size_t i = 0; i < 2; i++) {
        free_arenas(c->batch[i].made, c->o.threads);
        tw_arena_free(c->batch[i].mem);
    }
    tw_arena_free(c->mem);
}
