/* store/storedecision.c - decisions of people, and what they remove. */
#include "base/vec.h"
#include "store/indexwords.h"
#include "store/numbers.h"
#include "store/store_int.h"

static struct tw_slice numbers_text(struct tw_arena *mem, const uint64_t *v, size_t n)
{
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < n; i++) tw_numbers_add(&out, v[i], ' ');
    return tw_buf_slice(&out);
}

static enum tw_status insert(struct tw_store *s, void *decision)
{
    struct tw_decision *d = decision;
    enum tw_status st = tw_sql_number(
        s, &d->number,
        "INSERT INTO decision (number, kind, story, other, articles, item,"
        " text, person, time) SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 "
        "FROM decision"
        " RETURNING number",
        tw_value_int(d->kind), tw_value_int(d->story), tw_value_int(d->other),
        tw_value_text(numbers_text(s->scratch, d->article, d->articles)), tw_value_text(d->item),
        tw_value_text(d->text), tw_value_text(d->user), tw_value_int((uint64_t)d->time));

    tw_arena_reset(s->scratch);
    return st;
}

enum tw_status tw_store_decide(struct tw_store *s, struct tw_decision *d)
{
    return tw_store_apart(s, insert, d);
}

enum tw_status tw_store_decided(struct tw_store *s, const struct tw_decision *d)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(
        s, "UPDATE decision SET carried_out = ?2, undone = ?3, failed = ?4 WHERE number = ?1",
        tw_value_int(d->number), tw_value_int(d->after), tw_value_int(d->undone),
        tw_value_text(d->failed));
}

static void read_articles(struct tw_arena *mem, struct tw_slice text, struct tw_decision *d)
{
    uint64_t *list = NULL, number;
    size_t cap = 0;

    while (tw_numbers_cut(&text, &number)) TW_PUSH(mem, list, d->articles, cap, number);
    d->article = list;
}

enum tw_status tw_store_decisions(struct tw_store *s, struct tw_arena *mem, uint64_t since,
                                  struct tw_decision **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(
        s,
        "SELECT number, kind, story, other, articles, item, text, person, time, carried_out,"
        " undone, failed FROM decision WHERE number > ?1 ORDER BY number",
        tw_value_int(since));
    size_t cap = 0;
    bool known = true;
    enum tw_status st;

    *out = NULL;
    *n = 0;
    while (known && tw_sql_row(&q)) {
        struct tw_decision d = {
            .number = tw_sql_int(&q, 0),
            .kind = (enum tw_decision_kind)tw_sql_int(&q, 1),
            .story = tw_sql_int(&q, 2),
            .other = tw_sql_int(&q, 3),
            .item = tw_sql_text(&q, 5, mem),
            .text = tw_sql_text(&q, 6, mem),
            .user = tw_sql_text(&q, 7, mem),
            .time = tw_sql_signed(&q, 8),
            .after = tw_sql_int(&q, 9),
            .undone = tw_sql_int(&q, 10),
            .failed = tw_sql_text(&q, 11, mem),
        };

        read_articles(mem, tw_sql_text(&q, 4, mem), &d);
        known = tw_sql_int(&q, 1) <= TW_DECIDE_UNDO;
        TW_PUSH(mem, *out, *n, cap, d);
    }
    st = tw_sql_end(&q);
    if (st != TW_OK || known) return st;
    return tw_store_fail(s, TW_BROKEN, "decision %llu: of no kind that is known",
                         (unsigned long long)(*out)[*n - 1].number);
}

/* ---- Removing */

/* Rows of other tables go with the article (ON DELETE CASCADE). */
static enum tw_status remove_rows(struct tw_store *s, const struct tw_stored *a)
{
    struct tw_indexed words = tw_index_words(s->scratch, &a->article, a->statements);
    enum tw_status st = s->backend->index(s, a->number, &words, false);

    if (st == TW_OK)
        st = tw_sql_run(s, "UPDATE comparison SET json = NULL WHERE story = ?1",
                        tw_value_int(a->story));
    if (st == TW_OK)
        st = tw_sql_run(s, "UPDATE item SET text = '' WHERE story = ?1", tw_value_int(a->story));
    if (st == TW_OK)
        st = tw_sql_run(
            s, "UPDATE story SET articles = articles - 1 WHERE number = ?1 AND articles > 0",
            tw_value_int(a->story));
    if (st == TW_OK)
        st = tw_sql_run(s, "DELETE FROM event WHERE article = ?1", tw_value_int(a->number));
    if (st == TW_OK)
        st = tw_sql_run(s,
                        "UPDATE alert SET json = '' WHERE number IN"
                        " (SELECT alert FROM alert_place WHERE article = ?1)",
                        tw_value_int(a->number));
    if (st == TW_OK)
        st = tw_sql_run(s, "DELETE FROM alert_place WHERE article = ?1", tw_value_int(a->number));
    if (st == TW_OK)
        st = tw_sql_run(s, "DELETE FROM article WHERE number = ?1", tw_value_int(a->number));
    if (st != TW_OK) return st;
    return tw_sql_run(s,
                      "DELETE FROM outlet WHERE domain = ?1 AND name = ?2 AND NOT EXISTS"
                      " (SELECT 1 FROM article WHERE article.outlet = outlet.number)",
                      tw_value_text(a->article.outlet_domain),
                      tw_value_text(a->article.outlet_name));
}

enum tw_status tw_store_drop(struct tw_store *s, uint64_t article, bool tombstone)
{
    struct tw_stored a;
    enum tw_status st = tw_store_may_write(s);

    if (st == TW_OK) st = tw_store_article(s, s->scratch, article, &a);
    if (st == TW_OK) st = remove_rows(s, &a);
    tw_store_forget_outlets(s);
    if (st == TW_OK && tombstone)
        st = tw_sql_run(s, "INSERT INTO forgotten VALUES (?1) ON CONFLICT DO NOTHING",
                        tw_value_text(a.article.id));
    tw_arena_reset(s->scratch);
    return st;
}
