/* dedup/habits.h - what outlets print under everything: learnt boilerplate.
**
** A fingerprint is boilerplate when it was found in short passages that three
** articles of one outlet, or eight articles of any, share with articles they
** have otherwise nothing to do with.  It then finds nothing any more, and a
** passage made of such fingerprints is not reported.  What is not seen again
** within the window is forgotten.
** Cost: a hash table with an entry for each fingerprint of such passages.
*/
#ifndef TW_DEDUP_HABITS_H
#define TW_DEDUP_HABITS_H
#include "dedup/column.h"

#include <stdbool.h>
#include <stdint.h>

struct tw_habit {
    uint32_t hash;
    uint32_t outlet;        /* of the last pair of one outlet; 0: none */
    uint32_t article;       /* last one counted, so that each counts once */
    uint8_t same, any;      /* articles counted: pairs of that outlet; all */
    uint8_t known, used;
};

struct tw_habits { struct tw_column entry; size_t n; };

/* Notes that an article shares this fingerprint with an unrelated one; outlet
** is both articles' or 0 when they differ. */
void tw_habits_note(struct tw_habits *h, uint32_t hash, uint32_t article, uint32_t outlet);

/* True when it is boilerplate; that article then counts as having seen it. */
bool tw_habits_seen(struct tw_habits *h, uint32_t hash, uint32_t article);

/* The same without being counted. */
bool tw_habits_has(const struct tw_habits *h, uint32_t hash);

/* Forgets what was last seen before article `oldest`. */
void tw_habits_expire(struct tw_habits *h, uint32_t oldest);

/* Puts an entry back as it was saved. */
void tw_habits_restore(struct tw_habits *h, const struct tw_habit *entry);

void tw_habits_free(struct tw_habits *h);

#endif
