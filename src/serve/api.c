/* serve/api.c - the routes of the API.  doc/openapi.json describes each; tests/e2e holds both
   together. */
#include "serve/api.h"
#include "serve/serve_int.h"

#define JSON  "application/json"
#define LINES "application/json application/x-ndjson application/jsonl"
#define PAGES "text/html application/xhtml+xml text/plain"
#define PART "limit,cursor"
#define FILTERS "{?words,actor,outlet,lang,origins,changed,from,until,starred,all," PART "}"
#define READ(path, flags, handler) {"GET", path, TW_SCOPE_READ, (flags) | TW_ROUTE_CACHED, handler, NULL, 0}

const struct tw_route tw_api_routes[] = {
    READ("/v1", 0, tw_api_index),
    READ("/v1/stories" FILTERS, 0, tw_api_stories),
    READ("/v1/stories/{story}", 0, tw_api_story_one),
    READ("/v1/stories/{story}/articles{?" PART "}", 0, tw_api_story_articles),
    READ("/v1/stories/{story}/statements{?" PART "}", 0, tw_api_story_statements),
    READ("/v1/stories/{story}/comparison", 0, tw_api_story_comparison),
    READ("/v1/stories/{story}/events", 0, tw_api_story_events),
    READ("/v1/stories/{story}/decisions", 0, tw_api_story_decisions),
    READ("/v1/stories/{story}/why{?article}", TW_ROUTE_HEAVY, tw_api_story_why),
    READ("/v1/stories/{story}/why/{item}{?article}", TW_ROUTE_HEAVY, tw_api_story_why),
    READ("/v1/articles/{article}", 0, tw_api_article_one),
    READ("/v1/articles/{article}/text", 0, tw_api_article_text),
    READ("/v1/articles/{article}/statements", 0, tw_api_article_statements),
    READ("/v1/articles/{article}/evidence", 0, tw_api_article_evidence),
    {"GET", "/v1/stories/{story}/export/{format}", TW_SCOPE_READ, TW_ROUTE_HEAVY, tw_api_story_export, NULL, 0},
    {"GET", "/v1/export/{format}" FILTERS, TW_SCOPE_READ, TW_ROUTE_HEAVY, tw_api_export, NULL, 0},
    {"POST", "/v1/articles", TW_SCOPE_WRITE, TW_ROUTE_HEAVY, tw_api_articles_post, LINES, 32 << 20},
    {"PUT", "/v1/articles/{article}", TW_SCOPE_WRITE, 0, tw_api_article_put, JSON, 4 << 20},
    {"DELETE", "/v1/articles/{article}", TW_SCOPE_ADMIN, 0, tw_api_article_delete, NULL, 0},
    {"POST", "/v1/pages{?url}", TW_SCOPE_WRITE, TW_ROUTE_HEAVY, tw_api_pages_post, PAGES, 16 << 20},
    READ("/v1/search{?q," PART "}", TW_ROUTE_HEAVY, tw_api_search),
    READ("/v1/outlets", TW_ROUTE_HEAVY, tw_api_outlets),
    READ("/v1/decisions{?" PART "}", 0, tw_api_decisions),
    READ("/v1/decisions/{number}", 0, tw_api_decision_one),
    {"POST", "/v1/decisions", TW_SCOPE_WRITE, 0, tw_api_decisions_post, JSON, 64 << 10},
    {"DELETE", "/v1/decisions/{number}", TW_SCOPE_WRITE, 0, tw_api_decision_delete, NULL, 0},
    READ("/v1/feeds", 0, tw_api_feeds),
    READ("/v1/alerts{?" PART "}", 0, tw_api_alerts),
    {"GET", "/v1/events{?since}", TW_SCOPE_READ, TW_ROUTE_STREAM, NULL, NULL, 0},
    {"POST", "/mcp", TW_SCOPE_READ, TW_ROUTE_HEAVY, tw_mcp_post, JSON, 64 << 10},
    {0},
};
