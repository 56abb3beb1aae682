/* compare/weigh.c - how much a word says in a story.
**
** Weight: a word of which an account has one sentence says much, one that
** stands in every other sentence is the subject of the story and says little.
** So the weight of a content word is log(1 + S/d) / log(1 + S), where S is the
** mean number of sentences of an account and d the mean number of sentences
** that hold the word, over the accounts that have it: the usual inverse
** document frequency (Sparck Jones, J. Documentation 28(1), 1972), but not
** made small by many accounts repeating one sentence.
**
** The first 16 accounts settle the weights of their words, S among them; a word
** that comes later gets its weight from the account that brings it.  So a new
** account changes nothing that earlier ones were found to have in common.
** d and S are means and move little from there on: what it gets wrong is a word
** that one account uses once and all later ones in every sentence.
*/
#include "compare/view.h"

#include "base/vec.h"

#include <math.h>

/* accounts: 13 ms of comparing anew each time (bench/compare); eval/ and most stories have fewer */
enum { SETTLE = 16 };

static uint32_t use_of(struct tw_views *views, const struct tw_seen *seen, uint32_t account)
{
    struct tw_uses *u = &views->uses;
    bool added;
    struct tw_map_item *it =
        tw_map_add(&u->map, (struct tw_slice){(const char *)&seen->id, sizeof seen->id}, &added);

    if (added) {
        it->value = u->n;
        TW_PUSH(views->mem, u->v, u->n, u->cap,
                (struct tw_use){.first = account, .last = UINT32_MAX, .last_sentence = UINT32_MAX});
    }
    return (uint32_t)it->value;
}

void tw_views_count(struct tw_views *views)
{
    uint32_t account = (uint32_t)views->n - 1;
    struct tw_view *v = &views->v[account];

    if (account < SETTLE) views->sentences += (double)v->text.sentences;
    v->plain = TW_NEW_N(views->mem, float, v->text.tokens);
    v->use = TW_NEW_N(views->mem, uint32_t, v->text.tokens);
    for (size_t i = 0; i < v->text.tokens; i++) {
        uint32_t sentence = v->text.token[i].sentence;
        struct tw_use *use;

        v->plain[i] = v->seen[i].weight;
        v->use[i] = TW_UNUSED;
        if (v->seen[i].id == 0 || v->seen[i].weight <= 0) continue;
        v->use[i] = use_of(views, &v->seen[i], account);
        use = &views->uses.v[v->use[i]];
        if (account >= SETTLE && use->first != account) continue;
        if (use->last != account) use->accounts++;
        if (use->last != account || use->last_sentence != sentence) use->sentences++;
        use->last = account;
        use->last_sentence = sentence;
    }
}

static void weigh_uses(struct tw_views *views, size_t from)
{
    size_t settling = views->n < SETTLE ? views->n : SETTLE;
    double sentences = views->sentences / (double)settling + 1;

    for (size_t i = from; i < views->uses.n; i++) {
        struct tw_use *u = &views->uses.v[i];

        u->factor = (float)(log(1 + sentences * u->accounts / u->sentences) / log(1 + sentences));
    }
    views->uses_weighed = views->uses.n;
}

bool tw_views_weigh(struct tw_views *views)
{
    bool is_settled = views->weighed >= SETTLE || views->weighed == views->n, changes = !is_settled
        && views->weighed > 0;

    weigh_uses(views, is_settled ? views->uses_weighed : 0);
    for (size_t a = is_settled ? views->weighed : 0; a < views->n; a++) {
        struct tw_view *v = &views->v[a];

        for (size_t i = 0; i < v->text.tokens; i++)
            if (v->use[i] != TW_UNUSED)
                v->seen[i].weight = v->plain[i] * views->uses.v[v->use[i]].factor;
    }
    views->weighed = views->n;
    return changes;
}
