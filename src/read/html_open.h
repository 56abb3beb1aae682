/* read/html_open.h - the tree builder's state: open elements and growing nodes.
**
** Only read/html_*.c use it.  A ghost is an element whose end tag came while
** elements inside it were open: it is closed, but in the way, and goes when it
** becomes the top.  Places in the stack are 1 and more; 0 is the document.
*/
#ifndef TW_READ_HTML_OPEN_H
#define TW_READ_HTML_OPEN_H
#include "read/html_scan.h"

enum { TW_STACK_MAX = 512, TW_FOREIGN_MAX = 64 };

enum tw_html_mode { TW_BEFORE_HEAD, TW_IN_HEAD, TW_AFTER_HEAD, TW_IN_BODY };

struct tw_open { uint32_t node, name_hash; uint8_t tag; bool ghost, link; };

struct tw_html_builder {
    struct tw_arena *mem;
    struct tw_html_scan scan;
    struct tw_html *t;
    size_t node_cap, attr_cap;
    enum tw_html_mode mode;
    unsigned n;                         /* open elements */
    unsigned links;                     /* open <a href> */
    /* open elements from svg or math on; their content is not kept */
    unsigned foreign;
    /* the lowest of them that holds HTML, counted from 1; 0 = none */
    unsigned html_in_foreign;
    uint32_t foreign_name[TW_FOREIGN_MAX];
    bool space;                         /* white space since the last node */
    bool xml;                           /* an XML declaration: <name/> is empty */
    struct tw_open stack[TW_STACK_MAX];
    uint16_t open[TW_TAG_COUNT];        /* how many of a tag are open, ghosts not counted */
};

extern const uint8_t tw_html_traits[TW_TAG_COUNT];

static inline struct tw_open *tw_open_top(struct tw_html_builder *b)
{
    return &b->stack[b->n - 1];
}

static inline bool tw_open_is_heading(enum tw_tag tag)
{
    return tag >= TW_TAG_H1 && tag <= TW_TAG_H6;
}

/* Takes an element's share off the counts. */
void tw_open_forget(struct tw_html_builder *b, struct tw_open *o);
void tw_open_pop(struct tw_html_builder *b);

/* Pops until `depth` elements are left (or fewer, when ghosts follow). */
void tw_open_pop_to(struct tw_html_builder *b, unsigned depth);

/* The highest open element of that tag above the next one with `border` traits
** (or of the tag `other`, or with TW_SCOPE); its place in the stack, or 0. */
unsigned tw_open_find(struct tw_html_builder *b, enum tw_tag tag, unsigned border);
unsigned tw_open_find_in(struct tw_html_builder *b, enum tw_tag tag, enum tw_tag other);

/* Ends the elements whose end tags may be left out (13.2.6.3); an open p. */
void tw_open_end_implied(struct tw_html_builder *b, enum tw_tag except);
void tw_open_end_p(struct tw_html_builder *b);

/* Appends a node to the top element; 0 when a cap is met.  There is always room
** for head and body. */
uint32_t tw_open_add_node(struct tw_html_builder *b, enum tw_tag tag, size_t off, size_t len);
uint32_t tw_open_add_element(struct tw_html_builder *b, const struct tw_html_token *k, size_t off);
void tw_open_keep_attrs(struct tw_html_builder *b, uint32_t node, const struct tw_html_token *k);

/* Adds an element and opens it, unless it is void. */
uint32_t tw_open_element(struct tw_html_builder *b, const struct tw_html_token *k, size_t off);
void tw_open_implied(struct tw_html_builder *b, enum tw_tag tag, size_t off);

/* Adds text without the white space around it. */
void tw_open_add_text(struct tw_html_builder *b, size_t from, size_t to, unsigned flags);

/* An end tag, also of a formatting element alone (html_close.c); the end of the
** head (html_build.c). */
void tw_close_tag(struct tw_html_builder *b, const struct tw_html_token *k, size_t off);
void tw_close_formatting(struct tw_html_builder *b, enum tw_tag tag);
void tw_build_end_head(struct tw_html_builder *b, size_t off);

#endif
