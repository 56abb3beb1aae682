/* fetch/transfer.h - one exchange with a server: a libcurl handle, what comes in, what it meant. */
#ifndef TW_FETCH_TRANSFER_H
#define TW_FETCH_TRANSFER_H
#include "base/buf.h"
#include "fetch/ask.h"
#include "fetch/reply.h"

struct tw_transfer {
    struct tw_transfer *next;   /* in the list of idle ones or of results; fetch.c's */
    struct tw_transfer *sibling;        /* in the list of all; fetch.c's */
    bool runs;                  /* libcurl has it; fetch.c's */
    const struct tw_curl *curl;
    const struct tw_fetch_options *options;
    CURL *easy;
    struct tw_arena *mem;       /* of this exchange: everything in `result` */
    struct tw_ask *ask;
    struct curl_slist *headers;
    struct tw_buf sent;         /* the request, when an archive is kept */
    struct tw_buf head, body;   /* as they came */
    bool met_private;           /* an address was refused */
    size_t max_received;        /* bytes of body */
    bool over;                  /* it, or the cap on the head, was passed */
    char error[CURL_ERROR_SIZE];
    struct tw_reply reply;
    struct tw_fetched result;
};

struct tw_transfer *tw_transfer_new(const struct tw_curl *c, const struct tw_fetch_options *o);
void tw_transfer_free(struct tw_transfer *t);

/* Gets the handle ready to be added to the multi handle; t owns the ask from now on. */
void tw_transfer_begin(struct tw_transfer *t, struct tw_ask *a);

/* Fills t->result of a transfer that libcurl has ended with `code`; now: Unix s. */
void tw_transfer_end(struct tw_transfer *t, CURLcode code, int64_t now);

/* Fills t->result of an ask that is not made (a->refused). */
void tw_transfer_refuse(struct tw_transfer *t, struct tw_ask *a);

/* The cookies it has now, a line each, in t->mem; empty when there are none, or absurdly many. */
struct tw_slice tw_transfer_cookies(struct tw_transfer *t);

/* Makes it ready for another ask; frees this one. */
void tw_transfer_clear(struct tw_transfer *t);

#endif
