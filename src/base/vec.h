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

#include <stdlib.h>

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

/* Sorts n items; v may be NULL when there are none, which qsort does not allow.
** The order must be total (qsort may swap equal items). */
#define TW_SORT(v, n, compare) \
    do { \
        if ((n) > 1) qsort((v), (n), sizeof *(v), (compare)); \
    } while (0)

#endif
