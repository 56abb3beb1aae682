/* clean/linewords.c - plain words out of a line; which lists there are.
**
** Stops after 24 words or 240 bytes: what a line is shows at its beginning.
*/
#include "clean/linewords.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "gen/words.h"

#include <assert.h>

static bool joins(uint32_t c) { return c == '\'' || c == 0x2019 || c == '-'; }

/* Appends a code point in lower case. */
static void put(struct tw_linewords *l, uint32_t c)
{
    l->n += (uint16_t)tw_utf8_put(l->p + l->n, c == 0x2019 ? '\'' : tw_cp_lower(c));
}

static void begin(struct tw_linewords *l, size_t from)
{
    if (l->words) l->p[l->n++] = ' ';
    l->w[l->words].off = l->n;
    l->w[l->words].from = (uint32_t)from;
    l->w[l->words].colon = false;
}

static void end(struct tw_linewords *l, size_t to)
{
    l->w[l->words].end = l->n;
    l->w[l->words++].to = (uint32_t)to;
}

/* A number with its inner marks ("3,000", "10:30"); returns its end. */
static size_t number(struct tw_linewords *l, struct tw_slice line, size_t at)
{
    size_t i = at;

    begin(l, at);
    put(l, '0');
    while (i < line.n) {
        size_t next = i;
        uint32_t c = tw_utf8_next(line, &next);

        if (!tw_cp_is_digit(c)
            && !((c == '.' || c == ',' || c == ':') && tw_cp_is_digit(tw_utf8_at(line, next))))
            break;
        i = next;
    }
    end(l, i);
    return i;
}

/* Of eight characters, how many are letters up to a capital behind a small one. */
static size_t letters(uint64_t x, bool after_small)
{
    uint64_t all = tw_eight_letters(x), capital = tw_eight_in(x & ~TW_EIGHT_HIGH, 'A', 'Z');

    return tw_eight_run(all & ~(capital & ((all & ~capital) << 8 | (after_small ? 0x80 : 0))));
}

/* ASCII letters in lower case, up to a capital behind a small one; returns
** where they end, with the last of them in *before. */
static size_t put_ascii(struct tw_linewords *l, struct tw_slice line, size_t at, uint32_t *before)
{
    bool after_small = tw_cp_is_lower(*before);
    size_t from = at;

    while (at < line.n && l->n < TW_LW_BYTES) {
        uint64_t x = tw_eight_some(line.p + at, line.n - at);
        size_t n = letters(x, after_small);

        if (n > (size_t)(TW_LW_BYTES - l->n)) n = (size_t)(TW_LW_BYTES - l->n);
        tw_eight_put(l->p + l->n, x | 0x20 * TW_EIGHT_ONES);    /* p has room for eight more */
        l->n += (uint16_t)n;
        at += n;
        if (n < 8) break;
        after_small = tw_is_lower(line.p[at - 1]);
    }
    if (at > from) *before = (unsigned char)line.p[at - 1];
    return at;
}

/* A run of letters; a capital behind a small letter begins another word. */
static size_t word(struct tw_linewords *l, struct tw_slice line, size_t at)
{
    uint32_t before = 0;

    begin(l, at);
    while (at < line.n && l->n < TW_LW_BYTES) {
        size_t next = put_ascii(l, line, at, &before);
        uint32_t c;

        if (next > at) {
            at = next;
            continue;
        }
        c = tw_utf8_next(line, &next);
        if (c == ' ') break;
        if (joins(c) ? !before || !tw_cp_is_letter(tw_utf8_at(line, next)) : !tw_cp_is_letter(c))
            break;
        if (before && tw_cp_is_lower(before) && tw_cp_is_upper(c)) {
            end(l, at);
            if (l->words == TW_LW_WORDS) return at;
            begin(l, at);
        }
        put(l, c);
        before = c;
        at = next;
    }
    end(l, at);
    return at;
}

/* Notes a colon, or a dash with blanks around it, behind the last word. */
static void mark(struct tw_linewords *l, struct tw_slice line, size_t at, uint32_t c)
{
    bool dash = (c == '-' || c == 0x2013 || c == 0x2014) && at > 0 && line.p[at - 1] == ' ';

    if (l->words && (c == ':' || c == 0xFF1A || dash)) l->w[l->words - 1].colon = true;
}

void tw_linewords_more(struct tw_linewords *l, size_t most)
{
    struct tw_slice line = l->line;
    size_t at = l->at;

    assert(most <= TW_LW_WORDS);
    while (at < line.n && l->words < most && l->n < TW_LW_BYTES) {
        size_t next = at;
        uint32_t c = tw_utf8_next(line, &next);

        if (tw_cp_is_digit(c)) {
            at = number(l, line, at);
        } else if (tw_cp_is_letter(c)) {
            at = word(l, line, at);
        } else {
            if (c == 0xA9) begin(l, at), put(l, c), end(l, next);
            else mark(l, line, at, c);
            at = next;
        }
    }
    l->at = at;
    l->whole = at >= line.n;
    if (l->words && at < line.n) mark(l, line, at, tw_utf8_at(line, at));
}

#define LANGUAGES(X) \
    X(en) X(ar) X(bg) X(cs) X(da) X(de) X(el) X(es) X(fa) X(fi) X(fr) X(he) X(hi) X(hu) X(id) \
    X(it) X(ja) X(ko) X(ms) X(nl) X(no) X(pl) X(pt) X(ro) X(ru) X(sv) X(tr) X(uk) X(vi) X(zh)

struct list { char lang[4]; const struct tw_words *lines; };

static const struct list all[] = {
#define X(code) {#code, &tw_words_##code##_lines},
    LANGUAGES(X)
#undef X
};

const struct tw_words *tw_lines_of(struct tw_slice lang)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (tw_slice_eq(lang, tw_slice_of(all[i].lang))) return all[i].lines;
    return NULL;
}
