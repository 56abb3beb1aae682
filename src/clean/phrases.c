/* clean/phrases.c - looking up how a line begins.
**
** The line is normalised into a small buffer; each prefix that ends at a word
** is hashed once, asked of the list of all beginnings, and when it is there, of
** all languages, longest first.  All languages at
** once, because pages mix them and the beginnings are long enough not to
** collide.
*/
#include "clean/phrases.h"

#include "base/utf8.h"
#include "gen/words.h"

enum { BYTES_MAX = 96, WORDS_MAX = 8 };

static const struct tw_words *const lists[] = {
    &tw_words_af_chrome, &tw_words_ar_chrome, &tw_words_bg_chrome, &tw_words_ca_chrome, &tw_words_cs_chrome,
    &tw_words_da_chrome, &tw_words_de_chrome, &tw_words_el_chrome, &tw_words_en_chrome, &tw_words_es_chrome,
    &tw_words_et_chrome, &tw_words_fa_chrome, &tw_words_fi_chrome, &tw_words_fr_chrome, &tw_words_he_chrome,
    &tw_words_hi_chrome, &tw_words_hr_chrome, &tw_words_hu_chrome, &tw_words_id_chrome, &tw_words_it_chrome,
    &tw_words_ja_chrome, &tw_words_ko_chrome, &tw_words_lt_chrome, &tw_words_lv_chrome, &tw_words_ms_chrome,
    &tw_words_nl_chrome, &tw_words_no_chrome, &tw_words_pl_chrome, &tw_words_pt_chrome, &tw_words_ro_chrome,
    &tw_words_ru_chrome, &tw_words_sk_chrome, &tw_words_sl_chrome, &tw_words_sr_chrome, &tw_words_sv_chrome,
    &tw_words_sw_chrome, &tw_words_tr_chrome, &tw_words_uk_chrome, &tw_words_vi_chrome, &tw_words_zh_chrome,
    &tw_words_zu_chrome, NULL,
};

struct prefixes {
    char text[BYTES_MAX + 8];
    size_t n, end[WORDS_MAX], count;
    size_t line_end[WORDS_MAX]; /* where that prefix ends in the line */
    bool whole;                 /* the last prefix is all of the line */
};

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC;
}

/* Han and Kana: written without spaces, so a word may end anywhere. */
static bool is_unspaced(uint32_t c)
{
    return tw_cp_is_cjk(c) && !(c >= 0xAC00 && c < 0xD7B0) && !(c >= 0x1100 && c < 0x1200);
}

static void end_word(struct prefixes *p, size_t at)
{
    if (p->n == 0 || (p->count && p->end[p->count - 1] == p->n)) return;
    p->line_end[p->count] = at;
    p->end[p->count++] = p->n;
}

/* May an entry of any language begin with the first word? */
static bool begins_any(const struct prefixes *p)
{
    return tw_words_reach(&tw_words_all_chrome, tw_words_hash(p->text, p->n)) > 0;
}

static void normalise(struct tw_slice line, struct prefixes *p)
{
    size_t at = 0, before;
    bool gap = false;

    p->n = p->count = 0;
    p->whole = false;
    while (at < line.n && p->n < BYTES_MAX && p->count < WORDS_MAX) {
        uint32_t c = (before = at, tw_utf8_next(line, &at));

        if (is_apostrophe(c)) continue;
        if (!tw_cp_is_word(c)) {
            end_word(p, before);
            gap = p->n > 0;
            continue;
        }
        if (gap && !is_unspaced(c)) {
            if (p->count == 1 && !begins_any(p)) {
                p->count = 0;
                return;
            }
            p->text[p->n++] = ' ';
        }
        gap = false;
        if (c < 0x80) {
            p->text[p->n++] = tw_to_lower((char)c);
            continue;
        }
        p->n += tw_utf8_put(p->text + p->n, tw_cp_lower(c));
        if (is_unspaced(c)) end_word(p, at);
    }
    if (at == line.n) end_word(p, at);
    p->whole = at == line.n && p->count && p->end[p->count - 1] == p->n;
}

static unsigned kinds_of(struct tw_slice value, bool whole)
{
    struct tw_slice word;
    unsigned kinds = 0;

    while (tw_slice_part(&value, ' ', &word)) {
        switch (word.p[0]) {
        case 'o': kinds |= TW_PHRASE_OFFER; break;
        case 's': kinds |= TW_PHRASE_SOCIAL; break;
        case 'c': kinds |= TW_PHRASE_CREDIT; break;
        case 'e': if (whole) kinds |= TW_PHRASE_END; break;
        default: if (word.n && word.p[1] == 'i') kinds |= TW_PHRASE_LINK;
                 else if (whole) kinds |= TW_PHRASE_LABEL;
        }
    }
    return kinds;
}

unsigned tw_phrase_of(struct tw_slice line, size_t *len)
{
    struct prefixes p;
    unsigned kinds = 0;

    normalise(line, &p);
    for (size_t k = p.count; k-- > 0 && kinds == 0; ) {
        struct tw_slice key = {p.text, p.end[k]};
        uint32_t hash = tw_words_hash(key.p, key.n);
        bool whole = p.whole && k + 1 == p.count;

        if (!tw_words_find_hashed(&tw_words_all_chrome, key, hash)) continue;   /* in no language */
        for (const struct tw_words *const *list = lists; *list; list++) {
            const struct tw_word *w = tw_words_find_hashed(*list, key, hash);

            if (w) kinds |= kinds_of(tw_word_value(w), whole);
        }
        if (len) *len = p.line_end[k];
    }
    return kinds;
}
