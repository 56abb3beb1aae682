/* clean/dateline.c - the words before the first dash, if they can be a dateline.
**
** The part before the dash is taken apart from its end: (AGENCY), a date, a
** place.  What is left must look like a place: capitals throughout when
** nothing else speaks for a dateline, capitalised words when an agency or a
** date does.  What it gets wrong: a heading of one word in capitals before a
** dash ("EXCLUSIVE — ") looks like a place; labels known as such are left out.
*/
#include "clean/dateline.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "clean/credit.h"
#include "clean/line.h"

enum {
    /* bytes before the dash; two places, a date and an agency take about 90 */
    LOOK = 140,
    PLACE_MAX = 60, PLACE_WORDS = 6, AGENCY_MAX = 40
};

/* The first byte from i on that can be a dash or colon; s.n. */
static size_t next_mark(struct tw_slice s, size_t i)
{
    for (; i < s.n; i += 8) {
        uint64_t x = tw_eight_some(s.p + i, s.n - i), ascii = x & ~TW_EIGHT_HIGH;
        uint64_t found = tw_eight_in(ascii, ':', ':') | tw_eight_in(ascii, '-',
                                                                    '-') | (x & TW_EIGHT_HIGH);

        if (found) return i + tw_eight_first(found);
    }
    return s.n;
}

/* The dash or colon that ends a dateline: its offset (without blanks before
** it) and where it ends.  A hyphen needs blanks around it, or a bracket before. */
static bool find_end(struct tw_slice s, size_t from, size_t *at, size_t *behind, bool *colon)
{
    for (size_t i = next_mark(s, from); i < s.n; i = next_mark(s, i + 1)) {
        char c = s.p[i];
        bool blank, bracket;
        size_t n = 0;

        if (c != ':' && c != '-' && c != '\xE2') continue;
        blank = i > 0 && s.p[i - 1] == ' ';
        bracket = i > 1 && s.p[i - 2] == ')';
        if (c == ':' && i + 1 < s.n && s.p[i + 1] == ' ') n = 1;
        else if (c == '-' && blank && i + 1 < s.n
                 && (s.p[i + 1] == ' ' || (bracket && s.p[i + 1] != '-')))
            n = 1;
        else if (c == '-' && blank && i + 2 < s.n && s.p[i + 1] == '-' && s.p[i + 2] == ' ') n = 2;
        else if (c == '\xE2' && i + 2 < s.n && s.p[i + 1] == '\x80'
                 && (unsigned char)s.p[i + 2] >= 0x93
                 && (unsigned char)s.p[i + 2] <= 0x95) n = 3;       /* en dash, em dash, bar */
        if (n == 0) continue;
        *at = i;
        *behind = i + n;
        *colon = c == ':';
        return true;
    }
    return false;
}

/* Takes "(AGENCY)" off the end of *s. */
static struct tw_slice take_agency(struct tw_slice *s)
{
    struct tw_slice t = tw_slice_trim(*s), agency;
    size_t open;

    if (t.n < 3 || t.p[t.n - 1] != ')') return TW_LIT("");
    open = tw_slice_find_last(t, TW_LIT("("));
    if (open == TW_NONE) return TW_LIT("");
    agency = tw_slice_trim(tw_slice_sub(t, open + 1, t.n - 1));
    if (agency.n == 0 || agency.n > AGENCY_MAX) return TW_LIT("");
    *s = tw_slice_sub(t, 0, open);
    return agency;
}

/* ASCII digits, or letters of a script that may have its own. */
static bool has_digit(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (tw_is_digit(s.p[i]) || (unsigned char)s.p[i] >= 0xD9) return true;
    return false;
}

/* Takes a date off the end of *s, with the comma before it. */
static void take_date(struct tw_slice *s, struct tw_slice lang, struct tw_datetext *date)
{
    struct tw_datehow how = {.lang = lang, .partial = true};

    if (has_digit(*s) && tw_datetext_find(*s, 0, &how, date)
        && tw_slice_trim(tw_slice_sub(*s, tw_span_end(date->span), s->n)).n <= 1)
        s->n = date->span.off;
    else
        *date = (struct tw_datetext){.weekday = -1};
}

static bool is_all_caps(struct tw_slice s)
{
    size_t at = 0, letters = 0;

    while (at < s.n) {
        uint32_t c = tw_utf8_next(s, &at);

        if (tw_cp_is_lower(c)) return false;
        letters += tw_cp_is_letter(c);
    }
    return letters >= 3;
}

/* "St. Petersburg", "WASHINGTON, D.C.", "Rio de Janeiro": capitalised words,
** short ones in between. */
static bool is_place(struct tw_slice s)
{
    struct tw_slice word;
    size_t words = 0;
    bool capital = false;

    if (s.n == 0 || s.n > PLACE_MAX) return false;
    while (tw_slice_part(&s, ' ', &word)) {
        uint32_t c;

        if (word.n == 0) continue;
        if (++words > PLACE_WORDS) return false;
        c = tw_utf8_at(word, 0);
        if (!tw_cp_is_letter(c) && c != '/') return false;
        if (tw_cp_is_lower(c)) {
            if (word.n > 4) return false;
        } else {
            capital = true;
        }
    }
    return capital;
}

static struct tw_slice trim_marks(struct tw_slice s)
{
    s = tw_slice_trim(s);
    while (s.n && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '/' || s.p[s.n - 1] == ';')) {
        s.n--;
        s = tw_slice_trim(s);
    }
    return s;
}

static bool is_agency(struct tw_slice s)
{
    uint32_t c = tw_utf8_at(s, 0);

    return tw_cp_is_letter(c) && tw_line_words(s, 6) <= 4
           && tw_slice_find_char(s, ',', 0) == TW_NONE;
}

/* A party stands in brackets behind a name, too: without a date, the place must
** be in capitals, or the agency known or in capitals. */
static bool is_known(struct tw_slice place, struct tw_slice agency)
{
    return is_all_caps(place) || is_all_caps(agency) || tw_credit_is_agency(agency);
}

bool tw_dateline_find(struct tw_slice paragraph, struct tw_slice lang, struct tw_dateline *out)
{
    struct tw_slice head = {paragraph.p, paragraph.n < LOOK ? paragraph.n : LOOK}, left;
    size_t at = 0, behind = 0, from = 0;
    bool colon = false, good;

    *out = (struct tw_dateline){.date = {.weekday = -1}};
    while (from < head.n && head.p[from] == ' ') from++;
    if (from == head.n || !find_end(head, from, &at, &behind, &colon)) return false;
    left = tw_slice_sub(head, from, at);
    out->agency = take_agency(&left);
    left = trim_marks(left);
    take_date(&left, lang, &out->date);
    left = trim_marks(left);
    out->place = left;
    if (out->agency.n && !is_agency(out->agency)) return false;
    if (colon) good = out->date.span.len && out->place.n && is_place(out->place);
    else if (out->date.span.len) good = is_place(out->place);
    else if (out->agency.n) good = (out->place.n == 0 || is_place(out->place))
        && is_known(out->place, out->agency);
    else good = is_place(out->place) && is_all_caps(out->place)
             && tw_line_kind(out->place, lang) == TW_LINE_TEXT;
    if (!good) return false;
    while (behind < paragraph.n && tw_is_space(paragraph.p[behind])) behind++;
    if (behind >= paragraph.n) return false;
    out->date.span.off += out->date.span.len ? from : 0;
    out->span = tw_span_from_to(from, from + tw_slice_trim(tw_slice_sub(head, from, at)).n);
    out->end = behind;
    return true;
}
