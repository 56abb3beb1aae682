/* store/sqlitekeep.c - SQLite's part in checking, copying and tidying a store.
**
** A copy is made under another name and renamed when it is whole and on the disk.  It is
** read in one piece: in WAL mode that keeps no writer waiting.
*/
#include "store/sqlite_int.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <unistd.h>

/* Rows of a pragma that lists what is wrong; the first `columns` of each make the sentence. */
static enum tw_status list_faults(struct tw_store *s, const char *sql, const char *what,
                                  int columns, tw_store_found *found, void *context, bool *whole)
{
    struct tw_sql q = tw_sql_ask_values(s, sql, NULL, 0);
    char line[512];

    while (tw_sql_row(&q)) {
        struct tw_slice first = tw_sql_bytes(&q, 0);

        if (columns == 1 && tw_slice_eq(first, TW_LIT("ok"))) continue;
        if (columns == 1) snprintf(line, sizeof line, "%s: %.*s", what, TW_FMT(first));
        else
            snprintf(line, sizeof line, "%s: %.*s %llu", what, TW_FMT(first),
                     (unsigned long long)tw_sql_int(&q, 1));
        found(context, line);
        *whole = false;
    }
    return tw_sql_end(&q);
}

enum tw_status tw_sqlite_check(struct tw_store *s, tw_store_found *found, void *context)
{
    bool whole = true;
    enum tw_status st =
        list_faults(s, "PRAGMA integrity_check", "pages", 1, found, context, &whole);

    if (st == TW_OK)
        st = list_faults(s, "PRAGMA foreign_key_check", "a reference to nothing in", 2, found,
                         context, &whole);
    if (st == TW_OK)
        st = list_faults(
            s,
            "SELECT 'without words', number FROM article WHERE number NOT IN"
            " (SELECT id FROM search_docsize) UNION ALL SELECT 'without article', id"
            " FROM search_docsize WHERE id NOT IN (SELECT number FROM article) LIMIT 100",
            "index", 2, found, context, &whole);
    return st == TW_OK && !whole ? TW_BROKEN : st;
}

enum tw_status tw_sqlite_check_index(struct tw_store *s)
{
    return tw_sqlite_exec(s, "INSERT INTO search (search) VALUES ('integrity-check')");
}

enum tw_status tw_sqlite_clear_index(struct tw_store *s)
{
    return tw_sqlite_exec(s, "INSERT INTO search (search) VALUES ('delete-all')");
}

enum tw_status tw_sqlite_vacuum(struct tw_store *s)
{
    enum tw_status st = tw_sqlite_exec(s, "INSERT INTO search (search) VALUES ('optimize')");

    if (st == TW_OK) st = tw_sqlite_exec(s, "VACUUM");
    return st == TW_OK ? tw_sqlite_exec(s, "PRAGMA wal_checkpoint(TRUNCATE)") : st;
}

/* ---- Backup */

/* The name is on the disk when its folder is. */
static void sync_folder(struct tw_arena *mem, const char *path)
{
    char *name = tw_arena_dup(mem, path, strlen(path) + 1);
    int folder = open(dirname(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0) return;
    (void)fsync(folder);
    close(folder);
}

static enum tw_status copy_to(struct tw_store *s, const char *part)
{
    sqlite3 *to = NULL;
    sqlite3_backup *copy;
    enum tw_status st;
    int rc;

    errno = 0;
    rc = sqlite3_open_v2(part, &to,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
    if (!to) tw_oom(0);
    if (rc == SQLITE_OK) {
        copy = sqlite3_backup_init(to, "main", tw_sqlite_of(s)->db, "main");
        if (copy) {
            sqlite3_backup_step(copy, -1);
            rc = sqlite3_backup_finish(copy);
        } else {
            rc = sqlite3_errcode(to);
        }
    }
    st = tw_sqlite_told(s, to, rc);
    sqlite3_close(to);
    return st;
}

enum tw_status tw_sqlite_backup(struct tw_store *s, const char *path)
{
    struct tw_buf part = {.mem = s->scratch};
    enum tw_status st;

    if (access(path, F_OK) == 0) return tw_store_fail(s, TW_USAGE, "%s: is there already", path);
    tw_buf_adds(&part, path);
    tw_buf_adds(&part, "-part");
    tw_buf_addc(&part, '\0');
    (void)unlink(part.p);       /* of a backup that was killed */
    st = copy_to(s, part.p);
    if (st == TW_OK && rename(part.p, path) != 0)
        st = tw_store_fail(s, TW_IO, "%s: %s", path, strerror(errno));
    if (st == TW_OK) sync_folder(s->scratch, path);
    else (void)unlink(part.p);
    tw_arena_reset(s->scratch);
    return st;
}
