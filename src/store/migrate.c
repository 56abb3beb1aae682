/* store/migrate.c - see the header.  Which tables and columns there are is asked of the one of both
 *that is
 ** SQLite, so that a later schema needs nothing here. */
#include "store/migrate.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "store/indexwords.h"
#include "store/postgres.h"
#include "store/store_int.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    ROWS = 500,
    COLUMNS = 16,
    BYTES = 16 << 20 /* of a transaction */,
    WORDS = 2000 /* articles a transaction */
};

struct column {
    struct tw_slice name;
    enum tw_value_type type;
    bool nullable;
    int key;
};

struct table {
    struct tw_slice name;
    struct column column[COLUMNS];
    size_t n, nullable, key[4], keys;
    const char *first, *next, *insert;
};

struct row {
    struct tw_value v[COLUMNS];
};

struct migration {
    struct tw_arena *mem, *batch;
    struct tw_store *from, *to;
    struct table *table;
    size_t tables;
    tw_migrate_told *told;
    void *context;
    struct tw_migrated count;
    const char *why;
};

static const struct tw_slice PLACE = {"migrate", 7};

static enum tw_status failed(struct migration *m, struct tw_store *s, enum tw_status st)
{
    if (st != TW_OK && !m->why)
        m->why = tw_slice_dup(m->mem,
                              tw_slice_of(*tw_store_why(s) ? tw_store_why(s) : tw_status_text(st)))
                     .p;
    return st;
}

/* ---- What there is */

static enum tw_value_type type_of(struct tw_slice declared)
{
    if (tw_slice_eq(declared, TW_LIT("TEXT"))) return TW_VALUE_TEXT;
    if (tw_slice_eq(declared, TW_LIT("BLOB"))) return TW_VALUE_BLOB;
    return tw_slice_eq(declared, TW_LIT("REAL")) ? TW_VALUE_REAL : TW_VALUE_INT;
}

static enum tw_status read_columns(struct migration *m, struct tw_store *sqlite, struct table *t)
{
    struct tw_sql q = tw_sql_ask(
        sqlite,
        "SELECT name, type, \"notnull\" = 0 AND pk = 0, pk FROM pragma_table_info(?1) ORDER BY cid",
        tw_value_text(t->name));

    while (t->n < COLUMNS && tw_sql_row(&q)) {
        struct column c = {tw_sql_dup(&q, 0, m->mem), type_of(tw_sql_bytes(&q, 1)),
                           tw_sql_int(&q, 2) != 0, (int)tw_sql_int(&q, 3)};

        t->nullable += c.nullable;
        if (c.key > 0 && c.key <= 4) t->key[c.key - 1] = t->n, t->keys++;
        t->column[t->n++] = c;
    }
    return failed(m, sqlite, tw_sql_end(&q));
}

/* Rows that belong to the kind of store, or to the move itself. */
static const char *without(const struct table *t)
{
    if (tw_slice_eq(t->name, TW_LIT("counter"))) return "name NOT IN ('schema', 'change', 'writer')";
    return tw_slice_eq(t->name, TW_LIT("setting")) ? "key <> 'migrate'" : "1 = 1";
}

static void add_keys(struct tw_buf *b, const struct table *t)
{
    for (size_t i = 0; i < t->keys; i++)
        tw_buf_addf(b, "%s%.*s", i ? ", " : "", TW_FMT(t->column[t->key[i]].name));
}

/* The statement for the rows from the beginning, or behind a key. */
static const char *selecting(struct tw_arena *mem, const struct table *t, bool behind)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_adds(&b, "SELECT ");
    for (size_t i = 0; i < t->n; i++)
        tw_buf_addf(&b, "%s%.*s", i ? ", " : "", TW_FMT(t->column[i].name));
    for (size_t i = 0; i < t->n; i++)
        if (t->column[i].nullable)
            tw_buf_addf(&b, ", CASE WHEN %.*s IS NULL THEN 1 ELSE 0 END",
                        TW_FMT(t->column[i].name));
    tw_buf_addf(&b, " FROM %.*s WHERE %s", TW_FMT(t->name), without(t));
    if (behind) {
        tw_buf_adds(&b, " AND (");
        add_keys(&b, t);
        tw_buf_adds(&b, ") > (");
        for (size_t i = 0; i < t->keys; i++) tw_buf_addf(&b, "%s?%zu", i ? ", " : "", i + 1);
        tw_buf_adds(&b, ")");
    }
    tw_buf_adds(&b, " ORDER BY ");
    add_keys(&b, t);
    tw_buf_addf(&b, " LIMIT %d%c", ROWS, 0);
    return b.p;
}

static const char *inserting(struct tw_arena *mem, const struct table *t)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "INSERT INTO %.*s (", TW_FMT(t->name));
    for (size_t i = 0; i < t->n; i++)
        tw_buf_addf(&b, "%s%.*s", i ? ", " : "", TW_FMT(t->column[i].name));
    tw_buf_adds(&b, ") VALUES (");
    for (size_t i = 0; i < t->n; i++) tw_buf_addf(&b, "%s?%zu", i ? ", " : "", i + 1);
    tw_buf_addf(&b, ")%c", 0);
    return b.p;
}

static enum tw_status read_tables(struct migration *m)
{
    struct tw_store *sqlite = tw_postgres_is(m->from->where) ? m->to : m->from;
    struct tw_sql q = tw_sql_ask_values(
        sqlite,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        NULL, 0);
    size_t cap = 0;
    enum tw_status st;

    while (tw_sql_row(&q))
        TW_PUSH(m->mem, m->table, m->tables, cap,
                ((struct table){.name = tw_sql_dup(&q, 0, m->mem)}));
    st = failed(m, sqlite, tw_sql_end(&q));
    for (size_t i = 0; i < m->tables && st == TW_OK; i++) {
        struct table *t = &m->table[i];

        st = read_columns(m, sqlite, t);
        t->first = selecting(m->mem, t, false);
        t->next = selecting(m->mem, t, true);
        t->insert = inserting(m->mem, t);
    }
    return st;
}

/* ---- Rows */

static struct tw_value value_of(struct tw_sql *q, struct tw_arena *mem, const struct column *c,
                                int i)
{
    if (c->type == TW_VALUE_INT) return tw_value_int(tw_sql_int(q, i));
    if (c->type == TW_VALUE_REAL) return tw_value_real(tw_sql_real(q, i));
    if (c->type == TW_VALUE_BLOB) return tw_value_blob(tw_sql_dup(q, i, mem));
    return tw_value_text(tw_sql_dup(q, i, mem));
}

static void read_row(struct tw_sql *q, struct tw_arena *mem, const struct table *t, struct row *r)
{
    int told = (int)t->n;

    for (size_t i = 0; i < t->n; i++) {
        bool is_null = t->column[i].nullable && tw_sql_int(q, told++) != 0;

        if (!is_null) r->v[i] = value_of(q, mem, &t->column[i], (int)i);
        else r->v[i].type = t->column[i].type == TW_VALUE_BLOB ? TW_VALUE_NO_BLOB : TW_VALUE_NULL;
    }
}

static size_t row_bytes(const struct table *t, const struct row *r)
{
    size_t n = t->n * sizeof r->v[0].i;

    for (size_t i = 0; i < t->n; i++) n += r->v[i].s.n;
    return n;
}

/* Texts as both kinds of store can keep them.  Keys to go on from stay as they were read. */
static struct row tidied(struct tw_arena *mem, const struct table *t, const struct row *r)
{
    struct row out = *r;

    for (size_t i = 0; i < t->n; i++)
        if (out.v[i].type == TW_VALUE_TEXT)
            out.v[i].s = tw_postgres_text(mem, tw_utf8_repair(mem, out.v[i].s, NULL));
    return out;
}

/* Up to ROWS behind the key of `at` (NULL: from the beginning), in m->batch. */
static enum tw_status read_rows(struct migration *m, struct tw_store *s, const struct table *t,
                                const struct row *at, struct row **out, size_t *n)
{
    struct tw_value key[4];
    struct tw_sql q;
    size_t cap = 0, bytes = 0;

    *out = NULL;
    *n = 0;
    for (size_t i = 0; at && i < t->keys; i++) key[i] = at->v[t->key[i]];
    q = tw_sql_ask_values(s, at ? t->next : t->first, key, at ? t->keys : 0);
    while (bytes < BYTES && tw_sql_row(&q)) {
        struct row r = {0};

        read_row(&q, m->batch, t, &r);
        bytes += row_bytes(t, &r);
        TW_PUSH(m->batch, *out, *n, cap, r);
    }
    return failed(m, s, tw_sql_end(&q));
}

/* ---- The place that was reached: a table, the key of its last row that came over */

static enum tw_status keep_place(struct migration *m, const struct table *t, const struct row *r)
{
    struct tw_buf b = {.mem = m->batch};

    tw_buf_add(&b, t->name);
    for (size_t i = 0; r && i < t->keys; i++) {
        const struct tw_value *v = &r->v[t->key[i]];

        if (v->type == TW_VALUE_TEXT) tw_buf_addc(&b, '\n'), tw_buf_add(&b, v->s);
        else tw_buf_addf(&b, "\n%" PRId64, v->i);
    }
    return tw_store_set(m->to, PLACE, tw_buf_slice(&b));
}

/* Where to go on: the number of a table, and the key (found false: from its beginning). */
static enum tw_status find_place(struct migration *m, size_t *table, struct row *at, bool *found)
{
    struct tw_slice place, line;
    enum tw_status st = tw_store_get(m->to, m->mem, PLACE, &place);

    *table = 0;
    *found = false;
    if (st != TW_OK || !place.n) return failed(m, m->to, st);
    (void)tw_slice_line(&place, &line);
    while (*table < m->tables && !tw_slice_eq(m->table[*table].name, line)) ++*table;
    for (size_t i = 0; *table < m->tables && i < m->table[*table].keys && place.n; i++) {
        size_t column = m->table[*table].key[i];

        *found = true;
        if (m->table[*table].column[column].type == TW_VALUE_TEXT) {
            at->v[column] = tw_value_text(place); /* the last of the key; it may be anything */
            break;
        }
        (void)tw_slice_line(&place, &line);
        at->v[column] = tw_value_int((uint64_t)strtoll(tw_slice_dup(m->mem, line).p, NULL, 10));
    }
    return TW_OK;
}

/* ---- Moving */

static enum tw_status put_rows(struct migration *m, const struct table *t, const struct row *rows,
                               size_t n)
{
    uint64_t bytes = 0;
    enum tw_status st = tw_store_begin(m->to);

    for (size_t i = 0; i < n && st == TW_OK; i++) {
        struct row r = tidied(m->batch, t, &rows[i]);

        st = tw_sql_run_values(m->to, t->insert, r.v, t->n);
        bytes += row_bytes(t, &r);
    }
    if (st == TW_OK) st = keep_place(m, t, &rows[n - 1]);
    if (st == TW_OK) st = tw_store_commit(m->to);
    if (st != TW_OK) {
        (void)failed(m, m->to, st);
        tw_store_rollback(m->to);
        return st;
    }
    m->count.rows += n;
    m->told(m->context, n, bytes);
    return TW_OK;
}

static enum tw_status move_table(struct migration *m, const struct table *t, struct row at,
                                 bool found)
{
    struct row *rows;
    size_t n = 1;
    enum tw_status st = TW_OK;

    while (st == TW_OK && n > 0) {
        st = read_rows(m, m->from, t, found ? &at : NULL, &rows, &n);
        if (st == TW_OK && n > 0) st = put_rows(m, t, rows, n);
        if (st != TW_OK || n == 0) break;
        at = rows[n - 1];
        for (size_t i = 0; i < t->keys; i++)
            at.v[t->key[i]].s = tw_slice_dup(m->mem, at.v[t->key[i]].s);
        found = true;
        tw_arena_reset(m->batch);
    }
    tw_arena_reset(m->batch);
    return st;
}

/* Numbers that the database gives by itself go on behind those that came over. */
static enum tw_status set_sequences(struct migration *m)
{
    if (!tw_postgres_is(m->to->where)) return TW_OK;
    for (size_t i = 0; i < m->tables; i++) {
        const struct table *t = &m->table[i];
        struct tw_buf b = {.mem = m->to->mem}; /* statements are known by their address */
        uint64_t none = 0;
        enum tw_status st;

        if (!tw_slice_eq(t->column[0].name, TW_LIT("number")) || t->keys != 1) continue;
        tw_buf_addf(&b,
                    "SELECT coalesce(setval(pg_get_serial_sequence('%.*s', 'number'), "
                    "coalesce(max(number), 0) + 1, false), 0)"
                    " FROM %.*s%c",
                    TW_FMT(t->name), TW_FMT(t->name), 0);
        if ((st = tw_sql_number_values(m->to, &none, b.p, NULL, 0)) != TW_OK)
            return failed(m, m->to, st);
    }
    return TW_OK;
}

/* ---- The index of words */

static enum tw_status index_article(struct migration *m, uint64_t number)
{
    struct tw_stored a;
    struct tw_indexed words;
    enum tw_status st = tw_store_article(m->to, m->batch, number, &a);

    if (st == TW_NOTFOUND) return TW_OK;
    if (st != TW_OK) return st;
    words = tw_index_words(m->batch, &a.article, a.statements);
    words.received = tw_date_unix(&a.received);
    st = m->to->backend->index(m->to, number, &words, true);
    m->count.articles++;
    tw_arena_reset(m->batch);
    tw_arena_reset(m->to->scratch);
    return st;
}

/* A portion of it in one transaction, with the last number as place. */
static enum tw_status index_some(struct migration *m, uint64_t from, uint64_t until)
{
    char place[40];
    enum tw_status st = tw_store_begin(m->to);

    for (uint64_t i = from; i <= until && st == TW_OK; i++) st = index_article(m, i);
    snprintf(place, sizeof place, "+words\n%" PRIu64, until);
    if (st == TW_OK) st = tw_store_set(m->to, PLACE, tw_slice_of(place));
    if (st == TW_OK) st = tw_store_commit(m->to);
    if (st == TW_OK) return st;
    (void)failed(m, m->to, st);
    tw_store_rollback(m->to);
    return st;
}

static enum tw_status index_all(struct migration *m)
{
    struct tw_slice place, line;
    uint64_t last = 0, done = 0;
    enum tw_status st = tw_store_last(m->to, &last);

    if (st == TW_OK) st = tw_store_get(m->to, m->mem, PLACE, &place);
    if (st != TW_OK) return failed(m, m->to, st);
    if (tw_slice_line(&place, &line) && tw_slice_eq(line, TW_LIT("+words")))
        done = strtoull(tw_slice_dup(m->mem, place).p, NULL, 10);
    while (st == TW_OK && done < last) {
        uint64_t until = last - done > WORDS ? done + WORDS : last;

        st = index_some(m, done + 1, until);
        done = until;
    }
    return st;
}

/* ---- Looking at both */

static uint64_t hash_row(struct tw_arena *mem, const struct table *t, const struct row *r)
{
    struct row same = tidied(mem, t, r);
    uint64_t h = 0, bits;

    for (size_t i = 0; i < t->n; i++) {
        const struct tw_value *v = &same.v[i];

        memcpy(&bits, &v->r, sizeof bits);
        h = tw_hash_mix(h, v->type == TW_VALUE_INT    ? (uint64_t)v->i
                           : v->type == TW_VALUE_REAL ? bits
                                                      : tw_hash(v->s));
        h = tw_hash_mix(h, v->type);
    }
    return h;
}

struct sum {
    uint64_t rows, hash;
}; /* the order of texts is the databases' own business */

static enum tw_status sum_table(struct migration *m, struct tw_store *s, const struct table *t,
                                struct sum *out)
{
    struct row *rows, at;
    size_t n = 1;
    enum tw_status st = TW_OK;

    *out = (struct sum){0};
    while (st == TW_OK && n > 0) {
        st = read_rows(m, s, t, out->rows ? &at : NULL, &rows, &n);
        for (size_t i = 0; i < n && st == TW_OK; i++) out->hash += hash_row(m->batch, t, &rows[i]);
        if (st != TW_OK || n == 0) break;
        out->rows += n;
        at = rows[n - 1];
        for (size_t i = 0; i < t->keys; i++)
            at.v[t->key[i]].s = tw_slice_dup(m->mem, at.v[t->key[i]].s);
        tw_arena_reset(m->batch);
    }
    tw_arena_reset(m->batch);
    return st;
}

static enum tw_status compare_tables(struct migration *m)
{
    for (size_t i = 0; i < m->tables; i++) {
        struct sum a, b;
        struct tw_buf say = {.mem = m->mem};
        struct tw_mark mark = tw_arena_mark(m->mem);
        enum tw_status st = sum_table(m, m->from, &m->table[i], &a);

        if (st == TW_OK) st = sum_table(m, m->to, &m->table[i], &b);
        if (st != TW_OK) return st;
        tw_arena_release(m->mem, mark);
        if (a.rows == b.rows && a.hash == b.hash) continue;
        tw_buf_addf(&say,
                    "table %.*s: %" PRIu64 " rows of %" PRIu64
                    " came over, and they are not the same; was it written to meanwhile?%c",
                    TW_FMT(m->table[i].name), b.rows, a.rows, 0);
        m->why = say.p;
        return TW_BROKEN;
    }
    return TW_OK;
}

/* ---- The whole */

/* Contents go into partitions that the articles' dates tell. */
static enum tw_status make_parts(struct migration *m, const struct table *t)
{
    enum tw_status st;

    if (!tw_postgres_is(m->to->where) || !tw_slice_eq(t->name, TW_LIT("content"))) return TW_OK;
    st = tw_store_begin(m->to);
    if (st == TW_OK) st = tw_postgres_cut_all(m->to);
    if (st == TW_OK) st = tw_store_commit(m->to);
    if (st == TW_OK) return st;
    (void)failed(m, m->to, st);
    tw_store_rollback(m->to);
    return st;
}

/* A store may be there already, with nothing in it but what opening it has left. */
static enum tw_status clear_table(struct migration *m, const struct table *t)
{
    bool is_ours =
        tw_slice_eq(t->name, TW_LIT("setting")) || tw_slice_eq(t->name, TW_LIT("counter"));
    struct tw_buf b = {.mem = m->to->mem}; /* statements are known by their address */
    uint64_t rows = 0;
    enum tw_status st;

    tw_buf_addf(&b, "%s FROM %.*s WHERE %s%c", is_ours ? "DELETE" : "SELECT count(*)",
                TW_FMT(t->name), without(t), 0);
    st = is_ours ? tw_sql_run_values(m->to, b.p, NULL, 0)
                 : tw_sql_number_values(m->to, &rows, b.p, NULL, 0);
    if (st != TW_OK || rows == 0) return failed(m, m->to, st);
    m->why = "there is something in it already";
    return TW_USAGE;
}

static enum tw_status clear(struct migration *m)
{
    struct tw_slice place;
    enum tw_status st = failed(m, m->to, tw_store_get(m->to, m->mem, PLACE, &place));

    if (st != TW_OK || place.n) return st;
    st = failed(m, m->to, tw_store_begin(m->to));
    for (size_t i = 0; i < m->tables && st == TW_OK; i++) st = clear_table(m, &m->table[i]);
    if (st == TW_OK) return failed(m, m->to, tw_store_commit(m->to));
    tw_store_rollback(m->to);
    return st;
}

static enum tw_status refuse(struct migration *m)
{
    if (tw_postgres_is(m->from->where) != tw_postgres_is(m->to->where)) return TW_OK;
    m->why = "both are stores of one kind: copy a file with backup, a database with pg_dump";
    return TW_USAGE;
}

static enum tw_status move(struct migration *m)
{
    size_t table = 0;
    struct row at = {0};
    bool found;
    enum tw_status st = refuse(m);

    if (st == TW_OK) st = read_tables(m);
    if (st == TW_OK) st = clear(m);
    if (st == TW_OK) st = find_place(m, &table, &at, &found);
    for (; table < m->tables && st == TW_OK; table++, found = false) {
        st = make_parts(m, &m->table[table]);
        if (st == TW_OK) st = move_table(m, &m->table[table], at, found);
    }
    if (st == TW_OK) st = set_sequences(m);
    if (st == TW_OK) st = index_all(m);
    if (st == TW_OK) st = compare_tables(m);
    if (st == TW_OK) st = failed(m, m->to, tw_store_begin(m->to));
    if (st == TW_OK) st = failed(m, m->to, tw_store_set(m->to, PLACE, (struct tw_slice){"", 0}));
    return st == TW_OK ? failed(m, m->to, tw_store_commit(m->to)) : st;
}

enum tw_status tw_migrate(struct tw_arena *mem, struct tw_store *from, struct tw_store *to,
                          tw_migrate_told *told, void *context, struct tw_migrated *out,
                          const char **why)
{
    struct migration m = {.mem = mem,
                          .batch = tw_arena_new(0),
                          .from = from,
                          .to = to,
                          .told = told,
                          .context = context};
    bool has_dictionary = to->has_dictionary;
    enum tw_status st;

    to->has_dictionary = true;  /* nothing is packed: a dictionary of its own would be one too many */
    st = move(&m);
    to->has_dictionary = has_dictionary;
    tw_arena_free(m.batch);
    *out = m.count;
    *why = m.why ? m.why : "";
    return st;
}
