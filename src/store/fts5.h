/* store/fts5.h - a query as SQLite's FTS5 wants it.
**
** Only letters and digits of the query get into the expression, each word within quotation
** marks, so no query is FTS5 syntax of its own (sqlite.org/fts5.html, section 3).
*/
#ifndef TW_STORE_FTS5_H
#define TW_STORE_FTS5_H
#include "store/query.h"

/* The expression for MATCH on the table `search`, in mem. */
struct tw_slice tw_fts5_expression(struct tw_arena *mem, const struct tw_query_node *root);

#endif
