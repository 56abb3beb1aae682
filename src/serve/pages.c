/* serve/pages.c - the routes of the page. */
#include "serve/serve.h"

static enum tw_status front(struct tw_request *r, struct tw_answer *a)
{
    (void)r;
    a->type = TW_TYPE_HTML;
    tw_buf_adds(&a->body, "<!DOCTYPE html><html lang=\"en\"><title>Twosource</title><h1>Twosource</h1>\n");
    return TW_OK;
}

void tw_page_problem(struct tw_request *r, struct tw_answer *a)
{
    (void)r;
    a->type = TW_TYPE_TEXT;
    tw_buf_addf(&a->body, "%u: %s\n", a->status, a->why);
}

const struct tw_route tw_page_routes[] = {
    {"GET", "/", TW_SCOPE_READ, TW_ROUTE_CACHED | TW_ROUTE_PAGE, front, NULL, 0},
    {0},
};
