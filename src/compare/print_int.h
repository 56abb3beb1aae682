/* compare/print_int.h - what the parts of the terminal's text share. */
#ifndef TW_COMPARE_PRINT_INT_H
#define TW_COMPARE_PRINT_INT_H
#include "compare/layout.h"
#include "compare/wording.h"

/* columns; items; columns */
enum { TW_PRINT_INDENT = 20, TW_PRINT_SHOWN = 20, TW_PRINT_WORDING = 240 };

struct tw_printed {
    struct tw_layout l;
    const struct tw_comparison *c;
    struct tw_arena *mem;
};

static inline void tw_print_row(const struct tw_printed *p, struct tw_slice label, enum tw_ink ink,
                                struct tw_slice text, struct tw_slice tail)
{
    tw_layout_row(&p->l, TW_PRINT_INDENT, label, ink, text, tail);
}

/* The member in one line, cut when it is long. */
static inline struct tw_slice tw_print_member(const struct tw_printed *p, unsigned account,
                                              struct tw_span span)
{
    return tw_one_line(p->mem, tw_member_words(p->mem, p->c, account, span), TW_PRINT_WORDING);
}

/* "... and 7 more" */
void tw_print_more(const struct tw_printed *p, size_t all, size_t shown);

void tw_print_editions(const struct tw_printed *p);     /* printedition.c */

#endif
