/* read/mimecode.c - see the header. */
#include "read/mimecode.h"

#include "base/buf.h"
#include "read/charset.h"

#include <stdint.h>

enum {
    PARAMETERS = 64 /* pieces of one */,
    VALUE = 16 << 10 /* bytes of a header that are looked at */
};

static int digit64(char c)
{
    if (tw_is_upper(c)) return c - 'A';
    if (tw_is_lower(c)) return c - 'a' + 26;
    if (tw_is_digit(c)) return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

struct tw_slice tw_base64_decode(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};
    uint32_t bits = 0;
    unsigned have = 0;

    tw_buf_room(&b, s.n / 4 * 3 + 3);
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int d = digit64(s.p[i]);

        if (d < 0) continue;
        bits = bits << 6 | (uint32_t)d;
        have += 6;
        if (have < 8) continue;
        have -= 8;
        tw_buf_addc(&b, (char)(bits >> have & 0xFF));
    }
    return tw_buf_slice(&b);
}

/* The byte that two hexadecimal digits at `at` are; -1: there are none. */
static int byte_at(struct tw_slice s, size_t at)
{
    if (at + 2 > s.n || tw_hex_digit(s.p[at]) < 0 || tw_hex_digit(s.p[at + 1]) < 0) return -1;
    return tw_hex_digit(s.p[at]) << 4 | tw_hex_digit(s.p[at + 1]);
}

/* Bytes of a soft line end at `at` (behind its =); 0: there is none. */
static size_t soft_end(struct tw_slice s, size_t at)
{
    size_t from = at;

    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t')) at++;
    if (at < s.n && s.p[at] == '\r') at++;
    if (at < s.n && s.p[at] == '\n') return at + 1 - from;
    return at == s.n ? at - from : 0;
}

struct tw_slice tw_quoted_decode(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < s.n; i++) {
        size_t soft;

        if (s.p[i] != '=') {
            tw_buf_addc(&b, s.p[i]);
        } else if (byte_at(s, i + 1) >= 0) {
            tw_buf_addc(&b, (char)byte_at(s, i + 1));
            i += 2;
        } else if ((soft = soft_end(s, i + 1)) > 0 || i + 1 == s.n) {
            i += soft;
        } else {
            tw_buf_addc(&b, '=');
        }
    }
    return tw_buf_slice(&b);
}

static struct tw_slice to_utf8(struct tw_arena *mem, struct tw_slice bytes, struct tw_slice label)
{
    return tw_charset_convert(mem, bytes, tw_charset_find(bytes, TW_LIT(""), label), NULL);
}

static struct tw_slice capped(struct tw_slice s)
{
    return (struct tw_slice){s.p, s.n < VALUE ? s.n : VALUE};
}

/* ---- Encoded words: =?charset?B?...?= */

struct word {
    struct tw_slice charset, text;
    bool base64;
    size_t end;
};

static bool word_at(struct tw_slice s, size_t at, struct word *out)
{
    size_t charset = at + 2, kind, text, end;

    if (!tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT("=?"))) return false;
    if ((kind = tw_slice_find_char(s, '?', charset)) == TW_NONE || kind + 2 >= s.n
        || s.p[kind + 2] != '?')
        return false;
    text = kind + 3;
    if ((end = tw_slice_find_char(s, '?', text)) == TW_NONE || end + 1 >= s.n
        || s.p[end + 1] != '=')
        return false;
    out->base64 = tw_to_lower(s.p[kind + 1]) == 'b';
    if (!out->base64 && tw_to_lower(s.p[kind + 1]) != 'q') return false;
    out->charset = tw_slice_sub(s, charset, kind);
    if (tw_slice_find_char(out->charset, '*', 0) != TW_NONE) /* RFC 2231, 5: a language behind it */
        out->charset.n = tw_slice_find_char(out->charset, '*', 0);
    out->text = tw_slice_sub(s, text, end);
    out->end = end + 2;
    return out->charset.n > 0 && tw_slice_find_char(out->charset, ' ', 0) == TW_NONE;
}

static void add_word(struct tw_arena *mem, const struct word *w, struct tw_buf *bytes)
{
    struct tw_buf plain = {.mem = mem};

    if (w->base64) {
        tw_buf_add(bytes, tw_base64_decode(mem, w->text));
        return;
    }
    for (size_t i = 0; i < w->text.n; i++)
        tw_buf_addc(&plain, w->text.p[i] == '_' ? ' ' : w->text.p[i]);
    tw_buf_add(bytes, tw_quoted_decode(mem, tw_buf_slice(&plain)));
}

/* Words that follow each other with white space between them and have one charset, together: a
** character may be cut by them (which it must not be, RFC 2047, 5, and is). */
static size_t add_words(struct tw_arena *mem, struct tw_slice s, size_t at, struct word w,
                        struct tw_buf *out)
{
    struct tw_buf bytes = {.mem = mem};
    struct tw_slice charset = w.charset;

    for (;;) {
        size_t next = w.end;

        add_word(mem, &w, &bytes);
        at = w.end;
        while (next < s.n && tw_is_space(s.p[next])) next++;
        if (!word_at(s, next, &w)) break;
        if (tw_slice_eq_nocase(w.charset, charset)) continue;
        at = next;
        break;
    }
    tw_buf_add(out, to_utf8(mem, tw_buf_slice(&bytes), charset));
    return at;
}

static void add_one_line(struct tw_buf *out, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool space = tw_is_space(s.p[i]) || (unsigned char)s.p[i] < ' ';

        if (!space) tw_buf_addc(out, s.p[i]);
        else if (out->n && out->p[out->n - 1] != ' ') tw_buf_addc(out, ' ');
    }
}

struct tw_slice tw_mime_words(struct tw_arena *mem, struct tw_slice value)
{
    struct tw_slice s = to_utf8(mem, capped(value), TW_LIT(""));
    struct tw_buf b = {.mem = mem}, out = {.mem = mem};
    struct word w;

    for (size_t at = 0; at < s.n;) {
        if (s.p[at] == '=' && word_at(s, at, &w)) at = add_words(mem, s, at, w, &b);
        else tw_buf_addc(&b, s.p[at++]);
    }
    add_one_line(&out, tw_buf_slice(&b));
    return tw_slice_trim(tw_buf_slice(&out));
}

/* ---- Parameters */

/* One ";name=value": the value without quotation marks; *rest goes behind it. */
static bool next_parameter(struct tw_arena *mem, struct tw_slice *rest, struct tw_slice *name,
                           struct tw_slice *value)
{
    struct tw_buf b = {.mem = mem};
    size_t at = tw_slice_find_char(*rest, ';', 0), equals;

    if (at == TW_NONE) return false;
    *rest = tw_slice_sub(*rest, at + 1, rest->n);
    equals = tw_slice_find_char(*rest, '=', 0);
    at = tw_slice_find_char(*rest, ';', 0);
    *name = *value = TW_LIT("");
    if (equals == TW_NONE || at < equals) return equals != TW_NONE;
    *name = tw_slice_trim(tw_slice_sub(*rest, 0, equals));
    at = equals + 1;
    while (at < rest->n && tw_is_space(rest->p[at])) at++;
    if (at < rest->n && rest->p[at] == '"') {
        for (at++; at < rest->n && rest->p[at] != '"'; at++) {
            if (rest->p[at] == '\\' && at + 1 < rest->n) at++;
            tw_buf_addc(&b, rest->p[at]);
        }
        *value = tw_buf_slice(&b);
    } else {
        size_t end = tw_slice_find_char(*rest, ';', at);

        *value = tw_slice_trim(tw_slice_sub(*rest, at, end == TW_NONE ? rest->n : end));
        at = end == TW_NONE ? rest->n : end;
    }
    *rest = tw_slice_sub(*rest, at, rest->n);
    return true;
}

/* %41 -> A */
static void add_percent(struct tw_buf *out, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        int byte = s.p[i] == '%' ? byte_at(s, i + 1) : -1;

        tw_buf_addc(out, byte >= 0 ? (char)byte : s.p[i]);
        if (byte >= 0) i += 2;
    }
}

/* Is it `name`, `name*`, `name*2`, `name*2*`?  *piece: its number, -1 for the whole. */
static bool is_piece(struct tw_slice given, struct tw_slice name, int *piece, bool *encoded)
{
    struct tw_slice rest;

    *piece = -1;
    if (!tw_slice_starts_nocase(given, name)) return false;
    rest = tw_slice_sub(given, name.n, given.n);
    *encoded = rest.n > 0 && rest.p[rest.n - 1] == '*';
    if (!rest.n || (rest.n == 1 && *encoded)) return true;
    if (rest.p[0] != '*' || !tw_is_digit(rest.p[1])) return false;
    *piece = rest.p[1] - '0';
    if (rest.n > 2 && tw_is_digit(rest.p[2])) *piece = *piece * 10 + rest.p[2] - '0';
    return *piece < PARAMETERS;
}

struct tw_slice tw_mime_parameter(struct tw_arena *mem, struct tw_slice value, struct tw_slice name)
{
    struct {
        struct tw_slice text;
        bool encoded;
    } piece[PARAMETERS] = {0};
    struct tw_slice rest = capped(value), key, text, charset = TW_LIT("");
    struct tw_buf bytes = {.mem = mem};

    while (next_parameter(mem, &rest, &key, &text)) {
        bool encoded;
        int n;

        if (!is_piece(key, name, &n, &encoded)) continue;
        if (n < 0 && !encoded) return tw_mime_words(mem, text);
        if (n < 0) n = 0;
        if (piece[n].text.n) continue;
        piece[n].text = text;
        piece[n].encoded = encoded;
    }
    if (piece[0].encoded) { /* charset'language'text */
        struct tw_slice whole = piece[0].text, part;

        if (tw_slice_part(&whole, '\'', &part)) charset = part;
        (void)tw_slice_part(&whole, '\'', &part);
        piece[0].text = whole;
    }
    for (int i = 0; i < PARAMETERS && piece[i].text.n; i++) {
        if (piece[i].encoded) add_percent(&bytes, piece[i].text);
        else tw_buf_add(&bytes, piece[i].text);
    }
    return bytes.n ? to_utf8(mem, tw_buf_slice(&bytes), charset) : TW_LIT("");
}
