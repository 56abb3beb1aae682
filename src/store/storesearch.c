/* store/storesearch.c - what readers ask for: articles by words, stories, outlets, counts.
**
** Conditions that SQL says well are in the statement; the rest (words, actors, outlets)
** are looked at story by story, most important first, until there are enough.
*/
#include "base/utf8.h"
#include "base/vec.h"
#include "store/matching.h"
#include "store/snippet.h"
#include "store/storyrow.h"

#include <time.h>

enum {
    FOUND = 20,             /* articles when no limit is given: a page of results */
    STORIES = 1000,         /* store.h */
    DAY = 86400,            /* s */
};

/* One state of the store for several statements; nothing to do within a transaction. */
static enum tw_status hold(struct tw_store *s, bool *held)
{
    *held = !s->begun && s->mode == TW_STORE_READ;
    return *held ? s->backend->begin(s) : TW_OK;
}

static void let_go(struct tw_store *s, bool held)
{
    if (held) s->backend->rollback(s);
}

/* ---- Articles */

static struct tw_found shown(struct tw_arena *mem, const struct tw_query *query,
                             const struct tw_stored *a)
{
    struct tw_snippet cut = tw_snippet_cut(mem, a->article.text, query->root);

    return (struct tw_found){
        .number = a->number,
        .story = a->story,
        .id = a->article.id,
        .title = a->article.title,
        .outlet = a->article.outlet_name.n ? a->article.outlet_name : a->article.outlet_domain,
        .lang = a->article.lang,
        .published = a->article.published,
        .text = a->article.text,
        .span = cut.span,
        .snippet = tw_span_text(a->article.text, cut.span),
        .hits = cut.hits,
    };
}

static enum tw_status search(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                             size_t limit, struct tw_found **out, size_t *n)
{
    struct tw_match *match;
    size_t found;
    enum tw_status st = tw_match_find(s, mem, query, true, limit ? limit : FOUND, &match, &found);

    if (st != TW_OK) return st;
    *out = TW_NEW_N(mem, struct tw_found, found);
    while (*n < found && st == TW_OK) {
        uint64_t number[TW_STORE_MANY];
        struct tw_stored a[TW_STORE_MANY];
        size_t some = found - *n < TW_STORE_MANY ? found - *n : TW_STORE_MANY;

        for (size_t i = 0; i < some; i++) number[i] = match[*n + i].number;
        st = tw_store_texts(s, mem, number, some, a);
        for (size_t i = 0; i < some && st == TW_OK; i++) (*out)[(*n)++] = shown(mem, query, &a[i]);
    }
    return st;
}

enum tw_status tw_store_search(struct tw_store *s, struct tw_arena *mem, struct tw_slice words,
                               size_t limit, struct tw_found **out, size_t *n)
{
    struct tw_query query;
    enum tw_status st = tw_match_parse(s, mem, words, &query);
    bool held;

    *out = NULL;
    *n = 0;
    if (st != TW_OK || (st = hold(s, &held)) != TW_OK) return st;
    st = search(s, mem, &query, limit, out, n);
    let_go(s, held);
    return st;
}

/* ---- Stories */

/* Story numbers; when it is not `on`, all of them. */
struct set { bool on; uint64_t *v; size_t n, cap; };

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static bool is_in(const struct set *set, uint64_t story)
{
    return !set->on || (set->n && bsearch(&story, set->v, set->n, sizeof *set->v, compare_numbers));
}

static enum tw_status with_words(struct tw_store *s, struct tw_arena *mem, struct tw_slice words,
                                 struct set *out)
{
    struct tw_query query;
    struct tw_match *match;
    size_t n;
    enum tw_status st;

    if (!words.n) return TW_OK;
    out->on = true;
    if ((st = tw_match_parse(s, mem, words, &query)) != TW_OK) return st;
    if ((st = tw_match_find(s, mem, &query, false, 0, &match, &n)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) TW_PUSH(mem, out->v, out->n, out->cap, match[i].story);
    TW_SORT(out->v, out->n, compare_numbers);
    return TW_OK;
}

static enum tw_status with_outlet(struct tw_store *s, struct tw_arena *mem, struct tw_slice outlet,
                                  struct set *out)
{
    struct tw_sql q = tw_sql_ask_values(s, "SELECT number, name, domain FROM outlet", NULL, 0);
    enum tw_status st = TW_OK, ended;

    out->on = outlet.n > 0;
    while (out->on && st == TW_OK && tw_sql_row(&q)) {
        struct tw_sql in;

        if (!tw_match_outlet(outlet, tw_sql_bytes(&q, 1), tw_sql_bytes(&q, 2))) continue;
        in = tw_sql_ask(s, "SELECT story FROM article WHERE outlet = ?1 AND story IS NOT NULL",
                        tw_value_int(tw_sql_int(&q, 0)));
        while (tw_sql_row(&in)) TW_PUSH(mem, out->v, out->n, out->cap, tw_sql_int(&in, 0));
        st = tw_sql_end(&in);
    }
    ended = tw_sql_end(&q);
    TW_SORT(out->v, out->n, compare_numbers);
    return st != TW_OK ? st : ended;
}

/* Whole words of a name, folded: "macron" is in "Emmanuel Macron". */
static bool names(struct tw_slice name, struct tw_slice wanted)
{
    size_t at = 0;

    while ((at = tw_slice_find(name, wanted, at)) != TW_NONE) {
        size_t end = at + wanted.n;

        if (!tw_cp_is_word(tw_utf8_before(name, at, NULL)) && !tw_cp_is_word(tw_utf8_at(name, end)))
            return true;
        at++;
    }
    return false;
}

static bool has_actor(struct tw_arena *mem, const struct tw_stored_story *story,
                      struct tw_slice folded)
{
    struct tw_mark mark = tw_arena_mark(mem);
    bool found = !folded.n;

    for (size_t i = 0; i < story->actors.n && !found; i++)
        found = names(tw_utf8_fold(mem, story->actors.v[i]), folded);
    tw_arena_release(mem, mark);
    return found;
}

static bool has_language(const struct tw_stored_story *story, struct tw_slice lang)
{
    bool found = !lang.n;

    for (size_t i = 0; i < story->languages.n && !found; i++)
        found = tw_slice_eq_nocase(story->languages.v[i], lang);
    return found;
}

/* When a story must have had an article to be shown without `all`. */
static enum tw_status lively_since(struct tw_store *s, const struct tw_story_filter *f,
                                   int64_t *since)
{
    uint64_t newest = 0;
    enum tw_status st = TW_OK;

    *since = INT64_MIN;
    if (f->all) return TW_OK;
    st = tw_sql_number_values(s, &newest, "SELECT max(last) FROM story", NULL, 0);
    *since = (int64_t)newest - DAY;
    return st == TW_NOTFOUND ? TW_OK : st;
}

/* What is listed: stories, or their numbers alone. */
struct listing { bool numbers; struct tw_stored_story *story; uint64_t *number; size_t n, cap; };

static void keep(struct listing *l, struct tw_arena *mem, struct tw_mark mark,
                 const struct tw_stored_story *story)
{
    if (!l->numbers) {
        TW_PUSH(mem, l->story, l->n, l->cap, *story);
        return;
    }
    tw_arena_release(mem, mark);
    TW_PUSH(mem, l->number, l->n, l->cap, story->number);
}

static enum tw_status list(struct tw_store *s, struct tw_arena *mem,
                           const struct tw_story_filter *f, struct listing *l)
{
    struct set words = {0}, outlets = {0};
    struct tw_slice actor = tw_utf8_fold(mem, f->actor);
    int64_t since, until = f->until ? f->until : INT64_MAX;
    struct tw_sql q;
    enum tw_status st = with_words(s, mem, f->words, &words);

    if (st == TW_OK) st = with_outlet(s, mem, f->outlet, &outlets);
    if (st == TW_OK) st = lively_since(s, f, &since);
    if (st != TW_OK) return st;
    q = tw_sql_ask_many(
        s,
        "SELECT " TW_STORY_COLUMNS " FROM story WHERE articles > 0 AND last >= ?1 AND changed > ?2"
        " AND origins >= ?3 AND (?4 = 0 OR starred = 1) AND (?5 = 0 OR EXISTS (SELECT 1 FROM "
        "article"
        " WHERE article.story = story.number AND article.time >= ?6 AND article.time <= ?7))"
        " AND (?8 = 0 OR importance < ?9 OR (importance = ?9 AND number > ?8))"
        " ORDER BY importance DESC, number",
        tw_value_int((uint64_t)since), tw_value_int(f->changed), tw_value_int(f->origins),
        tw_value_int(f->starred), tw_value_int(f->from != 0 || f->until != 0),
        tw_value_int((uint64_t)(f->from ? f->from : INT64_MIN)), tw_value_int((uint64_t)until),
        tw_value_int(f->behind.number), tw_value_real(f->behind.importance));
    while (l->n < (f->limit ? f->limit : STORIES) && tw_sql_row(&q)) {
        struct tw_mark mark = tw_arena_mark(mem);
        struct tw_stored_story story;

        if (!is_in(&words, tw_sql_int(&q, 0)) || !is_in(&outlets, tw_sql_int(&q, 0))) continue;
        story = tw_story_row(&q, mem);
        if (has_actor(mem, &story, actor) && has_language(&story, f->language))
            keep(l, mem, mark, &story);
        else tw_arena_release(mem, mark);
    }
    return tw_sql_end(&q);
}

static enum tw_status list_held(struct tw_store *s, struct tw_arena *mem,
                                const struct tw_story_filter *f, struct listing *l)
{
    bool held;
    enum tw_status st = hold(s, &held);

    if (st != TW_OK) return st;
    st = list(s, mem, f, l);
    let_go(s, held);
    return st;
}

enum tw_status tw_store_stories(struct tw_store *s, struct tw_arena *mem,
                                const struct tw_story_filter *f, struct tw_stored_story **out,
                                size_t *n)
{
    struct listing l = {0};
    enum tw_status st = list_held(s, mem, f, &l);

    *out = l.story;
    *n = l.n;
    return st;
}

enum tw_status tw_store_story_numbers(struct tw_store *s, struct tw_arena *mem,
                                      const struct tw_story_filter *f, uint64_t **out, size_t *n)
{
    struct listing l = {.numbers = true};
    enum tw_status st = list_held(s, mem, f, &l);

    *out = l.number;
    *n = l.n;
    return st;
}

/* ---- Outlets and counts */

enum tw_status tw_store_outlets(struct tw_store *s, struct tw_arena *mem,
                                struct tw_stored_outlet **out, size_t *n)
{
    /* Of each article: the most that it has of one article of another outlet. */
    struct tw_sql q = tw_sql_ask_values(
        s,
        "WITH taken AS (SELECT copy.b AS number, max(copy.contained) AS share FROM copy"
        " JOIN article x ON x.number = copy.a JOIN article y ON y.number = copy.b WHERE x.outlet "
        "<> y.outlet GROUP BY copy.b)"
        " SELECT o.name, o.domain, count(*), count(DISTINCT a.story), avg(coalesce(t.share, 0.0)),"
        " avg(CASE WHEN coalesce(t.share, 0.0) < 0.1 AND a.credited = 0 THEN 1.0 ELSE 0.0 END),"
        " sum(CASE WHEN e.hash <> a.hash THEN 1 ELSE 0 END), max(a.time)"
        " FROM article a JOIN outlet o ON o.number = a.outlet LEFT JOIN taken t ON t.number = "
        "a.number"
        " LEFT JOIN article e ON e.number = a.edition_of"
        " GROUP BY o.number, o.name, o.domain ORDER BY count(*) DESC, o.domain, o.name",
        NULL, 0);
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_stored_outlet o = {
            .name = tw_sql_text(&q, 0, mem),
            .domain = tw_sql_text(&q, 1, mem),
            .articles = tw_sql_int(&q, 2),
            .stories = tw_sql_int(&q, 3),
            .copied = tw_sql_real(&q, 4),
            .first_hand = tw_sql_real(&q, 5),
            .corrections = tw_sql_int(&q, 6),
            .last = tw_sql_signed(&q, 7),
        };

        TW_PUSH(mem, *out, *n, cap, o);
    }
    return tw_sql_end(&q);
}

void tw_store_hurry(struct tw_store *s, unsigned ms, tw_store_late *is_late, void *context)
{
    s->backend->hurry(s, ms, is_late, context);
}

enum tw_status tw_store_version(struct tw_store *s, uint64_t *version)
{
    return tw_sql_number_values(s, version, s->backend->version, NULL, 0);
}

enum tw_status tw_store_lag(struct tw_store *s, double *seconds)
{
    struct tw_sql q;

    *seconds = 0;
    if (!s->backend->lag) return TW_OK;
    q = tw_sql_ask_values(s, s->backend->lag, NULL, 0);
    if (tw_sql_row(&q)) *seconds = tw_sql_real(&q, 0);
    return tw_sql_end(&q);
}

static enum tw_status ask_version(struct tw_store *s, bool *changed)
{
    uint64_t version;
    enum tw_status st = tw_store_version(s, &version);

    *changed = st == TW_OK && version != s->seen;
    if (*changed) s->seen = version;
    return st;
}

enum tw_status tw_store_wait(struct tw_store *s, unsigned ms, bool *changed)
{
    const struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    enum tw_status st;

    if (s->backend->wait) return s->backend->wait(s, ms, changed);
    if ((st = ask_version(s, changed)) != TW_OK || *changed || !ms) return st;
    nanosleep(&pause, NULL);
    return ask_version(s, changed);
}

enum tw_status tw_store_count(struct tw_store *s, struct tw_store_counts *out)
{
    struct tw_sql q = tw_sql_ask_values(
        s,
        "SELECT (SELECT count(*) FROM article),"
        " (SELECT count(*) FROM story WHERE articles > 0), (SELECT count(*) FROM copy),"
        " (SELECT count(*) FROM comparison WHERE json IS NOT NULL), (SELECT count(*) FROM "
        "decision),"
        " (SELECT count(*) FROM forgotten), (SELECT coalesce(sum(bytes), 0) FROM article)",
        NULL, 0);

    enum tw_status st;

    *out = (struct tw_store_counts){0};
    if (tw_sql_row(&q))
        *out = (struct tw_store_counts){tw_sql_int(&q, 0),
                                        tw_sql_int(&q, 1),
                                        tw_sql_int(&q, 2),
                                        tw_sql_int(&q, 3),
                                        tw_sql_int(&q, 4),
                                        tw_sql_int(&q, 5),
                                        0,
                                        tw_sql_int(&q, 6)};
    st = tw_sql_end(&q);
    return st == TW_OK ? s->backend->size(s, &out->bytes) : st;
}
