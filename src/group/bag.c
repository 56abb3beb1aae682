/* group/bag.c - scan, tell names, stem, count.
**
** A word is a name when it is capitalised inside a sentence of the text; in a
** title, where capitals may stand for nothing, only when most of the title's
** words are small or the text says so.  Stems: Latin words lose a plural s and
** what goes beyond seven letters; words of other scripts what goes beyond
** five, names included, because there they inflect.  What this gets wrong:
** irregular forms (man, men) stay apart, and long words with one beginning
** fall together; the weights of the other words outvote both.
*/
#include "group/bag.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "clean/datewords.h"
#include "gen/words.h"

#include <assert.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

enum { WORDS = 600, LEAD = 60, DAY_LEAD = 80, LATIN_STEM = 7, OTHER_STEM = 5, SLOTS = 4096,
       MOST = 1800 };

struct tw_bagger {
    struct tw_arena *mem;
    UBreakIterator *words;      /* opened when a text needs it */
};

struct counting {
    struct tw_bagger *bagger;
    int language;               /* of clean/datewords.h */
    bool has_capital_days;      /* the language writes its weekdays with a capital */
    struct tw_arena *mem;
    struct tw_bag bag;
    uint16_t *slot;             /* index + 1 into bag.v */
};

/* One field of the article being counted. */
struct field {
    struct tw_slice text;
    struct tw_scan scan;
    bool is_title;
    bool has_names;             /* its capitals mean something */
};

struct tw_bagger *tw_bagger_new(void)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_bagger *b = TW_NEW(mem, struct tw_bagger);

    b->mem = mem;
    return b;
}

void tw_bagger_free(struct tw_bagger *b)
{
    if (!b) return;
    if (b->words) ubrk_close(b->words);
    tw_arena_free(b->mem);
}

static struct tw_bag_term *count(struct counting *c, uint32_t hash, unsigned field,
                                 struct tw_slice text)
{
    size_t at = (hash * 0x9E3779B1u >> 8) & (SLOTS - 1);    /* golden ratio, as in Knuth 6.4 */
    struct tw_bag_term *t;

    while (c->slot[at] && c->bag.v[c->slot[at] - 1].hash != hash) at = (at + 1) & (SLOTS - 1);
    if (!c->slot[at]) {
        if (c->bag.n == MOST) return NULL;
        c->bag.v[c->bag.n] = (struct tw_bag_term){.hash = hash, .text = text};
        c->slot[at] = (uint16_t)++c->bag.n;
    }
    t = &c->bag.v[c->slot[at] - 1];
    if (t->count < UINT16_MAX) t->count++;
    t->field |= (uint16_t)field;
    return t;
}

/* Korean parts its words by spaces. */
static bool is_hangul(uint32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF);
}

/* The word without what its ending may add. */
static struct tw_slice stem(struct tw_slice s)
{
    size_t at = 0, letters = 0, most = tw_utf8_at(s, 0) < 0x370 ? LATIN_STEM : OTHER_STEM;

    if (most == LATIN_STEM && s.n > 3 && (s.p[s.n - 1] | 0x20) == 's'
        && (s.p[s.n - 2] | 0x20) != 's')
        s.n--;
    while (at < s.n && letters < most) {
        tw_utf8_next(s, &at);
        letters++;
    }
    return (struct tw_slice){s.p, at};
}

/* A word of a script without spaces, as ICU cut it. */
static uint32_t spaceless_hash(struct tw_slice word)
{
    return (uint32_t)(tw_hash(word) >> 32);
}

uint32_t tw_bag_hash(struct tw_slice word)
{
    uint32_t c = tw_utf8_at(word, 0);

    return tw_cp_is_cjk(c) && !is_hangul(c) ? spaceless_hash(word) : tw_scan_hash(stem(word));
}

static uint32_t hash_of(const struct field *f, const struct tw_scan_word *w)
{
    struct tw_slice word = {f->text.p + w->off, w->len}, cut;

    if (w->len <= LATIN_STEM && (word.p[w->len - 1] | 0x20) != 's'
        && (unsigned char)word.p[0] < 0x80)
        return w->hash;
    cut = stem(word);
    return cut.n == word.n ? w->hash : tw_scan_hash(cut);
}

static bool is_name(const struct field *f, const struct tw_scan_word *w)
{
    return f->has_names && w->len > 1 && (w->flags & (TW_SCAN_CAP | TW_SCAN_START)) == TW_SCAN_CAP;
}

/* True when only a space or a hyphen stands between. */
static bool adjoins(const struct field *f, const struct tw_scan_word *w,
                    const struct tw_scan_word *next)
{
    char c = f->text.p[next->off - 1];

    return next->off == w->off + w->len + 1u && (c == ' ' || c == '-');
}

/* The words of the number that begins at word i: 5,300 and 4.6 are two each. */
static size_t number_words(const struct field *f, size_t i)
{
    const struct tw_scan *s = &f->scan;
    size_t n = 1;

    for (; i + n < s->n && n < 5; n++) {
        const struct tw_scan_word *w = &s->v[i + n - 1], *next = w + 1;
        char c = f->text.p[next->off - 1];

        if (!(next->flags & TW_SCAN_DIGIT) || next->off != w->off + w->len + 1u
            || (c != '.' && c != ','))
            break;
    }
    return n;
}

/* The hash of a number of so many words: thousands are the same with and
** without a mark, whichever it is. */
static uint32_t number_hash(const struct field *f, size_t i, size_t words)
{
    const struct tw_scan_word *w = &f->scan.v[i];
    char digits[5 * 16];
    size_t n = 0;

    if (words == 1) return w->hash;
    for (size_t k = 0; k < words; k++) {
        size_t len = w[k].len < 15 ? w[k].len : 15;

        if (k && w[k].len != 3) digits[n++] = '.';
        memcpy(digits + n, f->text.p + w[k].off, len);
        n += len;
    }
    return tw_scan_hash_bytes((struct tw_slice){digits, n});
}

/* Counts the pair of a word, place `first` in the bag, and the one before it,
** when they make a name or a number with what it counts. */
static void count_pair(struct counting *c, const struct field *f, size_t i, unsigned where,
                       size_t before, size_t after)
{
    const struct tw_scan_word *w = &f->scan.v[i - 1], *next = w + 1;
    struct tw_slice text = {f->text.p + w->off, next->off + next->len - w->off};
    uint64_t both = tw_hash_mix(c->bag.v[before].hash, c->bag.v[after].hash);
    struct tw_bag_term *t;

    if (!(w->flags & TW_SCAN_DIGIT) && !(is_name(f, next) && (w->flags & TW_SCAN_CAP))) return;
    t = count(c, (uint32_t)(both >> 32), where | TW_BAG_PAIR, text);
    if (!t) return;
    t->part[0] = (uint16_t)before;
    t->part[1] = (uint16_t)after;
}

static bool is_hiragana(uint32_t c)
{
    return c >= 0x3040 && c <= 0x309F;
}

/* Counts a word of such a script.  A character alone says nothing, but two such
** in a row do: what no dictionary has, as foreign names, is left in characters.
** *alone: where the character before stood alone, or `from`. */
static void count_piece(struct counting *c, struct tw_slice run, size_t from, size_t to,
                        unsigned where, size_t *alone)
{
    struct tw_slice word = tw_slice_sub(run, from, to);
    bool single = tw_utf8_skip(word, 0, 1) == word.n;

    if (!single) {
        count(c, spaceless_hash(word), where, word);
    } else if (*alone < from && !is_hiragana(tw_utf8_at(word, 0))) {
        word = tw_slice_sub(run, *alone, to);
        count(c, spaceless_hash(word), where, word);
    }
    *alone = single && !is_hiragana(tw_utf8_at(run, from)) ? from : to;
}

/* Cuts a run of characters without spaces, words [i, end), by dictionary. */
static void count_spaceless(struct counting *c, const struct field *f, size_t i, size_t end,
                            unsigned where)
{
    struct tw_slice run = tw_span_text(f->text, tw_scan_span(&f->scan, i, end - 1));
    UErrorCode st = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    size_t from = 0, alone = 0;

    if (!c->bagger->words) c->bagger->words = ubrk_open(UBRK_WORD, "", NULL, 0, &st);
    utext_openUTF8(&text, run.p, (int64_t)run.n, &st);
    if (U_SUCCESS(st)) ubrk_setUText(c->bagger->words, &text, &st);
    if (U_FAILURE(st)) return;
    for (int32_t to = ubrk_next(c->bagger->words); to != UBRK_DONE;
         to = ubrk_next(c->bagger->words)) {
        count_piece(c, run, from, (size_t)to, where, &alone);
        from = (size_t)to;
    }
    utext_close(&text);
}

/* The end of the run of characters without spaces that begins at word i. */
static size_t spaceless_end(const struct tw_scan *s, size_t i)
{
    size_t end = i + 1;

    while (end < s->n && (s->v[end].flags & TW_SCAN_SPACELESS)
           && s->v[end].off == s->v[end - 1].off + s->v[end - 1].len)
        end++;
    return end;
}

/* Counts a name of another alphabet, `native` in the bag, in Latin letters too. */
static void count_latin(struct counting *c, struct tw_slice word, struct tw_bag_term *native,
                        unsigned where)
{
    char latin[64];
    size_t at = 0, n = 0;
    struct tw_bag_term *t;

    if (tw_utf8_at(word, 0) < 0x370 || tw_utf8_at(word, 0) > 0x52F) return;
    while (at < word.n && n + 4 < sizeof latin) {
        char letter[4];
        const struct tw_word *w;
        size_t from = at;
        uint32_t lower = tw_cp_lower(tw_utf8_next(word, &at));
        struct tw_slice value;

        if (lower < 0x80 || lower > 0x7FF || at - from != 2) return;
        w = tw_words_find(&tw_words_any_latin_letters,
                          (struct tw_slice){letter, tw_utf8_put(letter, lower)});
        if (!w) return;
        value = tw_word_value(w);
        memcpy(latin + n, value.p, value.n);
        n += value.n;
    }
    t = count(c, tw_bag_hash((struct tw_slice){latin, n}), where | TW_BAG_LATIN, word);
    if (t) native->field |= TW_BAG_NATIVE;
}

static bool has_number_beside(const struct field *f, size_t i)
{
    const struct tw_scan *s = &f->scan;

    return (i > 0 && (s->v[i - 1].flags & TW_SCAN_DIGIT) && adjoins(f, &s->v[i - 1], &s->v[i]))
        || (i + 1 < s->n && (s->v[i + 1].flags & TW_SCAN_DIGIT)
            && s->v[i + 1].off - s->v[i].off - s->v[i].len <= 2);
}

static void note_year(struct tw_bag *bag, struct tw_slice word)
{
    unsigned year = 0;

    for (size_t i = 0; i < 4; i++) year = year * 10 + (unsigned)(word.p[i] - '0');
    if (year < 1900 || year > 2099 || bag->years == TW_BAG_YEARS) return;
    for (unsigned i = 0; i < bag->years; i++)
        if (bag->year[i] == year) return;
    bag->year[bag->years++] = (uint16_t)year;
}

static unsigned small_number(struct tw_slice digits)
{
    unsigned n = 0;

    for (size_t i = 0; i < digits.n; i++) n = n * 10 + (unsigned)(digits.p[i] - '0');
    return n;
}

/* Notes weekdays, months and years. */
static void note_date(struct counting *c, const struct field *f, size_t i)
{
    const struct tw_scan_word *w = &f->scan.v[i];
    struct tw_slice word = {f->text.p + w->off, w->len}, value;
    bool cap = w->flags & TW_SCAN_CAP;

    if (w->flags & TW_SCAN_DIGIT) {
        if (w->len == 4 && tw_is_digit(word.p[1]) && tw_is_digit(word.p[2])
            && tw_is_digit(word.p[3]))
            note_year(&c->bag, word);
        return;
    }
    if (w->len < 3 || w->len > 32) return;
    if ((f->is_title || i < DAY_LEAD) && w->len >= 5 && (cap || !c->has_capital_days)) {
        value = tw_dateword_own(TW_DW_WEEKDAY, tw_slice_lower(c->mem, word), c->language);
        if (value.n) c->bag.weekdays |= (uint8_t)(1u << small_number(value) % 7);
    }
    if (!(cap && w->len >= 4) && !has_number_beside(f, i)) return;
    value = tw_dateword_own(TW_DW_MONTH, tw_slice_lower(c->mem, word), c->language);
    if (value.n) c->bag.months |= (uint16_t)(1u << (small_number(value) + 11) % 12);
}

static void count_field(struct counting *c, const struct field *f, unsigned where)
{
    size_t n = f->scan.n < WORDS ? f->scan.n : WORDS, before = TW_NONE;

    for (size_t i = 0; i < n; i++) {
        const struct tw_scan_word *w = &f->scan.v[i];
        unsigned field = where | (!f->is_title && i < LEAD ? TW_BAG_LEAD : 0), own = field;
        struct tw_bag_term *t;
        size_t place;

        if (w->flags & TW_SCAN_SPACELESS) {
            size_t end = spaceless_end(&f->scan, i);

            count_spaceless(c, f, i, end, field);
            i = end - 1;
            before = TW_NONE;
            continue;
        }
        note_date(c, f, i);
        if (w->len == 1 && !(w->flags & TW_SCAN_DIGIT)) {
            before = TW_NONE;
            continue;
        }
        if (w->flags & TW_SCAN_DIGIT) {
            size_t words = number_words(f, i);

            t = count(c, number_hash(f, i, words), own | TW_BAG_NUMBER,
                      tw_span_text(f->text, tw_scan_span(&f->scan, i, i + words - 1)));
            before = t ? (size_t)(t - c->bag.v) : TW_NONE;
            i += words - 1;
            continue;
        }
        if (is_name(f, w)) own |= TW_BAG_NAME;
        t = count(c, hash_of(f, w), own, (struct tw_slice){f->text.p + w->off, w->len});
        place = t ? (size_t)(t - c->bag.v) : TW_NONE;
        if (t && (own & TW_BAG_NAME))
            count_latin(c, (struct tw_slice){f->text.p + w->off, w->len}, t, own);
        if (before != TW_NONE && place != TW_NONE && adjoins(f, w - 1, w))
            count_pair(c, f, i, field, before, place);
        before = place;
    }
}

/* True when the title's capitals tell names: fewer than three in five of its
** longer words have one. */
static bool title_has_names(const struct tw_scan *s)
{
    size_t words = 0, capitals = 0;

    for (size_t i = 0; i < s->n; i++) {
        if (s->v[i].len < 4 || (s->v[i].flags & (TW_SCAN_DIGIT | TW_SCAN_START))) continue;
        words++;
        capitals += s->v[i].flags & TW_SCAN_CAP;
    }
    return capitals * 5 < words * 3;
}

struct tw_bag tw_bag_read(struct tw_bagger *b, struct tw_arena *mem, const struct tw_article *a)
{
    struct counting c = {.bagger = b, .mem = mem, .language = tw_dateword_language(a->lang)};
    struct field title = {.text = a->title, .is_title = true},
        lead = {.text = a->standfirst, .has_names = true};
    struct field text = {.text = a->text, .has_names = true};

    c.has_capital_days = tw_slice_starts(a->lang, TW_LIT("en"))
        || tw_slice_starts(a->lang, TW_LIT("de"));
    c.bag.v = tw_arena_alloc(mem, MOST * sizeof *c.bag.v);
    c.slot = tw_arena_calloc(mem, SLOTS, sizeof *c.slot);
    if (text.text.n > WORDS * 64) text.text.n = WORDS * 64;
    while (text.text.n < a->text.n && ((unsigned char)a->text.p[text.text.n] & 0xC0) == 0x80)
        text.text.n++;
    title.scan = tw_scan(mem, title.text);
    lead.scan = tw_scan(mem, lead.text);
    text.scan = tw_scan(mem, text.text);
    title.has_names = title_has_names(&title.scan);
    count_field(&c, &title, TW_BAG_TITLE);
    count_field(&c, &lead, TW_BAG_LEAD);
    count_field(&c, &text, TW_BAG_BODY);
    c.bag.text = text.scan;
    return c.bag;
}
