/* serve/api.c - the routes of the API.  doc/openapi.json describes each; tests/e2e holds both together. */
#include "serve/api.h"

#define READ(path, flags, handler) {"GET", path, TW_SCOPE_READ, (flags) | TW_ROUTE_CACHED, handler, NULL, 0}

const struct tw_route tw_api_routes[] = {
    READ("/v1", 0, tw_api_index),
    READ("/v1/stories", 0, tw_api_stories),
    READ("/v1/stories/{story}", 0, tw_api_story_one),
    READ("/v1/stories/{story}/articles", 0, tw_api_story_articles),
    READ("/v1/stories/{story}/statements", 0, tw_api_story_statements),
    READ("/v1/stories/{story}/comparison", 0, tw_api_story_comparison),
    READ("/v1/stories/{story}/events", 0, tw_api_story_events),
    READ("/v1/stories/{story}/decisions", 0, tw_api_story_decisions),
    READ("/v1/stories/{story}/why", TW_ROUTE_HEAVY, tw_api_story_why),
    READ("/v1/stories/{story}/why/{item}", TW_ROUTE_HEAVY, tw_api_story_why),
    READ("/v1/articles/{article}", 0, tw_api_article_one),
    READ("/v1/articles/{article}/text", 0, tw_api_article_text),
    READ("/v1/articles/{article}/statements", 0, tw_api_article_statements),
    READ("/v1/articles/{article}/evidence", 0, tw_api_article_evidence),
    READ("/v1/search", TW_ROUTE_HEAVY, tw_api_search),
    READ("/v1/outlets", TW_ROUTE_HEAVY, tw_api_outlets),
    READ("/v1/decisions", 0, tw_api_decisions),
    READ("/v1/decisions/{number}", 0, tw_api_decision_one),
    {0},
};
