/* compare/match.c - utterances grouped by what they say.
**
** An inverted index from concepts to utterances gives the candidates; equal
** wordings by speakers who may be one are put together before, so that the
** copies of an agency report cost one look-up each.  Groups are merged in the
** order of the pairs' scores when the average score between them is high enough
** and no account would have two different utterances in one group.
**
** Gets wrong: translations that share no word and no number; two statements of
** one speaker on one subject, said in nearly the same words.
*/
#include "compare/match.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

enum { HOLDERS = 200, FEWEST = 16, SAMPLE = 6 };    /* utterances noted for a concept; members compared when groups merge */
enum { PLENTY = 10000 };                /* utterances from which fewer are noted for a concept */
enum { KEYS = 8 };                      /* words of a speaker that he is found by */
enum { SCORED = 100, NARRATED = 128 };                /* candidates scored for an utterance; concepts of a narrated sentence that count */

static const float FULL = 2.5F;         /* weight of a content that says enough by itself */
static const float TOLD = 0.1F;         /* off the score of narration */
static const float SOME = 0.8F;         /* weight in common of narration */
static const float MUCH = 1.6F;         /* weight in common that needs no speaker */
static const float AGAIN = 0.65F;       /* score from which a repetition joins another group */
static const float SHARED_LEAST = 0.5F; /* weight in common before a pair is scored */

struct holder { uint32_t utterance, next; };
struct edge { float score; uint32_t a, b; };
struct group { uint32_t *v; uint32_t n; };

struct index {
    struct tw_map map;                  /* concept -> holder + 1, first of its chain */
    uint32_t *held; size_t cap;         /* per concept, by its place in the map: how many */
};

struct work {
    struct tw_arena *mem;
    const struct tw_utterances *u;
    struct index index[2];              /* of utterances, of narration */
    struct holder *holder; size_t holders, holder_cap;
    uint32_t holders_most;              /* for one concept: the more utterances, the fewer */
    float *shared;                      /* per utterance: weight in common with the one looked at */
    uint32_t *touched; size_t touches;
    struct edge *edge; size_t edges, edge_cap;
    uint32_t *parent;
    uint8_t *refused;                   /* per utterance */
    struct group *group;                /* per root */
};

static float least(float a, float b)
{
    return a < b ? a : b;
}

static bool is_told(const struct tw_utterance *u)
{
    return u->kind == TW_UTTERED_NARRATED;
}

/* Numbers in common speak for the pair, only different ones against it. */
static float numbers(const struct tw_bag *a, const struct tw_bag *b)
{
    bool in_a = false, in_b = false;
    uint32_t common = 0;

    for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {    /* both sorted by id */
        bool at_a = k >= b->n || (i < a->n && a->v[i].id <= b->v[k].id), at_b = i >= a->n || (k < b->n && b->v[k].id <= a->v[i].id);

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
static float speakers(const struct tw_utterance *a, const struct tw_utterance *b, float same, float cover)
{

    if (same >= 0.9F) return 0.18F;
    if (same >= 0.6F) return 0.1F;
    if (same > 0) return same < 0.35F && a->who.name.n > 0 && b->who.name.n > 0 ? -0.2F : same < 0.35F ? -0.06F : 0;
    return cover > 0.85F && a->quoted && b->quoted ? -0.12F : -0.35F;
}

/* A denial, a doubt and a refusal each join only their like; a denial also the
** negative assertion. */
static bool stances_meet(const struct tw_utterance *a, const struct tw_utterance *b)
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
static struct tw_bag without(const struct tw_bag *bag, const struct tw_who *who, struct tw_bag_item *room)
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
    const struct tw_utterance *told = a->kind == TW_UTTERED_NARRATED ? a : b, *said = told == a ? b : a;
    struct tw_bag_item x[NARRATED], y[NARRATED];
    struct tw_bag p = without(&told->bag, &said->who, x), q = without(&said->bag, &said->who, y);
    struct likeness l = liken(&p, &q);

    if (l.shared < SOME) return 0;
    if (same < 0.6F && (said->kind == TW_UTTERED_OWN || l.cover < 0.85F || l.shared < MUCH)) return 0;
    return (0.6F * l.cover + 0.4F * l.dice) * l.shared / (l.shared + 0.35F) - TOLD;
}

static bool is_self_claim(const struct tw_utterance *u)
{
    return u->claim && u->claim->stance == TW_AFFIRM && u->claim->by.n > 0 && tw_slice_eq(u->claim->by, u->claim->who);
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
static float stances(const struct tw_utterance *a, const struct tw_utterance *b, float same, const struct likeness *l)
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

    if (!stances_meet(a, b) || (is_told(a) && is_told(b))) return 0;
    same = tw_who_same(&a->who, &b->who);
    l = liken(&a->bag, &b->bag);
    if (is_told(a) || is_told(b)) {
        if (l.shared < (same < 0.6F ? MUCH : SOME) || (score = narration(a, b, same)) <= 0) return 0;
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

static struct tw_map_item *entry_of(struct work *w, struct index *x, const uint32_t *id)
{
    struct tw_map_item *it = tw_map_add(&x->map, (struct tw_slice){(const char *)id, sizeof *id}, NULL);

    while (x->cap < x->map.n) {
        size_t more = x->cap ? x->cap * 2 : 256;

        x->held = tw_arena_grow(w->mem, x->held, x->cap * sizeof *x->held, more * sizeof *x->held);
        memset(x->held + x->cap, 0, (more - x->cap) * sizeof *x->held);
        x->cap = more;
    }
    return it;
}

/* Narration is noted apart: it never meets its like. */
static void note(struct work *w, uint32_t i, const uint32_t *id)
{
    struct index *x = &w->index[is_told(&w->u->v[i])];
    struct tw_map_item *it = entry_of(w, x, id);
    size_t place = (size_t)(it - x->map.v);

    if (x->held[place] >= w->holders_most) return;
    x->held[place]++;
    TW_PUSH(w->mem, w->holder, w->holders, w->holder_cap, (struct holder){i, (uint32_t)it->value});
    it->value = w->holders;
}

static void look_up_in(struct work *w, const struct index *x, const uint32_t *id, float weight, unsigned account)
{
    const struct tw_map_item *it = tw_map_find(&x->map, (struct tw_slice){(const char *)id, sizeof *id});

    for (uint32_t h = it ? (uint32_t)it->value : 0; h; h = w->holder[h - 1].next) {
        uint32_t i = w->holder[h - 1].utterance;

        if (w->u->v[i].account == account) continue;
        if (w->shared[i] <= 0) w->touched[w->touches++] = i;
        w->shared[i] += weight;
    }
}

static void look_up(struct work *w, const struct tw_utterance *u, const uint32_t *id, float weight)
{
    look_up_in(w, &w->index[0], id, weight, u->account);
    if (!is_told(u)) look_up_in(w, &w->index[1], id, weight, u->account);
}

/* The weight in common from which candidates are scored: so high that SCORED
** have it, those with most in common; more of them only when they are equal. */
static float bar_of(const struct work *w, float least_weight)
{
    float bar = least_weight, last = least_weight;

    for (;; last = bar, bar *= 1.4F) {
        size_t n = 0;

        for (size_t k = 0; k < w->touches; k++) n += w->shared[w->touched[k]] >= bar;
        if (n == 0) return last;
        if (n <= SCORED) return bar;
    }
}

/* Scores utterance i with the noted ones that share enough with it. */
static void score_candidates(struct work *w, uint32_t i)
{
    const struct tw_utterance *u = &w->u->v[i];
    size_t scored = 0;
    float need;

    for (uint32_t k = 0; k < u->bag.n; k++) {
        look_up(w, u, &u->bag.v[k].id, u->bag.v[k].weight);
        if (u->bag.v[k].near) look_up(w, u, &u->bag.v[k].near, 0.5F * u->bag.v[k].weight);
    }
    need = bar_of(w, least(SHARED_LEAST, 0.4F * u->bag.weight));
    for (size_t k = 0; k < w->touches; k++) {
        uint32_t j = w->touched[k];
        float score;

        if (w->shared[j] >= need && scored++ < 2 * SCORED
            && (score = tw_match_score(&w->u->v[j], u)) >= TW_MATCH_LEAST)
            TW_PUSH(w->mem, w->edge, w->edges, w->edge_cap, (struct edge){score, j, i});
        w->shared[j] = 0;
    }
}

/* A denial or refusal may share no word with another one: it is found by its
** speaker's words, too. */
static uint32_t *stance_keys(struct work *w, const struct tw_utterance *u, uint32_t *n)
{
    uint32_t *key = TW_NEW_N(w->mem, uint32_t, KEYS);

    *n = 0;
    if ((u->stance == TW_AFFIRM && !u->claim) || u->who.is_around) return key;
    for (uint32_t i = 0; i < u->who.n && *n < KEYS; i++)
        key[(*n)++] = (uint32_t)tw_hash_mix(u->who.words[i], (uint64_t)u->stance) | 1;
    return key;
}

static void look_up_stance(struct work *w, uint32_t i)
{
    uint32_t n, *key = stance_keys(w, &w->u->v[i], &n);

    for (uint32_t k = 0; k < n; k++) look_up(w, &w->u->v[i], &key[k], SHARED_LEAST);
}

static void note_stance(struct work *w, uint32_t i)
{
    uint32_t n, *key = stance_keys(w, &w->u->v[i], &n);

    for (uint32_t k = 0; k < n; k++) note(w, i, &key[k]);
}

static uint32_t root_of(struct work *w, uint32_t i)
{
    while (w->parent[i] != i) i = w->parent[i] = w->parent[w->parent[i]];
    return i;
}

static void merge(struct work *w, uint32_t a, uint32_t b)
{
    struct group *x = &w->group[a < b ? a : b], *y = &w->group[a < b ? b : a];
    uint32_t *all = tw_arena_alloc(w->mem, (x->n + y->n) * sizeof *all);

    memcpy(all, x->v, x->n * sizeof *all);
    memcpy(all + x->n, y->v, y->n * sizeof *all);
    w->parent[a < b ? b : a] = a < b ? a : b;
    *x = (struct group){all, x->n + y->n};
    *y = (struct group){0};
}

/* Two utterances of one account in one group: only the halves of a quotation
** that the other account has in one piece, or a repetition. */
static bool may_share_account(const struct tw_utterance *a, const struct tw_utterance *b)
{
    if (a->twin == b->twin) return true;
    return a->quoted && b->quoted && (a->attribution == b->attribution || a->attribution + 1 == b->attribution)
        && tw_bag_shared(&a->bag, &b->bag, NULL) < 0.34F * least(a->bag.weight, b->bag.weight);
}

/* Whether the groups go together on average; *is_taken when an account would
** have two utterances in one. */
static bool fit(const struct work *w, const struct group *x, const struct group *y, bool *is_taken)
{
    float sum = 0;
    uint32_t pairs = 0;

    *is_taken = false;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++) {
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++) {
            const struct tw_utterance *a = &w->u->v[x->v[i]], *b = &w->u->v[y->v[k]];

            if (a->account == b->account) {
                if (may_share_account(a, b)) continue;
                *is_taken = true;
                return false;
            }
            if (a->kind == TW_UTTERED_NARRATED && x->n > 1) continue;
            if (b->kind == TW_UTTERED_NARRATED && y->n > 1) continue;
            sum += tw_match_score(a, b);
            pairs++;
        }
    }
    return pairs == 0 || sum >= 0.72F * TW_MATCH_LEAST * (float)pairs;
}

static int by_score(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;

    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Equal words by speakers who may be one need no scoring: they join the first
** of them.  True when i did. */
static bool join_twin(struct work *w, struct tw_map *twins, uint32_t i)
{
    const struct tw_utterance *u = &w->u->v[i];
    bool added;
    struct tw_map_item *it = tw_map_add(twins, (struct tw_slice){(const char *)&u->twin, sizeof u->twin}, &added);
    const struct tw_utterance *first;

    if (added) {
        it->value = i;
        return false;
    }
    first = &w->u->v[it->value];
    if (u->kind == TW_UTTERED_NARRATED || first->kind == TW_UTTERED_NARRATED) return false;
    if (first->account == u->account || !stances_meet(first, u)) return false;
    if (tw_who_same(&first->who, &u->who) < (u->bag.weight < 1.5F ? 0.9F : 0.5F)) return false;
    merge(w, root_of(w, (uint32_t)it->value), i);
    return true;
}

static void open(struct work *w, struct tw_arena *mem, const struct tw_utterances *u)
{
    *w = (struct work){.mem = mem, .u = u, .index = {{.map = tw_map_in(mem)}, {.map = tw_map_in(mem)}}};
    w->holders_most = u->n <= PLENTY ? HOLDERS : (uint32_t)((size_t)HOLDERS * PLENTY / u->n);
    if (w->holders_most < FEWEST) w->holders_most = FEWEST;
    w->shared = TW_NEW_N(mem, float, u->n);
    w->touched = TW_NEW_N(mem, uint32_t, u->n);
    w->parent = TW_NEW_N(mem, uint32_t, u->n);
    w->refused = TW_NEW_N(mem, uint8_t, u->n);
    w->group = TW_NEW_N(mem, struct group, u->n);
    for (uint32_t i = 0; i < u->n; i++) {
        uint32_t *self = TW_NEW(mem, uint32_t);

        *self = w->parent[i] = i;
        w->group[i] = (struct group){self, 1};
    }
}

/* An utterance whose likest group has one of its account already says that one
** again; it joins another group only when it is much like it. */
static void join(struct work *w, const struct edge *e)
{
    uint32_t a = root_of(w, e->a), b = root_of(w, e->b);
    bool is_taken;

    if (a == b || ((w->refused[e->a] || w->refused[e->b]) && e->score < AGAIN)) return;
    if (fit(w, &w->group[a], &w->group[b], &is_taken)) {
        merge(w, a, b);
        return;
    }
    w->refused[e->a] |= is_taken && w->group[a].n == 1;
    w->refused[e->b] |= is_taken && w->group[b].n == 1;
}

void tw_match_group(struct tw_arena *mem, const struct tw_utterances *u, uint32_t *group)
{
    struct work w;
    struct tw_map twins = tw_map_in(mem);

    open(&w, mem, u);
    for (uint32_t i = 0; i < u->n && !tw_arena_over(mem); i++) {
        const struct tw_utterance *x = &u->v[i];

        if (join_twin(&w, &twins, i)) continue;
        w.touches = 0;
        look_up_stance(&w, i);
        score_candidates(&w, i);
        for (uint32_t k = 0; k < x->bag.n; k++) {
            note(&w, i, &x->bag.v[k].id);
            if (x->bag.v[k].near) note(&w, i, &x->bag.v[k].near);
        }
        note_stance(&w, i);
    }
    TW_SORT(w.edge, w.edges, by_score);
    for (size_t e = 0; e < w.edges; e++) join(&w, &w.edge[e]);
    for (uint32_t i = 0; i < u->n; i++) group[i] = root_of(&w, i);
}
