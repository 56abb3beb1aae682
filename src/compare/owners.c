/* compare/owners.c - a table of domains, asked from the whole name upwards. */
#include "compare/owners.h"

#include "base/vec.h"

/* Splits a line at its tab; false when a half is missing or the domain is none. */
static bool split(struct tw_slice line, struct tw_slice *domain, struct tw_slice *owner)
{
    size_t tab = tw_slice_find_char(line, '\t', 0);

    if (tab == TW_NONE) return false;
    *domain = tw_slice_trim(tw_slice_sub(line, 0, tab));
    *owner = tw_slice_trim(tw_slice_sub(line, tab + 1, line.n));
    return domain->n > 0 && owner->n > 0 && tw_slice_find_char(*domain, ' ', 0) == TW_NONE;
}

enum tw_status tw_owners_read(struct tw_arena *mem, struct tw_slice text, struct tw_owners *out,
                              size_t *line)
{
    struct tw_slice rest = text, one, domain, owner;

    *out = (struct tw_owners){.of = tw_map_in(mem)};
    for (*line = 1; tw_slice_line(&rest, &one); ++*line) {
        struct tw_map_item *it;

        one = tw_slice_trim(one);
        if (one.n == 0 || one.p[0] == '#') continue;
        if (!split(one, &domain, &owner)) return TW_BROKEN;
        it = tw_map_add(&out->of, tw_slice_lower(mem, domain), NULL);
        it->value = out->n;
        TW_PUSH(mem, out->name, out->n, out->cap, owner);
    }
    return TW_OK;
}

struct tw_slice tw_owners_find(const struct tw_owners *o, struct tw_arena *mem,
                               struct tw_slice domain)
{
    struct tw_slice low = tw_slice_lower(mem, domain);

    while (low.n > 0) {
        const struct tw_map_item *it = tw_map_find(&o->of, low);
        size_t dot = tw_slice_find_char(low, '.', 0);

        if (it) return o->name[it->value];
        low = dot == TW_NONE ? (struct tw_slice){0} : tw_slice_sub(low, dot + 1, low.n);
    }
    return low;
}
