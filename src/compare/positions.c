/* compare/positions.c - who affirms, denies, doubts or declines what.
**
** Each group of utterances holds one position: its stance (compare/stance.h),
** its speaker, its members.  Positions that are about the same thing - enough
** rare words in common, or held to explain the same event (extract's claims) -
** make a question, when they are not all of one stance or give different
** answers.  The question is worded from the text: the shortest content that
** somebody affirms, else what is denied.
**
** Gets wrong: contradictions without a word in common, and subjects so wide
** that two questions become one.
*/
#include "compare/opposite.h"
#include "compare/side.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

enum { MOST = 600, SAMPLE = 4 };    /* positions compared with each other; their members that are */

/* weight in common of two that use opposite words: from 0.2 alike, 1 is too much */
static const float OPPOSED = 0.5F;
static const float FEW = 2.5F;      /* weight of a content that says little */

/* Share of the smaller bag's weight, and weight in common, from which two
** positions are about one thing; yardsticks/accounts. */
static const float TOPIC_SHARE = 0.25F, TOPIC_WEIGHT = 0.7F;

struct item {
    uint32_t *member; uint32_t n;       /* utterances, by place */
    enum tw_polarity stance;
    const struct tw_claim *claim;       /* extract's, when a member has one */
    const struct tw_bag *bag;           /* of the member that says most */
    struct tw_sides sides;              /* of matters that have two */
    struct tw_slice by;                 /* who holds it; empty = nobody is named */
    uint32_t question;                  /* root */
    bool is_asked;                      /* belongs to a question */
};

struct work {
    struct tw_side *side;
    struct item *v;
    uint32_t n;
};

static const struct tw_utterance *utterance(const struct work *w, const struct item *x, uint32_t i)
{
    return &w->side->utterances.v[x->member[i]];
}

/* The stance that most members have, the stronger of equals; narration, which
** may say more than one thing, has the smaller vote. */
static enum tw_polarity stance_of(const struct work *w, const struct item *x)
{
    unsigned votes[4] = {0};
    int best = TW_AFFIRM;

    for (uint32_t i = 0; i < x->n; i++) {
        const struct tw_utterance *u = utterance(w, x, i);

        votes[u->stance] += u->kind == TW_UTTERED_NARRATED ? 1 : 4;
    }
    for (int p = TW_AFFIRM; p <= TW_DECLINE; p++)
        if (votes[p] > 0 && votes[p] >= votes[best]) best = p;
    return (enum tw_polarity)best;
}

/* The name most members give, the first of equals; else the first noun phrase. */
static struct tw_slice holder(const struct work *w, const struct item *x)
{
    struct tw_votes votes = tw_side_votes(w->side, x->member, x->n);
    const struct tw_vote *best = NULL;

    for (size_t i = 0; i < votes.n; i++)
        if (!best || votes.v[i].times > best->times) best = &votes.v[i];
    return best ? best->name : votes.called;
}

static void fill(const struct work *w, struct item *x)
{
    x->stance = stance_of(w, x);
    for (uint32_t i = 0; i < x->n; i++) {
        const struct tw_utterance *u = utterance(w, x, i);

        if (!x->bag || u->bag.weight > x->bag->weight) x->bag = &u->bag;
        if (!x->claim) x->claim = u->claim;
        if (i < SAMPLE) tw_sides_add(&x->sides, &w->side->views.v[u->account], u->span);
    }
    if (x->claim && x->stance == TW_AFFIRM) x->stance = x->claim->stance;
    x->by = holder(w, x);
}

/* One item a group, in the order of the groups' first members. */
static void read_items(struct work *w)
{
    struct tw_side *s = w->side;
    uint32_t n = (uint32_t)s->utterances.n, *size = TW_NEW_N(s->mem, uint32_t, n),
        *item = TW_NEW_N(s->mem, uint32_t, n);

    w->v = TW_NEW_N(s->mem, struct item, n);
    for (uint32_t i = 0; i < n; i++) size[s->group[i]]++;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t g = s->group[i];

        if (size[g] == 1 && s->utterances.v[i].kind == TW_UTTERED_NARRATED) continue;
        if (g == i) {
            item[g] = w->n;
            w->v[w->n++] = (struct item){.member = TW_NEW_N(s->mem, uint32_t, size[g])};
        }
        w->v[item[g]].member[w->v[item[g]].n++] = i;
    }
    for (uint32_t i = 0; i < w->n; i++) {
        fill(w, &w->v[i]);
        w->v[i].question = i;
    }
}

static bool same_holder(const struct work *w, const struct item *a, const struct item *b)
{
    for (uint32_t i = 0; i < a->n && i < SAMPLE; i++)
        for (uint32_t k = 0; k < b->n && k < SAMPLE; k++)
            if (tw_who_same(&utterance(w, a, i)->who, &utterance(w, b, k)->who) >= 0.9F
                && !utterance(w, a, i)->who.is_around
                && !utterance(w, b, k)->who.is_around) return true;
    return false;
}

/* One holder with one stance on what may be one thing: one position. */
static bool same_position(const struct work *w, const struct item *a, const struct item *b)
{
    float small = a->bag->weight < b->bag->weight ? a->bag->weight : b->bag->weight, shared;

    if (a->stance != b->stance || !same_holder(w, a, b)) return false;
    if (a->claim && b->claim && tw_slice_eq(a->claim->who, b->claim->who)) return true;
    shared = tw_bag_shared(a->bag, b->bag, NULL);
    if (a->stance == TW_AFFIRM) return shared >= TOPIC_WEIGHT && shared >= TOPIC_SHARE * small;
    return shared > 0 || small < FEW;
}

/* One holder denies or refuses seldom twice under one question. */
static bool may_be_one(const struct work *w, const struct item *a, const struct item *b)
{
    return same_position(w, a, b)
           || (a->stance == b->stance && a->stance != TW_AFFIRM && same_holder(w, a, b));
}

static bool same_topic(const struct item *a, const struct item *b)
{
    float small = a->bag->weight < b->bag->weight ? a->bag->weight : b->bag->weight;
    float shared = tw_bag_shared(a->bag, b->bag, NULL);

    if (a->claim && b->claim && a->claim->what.n > 0 && tw_slice_eq(a->claim->what, b->claim->what))
        return true;
    return shared >= TOPIC_WEIGHT && shared >= TOPIC_SHARE * small;
}

static uint32_t root_of(struct work *w, uint32_t i)
{
    while (w->v[i].question != i) i = w->v[i].question = w->v[w->v[i].question].question;
    return i;
}

/* The smaller number is the root. */
static void unite(struct work *w, uint32_t a, uint32_t b)
{
    w->v[a < b ? b : a].question = a < b ? a : b;
}

/* A statement about guilt, cause, knowledge or a promise, not a quoted aside. */
static bool is_contestable(const struct work *w, const struct item *x)
{
    for (uint32_t i = 0; i < x->n; i++)
        if (utterance(w, x, i)->is_contestable && utterance(w, x, i)->kind != TW_UTTERED_NARRATED)
            return true;
    return false;
}

static bool is_contested(const struct item *x)
{
    return x->stance != TW_AFFIRM;
}

/* Two neighbours of one account: the second is in the sentence of the first or
** the next one ("... had been warned.  She denied it").  Members stand by account. */
static bool are_neighbours(const struct work *w, const struct item *a, const struct item *b)
{
    for (uint32_t i = 0, from = 0; i < a->n; i++) {
        const struct tw_utterance *x = utterance(w, a, i);

        while (from < b->n && utterance(w, b, from)->account < x->account) from++;
        for (uint32_t k = from; k < b->n && utterance(w, b, k)->account == x->account; k++) {
            const struct tw_utterance *y = utterance(w, b, k);

            if ((x->sentence > y->sentence ? x->sentence - y->sentence : y->sentence - x->sentence)
                <= 1 && x->paragraph == y->paragraph)
                return true;
        }
    }
    return false;
}

/* "The gate was locked", and somebody else: "all the exits were open".  The second
** denies it in words of his own. */
static bool answers(const struct work *w, struct item *a, const struct item *b)
{
    if (a->stance > TW_DENY || b->stance != TW_AFFIRM || a->by.n == 0 || b->by.n == 0) return false;
    if (!tw_sides_answer(&a->sides, &b->sides) || same_holder(w, a, b)) return false;
    return tw_bag_shared(a->bag, b->bag, NULL) >= OPPOSED;
}

static bool contradict(const struct work *w, struct item *a, struct item *b)
{
    struct item *denier = answers(w, a, b) ? a : answers(w, b, a) ? b : NULL;

    if (denier) denier->stance = TW_DENY;
    return denier != NULL;
}

/* Joins what is about one thing; at least one side must be contested or both
** be claims, so that a question is about what is not agreed. */
static void ask(struct work *w)
{
    for (uint32_t i = 0; i < w->n && i < MOST; i++) {
        if (is_contested(&w->v[i]) || w->v[i].claim || is_contestable(w, &w->v[i]))
            w->v[i].is_asked = true;
        for (uint32_t k = i + 1; k < w->n && k < MOST; k++) {
            struct item *a = &w->v[i], *b = &w->v[k];
            bool is_answer = contradict(w, a, b);

            if (!(is_contested(a) || is_contested(b) || (a->claim && b->claim))) continue;
            if (!is_answer && !same_topic(a, b) && !are_neighbours(w, a, b)
                && !same_position(w, a, b))
                continue;
            a->is_asked = b->is_asked = true;
            unite(w, root_of(w, i), root_of(w, k));
        }
    }
}

static struct tw_slice content_of(const struct work *w, const struct tw_utterance *u)
{
    const struct tw_view *v = &w->side->views.v[u->account];
    const struct tw_attribution *a;

    if (u->attribution < 0) return tw_span_text(v->text.text, u->span);
    a = &v->statements->attributions.v[u->attribution];
    if (u->quoted || a->content.n == 0) return tw_span_text(v->text.text, u->span);
    return tw_span_text(v->text.text, tw_span_from_to(a->content.v[0].off,
                                                      tw_span_end(a->content.v[a->content.n - 1])));
}

/* The shortest wording of what an item is about. */
static struct tw_slice wording(const struct work *w, const struct item *x)
{
    struct tw_slice best = {0};

    for (uint32_t i = 0; i < x->n; i++) {
        struct tw_slice c = content_of(w, utterance(w, x, i));

        if (best.n == 0 || c.n < best.n) best = c;
    }
    return best;
}

static int by_place(const void *x, const void *y)
{
    const struct tw_member *a = x, *b = y;

    if (a->account != b->account) return a->account < b->account ? -1 : 1;
    if (a->span.off != b->span.off) return a->span.off < b->span.off ? -1 : 1;
    return (a->span.len > b->span.len) - (a->span.len < b->span.len);
}

/* Two groups of which one account has both, not side by side: it tells them apart. */
static bool are_told_apart(const struct work *w, const struct item *a, const struct item *b)
{
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        unsigned x = utterance(w, a, i)->account, y = utterance(w, b, k)->account;

        if (x == y) return !are_neighbours(w, a, b);
        if (x < y) i++;
        else k++;
    }
    return false;
}

/* The position of the item and of those behind it in the list that are the same. */
static struct tw_position position_of(struct work *w, const uint32_t *item, uint32_t n,
                                      uint8_t *done)
{
    struct tw_side *s = w->side;
    const struct item *x = &w->v[item[0]];
    struct tw_position p = {.stance = x->stance, .answer = wording(w, x)};
    struct tw_backer *v;
    uint32_t members = 0, k = 0;

    for (uint32_t i = 0; i < n; i++) {
        if (i > 0 && (done[i] || !may_be_one(w, x, &w->v[item[i]])
                      || are_told_apart(w, x, &w->v[item[i]])))
            continue;
        done[i] = 2;        /* taken by this position */
        members += w->v[item[i]].n;
    }
    if (x->claim && x->claim->who.n > 0) p.answer = x->claim->who;
    p.by.v = TW_NEW(s->mem, struct tw_slice);
    if (x->by.n > 0) p.by.v[p.by.n++] = x->by;
    p.members.v = TW_NEW_N(s->mem, struct tw_member, members);
    v = TW_NEW_N(s->mem, struct tw_backer, members);
    for (uint32_t i = 0; i < n; i++) {
        if (done[i] != 2) continue;
        done[i] = 1;
        for (uint32_t m = 0; m < w->v[item[i]].n; m++) {
            const struct tw_utterance *u = utterance(w, &w->v[item[i]], m);

            p.members.v[p.members.n++] = (struct tw_member){u->account, u->span};
            v[k++] = (struct tw_backer){u->account, u->span, &u->who, u->words, u->n};
        }
    }
    TW_SORT(p.members.v, p.members.n, by_place);
    tw_origins_count(&s->origins, v, k, &p.accounts, &p.origins);
    return p;
}

/* Worth showing: somebody's stance differs from plain agreement, or answers differ. */
static bool is_question(const struct work *w, const uint32_t *item, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) if (is_contested(&w->v[item[i]])) return true;
    return n > 1 || w->v[item[0]].claim != NULL || is_contestable(w, &w->v[item[0]]);
}

/* What the same speaker goes on to say beside a denial or doubt explains it and
** is no position of its own. */
static bool is_explanation(const struct work *w, const struct item *x, const uint32_t *item,
                           uint32_t n)
{
    if (is_contested(x) || x->by.n == 0) return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct item *y = &w->v[item[i]];

        if (is_contested(y) && y->stance != TW_DECLINE && tw_slice_eq(y->by, x->by)
            && are_neighbours(w, x, y))
            return true;
    }
    return false;
}

static struct tw_question question_of(struct work *w, const uint32_t *item, uint32_t n)
{
    struct tw_question q = {0};
    const struct item *about = &w->v[item[0]];
    const struct tw_utterance *first;
    uint8_t *done = TW_NEW_N(w->side->mem, uint8_t, n);

    q.positions.v = TW_NEW_N(w->side->mem, struct tw_position, n);
    for (uint32_t i = 0; i < n; i++) {
        const struct item *x = &w->v[item[i]];

        if (done[i] || is_explanation(w, x, item, n)) continue;
        q.positions.v[q.positions.n] = position_of(w, item + i, n - i, done + i);
        q.positions.n += q.positions.v[q.positions.n].by.n > 0;     /* nobody's position is none */
        if (about->stance != TW_AFFIRM && x->stance == TW_AFFIRM) about = x;
        else if (about->stance == TW_DECLINE && x->stance != TW_DECLINE) about = x;
    }
    first = utterance(w, about, 0);
    q.question = wording(w, about);
    q.id = tw_side_id(w->side, "claim", first->account, first->span);
    return q;
}

void tw_side_claims(struct tw_side *s)
{
    struct work w = {.side = s};
    uint32_t *item;
    size_t cap = 0;

    read_items(&w);
    ask(&w);
    item = TW_NEW_N(s->mem, uint32_t, w.n);
    for (uint32_t g = 0; g < w.n && g < MOST; g++) {
        struct tw_question q;
        uint32_t n = 0;

        if (root_of(&w, g) != g || !w.v[g].is_asked) continue;
        for (uint32_t i = g; i < w.n && i < MOST; i++)
            if (w.v[i].is_asked && root_of(&w, i) == g) item[n++] = i;
        if (!is_question(&w, item, n)) continue;
        q = question_of(&w, item, n);
        if (q.positions.n > 0) TW_PUSH(s->mem, s->out->claims.v, s->out->claims.n, cap, q);
    }
}
