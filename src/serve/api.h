/* serve/api.h - what the handlers of the API share; the table of them is in api.c.
**
** Objects are those of doc/json.md; lists are {"NAME":[...],"next":cursor or null}.
*/
#ifndef TW_SERVE_API_H
#define TW_SERVE_API_H
#include "base/json.h"
#include "serve/serve.h"

enum { TW_API_LIMIT = 50, TW_API_MOST = 500 };      /* of a list: when nothing is said, at most */

/* ---- Parameters: TW_USAGE when they make no sense, which is told */

/* A number from 0 to `most`; *out stays when the parameter is not there. */
TW_MUST_USE enum tw_status tw_api_number(struct tw_request *r, struct tw_answer *a,
                                         const char *name, uint64_t most, uint64_t *out);
/* There without a value, or with 1, true or yes. */
TW_MUST_USE enum tw_status tw_api_switch(struct tw_request *r, struct tw_answer *a,
                                         const char *name, bool *out);
/* A date or time: its first second, or with `end` its last. */
TW_MUST_USE enum tw_status tw_api_time(struct tw_request *r, struct tw_answer *a, const char *name,
                                       bool end, int64_t *out);
/* `limit`, from 1. */
TW_MUST_USE enum tw_status tw_api_limit(struct tw_request *r, struct tw_answer *a, uint64_t *out);
/* `limit`, and `cursor` where it is a number up to `most`; 0: there is none. */
TW_MUST_USE enum tw_status tw_api_part(struct tw_request *r, struct tw_answer *a, uint64_t most,
                                       uint64_t *limit, uint64_t *cursor);

/* ---- Names in the path */

/* The story of arg[0]; when it was merged a->status is 308 and a->location the other one, and
** the answer is done: *out has number 0 then. */
TW_MUST_USE enum tw_status tw_api_story(struct tw_request *r, struct tw_answer *a,
                                        struct tw_stored_story *out);
/* The number of the article of arg[0]. */
TW_MUST_USE enum tw_status tw_api_article(struct tw_request *r, struct tw_answer *a,
                                          uint64_t *number);

/* ---- Lists */

/* {"NAME":[ */
struct tw_json tw_api_list(struct tw_answer *a, const char *name);
/* Before an item that writes itself. */
void tw_api_item(struct tw_json *j);
/* ],"next":...} with a Link header; cursor empty: it was the last. */
void tw_api_list_end(struct tw_request *r, struct tw_answer *a, struct tw_json *j,
                     struct tw_slice cursor);
/* The same with a number as the cursor; 0: none. */
void tw_api_list_end_at(struct tw_request *r, struct tw_answer *a, struct tw_json *j,
                        uint64_t cursor);

/* What chooses among stories: the parameters of /v1/stories. */
TW_MUST_USE enum tw_status tw_api_filter(struct tw_request *r, struct tw_answer *a,
                                         struct tw_story_filter *f);
/* A decision by its number, as it stands. */
TW_MUST_USE enum tw_status tw_api_tell_decision(struct tw_request *r, struct tw_answer *a,
                                                uint64_t number);

/* ---- Handlers */

tw_handler tw_api_index, tw_api_stories, tw_api_story_one, tw_api_story_articles,
    tw_api_story_comparison,
    tw_api_story_statements, tw_api_story_events, tw_api_story_decisions, tw_api_story_why;
tw_handler tw_api_article_one, tw_api_article_text, tw_api_article_statements,
    tw_api_article_evidence;
tw_handler tw_api_search, tw_api_outlets, tw_api_feeds, tw_api_alerts, tw_api_decisions,
    tw_api_decision_one;
tw_handler tw_api_story_export, tw_api_export;
tw_handler tw_api_articles_post, tw_api_article_put, tw_api_article_delete, tw_api_pages_post,
    tw_api_decisions_post, tw_api_decision_delete;

#endif
