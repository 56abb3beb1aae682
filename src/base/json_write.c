/* base/json_write.c - the JSON writer.
**
** Text is copied in stretches between the bytes that need an escape.  Numbers
** that are whole, or have up to six decimals and at most 15 digits, are written
** from integers: n / 10^k of exact n and 10^k is rounded once, as the reader
** rounds, so the digits read back the same (Clinger, "How to read floating
** point numbers accurately", PLDI 1990).  The rest tries 15, 16 and 17 digits
** (fewer below the smallest normal double, where digits are fewer).
*/
#include "base/json.h"
#include "base/json_int.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void comma(struct tw_json *j)
{
    if (j->comma) tw_buf_addc(j->out, ',');
    j->comma = true;
}

void tw_json_open(struct tw_json *j, char bracket)
{
    comma(j);
    tw_buf_addc(j->out, bracket);
    j->comma = false;
}

void tw_json_close(struct tw_json *j, char bracket)
{
    tw_buf_addc(j->out, bracket);
    j->comma = true;
}

void tw_json_key(struct tw_json *j, const char *key)
{
    comma(j);
    tw_buf_addc(j->out, '"');
    tw_buf_adds(j->out, key);
    tw_buf_add(j->out, TW_LIT("\":"));
    j->comma = false;
}

/* Writes the escape of a special byte; returns its length (at most 6). */
static size_t escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char with_letter[] = "\b\f\n\r\t\"\\", letter[] = "bfnrt\"\\";
    const char *known = c ? strchr(with_letter, c) : NULL;

    to[0] = '\\';
    if (known) {
        to[1] = letter[known - with_letter];
        return 2;
    }
    to[1] = 'u';
    to[2] = to[3] = '0';
    to[4] = hex[c >> 4];
    to[5] = hex[c & 15];
    return 6;
}

void tw_json_str(struct tw_json *j, struct tw_slice s)
{
    struct tw_buf *out = j->out;

    comma(j);
    tw_buf_room(out, s.n + 2);
    tw_buf_addc(out, '"');
    for (size_t at = 0; at < s.n;) {
        size_t plain = tw_json_scan(s.p + at, s.n - at);

        tw_buf_add(out, (struct tw_slice){s.p + at, plain});
        at += plain;
        if (at == s.n) break;
        out->n += escape(tw_buf_room(out, 6), (unsigned char)s.p[at++]);
    }
    tw_buf_addc(out, '"');
}

void tw_json_str_or_null(struct tw_json *j, struct tw_slice s)
{
    if (s.n) tw_json_str(j, s);
    else tw_json_null(j);
}

/* Appends the digits of n, at least `width` of them. */
static void digits(struct tw_buf *out, uint64_t n, size_t width)
{
    char text[20];
    size_t at = sizeof text;

    do {
        text[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n || sizeof text - at < width);
    tw_buf_add(out, (struct tw_slice){text + at, sizeof text - at});
}

void tw_json_int(struct tw_json *j, int64_t n)
{
    comma(j);
    if (n < 0) tw_buf_addc(j->out, '-');
    digits(j->out, n < 0 ? -(uint64_t)n : (uint64_t)n, 1);
}

/* x >= 0 with up to six decimals and 15 digits; false when it has more. */
static bool short_decimal(struct tw_buf *out, double x)
{
    uint64_t power = 1;

    for (size_t places = 0; places <= 6 && x * (double)power < 1e15; places++, power *= 10) {
        uint64_t n = (uint64_t)(x * (double)power + 0.5);

        if ((double)n / (double)power != x) continue;
        digits(out, n / power, 1);
        if (places) tw_buf_addc(out, '.'), digits(out, n % power, places);
        return true;
    }
    return false;
}

/* The decimal point is the host's business; JSON's is a full stop. */
static void any_number(struct tw_buf *out, double x)
{
    char text[TW_JSON_DIGITS];
    const char *point = localeconv()->decimal_point, *at;

    for (int precision = x < DBL_MIN ? 1 : 15; precision <= 17; precision++) {
        snprintf(text, sizeof text, "%.*g", precision, x);
        if (strtod(text, NULL) == x) break;
    }
    at = strstr(text, point);
    if (!at) {
        tw_buf_adds(out, text);
        return;
    }
    tw_buf_add(out, (struct tw_slice){text, (size_t)(at - text)});
    tw_buf_addc(out, '.');
    tw_buf_adds(out, at + strlen(point));
}

void tw_json_num(struct tw_json *j, double x)
{
    if (!isfinite(x)) {
        tw_json_null(j);
        return;
    }
    comma(j);
    if (signbit(x)) tw_buf_addc(j->out, '-');
    if (!short_decimal(j->out, fabs(x))) any_number(j->out, fabs(x));
}

void tw_json_bool(struct tw_json *j, bool b)
{
    comma(j);
    tw_buf_adds(j->out, b ? "true" : "false");
}

void tw_json_null(struct tw_json *j)
{
    comma(j);
    tw_buf_add(j->out, TW_LIT("null"));
}

void tw_json_pair(struct tw_json *j, size_t a, size_t b)
{
    comma(j);
    tw_buf_addc(j->out, '[');
    digits(j->out, a, 1);
    tw_buf_addc(j->out, ',');
    digits(j->out, b, 1);
    tw_buf_addc(j->out, ']');
}

void tw_json_text(struct tw_json *j, const char *key, struct tw_slice s)
{
    tw_json_key(j, key);
    tw_json_str(j, s);
}

void tw_json_text_or_null(struct tw_json *j, const char *key, struct tw_slice s)
{
    tw_json_key(j, key);
    tw_json_str_or_null(j, s);
}

void tw_json_word(struct tw_json *j, const char *key, const char *word)
{
    tw_json_text(j, key, tw_slice_of(word));
}

void tw_json_texts(struct tw_json *j, const char *key, const struct tw_slice *v, size_t n)
{
    tw_json_key(j, key);
    tw_json_open(j, '[');
    for (size_t i = 0; i < n; i++) tw_json_str(j, v[i]);
    tw_json_close(j, ']');
}

void tw_json_count(struct tw_json *j, const char *key, size_t n)
{
    tw_json_key(j, key);
    tw_json_int(j, (int64_t)n);
}

void tw_json_bound(struct tw_json *j, const char *key, bool has, double x)
{
    tw_json_key(j, key);
    if (has) tw_json_num(j, x);
    else tw_json_null(j);
}
