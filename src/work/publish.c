/* work/publish.c - a window of messages that libnats sends and a synchronous inbox for the
** answers.
**
** Each message is made once (a natsMsg) with the inbox and its number as the place for the
** answer, and sent from there as often as needed.  libnats tells that nobody took a message
** without saying which (NATS_NO_RESPONDERS), so then all are due again after a pause; the
** stream's memory of ids makes that harmless.  What the stream refuses for now (it has no leader,
** or it is full) waits in the same way; what it refuses for good becomes a receipt that says so.
*/
#include "work/publish.h"

#include "base/vec.h"
#include "work/broker_int.h"
#include "work/flight.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    WINDOW = 1000,
    BYTES = 64 << 20,
    AGAIN = 3000, /* ms: longer than answers take while a cluster is busy, so that little is sent in
                     vain */
    HEAD = 400    /* bytes: what the headers and the subject add at most to max_payload */
};

struct tw_publisher {
    struct tw_broker *broker;
    struct tw_arena *mem, *scratch,
        *told; /* told: receipts and their sentences, until all are taken */
    struct tw_flight window;
    unsigned give_up;
    natsInbox *inbox;
    natsSubscription *answers;
    struct tw_receipt *receipt;
    size_t receipts, cap, taken;
};

static natsStatus listen_for_answers(struct tw_publisher *p)
{
    const struct tw_libnats *n = &p->broker->nats;
    char subject[200];
    natsStatus s = n->natsInbox_Create(&p->inbox);

    if (s != NATS_OK) return s;
    snprintf(subject, sizeof subject, "%s.*", p->inbox);
    s = n->natsConnection_SubscribeSync(&p->answers, p->broker->conn, subject);
    return s == NATS_OK ? n->natsSubscription_SetPendingLimits(p->answers, -1, -1) : s;
}

enum tw_status tw_publisher_open(struct tw_broker *b, const struct tw_publish_options *options,
                                 struct tw_publisher **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_publisher *p = tw_arena_zalloc(mem, sizeof *p);
    enum tw_status st;

    *out = NULL;
    *p = (struct tw_publisher){.broker = b,
                               .mem = mem,
                               .scratch = tw_arena_new(0),
                               .told = tw_arena_new(0),
                               .give_up = options->give_up_ms};
    tw_flight_init(&p->window, mem, options->window ? options->window : WINDOW,
                   options->window_bytes ? options->window_bytes : BYTES,
                   options->again_ms ? options->again_ms : AGAIN);
    st = tw_broker_told(b, listen_for_answers(p), "publishing");
    if (st == TW_OK) *out = p;
    else tw_publisher_close(p);
    return st;
}

void tw_publisher_close(struct tw_publisher *p)
{
    const struct tw_libnats *n = p ? &p->broker->nats : NULL;

    if (!p) return;
    for (size_t i = 0; i < p->window.slots; i++)
        if (p->window.item[i].number) n->natsMsg_Destroy(p->window.item[i].what);
    n->natsSubscription_Destroy(p->answers);
    n->natsInbox_Destroy(p->inbox);
    tw_arena_free(p->scratch);
    tw_arena_free(p->told);
    tw_arena_free(p->mem);
}

/* ---- Receipts */

static void settle(struct tw_publisher *p, struct tw_flight_item *item, struct tw_receipt r)
{
    r.tag = item->tag;
    if (r.why) r.why = tw_slice_dup(p->told, tw_slice_of(r.why)).p;
    TW_PUSH(p->told, p->receipt, p->receipts, p->cap, r);
    p->broker->nats.natsMsg_Destroy(item->what);
    tw_flight_remove(&p->window, item);
}

bool tw_publish_receipt(struct tw_publisher *p, struct tw_receipt *out)
{
    if (p->taken == p->receipts) {
        if (p->receipts) tw_arena_reset(p->told);
        p->receipt = NULL;
        p->receipts = p->cap = p->taken = 0;
        return false;
    }
    *out = p->receipt[p->taken++];
    return true;
}

/* What the stream says of one message. */
static void judge(struct tw_publisher *p, struct tw_flight_item *item, struct tw_slice text,
                  int64_t now)
{
    struct tw_jv v;
    enum tw_status st = tw_json_parse(p->scratch, text, &v, NULL);
    const struct tw_jv *known = tw_jv_get(st == TW_OK ? &v : NULL, "duplicate");

    if (st == TW_OK) st = tw_broker_error(p->broker, &v, "publishing");
    else
        (void)tw_broker_fail(p->broker, st = TW_USAGE,
                             "publishing: the answer is not that of a stream");
    if (st == TW_IO || st == TW_FULL) {
        tw_flight_hush(&p->window, now);
        return;
    }
    tw_flight_heard(&p->window);
    settle(p, item,
           (struct tw_receipt){.status = st,
                               .known = known && known->num == 1,
                               .sequence = st == TW_OK ? tw_broker_number(&v, "seq") : 0,
                               .why = st == TW_OK ? NULL : p->broker->why});
}

/* The number at the end of the subject that an answer came to. */
static uint64_t number_of(const char *subject)
{
    const char *dot = strrchr(subject, '.');

    return dot ? strtoull(dot + 1, NULL, 10) : 0;
}

static void hear(struct tw_publisher *p, natsMsg *m, int64_t now)
{
    const struct tw_libnats *n = &p->broker->nats;
    struct tw_flight_item *item = tw_flight_find(&p->window, number_of(n->natsMsg_GetSubject(m)));

    if (item) {
        tw_arena_reset(p->scratch);
        judge(p, item,
              (struct tw_slice){n->natsMsg_GetData(m), (size_t)n->natsMsg_GetDataLength(m)}, now);
    }
    n->natsMsg_Destroy(m);
}

/* Takes all answers that are there; waits up to `wait` ms for the first. */
static void hear_all(struct tw_publisher *p, unsigned wait)
{
    for (natsMsg *m;; wait = 0) {
        natsStatus s = p->broker->nats.natsSubscription_NextMsg(&m, p->answers, wait);

        if (s == NATS_OK) hear(p, m, tw_broker_clock());
        else if (s == NATS_NO_RESPONDERS) tw_flight_hush(&p->window, tw_broker_clock());
        else return;
    }
}

/* ---- Sending */

/* False: not now. */
static bool send_one(struct tw_publisher *p, struct tw_flight_item *item, int64_t now)
{
    natsStatus s = p->broker->nats.natsConnection_PublishMsg(p->broker->conn, item->what);
    enum tw_status st;

    if (s == NATS_OK) {
        tw_flight_sent(&p->window, item, now);
        return true;
    }
    st = tw_broker_told(p->broker, s, "publishing");
    if (st == TW_IO) tw_flight_hush(&p->window, now);
    else settle(p, item, (struct tw_receipt){.status = st, .why = p->broker->why});
    return st != TW_IO;
}

static void send_due(struct tw_publisher *p)
{
    int64_t now = tw_broker_clock();

    for (struct tw_flight_item *item; (item = tw_flight_due(&p->window, now));) {
        if (p->give_up && now - item->added >= p->give_up)
            settle(p, item, (struct tw_receipt){.status = TW_IO, .why = p->broker->why});
        else if (!send_one(p, item, now)) return;
    }
}

enum tw_status tw_publish_step(struct tw_publisher *p, unsigned wait_ms)
{
    int64_t until = tw_broker_clock() + wait_ms, now;

    for (;;) {
        hear_all(p, 0);
        send_due(p);
        if (p->taken < p->receipts) return TW_OK;
        if (tw_broker_gone(p->broker))
            return tw_broker_fail(p->broker, TW_IO, "publishing: the broker is given up");
        now = tw_broker_clock();
        if (now >= until) return TW_EMPTY;
        hear_all(p, tw_flight_wait(&p->window, now, (unsigned)(until - now)));
    }
}

static enum tw_status wait_for_room(struct tw_publisher *p, size_t bytes)
{
    hear_all(p, 0);
    while (!tw_flight_room(&p->window, bytes)) {
        send_due(p);
        if (tw_broker_gone(p->broker))
            return tw_broker_fail(p->broker, TW_IO, "publishing: the broker is given up");
        hear_all(p, tw_flight_wait(&p->window, tw_broker_clock(), 100));
    }
    return TW_OK;
}

/* The message, with the place for its answer. */
static natsStatus make(struct tw_publisher *p, const struct tw_outgoing *m, uint64_t number,
                       natsMsg **out)
{
    const struct tw_libnats *n = &p->broker->nats;
    char answer[200];
    natsStatus s;

    tw_arena_reset(p->scratch);
    snprintf(answer, sizeof answer, "%s.%" PRIu64, p->inbox, number);
    s = n->natsMsg_Create(out, tw_slice_dup(p->scratch, m->subject).p, answer, m->data.p,
                          (int)m->data.n);
    if (s != NATS_OK || !m->id.n) return s;
    s = n->natsMsgHeader_Set(*out, "Nats-Msg-Id", tw_slice_dup(p->scratch, m->id).p);
    if (s != NATS_OK) n->natsMsg_Destroy(*out);
    return s;
}

enum tw_status tw_publish(struct tw_publisher *p, const struct tw_outgoing *m)
{
    size_t bytes = m->data.n + HEAD;
    struct tw_flight_item *item;
    natsMsg *made;
    enum tw_status st;

    if (!tw_broker_subject_is(m->subject, false) || !tw_broker_id_is(m->id))
        return tw_broker_fail(p->broker, TW_USAGE, "%.*s: no subject, or no id",
                              TW_FMT(m->subject));
    if (bytes > tw_broker_largest(p->broker))
        return tw_broker_fail(p->broker, TW_TOOBIG,
                              "a message of %zu bytes; the broker takes %zu (max_payload)", bytes,
                              tw_broker_largest(p->broker));
    if ((st = wait_for_room(p, bytes)) != TW_OK) return st;
    item = tw_flight_add(&p->window, NULL, bytes, m->tag, tw_broker_clock());
    st = tw_broker_told(p->broker, make(p, m, item->number, &made), "publishing");
    if (st == TW_OK) item->what = made;
    else tw_flight_remove(&p->window, item);
    if (st == TW_OK) send_due(p);
    return st;
}

enum tw_status tw_publish_flush(struct tw_publisher *p, unsigned wait_ms)
{
    int64_t until = tw_broker_clock() + wait_ms, now;

    while (p->window.n) {
        send_due(p);
        if (tw_broker_gone(p->broker))
            return tw_broker_fail(p->broker, TW_IO, "publishing: the broker is given up");
        now = tw_broker_clock();
        if (now >= until) return TW_EMPTY;
        hear_all(p, tw_flight_wait(&p->window, now, (unsigned)(until - now)));
    }
    return TW_OK;
}

size_t tw_publish_on_their_way(const struct tw_publisher *p)
{
    return p->window.n;
}
