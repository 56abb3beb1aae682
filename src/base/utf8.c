/* base/utf8.c - UTF-8: checking, repairing, counting.
**
** ASCII goes eight bytes at a time; other sequences are checked one by one
** against table 3-7 of the Unicode Standard.  A repair replaces each maximal
** subpart of an ill-formed sequence by one U+FFFD (Unicode 15.0, section 3.9,
** "U+FFFD Substitution of Maximal Subparts"), as browsers do, so that offsets
** agree with theirs.
** Cost: checking ASCII several GB/s, other text some hundred MB/s.
*/
#include "base/utf8.h"

#include "base/buf.h"
#include "base/eight.h"

#include <assert.h>

/* Bytes of ASCII at the start of s from `at` on, rounded down to what can be
** seen eight bytes at a time. */
static size_t skip_ascii(struct tw_slice s, size_t at)
{
    while (s.n - at >= 32) {
        const char *p = s.p + at;

        if ((tw_eight(p) | tw_eight(p + 8) | tw_eight(p + 16) | tw_eight(p + 24)) & TW_EIGHT_HIGH)
            break;
        at += 32;
    }
    while (s.n - at >= 8 && !(tw_eight(s.p + at) & TW_EIGHT_HIGH)) at += 8;
    return at;
}

/* The length of the well-formed sequence at p, or 0 and *bad = length of the
** maximal subpart to be replaced (table 3-7). */
static size_t sequence(const unsigned char *p, size_t left, size_t *bad)
{
    unsigned char low = 0x80, high = 0xBF;
    size_t need;

    *bad = 1;
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
    need = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (p[0] == 0xE0) low = 0xA0;
    if (p[0] == 0xED) high = 0x9F;
    if (p[0] == 0xF0) low = 0x90;
    if (p[0] == 0xF4) high = 0x8F;
    for (size_t i = 1; i < need; i++, low = 0x80, high = 0xBF) {
        if (i >= left || p[i] < low || p[i] > high) return 0;
        *bad = i + 1;
    }
    return need;
}

static bool continues(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

size_t tw_utf8_valid(struct tw_slice s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0, bad, n;

    while (at < s.n) {
        if (p[at] < 0x80) {
            at = skip_ascii(s, at);
            while (at < s.n && p[at] < 0x80) at++;
        } else if (p[at] >= 0xC2 && p[at] < 0xE0 && s.n - at >= 2 && continues(p[at + 1])) {
            at += 2;
        } else if (p[at] > 0xE0 && p[at] < 0xED && s.n - at >= 3 && continues(p[at + 1])
                   && continues(p[at + 2])) {
            at += 3;
        } else {
            n = sequence(p + at, s.n - at, &bad);
            if (n == 0) return at;
            at += n;
        }
    }
    return s.n;
}

/* Bytes before the first ill-formed sequence or NUL at or after `from`. */
static size_t sound(struct tw_slice s, size_t from)
{
    size_t ok = from + tw_utf8_valid(tw_slice_sub(s, from, s.n));
    size_t nul = tw_slice_find_char(tw_slice_sub(s, from, ok), 0, 0);

    return nul == TW_NONE ? ok : from + nul;
}

struct tw_slice tw_utf8_repair(struct tw_arena *mem, struct tw_slice s, size_t *repaired)
{
    struct tw_buf out = {.mem = mem};
    size_t count = 0, at = 0, ok = sound(s, 0), bad;

    if (repaired) *repaired = 0;
    if (ok == s.n) return s;
    tw_buf_room(&out, s.n + 3);
    while (at < s.n) {
        tw_buf_add(&out, tw_slice_sub(s, at, ok));
        at = ok;
        if (at == s.n) break;
        sequence((const unsigned char *)s.p + at, s.n - at, &bad);
        tw_buf_adds(&out, "\xEF\xBF\xBD");
        count++;
        at += bad;
        ok = sound(s, at);
    }
    if (repaired) *repaired = count;
    return tw_buf_slice(&out);
}

/* How many of eight bytes are not continuation bytes (10xxxxxx). */
static size_t starts(uint64_t x)
{
    uint64_t continued = (x & TW_EIGHT_HIGH) & ~((x << 1) & TW_EIGHT_HIGH);

    return 8 - (size_t)((continued >> 7) * 0x0101010101010101u >> 56);
}

size_t tw_utf8_length(struct tw_slice s)
{
    size_t n = 0, at = 0;

    for (; s.n - at >= 8; at += 8) n += starts(tw_eight(s.p + at));
    for (; at < s.n; at++) n += ((unsigned char)s.p[at] & 0xC0) != 0x80;
    return n;
}

size_t tw_utf8_skip(struct tw_slice s, size_t at, size_t n)
{
    for (; n >= 8 && s.n - at >= 8; at += 8) n -= starts(tw_eight(s.p + at));
    for (; at < s.n; at++) {
        if (continues((unsigned char)s.p[at])) continue;
        if (n == 0) break;
        n--;
    }
    return n ? TW_NONE : at;
}

size_t tw_cpmap_at(struct tw_cpmap *m, size_t byte)
{
    if (byte >= m->byte) {
        m->cp += tw_utf8_length(tw_slice_sub(m->text, m->byte, byte));
    } else if (m->byte - byte < byte) {
        m->cp -= tw_utf8_length(tw_slice_sub(m->text, byte, m->byte));
    } else {
        m->cp = tw_utf8_length(tw_slice_sub(m->text, 0, byte));
    }
    m->byte = byte;
    return m->cp;
}

enum { CHUNK = 256 }; /* bytes counted at most for one answer */

struct tw_cpindex tw_cpindex_in(struct tw_arena *mem, struct tw_slice text)
{
    struct tw_cpindex x = {.text = text};
    size_t chunks = text.n / CHUNK + 1, n = 0;
    size_t *before;

    if (tw_utf8_length(text) == text.n) return x;
    before = TW_NEW_N(mem, size_t, chunks);
    for (size_t i = 0; i < chunks; i++) {
        size_t from = i * CHUNK, to = from + CHUNK < text.n ? from + CHUNK : text.n;

        before[i] = n;
        n += tw_utf8_length(tw_slice_sub(text, from, to));
    }
    x.before = before;
    return x;
}

size_t tw_cpindex_at(const struct tw_cpindex *x, size_t byte)
{
    size_t chunk = byte / CHUNK;

    assert(byte <= x->text.n);
    if (!x->before) return byte;
    return x->before[chunk] + tw_utf8_length(tw_slice_sub(x->text, chunk * CHUNK, byte));
}
