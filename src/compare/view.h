/* compare/view.h - the accounts made ready for comparing: every token a concept with a weight.
**
** The text of each account is cut once more into tokens (extract/token.h); each
** token gets its concept (compare/concept.h), a weight by how seldom the story
** uses it, and whether a negation covers it.  Numbers get the concept of their
** value, so that "eleven" and "11" are equal.
** Cost: one pass over the texts; each distinct word is looked up once.
*/
#ifndef TW_COMPARE_VIEW_H
#define TW_COMPARE_VIEW_H
#include "compare/comparison.h"
#include "extract/token.h"

enum { TW_SEEN_NEGATED = 1, TW_SEEN_NUMBER = 2, TW_SEEN_NAME = 4, TW_SEEN_QUOTED = 8, TW_SEEN_NEGATOR = 16 };

struct tw_seen {                /* a token as comparing sees it */
    uint32_t id, near;          /* concept; id 0: nothing to compare */
    float weight;
    uint8_t flags;
};

struct tw_press {               /* a newspaper or agency named in the text */
    uint32_t first, end;        /* tokens */
    int outlet;                 /* index into tw_outlets; -1: "the newspaper", "the agency" */
};

struct tw_view {
    const struct tw_article *article;
    const struct tw_statements *statements;
    struct tw_text text;
    struct tw_seen *seen;       /* one a token */
    struct { struct tw_press *v; size_t n; } press;     /* by place; filled by tw_outlets_read */
};

struct tw_views { struct tw_view *v; size_t n; };

/* *out and everything in it lives in mem. */
void tw_views_read(struct tw_arena *mem, const struct tw_account *accounts, size_t n, struct tw_views *out);

/* The sentence that holds the byte; text.sentences when there is none. */
size_t tw_view_sentence(const struct tw_view *v, size_t off);

/* The first figure whose number ends behind the byte; figures stand by place. */
size_t tw_figure_from(const struct tw_statements *s, size_t off);

/* A bag of concepts: what a span is about.  Sorted by id, each id once. */
struct tw_bag_item { uint32_t id, near; float weight; uint16_t at; uint8_t flags; };
struct tw_bag { struct tw_bag_item *v; uint32_t n; float weight; };

/* The bag of the tokens [first, end).  Items without weight are left out. */
struct tw_bag tw_bag_of(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end);

/* Weight the bags share: equal concepts in full, near ones by six tenths.
** *against, when not NULL, gets the part whose negation differs. */
float tw_bag_shared(const struct tw_bag *a, const struct tw_bag *b, float *against);

#endif
