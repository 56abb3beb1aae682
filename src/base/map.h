/* base/map.h - a hash map from text to a number, in an arena.
**
** Keys are borrowed unless the caller duplicates them.  Open addressing with
** linear probing at most half full; iteration is by order of insertion, so
** results do not depend on the hash.  No removal.  O(1) expected.
*/
#ifndef TW_BASE_MAP_H
#define TW_BASE_MAP_H
#include "base/slice.h"

#include <stdint.h>

struct tw_map_item { struct tw_slice key; uint64_t hash; uint64_t value; };
struct tw_map {
    struct tw_map_item *v;  /* in order of insertion */
    size_t n, cap;
    uint32_t *slot;         /* index + 1 into v, 0 = free */
    size_t slots;
    struct tw_arena *mem;
};

/* An empty map that allocates from arena. */
static inline struct tw_map tw_map_in(struct tw_arena *arena) { return (struct tw_map){.mem = arena}; }

/* The item of that key, or NULL. */
struct tw_map_item *tw_map_find(const struct tw_map *m, struct tw_slice key);

/* The item of that key, added with value 0 when it is new; *added tells (may
** be NULL).  The pointer holds until the next add. */
struct tw_map_item *tw_map_add(struct tw_map *m, struct tw_slice key, bool *added);

#endif
