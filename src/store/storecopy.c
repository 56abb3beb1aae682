/* store/storecopy.c - passages that articles have of each other.
**
** One row a pair, its passages as lines of numbers: they are only ever read together.
** What is read is held against the lengths of both texts.
*/
#include "base/vec.h"
#include "store/numbers.h"
#include "store/store_int.h"

enum { FIELDS = 6 };    /* of a passage; schema/001.sql */

enum tw_status tw_store_put_copy(struct tw_store *s, const struct tw_stored_copy *c)
{
    struct tw_buf lines = {.mem = s->scratch};
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    for (size_t i = 0; i < c->n; i++) {
        const struct tw_stored_passage *p = &c->passage[i];
        uint64_t field[FIELDS] = {p->a.off, p->a.len, p->b.off, p->b.len, p->words, p->quotation};

        for (size_t k = 0; k < FIELDS; k++)
            tw_numbers_add(&lines, field[k], k + 1 < FIELDS ? ' ' : '\n');
    }
    st = tw_sql_run(
        s,
        "INSERT INTO copy (a, b, contained, contained_back, passages) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (b, a) DO UPDATE SET contained = excluded.contained,"
        " contained_back = excluded.contained_back, passages = excluded.passages",
        tw_value_int(c->a), tw_value_int(c->b), tw_value_real(c->contained),
        tw_value_real(c->contained_back), tw_value_text(tw_buf_slice(&lines)));
    tw_arena_reset(s->scratch);
    return st;
}

static bool within(struct tw_span s, uint64_t length)
{
    return s.off <= length && s.len <= length - s.off;
}

/* The passages of two texts of those lengths; false: the lines are none. */
static bool read_passages(struct tw_arena *mem, struct tw_slice lines, uint64_t a, uint64_t b,
                          struct tw_stored_copy *c)
{
    struct tw_slice line;
    size_t cap = 0;

    while (tw_slice_line(&lines, &line)) {
        uint64_t f[FIELDS];
        struct tw_stored_passage p;

        for (size_t k = 0; k < FIELDS; k++)
            if (!tw_numbers_cut(&line, &f[k])) return false;
        p = (struct tw_stored_passage){{f[0], f[1]}, {f[2], f[3]}, f[4], f[5] != 0};
        if (!within(p.a, a) || !within(p.b, b)) return false;
        TW_PUSH(mem, c->passage, c->n, cap, p);
    }
    return true;
}

enum tw_status tw_store_copies(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                               struct tw_stored_copy **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(
        s,
        "SELECT a, b, contained, contained_back, passages, x.bytes, y.bytes, a AS other"
        " FROM copy JOIN article x ON x.number = a JOIN article y ON y.number = b WHERE b = ?1"
        " UNION ALL SELECT a, b, contained, contained_back, passages, x.bytes, y.bytes, b"
        " FROM copy JOIN article x ON x.number = a JOIN article y ON y.number = b WHERE a = ?1"
        " ORDER BY other",
        tw_value_int(article));
    struct tw_stored_copy *list = NULL;
    size_t found = 0, cap = 0;
    bool whole = true;
    enum tw_status st;

    while (whole && tw_sql_row(&q)) {
        struct tw_stored_copy c = {.a = tw_sql_int(&q, 0),
                                   .b = tw_sql_int(&q, 1),
                                   .contained = tw_sql_real(&q, 2),
                                   .contained_back = tw_sql_real(&q, 3)};

        whole =
            read_passages(mem, tw_sql_dup(&q, 4, mem), tw_sql_int(&q, 5), tw_sql_int(&q, 6), &c);
        TW_PUSH(mem, list, found, cap, c);
    }
    *out = list;
    *n = found;
    st = tw_sql_end(&q);
    if (st == TW_OK && !whole)
        return tw_store_fail(s, TW_BROKEN, "article %llu: its passages are damaged",
                             (unsigned long long)article);
    return st;
}
