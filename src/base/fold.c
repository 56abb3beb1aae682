/* base/fold.c - code point classes and folding (declared in base/utf8.h).
**
** Up to U+017F (ASCII, Latin-1, Latin Extended-A) by rules and one table of
** base letters; beyond by ICU's properties, Unicode 15.  Folding walks the text
** once: ASCII eight bytes at a time, Latin and typographic marks by the table,
** and every run of anything else through NFKC_Casefold, whose result passes
** through the same table (so that a full-width or ligature letter ends as
** ASCII).  The base letter of a Latin letter beyond the table is the first of
** its canonical decomposition.
**
** What it gets wrong: i and dotless i are one letter when folded, and so are o
** and ø, d and ð, l and ł: for comparing names that is wanted.
*/
#include "base/utf8.h"

#include "base/buf.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* U+00C0..U+017F in lower case without accents; '.' = no other base letter
** (ordinals, signs, æ ß þ ĳ ĸ ŋ œ). */
static const char base_letter[] =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy.." /* C0 */
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" /* E0 */
    "aaaaaaccccccccddddeeeeeeeeeegggg" /* 100 */
    "gggghhhhiiiiiiiiii..jjkk.lllllll" /* 120 */
    "lllnnnnnnn..oooooo..rrrrrrssssss" /* 140 */
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"; /* 160 */

static bool in(uint32_t c, uint32_t low, uint32_t high)
{
    return c - low <= high - low;
}

/* Letters of U+0080..U+024F: everything from U+00C0 but two signs, and three
** in Latin-1's upper half. */
static bool latin_letter(uint32_t c)
{
    return c >= 0xC0 ? c != 0xD7 && c != 0xF7 : c == 0xAA || c == 0xB5 || c == 0xBA;
}

bool tw_cp_is_letter_beyond(uint32_t c)
{
    if (c < 0x250) return latin_letter(c);
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool tw_cp_is_digit_beyond(uint32_t c)
{
    if (c < 0x250) return false;
    return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER;
}

/* U+0100..U+017F come in pairs, upper case first: at even code points, or at
** odd ones in two stretches. */
static bool odd_pairs(uint32_t c)
{
    return in(c, 0x139, 0x148) || in(c, 0x179, 0x17E);
}

bool tw_cp_is_upper_beyond(uint32_t c)
{
    if (c < 0x100) return in(c, 0xC0, 0xDE) && c != 0xD7;
    if (c < 0x180) {
        if (c == 0x138 || c == 0x149 || c == 0x17F) return false;
        return c == 0x178 || (odd_pairs(c) ? c & 1 : !(c & 1));
    }
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}

bool tw_cp_is_lower_beyond(uint32_t c)
{
    if (c < 0x100) return c == 0xB5 || (c >= 0xDF && c != 0xF7);
    if (c < 0x180) return !tw_cp_is_upper(c);
    return u_charType((UChar32)c) == U_LOWERCASE_LETTER;
}

bool tw_cp_is_space_beyond(uint32_t c)
{
    if (c < 0x250) return c == 0x85 || c == 0xA0;
    return in(c, 0x2000, 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F
        || c == 0x3000 || c == 0x1680 || c == 0xFEFF;
}

/* Blocks of the Unicode Standard 15.0. */
bool tw_cp_is_cjk(uint32_t c)
{
    if (c < 0x1100) return false;
    return in(c, 0x1100, 0x11FF)      /* Hangul Jamo */
        || in(c, 0x2E80, 0x2FDF)      /* radicals */
        || in(c, 0x3005, 0x3007)      /* iteration marks, ideographic zero */
        || in(c, 0x3021, 0x3029) || in(c, 0x3031, 0x3035) || in(c, 0x3038, 0x303B)
        || in(c, 0x3041, 0x31BF)      /* Kana, Bopomofo, compatibility Jamo */
        || in(c, 0x31F0, 0x31FF) || in(c, 0x3400, 0x4DBF)
        || in(c, 0x4E00, 0x9FFF) || in(c, 0xA960, 0xA97F) || in(c, 0xAC00, 0xD7FF)
        || in(c, 0xF900, 0xFAFF) || in(c, 0xFF66, 0xFFDC) || in(c, 0x1AFF0, 0x1B16F)
        || in(c, 0x20000, 0x3FFFF);
}

uint32_t tw_cp_lower_beyond(uint32_t c)
{
    if (c >= 0x180) return (uint32_t)u_tolower((UChar32)c);
    if (!tw_cp_is_upper(c)) return c;
    if (c < 0x100) return c + 0x20;
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    return c + 1;
}

/* The first code point of the canonical decomposition, in lower case, when
** that is a Latin letter; else c itself. */
static uint32_t undecorated(uint32_t c)
{
    UErrorCode err = U_ZERO_ERROR;
    UChar parts[8];
    int32_t n = unorm2_getDecomposition(unorm2_getNFDInstance(&err), (UChar32)c, parts, 8, &err);

    if (U_FAILURE(err) || n < 2 || parts[0] >= 0x180) return c;
    return tw_cp_lower(parts[0]);
}

uint32_t tw_cp_fold(uint32_t c)
{
    if (c < 0x80) return (unsigned char)tw_to_lower((char)c);
    if (c < 0x180) {
        if (c >= 0xC0 && base_letter[c - 0xC0] != '.') return (unsigned char)base_letter[c - 0xC0];
        return tw_cp_lower(c);
    }
    c = tw_cp_lower(c);
    return in(c, 0x180, 0x24F) || in(c, 0x1E00, 0x1EFF) ? undecorated(c) : c;
}

/* ASCII for a typographic mark or space; "" when it vanishes; NULL when c is
** none of them. */
static const char *plain_mark(uint32_t c)
{
    if (tw_cp_is_space(c)) return c == 0x200B || c == 0xFEFF ? "" : " ";
    if (in(c, 0x2010, 0x2015) || c == 0x2212) return "-";
    if (in(c, 0x2018, 0x201B)) return "'";
    if (in(c, 0x201C, 0x201F)) return "\"";
    switch (c) {
    case 0xAB: case 0xBB: return "\"";
    case 0xAD: case 0x200C: case 0x200D: case 0x2060: return "";
    case 0xB4: case 0x2B9: case 0x2BC: case 0x2032: case 0x2039: case 0x203A: return "'";
    case 0x2033: return "\"";
    case 0x2026: return "...";
    case 0xDF: case 0x1E9E: return "ss";
    default: return NULL;
    }
}

static bool is_mark(uint32_t c)
{
    return in(c, 0x300, 0x36F);
}

/* Latin letters and what plain_mark knows: foldable without ICU's text functions. */
static bool is_ours(uint32_t c)
{
    return c < 0x2B0 || in(c, 0x1E00, 0x1EFF) || plain_mark(c);
}

/* Letters whose NFKC_Casefold is their simple lower case, unless something
** follows that may compose with them. */
static bool is_alone(uint32_t c)
{
    if (c < 0x600) return in(c, 0x386, 0x38F) || in(c, 0x391, 0x3CE) || in(c, 0x400, 0x481)
                       || in(c, 0x48A, 0x52F) || in(c, 0x5D0, 0x5EA);
    if (c < 0x3000) return in(c, 0x620, 0x63A) || in(c, 0x641, 0x64A) || in(c, 0x660, 0x669);
    return in(c, 0x3001, 0x3003) || in(c, 0x3008, 0x3011) || in(c, 0x3041, 0x3096)
        || in(c, 0x30A1, 0x30FC) || in(c, 0x3400, 0x4DBF) || in(c, 0x4E00, 0x9FFF)
        || in(c, 0xAC00, 0xD7A3);
}

static uint32_t lower_alone(uint32_t c)
{
    if (c >= 0x600) return c;
    if (in(c, 0x410, 0x42F)) return c + 0x20;
    if (in(c, 0x430, 0x45F)) return c;
    if (c == 0x387) return 0xB7; /* the Greek semicolon is a middle dot */
    return c == 0x3C2 ? 0x3C3 : tw_cp_lower(c); /* final sigma is sigma */
}

static void put(struct tw_buf *out, uint32_t c)
{
    const char *mark = c < 0x80 ? NULL : plain_mark(c);

    if (mark) tw_buf_adds(out, mark);
    else tw_buf_add_cp(out, tw_cp_fold(c));
}

/* NFKC case fold of a run of code points that are not ours. */
static void put_run(struct tw_buf *out, struct tw_slice run)
{
    UErrorCode err = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&err);
    UChar wide[256], done[256 * 18]; /* UAX 15, "Expansion Factors": NFKC of UTF-16, 18 times */
    int32_t n = 0, i = 0;

    u_strFromUTF8(wide, 256, &n, run.p, (int32_t)run.n, &err);
    n = unorm2_normalize(fold, wide, n, done, 256 * 18, &err);
    if (U_FAILURE(err)) {
        tw_buf_add(out, run);
        return;
    }
    while (i < n) {
        UChar32 c;

        U16_NEXT(done, i, n, c);
        if (is_ours((uint32_t)c)) put(out, (uint32_t)c);
        else tw_buf_add_cp(out, (uint32_t)c);
    }
}

static uint64_t lower_eight(uint64_t x)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t from_a = x + (0x80 - 'A') * each, above_z = x + (0x7F - 'Z') * each;

    return x | ((from_a & ~above_z & 0x80 * each) >> 2);
}

/* Writes the ASCII at the start of s in lower case; returns its length. */
static size_t put_ascii(struct tw_buf *out, struct tw_slice s)
{
    char *to = tw_buf_room(out, s.n);
    size_t at = 0;

    for (uint64_t x; s.n - at >= 8; at += 8) {
        memcpy(&x, s.p + at, 8);
        if (x & 0x8080808080808080u) break;
        x = lower_eight(x);
        memcpy(to + at, &x, 8);
    }
    for (; at < s.n && (unsigned char)s.p[at] < 0x80; at++) to[at] = tw_to_lower(s.p[at]);
    out->n += at;
    return at;
}

/* Nothing at `at` can compose with what stands before. */
static bool is_settled(struct tw_slice s, size_t at)
{
    uint32_t c = tw_utf8_at(s, at);

    return c < 0x80 || is_alone(c) || is_ours(c);
}

/* The end of the run of foreign code points at `at`, at most 240 bytes on and
** not before a combining mark unless the run is nothing else. */
static size_t run_end(struct tw_slice s, size_t at)
{
    size_t from = at, safe = at;

    while (at < s.n && at - from < 240) {
        size_t next = at;
        uint32_t c = tw_utf8_next(s, &next);

        if (is_ours(c) || (is_alone(c) && at > from && is_settled(s, next))) return at;
        if (!is_mark(c)) safe = at;
        at = next;
    }
    return at == s.n || safe == from ? at : safe;
}

struct tw_slice tw_utf8_fold(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf out = {.mem = mem};
    bool after_latin = false;
    size_t at = 0;

    tw_buf_room(&out, s.n + 8);
    while (at < s.n) {
        size_t next = at;
        uint32_t c = tw_utf8_next(s, &next);

        if (c < 0x80) {
            at += put_ascii(&out, tw_slice_sub(s, at, s.n));
            after_latin = true;
        } else if (in(c, 0xC0, 0x17F) && base_letter[c - 0xC0] != '.') {
            tw_buf_addc(&out, base_letter[c - 0xC0]);
            after_latin = true;
            at = next;
        } else if (is_alone(c) && is_settled(s, next)) {
            tw_buf_add_cp(&out, lower_alone(c));
            after_latin = false;
            at = next;
        } else if (is_ours(c)) {
            put(&out, c);
            after_latin = true;
            at = next;
        } else if (is_mark(c) && after_latin) {
            at = next;
        } else {
            next = run_end(s, at);
            put_run(&out, tw_slice_sub(s, at, next));
            after_latin = false;
            at = next;
        }
    }
    return tw_buf_slice(&out);
}
