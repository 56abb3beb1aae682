/* compare/because_int.h - what the explanations share while one is made. */
#ifndef TW_COMPARE_BECAUSE_INT_H
#define TW_COMPARE_BECAUSE_INT_H
#include "compare/because.h"
#include "compare/side.h"
#include "compare/wording.h"

struct tw_asking {
    struct tw_arena *mem;
    struct tw_side side;            /* of the comparison, made once more */
    const struct tw_comparison *c;
    struct tw_explained *out;
};

/* Adds a reason and returns it; places are added to what was added last. */
struct tw_because *tw_because_add(struct tw_asking *a, const char *what, struct tw_slice text);
void tw_because_at(struct tw_asking *a, unsigned account, struct tw_span span);

/* The words that both spans have, as "freedom, trade = exchange", the weightiest
** first; empty when there are none. */
struct tw_slice tw_because_words(struct tw_asking *a, struct tw_member x, struct tw_member y);

/* The words of the span that no other account uses, the weightiest first. */
struct tw_slice tw_because_own_words(struct tw_asking *a, struct tw_member m);

/* The utterance that is shown as the member; NULL when none overlaps it. */
const struct tw_utterance *tw_because_utterance(const struct tw_asking *a, struct tw_member m);

/* Adds the origin behind each member, and the rule that says so. */
void tw_because_origins(struct tw_asking *a, const struct tw_members *m);

/* Adds what people decided about the item of that id. */
void tw_because_ruled(struct tw_asking *a, struct tw_slice item);

/* The kinds of item, each in its file. */
void tw_because_said(struct tw_asking *a, const struct tw_said *s);             /* becausesaid.c */
void tw_because_question(struct tw_asking *a, const struct tw_question *q);
void tw_because_only(struct tw_asking *a, const struct tw_only *o);
/* becausefigure.c */
void tw_because_figure(struct tw_asking *a, const struct tw_reconciled *r);
/* Adds the figure of another account that is likest to the one in the span. */
void tw_because_nearest_figure(struct tw_asking *a, struct tw_member m);

#endif
