/* compare/copying.c - runs of words and who has them. */
#include "compare/copying.h"

#include "base/vec.h"

#include <assert.h>

enum { DAY = 86400 };               /* seconds */
enum { SLOTS = 1024 };

static size_t grams(const struct tw_shared_text *t)
{
    return t->words.n >= TW_SHARED_GRAM ? t->words.n - TW_SHARED_GRAM + 1 : 0;
}

static struct tw_run *run_of(const struct tw_copying *c, uint64_t gram)
{
    size_t i = (size_t)gram & (c->slots - 1);

    while (c->run[i].first && c->run[i].gram != gram) i = (i + 1) & (c->slots - 1);
    return &c->run[i];
}

/* Room for `more` runs with half of the table free. */
static void make_room(struct tw_copying *c, size_t more)
{
    struct tw_run *old = c->run;
    size_t slots = c->slots;

    if ((c->runs + more) * 2 <= slots) return;
    if (c->slots == 0) c->slots = SLOTS;
    while ((c->runs + more) * 2 > c->slots) c->slots *= 2;
    c->run = TW_NEW_N(c->mem, struct tw_run, c->slots);
    for (size_t i = 0; i < slots; i++) if (old[i].first) *run_of(c, old[i].gram) = old[i];
}

/* Notes the runs of an account, each once, and how often it has them. */
static void note_runs(struct tw_copying *c, uint32_t account)
{
    const struct tw_shared_text *t = &c->v[account].text;

    make_room(c, grams(t));
    for (size_t i = 0; i < grams(t); i++) {
        uint64_t gram = tw_shared_gram(&t->words, i);
        struct tw_run *r = run_of(c, gram);

        if (r->first && c->holder[r->first - 1].account == account) {
            c->holder[r->first - 1].times++;
            continue;
        }
        c->runs += r->first == 0;
        TW_PUSH(c->mem, c->holder, c->holders, c->holder_cap,
                (struct tw_run_holder){account, 1, r->first});
        *r = (struct tw_run){gram, (uint32_t)c->holders};
    }
}

bool tw_copying_is_before(const struct tw_copying *c, unsigned a, unsigned b)
{
    return c->v[a].time != c->v[b].time ? c->v[a].time < c->v[b].time : a < b;
}

/* Per other account the runs that the later one of the two shares with the
** earlier one; `from` is the account's first holder. */
static void count_shared(const struct tw_copying *c, unsigned account, size_t from,
                         uint32_t *shared)
{
    for (size_t h = from; h < c->holders; h++) {
        for (uint32_t k = c->holder[h].next; k; k = c->holder[k - 1].next) {
            const struct tw_run_holder *other = &c->holder[k - 1];

            shared[other->account] += tw_copying_is_before(c, other->account, account)
                ? c->holder[h].times : other->times;
        }
    }
}

/* Makes the account a candidate of b, if it shares more runs than one that is. */
static void add_candidate(struct tw_copying *c, unsigned b, unsigned account, uint32_t runs)
{
    struct tw_copier *x = &c->v[b];
    size_t at = x->n;

    while (at > 0 && (x->v[at - 1].runs < runs
                      || (x->v[at - 1].runs == runs
                          && tw_copying_is_before(c, account, x->v[at - 1].account)))) at--;
    if (at == TW_COPYING_TRIED) return;
    if (x->n < TW_COPYING_TRIED) x->n++;
    for (size_t i = x->n - 1; i > at; i--) x->v[i] = x->v[i - 1];
    x->v[at] = (struct tw_likely_source){.account = account, .runs = runs};
}

/* A date without an hour: a body's statement opens the day, reporting ends it. */
static int64_t time_of(const struct tw_date *d, bool is_body)
{
    return tw_date_unix(d) + (d->grain <= TW_DATE_DAY && !is_body ? DAY - 1 : 0);
}

void tw_copying_add(struct tw_copying *c, const struct tw_article *article, bool is_body)
{
    unsigned account = (unsigned)c->n;
    int64_t before = c->n > 0 ? c->v[c->n - 1].time : INT64_MIN;
    struct tw_mark mark;
    size_t from = c->holders;
    uint32_t *shared;

    TW_PUSH(c->mem, c->v, c->n, c->cap,
            (struct tw_copier){.time = article->published.grain != TW_DATE_NONE
                               ? time_of(&article->published, is_body) : before});
    tw_shared_read(c->mem, article->text, &c->v[account].text);
    note_runs(c, account);
    mark = tw_arena_mark(c->mem);
    shared = TW_NEW_N(c->mem, uint32_t, c->n);
    count_shared(c, account, from, shared);
    for (unsigned a = 0; a < account; a++) {
        if (shared[a] < TW_COPYING_WORDS - TW_SHARED_GRAM) continue;
        if (tw_copying_is_before(c, a, account)) add_candidate(c, account, a, shared[a]);
        else add_candidate(c, a, account, shared[a]);
    }
    tw_arena_release(c->mem, mark);
}

const struct tw_shared_list *tw_copying_passages(struct tw_copying *c, struct tw_arena *scratch,
                                                 unsigned b, size_t candidate)
{
    struct tw_likely_source *x = &c->v[b].v[candidate];
    struct tw_mark mark = tw_arena_mark(scratch);

    assert(candidate < c->v[b].n);
    if (x->is_read) return &x->list;
    x->is_read = true;
    if (tw_shared_between(scratch, &c->v[x->account].text, &c->v[b].text, TW_COPYING_WORDS,
                          &x->list) != TW_OK)
        x->list.n = 0;
    if (scratch == c->mem) return &x->list;
    x->list.v = tw_arena_dup(c->mem, x->list.v, x->list.n * sizeof *x->list.v);
    tw_arena_release(scratch, mark);
    return &x->list;
}
