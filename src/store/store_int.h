/* store/store_int.h - what the files of store/ share: the handle, and SQL without a database.
**
** What a store does is written once, in SQL that SQLite and PostgreSQL both take (?1, ?2 for
** values, ON CONFLICT); a back end runs statements and does what differs: transactions, the
** search index, checking, copying.
**
** Statements are prepared once and kept by the address of their text, so the text must be
** a literal.  After a change failed, all that follow answer the same until tw_store_rollback:
** a database may have ended the transaction by itself.
*/
#ifndef TW_STORE_STORE_INT_H
#define TW_STORE_STORE_INT_H
#include "base/map.h"
#include "store/store.h"

#include <stdarg.h>

struct tw_packer;
struct tw_query_node;
struct tw_hits;

/* NULL is a number that is not there, NO_BLOB bytes that are not. */
enum tw_value_type { TW_VALUE_NULL, TW_VALUE_INT, TW_VALUE_REAL, TW_VALUE_TEXT, TW_VALUE_BLOB,
                     TW_VALUE_NO_BLOB };
struct tw_value { enum tw_value_type type; int64_t i; double r; struct tw_slice s; };

static inline struct tw_value tw_value_int(uint64_t i)
{
    return (struct tw_value){.type = TW_VALUE_INT, .i = (int64_t)i};
}
static inline struct tw_value tw_value_real(double r)
{
    return (struct tw_value){.type = TW_VALUE_REAL, .r = r};
}
static inline struct tw_value tw_value_text(struct tw_slice s)
{
    return (struct tw_value){.type = TW_VALUE_TEXT, .s = s};
}
static inline struct tw_value tw_value_blob(struct tw_slice s)
{
    return (struct tw_value){.type = TW_VALUE_BLOB, .s = s};
}
static inline struct tw_value tw_value_int_or_null(uint64_t i)
{
    return i ? tw_value_int(i) : (struct tw_value){.type = TW_VALUE_NULL};
}

/* What stands in the index of words for an article. */
struct tw_indexed {
    struct tw_slice title, body, speakers, actors;
    int64_t received;           /* Unix s; set by who has words added */
};

/* Beside enum tw_store_mode: for tw_store_apart, without the writer's lock. */
enum { TW_STORE_DECIDE = TW_STORE_CREATE + 1 };

enum { TW_STORE_STATEMENTS = 256 };      /* prepared on one handle: more than there are */

struct tw_backend {
    /* Opens s->where as s->mode says; s->why tells when it fails.  close also then. */
    enum tw_status (*open)(struct tw_store *s);
    void (*close)(struct tw_store *s);
    enum tw_status (*begin)(struct tw_store *s);
    enum tw_status (*commit)(struct tw_store *s);
    void (*rollback)(struct tw_store *s);

    /* A statement with its values; rows until TW_DONE; columns from 0.  Slices of columns
    ** live until the next row.  end also when it failed. */
    enum tw_status (*start)(struct tw_store *s, const char *sql, const struct tw_value *v, size_t n,
                            void **statement);
    /* The same of a question that may have very many rows; NULL: it makes no difference. */
    enum tw_status (*start_many)(struct tw_store *s, const char *sql, const struct tw_value *v,
                                 size_t n, void **statement);
    enum tw_status (*row)(struct tw_store *s, void *statement);
    int64_t (*integer)(void *statement, int column);
    double (*real)(void *statement, int column);
    struct tw_slice (*bytes)(void *statement, int column);
    void (*end)(void *statement);

    enum tw_status (*index)(struct tw_store *s, uint64_t number, const struct tw_indexed *words,
                            bool add);
    /* Article numbers for a search expression (?1), in any order and best first; the expression. */
    const char *matching, *ranked;
    const char *above, *within; /* those above a number (?2), by number; those of a story (?2) */
    /* NULL, or instead of those: what the query finds among the articles from ... to. */
    enum tw_status (*find)(struct tw_store *s, struct tw_arena *mem,
                           const struct tw_query_node *root,
                           uint64_t from, uint64_t to, struct tw_hits *out);
    /* NULL, or all of tw_store_expire. */
    enum tw_status (*expire)(struct tw_store *s, int64_t before, uint64_t *gone);
    /* tw_store_hurry */
    void (*hurry)(struct tw_store *s, unsigned ms, tw_store_late *is_late, void *context);
    const char *version;            /* a number: tw_store_version */
    const char *lag;                /* seconds: tw_store_lag; NULL: there are no copies */
    /* tw_store_wait; NULL: it has to be asked */
    enum tw_status (*wait)(struct tw_store *s, unsigned ms, bool *changed);
    struct tw_slice (*expression)(struct tw_arena *mem, const struct tw_query_node *root);
    enum tw_status (*size)(struct tw_store *s, uint64_t *bytes);    /* that it takes on the disk */

    /* Pages and references; the index of words (a change, in a transaction of its own). */
    enum tw_status (*check)(struct tw_store *s, tw_store_found *found, void *context);
    enum tw_status (*check_index)(struct tw_store *s);
    enum tw_status (*clear_index)(struct tw_store *s);
    enum tw_status (*backup)(struct tw_store *s, const char *path);
    enum tw_status (*vacuum)(struct tw_store *s);
};

struct tw_store {
    const struct tw_backend *backend;
    struct tw_arena *mem;           /* the handle */
    struct tw_arena *scratch;       /* within one call */
    struct tw_packer *packer;
    const char *where;              /* as it was given: for opening it again */
    const char *name;               /* for messages: without a password */
    struct tw_store *decider;       /* of a reader: for tw_store_apart; made when it is needed */
    unsigned mode;                  /* enum tw_store_mode, or TW_STORE_DECIDE */
    uint64_t token;                 /* of tw_store_open_held; 0: the writer's lock is its alone */
    bool begun;
    bool has_dictionary;            /* dictionary.h; or it was tried */
    enum tw_status failed;          /* of a change since tw_store_begin */
    struct tw_map outlets;          /* numbers of those the writer met, in an arena of their own */
    uint64_t last;                  /* article number; for the writer, between begin and commit */
    uint64_t seen;                  /* of tw_store_wait */
    char why[600];
};

/* Opens one in any mode, with *why in mem as tw_store_open says. */
TW_MUST_USE enum tw_status tw_store_connect(struct tw_arena *mem, const char *where, unsigned mode,
                                            struct tw_store **out, const char **why);

/* Makes a change in a transaction of its own: outside one only.  A reader opens the store a
** second time for it, without the writer's lock; `change` is called with that one. */
typedef enum tw_status tw_store_change(struct tw_store *s, void *context);
TW_MUST_USE enum tw_status tw_store_apart(struct tw_store *s, tw_store_change *change,
                                          void *context);

/* Remembers why and returns st. */
enum tw_status tw_store_fail(struct tw_store *s, enum tw_status st, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Forgets the numbers of outlets: some may be gone. */
void tw_store_forget_outlets(struct tw_store *s);

/* TW_OK when a change may be made now. */
TW_MUST_USE enum tw_status tw_store_may_write(struct tw_store *s);

/* TW_STORE_MANY places for values; a question about fewer fills the rest with tw_many_ints' 0. */
#define TW_MANY                                                                                    \
    "?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,"  \
    "?26,?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,?45,?46,?47,?48," \
    "?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,?63,?64"

#define TW_VALUES(...)                                                                             \
    (struct tw_value[]){__VA_ARGS__},                                                              \
        sizeof((struct tw_value[]){__VA_ARGS__}) / sizeof(struct tw_value)

/* A change: runs the statement to its end. */
#define tw_sql_run(s, sql, ...) tw_sql_run_values((s), (sql), TW_VALUES(__VA_ARGS__))
TW_MUST_USE enum tw_status tw_sql_run_values(struct tw_store *s, const char *sql,
                                             const struct tw_value *v, size_t n);

/* A question:
**
**     struct tw_sql q = tw_sql_ask(s, "SELECT ...", tw_value_int(1));
**     while (tw_sql_row(&q)) ... tw_sql_int(&q, 0) ...
**     return tw_sql_end(&q);
*/
struct tw_sql { struct tw_store *s; void *statement; enum tw_status st; };
#define tw_sql_ask(s, sql, ...) tw_sql_ask_values((s), (sql), TW_VALUES(__VA_ARGS__))
struct tw_sql tw_sql_ask_values(struct tw_store *s, const char *sql, const struct tw_value *v,
                                size_t n);
/* The same with rows that may be as many as the store has of something: they come some at a
   time. */
#define tw_sql_ask_many(s, sql, ...) tw_sql_ask_many_values((s), (sql), TW_VALUES(__VA_ARGS__))
struct tw_sql tw_sql_ask_many_values(struct tw_store *s, const char *sql, const struct tw_value *v,
                                     size_t n);
bool tw_sql_row(struct tw_sql *q);
uint64_t tw_sql_int(struct tw_sql *q, int column);
int64_t tw_sql_signed(struct tw_sql *q, int column);
double tw_sql_real(struct tw_sql *q, int column);
struct tw_slice tw_sql_bytes(struct tw_sql *q, int column);     /* until the next row */
struct tw_slice tw_sql_dup(struct tw_sql *q, int column, struct tw_arena *mem);
/* The same as valid UTF-8: a file may hold anything. */
struct tw_slice tw_sql_text(struct tw_sql *q, int column, struct tw_arena *mem);
TW_MUST_USE enum tw_status tw_sql_end(struct tw_sql *q);

/* The first column of the first row; *out stays as it is when there is none (TW_NOTFOUND). */
#define tw_sql_number(s, out, sql, ...)                                                            \
    tw_sql_number_values((s), (out), (sql), TW_VALUES(__VA_ARGS__))
TW_MUST_USE enum tw_status tw_sql_number_values(struct tw_store *s, uint64_t *out, const char *sql,
                                                const struct tw_value *v, size_t n);

#endif
