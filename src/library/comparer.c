/* library/comparer.c - the accounts of one event, compared.
**
** Accounts and their statements stay in one arena until they are cleared; what
** is handed out of the comparison stands in another, emptied when the comparison
** is made again (compare/comparing.h keeps that one cheap).
*/
#include "base/vec.h"
#include "compare/because.h"
#include "compare/comparing.h"
#include "compare/owners.h"
#include "library/given.h"

enum { MOST = 8 };              /* GiB of accounts */

struct tw_comparer {
    struct tw_arena *self, *mem, *result_mem, *owners_mem;
    struct tw_owners owners;
    struct { struct tw_account *v; size_t n, cap; } accounts;
    struct tw_comparing *comparing;
    const struct tw_comparison *result;
    struct tw_found_comparison summary;
    struct tw_mark made;        /* behind both in result_mem */
    enum tw_status status;      /* of the result */
    bool compared;
};

struct tw_comparer *tw_comparer_new(void)
{
    struct tw_arena *self = tw_arena_new(0);
    struct tw_comparer *c = TW_NEW(self, struct tw_comparer);

    c->self = self;
    c->mem = tw_arena_new((size_t)MOST << 30);
    c->result_mem = tw_arena_new((size_t)MOST << 30);
    c->owners_mem = tw_arena_new(0);
    c->comparing = tw_comparing_new((size_t)MOST << 30);
    return c;
}

void tw_comparer_free(struct tw_comparer *c)
{
    if (!c) return;
    tw_comparing_free(c->comparing);
    tw_arena_free(c->owners_mem);
    tw_arena_free(c->result_mem);
    tw_arena_free(c->mem);
    tw_arena_free(c->self);
}

void tw_comparer_clear(struct tw_comparer *c)
{
    tw_comparing_clear(c->comparing);
    tw_arena_reset(c->mem);
    c->accounts.v = NULL;
    c->accounts.n = c->accounts.cap = 0;
    c->compared = false;
}

enum tw_status tw_comparer_add(struct tw_comparer *c, const char *article, size_t n)
{
    struct tw_mark before = tw_arena_mark(c->mem);
    struct tw_article *a = TW_NEW(c->mem, struct tw_article);
    struct tw_statements *s = TW_NEW(c->mem, struct tw_statements);
    enum tw_status st = tw_given_article(c->mem, article, n, a);

    if (st == TW_OK) st = tw_extract(c->mem, a, s);
    if (st != TW_OK) {
        tw_arena_release(c->mem, before);
        return st;
    }
    TW_PUSH(c->mem, c->accounts.v, c->accounts.n, c->accounts.cap,
            ((struct tw_account){.article = a, .statements = s}));
    tw_comparing_add(c->comparing, c->accounts.v[c->accounts.n - 1]);
    c->compared = false;
    return TW_OK;
}

enum tw_status tw_comparer_owners(struct tw_comparer *c, const char *table, size_t n)
{
    struct tw_slice text;
    size_t line;

    tw_arena_reset(c->owners_mem);
    c->owners = (struct tw_owners){0};
    c->compared = false;
    text = (struct tw_slice){tw_arena_dup(c->owners_mem, table, n), n};
    if (tw_owners_read(c->owners_mem, text, &c->owners, &line) == TW_OK) return TW_OK;
    c->owners = (struct tw_owners){0};
    return TW_BROKEN;
}

static const struct tw_found_account *accounts(struct tw_arena *mem, const struct tw_comparison *r)
{
    struct tw_found_account *v = TW_NEW_N(mem, struct tw_found_account, r->n);

    for (size_t i = 0; i < r->n; i++) {
        const struct tw_article *a = r->accounts[i].article;

        v[i] = (struct tw_found_account){
            .id = tw_given_string(mem, a->id),
            .source = tw_given_string(mem, a->source),
            .outlet = tw_given_string(mem, a->outlet_name),
            .title = tw_given_string(mem, a->title),
            .origin = tw_given_string(mem, r->origin[i]),
            .origin_why = tw_given_string(mem, r->origin_why[i]),
        };
    }
    return v;
}

static struct tw_found_comparison summary(struct tw_arena *mem, const struct tw_comparison *r)
{
    return (struct tw_found_comparison){
        .one_event = r->one_event,
        .why = tw_given_string(mem, r->why),
        .account = accounts(mem, r),
        .accounts = r->n,
        .origins = r->origins,
        .said = r->said.n,
        .figures = r->figures.n,
        .claims = r->claims.n,
        .only = r->only.n,
        .copied = r->copied.n,
    };
}

/* Makes the comparison when it is not there yet, and frees the text handed out last. */
static enum tw_status compare(struct tw_comparer *c)
{
    if (c->accounts.n == 0) return TW_EMPTY;
    if (c->compared) {
        tw_arena_release(c->result_mem, c->made);
        return c->status;
    }
    tw_arena_reset(c->result_mem);
    for (size_t i = 0; i < c->accounts.n; i++) {
        struct tw_account *a = &c->accounts.v[i];

        a->owner = tw_owners_find(&c->owners, c->result_mem, a->article->outlet_domain);
        tw_comparing_own(c->comparing, i, a->owner);
    }
    c->status = tw_comparing_result(c->comparing, &c->result);
    c->summary = summary(c->result_mem, c->result);
    c->made = tw_arena_mark(c->result_mem);
    c->compared = true;
    return c->status;
}

enum tw_status tw_comparer_compare(struct tw_comparer *c, struct tw_found_comparison *out)
{
    enum tw_status st = compare(c);

    if (out) *out = st == TW_EMPTY ? (struct tw_found_comparison){.why = ""} : c->summary;
    return st;
}

const char *tw_comparer_json(struct tw_comparer *c, size_t *len)
{
    struct tw_buf out = {.mem = c->result_mem};

    if (compare(c) == TW_EMPTY) return NULL;
    tw_comparison_write(&out, c->result);
    return tw_given_text(&out, len);
}

const char *tw_comparer_text(struct tw_comparer *c, unsigned width, bool colour, size_t *len)
{
    struct tw_buf out = {.mem = c->result_mem};

    if (compare(c) == TW_EMPTY) return NULL;
    tw_comparison_print(&out, c->result, width < 40 ? 40 : width > 1000 ? 1000 : width, colour);
    return tw_given_text(&out, len);
}

const char *tw_comparer_page(struct tw_comparer *c, size_t *len)
{
    struct tw_buf out = {.mem = c->result_mem};

    if (compare(c) == TW_EMPTY) return NULL;
    tw_comparison_report(&out, c->result);
    return tw_given_text(&out, len);
}

const char *tw_comparer_why(struct tw_comparer *c, const char *item, size_t *len)
{
    struct tw_buf out = {.mem = c->result_mem};
    struct tw_explained why;

    if (compare(c) == TW_EMPTY) return NULL;
    if (tw_because_of(c->result_mem, c->comparing, tw_slice_of(item), &why) == TW_NOTFOUND)
        return NULL;
    tw_because_write(&out, c->result, &why);
    return tw_given_text(&out, len);
}
