/* extract/token.c - a text ready for the finders, and looking tokens up.
**
** Tokens are cut (cut.h), then quotation marks paired (mark.h) and sentences
** cut (sentence.h).
*/
#include "extract/token.h"

#include "extract/cut.h"
#include "extract/mark.h"
#include "extract/sentence.h"

#include <assert.h>

void tw_text_read(struct tw_arena *mem, const struct tw_article *a, struct tw_text *out)
{
    *out = (struct tw_text){.article = a, .lexicon = tw_lexicon_of(a->lang), .text = a->text};
    tw_tokens_cut(mem, out);
    tw_marks_pair(mem, out);
    tw_sentences_cut(mem, out);
}

void tw_tokens_in(const struct tw_text *t, struct tw_span s, size_t *first, size_t *end)
{
    size_t low = 0, high = t->tokens;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (t->token[mid].off < s.off) low = mid + 1;
        else high = mid;
    }
    *first = low;
    while (low < t->tokens && (size_t)t->token[low].off + t->token[low].len <= tw_span_end(s))
        low++;
    *end = low;
}

bool tw_token_has(const struct tw_text *t, size_t i, const struct tw_words *list, const char *role)
{
    const struct tw_word *w = i < t->tokens ? tw_token_find(t, i, list) : NULL;
    size_t n = strlen(role);

    for (const char *p = w ? tw_word_string(w) : NULL; p; p = strchr(p, ' ')) {
        p += *p == ' ';
        if (strncmp(p, role, n) == 0 && (p[n] == ' ' || p[n] == 0)) return true;
    }
    return false;
}

size_t tw_tokens_match(const struct tw_text *t, const struct tw_words *list, size_t i, size_t end,
                       const struct tw_word **entry)
{
    size_t found = 0, n;
    const char *from;
    uint32_t hash;

    assert(i <= end && end <= t->tokens);
    if (i == end) return 0;
    hash = t->token[i].hash;
    from = t->lower.p + t->token[i].low;
    n = t->token[i].low_n;
    for (size_t j = i; tw_words_begins(list, tw_words_hash_end(hash));) {
        const struct tw_word *it =
            tw_words_find_hashed(list, (struct tw_slice){from, n}, tw_words_hash_end(hash));

        if (it) {
            found = j - i + 1;
            if (entry) *entry = it;
        }
        if (++j == end) break;
        hash = tw_words_hash_more(hash, from + n,
                                  t->token[j].low_n + 1); /* the space before it, too */
        n += t->token[j].low_n + 1;
    }
    return found;
}
