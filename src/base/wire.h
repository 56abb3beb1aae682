/* base/wire.h - numbers and texts as bytes, to be read elsewhere.
**
** For what goes from one process or machine to another: the same bytes on every machine.
** Numbers are LEB128 (seven bits a byte, the lowest first), signed ones zigzag (Protocol
** Buffers, "Encoding"), texts their length and bytes.  The writer appends to a tw_buf.
**
** The reader believes nothing: what does not fit sets `broken`, and from then on everything
** reads as 0 or empty.  So a whole record is read first and `broken` looked at once, but
** before anything that was read is used to allocate or index; tw_wire_count is safe for the
** first.  Slices borrow from what is read.  Cost: one pass.
*/
#ifndef TW_BASE_WIRE_H
#define TW_BASE_WIRE_H
#include "base/buf.h"
#include "base/date.h"

#include <stdint.h>

void tw_wire_put_number(struct tw_buf *out, uint64_t n);
void tw_wire_put_signed(struct tw_buf *out, int64_t n);
void tw_wire_put_double(struct tw_buf *out, double x);
void tw_wire_put_text(struct tw_buf *out, struct tw_slice s);
void tw_wire_put_texts(struct tw_buf *out, struct tw_slices list);
void tw_wire_put_date(struct tw_buf *out, const struct tw_date *d);
/* Spans in any order; rising ones take the fewest bytes. */
void tw_wire_put_spans(struct tw_buf *out, struct tw_spans list);
void tw_wire_put_span(struct tw_buf *out, struct tw_span s);

struct tw_wire { struct tw_slice rest; bool broken; };

uint64_t tw_wire_number(struct tw_wire *w);
int64_t tw_wire_signed(struct tw_wire *w);
/* A number below `below`, which is not 0. */
unsigned tw_wire_below(struct tw_wire *w, unsigned below);
/* A number from -1 to n - 1. */
int tw_wire_index(struct tw_wire *w, size_t n);
/* How many items follow that take a byte each at least. */
size_t tw_wire_count(struct tw_wire *w);
double tw_wire_double(struct tw_wire *w);           /* finite */
struct tw_slice tw_wire_text(struct tw_wire *w);    /* valid UTF-8 */
/* whatever they are; tw_wire_put_text wrote them */
struct tw_slice tw_wire_bytes(struct tw_wire *w);
struct tw_slices tw_wire_texts(struct tw_wire *w, struct tw_arena *mem);
struct tw_date tw_wire_date(struct tw_wire *w);     /* each part in its range */
/* In `text`, on character boundaries. */
struct tw_span tw_wire_span(struct tw_wire *w, struct tw_slice text);
struct tw_spans tw_wire_spans(struct tw_wire *w, struct tw_arena *mem, struct tw_slice text);

#endif
