/* store/sqlite.c - running SQL on SQLite, and opening a file with care.
**
** A file is looked at before anything is written: is it a database, ours, whole, of a version
** we know.  Read-only media: SQLite's WAL wants a PATH-shm; where none can be made and no log is
** left over, the file is opened as one that nobody changes.
** SQLite's own messages are passed on behind ours.
*/
#include "store/sqlite.h"

#include "store/fts5.h"
#include "store/schema.h"
#include "store/sqlite_int.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION = 0x54574F53,   /* "TWOS", PRAGMA application_id */
    STEPS = 10000,              /* of SQLite's machine between two askings: about 0.2 ms */
    WAIT = 5000,                /* ms for another writer's transaction; store.h */
};


/* ---- Answers */

/* SQLite knows ENOSPC only; quotas and limits on files are full disks too.  By the time a
** statement answers it has forgotten the error of its log, so errno is asked. */
static enum tw_status status_of(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_OK: return TW_OK;
    case SQLITE_ROW: return TW_OK;
    case SQLITE_DONE: return TW_DONE;
    case SQLITE_FULL: return TW_FULL;
    case SQLITE_BUSY: case SQLITE_LOCKED: return TW_LOCKED;
    case SQLITE_CORRUPT: case SQLITE_NOTADB: case SQLITE_FORMAT: return TW_BROKEN;
    case SQLITE_IOERR:
        return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? TW_FULL : TW_IO;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
        return TW_USAGE;
    case SQLITE_TOOBIG: return TW_TOOBIG;
    case SQLITE_INTERRUPT: return TW_TOOBIG;        /* tw_store_hurry */
    default: return TW_IO;
    }
}

enum tw_status tw_sqlite_told(struct tw_store *s, sqlite3 *db, int rc)
{
    enum tw_status st = status_of(rc);

    if (st == TW_OK || st == TW_DONE) return st;
    return tw_store_fail(s, st, "%s: %s (SQLite: %s)", s->where, tw_status_text(st),
                         sqlite3_errmsg(db));
}

static enum tw_status told(struct tw_sqlite *q, int rc)
{
    return tw_sqlite_told(&q->store, q->db, rc);
}

static enum tw_status run(struct tw_sqlite *q, const char *sql)
{
    errno = 0;
    return told(q, sqlite3_exec(q->db, sql, NULL, NULL, NULL));
}

enum tw_status tw_sqlite_exec(struct tw_store *s, const char *sql)
{
    return run(tw_sqlite_of(s), sql);
}

static enum tw_status pragma(struct tw_sqlite *q, const char *sql, int64_t *out)
{
    sqlite3_stmt *p;
    int rc = sqlite3_prepare_v2(q->db, sql, -1, &p, NULL);

    *out = 0;
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(p);
        if (rc == SQLITE_ROW) *out = sqlite3_column_int64(p, 0), rc = SQLITE_OK;
        if (rc == SQLITE_DONE) rc = SQLITE_OK;
    }
    sqlite3_finalize(p);
    return told(q, rc);
}

/* ---- Statements */

static enum tw_status find(struct tw_sqlite *q, const char *sql, sqlite3_stmt **out)
{
    for (size_t i = 0; i < q->n; i++)
        if (q->prepared[i].sql == sql) {
            *out = q->prepared[i].statement;
            return TW_OK;
        }
    assert(q->n < TW_STORE_STATEMENTS);
    if (sqlite3_prepare_v3(q->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) != SQLITE_OK)
        return told(q, sqlite3_errcode(q->db));
    q->prepared[q->n++] = (struct tw_prepared){sql, *out};
    return TW_OK;
}

static int bind(sqlite3_stmt *p, int i, const struct tw_value *v)
{
    switch (v->type) {
    case TW_VALUE_INT: return sqlite3_bind_int64(p, i, v->i);
    case TW_VALUE_REAL: return sqlite3_bind_double(p, i, v->r);
    case TW_VALUE_TEXT:
        return sqlite3_bind_text64(p, i, v->s.n ? v->s.p : "", v->s.n, SQLITE_STATIC, SQLITE_UTF8);
    case TW_VALUE_BLOB:
        return sqlite3_bind_blob64(p, i, v->s.n ? v->s.p : "", v->s.n, SQLITE_STATIC);
    default: return sqlite3_bind_null(p, i);
    }
}

static enum tw_status start(struct tw_store *s, const char *sql, const struct tw_value *v, size_t n,
                            void **statement)
{
    sqlite3_stmt *p;
    enum tw_status st = find(tw_sqlite_of(s), sql, &p);
    int rc = SQLITE_OK;

    if (st != TW_OK) return st;
    assert(!sqlite3_stmt_busy(p) && sqlite3_bind_parameter_count(p) == (int)n);
    for (size_t i = 0; i < n && rc == SQLITE_OK; i++) rc = bind(p, (int)i + 1, &v[i]);
    *statement = p;
    return told(tw_sqlite_of(s), rc);
}

static enum tw_status row(struct tw_store *s, void *statement)
{
    errno = 0;
    return told(tw_sqlite_of(s), sqlite3_step(statement));
}

static int64_t integer(void *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

static double real(void *statement, int column)
{
    return sqlite3_column_double(statement, column);
}

static struct tw_slice bytes(void *statement, int column)
{
    const char *p = sqlite3_column_blob(statement, column);
    int n = sqlite3_column_bytes(statement, column);

    return (struct tw_slice){p ? p : "", p ? (size_t)n : 0};
}

static void end(void *statement)
{
    sqlite3_reset(statement);
}

/* ---- Transactions */

static enum tw_status begin(struct tw_store *s)
{
    return run(tw_sqlite_of(s), s->mode == TW_STORE_READ ? "BEGIN" : "BEGIN IMMEDIATE");
}

static enum tw_status commit(struct tw_store *s)
{
    if (sqlite3_get_autocommit(tw_sqlite_of(s)->db))
        return tw_store_fail(s, TW_IO, "the transaction was ended by an earlier error");
    return run(tw_sqlite_of(s), "COMMIT");
}

static void rollback(struct tw_store *s)
{
    if (!sqlite3_get_autocommit(tw_sqlite_of(s)->db)) (void)run(tw_sqlite_of(s), "ROLLBACK");
}

/* ---- The index of words */

static enum tw_status indexed(struct tw_store *s, uint64_t number, const struct tw_indexed *w,
                              bool add)
{
    if (add)
        return tw_sql_run(
            s,
            "INSERT INTO search (rowid, title, body, speaker, actor) VALUES (?1, ?2, ?3, ?4, ?5)",
            tw_value_int(number), tw_value_text(w->title), tw_value_text(w->body),
            tw_value_text(w->speakers), tw_value_text(w->actors));
    return tw_sql_run(s, "INSERT INTO search (search, rowid, title, body, speaker, actor)"
                      " VALUES ('delete', ?1, ?2, ?3, ?4, ?5)",
                      tw_value_int(number), tw_value_text(w->title), tw_value_text(w->body),
                      tw_value_text(w->speakers), tw_value_text(w->actors));
}

static enum tw_status size(struct tw_store *s, uint64_t *bytes)
{
    int64_t pages, page;
    enum tw_status st = pragma(tw_sqlite_of(s), "PRAGMA page_count", &pages);

    if (st == TW_OK) st = pragma(tw_sqlite_of(s), "PRAGMA page_size", &page);
    *bytes = st == TW_OK ? (uint64_t)(pages * page) : 0;
    return st;
}

/* ---- Time */

static int ask_late(void *context)
{
    const struct tw_sqlite *q = context;

    return q->is_late(q->late_context);
}

static void hurry(struct tw_store *s, unsigned ms, tw_store_late *is_late, void *context)
{
    struct tw_sqlite *q = tw_sqlite_of(s);

    (void)ms;
    q->is_late = is_late;
    q->late_context = context;
    sqlite3_progress_handler(q->db, is_late ? STEPS : 0, is_late ? ask_late : NULL, q);
}

/* ---- Opening */

/* The lock of the one writer; holders of tokens share it (tw_store_open_held). */
static enum tw_status lock(struct tw_sqlite *q)
{
    char path[4096], pid[24] = "";
    ssize_t n;

    if (snprintf(path, sizeof path, "%s-lock", q->store.where) >= (int)sizeof path)
        return tw_store_fail(&q->store, TW_USAGE, "%s: the path is too long", q->store.where);
    q->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (q->lock < 0)
        return tw_store_fail(&q->store, errno == ENOSPC || errno == EDQUOT ? TW_FULL : TW_IO,
                             "%s: cannot be made: %s", path, strerror(errno));
    if (flock(q->lock, (q->store.token ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0) {
        n = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
        /* Only for the message above; without it the lock holds all the same. */
        if (ftruncate(q->lock, 0) != 0 || pwrite(q->lock, pid, (size_t)n, 0) != n) return TW_OK;
        return TW_OK;
    }
    n = pread(q->lock, pid, sizeof pid - 1, 0);
    pid[n > 0 ? strcspn(pid, "\n") : 0] = '\0';
    return tw_store_fail(&q->store, TW_LOCKED, "%s: another process is writing to it%s%s",
                         q->store.where, *pid ? ": process " : "", pid);
}

static bool there(const char *path, const char *suffix, int64_t *size)
{
    char name[4096];
    struct stat about;

    *size = 0;
    if (snprintf(name, sizeof name, "%s%s", path, suffix) >= (int)sizeof name
        || stat(name, &about) != 0)
        return false;
    *size = about.st_size;
    return true;
}

/* Whose file it is; *version 0: an empty database. */
static enum tw_status identify(struct tw_sqlite *q, int64_t *version)
{
    int64_t application, tables;
    enum tw_status st;

    *version = 0;
    if ((st = pragma(q, "PRAGMA application_id", &application)) != TW_OK) return st;
    if ((st = pragma(q, "PRAGMA user_version", version)) != TW_OK) return st;
    if ((st = pragma(q, "SELECT count(*) FROM sqlite_schema", &tables)) != TW_OK) return st;
    if (tables == 0 && *version == 0) return TW_OK;
    if (application != APPLICATION)
        return tw_store_fail(&q->store, TW_BROKEN, "%s: a database, but no store of twosource",
                             q->store.where);
    return TW_OK;
}

enum tw_status tw_sqlite_upgrade(struct tw_store *s, const char *const *schema)
{
    struct tw_sqlite *q = tw_sqlite_of(s);
    int64_t version, latest = 0;
    char set[64];
    enum tw_status st;

    while (schema[latest]) latest++;
    if ((st = identify(q, &version)) != TW_OK) return st;
    if (version > latest)
        return tw_store_fail(s, TW_NEWER,
                             "%s: written by a later version of twosource (schema %" PRId64
                             "; this one knows %" PRId64 ")",
                             q->store.where, version, latest);
    if (version == latest) return TW_OK;
    if (s->mode == TW_STORE_READ || s->mode == TW_STORE_DECIDE)
        return tw_store_fail(s, TW_USAGE,
                             "%s: written by an earlier version (schema %" PRId64
                             "); open it for writing once to bring it up to date",
                             q->store.where, version);
    if ((st = run(q, "BEGIN IMMEDIATE")) != TW_OK) return st;
    for (int64_t v = version; v < latest && st == TW_OK; v++) st = run(q, schema[v]);
    snprintf(set, sizeof set, "PRAGMA user_version = %" PRId64, latest);
    if (st == TW_OK) st = run(q, set);
    snprintf(set, sizeof set, "PRAGMA application_id = %d", APPLICATION);
    if (st == TW_OK) st = run(q, set);
    if (st == TW_OK) st = run(q, "COMMIT");
    if (st != TW_OK) rollback(s);
    return st;
}

/* Opens the file itself; `name` is a path or, with SQLITE_OPEN_URI, a URI. */
static enum tw_status connect(struct tw_sqlite *q, const char *name, int flags)
{
    int rc;

    sqlite3_close(q->db);
    q->db = NULL;
    rc = sqlite3_open_v2(name, &q->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (!q->db) tw_oom(0);
    if (rc != SQLITE_OK) return told(q, rc);
    sqlite3_busy_timeout(q->db, WAIT);
    sqlite3_db_config(q->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return run(q,
               "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
               " PRAGMA temp_store = MEMORY");
}

/* As a file that nobody changes: on media that cannot be written to. */
static enum tw_status connect_immutable(struct tw_sqlite *q)
{
    struct tw_buf uri = {.mem = q->store.scratch};

    tw_buf_adds(&uri, "file:");
    for (const char *p = q->store.where; *p; p++) {
        if (tw_is_alnum(*p) || strchr("/._-", *p)) tw_buf_addc(&uri, *p);
        else tw_buf_addf(&uri, "%%%02X", (unsigned char)*p);
    }
    tw_buf_adds(&uri, "?immutable=1");
    tw_buf_addc(&uri, '\0');
    return connect(q, uri.p, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

static enum tw_status open_reader(struct tw_sqlite *q)
{
    int64_t version, log;
    enum tw_status st = connect(q, q->store.where, SQLITE_OPEN_READONLY);

    if (st == TW_OK) st = identify(q, &version);
    if ((st == TW_IO || st == TW_NOTFOUND) && !there(q->store.where, "-wal", &log)) {
        st = connect_immutable(q);
        if (st == TW_OK) st = identify(q, &version);
    }
    if (st == TW_OK && version == 0)
        return tw_store_fail(&q->store, TW_NOTFOUND, "%s: an empty file, no store", q->store.where);
    return st;
}

static enum tw_status open_writer(struct tw_sqlite *q)
{
    bool create = q->store.mode == TW_STORE_CREATE;
    enum tw_status st = q->store.mode == TW_STORE_DECIDE ? TW_OK : lock(q);
    int64_t version;

    if (st != TW_OK) return st;
    st = connect(q, q->store.where, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0));
    if (st == TW_OK) st = identify(q, &version);
    if (st != TW_OK) return st;
    if (version == 0 && !create)
        return tw_store_fail(&q->store, TW_NOTFOUND, "%s: an empty file, no store", q->store.where);
    return run(q, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                  "PRAGMA cache_size = -65536");
}

static enum tw_status open_store(struct tw_store *s)
{
    struct tw_sqlite *q = tw_sqlite_of(s);
    enum tw_status st;
    int64_t size;

    if (s->mode != TW_STORE_CREATE && !there(q->store.where, "", &size))
        return tw_store_fail(s, TW_NOTFOUND, "%s: there is no store", q->store.where);
    st = s->mode == TW_STORE_READ ? open_reader(q) : open_writer(q);
    if (st == TW_OK) st = tw_sqlite_upgrade(s, tw_schema);
    tw_arena_reset(s->scratch);
    return st;
}

static void close_store(struct tw_store *s)
{
    struct tw_sqlite *q = tw_sqlite_of(s);

    for (size_t i = 0; i < q->n; i++) sqlite3_finalize(q->prepared[i].statement);
    sqlite3_close(q->db);
    if (q->lock >= 0) close(q->lock);
}

static const struct tw_backend backend = {
    .open = open_store,
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .start = start,
    .row = row,
    .integer = integer,
    .real = real,
    .bytes = bytes,
    .end = end,
    .index = indexed,
    .size = size,
    .expression = tw_fts5_expression,
    .check = tw_sqlite_check,
    .check_index = tw_sqlite_check_index,
    .clear_index = tw_sqlite_clear_index,
    .backup = tw_sqlite_backup,
    .vacuum = tw_sqlite_vacuum,
    .matching = "SELECT rowid FROM search WHERE search MATCH ?1",
    .above = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid > ?2 ORDER BY rowid",
    .within = "SELECT rowid FROM search WHERE search MATCH ?1"
              " AND rowid IN (SELECT number FROM article WHERE story = ?2)",
    .ranked = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank",
    .hurry = hurry,
    .version = "PRAGMA data_version",
};

struct tw_store *tw_sqlite_new(struct tw_arena *mem)
{
    struct tw_sqlite *q = TW_NEW(mem, struct tw_sqlite);

    q->store.backend = &backend;
    q->lock = -1;
    return &q->store;
}
