/* compare/only.c - what a single account has: utterances, figures, facts.
**
** Utterances and figures that found no counterpart, and of the narrated
** sentences the few that bring most words no other account uses.  Nothing from
** copied passages, no figure inside an utterance that is listed, no chrome.
** What editions of one account share is listed once, under the last of them.
** By account; utterances, then figures, then facts, each in the order of the
** text but facts by what they add.
*/
#include "compare/side.h"

#include "base/vec.h"

#include <stdlib.h>

#define NOBODY UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

enum { FACTS = 2 };                     /* narrated sentences listed of an account */

static const float NOVEL = 0.5F;        /* share of its weight that is new, for a fact */

enum { LISTED = 1, RECONCILED = 2, TAKEN = 4 };     /* marks of a token */

struct work {
    struct tw_side *side;
    /* per concept (tw_views.uses): the account that has it; SEVERAL */
    uint32_t *where;
    uint8_t **mark;                     /* per account, one a token */
    size_t cap;
};

struct fact { struct tw_span span; float novelty; };

static void set_mark(struct work *w, unsigned account, struct tw_span span, uint8_t bit)
{
    size_t first, end;

    if (span.len == 0) return;
    tw_tokens_in(&w->side->views.v[account].text, span, &first, &end);
    for (size_t i = first; i < end; i++) w->mark[account][i] |= bit;
}

static bool is_marked(const struct work *w, unsigned account, struct tw_span span, uint8_t bits)
{
    size_t first, end;

    tw_tokens_in(&w->side->views.v[account].text, span, &first, &end);
    for (size_t i = first; i < end; i++) if (w->mark[account][i] & bits) return true;
    return false;
}

/* What others took, what is reconciled. */
static void mark_all(struct work *w)
{
    struct tw_side *s = w->side;

    w->mark = TW_NEW_N(s->mem, uint8_t *, s->views.n);
    for (unsigned a = 0; a < s->views.n; a++)
        w->mark[a] = TW_NEW_N(s->mem, uint8_t, s->views.v[a].text.tokens + 1);
    for (size_t i = 0; i < s->copies.passages.n; i++) {
        const struct tw_copied *p = &s->copies.passages.v[i];

        if (!tw_side_is_one(s, p->b, p->a)) set_mark(w, p->a, p->a_span, TAKEN);
    }
    for (size_t i = 0; i < s->out->figures.n; i++) {
        const struct tw_reconciled *r = &s->out->figures.v[i];

        for (size_t k = 0; k < r->members.n; k++)
            set_mark(w, r->members.v[k].account, r->members.v[k].figure->number, RECONCILED);
    }
}

static void add(struct work *w, unsigned account, struct tw_span span, struct tw_slice what)
{
    set_mark(w, account, span, LISTED);
    TW_PUSH(w->side->mem, w->side->out->only.v, w->side->out->only.n, w->cap,
            (struct tw_only){{account, span}, what});
}

/* Taken from another account, or taken by one; editions keep, they do not take. */
static bool is_copied(const struct work *w, unsigned account, struct tw_span span)
{
    const struct tw_copied *from = tw_copies_at(&w->side->copies, account, span);

    if (from && !tw_side_is_one(w->side, from->a, account)) return true;
    return is_marked(w, account, span, TAKEN);
}

static struct tw_slice joined(struct tw_side *s, struct tw_slice name, struct tw_slice what)
{
    struct tw_buf b = {.mem = s->mem};

    tw_buf_add(&b, name);
    if (name.n > 0 && what.n > 0) tw_buf_adds(&b, ": ");
    tw_buf_add(&b, what);
    return tw_buf_slice(&b);
}

static void add_utterances(struct work *w, unsigned account)
{
    struct tw_side *s = w->side;

    for (size_t i = s->first[account]; i < s->first[account + 1]; i++) {
        const struct tw_utterance *u = &s->utterances.v[i];

        if (s->grouped[i] || u->kind == TW_UTTERED_NARRATED) continue;
        if (is_copied(w, account, u->span)) continue;
        add(w, account, u->span,
            u->who.n > 0 && u->who.called.n > 0 ? u->who.called : TW_LIT("said"));
    }
}

static void add_figures(struct work *w, unsigned account)
{
    struct tw_side *s = w->side;
    const struct tw_statements *st = s->views.v[account].statements;

    for (size_t i = 0; i < st->figures.n; i++) {
        const struct tw_figure *f = &st->figures.v[i];

        if (is_marked(w, account, f->number, RECONCILED) || is_copied(w, account, f->span)
            || is_marked(w, account, f->span, LISTED))
            continue;
        add(w, account, f->span, joined(s, f->unit, f->of));
    }
}

static bool is_attributed(const struct tw_view *v, const struct tw_sentence *x)
{
    for (uint32_t i = x->first; i < x->end; i++)
        if (v->seen[i].flags & TW_SEEN_ATTRIBUTED) return true;
    return false;
}

static float novelty(const struct work *w, const struct tw_view *v, const struct tw_sentence *x)
{
    float all = 0, fresh = 0;

    for (uint32_t i = x->first; i < x->end; i++) {
        const struct tw_seen *seen = &v->seen[i];

        if (v->use[i] == TW_UNUSED) continue;
        all += seen->weight;
        if (w->where[v->use[i]] != SEVERAL) fresh += seen->weight;
    }
    return all > 0 && fresh >= NOVEL * all ? fresh : 0;
}

static void add_facts(struct work *w, unsigned account)
{
    const struct tw_view *v = &w->side->views.v[account];
    struct fact best[FACTS] = {{{0}, 0}};

    for (size_t i = 0; i < v->text.sentences; i++) {
        const struct tw_sentence *x = &v->text.sentence[i];
        struct fact f = {x->span, 0};

        if (is_attributed(v, x) || is_copied(w, account, x->span)
            || is_marked(w, account, x->span, LISTED) || tw_view_is_dateline(v, x->span))
            continue;
        f.novelty = novelty(w, v, x);
        for (size_t k = 0; k < FACTS; k++) {
            struct fact t = best[k];

            if (f.novelty <= t.novelty) continue;
            best[k] = f;
            f = t;
        }
    }
    for (size_t k = 0; k < FACTS; k++)
        if (best[k].novelty > 0) add(w, account, best[k].span, TW_LIT("fact"));
}

/* Which concepts only one account has; editions are one. */
static void read_words(struct work *w)
{
    const struct tw_side *s = w->side;

    w->where = TW_NEW_N(s->mem, uint32_t, s->views.uses.n);
    for (size_t i = 0; i < s->views.uses.n; i++) w->where[i] = NOBODY;
    for (size_t a = 0; a < s->views.n; a++) {
        const struct tw_view *v = &s->views.v[a];
        uint32_t first = s->edition[a].first;

        for (size_t i = 0; i < v->text.tokens; i++) {
            uint32_t *where;

            if (v->use[i] == TW_UNUSED) continue;
            where = &w->where[v->use[i]];
            if (*where == NOBODY) *where = first;
            else if (*where != first) *where = SEVERAL;
        }
    }
}

void tw_side_only(struct tw_side *s)
{
    struct work w = {.side = s};

    if (s->views.n < 2) return;
    read_words(&w);
    mark_all(&w);
    for (unsigned a = 0; a < s->views.n; a++) {
        add_utterances(&w, a);
        /* the later edition lists them, or shows that they went */
        if (!s->edition[a].is_last) continue;
        add_figures(&w, a);
        add_facts(&w, a);
    }
}
