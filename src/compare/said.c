/* compare/said.c - groups of utterances as the list "said".
**
** A group is shown when two accounts have it.  It is one utterance when every
** member is mostly quotation, else one statement.  The speaker shown is the
** name that most members give, the longest of equals.
*/
#include "compare/side.h"

#include "base/vec.h"

#include <stdlib.h>

static bool in_two_accounts(const struct tw_side *s, const uint32_t *member, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (s->utterances.v[member[i]].account != s->utterances.v[member[0]].account) return true;
    return false;
}

static struct tw_slice speaker_of(const struct tw_side *s, const uint32_t *member, size_t n)
{
    struct tw_slice best = {0}, called = {0};
    size_t most = 0;

    for (size_t i = 0; i < n; i++) {
        struct tw_slice name = s->utterances.v[member[i]].who.name;
        size_t same = 0;

        if (called.n == 0 && s->utterances.v[member[i]].who.n > 0) called = s->utterances.v[member[i]].who.called;
        for (size_t k = 0; k < n; k++) same += tw_slice_eq(s->utterances.v[member[k]].who.name, name);
        if (name.n == 0 || same < most || (same == most && name.n <= best.n)) continue;
        most = same;
        best = name;
    }
    return best.n > 0 ? best : called;
}

static uint32_t earliest(const struct tw_side *s, const uint32_t *member, size_t n)
{
    uint32_t best = member[0];

    for (size_t i = 1; i < n; i++)
        if (s->origins.rank[s->utterances.v[member[i]].account] < s->origins.rank[s->utterances.v[best].account])
            best = member[i];
    return best;
}

static struct tw_said said_of(struct tw_side *s, const uint32_t *member, size_t n)
{
    struct tw_said said = {.relation = TW_SAME_UTTERANCE, .speaker = speaker_of(s, member, n)};
    struct tw_backer *backer = TW_NEW_N(s->mem, struct tw_backer, n);
    const struct tw_utterance *first = &s->utterances.v[earliest(s, member, n)];

    said.members.v = TW_NEW_N(s->mem, struct tw_member, n);
    for (size_t i = 0; i < n; i++) {
        const struct tw_utterance *u = &s->utterances.v[member[i]];

        said.members.v[said.members.n++] = (struct tw_member){u->account, u->span};
        backer[i] = (struct tw_backer){u->account, u->span, &u->who, &u->bag};
        if (!u->quoted) said.relation = TW_SAME_STATEMENT;
        s->grouped[member[i]] = 1;
    }
    tw_origins_count(&s->origins, backer, n, &said.accounts, &said.origins);
    said.id = tw_side_id(s, "said", first->account, first->span);
    return said;
}

void tw_side_said(struct tw_side *s)
{
    size_t n = s->utterances.n, cap = 0;
    uint32_t *first = TW_NEW_N(s->mem, uint32_t, n + 1), *member = TW_NEW_N(s->mem, uint32_t, n);

    /* Counting sort: members of a group stand together, in their order. */
    for (size_t i = 0; i < n; i++) first[s->group[i] + 1]++;
    for (size_t g = 0; g < n; g++) first[g + 1] += first[g];
    for (size_t i = 0; i < n; i++) member[first[s->group[i]]++] = (uint32_t)i;
    for (size_t g = 0, from = 0; g < n; from = first[g++]) {
        size_t size = first[g] - from;

        if (size < 2 || !in_two_accounts(s, member + from, size)) continue;
        TW_PUSH(s->mem, s->out->said.v, s->out->said.n, cap, said_of(s, member + from, size));
    }
}
