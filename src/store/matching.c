/* store/matching.c - asks the index, then looks at each match for what narrows the search.
**
** The index is asked alone: joined with anything, SQLite ranks three times as long
** (bench/store_bench.c).  Matches that do not fit are passed over, best first, until there
** are enough.
*/
#include "store/matching.h"

#include "base/vec.h"
#include "store/hits.h"

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

static bool fits_all(const struct tw_query *query, const struct facts *a)
{
    bool fits = true;

    for (size_t i = 0; i < query->filters; i++)
        fits = fits && fits_one(&query->filter[i], a) != query->filter[i].excluded;
    return fits;
}

/* The stories of n articles, and which of them are there and meet all conditions. */
static enum tw_status look_at(struct tw_store *s, const struct tw_query *query, struct tw_match *m,
                              bool *fits, size_t n)
{
    struct tw_value v[TW_STORE_MANY];
    struct tw_sql q;

    for (size_t i = 0; i < TW_STORE_MANY; i++) v[i] = tw_value_int(i < n ? m[i].number : 0);
    for (size_t i = 0; i < n; i++) fits[i] = false;
    q = tw_sql_ask_values(
        s,
        "SELECT a.number, a.story, a.time, a.lang, o.domain, o.name FROM article a"
        " JOIN outlet o ON o.number = a.outlet WHERE a.number IN (" TW_MANY ")",
        v, TW_STORE_MANY);
    while (tw_sql_row(&q)) {
        uint64_t number = tw_sql_int(&q, 0);
        struct facts a = {tw_sql_signed(&q, 2), tw_sql_bytes(&q, 3), tw_sql_bytes(&q, 4),
                          tw_sql_bytes(&q, 5)};

        for (size_t i = 0; i < n; i++)
            if (m[i].number == number)
                m[i].story = tw_sql_int(&q, 1), fits[i] = fits_all(query, &a);
    }
    return tw_sql_end(&q);
}

/* ---- A back end with an index of its own tells all that matches at once */

enum { PAGES = 8 /* of TW_STORE_MANY, before all are swept */,
       SWEEP = 20000 /* articles a question */ };

/* Who narrows is on the outlet: all of them, by number. */
struct outlets { struct facts *v; size_t n; };

static enum tw_status read_outlets(struct tw_store *s, struct tw_arena *mem, struct outlets *out)
{
    struct tw_sql q = tw_sql_ask_values(s,
                                        "SELECT number, domain, name FROM outlet ORDER BY number DESC", NULL, 0);
    enum tw_status st;

    while (tw_sql_row(&q)) {
        uint64_t i = tw_sql_int(&q, 0);

        if (!out->v) out->n = (size_t)i + 1, out->v = TW_NEW_N(mem, struct facts, out->n);
        out->v[i] = (struct facts){.domain = tw_sql_dup(&q, 1, mem),
                                   .name = tw_sql_dup(&q, 2, mem)};
    }
    st = tw_sql_end(&q);
    return st;
}

/* The best ones, a page at a time, of so many pages; *done: as many as are wanted, or there are no
** more. */
static enum tw_status take_best(struct tw_store *s, struct tw_arena *mem,
                                const struct tw_query *query, struct tw_hits hits, size_t pages,
                                size_t limit, struct tw_match **out, size_t *n, bool *done)
{
    size_t cap = 0;
    enum tw_status st = TW_OK;

    *n = 0;
    tw_hits_rank(&hits);
    for (size_t page = 0; page < pages && *n < limit && hits.n && st == TW_OK; page++) {
        struct tw_match m[TW_STORE_MANY] = {0};
        bool fits[TW_STORE_MANY];
        struct tw_hit hit;
        size_t k = 0;

        while (k < TW_STORE_MANY && tw_hits_best(&hits, &hit)) m[k++].number = hit.number;
        st = look_at(s, query, m, fits, k);
        for (size_t i = 0; i < k && *n < limit; i++)
            if (fits[i]) TW_PUSH(mem, *out, *n, cap, m[i]);
    }
    *done = *n == limit || !hits.n;
    return st;
}

static void time_range(const struct tw_query *query, int64_t *from, int64_t *until)
{
    *from = INT64_MIN;
    *until = INT64_MAX;
    for (size_t i = 0; i < query->filters; i++) {
        const struct tw_query_filter *f = &query->filter[i];

        if (f->excluded) continue;
        if (f->kind == TW_QUERY_AFTER && f->time > *from) *from = f->time;
        if (f->kind == TW_QUERY_BEFORE && f->time < *until) *until = f->time;
    }
}

/* Leaves those that fit, by number; with their stories in `story`. */
static enum tw_status sweep(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                            struct tw_hits *hits, uint64_t **story)
{
    struct outlets outlets = {0};
    int64_t from, until;
    size_t kept = 0, i = 0;
    enum tw_status st = read_outlets(s, mem, &outlets);

    time_range(query, &from, &until);
    *story = TW_NEW_N(mem, uint64_t, hits->n);
    while (st == TW_OK && i < hits->n) {
        uint64_t end = hits->v[i].number + SWEEP;
        struct tw_sql q =
            tw_sql_ask(s, "SELECT number, story, time, lang, outlet FROM article WHERE number >= ?1"
                                     " AND number < ?2 AND time >= ?3 AND time < ?4 ORDER BY number",
                                     tw_value_int(hits->v[i].number), tw_value_int(end),
                                     tw_value_int((uint64_t)from), tw_value_int((uint64_t)until));

        while (tw_sql_row(&q)) {
            uint64_t number = tw_sql_int(&q, 0), outlet = tw_sql_int(&q, 4);
            struct facts a = {.time = tw_sql_signed(&q, 2), .lang = tw_sql_bytes(&q, 3)};

            while (i < hits->n && hits->v[i].number < number) i++;
            if (i == hits->n || hits->v[i].number != number || outlet >= outlets.n) continue;
            a.domain = outlets.v[outlet].domain;
            a.name = outlets.v[outlet].name;
            if (!fits_all(query, &a)) continue;
            (*story)[kept] = tw_sql_int(&q, 1);
            hits->v[kept++] = hits->v[i++];
        }
        st = tw_sql_end(&q);
        while (i < hits->n && hits->v[i].number < end) i++;
    }
    hits->n = kept;
    return st;
}

static enum tw_status find_hits(struct tw_store *s, struct tw_arena *mem,
                                const struct tw_query *query,
                                bool ranked, size_t limit, uint64_t above, struct tw_match **out,
                                    size_t *n)
{
    struct tw_query all = {.root = query->root};
    struct tw_hits hits, copy;
    uint64_t *story;
    bool done = false;
    enum tw_status st = s->backend->find(s, mem, query->root, above + 1, UINT64_MAX, &hits);

    *out = NULL;
    *n = 0;
    if (st != TW_OK) return st;
    if (ranked && limit && limit <= PAGES * TW_STORE_MANY) {
        copy = (struct tw_hits){query->filters ? tw_arena_dup(mem, hits.v, hits.n * sizeof *hits.v)
                                : hits.v, hits.n};
        st = take_best(s, mem, query, copy, PAGES, limit, out, n, &done);
        if (st != TW_OK || done) return st;
    }
    st = sweep(s, mem, query, &hits, &story);
    if (st != TW_OK) return st;
    if (ranked)
        return take_best(s, mem, &all, hits, SIZE_MAX, limit ? limit : SIZE_MAX, out, n, &done);
    *out = TW_NEW_N(mem, struct tw_match, hits.n);
    for (; *n < hits.n && (!limit || *n < limit); (*n)++)
        (*out)[*n] = (struct tw_match){.number = hits.v[*n].number, .story = story[*n]};
    return TW_OK;
}

/* Whether an article of the story is found. */
static enum tw_status find_in_story(struct tw_store *s, struct tw_arena *mem,
                                    const struct tw_query *query, uint64_t story, bool *found)
{
    uint64_t *member;
    struct tw_hits hits;
    size_t n;
    enum tw_status st = tw_store_members(s, mem, story, &member, &n);

    *found = false;
    if (st != TW_OK || !n) return st;
    if ((st = s->backend->find(s, mem, query->root, member[0], member[n - 1], &hits)) != TW_OK)
        return st;
    for (size_t i = 0; i < hits.n && st == TW_OK && !*found; i++) {
        struct tw_match m = {.number = hits.v[i].number};

        if (tw_has_number(member, n, m.number)) st = look_at(s, query, &m, found, 1);
    }
    return st;
}

/* ---- */

static struct tw_sql ask(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                         bool ranked)
{
    int64_t from, until;

    time_range(query, &from, &until);
    if (!query->root)
        return tw_sql_ask_many(s, "SELECT number FROM article WHERE time >= ?1 AND time < ?2"
                               " ORDER BY time DESC, number DESC",
                               tw_value_int((uint64_t)from), tw_value_int((uint64_t)until));
    return tw_sql_ask_many(s, ranked ? s->backend->ranked : s->backend->matching,
                      tw_value_text(s->backend->expression(mem, query->root)));
}

/* Those rows of q that meet the conditions, looked at a page at a time; ends q. */
static enum tw_status read(struct tw_sql *q, struct tw_arena *mem, const struct tw_query *query,
                           size_t limit, struct tw_match **out, size_t *n)
{
    size_t cap = 0, k = 1;
    enum tw_status st = TW_OK, ended;

    *out = NULL;
    *n = 0;
    while (st == TW_OK && k > 0 && (limit == 0 || *n < limit)) {
        struct tw_match m[TW_STORE_MANY] = {0};
        bool fits[TW_STORE_MANY];

        for (k = 0; k < TW_STORE_MANY && tw_sql_row(q); k++) m[k].number = tw_sql_int(q, 0);
        if (k) st = look_at(q->s, query, m, fits, k);
        for (size_t i = 0; i < k && st == TW_OK && (limit == 0 || *n < limit); i++)
            if (fits[i]) TW_PUSH(mem, *out, *n, cap, m[i]);
    }
    ended = tw_sql_end(q);
    return st != TW_OK ? st : ended;
}

enum tw_status tw_match_find(struct tw_store *s, struct tw_arena *mem, const struct tw_query *query,
                             bool ranked, size_t limit, struct tw_match **out, size_t *n)
{
    struct tw_sql q;

    if (query->root && s->backend->find) return find_hits(s, mem, query, ranked, limit, 0, out, n);
    q = ask(s, mem, query, ranked);
    return read(&q, mem, query, limit, out, n);
}

enum tw_status tw_match_above(struct tw_store *s, struct tw_arena *mem,
                              const struct tw_query *query,
                              uint64_t above, struct tw_match **out, size_t *n)
{
    struct tw_sql q;

    if (query->root && s->backend->find) return find_hits(s, mem, query, false, 0, above, out, n);
    q = query->root ? tw_sql_ask_many(s, s->backend->above,
                                 tw_value_text(s->backend->expression(mem, query->root)),
                                     tw_value_int(above))
                    : tw_sql_ask_many(s,
                                      "SELECT number FROM article WHERE number > ?1 ORDER BY number",
                                 tw_value_int(above));

    return read(&q, mem, query, 0, out, n);
}

enum tw_status tw_match_story(struct tw_store *s, struct tw_arena *mem,
                              const struct tw_query *query, uint64_t story, bool *found)
{
    struct tw_match *match;
    size_t n;
    struct tw_sql q;
    enum tw_status st;

    if (query->root && s->backend->find) return find_in_story(s, mem, query, story, found);
    q = query->root ? tw_sql_ask(s, s->backend->within,
                                 tw_value_text(s->backend->expression(mem, query->root)),
                                     tw_value_int(story))
                    : tw_sql_ask(s, "SELECT number FROM article WHERE story = ?1",
                                 tw_value_int(story));
    st = read(&q, mem, query, 1, &match, &n);

    *found = n > 0;
    return st;
}
