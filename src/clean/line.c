/* clean/line.c - lists first, then forms.
**
** A line is looked up whole, then as a row of known buttons and menu words
** ("Share Tweet Email"), then by its beginning; what no list knows may still
** have the form of a date, a breadcrumb, a credit or a copyright line.
** What it gets wrong: a heading of one word that is also a menu word; captions
** without credit, which look like any sentence.
*/
#include "clean/line.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "clean/datetext.h"
#include "clean/linewords.h"
#include "clean/names.h"
#include "clean/phrases.h"
#include "gen/words.h"

enum {
    LINE_MAX = 600,             /* bytes; longer lines are text, unless small print */
    MORE_MAX = 220,             /* a pointer to another article is a headline */
    NAME_MAX = 120,             /* names, dates, credits are short */
    CAPTION_MAX = 500,
    LONG_WORDS = 10,            /* of a long line only its beginning can tell */
    PREFIX_WORDS = 9,           /* in the longest beginning of the lists */
    BUTTON_WORDS = 6,           /* in one button of a row */
    ROW_WORDS = 12,             /* in a row of them */
    AGENCY_WORDS = 3,           /* in the name of a picture agency */
    AGENCY_LINE = 14,           /* words of a line that names one behind a bar */
    SIGN_MAX = 32,              /* an agency in brackets behind the last sentence */
    DAY_MAX = 40,               /* bytes of "Wednesday, 25 September, 10:30" */
    DATE_WORDS = 4              /* words beside a date: "published at", "by", a city's time */
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

static enum tw_line_kind kind_of(struct tw_slice name)
{
    static const struct tw_slice names[] = {
#define X(name, text) {text, sizeof text - 1},
        TW_LINE_LIST(X)
#undef X
    };

    for (int k = 0; k < TW_LINE_COUNT; k++)
        if (names[k].n == name.n && names[k].p[0] == name.p[0] && tw_slice_eq(names[k], name)) return (enum tw_line_kind)k;
    return TW_LINE_TEXT;
}

/* The entry's kind in the form asked for: 0 the whole line, '+' more may
** follow, ':' more follows behind a colon. */
static enum tw_line_kind entry_kind(const struct tw_word *w, char form)
{
    struct tw_slice rest = tw_word_value(w), one;

    while (tw_slice_part(&rest, ' ', &one)) {
        char last = one.p[one.n - 1];

        if (form == 0 && last != ':') return kind_of((struct tw_slice){one.p, one.n - (last == '+')});
        if (form && last == form) return kind_of((struct tw_slice){one.p, one.n - 1});
    }
    return TW_LINE_TEXT;
}

/* The lists to ask: the language's own and English. */
struct lists { const struct tw_words *v[2]; size_t n; };

static struct lists lists_for(struct tw_slice lang, const struct tw_words *(*of)(struct tw_slice))
{
    struct lists l = {{of(TW_LIT("en")), NULL}, 1};
    const struct tw_words *own = of(lang);

    if (own && own != l.v[0]) l.v[1] = own, l.n = 2;
    return l;
}

static const struct tw_word *look_hashed(const struct lists *l, struct tw_slice key, uint32_t hash)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct tw_word *w = tw_words_find_hashed(l->v[i], key, hash);

        if (w) return w;
    }
    return NULL;
}

static const struct tw_word *look(const struct lists *l, struct tw_slice key)
{
    return look_hashed(l, key, tw_words_hash(key.p, key.n));
}

/* Words in the longest entry of the lists that may begin with word i. */
static size_t reach_from(const struct lists *l, const struct tw_linewords *w, size_t i)
{
    struct tw_slice first = tw_linewords_key(w, i, i + 1);
    uint32_t hash = tw_words_hash(first.p, first.n);
    unsigned reach = 0;

    for (size_t k = 0; k < l->n; k++)
        if (tw_words_reach(l->v[k], hash) > reach) reach = tw_words_reach(l->v[k], hash);
    return reach;
}

/* The entry of words i to n - 1 that is longest, at most `most` words; its
** length in words in *used. */
static const struct tw_word *look_longest(const struct lists *l, const struct tw_linewords *w, size_t i, size_t most,
                                          bool (*accept)(const struct tw_word *, const struct tw_linewords *, size_t),
                                          size_t *used)
{
    uint32_t hash = TW_WORDS_HASH_START;
    const struct tw_word *best = NULL;
    size_t from = w->w[i].off, reach = reach_from(l, w, i);

    if (most > reach) most = reach;
    for (size_t j = i + 1; j <= w->words && j <= i + most; j++) {
        struct tw_slice key = tw_linewords_key(w, i, j);
        const struct tw_word *e;

        hash = tw_words_hash_more(hash, w->p + from, (size_t)(w->w[j - 1].end - from));
        from = w->w[j - 1].end;
        e = look_hashed(l, key, tw_words_hash_end(hash));
        if (e && (!accept || accept(e, w, j))) best = e, *used = j - i;
    }
    return best;
}

static enum tw_line_kind whole_line(const struct lists *l, const struct tw_linewords *w)
{
    const struct tw_word *e = NULL;

    if (w->whole && w->words <= reach_from(l, w, 0)) e = look(l, tw_linewords_key(w, 0, w->words));
    return e ? entry_kind(e, 0) : TW_LINE_TEXT;
}

static bool is_button(enum tw_line_kind k)
{
    return k == TW_LINE_SHARE || k == TW_LINE_NAV || k == TW_LINE_COMMENT || k == TW_LINE_AD;
}

/* The longest button at word i, with its length in words in *used. */
static enum tw_line_kind button_at(const struct lists *l, const struct tw_linewords *w, size_t i, size_t *used)
{
    size_t reach = reach_from(l, w, i);

    if (reach > BUTTON_WORDS) reach = BUTTON_WORDS;
    for (size_t j = i + reach < w->words ? i + reach : w->words; j > i; j--) {
        const struct tw_word *e = look(l, tw_linewords_key(w, i, j));
        enum tw_line_kind k = e ? entry_kind(e, 0) : TW_LINE_TEXT;

        *used = j - i;
        if (is_button(k)) return k;
    }
    return TW_LINE_TEXT;
}

static bool is_counter(const struct tw_linewords *w, size_t i)
{
    return w->p[w->w[i].off] == '0';
}

/* A row of buttons, counters and menu words: all words used up by entries,
** the longest first. */
static enum tw_line_kind button_row(const struct lists *l, struct tw_slice line)
{
    enum tw_line_kind first = TW_LINE_TEXT;
    struct tw_linewords w;
    size_t used;

    tw_linewords_read(line, ROW_WORDS + 1, &w);
    if (!w.whole || w.words > ROW_WORDS) return TW_LINE_TEXT;
    for (size_t i = 0; i < w.words; i += used) {
        enum tw_line_kind k;

        used = 1;
        if (is_counter(&w, i)) continue;
        if ((k = button_at(l, &w, i, &used)) == TW_LINE_TEXT) return TW_LINE_TEXT;
        if (first == TW_LINE_TEXT) first = k;
    }
    return first == TW_LINE_TEXT ? TW_LINE_SHARE : first;
}

/* The kind of an entry that stands at the beginning of a longer line, up to
** word j - 1. */
static enum tw_line_kind open_kind(const struct tw_word *e, const struct tw_linewords *w, size_t j)
{
    enum tw_line_kind k = w->w[j - 1].colon ? entry_kind(e, ':') : TW_LINE_TEXT;

    return k != TW_LINE_TEXT ? k : entry_kind(e, '+');
}

static bool is_open(const struct tw_word *e, const struct tw_linewords *w, size_t j)
{
    return open_kind(e, w, j) != TW_LINE_TEXT;
}

/* The longest entry that the line begins with and that may go on. */
static enum tw_line_kind beginning(const struct lists *l, const struct tw_linewords *w, size_t *used)
{
    const struct tw_word *e = look_longest(l, w, 0, PREFIX_WORDS, is_open, used);

    return e ? open_kind(e, w, *used) : TW_LINE_TEXT;
}

static size_t closers(struct tw_slice s)
{
    size_t n = s.n;

    while (n) {
        size_t at;
        uint32_t c = tw_utf8_before(s, n, &at);

        if (c != '"' && c != '\'' && c != 0x201D && c != 0x2019 && c != 0xBB && c != 0x201C && c != 0x203A
            && c != ')' && c != ']' && c != 0x300D && c != 0x300F && c != 0xFF09 && !tw_cp_is_space(c))
            break;
        n = at;
    }
    return n;
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F
        || c == 0x061F || c == 0x06D4 || c == 0x0964 || c == 0x0965 || c == 0x104B || c == 0x1362
        || c == 0x17D4 || c == 0xFF61;
}

/* Without "(AFP)" behind the last sentence. */
static struct tw_slice before_sign_off(struct tw_slice line)
{
    size_t open;

    if (line.n < SIGN_MAX || line.p[line.n - 1] != ')') return line;
    open = tw_slice_find_last(tw_slice_sub(line, line.n - SIGN_MAX, line.n), TW_LIT(" ("));
    return open == TW_NONE ? line : tw_slice_sub(line, 0, line.n - SIGN_MAX + open);
}

bool tw_line_is_ended(struct tw_slice line)
{
    struct tw_slice before;

    if (is_stop(tw_utf8_before(line, closers(line), NULL))) return true;
    before = before_sign_off(line);
    return before.n < line.n && is_stop(tw_utf8_before(before, closers(before), NULL));
}

/* Counting words: whether the character before was part of one. */
struct count { size_t halves; bool inside; };

/* Eight ASCII characters: letters and digits are words, an apostrophe or hyphen
** behind a part of one belongs to it. */
static void count_eight(struct count *c, uint64_t x)
{
    uint64_t words = tw_eight_in(x | 0x20 * TW_EIGHT_ONES, 'a', 'z') | tw_eight_in(x, '0', '9');
    uint64_t joins = tw_eight_in(x, '\'', '\'') | tw_eight_in(x, '-', '-'), before = c->inside ? 0x80 : 0;

    for (uint64_t more = joins; more; words |= more) more = joins & ~words & (words << 8 | before);
    c->halves += 2 * tw_eight_count(words & ~(words << 8 | before));
    c->inside = words >> 63;
}

static void count_one(struct count *c, uint32_t cp)
{
    if (cp >= 0x0E00 && (tw_cp_is_cjk(cp) || cp < 0x0F00)) {
        c->inside = false;
        c->halves++;
    } else if (tw_cp_is_word(cp)) {
        c->halves += 2 * !c->inside;
        c->inside = true;
    } else if (cp != '\'' && cp != '-' && cp != 0x2019) {       /* marks that hold a word together */
        c->inside = false;
    }
}

size_t tw_line_words(struct tw_slice line, size_t most)
{
    struct count c = {.halves = 0};

    for (size_t at = 0; at < line.n && c.halves < most * 2;) {
        uint64_t x = line.n - at >= 8 ? tw_eight(line.p + at) : TW_EIGHT_HIGH;

        if (tw_eight_is_ascii(x)) {
            count_eight(&c, x);
            at += 8;
        } else {
            count_one(&c, tw_utf8_next(line, &at));
        }
    }
    return c.halves / 2 < most ? c.halves / 2 : most;
}

static bool has_arrow(struct tw_slice s)
{
    return tw_slice_find_char(s, '>', 0) != TW_NONE || tw_slice_find(s, TW_LIT("»"), 0) != TW_NONE
        || tw_slice_find(s, TW_LIT("›"), 0) != TW_NONE || tw_slice_find(s, TW_LIT("→"), 0) != TW_NONE;
}

/* Segments between > » › or →, each of a few words: where the page stands. */
static bool is_breadcrumb(struct tw_slice line)
{
    size_t at = 0, marks = 0, words = 0, letters = 0;

    if (line.n > NAME_MAX || !has_arrow(line) || tw_line_is_ended(line)) return false;
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

/* A year, numbers with marks between them, or a number in a line that is short
** enough for a day and a month; other scripts' digits count. */
static bool has_date_digits(struct tw_slice line)
{
    size_t run = 0, joined = 0;
    bool any = false;

    for (size_t i = 0; i < line.n; i++) {
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
static bool is_names(struct tw_slice rest)
{
    struct tw_slice word;
    size_t n = 0, low = 0;

    rest = tw_slice_trim(rest);
    if (rest.n == 0 || rest.n > NAME_MAX || rest.p[rest.n - 1] == '.' || rest.p[rest.n - 1] == '?') return false;
    while (tw_slice_part(&rest, ' ', &word)) {
        if (word.n == 0) continue;
        n++;
        low += !is_name_word(word);
    }
    return low * 3 <= n;
}

/* Does a line of at most `most` words name a picture agency?  *words, how many
** it has. */
static bool has_picture_agency(struct tw_slice line, size_t most, size_t *words)
{
    static const struct lists agencies = {{&tw_words_any_picture_agencies, NULL}, 1};
    struct tw_linewords w;
    size_t used;

    tw_linewords_read(line, most + 1, &w);
    *words = w.words;
    if (!w.whole || w.words == 0 || w.words > most) return false;
    for (size_t i = 0; i < w.words; i++)
        if (look_longest(&agencies, &w, i, AGENCY_WORDS, NULL, &used)) return true;
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
        if (end > 3 && memcmp(line.p + end - 3, "\xE2\x80\x9D", 3) == 0) return end + 1;      /* a closing quote */
    }
    return 0;
}

static bool leads_to_name(struct tw_slice s)
{
    return tw_slice_find_char(s, ':', 0) != TW_NONE || tw_slice_find(s, TW_LIT(" by "), 0) != TW_NONE;
}

/* Is one of the last three sentences, with what follows, a credit?  Initials
** end like sentences. */
static bool ends_with_credit(struct tw_slice line, struct tw_slice lang)
{
    size_t at = line.n, from = line.n > NAME_MAX + 2 ? line.n - NAME_MAX - 2 : 0;

    if (!leads_to_name(tw_slice_sub(line, from, line.n))) return false;
    for (int i = 0; i < 3; i++) {
        struct tw_slice end;

        at = sentence_before(line, from, at > 0 ? at - 1 : 0);
        if (at == 0 || line.n - at > NAME_MAX) return false;
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
    size_t at, words;
    struct tw_slice inner;

    if (line.n > CAPTION_MAX || line.n < 3) return TW_LINE_TEXT;
    if (line.p[line.n - 1] == ')' && (at = tw_slice_find_last(line, TW_LIT("("))) != TW_NONE && at > 0) {
        inner = tw_slice_sub(line, at + 1, line.n - 1);
        if (inner.n <= NAME_MAX) {
            enum tw_line_kind k = tw_line_kind(inner, lang);

            if (k == TW_LINE_CREDIT || k == TW_LINE_CAPTION) return TW_LINE_CAPTION;
        }
    }
    at = tw_slice_find_last(line, TW_LIT("|"));
    if (at != TW_NONE && at > 0 && tw_line_kind(tw_slice_sub(line, at + 1, line.n), lang) == TW_LINE_CREDIT)
        return TW_LINE_CAPTION;
    if (ends_with_credit(line, lang)) return TW_LINE_CAPTION;
    at = tw_slice_find_last(line, TW_LIT("/"));
    if (at != TW_NONE && line.n <= NAME_MAX && !tw_line_is_ended(line)
        && has_picture_agency(tw_slice_sub(line, at + 1, line.n), AGENCY_LINE, &words))
        return at < 40 ? TW_LINE_CREDIT : TW_LINE_CAPTION;
    return TW_LINE_TEXT;
}

static bool is_address(struct tw_slice line)
{
    return tw_slice_find_char(line, ' ', 0) == TW_NONE
        && (tw_slice_starts(line, TW_LIT("http://")) || tw_slice_starts(line, TW_LIT("https://"))
            || tw_slice_starts(line, TW_LIT("www.")));
}

/* "Ann Lee / NPA", "NPA Photo": a few words and an agency, and no sentence. */
static bool is_agency_line(struct tw_slice line)
{
    size_t words;

    return !tw_line_is_ended(line) && has_picture_agency(line, BUTTON_WORDS, &words)
        && (words >= 2 || tw_slice_find_char(line, '/', 0) != TW_NONE);
}

/* What no list knows. */
static enum tw_line_kind form(struct tw_slice line, struct tw_slice lang)
{
    if (line.n <= NAME_MAX) {
        if (has_date_digits(line) && is_date(line, lang)) return TW_LINE_DATE;
        if (is_address(line)) return TW_LINE_SOURCE;
        if (line.p[0] == '@' && tw_line_words(line, 3) <= 2) return TW_LINE_SHARE;
        if (is_breadcrumb(line)) return TW_LINE_NAV;
        if (is_agency_line(line)) return TW_LINE_CREDIT;
    }
    return credit_at_end(line, lang);
}

/* Some beginnings also begin sentences; these need more than the words. */
static bool is_plausible(enum tw_line_kind k, struct tw_slice line, struct tw_slice rest)
{
    switch (k) {
    case TW_LINE_BYLINE: return is_names(rest);
    case TW_LINE_MORE: return line.n <= MORE_MAX && rest.n > 0;
    case TW_LINE_AGENCY: return line.n <= MORE_MAX && rest.n > 0;
    case TW_LINE_TAGS: return line.n <= MORE_MAX;
    case TW_LINE_CREDIT: return line.n <= MORE_MAX;
    case TW_LINE_CAPTION: return line.n <= CAPTION_MAX;
    case TW_LINE_LABEL: return line.n <= NAME_MAX;
    case TW_LINE_RELATED: return line.n <= NAME_MAX && !tw_line_is_ended(line);
    default: return true;
    }
}

static struct tw_slice behind(struct tw_slice line, size_t at)
{
    struct tw_slice s = tw_slice_trim(tw_slice_sub(line, at, line.n));

    while (s.n && (s.p[0] == ':' || s.p[0] == '-' || s.p[0] == '|' || tw_is_space(s.p[0]))) s.p++, s.n--;
    while (tw_slice_starts(s, TW_LIT("—")) || tw_slice_starts(s, TW_LIT("–")) || tw_slice_starts(s, TW_LIT("：")))
        s = tw_slice_trim((struct tw_slice){s.p + 3, s.n - 3});
    while (s.n && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']')) s.n--;
    return s;
}

/* What the beginnings known for all languages say (phrases.h).  They were made
** for blocks of pages, where links speak too, so here the line must be short,
** and more than one word long or followed by a colon, unless it is nothing
** but those words. */
static enum tw_line_kind phrase(struct tw_slice line, struct tw_slice *rest)
{
    struct tw_linewords w;
    size_t len = 0, words = 0;
    unsigned kinds = line.n <= MORE_MAX ? tw_phrase_of(line, &len) : 0;
    bool colon = false;

    if (kinds == 0) return TW_LINE_TEXT;
    tw_linewords_read(line, LONG_WORDS, &w);
    while (words < w.words && w.w[words].to <= len) words++;
    if (words) colon = w.w[words - 1].colon;
    *rest = behind(line, len);
    if (kinds & TW_PHRASE_END) return TW_LINE_RELATED;
    if (kinds & TW_PHRASE_LABEL) return TW_LINE_SHARE;
    if (kinds & TW_PHRASE_CREDIT && (colon || (words > 1 && !tw_line_is_ended(line)))) return TW_LINE_CREDIT;
    if (kinds & TW_PHRASE_LINK && rest->n && (colon || (words > 1 && !tw_line_is_ended(line)))) return TW_LINE_MORE;
    if (kinds & (TW_PHRASE_OFFER | TW_PHRASE_SOCIAL) && words > 1 && line.n <= NAME_MAX) return TW_LINE_NEWSLETTER;
    return TW_LINE_TEXT;
}

/* "Von Ann Lee", "Par Ann Lee", "記者 ...": names behind the words that lead to
** names in any language. */
static bool is_byline(struct tw_slice line, struct tw_slice *rest)
{
    return line.n <= NAME_MAX && !tw_line_is_ended(line) && tw_names_lead(line, rest) && is_names(*rest);
}

/* What the lists know of a line by its words; TW_LINE_TEXT: nothing. */
static enum tw_line_kind listed(struct tw_slice line, struct tw_slice lang, struct tw_linewords *w,
                                struct tw_slice *rest)
{
    struct lists lists = lists_for(lang, tw_lines_of);
    enum tw_line_kind k;
    size_t used = 0, reach = reach_from(&lists, w, 0);
    bool row = is_counter(w, 0);

    if (reach == 0 && !row) return TW_LINE_TEXT;
    tw_linewords_read(line, reach + 1 < TW_LW_WORDS ? reach + 1 : TW_LW_WORDS, w);
    if ((k = whole_line(&lists, w)) != TW_LINE_TEXT) return k;
    row = row || button_at(&lists, w, 0, &used) != TW_LINE_TEXT;
    if (row && (k = button_row(&lists, line)) != TW_LINE_TEXT) return k;
    if ((k = beginning(&lists, w, &used)) == TW_LINE_TEXT) return k;
    *rest = behind(line, w->w[used - 1].to);
    if (is_plausible(k, line, *rest)) return k;
    *rest = TW_LIT("");
    return TW_LINE_TEXT;
}

struct tw_line tw_line_read(struct tw_slice line, struct tw_slice lang)
{
    struct tw_line out = {TW_LINE_TEXT, TW_LIT("")};
    struct tw_linewords w;

    line = tw_slice_trim(line);
    if (line.n == 0) return out.kind = TW_LINE_BLANK, out;
    if (line.n > LINE_MAX) return out;
    tw_linewords_read(line, 1, &w);
    if (w.words == 0) return out.kind = TW_LINE_SHARE, out;     /* rules, bullets, stars */
    if ((out.kind = listed(line, lang, &w, &out.rest)) != TW_LINE_TEXT) return out;
    if (is_byline(line, &out.rest)) return out.kind = TW_LINE_BYLINE, out;
    if ((out.kind = phrase(line, &out.rest)) != TW_LINE_TEXT) return out;
    out.rest = TW_LIT("");
    out.kind = form(line, lang);
    return out;
}

bool tw_line_is_footer(struct tw_slice line, struct tw_slice lang)
{
    struct lists lists = lists_for(lang, tw_footers_of);
    struct tw_linewords w;

    for (size_t from = 0; from < line.n && from < LINE_MAX;) {
        size_t half;

        tw_linewords_read(tw_slice_sub(line, from, line.n), TW_LW_WORDS, &w);
        for (size_t i = 0; i < w.words; i++)
            if (look_longest(&lists, &w, i, 5, NULL, &half)) return true;
        if (w.whole || w.words < 8) break;
        half = w.words - 5;                     /* phrases may lie across the cut */
        from += w.w[half].from;
    }
    return false;
}
