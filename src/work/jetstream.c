/* work/jetstream.c - streams made, changed, looked at, through the JetStream API.
**
** A stream is created with what is wanted; when one of that name with other limits is there it is
** changed to them.  So any number of processes may do this at once.  How many copies: three are
** asked for first; a server alone refuses that with a code of its own, and only then one is made.
** A cluster whose servers are not all up refuses for now, and is asked again.
*/
#include "work/jetstream.h"

#include "base/hash.h"
#include "work/broker_int.h"

#include <inttypes.h>
#include <stdio.h>

static void add_config(struct tw_json *j, const struct tw_stream_options *o, unsigned replicas)
{
    tw_json_open(j, '{');
    tw_json_word(j, "name", o->name);
    tw_json_key(j, "subjects");
    tw_json_open(j, '[');
    for (size_t i = 0; i < o->n_subjects; i++) tw_json_str(j, tw_slice_of(o->subjects[i]));
    tw_json_close(j, ']');
    tw_json_word(j, "retention", o->kind == TW_STREAM_WORK ? "workqueue" : "limits");
    tw_json_word(j, "storage", "file");
    tw_json_word(j, "discard", "new");
    tw_json_count(j, "num_replicas", replicas);
    tw_json_key(j, "max_consumers");
    tw_json_int(j, -1);
    tw_json_key(j, "max_msgs");
    tw_json_int(j, o->messages ? o->messages : -1);
    tw_json_key(j, "max_bytes");
    tw_json_int(j, o->bytes ? o->bytes : -1);
    tw_json_key(j, "max_msgs_per_subject");
    tw_json_int(j, o->each ? o->each : -1);
    tw_json_key(j, "max_msg_size");
    tw_json_int(j, o->largest ? o->largest : -1);
    tw_broker_ns(j, "max_age", o->age_s * 1000);
    tw_broker_ns(j, "duplicate_window", (o->again_s ? o->again_s : 120) * 1000);
    tw_json_close(j, '}');
}

static enum tw_status create(struct tw_broker *b, struct tw_arena *mem,
                             const struct tw_stream_options *o, unsigned replicas)
{
    struct tw_buf text = {.mem = mem};
    struct tw_json j = {.out = &text};
    struct tw_jv answer;
    char subject[120];
    enum tw_status st;

    add_config(&j, o, replicas);
    snprintf(subject, sizeof subject, "STREAM.CREATE.%s", o->name);
    st = tw_broker_make(b, subject, tw_buf_slice(&text), &answer);
    if (st == TW_OK || b->code != TW_JS_NAME_IN_USE) return st;
    snprintf(subject, sizeof subject, "STREAM.UPDATE.%s", o->name);
    return tw_broker_make(b, subject, tw_buf_slice(&text), &answer);
}

enum tw_status tw_stream_ensure(struct tw_broker *b, struct tw_arena *mem,
                                const struct tw_stream_options *o, const char **remark)
{
    unsigned replicas = o->replicas ? o->replicas : 3;
    enum tw_status st;

    *remark = NULL;
    if (!tw_broker_name_is(o->name))
        return tw_broker_fail(b, TW_USAGE, "%s: no name for a stream", o->name);
    for (size_t i = 0; i < o->n_subjects; i++)
        if (!tw_broker_subject_is(tw_slice_of(o->subjects[i]), true))
            return tw_broker_fail(b, TW_USAGE, "%s: no subject", o->subjects[i]);
    st = create(b, mem, o, replicas);
    if (!o->replicas && b->code == TW_JS_NOT_CLUSTERED) st = create(b, mem, o, replicas = 1);
    if (st == TW_OK && replicas < 3)
        *remark = "kept on one server: what it has is gone with its disk, and work stands still "
                  "while it is down";
    return st;
}

/* ---- Looking */

static enum tw_status info(struct tw_broker *b, const char *kind, const char *name,
                           struct tw_slice body, struct tw_jv *out)
{
    char subject[250];

    snprintf(subject, sizeof subject, "%s.%s", kind, name);
    return tw_broker_ask(b, subject, body, out);
}

/* The leader and those who follow closely. */
static unsigned current(const struct tw_jv *answer)
{
    const struct tw_jv *cluster = tw_jv_get(answer, "cluster"),
                       *others = tw_jv_get(cluster, "replicas");
    unsigned n = !cluster || tw_jv_str(cluster, "leader").n;

    for (size_t i = 0; others && others->type == TW_JARRAY && i < others->n; i++) {
        const struct tw_jv *is = tw_jv_get(&others->v[i], "current");

        n += is && is->num == 1;
    }
    return n;
}

enum tw_status tw_stream_state(struct tw_broker *b, const char *stream, struct tw_stream_state *out)
{
    struct tw_jv v;
    enum tw_status st = info(b, "STREAM.INFO", stream, (struct tw_slice){0}, &v);
    const struct tw_jv *state, *config;

    *out = (struct tw_stream_state){0};
    if (st != TW_OK) return st;
    state = tw_jv_get(&v, "state");
    config = tw_jv_get(&v, "config");
    *out = (struct tw_stream_state){
        .messages = tw_broker_number(state, "messages"),
        .bytes = tw_broker_number(state, "bytes"),
        .first = tw_broker_number(state, "first_seq"),
        .last = tw_broker_number(state, "last_seq"),
        .first_time = tw_broker_time(state, "first_ts"),
        .last_time = tw_broker_time(state, "last_ts"),
        .made = tw_hash(tw_jv_str(&v, "created")),
        .replicas = (unsigned)tw_broker_number(config, "num_replicas"),
        .current = current(&v),
        .consumers = (unsigned)tw_broker_number(state, "consumer_count"),
    };
    snprintf(out->leader, sizeof out->leader, "%.*s",
             TW_FMT(tw_jv_str(tw_jv_get(&v, "cluster"), "leader")));
    return TW_OK;
}

enum tw_status tw_consumer_state(struct tw_broker *b, const char *stream, const char *consumer,
                                 struct tw_consumer_state *out)
{
    char name[160];
    struct tw_jv v;
    const struct tw_jv *floor;
    enum tw_status st;

    *out = (struct tw_consumer_state){0};
    snprintf(name, sizeof name, "%s.%s", stream, consumer);
    st = info(b, "CONSUMER.INFO", name, (struct tw_slice){0}, &v);
    if (st != TW_OK) return st;
    floor = tw_jv_get(&v, "ack_floor");
    *out = (struct tw_consumer_state){
        .pending = tw_broker_number(&v, "num_pending"),
        .held = tw_broker_number(&v, "num_ack_pending"),
        .again = tw_broker_number(&v, "num_redelivered"),
        .done = tw_broker_number(floor, "stream_seq"),
        .last_time = tw_broker_time(floor, "last_active"),
        .waiting = (unsigned)tw_broker_number(&v, "num_waiting"),
    };
    return TW_OK;
}

enum tw_status tw_stream_oldest(struct tw_broker *b, const char *stream, const char *subject,
                                int64_t *when)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf text = {.mem = mem};
    struct tw_json j = {.out = &text};
    struct tw_jv v;
    enum tw_status st;

    *when = 0;
    tw_json_open(&j, '{');
    tw_json_count(&j, "seq", 1);
    tw_json_word(&j, "next_by_subj", subject);
    tw_json_close(&j, '}');
    st = info(b, "STREAM.MSG.GET", stream, tw_buf_slice(&text), &v);
    tw_arena_free(mem);
    if (st == TW_NOTFOUND && b->code == TW_JS_NO_MESSAGE) return TW_OK;
    if (st == TW_OK) *when = tw_broker_time(tw_jv_get(&v, "message"), "time");
    return st;
}

static enum tw_status removed(struct tw_broker *b, const char *kind, const char *name)
{
    struct tw_jv v;
    char subject[250];
    enum tw_status st;

    snprintf(subject, sizeof subject, "%s.%s", kind, name);
    st = tw_broker_insist(b, subject, (struct tw_slice){0}, &v);
    return st == TW_NOTFOUND ? TW_OK : st;
}

enum tw_status tw_stream_forget(struct tw_broker *b, const char *stream, uint64_t before)
{
    enum { MOST = 2000 };
    struct tw_stream_state state;
    char subject[120], body[64];
    enum tw_status st = tw_stream_state(b, stream, &state);

    snprintf(subject, sizeof subject, "$JS.API.STREAM.MSG.DELETE.%s", stream);
    if (st != TW_OK || !state.messages) return st;
    if (before > state.first + MOST) before = state.first + MOST;
    for (uint64_t i = state.first; st == TW_OK && i < before && i <= state.last; i++) {
        int n = snprintf(body, sizeof body, "{\"seq\":%" PRIu64 ",\"no_erase\":true}", i);

        st = tw_broker_send(b, subject, (struct tw_slice){body, (size_t)n});
    }
    return st;
}

enum tw_status tw_stream_remove(struct tw_broker *b, const char *stream)
{
    return removed(b, "STREAM.DELETE", stream);
}

enum tw_status tw_consumer_remove(struct tw_broker *b, const char *stream, const char *consumer)
{
    char name[160];

    snprintf(name, sizeof name, "%s.%s", stream, consumer);
    return removed(b, "CONSUMER.DELETE", name);
}
