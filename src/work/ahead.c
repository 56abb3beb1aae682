/* work/ahead.c - pull requests and what comes of them. */
#include "work/ahead.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    EXPIRES = 10000,    /* ms that a request lasts */
    SIGN_EVERY = 1000,  /* ms between signs of the server */
    SIGN_MISSED = 2500, /* ms without one */
    REST_WAIT = 2000,   /* ms */
    PAUSE = 50,         /* ms while nobody takes requests, doubling to ... */
    PAUSE_MOST = 1000,
    BYTES = 4 << 20, /* of what one request may bring, about */
    UNKNOWN = 16     /* messages, while it is not known how large they are */
};

enum tw_status tw_ahead_open(struct tw_ahead *a, struct tw_broker *b, const char *stream,
                             const char *consumer, unsigned ahead)
{
    char subject[200];
    natsStatus s;

    *a = (struct tw_ahead){.broker = b, .half = ahead > 1 ? ahead / 2 : 1};
    snprintf(a->subject, sizeof a->subject, "$JS.API.CONSUMER.MSG.NEXT.%s.%s", stream, consumer);
    s = b->nats.natsInbox_Create(&a->inbox);
    if (s != NATS_OK) return tw_broker_told(b, s, consumer);
    snprintf(subject, sizeof subject, "%s.*", a->inbox);
    s = b->nats.natsConnection_SubscribeSync(&a->messages, b->conn, subject);
    if (s == NATS_OK) s = b->nats.natsSubscription_SetPendingLimits(a->messages, -1, -1);
    return tw_broker_told(b, s, consumer);
}

void tw_ahead_close(struct tw_ahead *a)
{
    if (a->messages) a->broker->nats.natsSubscription_Destroy(a->messages);
    if (a->inbox) a->broker->nats.natsInbox_Destroy(a->inbox);
    a->messages = NULL;
    a->inbox = NULL;
}

/* So many as fit: of the size that messages had lately; few, as long as that is not known. */
static unsigned batch(const struct tw_ahead *a)
{
    size_t fit = a->typical ? BYTES / a->typical : UNKNOWN;

    return fit < 1 ? 1 : fit < a->half ? (unsigned)fit : a->half;
}

static void ask(struct tw_ahead *a, struct tw_ahead_request *r, int64_t now)
{
    char body[120], answer[200];
    unsigned more = batch(a);
    int n = snprintf(body, sizeof body,
                     "{\"batch\":%u,\"expires\":%d000000,\"idle_heartbeat\":%d000000}", more,
                     EXPIRES, SIGN_EVERY);

    *r = (struct tw_ahead_request){.number = ++a->numbers, .left = more};
    snprintf(answer, sizeof answer, "%s.%" PRIu64, a->inbox, r->number);
    if (a->broker->nats.natsConnection_PublishRequest(a->broker->conn, a->subject, answer, body, n)
        != NATS_OK)
        r->left = 0;
    a->heard = now;
}

static void ask_more(struct tw_ahead *a)
{
    int64_t now = tw_broker_clock();

    if (now - a->heard > SIGN_MISSED && a->numbers) {
        a->request[0].left = a->request[1].left = 0;
        a->doubtful = true;
    }
    if (now < a->hush) return;
    for (int i = 0; i < 2; i++)
        if (!a->request[i].left) ask(a, &a->request[i], now);
}

/* Nobody has the request: no leader, no consumer, or too many requests. */
static void hush(struct tw_ahead *a)
{
    a->pause = a->pause ? a->pause * 2 : PAUSE;
    if (a->pause > PAUSE_MOST) a->pause = PAUSE_MOST;
    a->hush = tw_broker_clock() + a->pause;
}

/* A message of the stream belongs to the older request. */
static void count_down(struct tw_ahead *a, size_t bytes)
{
    struct tw_ahead_request *one = &a->request[0], *two = &a->request[1];
    struct tw_ahead_request *r = !one->left || (two->left && two->number < one->number) ? two : one;

    if (r->left) r->left--;
    a->typical = a->typical ? (a->typical * 7 + bytes) / 8 + 1 : bytes + 1;
}

/* A sign of the server about one request.  TW_OK: ask again as needed. */
static enum tw_status heed(struct tw_ahead *a, natsMsg *m)
{
    const struct tw_libnats *n = &a->broker->nats;
    const char *code = "", *text = "", *left = NULL, *dot = strrchr(n->natsMsg_GetSubject(m), '.');
    uint64_t number = dot ? strtoull(dot + 1, NULL, 10) : 0;

    (void)n->natsMsgHeader_Get(m, "Status", &code);
    (void)n->natsMsgHeader_Get(m, "Description", &text);
    (void)n->natsMsgHeader_Get(m, "Nats-Pending-Messages", &left);
    if (tw_slice_eq(tw_slice_of(code), TW_LIT("100"))) return TW_OK; /* it still has it */
    for (int i = 0; i < 2; i++) {
        if (a->request[i].number != number) continue;
        if (left && strtoul(left, NULL, 10) != a->request[i].left) a->doubtful = true;
        a->request[i].left = 0;
    }
    if (tw_slice_find_nocase(tw_slice_of(text), TW_LIT("consumer deleted"), 0) != TW_NONE)
        return tw_broker_fail(a->broker, TW_NOTFOUND, "%s: the consumer was removed", a->subject);
    if (!tw_slice_eq(tw_slice_of(code), TW_LIT("408"))) hush(a);
    return TW_OK;
}

enum tw_status tw_ahead_next(struct tw_ahead *a, unsigned wait_ms, natsMsg **out)
{
    const struct tw_libnats *n = &a->broker->nats;
    int64_t until = tw_broker_clock() + wait_ms, now = until - wait_ms;

    for (;;) {
        int64_t wait = until - now < SIGN_EVERY ? until - now : SIGN_EVERY;
        natsStatus s;

        ask_more(a);
        if (now < a->hush && a->hush - now < wait) wait = a->hush - now;
        s = n->natsSubscription_NextMsg(out, a->messages, wait > 0 ? wait : 0);
        if (s == NATS_OK) {
            enum tw_status st;

            a->heard = tw_broker_clock();
            a->pause = 0;
            if (n->natsMsg_GetReply(*out)) {
                count_down(a, (size_t)n->natsMsg_GetDataLength(*out));
                return TW_OK;
            }
            st = heed(a, *out);
            n->natsMsg_Destroy(*out);
            if (st != TW_OK) return st;
        } else if (s == NATS_NO_RESPONDERS) {
            a->request[0].left = a->request[1].left = 0;
            a->doubtful = true;
            hush(a);
        } else if (s != NATS_TIMEOUT) {
            return tw_broker_told(a->broker, s, a->subject);
        }
        now = tw_broker_clock();
        if (now >= until) return TW_EMPTY;
    }
}

bool tw_ahead_doubtful(const struct tw_ahead *a)
{
    return a->doubtful;
}

/* libnats ends the subscription when the server has confirmed that nothing more comes and all was
** taken. */
bool tw_ahead_rest(struct tw_ahead *a, natsMsg **out)
{
    const struct tw_libnats *n;

    if (!a->messages) return false;     /* never opened */
    n = &a->broker->nats;
    if (!a->ending && n->natsSubscription_DrainTimeout(a->messages, REST_WAIT) != NATS_OK)
        return false;
    a->ending = true;
    while (n->natsSubscription_NextMsg(out, a->messages, REST_WAIT) == NATS_OK) {
        if (n->natsMsg_GetReply(*out)) return true;
        n->natsMsg_Destroy(*out);
    }
    return false;
}

/* $JS.ACK.STREAM.CONSUMER.tries.sequence.place.ns.pending, since 2.10 perhaps
** $JS.ACK.DOMAIN.ACCOUNT.STREAM... */
bool tw_given_parse(const char *reply, struct tw_given *out)
{
    struct tw_slice rest = tw_slice_of(reply), part[12];
    size_t n = 0, from;

    while (n < 12 && tw_slice_part(&rest, '.', &part[n])) n++;
    if (n < 9 || !tw_slice_eq(part[1], TW_LIT("ACK"))) return false;
    from = n == 9 ? 4 : 6;
    *out = (struct tw_given){
        .tries = (unsigned)strtoul(part[from].p, NULL, 10),
        .sequence = strtoull(part[from + 1].p, NULL, 10),
        .place = strtoull(part[from + 2].p, NULL, 10),
        .when = strtoll(part[from + 3].p, NULL, 10) / 1000000,
        .pending = strtoull(part[from + 4].p, NULL, 10),
    };
    return true;
}

struct tw_slice tw_ahead_id(const struct tw_ahead *a, natsMsg *m)
{
    const char *id = NULL;

    if (a->broker->nats.natsMsgHeader_Get(m, "Twosource-Id", &id) == NATS_OK && id)
        return tw_slice_of(id);
    if (a->broker->nats.natsMsgHeader_Get(m, "Nats-Msg-Id", &id) == NATS_OK && id)
        return tw_slice_of(id);
    return (struct tw_slice){"", 0};
}
