/* store/storeoutbox.c - alerts and messages, as SQL.
**
** Message 0 of an outbox row is none yet, -1 is one that will never be.  A place without a fact
** only shows its alert.  An alert outlives the articles it is about, as its id is what keeps it
** from being told again; its words do not.
*/
#include "base/vec.h"
#include "store/outbox.h"
#include "store/store_int.h"

#define ALERT_COLUMNS "a.number, a.id, a.story, a.article, a.time, a.fired, a.json"

enum tw_status tw_store_alerted(struct tw_store *s, struct tw_slice id, bool *alerted)
{
    uint64_t number = 0;
    enum tw_status st = tw_sql_number(s, &number, "SELECT number FROM alert WHERE id = ?1",
                                      tw_value_text(id));

    *alerted = number > 0;
    return st == TW_NOTFOUND ? TW_OK : st;
}

enum tw_status tw_store_alerted_at(struct tw_store *s, struct tw_slice fact,
                                   const struct tw_alert_place *place, bool *alerted)
{
    uint64_t number = 0;
    enum tw_status st = tw_sql_number(s, &number,
                                      "SELECT alert FROM alert_place WHERE article = ?1 AND fact = ?2 AND first < ?4"
                                      " AND last > ?3 LIMIT 1",
                                      tw_value_int(place->article), tw_value_text(fact),
                                      tw_value_int(place->first), tw_value_int(place->last));

    *alerted = number > 0;
    return st == TW_NOTFOUND ? TW_OK : st;
}

static enum tw_status put_row(struct tw_store *s, struct tw_stored_alert *a)
{
    return tw_sql_number(s, &a->number,
                         "INSERT INTO alert (number, id, story, article, time, fired, json)"
                         " SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6 FROM alert RETURNING number",
                         tw_value_text(a->id), tw_value_int(a->story), tw_value_int(a->article),
                         tw_value_int((uint64_t)a->time), tw_value_int((uint64_t)a->fired),
                             tw_value_text(a->json));
}

enum tw_status tw_store_put_alert(struct tw_store *s, struct tw_stored_alert *a,
                                  const struct tw_alert_to *to, size_t n)
{
    struct tw_slice none = {"", 0};
    enum tw_status st = tw_store_may_write(s);

    if (st == TW_OK) st = put_row(s, a);
    for (size_t i = 0; i < a->n && st == TW_OK; i++)
        st = tw_sql_run(s,
                        "INSERT INTO alert_place (article, fact, first, last, alert) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                        tw_value_int(a->place[i].article),
                            tw_value_text(i < a->n - a->shown ? a->fact : none),
                        tw_value_int(a->place[i].first), tw_value_int(a->place[i].last),
                            tw_value_int(a->number));
    for (size_t i = 0; i < n && st == TW_OK; i++)
        st = tw_sql_run(s,
                        "INSERT INTO outbox (alert, target, story, message) VALUES (?1, ?2, ?3, ?4)", tw_value_int(a->number),
                        tw_value_text(to[i].target), tw_value_int(a->story),
                        tw_value_int(to[i].is_old ? UINT64_MAX : 0));
    return st;
}

/* All rows of ALERT_COLUMNS; ends q. */
static enum tw_status read_alerts(struct tw_sql *q, struct tw_arena *mem,
                                  struct tw_stored_alert **out, size_t *n)
{
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(q)) {
        struct tw_stored_alert a = {.number = tw_sql_int(q, 0),
                                    .id = tw_sql_text(q, 1, mem),
                                    .story = tw_sql_int(q, 2),
                                    .article = tw_sql_int(q, 3),
                                    .time = tw_sql_signed(q, 4),
                                    .fired = tw_sql_signed(q, 5),
                                    .json = tw_sql_text(q, 6, mem)};

        TW_PUSH(mem, *out, *n, cap, a);
    }
    return tw_sql_end(q);
}

static struct tw_value limit_value(size_t limit)
{
    return tw_value_int(limit ? limit : INT64_MAX);
}

enum tw_status tw_store_alert_last(struct tw_store *s, uint64_t *number)
{
    return tw_sql_number_values(s, number, "SELECT coalesce(max(number), 0) FROM alert", NULL, 0);
}

enum tw_status tw_store_alerts(struct tw_store *s, struct tw_arena *mem, uint64_t since,
                               size_t limit, struct tw_stored_alert **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT " ALERT_COLUMNS " FROM alert a WHERE a.number > ?1 AND a.json <> ''"
                                 " ORDER BY a.number LIMIT ?2",
                                 tw_value_int(since), limit_value(limit));

    return read_alerts(&q, mem, out, n);
}

enum tw_status tw_store_delivery(struct tw_store *s, struct tw_arena *mem, uint64_t alert,
                                 struct tw_delivered **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT o.target, o.message, m.state, m.tries, m.next, m.ended, m.error FROM outbox o"
                                 " LEFT JOIN message m ON m.number = o.message WHERE o.alert = ?1 ORDER BY o.target",
                                 tw_value_int(alert));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        int64_t message = tw_sql_signed(&q, 1);
        struct tw_delivered d = {.target = tw_sql_text(&q, 0, mem),
                                 .state = message < 0 ? TW_MESSAGE_OLD : (enum tw_message_state)tw_sql_int(&q, 2),
                                 .message = message > 0 ? (uint64_t)message : 0,
                                 .tries = tw_sql_int(&q, 3),
                                 .next = tw_sql_signed(&q, 4),
                                 .ended = tw_sql_signed(&q, 5),
                                 .error = tw_sql_text(&q, 6, mem)};

        TW_PUSH(mem, *out, *n, cap, d);
    }
    return tw_sql_end(&q);
}

/* ---- Messages */

enum tw_status tw_store_unsent(struct tw_store *s, struct tw_arena *mem, struct tw_slice target,
                               size_t limit, struct tw_unsent **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT o.alert, o.story, a.fired FROM outbox o JOIN alert a ON a.number = o.alert"
                                 " WHERE o.message = 0 AND o.target = ?1 ORDER BY o.alert LIMIT ?2",
                                 tw_value_text(target), limit_value(limit));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_unsent u = {tw_sql_int(&q, 0), tw_sql_int(&q, 1), tw_sql_signed(&q, 2)};

        TW_PUSH(mem, *out, *n, cap, u);
    }
    return tw_sql_end(&q);
}

enum tw_status tw_store_put_message(struct tw_store *s, struct tw_message *m, const uint64_t *alert,
                                    size_t n)
{
    enum tw_status st = tw_store_may_write(s);

    if (st == TW_OK)
        st = tw_sql_number(s, &m->number,
                           "INSERT INTO message (number, target, state, made, tries, next, ended, error)"
                           " SELECT coalesce(max(number), 0) + 1, ?1, 0, ?2, 0, ?2, 0, '' FROM message RETURNING number",
                           tw_value_text(m->target), tw_value_int((uint64_t)m->made));
    for (size_t i = 0; i < n && st == TW_OK; i++)
        st = tw_sql_run(s,
                        "UPDATE outbox SET message = ?3 WHERE alert = ?1 AND target = ?2 AND message = 0",
                        tw_value_int(alert[i]), tw_value_text(m->target), tw_value_int(m->number));
    return st;
}

enum tw_status tw_store_tried(struct tw_store *s, const struct tw_message *m)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(
        s, "UPDATE message SET state = ?2, tries = ?3, next = ?4, ended = ?5, error = ?6 WHERE number = ?1",
        tw_value_int(m->number), tw_value_int(m->state), tw_value_int(m->tries),
            tw_value_int((uint64_t)m->next),
        tw_value_int((uint64_t)m->ended), tw_value_text(m->error));
}

enum tw_status tw_store_messages(struct tw_store *s, struct tw_arena *mem, struct tw_slice target,
                                 int64_t now, size_t limit, struct tw_message **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT number, made, tries, next, error FROM message WHERE state = 0 AND target = ?1"
                                 " AND next <= ?3 ORDER BY tries, number LIMIT ?2",
                                 tw_value_text(target), limit_value(limit),
                                     tw_value_int((uint64_t)now));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_message m = {.number = tw_sql_int(&q, 0),
                               .target = target,
                               .made = tw_sql_signed(&q, 1),
                               .tries = tw_sql_int(&q, 2),
                               .next = tw_sql_signed(&q, 3),
                               .error = tw_sql_text(&q, 4, mem)};

        TW_PUSH(mem, *out, *n, cap, m);
    }
    return tw_sql_end(&q);
}

enum tw_status tw_store_message_due(struct tw_store *s, struct tw_slice target, int64_t *due)
{
    struct tw_sql q =
        tw_sql_ask(s, "SELECT count(*), min(next) FROM message WHERE state = 0 AND target = ?1",
                                 tw_value_text(target));

    *due = tw_sql_row(&q) && tw_sql_int(&q, 0) > 0 ? tw_sql_signed(&q, 1) : INT64_MAX;
    return tw_sql_end(&q);
}

enum tw_status tw_store_message_alerts(struct tw_store *s, struct tw_arena *mem, uint64_t message,
                                       struct tw_stored_alert **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT " ALERT_COLUMNS " FROM outbox o JOIN alert a ON a.number = o.alert"
                                 " WHERE o.message = ?1 AND a.json <> '' ORDER BY a.number",
                                 tw_value_int(message));

    return read_alerts(&q, mem, out, n);
}

enum tw_status tw_store_message_time(struct tw_store *s, struct tw_slice target, uint64_t story,
                                     int64_t *made)
{
    uint64_t time = 0;
    enum tw_status st = tw_sql_number(s, &time,
                                      "SELECT coalesce(max(m.made), 0) FROM outbox o JOIN message m"
                                      " ON m.number = o.message WHERE o.target = ?1 AND o.story = ?2",
                                      tw_value_text(target), tw_value_int(story));

    *made = (int64_t)time;
    return st;
}

enum tw_status tw_store_newest_for(struct tw_store *s, struct tw_arena *mem, struct tw_slice target,
                                   size_t limit, struct tw_stored_alert **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT " ALERT_COLUMNS " FROM alert a JOIN outbox o ON o.alert = a.number"
                                 " WHERE o.target = ?1 AND o.message >= 0 AND a.json <> '' ORDER BY a.number DESC LIMIT ?2",
                                 tw_value_text(target), limit_value(limit));

    return read_alerts(&q, mem, out, n);
}
