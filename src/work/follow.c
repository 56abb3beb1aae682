/* work/follow.c - a consumer that is made for one reading and forgotten, without answers.
**
** The server keeps its place in memory, on one server, and drops it a minute after the last
** request; whenever it is gone, or a delivery is missing, another is made that begins behind the
** last message handed out.  So nothing depends on it.
*/
#include "work/follow.h"

#include "work/ahead.h"
#include "work/jetstream.h"

#include <inttypes.h>
#include <stdio.h>

enum { AHEAD = 512, FORGOTTEN_AFTER = 60000 /* ms */, RETRY = 250, LOOK_EVERY = 500 /* ms */ };

struct tw_follower {
    struct tw_broker *broker;
    struct tw_arena *mem, *scratch;
    const char *stream, *subject;
    char consumer[100]; /* "": none just now */
    struct tw_ahead ahead;
    uint64_t after, place; /* the last handed out: in the stream, and among this consumer's */
    natsMsg *shown;
};

static enum tw_status check_place(struct tw_broker *b, const char *stream, uint64_t after)
{
    struct tw_stream_state state;
    enum tw_status st = tw_stream_state(b, stream, &state);

    for (unsigned tries = 0; st == TW_IO && tries < 20 && !tw_broker_gone(b); tries++) {
        tw_broker_pause(RETRY);
        st = tw_stream_state(b, stream, &state);
    }
    if (st != TW_OK || after == 0) return st;
    if (after > state.last)
        return tw_broker_fail(b, TW_BROKEN,
                              "%s: ends at %" PRIu64 ", before %" PRIu64 ": it was made anew",
                              stream, state.last, after);
    if (state.first > after + 1)
        return tw_broker_fail(b, TW_BROKEN,
                              "%s: begins at %" PRIu64 "; what came after %" PRIu64 " is gone",
                              stream, state.first, after);
    return TW_OK;
}

enum tw_status tw_follow_open(struct tw_broker *b, const char *stream, const char *subject,
                              uint64_t after, struct tw_follower **out)
{
    struct tw_arena *mem;
    struct tw_follower *r;
    enum tw_status st;

    *out = NULL;
    if (!tw_broker_name_is(stream)
        || (subject && !tw_broker_subject_is(tw_slice_of(subject), true)))
        return tw_broker_fail(b, TW_USAGE, "%s: no name for a stream, or no subject", stream);
    if ((st = check_place(b, stream, after)) != TW_OK) return st;
    mem = tw_arena_new(0);
    r = tw_arena_zalloc(mem, sizeof *r);
    *r =
        (struct tw_follower){.broker = b,
                             .mem = mem,
                             .scratch = tw_arena_new(0),
                             .after = after,
                             .stream = tw_slice_dup(mem, tw_slice_of(stream)).p,
                             .subject = subject ? tw_slice_dup(mem, tw_slice_of(subject)).p : NULL};
    *out = r;
    return TW_OK;
}

static void forget_consumer(struct tw_follower *r)
{
    tw_ahead_close(&r->ahead);
    r->consumer[0] = '\0';
}

static void drop_shown(struct tw_follower *r)
{
    if (r->shown) r->broker->nats.natsMsg_Destroy(r->shown);
    r->shown = NULL;
}

void tw_follow_close(struct tw_follower *r)
{
    char subject[250];

    if (!r) return;
    drop_shown(r);
    if (r->consumer[0]) { /* nobody waits for the answer: it would be forgotten anyway */
        snprintf(subject, sizeof subject, "$JS.API.CONSUMER.DELETE.%s.%s", r->stream, r->consumer);
        (void)!tw_broker_send(r->broker, subject, (struct tw_slice){"", 0});
    }
    forget_consumer(r);
    tw_arena_free(r->scratch);
    tw_arena_free(r->mem);
}

static struct tw_slice wanted(struct tw_follower *r)
{
    struct tw_buf text;
    struct tw_json j = {.out = &text};

    tw_arena_reset(r->scratch);
    text = (struct tw_buf){.mem = r->scratch};
    tw_json_open(&j, '{');
    tw_json_word(&j, "stream_name", r->stream);
    tw_json_key(&j, "config");
    tw_json_open(&j, '{');
    tw_json_word(&j, "deliver_policy", "by_start_sequence");
    tw_json_count(&j, "opt_start_seq", r->after + 1);
    tw_json_word(&j, "ack_policy", "none");
    tw_json_word(&j, "replay_policy", "instant");
    tw_json_count(&j, "num_replicas", 1);
    tw_json_key(&j, "mem_storage");
    tw_json_bool(&j, true);
    tw_broker_ns(&j, "inactive_threshold", FORGOTTEN_AFTER);
    if (r->subject) tw_json_word(&j, "filter_subject", r->subject);
    tw_json_close(&j, '}');
    tw_json_close(&j, '}');
    return tw_buf_slice(&text);
}

static enum tw_status make_consumer(struct tw_follower *r)
{
    char subject[120];
    struct tw_jv answer;
    struct tw_slice name;
    enum tw_status st;

    snprintf(subject, sizeof subject, "CONSUMER.CREATE.%s", r->stream);
    st = tw_broker_ask(r->broker, subject, wanted(r), &answer);
    if (st != TW_OK) return st;
    name = tw_jv_str(&answer, "name");
    if (name.n == 0 || name.n >= sizeof r->consumer)
        return tw_broker_fail(r->broker, TW_IO, "%s: a consumer without a name", r->stream);
    snprintf(r->consumer, sizeof r->consumer, "%.*s", TW_FMT(name));
    r->place = 0;
    return tw_ahead_open(&r->ahead, r->broker, r->stream, r->consumer, AHEAD);
}

/* Whether this is the next one; fills *out. */
static bool take(struct tw_follower *r, natsMsg *m, struct tw_followed *out)
{
    const struct tw_libnats *n = &r->broker->nats;
    struct tw_given given;

    if (!tw_given_parse(n->natsMsg_GetReply(m), &given) || given.place != r->place + 1
        || given.sequence <= r->after)
        return false;
    r->place = given.place;
    r->after = given.sequence;
    *out =
        (struct tw_followed){.subject = tw_slice_of(n->natsMsg_GetSubject(m)),
                             .id = tw_ahead_id(&r->ahead, m),
                             .data = {n->natsMsg_GetData(m), (size_t)n->natsMsg_GetDataLength(m)},
                             .sequence = given.sequence,
                             .when = given.when,
                             .pending = given.pending};
    return true;
}

/* TW_EMPTY: nothing yet. */
static enum tw_status attempt(struct tw_follower *r, unsigned wait, struct tw_followed *out)
{
    natsMsg *m;
    enum tw_status st = r->consumer[0] ? TW_OK : make_consumer(r);

    if (st == TW_IO && wait) tw_broker_pause(wait < RETRY ? wait : RETRY);
    if (st != TW_OK) return st == TW_IO ? TW_EMPTY : st;
    st = tw_ahead_next(&r->ahead, wait < LOOK_EVERY ? wait : LOOK_EVERY, &m);
    if (st == TW_OK && take(r, m, out)) {
        r->shown = m;
        return TW_OK;
    }
    if (st == TW_OK) r->broker->nats.natsMsg_Destroy(m);
    if (st != TW_EMPTY || tw_ahead_doubtful(&r->ahead)) forget_consumer(r);
    return TW_EMPTY;
}

enum tw_status tw_follow_next(struct tw_follower *r, unsigned wait_ms, struct tw_followed *out)
{
    int64_t now = tw_broker_clock(), until = now + wait_ms;

    drop_shown(r);
    for (;;) {
        enum tw_status st = attempt(r, now < until ? (unsigned)(until - now) : 0, out);

        if (st != TW_EMPTY) return st;
        if (tw_broker_gone(r->broker))
            return tw_broker_fail(r->broker, TW_IO, "%s: the broker is given up", r->stream);
        now = tw_broker_clock();
        if (now >= until) return TW_EMPTY;
    }
}
