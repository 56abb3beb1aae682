/* store/review.c - the stories that changed, told anew at the end of a batch.
**
** However many articles a story got, it is compared once.  Accounts that are not in memory
** any more are read from the store and what they say is found again.  Stories are worked
** on in parallel and written in order of their numbers.
**
** What is written depends on the story's articles and on what people decided about it, so
** it is the same however the articles were cut into batches.  Of a story of more than
** MOST accounts the first FIRST and the newest are compared, up to MOST; the newest begin at
** every STEPth one, so that from one article to the next mostly one more is compared.
** Comparisons of GROWS accounts or more are kept and go on growing (store/growing.h).
** A story of one account has no comparison.  Of accounts that are whole books as many are
** compared as their texts fit into TEXT bytes.
*/
#include "store/desk_int.h"
#include "store/storysum.h"

#include "base/vec.h"
#include "dedup/clock.h"

#include <assert.h>

enum { MOST = 200, FIRST = 60, STEP = 80, GROWS = 6, AHEAD = 16, DAY = 86400 };
static const size_t TEXT = (size_t)16 << 20; /* bytes */

struct telling {
    struct tw_arena *mem;
    const struct tw_desk_changed *changed;
    struct tw_stored_story row;
    uint64_t *number;    /* of the accounts compared */
    struct tw_kept *own; /* those that were not in memory; number 0: it was */
    struct tw_account *account;
    size_t accounts;
    struct tw_growth *growth; /* NULL: compared from the start; else has the first accounts */
    size_t known;
    uint64_t *edition_of, *was; /* of each account, as found and as stored; 0: none */
    struct tw_slice json;
    struct tw_stored_item *item;
    size_t items;
};

struct review {
    struct tw_desk *d;
    size_t at;
    struct tw_arena *mem;                       /* of the glances */
    /* the articles of change[at / MANY * MANY] and on */
    struct tw_glances glances[TW_STORE_MANY];
    enum tw_status st;
};

static int by_story(const void *x, const void *y)
{
    const struct tw_desk_changed *a = x, *b = y;

    return (a->story > b->story) - (a->story < b->story);
}

/* ---- Facts from what is known of all its articles */

static enum tw_status light_of(struct tw_desk *d, struct tw_arena *mem, uint64_t number,
                               struct tw_desk_light *out)
{
    struct tw_stored stored;
    enum tw_status st;

    if (number >= d->light_first) {
        assert(number - d->light_first < d->light.n);
        *out = ((const struct tw_desk_light *)d->light.v)[number - d->light_first];
        return TW_OK;
    }
    if ((st = tw_store_article(d->store, mem, number, &stored)) != TW_OK) return st;
    *out = tw_desk_light_of(&stored.article, &stored.received);
    return TW_OK;
}

static void add_language(struct telling *t, const char lang[8], size_t *cap)
{
    struct tw_slice code = {lang, strnlen(lang, 8)};

    for (size_t i = 0; i < t->row.languages.n; i++)
        if (tw_slice_eq(t->row.languages.v[i], code)) return;
    if (code.n)
        TW_PUSH(t->mem, t->row.languages.v, t->row.languages.n, *cap, tw_slice_dup(t->mem, code));
}

static enum tw_status tell_facts(struct tw_desk *d, struct telling *t,
                                 const struct tw_glance *member, size_t n)
{
    struct tw_desk_light *light = tw_arena_alloc(t->mem, n * sizeof *light);
    struct tw_map outlets = tw_map_in(t->mem);
    uint64_t recent = 0;
    size_t cap = 0;
    enum tw_status st;

    for (size_t i = 0; i < n; i++) {
        if ((st = light_of(d, t->mem, member[i].number, &light[i])) != TW_OK) return st;
        tw_map_add(&outlets,
                   (struct tw_slice){(const char *)&light[i].outlet, sizeof light[i].outlet}, NULL);
        add_language(t, light[i].lang, &cap);
        if (!light[i].time) continue;
        if (!t->row.first || light[i].time < t->row.first) t->row.first = light[i].time;
        if (light[i].time > t->row.last) t->row.last = light[i].time;
    }
    for (size_t i = 0; i < n; i++) recent += light[i].time > t->row.last - DAY;
    t->row.articles = n;
    t->row.outlets = outlets.n;
    t->row.importance = tw_storysum_importance(outlets.n, recent, n);
    return TW_OK;
}

/* ---- The accounts */

/* The first of the newest that are compared. */
static size_t newest_from(size_t n)
{
    if (n <= MOST) return FIRST;
    return FIRST + (n - MOST + STEP - 1) / STEP * STEP;
}

static enum tw_status load(struct tw_desk *d, struct telling *t, size_t i)
{
    const struct tw_kept *k = tw_recent_find(d->recent, t->number[i]);
    struct tw_stored stored;
    enum tw_status st;

    if (!k) {
        if ((st = tw_store_article(d->store, t->mem, t->number[i], &stored)) != TW_OK) return st;
        t->own[i] = (struct tw_kept){.number = t->number[i], .article = stored.article};
        k = &t->own[i];
    }
    t->account[i] = (struct tw_account){
        &k->article, &k->statements, tw_owners_find(&d->owners, t->mem, k->article.outlet_domain)};
    return TW_OK;
}

static enum tw_status load_accounts(struct tw_desk *d, struct telling *t,
                                    const struct tw_glance *member, size_t n)
{
    size_t most = n < MOST ? n : MOST, from = newest_from(n), bytes = 0;
    enum tw_status st = TW_OK;

    t->number = tw_arena_alloc(t->mem, most * sizeof *t->number);
    t->was = tw_arena_alloc(t->mem, most * sizeof *t->was);
    for (size_t i = 0; i < n; i++) {
        if (i >= FIRST && i < from) continue;
        t->number[t->accounts] = member[i].number;
        t->was[t->accounts++] = member[i].edition_of;
    }
    assert(t->accounts <= most);
    t->own = tw_arena_calloc(t->mem, t->accounts, sizeof *t->own);
    t->account = tw_arena_alloc(t->mem, t->accounts * sizeof *t->account);
    t->edition_of = tw_arena_calloc(t->mem, t->accounts, sizeof *t->edition_of);
    if (t->accounts >= GROWS) {
        t->growth = tw_growings_get(d->growings, t->row.number, t->number, t->accounts);
        t->known = t->growth->n;
        if (t->known) memcpy(t->account, t->growth->account, t->known * sizeof *t->account);
    }
    for (size_t i = 0; i < t->accounts && st == TW_OK; i++) {
        if (i >= t->known) st = load(d, t, i);
        if (st != TW_OK) return st;
        bytes += t->account[i].article->text.n;
        if (i > 0 && bytes > TEXT) t->accounts = i;
    }
    return st;
}

/* ---- The stories, one after another */

/* A story without articles stays as a name for what it was merged into; what it was
** called is not kept, as it depends on when it was last written. */
static enum tw_status end_story(struct tw_desk *d, const struct tw_desk_changed *c)
{
    struct tw_stored_story row = {.number = c->story,
                                  .changed = c->changed,
                                  .into = tw_group_into(d->group, (uint32_t)c->story)};
    enum tw_status st = tw_store_put_story(d->store, &row);

    return st == TW_OK ? tw_store_put_comparison(d->store, c->story, (struct tw_slice){0}, NULL, 0)
                       : st;
}

/* The story that it was merged into, however often; 0: it was not. */
static uint32_t merged_into(const struct tw_desk *d, uint64_t story)
{
    uint32_t into = tw_group_into(d->group, (uint32_t)story), further = into;

    while (further) {
        into = further;
        further = tw_group_into(d->group, into);
    }
    return into;
}

/* A star goes on with the articles that it was given to: they are to be kept. */
static enum tw_status carry_stars(struct tw_desk *d)
{
    struct tw_arena *mem = tw_desk_scratch(d);
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < d->changes && st == TW_OK; i++) {
        uint32_t into = merged_into(d, d->change[i].story);
        struct tw_stored_story was;

        if (!into) continue;
        st = tw_store_story(d->store, mem, d->change[i].story, &was);
        if (st == TW_OK && was.starred) st = tw_store_star(d->store, into, true);
        if (st == TW_NOTFOUND) st = TW_OK;
    }
    return st;
}

/* Articles older than the window follow those that were merged with others. */
static enum tw_status follow_merged(struct tw_desk *d)
{
    struct tw_arena *mem = tw_desk_scratch(d);
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < d->changes && st == TW_OK; i++) {
        uint32_t into = merged_into(d, d->change[i].story);
        uint64_t *member;
        size_t n;

        if (!into) continue;
        if ((st = tw_store_members(d->store, mem, d->change[i].story, &member, &n)) != TW_OK) break;
        for (size_t k = 0; k < n && st == TW_OK; k++)
            st = tw_store_place(d->store, member[k], into);
    }
    return st;
}

/* The articles of the story at r->at: asked for with those of the stories behind it. */
static enum tw_status look(struct review *r, const struct tw_glances **out)
{
    struct tw_desk *d = r->d;
    size_t place = r->at % TW_STORE_MANY, n = d->changes - r->at;
    uint64_t story[TW_STORE_MANY];
    enum tw_status st = TW_OK;

    *out = &r->glances[place];
    if (place != 0) return TW_OK;
    if (n > TW_STORE_MANY) n = TW_STORE_MANY;
    for (size_t i = 0; i < n; i++) story[i] = d->change[r->at + i].story;
    tw_arena_reset(r->mem);
    st = tw_store_glances_many(d->store, r->mem, story, n, r->glances);
    return st;
}

/* Prepares the next story that has articles; NULL at the end or when something failed. */
static void *next(void *context)
{
    struct review *r = context;
    struct tw_desk *d = r->d;

    while (r->at < d->changes && r->st == TW_OK) {
        const struct tw_desk_changed *c = &d->change[r->at];
        struct tw_arena *mem = tw_arena_new(0);
        struct telling *t = TW_NEW(mem, struct telling);
        const struct tw_glances *members;

        *t = (struct telling){
            .mem = mem, .changed = c, .row = {.number = c->story, .changed = c->changed}};
        r->st = look(r, &members);
        r->at++;
        if (r->st == TW_OK && members->n == 0) r->st = end_story(d, c);
        else if (r->st == TW_OK) {
            r->st = tell_facts(d, t, members->v, members->n);
            if (r->st == TW_OK) r->st = load_accounts(d, t, members->v, members->n);
            if (r->st == TW_OK) return t;
        }
        tw_arena_free(mem);
    }
    return NULL;
}

/* The comparison; over its budget it is short, but right.  What people decided is told to a
** growing one each time, as it borrows it. */
static const struct tw_comparison *compare(const struct tw_desk *d, struct telling *t,
                                           struct tw_arena *scratch)
{
    struct tw_rulings rulings =
        tw_rulings_about(t->mem, d->standing, d->standings, t->account, t->number, t->accounts);
    const struct tw_comparison *c;
    struct tw_comparison *once;

    if (t->growth) {
        for (size_t i = t->known; i < t->accounts; i++)
            tw_growth_add(t->growth, t->number[i], &t->account[i]);
        tw_comparing_rule(t->growth->comparing, rulings);
        (void)!tw_comparing_result(t->growth->comparing, &c);
        return c;
    }
    once = TW_NEW(scratch, struct tw_comparison);
    (void)!tw_compare_ruled(scratch, t->account, t->accounts, rulings, once);
    return once;
}

static void tell_comparison(const struct tw_desk *d, struct telling *t, struct tw_arena *scratch)
{
    const struct tw_comparison *c = compare(d, t, scratch);
    struct tw_buf json = {.mem = scratch};

    tw_comparison_write(&json, c);
    t->json = tw_slice_dup(t->mem, tw_buf_slice(&json));
    t->item = tw_storysum_items(t->mem, c, t->number, &t->items);
    for (size_t i = 0; i < t->items; i++) t->item[i].id = tw_slice_dup(t->mem, t->item[i].id);
    t->row.origins = c->origins;
    t->row.accounts = t->row.articles - c->editions.n;
    for (size_t i = 0; i < c->editions.n; i++)
        t->edition_of[c->editions.v[i].to] = t->number[c->editions.v[i].from];
}

static void work(void *job, unsigned worker, void *context)
{
    struct review *r = context;
    struct telling *t = job;
    struct tw_arena *scratch = r->d->scratch[worker];

    for (size_t i = 0; i < t->accounts; i++) {
        struct tw_statements s;

        if (!t->own[i].number) continue;
        tw_arena_reset(scratch);
        (void)!tw_extract(scratch, &t->own[i].article, &s); /* as when it came */
        t->own[i].statements = tw_statements_dup(t->mem, &s);
    }
    t->row.title = tw_storysum_title(t->mem, t->account, t->accounts);
    t->row.actors = tw_storysum_actors(t->mem, t->account, t->accounts);
    t->row.accounts = t->row.origins = 1;
    tw_arena_reset(scratch);
    if (t->accounts > 1) tell_comparison(r->d, t, scratch);
}

static void done(void *job, void *context)
{
    struct review *r = context;
    struct tw_desk *d = r->d;
    struct telling *t = job;

    if (r->st == TW_OK) r->st = tw_store_put_story(d->store, &t->row);
    if (r->st == TW_OK && (t->json.n || t->row.number < d->news))
        r->st = tw_store_put_comparison(d->store, t->row.number, t->json, t->item, t->items);
    for (size_t i = 0; i < t->accounts && r->st == TW_OK; i++)
        if (t->edition_of[i] != t->was[i])
            r->st = tw_store_put_edition(d->store, t->number[i], t->edition_of[i]);
    for (size_t i = 0; i < t->accounts && r->st == TW_OK; i++)
        if (t->own[i].number) tw_recent_put(d->recent, &t->own[i]);
    tw_arena_free(t->mem);
}

enum tw_status tw_desk_review(struct tw_desk *d)
{
    struct review r = {.d = d};
    struct tw_ordered ordered = {next, work, done, &r};

    if ((r.st = follow_merged(d)) != TW_OK) return r.st;
    TW_SORT(d->change, d->changes, by_story);
    r.mem = tw_arena_new(0);
    tw_pool_ordered(d->threads == 1 ? 0 : d->threads, AHEAD, &ordered);
    tw_arena_free(r.mem);
    return r.st == TW_OK ? carry_stars(d) : r.st;
}
