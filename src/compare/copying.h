/* compare/copying.h - which earlier accounts an account may have copied from.
**
** Kept while a story grows.  A hash table holds every run of four words with the
** accounts that have it; a new account is looked up once, and of the accounts
** before it in time those that share most runs with it are its candidates, as it
** may be one of those that come later in time.  Accounts are ordered by the time of
** publication; one without has that of the account given before it.
** Cost: linear in its words and in the accounts that have them, too.
*/
#ifndef TW_COMPARE_COPYING_H
#define TW_COMPARE_COPYING_H
#include "compare/comparison.h"
#include "dedup/shared.h"

enum { TW_COPYING_TRIED = 6 };      /* candidates of an account */
enum { TW_COPYING_WORDS = 8 };      /* of a passage, at least */

struct tw_likely_source { unsigned account; uint32_t runs; bool is_read; struct tw_shared_list list; };

struct tw_copier {                  /* an account */
    struct tw_shared_text text;
    int64_t time;
    /* most shared runs first, then the earlier one */
    struct tw_likely_source v[TW_COPYING_TRIED]; size_t n;
};

struct tw_run { uint64_t gram; uint32_t first; };                   /* holder + 1, 0 = free */
struct tw_run_holder { uint32_t account, times, next; };            /* next: holder + 1, 0 = last */

struct tw_copying {
    struct tw_arena *mem;
    struct tw_copier *v; size_t n, cap;
    struct tw_run *run; size_t runs, slots;     /* slots: a power of two */
    struct tw_run_holder *holder; size_t holders, holder_cap;
};

/* Adds an account, borrowed; is_body: it is a body's own statement. */
void tw_copying_add(struct tw_copying *c, const struct tw_article *article, bool is_body);

/* True when a comes before b in time. */
bool tw_copying_is_before(const struct tw_copying *c, unsigned a, unsigned b);

/* The passages that b shares with its candidate, found once; `scratch` for the search. */
const struct tw_shared_list *tw_copying_passages(struct tw_copying *c, struct tw_arena *scratch,
                                                 unsigned b, size_t candidate);

#endif
