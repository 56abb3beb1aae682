/* store/rulings.h - people's decisions about statements and origins, as a comparison takes them. */
#ifndef TW_STORE_RULINGS_H
#define TW_STORE_RULINGS_H
#include "compare/comparison.h"
#include "store/store.h"

/* The decisions of that sort that stand: carried out and not taken back. */
TW_MUST_USE enum tw_status tw_rulings_standing(struct tw_store *s, struct tw_arena *mem,
                                               struct tw_decision **out, size_t *n);

/* Those of them that are about these accounts, or about statements whoever makes them;
** number[] are the numbers of the accounts' articles. */
struct tw_rulings tw_rulings_about(struct tw_arena *mem, const struct tw_decision *d, size_t n,
                                   const struct tw_account *account, const uint64_t *number,
                                   size_t accounts);

#endif
