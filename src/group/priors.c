/* group/priors.c - without it "the" would weigh as much as a name in the first hours. */
#include "group/priors.h"

#include "gen/words.h"
#include "group/bag.h"

static const struct { struct tw_slice lang; const struct tw_words *words; } lists[] = {
#define X(lang) {{#lang, sizeof #lang - 1}, &tw_words_##lang##_common}
    X(ar), X(de), X(en), X(es), X(fr), X(it), X(ja), X(ko), X(nl), X(pl), X(pt), X(ru), X(sv), X(tr), X(uk), X(zh)
#undef X
};

static unsigned per_mille(struct tw_slice digits)
{
    unsigned n = 0;

    for (size_t i = 0; i < digits.n && tw_is_digit(digits.p[i]); i++)
        n = n * 10 + (unsigned)(digits.p[i] - '0');
    return n < 1000 ? n : 1000;
}

void tw_priors_count(struct tw_termcount *t)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        uint32_t lang = tw_termcount_language(lists[i].lang);
        const struct tw_words *w = lists[i].words;

        for (uint32_t k = 0; k < w->n; k++)
            tw_termcount_expect(t, lang, tw_bag_hash(tw_word_key(&w->v[k])),
                                per_mille(tw_word_value(&w->v[k])));
    }
}
