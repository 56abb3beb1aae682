/* group/story.c - the life of an article in the stream: bag, vector, candidates, odds.
*/
#include "group/story.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "group/cluster.h"
#include "group/nearest.h"
#include "group/priors.h"
#include "group/story_int.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum {
    PROPOSED = 30,          /* candidates by partial cosine, */
    TITLE = 240             /* bytes of a title kept */
};
static const int64_t WINDOW = 30 * 86400;
static const float FADES = 300 * 3600.f;    /* a candidate counts 1/e after so many seconds; 120 h loses the
                                               late follow-ups (F1 .936 of .945),
                                                   600 h gains nothing */
static const float ACROSS = 4.5f;       /* least weight, of 9, of the third rarest term that two articles in different
                                           languages share: numbers and common names alone are no link */
static const float KEPT = TW_CLUSTER_UNKNOWN;   /* odds below are as good as unknown */

static void heap_free(struct tw_heap *h)
{
    tw_column_free(&h->column);
}

/* Appends n items; their absolute offset. */
static uint64_t heap_put(struct tw_heap *h, const void *p, size_t n)
{
    uint64_t at = h->dropped + h->column.n;

    if (n) memcpy(tw_column_room(&h->column, n), p, n * h->column.size);
    return at;
}

struct tw_group *tw_group_new(const struct tw_group_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_group *g = TW_NEW(mem, struct tw_group);

    g->mem = mem;
    if (o) g->o = *o;
    if (g->o.window <= 0) g->o.window = WINDOW;
    if (!g->o.model) g->o.model = &tw_merge_weights;
    if (g->o.threshold == 0) g->o.threshold = TW_GROUP_THRESHOLD;
    g->bagger = tw_bagger_new();
    tw_termcount_start(&g->counts);
    tw_priors_count(&g->counts);
    tw_vocabulary_start(&g->vocabulary);
    tw_chains_start(&g->index);
    g->record.size = sizeof(struct tw_record);
    g->story.size = sizeof(struct tw_story_row);
    g->apart.size = sizeof(struct tw_apart);
    g->history.size = sizeof(struct tw_happening);
    g->vector.column.size = 1;
    g->text.column.size = 1;
    g->link.column.size = sizeof(struct tw_link);
    g->first_story = 1;
    if (o) g->first = g->recent = o->first;
    return g;
}

void tw_group_free(struct tw_group *g)
{
    if (!g) return;
    tw_bagger_free(g->bagger);
    tw_termcount_free(&g->counts);
    tw_vocabulary_free(&g->vocabulary);
    tw_chains_free(&g->index);
    tw_column_free(&g->record);
    tw_column_free(&g->story);
    tw_column_free(&g->apart);
    tw_column_free(&g->history);
    heap_free(&g->vector);
    heap_free(&g->text);
    heap_free(&g->link);
    tw_arena_free(g->mem);
}

uint64_t tw_group_count(const struct tw_group *g)
{
    return tw_group_end(g);
}

uint64_t tw_group_kept(const struct tw_group *g)
{
    return g->record.n;
}

size_t tw_group_bytes(const struct tw_group *g)
{
    return tw_column_bytes(&g->record) + tw_column_bytes(&g->story) + tw_column_bytes(&g->history)
         + tw_column_bytes(&g->vector.column) + tw_column_bytes(&g->text.column) + tw_column_bytes(&g->link.column)
         + tw_chains_bytes(&g->index) + tw_termcount_bytes(&g->counts) + tw_vocabulary_bytes(&g->vocabulary);
}

bool tw_group_find(const struct tw_group *g, struct tw_slice id, uint64_t *article)
{
    for (uint64_t i = tw_group_end(g); i-- > g->first;) {
        *article = i;
        if (tw_slice_eq(tw_group_id(g, tw_group_record(g, i)), id)) return true;
    }
    return false;
}

float tw_group_odds(const struct tw_group *g, uint32_t a, uint32_t b)
{
    uint32_t newer = a > b ? a : b, older = a > b ? b : a;
    const struct tw_record *r = tw_group_record(g, newer);
    const struct tw_link *l =
        (const struct tw_link *)g->link.column.v + (r->link - g->link.dropped);

    for (uint32_t i = 0; i < r->links; i++)
        if (l[i].article == older) return l[i].odds;
    return TW_CLUSTER_UNKNOWN;
}

uint32_t tw_group_new_story(struct tw_group *g)
{
    struct tw_story_row *row = tw_column_push(&g->story);

    row->newest = TW_NO_ARTICLE;
    return g->first_story + (uint32_t)g->story.n - 1;
}

void tw_group_happened(struct tw_group *g, uint32_t kind, uint32_t story, uint32_t other,
                       uint32_t article)
{
    struct tw_happening *h = tw_column_push(&g->history);

    *h = (struct tw_happening){g->clock.now, kind, story, other, article};
}

static int newest_first(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x < y) - (x > y);
}

/* Widens the story's time to the article's. */
static void stretch(struct tw_story_row *row, int64_t time)
{
    if (!time) return;
    if (!row->first || time < row->first) row->first = time;
    if (time > row->last) row->last = time;
}

void tw_group_set_story(struct tw_group *g, uint32_t story, uint32_t *article, size_t n)
{
    struct tw_story_row *row = tw_group_row(g, story);
    uint32_t next = TW_NO_ARTICLE;

    assert(row);
    if (n) qsort(article, n, sizeof *article, newest_first);
    row->newest = n ? article[0] : TW_NO_ARTICLE;
    row->articles = (uint32_t)n;
    row->by_hand = 0;
    if (n) row->first = row->last = 0;
    for (size_t i = n; i-- > 0; next = article[i]) {
        struct tw_record *r = tw_group_record(g, article[i]);

        r->story = story;
        r->next = next;
        row->by_hand |= r->by_hand;
        stretch(row, tw_group_vector(g, r)->time);
    }
}

void tw_group_extend(struct tw_group *g, uint32_t story, uint32_t article)
{
    struct tw_story_row *row = tw_group_row(g, story);
    struct tw_record *r = tw_group_record(g, article);

    assert(row);
    r->story = story;
    r->next = row->newest;
    row->newest = article;
    row->articles++;
    stretch(row, tw_group_vector(g, r)->time);
}

uint32_t *tw_group_members(const struct tw_group *g, struct tw_arena *mem, uint32_t story,
                           size_t most, size_t *n)
{
    const struct tw_story_row *row = tw_group_row(g, story);
    uint32_t *v = NULL, at = row ? tw_group_newest(g, row) : TW_NO_ARTICLE;
    size_t cap = 0;

    *n = 0;
    for (; at != TW_NO_ARTICLE && *n < most; at = tw_group_next(g, at))
        TW_PUSH(mem, v, *n, cap, at);
    return v;
}

struct ranked { struct tw_overlap overlap; uint32_t article; float score; };

static int by_score(const void *a, const void *b)
{
    const struct ranked *x = *(const struct ranked *const *)a,
        *y = *(const struct ranked *const *)b;

    if (x->score != y->score) return (x->score < y->score) - (x->score > y->score);
    return (x->article < y->article) - (x->article > y->article);
}

static float faded(float cosine, const struct tw_vector *x, const struct tw_vector *y)
{
    float apart = x->time && y->time ? fabsf((float)(x->time - y->time)) : 0;

    return cosine * expf(-apart / FADES);
}

/* Fetches the terms of a vector into the cache while another one is compared. */
static void fetch_terms(const struct tw_vector *v)
{
    const char *p = (const char *)tw_vector_terms(v),
        *end = p + v->terms * sizeof(struct tw_vector_term);

    for (; p < end; p += 64) __builtin_prefetch(p);
}

/* The candidates by their whole cosine, best first. */
static size_t rank(struct tw_arrival *a, const struct tw_probe *p, const struct tw_nears *near,
                   struct ranked **out)
{
    struct tw_group *g = a->g;
    struct ranked *v = tw_arena_alloc(a->mem, near->n * sizeof *v);

    for (size_t i = 0; i < near->n; i++) __builtin_prefetch(tw_group_record(g, near->v[i].article));
    for (size_t i = 0; i < near->n; i++)
        __builtin_prefetch(tw_group_vector(g, tw_group_record(g, near->v[i].article)));
    for (size_t i = 0; i < near->n; i++) {
        const struct tw_vector *y = tw_group_vector(g, tw_group_record(g, near->v[i].article));

        if (i + 1 < near->n)
            fetch_terms(tw_group_vector(g, tw_group_record(g, near->v[i + 1].article)));
        out[i] = &v[i];
        v[i].article = near->v[i].article;
        tw_overlap_find(p, y, &v[i].overlap);
        v[i].score = faded(tw_overlap_cosine(&v[i].overlap), a->vector, y);
    }
    qsort(out, near->n, sizeof *out, by_score);
    return near->n < TW_GROUP_COMPARED ? near->n : TW_GROUP_COMPARED;
}

static bool are_foreign(const struct tw_vector *x, const struct tw_vector *y)
{
    return x->lang && y->lang && x->lang != y->lang;
}

/* Finds the likeliest earlier articles and the odds for each. */
static void compare(struct tw_arrival *a)
{
    struct tw_group *g = a->g;
    /* Without a date of its own it may belong to anything still known. */
    uint32_t from = a->vector->time ? tw_group_oldest(g) : (uint32_t)g->first;
    struct tw_nears near = tw_nearest_find(&g->index, a->mem, a->vector, from, PROPOSED);
    struct tw_probe *p = tw_arena_alloc(a->mem, sizeof *p);
    struct ranked *ranked[PROPOSED];
    size_t n;

    if (near.n == 0) return;
    tw_probe_prepare(p, a->vector);
    n = rank(a, p, &near, ranked);
    for (size_t i = 0; i < n; i++) {
        const struct ranked *r = ranked[i];
        float f[TW_FEATURES], odds;

        if (tw_group_record(g, r->article)->story == 0) continue;      /* forgotten */
        tw_overlap_features(p, &r->overlap, f);
        if (f[TW_F_top3] < ACROSS && are_foreign(a->vector, r->overlap.y)) continue;
        odds = g->o.odds ? g->o.odds(g->o.context, a->number, r->article,
                                     f) : tw_merge_odds(g->o.model, f);
        if (odds > KEPT) a->link[a->links++] = (struct tw_link){r->article, odds};
    }
}

static uint32_t outlet_of(const struct tw_article *a)
{
    struct tw_slice name = a->outlet_domain.n ? a->outlet_domain : a->outlet_name;

    return name.n ? (uint32_t)(tw_hash(name) >> 32) | 1 : 0;
}

static struct tw_slice short_title(struct tw_slice title)
{
    size_t n = title.n;

    if (n <= TITLE) return title;
    n = TITLE;
    while (n > 0 && ((unsigned char)title.p[n] & 0xC0) == 0x80) n--;
    return (struct tw_slice){title.p, n};
}

/* Appends the record; it belongs to no story yet. */
static void remember(struct tw_arrival *a, const struct tw_article *article)
{
    struct tw_group *g = a->g;
    struct tw_slice title = short_title(article->title);
    struct tw_record r = {.clock = g->clock.now, .next = TW_NO_ARTICLE,
                          .outlet = outlet_of(article)};

    r.vector = heap_put(&g->vector, a->vector, tw_vector_size(a->vector->terms, a->vector->prints));
    r.text = heap_put(&g->text, article->id.p, article->id.n);
    heap_put(&g->text, title.p, title.n);
    r.id_len = (uint32_t)article->id.n;
    r.title_len = (uint32_t)title.n;
    r.link = heap_put(&g->link, a->link, a->links);
    r.links = (uint32_t)a->links;
    *(struct tw_record *)tw_column_push(&g->record) = r;
    tw_nearest_add(&g->index, a->vector, a->number);
}

/* The article itself, then those that moved. */
static void answer(struct tw_arrival *a, struct tw_placements moved,
                   const struct tw_article *article, struct tw_placements *out)
{
    uint32_t story = tw_group_record(a->g, a->number)->story;

    out->n = moved.n + 1;
    out->v = tw_arena_alloc(a->mem, out->n * sizeof *out->v);
    out->v[0] = (struct tw_placement){a->number, tw_slice_dup(a->mem, article->id), story, 0};
    if (moved.n) memcpy(out->v + 1, moved.v, moved.n * sizeof *out->v);
}

/* Notes how the vector's words are written. */
static void spell(struct tw_group *g, const struct tw_vector *v, const struct tw_bag *bag,
                  const uint32_t *place, uint32_t number)
{
    const struct tw_vector_term *t = tw_vector_terms(v);

    for (size_t i = 0; i < v->terms; i++)
        if (!(t[i].field & (TW_BAG_PAIR | TW_BAG_LATIN)))
            tw_vocabulary_add(&g->vocabulary, t[i].hash, bag->v[place[i]].text, number);
}

enum tw_status tw_group_add(struct tw_group *g, struct tw_arena *mem,
                            const struct tw_article *article, struct tw_placements *out)
{
    struct tw_arrival a = {.g = g, .mem = mem, .number = (uint32_t)tw_group_end(g)};
    int64_t time = tw_article_time(article);
    struct tw_bag bag;
    uint32_t *place;

    if (tw_group_end(g) >= TW_NO_ARTICLE - 1) return TW_TOOBIG;
    tw_clock_tick(&g->clock, time);
    tw_group_age(g);
    bag = tw_bag_read(g->bagger, mem, article);
    a.vector = tw_vector_make(mem, &bag, time, article->lang, &g->counts, a.number, &place);
    spell(g, a.vector, &bag, place, a.number);
    compare(&a);
    remember(&a, article);
    answer(&a, tw_group_regroup(&a), article, out);
    tw_group_forget(g);
    return TW_OK;
}
