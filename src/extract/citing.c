/* extract/citing.c - see citing.h.  Gets wrong: what is cited but cannot speak, where no list
   tells. */
#include "extract/citing.h"

/* True when what is cited can speak: "a doctor", "the Gazette", not "her work"
** or "the release of prisoners". */
static bool can_speak(const struct tw_place *p, size_t first, size_t end)
{
    size_t next = tw_phrase_core(p->c, first, end), head = next - 1;
    struct tw_slice low;

    if (next == first) return false;
    if (p->c->of[head] == TW_CLASS_NAME) return true;
    low = tw_token_lower(p->c->text, head);
    if (tw_words_has(p->c->text->lexicon->people, low)
        || tw_words_has(p->c->text->lexicon->roles, low)
        || tw_words_has(p->c->text->lexicon->papers, low)
        || tw_words_has(p->c->text->lexicon->org_heads, low))
        return true;
    return p->c->of[first] != TW_CLASS_POSS && !tw_is_word(p->c, next, TW_WORD_OF);
}

bool tw_citing_find(const struct tw_place *p)
{
    struct tw_cue *cue = tw_place_cue(p);
    size_t end = tw_phrase_end(p->c, cue->end, p->end);
    const struct tw_draft *main = p->d->n ? &p->d->v[p->d->n - 1] : NULL;
    struct tw_range part[2];
    size_t parts = 0;
    uint32_t outer = 0;
    struct tw_draft *a;

    if (cue->first == p->first || p->c->of[cue->first - 1] != TW_CLASS_COMMA || end == cue->end)
        return false;
    if (!can_speak(p, cue->end, end)) return false;
    if (main && main->parts && main->parts <= 2 && main->part[0].first >= p->first
        && main->part[0].first < p->end) {
        for (; parts < main->parts; parts++) part[parts] = main->part[parts];
        outer = main->id + 1;
    } else {
        part[parts++] = tw_range_of(p->first, cue->first);
    }
    a = tw_place_add(p, tw_range_of(cue->end, end), "citing");
    a->outer = outer;
    for (size_t k = 0; k < parts; k++)
        if (part[k].end <= cue->first || part[k].first >= end)
            tw_draft_part(p->d, a, part[k].first, part[k].end);
    return tw_draft_keep(p->d);
}

void tw_citing_carry(const struct tw_place *p)
{
    const struct tw_cue *cue = tw_place_cue(p);
    const struct tw_draft *said = p->d->n ? &p->d->v[p->d->n - 1] : NULL;
    struct tw_draft carried, *a;
    size_t quoted = cue->source, start, end;

    if (!said || said->cue.first != cue->first || quoted <= p->first + 1
        || !tw_is_word(p->c, cue->first - 1, TW_WORD_AS)
        || !tw_is_word(p->c, quoted - 1, TW_WORD_QUOTED))
        return;
    start = tw_phrase_start(p->c, p->first, quoted - 1, &end);
    if (start >= end) return;
    carried = *said;
    a = tw_draft_add(p->d, tw_range_of(start, end), tw_range_of(quoted - 1, quoted), carried.codes,
                     "quoter");
    for (size_t k = 0; k < carried.parts; k++)
        tw_draft_part(p->d, a, carried.part[k].first, carried.part[k].end);
    p->d->v[p->d->n - 2].outer = a->id + 1;
}
