/* compare/becausefigure.c - why figures count one thing, and why they agree or do not. */
#include "compare/because_int.h"

#include "compare/likeness.h"

static void add_number(struct tw_buf *b, double x)
{
    tw_buf_addf(b, "%.15g", x);
}

/* "30 or more, 30 itself not". */
static struct tw_slice bounds(struct tw_asking *a, const struct tw_figure *f)
{
    struct tw_buf b = {.mem = a->mem};

    switch (f->comparator) {
    case TW_ABOUT: tw_buf_adds(&b, "about "); break;
    case TW_AT_LEAST: tw_buf_adds(&b, "at least "); break;
    case TW_MORE_THAN: tw_buf_adds(&b, "more than "); break;
    case TW_UP_TO: tw_buf_adds(&b, "at most "); break;
    case TW_FEWER_THAN: tw_buf_adds(&b, "fewer than "); break;
    default: break;
    }
    if (f->has_low) add_number(&b, f->low);
    if (f->has_low && f->has_high && f->high > f->low) tw_buf_adds(&b, " to ");
    if (f->has_high && (!f->has_low || f->high > f->low)) add_number(&b, f->high);
    return tw_buf_slice(&b);
}

static const char *relation_text(enum tw_figure_relation r)
{
    switch (r) {
    case TW_AGREE: return "agree: all give the same value";
    case TW_COMPATIBLE: return "compatible: one value can fit all (\"about\" allows a tenth more or less)";
    case TW_SUPERSEDED: return "superseded: no value fits all, and the later accounts have the later count";
    default: return "conflict: no value fits all, and neither is the later count";
    }
}

/* A reason for each value, with the accounts that give it, and when. */
static void add_values(struct tw_asking *a, const struct tw_reconciled *r)
{
    for (size_t i = 0; i < r->members.n; i++) {
        const struct tw_figure_member *m = &r->members.v[i];
        const struct tw_article *article = a->c->accounts[m->account].article;
        struct tw_buf b = {.mem = a->mem};

        tw_buf_add(&b, bounds(a, m->figure));
        if (article->published.grain != TW_DATE_NONE) {
            tw_buf_adds(&b, ", published ");
            tw_add_when(&b, &article->published);
        }
        tw_because_add(a, "value", tw_buf_slice(&b));
        tw_because_at(a, m->account, m->figure->span);
    }
}

static const struct tw_tallied *tallied_of(const struct tw_tallied_list *list,
                                           const struct tw_figure *f)
{
    for (size_t i = 0; i < list->n; i++) if (list->v[i].figure == f) return &list->v[i];
    return NULL;
}

static struct tw_member sentence_of(const struct tw_asking *a, const struct tw_figure_member *m)
{
    const struct tw_view *v = &a->side.views.v[m->account];
    size_t i = tw_view_sentence(v, m->figure->span.off);

    return (struct tw_member){m->account,
                              i < v->text.sentences ? v->text.sentence[i].span : m->figure->span};
}

static struct tw_slice likeness_text(struct tw_asking *a, float score)
{
    struct tw_buf b = {.mem = a->mem};

    tw_buf_addf(&b, "%.2f; joined from %.2f on", (double)score, (double)TW_LIKENESS_LEAST);
    return tw_buf_slice(&b);
}

static void add_updates(struct tw_asking *a, const struct tw_reconciled *r,
                        const struct tw_tallied_list *list)
{
    bool any = false;

    for (size_t i = 0; i < r->members.n; i++) {
        const struct tw_tallied *x = tallied_of(list, r->members.v[i].figure);

        if (!x || !x->has_cue) continue;
        if (!any) tw_because_add(a, "update",
                                 TW_LIT("words of a new or changed count stand in the sentence"));
        any = true;
        tw_because_at(a, r->members.v[i].account, r->members.v[i].figure->span);
    }
}

/* What ties each figure to the first: words of the sentences, and how alike. */
static void add_ties(struct tw_asking *a, const struct tw_reconciled *r)
{
    const struct tw_tallied_list *list = &a->side.tallying.list;

    add_updates(a, r, list);
    for (size_t i = 1; i < r->members.n; i++) {
        const struct tw_tallied *x = tallied_of(list, r->members.v[0].figure),
            *y = tallied_of(list, r->members.v[i].figure);
        struct tw_member p = sentence_of(a, &r->members.v[0]), q = sentence_of(a, &r->members.v[i]);
        struct tw_slice words = tw_because_words(a, p, q);
        struct tw_buf b = {.mem = a->mem};

        if (words.n > 0) {
            tw_because_add(a, "words", words);
            tw_because_at(a, p.account, p.span);
            tw_because_at(a, q.account, q.span);
        }
        if (!x || !y) continue;
        tw_buf_add(&b, likeness_text(a, tw_likeness(x, y)));
        if (x->group != UINT32_MAX && x->group == y->group)
            tw_buf_adds(&b, "; both stand in one statement");
        tw_because_add(a, "likeness", tw_buf_slice(&b));
        tw_because_at(a, p.account, p.span);
        tw_because_at(a, q.account, q.span);
    }
}

void tw_because_nearest_figure(struct tw_asking *a, struct tw_member m)
{
    const struct tw_tallied_list *list = &a->side.tallying.list;
    const struct tw_tallied *own = NULL, *best = NULL;
    float most = 0;

    for (size_t i = 0; i < list->n && !own; i++)
        if (list->v[i].account == m.account && list->v[i].figure->span.off == m.span.off
            && list->v[i].figure->span.len == m.span.len) own = &list->v[i];
    for (size_t i = 0; own && i < list->n; i++) {
        float score = tw_side_is_one(&a->side, list->v[i].account, m.account)
            ? 0 : tw_likeness(own, &list->v[i]);

        if (score <= most) continue;
        most = score;
        best = &list->v[i];
    }
    if (!best) return;
    tw_because_add(a, "nearest", likeness_text(a, most));
    tw_because_at(a, best->account, best->figure->span);
}

void tw_because_figure(struct tw_asking *a, const struct tw_reconciled *r)
{
    struct tw_buf b = {.mem = a->mem};
    struct tw_members m = {TW_NEW_N(a->mem, struct tw_member, r->members.n), r->members.n};

    for (size_t i = 0; i < m.n; i++)
        m.v[i] = (struct tw_member){r->members.v[i].account, r->members.v[i].figure->span};
    tw_buf_add(&b, tw_unit_words(a->mem, r->unit, r->of));
    tw_buf_adds(&b, ": ");
    tw_buf_adds(&b, tw_figure_relation_text(r->relation));
    a->out->id = r->id;
    a->out->answer = tw_buf_slice(&b);
    tw_because_ruled(a, r->id);
    tw_because_add(a, "relation", tw_slice_of(relation_text(r->relation)));
    add_values(a, r);
    add_ties(a, r);
    tw_because_origins(a, &m);
}
