/* store/sqlite_int.h - shared by sqlite.c (running, opening), sqlitekeep.c (checking, copying). */
#ifndef TW_STORE_SQLITE_INT_H
#define TW_STORE_SQLITE_INT_H
#include "store/store_int.h"

#include <sqlite3.h>

struct tw_prepared { const char *sql; sqlite3_stmt *statement; };

struct tw_sqlite {
    struct tw_store store;
    sqlite3 *db;
    tw_store_late *is_late; void *late_context;     /* tw_store_hurry */
    int lock;                   /* -1: none */
    struct tw_prepared prepared[TW_STORE_STATEMENTS];
    size_t n;
};

static inline struct tw_sqlite *tw_sqlite_of(struct tw_store *s)
{
    return (struct tw_sqlite *)s;
}

/* The status of what SQLite answered on `db`, with a sentence about it in the store. */
enum tw_status tw_sqlite_told(struct tw_store *s, sqlite3 *db, int rc);
/* Runs statements that answer nothing. */
TW_MUST_USE enum tw_status tw_sqlite_exec(struct tw_store *s, const char *sql);

/* Of struct tw_backend. */
enum tw_status tw_sqlite_check(struct tw_store *s, tw_store_found *found, void *context);
enum tw_status tw_sqlite_check_index(struct tw_store *s);
enum tw_status tw_sqlite_clear_index(struct tw_store *s);
enum tw_status tw_sqlite_backup(struct tw_store *s, const char *path);
enum tw_status tw_sqlite_vacuum(struct tw_store *s);

#endif
