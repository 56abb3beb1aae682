/* work/aside.c - a stream whose messages have the story of what they carry in their headers. */
#include "work/aside_int.h"

#include "read/mimecode.h"
#include "work/broker_int.h"
#include "work/jetstream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEPT_S = 30 * 86400, REASON = 400 /* bytes */ };

enum tw_status tw_aside_ensure(struct tw_broker *b, struct tw_arena *mem, const char *stream,
                               const char **remark)
{
    struct tw_buf subject = {.mem = mem};
    const char *const subjects[] = {(tw_buf_addf(&subject, "%s.>%c", stream, '\0'), subject.p)};

    return tw_stream_ensure(b, mem,
                            &(struct tw_stream_options){.name = stream,
                                                        .subjects = subjects,
                                                        .n_subjects = 1,
                                                        .kind = TW_STREAM_LOG,
                                                        .age_s = KEPT_S},
                            remark);
}

/* A header is one line of text. */
static const char *line(struct tw_arena *mem, struct tw_slice s)
{
    size_t n = s.n < REASON ? s.n : REASON;
    char *out = tw_arena_dup(mem, tw_slice_dup(mem, tw_slice_sub(s, 0, n)).p, n + 1);

    for (size_t i = 0; i < n; i++)
        if ((unsigned char)out[i] < ' ' || out[i] == 0x7f) out[i] = ' ';
    return out;
}

enum tw_status tw_aside_put(struct tw_broker *b, const char *stream, const struct tw_aside *a)
{
    struct tw_arena *mem = tw_arena_new(0);
    char subject[220], known[120], tries[20];
    const struct tw_header header[] = {
        {"Nats-Msg-Id", known},
        {"Twosource-Id", line(mem, a->id)},
        {"Twosource-Subject", line(mem, a->subject)},
        {"Twosource-Stream", line(mem, a->stream)},
        {"Twosource-Consumer", line(mem, a->consumer)},
        {"Twosource-Reason", line(mem, a->reason)},
        {"Twosource-Tries", tries},
    };
    enum tw_status st;

    snprintf(subject, sizeof subject, "%s.%.*s.%.*s", stream, TW_FMT(a->stream),
             TW_FMT(a->consumer));
    snprintf(known, sizeof known, "%.*s:%" PRIu64, TW_FMT(a->stream), a->number);
    snprintf(tries, sizeof tries, "%u", a->tries);
    st = tw_broker_put(b, subject, a->data, header, sizeof header / sizeof *header, NULL);
    tw_arena_free(mem);
    return st;
}

/* ---- Looking at them */

/* One line "Name: value" of the headers of a message (NATS/1.0, then lines as in HTTP). */
static struct tw_slice header_of(struct tw_slice headers, const char *name)
{
    struct tw_slice rest = headers, one, want = tw_slice_of(name);

    while (tw_slice_line(&rest, &one))
        if (tw_slice_starts(one, want) && one.n > want.n && one.p[want.n] == ':')
            return tw_slice_trim(tw_slice_sub(one, want.n + 1, one.n));
    return (struct tw_slice){"", 0};
}

static void describe(struct tw_arena *mem, const struct tw_jv *message, struct tw_aside *out)
{
    struct tw_slice headers = tw_base64_decode(mem, tw_jv_str(message, "hdrs"));

    *out = (struct tw_aside){
        .number = tw_broker_number(message, "seq"),
        .subject = header_of(headers, "Twosource-Subject"),
        .id = header_of(headers, "Twosource-Id"),
        .stream = header_of(headers, "Twosource-Stream"),
        .consumer = header_of(headers, "Twosource-Consumer"),
        .reason = header_of(headers, "Twosource-Reason"),
        .data = tw_base64_decode(mem, tw_jv_str(message, "data")),
        .when = tw_broker_time(message, "time"),
    };
    out->tries =
        (unsigned)strtoul(tw_slice_dup(mem, header_of(headers, "Twosource-Tries")).p, NULL, 10);
}

/* `body` asks for one message. */
static enum tw_status get(struct tw_broker *b, struct tw_arena *mem, const char *stream,
                          const char *body, struct tw_aside *out)
{
    char subject[120];
    struct tw_jv v;
    enum tw_status st;

    snprintf(subject, sizeof subject, "STREAM.MSG.GET.%s", stream);
    st = tw_broker_insist(b, subject, tw_slice_of(body), &v);
    if (st == TW_OK) describe(mem, tw_jv_get(&v, "message"), out);
    return st;
}

enum tw_status tw_aside_next(struct tw_broker *b, struct tw_arena *mem, const char *stream,
                             uint64_t from, struct tw_aside *out)
{
    char body[200];
    enum tw_status st;

    snprintf(body, sizeof body, "{\"seq\":%" PRIu64 ",\"next_by_subj\":\"%s.>\"}", from ? from : 1,
             stream);
    st = get(b, mem, stream, body, out);
    return st == TW_NOTFOUND && b->code == TW_JS_NO_MESSAGE ? TW_DONE : st;
}

enum tw_status tw_aside_drop(struct tw_broker *b, const char *stream, uint64_t number)
{
    char subject[120], body[60];
    struct tw_jv v;

    snprintf(subject, sizeof subject, "STREAM.MSG.DELETE.%s", stream);
    snprintf(body, sizeof body, "{\"seq\":%" PRIu64 "}", number);
    return tw_broker_insist(b, subject, tw_slice_of(body), &v);
}

enum tw_status tw_aside_again(struct tw_broker *b, struct tw_arena *mem, const char *stream,
                              uint64_t number)
{
    char body[60], again[200];
    struct tw_aside a;
    enum tw_status st;

    snprintf(body, sizeof body, "{\"seq\":%" PRIu64 "}", number);
    if ((st = get(b, mem, stream, body, &a)) != TW_OK) return st;
    /* Under its own id the stream would take it for one it had; but given back twice it comes
    ** once. */
    snprintf(again, sizeof again, "%s:%" PRIu64, stream, number);
    const struct tw_header header[] = {{"Nats-Msg-Id", again}, {"Twosource-Id", line(mem, a.id)}};

    st = tw_broker_put(b, line(mem, a.subject), a.data, header, 2, NULL);
    return st == TW_OK ? tw_aside_drop(b, stream, number) : st;
}
