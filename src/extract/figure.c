/* extract/figure.c - numbers and what they count.
**
** Every amount (quantity.h) of a sentence is a candidate; those that name or
** date something are thrown out (notfigure.h); the rest get what they count
** (noun.h) and their unit: money and percent by their own sign, people by what
** befell them (harm.h), else by the noun.  Then neighbours share: "10 tourists
** and two pilots were killed", "at least 20 more", "from 58".
** Gets wrong: what only the sentence before tells, counts of things that a
** measure word hides, and the unit across long relative clauses.
** Cost: about a lookup a word, ten a number.
*/
#include "extract/finders.h"

#include "base/vec.h"
#include "extract/harm.h"
#include "extract/notfigure.h"
#include "extract/unit.h"
#include "gen/words.h"

struct finder {
    struct tw_counting now;
    size_t cap;
    struct {
        struct tw_found *v;
        size_t n, cap;
    } found; /* of one sentence */
    size_t last_paragraph;
};

/* "of Carla Vint's former aides": the 's of a name that begins at `at`; 0 = none. */
static size_t possessive_at(const struct tw_text *t, size_t at, size_t end)
{
    enum { NAME = 4 };

    for (size_t i = at; i < end && i < at + NAME && t->token[i].kind == TW_TOK_WORD; i++) {
        if (t->token[i].shape & TW_SHAPE_POSSESSIVE) return i > at && i + 1 < end ? i : 0;
        if (!(t->token[i].shape & TW_SHAPE_CAP)) return 0;
    }
    return 0;
}

/* "six of the nine council members": the phrase behind "of the" and a number. */
static bool read_counted_of(const struct tw_text *t, struct tw_found *f, size_t at, size_t end)
{
    struct tw_number number;
    size_t owner = possessive_at(t, at, end);

    if (owner) {
        f->has_np = tw_counted_read(t, owner + 1, end, &f->np) && f->np.is_plural;
        return f->has_np;
    }
    if (!tw_token_has(t, at, t->lexicon->figurewords, "determiner")) return false;
    while (at < end && tw_token_has(t, at, t->lexicon->figurewords, "determiner")) at++;
    if (at < end && tw_number_read(t, at, end, &number)) at = number.end;
    f->has_np = at < end && tw_counted_read(t, at, end, &f->np);
    return f->has_np;
}

/* What stands behind the amount: "of them", a noun phrase, or nothing. */
static void read_counted(const struct tw_text *t, struct tw_found *f, size_t end)
{
    size_t at = f->q.end;

    if (at + 1 < end && tw_is_small(t, at, "is-of")) {
        at++;
        if (read_counted_of(t, f, at, end)) return;
        if (f->q.number.kind != TW_NUMBER_VAGUE && f->q.unit == TW_COUNT
            && tw_token_has(t, at, t->lexicon->figurewords, "them")) {
            f->is_of_them = true;
            return;
        }
    }
    f->has_np = tw_counted_read(t, at, end, &f->np);
    if (f->has_np) tw_quantity_compare_behind(t, f->np.end, end, &f->q);
}

/* What befell them, from before, inside and behind the phrase. */
static const char *find_harm(const struct tw_text *t, size_t from, size_t end,
                             const struct tw_found *f)
{
    size_t behind = f->has_np ? f->np.end : f->q.end;
    const char *harm;

    if (f->is_of_them) behind += 2;
    if (f->has_np) {
        harm = tw_harm_counted(t, f->np.end - 1);
        if (harm) return harm;
        if (!f->np.people) return NULL;
        for (size_t i = f->np.first; i + 1 < f->np.end; i++)
            if ((harm = tw_harm_adjective(t, i)) != NULL) return harm;
    }
    if ((harm = tw_harm_before(t, from, f->q.first)) != NULL) return harm;
    if (behind < end && (harm = tw_harm_behind(t, behind, end)) != NULL) return harm;
    if (!f->has_np || f->np.people) return tw_harm_toll(t, from, f->q.first);
    return NULL;
}

/* Tokens between two amounts that join them into one list. */
static bool is_list_gap(const struct tw_text *t, size_t at, size_t end, bool forward)
{
    if (at >= end || end - at > 5) return false;
    for (; at < end; at++) {
        if (!tw_token_has(t, at, t->lexicon->figurewords, "joint")) return false;
        if (!forward && (tw_token_is(t, at, "including") || tw_token_is(t, at, "among")))
            return false;
    }
    return true;
}

static bool can_share(const struct tw_found *f)
{
    return f->q.unit == TW_COUNT && !f->harm && (!f->has_np || f->np.people) && !f->is_of_them;
}

static size_t end_of(const struct tw_found *f)
{
    return f->has_np ? f->np.end : f->q.end + (f->is_of_them ? 2 : 0);
}

/* "from 27 to 31 ships": the first of a change counts what the second does. */
static void share_change(struct finder *c)
{
    struct tw_found *v = c->found.v;

    for (size_t i = 1; i < c->found.n; i++) {
        struct tw_found *a = &v[i - 1], *b = &v[i];

        if (a->has_np || a->q.unit != TW_COUNT || b->q.unit != TW_COUNT || !b->has_np
            || a->q.first == 0)
            continue;
        if (!tw_is_small(c->now.t, a->q.first - 1, "is-from") || b->q.first != a->q.end + 1
            || !tw_is_small(c->now.t, a->q.end, "is-to"))
            continue;
        a->harm = b->harm;
        a->is_changed = true;
    }
}

/* "145 rebels and 53 soldiers were killed": members of a list share. */
static void share_harm(struct finder *c)
{
    struct tw_found *v = c->found.v;
    size_t n = c->found.n;

    for (size_t i = 1; i < n; i++)
        if (can_share(&v[i]) && v[i - 1].harm
            && is_list_gap(c->now.t, end_of(&v[i - 1]), v[i].q.first, true))
            v[i].harm = v[i - 1].harm;
    for (size_t i = n; i-- > 1;)
        if (can_share(&v[i - 1]) && v[i].harm
            && is_list_gap(c->now.t, end_of(&v[i - 1]), v[i].q.first, false))
            v[i - 1].harm = v[i].harm;
}

/* The attributions whose content or source can hold a place: those that begin
** at most LOOK of them before it and a few behind; contents are short. */
static void attributions_near(const struct tw_statements *s, size_t off, size_t *first, size_t *end)
{
    enum { LOOK = 48, AHEAD = 4 };
    size_t low = 0, high = s->attributions.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct tw_spans *parts = &s->attributions.v[mid].content;

        if (parts->n && parts->v[0].off <= off) low = mid + 1;
        else high = mid;
    }
    *first = low > LOOK ? low - LOOK : 0;
    *end = s->attributions.n - low > AHEAD ? low + AHEAD : s->attributions.n;
}

static bool holds(struct tw_span outer, struct tw_span inner)
{
    return outer.off <= inner.off && tw_span_end(outer) >= tw_span_end(inner);
}

/* The innermost attribution whose content holds the span; -1 when none. */
static int said_by(const struct tw_statements *s, struct tw_span span)
{
    size_t first, end, best_len = TW_NONE;
    int best = -1;

    attributions_near(s, span.off, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct tw_spans *parts = &s->attributions.v[i].content;

        for (size_t k = 0; k < parts->n; k++) {
            if (!holds(parts->v[k], span) || parts->v[k].len >= best_len) continue;
            best = (int)i;
            best_len = parts->v[k].len;
        }
    }
    return best;
}

/* "two officials said": how many are quoted is no news. */
static bool is_source(const struct tw_statements *s, const struct tw_figure *f)
{
    enum { FEW = 10 };
    size_t first, end;

    if (!tw_slice_eq(f->unit, TW_LIT("people")) || f->comparator != TW_EXACT || f->low >= FEW)
        return false;
    attributions_near(s, f->span.off, &first, &end);
    for (size_t i = first; i < end; i++)
        if (holds(s->attributions.v[i].source, f->number)) return true;
    return false;
}

static void push(struct finder *c, const struct tw_found *f)
{
    struct tw_figure figure = {.unit = f->unit, .of = f->of};
    size_t end = end_of(f);

    tw_quantity_bounds(&f->q, &figure);
    figure.span = tw_tokens_span(c->now.t, f->q.first, end - 1);
    figure.number = tw_tokens_span(c->now.t, f->q.number_first, f->q.number_end - 1);
    figure.said_by = said_by(c->now.out, figure.number);
    if (is_source(c->now.out, &figure)) return;
    TW_PUSH(c->now.mem, c->now.out->figures.v, c->now.out->figures.n, c->cap, figure);
    if (f->q.unit != TW_COUNT) return;
    c->now.last_unit = f->unit;
    c->now.last_of = f->of;
    c->now.last_value = f->q.number.value;
    c->now.last_first = f->q.first + 1;
}

static void read_sentence(struct finder *c, const struct tw_sentence *s)
{
    c->found.n = 0;
    for (size_t i = s->first; i < s->end;) {
        struct tw_found f = {0};
        size_t at = tw_quantity_read(c->now.t, s->first, i, s->end, &f.q);

        if (!at) {
            i++;
            continue;
        }
        i = at > f.q.end ? at : f.q.end;
        if (tw_not_figure(c->now.t, s, c->now.out, &f.q)) continue;
        if (f.q.unit == TW_COUNT || f.q.end < s->end) read_counted(c->now.t, &f, s->end);
        if (f.has_np && tw_not_figure_of(c->now.t, s, &f.q, &f.np)) {
            if (f.q.unit == TW_COUNT) continue;
            f.has_np = false; /* "212 million crowns last year" */
        }
        if (f.q.unit == TW_COUNT) f.harm = find_harm(c->now.t, s->first, s->end, &f);
        if (f.has_np && f.q.unit == TW_COUNT && f.np.first <= f.q.end + 2) i = f.np.end;
        TW_PUSH(c->now.mem, c->found.v, c->found.n, c->found.cap, f);
    }
    share_harm(c);
    share_change(c);
}

void tw_figures_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    struct finder c = {.now = {.mem = mem, .t = t, .out = out}};

    for (size_t i = 0; i < t->sentences; i++) {
        const struct tw_sentence *s = &t->sentence[i];

        if (s->paragraph > c.last_paragraph + 1) c.now.last_unit = (struct tw_slice){0};
        read_sentence(&c, s);
        for (size_t k = 0; k < c.found.n; k++) {
            struct tw_found *f = &c.found.v[k];
            bool is_settled = tw_unit_settle(&c.now, s->first, s->end, f->is_changed ? f + 1 : f);

            if (f->is_changed) {
                f->unit = f[1].unit;
                f->of = f[1].of;
            }
            if (is_settled) push(&c, f);
        }
        if (c.found.n) c.last_paragraph = s->paragraph;
    }
}
