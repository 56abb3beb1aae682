/* fetch/curl.h - the functions of libcurl, loaded when they are first needed (base/late.h).
**
** Member names are libcurl's without "curl_".  7.85 is the oldest that has all that is used.
*/
#ifndef TW_FETCH_CURL_H
#define TW_FETCH_CURL_H
#include "base/status.h"

#include <curl/curl.h>

struct tw_curl {
    CURLcode (*global_init)(long flags);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_set)(CURL *, CURLoption, ...);
    CURLcode (*easy_get)(CURL *, CURLINFO, ...);
    const char *(*easy_strerror)(CURLcode);
    CURLM *(*multi_init)(void);
    CURLMcode (*multi_cleanup)(CURLM *);
    CURLMcode (*multi_set)(CURLM *, CURLMoption, ...);
    CURLMcode (*multi_add)(CURLM *, CURL *);
    CURLMcode (*multi_remove)(CURLM *, CURL *);
    CURLMcode (*multi_perform)(CURLM *, int *running);
    CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned n, int timeout_ms, int *ready);
    CURLMcode (*multi_wakeup)(CURLM *);
    CURLMsg *(*multi_info_read)(CURLM *, int *left);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLU *(*url)(void);
    void (*url_cleanup)(CURLU *);
    CURLUcode (*url_set)(CURLU *, CURLUPart, const char *, unsigned flags);
    CURLUcode (*url_get)(const CURLU *, CURLUPart, char **out, unsigned flags);
    void (*free)(void *);
};

/* TW_OK; TW_NOTFOUND: no libcurl, or one without what is needed; *why says which and lives as
** long as the program. */
TW_MUST_USE enum tw_status tw_curl_load(struct tw_curl *c, const char **why);

#endif
