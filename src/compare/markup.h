/* compare/markup.h - text from outside as HTML, and places marked in it.
**
** Shared by the page of a comparison (report.c) and the pages of the server.  Escaped are the
** five characters that mean something in HTML and XML; what neither allows becomes U+FFFD;
** controls and marks that turn text round are dropped, so no title can change how what
** stands beside it reads.  Cost: one walk over the text.
*/
#ifndef TW_COMPARE_MARKUP_H
#define TW_COMPARE_MARKUP_H
#include "base/buf.h"

/* The text escaped; also right inside an attribute in double quotes. */
void tw_markup_text(struct tw_buf *out, struct tw_slice s);
/* The same in one line, kept apart from the direction of what is around it. */
void tw_markup_words(struct tw_buf *out, struct tw_slice s);

/* Written from right to left? */
bool tw_markup_is_rtl(struct tw_slice lang);
/* Only what may stand in a language tag: letters, digits, '-'. */
bool tw_markup_is_tag(struct tw_slice lang);
/* http or https, so that it may be a link. */
bool tw_markup_is_web(struct tw_slice url);

/* ---- Text with places marked in it
**
** Places overlap, elements may not: the text is cut wherever a place begins or ends, and each
** piece is a <mark> with the classes of the kinds of places that it lies in. */

enum { TW_MARKED_KINDS = 8 };

struct tw_marked_edge {
    size_t at;
    unsigned kind;
    int step;
};

struct tw_marked {
    struct tw_buf *out;
    struct tw_slice text;
    const char *const *name; /* class of each kind; at most TW_MARKED_KINDS */
    struct tw_marked_edge *edge;
    size_t n, cap, next;
    unsigned open[TW_MARKED_KINDS];
};

/* Adds a place; then, when all are there, readies the walk; then writes the text from left to
** right, a part at a time. */
void tw_marked_add(struct tw_marked *m, struct tw_arena *mem, struct tw_span place, unsigned kind);
void tw_marked_ready(struct tw_marked *m);
void tw_marked_put(struct tw_marked *m, size_t from, size_t to);

#endif
