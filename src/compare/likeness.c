/* compare/likeness.c - two figures weighed against each other. */
#include "compare/likeness.h"

#include "compare/who.h"
#include "gen/words.h"

#include <math.h>

static const double TIMES = 2.5;        /* at most, of a count and the one it answers */
/* and of two sides' counts: eval/stories is worse at 2.5, the same at 8 */
static const double RIVALS = 4;
static const float ANSWER = 0.45F;      /* for a count given against one just before */
static const float OTHER_MOOD = 0.2F, ONE_EXPECTED = 0.12F;     /* off for counts in other moods */

/* People, troops, and jobs, which are people, too. */
static bool are_people(const struct tw_tallied *c)
{
    static const char *const like_people[] = {"jobs", "positions", "posts", "workers", "casualties",
                                              "victims", "fatalities", "votes"};
    struct tw_slice noun;

    if (c->kind == TW_TALLY_PEOPLE || c->kind == TW_TALLY_HARM) return true;
    if (c->kind != TW_TALLY_OTHER) return false;
    noun = tw_tallied_noun(c->figure);
    for (size_t i = 0; i < sizeof like_people / sizeof *like_people; i++)
        if (tw_slice_eq(noun, tw_slice_of(like_people[i]))) return true;
    return tw_words_has(&tw_words_en_people, noun);
}

/* A number that counts nothing by itself. */
static int is_echo(const struct tw_tallied *a)
{
    return a->figure->unit.n == 0;
}

static bool equal(const struct tw_tallied *a, const struct tw_tallied *b)
{
    const struct tw_figure *f = a->figure, *g = b->figure;

    return f->has_low == g->has_low && f->has_high == g->has_high
        && (!f->has_low || !(a->from < b->from || a->from > b->from))
        && (!f->has_high || !(a->to < b->to || a->to > b->to));
}

/* How well the units go together; 0 = never. */
static float units(const struct tw_tallied *a, const struct tw_tallied *b)
{
    if (is_echo(a) || is_echo(b)) return is_echo(a) && is_echo(b) ? 0 : 0.4F;
    if (a->kind == b->kind && a->unit == b->unit) return a->is_bare || b->is_bare ? 0.8F : 1;
    if (a->kind == TW_TALLY_PERCENT || b->kind == TW_TALLY_PERCENT) return 0;
    if (a->kind == TW_TALLY_MONEY && b->kind == TW_TALLY_MONEY && (a->is_cents || b->is_cents)
        && equal(a, b))
        return 1;
    if (a->kind == TW_TALLY_BARE || b->kind == TW_TALLY_BARE || a->is_bare || b->is_bare)
        return 0.4F;
    if (a->kind == TW_TALLY_HARM && b->kind == TW_TALLY_HARM) return 0;
    if (a->kind == TW_TALLY_MONEY || b->kind == TW_TALLY_MONEY) return 0;
    if (a->kind == TW_TALLY_OTHER && b->kind == TW_TALLY_OTHER)
        return tw_bag_shared(&a->of, &b->of, NULL) > 0.5F ? 0.6F : 0;
    return are_people(a) && are_people(b) ? 0.5F : 0;
}

static float share(const struct tw_bag *a, const struct tw_bag *b)
{
    float small = a->weight < b->weight ? a->weight : b->weight, shared;

    if (small <= 0) return 0;
    shared = tw_bag_shared(a, b, NULL);
    return shared / (small + 0.5F) > 1 ? 1 : shared / (small + 0.5F);
}

static bool meet(const struct tw_tallied *a, const struct tw_tallied *b)
{
    return a->low <= b->high && b->low <= a->high;
}

/* An equal number is worth more the odder it is: 2 and 10 are everywhere, 1,830 is not. */
static float oddness(const struct tw_tallied *a)
{
    double x = fabs(a->figure->has_low ? a->from : a->to);

    if (x <= 3) return 0.16F;
    if (x <= 12) return 0.24F;
    return x < 100 && fmod(x, 10) < 0.5 ? 0.3F : 0.4F;
}

static float values(const struct tw_tallied *a, const struct tw_tallied *b)
{
    double x = a->figure->has_low ? a->from : a->to, y = b->figure->has_low ? b->from : b->to,
        ratio;

    if (equal(a, b)) return oddness(a);
    ratio = x > 0 && y > 0 ? (x > y ? x / y : y / x) : 10;
    if (meet(a, b)) return ratio <= 1.1 && x >= 100 ? 0.22F : ratio <= 1.5 ? 0.15F : 0.05F;
    if (ratio <= 1.5) return 0;
    return ratio <= 2.5 ? -0.05F : ratio <= 4 ? -0.15F : -0.3F;
}

static bool is_rate(const struct tw_tallied *a)
{
    return a->kind == TW_TALLY_PERCENT || a->kind == TW_TALLY_MONEY;
}

/* "Nine, said the clinic.  The company speaks of seven": a number without a
** noun behind a verb of giving answers the one before it. */
static bool answers(const struct tw_tallied *a, const struct tw_tallied *b)
{
    const struct tw_tallied *later = a->figure->number.off > b->figure->number.off ? a : b;
    double x = a->figure->has_low ? a->from : a->to, y = b->figure->has_low ? b->from : b->to;

    if (x > TIMES * y || y > TIMES * x) return false;
    if (later->is_contrast && a->sentence == b->sentence) return true;
    return later->is_bare && later->is_given && !later->is_subset && !is_rate(later);
}

/* "1,200 props, said the union.  Four hundred props, said the company": two
** speakers, one after the other, count one kind of thing. */
static bool are_rivals(const struct tw_tallied *a, const struct tw_tallied *b)
{
    double x = a->figure->has_low ? a->from : a->to, y = b->figure->has_low ? b->from : b->to;

    if (a->unit != b->unit || a->kind != b->kind || a->is_measure || b->is_measure || a->is_subset
        || b->is_subset)
        return false;
    if (a->kind == TW_TALLY_OTHER
        && tw_words_has(&tw_words_en_conversions, tw_tallied_noun(a->figure)))
        return false;
    if (!a->who || !b->who || a->who->is_around || b->who->is_around
        || tw_who_same(a->who, b->who) >= 0.5F)
        return false;
    if (a->mood != b->mood || x > RIVALS * y || y > RIVALS * x) return false;
    return a->kind != TW_TALLY_PEOPLE
           || (a->of.n > 0 && b->of.n > 0 && share(&a->of, &b->of) > 0.5F);
}

/* Two figures of one account count different things, the more so in one
** sentence; unless two speakers give them one after the other. */
static float one_account(const struct tw_tallied *a, const struct tw_tallied *b)
{
    uint32_t away = a->sentence > b->sentence ? a->sentence - b->sentence
        : b->sentence - a->sentence;
    bool two_sides = (a->who || b->who)
        && (!a->who || !b->who || tw_who_same(a->who, b->who) < 0.5F);

    if (equal(a, b)) return is_rate(a) ? -0.1F : 0;
    if (away <= 1 && (two_sides || a->is_given || b->is_contrast || a->is_contrast)
        && answers(a, b))
        return ANSWER;
    if (away > 0 && away <= 3 && are_rivals(a, b)) return ANSWER;
    if (((two_sides && away > 0) || (a->is_given && b->is_given)) && away <= 3) return 0.2F;
    if (a->kind == TW_TALLY_HARM && away > 0 && !a->is_subset && !b->is_subset) return 0;
    return away == 0 ? -0.4F : is_rate(a) ? -0.3F : -0.2F;
}

bool tw_tallied_answers(const struct tw_tallied *a, const struct tw_tallied *b)
{
    return a->account == b->account && a->unit == b->unit && one_account(a, b) >= ANSWER;
}

float tw_likeness_apart(const struct tw_tallied *a, const struct tw_tallied *b)
{
    float unit = units(a, b), score;

    if (unit <= 0 || (is_echo(a) + is_echo(b) > 0 && !equal(a, b))) return TW_LIKENESS_NEVER;
    score = 0.2F * unit + values(a, b) + 0.5F * share(&a->around, &b->around);
    if (a->kind == TW_TALLY_HARM && b->kind == TW_TALLY_HARM)
        score += a->year || b->year ? 0 : 0.3F;
    if (a->of.n > 0 && b->of.n > 0 && a->kind != TW_TALLY_HARM)
        score += 0.2F * share(&a->of, &b->of) - 0.1F;
    if (a->year != b->year)
        score -= a->year && b->year ? 0.5F : a->kind == TW_TALLY_HARM ? 0.45F : 0.1F;
    if (a->is_subset != b->is_subset) score -= meet(a, b) ? 0.05F : 0.2F;
    if (a->mood && b->mood && !(a->mood & b->mood)) score -= OTHER_MOOD;
    else if (is_rate(a) && (a->mood ^ b->mood) & TW_MOOD_EXPECTED) score -= ONE_EXPECTED;
    if (a->account == b->account) score += one_account(a, b);
    return score;
}

float tw_likeness_placed(const struct tw_tallied *a, const struct tw_tallied *b, float apart)
{
    if (apart <= TW_LIKENESS_NEVER) return 0;
    return a->group != UINT32_MAX && a->group == b->group ? apart + TW_LIKENESS_GROUP : apart;
}

float tw_likeness(const struct tw_tallied *a, const struct tw_tallied *b)
{
    return tw_likeness_placed(a, b, tw_likeness_apart(a, b));
}
