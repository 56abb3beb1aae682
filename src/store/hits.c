/* store/hits.c - see the header.
**
** First the leaves of the query (words and phrases) are found in all segments, so that it is
** known how many articles have each; then each segment's lists are put together as the query says.
*/
#include "store/hits.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "store/phrases.h"

#include <math.h>

enum {
    TITLE = 4, /* weight of a place in the title; schema/001.sql says the same for SQLite */
    LEAST = 3, /* bytes of an article in a list */
};

/* An article of a segment that has a leaf. */
struct has { uint64_t number; uint32_t length; float times; };
struct haves { struct has *v; size_t n, cap; };

struct leaf {
    const struct tw_query_node *node;
    size_t first, words;        /* of search.wanted */
    struct haves *in;           /* of each segment */
    struct tw_ats *at;          /* of a phrase, and of what is to be near: where it begins */
    uint64_t articles;          /* that have it */
    struct leaf *next;
};

struct search {
    struct tw_arena *mem;
    const struct tw_index *index;
    struct leaf *leaf;          /* all of them */
    struct tw_wanted *wanted;   /* their words */
    size_t n, cap;
    enum tw_status st;
};

bool tw_index_has(const struct tw_index *index, uint64_t number)
{
    return !index->gones || !tw_has_number(index->gone, index->gones, number);
}

/* ---- Lists of words */

static const char *field_of(enum tw_query_field field)
{
    static const char *const names[] = {"", "t/", "s/", "a/"};

    return names[field];
}

/* The words of a phrase as the index has them: a query's word can be several. */
static void add_words(struct search *s, struct leaf *leaf, bool places)
{
    for (size_t i = 0; i < leaf->node->words.n; i++) {
        struct tw_slice folded = tw_utf8_fold(s->mem, leaf->node->words.v[i]), word;
        size_t at = 0;

        while (tw_postings_word(folded, &at, &word)) {
            struct tw_buf key = {.mem = s->mem};

            tw_buf_adds(&key, field_of(leaf->node->field));
            tw_buf_add(&key, word);
            TW_PUSH(s->mem, s->wanted, s->n, s->cap,
                    ((struct tw_wanted){.word = tw_buf_slice(&key),
                                        .in = TW_NEW_N(s->mem, struct tw_lists, s->index->n)}));
        }
    }
    leaf->words = s->n - leaf->first;
    if (leaf->words && leaf->node->prefix) s->wanted[s->n - 1].prefix = true;
    for (size_t i = leaf->first; i < s->n; i++) s->wanted[i].places = places || leaf->words > 1;
}

static struct leaf *leaf_of(const struct search *s, const struct tw_query_node *node)
{
    struct leaf *leaf = s->leaf;

    while (leaf->node != node) leaf = leaf->next;
    return leaf;
}

/* The leaves of the query, with their words. */
static void add_leaves(struct search *s, const struct tw_query_node *node, bool near)
{
    struct leaf *leaf;

    for (const struct tw_query_node *c = node->kind == TW_QUERY_PHRASE ? NULL : node->child; c;
         c = c->next)
        add_leaves(s, c, node->kind == TW_QUERY_NEAR);
    if (node->kind != TW_QUERY_PHRASE) return;
    leaf = TW_NEW(s->mem, struct leaf);
    *leaf = (struct leaf){node, s->n, 0, TW_NEW_N(s->mem, struct haves, s->index->n),
                          TW_NEW_N(s->mem, struct tw_ats, s->index->n), 0, s->leaf};
    s->leaf = leaf;
    add_words(s, leaf, near);
}

/* ---- A word */

static int by_number(const void *x, const void *y)
{
    const struct has *a = x, *b = y;

    return (a->number > b->number) - (a->number < b->number);
}

/* Of several words that begin alike: each article once. */
static void unite(struct haves *h)
{
    size_t kept = 0;

    TW_SORT(h->v, h->n, by_number);
    for (size_t i = 0; i < h->n; i++) {
        if (kept && h->v[kept - 1].number == h->v[i].number) h->v[kept - 1].times += h->v[i].times;
        else h->v[kept++] = h->v[i];
    }
    h->n = kept;
}

/* Room for so many more, taken at once: lists are long, and half of what grows is thrown away. */
static void reserve(struct tw_arena *mem, struct haves *h, size_t more)
{
    if (h->cap - h->n >= more) return;
    h->v = tw_arena_grow(mem, h->v, h->cap * sizeof *h->v, (h->n + more) * sizeof *h->v);
    h->cap = h->n + more;
}

static void add_list(struct search *s, struct tw_list list, struct haves *out)
{
    struct tw_posting p;

    reserve(s->mem, out, list.docs.n / LEAST);
    while (tw_list_next(&list, &p))
        if (tw_index_has(s->index, p.number))
            TW_PUSH(
                s->mem, out->v, out->n, out->cap,
                ((struct has){p.number, (uint32_t)p.length, (float)(TITLE * p.title + p.body)}));
}

static void find_word(struct search *s, struct leaf *leaf)
{
    const struct tw_lists *lists = s->wanted[leaf->first].in;

    for (size_t i = 0; i < s->index->n; i++) {
        for (size_t k = 0; k < lists[i].n; k++) add_list(s, lists[i].v[k], &leaf->in[i]);
        if (lists[i].n > 1) unite(&leaf->in[i]);
        leaf->articles += leaf->in[i].n;
    }
}

/* ---- A phrase */

/* The articles of places. */
static void count_places(struct search *s, const struct tw_ats *a, struct haves *out)
{
    for (size_t i = 0; i < a->n; i++) {
        if (!out->n || out->v[out->n - 1].number != a->v[i].number)
            TW_PUSH(s->mem, out->v, out->n, out->cap, ((struct has){a->v[i].number, a->v[i].length, 0}));
        out->v[out->n - 1].times += a->v[i].place & TW_IN_BODY ? 1 : TITLE;
    }
}

static uint64_t articles_of(const struct tw_ats *a)
{
    uint64_t n = 0;

    for (size_t i = 0; i < a->n; i++) n += i == 0 || a->v[i].number != a->v[i - 1].number;
    return n;
}

static void find_places(struct search *s, struct leaf *leaf)
{
    if (s->st == TW_OK)
        s->st = tw_phrase_find(s->mem, s->index, s->wanted + leaf->first, leaf->words, leaf->at);
}

static void find_phrase(struct search *s, struct leaf *leaf)
{
    find_places(s, leaf);
    for (size_t i = 0; i < s->index->n && s->st == TW_OK; i++) {
        count_places(s, &leaf->at[i], &leaf->in[i]);
        leaf->articles += leaf->in[i].n;
    }
}

/* ---- Phrases near each other */

static int by_place(const struct tw_at *a, const struct tw_at *b)
{
    if (a->number != b->number) return (a->number > b->number) - (a->number < b->number);
    return (a->place > b->place) - (a->place < b->place);
}

enum { NEAR = 64 };     /* phrases: TW_QUERY_WORDS */

struct near { size_t n; const struct tw_ats *a[NEAR]; size_t words[NEAR], at[NEAR], taken[NEAR]; unsigned distance; };

/* Both in one article, and both in its title or both in its text. */
static bool are_together(const struct tw_at *a, const struct tw_at *b)
{
    return a->number == b->number && (a->place & TW_IN_BODY) == (b->place & TW_IN_BODY);
}

/* Moves each phrase to its next place that is near enough to the others; false: there is none. */
static bool come_near(struct near *x)
{
    struct tw_at last = x->a[0]->v[x->at[0]];
    bool fits = false;

    while (!fits) {
        fits = true;
        for (size_t i = 0; i < x->n; i++) {
            const struct tw_ats *a = x->a[i];
            size_t room = x->words[i] + x->distance, *at = &x->at[i];

            while (*at < a->n && by_place(&a->v[*at], &last) < 0
                   && !(are_together(&a->v[*at], &last) && a->v[*at].place + room >= last.place))
                ++*at;
            if (*at == a->n) return false;
            if (by_place(&a->v[*at], &last) > 0) last = a->v[*at], fits = false;
        }
    }
    return true;
}

/* Goes on with the phrase whose next place is the first; false: none has one. */
static bool go_on(struct near *x)
{
    size_t best = x->n;

    for (size_t i = 0; i < x->n; i++) {
        if (x->at[i] + 1 >= x->a[i]->n) continue;
        if (best == x->n || by_place(&x->a[i]->v[x->at[i] + 1], &x->a[best]->v[x->at[best] + 1]) < 0) best = i;
    }
    if (best == x->n) return false;
    x->at[best]++;
    return true;
}

/* What is left of the places of each. */
static void keep_near(struct search *s, struct near *x, struct tw_ats *out)
{
    for (size_t i = 0; i < x->n; i++)
        if (!x->a[i]->n) return;
    while (come_near(x)) {
        for (size_t i = 0; i < x->n; i++) {
            if (x->taken[i] > x->at[i]) continue;
            x->taken[i] = x->at[i] + 1;
            TW_PUSH(s->mem, out[i].v, out[i].n, out[i].cap, x->a[i]->v[x->at[i]]);
        }
        if (!go_on(x)) return;
    }
}

/* In one segment: the places of each, those that are near, their articles. */
static void find_near_in(struct search *s, struct leaf *const *leaf, size_t n, unsigned distance,
                         size_t segment)
{
    struct near x = {.n = n, .distance = distance};
    struct tw_ats kept[NEAR] = {0};

    for (size_t k = 0; k < n; k++) {
        leaf[k]->articles += articles_of(&leaf[k]->at[segment]);
        x.a[k] = &leaf[k]->at[segment];
        x.words[k] = leaf[k]->words;
    }
    keep_near(s, &x, kept);
    for (size_t k = 0; k < n; k++) count_places(s, &kept[k], &leaf[k]->in[segment]);
}

static void find_near(struct search *s, const struct tw_query_node *node)
{
    struct leaf *leaf[NEAR];
    size_t n = 0;

    for (const struct tw_query_node *c = node->child; c && n < NEAR; c = c->next) {
        leaf[n] = leaf_of(s, c);
        find_places(s, leaf[n++]);
    }
    for (size_t i = 0; i < s->index->n && s->st == TW_OK; i++)
        find_near_in(s, leaf, n, node->distance, i);
}

static void find_leaves(struct search *s, const struct tw_query_node *node)
{
    if (node->kind == TW_QUERY_NEAR) {
        find_near(s, node);
    } else if (node->kind == TW_QUERY_PHRASE) {
        struct leaf *leaf = leaf_of(s, node);

        if (leaf->words == 1) find_word(s, leaf);
        else find_phrase(s, leaf);
    }
    for (const struct tw_query_node *c = node->kind == TW_QUERY_NEAR ? NULL : node->child; c;
         c = c->next)
        find_leaves(s, c);
}

/* ---- Together */

static struct tw_hits score(const struct search *s, const struct tw_query_node *node, size_t segment)
{
    const double k1 = 1.2, b = .75, least = 1e-6;   /* fts5_aux.c has the same */
    const struct leaf *leaf = leaf_of(s, node);
    struct tw_hits out = {0};
    double n = (double)leaf->articles, weight, mean;

    weight = log(((double)s->index->articles - n + .5) / (n + .5));
    if (!(weight > 0)) weight = least;
    mean = s->index->articles ? (double)s->index->words / (double)s->index->articles : 1;
    out.v = tw_arena_alloc(s->mem, (leaf->in[segment].n + 1) * sizeof *out.v);
    for (; out.n < leaf->in[segment].n; out.n++) {
        const struct has *h = &leaf->in[segment].v[out.n];
        double times = (double)h->times, length = 1 - b + b * (double)h->length / mean;

        out.v[out.n] = (struct tw_hit){h->number, weight * times * (k1 + 1) / (times + k1 * length)};
    }
    return out;
}

enum join { BOTH, EITHER, NOT };

static struct tw_hits join(struct tw_arena *mem, struct tw_hits a, struct tw_hits b, enum join how)
{
    struct tw_hits out = {tw_arena_alloc(mem, (a.n + b.n + 1) * sizeof *out.v), 0};
    size_t i = 0, k = 0;

    while (i < a.n || (how == EITHER && k < b.n)) {
        if (i < a.n && k < b.n && a.v[i].number == b.v[k].number) {
            if (how != NOT) out.v[out.n++] = (struct tw_hit){a.v[i].number, a.v[i].score + b.v[k].score};
            i++, k++;
        } else if (k == b.n || (i < a.n && a.v[i].number < b.v[k].number)) {
            if (how != BOTH) out.v[out.n++] = a.v[i];
            i++;
        } else {
            if (how == EITHER) out.v[out.n++] = b.v[k];
            k++;
        }
    }
    return out;
}

static struct tw_hits eval(const struct search *s, const struct tw_query_node *node, size_t segment)
{
    bool any = node->kind == TW_QUERY_ANY, begun = false;
    struct tw_hits out = {0};

    if (node->kind == TW_QUERY_PHRASE) return score(s, node, segment);
    for (const struct tw_query_node *c = node->child; c; c = c->next) {
        if (c->excluded) continue;
        out = begun ? join(s->mem, out, eval(s, c, segment), any ? EITHER : BOTH) : eval(s, c, segment);
        begun = true;
    }
    for (const struct tw_query_node *c = node->child; c; c = c->next)
        if (c->excluded) out = join(s->mem, out, eval(s, c, segment), NOT);
    return out;
}

static int by_article(const void *x, const void *y)
{
    const struct tw_hit *a = x, *b = y;

    return (a->number > b->number) - (a->number < b->number);
}

/* All segments' articles; each segment's in their order. */
static void put_together(const struct search *s, const struct tw_query_node *root, struct tw_hits *out)
{
    struct tw_hits *part = TW_NEW_N(s->mem, struct tw_hits, s->index->n);
    size_t n = 0;

    for (size_t i = 0; i < s->index->n; i++) {
        part[i] = eval(s, root, i);
        n += part[i].n;
    }
    out->v = tw_arena_alloc(s->mem, n * sizeof *out->v + 1);
    for (size_t i = 0; i < s->index->n; i++) {
        if (part[i].n) memcpy(out->v + out->n, part[i].v, part[i].n * sizeof *part[i].v);
        out->n += part[i].n;
    }
}

enum tw_status tw_hits_find(struct tw_arena *mem, const struct tw_index *index,
                            const struct tw_query_node *root, struct tw_hits *out)
{
    struct search s = {.mem = mem, .index = index};
    bool is_sorted = true;

    *out = (struct tw_hits){0};
    add_leaves(&s, root, false);
    s.st = index->lists(index->context, s.wanted, s.n);
    if (s.st == TW_OK) find_leaves(&s, root);
    if (s.st == TW_OK) put_together(&s, root, out);
    for (size_t i = 1; i < out->n; i++) is_sorted &= out->v[i].number > out->v[i - 1].number;
    if (!is_sorted) TW_SORT(out->v, out->n, by_article);
    return s.st;
}

/* ---- The best first: a heap (Williams, CACM 7(6), 1964, algorithm 232) */

static bool is_better(const struct tw_hit *a, const struct tw_hit *b)
{
    return a->score > b->score || (a->score == b->score && a->number < b->number);
}

static void sink(struct tw_hits *h, size_t i)
{
    struct tw_hit x = h->v[i];

    for (size_t child; (child = 2 * i + 1) < h->n; i = child) {
        if (child + 1 < h->n && is_better(&h->v[child + 1], &h->v[child])) child++;
        if (!is_better(&h->v[child], &x)) break;
        h->v[i] = h->v[child];
    }
    h->v[i] = x;
}

void tw_hits_rank(struct tw_hits *h)
{
    for (size_t i = h->n / 2; i > 0; i--) sink(h, i - 1);
}

bool tw_hits_best(struct tw_hits *h, struct tw_hit *out)
{
    if (!h->n) return false;
    *out = h->v[0];
    h->v[0] = h->v[--h->n];
    if (h->n) sink(h, 0);
    return true;
}
