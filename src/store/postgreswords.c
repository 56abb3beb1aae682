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

enum tw_status tw_postgres_gone(struct tw_store *s, struct tw_arena *mem, uint64_t from,
                                uint64_t to, uint64_t **number, size_t *n)
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
    enum tw_status st = tw_postgres_gone(s, mem, all.first, all.last, &gone, &gones);

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

/* ---- Keeping */

enum tw_status tw_postgres_damaged(struct tw_store *s, uint64_t segment)
{
    return tw_store_fail(s, TW_BROKEN, "the words of articles from %llu on are damaged",
                         (unsigned long long)segment);
}

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
    if (st == TW_OK && (!whole || words != g->words)) st = tw_postgres_damaged(s, g->first);
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
