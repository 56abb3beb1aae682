/* extract/saytag.h - a second, trained opinion on who said what.
**
** The rules go first.  Then each site (extract/sayfeature.h) is read by a
** first-order sequence tagger: the best sequence of labels under a linear model
** (Viterbi), trained as a conditional random field (Lafferty et al. 2001) by
** tools/train/says.c.  Where it is clearly surer than the rules that nobody says
** anything, a draft is dropped; where it finds something said and they do not,
** one is added.  Weights: data/model/says.bin, recipe and
** scores in data/model/says.md.  Deterministic.
*/
#ifndef TW_EXTRACT_SAYTAG_H
#define TW_EXTRACT_SAYTAG_H
#include "extract/sayfeature.h"

enum { TW_SAY_WIDTH = 8 };      /* bytes of a row: the labels and a rest */

/* The table of weights, each a signed byte: one label behind another, then the
** rows.  unit: how many of them make one nat. */
struct tw_say_model {
    int32_t unit, unused[3];
    int8_t transition[TW_SAY_LABELS][TW_SAY_WIDTH];
    int8_t row[TW_SAY_ROWS][TW_SAY_WIDTH];
};

extern const struct tw_say_model tw_say_model;      /* data/model/says.bin, through weights.S */

/* True when label b may stand behind label a. */
static inline bool tw_say_may_follow(unsigned a, unsigned b)
{
    bool in_source = a == TW_SAY_B_SOURCE || a == TW_SAY_I_SOURCE,
        in_content = a >= TW_SAY_B_CONTENT;

    switch (b) {
    case TW_SAY_O: return !in_content;
    case TW_SAY_X: case TW_SAY_I_CONTENT: return in_content;
    case TW_SAY_B_SOURCE: return !in_source;
    case TW_SAY_I_SOURCE: return in_source;
    default: return !in_content;
    }
}

/* The labels a token may have: the cue itself is neither source nor content. */
static inline bool tw_say_may_have(const struct tw_site *site, size_t k, unsigned label)
{
    return label <= TW_SAY_X || site->from + k < site->first || site->from + k >= site->end;
}

/* Reads all sites and corrects the drafts.  O(sites), each of TW_SAY_LONGEST
** tokens at most; about 6 us a site. */
void tw_says_reread(struct tw_drafts *d, const struct tw_say_model *m);

#endif
