/* store/hits.c - see the header.
**
** First the leaves of the query (words and phrases) are found in all segments, so that it is
** known how many articles have each; then each segment's lists are put together as the query says.
*/
#include "store/hits.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <math.h>

enum {
    TITLE = 4, /* weight of a place in the title; schema/001.sql says the same for SQLite */
    LEAST = 3, /* bytes of an article in a list */
};

/* An article of a segment that has a leaf. */
struct has { uint64_t number; uint32_t length; float times; };
struct haves { struct has *v; size_t n, cap; };

/* A place where a leaf stands. */
struct at { uint64_t number; uint32_t place, length; };
struct ats { struct at *v; size_t n, cap; };

struct leaf {
    const struct tw_query_node *node;
    struct haves *in;           /* of each segment */
    uint64_t articles;          /* that have it */
    struct leaf *next;
};

struct search {
    struct tw_arena *mem, *scratch;     /* scratch: for one segment */
    const struct tw_index *index;
    struct leaf *leaf;          /* all of them */
    enum tw_status st;
};

/* ---- Lists of words */

static const char *field_of(enum tw_query_field field)
{
    static const char *const names[] = {"", "", "s/", "a/"};

    return names[field];
}

/* The words of a phrase as the index has them: a query's word can be several. */
static struct tw_slices words_of(struct tw_arena *mem, const struct tw_query_node *node)
{
    struct tw_slices out = {0};
    size_t cap = 0;

    for (size_t i = 0; i < node->words.n; i++) {
        struct tw_slice folded = tw_utf8_fold(mem, node->words.v[i]), word;
        size_t at = 0;

        while (tw_postings_word(folded, &at, &word)) {
            struct tw_buf key = {.mem = mem};

            tw_buf_adds(&key, field_of(node->field));
            tw_buf_add(&key, word);
            TW_PUSH(mem, out.v, out.n, cap, tw_buf_slice(&key));
        }
    }
    return out;
}

static struct tw_lists *ask(struct search *s, struct tw_slice word, bool prefix, bool places)
{
    struct tw_lists *out = TW_NEW_N(s->mem, struct tw_lists, s->index->n);

    if (s->st == TW_OK) s->st = s->index->lists(s->index->context, word, prefix, places, out);
    return out;
}

static bool is_there(const struct search *s, uint64_t number)
{
    return !s->index->gones || !tw_has_number(s->index->gone, s->index->gones, number);
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

static void add_list(struct search *s, struct tw_list list, bool title_only, struct haves *out)
{
    struct tw_posting p;

    reserve(s->mem, out, list.docs.n / LEAST);
    while (tw_list_next(&list, &p)) {
        uint64_t times = TITLE * p.title + (title_only ? 0 : p.body);

        if (times && is_there(s, p.number))
            TW_PUSH(s->mem, out->v, out->n, out->cap,
                    ((struct has){p.number, (uint32_t)p.length, (float)times}));
    }
}

static void find_word(struct search *s, struct leaf *leaf, struct tw_slice word)
{
    struct tw_lists *lists = ask(s, word, leaf->node->prefix, false);
    bool title = leaf->node->field == TW_QUERY_TITLE;

    for (size_t i = 0; i < s->index->n && s->st == TW_OK; i++) {
        for (size_t k = 0; k < lists[i].n; k++) add_list(s, lists[i].v[k], title, &leaf->in[i]);
        if (lists[i].n > 1) unite(&leaf->in[i]);
    }
}

/* ---- A phrase */

static int by_place(const void *x, const void *y)
{
    const struct at *a = x, *b = y;

    if (a->number != b->number) return (a->number > b->number) - (a->number < b->number);
    return (a->place > b->place) - (a->place < b->place);
}

static struct ats places_of(struct search *s, const struct tw_lists *lists, bool title_only)
{
    struct ats out = {0};

    for (size_t i = 0; i < lists->n; i++) out.cap += lists->v[i].places.n;
    out.v = tw_arena_alloc(s->scratch, out.cap * sizeof *out.v + 1);
    for (size_t i = 0; i < lists->n; i++) {
        struct tw_list l = lists->v[i];
        uint32_t *place = tw_arena_alloc(s->scratch, (l.places.n + 1) * sizeof *place);
        struct tw_posting p;

        while (tw_list_next(&l, &p)) {
            size_t n = tw_list_places(&l, &p, place);

            if (!is_there(s, p.number)) continue;
            for (size_t k = 0; k < n && !(title_only && place[k] & TW_IN_BODY); k++)
                out.v[out.n++] = (struct at){p.number, place[k], (uint32_t)p.length};
        }
    }
    if (lists->n > 1) TW_SORT(out.v, out.n, by_place);
    return out;
}

/* Keeps what has a place of `next` so many places behind it. */
static void follow(struct ats *a, const struct ats *next, uint32_t behind)
{
    size_t kept = 0, k = 0;

    for (size_t i = 0; i < a->n; i++) {
        struct at want = a->v[i];

        want.place += behind;
        while (k < next->n && by_place(&next->v[k], &want) < 0) k++;
        if (k < next->n && by_place(&next->v[k], &want) == 0) a->v[kept++] = a->v[i];
    }
    a->n = kept;
}

/* A phrase with the lists of its words. */
struct phrase { const struct tw_query_node *node; struct tw_lists **word; size_t words; };

static struct phrase read_phrase(struct search *s, const struct tw_query_node *node, struct tw_slices word)
{
    struct phrase p = {node, TW_NEW_N(s->mem, struct tw_lists *, word.n), word.n};

    for (size_t k = 0; k < word.n; k++) p.word[k] = ask(s, word.v[k], node->prefix && k + 1 == word.n, true);
    return p;
}

/* Where it begins in a segment, in s->scratch. */
static struct ats find_places(struct search *s, const struct phrase *p, size_t segment)
{
    bool title = p->node->field == TW_QUERY_TITLE;
    struct ats out = {0};

    if (p->words) out = places_of(s, &p->word[0][segment], title);
    for (size_t k = 1; k < p->words && out.n; k++) {
        struct ats own = places_of(s, &p->word[k][segment], title);

        follow(&out, &own, (uint32_t)k);
    }
    return out;
}

/* The articles of places. */
static void count_places(struct search *s, const struct ats *a, struct haves *out)
{
    for (size_t i = 0; i < a->n; i++) {
        if (!out->n || out->v[out->n - 1].number != a->v[i].number)
            TW_PUSH(s->mem, out->v, out->n, out->cap, ((struct has){a->v[i].number, a->v[i].length, 0}));
        out->v[out->n - 1].times += a->v[i].place & TW_IN_BODY ? 1 : TITLE;
    }
}

static uint64_t articles_of(const struct ats *a)
{
    uint64_t n = 0;

    for (size_t i = 0; i < a->n; i++) n += i == 0 || a->v[i].number != a->v[i - 1].number;
    return n;
}

static struct leaf *leaf_new(struct search *s, const struct tw_query_node *node)
{
    struct leaf *leaf = TW_NEW(s->mem, struct leaf);

    leaf->node = node;
    leaf->in = TW_NEW_N(s->mem, struct haves, s->index->n);
    leaf->next = s->leaf;
    s->leaf = leaf;
    return leaf;
}

static void find_phrase(struct search *s, const struct tw_query_node *node)
{
    struct leaf *leaf = leaf_new(s, node);
    struct tw_slices word = words_of(s->mem, node);
    struct phrase p;

    if (word.n == 1) {
        find_word(s, leaf, word.v[0]);
    } else {
        p = read_phrase(s, node, word);
        for (size_t i = 0; i < s->index->n && s->st == TW_OK; i++) {
            struct ats at = find_places(s, &p, i);

            count_places(s, &at, &leaf->in[i]);
            tw_arena_reset(s->scratch);
        }
    }
    for (size_t i = 0; i < s->index->n; i++) leaf->articles += leaf->in[i].n;
}

/* ---- Phrases near each other */

enum { NEAR = 64 };     /* phrases: TW_QUERY_WORDS */

struct near { size_t n; const struct ats *a[NEAR]; size_t words[NEAR], at[NEAR], taken[NEAR]; unsigned distance; };

/* Both in one article, and both in its title or both in its text. */
static bool are_together(const struct at *a, const struct at *b)
{
    return a->number == b->number && (a->place & TW_IN_BODY) == (b->place & TW_IN_BODY);
}

/* Moves each phrase to its next place that is near enough to the others; false: there is none. */
static bool come_near(struct near *x)
{
    struct at last = x->a[0]->v[x->at[0]];
    bool fits = false;

    while (!fits) {
        fits = true;
        for (size_t i = 0; i < x->n; i++) {
            const struct ats *a = x->a[i];
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
static void keep_near(struct search *s, struct near *x, struct ats *out)
{
    for (size_t i = 0; i < x->n; i++)
        if (!x->a[i]->n) return;
    while (come_near(x)) {
        for (size_t i = 0; i < x->n; i++) {
            if (x->taken[i] > x->at[i]) continue;
            x->taken[i] = x->at[i] + 1;
            TW_PUSH(s->scratch, out[i].v, out[i].n, out[i].cap, x->a[i]->v[x->at[i]]);
        }
        if (!go_on(x)) return;
    }
}

/* In one segment: the places of each, those that are near, their articles. */
static void find_near_in(struct search *s, const struct phrase *p, struct leaf *const *leaf, size_t n,
                         unsigned distance, size_t segment)
{
    struct near x = {.n = n, .distance = distance};
    struct ats at[NEAR], kept[NEAR] = {0};

    for (size_t k = 0; k < n; k++) {
        at[k] = find_places(s, &p[k], segment);
        leaf[k]->articles += articles_of(&at[k]);
        x.a[k] = &at[k];
        x.words[k] = p[k].words;
    }
    keep_near(s, &x, kept);
    for (size_t k = 0; k < n; k++) count_places(s, &kept[k], &leaf[k]->in[segment]);
    tw_arena_reset(s->scratch);
}

static void find_near(struct search *s, const struct tw_query_node *node)
{
    struct phrase p[NEAR];
    struct leaf *leaf[NEAR];
    size_t n = 0;

    for (const struct tw_query_node *c = node->child; c && n < NEAR; c = c->next, n++) {
        p[n] = read_phrase(s, c, words_of(s->mem, c));
        leaf[n] = leaf_new(s, c);
    }
    for (size_t i = 0; i < s->index->n && s->st == TW_OK; i++) find_near_in(s, p, leaf, n, node->distance, i);
}

static void find_leaves(struct search *s, const struct tw_query_node *node)
{
    if (node->kind == TW_QUERY_PHRASE) find_phrase(s, node);
    else if (node->kind == TW_QUERY_NEAR) find_near(s, node);
    else for (const struct tw_query_node *c = node->child; c; c = c->next) find_leaves(s, c);
}

/* ---- Together */

static struct tw_hits score(const struct search *s, const struct tw_query_node *node, size_t segment)
{
    const double k1 = 1.2, b = .75, least = 1e-6;   /* fts5_aux.c has the same */
    const struct leaf *leaf = s->leaf;
    struct tw_hits out = {0};
    double n, weight, mean;

    while (leaf->node != node) leaf = leaf->next;
    n = (double)leaf->articles;
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
    struct search s = {.mem = mem, .scratch = tw_arena_new(0), .index = index};
    bool is_sorted = true;

    *out = (struct tw_hits){0};
    find_leaves(&s, root);
    if (s.st == TW_OK) put_together(&s, root, out);
    for (size_t i = 1; i < out->n; i++) is_sorted &= out->v[i].number > out->v[i - 1].number;
    if (!is_sorted) TW_SORT(out->v, out->n, by_article);
    tw_arena_free(s.scratch);
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
