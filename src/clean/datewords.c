/* clean/datewords.c - see datewords.h.
**
** Some eighty lists of each kind are asked with one hash of the word; one that
** has the keys of all of them is asked first, so a word that is in none costs
** one lookup.  A list is skipped when its script cannot be the word's.  Words
** of one or two letters count only in the page's own language and English: they
** are too common elsewhere.
*/
#include "clean/datewords.h"

#include "base/utf8.h"
#include "base/words.h"
#include "gen/words.h"

#include <assert.h>

/* Code, and where the script begins that its lists are written in (script_of). */
#define LANGUAGES \
    X(af, 0) X(am, 0x1200) X(ar, 0x600) X(as, 0x980) X(az, 0) X(be, 0x400) X(bg, 0x400) X(bn, 0x980) \
    X(bs, 0) X(ca, 0) X(cs, 0) X(cy, 0) X(da, 0) X(de, 0) X(el, 0x370) X(en, 0) X(es, 0) X(et, 0) \
    X(eu, 0) X(fa, 0x600) X(fi, 0) X(fr, 0) X(ga, 0) X(gl, 0) X(gu, 0xa80) X(ha, 0) X(he, 0x590) \
    X(hi, 0x900) X(hr, 0) X(hu, 0) X(hy, 0x530) X(id, 0) X(is, 0) X(it, 0) X(ja, 0x4e00) X(ka, 0x1080) \
    X(kk, 0x400) X(km, 0x1780) X(kn, 0xc80) X(ko, 0xac00) X(ku, ANY_SCRIPT) X(lb, 0) X(lo, 0xe80) \
    X(lt, 0) X(lv, 0) X(mk, 0x400) X(ml, 0xd00) X(mn, 0x400) X(mr, 0x900) X(ms, 0) X(mt, 0) \
    X(my, 0x1000) X(ne, 0x900) X(nl, 0) X(no, 0) X(or, 0xb00) X(pa, 0xa00) X(pl, 0) X(ps, 0x600) \
    X(pt, 0) X(ro, 0) X(ru, 0x400) X(si, 0xd80) X(sk, 0) X(sl, 0) X(so, 0) X(sq, 0) X(sr, ANY_SCRIPT) \
    X(sv, 0) X(sw, 0) X(ta, 0xb80) X(te, 0xc00) X(th, 0xe00) X(tl, 0) X(tr, 0) X(uk, 0x400) \
    X(ur, 0x600) X(uz, ANY_SCRIPT) X(vi, 0) X(yi, 0x590) X(zh, 0x4e00) X(zu, 0)

enum { ANY_SCRIPT = 0x7FFFFFFF };     /* written in two */

struct language { char code[4]; uint32_t script; const struct tw_words *list[3]; };    /* by enum tw_dateword_kind */

static const struct language languages[] = {
#define X(code, script) {#code, script, {&tw_words_##code##_months, &tw_words_##code##_weekdays, &tw_words_##code##_date_labels}},
    LANGUAGES
#undef X
};
enum {
#define X(code, script) LANGUAGE_##code,
    LANGUAGES
#undef X
    LANGUAGE_COUNT
};

/* Names of the same language under another code (ISO 639). */
static const char aliases[][2][4] = {{"nb", "no"}, {"nn", "no"}, {"in", "id"}, {"iw", "he"},
                                     {"fil", "tl"},
                                     {"sh", "sr"}, {"cnr", "sr"}, {"yue", "zh"}, {"ckb", "ku"}, {"prs", "fa"}};

/* Where the script of a letter begins: Latin at 0, most at a block of 128 code points. */
static uint32_t script_of(uint32_t c)
{
    if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) return 0;
    if ((c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000)) return 0x370;
    if (c >= 0x400 && c < 0x530) return 0x400;
    if (c >= 0x530 && c < 0x590) return 0x530;
    if (c >= 0x590 && c < 0x600) return 0x590;
    if (c >= 0x600 && c < 0x780) return 0x600;
    if (c >= 0x1000 && c < 0x10A0) return 0x1000;
    if (c >= 0x1200 && c < 0x13A0) return 0x1200;
    if (c >= 0x3040 && c < 0xA000) return 0x4E00;
    if (c >= 0xAC00 && c < 0xD7B0) return 0xAC00;
    return c & ~0x7Fu;
}

/* A text in lower case, white space as one blank, with the length and hash of its beginnings. */
struct lowered {
    char text[96];                      /* no date word is longer */
    size_t n[TW_DATEWORD_PARTS];
    uint32_t hash[TW_DATEWORD_PARTS];
    size_t parts;
};

static void lower(struct tw_slice s, const size_t *end, size_t parts, struct lowered *out)
{
    uint32_t hash = TW_WORDS_HASH_START;
    size_t n = 0, at = 0;

    out->parts = 0;
    while (out->parts < parts && n + 4 <= sizeof out->text) {
        size_t start = n;
        uint32_t c;

        if (at == end[out->parts]) {
            out->n[out->parts] = n;
            out->hash[out->parts++] = tw_words_hash_end(hash);
            continue;
        }
        c = tw_utf8_next(s, &at);
        if (c < 0x80) {
            out->text[n++] = tw_is_space((char)c) ? ' ' : tw_to_lower((char)c);
        } else {
            n += tw_utf8_put(out->text + n, tw_cp_is_space(c) ? ' ' : tw_cp_lower(c));
        }
        if (n - start == 1 && out->text[start] == ' ' && start > 0 && out->text[start - 1] == ' ')
            n = start;
        if (n > start) hash = tw_words_hash_more(hash, out->text + start, n - start);
    }
}

/* The place of a code in `languages`, which are in the order of their codes. */
static int language_of(const char code[4])
{
    int low = 0, high = LANGUAGE_COUNT;

    while (low < high) {
        int mid = (low + high) / 2, order = memcmp(code, languages[mid].code, 4);

        if (order == 0) return mid;
        if (order < 0) high = mid;
        else low = mid + 1;
    }
    return -1;
}

int tw_dateword_language(struct tw_slice lang)
{
    char code[4] = "";
    size_t n = 0;

    while (n < lang.n && n < 3 && tw_is_alpha(lang.p[n])) { code[n] = tw_to_lower(lang.p[n]); n++; }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (memcmp(code, aliases[i][0], 4) == 0) memcpy(code, aliases[i][1], 4);
    return language_of(code);
}

/* In the lists of all languages whose script it is. */
static const struct tw_word *find_anywhere(enum tw_dateword_kind kind, struct tw_slice key,
                                           uint32_t hash)
{
    uint32_t script = script_of(tw_utf8_at(key, 0));
    const struct tw_word *w;

    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if ((languages[i].script == script || languages[i].script == ANY_SCRIPT)
            && (w = tw_words_find_hashed(languages[i].list[kind], key, hash)))
            return w;
    return NULL;
}

/* The words of all languages, by kind. */
static const struct tw_words *const all[] = {&tw_words_all_months, &tw_words_all_weekdays,
                                             &tw_words_all_date_labels,
                                             &tw_words_any_zones, &tw_words_any_daytime};

static const struct tw_word *find_word(enum tw_dateword_kind kind, struct tw_slice key,
                                       uint32_t hash, int language)
{
    const struct tw_word *w;

    if (!(w = tw_words_find_hashed(all[kind], key, hash)) || kind == TW_DW_ZONE
        || kind == TW_DW_DAYTIME)
        return w;
    if (language >= 0 && (w = tw_words_find_hashed(languages[language].list[kind], key, hash)))
        return w;
    if ((w = tw_words_find_hashed(languages[LANGUAGE_en].list[kind], key, hash))) return w;
    return key.n < 3 ? NULL : find_anywhere(kind, key, hash);
}

bool tw_dateword_may_begin(enum tw_dateword_kind kind, uint32_t first_word_hash)
{
    return first_word_hash == 0 || tw_words_begins(all[kind], first_word_hash);
}

struct tw_slice tw_dateword_find(enum tw_dateword_kind kind, struct tw_slice text,
                                 const size_t *end, size_t n, int language, size_t *used)
{
    struct lowered low;

    assert(n <= TW_DATEWORD_PARTS);
    lower(text, end, n, &low);
    for (size_t k = low.parts; k > 0; k--) {
        const struct tw_word *w;

        if (low.n[k - 1] == 0) continue;
        w = find_word(kind, (struct tw_slice){low.text, low.n[k - 1]}, low.hash[k - 1], language);
        if (!w || w->value_n == 0) continue;
        *used = k;
        return tw_word_value(w);
    }
    return TW_LIT("");
}

struct tw_slice tw_dateword_own(enum tw_dateword_kind kind, struct tw_slice word, int language)
{
    const struct tw_words *list;
    const struct tw_word *w;
    struct lowered low;

    if (language < 0 || kind > TW_DW_LABEL || word.n == 0) return TW_LIT("");
    list = languages[language].list[kind];
    if (!tw_words_may_begin(list, word)) return TW_LIT("");
    lower(word, &word.n, 1, &low);
    if (low.parts == 0 || !tw_words_begins(list, low.hash[0])) return TW_LIT("");
    w = tw_words_find_hashed(list, (struct tw_slice){low.text, low.n[0]}, low.hash[0]);
    return w ? tw_word_value(w) : TW_LIT("");
}
