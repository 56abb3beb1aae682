/* dedup/wordscan.c - one pass over the bytes; ASCII by table, the rest by code point.
**
** A first pass marks the ASCII letters and digits in a bitmap, sixteen bytes at a
** time where SSE2 is there; the ends of words are then found by counting zero
** bits instead of by a branch per byte that is hard to foretell.
**
** The hash of a word is made from its folded bytes, eight at a time.  An ASCII
** letter is folded by setting bit 5, which leaves digits alone, so the common
** word is hashed where it stands; a word with anything else in it is folded
** into a small buffer first and hashed the same way.
**
** Quotation marks are told open or closed by their form, straight ones by
** turns; every line begins unquoted, so that a forgotten mark does no harm
** beyond its paragraph.  What this gets wrong: a plural's apostrophe inside
** single quotation marks ends them early.
*/
#include "dedup/wordscan.h"

#include "base/utf8.h"

#include <assert.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct state {
    struct tw_slice text;
    const uint64_t *alnum;  /* a bit a byte; a zero word behind the end */
    size_t at;
    unsigned pending;       /* flags of the word to come */
    bool quoted, single;
    unsigned last_flags;    /* of the word before */
    size_t last_len;
    size_t gap;             /* where the word before ended */
};

#ifdef __SSE2__
/* A bit for each of the 16 bytes at p that is an ASCII letter or digit. */
static uint64_t alnum16(const char *p)
{
    __m128i c = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i low = _mm_or_si128(c, _mm_set1_epi8(0x20));
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(low, _mm_set1_epi8('a' - 1)),
                                   _mm_cmplt_epi8(low, _mm_set1_epi8('z' + 1)));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(c, _mm_set1_epi8('0' - 1)),
                                  _mm_cmplt_epi8(c, _mm_set1_epi8('9' + 1)));

    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(letter, digit));
}
#else
static uint64_t alnum16(const char *p)
{
    uint64_t bits = 0;

    for (int i = 0; i < 16; i++) bits |= (uint64_t)tw_is_alnum(p[i]) << i;
    return bits;
}
#endif

static const uint64_t *alnum_bits(struct tw_arena *mem, struct tw_slice s)
{
    uint64_t *bits = tw_arena_calloc(mem, s.n / 64 + 2, sizeof *bits);
    size_t i = 0;

    for (; i + 16 <= s.n; i += 16) bits[i >> 6] |= alnum16(s.p + i) << (i & 63);
    for (; i < s.n; i++) bits[i >> 6] |= (uint64_t)tw_is_alnum(s.p[i]) << (i & 63);
    return bits;
}

/* Where the run of letters and digits at `at` ends. */
static size_t run_end(const uint64_t *bits, size_t at)
{
    size_t i = at >> 6;
    uint64_t free = ~bits[i] & ~(uint64_t)0 << (at & 63);

    while (!free) free = ~bits[++i];
    return i * 64 + (size_t)__builtin_ctzll(free);
}

static uint64_t mixed(uint64_t h, uint64_t chunk)
{
    h = (h ^ chunk) * 0x9FB21C651E98DF25u;  /* the odd constant of rrmxmx (Pelle Evensen, 2018) */
    return h ^ h >> 28;
}

static uint32_t finished(uint64_t h, size_t n)
{
    h = (h ^ n) * 0x9FB21C651E98DF25u;
    return (uint32_t)(h >> 32);
}

/* Hash of n folded bytes of which none lies behind the buffer's end. */
static uint32_t hash_bytes(const char *p, size_t n)
{
    uint64_t h = 0, chunk;
    size_t i = 0;

    for (; n - i >= 8; i += 8) {
        memcpy(&chunk, p + i, 8);
        h = mixed(h, chunk);
    }
    if (i < n) {
        chunk = 0;
        for (size_t k = i; k < n; k++) chunk |= (uint64_t)(unsigned char)p[k] << 8 * (k - i);
        h = mixed(h, chunk);
    }
    return finished(h, n);
}

/* The same of an ASCII word as it stands, when eight bytes may be read at its
** last one. */
static uint32_t hash_ascii(const char *p, size_t n)
{
    uint64_t h = 0, chunk;
    size_t i = 0;

    for (; n - i >= 8; i += 8) {
        memcpy(&chunk, p + i, 8);
        h = mixed(h, chunk | 0x2020202020202020u);
    }
    if (i < n) {
        memcpy(&chunk, p + i, 8);
        chunk = (chunk | 0x2020202020202020u) & (~(uint64_t)0 >> 8 * (8 - (n - i)));
        h = mixed(h, chunk);
    }
    return finished(h, n);
}

static bool is_spaceless(uint32_t c)
{
    if (c < 0x0E00) return false;
    return c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF)
        || (tw_cp_is_cjk(c) && !(c >= 0xAC00 && c <= 0xD7A3) && !(c >= 0x1100 && c <= 0x11FF));
}

/* Folds and hashes the word at s.at, which may hold any letters; moves behind it. */
static uint32_t hash_slow(struct tw_slice s, size_t *at)
{
    char folded[TW_SCAN_LONGEST];
    size_t n = 0, from = *at;

    /* Folded, a letter may be longer than it was (Ⱥ). */
    while (*at < s.n && *at - from < TW_SCAN_LONGEST - 4 && n + 4 <= sizeof folded) {
        size_t next = *at;
        uint32_t c = tw_utf8_next(s, &next);

        if (!tw_cp_is_word(c) || (is_spaceless(c) && *at != from)) break;
        *at = next;
        n += tw_utf8_put(folded + n, tw_cp_fold(c));
        if (is_spaceless(c)) break;
    }
    return hash_bytes(folded, n);
}

uint32_t tw_scan_hash(struct tw_slice word)
{
    size_t at = 0;

    return hash_slow(word, &at);
}

uint32_t tw_scan_hash_bytes(struct tw_slice folded)
{
    return hash_bytes(folded.p, folded.n);
}

static uint16_t shape_of(struct tw_slice s, size_t from, size_t to)
{
    size_t at = from;
    uint32_t c = tw_utf8_next(s, &at), d = at < to ? tw_utf8_at(s, at) : 0;
    uint16_t flags = 0;

    if (tw_cp_is_digit(c)) return TW_SCAN_DIGIT;
    if (is_spaceless(c)) return TW_SCAN_SPACELESS;
    if (tw_cp_is_upper(c)) flags = TW_SCAN_CAP;
    if (flags && d && tw_cp_is_upper(d)) flags |= TW_SCAN_CAPS;
    return flags;
}

/* The shape of an ASCII word; next: the byte behind its first. */
static unsigned ascii_shape(char first, char next)
{
    unsigned cap = tw_is_upper(first), caps = cap & tw_is_upper(next);

    return cap * TW_SCAN_CAP | caps * TW_SCAN_CAPS | (first <= '9') * (unsigned)TW_SCAN_DIGIT;
}

/* Reads the word at st->at. */
static void take_word(struct state *st, struct tw_scan_word *out)
{
    struct tw_slice s = st->text;
    size_t from = st->at, to = run_end(st->alnum, from);
    uint32_t hash;
    unsigned flags;

    if (to > from && to - from < TW_SCAN_LONGEST && to + 8 <= s.n
        && ((unsigned char)s.p[to] < 0x80 || !tw_cp_is_word(tw_utf8_at(s, to)))) {
        hash = hash_ascii(s.p + from, to - from);
        flags = ascii_shape(s.p[from], s.p[from + 1]);
    } else {
        to = from;
        hash = hash_slow(s, &to);
        flags = shape_of(s, from, to);
    }
    flags |= st->pending | (st->quoted || st->single ? TW_SCAN_QUOTED : 0);
    if (from > st->gap + 1 || (from > 0 && s.p[from - 1] == '-')) flags |= TW_SCAN_APART;
    out->hash = hash;
    out->off = (uint32_t)from;
    out->len = (uint16_t)(to - from);
    out->flags = (uint16_t)flags;
    st->pending = 0;
    st->last_flags = flags;
    st->last_len = to - from;
    st->at = st->gap = to;
}

/* A full stop ends a sentence unless it stands behind a short capitalised
** word: Mr., Gov., U.S., J. */
static bool stop_ends(const struct state *st)
{
    return !(st->last_flags & TW_SCAN_CAP) || st->last_len > 3;
}

static bool word_at(const struct state *st, size_t at)
{
    return at < st->text.n && tw_cp_is_word(tw_utf8_at(st->text, at));
}

/* An apostrophe: opens a quotation before a word and behind a space, closes one
** before anything that is no word. */
static void apostrophe(struct state *st, size_t next)
{
    size_t before = st->at;
    bool behind_space = before == 0 || tw_is_space(st->text.p[before - 1])
        || st->text.p[before - 1] == '(';

    if (!st->single && behind_space && word_at(st, next)) {
        st->single = true;
        st->pending |= TW_SCAN_START;
    } else if (st->single && !word_at(st, next)) {
        st->single = false;
    }
}

/* A mark between words: quotation marks and ends of sentences. */
static void take_mark(struct state *st)
{
    size_t next = st->at;
    uint32_t c = tw_utf8_next(st->text, &next);

    switch (c) {
    case '\n':
        st->quoted = st->single = false;
        st->pending |= TW_SCAN_START;
        break;
    case '.':
        if (stop_ends(st)) st->pending |= TW_SCAN_START;
        break;
    case '!': case '?': case ':': case 0x2026: case 0x3002: case 0x2022:
        st->pending |= TW_SCAN_START;
        break;
    case '"':
        st->quoted = !st->quoted;
        if (st->quoted) st->pending |= TW_SCAN_START;
        break;
    case 0x201C: case 0x201E: case 0xAB: case 0x300C: case 0x300E:  /* “ „ « 「 『 */
        /* German closes with the mark that English opens with. */
        st->quoted = !(st->quoted && c == 0x201C);
        st->pending |= TW_SCAN_START;
        break;
    case 0x201D: case 0xBB: case 0x300D: case 0x300F:
        st->quoted = false;
        break;
    case '\'': case 0x2018: case 0x2019:
        apostrophe(st, next);
        break;
    default: break;
    }
    st->at = next;
}

struct tw_scan tw_scan(struct tw_arena *mem, struct tw_slice text)
{
    struct state st = {.text = text, .pending = TW_SCAN_START};
    size_t cap = text.n / 2 + 1 < TW_SCAN_WORDS ? text.n / 2 + 1 : TW_SCAN_WORDS;
    struct tw_scan out = {.v = tw_arena_alloc(mem, cap * sizeof *out.v)};

    if (text.n > UINT32_MAX) st.text.n = UINT32_MAX;
    st.alnum = alnum_bits(mem, st.text);
    while (st.at < st.text.n && out.n < cap) {
        unsigned char c = (unsigned char)st.text.p[st.at];

        if (tw_is_alnum((char)c)) take_word(&st, &out.v[out.n++]);
        else if (c == ' ' || c == ',') st.at++;
        else if (c < 0x80) take_mark(&st);
        else if (tw_cp_is_word(tw_utf8_at(st.text, st.at))) take_word(&st, &out.v[out.n++]);
        else take_mark(&st);
    }
    return out;
}
