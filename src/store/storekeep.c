/* store/storekeep.c - keeping a store for years: check, expire, tidy, copy.
**
** check believes nothing: every frame is unpacked, every text hashed, every count counted.
** About 50 us an article.
*/
#include "base/hash.h"
#include "base/vec.h"
#include "store/dictionary.h"
#include "store/indexwords.h"
#include "store/store_int.h"

#include <stdio.h>

/* ---- Check */

struct checker {
    struct tw_store *s;
    struct tw_arena *mem;
    tw_store_found *found;
    void *context;
    bool broken;
};

static void __attribute__((format(printf, 2, 3))) tell(struct checker *c, const char *format, ...)
{
    char line[700];
    va_list v;

    va_start(v, format);
    vsnprintf(line, sizeof line, format, v);
    va_end(v);
    c->found(c->context, line);
    c->broken = true;
}

/* A part that could not be looked at is told as well; the others go on. */
static void tell_failure(struct checker *c, enum tw_status st)
{
    if (st != TW_OK) tell(c, "%s", tw_store_why(c->s));
}

static bool id_fits(struct tw_arena *mem, const struct tw_article *a, bool given)
{
    struct tw_article made = *a;

    tw_article_set_id(mem, &made);
    return given || tw_slice_eq(made.id, a->id);
}

struct row { uint64_t number, bytes, hash; bool given; struct tw_slice id; };

static void check_article(struct checker *c, const struct row *row)
{
    unsigned long long number = row->number;
    struct tw_stored a;
    enum tw_evidence_kind kind;
    struct tw_slice bytes;
    struct tw_stored_copy *copies;
    size_t n;
    enum tw_status st = tw_store_article(c->s, c->mem, row->number, &a);

    tell_failure(c, st);
    if (st == TW_OK) {
        if (!tw_slice_eq(a.article.id, row->id))
            tell(c, "article %llu: kept under another id", number);
        if (tw_hash(a.article.text) != row->hash || a.article.text.n != row->bytes)
            tell(c, "article %llu: its text was changed", number);
        if (!id_fits(c->mem, &a.article, row->given))
            tell(c, "article %llu: its text does not give its id", number);
    }
    st = tw_store_evidence(c->s, c->mem, row->number, &kind, &bytes);
    tell_failure(c, st == TW_NOTFOUND ? TW_OK : st);        /* told above */
    tell_failure(c, tw_store_copies(c->s, c->mem, row->number, &copies, &n));
}

static void check_articles(struct checker *c)
{
    struct tw_sql q = tw_sql_ask_many_values(
        c->s, "SELECT number, bytes, hash, given, id FROM article ORDER BY number", NULL, 0);

    while (tw_sql_row(&q)) {
        struct row row = {tw_sql_int(&q, 0), tw_sql_int(&q, 1), tw_sql_int(&q, 2),
                          tw_sql_int(&q, 3) != 0, tw_sql_dup(&q, 4, c->mem)};

        check_article(c, &row);
        tw_arena_reset(c->mem);
    }
    tell_failure(c, tw_sql_end(&q));
}

static void check_stories(struct checker *c)
{
    struct tw_sql q = tw_sql_ask_many_values(
        c->s,
        "SELECT number, articles, (SELECT count(*) FROM article WHERE article.story"
        " = story.number) FROM story",
        NULL, 0);
    struct tw_slice json;

    while (tw_sql_row(&q)) {
        unsigned long long number = tw_sql_int(&q, 0), said = tw_sql_int(&q, 1),
                           counted = tw_sql_int(&q, 2);
        enum tw_status st = tw_store_comparison(c->s, c->mem, number, &json);

        if (said != counted)
            tell(c, "story %llu: %llu articles, but it says %llu", number, counted, said);
        if (st != TW_NOTFOUND) tell_failure(c, st);
        tw_arena_reset(c->mem);
    }
    tell_failure(c, tw_sql_end(&q));
}

static void check_numbers(struct checker *c)
{
    uint64_t last = 0, highest = 0, decision = 0, decisions = 0;
    enum tw_status st = tw_store_last(c->s, &last);

    if (st == TW_OK)
        st = tw_sql_number_values(c->s, &highest, "SELECT coalesce(max(number), 0) FROM article",
                                  NULL, 0);
    if (st == TW_OK)
        st = tw_sql_number_values(c->s, &decisions, "SELECT count(*) FROM decision", NULL, 0);
    if (st == TW_OK)
        st = tw_sql_number_values(c->s, &decision, "SELECT coalesce(max(number), 0) FROM decision",
                                  NULL, 0);
    tell_failure(c, st);
    if (highest > last)
        tell(c, "numbers: article %llu was never given", (unsigned long long)highest);
    if (decisions != decision) tell(c, "numbers: a decision is missing");
}

static void check_inbox(struct checker *c)
{
    struct tw_handed *h;
    uint64_t since = 0;
    size_t n;
    enum tw_status st;

    do {
        st = tw_store_inbox(c->s, c->mem, TW_INBOX_WAITING, since, 0, &h, &n);
        for (size_t i = 0; i < n; i++) {
            if (h[i].failed.n)
                tell(c, "inbox: %llu: %.*s", (unsigned long long)h[i].number, TW_FMT(h[i].failed));
            since = h[i].number;
        }
        tw_arena_reset(c->mem);
    } while (st == TW_OK && n > 0);
    tell_failure(c, st);
}

/* SQLite's own look at its index counts as a change, for which a reader opens the store again;
** where that cannot be done (read-only media) the other checks must do. */
static void check_index(struct checker *c)
{
    struct tw_store *s = c->s, *helper = NULL;
    const char *why;
    enum tw_status st;

    if (s->mode != TW_STORE_READ) st = s->backend->check_index(s);
    else if (tw_store_connect(c->mem, s->where, TW_STORE_DECIDE, &helper, &why) != TW_OK) return;
    else if ((st = helper->backend->check_index(helper)) != TW_OK)
        (void)tw_store_fail(s, st, "%s", tw_store_why(helper));
    if (st == TW_BROKEN) tell(c, "index of words: %s", tw_store_why(s));
    tw_store_close(helper);
}

enum tw_status tw_store_check(struct tw_store *s, tw_store_found *found, void *context)
{
    struct checker c = {s, tw_arena_new(0), found, context, false};
    bool held = !s->begun;
    enum tw_status st;

    check_index(&c);
    if (held && (st = s->backend->begin(s)) != TW_OK) {
        tw_arena_free(c.mem);
        return st;
    }
    st = s->backend->check(s, found, context);
    if (st == TW_BROKEN) c.broken = true;
    if (st != TW_OK && st != TW_BROKEN) tell_failure(&c, st);
    st = tw_dictionary_check(s, found, context);
    if (st == TW_BROKEN) c.broken = true;
    check_numbers(&c);
    check_articles(&c);
    check_stories(&c);
    check_inbox(&c);
    if (held) s->backend->rollback(s);
    tw_arena_free(c.mem);
    return c.broken ? tw_store_fail(s, TW_BROKEN, "%s: damaged", s->name) : TW_OK;
}

/* ---- Retention */

static enum tw_status remove_stories(struct tw_store *s, const uint64_t *story, size_t n)
{
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < n && st == TW_OK; i++)
        if (story[i])
            st = tw_sql_run(s,
                            "DELETE FROM story WHERE number = ?1 AND starred = 0 AND NOT EXISTS"
                            " (SELECT 1 FROM article WHERE article.story = story.number)",
                            tw_value_int(story[i]));
    if (st != TW_OK) return st;
    return tw_sql_run_values(
        s,
        "DELETE FROM story WHERE merged_into <> 0 AND starred = 0 AND merged_into NOT IN"
        " (SELECT number FROM story)",
        NULL, 0);
}

enum tw_status tw_store_expire(struct tw_store *s, int64_t before, uint64_t *gone)
{
    struct tw_arena *mem;
    uint64_t *number = NULL, *story = NULL;
    size_t n = 0, stories = 0, cap = 0, room = 0;
    struct tw_sql q;
    enum tw_status st = tw_store_may_write(s);

    *gone = 0;
    if (st != TW_OK) return st;
    if (s->backend->expire) return s->backend->expire(s, before, gone);
    mem = tw_arena_new(0);
    q = tw_sql_ask(s,
                   "SELECT a.number, a.story FROM article a LEFT JOIN story t ON t.number = a.story"
                   " WHERE a.received < ?1 AND coalesce(t.starred, 0) = 0 ORDER BY a.number",
                   tw_value_int((uint64_t)before));
    while (tw_sql_row(&q)) {
        TW_PUSH(mem, number, n, cap, tw_sql_int(&q, 0));
        TW_PUSH(mem, story, stories, room, tw_sql_int(&q, 1));
    }
    st = tw_sql_end(&q);
    for (size_t i = 0; i < n && st == TW_OK; i++) st = tw_store_drop(s, number[i], false);
    if (st == TW_OK && n) st = remove_stories(s, story, stories);
    if (st == TW_OK) *gone = n;
    tw_arena_free(mem);
    return st;
}

/* ---- Tidying and copying */

static enum tw_status outside(struct tw_store *s)
{
    return s->begun ? tw_store_fail(s, TW_USAGE, "not within a transaction") : TW_OK;
}

/* All words once more, from the articles. */
static enum tw_status index_again(struct tw_store *s)
{
    struct tw_arena *mem = tw_arena_new(0);
    uint64_t last;
    enum tw_status st = tw_store_begin(s);

    if (st == TW_OK) st = s->backend->clear_index(s);
    if (st == TW_OK) st = tw_store_last(s, &last);
    for (uint64_t i = 1; st == TW_OK && i <= last; i++) {
        struct tw_stored a;
        struct tw_indexed words;

        tw_arena_reset(mem);
        st = tw_store_article(s, mem, i, &a);
        if (st == TW_OK) {
            words = tw_index_words(mem, &a.article, a.statements);
            words.received = tw_date_unix(&a.received);
            st = s->backend->index(s, i, &words, true);
        }
        if (st == TW_NOTFOUND) st = TW_OK;
    }
    tw_arena_free(mem);
    if (st == TW_OK) return tw_store_commit(s);
    tw_store_rollback(s);
    return st;
}

enum tw_status tw_store_vacuum(struct tw_store *s)
{
    enum tw_status st = outside(s);

    if (st == TW_OK && s->mode == TW_STORE_READ)
        st = tw_store_fail(s, TW_USAGE, "open for reading only");
    if (st != TW_OK) return st;
    st = s->backend->check_index(s);
    if (st == TW_BROKEN) st = index_again(s);
    return st == TW_OK ? s->backend->vacuum(s) : st;
}

enum tw_status tw_store_backup(struct tw_store *s, const char *path)
{
    enum tw_status st = outside(s);

    return st == TW_OK ? s->backend->backup(s, path) : st;
}
