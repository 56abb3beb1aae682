/* serve/assets.h - style, scripts and icon of the pages, inside the program (made by
** tools/mkbundle.c of src/serve/assets). */
#ifndef TW_SERVE_ASSETS_H
#define TW_SERVE_ASSETS_H
#include "base/slice.h"

struct tw_asset {
    const char *name; /* "style.css" */
    const unsigned char *p;
    size_t n;
    const char *hash; /* of the bytes, 16 hex digits */
};
extern const struct tw_asset tw_assets[]; /* by name; ends with a NULL name */

/* The asset of that name, "style.css", or of an address with its hash, "style-HASH.css"; NULL. */
const struct tw_asset *tw_asset_find(struct tw_slice name);
/* Its content type, by what stands behind the dot. */
const char *tw_asset_type(const struct tw_asset *a);

#endif
