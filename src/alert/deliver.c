/* alert/deliver.c - the steps of delivering, and what becomes of each try.
**
** A place has at most one message under way.  Of those that wait the least often tried goes next,
** so one that its receiver cannot stomach does not keep back the others.
*/
#include "alert/deliver_int.h"

#include "base/hash.h"
#include "fetch/fetch.h"

#include <time.h>

enum { FIRST_WAIT = 30, LONGEST_WAIT = 3600, LONGEST_RETRY = 86400 /* s */, DOUBLINGS = 7 };

struct tw_delivery *tw_delivery_open(struct tw_store *s, const struct tw_alert_rules *rules,
                                     const struct tw_delivery_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_delivery *d = TW_NEW(mem, struct tw_delivery);

    *d = (struct tw_delivery){.mem = mem, .scratch = tw_arena_new(0), .store = s, .rules = rules,
                              .o = *o};
    d->post = TW_NEW_N(mem, struct tw_post, rules->targets);
    for (size_t i = 0; i < rules->targets; i++)
        d->post[i] = (struct tw_post){.delivery = d, .target = &rules->target[i],
                                      .mem = tw_arena_new(0)};
    return d;
}

void tw_delivery_close(struct tw_delivery *d)
{
    if (!d) return;
    for (size_t i = 0; i < d->rules->targets; i++) {
        tw_fetch_close(d->post[i].fetcher);
        tw_mail_stop(&d->post[i]);
        tw_arena_free(d->post[i].mem);
    }
    tw_arena_free(d->scratch);
    tw_arena_free(d->mem);
}

size_t tw_delivery_running(const struct tw_delivery *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->rules->targets; i++) n += d->post[i].message.number != 0;
    return n;
}

void tw_delivery_wait(struct tw_delivery *d, unsigned ms)
{
    enum { GLANCE = 20 };       /* ms: children do not wake anybody */
    bool child = false;

    for (size_t i = 0; i < d->rules->targets; i++) child |= d->post[i].child != 0;
    if (child && ms > GLANCE) ms = GLANCE;
    for (size_t i = 0; i < d->rules->targets; i++)
        if (d->post[i].fetcher && tw_fetch_pending(d->post[i].fetcher)) {
            (void)tw_fetch_step(d->post[i].fetcher, ms);
            return;
        }
    nanosleep(&(struct timespec){ms / 1000, (long)(ms % 1000) * 1000000}, NULL);
}

/* ---- The end of a try */

void tw_post_ended(struct tw_post *p, enum tw_post_end end, struct tw_slice why,
                   int64_t retry_after)
{
    p->end = end;
    p->why = tw_slice_dup(p->mem, why);
    p->retry_after = retry_after;
}

static void say(const struct tw_post *p, int64_t wait)
{
    const struct tw_message *m = &p->message;
    struct tw_buf line = {.mem = p->mem};

    if (!p->delivery->o.say) return;
    tw_buf_addf(&line, "alerts: message %llu to %.*s ", (unsigned long long)m->number,
                TW_FMT(p->target->name));
    if (m->state == TW_MESSAGE_GIVEN_UP)
        tw_buf_addf(&line, "is given up after %llu tries: ", (unsigned long long)m->tries);
    else tw_buf_addf(&line, "failed, next try in %lld s: ", (long long)wait);
    tw_buf_add(&line, p->why);
    tw_buf_addc(&line, '\0');
    p->delivery->o.say(p->delivery->o.context, line.p);
}

static void fail(struct tw_post *p, int64_t now)
{
    struct tw_message *m = &p->message;
    uint64_t before = p->failures > m->tries - 1 ? p->failures : m->tries - 1;
    int64_t wait = (int64_t)FIRST_WAIT << (before < DOUBLINGS ? before : DOUBLINGS),
        retry = p->retry_after < LONGEST_RETRY ? p->retry_after : LONGEST_RETRY;

    if (wait > LONGEST_WAIT) wait = LONGEST_WAIT;
    if (retry > wait) wait = retry;
    p->failures++;
    p->until = m->next = now + wait;
    m->error = p->why;
    if (p->end == TW_POST_HOPELESS || now - m->made >= p->target->give_up) {
        m->state = TW_MESSAGE_GIVEN_UP;
        m->ended = now;
    }
    say(p, wait);
}

static enum tw_status record(struct tw_post *p, int64_t now)
{
    struct tw_message *m = &p->message;
    struct tw_store *s = p->delivery->store;
    enum tw_status st;

    m->tries++;
    if (p->end == TW_POST_SENT) {
        m->state = TW_MESSAGE_SENT;
        m->ended = now;
        m->error = (struct tw_slice){0};
        p->failures = 0;
        p->until = 0;
    } else {
        fail(p, now);
    }
    st = tw_store_begin(s);
    if (st == TW_OK) st = tw_store_tried(s, m);
    if (st == TW_OK) st = tw_store_commit(s);
    if (st != TW_OK) tw_store_rollback(s);
    m->number = 0;
    p->end = TW_POST_WAITS;
    return st;
}

/* ---- The next try */

/* Of the ids of its alerts, so that it is the same at each try. */
static void name(struct tw_post *p)
{
    struct tw_slice *id = TW_NEW_N(p->mem, struct tw_slice, p->alerts);

    for (size_t i = 0; i < p->alerts; i++) id[i] = p->alert[i].id;
    tw_hash_id(id, p->alerts, p->id);
}

static void start(struct tw_post *p, int64_t now)
{
    if (p->alerts == 0) {
        tw_post_ended(p, TW_POST_HOPELESS, TW_LIT("its articles are there no more"), -1);
        return;
    }
    name(p);
    switch (p->target->kind) {
    case TW_TARGET_FILE: tw_send_file(p); break;
    case TW_TARGET_ATOM: tw_send_atom(p); break;
    case TW_TARGET_MAIL: tw_send_mail(p, now); break;
    case TW_TARGET_WEBHOOK: tw_send_hook(p, now); break;
    }
}

/* Takes the next message that is due; *more: there was one. */
static enum tw_status take(struct tw_post *p, int64_t now, bool *more)
{
    struct tw_store *s = p->delivery->store;
    struct tw_message *m;
    size_t n;
    enum tw_status st;

    *more = false;
    if (p->message.number || now < p->until) return TW_OK;
    tw_arena_reset(p->mem);
    st = tw_store_messages(s, p->mem, p->target->name, now, 1, &m, &n);
    if (st != TW_OK || n == 0) return st;
    p->message = *m;
    st = tw_store_message_alerts(s, p->mem, m->number, &p->alert, &p->alerts);
    if (st != TW_OK) {
        p->message.number = 0;
        return st;
    }
    *more = true;
    start(p, now);
    return TW_OK;
}

/* ---- A step */

static enum tw_status step(struct tw_post *p, int64_t now)
{
    enum tw_status st = TW_OK;
    bool more = true;

    tw_mail_look(p, now);
    tw_hook_look(p);
    if (p->end != TW_POST_WAITS) st = record(p, now);
    if (st == TW_OK) st = tw_post_gather(p, now);
    for (int i = 0; st == TW_OK && more && i < TW_POST_BATCH; i++) {
        st = take(p, now, &more);
        if (st == TW_OK && p->end != TW_POST_WAITS) st = record(p, now);
    }
    return st;
}

/* When the place has something to do. */
static enum tw_status next_of(struct tw_post *p, int64_t now, int64_t *next)
{
    int64_t due;
    enum tw_status st;

    if (p->wake < *next) *next = p->wake;
    if (p->message.number) {
        if (now + 1 < *next) *next = now + 1;
        return TW_OK;
    }
    if ((st = tw_store_message_due(p->delivery->store, p->target->name, &due)) != TW_OK) return st;
    if (due < p->until) due = p->until;
    if (due < *next) *next = due;
    return TW_OK;
}

enum tw_status tw_delivery_step(struct tw_delivery *d, int64_t now, int64_t *next)
{
    enum tw_status st = TW_OK;

    *next = INT64_MAX;
    for (size_t i = 0; i < d->rules->targets && st == TW_OK; i++) {
        st = step(&d->post[i], now);
        if (st == TW_OK) st = next_of(&d->post[i], now, next);
    }
    return st;
}
