/* extract/cut.c - cuts text into tokens.
**
** One pass from left to right.  ASCII takes a byte path; everything else goes
** through the code point classes of base/utf8.h.  The lower-cased forms stand
** in one buffer, one space between neighbours, so that several words in a row
** are one slice of it and a list entry of many words is one hash away.
**
** The hard part is the apostrophe: possessive, elision or closing mark.  A ’
** behind a word closes a quotation only when one is open, and behind an s only
** when no better closing mark follows soon (looking at most LOOK bytes on).
** Gets wrong: a plural possessive at the very end of a single-quoted passage,
** and 'n' in "rock 'n' roll", which comes out as a quoted n.
** Cost: about 20 ns a token; 24 bytes a token and two bytes a byte of text.
*/
#include "extract/cut.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "gen/words.h"

#include <assert.h>

enum { LOOK = 400 };            /* bytes; about four lines of print */
enum { LONGEST = 1 << 30 };     /* bytes of text read; offsets are 32 bits */

struct scan {
    struct tw_arena *mem;
    struct tw_text *out;
    size_t cap;
    struct tw_slice s;
    size_t at;
    char *low;                  /* the lower-cased forms; low_n used */
    size_t low_n;
    uint32_t paragraph;
    bool is_single_open, is_double_open;
    size_t closer;              /* cache of next_closer: a place, valid from closer_from on */
    size_t closer_from;
};

static uint32_t cp_at(const struct scan *c, size_t at)
{
    return tw_utf8_at(c->s, at);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019;
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

static bool is_word_at(const struct scan *c, size_t at)
{
    uint32_t cp = cp_at(c, at);

    return cp != 0 && tw_cp_is_word(cp);
}

static bool is_letter_at(const struct scan *c, size_t at)
{
    uint32_t cp = cp_at(c, at);

    return cp < 0x80 ? tw_is_alpha((char)cp) : tw_cp_is_letter(cp);
}

static bool is_space_at(const struct scan *c, size_t at)
{
    uint32_t cp = cp_at(c, at);

    return cp == 0 || tw_cp_is_space(cp);
}

static size_t behind(const struct scan *c, size_t at)
{
    tw_utf8_next(c->s, &at);
    return at;
}

/* Appends the lower-cased bytes [from, to) and returns the case bits. */
static uint8_t lower(struct scan *c, size_t from, size_t to)
{
    unsigned letters = 0, uppers = 0;
    uint8_t shape = 0;

    while (from < to) {
        uint32_t cp = tw_utf8_next(c->s, &from);
        bool is_upper = cp < 0x80 ? tw_is_upper((char)cp) : tw_cp_is_upper(cp);
        bool is_letter = cp < 0x80 ? tw_is_alpha((char)cp) : tw_cp_is_letter(cp);

        if (cp == 0x2019) cp = '\'';
        if (is_hyphen(cp)) cp = '-';
        if (is_upper && letters == 0) shape |= TW_SHAPE_CAP;
        letters += is_letter;
        uppers += is_upper;
        if (cp == '-' && letters) shape |= TW_SHAPE_HYPHEN;
        if (cp < 0x80) {
            if (tw_is_digit((char)cp)) shape |= TW_SHAPE_DIGIT;
            c->low[c->low_n++] = tw_to_lower((char)cp);
        } else {
            struct tw_buf one = {.mem = c->mem, .p = c->low + c->low_n, .cap = 8};

            tw_buf_add_cp(&one, is_upper ? tw_cp_lower(cp) : cp);
            assert(one.p == c->low + c->low_n);
            c->low_n += one.n;
        }
    }
    if (letters > 1 && letters == uppers) shape |= TW_SHAPE_CAPS;
    return shape;
}

/* Appends the token [from, to).  Its paragraph stands in `sentence` until the
** sentences are cut. */
static void push(struct scan *c, size_t from, size_t to, enum tw_token_kind kind, uint8_t shape)
{
    struct tw_token t = {.off = (uint32_t)from, .len = (uint32_t)(to - from),
                         .sentence = c->paragraph,
                         .kind = (uint8_t)kind, .low = (uint32_t)c->low_n};

    if (from > 0 && tw_cp_is_space(tw_utf8_before(c->s, from, NULL))) shape |= TW_SHAPE_SPACE;
    t.shape = (uint8_t)(shape | lower(c, from, to));
    t.low_n = (uint32_t)c->low_n - t.low;
    t.hash = tw_words_hash_more(TW_WORDS_HASH_START, c->low + t.low, t.low_n);
    c->low[c->low_n++] = ' ';
    TW_PUSH(c->mem, c->out->token, c->out->tokens, c->cap, t);
    c->at = to;
}

/* True when a later ’ or ' within reach closes the open single quotation. */
static bool closes_later(const struct scan *c, size_t at)
{
    size_t end = c->s.n - at > LOOK ? at + LOOK : c->s.n;

    while (at < end) {
        uint32_t cp = tw_utf8_next(c->s, &at);

        if (cp == 0x2018 || cp == '\n') return false;
        if (is_apostrophe(cp) && !is_word_at(c, at)) return true;
    }
    return false;
}

/* The next ' in this paragraph that could close a quotation, or TW_NONE. */
static size_t next_closer(struct scan *c, size_t at)
{
    if (c->closer_from && at >= c->closer_from
        && (c->closer == TW_NONE ? at < c->closer_from + LOOK : at < c->closer))
        return c->closer;
    c->closer_from = at;
    c->closer = TW_NONE;
    for (size_t i = at; i < c->s.n && i < at + LOOK * 4 && c->s.p[i] != '\n'; i++) {
        if (c->s.p[i] == '\'' && !tw_is_space(c->s.p[i - 1]) && !is_word_at(c, i + 1)) {
            c->closer = i;
            break;
        }
    }
    return c->closer;
}

/* The apostrophe at `at` stands behind a word and before no letter. */
static void push_final_apostrophe(struct scan *c, size_t at)
{
    char before = (char)(c->s.p[at - 1] | 0x20);
    size_t end = behind(c, at);

    if (c->is_single_open && !(before == 's' && is_space_at(c, end) && closes_later(c, end))) {
        c->is_single_open = false;
        push(c, at, end, TW_TOK_CLOSE, 0);
    } else {
        push(c, at, end,
             before == 's' || before == 'x' || before == 'z' ? TW_TOK_WORD : TW_TOK_PUNCT,
             TW_SHAPE_POSSESSIVE);
    }
}

/* Where a word that goes on behind the mark at `at` goes on; 0 when it ends.
** Joins hyphens, apostrophes, & and the points of U.S. and example.com. */
static size_t joined(const struct scan *c, size_t from, size_t at)
{
    uint32_t cp = cp_at(c, at);
    size_t next = behind(c, at);

    if (!is_word_at(c, next)) return 0;
    if (is_hyphen(cp)) return next;
    if (is_apostrophe(cp)) {
        char s = (char)(cp_at(c, next) | 0x20);

        return s == 's' && !is_word_at(c, next + 1) ? 0 : next;
    }
    if (cp == '&') return next;
    if (cp == '.' && is_letter_at(c, next)) {
        bool is_initial = at == from + 1 || (at > from + 1 && c->s.p[at - 2] == '.');

        if (is_initial || tw_is_lower(c->s.p[next])) return next;
    }
    return 0;
}

/* The end of the word that begins at `from`. */
static size_t word_end(const struct scan *c, size_t from)
{
    size_t at = from;

    while (at < c->s.n) {
        uint32_t cp = cp_at(c, at);

        if (tw_cp_is_word(cp)) {
            at = behind(c, at);
        } else {
            size_t next = joined(c, from, at);

            if (!next) break;
            at = next;
        }
    }
    return at;
}

/* True for forms with a point of their own: "U.S", "J" and listed abbreviations. */
static bool is_abbreviated(const struct scan *c, size_t from, size_t to)
{
    const struct tw_word *it;
    struct tw_slice how;

    if (to - from == 1) return tw_is_upper(c->s.p[from]) && c->s.p[from] != 'I';
    if (to - from >= 3 && c->s.p[to - 2] == '.') return true;
    if (to + 1 < c->s.n && c->s.p[to + 1] == ',') return true;      /* no sentence ends in ".," */
    it = tw_words_find_nocase(c->out->lexicon->abbreviations, tw_slice_sub(c->s, from, to));
    if (!it) return false;
    how = tw_word_value(it);
    if (tw_slice_eq(how, TW_LIT("any"))) return true;
    if (tw_slice_eq(how, TW_LIT("number")))
        return to + 2 < c->s.n && c->s.p[to + 1] == ' ' && tw_is_digit(c->s.p[to + 2]);
    return tw_is_upper(c->s.p[from]);
}

static void push_possessive(struct scan *c)
{
    size_t end;

    if (!is_apostrophe(cp_at(c, c->at))) return;
    end = behind(c, c->at);
    /* '' of typewriters */
    if (c->s.p[c->at] == '\'' && end < c->s.n && c->s.p[end] == '\'') return;
    if (!is_word_at(c, end)) push_final_apostrophe(c, c->at);
    else if ((c->s.p[end] | 0x20) == 's' && !is_word_at(c, end + 1))
        push(c, c->at, end + 1, TW_TOK_WORD, TW_SHAPE_POSSESSIVE);
}

/* "Rs340m", "CHF4.5bn": where the digits behind a currency's letters begin;
** `end` when it is no such word. */
static size_t currency_end(const struct scan *c, size_t from, size_t end)
{
    size_t at = from;

    while (at < end && at - from < 4 && tw_is_alpha(c->s.p[at])) at++;
    if (at - from < 2 || at >= end || !tw_is_digit(c->s.p[at])) return end;
    return tw_words_find_nocase(&tw_words_any_currencies, tw_slice_sub(c->s, from, at)) ? at : end;
}

static void scan_word(struct scan *c)
{
    size_t from = c->at, end = word_end(c, is_word_at(c, from) ? from : behind(c, from));

    end = currency_end(c, from, end);
    if (end < c->s.n && c->s.p[end] == '.' && is_abbreviated(c, from, end)) end++;
    push(c, from, end, TW_TOK_WORD, 0);
    push_possessive(c);
}

/* "4,000", "3.5", "10:05", "5bn", "6.40am", "1st"; "19-year-old" is a word. */
static void scan_number(struct scan *c)
{
    size_t from = c->at, at = from;
    enum tw_token_kind kind = TW_TOK_NUMBER;

    while (at < c->s.n) {
        char b = c->s.p[at];
        bool digit_next = at + 1 < c->s.n && tw_is_digit(c->s.p[at + 1]);

        if (tw_is_digit(b) || ((b == ',' || b == '.' || b == ':') && digit_next)) at++;
        else break;
    }
    if (is_letter_at(c, at) || (is_hyphen(cp_at(c, at)) && is_letter_at(c, behind(c, at)))) {
        if (is_hyphen(cp_at(c, at))) kind = TW_TOK_WORD;
        at = word_end(c, at);
    }
    push(c, from, at, kind, TW_SHAPE_DIGIT);
    push_possessive(c);
}

static bool is_url(const struct scan *c, size_t at)
{
    struct tw_slice rest = tw_slice_sub(c->s, at, c->s.n);

    return tw_slice_starts(rest, TW_LIT("http://")) || tw_slice_starts(rest, TW_LIT("https://"))
        || tw_slice_starts(rest, TW_LIT("www."));
}

static void scan_url(struct scan *c)
{
    size_t at = c->at;

    while (at < c->s.n && !is_space_at(c, at)) at = behind(c, at);
    while (at > c->at + 1 && strchr(".,;:!?)'\"", c->s.p[at - 1])) at--;
    push(c, c->at, at, TW_TOK_WORD, 0);
}

static bool opens_here(const struct scan *c, size_t at, size_t end)
{
    uint32_t before = tw_utf8_before(c->s, at, NULL);
    bool after_space = before == 0 || tw_cp_is_space(before) || before == '(' || before == '['
                    || before == 0x2013 || before == 0x2014 || before == '-' || before == '/'
                    || before == '"' || before == 0x201C || before == 0x2018;

    return after_space && !is_space_at(c, end);
}

/* A straight mark: by the spaces around it, else by what is open. */
static void scan_straight_double(struct scan *c, size_t end)
{
    uint32_t before = tw_utf8_before(c->s, c->at, NULL);
    bool opens = opens_here(c, c->at, end), after_space = before == 0 || tw_cp_is_space(before);

    if (opens && before == '"') opens = !c->is_double_open;
    if (!opens && !c->is_double_open && after_space) opens = true;      /* " like this " */
    if (!opens && !c->is_double_open && before < 0x80 && tw_is_digit((char)before)) {
        push(c, c->at, end, TW_TOK_PUNCT, 0);                           /* 6" pipe */
        return;
    }
    if (!opens && !after_space && !c->is_double_open && is_word_at(c, end)) opens = true;
    c->is_double_open = opens;
    push(c, c->at, end, opens ? TW_TOK_OPEN : TW_TOK_CLOSE, 0);
}

static void scan_single(struct scan *c, uint32_t cp)
{
    size_t end = behind(c, c->at);
    bool opens = cp == 0x2018 || cp == 0x201B;

    if (cp == '\'' && !c->is_single_open && opens_here(c, c->at, end) && !tw_is_digit(c->s.p[end]))
        opens = next_closer(c, end) != TW_NONE;
    if (opens) {
        c->is_single_open = true;
        push(c, c->at, end, TW_TOK_OPEN, 0);
    } else if (c->is_single_open && !is_word_at(c, end)) {
        c->is_single_open = false;
        push(c, c->at, end, TW_TOK_CLOSE, 0);
    } else if (is_word_at(c, end)) {
        push(c, c->at, word_end(c, end), TW_TOK_WORD, 0);       /* ’90s, ’em */
    } else {
        push(c, c->at, end, TW_TOK_PUNCT, 0);
    }
}

/* Marks of quotation other than the straight ones; false: not one. */
static bool scan_mark(struct scan *c, uint32_t cp)
{
    size_t end = behind(c, c->at);

    switch (cp) {
    case '"':
        scan_straight_double(c, end);
        return true;
    case 0x201C: case 0x201E: case 0xAB: case 0x300C: case 0x300E:
        if (cp == 0x201C && c->is_double_open && !opens_here(c, c->at, end)
            && is_space_at(c, end)) {
            c->is_double_open = false;                          /* „so“ */
            push(c, c->at, end, TW_TOK_CLOSE, 0);
            return true;
        }
        c->is_double_open = true;
        push(c, c->at, end, TW_TOK_OPEN, 0);
        return true;
    case 0x201D: case 0xBB: case 0x300D: case 0x300F:
        if (cp == 0x201D && !c->is_double_open && opens_here(c, c->at, end)) {
            c->is_double_open = true;                           /* ”so” */
            push(c, c->at, end, TW_TOK_OPEN, 0);
            return true;
        }
        c->is_double_open = false;
        push(c, c->at, end, TW_TOK_CLOSE, 0);
        return true;
    case '`': case '\'':
        if (end < c->s.n && (uint32_t)c->s.p[end] == cp) {      /* `` and '' of typewriters */
            scan_straight_double(c, end + 1);
            return true;
        }
        scan_single(c, cp == '`' ? 0x2018 : cp);
        return true;
    case 0x2018: case 0x2019: case 0x201B:
        scan_single(c, cp);
        return true;
    default:
        return false;
    }
}

static void scan_punct(struct scan *c, uint32_t cp)
{
    size_t end = behind(c, c->at);

    if (cp == '.' || cp == '-') while (end < c->s.n && (uint32_t)c->s.p[end] == cp) end++;
    push(c, c->at, end, TW_TOK_PUNCT, 0);
}

static void scan_token(struct scan *c)
{
    uint32_t cp = cp_at(c, c->at);

    if (is_url(c, c->at)) scan_url(c);
    else if (cp < 0x80 && tw_is_digit((char)cp)) scan_number(c);
    else if (tw_cp_is_cjk(cp)) push(c, c->at, behind(c, c->at), TW_TOK_WORD, 0);
    else if (tw_cp_is_word(cp)) scan_word(c);
    else if ((cp == '@' || cp == '#') && is_word_at(c, c->at + 1)) scan_word(c);
    else if (!scan_mark(c, cp)) scan_punct(c, cp);
}

/* True when a single line end at `at` begins a new paragraph: the next line is
** a list item, the last one ended a sentence, or was too short or too long to
** have been wrapped by a typist (50 to 100 columns). */
static bool is_break(const struct scan *c, size_t line, size_t at, size_t next)
{
    struct tw_slice last = tw_slice_trim(tw_slice_sub(c->s, line, at));
    uint32_t cp = cp_at(c, next), end = tw_utf8_before(last, last.n, NULL);

    if (last.n == 0 || last.n < 50 || last.n > 100) return true;
    if (cp == 0x2022 || cp == '*' || cp == 0x25CF || (cp == '-' && is_space_at(c, next + 1)))
        return true;
    return end == '.' || end == '!' || end == '?' || end == ':' || end == '"' || end == 0x201D
           || end == 0x2019;
}

/* Skips white space; counts paragraphs. */
static void scan_space(struct scan *c, size_t *line)
{
    size_t lines = 0, first = c->at;

    while (c->at < c->s.n && is_space_at(c, c->at)) {
        if (c->s.p[c->at] == '\n' && lines++ == 0) first = c->at;
        c->at = behind(c, c->at);
    }
    if (lines == 0 || c->at == c->s.n) return;
    if (lines > 1 || is_break(c, *line, first, c->at)) {
        c->paragraph++;
        c->is_single_open = c->is_double_open = false;
    }
    *line = c->at;
}

void tw_tokens_cut(struct tw_arena *mem, struct tw_text *out)
{
    struct scan c = {.mem = mem, .out = out, .s = out->text};
    size_t line = 0;

    if (c.s.n > LONGEST) {
        c.s.n = LONGEST;
        while (((unsigned char)c.s.p[c.s.n] & 0xC0) == 0x80) c.s.n--;
    }
    c.low = tw_arena_alloc(mem, 2 * c.s.n + 16); /* a space behind each; Ⱥ grows by a byte */
    c.cap = c.s.n / 5 + 8;
    out->token = tw_arena_alloc(mem, c.cap * sizeof *out->token);
    for (scan_space(&c, &line); c.at < c.s.n; scan_space(&c, &line)) scan_token(&c);
    out->lower = (struct tw_slice){c.low, c.low_n};
}
