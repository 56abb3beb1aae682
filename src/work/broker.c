/* work/broker.c - connecting, asking the JetStream API, telling what went wrong.
**
** The API of JetStream is requests with JSON in and out on subjects below $JS.API (docs.nats.io,
** "NATS API Reference").  Asked this way instead of by the js_ functions of libnats, it is a few
** lines for each question and none of their threads.  A question that nobody answers just now (a
** leader is being chosen) is asked again; so each must bear to be carried out twice.
*/
#include "work/broker_int.h"

#include "base/date.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

enum {
    PATIENCE = 60000,      /* ms */
    CONNECT_WAIT = 2000,   /* ms, for one server to answer (libnats's own) */
    RECONNECT_EVERY = 250, /* ms between rounds through all servers */
    PING_EVERY = 5000,
    PINGS_OUT = 2,      /* ms: a server that went silent is left after about 15 s */
    ANSWER_WAIT = 5000, /* ms: as natscli and the other clients wait for an answer of the API */
    SERVERS = 32,
    SETTLING = 10000,   /* ms, for a stream to be known everywhere: ours, generous */
    RETRY_AFTER = 100,
    RETRY_MOST = 1000 /* ms; doubling */
};

int64_t tw_broker_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_BOOTTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void tw_broker_pause(unsigned ms)
{
    nanosleep(&(struct timespec){ms / 1000, (long)(ms % 1000) * 1000000}, NULL);
}

/* ---- What went wrong */

enum tw_status tw_broker_fail(struct tw_broker *b, enum tw_status st, const char *format, ...)
{
    va_list v;

    va_start(v, format);
    vsnprintf(b->why, sizeof b->why, format, v);
    va_end(v);
    return st;
}

const char *tw_broker_why(const struct tw_broker *b)
{
    return b->why;
}

bool tw_broker_gone(struct tw_broker *b)
{
    return b->nats.natsConnection_Status(b->conn) == NATS_CONN_STATUS_CLOSED;
}

bool tw_broker_connected(struct tw_broker *b)
{
    return b->nats.natsConnection_Status(b->conn) == NATS_CONN_STATUS_CONNECTED;
}

size_t tw_broker_largest(struct tw_broker *b)
{
    int64_t n = b->nats.natsConnection_GetMaxPayload(b->conn);

    return n > 0 ? (size_t)n : 0;
}

static enum tw_status status_of(natsStatus s)
{
    switch (s) {
    case NATS_OK:
        return TW_OK;
    case NATS_MAX_PAYLOAD:
        return TW_TOOBIG;
    case NATS_INVALID_ARG:
    case NATS_INVALID_SUBJECT:
    case NATS_ADDRESS_MISSING:
    case NATS_NOT_PERMITTED:
    case NATS_CONNECTION_AUTH_FAILED:
        return TW_USAGE;
    default:
        return TW_IO;
    }
}

enum tw_status tw_broker_told(struct tw_broker *b, natsStatus s, const char *what)
{
    if (s == NATS_OK) return TW_OK;
    return tw_broker_fail(b, status_of(s), "%s: %s%s", what, b->nats.natsStatus_GetText(s),
                          tw_broker_gone(b) ? "; the broker is given up" : "");
}

static enum tw_status status_of_code(int code, double http)
{
    switch (code) {
    case TW_JS_NO_CONSUMER:
    case TW_JS_NO_MESSAGE:
    case TW_JS_NO_STREAM:
        return TW_NOTFOUND;
    case TW_JS_WRONG_SEQUENCE:
        return TW_LOCKED;
    case TW_JS_TOO_LARGE:
        return TW_TOOBIG;
    case TW_JS_STORE_FAILED:
    case TW_JS_NO_STORAGE:
        return TW_FULL;
    case TW_JS_NO_PEERS:
    case TW_JS_UNAVAILABLE:
    case TW_JS_NOT_LEADER:
    case TW_JS_NO_RESOURCES:
        return TW_IO;
    default:
        return http == 503 ? TW_IO : TW_USAGE;
    }
}

enum tw_status tw_broker_error(struct tw_broker *b, const struct tw_jv *answer, const char *what)
{
    const struct tw_jv *error = tw_jv_get(answer, "error"), *http = tw_jv_get(error, "code");

    b->code = 0;
    if (!error) return TW_OK;
    b->code = (int)tw_broker_number(error, "err_code");
    return tw_broker_fail(b, status_of_code(b->code, http ? http->num : 0), "%s: %.*s (%d)", what,
                          TW_FMT(tw_jv_str(error, "description")), b->code);
}

/* ---- Asking */

uint64_t tw_broker_number(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    return v && v->type == TW_JNUMBER && v->num >= 0 && v->num < 9e15 ? (uint64_t)v->num : 0;
}

int64_t tw_broker_time(const struct tw_jv *o, const char *key)
{
    struct tw_date d;

    if (!tw_date_parse_iso(tw_jv_str(o, key), &d) || d.year < 1970) return 0;
    return tw_date_unix(&d);
}

/* The answer's JSON, copied into the scratch arena. */
static enum tw_status understand(struct tw_broker *b, natsMsg *m, const char *subject,
                                 struct tw_jv *out)
{
    struct tw_slice text = {b->nats.natsMsg_GetData(m), (size_t)b->nats.natsMsg_GetDataLength(m)};
    enum tw_status st = tw_json_parse(b->scratch, tw_slice_dup(b->scratch, text), out, NULL);

    b->nats.natsMsg_Destroy(m);
    if (st == TW_OK && out->type == TW_JOBJECT) return tw_broker_error(b, out, subject);
    b->code = 0;
    return tw_broker_fail(b, TW_USAGE, "%s: the answer is not that of JetStream", subject);
}

enum tw_status tw_broker_ask(struct tw_broker *b, const char *subject, struct tw_slice body,
                             struct tw_jv *out)
{
    natsMsg *m;
    natsStatus s;
    char whole[400];

    b->code = 0;
    tw_arena_reset(b->scratch);
    snprintf(whole, sizeof whole, "$JS.API.%s", subject);
    s = b->nats.natsConnection_Request(&m, b->conn, whole, body.p, (int)body.n, b->wait);
    if (s == NATS_NO_RESPONDERS)
        return tw_broker_fail(
            b, TW_IO,
            "%s: nobody answers: the server runs without JetStream, or is choosing a leader",
            subject);
    return s == NATS_OK ? understand(b, m, subject, out) : tw_broker_told(b, s, subject);
}

/* Asks again while the answer is TW_IO; while it is that there is no such stream, for `settling`. */
static enum tw_status ask_again(struct tw_broker *b, const char *subject, struct tw_slice body,
                                unsigned settling, struct tw_jv *out)
{
    int64_t begin = tw_broker_clock();
    unsigned pause = RETRY_AFTER;

    for (;;) {
        enum tw_status st = tw_broker_ask(b, subject, body, out);
        unsigned most = st == TW_IO ? b->patience : b->code == TW_JS_NO_STREAM ? settling : 0;

        if (tw_broker_gone(b) || tw_broker_clock() + pause > begin + most) return st;
        tw_broker_pause(pause);
        pause = pause * 2 < RETRY_MOST ? pause * 2 : RETRY_MOST;
    }
}

enum tw_status tw_broker_insist(struct tw_broker *b, const char *subject, struct tw_slice body,
                                struct tw_jv *out)
{
    return ask_again(b, subject, body, 0, out);
}

enum tw_status tw_broker_make(struct tw_broker *b, const char *subject, struct tw_slice body,
                              struct tw_jv *out)
{
    return ask_again(b, subject, body, SETTLING, out);
}

enum tw_status tw_broker_put(struct tw_broker *b, const char *subject, struct tw_slice data,
                             const struct tw_header *header, size_t n, uint64_t *sequence)
{
    natsMsg *m, *answer;
    struct tw_jv v;
    natsStatus s = b->nats.natsMsg_Create(&m, subject, NULL, data.p, (int)data.n);
    enum tw_status st;

    b->code = 0;
    tw_arena_reset(b->scratch);
    if (s != NATS_OK) return tw_broker_told(b, s, subject);
    for (size_t i = 0; i < n && s == NATS_OK; i++)
        s = b->nats.natsMsgHeader_Set(m, header[i].name, header[i].value);
    if (s == NATS_OK) s = b->nats.natsConnection_RequestMsg(&answer, b->conn, m, b->wait);
    b->nats.natsMsg_Destroy(m);
    if (s == NATS_NO_RESPONDERS)
        return tw_broker_fail(b, TW_IO, "%s: no stream takes it, or it has no leader just now",
                              subject);
    if (s != NATS_OK) return tw_broker_told(b, s, subject);
    st = understand(b, answer, subject, &v);
    if (st == TW_OK && sequence) *sequence = tw_broker_number(&v, "seq");
    return st;
}

enum tw_status tw_broker_send(struct tw_broker *b, const char *subject, struct tw_slice data)
{
    return tw_broker_told(b, b->nats.natsConnection_Publish(b->conn, subject, data.p, (int)data.n),
                          subject);
}

void tw_broker_ns(struct tw_json *j, const char *key, uint64_t ms)
{
    tw_json_key(j, key);
    tw_json_int(j, (int64_t)ms * 1000000);
}

/* ---- Names */

bool tw_broker_name_is(const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i < n; i++)
        if (!tw_is_alnum(name[i]) && name[i] != '-' && name[i] != '_') return false;
    return n > 0 && n <= 64;
}

static bool word_is(struct tw_slice word, bool wild, bool last)
{
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] <= ' ' || word.p[i] > '~') return false;
        if ((word.p[i] == '*' || word.p[i] == '>') && !(wild && word.n == 1)) return false;
    }
    return word.n > 0 && (word.p[0] != '>' || last);
}

bool tw_broker_subject_is(struct tw_slice s, bool wild)
{
    struct tw_slice rest = s, word;

    if (s.n == 0 || s.n > 200 || s.p[s.n - 1] == '.') return false;
    while (tw_slice_part(&rest, '.', &word))
        if (!word_is(word, wild, rest.n == 0)) return false;
    return true;
}

bool tw_broker_id_is(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~') return false;
    return s.n <= 128;
}

/* ---- Connecting */

/* The servers without who we are. */
static const char *shown(struct tw_arena *mem, const char *urls)
{
    struct tw_slice rest = tw_slice_of(urls), url;
    struct tw_buf out = {.mem = mem};

    while (tw_slice_part(&rest, ',', &url)) {
        size_t at = tw_slice_find_last(url, TW_LIT("@"));

        if (out.n) tw_buf_addc(&out, ',');
        tw_buf_add(&out, at == TW_NONE ? url : tw_slice_sub(url, at + 1, url.n));
    }
    tw_buf_addc(&out, '\0');
    return out.p;
}

static natsStatus set_servers(struct tw_broker *b, natsOptions *o, const char *urls)
{
    struct tw_slice rest = tw_slice_of(urls), url;
    const char *server[SERVERS];
    int n = 0;
    bool secure = false;
    natsStatus s;

    while (n < SERVERS && tw_slice_part(&rest, ',', &url)) {
        url = tw_slice_trim(url);
        if (!url.n) continue;
        if (tw_slice_starts(url, TW_LIT("tls://"))) secure = true;
        server[n++] = tw_slice_dup(b->mem, url).p;
    }
    if (!n) return NATS_ADDRESS_MISSING;
    s = b->nats.natsOptions_SetServers(o, server, n);
    return s == NATS_OK && secure ? b->nats.natsOptions_SetSecure(o, true) : s;
}

static natsStatus set_who(struct tw_broker *b, natsOptions *o,
                          const struct tw_broker_options *options)
{
    natsStatus s = NATS_OK;

    if (options->ca || options->certificate) s = b->nats.natsOptions_SetSecure(o, true);
    if (s == NATS_OK && options->ca)
        s = b->nats.natsOptions_LoadCATrustedCertificates(o, options->ca);
    if (s == NATS_OK && options->certificate)
        s = b->nats.natsOptions_LoadCertificatesChain(o, options->certificate, options->key);
    if (s == NATS_OK && options->credentials)
        s = b->nats.natsOptions_SetUserCredentialsFromFiles(o, options->credentials, NULL);
    return s;
}

static natsStatus set_all(struct tw_broker *b, natsOptions *o,
                          const struct tw_broker_options *options)
{
    const struct tw_libnats *n = &b->nats;
    natsStatus s = set_servers(b, o, options->urls);

    if (s == NATS_OK) s = set_who(b, o, options);
    if (s == NATS_OK) s = n->natsOptions_SetName(o, options->name ? options->name : "twosource");
    if (s == NATS_OK) s = n->natsOptions_SetTimeout(o, CONNECT_WAIT);
    if (s == NATS_OK) s = n->natsOptions_SetReconnectWait(o, RECONNECT_EVERY);
    if (s == NATS_OK)
        s = n->natsOptions_SetReconnectJitter(o, RECONNECT_EVERY / 5, RECONNECT_EVERY / 5);
    if (s == NATS_OK)
        s = n->natsOptions_SetMaxReconnect(o, (int)(b->patience / RECONNECT_EVERY) + 1);
    if (s == NATS_OK) s = n->natsOptions_SetPingInterval(o, PING_EVERY);
    if (s == NATS_OK) s = n->natsOptions_SetMaxPingsOut(o, PINGS_OUT);
    return s;
}

/* Tries while there is no server that answers. */
static natsStatus connect(struct tw_broker *b, natsOptions *o)
{
    int64_t until = tw_broker_clock() + b->patience;

    for (;;) {
        natsStatus s = b->nats.natsConnection_Connect(&b->conn, o);

        if (s != NATS_NO_SERVER && s != NATS_TIMEOUT && s != NATS_IO_ERROR) return s;
        if (tw_broker_clock() + RECONNECT_EVERY > until) return s;
        tw_broker_pause(RECONNECT_EVERY);
    }
}

static enum tw_status open_connection(struct tw_broker *b, struct tw_arena *mem,
                                      const struct tw_broker_options *options, const char **why)
{
    natsOptions *o = NULL;
    struct tw_buf text = {.mem = mem};
    natsStatus s = b->nats.natsOptions_Create(&o), told;
    const char *detail;

    if (s == NATS_OK) s = set_all(b, o, options);
    if (s == NATS_OK) s = connect(b, o);
    if (s != NATS_OK) {
        detail = b->nats.nats_GetLastError(&told);
        tw_buf_addf(&text, "%s: %s%s%s", shown(mem, options->urls), b->nats.natsStatus_GetText(s),
                    detail && *detail ? ": " : "", detail ? detail : "");
        tw_buf_addc(&text, '\0');
        *why = text.p;
    }
    b->nats.natsOptions_Destroy(o);
    return status_of(s);
}

static void dispose(struct tw_broker *b)
{
    struct tw_arena *mem = b->mem;

    tw_arena_free(b->scratch);
    tw_arena_free(mem);
}

enum tw_status tw_broker_open(struct tw_arena *mem, const struct tw_broker_options *options,
                              struct tw_broker **out, const char **why)
{
    struct tw_arena *own = tw_arena_new(0);
    struct tw_broker *b = tw_arena_zalloc(own, sizeof *b);
    enum tw_status st;

    *out = NULL;
    b->mem = own;
    b->scratch = tw_arena_new(0);
    b->patience = options->patience ? options->patience : PATIENCE;
    b->wait = ANSWER_WAIT;
    st = tw_libnats_load(&b->nats, why);
    if (st != TW_OK) {
        struct tw_buf text = {.mem = mem};

        tw_buf_addf(&text, "work on many machines needs libnats (Debian: libnats3.4): %s", *why);
        tw_buf_addc(&text, '\0');
        *why = text.p;
    } else {
        st = open_connection(b, mem, options, why);
    }
    if (st == TW_OK) *out = b;
    else dispose(b);
    return st;
}

void tw_broker_close(struct tw_broker *b)
{
    if (!b) return;
    b->nats.natsConnection_Destroy(b->conn);
    dispose(b);
}
