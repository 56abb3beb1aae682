/* compare/opposite.c - words of the list, each a matter and a side of it.
**
** What it gets wrong: a word that takes a side in another matter ("a sound in the
** night"); so a contradiction needs more words in common than these.
*/
#include "compare/opposite.h"

#include "base/hash.h"
#include "gen/words.h"

static bool takes(const struct tw_sides *s, uint32_t matter, bool is_reproach)
{
    for (unsigned i = 0; i < s->n; i++) if (s->v[i].matter == matter && s->v[i].is_reproach == is_reproach) return true;
    return false;
}

static void add(struct tw_sides *s, uint32_t matter, bool is_reproach)
{
    if (s->n == TW_SIDES || takes(s, matter, is_reproach)) return;
    s->v[s->n].matter = matter;
    s->v[s->n++].is_reproach = is_reproach;
}

void tw_sides_add(struct tw_sides *s, const struct tw_view *v, struct tw_span span)
{
    size_t first, end, n;
    const struct tw_word *w;

    tw_tokens_in(&v->text, span, &first, &end);
    for (size_t i = first; i < end; i++) {
        struct tw_slice matter;

        if ((n = tw_tokens_match(&v->text, &tw_words_en_opposites, i, end, &w)) == 0) continue;
        matter = tw_word_value(w);
        add(s, (uint32_t)tw_hash(tw_slice_sub(matter, 0, matter.n - 1)),
            (matter.p[matter.n - 1] == '-') != ((v->seen[i].flags & TW_SEEN_NEGATED) != 0));
        i += n - 1;
    }
}

bool tw_sides_answer(const struct tw_sides *a, const struct tw_sides *b)
{
    for (unsigned i = 0; i < a->n; i++)
        if (!a->v[i].is_reproach && !takes(a, a->v[i].matter, true) && takes(b, a->v[i].matter, true)) return true;
    return false;
}
