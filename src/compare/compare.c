/* compare/compare.c - the order in which a comparison is made. */
#include "compare/edition.h"
#include "compare/match.h"

#include "base/hash.h"
#include "base/vec.h"

#include <assert.h>

struct tw_slice tw_side_id(const struct tw_side *s, const char *kind, unsigned account,
                           struct tw_span span)
{
    const struct tw_article *a = s->views.v[account].article;
    struct tw_slice part[] = {tw_slice_of(kind), a->id, tw_span_text(a->text, span)};
    char id[17];

    tw_hash_id(part, 3, id);
    return tw_slice_dup(s->mem, (struct tw_slice){id, 16});
}

static void name_origins(struct tw_side *s)
{
    struct tw_comparison *out = s->out;

    out->origin = TW_NEW_N(s->mem, struct tw_slice, out->n);
    out->origin_why = s->origins.why;
    out->origins = s->origins.n;
    for (size_t i = 0; i < out->n; i++)
        if (s->edition[i].before >= 0)
            out->origin_why[i] = TW_LIT("a later edition of its own account");
    for (size_t i = 0; i < out->n; i++) out->origin[i] = s->outlets.v[s->origins.of[i]].name;
}

/* What an edition keeps of the one before is not copied. */
static void list_copied(struct tw_side *s)
{
    struct tw_comparison *out = s->out;

    out->copied.v = TW_NEW_N(s->mem, struct tw_copied, s->copies.passages.n);
    for (size_t i = 0; i < s->copies.passages.n; i++) {
        const struct tw_copied *p = &s->copies.passages.v[i];

        if (!tw_side_is_one(s, p->a, p->b)) out->copied.v[out->copied.n++] = *p;
    }
}

/* Editions have one outlet, also when only one of them names it. */
static void find_editions(struct tw_side *s)
{
    s->edition = tw_editions_find(s->mem, &s->editing, &s->copying, &s->views, &s->outlets);
    for (size_t i = 0; i < s->views.n; i++) s->outlets.of[i] = s->outlets.of[s->edition[i].first];
}

struct tw_side tw_side_in(struct tw_arena *mem, struct tw_arena *lasting, struct tw_arena *settled)
{
    return (struct tw_side){
        .mem = mem,
        .lasting = lasting,
        .settled = settled,
        .views = tw_views_in(lasting),
        .copying.mem = lasting,
        .editing = {.mem = lasting, .shares.mem = lasting, .rewritten.mem = lasting},
        .matching = tw_matching_in(settled),
        .tallying = tw_tallying_in(settled),
    };
}

/* What rests on the weights of words, or on who is the press, is found anew. */
static void unsettle(struct tw_side *s)
{
    if (s->settled != s->mem) tw_arena_reset(s->settled);
    s->utterances = (struct tw_utterances){0};
    s->first = NULL;
    s->by_press = NULL;
    s->accounts = s->first_cap = s->press_cap = 0;
    s->matching = tw_matching_in(s->settled);
    s->tallying = tw_tallying_in(s->settled);
    s->naming = (struct tw_naming){0};
}

static void read_accounts(struct tw_side *s, const struct tw_account *accounts, size_t n)
{
    assert(s->views.n <= n);
    for (size_t i = s->views.n; i < n; i++) {
        struct tw_view *v;

        tw_views_add(&s->views, &accounts[i]);
        v = &s->views.v[i];
        v->is_body = tw_is_body(s->mem, v);
        tw_copying_add(&s->copying, v->article, v->is_body);
    }
    if (tw_views_weigh(&s->views)) unsettle(s);
}

static uint8_t *sources_by_press(struct tw_arena *mem, const struct tw_view *v)
{
    size_t n = v->statements->attributions.n;
    uint8_t *is_press = TW_NEW_N(mem, uint8_t, n);

    for (size_t i = 0; i < n; i++)
        is_press[i] = tw_is_press(v, v->statements->attributions.v[i].source);
    return is_press;
}

/* A new account may make known that a name in earlier ones is the press. */
static bool knows_press_better(const struct tw_side *s)
{
    for (size_t a = 0; a < s->accounts; a++) {
        const uint8_t *now = sources_by_press(s->mem, &s->views.v[a]);

        if (memcmp(now, s->by_press[a], s->views.v[a].statements->attributions.n) != 0) return true;
    }
    return false;
}

/* Utterances, figures and names of the accounts that have not been looked at. */
static void look_at_accounts(struct tw_side *s)
{
    for (; s->accounts < s->views.n; s->accounts++) {
        const struct tw_view *v = &s->views.v[s->accounts];
        unsigned account = (unsigned)s->accounts;
        size_t n = s->accounts, more = n + 1;

        TW_PUSH(s->settled, s->by_press, n, s->press_cap, sources_by_press(s->settled, v));
        tw_utterances_add(s->settled, v, account, s->body[account], &s->utterances);
        if (account == 0) s->first = TW_NEW_N(s->settled, size_t, s->first_cap = 2);
        TW_PUSH(s->settled, s->first, more, s->first_cap, s->utterances.n);
        tw_matching_add(&s->matching, &s->utterances);
        tw_tallied_add(s, account, &s->tallying.list);
        tw_tallying_add(&s->tallying);
        tw_side_name(s, account);
    }
}

/* Twice when people keep statements apart: the first time shows from what. */
static void group_utterances(struct tw_side *s)
{
    struct tw_bars bars = {0};

    s->group = TW_NEW_N(s->mem, uint32_t, s->utterances.n);
    s->grouped = TW_NEW_N(s->mem, uint8_t, s->utterances.n);
    tw_match_group(s->mem, &s->matching, &s->utterances, &bars, s->group);
    bars = tw_bars_of_said(s, s->group);
    if (bars.n > 0) tw_match_group(s->mem, &s->matching, &s->utterances, &bars, s->group);
}

void tw_side_make(struct tw_side *s, const struct tw_account *accounts, size_t n,
                  struct tw_comparison *out)
{
    assert(n >= 1);
    s->out = out;
    *out = (struct tw_comparison){.accounts = accounts, .n = n};
    read_accounts(s, accounts, n);
    tw_outlets_read(s->mem, &s->views, &s->outlets);
    find_editions(s);
    s->body = tw_bodies_find(s->mem, &s->views, &s->outlets);
    if (knows_press_better(s)) unsettle(s);
    tw_copies_find(s->mem, &s->copying, &s->views, s->outlets.of, &s->copies);
    tw_origins_find(s->mem, accounts, &s->views, &s->outlets, &s->copies, s->body, &s->origins);
    tw_origins_rule(&s->origins, &s->outlets, s->rulings);
    name_origins(s);
    list_copied(s);
    look_at_accounts(s);
    group_utterances(s);
    s->denials = tw_denials_of(s);
    tw_side_said(s);
    tw_side_figures(s);
    tw_editions_leave_figures(s);
    tw_side_claims(s);
    tw_side_only(s);
    tw_side_event(s);
    tw_side_editions(s);
    tw_side_rank(s);
}

enum tw_status tw_compare(struct tw_arena *mem, const struct tw_account *accounts, size_t n,
                          struct tw_comparison *out)
{
    return tw_compare_ruled(mem, accounts, n, (struct tw_rulings){0}, out);
}

enum tw_status tw_compare_ruled(struct tw_arena *mem, const struct tw_account *accounts, size_t n,
                                struct tw_rulings rulings, struct tw_comparison *out)
{
    struct tw_side s = tw_side_in(mem, mem, mem);

    s.rulings = rulings;
    tw_side_make(&s, accounts, n, out);
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}
