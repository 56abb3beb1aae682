/* store/postgresfind.c - searching the words of articles in PostgreSQL.
**
** A search asks for the lists of all its words in one question; places of long lists, and parts of
** lists that are longer still, in others (store/phrases.h).  The answers are kept until it is done,
** as the lists lie in them.
*/
#include "store/postgres_int.h"

#include "base/vec.h"

struct words_index {
    struct tw_store *s;
    struct tw_arena *mem;
    uint64_t *first, from, to;  /* segments; those that have articles from ... to */
    size_t n;
    /* rows of all questions: the lists lie in them (postgres.c keeps a whole answer) */
    struct tw_sql *answer;
    size_t answers, cap;
};

/* The block in which a word would be, in segment g. */
#define BLOCK(word)                                                                                \
    " CROSS JOIN LATERAL (SELECT docs, places FROM search WHERE segment = g.first AND word <= "    \
    "convert_to(" word ", 'UTF8') ORDER BY word DESC LIMIT 1) AS b"
/* That of each of some words (?1), in each segment from ?2 to ?3. */
#define BLOCKS(columns)                                                                            \
    "SELECT w.place, g.first, " columns " FROM unnest(string_to_array(?1, ' ')) WITH ORDINALITY "  \
    "AS w(word, place) CROSS JOIN search_segment g" BLOCK("w.word")                                \
    " WHERE g.last >= ?2 AND g.first <= ?3"
/* Long lists are in blocks of their own; what is left out here is asked for in pieces. */
#define IS_LONG "octet_length(docs) > 8000"
#define OUTLINES                                                                                   \
    BLOCKS("CASE WHEN " IS_LONG " THEN substr(docs, 1, 3000) ELSE docs END, "                      \
           "CASE WHEN NOT " IS_LONG " AND octet_length(places) <= 16000 THEN places END")
/* Bytes of docs (from ?3, ?4 of them) and of places (?5, ?6) of a word (?2) in a segment (?1). */
#define NUMBERS(n) "CAST(string_to_array(" n ", ' ') AS BIGINT[])"
#define PIECES                                                                                     \
    "SELECT g.i, substr(docs, CAST(g.d AS INT), CAST(g.dn AS INT)),"                               \
    " substr(places, CAST(g.p AS INT), CAST(g.pn AS INT)) FROM unnest(" NUMBERS("?1")              \
    ", string_to_array(?2, ' '), " NUMBERS("?3") ", " NUMBERS("?4") ", " NUMBERS("?5") ", "         \
    NUMBERS("?6") ") WITH ORDINALITY AS g(first, word, d, dn, p, pn, i)" BLOCK("g.word")
/* The same of all that begins as ?1 does, and before ?4. */
#define BEGINNING(columns)                                                                         \
    "SELECT g.first, docs, " columns " AS places FROM search_segment g CROSS JOIN LATERAL ("       \
    "(SELECT docs, places FROM search WHERE segment = g.first AND word <= ?1 ORDER BY word DESC LIMIT 1) UNION ALL" \
    " (SELECT docs, places FROM search WHERE segment = g.first AND word > ?1 AND word < ?4 ORDER BY word)" \
    ") AS b WHERE g.last >= ?2 AND g.first <= ?3 ORDER BY g.first"
#define NOTHING "CAST('' AS BYTEA)"

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
    return b.docs.n ? tw_postgres_damaged(x->s, first) : TW_OK;
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
    const char *sql = places ? OUTLINES : BLOCKS("docs, " NOTHING);
    struct tw_sql *q;
    enum tw_status st = TW_OK;

    if (!some->n) return TW_OK;
    q = keep_answer(x, tw_sql_ask(x->s, sql, tw_value_text(tw_buf_slice(&some->text)),
                                  tw_value_int(x->from), tw_value_int(x->to)));
    while (st == TW_OK && tw_sql_row(q)) {
        struct tw_block b = {tw_sql_bytes(q, 2), tw_sql_bytes(q, 3), 0, places};

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

/* ---- Pieces of lists */

/* The parameters of PIECES. */
enum { SEGMENT, WORD, DOCS_AT, DOCS, PLACES_AT, PLACES, PARAMETERS };

static void add_number(struct tw_buf *b, uint64_t v)
{
    tw_buf_addf(b, "%s%llu", b->n ? " " : "", (unsigned long long)v);
}

static void add_piece(const struct words_index *x, struct tw_buf *to, const struct tw_piece *p)
{
    add_number(&to[SEGMENT], x->first[p->segment]);
    if (to[WORD].n) tw_buf_addc(&to[WORD], ' ');
    tw_buf_add(&to[WORD], p->of->word);
    add_number(&to[DOCS_AT], p->part.docs_at + 1);
    add_number(&to[DOCS], p->part.docs);
    add_number(&to[PLACES_AT], p->part.places_at + 1);
    add_number(&to[PLACES], p->part.places);
}

static enum tw_status take_piece(const struct words_index *x, struct tw_sql *q, struct tw_piece *p)
{
    p->list = (struct tw_list){.word = p->of->word,
                               .first = p->part.first,
                               .docs = tw_sql_bytes(q, 1),
                               .places = tw_sql_bytes(q, 2)};
    return p->list.docs.n == p->part.docs && p->list.places.n == p->part.places
               ? TW_OK : tw_postgres_damaged(x->s, x->first[p->segment]);
}

static enum tw_status pieces(void *context, struct tw_piece *v, size_t n)
{
    struct words_index *x = context;
    struct tw_buf text[PARAMETERS];
    struct tw_value value[PARAMETERS];
    struct tw_sql *q;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < PARAMETERS; i++) text[i] = (struct tw_buf){.mem = x->mem};
    for (size_t i = 0; i < n; i++) add_piece(x, text, &v[i]);
    for (size_t i = 0; i < PARAMETERS; i++) value[i] = tw_value_text(tw_buf_slice(&text[i]));
    q = keep_answer(x, tw_sql_ask_values(x->s, PIECES, value, PARAMETERS));
    while (st == TW_OK && tw_sql_row(q)) st = take_piece(x, q, &v[tw_sql_int(q, 0) - 1]);
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
    if (st == TW_OK) st = tw_postgres_gone(x->s, x->mem, 0, INT64_MAX, &gone, &out->gones);
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
    struct tw_index index = {.lists = lists, .pieces = pieces, .context = &x};
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
