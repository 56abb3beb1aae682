/* serve/assets.c - see the header. */
#include "serve/assets.h"

static bool is_named(const struct tw_asset *a, struct tw_slice name)
{
    struct tw_slice own = tw_slice_of(a->name), hash = tw_slice_of(a->hash);
    size_t dot = tw_slice_find_last(own, TW_LIT("."));

    if (tw_slice_eq(own, name)) return true;
    return name.n == own.n + 1 + hash.n && tw_slice_starts(name, tw_slice_sub(own, 0, dot))
           && name.p[dot] == '-' && tw_slice_eq(tw_slice_sub(name, dot + 1, dot + 1 + hash.n), hash)
           && tw_slice_ends(name, tw_slice_sub(own, dot, own.n));
}

const struct tw_asset *tw_asset_find(struct tw_slice name)
{
    for (const struct tw_asset *a = tw_assets; a->name; a++)
        if (is_named(a, name)) return a;
    return NULL;
}

const char *tw_asset_type(const struct tw_asset *a)
{
    struct tw_slice name = tw_slice_of(a->name);

    if (tw_slice_ends(name, TW_LIT(".css"))) return "text/css; charset=utf-8";
    if (tw_slice_ends(name, TW_LIT(".js"))) return "text/javascript; charset=utf-8";
    return "image/svg+xml";
}
