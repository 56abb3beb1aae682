/* compare/comparison.h - the accounts of a story side by side.
**
** Everything is a member: a span of one account's text.  Accounts are numbered
** 0..n-1 in the order given; that number is the letter A, B, ... for people.
*/
#ifndef TW_COMPARE_COMPARISON_H
#define TW_COMPARE_COMPARISON_H
#include "compare/ruling.h"
#include "extract/statements.h"

struct tw_account {             /* borrowed from the caller */
    const struct tw_article *article;
    const struct tw_statements *statements;
    /* of the outlet, when known; accounts of one owner are one origin */
    struct tw_slice owner;
};

struct tw_member { unsigned account; struct tw_span span; };
struct tw_members { struct tw_member *v; size_t n; };

enum tw_said_relation { TW_SAME_UTTERANCE, TW_SAME_STATEMENT };

struct tw_said {
    struct tw_slice id, speaker;
    enum tw_said_relation relation;
    struct tw_members members;      /* in two accounts or more; by account, then place */
    unsigned accounts, origins;
};

enum tw_figure_relation { TW_AGREE, TW_COMPATIBLE, TW_CONFLICT, TW_SUPERSEDED };

struct tw_figure_member { unsigned account; const struct tw_figure *figure; };
struct tw_reconciled {
    struct tw_slice id, unit, of;
    enum tw_figure_relation relation;
    bool has_low, has_high;
    double low, high;
    struct { struct tw_figure_member *v; size_t n; } members;
    unsigned accounts, origins;
};

struct tw_position {
    struct tw_slice answer;
    enum tw_polarity stance;
    struct tw_slices by;
    struct tw_members members;
    unsigned accounts, origins;
};
struct tw_question {
    struct tw_slice id, question;
    struct { struct tw_position *v; size_t n; } positions;
};

struct tw_only { struct tw_member member; struct tw_slice what; };

struct tw_copied { unsigned a, b; struct tw_span a_span, b_span; size_t words; }; /* b took from a */

enum tw_change_kind { TW_ADDED, TW_REMOVED, TW_CHANGED };
enum tw_piece_kind { TW_KEPT, TW_WENT, TW_CAME };
struct tw_piece { enum tw_piece_kind kind; struct tw_span span; };     /* words: what went in the old text, else in the new */
struct tw_change {                          /* a sentence */
    enum tw_change_kind kind;
    struct tw_span from, to;                /* in the old and in the new text; len 0 = not there */
    struct { struct tw_piece *v; size_t n; } pieces;   /* of a changed one, in reading order */
};
struct tw_moved_figure { const struct tw_figure *from, *to; };      /* one figure, another value */
struct tw_edition {
    unsigned from, to;                      /* accounts: the edition before, and this one */
    struct tw_slice why;                    /* of their being editions of one account */
    struct { struct tw_change *v; size_t n; } changes;
    struct { struct tw_moved_figure *v; size_t n; } figures;
};

struct tw_comparison {
    bool one_event;
    struct tw_slice why;                    /* of one_event */
    const struct tw_account *accounts; size_t n;
    struct tw_slice *origin;                /* per account: its origin's name */
    struct tw_slice *origin_why;            /* per account: the rule that said so */
    unsigned origins;
    struct { struct tw_said *v; size_t n; } said;
    struct { struct tw_reconciled *v; size_t n; } figures;
    struct { struct tw_question *v; size_t n; } claims;
    struct { struct tw_only *v; size_t n; } only;
    struct { struct tw_copied *v; size_t n; } copied;
    struct { struct tw_edition *v; size_t n; } editions;    /* none has its counterpart among copied */
};

/* When the account was published, Unix seconds; INT64_MIN: not known. */
static inline int64_t tw_account_time(const struct tw_comparison *c, unsigned account)
{
    const struct tw_date *d = &c->accounts[account].article->published;

    return d->grain == TW_DATE_NONE ? INT64_MIN : tw_date_unix(d);
}

/* Compares n >= 1 accounts.  *out lives in mem and borrows from them.  TW_OK,
** or TW_TOOBIG when mem went over budget (*out correct but short). */
TW_MUST_USE enum tw_status tw_compare(struct tw_arena *mem, const struct tw_account *accounts,
                                      size_t n, struct tw_comparison *out);

/* The same, with what people decided. */
TW_MUST_USE enum tw_status tw_compare_ruled(struct tw_arena *mem, const struct tw_account *accounts,
                                            size_t n,
                                            struct tw_rulings rulings, struct tw_comparison *out);

/* Appends the object of doc/json.md (without a line end) to out. */
void tw_comparison_write(struct tw_buf *out, const struct tw_comparison *c);

/* Appends what people read: `width` columns, ANSI colours when `colour`. */
void tw_comparison_print(struct tw_buf *out, const struct tw_comparison *c, unsigned width,
                         bool colour);

/* Appends the same as a page of its own (report.c): one file without scripts or
** anything from outside, every item linked to its sentence and back. */
void tw_comparison_report(struct tw_buf *out, const struct tw_comparison *c);

const char *tw_said_relation_text(enum tw_said_relation r);
const char *tw_change_text(enum tw_change_kind k);
const char *tw_figure_relation_text(enum tw_figure_relation r);

#endif
