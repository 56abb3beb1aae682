/* alert/deliver_int.h - what delivering to places of several kinds shares. */
#ifndef TW_ALERT_DELIVER_INT_H
#define TW_ALERT_DELIVER_INT_H
#include "alert/deliver.h"
#include "base/buf.h"
#include "store/outbox.h"

#include <stdio.h>
#include <sys/types.h>

struct tw_fetcher;
struct tw_fetched;

enum { TW_POST_ALERTS = 100 /* in a message */,
       TW_POST_BATCH = 100 /* messages for a file at once */ };

enum tw_post_end { TW_POST_WAITS, TW_POST_SENT, TW_POST_FAILED, TW_POST_HOPELESS };

/* A place, and what is under way to it. */
struct tw_post {
    struct tw_delivery *delivery;
    const struct tw_alert_target *target;
    struct tw_arena *mem;               /* of what is under way */
    struct tw_message message;          /* number 0: nothing is */
    struct tw_stored_alert *alert; size_t alerts;
    char id[17];                        /* of the message: the same at each try */
    enum tw_post_end end;
    struct tw_slice why;
    int64_t retry_after;                /* s; -1: not said */
    int64_t until;                      /* nothing is begun before; Unix s */
    /* alerts wait for a message until then; INT64_MAX: none do */
    int64_t wake;
    unsigned failures;                  /* in a row */
    bool looked;                        /* FILE: at its end, for what a crash left there */
    struct tw_fetcher *fetcher;         /* WEBHOOK; NULL: not needed yet */
    pid_t child;                        /* MAIL */
    int64_t started;
    FILE *errors;
};

struct tw_delivery {
    struct tw_arena *mem, *scratch;
    struct tw_store *store;
    const struct tw_alert_rules *rules;
    struct tw_delivery_options o;
    struct tw_post *post;               /* of each place of the rules */
};

void tw_post_ended(struct tw_post *p, enum tw_post_end end, struct tw_slice why,
                   int64_t retry_after);

/* gather.c: alerts into messages, as quiet hours and grouping allow.  Sets p->wake. */
TW_MUST_USE enum tw_status tw_post_gather(struct tw_post *p, int64_t now);

/* The senders begin with p->message and its alerts; each ends it now or later (tw_post_ended). */
void tw_send_file(struct tw_post *p);
void tw_send_atom(struct tw_post *p);
void tw_send_mail(struct tw_post *p, int64_t now);
void tw_send_hook(struct tw_post *p, int64_t now);

/* Look how those under way are doing; without waiting. */
void tw_mail_look(struct tw_post *p, int64_t now);
void tw_mail_stop(struct tw_post *p);
void tw_hook_look(struct tw_post *p);

#endif
