/* library/given.h - what the public handles share: articles as a host gives them,
** strings, extents and texts as a host gets them.
*/
#ifndef TW_LIBRARY_GIVEN_H
#define TW_LIBRARY_GIVEN_H
#include "clean/article.h"

#include <twosource.h>

/* The article of a JSON object; the bytes are copied into mem first.  TW_OK or
** TW_BROKEN; TW_TOOBIG: mem is over its budget. */
TW_MUST_USE enum tw_status tw_given_article(struct tw_arena *mem, const char *json, size_t n,
                                            struct tw_article *out);

/* A copy that ends with NUL. */
const char *tw_given_string(struct tw_arena *mem, struct tw_slice s);

/* An ISO date; "" when unknown. */
const char *tw_given_date(struct tw_arena *mem, const struct tw_date *d);

/* Copies of the spans. */
const struct tw_extent *tw_given_extents(struct tw_arena *mem, struct tw_spans s);

/* Ends the text with a NUL and hands it out. */
const char *tw_given_text(struct tw_buf *out, size_t *len);

static inline struct tw_extent tw_given_extent(struct tw_span s)
{
    return (struct tw_extent){s.off, tw_span_end(s)};
}

#endif
