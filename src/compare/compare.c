/* compare/compare.c - the order in which a comparison is made. */
#include "compare/edition.h"
#include "compare/match.h"

#include "base/hash.h"

#include <assert.h>

struct tw_slice tw_side_id(struct tw_side *s, const char *kind, unsigned account, struct tw_span span)
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
        if (s->edition[i].before >= 0) out->origin_why[i] = TW_LIT("a later edition of its own account");
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
    s->edition = tw_editions_find(s->mem, &s->views, &s->outlets);
    for (size_t i = 0; i < s->views.n; i++) s->outlets.of[i] = s->outlets.of[s->edition[i].first];
}

static void index_utterances(struct tw_side *s)
{
    s->first = TW_NEW_N(s->mem, size_t, s->views.n + 1);
    for (size_t i = 0; i < s->utterances.n; i++) s->first[s->utterances.v[i].account + 1]++;
    for (size_t a = 0; a < s->views.n; a++) s->first[a + 1] += s->first[a];
    s->reach = TW_NEW_N(s->mem, size_t, s->utterances.n);
    for (size_t i = 0; i < s->utterances.n; i++) {
        const struct tw_utterance *u = &s->utterances.v[i];
        bool is_first = i == s->first[u->account];

        s->reach[i] = tw_span_end(u->span);
        if (!is_first && s->reach[i - 1] > s->reach[i]) s->reach[i] = s->reach[i - 1];
    }
}

void tw_side_make(struct tw_side *s, struct tw_arena *mem, const struct tw_account *accounts, size_t n,
                  struct tw_comparison *out)
{
    *s = (struct tw_side){.mem = mem, .out = out};
    assert(n >= 1);
    *out = (struct tw_comparison){.accounts = accounts, .n = n};
    s->views = tw_views_in(mem);
    for (size_t i = 0; i < n; i++) tw_views_add(&s->views, &accounts[i]);
    tw_views_weigh(&s->views);
    tw_outlets_read(mem, &s->views, &s->outlets);
    find_editions(s);
    s->body = tw_bodies_find(mem, &s->views, &s->outlets);
    tw_copies_find(mem, &s->views, s->outlets.of, s->body, &s->copies);
    tw_origins_find(mem, accounts, &s->views, &s->outlets, &s->copies, s->body, &s->origins);
    name_origins(s);
    list_copied(s);
    tw_utterances_read(mem, &s->views, s->body, &s->utterances);
    index_utterances(s);
    s->group = TW_NEW_N(mem, uint32_t, s->utterances.n);
    s->grouped = TW_NEW_N(mem, uint8_t, s->utterances.n);
    tw_match_group(mem, &s->utterances, s->group);
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
    struct tw_side s;

    tw_side_make(&s, mem, accounts, n, out);
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}
