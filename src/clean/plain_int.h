/* clean/plain_int.h - what the files of the plain-text cleaner share. */
#ifndef TW_CLEAN_PLAIN_INT_H
#define TW_CLEAN_PLAIN_INT_H
#include "clean/article.h"
#include "clean/line.h"
#include "read/document.h"

#include <stdint.h>

struct tw_plain_line {
    struct tw_slice text, rest;     /* rest: of struct tw_line */
    uint8_t kind;                   /* enum tw_line_kind; changed as more is known */
    bool first;                     /* a blank line, or the beginning, stands before it */
    bool ended;                     /* ends as a sentence does */
    uint16_t words;                 /* counted up to 1000 */
};

struct tw_plain {
    struct tw_arena *mem;
    const struct tw_document *doc;
    struct tw_slice lang;
    struct tw_plain_line *v;        /* none of them blank */
    size_t n;
    size_t body, end;               /* lines [body, end) may be the article's text */
    bool site_named;                /* out->outlet_name is the site's, from the title */
};

/* plainlines.c: cuts the text into lines and tells what each is. */
void tw_plain_lines(struct tw_plain *p, struct tw_slice text);

/* True for a line that reads like a paragraph. */
bool tw_plain_is_prose(const struct tw_plain_line *l);

/* plainhead.c: finds where the text begins (p->body), and the title, standfirst,
** byline, date and outlet before it. */
void tw_plain_head(struct tw_plain *p, struct tw_article *out);

/* plaintail.c: finds where the text that begins at p->body ends (p->end); then
** credits, notes and the outlet behind it. */
void tw_plain_find_end(struct tw_plain *p);
void tw_plain_tail(struct tw_plain *p, struct tw_article *out);

#endif
