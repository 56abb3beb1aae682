/* alert/gather.c - alerts for a place into messages.
**
** What fired in quiet hours goes together, after them, a hundred to a message.  With grouping, what
** waits for a story goes together, no sooner than that long after the last message about it; so
** the first is told at once.  Else each alert is a message, but for files and feeds, to which all
** that waits goes at once.
*/
#include "alert/deliver_int.h"

#include "base/vec.h"

enum { DAY = 86400, ROWS = 1000 };

/* Minutes of the day at the place's zone. */
static int minute_of(const struct tw_alert_target *t, int64_t time)
{
    int64_t second = (time + t->quiet_zone * 60) % DAY;

    return (int)((second < 0 ? second + DAY : second) / 60);
}

static bool is_quiet(const struct tw_alert_target *t, int64_t time)
{
    int minute = minute_of(t, time);

    if (!t->has_quiet) return false;
    if (t->quiet_from < t->quiet_until) return minute >= t->quiet_from && minute < t->quiet_until;
    return minute >= t->quiet_from || minute < t->quiet_until;
}

/* When the quiet hours that `now` is in are over. */
static int64_t quiet_end(const struct tw_alert_target *t, int64_t now)
{
    int minutes = t->quiet_until - minute_of(t, now);
    int64_t second = (now + t->quiet_zone * 60) % 60;

    if (minutes <= 0) minutes += DAY / 60;
    return now - (second < 0 ? second + 60 : second) + (int64_t)minutes * 60;
}

struct gathering {
    struct tw_post *p;
    int64_t now;
    const struct tw_unsent *row; size_t rows;
    bool *taken;
    uint64_t *alert; size_t n;          /* of the message that is being made */
    bool put;                           /* a message was made */
};

static enum tw_status put(struct gathering *g)
{
    struct tw_message m = {.target = g->p->target->name, .made = g->now};
    enum tw_status st = TW_OK;

    for (size_t from = 0; from < g->n && st == TW_OK; from += TW_POST_ALERTS) {
        size_t n = g->n - from < TW_POST_ALERTS ? g->n - from : TW_POST_ALERTS;

        st = tw_store_put_message(g->p->delivery->store, &m, g->alert + from, n);
        g->put = true;
    }
    g->n = 0;
    return st;
}

/* All that wait for the story of a row, when its turn has come. */
static enum tw_status put_story(struct gathering *g, size_t first)
{
    const struct tw_alert_target *t = g->p->target;
    uint64_t story = g->row[first].story;
    int64_t last;
    enum tw_status st = tw_store_message_time(g->p->delivery->store, t->name, story, &last);
    bool later = last + t->group > g->now;

    if (st != TW_OK) return st;
    if (later && last + t->group < g->p->wake) g->p->wake = last + t->group;
    for (size_t i = first; i < g->rows; i++) {
        if (g->taken[i] || g->row[i].story != story) continue;
        g->taken[i] = true;
        if (!later) g->alert[g->n++] = g->row[i].alert;
    }
    return put(g);
}

/* Is all that waits one message?  A feed is, and lines of a file may as well be. */
static bool is_whole(const struct tw_alert_target *t)
{
    return t->kind == TW_TARGET_ATOM || (t->kind == TW_TARGET_FILE && !t->group);
}

static enum tw_status put_all(struct gathering *g)
{
    const struct tw_alert_target *t = g->p->target;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < g->rows; i++) {
        g->taken[i] = is_whole(t) || is_quiet(t, g->row[i].fired);
        if (g->taken[i]) g->alert[g->n++] = g->row[i].alert;
    }
    st = put(g);
    for (size_t i = 0; i < g->rows && st == TW_OK; i++) {
        if (g->taken[i]) continue;
        if (t->group) {
            st = put_story(g, i);
        } else {
            g->alert[g->n++] = g->row[i].alert;
            st = put(g);
        }
    }
    return st;
}

enum tw_status tw_post_gather(struct tw_post *p, int64_t now)
{
    struct tw_store *s = p->delivery->store;
    struct tw_arena *mem = p->delivery->scratch;
    struct gathering g = {.p = p, .now = now};
    struct tw_unsent *row;
    enum tw_status st;

    p->wake = INT64_MAX;
    tw_arena_reset(mem);
    if ((st = tw_store_unsent(s, mem, p->target->name, ROWS, &row, &g.rows)) != TW_OK
        || g.rows == 0)
        return st;
    if (is_quiet(p->target, now)) {
        p->wake = quiet_end(p->target, now);
        return TW_OK;
    }
    g.row = row;
    g.taken = tw_arena_calloc(mem, g.rows, sizeof *g.taken);
    g.alert = TW_NEW_N(mem, uint64_t, g.rows);
    st = tw_store_begin(s);
    if (st == TW_OK) st = put_all(&g);
    /* there may be more; what all waits is no reason to look again */
    if (g.rows == ROWS && g.put) p->wake = now;
    if (st == TW_OK) return tw_store_commit(s);
    tw_store_rollback(s);
    return st;
}
