/* compare/sameness.c - two utterances weighed against each other.
**
** Gets wrong: translations that share no word and no number; two statements of
** one speaker on one subject, said in nearly the same words.
*/
#include "compare/sameness.h"

enum { NARRATED = 128 };                /* concepts of a narrated sentence that count */

static const float FULL = 2.5F;         /* weight of a content that says enough by itself */
static const float TOLD = 0.1F;         /* off the score of narration */
static const float SOME = 0.8F;         /* weight in common of narration */
/* of both, in common, of narration whose speaker is not named; 0 and 0.5 join worse */
static const float HALF = 0.4F;
static const float MUCH = 1.6F;         /* weight in common that needs no speaker */

static float least(float a, float b)
{
    return a < b ? a : b;
}

/* Numbers in common speak for the pair, only different ones against it. */
static float numbers(const struct tw_bag *a, const struct tw_bag *b)
{
    bool in_a = false, in_b = false;
    uint32_t common = 0;

    for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {    /* both sorted by id */
        bool at_a = k >= b->n || (i < a->n && a->v[i].id <= b->v[k].id), at_b = i >= a->n
            || (k < b->n && b->v[k].id <= a->v[i].id);

        in_a |= at_a && a->v[i].flags & TW_SEEN_NUMBER;
        in_b |= at_b && b->v[k].flags & TW_SEEN_NUMBER;
        common += at_a && at_b && a->v[i].flags & TW_SEEN_NUMBER;
        i += at_a;
        k += at_b;
    }
    if (common > 0) return common > 1 ? 0.2F : 0.06F;
    return in_a && in_b ? -0.3F : 0;
}

/* What the speakers say for and against the pair.  Words given to another
** speaker are a misattribution only when they are quoted. */
static float speakers(const struct tw_utterance *a, const struct tw_utterance *b, float same,
                      float cover)
{
    if (same >= 0.9F) return 0.18F;
    if (same >= 0.6F) return 0.1F;
    if (same > 0) return same < 0.35F && a->who.name.n > 0
        && b->who.name.n > 0 ? -0.2F : same < 0.35F ? -0.06F : 0;
    return cover > 0.85F && a->quoted && b->quoted ? -0.12F : -0.35F;
}

bool tw_stances_meet(const struct tw_utterance *a, const struct tw_utterance *b)
{
    const struct tw_utterance *deny = a->polarity == TW_DENY ? a : b, *other = deny == a ? b : a;

    if (a->polarity == b->polarity || a->stance == b->stance) return true;
    return deny->polarity == TW_DENY && other->polarity == TW_AFFIRM && other->negated > 0.3F;
}

static bool is_word_of(const struct tw_who *who, uint32_t id)
{
    uint32_t lo = 0, hi = who->n;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (who->words[mid] < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < who->n && who->words[lo] == id;
}

/* The bag without the words that only name the speaker. */
static struct tw_bag without(const struct tw_bag *bag, const struct tw_who *who,
                             struct tw_bag_item *room)
{
    struct tw_bag out = {.v = room};

    for (uint32_t i = 0; i < bag->n && out.n < NARRATED; i++) {
        if (is_word_of(who, bag->v[i].id)) continue;
        out.v[out.n++] = bag->v[i];
        out.weight += bag->v[i].weight;
    }
    return out;
}

struct likeness { float shared, against, cover, dice; };

static struct likeness liken(const struct tw_bag *a, const struct tw_bag *b)
{
    struct likeness l = {0};
    float small = least(a->weight, b->weight);

    if (small <= 0) return l;
    l.shared = tw_bag_shared(a, b, &l.against);
    l.cover = least(l.shared / small, 1);
    l.dice = 2 * l.shared / (a->weight + b->weight);
    return l;
}

/* Narration tells an utterance when it names the speaker and has more in common
** with it than that, or nearly all of its words; it never meets other narration. */
static float narration(const struct tw_utterance *a, const struct tw_utterance *b, float same)
{
    const struct tw_utterance *told = a->kind == TW_UTTERED_NARRATED ? a : b,
        *said = told == a ? b : a;
    struct tw_bag_item x[NARRATED], y[NARRATED];
    struct tw_bag p = without(&told->bag, &said->who, x), q = without(&said->bag, &said->who, y);
    struct likeness l = liken(&p, &q);

    if (l.shared < SOME) return 0;
    if (same < 0.6F && (said->kind == TW_UTTERED_OWN || l.cover < 0.85F || l.dice < HALF
                        || l.shared < MUCH))
        return 0;
    return (0.6F * l.cover + 0.4F * l.dice) * l.shared / (l.shared + 0.35F) - TOLD;
}

static bool is_self_claim(const struct tw_utterance *u)
{
    return u->claim && u->claim->stance == TW_AFFIRM && u->claim->by.n > 0
           && tw_slice_eq(u->claim->by, u->claim->who);
}

/* The same body claims it. */
static float claims(const struct tw_utterance *a, const struct tw_utterance *b, float same)
{
    return same >= 0.9F && is_self_claim(a) && is_self_claim(b) ? 0.35F : 0;
}

/* A quotation of which the other has every word, small ones too, was cut short. */
static float trimming(const struct tw_utterance *a, const struct tw_utterance *b)
{
    const struct tw_utterance *s = a->n < b->n ? a : b, *t = s == a ? b : a;
    uint32_t common = 0;

    if (!a->quoted || !b->quoted) return 0;
    for (uint32_t i = 0, k = 0; i < s->n && k < t->n;) {
        if (s->words[i] == t->words[k]) common++, i++, k++;
        else if (s->words[i] < t->words[k]) i++;
        else k++;
    }
    return 0.06F + (s->n >= 4 && common * 10 >= s->n * 9 ? 0.1F : 0);
}

/* One speaker denies, doubts or refuses seldom twice: that he does is half of
** what the two say, unless they are about things without a word in common. */
static float stances(const struct tw_utterance *a, const struct tw_utterance *b, float same,
                     const struct likeness *l)
{
    if (a->stance == TW_AFFIRM || a->stance != b->stance) return 0;
    if (same < 0.9F) return 0.1F;
    if (a->stance == TW_DENY && (a->is_sweeping || b->is_sweeping)) return 0.34F;
    return l->shared < 0.3F && a->bag.weight > FULL && b->bag.weight > FULL ? 0.1F : 0.34F;
}

float tw_match_score(const struct tw_utterance *a, const struct tw_utterance *b)
{
    float same, score;
    struct likeness l;

    if (!tw_stances_meet(a, b) || (tw_is_told(a) && tw_is_told(b))) return 0;
    same = tw_who_same(&a->who, &b->who);
    l = liken(&a->bag, &b->bag);
    if (tw_is_told(a) || tw_is_told(b)) {
        if (l.shared < (same < 0.6F ? MUCH : SOME) || (score = narration(a, b, same)) <= 0)
            return 0;
    } else {
        score = (0.6F * l.cover + 0.4F * l.dice) * l.shared / (l.shared + 0.35F);
    }
    score += speakers(a, b, same, l.cover);
    score += trimming(a, b);
    score += stances(a, b, same, &l);
    score += claims(a, b, same);
    score += numbers(&a->bag, &b->bag);
    if (a->polarity == b->polarity && l.shared > 0 && l.against > 0.5F * l.shared) score -= 0.25F;
    return score;
}
