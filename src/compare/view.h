/* compare/view.h - the accounts made ready for comparing: every token a concept with a weight.
**
** The text of each account is cut once more into tokens (extract/token.h); each
** token gets its concept (compare/concept.h), a weight by how seldom the story
** uses it (compare/weigh.c), and whether a negation covers it.  Numbers get the
** concept of their value, so that "eleven" and "11" are equal.
** Cost: one pass over the texts; each distinct word is looked up once.
*/
#ifndef TW_COMPARE_VIEW_H
#define TW_COMPARE_VIEW_H
#include "base/map.h"
#include "compare/comparison.h"
#include "compare/concept.h"
#include "extract/token.h"

enum { TW_SEEN_NEGATED = 1, TW_SEEN_NUMBER = 2, TW_SEEN_NAME = 4, TW_SEEN_QUOTED = 8,
       TW_SEEN_NEGATOR = 16, TW_SEEN_ATTRIBUTED = 32 };

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
    float *plain;               /* one a token: its weight before the story's */
    /* one a token: index of tw_views.uses; TW_UNUSED = nothing to compare */
    uint32_t *use;
    struct { struct tw_press *v; size_t n; } press;     /* by place; filled by tw_outlets_read */
    bool is_body;               /* compare/bodies.h */
};

#define TW_UNUSED UINT32_MAX

struct tw_use {                 /* a concept as the story uses it */
    uint32_t accounts, sentences;           /* that hold it */
    uint32_t first, last, last_sentence;    /* accounts; where it was counted last */
    float factor;               /* of its weight: how seldom the story uses it */
};
struct tw_uses { struct tw_map map; struct tw_use *v; size_t n, cap; };     /* id -> index */
struct tw_known { struct tw_map map; struct tw_concept *v; size_t n, cap; };   /* word in lower case -> index */

struct tw_views {
    struct tw_view *v; size_t n, cap;
    struct tw_arena *mem;
    struct tw_known known;
    struct tw_uses uses;
    size_t weighed, uses_weighed;   /* so many have their weights */
    double sentences;               /* of the accounts that settle the weights */
};

/* No views yet; they and all in them will live in mem. */
struct tw_views tw_views_in(struct tw_arena *mem);

/* Reads an account, which is borrowed.  Tokens have no weight yet. */
void tw_views_add(struct tw_views *views, const struct tw_account *account);

/* Counts the words of the view added last (weigh.c). */
void tw_views_count(struct tw_views *views);

/* Gives the views added since their weights.  True when those of earlier ones
** changed, as they do up to the 16th account (weigh.c). */
bool tw_views_weigh(struct tw_views *views);

/* The number of the account; -1 = not of this story. */
int tw_views_account(const struct tw_views *views, struct tw_slice article);

/* The sentence that holds the byte; text.sentences when there is none. */
size_t tw_view_sentence(const struct tw_view *v, size_t off);

/* The first figure whose number ends behind the byte; figures stand by place. */
size_t tw_figure_from(const struct tw_statements *s, size_t off);

/* True of a span at the beginning of the text that ends with its dateline and the dash behind
   it. */
static inline bool tw_view_is_dateline(const struct tw_view *v, struct tw_span s)
{
    enum { DASH = 4 };          /* bytes, at most */

    return v->article->dateline.n > 0 && tw_span_end(s) <= v->article->dateline.n + DASH;
}

#endif
