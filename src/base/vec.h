/* base/vec.h - growing arrays in an arena.
**
**     struct tw_spans list = {0};  size_t cap = 0;
**     TW_PUSH(mem, list.v, list.n, cap, span);
**
** Doubles; old space is left to the arena.  Amortised O(1).
*/
#ifndef TW_BASE_VEC_H
#define TW_BASE_VEC_H
#include "base/arena.h"

/* Room for at least one item more behind v[n - 1]. */
#define TW_ROOM(mem, v, n, cap) \
    do { \
        if ((n) == (cap)) { \
            size_t more_ = (cap) ? (size_t)(cap) * 2 : 8; \
            (v) = tw_arena_grow((mem), (v), (size_t)(cap) * sizeof *(v), more_ * sizeof *(v)); \
            (cap) = more_; \
        } \
    } while (0)

#define TW_PUSH(mem, v, n, cap, ...) \
    do { \
        TW_ROOM(mem, v, n, cap); \
        (v)[(n)++] = (__VA_ARGS__); \
    } while (0)

#endif
