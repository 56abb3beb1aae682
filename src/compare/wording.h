/* compare/wording.h - the words in which a comparison is told to people.
**
** Shared by the terminal (print.c) and the page (report.c), so that both name
** accounts, units, stances and counts alike.  Always "origins found", never a
** verdict on truth.  Slices live in mem, the comparison or static tables.
*/
#ifndef TW_COMPARE_WORDING_H
#define TW_COMPARE_WORDING_H
#include "compare/comparison.h"

/* A, B, ... Z, AA, AB ... */
void tw_add_letter(struct tw_buf *out, size_t account);

/* The paragraph that holds the byte, counted from 1. */
size_t tw_paragraph_at(const struct tw_article *a, size_t off);

/* "A ¶3" */
void tw_add_place(struct tw_buf *out, const struct tw_comparison *c, unsigned account, size_t off);

/* "3 accounts" */
void tw_add_count(struct tw_buf *out, size_t n, const char *noun);

/* "2025-10-14 19:30Z", no more precise than known, without seconds; empty when unknown. */
void tw_add_when(struct tw_buf *out, const struct tw_date *d);

/* A question as it is shown; likewise. */
struct tw_slice tw_question_words(struct tw_arena *mem, const struct tw_comparison *c,
                                  const struct tw_question *q);

/* A member as it is shown: in one line, without a dateline before it or a mark
** left over from the words before. */
struct tw_slice tw_member_words(struct tw_arena *mem, const struct tw_comparison *c,
                                unsigned account, struct tw_span span);

/* The outlet; when it is not known, the file's name without its folders. */
struct tw_slice tw_account_name(const struct tw_article *a);

/* True when the account's origin has another name than the account. */
bool tw_origin_is_other(const struct tw_comparison *c, size_t account);

/* What a figure counts: "killed", "killed: track workers", "police officers", "EUR: budget". */
struct tw_slice tw_unit_words(struct tw_arena *mem, struct tw_slice unit, struct tw_slice of);

/* What the values come to: "from 2,500 to 4,000" of a conflict, "latest 36",
** "34 fits all"; nothing when all agree. */
void tw_add_outcome(struct tw_buf *out, const struct tw_reconciled *r);

/* What kind of thing an item of `only` is. */
struct tw_slice tw_only_words(struct tw_arena *mem, struct tw_slice what);

/* The figure as the account has it, without what it counts: "more than 30". */
struct tw_slice tw_figure_words(struct tw_arena *mem, const struct tw_comparison *c,
                                const struct tw_figure_member *m);

/* "said by", "denied by", ... ; "says", "denies", ... */
struct tw_slice tw_stance_by(enum tw_polarity p);
struct tw_slice tw_stance_verb(enum tw_polarity p);

/* How the members of a group of utterances go together. */
struct tw_slice tw_said_words(struct tw_arena *mem, const struct tw_comparison *c,
                              const struct tw_said *s);

/* What the story stands on.  Speakers: everybody named who is quoted in
** several accounts or takes a position. */
struct tw_tally { size_t outlets, accounts, origins, speakers; };
struct tw_tally tw_tally_of(struct tw_arena *mem, const struct tw_comparison *c);

/* "7 outlets · 9 accounts · 3 origins found · 5 speakers" */
void tw_add_tally(struct tw_buf *out, const struct tw_tally *t);

/* "1 figure moved, 2 sentences changed, 1 added"; "nothing changed" */
void tw_add_changes(struct tw_buf *out, const struct tw_edition *e);

/* A changed sentence to be read: the new one whole, and before the words that
** came those that went in their place. */
struct tw_told { enum tw_piece_kind kind; unsigned account; struct tw_span span; };
struct tw_tolds { struct tw_told *v; size_t n; };
struct tw_tolds tw_change_told(struct tw_arena *mem, const struct tw_edition *e,
                               const struct tw_change *c);

#endif
