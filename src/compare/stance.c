/* compare/stance.c - phrases from data/en/stances, refusals before doubts before denials.
**
** Words inside quotation marks count like others: "not a shred of proof" denies
** wherever it stands.  Gets wrong: irony, and denials of a denial.
*/
#include "compare/stance.h"

#include "gen/words.h"

static enum tw_polarity parse(struct tw_slice s)
{
    if (tw_slice_eq(s, TW_LIT("decline"))) return TW_DECLINE;
    if (tw_slice_eq(s, TW_LIT("doubt"))) return TW_DOUBT;
    return TW_DENY;
}

/* The strongest of the phrases in [first, end). */
static enum tw_polarity phrases(const struct tw_view *v, size_t first, size_t end)
{
    enum tw_polarity best = TW_AFFIRM;

    for (size_t i = first; i < end; i++) {
        const struct tw_word *w;
        enum tw_polarity p;

        if (tw_tokens_match(&v->text, &tw_words_en_stances, i, end, &w) == 0) continue;
        p = parse(tw_word_value(w));
        if (p > best) best = p;
    }
    return best;
}

enum tw_polarity tw_stance_of(const struct tw_view *v, const struct tw_utterance *u)
{
    enum tw_polarity p;
    size_t first, end;

    if (u->polarity != TW_AFFIRM) return u->polarity;
    tw_tokens_in(&v->text, u->span, &first, &end);
    if ((p = phrases(v, first, end)) != TW_AFFIRM) return p;
    return u->negated > 0.6F && !u->quoted ? TW_DENY : TW_AFFIRM;
}
