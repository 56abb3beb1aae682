/* base/wire.c - LEB128, zigzag and lengths.
**
** A list begins with its count, which is held against the bytes that are left before memory
** is taken: an item takes a byte at least, so no count can ask for more than some hundred
** times the bytes that came.  The offset of a span in a list is told as the distance from the
** end of the one before, which is small and mostly positive.
*/
#include "base/wire.h"

#include "base/utf8.h"

#include <limits.h>
#include <math.h>

/* ---- Writing */

void tw_wire_put_number(struct tw_buf *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7) tw_buf_addc(out, (char)(n | 0x80));
    tw_buf_addc(out, (char)n);
}

void tw_wire_put_signed(struct tw_buf *out, int64_t n)
{
    tw_wire_put_number(out, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

void tw_wire_put_double(struct tw_buf *out, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    for (int i = 0; i < 8; i++) tw_buf_addc(out, (char)(bits >> 8 * i));
}

void tw_wire_put_text(struct tw_buf *out, struct tw_slice s)
{
    tw_wire_put_number(out, s.n);
    tw_buf_add(out, s);
}

void tw_wire_put_texts(struct tw_buf *out, struct tw_slices list)
{
    tw_wire_put_number(out, list.n);
    for (size_t i = 0; i < list.n; i++) tw_wire_put_text(out, list.v[i]);
}

void tw_wire_put_date(struct tw_buf *out, const struct tw_date *d)
{
    tw_wire_put_number(out, d->grain);
    if (d->grain == TW_DATE_NONE) return;
    tw_wire_put_signed(out, d->year);
    tw_wire_put_number(out, (unsigned)d->month);
    tw_wire_put_number(out, (unsigned)d->day);
    tw_wire_put_number(out, (unsigned)d->hour);
    tw_wire_put_number(out, (unsigned)d->minute);
    tw_wire_put_number(out, (unsigned)d->second);
    tw_wire_put_number(out, d->has_zone);
    if (d->has_zone) tw_wire_put_signed(out, d->zone);
}

void tw_wire_put_span(struct tw_buf *out, struct tw_span s)
{
    tw_wire_put_number(out, s.off);
    tw_wire_put_number(out, s.len);
}

void tw_wire_put_spans(struct tw_buf *out, struct tw_spans list)
{
    size_t at = 0;

    tw_wire_put_number(out, list.n);
    for (size_t i = 0; i < list.n; i++) {
        tw_wire_put_signed(out, (int64_t)list.v[i].off - (int64_t)at);
        tw_wire_put_number(out, list.v[i].len);
        at = tw_span_end(list.v[i]);
    }
}

/* ---- Reading */

/* Nothing further can be read. */
static void give_up(struct tw_wire *w)
{
    w->broken = true;
    w->rest.n = 0;
}

static unsigned char next_byte(struct tw_wire *w)
{
    if (w->rest.n == 0) {
        give_up(w);
        return 0;
    }
    w->rest.n--;
    return (unsigned char)*w->rest.p++;
}

uint64_t tw_wire_number(struct tw_wire *w)
{
    uint64_t n = 0;

    for (unsigned shift = 0; shift < 64; shift += 7) {
        unsigned char c = next_byte(w);

        if (shift == 63 && c > 1) break;
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80) return w->broken ? 0 : n;
    }
    give_up(w);
    return 0;
}

int64_t tw_wire_signed(struct tw_wire *w)
{
    uint64_t n = tw_wire_number(w);

    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

unsigned tw_wire_below(struct tw_wire *w, unsigned below)
{
    uint64_t n = tw_wire_number(w);

    if (n < below) return (unsigned)n;
    give_up(w);
    return 0;
}

int tw_wire_index(struct tw_wire *w, size_t n)
{
    int64_t index = tw_wire_signed(w);

    if (index >= -1 && index < INT_MAX && (index < 0 || (uint64_t)index < n)) return (int)index;
    give_up(w);
    return -1;
}

size_t tw_wire_count(struct tw_wire *w)
{
    uint64_t n = tw_wire_number(w);

    if (n <= w->rest.n) return (size_t)n;
    give_up(w);
    return 0;
}

double tw_wire_double(struct tw_wire *w)
{
    uint64_t bits = 0;
    double x;

    for (int i = 0; i < 8; i++) bits |= (uint64_t)next_byte(w) << 8 * i;
    memcpy(&x, &bits, sizeof x);
    if (isfinite(x) && !w->broken) return x;
    give_up(w);
    return 0;
}

struct tw_slice tw_wire_bytes(struct tw_wire *w)
{
    size_t n = tw_wire_count(w);
    struct tw_slice s = {w->rest.p ? w->rest.p : "", n};

    if (n == 0) return s;
    w->rest.p += n;
    w->rest.n -= n;
    return s;
}

struct tw_slice tw_wire_text(struct tw_wire *w)
{
    struct tw_slice s = tw_wire_bytes(w);

    if (tw_utf8_valid(s) == s.n) return s;
    give_up(w);
    return (struct tw_slice){"", 0};
}

struct tw_slices tw_wire_texts(struct tw_wire *w, struct tw_arena *mem)
{
    struct tw_slices list = {.n = tw_wire_count(w)};

    if (list.n) list.v = TW_NEW_N(mem, struct tw_slice, list.n);
    for (size_t i = 0; i < list.n; i++) list.v[i] = tw_wire_text(w);
    return list;
}

/* A year or a zone. */
static int small(struct tw_wire *w)
{
    int64_t n = tw_wire_signed(w);

    if (n >= SHRT_MIN && n <= SHRT_MAX) return (int)n;
    give_up(w);
    return 0;
}

struct tw_date tw_wire_date(struct tw_wire *w)
{
    struct tw_date d = {.grain = (enum tw_date_grain)tw_wire_below(w, TW_DATE_SECOND + 1)};

    if (d.grain == TW_DATE_NONE) return d;
    d.year = small(w);
    d.month = (int)tw_wire_below(w, 13);
    d.day = (int)tw_wire_below(w, 32);
    d.hour = (int)tw_wire_below(w, 25);
    d.minute = (int)tw_wire_below(w, 60);
    d.second = (int)tw_wire_below(w, 61);
    d.has_zone = tw_wire_below(w, 2);
    if (d.has_zone) d.zone = small(w);
    return d;
}

static struct tw_span in_text(struct tw_wire *w, struct tw_slice text, struct tw_span s)
{
    if (s.off <= text.n && s.len <= text.n && tw_span_check(text, s)) return s;
    give_up(w);
    return (struct tw_span){0};
}

struct tw_span tw_wire_span(struct tw_wire *w, struct tw_slice text)
{
    struct tw_span s = {.off = (size_t)tw_wire_number(w)};

    s.len = (size_t)tw_wire_number(w);
    return in_text(w, text, s);
}

struct tw_spans tw_wire_spans(struct tw_wire *w, struct tw_arena *mem, struct tw_slice text)
{
    struct tw_spans list = {.n = tw_wire_count(w)};
    size_t at = 0;

    if (list.n) list.v = TW_NEW_N(mem, struct tw_span, list.n);
    for (size_t i = 0; i < list.n; i++) {
        struct tw_span s = {.off = at + (size_t)tw_wire_signed(w)};

        s.len = (size_t)tw_wire_number(w);
        list.v[i] = in_text(w, text, s);
        at = tw_span_end(list.v[i]);
    }
    return list;
}
