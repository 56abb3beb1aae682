/* base/arena.c - blocks in a list, a bump pointer in the last one.
**
** Blocks double from 64 KiB to 1 MiB, so that a small article costs one block
** and a large one few calls of malloc; a piece larger than a block gets a
** block of its own size.  Reset keeps the blocks from the front of the list
** while they add up to at most KEEP bytes.
*/
#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define TW_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TW_ASAN 1
#endif
#endif
#ifdef TW_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define RED 16 /* bytes left poisoned behind each piece */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED 0
#endif

enum { ALIGN = 16, FIRST = 64 << 10, LARGEST = 1 << 20, KEEP = 4 << 20 };

struct block {
    struct block *next;
    size_t size; /* bytes of data */
    size_t used;
    size_t unused; /* keeps data aligned */
    unsigned char data[];
};

struct tw_arena {
    struct block *first, *now;
    size_t budget, used, peak;
};

static void (*oom_handler)(size_t n);

void tw_oom_handler(void (*f)(size_t n))
{
    oom_handler = f;
}

_Noreturn void tw_oom(size_t n)
{
    if (oom_handler) oom_handler(n);
    abort();
}

static struct block *block_new(size_t size)
{
    struct block *b;

    if (size > SIZE_MAX / 2) tw_oom(size);
    b = malloc(sizeof *b + size);
    if (!b) tw_oom(size);
    b->next = NULL;
    b->size = size;
    b->used = 0;
    POISON(b->data, size);
    return b;
}

static void block_free(struct block *b)
{
    UNPOISON(b->data, b->size);
    free(b);
}

struct tw_arena *tw_arena_new(size_t budget)
{
    struct tw_arena *a = calloc(1, sizeof *a);

    if (!a) tw_oom(sizeof *a);
    a->budget = budget;
    a->first = a->now = block_new(FIRST);
    return a;
}

static void free_from(struct block *b)
{
    while (b) {
        struct block *next = b->next;

        block_free(b);
        b = next;
    }
}

void tw_arena_free(struct tw_arena *a)
{
    if (!a) return;
    free_from(a->first);
    free(a);
}

void tw_arena_reset(struct tw_arena *a)
{
    size_t kept = 0;
    struct block **link = &a->first;

    while (*link && kept + (*link)->size <= KEEP) {
        struct block *b = *link;

        kept += b->size;
        b->used = 0;
        POISON(b->data, b->size);
        link = &b->next;
    }
    free_from(*link);
    *link = NULL;
    if (!a->first) a->first = block_new(FIRST);
    a->now = a->first;
    a->used = 0;
}

/* Moves to a block with room for n bytes: the next kept one when it is large
** enough, else a new one put behind the current. */
static void next_block(struct tw_arena *a, size_t n)
{
    struct block *b = a->now->next;
    size_t size;

    if (b && b->size >= n) {
        a->now = b;
        b->used = 0;
        return;
    }
    size = a->now->size < LARGEST ? a->now->size * 2 : LARGEST;
    if (size < FIRST) size = FIRST;
    if (size < n) size = n;
    b = block_new(size);
    b->next = a->now->next;
    a->now->next = b;
    a->now = b;
}

static size_t rounded(size_t n)
{
    if (n > SIZE_MAX - ALIGN - RED) tw_oom(n);
    return (n + RED + ALIGN - 1) / ALIGN * ALIGN;
}

void *tw_arena_alloc(struct tw_arena *a, size_t n)
{
    size_t need = rounded(n);
    unsigned char *p;

    if (a->now->size - a->now->used < need) next_block(a, need);
    p = a->now->data + a->now->used;
    a->now->used += need;
    a->used += need;
    if (a->used > a->peak) a->peak = a->used;
    UNPOISON(p, n);
    return p;
}

void *tw_arena_zalloc(struct tw_arena *a, size_t n)
{
    return memset(tw_arena_alloc(a, n), 0, n);
}

void *tw_arena_calloc(struct tw_arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size) tw_oom(SIZE_MAX);
    return tw_arena_zalloc(a, n * size);
}

void *tw_arena_grow(struct tw_arena *a, void *p, size_t old, size_t n)
{
    struct block *b = a->now;
    size_t have = rounded(old), need = rounded(n);
    void *to;

    assert(n >= old && (p || old == 0));
    if (p && (unsigned char *)p + have == b->data + b->used && need - have <= b->size - b->used) {
        b->used += need - have;
        a->used += need - have;
        if (a->used > a->peak) a->peak = a->used;
        UNPOISON(p, n);
        return p;
    }
    to = tw_arena_alloc(a, n);
    if (p) memcpy(to, p, old);
    return to;
}

void *tw_arena_dup(struct tw_arena *a, const void *p, size_t n)
{
    void *to = tw_arena_alloc(a, n);

    if (n) memcpy(to, p, n);
    return to;
}

bool tw_arena_over(const struct tw_arena *a)
{
    return a->budget && a->used > a->budget;
}

size_t tw_arena_used(const struct tw_arena *a)
{
    return a->used;
}

size_t tw_arena_peak(const struct tw_arena *a)
{
    return a->peak;
}

struct tw_mark tw_arena_mark(const struct tw_arena *a)
{
    return (struct tw_mark){a->now, a->now->used, a->used};
}

void tw_arena_release(struct tw_arena *a, struct tw_mark m)
{
    struct block *b = m.block;

    b->used = m.used;
    POISON(b->data + b->used, b->size - b->used);
    for (struct block *later = b->next; later; later = later->next) {
        later->used = 0;
        POISON(later->data, later->size);
    }
    a->now = b;
    a->used = m.total;
}
