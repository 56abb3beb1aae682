/* store/phrases.c - see the header. */
#include "store/phrases.h"

#include "base/vec.h"

enum { TOGETHER = 4 };  /* parts: what lies so near is fetched in one piece, as a question costs more */

/* Pieces that are asked for; those of survivors: of at[segment] the places from .. to. */
struct pieces { struct tw_piece *v; size_t n, cap; };
struct span { size_t from, to; };
struct spans { struct span *v; size_t n, cap; };

struct phrase {
    struct tw_arena *mem, *scratch;     /* scratch: for one segment */
    const struct tw_index *index;
    struct tw_wanted *w;
    size_t n;
    struct tw_ats *at;          /* of each segment: where it begins, as far as is known */
};

static enum tw_status ask(struct phrase *p, struct pieces *pieces)
{
    return pieces->n ? p->index->pieces(p->index->context, pieces->v, pieces->n) : TW_OK;
}

static void want(struct phrase *p, struct pieces *out, size_t word, size_t segment,
                 struct tw_part part)
{
    TW_PUSH(p->mem, out->v, out->n, out->cap,
            ((struct tw_piece){.of = &p->w[word], .segment = segment, .part = part}));
}

/* ---- What is there */

static bool is_outline(const struct tw_lists *l)
{
    return l->n > 0 && tw_list_is_outline(&l->v[0]);
}

static bool is_there(const struct phrase *p, size_t segment)
{
    for (size_t k = 0; k < p->n; k++)
        if (!p->w[k].in[segment].n) return false;
    return true;
}

static bool has_whole(const struct phrase *p, size_t segment)
{
    for (size_t k = 0; k < p->n; k++)
        if (!is_outline(&p->w[k].in[segment])) return true;
    return false;
}

/* ---- Words side by side */

/* The word k of the phrase.  p: the article it stands at; `behind` places of earlier ones were
** passed and not read. */
struct cursor { struct tw_list list; struct tw_posting p; uint64_t behind; size_t k; };
struct cursors { struct cursor *v; size_t n; };

static bool step(struct cursor *c)
{
    c->behind += c->p.title + c->p.body;
    return tw_list_next(&c->list, &c->p);
}

/* Of the words that are whole in a segment; n 0: one of all is not there. */
static struct cursors cursors_of(struct phrase *p, size_t segment)
{
    struct cursors out = {TW_NEW_N(p->scratch, struct cursor, p->n), 0};

    if (!is_there(p, segment)) return out;
    for (size_t k = 0; k < p->n; k++) {
        const struct tw_lists *l = &p->w[k].in[segment];

        if (is_outline(l)) continue;
        out.v[out.n].list = l->n == 1 ? l->v[0] : tw_list_unite(p->scratch, l->v, l->n);
        out.v[out.n++].k = k;
    }
    return out;
}

/* All at the next article that has all of them; false: there is none. */
static bool next_together(const struct tw_index *index, struct cursors *c)
{
    uint64_t number;
    size_t same = 0;

    if (!c->n || !step(&c->v[0])) return false;
    for (number = c->v[0].p.number;; same = 0) {
        for (size_t i = 0; i < c->n; i++) {
            while (c->v[i].p.number < number)
                if (!step(&c->v[i])) return false;
            if (c->v[i].p.number > number) number = c->v[i].p.number;
            else same++;
        }
        if (same < c->n) continue;
        if (tw_index_has(index, number)) return true;
        number++;
    }
}

struct places { uint32_t *v; size_t n, cap; };

/* Those of the article it stands at, once. */
static void read_places(struct phrase *p, struct cursor *c, struct places *out)
{
    uint64_t n = c->p.title + c->p.body;

    tw_list_skip(&c->list, c->behind);
    if (n > c->list.places.n) n = c->list.places.n;
    if (n > out->cap) {
        out->v = tw_arena_alloc(p->scratch, 2 * (size_t)n * sizeof *out->v);
        out->cap = 2 * (size_t)n;
    }
    out->n = tw_list_places(&c->list, &c->p, out->v);
    c->behind = c->p.title = c->p.body = 0;
}

/* Where the phrase would begin whose word k stands there. */
static void to_begin(struct places *a, size_t k)
{
    size_t kept = 0;

    for (size_t i = 0; i < a->n; i++)
        if ((a->v[i] & (TW_IN_BODY - 1)) > k) a->v[kept++] = a->v[i] - (uint32_t)k;
    a->n = kept;
}

/* Keeps what has a place of `next` so many places behind it. */
static void follow(struct places *a, const struct places *next, size_t behind)
{
    size_t kept = 0, k = 0;

    for (size_t i = 0; i < a->n; i++) {
        uint32_t place = a->v[i] + (uint32_t)behind;

        while (k < next->n && next->v[k] < place) k++;
        if (k < next->n && next->v[k] == place) a->v[kept++] = a->v[i];
    }
    a->n = kept;
}

/* Of the words that are whole. */
static void begin(struct phrase *p, size_t segment)
{
    struct cursors c = cursors_of(p, segment);
    struct places own = {0}, next = {0};
    struct tw_ats *out = &p->at[segment];

    while (next_together(p->index, &c)) {
        struct tw_posting article = c.v[0].p;

        read_places(p, &c.v[0], &own);
        to_begin(&own, c.v[0].k);
        for (size_t i = 1; i < c.n && own.n; i++) {
            read_places(p, &c.v[i], &next);
            follow(&own, &next, c.v[i].k);
        }
        for (size_t i = 0; i < own.n; i++)
            TW_PUSH(p->mem, out->v, out->n, out->cap,
                    ((struct tw_at){article.number, own.v[i], (uint32_t)article.length}));
    }
    tw_arena_reset(p->scratch);
}

/* ---- What whole lists lack */

/* Places, where whole lists came without; where none is whole, all of the outlines. */
static void want_rest(struct phrase *p, struct pieces *out, size_t segment)
{
    bool all = !has_whole(p, segment);

    for (size_t k = 0; k < p->n; k++) {
        const struct tw_list *l = &p->w[k].in[segment].v[0];
        struct tw_part part = {l->first, l->from, l->bytes, l->at, l->room};

        if (!tw_list_is_outline(l)) part.docs = 0;
        if (all || (!part.docs && l->places.n < l->room)) want(p, out, k, segment, part);
    }
}

static bool meet(struct phrase *p, size_t segment)
{
    struct cursors c = cursors_of(p, segment);
    bool any = is_there(p, segment) && (!c.n || next_together(p->index, &c));

    tw_arena_reset(p->scratch);
    return any;
}

static enum tw_status fetch_rest(struct phrase *p)
{
    struct pieces pieces = {0};
    enum tw_status st;

    for (size_t i = 0; i < p->index->n; i++)
        if (meet(p, i)) want_rest(p, &pieces, i);
    st = ask(p, &pieces);
    for (size_t i = 0; i < pieces.n && st == TW_OK; i++) {
        struct tw_list *l = &pieces.v[i].of->in[pieces.v[i].segment].v[0];

        if (pieces.v[i].part.docs) l->docs = pieces.v[i].list.docs;
        l->places = pieces.v[i].list.places;
    }
    return st;
}

/* ---- Survivors and long lists */

static size_t part_of(const struct tw_part *part, size_t n, uint64_t number)
{
    size_t low = 0, left = n;   /* the first that begins at the number or behind it */

    while (left > 0) {
        size_t half = left / 2;

        if (part[low + half].first < number) low += half + 1, left -= half + 1;
        else left = half;
    }
    return low ? low - 1 : 0;
}

static struct tw_part joined(const struct tw_part *first, const struct tw_part *last)
{
    return (struct tw_part){first->first, first->docs_at,
                            last->docs_at + last->docs - first->docs_at, first->places_at,
                            last->places_at + last->places - first->places_at};
}

/* The parts of a long list in which survivors are. */
static void want_parts(struct phrase *p, size_t word, size_t segment, struct pieces *out,
                       struct spans *spans)
{
    const struct tw_ats *at = &p->at[segment];
    struct tw_part *part;
    size_t n = tw_list_parts(p->scratch, &p->w[word].in[segment].v[0], &part);

    for (size_t i = 0; i < at->n;) {
        size_t from = i, begin = part_of(part, n, at->v[i].number), end = begin;

        for (; i < at->n; i++) {
            size_t here = end + 1 < n && part[end + 1].first < at->v[i].number
                              ? part_of(part, n, at->v[i].number) : end;

            if (here > end + TOGETHER) break;
            end = here;
        }
        want(p, out, word, segment, joined(&part[begin], &part[end]));
        TW_PUSH(p->mem, spans->v, spans->n, spans->cap, ((struct span){from, i}));
    }
    tw_arena_reset(p->scratch);
}

/* Keeps of some survivors, all of one article, those that the word follows at its place. */
static size_t keep_article(struct phrase *p, struct cursor *c, const struct tw_at *v, size_t n,
                           struct tw_at *kept)
{
    struct places own = {0}, next = {0};
    size_t found = 0;

    while (c->p.number < v->number)
        if (!step(c)) return 0;
    if (c->p.number != v->number) return 0;
    for (size_t i = 0; i < n; i++) TW_PUSH(p->scratch, own.v, own.n, own.cap, v[i].place);
    read_places(p, c, &next);
    follow(&own, &next, c->k);
    for (; found < own.n; found++)
        kept[found] = (struct tw_at){v->number, own.v[found], v->length};
    return found;
}

/* Those of a span, by one piece of a list; kept anew from `to` on.  Returns how many. */
static size_t keep_span(struct phrase *p, struct cursor c, const struct tw_ats *at,
                        struct span span, size_t to)
{
    size_t kept = to;

    for (size_t i = span.from, end; i < span.to; i = end) {
        for (end = i; end < span.to && at->v[end].number == at->v[i].number;) end++;
        kept += keep_article(p, &c, at->v + i, end - i, at->v + kept);
        tw_arena_reset(p->scratch);
    }
    return kept - to;
}

static void keep_survivors(struct phrase *p, size_t word, const struct pieces *pieces,
                           const struct spans *spans)
{
    size_t kept = 0;

    for (size_t i = 0; i < pieces->n; i++) {
        const struct tw_piece *piece = &pieces->v[i];
        struct tw_ats *at = &p->at[piece->segment];

        kept += keep_span(p, (struct cursor){.list = piece->list, .k = word}, at, spans->v[i], kept);
        if (i + 1 < pieces->n && pieces->v[i + 1].segment == piece->segment) continue;
        at->n = kept;
        kept = 0;
    }
}

static enum tw_status go_on(struct phrase *p, size_t word)
{
    struct pieces pieces = {0};
    struct spans spans = {0};
    enum tw_status st;

    for (size_t i = 0; i < p->index->n; i++)
        if (p->at[i].n && is_outline(&p->w[word].in[i])) want_parts(p, word, i, &pieces, &spans);
    st = ask(p, &pieces);
    if (st == TW_OK) keep_survivors(p, word, &pieces, &spans);
    return st;
}

/* ---- A phrase */

struct length { uint64_t bytes; size_t word; };

static int by_length(const void *x, const void *y)
{
    const struct length *a = x, *b = y;

    return (a->bytes > b->bytes) - (a->bytes < b->bytes);
}

/* The words, those with short lists first. */
static struct length *in_order(struct phrase *p)
{
    struct length *v = TW_NEW_N(p->mem, struct length, p->n);

    for (size_t k = 0; k < p->n; k++) {
        v[k].word = k;
        for (size_t i = 0; i < p->index->n; i++)
            v[k].bytes += p->w[k].in[i].n ? p->w[k].in[i].v[0].bytes : 0;
    }
    TW_SORT(v, p->n, by_length);
    return v;
}

enum tw_status tw_phrase_find(struct tw_arena *mem, const struct tw_index *index,
                              struct tw_wanted *w, size_t n, struct tw_ats *at)
{
    struct phrase p = {mem, tw_arena_new(0), index, w, n, at};
    struct length *order = in_order(&p);
    enum tw_status st = fetch_rest(&p);

    for (size_t i = 0; i < index->n && st == TW_OK; i++) begin(&p, i);
    for (size_t k = 0; k < n && st == TW_OK; k++) st = go_on(&p, order[k].word);
    tw_arena_free(p.scratch);
    return st;
}
