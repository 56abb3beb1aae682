/* compare/opposite.c - words of the list, each a matter and a side of it.
**
** What it gets wrong: a word that takes a side in another matter ("a sound in the
** night"); so a contradiction needs more words in common than these.
*/
#include "compare/opposite.h"

#include "base/hash.h"
#include "gen/words.h"

struct side { uint32_t matter; bool is_reproach; size_t n; };   /* of n tokens */

/* The side that the words at token i take; n 0 = none. */
static struct side side_at(const struct tw_view *v, size_t i, size_t end)
{
    const struct tw_word *w;
    struct side s = {.n = tw_tokens_match(&v->text, &tw_words_en_opposites, i, end, &w)};
    struct tw_slice matter;

    if (s.n == 0) return s;
    matter = tw_word_value(w);
    s.matter = (uint32_t)tw_hash(tw_slice_sub(matter, 0, matter.n - 1));
    s.is_reproach = (matter.p[matter.n - 1] == '-') != ((v->seen[i].flags & TW_SEEN_NEGATED) != 0);
    return s;
}

static bool takes(const struct tw_sides *s, uint32_t matter, bool is_reproach)
{
    for (unsigned i = 0; i < s->n; i++)
        if (s->v[i].matter == matter && s->v[i].is_reproach == is_reproach) return true;
    return false;
}

void tw_sides_add(struct tw_sides *s, const struct tw_view *v, struct tw_span span)
{
    size_t first, end;

    tw_tokens_in(&v->text, span, &first, &end);
    for (size_t i = first; i < end; i++) {
        struct side side = side_at(v, i, end);

        if (side.n == 0) continue;
        i += side.n - 1;
        if (s->n == TW_SIDES || takes(s, side.matter, side.is_reproach)) continue;
        s->v[s->n].matter = side.matter;
        s->v[s->n++].is_reproach = side.is_reproach;
    }
}

bool tw_sides_answer(const struct tw_sides *a, const struct tw_sides *b)
{
    for (unsigned i = 0; i < a->n; i++)
        if (!a->v[i].is_reproach && !takes(a, a->v[i].matter, true)
            && takes(b, a->v[i].matter, true))
            return true;
    return false;
}

struct tw_span tw_sides_word(const struct tw_view *v, struct tw_span span,
                             const struct tw_sides *against)
{
    size_t first, end;

    tw_tokens_in(&v->text, span, &first, &end);
    for (size_t i = first; i < end; i++) {
        struct side s = side_at(v, i, end);

        if (s.n > 0 && !s.is_reproach && takes(against, s.matter, true))
            return tw_tokens_span(&v->text, i, i + s.n - 1);
    }
    return (struct tw_span){0};
}
