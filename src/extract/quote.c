/* extract/quote.c - who said what: tw_quotes_find.
**
** Quotations first, because their marks are certain; then clauses, which must
** not cut through a quotation; then the tagger, which has learnt English only;
** then speakers.
*/
#include "extract/direct.h"
#include "extract/finders.h"
#include "extract/indirect.h"
#include "extract/lexicon.h"
#include "extract/saytag.h"
#include "extract/speaker.h"

/* Two attributions whose contents hold each other's cue ("A, according to B,
** who ...") would be inside one another: the first of them is outside. */
static void cut_circles(struct tw_statements *out)
{
    enum { DEEP = 16 }; /* longer chains are none of news */

    for (size_t i = 0; i < out->attributions.n; i++) {
        int at = out->attributions.v[i].in;

        for (int step = 0; at >= 0 && at != (int)i && step < DEEP; step++)
            at = out->attributions.v[at].in;
        if (at == (int)i) out->attributions.v[i].in = -1;
    }
}

void tw_quotes_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    struct tw_drafts d;

    tw_drafts_start(mem, t, &d);
    tw_direct_find(&d);
    tw_indirect_find(&d);
    if (t->lexicon == tw_lexicon_of(TW_LIT("en"))) tw_says_reread(&d, &tw_say_model);
    tw_drafts_finish(&d, out);
    cut_circles(out);
    tw_speakers_resolve(mem, d.classes, out);
}
