/* compare/originruled.c - origins as people said they are.
**
** Carried out in the order given, on what the rules of origin.h found.  What it
** gets wrong: two sayings that contradict each other; the later one stands.
*/
#include "compare/origin.h"

#include "base/vec.h"

static struct tw_slice said_so(const struct tw_origins *o, const char *what, unsigned other)
{
    struct tw_buf b = {.mem = o->mem};

    tw_buf_addf(&b, "a person said so: %s %.*s", what,
                TW_FMT(o->outlets->v[o->outlets->of[other]].name));
    return tw_buf_slice(&b);
}

/* b comes after a.  What b is the origin of, it takes along. */
static void unite(struct tw_origins *o, unsigned a, unsigned b)
{
    int old = o->of[b], own = o->outlets->of[b];

    o->why[b] = said_so(o, "one origin with the account of", a);
    o->of[b] = o->of[a];
    if (old != own) return;
    for (size_t i = 0; i < o->views->n; i++) if (o->of[i] == old) o->of[i] = o->of[a];
    o->family[own] = o->of[a];
}

/* The name of an origin beside the outlet's other one. */
static struct tw_slice name_apart(const struct tw_origins *o, unsigned account)
{
    const struct tw_article *a = o->views->v[account].article;
    struct tw_buf b = {.mem = o->mem};

    tw_buf_addf(&b, "%.*s (%.*s)", TW_FMT(o->outlets->v[o->outlets->of[account]].name),
                TW_FMT(a->id));
    return tw_buf_slice(&b);
}

/* b comes after a.  It is its own origin, and that of its copies. */
static void part(struct tw_origins *o, struct tw_outlets *outlets, unsigned a, unsigned b)
{
    int old = o->of[b];

    o->why[b] = said_so(o, "another origin than the account of", a);
    TW_PUSH(o->mem, o->apart.v, o->apart.n, o->apart.cap, (struct tw_apart){a, b});
    if (old != o->of[a]) return;
    o->of[b] = outlets->of[b] != old ? outlets->of[b] : tw_outlets_add(o->mem, outlets,
                                                                       name_apart(o, b), (int)b);
    for (size_t k = o->rank[b] + 1; k < o->views->n; k++) {
        unsigned c = o->copies->order[k];
        int from = o->copy_of[c];

        if (from >= 0 && o->of[c] == old && o->of[from] == o->of[b] && o->rank[from] >= o->rank[b])
            o->of[c] = o->of[b];
    }
}

static void count(struct tw_origins *o)
{
    uint8_t *seen = TW_NEW_N(o->mem, uint8_t, o->outlets->n);

    o->n = 0;
    for (size_t i = 0; i < o->views->n; i++) {
        o->n += !seen[o->of[i]];
        seen[o->of[i]] = 1;
    }
}

void tw_origins_rule(struct tw_origins *o, struct tw_outlets *outlets, struct tw_rulings rulings)
{
    for (size_t i = 0; i < rulings.n; i++) {
        const struct tw_ruling *r = &rulings.v[i];
        int a = tw_views_account(o->views, r->article), b = tw_views_account(o->views, r->other);

        if ((r->kind != TW_RULED_ONE_ORIGIN && r->kind != TW_RULED_TWO_ORIGINS) || a < 0 || b < 0
            || a == b)
            continue;
        if (o->rank[a] > o->rank[b]) {
            int earlier = b;

            b = a;
            a = earlier;
        }
        if (r->kind == TW_RULED_ONE_ORIGIN) unite(o, (unsigned)a, (unsigned)b);
        else part(o, outlets, (unsigned)a, (unsigned)b);
    }
    count(o);
}

bool tw_origins_are_apart(const struct tw_origins *o, unsigned a, unsigned b)
{
    for (size_t i = 0; i < o->apart.n; i++) {
        const struct tw_apart *x = &o->apart.v[i];

        if ((x->a == a && x->b == b) || (x->a == b && x->b == a)) return true;
    }
    return false;
}

bool tw_origins_is_apart_from(const struct tw_origins *o, unsigned account, int outlet)
{
    for (size_t i = 0; i < o->apart.n; i++) {
        const struct tw_apart *x = &o->apart.v[i];

        if ((x->a == account && o->outlets->of[x->b] == outlet)
            || (x->b == account && o->outlets->of[x->a] == outlet))
            return true;
    }
    return false;
}
