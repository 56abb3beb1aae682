/* compare/becausesaid.c - why utterances are one, why they are positions, why one has no
   counterpart. */
#include "compare/because_int.h"

#include "compare/match.h"
#include "compare/opposite.h"

static struct tw_slice score_text(struct tw_asking *a, float score)
{
    struct tw_buf b = {.mem = a->mem};

    tw_buf_addf(&b, "%.2f; joined from %.2f on", (double)score, (double)TW_MATCH_LEAST);
    return tw_buf_slice(&b);
}

/* Who each member's account says is speaking, each wording once. */
static void add_speakers(struct tw_asking *a, const struct tw_members *m)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct tw_utterance *u = tw_because_utterance(a, m->v[i]);
        size_t k;

        if (!u || u->who.called.n == 0) continue;
        for (k = 0; k < a->out->because.n; k++)
            if (strcmp(a->out->because.v[k].what, "speaker") == 0
                && tw_slice_eq(a->out->because.v[k].text, u->who.called))
                break;
        if (k < a->out->because.n) {
            struct tw_because *known = &a->out->because.v[k],
                last = a->out->because.v[a->out->because.n - 1];

            a->out->because.v[a->out->because.n - 1] = *known;     /* places go to the last */
            *known = last;
        } else tw_because_add(a, "speaker", u->who.called);
        tw_because_at(a, m->v[i].account, m->v[i].span);
    }
}

/* The member of another account that is likest. */
static size_t likest(struct tw_asking *a, const struct tw_members *m, size_t i, float *score)
{
    const struct tw_utterance *u = tw_because_utterance(a, m->v[i]);
    size_t best = i;

    *score = 0;
    for (size_t k = 0; k < m->n; k++) {
        const struct tw_utterance *v = tw_because_utterance(a, m->v[k]);
        float s;

        if (m->v[k].account == m->v[i].account || !u || !v) continue;
        s = tw_match_score(u, v);
        if (best != i && s <= *score) continue;
        *score = s;
        best = k;
    }
    return best;
}

/* What ties each member to the one it is likest to. */
static void add_ties(struct tw_asking *a, const struct tw_members *m)
{
    for (size_t i = 1; i < m->n; i++) {
        float score;
        size_t k = likest(a, m, i, &score);
        struct tw_slice words;

        if (k == i) continue;
        words = tw_because_words(a, m->v[k], m->v[i]);
        if (words.n > 0) {
            tw_because_add(a, "words", words);
            tw_because_at(a, m->v[k].account, m->v[k].span);
            tw_because_at(a, m->v[i].account, m->v[i].span);
        }
        tw_because_add(a, "likeness", score_text(a, score));
        tw_because_at(a, m->v[k].account, m->v[k].span);
        tw_because_at(a, m->v[i].account, m->v[i].span);
    }
}

void tw_because_said(struct tw_asking *a, const struct tw_said *s)
{
    a->out->id = s->id;
    a->out->answer = tw_said_words(a->mem, a->c, s);
    tw_because_ruled(a, s->id);
    add_speakers(a, &s->members);
    add_ties(a, &s->members);
    tw_because_origins(a, &s->members);
}

/* The words that make the stance: the verb of saying; for the account's own
** words there are none. */
static void add_cue(struct tw_asking *a, struct tw_member m)
{
    const struct tw_utterance *u = tw_because_utterance(a, m);
    const struct tw_statements *s = a->c->accounts[m.account].statements;
    struct tw_span cue = u && u->attribution >= 0 ? s->attributions.v[u->attribution].cue
        : (struct tw_span){0};

    if (cue.len == 0) return;
    tw_because_add(a, "cue", tw_span_text(a->c->accounts[m.account].article->text, cue));
    tw_because_at(a, m.account, cue);
}

/* Of a denial in other words: the word that is the opposite of what another
** position says. */
static void add_opposite(struct tw_asking *a, const struct tw_question *q,
                         const struct tw_position *p)
{
    struct tw_sides against = {0};

    if (p->stance != TW_DENY) return;
    for (size_t i = 0; i < q->positions.n; i++) {
        const struct tw_position *other = &q->positions.v[i];

        if (other->stance != TW_AFFIRM) continue;
        for (size_t k = 0; k < other->members.n; k++)
            tw_sides_add(&against, &a->side.views.v[other->members.v[k].account],
                         other->members.v[k].span);
    }
    for (size_t k = 0; k < p->members.n; k++) {
        const struct tw_utterance *u = tw_because_utterance(a, p->members.v[k]);
        const struct tw_view *v = &a->side.views.v[p->members.v[k].account];
        struct tw_span word = u && u->stance == TW_AFFIRM
            ? tw_sides_word(v, p->members.v[k].span, &against) : (struct tw_span){0};

        if (word.len == 0) continue;
        tw_because_add(a, "opposite word", tw_span_text(v->text.text, word));
        tw_because_at(a, p->members.v[k].account, word);
    }
}

void tw_because_question(struct tw_asking *a, const struct tw_question *q)
{
    const struct tw_members *first = q->positions.n > 0 ? &q->positions.v[0].members : NULL;

    a->out->id = q->id;
    a->out->answer = tw_question_words(a->mem, a->c, q);
    for (size_t i = 0; i < q->positions.n; i++) {
        const struct tw_position *p = &q->positions.v[i];
        struct tw_buf b = {.mem = a->mem};

        tw_buf_add(&b, tw_stance_by(p->stance));
        for (size_t k = 0; k < p->by.n; k++) {
            tw_buf_adds(&b, k > 0 ? ", " : " ");
            tw_buf_add(&b, p->by.v[k]);
        }
        tw_because_add(a, "position", tw_buf_slice(&b));
        for (size_t k = 0; k < p->members.n; k++)
            tw_because_at(a, p->members.v[k].account, p->members.v[k].span);
        for (size_t k = 0; k < p->members.n; k++) add_cue(a, p->members.v[k]);
        add_opposite(a, q, p);
        if (i > 0 && first->n > 0 && p->members.n > 0) {
            struct tw_slice words = tw_because_words(a, first->v[0], p->members.v[0]);

            if (words.n > 0) tw_because_add(a, "same subject", words);
        }
        tw_because_origins(a, &p->members);
    }
}

/* The likest utterance of another account. */
static void add_nearest(struct tw_asking *a, const struct tw_utterance *u, struct tw_member m)
{
    const struct tw_utterance *best = NULL;
    struct tw_member nearest;
    float most = 0;

    for (size_t i = 0; i < a->side.utterances.n; i++) {
        const struct tw_utterance *v = &a->side.utterances.v[i];
        float score = tw_side_is_one(&a->side, v->account, u->account) ? 0 : tw_match_score(u, v);

        if (score <= most) continue;
        most = score;
        best = v;
    }
    if (!best) return;
    nearest = (struct tw_member){best->account, best->span};
    tw_because_add(a, "nearest", score_text(a, most));
    tw_because_at(a, nearest.account, nearest.span);
    if (tw_because_words(a, m, nearest).n > 0)
        tw_because_add(a, "words", tw_because_words(a, m, nearest));
}

void tw_because_only(struct tw_asking *a, const struct tw_only *o)
{
    const struct tw_utterance *u = tw_because_utterance(a, o->member);
    struct tw_slice own = tw_because_own_words(a, o->member);

    a->out->answer = TW_LIT("no counterpart was found in another account");
    tw_because_add(a, "what", tw_only_words(a->mem, o->what));
    tw_because_at(a, o->member.account, o->member.span);
    if (own.n > 0) tw_because_add(a, "own words", own);
    tw_because_nearest_figure(a, o->member);
    if (u) add_nearest(a, u, o->member);
}
