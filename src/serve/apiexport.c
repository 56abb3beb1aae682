/* serve/apiexport.c - stories in the formats of others (export/export.h): Atom and JSON Feed of a
** story, of a search, of everything; and the rest that `export` writes. */
#include "serve/api.h"
#include "serve/serve_int.h"

#include "export/export.h"

/* The format that the path ends with. */
static enum tw_status open_export(struct tw_request *r, struct tw_answer *a, struct tw_slice name,
                                  struct tw_export **x)
{
    const struct tw_exchange *exchange = r->exchange;
    struct tw_buf home = {.mem = r->mem}, self = {.mem = r->mem};
    struct tw_export_options o = {0};

    if (!tw_export_format_of(name, &o.format))
        return tw_refuse(a, r, TW_NOTFOUND, "%.*s: there is no such format", TW_FMT(name));
    tw_buf_addf(&home, "%s://%.*s/stories/", tw_slice_eq(tw_request_header(r, "X-Forwarded-Proto"),
                                                         TW_LIT("https")) ? "https" : "http",
                TW_FMT(tw_request_header(r, "Host")));
    o.home = tw_buf_slice(&home);
    tw_buf_add(&self, tw_slice_sub(o.home, 0, o.home.n - (sizeof "/stories/" - 1)));
    tw_buf_add(&self, exchange->uri);
    o.self = tw_buf_slice(&self);
    a->type = tw_export_media_type(o.format);
    return tw_export_open(r->store, &o, &a->body, x);
}

/* GET /v1/stories/{story}/export/{format} */
enum tw_status tw_api_story_export(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_story s;
    struct tw_export *x;
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    if ((st = open_export(r, a, r->arg[1], &x)) != TW_OK) return st;
    st = tw_export_story(x, s.number, &a->body);
    tw_export_end(x, &a->body);
    tw_export_free(x);
    return st;
}

/* GET /v1/export/{format}: the stories that /v1/stories lists. */
enum tw_status tw_api_export(struct tw_request *r, struct tw_answer *a)
{
    struct tw_story_filter f;
    struct tw_stored_story *v;
    struct tw_export *x;
    size_t n;
    enum tw_status st;

    if ((st = tw_api_filter(r, a, &f)) != TW_OK) return st;
    if ((st = tw_store_stories(r->store, r->mem, &f, &v, &n)) != TW_OK) return st;
    if ((st = open_export(r, a, r->arg[0], &x)) != TW_OK) return st;
    for (size_t i = 0; i < n && st == TW_OK && !tw_arena_over(r->mem); i++)
        st = tw_export_story(x, v[i].number, &a->body);
    tw_export_end(x, &a->body);
    tw_export_free(x);
    return st;
}
