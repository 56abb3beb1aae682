/* library/newsdesk.c - the writer of a store: src/store/desk.h behind a public handle. */
#include "store/desk.h"

#include "library/given.h"

#include <stdlib.h>

enum { BUDGET = 1 << 30 };      /* bytes of arena for one article, as in the program */

struct tw_newsdesk {
    struct tw_arena *mem;       /* one article */
    struct tw_store *store;
    struct tw_desk *desk;
    struct tw_newsdesk_counts counts;
    const char *why;            /* NULL: the store's */
};

static struct tw_desk_options options_of(const struct tw_newsdesk_options *o)
{
    struct tw_desk_options out = {.threads = 1};        /* one: the caller's */

    if (!o) return out;
    out.window = o->window;
    out.keep = o->keep;
    if (o->threads) out.threads = o->threads;
    out.owners = (struct tw_slice){o->owners, o->owners ? o->owners_len : 0};
    return out;
}

enum tw_status tw_newsdesk_open(const char *path, const struct tw_newsdesk_options *options,
                                struct tw_newsdesk **out)
{
    struct tw_desk_options o = options_of(options);
    struct tw_newsdesk *d;
    const char *why;
    enum tw_status st;

    *out = NULL;
    if (o.window < 0 || o.keep < 0) return TW_USAGE;
    d = calloc(1, sizeof *d);
    if (!d) tw_oom(sizeof *d);
    d->mem = tw_arena_new(BUDGET);
    st = tw_store_open(d->mem, path, TW_STORE_CREATE, &d->store, &why);
    if (st == TW_OK) st = tw_desk_open(d->store, path, &o, &d->desk);
    if (st == TW_OK) *out = d;
    else tw_newsdesk_close(d);
    return st;
}

enum tw_status tw_newsdesk_add(struct tw_newsdesk *d, const char *article, size_t n,
                               const char *received, enum tw_taken *taken)
{
    struct tw_article a;
    struct tw_incoming in = {.article = &a, .kind = TW_EVIDENCE_JSON, .evidence = {article, n}};
    enum tw_taken answer = TW_TAKEN;
    enum tw_status st;

    tw_arena_reset(d->mem);
    d->why = NULL;
    if ((st = tw_given_article(d->mem, article, n, &a)) != TW_OK) {
        d->why = tw_status_text(st);
        return st;
    }
    in.received = a.published;
    if (received && !tw_date_parse_iso(tw_slice_of(received), &in.received)) {
        d->why = "no date";
        return TW_USAGE;
    }
    if ((st = tw_desk_add(d->desk, &in, &answer)) != TW_OK) return st;
    d->counts.taken += answer == TW_TAKEN;
    d->counts.duplicates += answer == TW_DUPLICATE;
    d->counts.refused += answer == TW_REFUSED;
    if (taken) *taken = answer;
    return TW_OK;
}

enum tw_status tw_newsdesk_commit(struct tw_newsdesk *d)
{
    d->why = NULL;
    return tw_desk_commit(d->desk);
}

enum tw_status tw_newsdesk_count(struct tw_newsdesk *d, struct tw_newsdesk_counts *out)
{
    struct tw_store_counts stored = {0};
    enum tw_status st = tw_store_count(d->store, &stored);

    d->why = NULL;
    *out = d->counts;
    out->articles = stored.articles;
    out->stories = stored.stories;
    out->decisions = stored.decisions;
    return st;
}

const char *tw_newsdesk_why(const struct tw_newsdesk *d)
{
    return d->why ? d->why : tw_store_why(d->store);
}

void tw_newsdesk_close(struct tw_newsdesk *d)
{
    if (!d) return;
    tw_desk_close(d->desk);
    tw_store_close(d->store);
    tw_arena_free(d->mem);
    free(d);
}
