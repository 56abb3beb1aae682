/* extract/extract.c - the order in which an article's statements are found.
**
** Actors first, because speakers are resolved against them; figures after the
** attributions, because a figure belongs to who gave it; claims last.
*/
#include "extract/finders.h"

enum tw_status tw_extract(struct tw_arena *mem, const struct tw_article *a,
                          struct tw_statements *out)
{
    struct tw_text t;

    *out = (struct tw_statements){0};
    tw_text_read(mem, a, &t);
    out->sentences = (struct tw_spans){tw_arena_alloc(mem, t.sentences * sizeof(struct tw_span)),
                                       t.sentences};
    for (size_t i = 0; i < t.sentences; i++) out->sentences.v[i] = t.sentence[i].span;
    tw_actors_find(mem, &t, out);
    tw_times_find(mem, &t, out);
    tw_quotes_find(mem, &t, out);
    tw_figures_find(mem, &t, out);
    tw_claims_find(mem, &t, out);
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}
