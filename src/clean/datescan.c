/* clean/datescan.c - see datescan.h. */
#include "clean/datescan.h"

bool tw_dt_word(const struct tw_datescan *s, size_t i, const char *words)
{
    const struct tw_datetoken *t = tw_datescan_at(s, i);
    struct tw_slice rest = tw_slice_of(words), word;

    if (t->kind != TW_DT_WORD) return false;
    while (tw_slice_part(&rest, ' ', &word))
        if (tw_slice_eq_nocase(word, tw_slice_sub(s->text, t->off, t->end))) return true;
    return false;
}

struct tw_slice tw_datescan_find(const struct tw_datescan *s, size_t i, enum tw_dateword_kind kind, size_t most,
                                 size_t *used)
{
    size_t end[TW_DATEWORD_PARTS], tokens[TW_DATEWORD_PARTS], n = 0;
    struct tw_slice text, found;

    if (tw_datescan_at(s, i)->kind != TW_DT_WORD) return TW_LIT("");
    for (size_t k = 0; k < most && i + k < s->n; k++) {
        if (s->v[i + k].kind == TW_DT_MARK) continue;       /* a word does not end with one */
        end[n] = s->v[i + k].end - s->v[i].off;
        tokens[n++] = k + 1;
    }
    text = tw_slice_sub(s->text, s->v[i].off, s->v[i].off + end[n - 1]);
    found = tw_dateword_find(kind, text, end, n, s->language, used);
    if (found.n) *used = tokens[*used - 1];
    return found;
}
