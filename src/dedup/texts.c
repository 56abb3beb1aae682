/* dedup/texts.c - texts in blocks of 4 MiB, each block an arena freed as a whole. */
#include "dedup/texts.h"

#include <assert.h>

enum { BLOCK = 4 << 20 };

struct block { struct tw_arena *mem; uint64_t texts; };    /* texts: how many are in it */
struct place { const char *p; size_t n; };

void tw_texts_start(struct tw_texts *t)
{
    *t = (struct tw_texts){.block = {.size = sizeof(struct block)},
                           .place = {.size = sizeof(struct place)}};
}

void tw_texts_free(struct tw_texts *t)
{
    struct block *b = t->block.v;

    for (size_t i = 0; i < t->block.n; i++) tw_arena_free(b[i].mem);
    tw_column_free(&t->block);
    tw_column_free(&t->place);
}

void tw_texts_add(struct tw_texts *t, struct tw_slice text)
{
    struct block *last = t->block.n ? (struct block *)t->block.v + t->block.n - 1 : NULL;
    struct place *to;

    if (!last || tw_arena_used(last->mem) + text.n > BLOCK) {
        last = tw_column_push(&t->block);
        last->mem = tw_arena_new(0);
    }
    to = tw_column_push(&t->place);
    to->p = tw_arena_dup(last->mem, text.p, text.n);
    to->n = text.n;
    last->texts++;
}

bool tw_texts_get(void *texts, uint64_t number, struct tw_arena *mem, struct tw_slice *out)
{
    const struct tw_texts *t = texts;
    const struct place *place = t->place.v;

    (void)mem;
    if (number < t->first || number - t->first >= t->place.n) return false;
    place += number - t->first;
    *out = (struct tw_slice){place->p, place->n};
    return true;
}

void tw_texts_drop(struct tw_texts *t, uint64_t first)
{
    struct block *b = t->block.v;
    size_t blocks = 0, texts = 0;

    while (blocks + 1 < t->block.n && t->first + texts + b[blocks].texts <= first) {
        tw_arena_free(b[blocks].mem);
        texts += b[blocks++].texts;
    }
    t->first += texts;
    tw_column_drop(&t->place, texts);
    tw_column_drop(&t->block, blocks);
}

void tw_texts_save(const struct tw_texts *t, struct tw_state_out *out)
{
    uint64_t numbers[2] = {t->first, t->place.n};
    const struct place *place = t->place.v;

    tw_state_put(out, numbers, sizeof numbers);
    for (size_t i = 0; i < t->place.n; i++) {
        uint64_t n = place[i].n;

        tw_state_put(out, &n, sizeof n);
        tw_state_put(out, place[i].p, place[i].n);
    }
}

enum tw_status tw_texts_load(struct tw_state_in *in, struct tw_texts *t)
{
    struct tw_column text = {.size = 1};
    uint64_t numbers[2];
    enum tw_status st = tw_state_get(in, numbers, sizeof numbers);

    tw_texts_start(t);
    t->first = numbers[0];
    for (uint64_t i = 0; st == TW_OK && i < numbers[1]; i++) {
        if ((st = tw_state_get_column(in, &text)) != TW_OK) break;
        tw_texts_add(t, (struct tw_slice){text.n ? text.v : "", text.n});
    }
    tw_column_free(&text);
    if (st != TW_OK) tw_texts_free(t);
    return st;
}
