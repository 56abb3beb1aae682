/* clean/datelex.c - see datelex.h.  Digits of the scripts that news is printed in are read; rarer
** ones are marks, which no date has.
*/
#include "clean/datelex.h"

#include "base/utf8.h"
#include "base/words.h"

/* The zeros of decimal digits (Unicode 15, general category Nd). */
static const uint32_t zeros[] = {0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6,
                                 0xC66, 0xCE6,
                                 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10};

static int digit_value(uint32_t c)
{
    if (c < 0x80) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros && c >= zeros[i]; i++)
        if (c < zeros[i] + 10) return (int)(c - zeros[i]);
    return -1;
}

static bool stands_alone(uint32_t c)
{
    return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || c >= 0x20000;
}

/* Letters, and the joiners that Persian and Indic words hold. */
static bool is_word_part(uint32_t c)
{
    if (c < 0x80) return tw_is_alpha((char)c);
    if (c == 0x200C || c == 0x200D) return true;
    return tw_cp_is_letter(c) && !stands_alone(c);
}

static size_t number_end(struct tw_slice text, size_t at, struct tw_datetoken *t)
{
    const uint64_t most = 999999999999999999u;

    while (at < text.n) {
        size_t next = at;
        int d = digit_value(tw_utf8_next(text, &next));

        if (d < 0) break;
        t->value = t->value > most / 10 ? most : t->value * 10 + (uint64_t)d;
        t->digits++;
        at = next;
    }
    return at;
}

static size_t word_end(struct tw_slice text, size_t at)
{
    while (at < text.n) {
        size_t next = at;

        if (!is_word_part(tw_utf8_next(text, &next))) break;
        at = next;
    }
    return at;
}

/* The end of a word that begins with an ASCII letter; its hash if it has no others. */
static size_t plain_word_end(struct tw_slice text, size_t at, uint32_t *hash)
{
    uint32_t h = TW_WORDS_HASH_START;

    for (; at < text.n && tw_is_alpha(text.p[at]); at++) {
        char low = (char)(text.p[at] | 0x20);

        h = tw_words_hash_more(h, &low, 1);
    }
    if (at < text.n && (unsigned char)text.p[at] >= 0x80) {
        size_t end = word_end(text, at);

        if (end > at) return end;
    }
    *hash = tw_words_hash_end(h);
    return at;
}

static void cut_one(struct tw_slice text, size_t at, size_t next, uint32_t c,
                    struct tw_datetoken *t)
{
    t->off = at;
    t->end = next;
    t->value = c;
    if (digit_value(c) >= 0) {
        t->kind = TW_DT_NUMBER;
        t->value = 0;
        t->end = number_end(text, at, t);
    } else if (c < 0x80 && tw_is_alpha((char)c)) {
        t->kind = TW_DT_WORD;
        t->end = plain_word_end(text, at, &t->hash);
    } else if (stands_alone(c)) {
        t->kind = TW_DT_WORD;
    } else if (is_word_part(c)) {
        t->kind = TW_DT_WORD;
        t->end = word_end(text, next);
    } else {
        t->kind = TW_DT_MARK;
    }
}

size_t tw_datelex(struct tw_slice text, size_t from, struct tw_datetoken *v, size_t cap)
{
    size_t at = from, n = 0;
    bool spaced = false;

    while (at < text.n && n < cap) {
        size_t next = at;
        uint32_t c = tw_utf8_next(text, &next);

        /* direction marks stand around dates */
        if (tw_cp_is_space(c) || c == 0x200E || c == 0x200F) {
            spaced = true;
            at = next;
            continue;
        }
        v[n] = (struct tw_datetoken){.spaced = spaced};
        cut_one(text, at, next, c, &v[n]);
        at = v[n++].end;
        spaced = false;
    }
    return n;
}
