/* extract/sayword.c - the list saywords as bits, so that rules ask without looking up. */
#include "extract/sayword.h"

#include <assert.h>

_Static_assert(TW_SAYWORD_ROLES < 32, "the roles fit an int");

static uint32_t role_named(struct tw_slice name)
{
    static const char *const NAMES[] = {
#define X(NAME, text) text,
        TW_SAYWORDS(X)
#undef X
    };

    for (uint32_t k = 0; k < TW_SAYWORD_ROLES; k++)
        if (tw_slice_eq(name, tw_slice_of(NAMES[k]))) return (uint32_t)1 << k;
    assert(false && "a role of saywords that no rule knows");
    return 0;
}

uint32_t *tw_saywords_read(struct tw_arena *mem, const struct tw_text *t)
{
    uint32_t *out = TW_NEW_N(mem, uint32_t, t->tokens + 1);

    for (size_t i = 0; i < t->tokens; i++) {
        const struct tw_word *it = tw_token_find(t, i, t->lexicon->saywords);
        struct tw_slice rest, role;

        if (!it) continue;
        rest = tw_word_value(it);
        while (tw_slice_part(&rest, ' ', &role)) out[i] |= role_named(role);
    }
    return out;
}
