/* base/words.c - lookup in the compiled word lists. */
#include "base/words.h"

const struct tw_word *tw_words_find_hashed(const struct tw_words *w, struct tw_slice key,
                                           uint32_t hash)
{
    uint32_t i = hash & (w->slots - 1);

    for (; w->slot[i]; i = (i + 1) & (w->slots - 1)) {
        const struct tw_word *it = &w->v[w->slot[i] - 1];

        if (tw_word_is(it, key)) return it;
    }
    return NULL;
}

const struct tw_word *tw_words_find(const struct tw_words *w, struct tw_slice key)
{
    return tw_words_find_hashed(w, key, tw_words_hash(key.p, key.n));
}

const struct tw_word *tw_words_find_nocase(const struct tw_words *w, struct tw_slice key)
{
    char low[128];

    if (key.n > sizeof low) return NULL;
    for (size_t i = 0; i < key.n; i++) low[i] = tw_to_lower(key.p[i]);
    return tw_words_find(w, (struct tw_slice){low, key.n});
}
