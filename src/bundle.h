/* bundle.h - the example accounts, inside the program (made by tools/mkbundle.c). */
#ifndef TW_BUNDLE_H
#define TW_BUNDLE_H
#include <stddef.h>

struct tw_bundled { const char *name; const unsigned char *p; size_t n; const char *hash; };

/* sorted by name ("SET/FILE"); ends with a NULL name */
extern const struct tw_bundled tw_bundle[];

extern const struct tw_bundled tw_newsroom[];   /* one file: articles of a week, as JSON lines */

#endif
