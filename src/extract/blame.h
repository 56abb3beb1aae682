/* extract/blame.h - claims of sentences in which no attribution was found.
**
** And the list of claims both readers add to: who was held responsible last is
** remembered, and the same claim twice in a sentence is one.
** Words: data/en/blame.txt, claimwords.txt.
*/
#ifndef TW_EXTRACT_BLAME_H
#define TW_EXTRACT_BLAME_H
#include "extract/token.h"

struct tw_blaming {
    struct tw_arena *mem;
    const struct tw_text *t;
    struct tw_statements *out;
    size_t cap;
    struct tw_slice accused;    /* held responsible last */
    struct tw_slice deed;       /* class of the article's first deed; empty: no harm was done */
};

/* Adds a claim.  The same one nearer to the fact ("X said Y said") replaces it. */
void tw_blame_add(struct tw_blaming *c, struct tw_claim claim);

/* The claims that a sentence makes before its attributions are read, and those
** it makes when they gave none: `before` is the number of claims until then. */
void tw_blame_before(struct tw_blaming *c, const struct tw_sentence *s);
void tw_blame_after(struct tw_blaming *c, const struct tw_sentence *s, size_t before);

/* Whom a speaker speaks for: "Karskian officials" speak for Karsk. */
struct tw_slice tw_blame_self(const struct tw_blaming *c, struct tw_slice speaker);

/* True when a token of [first, end) has that role in data/en/claimwords.txt. */
bool tw_blame_has(const struct tw_text *t, size_t first, size_t end, const char *role);

#endif
