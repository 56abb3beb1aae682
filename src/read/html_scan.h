/* read/html_scan.h - the tokenizer under read/html.h: tags, comments, raw text.
**
** Only read/html_*.c use it.  Positions are bytes of the page; every
** function is linear in what it passes over and never reads behind `end`.
** Follows HTML Living Standard 13.2.5.
*/
#ifndef TW_READ_HTML_SCAN_H
#define TW_READ_HTML_SCAN_H
#include "read/html.h"

enum { TW_TAG_SLOTS = 512, TW_ATTR_SLOTS = 256, TW_TAG_ATTRS = 64 /* kept of one tag */ };

/* Names to numbers; built once a page (about 180 short names). */
struct tw_html_names { uint8_t tag[TW_TAG_SLOTS], attr[TW_ATTR_SLOTS]; };

struct tw_html_scan {
    const char *p, *end;                /* the page */
    struct tw_html_names names;
};

struct tw_html_token {
    enum tw_tag tag;
    bool is_end, self_closing;
    uint32_t name_hash;                 /* tells elements of TW_TAG_OTHER apart */
    size_t end;                         /* first byte behind the tag */
    struct tw_attr attr[TW_TAG_ATTRS];  /* known attributes of a start tag, in order */
    unsigned attr_n;
};

void tw_html_scan_start(struct tw_html_scan *s, struct tw_slice page);

/* The tag whose '<' stands at `at` and whose name begins with a letter.
** false when the page ends inside it: it is then no tag at all. */
bool tw_html_scan_tag(const struct tw_html_scan *s, size_t at, struct tw_html_token *out);

/* The end of the comment, doctype or processing instruction at `at` ("<!" or
** "<?" or "</" and no letter).  In foreign content CDATA sections are known. */
size_t tw_html_scan_comment(const struct tw_html_scan *s, size_t at, bool foreign);

/* Where the content of a raw element that begins at `at` ends: at its end tag,
** or at the end of the page. */
size_t tw_html_scan_raw(const struct tw_html_scan *s, size_t at, enum tw_tag tag);

#endif
