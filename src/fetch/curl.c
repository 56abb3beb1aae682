/* fetch/curl.c - the table of names for tw_late_load. */
#include "fetch/curl.h"

#include "base/late.h"

enum tw_status tw_curl_load(struct tw_curl *c, const char **why)
{
    const struct tw_late_function functions[] = {
        {"curl_global_init", &c->global_init},
        {"curl_easy_init", &c->easy_init},
        {"curl_easy_cleanup", &c->easy_cleanup},
        {"curl_easy_reset", &c->easy_reset},
        {"curl_easy_setopt", &c->easy_set},
        {"curl_easy_getinfo", &c->easy_get},
        {"curl_easy_strerror", &c->easy_strerror},
        {"curl_multi_init", &c->multi_init},
        {"curl_multi_cleanup", &c->multi_cleanup},
        {"curl_multi_setopt", &c->multi_set},
        {"curl_multi_add_handle", &c->multi_add},
        {"curl_multi_remove_handle", &c->multi_remove},
        {"curl_multi_perform", &c->multi_perform},
        {"curl_multi_poll", &c->multi_poll},
        {"curl_multi_wakeup", &c->multi_wakeup},
        {"curl_multi_info_read", &c->multi_info_read},
        {"curl_slist_append", &c->slist_append},
        {"curl_slist_free_all", &c->slist_free_all},
        {"curl_url", &c->url},
        {"curl_url_cleanup", &c->url_cleanup},
        {"curl_url_set", &c->url_set},
        {"curl_url_get", &c->url_get},
        {"curl_free", &c->free},
    };
    enum tw_status st =
        tw_late_load("libcurl.so.4", functions, sizeof functions / sizeof *functions, why);

    if (st != TW_OK) return st;
    if (c->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) return TW_OK;
    *why = "libcurl could not be started";
    return TW_NOTFOUND;
}
