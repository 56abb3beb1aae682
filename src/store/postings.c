/* store/postings.c - see the header.
**
** A list in `docs`: the word's length and bytes, the bytes of its articles, the bytes of its places
** in `places`, the articles.  An article: the gap to the one before (the first: to the segment's),
** with a bit for "in the title"; how often there; how often elsewhere; the article's words.
** Its places: gaps, those in the title first.
*/
#include "store/postings.h"

#include "base/utf8.h"
#include "base/vec.h"

enum { WORD = 200 /* bytes */ };

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

/* ---- Numbers of one to ten bytes, seven bits in each, the lowest first */

static void add_number(struct tw_buf *b, uint64_t v)
{
    char *p = tw_buf_room(b, 10), *start = p;

    for (; v >= 0x80; v >>= 7) *p++ = (char)(v | 0x80);
    *p++ = (char)v;
    b->n += (size_t)(p - start);
}

static bool cut_long(struct tw_slice *s, uint64_t *v)
{
    unsigned shift = 0;

    *v = 0;
    for (size_t i = 0; i < s->n && shift < 64; i++, shift += 7) {
        unsigned char c = (unsigned char)s->p[i];

        *v |= (uint64_t)(c & 0x7F) << shift;
        if (c & 0x80) continue;
        *s = (struct tw_slice){s->p + i + 1, s->n - i - 1};
        return true;
    }
    s->n = 0;
    return false;
}

/* Nearly all have one byte, or two. */
static inline bool cut_number(struct tw_slice *s, uint64_t *v)
{
    const unsigned char *c = (const unsigned char *)s->p;

    if (s->n > 0 && c[0] < 0x80) {
        *v = c[0];
        *s = (struct tw_slice){s->p + 1, s->n - 1};
        return true;
    }
    if (s->n > 1 && c[1] < 0x80) {
        *v = (c[0] & 0x7Fu) | (unsigned)c[1] << 7;
        *s = (struct tw_slice){s->p + 2, s->n - 2};
        return true;
    }
    return cut_long(s, v);
}

static bool cut_bytes(struct tw_slice *s, uint64_t n, struct tw_slice *out)
{
    if (n > s->n) return false;
    *out = (struct tw_slice){s->p, (size_t)n};
    *s = (struct tw_slice){s->p + n, s->n - (size_t)n};
    return true;
}

/* ---- Blocks */

struct writer {
    struct tw_buf docs, places, word;       /* the block */
    struct tw_buf own_docs, own_places;     /* the list */
    uint64_t before;                        /* the number that the next gap begins at */
    uint64_t words;                         /* in all lists that count */
    bool counts;
    tw_postings_put *put;
    void *context;
    enum tw_status st;
};

static struct writer writer_new(struct tw_arena *mem, tw_postings_put *put, void *context)
{
    struct tw_buf empty = {.mem = mem};

    return (struct writer){.docs = empty, .places = empty, .word = empty, .own_docs = empty,
                           .own_places = empty, .put = put, .context = context};
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
    w->before = first;
    w->counts = tw_postings_counts(word);
}

static void add_article(struct writer *w, const struct tw_posting *p)
{
    add_number(&w->own_docs, (p->number - w->before) << 1 | (p->title > 0));
    if (p->title) add_number(&w->own_docs, p->title);
    add_number(&w->own_docs, p->body);
    add_number(&w->own_docs, p->length);
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

static void end_list(struct writer *w, struct tw_slice word)
{
    size_t bytes = w->own_docs.n + w->own_places.n + word.n;

    if (w->own_docs.n == 0) return;
    if (w->docs.n + w->places.n + bytes > TW_BLOCK) end_block(w);
    if (w->docs.n == 0) tw_buf_add(&w->word, word);
    add_number(&w->docs, word.n);
    tw_buf_add(&w->docs, word);
    add_number(&w->docs, w->own_docs.n);
    add_number(&w->docs, w->own_places.n);
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

/* ---- Reading */

bool tw_block_next(struct tw_block *b, uint64_t first, struct tw_list *out)
{
    struct tw_slice docs = b->docs, places = b->places;
    uint64_t word, own_docs, own_places;

    *out = (struct tw_list){.first = first, .at = b->at};
    if (!docs.n || !cut_number(&docs, &word) || !cut_bytes(&docs, word, &out->word)
        || !cut_number(&docs, &own_docs) || !cut_number(&docs, &own_places)
        || !cut_bytes(&docs, own_docs, &out->docs)
        || (places.n && !cut_bytes(&places, own_places, &out->places)))
        return false;
    out->room = own_places;
    *b = (struct tw_block){docs, places, b->at + own_places};
    return true;
}

/* The seven lowest bits of each of three bytes. */
static inline uint64_t squeezed(uint64_t v)
{
    return (v & 0x7F) | (v >> 1 & 0x3F80) | (v >> 2 & 0x1FC000);
}

/* An article with no word in its title, in numbers of three bytes at most, as nearly all are: out of eight
** bytes at once.  How long numbers are cannot be guessed, so nothing here turns on it.  Returns its bytes;
** 0: it is another one. */
static inline size_t next_plain(struct tw_slice docs, uint64_t *gap, uint64_t *body, uint64_t *length)
{
    uint64_t v, ends;
    unsigned a, b, c;   /* bits up to the end of each */

    if (docs.n < sizeof v || docs.p[0] & 1) return 0;
    memcpy(&v, docs.p, sizeof v);
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) v = __builtin_bswap64(v);
    ends = ~v & 0x8080808080808080;
    a = (unsigned)__builtin_ctzll(ends | 1ull << 63) + 1;
    ends &= ends - 1;
    b = (unsigned)__builtin_ctzll(ends | 1ull << 63) + 1;
    ends &= ends - 1;
    if (!ends) return 0;
    c = (unsigned)__builtin_ctzll(ends) + 1;
    if (a > 24 || b - a > 24 || c - b > 24) return 0;
    *gap = squeezed(v & ((1ull << a) - 1));
    *body = squeezed(v >> a & ((1ull << (b - a)) - 1));
    *length = squeezed(v >> b & ((1ull << (c - b)) - 1));
    return c / 8;
}

bool tw_list_next(struct tw_list *l, struct tw_posting *out)
{
    struct tw_slice docs = l->docs;
    uint64_t gap, title = 0, body = 0, length = 0;
    size_t n = next_plain(docs, &gap, &body, &length);
    bool whole = n || (cut_number(&docs, &gap) && (!(gap & 1) || cut_number(&docs, &title))
                       && cut_number(&docs, &body) && cut_number(&docs, &length));

    l->docs = (struct tw_slice){docs.p + n, docs.n - n};
    if (whole) l->first += gap >> 1;
    *out = (struct tw_posting){whole ? l->first : 0, title, body, length};
    return whole;
}

size_t tw_list_places(struct tw_list *l, const struct tw_posting *p, uint32_t *out)
{
    uint64_t place = 0, gap;
    size_t n = 0;

    for (; n < p->title + p->body && cut_number(&l->places, &gap); n++) {
        if (n == p->title) place = 0;
        place += gap;
        out[n] = (uint32_t)(place & (TW_IN_BODY - 1)) | (n < p->title ? 0 : (uint32_t)TW_IN_BODY);
    }
    return n;
}

/* Eight bytes at a time: those without the high bit end a number. */
void tw_list_skip(struct tw_list *l, uint64_t n)
{
    const uint64_t high = 0x8080808080808080, ones = 0x0101010101010101;
    struct tw_slice s = l->places;

    while (n > sizeof high && s.n >= sizeof high) {
        uint64_t bytes;

        memcpy(&bytes, s.p, sizeof bytes);
        n -= (((~bytes & high) >> 7) * ones) >> 56;
        s = (struct tw_slice){s.p + sizeof bytes, s.n - sizeof bytes};
    }
    for (; n > 0 && s.n > 0; s = (struct tw_slice){s.p + 1, s.n - 1})
        n -= !((unsigned char)*s.p & 0x80);
    l->places = s;
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

size_t tw_number_at(const uint64_t *v, size_t n, uint64_t number)
{
    size_t low = 0, left = n;

    while (left > 0) {
        size_t half = left / 2;

        if (v[low + half] < number) low += half + 1, left -= half + 1;
        else left = half;
    }
    return low;
}

bool tw_has_number(const uint64_t *v, size_t n, uint64_t number)
{
    size_t at = tw_number_at(v, n, number);

    return at < n && v[at] == number;
}

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
    return TW_OK;
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
        add_article(w, &p);
        tw_buf_add(&w->own_places, places);
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
