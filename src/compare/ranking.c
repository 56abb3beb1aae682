/* compare/ranking.c - the order in which a comparison is told: what matters most first.
**
** What stands on more origins comes first; figures that contradict each other
** before those that agree; questions that are answered differently before those
** that one side alone speaks to.  Else the order of the texts.
*/
#include "compare/side.h"

#include <stdlib.h>

struct ranked { unsigned first, second, third; size_t index; };     /* higher goes first; index: lower */

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->first != y->first) return x->first > y->first ? -1 : 1;
    if (x->second != y->second) return x->second > y->second ? -1 : 1;
    if (x->third != y->third) return x->third > y->third ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static unsigned urgency(enum tw_figure_relation r)
{
    static const unsigned rank[] = {[TW_AGREE] = 0, [TW_COMPATIBLE] = 1, [TW_SUPERSEDED] = 2,
                                    [TW_CONFLICT] = 3};

    return rank[r];
}

static struct ranked rank_question(const struct tw_question *q)
{
    struct ranked r = {0};
    unsigned stances = 0;

    for (size_t i = 0; i < q->positions.n; i++) {
        const struct tw_position *p = &q->positions.v[i];

        stances |= 1u << p->stance;
        if (p->origins > r.second) r.second = p->origins;
        r.third += p->accounts;
    }
    r.first = (stances & (stances - 1)) != 0;
    return r;
}

/* Puts the items of a list into the order of `rank`, in new memory. */
#define REORDER(mem, list, rank) \
    do { \
        void *old_ = (list).v; \
        size_t size_ = sizeof *(list).v; \
        qsort((rank), (list).n, sizeof *(rank), by_rank); \
        (list).v = tw_arena_alloc((mem), (list).n * size_); \
        for (size_t i_ = 0; i_ < (list).n; i_++) \
            memcpy((list).v + i_, (const char *)old_ + (rank)[i_].index * size_, size_); \
    } while (0)

/* Positions by stance, then by origins. */
static void rank_positions(struct tw_side *s, struct tw_question *q)
{
    struct ranked *rank = TW_NEW_N(s->mem, struct ranked, q->positions.n);

    for (size_t i = 0; i < q->positions.n; i++) {
        const struct tw_position *p = &q->positions.v[i];

        rank[i] = (struct ranked){TW_DECLINE - (unsigned)p->stance, p->origins, p->accounts, i};
    }
    REORDER(s->mem, q->positions, rank);
}

void tw_side_rank(struct tw_side *s)
{
    struct tw_comparison *c = s->out;
    size_t most = c->said.n > c->figures.n ? c->said.n : c->figures.n;
    struct ranked *rank = TW_NEW_N(s->mem, struct ranked, most > c->claims.n ? most : c->claims.n);

    for (size_t i = 0; i < c->said.n; i++)
        rank[i] = (struct ranked){c->said.v[i].origins, c->said.v[i].accounts, 0, i};
    REORDER(s->mem, c->said, rank);
    for (size_t i = 0; i < c->figures.n; i++)
        rank[i] = (struct ranked){urgency(c->figures.v[i].relation), c->figures.v[i].origins,
                                  c->figures.v[i].accounts, i};
    REORDER(s->mem, c->figures, rank);
    for (size_t i = 0; i < c->claims.n; i++) {
        rank_positions(s, &c->claims.v[i]);
        rank[i] = rank_question(&c->claims.v[i]);
        rank[i].index = i;
    }
    REORDER(s->mem, c->claims, rank);
}
