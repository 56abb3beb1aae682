/* store/decision.h - what a person decides: its kinds, and decisions read from the words
** of the command line or of a call of the library.
**
**     merge s1 s2              split ARTICLE...          star s1    unstar s1    note s1 TEXT
**     one-origin ARTICLE ARTICLE    two-origins ARTICLE ARTICLE
**     not-speaker s1:S3 [ARTICLE]   not-figure s1:F2 ARTICLE
**     forget ARTICLE           undo NUMBER
**
** Names are those of store/naming.h.  Everything named must be there, statements in the
** stored comparison of their story; so what is stored can be carried out.
*/
#ifndef TW_STORE_DECISION_H
#define TW_STORE_DECISION_H
#include "store/store.h"

/* A kind is called what its command is called: merge, split, star, not-speaker, ... */
const char *tw_decision_kind_text(enum tw_decision_kind k);
/* False when it is none. */
bool tw_decision_kind_of(struct tw_slice text, enum tw_decision_kind *k);
/* waiting, done, failed, undone */
const char *tw_decision_state_text(const struct tw_decision *d);

/* Makes the decision that these words say; *out borrows from them and from mem; its user
** and time are the caller's to set, and tw_store_decide to store it.  TW_USAGE: the words are
** not what the kind takes; TW_NOTFOUND: something is not there; *why, in mem, says what. */
TW_MUST_USE enum tw_status tw_decision_read(struct tw_store *s, struct tw_arena *mem,
                                            enum tw_decision_kind k, const struct tw_slice *word,
                                            size_t n, struct tw_decision *out, const char **why);

#endif
