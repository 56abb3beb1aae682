/* base/slice.h - text that is borrowed, and places in a text.
**
** A slice is bytes without a final NUL, owned by somebody else.  A span is a
** place in the text of an article, in bytes, and begins and ends on a
** character boundary.  Results are spans, never copies: so every answer can be
** shown where it stands.
*/
#ifndef TW_BASE_SLICE_H
#define TW_BASE_SLICE_H
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct tw_slice { const char *p; size_t n; };
struct tw_span { size_t off, len; };            /* bytes */

struct tw_slices { struct tw_slice *v; size_t n; };
struct tw_spans { struct tw_span *v; size_t n; };

#define TW_LIT(s) ((struct tw_slice){"" s, sizeof(s) - 1})     /* of a literal */
#define TW_FMT(s) (int)(s).n, (s).p                            /* for "%.*s" */

static inline struct tw_slice tw_slice_of(const char *s)
{
    return (struct tw_slice){s, s ? strlen(s) : 0};
}

static inline struct tw_slice tw_slice_sub(struct tw_slice s, size_t from, size_t to)
{
    /* an empty slice may have no p */
    return (struct tw_slice){from ? s.p + from : s.p, to - from};
}

static inline struct tw_slice tw_span_text(struct tw_slice text, struct tw_span s)
{
    return (struct tw_slice){text.p + s.off, s.len};
}

static inline size_t tw_span_end(struct tw_span s)
{
    return s.off + s.len;
}

static inline struct tw_span tw_span_from_to(size_t from, size_t to)
{
    return (struct tw_span){from, to - from};
}

static inline bool tw_slice_eq(struct tw_slice a, struct tw_slice b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* ASCII letters compared without case; other bytes must be equal. */
bool tw_slice_eq_nocase(struct tw_slice a, struct tw_slice b);
bool tw_slice_starts(struct tw_slice s, struct tw_slice with);
bool tw_slice_ends(struct tw_slice s, struct tw_slice with);
bool tw_slice_starts_nocase(struct tw_slice s, struct tw_slice with);

/* Byte order, shorter first among equals: <0, 0, >0. */
int tw_slice_cmp(struct tw_slice a, struct tw_slice b);

/* Offset of the first (last) `what` at or after `from`; TW_NONE when none. */
#define TW_NONE ((size_t)-1)
size_t tw_slice_find(struct tw_slice s, struct tw_slice what, size_t from);
size_t tw_slice_find_nocase(struct tw_slice s, struct tw_slice what, size_t from);
size_t tw_slice_find_last(struct tw_slice s, struct tw_slice what);
size_t tw_slice_find_char(struct tw_slice s, char c, size_t from);

/* Without ASCII white space and U+00A0 at both ends. */
struct tw_slice tw_slice_trim(struct tw_slice s);

/* A copy in the arena (followed by a NUL that does not count). */
struct tw_slice tw_slice_dup(struct tw_arena *mem, struct tw_slice s);

/* Copy with ASCII letters in lower case. */
struct tw_slice tw_slice_lower(struct tw_arena *mem, struct tw_slice s);

/* Cuts the next line (without \n, \r\n) off *rest; false when nothing is left. */
bool tw_slice_line(struct tw_slice *rest, struct tw_slice *line);

/* Cuts the part before `sep` off *rest; false when nothing is left. */
bool tw_slice_part(struct tw_slice *rest, char sep, struct tw_slice *part);

/* How many pieces ASCII white space parts it into. */
size_t tw_slice_words(struct tw_slice s);

/* True when both ends lie in the text and on character boundaries; for
** assertions and fuzz targets. */
bool tw_span_check(struct tw_slice text, struct tw_span s);

static inline bool tw_is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool tw_is_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool tw_is_alpha(char c) { return tw_is_lower((char)(c | 0x20)); }
static inline bool tw_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool tw_is_alnum(char c) { return tw_is_alpha(c) || tw_is_digit(c); }
static inline bool tw_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/* The value of a hexadecimal digit; -1: it is none. */
static inline int tw_hex_digit(char c)
{
    if (tw_is_digit(c)) return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
static inline char tw_to_lower(char c) { return tw_is_upper(c) ? (char)(c | 0x20) : c; }

#endif
