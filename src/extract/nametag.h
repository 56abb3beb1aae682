/* extract/nametag.h - marks the tokens of names: people, organisations, places.
**
** A first-order sequence tagger: the best sequence of tags under a linear
** model (Viterbi), trained as an averaged structured perceptron (Collins 2002)
** by tools/train/names.c.  Weights: data/model/names.bin, recipe and scores in
** data/model/names.md.  Deterministic.  Cost: about 1 us a capitalised word.
*/
#ifndef TW_EXTRACT_NAMETAG_H
#define TW_EXTRACT_NAMETAG_H
#include "extract/namefeature.h"

enum tw_name_tag {                  /* B begins a name, I goes on with it */
    TW_NAME_O, TW_NAME_B_PER, TW_NAME_I_PER, TW_NAME_B_ORG, TW_NAME_I_ORG, TW_NAME_B_LOC,
        TW_NAME_I_LOC,
    TW_NAME_B_MISC, TW_NAME_I_MISC, TW_NAME_TAGS
};

/* True when tag b may stand behind tag a. */
static inline bool tw_name_may_follow(unsigned a, unsigned b)
{
    return b == TW_NAME_O || b % 2 == 1 || a == b || a + 1 == b;
}

/* The table of weights: rows of TW_NAME_TAGS, then the scores of one tag
** behind another, each a signed byte. */
struct tw_name_model { int8_t transition[TW_NAME_TAGS][TW_NAME_TAGS]; int8_t row[TW_NAME_ROWS][TW_NAME_TAGS]; };

/* One tag per token, in mem. */
uint8_t *tw_names_tag(struct tw_arena *mem, const struct tw_text *t,
                      const struct tw_name_token *info);

#endif
