/* serve/pages.h - the handlers of the pages, one for each route of pages.c. */
#ifndef TW_SERVE_PAGES_H
#define TW_SERVE_PAGES_H
#include "serve/serve.h"

tw_handler tw_page_list, tw_page_story, tw_page_pair, tw_page_article, tw_page_why, tw_page_search,
    tw_page_outlets, tw_page_feeds, tw_page_alerts, tw_page_decided, tw_page_settings, tw_page_help;
/* What forms send. */
tw_handler tw_page_decide, tw_page_look, tw_page_seen;

#endif
