/* group/cluster.c - a matrix of linkages, and its largest entry over and over.
**
** Beside the linkages stand the sums of odds between units: when two become
** one, its sums are theirs added, and only units of more than 12 articles have
** to be looked at article by article.
*/
#include "group/cluster.h"

#include <assert.h>
#include <string.h>

#define TOGETHER 1e9f           /* linkages that a person decided */
#define APART (-1e9f)

struct matrix {
    struct tw_arena *mem;
    struct tw_cluster_task *task;
    float *link, *sum;          /* units * units */
};

/* The numbers in falling order, the best `most` of them. */
struct best { float v[TW_CLUSTER_BEST]; unsigned n, most; };

static void keep(struct best *b, float x)
{
    unsigned at;

    if (b->n == b->most) {
        if (x <= b->v[b->most - 1]) return;
        b->n--;
    }
    for (at = b->n++; at > 0 && b->v[at - 1] < x; at--) b->v[at] = b->v[at - 1];
    b->v[at] = x;
}

static float mean(const struct best *b)
{
    float sum = 0;

    for (unsigned i = 0; i < b->n; i++) sum += b->v[i];
    return sum / (float)b->n;
}

/* Mean of a's best articles, each by the mean of its best in b. */
static float side(const struct tw_cluster_task *t, const struct tw_unit *a, const struct tw_unit *b)
{
    struct best all = {.most = a->best};

    for (uint32_t i = 0; i < a->n; i++) {
        struct best one = {.most = b->best};

        for (uint32_t k = 0; k < b->n; k++)
            keep(&one, t->odds[a->article[i] * t->articles + b->article[k]]);
        keep(&all, mean(&one));
    }
    return mean(&all);
}

static float sum_of(const struct tw_cluster_task *t, const struct tw_unit *a,
                    const struct tw_unit *b)
{
    float sum = 0;

    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            sum += t->odds[a->article[i] * t->articles + b->article[k]];
    return sum;
}

/* What a person decided of the two units; 0 when nothing. */
static float decided(const struct tw_cluster_task *t, const struct tw_unit *a,
                     const struct tw_unit *b)
{
    float x = 0;

    for (uint32_t i = 0; i < a->pins; i++)
        for (uint32_t k = 0; k < b->pins; k++) {
            if (t->apart(t->context, a->pin[i], b->pin[k])) return APART;
            if (a->pin[i] == b->pin[k]) x = TOGETHER;
        }
    return x;
}

/* Sets the linkage of two units whose sum stands, unless a person did. */
static void fill(struct matrix *m, size_t i, size_t k, float by_hand)
{
    const struct tw_cluster_task *t = m->task;
    const struct tw_unit *a = &t->unit[i], *b = &t->unit[k];
    float x;

    if (by_hand != 0) x = by_hand;
    else if (a->n <= a->best && b->n <= b->best)
        x = m->sum[i * t->units + k] / (float)(a->n * b->n);
    else x = (side(t, a, b) + side(t, b, a)) / 2;
    m->link[i * t->units + k] = m->link[k * t->units + i] = x;
}

/* What a person decided of a third unit and either of two that become one:
** apart is stronger, so a contradiction leaves them where they are. */
static float inherited(float a, float b)
{
    if (a <= APART || b <= APART) return APART;
    return a >= TOGETHER || b >= TOGETHER ? TOGETHER : 0;
}

/* Takes unit k into unit i. */
static void join(struct matrix *m, size_t i, size_t k)
{
    struct tw_unit *a = &m->task->unit[i], *b = &m->task->unit[k];
    uint16_t *both = tw_arena_alloc(m->mem, ((size_t)a->n + b->n) * sizeof *both);

    memcpy(both, a->article, a->n * sizeof *both);
    memcpy(both + a->n, b->article, b->n * sizeof *both);
    a->article = both;
    a->n += b->n;
    if (b->best < a->best) a->best = b->best;
    b->n = 0;
    for (size_t u = 0; u < m->task->units; u++) {
        size_t n = m->task->units;

        if (u == i || !m->task->unit[u].n) continue;
        m->sum[i * n + u] += m->sum[k * n + u];
        m->sum[u * n + i] = m->sum[i * n + u];
        fill(m, i, u, inherited(m->link[i * n + u], m->link[k * n + u]));
    }
}

void tw_cluster(struct tw_arena *mem, struct tw_cluster_task *t)
{
    struct matrix m = {.mem = mem, .task = t};
    size_t n = t->units;

    assert(n <= TW_CLUSTER_UNITS);
    for (size_t i = 0; i < n; i++)
        assert(t->unit[i].best >= 1 && t->unit[i].best <= TW_CLUSTER_BEST);
    m.link = tw_arena_alloc(mem, n * n * sizeof *m.link);
    m.sum = tw_arena_alloc(mem, n * n * sizeof *m.sum);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            m.sum[i * n + k] = m.sum[k * n + i] = sum_of(t, &t->unit[i], &t->unit[k]);
            fill(&m, i, k, decided(t, &t->unit[i], &t->unit[k]));
        }
    for (;;) {
        float best = t->threshold;
        size_t a = n, b = n;

        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < i; k++)
                if (t->unit[i].n && t->unit[k].n && m.link[i * n + k] > best) {
                    best = m.link[i * n + k];
                    a = k;
                    b = i;
                }
        if (a == n) break;
        join(&m, a, b);
    }
}
