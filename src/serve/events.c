/* serve/events.c - see the header.
**
** The reader of a client runs on the thread of its connection and asks that thread's store.  It
** suspends the connection when there is nothing to tell; tw_events_wake, on the watcher's thread,
** lets it go on.  Both do so under one lock, so nobody sleeps through a change.
*/
#include "serve/events.h"

#include "base/json.h"
#include "serve/serve_int.h"
#include "store/lookup.h"
#include "store/tell.h"

#include <stdlib.h>
#include <unistd.h>

struct tw_listener {
    struct tw_listener *next;
    struct tw_serve_thread *thread;
    struct MHD_Connection *connection;
    struct tw_arena *mem;               /* of what is being sent */
    struct tw_slice text;
    uint64_t changed, story;            /* told until here */
    int64_t sent;                       /* s */
    bool is_suspended;
};

enum { DIGITS = 18 /* of a number in an id */ };
static const uint64_t ALL = 999999999999999999;      /* behind every story of that place */

bool tw_events_place(struct tw_slice s, uint64_t *changed, uint64_t *story)
{
    uint64_t *to = changed;
    size_t digits = 0;

    *changed = *story = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && to == changed && digits > 0) {
            to = story;
            digits = 0;
            continue;
        }
        if (!tw_is_digit(s.p[i]) || ++digits > DIGITS) return false;
        *to = *to * 10 + (uint64_t)(s.p[i] - '0');
    }
    return digits > 0;
}

/* ---- What is told */

static enum tw_status write_stories(struct tw_store *s, struct tw_buf *out,
                                    const struct tw_stored_story *v, size_t n)
{
    struct tw_json j = {.out = out};
    struct tw_slices ids;
    int64_t newest;
    enum tw_status st = tw_lookup_newest(s, &newest);

    tw_buf_addf(out, "id: %llu.%llu\nevent: stories\ndata: ", (unsigned long long)v[n - 1].changed,
                (unsigned long long)v[n - 1].number);
    tw_json_open(&j, '{');
    tw_json_count(&j, "changed", v[n - 1].changed);
    tw_json_key(&j, "stories");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < n && st == TW_OK; i++) {
        if ((st = tw_lookup_ids(s, out->mem, v[i].number, &ids)) != TW_OK) break;
        if (j.comma) tw_buf_addc(out, ',');
        tw_tell_story(out, &v[i], &ids, newest);
        j.comma = true;
    }
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
    tw_buf_adds(out, "\n\n");
    return st;
}

/* The next event into l->text; empty: there is none. */
static enum tw_status next_event(struct tw_listener *l)
{
    struct tw_stored_story *v;
    struct tw_buf out;
    const char *why;
    struct tw_store *s;
    size_t n;
    enum tw_status st;

    if (tw_serve_store(l->thread, false, &s, &why) != TW_OK) return TW_OK;
    tw_arena_reset(l->mem);
    out = (struct tw_buf){.mem = l->mem};
    st = tw_lookup_changed(s, l->mem, l->changed, l->story, TW_EVENTS_STORIES, &v, &n);
    if (st == TW_OK && n > 0) st = write_stories(s, &out, v, n);
    if (st == TW_AWAY) return TW_OK;    /* it is told when the server is back */
    if (st != TW_OK || n == 0) return st;
    l->changed = v[n - 1].changed;
    l->story = v[n - 1].number;
    l->text = tw_buf_slice(&out);
    return TW_OK;
}

/* Nothing to tell: sleeps until there may be something, unless there is by now. */
static void suspend(struct tw_listener *l)
{
    struct tw_server *s = l->thread->server;

    tw_lock(&s->events.lock);
    if (!atomic_load(&s->stopping)) {
        l->is_suspended = true;
        s->mhd.suspend_connection(l->connection);
    }
    tw_unlock(&s->events.lock);
}

/* MHD_ContentReaderCallback */
static ssize_t read_more(void *context, uint64_t place, char *to, size_t most)
{
    struct tw_listener *l = context;
    size_t n;

    (void)place;
    if (atomic_load(&l->thread->server->stopping)) return MHD_CONTENT_READER_END_OF_STREAM;
    if (l->text.n == 0 && next_event(l) != TW_OK) return MHD_CONTENT_READER_END_OF_STREAM;
    if (l->text.n == 0 && tw_serve_seconds() - l->sent >= TW_EVENTS_BEAT) l->text = TW_LIT(":\n\n");
    if (l->text.n == 0) {
        suspend(l);
        return 0;
    }
    n = l->text.n < most ? l->text.n : most;
    memcpy(to, l->text.p, n);
    l->text = tw_slice_sub(l->text, n, l->text.n);
    l->sent = tw_serve_seconds();
    return (ssize_t)n;
}

static void leave(void *context)
{
    struct tw_listener *l = context, **at;
    struct tw_events *e = &l->thread->server->events;

    tw_lock(&e->lock);
    for (at = &e->clients; *at && *at != l; at = &(*at)->next) continue;
    if (*at) *at = l->next, e->n--;
    tw_unlock(&e->lock);
    tw_arena_free(l->mem);
    free(l);
}

/* ---- Coming in */

/* From where it is told: what the client had last, else from now on. */
static enum tw_status find_place(struct tw_exchange *x, struct tw_listener *l)
{
    struct tw_slice last = tw_request_header(&x->r, "Last-Event-ID");
    const char *why;
    struct tw_store *s;
    enum tw_status st;

    if (last.n == 0) last = tw_request_query(&x->r, "since");
    if (last.n > 0) return tw_events_place(last, &l->changed, &l->story) ? TW_OK : TW_USAGE;
    l->story = ALL;
    if ((st = tw_serve_store(x->thread, false, &s, &why)) != TW_OK)
        return st == TW_NOTFOUND ? TW_OK : st;
    return tw_lookup_last_changed(s, &l->changed);
}

static bool enter(struct tw_exchange *x, struct tw_listener *l)
{
    struct tw_server *s = x->thread->server;
    struct tw_events *e = &s->events;
    bool yes = x->place->address == 0
               || tw_guard_count(&s->guard, x->place->address, TW_PHASE_STREAM) < TW_EVENTS_EACH;

    tw_lock(&e->lock);
    yes = yes && e->n < TW_EVENTS_CLIENTS;
    if (yes) {
        l->next = e->clients;
        e->clients = l;
        e->n++;
    }
    tw_unlock(&e->lock);
    return yes;
}

/* A first word, so that the client knows that it is there, and where. */
static struct tw_slice greeting(const struct tw_listener *l)
{
    struct tw_buf b = {.mem = l->mem};

    tw_buf_addf(&b, "retry: 3000\nid: %llu.%llu\nevent: start\ndata: {\"changed\":%llu}\n\n",
                (unsigned long long)l->changed, (unsigned long long)l->story,
                    (unsigned long long)l->changed);
    return tw_buf_slice(&b);
}

static enum tw_status refuse(struct tw_exchange *x, struct tw_listener *l, unsigned status,
                             const char *why)
{
    tw_arena_free(l->mem);
    free(l);
    x->a.status = status;
    x->a.why = why;
    return TW_USAGE;
}

enum tw_status tw_events_open(struct tw_exchange *x, struct MHD_Response **out)
{
    struct tw_listener *l = calloc(1, sizeof *l);
    enum tw_status st;

    if (!l) tw_oom(sizeof *l);
    *l = (struct tw_listener){.thread = x->thread, .connection = x->connection,
                              .mem = tw_arena_new(0), .sent = tw_serve_seconds()};
    if ((st = find_place(x, l)) == TW_USAGE)
        return refuse(x, l, 400, "the place is the id of an event");
    if (st != TW_OK) return refuse(x, l, st == TW_AWAY ? 503 : 500, tw_status_text(st));
    if (!enter(x, l)) return refuse(x, l, 429, "too many follow the events already");
    l->text = greeting(l);
    *out = x->thread->server->mhd.create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_more,
                                                                l, leave);
    if (*out) return TW_OK;
    leave(l);
    return TW_IO;
}

/* ---- On the watcher's thread */

void tw_events_wake(struct tw_server *s, bool all)
{
    int64_t now = tw_serve_seconds();

    tw_lock(&s->events.lock);
    for (struct tw_listener *l = s->events.clients; l; l = l->next)
        if (l->is_suspended && (all || now - l->sent >= TW_EVENTS_BEAT)) {
            l->is_suspended = false;
            s->mhd.resume_connection(l->connection);
        }
    tw_unlock(&s->events.lock);
}

unsigned tw_events_count(struct tw_server *s)
{
    unsigned n;

    tw_lock(&s->events.lock);
    n = s->events.n;
    tw_unlock(&s->events.lock);
    return n;
}
