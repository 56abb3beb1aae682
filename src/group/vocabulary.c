/* group/vocabulary.c - an open-addressing table, at most half full, over one heap of text. */
#include "group/vocabulary.h"

enum { FIRST = 1024, LONGEST = 60 };

void tw_vocabulary_start(struct tw_vocabulary *v)
{
    *v = (struct tw_vocabulary){.slot = {.size = sizeof(struct tw_spelling)}, .text = {.size = 1}};
    tw_column_resize(&v->slot, FIRST);
}

void tw_vocabulary_free(struct tw_vocabulary *v)
{
    tw_column_free(&v->slot);
    tw_column_free(&v->text);
}

static struct tw_spelling *place(const struct tw_vocabulary *v, uint32_t hash)
{
    struct tw_spelling *s = v->slot.v;
    /* golden ratio, as in Knuth 6.4 */
    size_t mask = v->slot.n - 1, at = (hash * 0x9E3779B1u) & mask;

    while (s[at].len && s[at].hash != hash) at = (at + 1) & mask;
    return &s[at];
}

static void insert(struct tw_vocabulary *v, uint32_t hash, struct tw_slice text, uint32_t seen)
{
    struct tw_spelling *s = place(v, hash);

    if (v->text.n + text.n > UINT32_MAX) return;
    *s = (struct tw_spelling){hash, (uint32_t)v->text.n, (uint32_t)text.n, seen};
    memcpy(tw_column_room(&v->text, text.n), text.p, text.n);
    v->used++;
}

/* Keeps words seen since `oldest` in a table of so many slots. */
static void remake(struct tw_vocabulary *v, size_t slots, uint32_t oldest)
{
    struct tw_column old = v->slot, text = v->text;
    const struct tw_spelling *s = old.v;

    *v = (struct tw_vocabulary){.slot = {.size = sizeof *s}, .text = {.size = 1}};
    tw_column_resize(&v->slot, slots);
    for (size_t i = 0; i < old.n; i++)
        if (s[i].len && s[i].seen >= oldest)
            insert(v, s[i].hash, (struct tw_slice){(const char *)text.v + s[i].off, s[i].len},
                   s[i].seen);
    tw_column_free(&old);
    tw_column_free(&text);
}

void tw_vocabulary_add(struct tw_vocabulary *v, uint32_t hash, struct tw_slice text,
                       uint32_t article)
{
    struct tw_spelling *s = place(v, hash);

    if (s->len) {
        s->seen = article;
        return;
    }
    if (text.n == 0) return;
    if (text.n > LONGEST) {
        text.n = LONGEST;
        while (text.n > 0 && ((unsigned char)text.p[text.n] & 0xC0) == 0x80) text.n--;
    }
    if ((v->used + 1) * 2 > v->slot.n) remake(v, v->slot.n * 2, 0);
    insert(v, hash, text, article);
}

struct tw_slice tw_vocabulary_text(const struct tw_vocabulary *v, uint32_t hash)
{
    const struct tw_spelling *s = place(v, hash);

    return s->len ? (struct tw_slice){(const char *)v->text.v + s->off,
                                      s->len} : (struct tw_slice){0};
}

void tw_vocabulary_expire(struct tw_vocabulary *v, uint32_t oldest)
{
    size_t slots = v->slot.n;

    remake(v, slots, oldest);
    while (slots > FIRST && v->used * 8 < slots) slots /= 2;
    if (slots != v->slot.n) remake(v, slots, 0);
}

bool tw_vocabulary_restore(struct tw_vocabulary *v, const struct tw_column *slots,
                           const struct tw_column *text)
{
    const struct tw_spelling *s = slots->v;

    for (size_t i = 0; i < slots->n; i++) {
        if (!s[i].len) continue;
        if (s[i].len > LONGEST || s[i].off > text->n || s[i].len > text->n - s[i].off) return false;
        tw_vocabulary_add(v, s[i].hash, (struct tw_slice){(const char *)text->v + s[i].off,
                                                          s[i].len}, s[i].seen);
    }
    return true;
}
