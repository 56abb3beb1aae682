/* clean/datescan.c - see datescan.h. */
#include "clean/datescan.h"

bool tw_dt_word(const struct tw_datescan *s, size_t i, const char *words)
{
    const struct tw_datetoken *t = tw_datescan_at(s, i);
    struct tw_slice have = tw_slice_sub(s->text, t->off, t->end);

    if (t->kind != TW_DT_WORD) return false;
    for (const char *p = words; *p;) {
        size_t n = 0;

        while (p[n] && p[n] != ' ') n++;
        if (n == have.n && tw_slice_eq_nocase(have, (struct tw_slice){p, n})) return true;
        p += n + (p[n] == ' ');
    }
    return false;
}

struct tw_slice tw_datescan_find(const struct tw_datescan *s, size_t i, enum tw_dateword_kind kind,
                                 size_t most, size_t *used)
{
    size_t end[TW_DATEWORD_PARTS], tokens[TW_DATEWORD_PARTS], n = 0;
    struct tw_slice text, found;

    if (tw_datescan_at(s, i)->kind != TW_DT_WORD || !tw_dateword_may_begin(kind, s->v[i].hash))
        return TW_LIT("");
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
