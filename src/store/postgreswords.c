/* store/postgreswords.c - the words of articles in PostgreSQL: segments of postings (store/postings.h).
**
** What a transaction adds becomes a segment with its commit.  As soon as EIGHT segments of a like
** size follow each other they become one, up to MOST articles, and so does what is left of a day when
** it ends: a word is put together again about five times in its life, and each day has a segment, or
** one for MOST articles.
** A segment is known by its first article, and lies in the partition of that one; none goes across
** two partitions (postgresparts.c).
** An article that is removed is noted in search_gone and counts as not there (with the mean number
** of words, which is nearly right); its words go when its segment is put together with others, or
** with `vacuum`.
*/
#include "store/postgres_int.h"

#include "base/vec.h"
#include "store/storyrow.h"

enum {
    EIGHT = 8,
    MOST = 1 << 15,             /* articles of a segment: some 30 MB */
    GATHERED = 64 << 20,        /* bytes: what is more is written at once */
};

/* ---- Writing */

struct segment { uint64_t first, last, articles, words; };

struct into { struct tw_store *s; uint64_t segment; };

static enum tw_status put_block(void *context, struct tw_slice word, struct tw_slice docs,
                                struct tw_slice places)
{
    struct into *into = context;

    return tw_sql_run(into->s, "INSERT INTO search VALUES (?1, ?2, ?3, ?4)", tw_value_int(into->segment),
                      tw_value_blob(word), tw_value_blob(docs), tw_value_blob(places));
}

static enum tw_status put_segment(struct tw_store *s, const struct segment *g)
{
    return tw_sql_run(s, "INSERT INTO search_segment VALUES (?1, ?2, ?3, ?4)", tw_value_int(g->first),
                      tw_value_int(g->last), tw_value_int(g->articles), tw_value_int(g->words));
}

/* ---- Putting segments together */

static enum tw_status read_gone(struct tw_store *s, struct tw_arena *mem, uint64_t from, uint64_t to,
                                uint64_t **number, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT number FROM search_gone WHERE number >= ?1 AND number <= ?2"
                                 " ORDER BY number", tw_value_int(from), tw_value_int(to));

    return tw_sql_numbers(&q, mem, number, n);
}

static enum tw_status read_blocks(struct tw_store *s, struct tw_arena *mem, uint64_t segment,
                                  struct tw_segment *out)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT docs, places FROM search WHERE segment = ?1 ORDER BY word",
                                 tw_value_int(segment));
    struct tw_block *block = NULL;
    size_t cap = 0;

    *out = (struct tw_segment){.first = segment};
    while (tw_sql_row(&q)) {
        struct tw_block b = {.docs = tw_sql_dup(&q, 0, mem), .places = tw_sql_dup(&q, 1, mem)};

        TW_PUSH(mem, block, out->blocks, cap, b);
    }
    out->block = block;
    return tw_sql_end(&q);
}

/* n of them, one behind the other, become one; also a single one, for those that are gone. */
static enum tw_status merge_in(struct tw_store *s, struct tw_arena *mem, const struct segment *g, size_t n)
{
    struct segment all = {g[0].first, g[n - 1].last, 0, 0};
    struct tw_segment *v = TW_NEW_N(mem, struct tw_segment, n);
    struct into into = {s, all.first};
    uint64_t *gone;
    size_t gones;
    enum tw_status st = read_gone(s, mem, all.first, all.last, &gone, &gones);

    for (size_t i = 0; i < n && st == TW_OK; i++) {
        st = read_blocks(s, mem, g[i].first, &v[i]);
        all.articles += g[i].articles;
    }
    for (size_t i = 0; i < n && st == TW_OK; i++) {
        st = tw_sql_run(s, "DELETE FROM search WHERE segment = ?1", tw_value_int(g[i].first));
        if (st == TW_OK)
            st = tw_sql_run(s, "DELETE FROM search_segment WHERE first = ?1", tw_value_int(g[i].first));
    }
    if (st == TW_OK && gones)
        st = tw_sql_run(s, "DELETE FROM search_gone WHERE number >= ?1 AND number <= ?2",
                        tw_value_int(all.first), tw_value_int(all.last));
    if (st == TW_OK) st = tw_postings_merge(mem, v, n, gone, gones, put_block, &into, &all.words);
    all.articles -= gones;
    return st == TW_OK && all.articles ? put_segment(s, &all) : st;
}

static enum tw_status merge(struct tw_store *s, const struct segment *g, size_t n)
{
    struct tw_arena *mem = tw_arena_new(0);
    enum tw_status st = merge_in(s, mem, g, n);

    tw_arena_free(mem);
    return st;
}

/* All from an article on. */
static enum tw_status read_segments(struct tw_store *s, struct tw_arena *mem, uint64_t from,
                                    struct segment **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT first, last, articles, words FROM search_segment"
                                 " WHERE first >= ?1 ORDER BY first", tw_value_int(from));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q))
        TW_PUSH(mem, *out, *n, cap,
                ((struct segment){tw_sql_int(&q, 0), tw_sql_int(&q, 1), tw_sql_int(&q, 2),
                                  tw_sql_int(&q, 3)}));
    return tw_sql_end(&q);
}

static unsigned size_class(const struct segment *g)
{
    unsigned n = 0;

    for (uint64_t a = g->articles; a >= EIGHT; a /= EIGHT) n++;
    return n;
}

/* How many of the last ones are to become one; they are of the class of the last, or below it.
** `all`: whatever their sizes. */
static size_t to_merge(const struct segment *g, size_t n, bool all)
{
    size_t k = n;
    uint64_t articles = 0;
    bool is_full = all;

    while (k > 0 && (all || size_class(&g[k - 1]) <= size_class(&g[n - 1]))) {
        is_full |= articles + g[k - 1].articles > MOST;
        if (articles + g[k - 1].articles > MOST) break;
        articles += g[--k].articles;
    }
    return n - k >= (is_full ? 2 : EIGHT) ? n - k : 0;
}

/* Behind a new segment: one that comes to be may be the eighth of its size again. */
static enum tw_status tidy(struct tw_store *s, uint64_t from)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct segment *g;
    size_t n, merged = 1;
    enum tw_status st = TW_OK;

    while (merged && st == TW_OK) {
        tw_arena_reset(mem);
        st = read_segments(s, mem, from, &g, &n);
        merged = st == TW_OK && n ? to_merge(g, n, false) : 0;
        if (merged) st = merge(s, g + n - merged, merged);
    }
    tw_arena_free(mem);
    return st;
}

static enum tw_status count_gone(struct tw_store *s, const struct segment *g, uint64_t *gone)
{
    return tw_sql_number(s, gone, "SELECT count(*) FROM search_gone WHERE number >= ?1 AND number <= ?2",
                         tw_value_int(g->first), tw_value_int(g->last));
}

enum tw_status tw_postgres_tidy_words(struct tw_store *s, uint64_t from, uint64_t end)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct segment *g;
    size_t n;
    enum tw_status st = read_segments(s, mem, from, &g, &n);

    while (st == TW_OK && n > 0 && g[n - 1].first >= end) n--;
    while (st == TW_OK && n > 0) {
        size_t merged = to_merge(g, n, true);
        uint64_t gone = 0;

        if (!merged) {
            merged = 1;
            st = count_gone(s, &g[n - 1], &gone);
        }
        n -= merged;
        if (st == TW_OK && (merged > 1 || gone)) st = merge(s, g + n, merged);
    }
    tw_arena_free(mem);
    return st;
}

/* Segments from ... to before `end` of which half is gone, without it. */
enum tw_status tw_postgres_thin_words(struct tw_store *s, uint64_t from, uint64_t end)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct segment *g;
    size_t n;
    enum tw_status st = read_segments(s, mem, from, &g, &n);

    for (size_t i = 0; i < n && g[i].first < end && st == TW_OK; i++) {
        uint64_t gone;

        st = count_gone(s, &g[i], &gone);
        if (st == TW_OK && 2 * gone >= g[i].articles) st = merge(s, &g[i], 1);
    }
    tw_arena_free(mem);
    return st;
}

/* ---- Articles in and out */

enum tw_status tw_postgres_write_words(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    struct tw_gathered n;
    struct into into;
    uint64_t start;
    enum tw_status st;

    if (!q->words) return TW_OK;
    n = tw_postings_gathered(q->words);
    if (!n.articles) return TW_OK;
    into = (struct into){s, n.first};
    st = tw_postings_write(q->words, put_block, &into);
    if (st == TW_OK) st = put_segment(s, &(struct segment){n.first, n.last, n.articles, n.words});
    if (st == TW_OK) st = tw_postgres_part_of(s, n.first, &start);
    return st == TW_OK ? tidy(s, start) : st;
}

enum tw_status tw_postgres_index(struct tw_store *s, uint64_t number, const struct tw_indexed *words,
                                 bool add)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st;

    if (!add) {         /* content is not told by article, as it is dropped by the partition */
        st = tw_sql_run(s, "INSERT INTO search_gone VALUES (?1) ON CONFLICT DO NOTHING", tw_value_int(number));
        return st == TW_OK ? tw_sql_run(s, "DELETE FROM content WHERE number = ?1", tw_value_int(number)) : st;
    }
    if ((st = tw_postgres_part_for(s, number, words->received)) != TW_OK) return st;
    if (!q->words) q->words = tw_postings_new();
    tw_postings_add(q->words, number, words);
    return tw_postings_gathered(q->words).bytes < GATHERED ? TW_OK : tw_postgres_write_words(s);
}

/* ---- Searching */

struct words_index {
    struct tw_store *s;
    struct tw_arena *mem;
    uint64_t *first, from, to;  /* segments; those that have articles from ... to */
    size_t n;
    /* rows of all questions: the lists lie in them (postgres.c keeps a whole answer) */
    struct tw_sql *answer;
    size_t answers, cap;
};

/* The block in which each of some words (?1) would be, in each segment from ?2 to ?3.  Places that
** are long are asked for apart, where they are needed. */
#define BLOCKS(columns)                                                                            \
    "SELECT w.place, g.first, " columns " FROM unnest(string_to_array(?1, ' ')) WITH ORDINALITY "  \
                                        "AS w(word, place) CROSS JOIN search_segment g"            \
    " CROSS JOIN LATERAL (SELECT docs, places FROM search WHERE segment = g.first"                 \
    " AND word <= convert_to(w.word, 'UTF8') ORDER BY word DESC LIMIT 1) AS b WHERE g.last >= ?2 " \
    "AND g.first <= ?3"
/* The same of all that begins as ?1 does, and before ?4. */
#define BEGINNING(columns)                                                                         \
    "SELECT g.first, docs, " columns " AS places FROM search_segment g CROSS JOIN LATERAL ("       \
    "(SELECT docs, places FROM search WHERE segment = g.first AND word <= ?1 ORDER BY word DESC LIMIT 1) UNION ALL" \
    " (SELECT docs, places FROM search WHERE segment = g.first AND word > ?1 AND word < ?4 ORDER BY word)" \
    ") AS b WHERE g.last >= ?2 AND g.first <= ?3 ORDER BY g.first"
#define NOTHING "CAST('' AS BYTEA)"

static enum tw_status damaged(struct tw_store *s, uint64_t segment)
{
    return tw_store_fail(s, TW_BROKEN, "the words of articles from %llu on are damaged",
                         (unsigned long long)segment);
}

/* The place of a segment among those that are looked at; x->n: it came later. */
static size_t segment_of(const struct words_index *x, uint64_t first)
{
    size_t at = tw_number_at(x->first, x->n, first);

    return at < x->n && x->first[at] == first ? at : x->n;
}

/* The lists of a block that are asked for. */
static enum tw_status take_lists(struct words_index *x, struct tw_block b, uint64_t first,
                                 struct tw_wanted *w)
{
    size_t segment = segment_of(x, first);
    struct tw_list l;

    if (segment == x->n) return TW_OK;
    while (tw_block_next(&b, first, &l)) {
        int order = tw_slice_cmp(l.word, w->word);

        if (w->prefix ? tw_slice_starts(l.word, w->word) : order == 0)
            TW_PUSH(x->mem, w->in[segment].v, w->in[segment].n, w->in[segment].cap, l);
        if (!w->prefix && order >= 0) return TW_OK;
    }
    return b.docs.n ? damaged(x->s, first) : TW_OK;
}

/* Keeps what comes until the search is done. */
static struct tw_sql *keep_answer(struct words_index *x, struct tw_sql q)
{
    TW_PUSH(x->mem, x->answer, x->answers, x->cap, q);
    return &x->answer[x->answers - 1];
}

static enum tw_status end_answers(struct words_index *x, enum tw_status st)
{
    for (size_t i = 0; i < x->answers; i++) {
        enum tw_status ended = tw_sql_end(&x->answer[i]);

        if (st == TW_OK) st = ended;
    }
    return st;
}

static enum tw_status ask_beginning(struct words_index *x, struct tw_wanted *w)
{
    char *end = tw_arena_dup(x->mem, w->word.p, w->word.n);
    struct tw_sql *q;
    enum tw_status st = TW_OK;

    end[w->word.n - 1]++;       /* no byte of UTF-8 is 0xFF */
    q = keep_answer(x,
                    tw_sql_ask(x->s, w->places ? BEGINNING("places") : BEGINNING(NOTHING),
                               tw_value_blob(w->word), tw_value_int(x->from), tw_value_int(x->to),
                               tw_value_blob((struct tw_slice){end, w->word.n})));
    while (st == TW_OK && tw_sql_row(q))
        st = take_lists(x,
                        (struct tw_block){.docs = tw_sql_bytes(q, 1), .places = tw_sql_bytes(q, 2)},
                        tw_sql_int(q, 0), w);
    return st == TW_OK && q->st != TW_DONE ? q->st : st;
}

/* Some of the wanted words, for one question. */
struct words { struct tw_wanted **v; size_t n, cap; struct tw_buf text; };

static void add_word(struct words_index *x, struct words *some, struct tw_wanted *w)
{
    some->text.mem = x->mem;
    if (some->n) tw_buf_addc(&some->text, ' ');
    tw_buf_add(&some->text, w->word);
    TW_PUSH(x->mem, some->v, some->n, some->cap, w);
}

static enum tw_status ask_words(struct words_index *x, const struct words *some, bool places)
{
    const char *sql = places
                          ? BLOCKS("docs, CASE WHEN octet_length(places) <= 16000 THEN places END")
                          : BLOCKS("docs, " NOTHING);
    struct tw_sql *q;
    enum tw_status st = TW_OK;

    if (!some->n) return TW_OK;
    q = keep_answer(x, tw_sql_ask(x->s, sql, tw_value_text(tw_buf_slice(&some->text)),
                                  tw_value_int(x->from), tw_value_int(x->to)));
    while (st == TW_OK && tw_sql_row(q)) {
        struct tw_block b = {.docs = tw_sql_bytes(q, 2), .places = tw_sql_bytes(q, 3)};

        st = take_lists(x, b, tw_sql_int(q, 1), some->v[tw_sql_int(q, 0) - 1]);
    }
    return st == TW_OK && q->st != TW_DONE ? q->st : st;
}

static enum tw_status lists(void *context, struct tw_wanted *w, size_t n)
{
    struct words_index *x = context;
    struct words with = {0}, without = {0};
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < n && st == TW_OK; i++)
        if (w[i].prefix) st = ask_beginning(x, &w[i]);
        else add_word(x, w[i].places ? &with : &without, &w[i]);
    if (st == TW_OK) st = ask_words(x, &with, true);
    return st == TW_OK ? ask_words(x, &without, false) : st;
}

/* Whether a list in one of the segments came without its places. */
static bool lacks_places(const struct words_index *x, const struct tw_wanted *w,
                         const bool *segment)
{
    bool lacks = false;

    for (size_t i = 0; i < x->n; i++) lacks |= segment[i] && w->in[i].n && !w->in[i].v[0].places.n;
    return lacks;
}

static enum tw_status take_places(struct words_index *x, struct tw_wanted *w, uint64_t first,
                                  struct tw_slice places)
{
    size_t segment = segment_of(x, first);
    struct tw_list *l;

    if (segment == x->n || !w->in[segment].n) return TW_OK;
    l = &w->in[segment].v[0];
    if (l->at > places.n || l->room > places.n - l->at) return damaged(x->s, first);
    l->places = (struct tw_slice){places.p + l->at, (size_t)l->room};
    return TW_OK;
}

static enum tw_status places(void *context, struct tw_wanted *w, size_t n, const bool *segment)
{
    struct words_index *x = context;
    struct words some = {0};
    struct tw_buf firsts = {.mem = x->mem};
    struct tw_sql *q;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < n; i++)
        if (lacks_places(x, &w[i], segment)) add_word(x, &some, &w[i]);
    if (!some.n) return TW_OK;
    for (size_t i = 0; i < x->n; i++)
        if (segment[i])
            tw_buf_addf(&firsts, "%s%llu", firsts.n ? " " : "", (unsigned long long)x->first[i]);
    q = keep_answer(
        x,
        tw_sql_ask(
            x->s, BLOCKS("places") " AND g.first = ANY(CAST(string_to_array(?4, ' ') AS BIGINT[]))",
            tw_value_text(tw_buf_slice(&some.text)), tw_value_int(x->from), tw_value_int(x->to),
            tw_value_text(tw_buf_slice(&firsts))));
    while (st == TW_OK && tw_sql_row(q))
        st = take_places(x, some.v[tw_sql_int(q, 0) - 1], tw_sql_int(q, 1), tw_sql_bytes(q, 2));
    return st == TW_OK && q->st != TW_DONE ? q->st : st;
}

/* What there is, and which segments have articles from x->from to x->to. */
static enum tw_status survey(struct words_index *x, struct tw_index *out)
{
    uint64_t *gone, all;
    struct tw_sql q = tw_sql_ask_values(
        x->s, "SELECT first, last, articles, words FROM search_segment ORDER BY first", NULL, 0);
    size_t cap = 0;
    enum tw_status st;

    while (tw_sql_row(&q)) {
        uint64_t first = tw_sql_int(&q, 0);

        if (tw_sql_int(&q, 1) >= x->from && first <= x->to) TW_PUSH(x->mem, x->first, x->n, cap, first);
        out->articles += tw_sql_int(&q, 2);
        out->words += tw_sql_int(&q, 3);
    }
    st = tw_sql_end(&q);
    if (st == TW_OK) st = read_gone(x->s, x->mem, 0, INT64_MAX, &gone, &out->gones);
    if (st != TW_OK) return st;
    all = out->articles;
    out->gone = gone;
    out->articles -= out->gones < all ? out->gones : all;
    if (out->gones) out->words = (uint64_t)((double)out->words * (double)out->articles / (double)all);
    out->n = x->n;
    out->first = x->first;
    return TW_OK;
}

/* A plan for any words names all partitions, and the server believes it to be dear; to make one
** anew for each search takes longer than to search. */
static enum tw_status plan_once(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);

    if (!tw_postgres_is_connected(q)) return TW_OK;     /* the question connects */
    return tw_postgres_send(q, q->is_open ? "SET LOCAL plan_cache_mode = force_generic_plan"
                                          : "SET plan_cache_mode = force_generic_plan");
}

enum tw_status tw_postgres_find(struct tw_store *s, struct tw_arena *mem, const struct tw_query_node *root,
                                uint64_t from, uint64_t to, struct tw_hits *out)
{
    struct words_index x = {.s = s, .mem = mem, .from = from, .to = to < INT64_MAX ? to : INT64_MAX};
    struct tw_index index = {.lists = lists, .places = places, .context = &x};
    size_t kept = 0;
    enum tw_status st = tw_postgres_write_words(s);

    if (st == TW_OK) st = plan_once(s);
    if (st == TW_OK) st = survey(&x, &index);
    if (st == TW_OK) st = tw_hits_find(mem, &index, root, out);
    if ((st = end_answers(&x, st)) != TW_OK) return st;
    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].number >= from && out->v[i].number <= to) out->v[kept++] = out->v[i];
    out->n = kept;
    return TW_OK;
}

/* ---- Keeping */

/* Each segment has as many places as its articles have words, and they are its articles. */
static enum tw_status check_segment(struct tw_store *s, const struct segment *g)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_segment v;
    uint64_t words = 0;
    bool whole = true;
    enum tw_status st = read_blocks(s, mem, g->first, &v);

    for (size_t i = 0; i < v.blocks && st == TW_OK && whole; i++) {
        struct tw_block b = v.block[i];
        struct tw_list l;

        while (tw_block_next(&b, g->first, &l)) {
            uint32_t *place = tw_arena_alloc(mem, (l.places.n + 1) * sizeof *place);
            struct tw_posting p;

            while (tw_list_next(&l, &p)) {
                size_t n = tw_list_places(&l, &p, place);

                words += tw_postings_counts(l.word) ? n : 0;
                whole = whole && p.number <= g->last;
            }
        }
        whole = whole && b.docs.n == 0;
    }
    tw_arena_free(mem);
    if (st == TW_OK && (!whole || words != g->words)) st = damaged(s, g->first);
    return st;
}

enum tw_status tw_postgres_check_words(struct tw_store *s)
{
    struct tw_arena *mem = tw_arena_new(0);
    uint64_t articles = 0, gone = 0, indexed = 0;
    struct segment *g;
    size_t n;
    enum tw_status st = read_segments(s, mem, 0, &g, &n);

    for (size_t i = 0; i < n && st == TW_OK; i++) {
        indexed += g[i].articles;
        st = check_segment(s, &g[i]);
    }
    if (st == TW_OK) st = tw_sql_number_values(s, &articles, "SELECT count(*) FROM article", NULL, 0);
    if (st == TW_OK) st = tw_sql_number_values(s, &gone, "SELECT count(*) FROM search_gone", NULL, 0);
    if (st == TW_OK && indexed - gone != articles)
        st = tw_store_fail(s, TW_BROKEN, "%llu articles have words, of %llu",
                           (unsigned long long)(indexed - gone), (unsigned long long)articles);
    tw_arena_free(mem);
    return st;
}

enum tw_status tw_postgres_clear_index(struct tw_store *s)
{
    return tw_sql_run_values(s, "TRUNCATE search, search_segment, search_gone", NULL, 0);
}
