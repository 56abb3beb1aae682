/* read/html.h - a web page as a compact tree that borrows from the page.
**
** Method: the WHATWG tokenizer and tree construction (HTML Living Standard,
** 13.2.5, 13.2.6) as far as they decide which text belongs to which element:
** implied and missing tags, misnested formatting, void and raw-text elements,
** tables, broken attributes and comments.  Left out because no text depends on
** it: quirks mode, frames, moving misplaced text in front of its table, and
** repeating formatting elements in the next paragraph.  Text inside svg and
** math is not kept.
**
** The nodes stand in document order, so the subtree of node i is
** node[i] .. node[node[i].end - 1].  Node 0 is the document; its first child is
** `html`, which is always there, as are `head` and `body`.
**
** Nothing is copied: a text node is a slice of the page as written, with its
** character references (tw_html_decode) and its white space.  White space
** alone makes no node: the next node is marked TW_NODE_SPACE instead.  script,
** style, noscript, iframe, textarea and title have their content as one text
** node, however long; it is skipped at memory speed.
**
** Caps: 512 open elements (deeper ones become siblings), 2^20 nodes, 2^21
** attributes.  Cost: one pass, linear in the page also when it is hostile;
** two arena arrays.
*/
#ifndef TW_READ_HTML_H
#define TW_READ_HTML_H
#include "base/buf.h"
#include "base/status.h"
#include "read/html_names.h"

#include <stdint.h>

enum tw_node_flag {
    TW_NODE_SPACE = 1,  /* white space (at least) stands before it */
    TW_NODE_LINK = 2,   /* text inside an open <a href> */
    TW_NODE_RAW = 4     /* text of a raw element; references count in title and textarea only */
};

struct tw_node {
    uint32_t parent;
    uint32_t end;       /* one behind the last node of its subtree */
    /* bytes of the page: text as written; the start tag of an element, 0 long when implied */
    uint32_t off, len;
    uint32_t attr;      /* its first attribute in tw_html.attr */
    uint8_t attr_n;
    uint8_t tag;        /* enum tw_tag; TW_TAG_TEXT is text */
    uint8_t flags;      /* enum tw_node_flag */
};

struct tw_attr { uint32_t off, len; uint8_t name; /* enum tw_attr_name */ };

struct tw_html {
    struct tw_slice page;
    struct tw_node *node;
    uint32_t n;
    struct tw_attr *attr;
    uint32_t attr_n;
    uint32_t html, head, body;      /* nodes */
    bool over;                      /* a cap was met: the rest of the page is missing */
};

/* Parses a page (valid UTF-8).  *out lives in mem and borrows from page.
** TW_OK, also for nonsense; TW_TOOBIG when a cap was met or the page is over
** 1 GiB: *out then holds what came before. */
TW_MUST_USE enum tw_status tw_html_parse(struct tw_arena *mem, struct tw_slice page,
                                         struct tw_html *out);

/* First child, next sibling: 0 when there is none. */
static inline uint32_t tw_html_first(const struct tw_html *t, uint32_t i)
{
    return i + 1 < t->node[i].end ? i + 1 : 0;
}

static inline uint32_t tw_html_next(const struct tw_html *t, uint32_t i)
{
    return i != 0 && t->node[i].end < t->node[t->node[i].parent].end ? t->node[i].end : 0;
}

static inline bool tw_html_is_text(const struct tw_html *t, uint32_t i)
{
    return t->node[i].tag == TW_TAG_TEXT;
}

/* The next element of that tag in [from, end), or 0.  All of a page:
**     for (i = 0; (i = tw_html_find(t, TW_TAG_META, i + 1, t->n)) != 0; ) */
uint32_t tw_html_find(const struct tw_html *t, enum tw_tag tag, uint32_t from, uint32_t end);

/* The nearest element of that tag that holds i (or is i), or 0. */
uint32_t tw_html_up(const struct tw_html *t, uint32_t i, enum tw_tag tag);

/* An attribute's value as written (references not decoded); empty when absent.
** tw_html_has tells absent from empty. */
struct tw_slice tw_html_attr(const struct tw_html *t, uint32_t i, enum tw_attr_name name);
bool tw_html_has(const struct tw_html *t, uint32_t i, enum tw_attr_name name);

/* The same decoded, white space collapsed and trimmed; borrowed from the page
** when nothing had to be done. */
struct tw_slice tw_html_attr_text(struct tw_arena *mem, const struct tw_html *t, uint32_t i,
                                  enum tw_attr_name name);

/* Text as written: of a text node itself, of an element its first text child
** (for script, style, title, textarea: all of it); else empty. */
struct tw_slice tw_html_raw(const struct tw_html *t, uint32_t i);

/* The text of a subtree: decoded, white space collapsed, a line end where a
** block or br breaks the line, no empty lines, trimmed.  Leaves out script,
** style, noscript, template, iframe, noembed, noframes, select and textarea. */
struct tw_slice tw_html_text(struct tw_arena *mem, const struct tw_html *t, uint32_t i);

/* Appends a text node (or any raw slice) decoded, each run of white space
** (U+00A0 and control characters are white space here) as one space; soft
** hyphens and byte order marks are dropped.  When `space`, a space is written
** before the first character.  Returns whether white space is pending at the
** end; it is not written. */
bool tw_html_add_text(struct tw_buf *out, struct tw_slice raw, bool space);

/* Character references of s resolved; s itself when there are none.  Knows all
** names of the standard; numbers are mapped as 13.2.5.80 says (windows-1252 for
** 128-159, U+FFFD for what is no character). */
struct tw_slice tw_html_decode(struct tw_arena *mem, struct tw_slice s);
/* "?a&copy=1" stays */
struct tw_slice tw_html_decode_attr(struct tw_arena *mem, struct tw_slice s);

/* Element and attribute names in lower case ("" for other), and traits. */
const char *tw_tag_text(enum tw_tag tag);
unsigned tw_tag_traits(enum tw_tag tag);

/* The name of an element as written, also of TW_TAG_OTHER. */
struct tw_slice tw_html_name(const struct tw_html *t, uint32_t i);

#endif
