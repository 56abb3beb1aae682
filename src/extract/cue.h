/* extract/cue.h - the words that announce what somebody says: verbs of reporting.
**
** A cue is a verb of en/cues that is used as a verb, with its group
** (auxiliaries, adverbs, negation: "has not said", "would neither confirm nor
** deny"), and the noun phrase it belongs to.
*/
#ifndef TW_EXTRACT_CUE_H
#define TW_EXTRACT_CUE_H
#include "extract/phrase.h"

enum tw_join {                  /* how the source is found */
    TW_JOIN_NONE,
    TW_JOIN_SUBJECT,            /* stands in front of the cue */
    TW_JOIN_COORDINATED,        /* "... and said": that of the cue before */
    TW_JOIN_PARTICIPLE          /* ", saying": likewise, or the subject of the sentence */
};

struct tw_cue {
    uint32_t first, verb, end;  /* tokens: the group is [first, end) */
    uint32_t source, source_end;    /* tokens; equal = none */
    uint8_t join;
    bool is_passive, is_negated, is_quoted, is_used;
    uint16_t codes;             /* of its verb */
};

struct tw_cues { struct tw_cue *v; size_t n, cap; };

/* Appends the cues of sentence `s` to *out, left to right.  Inverted sources
** and agents are not looked for here. */
void tw_cues_find(struct tw_arena *mem, const struct tw_classes *c, const struct tw_sentence *s,
                  struct tw_cues *out);

#endif
