/* dedup/habits.h - what outlets print under everything: learnt boilerplate.
**
** A fingerprint is an outlet's boilerplate when it was found in short passages
** that three articles of that outlet share with others of it that they have otherwise
** nothing to do with; it is everybody's when eight articles of any share it so.
** In an article of whose boilerplate it is it finds nothing any more, and a
** passage made of such fingerprints is not reported.  A background paragraph
** that an outlet repeats is therefore still found where another one copied it.
** What is not seen again within the window is forgotten.
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
    uint32_t of;            /* the outlet whose boilerplate it is; 0: none's */
    uint8_t same, any;      /* articles counted: pairs of `outlet`; all */
    uint8_t everybodys, used;
};

struct tw_habits { struct tw_column entry; size_t n; };

/* Notes that an article shares this fingerprint with an unrelated one; outlet
** is both articles' or 0 when they differ. */
void tw_habits_note(struct tw_habits *h, uint32_t hash, uint32_t article, uint32_t outlet);

/* True when it is boilerplate of that outlet (0: unknown); the article then
** counts as having seen it. */
bool tw_habits_seen(struct tw_habits *h, uint32_t hash, uint32_t article, uint32_t outlet);

/* The same without being counted. */
bool tw_habits_has(const struct tw_habits *h, uint32_t hash, uint32_t outlet);

/* Forgets what was last seen before article `oldest`. */
void tw_habits_expire(struct tw_habits *h, uint32_t oldest);

/* Puts an entry back as it was saved. */
void tw_habits_restore(struct tw_habits *h, const struct tw_habit *entry);

void tw_habits_free(struct tw_habits *h);

#endif
