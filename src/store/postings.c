/* store/postings.c - see the header.
**
** A list in `docs`: the word's length and bytes; the bytes of its articles, with a bit for "has an
** outline"; the bytes of its places in `places`; of a long list the bytes of its outline, and
** that; the articles.  An article: the gap to the one before (the first: to the segment's), with a
** bit for "in the title"; how often there; how often elsewhere; the article's words.  Its places:
** gaps, those in the title first.  A part in an outline: how far the number before its first
** article is from that of the part before (the first: from the segment's); its bytes of articles;
** its bytes of places.
*/
#include "store/postings.h"

#include "base/utf8.h"
#include "base/vec.h"

enum {
    WORD = 200,     /* bytes */
    PART = 128,     /* articles of a part, at least */
    PARTS = 256     /* of an outline, at most */
};

bool tw_postings_word(struct tw_slice text, size_t *at, struct tw_slice *word)
{
    size_t start, end;

    while (*at < text.n && !tw_cp_is_word(tw_utf8_at(text, *at))) tw_utf8_next(text, at);
    start = end = *at;
    while (*at < text.n && tw_cp_is_word(tw_utf8_at(text, *at))) {
        tw_utf8_next(text, at);
        if (*at - start <= WORD) end = *at;
    }
    *word = tw_slice_sub(text, start, end);
    return end > start;
}

/* A number as one to ten bytes, seven bits in each, the lowest first. */
static void add_number(struct tw_buf *b, uint64_t v)
{
    char *p = tw_buf_room(b, 10), *start = p;

    for (; v >= 0x80; v >>= 7) *p++ = (char)(v | 0x80);
    *p++ = (char)v;
    b->n += (size_t)(p - start);
}

/* ---- Blocks */

/* Where a part begins: the number before, bytes of articles and of places. */
struct mark { uint64_t before; size_t docs, places; };

struct writer {
    struct tw_arena *mem;
    struct tw_buf docs, places, word;       /* the block */
    struct tw_buf own_docs, own_places;     /* the list */
    struct tw_buf outline;
    struct mark *mark; size_t marks, mark_cap;
    size_t articles, placed;                /* of the list, and the bytes of their places */
    uint64_t first, before;                 /* the numbers that its first, its next gap begin at */
    uint64_t words;                         /* in all lists that count */
    bool counts;
    tw_postings_put *put;
    void *context;
    enum tw_status st;
};

static struct writer writer_new(struct tw_arena *mem, tw_postings_put *put, void *context)
{
    struct tw_buf empty = {.mem = mem};

    return (struct writer){.mem = mem, .docs = empty, .places = empty, .word = empty,
                           .own_docs = empty, .own_places = empty, .outline = empty, .put = put,
                           .context = context};
}

static void end_block(struct writer *w)
{
    if (w->docs.n && w->st == TW_OK)
        w->st = w->put(w->context, tw_buf_slice(&w->word), tw_buf_slice(&w->docs),
                       tw_buf_slice(&w->places));
    w->docs.n = w->places.n = w->word.n = 0;
}

bool tw_postings_counts(struct tw_slice word)
{
    return !tw_slice_starts(word, TW_LIT("t/"));
}

static void begin_list(struct writer *w, uint64_t first, struct tw_slice word)
{
    w->own_docs.n = w->own_places.n = 0;
    w->marks = w->articles = w->placed = 0;
    w->first = w->before = first;
    w->counts = tw_postings_counts(word);
}

/* Behind its places. */
static void add_article(struct writer *w, const struct tw_posting *p)
{
    if (w->articles++ % PART == 0)
        TW_PUSH(w->mem, w->mark, w->marks, w->mark_cap,
                ((struct mark){w->before, w->own_docs.n, w->placed}));
    add_number(&w->own_docs, (p->number - w->before) << 1 | (p->title > 0));
    if (p->title) add_number(&w->own_docs, p->title);
    add_number(&w->own_docs, p->body);
    add_number(&w->own_docs, p->length);
    w->placed = w->own_places.n;
    w->before = p->number;
    if (w->counts) w->words += p->title + p->body;
}

/* A place of the article that a gathers; before: the one before it, at first 0. */
static void add_place(struct writer *w, struct tw_posting *a, uint32_t place, uint32_t *before)
{
    uint32_t in = place & TW_IN_BODY;

    if ((*before & TW_IN_BODY) != in) *before = in;
    if (in) a->body++;
    else a->title++;
    add_number(&w->own_places, place - *before);
    *before = place;
}

/* Every mark, or every second, third ... of many. */
static void make_outline(struct writer *w)
{
    size_t step = (w->marks + PARTS - 1) / PARTS;
    struct mark end = {0, w->own_docs.n, w->own_places.n};
    uint64_t before = w->first;

    w->outline.n = 0;
    for (size_t i = 0; i < w->marks; i += step) {
        const struct mark *m = &w->mark[i], *next = i + step < w->marks ? m + step : &end;

        add_number(&w->outline, m->before - before);
        add_number(&w->outline, next->docs - m->docs);
        add_number(&w->outline, next->places - m->places);
        before = m->before;
    }
}

static void end_list(struct writer *w, struct tw_slice word)
{
    bool is_long = w->own_docs.n > TW_BLOCK;
    size_t bytes = w->own_docs.n + w->own_places.n + word.n;

    if (w->own_docs.n == 0) return;
    if (w->docs.n + w->places.n + bytes > TW_BLOCK) end_block(w);
    if (w->docs.n == 0) tw_buf_add(&w->word, word);
    add_number(&w->docs, word.n);
    tw_buf_add(&w->docs, word);
    add_number(&w->docs, (uint64_t)w->own_docs.n << 1 | is_long);
    add_number(&w->docs, w->own_places.n);
    if (is_long) {
        make_outline(w);
        add_number(&w->docs, w->outline.n);
        tw_buf_add(&w->docs, tw_buf_slice(&w->outline));
    }
    tw_buf_add(&w->docs, tw_buf_slice(&w->own_docs));
    tw_buf_add(&w->places, tw_buf_slice(&w->own_places));
}

/* ---- Gathering */

struct occurrence { uint32_t word, article, place; };

struct tw_postings {
    struct tw_arena *mem, *scratch;
    struct tw_map words;
    struct occurrence *v;
    size_t n, cap;
    struct tw_posting *article;     /* number and length */
    size_t articles, article_cap;
    uint64_t total;                 /* words of all */
};

struct tw_postings *tw_postings_new(void)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_postings *p = TW_NEW(mem, struct tw_postings);

    p->scratch = mem;
    p->mem = tw_arena_new(0);
    p->words = tw_map_in(p->mem);
    return p;
}

void tw_postings_free(struct tw_postings *p)
{
    if (!p) return;
    tw_arena_free(p->mem);
    tw_arena_free(p->scratch);
}

void tw_postings_forget(struct tw_postings *p)
{
    struct tw_arena *mem = p->mem, *scratch = p->scratch;

    tw_arena_reset(mem);
    *p = (struct tw_postings){.mem = mem, .scratch = scratch, .words = tw_map_in(mem)};
}

/* A field's words; how many. */
static uint64_t add_field(struct tw_postings *p, struct tw_slice text, const char *field, uint32_t where)
{
    struct tw_slice folded = tw_utf8_fold(p->mem, text), word;
    struct tw_buf key = {.mem = p->mem};
    uint32_t place = 0;
    size_t at = 0;

    while (tw_postings_word(folded, &at, &word)) {
        struct tw_map_item *item;
        bool added;

        if (*field) {
            key.n = 0;
            tw_buf_adds(&key, field);
            tw_buf_add(&key, word);
            word = tw_buf_slice(&key);
        }
        item = tw_map_add(&p->words, word, &added);
        if (added) {
            item->key = tw_slice_dup(p->mem, word);
            item->value = p->words.n - 1;
        }
        if (place < TW_IN_BODY - 1) place++;
        TW_PUSH(p->mem, p->v, p->n, p->cap,
                ((struct occurrence){(uint32_t)item->value, (uint32_t)p->articles, where | place}));
    }
    return place;
}

void tw_postings_add(struct tw_postings *p, uint64_t number, const struct tw_indexed *w)
{
    struct tw_posting a = {.number = number};

    (void)add_field(p, w->title, "t/", 0);
    a.length = add_field(p, w->title, "", 0);
    a.length += add_field(p, w->body, "", TW_IN_BODY);
    a.length += add_field(p, w->speakers, "s/", TW_IN_BODY);
    a.length += add_field(p, w->actors, "a/", TW_IN_BODY);
    TW_PUSH(p->mem, p->article, p->articles, p->article_cap, a);
    p->total += a.length;
}

struct tw_gathered tw_postings_gathered(const struct tw_postings *p)
{
    if (!p->articles) return (struct tw_gathered){0};
    return (struct tw_gathered){p->article[0].number, p->article[p->articles - 1].number,
                                p->articles, p->total, tw_arena_used(p->mem)};
}

static int by_word(const void *x, const void *y)
{
    const struct tw_map_item *const *a = x, *const *b = y;

    return tw_slice_cmp((*a)->key, (*b)->key);
}

/* Those of one word. */
static void write_list(struct writer *w, const struct tw_postings *p, const struct occurrence *o,
                       size_t n)
{
    for (size_t i = 0; i < n;) {
        struct tw_posting a = p->article[o[i].article];
        uint32_t before = 0;

        for (; i < n && p->article[o[i].article].number == a.number; i++)
            add_place(w, &a, o[i].place, &before);
        add_article(w, &a);
    }
}

/* The occurrences by word, as they came; start[i] is the first of word i. */
static struct occurrence *sorted(struct tw_postings *p, size_t *start)
{
    struct occurrence *v = tw_arena_alloc(p->mem, p->n * sizeof *v + 1);

    for (size_t i = 0; i < p->n; i++) start[p->v[i].word + 1]++;
    for (size_t i = 0; i < p->words.n; i++) start[i + 1] += start[i];
    for (size_t i = 0; i < p->n; i++) v[start[p->v[i].word]++] = p->v[i];
    for (size_t i = p->words.n; i > 0; i--) start[i] = start[i - 1];
    start[0] = 0;
    return v;
}

enum tw_status tw_postings_write(struct tw_postings *p, tw_postings_put *put, void *context)
{
    struct writer w = writer_new(p->mem, put, context);
    const struct tw_map_item **item = TW_NEW_N(p->mem, const struct tw_map_item *, p->words.n);
    size_t *start = TW_NEW_N(p->mem, size_t, p->words.n + 1);
    struct occurrence *v = sorted(p, start);

    for (size_t i = 0; i < p->words.n; i++) item[i] = &p->words.v[i];
    TW_SORT(item, p->words.n, by_word);
    for (size_t i = 0; i < p->words.n && w.st == TW_OK; i++) {
        size_t word = item[i]->value;

        begin_list(&w, p->article[0].number, item[i]->key);
        write_list(&w, p, v + start[word], start[word + 1] - start[word]);
        end_list(&w, item[i]->key);
    }
    end_block(&w);
    tw_postings_forget(p);
    return w.st;
}

/* ---- Several words as one */

struct place { uint64_t number, length; uint32_t at; };

static int by_place(const void *x, const void *y)
{
    const struct place *a = x, *b = y;

    if (a->number != b->number) return (a->number > b->number) - (a->number < b->number);
    return (a->at > b->at) - (a->at < b->at);
}

static struct place *all_places(struct tw_arena *mem, const struct tw_list *v, size_t n,
                                size_t *total)
{
    struct place *out;
    size_t room = 0;

    *total = 0;
    for (size_t i = 0; i < n; i++) room += v[i].places.n;
    out = tw_arena_alloc(mem, room * sizeof *out + 1);
    for (size_t i = 0; i < n; i++) {
        struct tw_list l = v[i];
        uint32_t *at = tw_arena_alloc(mem, (l.places.n + 1) * sizeof *at);
        struct tw_posting p;

        while (tw_list_next(&l, &p)) {
            size_t m = tw_list_places(&l, &p, at);

            for (size_t k = 0; k < m; k++)
                out[(*total)++] = (struct place){p.number, p.length, at[k]};
        }
    }
    TW_SORT(out, *total, by_place);
    return out;
}

struct tw_list tw_list_unite(struct tw_arena *mem, const struct tw_list *v, size_t n)
{
    struct writer w = writer_new(mem, NULL, NULL);
    size_t total, i = 0;
    struct place *o = all_places(mem, v, n, &total);

    begin_list(&w, v[0].first, v[0].word);
    while (i < total) {
        struct tw_posting a = {.number = o[i].number, .length = o[i].length};
        uint32_t before = 0;

        for (; i < total && o[i].number == a.number; i++) add_place(&w, &a, o[i].at, &before);
        add_article(&w, &a);
    }
    return (struct tw_list){.word = v[0].word, .docs = tw_buf_slice(&w.own_docs),
                            .places = tw_buf_slice(&w.own_places), .first = v[0].first};
}

/* ---- Merging */

struct cursor {
    const struct tw_segment *of;
    size_t at;                      /* the next block */
    struct tw_block block;
    struct tw_list list;
    bool ended;
};

/* Goes to the next list. */
static enum tw_status advance(struct cursor *c)
{
    while (!tw_block_next(&c->block, c->of->first, &c->list)) {
        if (c->block.docs.n) return TW_BROKEN;
        if ((c->ended = c->at == c->of->blocks)) return TW_OK;
        c->block = c->of->block[c->at++];
    }
    return tw_list_is_outline(&c->list) ? TW_BROKEN : TW_OK;
}

/* The places of the next article, as bytes. */
static struct tw_slice cut_places(struct tw_list *l, uint64_t n)
{
    const char *start = l->places.p;

    tw_list_skip(l, n);
    return (struct tw_slice){start, (size_t)(l->places.p - start)};
}

static void copy_list(struct writer *w, struct tw_list list, const uint64_t *gone, size_t gones)
{
    struct tw_posting p;

    while (tw_list_next(&list, &p)) {
        struct tw_slice places = cut_places(&list, p.title + p.body);

        if (tw_has_number(gone, gones, p.number)) continue;
        tw_buf_add(&w->own_places, places);
        add_article(w, &p);
    }
}

/* The first word that some list has; NULL: all have ended. */
static const struct tw_slice *first_word(const struct cursor *c, size_t n)
{
    const struct tw_slice *word = NULL;

    for (size_t i = 0; i < n; i++)
        if (!c[i].ended && (!word || tw_slice_cmp(c[i].list.word, *word) < 0))
            word = &c[i].list.word;
    return word;
}

enum tw_status tw_postings_merge(struct tw_arena *mem, const struct tw_segment *v, size_t n,
                                 const uint64_t *gone, size_t gones, tw_postings_put *put,
                                 void *context, uint64_t *words)
{
    struct writer w = writer_new(mem, put, context);
    struct cursor *c = TW_NEW_N(mem, struct cursor, n);
    const struct tw_slice *least;

    for (size_t i = 0; i < n && w.st == TW_OK; i++) {
        c[i].of = &v[i];
        w.st = advance(&c[i]);
    }
    while (w.st == TW_OK && (least = first_word(c, n))) {
        struct tw_slice word = *least;

        begin_list(&w, v[0].first, word);
        for (size_t i = 0; i < n && w.st == TW_OK; i++) {
            if (c[i].ended || tw_slice_cmp(c[i].list.word, word) != 0) continue;
            copy_list(&w, c[i].list, gone, gones);
            w.st = advance(&c[i]);
        }
        end_list(&w, word);
    }
    end_block(&w);
    *words = w.words;
    return w.st;
}
