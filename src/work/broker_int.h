/* work/broker_int.h - what the files of this stage share: the connection, asking the JetStream API,
** telling what went wrong.
*/
#ifndef TW_WORK_BROKER_INT_H
#define TW_WORK_BROKER_INT_H
#include "base/json.h"
#include "work/broker.h"
#include "work/libnats.h"

struct tw_broker {
    struct tw_libnats nats;
    natsConnection *conn;
    struct tw_arena *mem;     /* as long as the broker */
    struct tw_arena *scratch; /* of one question and its answer */
    unsigned patience;        /* ms */
    unsigned wait;            /* ms for one answer; lease.c makes it shorter */
    int code;                 /* err_code of the last answer of the JetStream API; 0: none */
    char why[512];
};

/* Codes of the JetStream API (nats-server 2.9, server/errors.json). */
enum {
    TW_JS_NO_PEERS = 10005,
    TW_JS_UNAVAILABLE = 10008,
    TW_JS_NOT_LEADER = 10009,
    TW_JS_NO_CONSUMER = 10014,
    TW_JS_NO_RESOURCES = 10023,
    TW_JS_NO_MESSAGE = 10037,
    TW_JS_NO_STORAGE = 10047,
    TW_JS_TOO_LARGE = 10054,
    TW_JS_NAME_IN_USE = 10058,
    TW_JS_NO_STREAM = 10059,
    TW_JS_WRONG_SEQUENCE = 10071,
    TW_JS_NOT_CLUSTERED = 10074,
    TW_JS_STORE_FAILED = 10077
};

/* Notes the sentence and returns st. */
enum tw_status tw_broker_fail(struct tw_broker *b, enum tw_status st, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for what libnats says of `what`. */
enum tw_status tw_broker_told(struct tw_broker *b, natsStatus s, const char *what);

/* Whether the connection is closed for good. */
bool tw_broker_gone(struct tw_broker *b);

/* The error of an answer of JetStream; TW_OK when it has none.  Notes its sentence and code. */
enum tw_status tw_broker_error(struct tw_broker *b, const struct tw_jv *answer, const char *what);

/* Asks the JetStream API (`subject` without "$JS.API.") and parses the answer into b->scratch,
** which is emptied before (so `body` must not live there).  TW_OK, or what tw_broker_error says,
** or TW_IO. */
TW_MUST_USE enum tw_status tw_broker_ask(struct tw_broker *b, const char *subject,
                                         struct tw_slice body, struct tw_jv *out);

/* The same, again and again for the broker's patience while the answer is that nobody can
** answer just now. */
TW_MUST_USE enum tw_status tw_broker_insist(struct tw_broker *b, const char *subject,
                                            struct tw_slice body, struct tw_jv *out);

/* The same for what makes or changes a stream or a consumer.  Servers of a cluster hear of a new
** stream one after the other, and of two who make it at once the later may be told that there is
** none (nats-server pull requests 4600 and 8410): that is asked again as well, for 10 s. */
TW_MUST_USE enum tw_status tw_broker_make(struct tw_broker *b, const char *subject,
                                          struct tw_slice body, struct tw_jv *out);

/* Publishes a message with headers to a stream and waits for its confirmation, up to b->wait. */
struct tw_header {
    const char *name, *value;
};
TW_MUST_USE enum tw_status tw_broker_put(struct tw_broker *b, const char *subject,
                                         struct tw_slice data, const struct tw_header *header,
                                         size_t n, uint64_t *sequence);

/* Publishes without waiting. */
TW_MUST_USE enum tw_status tw_broker_send(struct tw_broker *b, const char *subject,
                                          struct tw_slice data);

/* Numbers of an answer: 0 when absent.  Times come as RFC 3339: Unix s, 0 when absent or year 1. */
uint64_t tw_broker_number(const struct tw_jv *o, const char *key);
int64_t tw_broker_time(const struct tw_jv *o, const char *key);

/* A member that is a time in ns, as JetStream wants them. */
void tw_broker_ns(struct tw_json *j, const char *key, uint64_t ms);

/* Letters, digits, - and _, 1 to 64 of them: what streams and consumers may be called. */
bool tw_broker_name_is(const char *name);
/* A subject: words of printable ASCII joined by dots; with wildcards when `wild`. */
bool tw_broker_subject_is(struct tw_slice s, bool wild);

/* An id: printable ASCII without spaces, up to 128; or empty. */
bool tw_broker_id_is(struct tw_slice s);

void tw_broker_pause(unsigned ms);

#endif
