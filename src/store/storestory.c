/* store/storestory.c - stories, their members, what happened to them, their comparisons.
**
** Lists of names are kept a line each; a line end inside a name becomes a space.
*/
#include "base/utf8.h"
#include "base/vec.h"
#include "store/dictionary.h"
#include "store/packing.h"
#include "store/storyrow.h"

#include <assert.h>

static struct tw_slice lines_of(struct tw_arena *mem, struct tw_slices list, size_t most)
{
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < list.n && i < most; i++) {
        for (size_t k = 0; k < list.v[i].n; k++)
            tw_buf_addc(&out, list.v[i].p[k] == '\n' ? ' ' : list.v[i].p[k]);
        tw_buf_addc(&out, '\n');
    }
    return tw_buf_slice(&out);
}

static struct tw_slices list_of(struct tw_arena *mem, struct tw_slice lines)
{
    struct tw_slices list = {0};
    struct tw_slice line;
    size_t cap = 0;

    while (tw_slice_line(&lines, &line)) TW_PUSH(mem, list.v, list.n, cap, line);
    return list;
}

enum tw_status tw_store_put_story(struct tw_store *s, const struct tw_stored_story *story)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    st = tw_sql_run(
        s,
        "INSERT INTO story (number, title, first, last, importance, articles, outlets, accounts,"
        " origins, languages, actors, changed, merged_into) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
        "?8, ?9, ?10, ?11, ?12, ?13)"
        " ON CONFLICT (number) DO UPDATE SET title = excluded.title, first = excluded.first,"
        " last = excluded.last, importance = excluded.importance, articles = excluded.articles,"
        " outlets = excluded.outlets, accounts = excluded.accounts, origins = excluded.origins,"
        " languages = excluded.languages, actors = excluded.actors, changed = excluded.changed,"
        " merged_into = excluded.merged_into",
        tw_value_int(story->number), tw_value_text(story->title),
        tw_value_int((uint64_t)story->first), tw_value_int((uint64_t)story->last),
        tw_value_real(story->importance), tw_value_int(story->articles),
        tw_value_int(story->outlets), tw_value_int(story->accounts), tw_value_int(story->origins),
        tw_value_text(lines_of(s->scratch, story->languages, SIZE_MAX)),
        tw_value_text(lines_of(s->scratch, story->actors, TW_STORY_ACTORS)),
        tw_value_int(story->changed), tw_value_int(story->into));
    tw_arena_reset(s->scratch);
    return st;
}

/* A change that must find its row. */
static enum tw_status found_or_not(struct tw_store *s, enum tw_status st, uint64_t story)
{
    if (st != TW_NOTFOUND) return st;
    return tw_store_fail(s, st, "there is no story %llu", (unsigned long long)story);
}

enum tw_status tw_store_star(struct tw_store *s, uint64_t story, bool starred)
{
    enum tw_status st = tw_store_may_write(s);
    uint64_t number;

    if (st != TW_OK) return st;
    st = tw_sql_number(s, &number,
                       "UPDATE story SET starred = ?2 WHERE number = ?1 RETURNING number",
                       tw_value_int(story), tw_value_int(starred));
    return found_or_not(s, st, story);
}

enum tw_status tw_store_note(struct tw_store *s, uint64_t story, struct tw_slice note)
{
    enum tw_status st = tw_store_may_write(s);
    uint64_t number;

    if (st != TW_OK) return st;
    st = tw_sql_number(s, &number, "UPDATE story SET note = ?2 WHERE number = ?1 RETURNING number",
                       tw_value_int(story), tw_value_text(note));
    return found_or_not(s, st, story);
}

struct tw_stored_story tw_story_row(struct tw_sql *q, struct tw_arena *mem)
{
    return (struct tw_stored_story){
        .number = tw_sql_int(q, 0),
        .title = tw_sql_text(q, 1, mem),
        .first = tw_sql_signed(q, 2),
        .last = tw_sql_signed(q, 3),
        .importance = tw_sql_real(q, 4),
        .articles = tw_sql_int(q, 5),
        .outlets = tw_sql_int(q, 6),
        .accounts = tw_sql_int(q, 7),
        .origins = tw_sql_int(q, 8),
        .languages = list_of(mem, tw_sql_text(q, 9, mem)),
        .actors = list_of(mem, tw_sql_text(q, 10, mem)),
        .changed = tw_sql_int(q, 11),
        .into = tw_sql_int(q, 12),
        .starred = tw_sql_int(q, 13) != 0,
        .note = tw_sql_text(q, 14, mem),
    };
}

enum tw_status tw_store_story(struct tw_store *s, struct tw_arena *mem, uint64_t number,
                              struct tw_stored_story *out)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT " TW_STORY_COLUMNS " FROM story WHERE number = ?1",
                                 tw_value_int(number));
    bool found = tw_sql_row(&q);
    enum tw_status st;

    *out = found ? tw_story_row(&q, mem) : (struct tw_stored_story){0};
    st = tw_sql_end(&q);
    if (st == TW_OK && !found)
        return tw_store_fail(s, TW_NOTFOUND, "there is no story %llu", (unsigned long long)number);
    return st;
}

enum tw_status tw_sql_numbers(struct tw_sql *q, struct tw_arena *mem, uint64_t **out, size_t *n)
{
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(q)) TW_PUSH(mem, *out, *n, cap, tw_sql_int(q, 0));
    return tw_sql_end(q);
}

enum tw_status tw_store_members(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                uint64_t **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT number FROM article WHERE story = ?1 ORDER BY number",
                                 tw_value_int(story));

    return tw_sql_numbers(&q, mem, out, n);
}

enum tw_status tw_store_glances(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                struct tw_glance **out, size_t *n)
{
    struct tw_sql q =
        tw_sql_ask(s, "SELECT number, coalesce(edition_of, 0), time, copied FROM article"
                                 " WHERE story = ?1 ORDER BY number", tw_value_int(story));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q))
        TW_PUSH(mem, *out, *n, cap, (struct tw_glance){tw_sql_int(&q, 0), tw_sql_int(&q, 1),
                                                       tw_sql_signed(&q, 2), tw_sql_real(&q, 3)});
    return tw_sql_end(&q);
}

enum tw_status tw_store_glances_many(struct tw_store *s, struct tw_arena *mem,
                                     const uint64_t *story, size_t n, struct tw_glances *out)
{
    struct tw_value v[TW_STORE_MANY];
    size_t cap[TW_STORE_MANY] = {0}, at = 0;
    struct tw_sql q;

    assert(n > 0 && n <= TW_STORE_MANY);
    for (size_t i = 0; i < TW_STORE_MANY; i++) v[i] = tw_value_int(i < n ? story[i] : 0);
    for (size_t i = 0; i < n; i++) out[i] = (struct tw_glances){0};
    q = tw_sql_ask_values(s,
                          "SELECT story, number, coalesce(edition_of, 0), time, copied FROM article"
                          " WHERE story IN (" TW_MANY ") ORDER BY story, number",
                          v, TW_STORE_MANY);
    while (tw_sql_row(&q)) {
        uint64_t of = tw_sql_int(&q, 0);

        for (size_t i = 0; story[at] != of && i < n; i++) at = (at + 1) % n;
        TW_PUSH(mem, out[at].v, out[at].n, cap[at],
                (struct tw_glance){tw_sql_int(&q, 1), tw_sql_int(&q, 2), tw_sql_signed(&q, 3),
                                   tw_sql_real(&q, 4)});
    }
    return tw_sql_end(&q);
}

/* ---- History */

enum tw_status tw_store_put_event(struct tw_store *s, const struct tw_stored_event *e)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(s,
                      "INSERT INTO event (story, other, article, decision, what, time)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                      tw_value_int(e->story), tw_value_int(e->other), tw_value_int(e->article),
                      tw_value_int(e->decision), tw_value_text(e->what),
                      tw_value_int((uint64_t)e->time));
}

enum tw_status tw_store_events(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                               struct tw_stored_event **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT story, other, article, decision, what, time FROM event"
                                 " WHERE story = ?1 ORDER BY number", tw_value_int(story));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_stored_event e = {tw_sql_int(&q, 0),      tw_sql_int(&q, 1),
                                    tw_sql_int(&q, 2),      tw_sql_int(&q, 3),
                                    tw_sql_text(&q, 4, mem), tw_sql_signed(&q, 5)};

        TW_PUSH(mem, *out, *n, cap, e);
    }
    return tw_sql_end(&q);
}

/* ---- Comparisons */

static enum tw_status put_item(struct tw_store *s, uint64_t story, size_t place,
                               const struct tw_stored_item *i)
{
    return tw_sql_run(
        s,
        "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (story, id)"
        " DO UPDATE SET place = excluded.place, kind = excluded.kind, text = excluded.text,"
        " relation = excluded.relation, accounts = excluded.accounts, origins = excluded.origins, "
        "since = excluded.since",
        tw_value_int(story), tw_value_text(i->id), tw_value_int(place), tw_value_text(i->kind),
        tw_value_text(i->text), tw_value_text(i->relation), tw_value_int(i->accounts),
        tw_value_int(i->origins), tw_value_int(i->since));
}

enum tw_status tw_store_put_comparison(struct tw_store *s, uint64_t story, struct tw_slice json,
                                       const struct tw_stored_item *items, size_t n)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    if (json.n == 0)
        st = tw_sql_run(s, "DELETE FROM comparison WHERE story = ?1", tw_value_int(story));
    else
        st = tw_sql_run(
            s,
            "INSERT INTO comparison VALUES (?1, ?2) ON CONFLICT (story) DO UPDATE SET json = "
            "excluded.json",
            tw_value_int(story),
            tw_value_blob(tw_packer_pack(s->packer, s->scratch, json, (struct tw_slice){"", 0})));
    /* Those that go are the ones not given a place again. */
    if (st == TW_OK)
        st = tw_sql_run(s, "UPDATE item SET place = -1 WHERE story = ?1", tw_value_int(story));
    for (size_t i = 0; i < n && st == TW_OK; i++) st = put_item(s, story, i, &items[i]);
    if (st == TW_OK)
        st = tw_sql_run(s, "DELETE FROM item WHERE story = ?1 AND place = -1", tw_value_int(story));
    tw_arena_reset(s->scratch);
    return st;
}

enum tw_status tw_store_comparison(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                   struct tw_slice *json)
{
    struct tw_sql q =
        tw_sql_ask(s, "SELECT json FROM comparison WHERE story = ?1 AND json IS NOT NULL",
                   tw_value_int(story));
    bool found = tw_sql_row(&q), damaged = false;
    enum tw_status st;

    *json = (struct tw_slice){"", 0};
    if (found)
        damaged = tw_dictionary_unpack(s, mem, tw_sql_bytes(&q, 0), (struct tw_slice){"", 0}, json)
                      != TW_OK
                  || tw_utf8_valid(*json) != json->n;
    st = tw_sql_end(&q);
    if (st != TW_OK) return st;
    if (damaged)
        return tw_store_fail(s, TW_BROKEN, "story %llu: its comparison is damaged",
                             (unsigned long long)story);
    if (found) return TW_OK;
    return tw_store_fail(s, TW_NOTFOUND, "story %llu has no comparison", (unsigned long long)story);
}

enum tw_status tw_store_uncompared(struct tw_store *s, struct tw_arena *mem, uint64_t **out,
                                   size_t *n)
{
    struct tw_sql q = tw_sql_ask_values(
        s, "SELECT story FROM comparison WHERE json IS NULL ORDER BY story", NULL, 0);

    return tw_sql_numbers(&q, mem, out, n);
}

enum tw_status tw_store_items(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                              struct tw_stored_item **out, size_t *n)
{
    struct tw_sql q =
        tw_sql_ask(s,
                   "SELECT id, kind, text, relation, accounts, origins, since FROM item"
                   " WHERE story = ?1 ORDER BY place",
                   tw_value_int(story));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_stored_item i = {.id = tw_sql_text(&q, 0, mem),
                                   .kind = tw_sql_text(&q, 1, mem),
                                   .text = tw_sql_text(&q, 2, mem),
                                   .relation = tw_sql_text(&q, 3, mem),
                                   .accounts = tw_sql_int(&q, 4),
                                   .origins = tw_sql_int(&q, 5),
                                   .since = tw_sql_int(&q, 6)};

        TW_PUSH(mem, *out, *n, cap, i);
    }
    return tw_sql_end(&q);
}
