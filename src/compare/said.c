/* compare/said.c - groups of utterances as the list "said".
**
** A group is shown when two accounts have it.  It is one utterance when all
** members quote the same words, else one statement.  The speaker shown is the
** name that most members give, the longest of equals.
*/
#include "compare/side.h"

#include "base/vec.h"

#include <stdlib.h>

static const float SAME = 0.6F;         /* share of a quotation's weight */

/* Editions of one account are one. */
static bool in_two_accounts(const struct tw_side *s, const uint32_t *member, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (!tw_side_is_one(s, s->utterances.v[member[i]].account,
                            s->utterances.v[member[0]].account))
            return true;
    return false;
}

/* What only editions of one account have stays with the latest that has it. */
static void leave_to_latest(struct tw_side *s, const uint32_t *member, size_t n)
{
    unsigned latest = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned number = s->edition[s->utterances.v[member[i]].account].number;

        if (number > latest) latest = number;
    }
    for (size_t i = 0; i < n; i++)
        if (s->edition[s->utterances.v[member[i]].account].number < latest)
            s->grouped[member[i]] = 1;
}

bool tw_side_is_denied(const struct tw_side *s, uint32_t utterance)
{
    for (size_t i = 0; i < s->denials.n; i++) {
        const struct tw_denial *d = &s->denials.v[i];

        if (s->group[d->utterance] == s->group[utterance]
            && (d->account < 0 || d->account == (int)s->utterances.v[utterance].account))
            return true;
    }
    return false;
}

struct tw_votes tw_side_votes(const struct tw_side *s, const uint32_t *member, size_t n)
{
    struct tw_votes votes = {0};
    size_t cap = 0;

    for (size_t i = 0; i < n; i++) {
        const struct tw_who *who = &s->utterances.v[member[i]].who;
        size_t k = 0;

        if (tw_side_is_denied(s, member[i])) continue;
        if (votes.called.n == 0 && who->n > 0) votes.called = who->called;
        if (who->name.n == 0) continue;
        while (k < votes.n && !tw_slice_eq(votes.v[k].name, who->name)) k++;
        if (k == votes.n) TW_PUSH(s->mem, votes.v, votes.n, cap, (struct tw_vote){who->name, 0});
        votes.v[k].times++;
    }
    return votes;
}

/* The name that most members give, the longest of equals. */
static struct tw_slice speaker_of(const struct tw_side *s, const uint32_t *member, size_t n)
{
    struct tw_votes votes = tw_side_votes(s, member, n);
    const struct tw_vote *best = NULL;

    for (size_t i = 0; i < votes.n; i++) {
        const struct tw_vote *v = &votes.v[i];

        if (!best || v->times > best->times
            || (v->times == best->times && v->name.n > best->name.n))
            best = v;
    }
    return best ? best->name : votes.called;
}

static uint32_t earliest(const struct tw_side *s, const uint32_t *member, size_t n)
{
    uint32_t best = member[0];

    for (size_t i = 1; i < n; i++)
        if (s->origins.rank[s->utterances.v[member[i]].account]
            < s->origins.rank[s->utterances.v[best].account])
            best = member[i];
    return best;
}

/* The longest quotation inside the utterance; len 0 when it has none of two
** words or more. */
static struct tw_span quotation_in(const struct tw_side *s, const struct tw_utterance *u)
{
    const struct tw_view *v = &s->views.v[u->account];
    struct tw_span best = {0};
    size_t first, end, most = 1;

    tw_tokens_in(&v->text, u->span, &first, &end);
    for (size_t i = first; i < end; i++) {
        size_t to = i, words = 0;

        while (to < end && v->seen[to].flags & TW_SEEN_QUOTED)
            words += v->text.token[to++].kind == TW_TOK_WORD;
        if (words > most) {
            most = words;
            best = tw_tokens_span(&v->text, i, to - 1);
        }
        if (to > i) i = to;
    }
    return best;
}

/* When all members quote the same words, the words are what is the same: the
** spans shrink to them.  False, and nothing changed, when they do not. */
static bool shrink_to_quotations(struct tw_side *s, const uint32_t *member, size_t n,
                                 struct tw_span *span)
{
    struct tw_bag first = {0};

    for (size_t i = 0; i < n; i++) {
        const struct tw_utterance *u = &s->utterances.v[member[i]];
        const struct tw_view *v = &s->views.v[u->account];
        size_t from, to;
        struct tw_bag bag;

        span[i] = u->quoted ? u->span : quotation_in(s, u);
        if (span[i].len == 0) return false;
        tw_tokens_in(&v->text, span[i], &from, &to);
        bag = tw_bag_of(s->mem, v, from, to);
        if (i == 0) first = bag;
        if (tw_bag_shared(&first, &bag, NULL) < SAME * (bag.weight < first.weight ? bag.weight
                                                        : first.weight))
            return false;
    }
    return true;
}

/* What one outlet alone prints again, and nobody is named for: a line it puts
** under its articles. */
static bool is_boilerplate(const struct tw_side *s, const uint32_t *member, size_t n)
{
    int outlet = s->outlets.of[s->utterances.v[member[0]].account];

    for (size_t i = 0; i < n; i++) {
        const struct tw_utterance *u = &s->utterances.v[member[i]];

        if (s->outlets.of[u->account] != outlet || u->who.n > 0) return false;
    }
    return true;
}

static struct tw_said said_of(struct tw_side *s, const uint32_t *member, size_t n)
{
    struct tw_said said = {.relation = TW_SAME_UTTERANCE, .speaker = speaker_of(s, member, n)};
    struct tw_backer *backer = TW_NEW_N(s->mem, struct tw_backer, n);
    const struct tw_utterance *first = &s->utterances.v[earliest(s, member, n)];
    struct tw_span *quotation = TW_NEW_N(s->mem, struct tw_span, n);
    bool is_quoted = shrink_to_quotations(s, member, n, quotation), all_quoted = true;

    said.members.v = TW_NEW_N(s->mem, struct tw_member, n);
    for (size_t i = 0; i < n; i++) {
        const struct tw_utterance *u = &s->utterances.v[member[i]];

        said.members.v[said.members.n++] = (struct tw_member){u->account,
                                                              is_quoted ? quotation[i] : u->span};
        backer[i] = (struct tw_backer){u->account, u->span, tw_side_is_denied(s, member[i]) ? NULL
                                       : &u->who, u->words, u->n};
        all_quoted &= u->quoted;
        s->grouped[member[i]] = 1;
    }
    if (!is_quoted && !all_quoted) said.relation = TW_SAME_STATEMENT;
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

        if (size < 2) continue;
        if (!in_two_accounts(s, member + from, size)) {
            leave_to_latest(s, member + from, size);
            continue;
        }
        if (is_boilerplate(s, member + from, size)) {
            /* nor is it only in one */
            for (size_t i = 0; i < size; i++) s->grouped[member[from + i]] = 1;
            continue;
        }
        TW_PUSH(s->mem, s->out->said.v, s->out->said.n, cap, said_of(s, member + from, size));
    }
}
