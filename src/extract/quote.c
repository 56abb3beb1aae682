/* extract/quote.c - who said what: tw_quotes_find.
**
** Quotations first, because their marks are certain; then clauses, which must
** not cut through a quotation; then speakers.
*/
#include "extract/direct.h"
#include "extract/finders.h"
#include "extract/indirect.h"
#include "extract/speaker.h"

void tw_quotes_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    struct tw_drafts d;

    tw_drafts_start(mem, t, &d);
    tw_direct_find(&d);
    tw_indirect_find(&d);
    tw_drafts_finish(&d, out);
    tw_speakers_resolve(mem, d.classes, out);
}
