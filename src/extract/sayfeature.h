/* extract/sayfeature.h - what the tagger of attributions looks at.
**
** Shared by the tagger (saytag.c) and its trainer (tools/train/says.c), so that
** both see the same.  The tagger reads one site at a time: a word that may
** announce what somebody says, with the tokens around it in its sentence.  For
** each of them it chooses a label; a feature is a row of the table of weights:
** a hash of what it is and its value.  Among the features is what the rules
** made of the site, so that the tagger learns where they are right.
*/
#ifndef TW_EXTRACT_SAYFEATURE_H
#define TW_EXTRACT_SAYFEATURE_H
#include "extract/draft.h"

enum tw_say_label {             /* B begins, I goes on; X: the first token behind a content */
    TW_SAY_O, TW_SAY_X, TW_SAY_B_SOURCE, TW_SAY_I_SOURCE, TW_SAY_B_CONTENT, TW_SAY_I_CONTENT,
        TW_SAY_LABELS
};

enum {
    TW_SAY_ROWS = 1 << 18,      /* rows of the table of weights */
    TW_SAY_FEATURES = 48,       /* at most, of one token */
    TW_SAY_BEFORE = 60, TW_SAY_BEHIND = 90,     /* tokens looked at on either side of a site */
    TW_SAY_LONGEST = TW_SAY_BEFORE + TW_SAY_BEHIND + 16
};

enum tw_site_kind { TW_SITE_VERB, TW_SITE_FORM, TW_SITE_NOUN, TW_SITE_PHRASE };

struct tw_site {
    uint32_t first, end, verb;  /* tokens of the cue; end > first */
    uint32_t from, to;          /* tokens that are labelled */
    uint32_t sentence;
    int cue, draft;             /* index among the cues and the drafts; -1: none */
    /* a cue of the rules; a verb they took for a noun; a noun of saying; what else they found */
    uint8_t kind;
};

struct tw_sites {
    const struct tw_drafts *d;
    struct tw_site *v; size_t n, cap;
    uint16_t *commas, *others;  /* per token: commas and sites in front of it, counted round */
    uint8_t *edges;             /* per token: what begins or ends there, by the rules */
};

/* All sites of the text, by rising place.  Quotations are left to the rules:
** their drafts and the words in them are no sites. */
void tw_sites_find(const struct tw_drafts *d, struct tw_sites *out);

/* The labels that a draft gives the tokens of a site; NULL: none. */
void tw_site_labels(const struct tw_site *site, const struct tw_draft *a,
                    uint8_t label[TW_SAY_LONGEST]);

/* What is the same for all tokens of a site. */
struct tw_site_view {
    const struct tw_site *site;
    const uint8_t *label;       /* the rules' labels */
    uint32_t lemma, form, rule, before, behind, next;
    uint32_t source, head;      /* what kind of word heads the source, and its hash */
    uint32_t content;           /* length, a finite verb, how its first word is */
};

struct tw_site_view tw_site_see(const struct tw_sites *s, const struct tw_site *site,
                                const uint8_t *label);

/* The rows of token `from` + k of the site; returns how many. */
size_t tw_site_features(const struct tw_sites *s, const struct tw_site_view *v, size_t k,
                        uint32_t out[TW_SAY_FEATURES]);

#endif
