/* store/storysum.c - see the header. */
#include "store/storysum.h"

#include "base/map.h"
#include "base/vec.h"

#include <math.h>

enum { TITLES = 60, ACTORS = 20, LINE = 300 /* bytes */ };

/* ---- Title */

struct words {
    struct tw_slice *v;
    size_t n, cap;
};

static bool is_word(char c)
{
    return tw_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* The different words of a title, in lower case. */
static struct words words_of(struct tw_arena *mem, struct tw_slice title)
{
    struct tw_slice low = tw_slice_lower(mem, title);
    struct tw_map seen = tw_map_in(mem);
    struct words out = {0};

    for (size_t i = 0, from; i < low.n;) {
        bool added;

        while (i < low.n && !is_word(low.p[i])) i++;
        for (from = i; i < low.n && is_word(low.p[i]);) i++;
        if (i == from) break;
        tw_map_add(&seen, tw_slice_sub(low, from, i), &added);
        if (added) TW_PUSH(mem, out.v, out.n, out.cap, tw_slice_sub(low, from, i));
    }
    return out;
}

struct tw_slice tw_storysum_title(struct tw_arena *mem, const struct tw_account *a, size_t n)
{
    struct words of[TITLES];
    double *weight, best = -1;
    struct tw_map all = tw_map_in(mem);
    struct tw_slice title = {0};
    size_t words = 0;

    if (n > TITLES) n = TITLES;
    for (size_t i = 0; i < n; i++) words += (of[i] = words_of(mem, a[i].article->title)).n;
    weight = tw_arena_calloc(mem, words, sizeof *weight);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < of[i].n; k++) {
            bool added;
            struct tw_map_item *it = tw_map_add(&all, of[i].v[k], &added);

            if (added) it->value = all.n - 1;
            weight[it->value] += 1 / sqrt((double)of[i].n);
        }
    for (size_t i = 0; i < n; i++) {
        double sum = 0;

        for (size_t k = 0; k < of[i].n; k++) sum += weight[tw_map_find(&all, of[i].v[k])->value];
        if (of[i].n) sum /= sqrt((double)of[i].n);
        if (a[i].article->title.n == 0 || sum <= best + 1e-9) continue;
        best = sum;
        title = a[i].article->title;
    }
    return title;
}

/* ---- Actors */

struct named {
    struct tw_slice name;
    size_t mentions;
};

static int by_mentions(const void *x, const void *y)
{
    const struct named *a = x, *b = y;

    if (a->mentions != b->mentions)
        return (a->mentions < b->mentions) - (a->mentions > b->mentions);
    return tw_slice_cmp(a->name, b->name);
}

struct tw_slices tw_storysum_actors(struct tw_arena *mem, const struct tw_account *a, size_t n)
{
    struct tw_map known = tw_map_in(mem);
    struct named *v = NULL;
    size_t count = 0, cap = 0;
    struct tw_slices out;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < a[i].statements->actors.n; k++) {
            const struct tw_actor *actor = &a[i].statements->actors.v[k];
            bool added;
            struct tw_map_item *it = tw_map_add(&known, actor->name, &added);

            if (added) {
                it->value = count;
                TW_PUSH(mem, v, count, cap, ((struct named){actor->name, 0}));
            }
            v[it->value].mentions += actor->mentions.n;
        }
    TW_SORT(v, count, by_mentions);
    out.n = count < ACTORS ? count : ACTORS;
    out.v = tw_arena_alloc(mem, out.n * sizeof *out.v);
    for (size_t i = 0; i < out.n; i++) out.v[i] = v[i].name;
    return out;
}

double tw_storysum_importance(uint64_t outlets, uint64_t last_day, uint64_t articles)
{
    return log1p((double)outlets) + log1p((double)last_day) + log1p((double)articles) / 2;
}

/* ---- Items */

struct list {
    struct tw_arena *mem;
    struct tw_stored_item *v;
    size_t n, cap;
    const uint64_t *number;
    struct tw_map ids;
};

/* Text on one line, not too long. */
static void add_line(struct tw_buf *b, struct tw_slice s)
{
    size_t n = s.n < LINE ? s.n : LINE;

    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    for (size_t i = 0; i < n; i++) tw_buf_addc(b, tw_is_space(s.p[i]) ? ' ' : s.p[i]);
    if (n < s.n) tw_buf_adds(b, "\xE2\x80\xA6");
}

/* The second lowest of the numbers of different accounts, the lowest when there is one. */
struct since {
    uint64_t first, second;
};

static void seen_in(struct since *s, uint64_t number)
{
    if (number == s->first || number == s->second) return;
    if (!s->first || number < s->first) {
        s->second = s->first;
        s->first = number;
    } else if (!s->second || number < s->second) {
        s->second = number;
    }
}

/* Ids are hashes: of two equal ones the first stays. */
static void add(struct list *l, struct tw_stored_item item, struct since s)
{
    bool added;

    tw_map_add(&l->ids, item.id, &added);
    if (!added) return;
    item.since = s.second ? s.second : s.first;
    TW_PUSH(l->mem, l->v, l->n, l->cap, item);
}

static void add_said(struct list *l, const struct tw_comparison *c, const struct tw_said *said)
{
    struct tw_buf text = {.mem = l->mem};
    struct since since = {0};
    const struct tw_member *m = said->members.v;

    for (size_t i = 0; i < said->members.n; i++) seen_in(&since, l->number[m[i].account]);
    if (said->speaker.n) {
        add_line(&text, said->speaker);
        tw_buf_adds(&text, ": ");
    }
    if (said->members.n)
        add_line(&text, tw_span_text(c->accounts[m->account].article->text, m->span));
    add(l,
        (struct tw_stored_item){said->id, TW_LIT("said"), tw_buf_slice(&text),
                                tw_slice_of(tw_said_relation_text(said->relation)), said->accounts,
                                said->origins, 0},
        since);
}

static void add_figure(struct list *l, const struct tw_comparison *c, const struct tw_reconciled *f)
{
    struct tw_buf text = {.mem = l->mem};
    struct since since = {0};

    add_line(&text, f->unit);
    for (size_t i = 0; i < f->members.n; i++) {
        const struct tw_figure_member *m = &f->members.v[i];

        seen_in(&since, l->number[m->account]);
        if (text.n > LINE) continue;
        tw_buf_adds(&text, i ? "; " : ": ");
        add_line(&text, tw_span_text(c->accounts[m->account].article->text, m->figure->span));
    }
    add(l,
        (struct tw_stored_item){f->id, TW_LIT("figure"), tw_buf_slice(&text),
                                tw_slice_of(tw_figure_relation_text(f->relation)), f->accounts,
                                f->origins, 0},
        since);
}

static unsigned count_accounts(struct tw_arena *mem, const struct tw_comparison *c,
                               const struct tw_question *q)
{
    bool *has = tw_arena_calloc(mem, c->n, sizeof *has);
    unsigned n = 0;

    for (size_t i = 0; i < q->positions.n; i++)
        for (size_t k = 0; k < q->positions.v[i].members.n; k++) {
            unsigned account = q->positions.v[i].members.v[k].account;

            n += !has[account];
            has[account] = true;
        }
    return n;
}

/* Origins: of the position that has most. */
static void add_claim(struct list *l, const struct tw_comparison *c, const struct tw_question *q)
{
    struct tw_buf text = {.mem = l->mem}, stances = {.mem = l->mem};
    struct since since = {0};
    unsigned origins = 0, told = 0;

    add_line(&text, q->question);
    for (size_t i = 0; i < q->positions.n; i++) {
        const struct tw_position *p = &q->positions.v[i];

        for (size_t k = 0; k < p->members.n; k++)
            seen_in(&since, l->number[p->members.v[k].account]);
        if (p->origins > origins) origins = p->origins;
        if (text.n <= LINE) {
            tw_buf_adds(&text, i ? "; " : ": ");
            add_line(&text, p->answer);
        }
        if (told >> p->stance & 1) continue;
        told |= 1u << p->stance;
        if (stances.n) tw_buf_addc(&stances, ' ');
        tw_buf_adds(&stances, tw_polarity_text(p->stance));
    }
    add(l,
        (struct tw_stored_item){q->id, TW_LIT("claim"), tw_buf_slice(&text), tw_buf_slice(&stances),
                                count_accounts(l->mem, c, q), origins, 0},
        since);
}

struct tw_stored_item *tw_storysum_items(struct tw_arena *mem, const struct tw_comparison *c,
                                         const uint64_t *number, size_t *n)
{
    struct list l = {.mem = mem, .number = number, .ids = tw_map_in(mem)};

    for (size_t i = 0; i < c->said.n; i++) add_said(&l, c, &c->said.v[i]);
    for (size_t i = 0; i < c->figures.n; i++) add_figure(&l, c, &c->figures.v[i]);
    for (size_t i = 0; i < c->claims.n; i++) add_claim(&l, c, &c->claims.v[i]);
    *n = l.n;
    return l.v;
}
