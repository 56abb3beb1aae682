/* clean/line.c - lists first, then forms.
**
** A line is looked up whole, then as a row of known buttons and menu words
** ("Share Tweet Email"), then by its beginning (linelist.c); then names and the
** beginnings of all languages are tried, when the first word allows it.  What no
** list knows may still have the form of a date, a breadcrumb, a credit or a
** copyright line (lineform.c).
** What it gets wrong: a heading of one word that is also a menu word; captions
** without credit, which look like any sentence.
*/
#include "clean/line_int.h"

#include "clean/names.h"
#include "clean/phrases.h"

enum {
    LINE_MAX = 600,             /* bytes; longer lines are text, unless small print */
    MORE_MAX = 220,             /* a pointer to another article is a headline */
    CAPTION_MAX = 500,
    LONG_WORDS = 10             /* of a long line only its beginning can tell */
};

const char *tw_line_kind_text(enum tw_line_kind k)
{
    static const char *const names[] = {
#define X(name, text) text,
        TW_LINE_LIST(X)
#undef X
    };
    return names[k];
}

/* Some beginnings also begin sentences; these need more than the words. */
static bool is_plausible(enum tw_line_kind k, struct tw_slice line, struct tw_slice rest)
{
    switch (k) {
    case TW_LINE_BYLINE: return tw_lineform_is_names(rest);
    case TW_LINE_MORE: return line.n <= MORE_MAX && rest.n > 0;
    case TW_LINE_AGENCY: return line.n <= MORE_MAX && rest.n > 0;
    case TW_LINE_TAGS: return line.n <= MORE_MAX;
    case TW_LINE_CREDIT: return line.n <= MORE_MAX;
    case TW_LINE_CAPTION: return line.n <= CAPTION_MAX;
    case TW_LINE_LABEL: return line.n <= TW_LINE_NAME_MAX;
    case TW_LINE_RELATED: return line.n <= TW_LINE_NAME_MAX && !tw_line_is_ended(line);
    default: return true;
    }
}

static struct tw_slice behind(struct tw_slice line, size_t at)
{
    struct tw_slice s = tw_slice_trim(tw_slice_sub(line, at, line.n));

    while (s.n && (s.p[0] == ':' || s.p[0] == '-' || s.p[0] == '|' || tw_is_space(s.p[0])))
        s.p++, s.n--;
    while (tw_slice_starts(s, TW_LIT("—")) || tw_slice_starts(s, TW_LIT("–"))
           || tw_slice_starts(s, TW_LIT("：")))
        s = tw_slice_trim((struct tw_slice){s.p + 3, s.n - 3});
    while (s.n && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']')) s.n--;
    return s;
}

/* What the beginnings known for all languages say (phrases.h).  They were made
** for blocks of pages, where links speak too, so here the line must be short,
** and more than one word long or followed by a colon, unless it is nothing
** but those words. */
static enum tw_line_kind phrase(struct tw_linewords *w, struct tw_slice *rest)
{
    struct tw_slice line = w->line;
    size_t len = 0, words = 0;
    unsigned kinds = tw_phrase_of(line, &len);
    bool colon = false;

    if (kinds == 0) return TW_LINE_TEXT;
    tw_linewords_more(w, LONG_WORDS);
    while (words < w->words && w->w[words].to <= len) words++;
    if (words) colon = w->w[words - 1].colon;
    *rest = behind(line, len);
    if (kinds & TW_PHRASE_END) return TW_LINE_RELATED;
    if (kinds & TW_PHRASE_LABEL) return TW_LINE_SHARE;
    if (kinds & TW_PHRASE_CREDIT && (colon || (words > 1 && !tw_line_is_ended(line))))
        return TW_LINE_CREDIT;
    if (kinds & TW_PHRASE_LINK && rest->n && (colon || (words > 1 && !tw_line_is_ended(line))))
        return TW_LINE_MORE;
    if (kinds & (TW_PHRASE_OFFER | TW_PHRASE_SOCIAL) && words > 1 && line.n <= TW_LINE_NAME_MAX)
        return TW_LINE_NEWSLETTER;
    return TW_LINE_TEXT;
}

/* "Von Ann Lee", "Par Ann Lee", "記者 ...": names behind the words that lead to
** names in any language. */
static bool is_byline(struct tw_slice line, struct tw_slice *rest)
{
    return line.n <= TW_LINE_NAME_MAX && tw_names_lead(line, rest) && !tw_line_is_ended(line)
        && tw_lineform_is_names(*rest);
}

/* What the lists know of a line by its words; TW_LINE_TEXT: nothing. */
static enum tw_line_kind listed(struct tw_slice lang, struct tw_linewords *w, struct tw_slice *rest)
{
    size_t used;
    enum tw_line_kind k = tw_linelist_kind(lang, w, &used);

    if (used == 0) return k;
    *rest = behind(w->line, w->w[used - 1].to);
    if (is_plausible(k, w->line, *rest)) return k;
    *rest = TW_LIT("");
    return TW_LINE_TEXT;
}

/* The hash of the first word in lower case, when it is one of ASCII letters with
** a blank or an ASCII mark behind it that ends it for everybody; else 0. */
static uint32_t plain_word(const struct tw_linewords *w)
{
    struct tw_slice word = tw_linewords_key(w, 0, 1);
    char next = w->w[0].to < w->line.n ? w->line.p[w->w[0].to] : ' ';

    if ((unsigned char)next >= 0x80 || next == '\'' || tw_is_alnum(next)) return 0;
    for (size_t i = 0; i < word.n; i++)
        if (!tw_is_lower(word.p[i])) return 0;
    return tw_words_hash(word.p, word.n);
}

struct tw_line tw_line_read(struct tw_slice line, struct tw_slice lang)
{
    struct tw_line out = {TW_LINE_TEXT, TW_LIT("")};
    struct tw_linewords w;
    uint32_t first;

    line = tw_slice_trim(line);
    if (line.n == 0) return out.kind = TW_LINE_BLANK, out;
    if (line.n > LINE_MAX) return out;
    tw_linewords_read(line, 1, &w);
    if (w.words == 0) return out.kind = TW_LINE_SHARE, out;     /* rules, bullets, stars */
    if ((out.kind = listed(lang, &w, &out.rest)) != TW_LINE_TEXT) return out;
    first = plain_word(&w);
    if ((first == 0 || tw_names_may_lead(first)) && is_byline(line, &out.rest))
        return out.kind = TW_LINE_BYLINE, out;
    if (line.n <= MORE_MAX && (first == 0 || tw_phrase_may_begin(first))
        && (out.kind = phrase(&w, &out.rest)) != TW_LINE_TEXT) return out;
    out.rest = TW_LIT("");
    out.kind = tw_lineform(&w, lang);
    return out;
}
