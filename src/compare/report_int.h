/* compare/report_int.h - what the parts of the page share.
**
** Everything that comes from outside goes through tw_report_text, or is a
** number or a letter; tw_report_put is for literals.
*/
#ifndef TW_COMPARE_REPORT_INT_H
#define TW_COMPARE_REPORT_INT_H
#include "compare/wording.h"

enum tw_mark_kind { TW_MARK_SAID, TW_MARK_FIGURE, TW_MARK_CLAIM, TW_MARK_ONLY, TW_MARK_COPIED,
                    TW_MARK_EDITED, TW_MARK_KINDS };

struct tw_report_mark { struct tw_span span; enum tw_mark_kind kind; unsigned number; };    /* number: from 1 */
struct tw_report_marks { struct tw_report_mark *v; size_t n, cap; };

struct tw_report {
    struct tw_buf *out;
    const struct tw_comparison *c;
    struct tw_arena *mem;
    struct tw_report_marks *marks;      /* per account, by place */
};

static inline void tw_report_put(const struct tw_report *r,
                                 const char *html) { tw_buf_adds(r->out, html); }

/* reporttext.c: text with its markup escaped; controls left out. */
void tw_report_text(const struct tw_report *r, struct tw_slice s);
/* The same in one line, kept apart from the direction of what is around it. */
void tw_report_words(const struct tw_report *r, struct tw_slice s);
void tw_report_member(const struct tw_report *r, unsigned account, struct tw_span span);
void tw_report_count(const struct tw_report *r, size_t n, const char *noun);

/* "A ¶3" as a link to the sentence that holds the span's first byte. */
void tw_report_link(const struct tw_report *r, unsigned account, struct tw_span span);
/* The name of an item, "S1", and a link to it. */
void tw_report_item(const struct tw_report *r, enum tw_mark_kind kind, size_t number);
void tw_report_item_link(const struct tw_report *r, enum tw_mark_kind kind, size_t number);
/* The sentence that holds the byte: its index; TW_NONE when there is none. */
size_t tw_report_sentence(const struct tw_report *r, unsigned account, size_t off);

void tw_report_marks_find(struct tw_report *r);         /* reportmarks.c */

/* The sections, in the order of the page. */
void tw_report_summary(const struct tw_report *r);      /* reportsummary.c */
void tw_report_matrix(const struct tw_report *r);       /* reportmatrix.c */
void tw_report_said(const struct tw_report *r);         /* reportitems.c */
void tw_report_figures(const struct tw_report *r);
void tw_report_claims(const struct tw_report *r);
void tw_report_only(const struct tw_report *r);         /* reportonly.c */
void tw_report_copied(const struct tw_report *r);       /* reportcopied.c */
void tw_report_editions(const struct tw_report *r);     /* reportedition.c */
void tw_report_accounts(const struct tw_report *r);     /* reportaccounts.c */

extern const char tw_report_style[];                    /* reportstyle.c */

#endif
