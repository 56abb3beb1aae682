/* extract/draft.h - attributions while they are being found: token ranges.
**
** The finders of quotations and of clauses add drafts; at the end they become
** attributions, sorted by where their content begins, with kind, type and the
** attribution that holds them.
*/
#ifndef TW_EXTRACT_DRAFT_H
#define TW_EXTRACT_DRAFT_H
#include "extract/cue.h"

struct tw_range { uint32_t first, end; };   /* tokens [first, end) */

struct tw_draft {
    struct tw_range source, cue;            /* first == end: none */
    struct tw_range *part; size_t parts, part_cap;
    uint16_t codes;                         /* of the cue's verb */
    bool is_negated;
    /* by an object, infinitive or passive: dropped inside another content */
    bool is_loose;
    /* index when added; id + 1 of the draft that carries it ("X, citing Y") */
    uint32_t id, outer;
    const char *rule;
    int score;                              /* of the tagger, as in tw_attribution */
};

struct tw_drafts {
    struct tw_arena *mem;
    const struct tw_classes *classes;
    struct tw_draft *v; size_t n, cap, next_id;
    struct tw_cue *cue;                     /* of the whole article, by sentence */
    uint32_t *cue_of;                       /* first cue of each sentence; one more at the end */
    /* draft index + 1 of each quotation of the text, 0 = none */
    uint32_t *quote_of;
};

/* Classes and cues of the whole text, no draft yet. */
void tw_drafts_start(struct tw_arena *mem, const struct tw_text *t, struct tw_drafts *out);

/* The first cue of the sentence whose group begins at or behind the token. */
size_t tw_cue_at(const struct tw_drafts *d, size_t sentence, size_t token);

/* A new draft without content; the reference holds until the next one. */
struct tw_draft *tw_draft_add(struct tw_drafts *d, struct tw_range source, struct tw_range cue,
                              uint16_t codes, const char *rule);

/* Adds a part, trimmed of commas, dashes, "that" and a final full stop outside
** marks; nothing when nothing is left. */
void tw_draft_part(struct tw_drafts *d, struct tw_draft *a, size_t first, size_t end);

/* Takes back the last draft when it has no content; false when it did. */
bool tw_draft_keep(struct tw_drafts *d);

/* The drafts as attributions.  Loose and thought ones that stand in the content
** of another are dropped: there they are what is said, not a saying. */
void tw_drafts_finish(struct tw_drafts *d, struct tw_statements *out);

/* The end of the innermost content around the token, or `end` when none is. */
size_t tw_content_end(const struct tw_drafts *d, size_t token, size_t end);

/* The source of a cue: its own, that of the cue before it in the sentence, or
** the subject of the sentence.  Empty when there is none. */
struct tw_range tw_cue_source(const struct tw_drafts *d, size_t sentence, size_t cue);

#endif
