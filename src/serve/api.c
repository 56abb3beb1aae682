/* serve/api.c - the routes of the API, and the smallest of them. */
#include "serve/serve.h"

#include "store/naming.h"
#include "store/retell.h"
#include "store/tell.h"

static enum tw_status stories(struct tw_request *r, struct tw_answer *a)
{
    struct tw_story_filter f = {.limit = 100};

    a->type = TW_TYPE_LINES;
    return tw_tell_stories(r->store, r->mem, &f, &a->body);
}

static enum tw_status comparison(struct tw_request *r, struct tw_answer *a)
{
    uint64_t story = tw_naming_story(r->arg[0]);

    if (!story) return tw_refuse(a, r, TW_NOTFOUND, "%.*s: no story", TW_FMT(r->arg[0]));
    a->type = TW_TYPE_JSON;
    return tw_retell_json(r->store, r->mem, story, &a->body);
}

const struct tw_route tw_api_routes[] = {
    {"GET", "/v1/stories", TW_SCOPE_READ, TW_ROUTE_CACHED, stories, NULL, 0},
    {"GET", "/v1/stories/{story}/comparison", TW_SCOPE_READ, TW_ROUTE_CACHED, comparison, NULL, 0},
    {0},
};
