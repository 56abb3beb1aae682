/* read/charset.c - finding and converting encodings.
**
** Most pages are valid UTF-8, and for them the whole work is one check.  The
** rest: labels come from a table (data/any/charsets.txt), conversion and
** detection from ICU.  A declared encoding that the bytes contradict (a page
** that says UTF-8 and is not, UTF-16 in a <meta> that could be read as ASCII)
** is not believed.  Wrong at times: short legacy texts without any
** declaration, where the detector guesses from few letters.
*/
#include "read/charset.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "gen/words.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum {
    META_BYTES = 4096,          /* the standard says 1,024; pages put scripts before it */
    DETECT_BYTES = 32 << 10,    /* the detector's answer does not change with more */
    PIVOT = 1024                /* UTF-16 units between two converters */
};

const char *tw_charset_of_label(struct tw_slice label)
{
    const struct tw_word *w = tw_words_find_nocase(&tw_words_any_charsets, tw_slice_trim(label));

    return w ? tw_word_string(w) : NULL;
}

/* The value after name= in s, quoted or not; empty when absent. */
static struct tw_slice parameter(struct tw_slice s, struct tw_slice name)
{
    for (size_t at = tw_slice_find_nocase(s, name, 0); at != TW_NONE;
         at = tw_slice_find_nocase(s, name, at)) {
        size_t end;
        char quote = 0;

        at += name.n;
        while (at < s.n && tw_is_space(s.p[at])) at++;
        if (at == s.n || s.p[at] != '=') continue;
        at++;
        while (at < s.n && (tw_is_space(s.p[at]) || s.p[at] == '"' || s.p[at] == '\'')) {
            if (!tw_is_space(s.p[at])) quote = s.p[at];
            at++;
        }
        for (end = at; end < s.n && s.p[end] != quote && s.p[end] != ';' && s.p[end] != '>'
             && s.p[end] != '"' && s.p[end] != '\'' && !tw_is_space(s.p[end]); end++) {}
        return tw_slice_sub(s, at, end);
    }
    return TW_LIT("");
}

struct tw_slice tw_charset_of_type(struct tw_slice content_type)
{
    return parameter(content_type, TW_LIT("charset"));
}

struct tw_slice tw_charset_of_meta(struct tw_slice bytes)
{
    struct tw_slice head = {bytes.p, bytes.n < META_BYTES ? bytes.n : META_BYTES};
    struct tw_slice trimmed = tw_slice_trim(head), label;

    if (tw_slice_starts_nocase(trimmed, TW_LIT("<?xml"))) {
        size_t end = tw_slice_find_char(trimmed, '>', 0);

        label = parameter((struct tw_slice){trimmed.p, end == TW_NONE ? 0 : end},
                          TW_LIT("encoding"));
        if (label.n) return label;
    }
    for (size_t at = tw_slice_find_nocase(head, TW_LIT("<meta"), 0); at != TW_NONE;
         at = tw_slice_find_nocase(head, TW_LIT("<meta"), at + 1)) {
        size_t end = tw_slice_find_char(head, '>', at);

        label = parameter(tw_slice_sub(head, at, end == TW_NONE ? head.n : end), TW_LIT("charset"));
        if (label.n) return label;
        if (end == TW_NONE) break;
    }
    return TW_LIT("");
}

/* A byte order mark (Encoding Standard, "BOM sniff"). */
static bool bom(struct tw_slice b, struct tw_charset *out)
{
    *out = (struct tw_charset){NULL, TW_CHARSET_BOM, 2};
    if (tw_slice_starts(b, TW_LIT("\xEF\xBB\xBF"))) out->name = "UTF-8", out->skip = 3;
    else if (tw_slice_starts(b, TW_LIT("\xFE\xFF"))) out->name = "UTF-16BE";
    else if (tw_slice_starts(b, TW_LIT("\xFF\xFE"))) out->name = "UTF-16LE";
    return out->name != NULL;
}

/* UTF-16 without a mark: of 512 bytes of European text or markup, nearly every
** second one is zero, and nearly no other. */
static const char *bare_utf16(struct tw_slice b)
{
    size_t n = b.n < 512 ? b.n & ~(size_t)1 : 512, zero[2] = {0, 0};

    if (tw_slice_find_char((struct tw_slice){b.p, n}, 0, 0) == TW_NONE) return NULL;
    for (size_t i = 0; i < n; i++) zero[i & 1] += b.p[i] == 0;
    if (n >= 8 && zero[1] * 5 > n && zero[0] * 50 <= n) return "UTF-16LE";
    if (n >= 8 && zero[0] * 5 > n && zero[1] * 50 <= n) return "UTF-16BE";
    return NULL;
}

/* Well-formed sequences of two bytes and more, and ill-formed places, up to
** the point where it is clear which there are more of. */
struct weight { size_t good, bad; };

/* Is it a sequence whose end is missing, as in a text cut off at some byte? */
static bool cut_off(const char *p, size_t n)
{
    unsigned char lead = (unsigned char)p[0];

    if (n > 3 || lead < 0xC2 || n >= (lead < 0xE0 ? 2u : lead < 0xF0 ? 3u : 4u)) return false;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)p[i] & 0xC0) != 0x80) return false;
    return true;
}

static struct weight weigh(struct tw_slice b)
{
    struct weight w = {0, 0};

    while (b.n) {
        size_t n = tw_utf8_valid(b);

        for (size_t i = 0; i < n; i++) w.good += (unsigned char)b.p[i] >= 0xC0;
        if (n == b.n) break;
        if (!cut_off(b.p + n, b.n - n)) w.bad++;
        if (w.bad > 100 && w.bad > w.good) break;
        b = (struct tw_slice){b.p + n + 1, b.n - n - 1};
    }
    return w;
}

/* One bad place among five good ones: damaged UTF-8 rather than a legacy
** encoding, whose accented letters hardly ever follow each other so. */
static bool mostly_utf8(struct weight w)
{
    return w.good > w.bad * 5;
}

static const char *detect(struct tw_slice b)
{
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *d = ucsdet_open(&error);
    const UCharsetMatch *match;
    const char *name = NULL;

    if (!d) return NULL;
    ucsdet_enableInputFilter(d, true);
    ucsdet_setText(d, b.p, (int32_t)(b.n < DETECT_BYTES ? b.n : DETECT_BYTES), &error);
    match = ucsdet_detect(d, &error);
    if (match && U_SUCCESS(error) && ucsdet_getConfidence(match, &error) >= 10) {
        name = ucsdet_getName(match, &error);
        if (name) name = tw_charset_of_label(tw_slice_of(name));
    }
    ucsdet_close(d);
    /* The bytes are known not to be UTF-8; UTF-16 would have shown its zeros. */
    if (name && (strcmp(name, "UTF-8") == 0 || strncmp(name, "UTF-16", 6) == 0)) name = NULL;
    return name;
}

/* What a header or <meta> declares, unless the bytes cannot be that. */
static const char *declared(struct tw_slice label, struct weight w)
{
    const char *name = label.n ? tw_charset_of_label(label) : NULL;

    if (!name || strncmp(name, "UTF-16", 6) == 0) return NULL;
    return strcmp(name, "UTF-8") == 0 && !mostly_utf8(w) ? NULL : name;
}

/* ISO-2022-JP is the one encoding here that hides in ASCII bytes: it is
** declared, and its escapes are there. */
static bool hides_japanese(struct tw_slice bytes, struct tw_slice http)
{
    const char *name;

    if (tw_slice_find(bytes, TW_LIT("\x1B$"), 0) == TW_NONE) return false;
    name = tw_charset_of_label(http.n ? http : tw_charset_of_meta(bytes));
    return name && strcmp(name, "ISO-2022-JP") == 0;
}

struct tw_charset tw_charset_find(struct tw_slice bytes, struct tw_slice outside,
                                  struct tw_slice http)
{
    struct tw_charset c;
    struct weight w;
    struct tw_slice meta;

    if (bom(bytes, &c)) return c;
    c = (struct tw_charset){tw_charset_of_label(outside), TW_CHARSET_OUTSIDE, 0};
    if (c.name) return c;
    c.how = TW_CHARSET_DETECTED;
    if ((c.name = bare_utf16(bytes))) return c;
    if (tw_utf8_valid(bytes) == bytes.n) {
        if (hides_japanese(bytes, http))
            return (struct tw_charset){"ISO-2022-JP", TW_CHARSET_META, 0};
        return (struct tw_charset){"UTF-8", TW_CHARSET_UTF8, 0};
    }
    w = weigh(bytes);
    meta = tw_charset_of_meta(bytes);
    if (mostly_utf8(w)) return (struct tw_charset){"UTF-8", TW_CHARSET_UTF8, 0};
    if ((c.name = declared(http, w))) return c.how = TW_CHARSET_HTTP, c;
    if ((c.name = declared(meta, w))) return c.how = TW_CHARSET_META, c;
    c.how = TW_CHARSET_DETECTED;
    if ((c.name = detect(bytes))) return c;
    return (struct tw_charset){"windows-1252", TW_CHARSET_DEFAULT, 0};
}

/* Runs the converter pair over all of s. */
static void convert(struct tw_buf *out, struct tw_slice s, UConverter *utf8, UConverter *from)
{
    UChar pivot[PIVOT], *pivot_in = pivot, *pivot_out = pivot;
    const char *at = s.p, *end = s.p + s.n;
    UErrorCode error;
    bool first = true;

    do {
        size_t room = (size_t)(end - at) + (size_t)(end - at) / 2 + 64;
        char *p = tw_buf_room(out, room), *q = p;

        error = U_ZERO_ERROR;
        ucnv_convertEx(utf8, from, &q, p + room, &at, end, pivot, &pivot_in, &pivot_out,
                       pivot + PIVOT, first, true, &error);
        out->n += (size_t)(q - p);
        first = false;
    } while (error == U_BUFFER_OVERFLOW_ERROR);
}

static size_t count_replaced(struct tw_slice s)
{
    size_t n = 0;

    for (size_t at = tw_slice_find(s, TW_LIT("\xEF\xBF\xBD"), 0); at != TW_NONE;
         at = tw_slice_find(s, TW_LIT("\xEF\xBF\xBD"), at + 3))
        n++;
    return n;
}

struct tw_slice tw_charset_convert(struct tw_arena *mem, struct tw_slice bytes, struct tw_charset c,
                                   size_t *repaired)
{
    struct tw_slice s = {bytes.p + c.skip, bytes.n - c.skip};
    struct tw_buf out = {.mem = mem};
    UErrorCode error = U_ZERO_ERROR, error8 = U_ZERO_ERROR;
    UConverter *from, *utf8;

    if (strcmp(c.name, "UTF-8") == 0) return tw_utf8_repair(mem, s, repaired);
    from = ucnv_open(c.name, &error);
    utf8 = ucnv_open("UTF-8", &error8);
    if (from && utf8) convert(&out, s, utf8, from);
    if (from) ucnv_close(from);
    if (utf8) ucnv_close(utf8);
    s = tw_utf8_repair(mem, from && utf8 ? tw_buf_slice(&out) : s, repaired);
    if (repaired) *repaired = count_replaced(s);
    return s;
}
