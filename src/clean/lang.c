/* clean/lang.c - common words first, CLD2 when they do not decide.
**
** Two articles in three are in one of a dozen languages whose commonest words
** make up a third of any text: counting them in the first 60 words settles
** those in two microseconds, where CLD2 takes ninety.  When few words are known
** or two languages tie, CLD2 decides over a longer sample.  CLD2 keeps a few
** codes from before ISO 639 was revised, and splits Chinese by script; the
** table below undoes both.  Wrong at times: Norwegian against Danish, Croatian
** against Serbian or Bosnian, lines that are mostly names.
*/
#include "clean/lang.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "clean/lang_cld2.h"
#include "gen/words.h"

enum {
    WORDS = 60,                 /* counted by the common words */
    WORDS_MIN = 20,             /* fewer are left to CLD2 */
    SHARE = 5,                  /* one word in five must be the language's */
    LANGS_MAX = 32
};

/* CLD2 code -> ISO 639 (changes list of the ISO 639-1 registration authority). */
static const struct { const char *from, *to; } renamed[] = {
    {"iw", "he"},      {"jw", "jv"},      {"in", "id"},
    {"ji", "yi"},      {"mo", "ro"},      {"zh-Hant", "zh"},
    {"zh-Hans", "zh"}, {"sr-ME", "sr"},   {"nb", "no"},
    {"sit-NP", "ne"},  {"un", ""},
};

struct count { uint32_t code; unsigned n; struct tw_slice lang; };
struct counts { struct count v[LANGS_MAX]; size_t n; unsigned words; };

static void count_lang(struct counts *c, struct tw_slice lang, uint32_t code)
{
    size_t i = 0;

    while (i < c->n && c->v[i].code != code) i++;
    if (i == LANGS_MAX) return;
    if (i == c->n) c->v[c->n++] = (struct count){code, 0, lang};
    c->v[i].n++;
}

static void count_word(struct counts *c, struct tw_slice word)
{
    uint32_t hash = tw_words_hash(word.p, word.n);
    const struct tw_word *w;

    c->words++;
    if (!tw_words_begins(&tw_words_any_function_words, hash)) return;
    if (!(w = tw_words_find_hashed(&tw_words_any_function_words, word, hash))) return;
    for (const char *p = tw_word_string(w); *p; p += *p == ' ') {
        const char *from = p;
        uint32_t code = 0;

        /* of two or three letters */
        for (; *p && *p != ' '; p++) code = code << 8 | (unsigned char)*p;
        count_lang(c, (struct tw_slice){from, (size_t)(p - from)}, code);
    }
}

/* A word in lower case; what does not fit in is no common word. */
enum { LOW_MAX = 24 };
struct low { char p[LOW_MAX + 8]; size_t n; bool too_long; };

/* Takes the ASCII letters from `at` on; returns where they end. */
static size_t take_ascii(struct low *w, struct tw_slice text, size_t at)
{
    unsigned n = 8;

    while (n == 8 && at < text.n) {
        uint64_t x = tw_eight_some(text.p + at, text.n - at);

        n = tw_eight_run(tw_eight_letters(x));
        tw_eight_put(w->p + w->n, x | 0x20 * TW_EIGHT_ONES);
        w->n = w->n + n < LOW_MAX ? w->n + n : LOW_MAX;
        at += n;
    }
    return at;
}

static void take(struct low *w, uint32_t c)
{
    if (w->n + 4 > LOW_MAX) w->too_long = true;
    else w->n += tw_utf8_put(w->p + w->n, c);
}

/* Counts the words of the text. */
static void count_words(struct tw_slice text, struct counts *c)
{
    struct low w = {.n = 0};

    for (size_t at = 0; c->words < WORDS && at <= text.n;) {
        uint32_t cp = ' ';

        at = take_ascii(&w, text, at);
        if (at < text.n) cp = tw_utf8_next(text, &at);
        else at++;
        if (cp >= 0x80) cp = tw_cp_lower(cp);
        if (cp >= 0x80 && tw_cp_is_letter(cp)) {
            take(&w, cp);
        } else if (w.n || w.too_long) {
            count_word(c, (struct tw_slice){w.p, w.too_long || w.n == LOW_MAX ? 0 : w.n});
            w.n = 0;
            w.too_long = false;
        }
    }
}

/* The language whose words stand out; empty when none does. */
static struct tw_slice by_words(struct tw_slice text)
{
    struct counts c = {.n = 0};
    size_t best = 0;
    unsigned second = 0;

    count_words(text, &c);
    if (c.words < WORDS_MIN || c.n == 0) return TW_LIT("");
    for (size_t i = 1; i < c.n; i++)
        if (c.v[i].n > c.v[best].n) best = i;
    for (size_t i = 0; i < c.n; i++)
        if (i != best && c.v[i].n > second) second = c.v[i].n;
    if (c.v[best].n * SHARE < c.words || c.v[best].n < second * 2 + 2) return TW_LIT("");
    return c.v[best].lang;
}

static struct tw_slice sample(struct tw_slice text)
{
    size_t n = TW_LANG_SAMPLE;

    if (text.n <= n) return text;
    while (n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80) n--;
    return (struct tw_slice){text.p, n};
}

struct tw_slice tw_lang_detect(struct tw_slice text)
{
    struct tw_slice s = sample(tw_slice_trim(text)), found = by_words(s);
    const char *code;

    if (found.n) return found;
    code = s.n ? tw_cld2_detect(s.p, (int)s.n) : NULL;
    if (!code) return TW_LIT("");
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strcmp(code, renamed[i].from) == 0) return tw_slice_of(renamed[i].to);
    return tw_slice_of(code);
}
