/* extract/lexicon.c - the pack of a language. */
#include "extract/lexicon.h"

const struct tw_lexicon *tw_lexicon_of(struct tw_slice lang)
{
    size_t end = tw_slice_find_char(lang, '-', 0);
    struct tw_slice base = tw_slice_sub(lang, 0, end == TW_NONE ? lang.n : end);

    for (size_t i = 1; i < TW_LEXICONS; i++)
        if (tw_slice_eq_nocase(tw_slice_of(tw_lexicons[i].lang), base)) return &tw_lexicons[i];
    return &tw_lexicons[0];
}
