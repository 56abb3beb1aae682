/* clean/lineform.c - what a line is by its form, when no list knows its words.
**
** A date with little beside it, a breadcrumb, an address, a name with a picture
** agency, a sentence with the credit of its picture behind it.
*/
#include "clean/line_int.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "clean/datetext.h"
#include "gen/words.h"

enum {
    CAPTION_MAX = 500,          /* bytes */
    AGENCY_WORDS = 3,           /* in the name of a picture agency */
    AGENCY_SHORT = 6,           /* words of a line that is little more than one */
    AGENCY_LINE = 14,           /* words of a line that names one behind a bar */
    DAY_MAX = 40,               /* bytes of "Wednesday, 25 September, 10:30" */
    DATE_WORDS = 4              /* words beside a date: "published at", "by", a city's time */
};

static bool has_arrow(struct tw_slice s)
{
    return tw_slice_find_char(s, '>', 0) != TW_NONE || tw_slice_find(s, TW_LIT("»"), 0) != TW_NONE
        || tw_slice_find(s, TW_LIT("›"), 0) != TW_NONE
        || tw_slice_find(s, TW_LIT("→"), 0) != TW_NONE;
}

/* Segments between > » › or →, each of a few words: where the page stands. */
static bool is_breadcrumb(struct tw_slice line)
{
    size_t at = 0, marks = 0, words = 0, letters = 0;

    if (line.n > TW_LINE_NAME_MAX || !has_arrow(line) || tw_line_is_ended(line)) return false;
    while (at < line.n) {
        uint32_t c = tw_utf8_next(line, &at);

        if (c == '>' || c == 0xBB || c == 0x203A || c == 0x2192) {
            if (letters == 0 && marks) return false;
            marks++;
            words = letters = 0;
        } else if (c == ' ') {
            words++;
        } else {
            letters++;
        }
        if (words > 6) return false;
    }
    return marks > 0;
}

/* Where the first digit stands, or the first byte of another script. */
static size_t first_digit(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i += 8) {
        uint64_t x = tw_eight_some(s.p + i, s.n - i);
        uint64_t found = tw_eight_in(x & ~TW_EIGHT_HIGH, '0', '9') | (x & TW_EIGHT_HIGH);

        if (found) return i + tw_eight_first(found);
    }
    return s.n;
}

/* A year, numbers with marks between them, or a number in a line that is short
** enough for a day and a month; other scripts' digits count. */
static bool has_date_digits(struct tw_slice line)
{
    size_t run = 0, joined = 0;
    bool any = false;

    for (size_t i = first_digit(line); i < line.n; i++) {
        bool digit = tw_is_digit(line.p[i]) || (unsigned char)line.p[i] >= 0xD9;

        if (!digit && run && (line.p[i] == '.' || line.p[i] == '/' || line.p[i] == '-')) joined++;
        run = digit ? run + 1 : 0;
        any |= digit;
        if (run == 4 || joined == 2) return true;
    }
    return any && line.n <= DAY_MAX;
}

/* Words that may stand beside a date: labels, "by", "at", zones, a few names. */
static bool is_date(struct tw_slice line, struct tw_slice lang)
{
    struct tw_datehow how = {.lang = lang, .partial = true};
    struct tw_datetext d;
    struct tw_linewords w;
    struct tw_slice before, after;
    size_t words;

    if (!tw_datetext_find(line, 0, &how, &d)) return false;
    before = tw_slice_sub(line, 0, d.span.off);
    after = tw_slice_sub(line, tw_span_end(d.span), line.n);
    tw_linewords_read(before, TW_LW_WORDS, &w);
    words = w.words;
    tw_linewords_read(after, TW_LW_WORDS, &w);
    words += w.words;
    if (words == 0) return true;
    if (d.date.year == 0 || tw_line_is_ended(line)) return false;
    return words <= (d.label != TW_LABEL_NONE ? DATE_WORDS : 2);
}

static bool is_name_word(struct tw_slice word)
{
    uint32_t c = tw_utf8_at(word, 0);

    return !tw_cp_is_lower(c) || word.n <= 3;
}

/* "Ann Lee", "Ann Lee and Ben Okri in Rome", "our correspondent": words that
** are capitalised or short, or a lower-case phrase of at most four words. */
bool tw_lineform_is_names(struct tw_slice rest)
{
    struct tw_slice word;
    size_t n = 0, low = 0;

    rest = tw_slice_trim(rest);
    if (rest.n == 0 || rest.n > TW_LINE_NAME_MAX || rest.p[rest.n - 1] == '.'
        || rest.p[rest.n - 1] == '?')
        return false;
    while (tw_slice_part(&rest, ' ', &word)) {
        if (word.n == 0) continue;
        n++;
        low += !is_name_word(word);
    }
    return low * 3 <= n;
}

/* Does a line of at most `most` words name a picture agency? */
static bool has_picture_agency(struct tw_linewords *w, size_t most)
{
    tw_linewords_more(w, most + 1);
    if (!w->whole || w->words == 0 || w->words > most) return false;
    for (size_t i = 0; i < w->words; i++)
        if (tw_linelist_has(&tw_words_any_picture_agencies, w, i, AGENCY_WORDS)) return true;
    return false;
}

/* Where the last sentence before `end` begins, not before `from`; 0. */
static size_t sentence_before(struct tw_slice line, size_t from, size_t end)
{
    while (end > from + 2) {
        char stop;

        end--;
        if (line.p[end] != ' ') continue;
        stop = line.p[end - 1];
        if (stop == '.' || stop == '!' || stop == '?' || stop == ')' || stop == '"') return end + 1;
        /* a closing quote */
        if (end > 3 && memcmp(line.p + end - 3, "\xE2\x80\x9D", 3) == 0) return end + 1;
    }
    return 0;
}

static bool leads_to_name(struct tw_slice s)
{
    return tw_slice_find_char(s, ':', 0) != TW_NONE
           || tw_slice_find(s, TW_LIT(" by "), 0) != TW_NONE;
}

/* Is one of the last three sentences, with what follows, a credit?  Initials
** end like sentences. */
static bool ends_with_credit(struct tw_slice line, struct tw_slice lang)
{
    size_t at = line.n, from = line.n > TW_LINE_NAME_MAX + 2 ? line.n - TW_LINE_NAME_MAX - 2 : 0;

    if (!leads_to_name(tw_slice_sub(line, from, line.n))) return false;
    for (int i = 0; i < 3; i++) {
        struct tw_slice end;

        at = sentence_before(line, from, at > 0 ? at - 1 : 0);
        if (at == 0 || line.n - at > TW_LINE_NAME_MAX) return false;
        end = tw_slice_sub(line, at, line.n);
        if (!leads_to_name(end)) continue;
        if (tw_line_kind(end, lang) == TW_LINE_CREDIT) return true;
    }
    return false;
}

/* A sentence about a picture with the credit behind it: "... (Photo: NPA)",
** "... | Photo: NPA", "... /Getty Images". */
static enum tw_line_kind credit_at_end(struct tw_slice line, struct tw_slice lang)
{
    struct tw_slice inner;
    struct tw_linewords w;
    size_t at;

    if (line.n > CAPTION_MAX || line.n < 3) return TW_LINE_TEXT;
    if (line.p[line.n - 1] == ')' && (at = tw_slice_find_last(line, TW_LIT("("))) != TW_NONE
        && at > 0) {
        inner = tw_slice_sub(line, at + 1, line.n - 1);
        if (inner.n <= TW_LINE_NAME_MAX) {
            enum tw_line_kind k = tw_line_kind(inner, lang);

            if (k == TW_LINE_CREDIT || k == TW_LINE_CAPTION) return TW_LINE_CAPTION;
        }
    }
    at = tw_slice_find_last(line, TW_LIT("|"));
    if (at != TW_NONE && at > 0 && tw_line_kind(tw_slice_sub(line, at + 1, line.n),
                                                lang) == TW_LINE_CREDIT)
        return TW_LINE_CAPTION;
    if (ends_with_credit(line, lang)) return TW_LINE_CAPTION;
    at = tw_slice_find_last(line, TW_LIT("/"));
    if (at == TW_NONE || line.n > TW_LINE_NAME_MAX || tw_line_is_ended(line)) return TW_LINE_TEXT;
    tw_linewords_start(&w, tw_slice_sub(line, at + 1, line.n));
    if (!has_picture_agency(&w, AGENCY_LINE)) return TW_LINE_TEXT;
    return at < 40 ? TW_LINE_CREDIT : TW_LINE_CAPTION;
}

static bool is_address(struct tw_slice line)
{
    return tw_slice_find_char(line, ' ', 0) == TW_NONE
        && (tw_slice_starts(line, TW_LIT("http://")) || tw_slice_starts(line, TW_LIT("https://"))
            || tw_slice_starts(line, TW_LIT("www.")));
}

/* "Ann Lee / NPA", "NPA Photo": a few words and an agency, and no sentence. */
static bool is_agency_line(struct tw_linewords *w)
{
    return !tw_line_is_ended(w->line) && has_picture_agency(w, AGENCY_SHORT)
        && (w->words >= 2 || tw_slice_find_char(w->line, '/', 0) != TW_NONE);
}

enum tw_line_kind tw_lineform(struct tw_linewords *w, struct tw_slice lang)
{
    struct tw_slice line = w->line;

    if (line.n <= TW_LINE_NAME_MAX) {
        if (has_date_digits(line) && is_date(line, lang)) return TW_LINE_DATE;
        if (is_address(line)) return TW_LINE_SOURCE;
        if (line.p[0] == '@' && tw_line_words(line, 3) <= 2) return TW_LINE_SHARE;
        if (is_breadcrumb(line)) return TW_LINE_NAV;
        if (is_agency_line(w)) return TW_LINE_CREDIT;
    }
    return credit_at_end(line, lang);
}
