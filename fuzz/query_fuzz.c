/* fuzz/query_fuzz.c - whatever is searched for, FTS5 understands what it is asked, and the
** snippet and its hits lie within the text. */
#include "fuzz.h"

#include "base/utf8.h"
#include "store/fts5.h"
#include "store/snippet.h"

#include <sqlite3.h>

static sqlite3_stmt *make_index(void)
{
    sqlite3 *db;
    sqlite3_stmt *search;

    PROMISE(sqlite3_open(":memory:", &db) == SQLITE_OK);
    PROMISE(sqlite3_exec(db,
                         "CREATE VIRTUAL TABLE search USING fts5(title, body, speaker, actor, content='',"
                         " tokenize=\"unicode61 remove_diacritics 2\"); INSERT INTO search (rowid, title, body)"
                         " VALUES (1, 'a bridge', 'the bridge is closed')", NULL, NULL, NULL) == SQLITE_OK);
    PROMISE(sqlite3_prepare_v2(db, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank",
                               -1, &search, NULL) == SQLITE_OK);
    return search;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sqlite3_stmt *search;
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice text = fuzz_input(data, size);
    struct tw_query q;
    const char *why;

    if (!search) search = make_index();
    if (tw_query_parse(mem, text, &q, &why) != TW_OK) {
        PROMISE(*why);
    } else if (q.root) {
        struct tw_slice expression = tw_fts5_expression(mem, q.root);
        int rc;

        sqlite3_bind_text(search, 1, expression.p, (int)expression.n, SQLITE_STATIC);
        while ((rc = sqlite3_step(search)) == SQLITE_ROW) {}
        PROMISE(rc == SQLITE_DONE);
        sqlite3_reset(search);
    }
    if (tw_utf8_valid(text) == text.n && *why == '\0') {
        struct tw_snippet cut = tw_snippet_cut(mem, text, q.root);
        struct tw_slice shown = tw_span_text(text, cut.span);
        size_t end = 0;

        PROMISE(cut.span.len <= TW_SNIPPET && tw_span_check(text, cut.span));
        for (size_t i = 0; i < cut.hits.n; i++) {
            PROMISE(cut.hits.v[i].off >= end && tw_span_check(shown, cut.hits.v[i]));
            end = tw_span_end(cut.hits.v[i]);
        }
    }
    tw_arena_free(mem);
    return 0;
}
