/* compare/rewrite.c - aligns the sentences of two texts, then the words of changed ones. */
#include "compare/rewrite.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

enum { PAIRED = 300, WORDS = 400 };     /* changed sentences of a text; words of a sentence */

static const float ALIKE = 0.5F;        /* share of the words of both (Dice) */

struct word { uint32_t hash, off, len; };

struct line {                           /* a sentence as words */
    struct tw_span span;
    const struct word *word;
    size_t n;
    uint32_t *sorted;                   /* hashes; only of lines that are paired */
    int twin;                           /* line of the other text; -1 = none */
    bool is_same;
};
struct lines { struct line *v; size_t n; };

struct pair { float likeness; uint32_t from, to; };

/* Numbers with their separators are one word: "2.1". */
static struct lines read_lines(struct tw_arena *mem, const struct tw_view *v)
{
    struct lines out = {TW_NEW_N(mem, struct line, v->text.sentences), 0};
    struct word *word = TW_NEW_N(mem, struct word, v->text.tokens);

    for (size_t i = 0; i < v->text.sentences; i++) {
        const struct tw_sentence *x = &v->text.sentence[i];
        struct line line = {.span = x->span, .word = word, .twin = -1};

        for (size_t t = x->first; t < x->end; t++) {
            const struct tw_token *token = &v->text.token[t];

            if (token->kind == TW_TOK_WORD || token->kind == TW_TOK_NUMBER)
                *word++ = (struct word){token->hash, token->off, token->len}, line.n++;
        }
        if (line.n > 0) out.v[out.n++] = line;
    }
    return out;
}

/* The hashes of a line as a key of a map. */
static struct tw_slice key_of(struct tw_arena *mem, const struct line *line)
{
    uint32_t *hash = TW_NEW_N(mem, uint32_t, line->n);

    for (size_t i = 0; i < line->n; i++) hash[i] = line->word[i].hash;
    return (struct tw_slice){(const char *)hash, line->n * sizeof *hash};
}

static void match_same(struct tw_arena *mem, struct lines *from, struct lines *to)
{
    struct tw_map map = tw_map_in(mem);
    uint32_t *next = TW_NEW_N(mem, uint32_t, from->n + 1);      /* line + 1 with the same words */

    for (size_t i = from->n; i-- > 0;) {
        struct tw_map_item *it = tw_map_add(&map, key_of(mem, &from->v[i]), NULL);

        next[i] = (uint32_t)it->value;
        it->value = i + 1;
    }
    for (size_t k = 0; k < to->n; k++) {
        struct tw_map_item *it = tw_map_find(&map, key_of(mem, &to->v[k]));

        if (!it || it->value == 0) continue;
        to->v[k].twin = (int)it->value - 1;
        from->v[it->value - 1].twin = (int)k;
        to->v[k].is_same = from->v[it->value - 1].is_same = true;
        it->value = next[it->value - 1];
    }
}

static int by_hash(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* The lines without a twin, their words sorted; at most PAIRED. */
static size_t alone(struct tw_arena *mem, struct lines *lines, uint32_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < lines->n && n < PAIRED; i++) {
        struct line *line = &lines->v[i];

        if (line->twin >= 0) continue;
        line->sorted = TW_NEW_N(mem, uint32_t, line->n);
        for (size_t w = 0; w < line->n; w++) line->sorted[w] = line->word[w].hash;
        TW_SORT(line->sorted, line->n, by_hash);
        out[n++] = (uint32_t)i;
    }
    return n;
}

static float likeness(const struct line *a, const struct line *b)
{
    size_t i = 0, k = 0, same = 0;

    while (i < a->n && k < b->n) {
        if (a->sorted[i] == b->sorted[k]) same++, i++, k++;
        else if (a->sorted[i] < b->sorted[k]) i++;
        else k++;
    }
    return 2 * (float)same / (float)(a->n + b->n);
}

static int by_likeness(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->likeness > y->likeness || x->likeness < y->likeness)
        return x->likeness > y->likeness ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

static void match_changed(struct tw_arena *mem, struct lines *from, struct lines *to)
{
    uint32_t old[PAIRED], new[PAIRED];
    size_t olds = alone(mem, from, old), news = alone(mem, to, new), n = 0, cap = 0;
    struct pair *pair = NULL;

    for (size_t i = 0; i < olds; i++)
        for (size_t k = 0; k < news; k++) {
            struct pair p = {likeness(&from->v[old[i]], &to->v[new[k]]), old[i], new[k]};

            if (p.likeness >= ALIKE) TW_PUSH(mem, pair, n, cap, p);
        }
    TW_SORT(pair, n, by_likeness);
    for (size_t i = 0; i < n; i++) {
        if (from->v[pair[i].from].twin >= 0 || to->v[pair[i].to].twin >= 0) continue;
        from->v[pair[i].from].twin = (int)pair[i].to;
        to->v[pair[i].to].twin = (int)pair[i].from;
    }
}

/* ---- words ---- */

/* Marks in keep_a and keep_b the words of a longest common subsequence. */
static void keep_common(struct tw_arena *mem, const struct line *a, const struct line *b,
                        bool *keep_a, bool *keep_b)
{
    struct tw_mark mark = tw_arena_mark(mem);
    size_t wide = b->n + 1;
    uint16_t *best;

    if (a->n > WORDS || b->n > WORDS) return;
    best = TW_NEW_N(mem, uint16_t, (a->n + 1) * wide);
    for (size_t i = a->n; i-- > 0;)
        for (size_t k = b->n; k-- > 0;) {
            uint16_t down = best[(i + 1) * wide + k], right = best[i * wide + k + 1];

            if (a->word[i].hash == b->word[k].hash)
                best[i * wide + k] = (uint16_t)(best[(i + 1) * wide + k + 1] + 1);
            else best[i * wide + k] = down > right ? down : right;
        }
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->word[i].hash == b->word[k].hash) keep_a[i++] = keep_b[k++] = true;
        else if (best[(i + 1) * wide + k] >= best[i * wide + k + 1]) i++;
        else k++;
    }
    tw_arena_release(mem, mark);
}

struct pieces { struct tw_change *change; size_t cap; };

/* Adds the words [first, end) of the line. */
static void add_piece(struct tw_arena *mem, struct pieces *p, enum tw_piece_kind kind,
                      const struct line *line, size_t first, size_t end)
{
    const struct word *last;

    if (first == end) return;
    last = &line->word[end - 1];
    TW_PUSH(mem, p->change->pieces.v, p->change->pieces.n, p->cap,
            (struct tw_piece){kind, tw_span_from_to(line->word[first].off, last->off + last->len)});
}

static struct tw_change changed(struct tw_arena *mem, const struct line *from,
                                const struct line *to)
{
    struct tw_change c = {.kind = TW_CHANGED, .from = from->span, .to = to->span};
    struct pieces p = {&c, 0};
    bool *keep_from = TW_NEW_N(mem, bool, from->n), *keep_to = TW_NEW_N(mem, bool, to->n);

    keep_common(mem, from, to, keep_from, keep_to);
    for (size_t i = 0, k = 0; i < from->n || k < to->n;) {
        size_t went = i, came = k, kept;

        while (i < from->n && !keep_from[i]) i++;
        add_piece(mem, &p, TW_WENT, from, went, i);
        while (k < to->n && !keep_to[k]) k++;
        add_piece(mem, &p, TW_CAME, to, came, k);
        for (kept = k; i < from->n && k < to->n && keep_from[i] && keep_to[k]; i++) k++;
        add_piece(mem, &p, TW_KEPT, to, kept, k);
    }
    return c;
}

void tw_rewrite_find(struct tw_arena *mem, const struct tw_view *from, const struct tw_view *to,
                     struct tw_edition *e)
{
    struct lines old = read_lines(mem, from), new = read_lines(mem, to);
    size_t cap = 0;

    match_same(mem, &old, &new);
    match_changed(mem, &old, &new);
    for (size_t k = 0; k < new.n; k++) {
        const struct line *line = &new.v[k];

        if (line->is_same) continue;
        if (line->twin < 0) TW_PUSH(mem, e->changes.v, e->changes.n, cap,
                                    (struct tw_change){.kind = TW_ADDED, .to = line->span});
        else TW_PUSH(mem, e->changes.v, e->changes.n, cap, changed(mem, &old.v[line->twin], line));
    }
    for (size_t i = 0; i < old.n; i++)
        if (old.v[i].twin < 0)
            TW_PUSH(mem, e->changes.v, e->changes.n, cap,
                    (struct tw_change){.kind = TW_REMOVED, .from = old.v[i].span});
}
