/* store/storefeed.c - the feeds that are watched, and what stood in them.
**
** People change what they gave (address, folder, whether it is polled), the writer what polls
** found, each column by one of them only: so neither waits for the other, and a list may be
** edited while it is watched.
*/
#include "base/utf8.h"
#include "base/vec.h"
#include "store/store_int.h"

#include <inttypes.h>

#define COLUMNS                                                                                    \
    "number, url, moved, title, site, folder, lang, etag, modified, next, pause, rhythm, polled,"  \
    " answered, news, polls, items, kept, failures, failed, disabled, why, by_hand, asked"

static struct tw_value when(int64_t time)
{
    return tw_value_int((uint64_t)time);
}

/* ---- Changes of people */

struct watching {
    const struct tw_watched *feed;
    size_t n, added;
};

static enum tw_status add_one(struct tw_store *s, const struct tw_watched *f, size_t *added)
{
    uint64_t number = 0;
    enum tw_status st =
        tw_sql_number(s, &number, "SELECT number FROM feed WHERE url = ?1", tw_value_text(f->url));

    *added += st == TW_NOTFOUND;
    if (st != TW_OK && st != TW_NOTFOUND) return st;
    return tw_sql_run(s,
                      "INSERT INTO feed (url, title, site, folder, lang) VALUES (?1, ?2, ?3, ?4, ?5)"
                      " ON CONFLICT (url) DO UPDATE SET"
                      " title = CASE feed.title WHEN '' THEN excluded.title ELSE feed.title END,"
                      " site = CASE feed.site WHEN '' THEN excluded.site ELSE feed.site END,"
                      " folder = CASE feed.folder WHEN '' THEN excluded.folder ELSE feed.folder END,"
                      " lang = CASE feed.lang WHEN '' THEN excluded.lang ELSE feed.lang END",
                      tw_value_text(f->url), tw_value_text(f->title), tw_value_text(f->site),
                      tw_value_text(f->folder), tw_value_text(f->lang));
}

static enum tw_status add_all(struct tw_store *s, void *context)
{
    struct watching *w = context;
    enum tw_status st = TW_OK;

    w->added = 0;
    for (size_t i = 0; i < w->n && st == TW_OK; i++) st = add_one(s, &w->feed[i], &w->added);
    return st;
}

enum tw_status tw_store_watch(struct tw_store *s, const struct tw_watched *feed, size_t n,
                              size_t *added)
{
    struct watching w = {.feed = feed, .n = n};
    enum tw_status st;

    *added = 0;
    for (size_t i = 0; i < n; i++)
        if (!feed[i].url.n) return tw_store_fail(s, TW_USAGE, "a feed needs an address");
    st = n ? tw_store_apart(s, add_all, &w) : TW_OK;
    if (st == TW_OK) *added = w.added;
    return st;
}

struct change {
    struct tw_slice url, why;
    int64_t disabled;
    bool remove;
};

static enum tw_status change_one(struct tw_store *s, void *context)
{
    const struct change *c = context;
    uint64_t number;
    enum tw_status st =
        tw_sql_number(s, &number, "SELECT number FROM feed WHERE url = ?1", tw_value_text(c->url));

    if (st == TW_NOTFOUND)
        return tw_store_fail(s, st, "%.*s: no feed of that address is watched", TW_FMT(c->url));
    if (st != TW_OK) return st;
    if (c->remove)
        return tw_sql_run(s, "DELETE FROM feed WHERE number = ?1", tw_value_int(number));
    if (c->disabled)
        return tw_sql_run(
            s, "UPDATE feed SET disabled = ?2, why = ?3, by_hand = 1 WHERE number = ?1",
            tw_value_int(number), when(c->disabled), tw_value_text(c->why));
    return tw_sql_run(s,
                      "UPDATE feed SET disabled = 0, why = '', by_hand = 0, failures = 0, next = 0"
                      " WHERE number = ?1",
                      tw_value_int(number));
}

enum tw_status tw_store_unwatch(struct tw_store *s, struct tw_slice url)
{
    return tw_store_apart(s, change_one, &(struct change){.url = url, .remove = true});
}

enum tw_status tw_store_disable(struct tw_store *s, struct tw_slice url, int64_t disabled,
                                struct tw_slice why)
{
    return tw_store_apart(s, change_one,
                          &(struct change){.url = url, .why = why, .disabled = disabled});
}

/* ---- Asking */

static struct tw_watched read_feed(struct tw_sql *q, struct tw_arena *mem)
{
    return (struct tw_watched){.number = tw_sql_int(q, 0),
                               .url = tw_sql_text(q, 1, mem),
                               .moved = tw_sql_text(q, 2, mem),
                               .title = tw_sql_text(q, 3, mem),
                               .site = tw_sql_text(q, 4, mem),
                               .folder = tw_sql_text(q, 5, mem),
                               .lang = tw_sql_text(q, 6, mem),
                               .etag = tw_sql_text(q, 7, mem),
                               .modified = tw_sql_text(q, 8, mem),
                               .next = tw_sql_signed(q, 9),
                               .pause = tw_sql_signed(q, 10),
                               .rhythm = tw_sql_real(q, 11),
                               .polled = tw_sql_signed(q, 12),
                               .answered = tw_sql_signed(q, 13),
                               .news = tw_sql_signed(q, 14),
                               .polls = tw_sql_int(q, 15),
                               .items = tw_sql_int(q, 16),
                               .kept = tw_sql_int(q, 17),
                               .failures = tw_sql_int(q, 18),
                               .failed = tw_sql_text(q, 19, mem),
                               .disabled = tw_sql_signed(q, 20),
                               .why = tw_sql_text(q, 21, mem),
                               .by_hand = tw_sql_int(q, 22) != 0,
                               .asked = tw_sql_signed(q, 23)};
}

enum tw_status tw_store_watched(struct tw_store *s, struct tw_arena *mem, const int64_t *due,
                                size_t limit, struct tw_watched **out, size_t *n)
{
    struct tw_value most = tw_value_int(limit ? limit : INT32_MAX);
    struct tw_sql q = due ? tw_sql_ask(s,
                                       "SELECT " COLUMNS " FROM feed WHERE by_hand = 0 AND"
                                       " next <= ?1 ORDER BY next, number LIMIT ?2",
                                       when(*due), most)
                          : tw_sql_ask(s,
                                       "SELECT " COLUMNS " FROM feed ORDER BY folder, url LIMIT ?1",
                                       most);
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) TW_PUSH(mem, *out, *n, cap, read_feed(&q, mem));
    return tw_sql_end(&q);
}

/* ---- What a poll found */

enum tw_status tw_store_polled(struct tw_store *s, const struct tw_watched *f)
{
    enum tw_status st = tw_store_may_write(s);

    if (st == TW_OK)
        st = tw_sql_run(
            s,
            "UPDATE feed SET moved = ?2, etag = ?3, modified = ?4, next = ?5, pause = ?6,"
            " rhythm = ?7, polled = ?8, answered = ?9, news = ?10, polls = ?11, items = ?12,"
            " kept = ?13, failures = ?14, failed = ?15, asked = ?16 WHERE number = ?1",
            tw_value_int(f->number), tw_value_text(f->moved), tw_value_text(f->etag),
            tw_value_text(f->modified), when(f->next), when(f->pause), tw_value_real(f->rhythm),
            when(f->polled), when(f->answered), when(f->news), tw_value_int(f->polls),
            tw_value_int(f->items), tw_value_int(f->kept), tw_value_int(f->failures),
            tw_value_text(f->failed), when(f->asked));
    if (st == TW_OK)
        st = tw_sql_run(s,
                        "UPDATE feed SET disabled = ?2, why = ?3 WHERE number = ?1 AND by_hand = 0",
                        tw_value_int(f->number), when(f->disabled), tw_value_text(f->why));
    if (st != TW_OK) return st;
    return tw_sql_run(s,
                      "UPDATE feed SET title = CASE title WHEN '' THEN ?2 ELSE title END,"
                      " site = CASE site WHEN '' THEN ?3 ELSE site END,"
                      " lang = CASE lang WHEN '' THEN ?4 ELSE lang END WHERE number = ?1"
                      " AND (title = '' OR site = '' OR lang = '')",
                      tw_value_int(f->number), tw_value_text(f->title), tw_value_text(f->site),
                      tw_value_text(f->lang));
}

/* ---- Entries */

enum tw_status tw_store_entries(struct tw_store *s, struct tw_arena *mem, uint64_t feed,
                                struct tw_seen_entry **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(
        s, "SELECT link, id, text, seen, tried, tries, state, why, item FROM entry WHERE feed = ?1",
        tw_value_int(feed));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_seen_entry e = {.link = tw_sql_int(&q, 0),
                             .id = tw_sql_int(&q, 1),
                             .text = tw_sql_int(&q, 2),
                             .seen = tw_sql_signed(&q, 3),
                             .tried = tw_sql_signed(&q, 4),
                             .tries = tw_sql_int(&q, 5),
                             .state = TW_ENTRY_FAILED,
                             .why = tw_sql_text(&q, 7, mem),
                             .item = tw_sql_text(&q, 8, mem)};

        if (tw_sql_int(&q, 6) < TW_ENTRY_FAILED) e.state = (enum tw_entry_state)tw_sql_int(&q, 6);
        TW_PUSH(mem, *out, *n, cap, e);
    }
    return tw_sql_end(&q);
}

enum tw_status tw_store_put_entry(struct tw_store *s, uint64_t feed, const struct tw_seen_entry *e)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(s,
                      "INSERT INTO entry (feed, link, id, text, seen, tried, tries, state, why,"
                      " item) SELECT number, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM feed WHERE number = ?1"
                      " ON CONFLICT (feed, link) DO UPDATE SET id = excluded.id,"
                      " text = excluded.text, seen = excluded.seen, tried = excluded.tried,"
                      " tries = excluded.tries, state = excluded.state, why = excluded.why,"
                      " item = excluded.item",
                      tw_value_int(feed), tw_value_int(e->link), tw_value_int(e->id),
                      tw_value_int(e->text), when(e->seen), when(e->tried), tw_value_int(e->tries),
                      tw_value_int(e->state), tw_value_text(e->why), tw_value_text(e->item));
}

enum tw_status tw_store_forget_entries(struct tw_store *s, uint64_t feed, int64_t before)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(s, "DELETE FROM entry WHERE feed = ?1 AND seen < ?2", tw_value_int(feed),
                      when(before));
}

enum tw_status tw_store_entry_known(struct tw_store *s, uint64_t link, bool *known)
{
    uint64_t feed;
    enum tw_status st = tw_sql_number(s, &feed,
                                      "SELECT feed FROM entry WHERE link = ?1 AND state BETWEEN 1 AND 3 LIMIT 1",
                                      tw_value_int(link));

    *known = st == TW_OK;
    return st == TW_NOTFOUND ? TW_OK : st;
}
