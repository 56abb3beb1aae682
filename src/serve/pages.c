/* serve/pages.c - the routes of the page. */
#include "serve/pages.h"

#include "serve/assets.h"
#include "serve/page.h"

static enum tw_status asset(struct tw_request *r, struct tw_answer *a)
{
    const struct tw_asset *x = tw_asset_find(r->arg[0]);

    if (!x) return tw_refuse(a, r, TW_NOTFOUND, "There is no such file.");
    a->type = tw_asset_type(x);
    a->literal = (struct tw_slice){(const char *)x->p, x->n};
    a->keeping = tw_slice_eq(r->arg[0], tw_slice_of(x->name)) ? TW_KEEP_ASK : TW_KEEP_FOREVER;
    return TW_OK;
}

void tw_page_problem(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_buf title = {.mem = r->mem};

    a->body.n = 0;
    tw_buf_adds(&title, a->status == 404   ? "Not found"
                        : a->status == 410 ? "Gone"
                        : a->status < 500  ? "Not possible"
                                           : "Something went wrong");
    tw_page_open(&p, tw_buf_slice(&title), TW_PAGE_NOWHERE, "problem");
    tw_page_put(&p, "<h1>");
    tw_page_text(&p, tw_buf_slice(&title));
    tw_page_put(&p, "</h1>\n<p>");
    tw_page_text(&p, tw_slice_of(a->why));
    tw_buf_addf(&a->body, "</p>\n<p class=\"fine\">%u</p>\n", a->status);
    if (a->status == 401 || a->status == 403) tw_page_session(&p);
    tw_page_put(&p, "<p><a href=\"/\">All stories</a></p>\n");
    tw_page_close(&p);
}

enum { FORM = 16 << 10 }; /* bytes of a form */
#define FORM_TYPE "application/x-www-form-urlencoded"

const struct tw_route tw_page_routes[] = {
    {"GET", "/", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_list, NULL, 0},
    {"GET", "/stories/{story}", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_story, NULL, 0},
    {"GET", "/stories/{story}/pair", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_pair, NULL, 0},
    {"GET", "/articles/{article}", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_article, NULL, 0},
    {"GET", "/why/{what}", TW_SCOPE_READ, TW_ROUTE_PAGE | TW_ROUTE_HEAVY, tw_page_why, NULL, 0},
    {"GET", "/search", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_search, NULL, 0},
    {"GET", "/outlets", TW_SCOPE_READ, TW_ROUTE_PAGE | TW_ROUTE_HEAVY, tw_page_outlets, NULL, 0},
    {"GET", "/feeds", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_feeds, NULL, 0},
    {"GET", "/alerts", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_alerts, NULL, 0},
    {"GET", "/decisions", TW_SCOPE_READ, TW_ROUTE_PAGE, tw_page_decided, NULL, 0},
    {"GET", "/settings", TW_SCOPE_READ, TW_ROUTE_PAGE | TW_ROUTE_NO_STORE, tw_page_settings, NULL,
     0},
    {"GET", "/help", TW_SCOPE_READ, TW_ROUTE_PAGE | TW_ROUTE_NO_STORE, tw_page_help, NULL, 0},
    {"GET", "/assets/{file}", TW_SCOPE_NONE, TW_ROUTE_PAGE | TW_ROUTE_NO_STORE, asset, NULL, 0},
    {"POST", "/decide", TW_SCOPE_WRITE, TW_ROUTE_PAGE | TW_ROUTE_FORM, tw_page_decide, FORM_TYPE,
     FORM},
    {"POST", "/settings", TW_SCOPE_READ, TW_ROUTE_PAGE | TW_ROUTE_FORM | TW_ROUTE_NO_STORE,
     tw_page_look, FORM_TYPE, FORM},
    {"POST", "/seen", TW_SCOPE_READ, TW_ROUTE_PAGE | TW_ROUTE_FORM | TW_ROUTE_NO_STORE,
     tw_page_seen, FORM_TYPE, FORM},
    {0},
};
