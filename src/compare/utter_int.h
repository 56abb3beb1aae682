/* compare/utter_int.h - what the two readers of an account's utterances share. */
#ifndef TW_COMPARE_UTTER_INT_H
#define TW_COMPARE_UTTER_INT_H
#include "compare/utter.h"

/* Who did it, as extract's claims have it: by attribution, and those of
** sentences without one in the order of the text. */
struct tw_told_claims {
    const struct tw_claim **of;             /* per attribution */
    const struct tw_claim **told; size_t n;
};

/* Fills in what the content says and adds the utterance. */
void tw_utterance_add(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                      struct tw_utterance u, struct tw_span content);

/* The first utterance of the account, whose begin at `from`, at the byte or
** behind it, while only its attributions have been read: they stand nearly by place. */
size_t tw_utterances_from(const struct tw_utterances *l, size_t from, size_t off);

/* Adds the quotations that no attribution has; `taken` tells per token what
** utterances have already, and is filled up (narrated.c). */
void tw_loose_read(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                   unsigned account, uint8_t *taken);

/* Adds what is left of each sentence, when it says something; the account's
** utterances begin at `from`.  "The ministry has not responded" is one without a
** verb of saying. */
void tw_narrated_read(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                      unsigned account,
                      const uint8_t *taken, size_t from, struct tw_slice owner,
                          const struct tw_told_claims *claims);

/* Adds denials told in passing inside what another one says: "..., which Karsk denies". */
void tw_denied_read(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                    unsigned account, const uint8_t *taken);

#endif
