/* extract/speaker.c - from the words of a source to the name of a speaker. */
#include "extract/speaker.h"

#include "extract/phrase.h"

void tw_speakers_resolve(struct tw_arena *mem, const struct tw_classes *c, struct tw_statements *out)
{
    (void)mem;
    for (size_t i = 0; i < out->attributions.n; i++) {
        struct tw_attribution *a = &out->attributions.v[i];

        a->speaker = tw_span_text(c->text->text, a->source);
    }
}
