/* work/pull.c - a durable consumer with explicit answers; what fails too often is set aside.
**
** The server gives a message without end (max_deliver -1); we look at how often it was given and
** set it aside ourselves, because a server that stops at its own limit only says so once, to
** whoever listens, and keeps the message where nobody finds it.  So a message that kills its
** worker is set aside by the next one that gets it after `tries` deaths.
**
** A message that lay here for long before it was handed out gets its time for work again (+WPI).
*/
#include "work/pull.h"

#include "work/ahead.h"
#include "work/aside_int.h"

#include <assert.h>
#include <stdio.h>

/* What a delivery's handle points at: in a list, so that nothing is left when the puller is
** closed. */
struct held {
    natsMsg *m;
    struct held *next, *prev;
};

enum {
    AHEAD = 50,
    ACK_WAIT = 30000,
    TRIES = 5,
    HELD = 10000,
    BACK_FIRST = 1000,
    BACK_MOST = 60000,
    NOTED_WAIT = 5000
};

struct tw_puller {
    struct tw_broker *broker;
    struct tw_arena *mem, *scratch;
    struct tw_ahead ahead;
    const char *stream, *name, *aside;
    unsigned tries, ack_wait;
    int64_t emptied;         /* when nothing lay here last */
    struct held list, *free; /* list: the head of a ring */
};

static enum tw_status make_consumer(struct tw_puller *p, const struct tw_pull_options *o)
{
    struct tw_buf text = {.mem = p->scratch};
    struct tw_json j = {.out = &text};
    struct tw_jv answer;
    char subject[200];

    tw_json_open(&j, '{');
    tw_json_word(&j, "stream_name", o->stream);
    tw_json_key(&j, "config");
    tw_json_open(&j, '{');
    tw_json_word(&j, "durable_name", o->name);
    tw_json_word(&j, "deliver_policy", "all");
    tw_json_word(&j, "ack_policy", "explicit");
    tw_json_word(&j, "replay_policy", "instant");
    tw_broker_ns(&j, "ack_wait", p->ack_wait);
    tw_json_key(&j, "max_deliver");
    tw_json_int(&j, -1);
    tw_json_count(&j, "max_ack_pending", o->held ? o->held : HELD);
    if (o->subject) tw_json_word(&j, "filter_subject", o->subject);
    tw_json_close(&j, '}');
    tw_json_close(&j, '}');
    snprintf(subject, sizeof subject, "CONSUMER.DURABLE.CREATE.%s.%s", o->stream, o->name);
    return tw_broker_make(p->broker, subject, tw_buf_slice(&text), &answer);
}

static const char *kept(struct tw_arena *mem, const char *s)
{
    return s ? tw_slice_dup(mem, tw_slice_of(s)).p : NULL;
}

enum tw_status tw_puller_open(struct tw_broker *b, const struct tw_pull_options *o,
                              struct tw_puller **out)
{
    struct tw_arena *mem;
    struct tw_puller *p;
    enum tw_status st;

    *out = NULL;
    if (!tw_broker_name_is(o->stream) || !tw_broker_name_is(o->name)
        || (o->subject && !tw_broker_subject_is(tw_slice_of(o->subject), true)))
        return tw_broker_fail(b, TW_USAGE, "%s, %s: no names for a stream and a consumer",
                              o->stream, o->name);
    mem = tw_arena_new(0);
    p = tw_arena_zalloc(mem, sizeof *p);
    *p = (struct tw_puller){.broker = b,
                            .mem = mem,
                            .scratch = tw_arena_new(0),
                            .stream = kept(mem, o->stream),
                            .name = kept(mem, o->name),
                            .aside = kept(mem, o->aside),
                            .tries = o->tries ? o->tries : TRIES,
                            .ack_wait = o->ack_wait_ms ? o->ack_wait_ms : ACK_WAIT};
    p->list.next = p->list.prev = &p->list;
    st = make_consumer(p, o);
    if (st == TW_OK)
        st = tw_ahead_open(&p->ahead, b, p->stream, p->name, o->ahead ? o->ahead : AHEAD);
    if (st == TW_OK) *out = p;
    else tw_puller_close(p);
    return st;
}

static void let_go(struct tw_puller *p, struct held *h)
{
    p->broker->nats.natsMsg_Destroy(h->m);
    h->prev->next = h->next;
    h->next->prev = h->prev;
    h->next = p->free;
    p->free = h;
}

static void hold(struct tw_puller *p, natsMsg *m, struct held **out)
{
    struct held *h = p->free;

    if (h) p->free = h->next;
    else h = tw_arena_alloc(p->mem, sizeof *h);
    *h = (struct held){.m = m, .next = p->list.next, .prev = &p->list};
    h->next->prev = h->prev->next = h;
    *out = h;
}

void tw_puller_close(struct tw_puller *p)
{
    natsMsg *m;

    if (!p) return;
    while (tw_ahead_rest(&p->ahead, &m)) {
        (void)!tw_broker_send(p->broker, p->broker->nats.natsMsg_GetReply(m), TW_LIT("-NAK"));
        p->broker->nats.natsMsg_Destroy(m);
    }
    while (p->list.next != &p->list) let_go(p, p->list.next);
    tw_ahead_close(&p->ahead);
    tw_arena_free(p->scratch);
    tw_arena_free(p->mem);
}

/* ---- Answers */

static natsMsg *message_of(const struct tw_delivery *d)
{
    return ((const struct held *)d->handle)->m;
}

static enum tw_status say(struct tw_puller *p, const struct tw_delivery *d, const char *what)
{
    return tw_broker_send(p->broker, p->broker->nats.natsMsg_GetReply(message_of(d)),
                          tw_slice_of(what));
}

static enum tw_status say_later(struct tw_puller *p, const struct tw_delivery *d, unsigned delay_ms)
{
    char what[60];

    snprintf(what, sizeof what, "-NAK {\"delay\":%u000000}", delay_ms);
    return say(p, d, delay_ms ? what : "-NAK");
}

static enum tw_status answered(struct tw_puller *p, struct tw_delivery *d, enum tw_status st)
{
    let_go(p, d->handle);
    d->handle = NULL;
    return st;
}

enum tw_status tw_delivery_done(struct tw_puller *p, struct tw_delivery *d)
{
    return answered(p, d, say(p, d, "+ACK"));
}

enum tw_status tw_delivery_done_surely(struct tw_puller *p, struct tw_delivery *d)
{
    const struct tw_libnats *n = &p->broker->nats;
    natsMsg *noted;
    natsStatus s = n->natsConnection_Request(
        &noted, p->broker->conn, n->natsMsg_GetReply(message_of(d)), "+ACK", 4, NOTED_WAIT);

    if (s == NATS_OK) n->natsMsg_Destroy(noted);
    return answered(p, d, tw_broker_told(p->broker, s, "saying that a message is done"));
}

enum tw_status tw_delivery_back(struct tw_puller *p, struct tw_delivery *d, unsigned delay_ms)
{
    return answered(p, d, say_later(p, d, delay_ms));
}

enum tw_status tw_delivery_busy(struct tw_puller *p, const struct tw_delivery *d)
{
    return say(p, d, "+WPI");
}

enum tw_status tw_delivery_hopeless(struct tw_puller *p, struct tw_delivery *d, const char *reason)
{
    const struct tw_aside a = {.subject = d->subject,
                               .id = d->id,
                               .stream = tw_slice_of(p->stream),
                               .consumer = tw_slice_of(p->name),
                               .reason = tw_slice_of(reason),
                               .data = d->data,
                               .tries = d->tries,
                               .number = d->sequence};
    enum tw_status st = p->aside ? tw_aside_put(p->broker, p->aside, &a) : TW_OK;

    if (st == TW_OK) return tw_delivery_done(p, d);
    (void)!tw_delivery_back(p, d, BACK_MOST);
    return st;
}

enum tw_status tw_delivery_failed(struct tw_puller *p, struct tw_delivery *d, const char *reason)
{
    unsigned delay = BACK_FIRST;

    if (p->aside && d->tries >= p->tries) return tw_delivery_hopeless(p, d, reason);
    for (unsigned i = 1; i < d->tries && delay < BACK_MOST; i++) delay *= 2;
    return tw_delivery_back(p, d, delay < BACK_MOST ? delay : BACK_MOST);
}

/* ---- Taking */

static bool describe(struct tw_puller *p, natsMsg *m, struct tw_delivery *d)
{
    const struct tw_libnats *n = &p->broker->nats;
    struct tw_given given;

    if (!tw_given_parse(n->natsMsg_GetReply(m), &given)) return false;
    *d = (struct tw_delivery){.subject = tw_slice_of(n->natsMsg_GetSubject(m)),
                              .id = tw_ahead_id(&p->ahead, m),
                              .data = {n->natsMsg_GetData(m), (size_t)n->natsMsg_GetDataLength(m)},
                              .tries = given.tries,
                              .sequence = given.sequence,
                              .when = given.when,
                              .pending = given.pending};
    return true;
}

/* What nobody ever answered is not tried once more. */
static bool spent(struct tw_puller *p, struct tw_delivery *d)
{
    if (!p->aside || d->tries <= p->tries) return false;
    (void)!tw_delivery_hopeless(
        p, d, "given as often as allowed and never answered: its worker died or stalled each time");
    return true;
}

enum tw_status tw_pull(struct tw_puller *p, unsigned wait_ms, struct tw_delivery *out)
{
    for (;;) {
        int64_t before = tw_broker_clock(), after;
        struct held *h;
        natsMsg *m;
        enum tw_status st = tw_ahead_next(&p->ahead, wait_ms, &m);

        if (st != TW_OK) return st;
        after = tw_broker_clock();
        if (after - before > 1 || !p->emptied) p->emptied = after;
        if (!describe(p, m, out)) {
            p->broker->nats.natsMsg_Destroy(m);
            continue;
        }
        hold(p, m, &h);
        out->handle = h;
        if (spent(p, out)) continue;
        if (after - p->emptied > p->ack_wait / 3) (void)!tw_delivery_busy(p, out);
        return TW_OK;
    }
}
