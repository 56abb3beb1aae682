/* work/status.c - see status.h. */
#include "work/status.h"

#include "base/json.h"
#include "work/bucket.h"
#include "work/jetstream.h"

#include <inttypes.h>

/* A stream that is waited on: by a consumer, or (NULL) by the owner of a partition. */
struct place { const char *name, *stream, *consumer; };

struct found {
    struct tw_stream_state stream;
    struct tw_consumer_state consumer;
};

static enum tw_status look(struct tw_broker *b, const struct place *p, struct found *out)
{
    enum tw_status st = tw_stream_state(b, p->stream, &out->stream);

    out->consumer = (struct tw_consumer_state){0};
    if (st != TW_OK || !p->consumer) return st;
    st = tw_consumer_state(b, p->stream, p->consumer, &out->consumer);
    return st == TW_NOTFOUND ? TW_OK : st;      /* nobody has worked on it yet */
}

static void family(struct tw_buf *out, const char *name, const char *help)
{
    tw_buf_addf(out, "# HELP twosource_work_%s %s\n# TYPE twosource_work_%s gauge\n", name, help, name);
}

static void put(struct tw_buf *out, const char *name, const char *place, uint64_t n)
{
    tw_buf_addf(out, "twosource_work_%s{at=\"%s\"} %" PRIu64 "\n", name, place, n);
}

static void put_places(struct tw_buf *out, const struct place *p, const struct found *f, size_t n, int64_t now)
{
    family(out, "waiting_messages", "Messages that nobody has done yet.");
    for (size_t i = 0; i < n; i++) put(out, "waiting_messages", p[i].name, f[i].stream.messages);
    family(out, "waiting_bytes", "Their bytes.");
    for (size_t i = 0; i < n; i++) put(out, "waiting_bytes", p[i].name, f[i].stream.bytes);
    family(out, "oldest_seconds", "Age of the oldest of them.");
    for (size_t i = 0; i < n; i++) {
        int64_t first = f[i].stream.messages ? f[i].stream.first_time : 0;

        put(out, "oldest_seconds", p[i].name, first && now > first ? (uint64_t)(now - first) : 0);
    }
    family(out, "held_messages", "Given to workers and not yet done.");
    for (size_t i = 0; i < n; i++)
        if (p[i].consumer) put(out, "held_messages", p[i].name, f[i].consumer.held);
    family(out, "again_messages", "Of those, given more than once.");
    for (size_t i = 0; i < n; i++)
        if (p[i].consumer) put(out, "again_messages", p[i].name, f[i].consumer.again);
    family(out, "replicas", "Servers that should keep the stream.");
    for (size_t i = 0; i < n; i++) put(out, "replicas", p[i].name, f[i].stream.replicas);
    family(out, "replicas_current", "Servers that have all of it.");
    for (size_t i = 0; i < n; i++) put(out, "replicas_current", p[i].name, f[i].stream.current);
}

/* A label's value: backslash, quotation mark and line end are written as such. */
static void add_label(struct tw_buf *out, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n') tw_buf_adds(out, "\\n");
        else if (s.p[i] == '"' || s.p[i] == '\\') tw_buf_addf(out, "\\%c", s.p[i]);
        else tw_buf_addc(out, s.p[i]);
    }
}

static enum tw_status put_owners(struct tw_broker *b, struct tw_arena *mem, struct tw_buf *out)
{
    struct tw_slice head = TW_LIT("owner.");
    struct tw_value *v;
    size_t n;
    enum tw_status st = tw_bucket_list(b, mem, TW_LINE_LEASES, &v, &n);

    if (st != TW_OK) return st;
    family(out, "owner_token", "The token of the lease of a partition, and who holds it; empty: nobody.");
    for (size_t i = 0; i < n; i++) {
        const struct tw_jv *token;
        struct tw_jv said;

        if (!tw_slice_starts(v[i].key, head) || tw_json_parse(mem, v[i].data, &said, NULL) != TW_OK) continue;
        tw_buf_adds(out, "twosource_work_owner_token{partition=\"");
        add_label(out, tw_slice_sub(v[i].key, head.n, v[i].key.n));
        tw_buf_adds(out, "\",owner=\"");
        add_label(out, tw_jv_str(&said, "owner"));
        token = tw_jv_get(&said, "token");
        tw_buf_addf(out, "\"} %.*s\n", TW_FMT(token ? token->s : TW_LIT("0")));
    }
    return TW_OK;
}

enum tw_status tw_work_status(struct tw_broker *b, struct tw_arena *mem, const struct tw_partitions *p, int64_t now,
                              struct tw_buf *out)
{
    struct place place[TW_PARTITIONS + 3] = {{"read", TW_LINE_DOCUMENTS, TW_LINE_READ},
                                             {"extract", TW_LINE_ARTICLES, TW_LINE_EXTRACT},
                                             {"aside", TW_LINE_ASIDE, NULL}};
    struct found found[TW_PARTITIONS + 3];
    size_t n = 3;
    enum tw_status st;

    for (size_t i = 0; i < p->n; i++) {
        struct tw_buf name = {.mem = mem};

        tw_buf_addf(&name, "group %.*s%c", TW_FMT(p->name[i]), 0);
        place[n++] = (struct place){name.p, tw_line_parcels(mem, p->name[i]), NULL};
    }
    for (size_t i = 0; i < n; i++)
        if ((st = look(b, &place[i], &found[i])) != TW_OK) return st;
    put_places(out, place, found, n, now);
    return put_owners(b, mem, out);
}
