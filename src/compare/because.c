/* compare/because.c - finds the item that is asked for, and what all explanations need. */
#include "compare/because_int.h"

#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORDS = 12 };                    /* shown of what two spans have in common */

struct word { uint32_t id; float weight; struct tw_slice text; };
struct shared { float weight; struct tw_slice x, y; };

struct tw_because *tw_because_add(struct tw_asking *a, const char *what, struct tw_slice text)
{
    TW_PUSH(a->mem, a->out->because.v, a->out->because.n, a->out->because.cap,
            (struct tw_because){what, text, {0}});
    return &a->out->because.v[a->out->because.n - 1];
}

void tw_because_at(struct tw_asking *a, unsigned account, struct tw_span span)
{
    struct tw_members *at = &a->out->because.v[a->out->because.n - 1].at;

    at->v = tw_arena_grow(a->mem, at->v, at->n * sizeof *at->v, (at->n + 1) * sizeof *at->v);
    at->v[at->n++] = (struct tw_member){account, span};
}

/* ---- words in common ---- */

static int by_id(const void *a, const void *b)
{
    const struct word *x = a, *y = b;

    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return x->text.p < y->text.p ? -1 : x->text.p > y->text.p;
}

static int by_weight(const void *a, const void *b)
{
    const struct shared *x = a, *y = b;

    if (x->weight > y->weight || x->weight < y->weight) return x->weight > y->weight ? -1 : 1;
    return x->x.p < y->x.p ? -1 : x->x.p > y->x.p;
}

/* The words of the span that count, each concept once. */
static struct word *words_of(struct tw_asking *a, struct tw_member m, size_t *n)
{
    const struct tw_view *v = &a->side.views.v[m.account];
    struct word *word;
    size_t first, end, kept = 0;

    tw_tokens_in(&v->text, m.span, &first, &end);
    word = TW_NEW_N(a->mem, struct word, end - first);
    *n = 0;
    for (size_t i = first; i < end; i++)
        if (v->seen[i].id != 0 && v->seen[i].weight > 0)
            word[(*n)++] = (struct word){v->seen[i].id, v->seen[i].weight,
                                         tw_token_text(&v->text, i)};
    TW_SORT(word, *n, by_id);
    for (size_t i = 0; i < *n; i++)
        if (kept == 0 || word[kept - 1].id != word[i].id) word[kept++] = word[i];
    *n = kept;
    return word;
}

struct tw_slice tw_because_words(struct tw_asking *a, struct tw_member x, struct tw_member y)
{
    size_t n, m, both = 0;
    struct word *in_x = words_of(a, x, &n), *in_y = words_of(a, y, &m);
    struct shared *shared = TW_NEW_N(a->mem, struct shared, n);
    struct tw_buf b = {.mem = a->mem};

    for (size_t i = 0, k = 0; i < n; i++) {
        while (k < m && in_y[k].id < in_x[i].id) k++;
        if (k < m && in_y[k].id == in_x[i].id)
            shared[both++] = (struct shared){in_x[i].weight < in_y[k].weight ? in_x[i].weight
                                             : in_y[k].weight, in_x[i].text, in_y[k].text};
    }
    TW_SORT(shared, both, by_weight);
    for (size_t i = 0; i < both && i < WORDS; i++) {
        if (i > 0) tw_buf_adds(&b, ", ");
        tw_buf_add(&b, shared[i].x);
        if (tw_slice_eq_nocase(shared[i].x, shared[i].y)) continue;
        tw_buf_adds(&b, " = ");
        tw_buf_add(&b, shared[i].y);
    }
    return tw_buf_slice(&b);
}

/* Whether another account, no edition of this one, uses the concept. */
static bool is_used_elsewhere(const struct tw_asking *a, unsigned account, uint32_t id)
{
    for (unsigned k = 0; k < a->c->n; k++) {
        const struct tw_view *v = &a->side.views.v[k];

        if (tw_side_is_one(&a->side, k, account)) continue;
        for (size_t i = 0; i < v->text.tokens; i++)
            if (v->seen[i].id == id && v->seen[i].weight > 0) return true;
    }
    return false;
}

struct tw_slice tw_because_own_words(struct tw_asking *a, struct tw_member m)
{
    size_t n, own = 0;
    struct word *word = words_of(a, m, &n);
    struct shared *kept = TW_NEW_N(a->mem, struct shared, n);
    struct tw_buf b = {.mem = a->mem};

    for (size_t i = 0; i < n; i++)
        if (!is_used_elsewhere(a, m.account, word[i].id))
            kept[own++] = (struct shared){word[i].weight, word[i].text, {0}};
    TW_SORT(kept, own, by_weight);
    for (size_t i = 0; i < own && i < WORDS; i++) {
        if (i > 0) tw_buf_adds(&b, ", ");
        tw_buf_add(&b, kept[i].x);
    }
    return tw_buf_slice(&b);
}

const struct tw_utterance *tw_because_utterance(const struct tw_asking *a, struct tw_member m)
{
    const struct tw_utterance *best = NULL;
    size_t most = 0;

    for (size_t i = a->side.first[m.account]; i < a->side.first[m.account + 1]; i++) {
        const struct tw_utterance *u = &a->side.utterances.v[i];
        size_t from = u->span.off > m.span.off ? u->span.off : m.span.off;
        size_t to = tw_span_end(u->span) < tw_span_end(m.span) ? tw_span_end(u->span)
            : tw_span_end(m.span);

        if (to <= from || (to - from) * 2 <= most) continue;
        if (u->span.off == m.span.off && u->span.len == m.span.len) return u;
        most = (to - from) * 2;
        best = u;
    }
    return best;
}

/* ---- origins ---- */

static const char *rule_text(enum tw_origin_rule rule)
{
    static const char *const text[] = {
        "the origin of the account", "from which the passage was taken", "whose report the sentence says it is",
        "whose own earlier statement says the same", "as in the report it was taken from",
    };

    return text[rule];
}

void tw_because_origins(struct tw_asking *a, const struct tw_members *m)
{
    struct tw_backer *backer = TW_NEW_N(a->mem, struct tw_backer, m->n);
    struct tw_backed *origin = TW_NEW_N(a->mem, struct tw_backed, m->n);

    for (size_t i = 0; i < m->n; i++) {
        const struct tw_utterance *u = tw_because_utterance(a, m->v[i]);

        backer[i] = (struct tw_backer){m->v[i].account, u ? u->span : m->v[i].span,
                                       u ? &u->who : NULL, u ? u->words : NULL, u ? u->n : 0};
    }
    tw_origins_tell(&a->side.origins, backer, m->n, origin);
    for (size_t i = 0; i < m->n; i++) {
        struct tw_buf b = {.mem = a->mem};
        bool told = false;

        for (size_t k = 0; k < i && !told; k++)
            told = origin[k].outlet == origin[i].outlet && origin[k].rule == origin[i].rule;
        if (told) continue;
        tw_buf_add(&b, a->side.outlets.v[origin[i].outlet].name);
        tw_buf_addf(&b, ", %s", rule_text(origin[i].rule));
        tw_because_add(a, "origin", tw_buf_slice(&b));
        for (size_t k = i; k < m->n; k++)
            if (origin[k].outlet == origin[i].outlet && origin[k].rule == origin[i].rule)
                tw_because_at(a, m->v[k].account, m->v[k].span);
    }
}

/* Rulings about the item: what a person said. */
void tw_because_ruled(struct tw_asking *a, struct tw_slice item)
{
    static const char *const what[] = {
        [TW_RULED_NOT_SPEAKER] = "whom %.*s names has not said this", [TW_RULED_NOT_SAID] = "what %.*s has is another statement",
        [TW_RULED_NOT_FIGURE] = "what %.*s counts is something else"};

    for (size_t i = 0; i < a->side.rulings.n; i++) {
        const struct tw_ruling *r = &a->side.rulings.v[i];
        int account = tw_views_account(&a->side.views, r->article);
        struct tw_buf b = {.mem = a->mem};

        if (r->kind < TW_RULED_NOT_SPEAKER || !tw_slice_eq(r->item, item) || (account < 0 && r->article.n > 0)) continue;
        tw_buf_adds(&b, "a person said so: ");
        tw_buf_addf(&b, what[r->kind], TW_FMT(account < 0 ? TW_LIT("any account") : tw_account_name(a->c->accounts[account].article)));
        tw_because_add(a, "ruling", tw_buf_slice(&b));
    }
}

/* ---- items ---- */

static struct tw_slice percent(struct tw_asking *a, const struct tw_source_of *s)
{
    struct tw_buf b = {.mem = a->mem};

    tw_buf_addf(&b, "%.0f %% of its words stand in passages that %.*s had first", s->share * 100,
                TW_FMT(tw_account_name(a->c->accounts[s->a].article)));
    return tw_buf_slice(&b);
}

static void explain_account(struct tw_asking *a, unsigned account)
{
    const struct tw_article *article = a->c->accounts[account].article;
    struct tw_buf b = {.mem = a->mem};

    tw_buf_add(&b, tw_account_name(article));
    tw_buf_adds(&b, " has the origin ");
    tw_buf_add(&b, a->c->origin[account]);
    a->out->id = article->id;
    a->out->answer = tw_buf_slice(&b);
    tw_because_add(a, "rule", a->c->origin_why[account]);
    for (size_t i = 0; i < article->credit.n; i++) tw_because_add(a, "credit", article->credit.v[i]);
    if (article->dateline.n > 0) tw_because_add(a, "dateline", article->dateline);
    for (size_t i = 0; i < article->byline.n; i++) tw_because_add(a, "byline", article->byline.v[i]);
    for (size_t i = 0; i < a->side.copies.sources.n; i++) {
        const struct tw_source_of *s = &a->side.copies.sources.v[i];

        if (s->b != account) continue;
        tw_because_add(a, "copied", percent(a, s));
        for (size_t k = 0; k < a->side.copies.passages.n; k++)
            if (a->side.copies.passages.v[k].b == account && a->side.copies.passages.v[k].a == s->a)
                tw_because_at(a, account, a->side.copies.passages.v[k].b_span);
    }
    for (unsigned i = 0; i < a->c->n; i++)
        if (i != account && tw_slice_eq(a->c->origin[i], a->c->origin[account]))
            tw_because_add(a, "same origin", tw_account_name(a->c->accounts[i].article));
}

static void explain_passage(struct tw_asking *a, const struct tw_copied *p)
{
    struct tw_buf b = {.mem = a->mem}, first = {.mem = a->mem};

    tw_buf_addf(&b, "%zu words are equal and in one order", p->words);
    a->out->answer = TW_LIT("one took the passage from the other");
    tw_because_add(a, "words", tw_buf_slice(&b));
    tw_because_at(a, p->a, p->a_span);
    tw_because_at(a, p->b, p->b_span);
    tw_buf_add(&first, tw_account_name(a->c->accounts[p->a].article));
    tw_buf_adds(&first, " has the earlier time ");
    tw_add_when(&first, &a->c->accounts[p->a].article->published);
    tw_because_add(a, "first", tw_buf_slice(&first));
}

static void explain_edition(struct tw_asking *a, const struct tw_edition *e)
{
    struct tw_buf b = {.mem = a->mem};

    tw_add_changes(&b, e);
    a->out->answer = tw_buf_slice(&b);
    tw_because_add(a, "rule", e->why);
}

static bool explain_numbered(struct tw_asking *a, char kind, size_t i)
{
    const struct tw_comparison *c = a->c;

    if (kind == 'S' && i < c->said.n) tw_because_said(a, &c->said.v[i]);
    else if (kind == 'F' && i < c->figures.n) tw_because_figure(a, &c->figures.v[i]);
    else if (kind == 'C' && i < c->claims.n) tw_because_question(a, &c->claims.v[i]);
    else if (kind == 'O' && i < c->only.n) tw_because_only(a, &c->only.v[i]);
    else if (kind == 'P' && i < c->copied.n) explain_passage(a, &c->copied.v[i]);
    else if (kind == 'E' && i < c->editions.n) explain_edition(a, &c->editions.v[i]);
    else return false;
    snprintf(a->out->name, sizeof a->out->name, "%c%zu", kind, i + 1);
    return true;
}

/* "S12": its letter and its number from 0; false when it is none. */
static bool read_numbered(struct tw_slice item, char *kind, size_t *number)
{
    size_t n = 0;

    if (item.n < 2 || item.n > 8) return false;
    for (size_t i = 1; i < item.n; i++) {
        if (!tw_is_digit(item.p[i])) return false;
        n = n * 10 + (size_t)(item.p[i] - '0');
    }
    *kind = (char)(item.p[0] & ~0x20);
    *number = n - 1;
    return n > 0;
}

static bool explain_id(struct tw_asking *a, struct tw_slice id)
{
    const struct tw_comparison *c = a->c;

    for (size_t i = 0; i < c->said.n; i++) if (tw_slice_eq(c->said.v[i].id, id)) return explain_numbered(a, 'S', i);
    for (size_t i = 0; i < c->figures.n; i++) if (tw_slice_eq(c->figures.v[i].id, id)) return explain_numbered(a, 'F', i);
    for (size_t i = 0; i < c->claims.n; i++) if (tw_slice_eq(c->claims.v[i].id, id)) return explain_numbered(a, 'C', i);
    for (unsigned i = 0; i < c->n; i++) {
        struct tw_buf letter = {.mem = a->mem};

        tw_add_letter(&letter, i);
        if (!tw_slice_eq(c->accounts[i].article->id, id) && !tw_slice_eq_nocase(tw_buf_slice(&letter), id)) continue;
        snprintf(a->out->name, sizeof a->out->name, "%.*s", TW_FMT(tw_buf_slice(&letter)));
        explain_account(a, i);
        return true;
    }
    return false;
}

static enum tw_status explain(struct tw_asking *a, struct tw_slice item)
{
    char kind;
    size_t number;

    *a->out = (struct tw_explained){{0}, {0}, {0}, {0}};
    if (read_numbered(item, &kind, &number) && explain_numbered(a, kind, number)) return TW_OK;
    return explain_id(a, item) ? TW_OK : TW_NOTFOUND;
}

enum tw_status tw_because_find(struct tw_arena *mem, const struct tw_account *accounts, size_t n, struct tw_slice item,
                               struct tw_comparison *c, struct tw_explained *out)
{
    return tw_because_find_ruled(mem, accounts, n, (struct tw_rulings){0}, item, c, out);
}

enum tw_status tw_because_find_ruled(struct tw_arena *mem, const struct tw_account *accounts, size_t n,
                                     struct tw_rulings rulings, struct tw_slice item, struct tw_comparison *c,
                                     struct tw_explained *out)
{
    struct tw_asking a = {.mem = mem, .side = tw_side_in(mem, mem, mem), .c = c, .out = out};

    a.side.rulings = rulings;
    tw_side_make(&a.side, accounts, n, c);
    return explain(&a, item);
}

enum tw_status tw_because_of(struct tw_arena *mem, struct tw_comparing *c, struct tw_slice item, struct tw_explained *out)
{
    struct tw_asking a = {.mem = mem, .out = out};
    enum tw_status st = tw_comparing_result(c, &a.c), found;

    a.side = *tw_comparing_side(c);
    a.side.mem = a.side.origins.mem = mem;
    found = explain(&a, item);
    return found != TW_OK ? found : st;
}
