/* read/claimreview.h - fact checks as schema.org has them: ClaimReview.
**
** A review becomes an account: the title is the review's own, else the claim; the text says who
** claimed what and what the review found, then what the review says itself:
**
**     NAME said: CLAIM            (in English; else NAME: “CLAIM”)
**
**     PUBLISHER: RATING
**
**     reviewBody, when there is one
**
** The words of claim and rating are the review's.
*/
#ifndef TW_READ_CLAIMREVIEW_H
#define TW_READ_CLAIMREVIEW_H
#include "base/json.h"
#include "read/document.h"

/* The reviews in an object: itself, in its @graph, in the item of an element of a feed
** (Data Commons).  At most TW_REVIEWS_MAX. */
enum { TW_REVIEWS_MAX = 32 };
struct tw_reviews { const struct tw_jv *v[TW_REVIEWS_MAX]; size_t n; };
void tw_claimreview_find(const struct tw_jv *object, struct tw_reviews *out);

bool tw_claimreview_is(const struct tw_jv *object);

/* One in a line: "Skelby Checks: False (Ilo Wern: The pier was never inspected.)"; empty: it has
** no claim. */
struct tw_slice tw_claimreview_line(struct tw_arena *mem, const struct tw_jv *review);

/* All of them as one document (they are of one page).  TW_EMPTY: none has a claim. */
TW_MUST_USE enum tw_status tw_claimreview_read(struct tw_arena *mem,
                                               const struct tw_reviews *reviews,
                                               struct tw_document *out, const char **why);

#endif
