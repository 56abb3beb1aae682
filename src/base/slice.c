/* base/slice.c - looking at and cutting borrowed text. */
#define _GNU_SOURCE /* memmem, memrchr */
#include "base/slice.h"

bool tw_slice_eq_nocase(struct tw_slice a, struct tw_slice b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (tw_to_lower(a.p[i]) != tw_to_lower(b.p[i])) return false;
    return true;
}

bool tw_slice_starts(struct tw_slice s, struct tw_slice with)
{
    return s.n >= with.n && (with.n == 0 || memcmp(s.p, with.p, with.n) == 0);
}

bool tw_slice_ends(struct tw_slice s, struct tw_slice with)
{
    return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

bool tw_slice_starts_nocase(struct tw_slice s, struct tw_slice with)
{
    return s.n >= with.n && tw_slice_eq_nocase((struct tw_slice){s.p, with.n}, with);
}

int tw_slice_cmp(struct tw_slice a, struct tw_slice b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;

    return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t tw_slice_find(struct tw_slice s, struct tw_slice what, size_t from)
{
    const char *hit, *end;
    size_t skip;

    if (from > s.n || what.n > s.n - from) return TW_NONE;
    if (what.n == 0) return from;
    if (what.n > 16) {
        hit = memmem(s.p + from, s.n - from, what.p, what.n);
        return hit ? (size_t)(hit - s.p) : TW_NONE;
    }
    skip = what.n > 1 && what.p[0] == ' ';      /* blanks are everywhere */
    end = s.p + s.n - what.n + 1 + skip;        /* memmem is slow at short ones */
    for (hit = s.p + from + skip;
         hit < end && (hit = memchr(hit, what.p[skip], (size_t)(end - hit))); hit++)
        if (memcmp(hit - skip, what.p, what.n) == 0) return (size_t)(hit - skip - s.p);
    return TW_NONE;
}

size_t tw_slice_find_nocase(struct tw_slice s, struct tw_slice what, size_t from)
{
    for (; from <= s.n && what.n <= s.n - from; from++)
        if (tw_slice_eq_nocase((struct tw_slice){s.p + from, what.n}, what)) return from;
    return TW_NONE;
}

size_t tw_slice_find_last(struct tw_slice s, struct tw_slice what)
{
    size_t end;

    if (what.n > s.n) return TW_NONE;
    if (what.n == 0) return s.n;
    end = s.n - what.n + 1;
    while (end) {
        const char *hit = memrchr(s.p, what.p[0], end);

        if (!hit) break;
        if (memcmp(hit, what.p, what.n) == 0) return (size_t)(hit - s.p);
        end = (size_t)(hit - s.p);
    }
    return TW_NONE;
}

size_t tw_slice_find_char(struct tw_slice s, char c, size_t from)
{
    const char *hit;

    if (from >= s.n) return TW_NONE;
    hit = memchr(s.p + from, c, s.n - from);
    return hit ? (size_t)(hit - s.p) : TW_NONE;
}

struct tw_slice tw_slice_trim(struct tw_slice s)
{
    for (;;) {
        if (s.n && tw_is_space(s.p[0])) s.p++, s.n--;
        else if (s.n >= 2 && memcmp(s.p, "\xC2\xA0", 2) == 0) s.p += 2, s.n -= 2;
        else break;
    }
    for (;;) {
        if (s.n && tw_is_space(s.p[s.n - 1])) s.n--;
        else if (s.n >= 2 && memcmp(s.p + s.n - 2, "\xC2\xA0", 2) == 0) s.n -= 2;
        else break;
    }
    return s;
}

struct tw_slice tw_slice_dup(struct tw_arena *mem, struct tw_slice s)
{
    char *p = tw_arena_alloc(mem, s.n + 1);

    if (s.n) memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (struct tw_slice){p, s.n};
}

struct tw_slice tw_slice_lower(struct tw_arena *mem, struct tw_slice s)
{
    char *p = tw_arena_alloc(mem, s.n + 1);

    for (size_t i = 0; i < s.n; i++) p[i] = tw_to_lower(s.p[i]);
    p[s.n] = 0;
    return (struct tw_slice){p, s.n};
}

bool tw_slice_line(struct tw_slice *rest, struct tw_slice *line)
{
    size_t end;

    if (rest->n == 0) return false;
    end = tw_slice_find_char(*rest, '\n', 0);
    if (end == TW_NONE) {
        *line = *rest;
        *rest = (struct tw_slice){rest->p + rest->n, 0};
    } else {
        *line = (struct tw_slice){rest->p, end};
        *rest = (struct tw_slice){rest->p + end + 1, rest->n - end - 1};
    }
    if (line->n && line->p[line->n - 1] == '\r') line->n--;
    return true;
}

bool tw_slice_part(struct tw_slice *rest, char sep, struct tw_slice *part)
{
    size_t end;

    if (rest->n == 0) return false;
    end = tw_slice_find_char(*rest, sep, 0);
    if (end == TW_NONE) end = rest->n;
    *part = (struct tw_slice){rest->p, end};
    if (end < rest->n) end++;
    *rest = (struct tw_slice){rest->p + end, rest->n - end};
    return true;
}

static bool boundary(struct tw_slice text, size_t at)
{
    return at == text.n || (at < text.n && ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

size_t tw_slice_words(struct tw_slice s)
{
    size_t n = 0;
    bool within = false;

    for (size_t i = 0; i < s.n; i++) {
        bool space = tw_is_space(s.p[i]);

        n += !space && !within;
        within = !space;
    }
    return n;
}

bool tw_span_check(struct tw_slice text, struct tw_span s)
{
    return s.len <= text.n && s.off <= text.n - s.len && boundary(text, s.off)
           && boundary(text, s.off + s.len);
}
