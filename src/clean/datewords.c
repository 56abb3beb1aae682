/* clean/datewords.c - see datewords.h.
**
** Some eighty lists of each kind are asked with one hash of the word; one that
** has the keys of all of them is asked first, so a word that is in none costs
** one lookup.  A list is skipped when its script cannot be the word's.  Words of one or two letters
** count only in the page's own language: they are too common elsewhere.
*/
#include "clean/datewords.h"

#include "base/utf8.h"
#include "base/words.h"
#include "gen/words.h"

#define LANGUAGES \
    X(af) X(am) X(ar) X(as) X(az) X(be) X(bg) X(bn) X(bs) X(ca) X(cs) X(cy) X(da) X(de) X(el) \
    X(en) X(es) X(et) X(eu) X(fa) X(fi) X(fr) X(ga) X(gl) X(gu) X(ha) X(he) X(hi) X(hr) X(hu) \
    X(hy) X(id) X(is) X(it) X(ja) X(ka) X(kk) X(km) X(kn) X(ko) X(ku) X(lb) X(lo) X(lt) X(lv) \
    X(mk) X(ml) X(mn) X(mr) X(ms) X(mt) X(my) X(ne) X(nl) X(no) X(or) X(pa) X(pl) X(ps) X(pt) \
    X(ro) X(ru) X(si) X(sk) X(sl) X(so) X(sq) X(sr) X(sv) X(sw) X(ta) X(te) X(th) X(tl) X(tr) \
    X(uk) X(ur) X(uz) X(vi) X(yi) X(zh) X(zu)

struct language { char code[4]; const struct tw_words *list[3]; };     /* by enum tw_dateword_kind */

static const struct language languages[] = {
#define X(code) {#code, {&tw_words_##code##_months, &tw_words_##code##_weekdays, &tw_words_##code##_date_labels}},
    LANGUAGES
#undef X
};
enum {
#define X(code) LANGUAGE_##code,
    LANGUAGES
#undef X
    LANGUAGE_COUNT
};

/* Names of the same language under another code (ISO 639). */
static const char aliases[][2][4] = {{"nb", "no"}, {"nn", "no"}, {"in", "id"}, {"iw", "he"}, {"fil", "tl"},
                                     {"sh", "sr"}, {"cnr", "sr"}, {"yue", "zh"}, {"ckb", "ku"}, {"prs", "fa"}};

/* Blocks that are one script or nearly so: Latin, then 128 code points each. */
static uint32_t script_of(uint32_t c)
{
    if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) return 0;
    if (c >= 0x1F00 && c < 0x2000) return 0x370 >> 7;
    if (c >= 0x400 && c < 0x530) return 0x400 >> 7;
    if (c >= 0x530 && c < 0x590) return 0x530;
    if (c >= 0x590 && c < 0x600) return 0x590;
    if (c >= 0x600 && c < 0x780) return 0x600 >> 7;
    if (c >= 0x1000 && c < 0x10A0) return 0x1000 >> 7;
    return c >> 7;
}

/* True when the list may hold words of the script: its first entry's tells, but for languages written in two. */
static bool has_script(size_t language, const struct tw_words *list, uint32_t script)
{
    struct tw_slice first = {list->v[0].key, list->v[0].key_n};

    return language == LANGUAGE_sr || language == LANGUAGE_uz || language == LANGUAGE_ku
           || script_of(tw_utf8_at(first, 0)) == script;
}

static const struct tw_word *find(const struct tw_words *w, struct tw_slice key, uint32_t hash)
{
    uint32_t i = hash & (w->slots - 1);

    for (; w->slot[i]; i = (i + 1) & (w->slots - 1)) {
        const struct tw_word *it = &w->v[w->slot[i] - 1];

        if (it->key_n == key.n && memcmp(it->key, key.p, key.n) == 0) return it;
    }
    return NULL;
}

/* A code point that lower case gave, as UTF-8 (RFC 3629, section 3). */
static size_t put(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The word in lower case, white space as one blank; empty when it is too long for a date word. */
static struct tw_slice lower(struct tw_slice word, char *out, size_t cap)
{
    size_t n = 0;

    for (size_t at = 0; at < word.n;) {
        uint32_t c;
        bool space;

        if (n + 4 > cap) return (struct tw_slice){out, 0};
        if ((unsigned char)word.p[at] < 0x80 && !tw_is_space(word.p[at])) {
            out[n++] = tw_to_lower(word.p[at++]);
            continue;
        }
        c = tw_utf8_next(word, &at);
        space = tw_cp_is_space(c);
        if (space && n && out[n - 1] == ' ') continue;
        n += put(space ? ' ' : tw_cp_lower(c), out + n);
    }
    return (struct tw_slice){out, n};
}

static const struct language *language_of(struct tw_slice lang)
{
    char code[4] = "";
    size_t n = 0;

    while (n < lang.n && n < 3 && tw_is_alpha(lang.p[n])) { code[n] = tw_to_lower(lang.p[n]); n++; }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(code, aliases[i][0]) == 0) memcpy(code, aliases[i][1], 4);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (strcmp(code, languages[i].code) == 0) return &languages[i];
    return NULL;
}

static struct tw_slice value_of(const struct tw_word *w)
{
    return w ? tw_word_value(w) : (struct tw_slice){"", 0};
}

/* False when no language has the word in its list of that kind. */
static bool is_known(enum tw_dateword_kind kind, struct tw_slice key, uint32_t hash)
{
    static const struct tw_words *const all[] = {&tw_words_all_months, &tw_words_all_weekdays,
                                                 &tw_words_all_date_labels};

    return find(all[kind], key, hash) != NULL;
}

struct tw_slice tw_dateword_own(enum tw_dateword_kind kind, struct tw_slice word, struct tw_slice lang)
{
    char low[96];
    struct tw_slice key = lower(word, low, sizeof low);
    uint32_t hash = tw_words_hash(key.p, key.n);
    const struct language *own;

    if (key.n == 0 || kind > TW_DW_LABEL || !is_known(kind, key, hash)) return value_of(NULL);
    own = language_of(lang);
    return value_of(own ? find(own->list[kind], key, hash) : NULL);
}

struct tw_slice tw_dateword(enum tw_dateword_kind kind, struct tw_slice word, struct tw_slice lang)
{
    char low[96];
    struct tw_slice key = lower(word, low, sizeof low);
    uint32_t hash = tw_words_hash(key.p, key.n), script;
    const struct language *own;
    const struct tw_word *w;

    if (key.n == 0) return value_of(NULL);
    if (kind == TW_DW_ZONE) return value_of(find(&tw_words_any_zones, key, hash));
    if (kind == TW_DW_DAYTIME) return value_of(find(&tw_words_any_daytime, key, hash));
    if (!is_known(kind, key, hash)) return value_of(NULL);
    own = language_of(lang);
    if (own && (w = find(own->list[kind], key, hash))) return value_of(w);
    if ((w = find(languages[LANGUAGE_en].list[kind], key, hash))) return value_of(w);
    if (key.n < 3) return value_of(NULL);
    script = script_of(tw_utf8_at(key, 0));
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (has_script(i, languages[i].list[kind], script) && (w = find(languages[i].list[kind], key, hash)))
            return value_of(w);
    return value_of(NULL);
}
