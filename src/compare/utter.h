/* compare/utter.h - what each account lets people say: the pieces that are aligned.
**
** One for each attribution: the content when it is quoted, the whole clause
** with source and cue when it is not.  A quotation that goes on after the cue
** is two.  The narrated sentences of a statement that an
** organisation published itself are its utterances.
*/
#ifndef TW_COMPARE_UTTER_H
#define TW_COMPARE_UTTER_H
#include "compare/who.h"
#include "compare/wordbag.h"

enum tw_utterance_kind {
    TW_UTTERED,                 /* an attribution */
    TW_UTTERED_OWN,             /* narrated by the organisation itself */
    TW_UTTERED_LOOSE,           /* quoted, nobody knows by whom */
    TW_UTTERED_NARRATED         /* may join, no more */
};

struct tw_utterance {
    enum tw_utterance_kind kind;
    unsigned account;
    int attribution;            /* -1 when there is none */
    struct tw_span span;        /* what is shown */
    size_t reach;               /* the furthest end of its account's utterances up to it */
    uint32_t sentence, paragraph;   /* in which it begins */
    struct tw_bag bag;          /* of the content */
    uint32_t *words, n;         /* all its words as concepts, sorted */
    struct tw_who who;
    const struct tw_claim *claim;   /* extract's, of who did it; NULL = none */
    enum tw_polarity polarity;  /* of the verb of saying */
    enum tw_polarity stance;    /* compare/stance.h */
    /* has a word of data/en/contested: guilt, cause, knowledge, a promise */
    bool is_contestable;
    bool is_sweeping;           /* about "the charges", whatever they are */
    bool quoted;                /* most of it stands in quotation marks */
    float negated;              /* share of the bag's weight under a negation */
    uint64_t twin;              /* hash of the content's words: equal for equal words */
};
struct tw_utterances { struct tw_utterance *v; size_t n, cap; };

/* Adds those of an account, by place.  `owner` is the organisation whose own
** statement it is, empty for reporting. */
void tw_utterances_add(struct tw_arena *mem, const struct tw_view *v, unsigned account,
                       struct tw_slice owner, struct tw_utterances *out);

#endif
