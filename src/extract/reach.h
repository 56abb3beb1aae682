/* extract/reach.h - how far the content of a cue reaches.
**
** A cue sees its sentence (or the quoted passage it stands in), and at most
** some hundred tokens to either side.  Its clause ends with the sentence, or
** where the next cue of the same speaker, a new main clause with a cue, or an
** afterthought begins.
*/
#ifndef TW_EXTRACT_REACH_H
#define TW_EXTRACT_REACH_H
#include "extract/draft.h"

enum { TW_ANY_CONTENT = TW_TAKES_CLAUSE | TW_TAKES_THAT | TW_TAKES_QUOTE | TW_TAKES_REST
       | TW_TAKES_OBJECT
                      | TW_TAKES_INFINITIVE };

/* The tokens [first, end) that may be looked at, and the index of the cue. */
struct tw_place { struct tw_drafts *d; const struct tw_classes *c; size_t sentence, first, end, cue; };

/* The place of a token of the sentence; of the quoted passage around the cue
** when that is quoted (cue may be NULL).  Does not set .cue. */
struct tw_place tw_place_of(struct tw_drafts *d, size_t sentence, size_t token,
                            const struct tw_cue *cue);

static inline struct tw_cue *tw_place_cue(const struct tw_place *p)
{
    return &p->d->cue[p->cue];
}

static inline struct tw_range tw_range_of(size_t first, size_t end)
{
    return (struct tw_range){(uint32_t)first, (uint32_t)end};
}

/* No word stands at or behind token i. */
bool tw_place_ends(const struct tw_place *p, size_t i);

/* Some token of [from, to) may be a finite verb. */
bool tw_place_has_finite(const struct tw_place *p, size_t from, size_t to);

/* The end of the clause, or of the object with its rest, that begins at `from`. */
size_t tw_clause_end(const struct tw_place *p, size_t from);
size_t tw_object_end(const struct tw_place *p, size_t from);

/* True when the clause of the cue, which began at `from`, ends in front of k. */
bool tw_clause_cuts(const struct tw_place *p, size_t from, size_t k);

/* A token that can begin a noun phrase or quotation. */
bool tw_starts_noun(const struct tw_classes *c, size_t i);

/* A token that can begin what is asked: who, how, whether. */
static inline bool tw_is_wh(const struct tw_classes *c, size_t i)
{
    return c->of[i] == TW_CLASS_WH || tw_is_word(c, i, TW_WORD_ASKS);
}

/* A new draft for the cue of the place, which is used from now on; without parts. */
struct tw_draft *tw_place_add(const struct tw_place *p, struct tw_range source, const char *rule);

#endif
