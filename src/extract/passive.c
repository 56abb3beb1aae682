/* extract/passive.c - see passive.h.  Gets wrong: an agent that is no speaker ("is said by many
** to ...").
*/
#include "extract/passive.h"

/* Adds the subject of a passive and what stands behind it. */
static bool add_passive(const struct tw_place *p, struct tw_range source, size_t from,
                        const char *rule)
{
    struct tw_cue *cue = tw_place_cue(p);
    struct tw_range subject = tw_cue_source(p->d, p->sentence, p->cue);
    struct tw_draft *a = tw_place_add(p, source, rule);

    a->is_loose = true;
    /* a verb behind, "and ...", has the subject as its source */
    cue->source = subject.first;
    cue->source_end = subject.end;
    if (subject.first < subject.end && subject.end <= cue->first)
        tw_draft_part(p->d, a, subject.first, subject.end);
    tw_draft_part(p->d, a, from, tw_object_end(p, from));
    return tw_draft_keep(p->d);
}

bool tw_passive_find(const struct tw_place *p)
{
    struct tw_cue *cue = tw_place_cue(p);
    size_t i = cue->end, agent;
    bool is_to = tw_is_word(p->c, i, TW_WORD_TO), is_full = cue->first < cue->verb;

    if (i >= p->end) return false;
    if (tw_is_word(p->c, i, TW_WORD_BY) && i + 1 < p->end && tw_starts_noun(p->c, i + 1)) {
        agent = tw_phrase_core(p->c, i + 1, p->end);
        if (agent == i + 1 || tw_place_ends(p, agent)) return false;
        return add_passive(p, tw_range_of(i + 1, agent), agent, "passive-agent");
    }
    if (cue->first == p->first && tw_is_wh(p->c, i) && (cue->codes & TW_TAKES_WH)) {
        tw_draft_part(p->d, tw_place_add(p, tw_range_of(0, 0), "fronted-question"), i,
                      tw_clause_end(p, i));
        return tw_draft_keep(p->d);
    }
    if (!is_full || cue->source == cue->source_end) return false;
    if (is_to && ((cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_OBJECT | TW_TAKES_REST))
                  || ((cue->codes & TW_TAKES_THAT) && (cue->codes & TW_IS_THOUGHT))))
        return add_passive(p, tw_range_of(0, 0), i, "passive-infinitive");
    if ((cue->codes & TW_TAKES_REST) && tw_is_word(p->c, i, TW_WORD_OF | TW_WORD_AS | TW_WORD_FOR))
        return add_passive(p, tw_range_of(0, 0), i, "passive-rest");
    if (tw_place_ends(p, i) && tw_is_word(p->c, cue->source, TW_WORD_IT)
        && cue->source > p->first + 2 && p->c->of[cue->source - 1] == TW_CLASS_COMMA) {
        tw_draft_part(p->d, tw_place_add(p, tw_range_of(0, 0), "passive-behind"), p->first,
                      cue->source - 1);
        return tw_draft_keep(p->d);
    }
    if (p->c->of[i] == TW_CLASS_THAT && tw_is_word(p->c, cue->source, TW_WORD_IT)) {
        tw_draft_part(p->d, tw_place_add(p, tw_range_of(0, 0), "passive-that"), i,
                      tw_clause_end(p, i));
        return tw_draft_keep(p->d);
    }
    return false;
}
