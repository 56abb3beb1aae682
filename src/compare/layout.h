/* compare/layout.h - lines for a terminal: columns, wrapping, colour.
**
** Widths are columns: combining marks take none, East Asian wide characters
** two (Unicode Standard Annex #11, in short).  Without colour not one escape is
** written.
*/
#ifndef TW_COMPARE_LAYOUT_H
#define TW_COMPARE_LAYOUT_H
#include "base/buf.h"

#include <stdint.h>

enum tw_ink { TW_INK_PLAIN, TW_INK_BOLD, TW_INK_DIM, TW_INK_GREEN, TW_INK_YELLOW, TW_INK_RED };

struct tw_layout { struct tw_buf *out; unsigned width; bool colour; };

/* Columns the text takes on a terminal. */
size_t tw_columns(struct tw_slice s);

/* Characters that would move a cursor or turn the text around them round:
** controls, and the embeddings, overrides and isolates of Unicode. */
bool tw_is_control(uint32_t c);

/* The text in one line: white space runs as one space, other control
** characters dropped, cut to `columns` with an ellipsis (0 = uncut). */
struct tw_slice tw_one_line(struct tw_arena *mem, struct tw_slice s, size_t columns);

/* A line: the label padded to `indent` columns, the text wrapped beside it, and
** `tail` (may be empty) at the right edge of the first line. */
void tw_layout_row(const struct tw_layout *l, unsigned indent, struct tw_slice label,
                   enum tw_ink ink, struct tw_slice text, struct tw_slice tail);
void tw_layout_heading(const struct tw_layout *l, struct tw_slice text);

#endif
