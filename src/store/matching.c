/* store/matching.c - asks the index, then looks at each match for what narrows the search.
**
** The index is asked alone: joined with anything, SQLite ranks three times as long
** (bench/store_bench.c).  Matches that do not fit are passed over, best first, until there
** are enough.
*/
#include "store/matching.h"

#include "base/vec.h"

enum tw_status tw_match_parse(struct tw_store *s, struct tw_arena *mem, struct tw_slice words,
                              struct tw_query *out)
{
    const char *why;
    enum tw_status st = tw_query_parse(mem, words, out, &why);

    return st == TW_OK ? st : tw_store_fail(s, st, "%s", why);
}

bool tw_match_outlet(struct tw_slice wanted, struct tw_slice name, struct tw_slice domain)
{
    size_t more = domain.n > wanted.n ? domain.n - wanted.n : 0;

    if (!wanted.n || tw_slice_eq_nocase(wanted, name) || tw_slice_eq_nocase(wanted, domain))
        return true;
    return more && domain.p[more - 1] == '.'
           && tw_slice_eq_nocase(wanted, tw_slice_sub(domain, more, domain.n));
}

struct facts { int64_t time; struct tw_slice lang, domain, name; };

static bool fits_one(const struct tw_query_filter *f, const struct facts *a)
{
    switch (f->kind) {
    case TW_QUERY_OUTLET: return tw_match_outlet(f->value, a->name, a->domain);
    case TW_QUERY_LANG: return tw_slice_eq_nocase(f->value, a->lang);
    case TW_QUERY_AFTER: return a->time >= f->time;
    default: return a->time < f->time;
    }
}

/* Fills m->story; *fits: it meets all conditions. */
static enum tw_status look_at(struct tw_store *s, const struct tw_query *query, struct tw_match *m,
                              bool *fits)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT a.story, a.time, a.lang, o.domain, o.name FROM article a"
                                 " JOIN outlet o ON o.number = a.outlet WHERE a.number = ?1",
                                 tw_value_int(m->number));

    if ((*fits = tw_sql_row(&q))) {
        struct facts a = {tw_sql_signed(&q, 1), tw_sql_bytes(&q, 2), tw_sql_bytes(&q, 3),
                          tw_sql_bytes(&q, 4)};

        m->story = tw_sql_int(&q, 0);
        for (size_t i = 0; i < query->filters; i++)
            *fits = *fits && fits_one(&query->filter[i], &a) != query->filter[i].excluded;
    }
    return tw_sql_end(&q);
}

static struct tw_sql ask(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                         bool ranked)
{
    if (!query->root)
        return tw_sql_ask_values(s, "SELECT number FROM article ORDER BY time DESC, number DESC",
                                 NULL, 0);
    return tw_sql_ask(s, ranked ? s->backend->ranked : s->backend->matching,
                      tw_value_text(s->backend->expression(mem, query->root)));
}

/* Those rows of q that meet the conditions; ends q. */
static enum tw_status read(struct tw_sql *q, struct tw_arena *mem, const struct tw_query *query,
                           size_t limit, struct tw_match **out, size_t *n)
{
    size_t cap = 0;
    enum tw_status st = TW_OK, ended;

    *out = NULL;
    *n = 0;
    while (st == TW_OK && (limit == 0 || *n < limit) && tw_sql_row(q)) {
        struct tw_match m = {.number = tw_sql_int(q, 0)};
        bool fits;

        st = look_at(q->s, query, &m, &fits);
        if (st == TW_OK && fits) TW_PUSH(mem, *out, *n, cap, m);
    }
    ended = tw_sql_end(q);
    return st != TW_OK ? st : ended;
}

enum tw_status tw_match_find(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                             bool ranked, size_t limit, struct tw_match **out, size_t *n)
{
    struct tw_sql q = ask(s, mem, query, ranked);

    return read(&q, mem, query, limit, out, n);
}

enum tw_status tw_match_above(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                              uint64_t above, struct tw_match **out, size_t *n)
{
    struct tw_sql q =
        query->root ? tw_sql_ask(s, s->backend->above,
                                 tw_value_text(s->backend->expression(mem, query->root)), tw_value_int(above))
                    : tw_sql_ask(s, "SELECT number FROM article WHERE number > ?1 ORDER BY number",
                                 tw_value_int(above));

    return read(&q, mem, query, 0, out, n);
}

enum tw_status tw_match_story(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                              uint64_t story, bool *found)
{
    struct tw_match *match;
    size_t n;
    struct tw_sql q =
        query->root ? tw_sql_ask(s, s->backend->within,
                                 tw_value_text(s->backend->expression(mem, query->root)), tw_value_int(story))
                    : tw_sql_ask(s, "SELECT number FROM article WHERE story = ?1", tw_value_int(story));
    enum tw_status st = read(&q, mem, query, 1, &match, &n);

    *found = n > 0;
    return st;
}
