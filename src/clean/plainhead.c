/* clean/plainhead.c - what stands before the first paragraph.
**
** The text begins with the first line that reads like a paragraph or opens
** with a dateline.  Of the lines before it one is the title: the one that
** stands there twice, that carries the site's name, that is long enough and
** stands next to date, byline or text.  What it gets wrong: a title that is a
** full sentence with its stop, when no other line speaks for it.
*/
#include "clean/plain_int.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "clean/credit.h"
#include "clean/dateline.h"
#include "clean/datetext.h"
#include "clean/names.h"
#include "gen/words.h"

enum {
    HEAD_MAX = 400,             /* lines looked at for a title; menus can be long */
    NEAR_BODY = 8,              /* lines between the title and the text, most often */
    TITLE_WORDS = 35,
    TITLE_BYTES = 400,
    SITE_WORDS = 7,             /* words in a site's name */
    CAPTION_WORDS = 45,
    SHORT_WORDS = 6,            /* of a line in a text that has no sentences */
    FALSE_SHARE = 8,            /* a false start is at most this part of all prose */
    FALSE_GAP = 5               /* short lines behind each other that end a false start */
};

static bool is_break(uint8_t kind)
{
    return kind == TW_LINE_DATE || kind == TW_LINE_BYLINE;
}

/* ---- where the text begins ---- */

static bool opens_with_dateline(const struct tw_plain *p, const struct tw_plain_line *l)
{
    struct tw_dateline d;

    return l->kind == TW_LINE_TEXT && l->words >= 8 && tw_dateline_find(l->text, p->lang, &d)
        && (d.agency.n || d.date.span.len);
}

/* A headline in capitals of the English kind ("Buy Mines, Sell Coal."): most
** words of some length begin with one. */
static bool is_title_case(const struct tw_plain_line *l)
{
    struct tw_slice rest = l->text, word;
    size_t longer = 0, capital = 0;

    if (l->words < 4 || l->words > TITLE_WORDS / 2) return false;
    while (tw_slice_part(&rest, ' ', &word)) {
        if (word.n < 5) continue;
        longer++;
        capital += !tw_cp_is_lower(tw_utf8_at(word, 0));
    }
    return longer >= 2 && capital * 5 >= longer * 4;
}

/* Is this line, which reads like a paragraph, still head?  A sentence can be
** the title, a standfirst that date or byline follow, or a caption that its
** credit follows. */
static bool still_head(const struct tw_plain *p, size_t i, size_t titles, bool dated)
{
    const struct tw_plain_line *l = &p->v[i];
    size_t j = i + 1;

    if (j < p->n && p->v[j].kind == TW_LINE_CREDIT && l->words <= CAPTION_WORDS
        && (!p->v[j].first || titles))
        return true;
    if (titles == 0 && j < p->n && l->words <= TITLE_WORDS && p->v[j].kind != TW_LINE_TEXT && !dated
        && l->text.p[l->text.n - 1] != '.')
        return true;
    if (titles == 0 && j < p->n && l->words <= TITLE_WORDS && l->text.n <= TITLE_BYTES
        && tw_plain_is_prose(&p->v[j]) && l->text.p[l->text.n - 1] != '.' && p->v[j].first)
        return true;
    if (i == 0 && j < p->n && p->v[j].first && is_title_case(l) && p->v[j].words > l->words)
        return true;
    for (size_t k = j; k < p->n && k < j + 3 && titles && !dated && l->words <= 60; k++)
        if (is_break(p->v[k].kind)) return true;
    return false;
}

/* In a text without prose: the first line of some length behind a first line,
** or the only one there is; p->n when there is none. */
static size_t find_short_body(const struct tw_plain *p)
{
    size_t first = p->n;

    for (size_t i = 0; i < p->n; i++) {
        const struct tw_plain_line *l = &p->v[i];

        if (l->kind != TW_LINE_TEXT) continue;
        if (first < p->n && l->words >= SHORT_WORDS && !tw_slice_eq(l->text, p->v[first].text))
            return i;
        if (first == p->n) first = i;
    }
    return first < p->n && p->v[first].words >= 2 * SHORT_WORDS ? first : p->n;
}

static void find_body(struct tw_plain *p)
{
    size_t titles = 0;
    bool dated = false;

    for (size_t i = 0; i < p->n; i++) {
        const struct tw_plain_line *l = &p->v[i];

        dated |= is_break(l->kind);
        if (l->kind != TW_LINE_TEXT) continue;
        if (opens_with_dateline(p, l)
            || (tw_plain_is_prose(l) && !still_head(p, i, titles, dated))) {
            p->body = i;
            return;
        }
        titles++;
    }
    p->body = find_short_body(p);
}

/* ---- a false start ---- */

static size_t prose_words(const struct tw_plain *p, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (tw_plain_is_prose(&p->v[i])) n += p->v[i].words;
    return n;
}

static size_t next_prose(const struct tw_plain *p, size_t i)
{
    while (i < p->n && !tw_plain_is_prose(&p->v[i])) i++;
    return i;
}

static bool is_list_item(struct tw_slice s)
{
    return s.n > 2 && s.p[1] == ' ' && (s.p[0] == '-' || s.p[0] == '*');
}

/* A notice about cookies or advertisements reads like prose, too.  What stands
** before a gap - the date, the byline, or many short lines - and is little
** beside what follows is no beginning. */
static void pass_false_start(struct tw_plain *p)
{
    size_t all = prose_words(p, p->body, p->end), before = 0, gap = 0;

    for (size_t i = p->body; i < p->end && before * FALSE_SHARE < all; i++) {
        const struct tw_plain_line *l = &p->v[i];

        if (tw_plain_is_prose(l)) {
            before += l->words;
            gap = 0;
            continue;
        }
        if (l->kind == TW_LINE_TEXT && !is_list_item(l->text)) gap++;
        if (gap >= FALSE_GAP || is_break(l->kind)) {
            size_t next = next_prose(p, i);

            if (before * FALSE_SHARE >= all || next >= p->end) return;
            p->body = next;
            before = gap = 0;
            i = next - 1;
        }
    }
}

/* ---- the title ---- */

/* A mark that parts a title from a site's name and stands between blanks: its
** length; 0. */
static size_t separator_at(struct tw_slice s)
{
    static const char *const marks[] = {"|", "-", "–", "—", "::", "»", "«", "‹", "·", "•"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);

        if (s.n > n && s.p[0] == marks[i][0] && s.p[n] == ' ' && memcmp(s.p, marks[i], n) == 0)
            return n;
    }
    return 0;
}

/* Offset of the last separator, with the blank before it; TW_NONE. */
static size_t last_separator(struct tw_slice s, size_t *behind, bool *bar)
{
    for (size_t at = s.n; at-- > 0;) {
        char next = at + 1 < s.n ? s.p[at + 1] : 0;
        size_t n;

        if (s.p[at] != ' ' || tw_is_alnum(next)
            || (n = separator_at(tw_slice_sub(s, at + 1, s.n))) == 0)
            continue;
        *behind = at + n + 2;
        *bar = next == '|' || next == ':';
        return at;
    }
    return TW_NONE;
}

/* Every word begins with a capital, a digit or is a short one between. */
static bool is_capitalised(struct tw_slice s)
{
    struct tw_slice word;

    while (tw_slice_part(&s, ' ', &word))
        if (word.n > 3 && tw_cp_is_lower(tw_utf8_at(word, 0))
            && tw_slice_find_char(word, '.', 0) == TW_NONE)
            return false;
    return true;
}

static bool is_section(struct tw_slice s, struct tw_slice lang)
{
    enum tw_line_kind k = tw_line_kind(s, lang);

    return k == TW_LINE_NAV || k == TW_LINE_LABEL;
}

/* Does it have a word that newspapers and stations are called by, or a dot? */
static bool is_outlet_name(struct tw_slice s)
{
    struct tw_slice rest = s, word;

    if (tw_slice_find_char(s, ' ', 0) == TW_NONE && tw_slice_find_char(s, '.', 0) != TW_NONE)
        return true;
    while (tw_slice_part(&rest, ' ', &word))
        if (tw_words_find_nocase(&tw_words_any_outlet_words, word)) return true;
    return false;
}

/* Takes " | World | News" and " - The Daily Bugle" off; *outlet gets a name
** that is no section. */
static struct tw_slice without_site(struct tw_slice s, struct tw_slice lang,
                                    struct tw_slice *outlet)
{
    size_t at, behind = 0;
    bool bar = false;

    while ((at = last_separator(s, &behind, &bar)) != TW_NONE) {
        struct tw_slice name = tw_slice_trim(tw_slice_sub(s, behind, s.n));
        struct tw_slice rest = tw_slice_trim(tw_slice_sub(s, 0, at));
        bool section = is_section(name, lang);

        if (name.n == 0 || tw_line_words(name, SITE_WORDS + 1) > SITE_WORDS) break;
        if (tw_line_words(rest, 3) < (bar ? 2 : 3)) break;
        if (!section && !is_capitalised(name)) break;
        if (!bar && !section && !is_outlet_name(name)) break;
        if (!section && outlet->n == 0) *outlet = name;
        s = rest;
    }
    return s;
}

struct candidate { size_t line; struct tw_slice title, outlet; int score; };

/* Does another line say the same, or the same with a site's name behind it? */
static bool is_repeated(const struct candidate *all, size_t n, size_t i, const struct tw_plain *p)
{
    struct tw_slice title = all[i].title;

    for (size_t k = 0; k < n; k++) {
        struct tw_slice other = p->v[all[k].line].text;

        if (k == i || title.n < 8) continue;
        if (tw_slice_eq(all[k].title, title)) return true;
        if (other.n > title.n && tw_slice_starts(other, title) && !tw_is_alnum(other.p[title.n])
            && tw_line_words(tw_slice_sub(other, title.n, other.n),
                             SITE_WORDS + 3) <= SITE_WORDS + 2)
            return true;
    }
    return false;
}

/* Points for being the title; the weights order the cases seen in scraped
** pages and press releases, nothing finer. */
static int score(const struct tw_plain *p, const struct candidate *all, size_t n, size_t i,
                 bool after_label)
{
    const struct candidate *c = &all[i];
    const struct tw_plain_line *l = &p->v[c->line];
    size_t next = c->line + 1;
    int points = 0;

    if (l->words >= 3 && is_repeated(all, n, i, p)) points += 4;
    if (c->title.n < l->text.n) points += 2;
    if (l->words >= 4) points += 2;
    else if (l->words < 3) points -= 1;
    if (l->words > TITLE_WORDS) points -= 6;
    if (tw_slice_ends(c->title, TW_LIT("."))) points -= 3;
    if (i == 0) points++;
    if (l->words >= 3 && c->line + NEAR_BODY >= p->body) points++;
    if (next < p->n && (next == p->body || is_break(p->v[next].kind)
                        || p->v[next].kind == TW_LINE_SHARE))
        points++;
    /* who releases it */
    if (next < p->n && p->v[next].kind == TW_LINE_LABEL && !p->v[next].first) points -= 3;
    if (after_label) points++;
    return points;
}

static bool seen_label(const struct tw_plain *p, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (p->v[i].kind == TW_LINE_LABEL) return true;
    return false;
}

/* The lines of a kind that can be the title; how many. */
static size_t candidates(const struct tw_plain *p, uint8_t kind, struct candidate *all)
{
    size_t n = 0;

    for (size_t i = 0; i < p->body && n < HEAD_MAX; i++) {
        const struct tw_plain_line *l = &p->v[i];

        if (l->kind != kind || l->text.n > TITLE_BYTES) continue;
        if (i + 1 < p->n && p->v[i + 1].kind == TW_LINE_CREDIT) continue;       /* a caption */
        all[n] = (struct candidate){.line = i, .outlet = TW_LIT("")};
        all[n].title = without_site(l->text, p->lang, &all[n].outlet);
        n++;
    }
    return n;
}

/* The best of the lines that can be the title; false: none.  "Live: ..." reads
** like a pointer to another article, and is the title when nothing else is. */
static bool find_title(const struct tw_plain *p, struct candidate *best)
{
    struct candidate *all = TW_NEW_N(p->mem, struct candidate,
                                     p->body < HEAD_MAX ? p->body : HEAD_MAX);
    size_t n = candidates(p, TW_LINE_TEXT, all), at = 0;

    if (n == 0) n = candidates(p, TW_LINE_MORE, all);
    for (size_t i = 0; i < n; i++) {
        all[i].score = score(p, all, n, i, seen_label(p, all[i].line));
        if (all[i].score > all[at].score) at = i;
    }
    if (n == 0) return false;
    *best = all[at];
    for (size_t i = 0; i < n && best->outlet.n == 0; i++)
        if (tw_slice_eq(all[i].title, best->title)) best->outlet = all[i].outlet;
    /* what follows the title counts from its last copy */
    for (size_t i = at; i < n; i++)
        if (tw_slice_eq(all[i].title, best->title)) best->line = all[i].line;
    return true;
}

/* Where the title stands again, most of the prose behind it: the text begins
** after that. */
static void pass_title(struct tw_plain *p, struct tw_slice title)
{
    size_t all = prose_words(p, p->body, p->end), before = 0;

    for (size_t i = p->body; i < p->end && before * 2 < all; i++) {
        const struct tw_plain_line *l = &p->v[i];

        if (tw_plain_is_prose(l)) before += l->words;
        else if (tw_slice_eq(l->text, title) && next_prose(p, i) < p->end)
            p->body = next_prose(p, i), before = 0, i = p->body - 1;
    }
}

/* ---- byline, dates ---- */

/* Without the place behind a name: "Ann Lee in Rome". */
static struct tw_slice without_place(struct tw_slice s)
{
    static const char *const marks[] = {" in ", " à ", " en "};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = tw_slice_find_last(s, tw_slice_of(marks[i]));

        if (at != TW_NONE && tw_slice_find_char(tw_slice_sub(s, 0, at), ' ', 0) != TW_NONE)
            s.n = at;
    }
    return s;
}

/* The people a byline names; an agency there is a credit. */
static void read_byline(struct tw_plain *p, struct tw_article *out, struct tw_slice s)
{
    struct tw_names names = {.n = 0};
    size_t cap = out->byline.n;

    if (tw_credit_is_agency(tw_slice_trim(s))) {
        tw_credit_add(p->mem, s, &out->credit);
        return;
    }
    for (size_t i = 0; i < out->byline.n && i < TW_NAMES_MAX; i++)
        names.v[names.n++] = out->byline.v[i];
    tw_names_add(without_place(s), true, &names);
    for (size_t i = out->byline.n; i < names.n; i++)
        TW_PUSH(p->mem, out->byline.v, out->byline.n, cap, names.v[i]);
}

static void read_date(struct tw_plain *p, struct tw_article *out, struct tw_slice line)
{
    struct tw_datehow how = {.lang = p->lang, .received = p->doc->received, .partial = true};
    struct tw_datetext d;

    for (size_t from = 0; tw_datetext_find(line, from, &how, &d); from = tw_span_end(d.span)) {
        bool modified = d.label == TW_LABEL_MODIFIED;
        struct tw_date *to = modified ? &out->modified : &out->published;

        if (to->grain == TW_DATE_NONE) *to = tw_datetext_settle(&d, &p->doc->received);
        if (!modified && to->grain != TW_DATE_NONE) out->published_from = TW_FROM_TEXT;
    }
}

/* A line of two to four capitalised words beside a date: a name without "By". */
static bool is_bare_name(const struct tw_plain *p, size_t i)
{
    const struct tw_plain_line *l = &p->v[i];
    bool beside = (i > 0 && p->v[i - 1].kind == TW_LINE_DATE && !l->first)
               || (i + 1 < p->n && p->v[i + 1].kind == TW_LINE_DATE && !p->v[i + 1].first);

    return beside && l->words >= 2 && l->words <= 4 && !l->ended && is_capitalised(l->text);
}

static void read_head_line(struct tw_plain *p, struct tw_article *out, size_t i, size_t title_line)
{
    const struct tw_plain_line *l = &p->v[i];

    if (l->kind == TW_LINE_DATE || l->kind == TW_LINE_BYLINE) read_date(p, out, l->text);
    if (l->kind == TW_LINE_BYLINE) read_byline(p, out, l->rest);
    if (l->kind != TW_LINE_TEXT || i <= title_line || title_line == TW_NONE) return;
    if (i + 1 < p->n && p->v[i + 1].kind == TW_LINE_CREDIT) return;
    if (is_bare_name(p, i)) read_byline(p, out, l->text);
    else if (out->standfirst.n == 0 && l->words >= 5 && !tw_slice_eq(l->text, out->title))
        out->standfirst = l->text;
}

/* The name that stands above "PRESS RELEASE", when the title stands below. */
static struct tw_slice releasing(const struct tw_plain *p, size_t title_line)
{
    for (size_t i = 1; i < p->body && i < title_line && title_line != TW_NONE; i++)
        if (p->v[i].kind == TW_LINE_LABEL && !p->v[i].first && p->v[i - 1].kind == TW_LINE_TEXT
            && p->v[i - 1].words <= TITLE_WORDS / 3)
            return p->v[i - 1].text;
    return TW_LIT("");
}

void tw_plain_head(struct tw_plain *p, struct tw_article *out)
{
    struct candidate title = {.line = TW_NONE};

    find_body(p);
    tw_plain_find_end(p);
    pass_false_start(p);
    if (find_title(p, &title)) {
        pass_title(p, title.title);
        out->title = title.title;
        out->outlet_name = title.outlet;
        p->site_named = title.outlet.n > 0;
    } else {
        title.line = TW_NONE;
    }
    for (size_t i = 0; i < p->body && i < p->n; i++) read_head_line(p, out, i, title.line);
    if (out->outlet_name.n == 0) out->outlet_name = releasing(p, title.line);
    if (out->published.grain == TW_DATE_NONE && out->modified.grain != TW_DATE_NONE) {
        out->published = out->modified;
        out->published_from = TW_FROM_TEXT;
    }
}
