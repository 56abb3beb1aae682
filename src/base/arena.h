/* base/arena.h - memory that is given back all at once.
**
** An arena hands out pieces of large blocks and frees nothing singly: it is
** reset (blocks kept for the next article) or freed.  Three lifetimes use
** three arenas: the run, the article, the request.
**
** Budget: each arena has one.  Over it the arena goes on serving and sets a
** flag (tw_arena_over); loops that can multiply input look at the flag, and the
** pipeline drops that article with TW_TOOBIG.
**
** Out of memory: the handler set with tw_oom_handler is called and must not
** return; without one the process aborts.  So no caller checks for NULL.
** Cost: an allocation is an addition and a comparison.  ASan builds poison
** free space.  Not for sharing between threads.
*/
#ifndef TW_BASE_ARENA_H
#define TW_BASE_ARENA_H
#include "base/api.h"

#include <stdbool.h>
#include <stddef.h>

struct tw_arena;

/* A new arena with a budget in bytes (0 = none).  The caller frees it. */
struct tw_arena *tw_arena_new(size_t budget);
void tw_arena_free(struct tw_arena *a);     /* NULL is fine */

/* Empties the arena and clears the flag.  Keeps its blocks up to 4 MiB, so
** that one huge article does not stay resident. */
void tw_arena_reset(struct tw_arena *a);

/* n bytes aligned for any object, not cleared / cleared.  n == 0 gives a
** valid pointer to nothing. */
void *tw_arena_alloc(struct tw_arena *a, size_t n)
    __attribute__((malloc, alloc_size(2), returns_nonnull));
void *tw_arena_zalloc(struct tw_arena *a, size_t n)
    __attribute__((malloc, alloc_size(2), returns_nonnull));

/* An array of n zeroed items of `size` bytes; overflow counts as out of memory. */
void *tw_arena_calloc(struct tw_arena *a, size_t n, size_t size)
    __attribute__((returns_nonnull));

/* Grows the piece p of `old` bytes to `n` bytes: in place when p is the last
** piece and there is room, else copied.  p may be NULL with old == 0. */
void *tw_arena_grow(struct tw_arena *a, void *p, size_t old, size_t n)
    __attribute__((returns_nonnull));

/* A copy of n bytes. */
void *tw_arena_dup(struct tw_arena *a, const void *p, size_t n)
    __attribute__((returns_nonnull));

bool tw_arena_over(const struct tw_arena *a);
size_t tw_arena_used(const struct tw_arena *a);     /* bytes handed out since the last reset */
size_t tw_arena_peak(const struct tw_arena *a);     /* the most that `used` has been */

/* Scratch inside a function: mark, allocate, release to the mark. */
struct tw_mark { void *block; size_t used, total; };
struct tw_mark tw_arena_mark(const struct tw_arena *a);
void tw_arena_release(struct tw_arena *a, struct tw_mark m);

#define TW_NEW(arena, type)       ((type *)tw_arena_zalloc((arena), sizeof(type)))
#define TW_NEW_N(arena, type, n)  ((type *)tw_arena_calloc((arena), (n), sizeof(type)))

/* Called with the size that could not be had; must not return. */
TW_API void tw_oom_handler(void (*f)(size_t n));
/* Reports exhausted memory to that handler; for the few places outside this
** file that own memory of their own.  Does not return. */
_Noreturn void tw_oom(size_t n);

#endif
