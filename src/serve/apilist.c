/* serve/apilist.c - search, outlets, decisions and the first page of the API. */
#include "serve/api.h"

#include "alert/alertjson.h"
#include "library/version.h"
#include "store/tell.h"
#include "watch/feedlist.h"

enum { DEEPEST = 1000 };        /* results of a search that can be paged to */

/* ---- Search: the cursor is how many were shown */

enum tw_status tw_api_search(struct tw_request *r, struct tw_answer *a)
{
    struct tw_slice words = tw_request_query(r, "q");
    uint64_t limit, from;
    struct tw_found *v;
    struct tw_json j;
    size_t n;
    enum tw_status st;

    if (words.n == 0) return tw_refuse(a, r, TW_USAGE, "q has the words to search for");
    if ((st = tw_api_part(r, a, DEEPEST, &limit, &from)) != TW_OK) return st;
    if (from + limit > DEEPEST) limit = DEEPEST - from;
    if ((st = tw_store_search(r->store, r->mem, words, from + limit + 1, &v, &n)) != TW_OK)
        return st;
    j = tw_api_list(a, "found");
    for (size_t i = from; i < n && i < from + limit; i++) {
        tw_api_item(&j);
        tw_tell_found(&a->body, &v[i]);
    }
    tw_api_list_end_at(r, a, &j, n > from + limit && from + limit < DEEPEST ? from + limit : 0);
    return TW_OK;
}

/* ---- Outlets */

enum tw_status tw_api_outlets(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_outlet *v;
    struct tw_json j;
    size_t n;
    enum tw_status st = tw_store_outlets(r->store, r->mem, &v, &n);

    if (st != TW_OK) return st;
    j = tw_api_list(a, "outlets");
    for (size_t i = 0; i < n; i++) {
        tw_api_item(&j);
        tw_tell_outlet(&a->body, &v[i]);
    }
    tw_api_list_end_at(r, a, &j, 0);
    return TW_OK;
}

/* ---- Feeds and alerts */

enum tw_status tw_api_feeds(struct tw_request *r, struct tw_answer *a)
{
    struct tw_watched *v;
    struct tw_json j;
    size_t n;
    enum tw_status st = tw_store_watched(r->store, r->mem, NULL, 0, &v, &n);

    if (st != TW_OK) return st;
    j = tw_api_list(a, "feeds");
    for (size_t i = 0; i < n; i++) {
        tw_api_item(&j);
        tw_feed_write(&a->body, &v[i]);
    }
    tw_api_list_end_at(r, a, &j, 0);
    return TW_OK;
}

static enum tw_status add_alert(struct tw_request *r, struct tw_answer *a,
                                const struct tw_stored_alert *alert)
{
    struct tw_delivered *d;
    size_t n;
    enum tw_status st = tw_store_delivery(r->store, r->mem, alert->number, &d, &n);

    if (st == TW_OK) tw_alert_tell(&a->body, alert, d, n);
    return st;
}

enum tw_status tw_api_alerts(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_alert *v;
    struct tw_json j;
    uint64_t limit, behind;
    size_t n;
    enum tw_status st;

    if ((st = tw_api_part(r, a, INT64_MAX, &limit, &behind)) != TW_OK) return st;
    if ((st = tw_store_alerts(r->store, r->mem, behind, limit + 1, &v, &n)) != TW_OK) return st;
    j = tw_api_list(a, "alerts");
    for (size_t i = 0; i < n && i < limit; i++) {
        tw_api_item(&j);
        if ((st = add_alert(r, a, &v[i])) != TW_OK) return st;
    }
    tw_api_list_end_at(r, a, &j, n > limit ? v[limit - 1].number : 0);
    return TW_OK;
}

/* ---- Decisions: the cursor is the number of the last one */

static enum tw_status add_decision(struct tw_request *r, struct tw_json *j,
                                   const struct tw_decision *d)
{
    struct tw_slice *ids;
    enum tw_status st = tw_tell_ids(r->store, r->mem, d->article, d->articles, &ids);

    if (st == TW_OK) tw_tell_decision(j, d, ids);
    return st;
}

enum tw_status tw_api_decisions(struct tw_request *r, struct tw_answer *a)
{
    struct tw_decision *v;
    struct tw_json j;
    uint64_t limit, behind;
    size_t n;
    enum tw_status st;

    if ((st = tw_api_part(r, a, INT64_MAX, &limit, &behind)) != TW_OK) return st;
    if ((st = tw_store_decisions(r->store, r->mem, behind, &v, &n)) != TW_OK) return st;
    j = tw_api_list(a, "decisions");
    for (size_t i = 0; i < n && i < limit; i++)
        if ((st = add_decision(r, &j, &v[i])) != TW_OK) return st;
    tw_api_list_end_at(r, a, &j, n > limit ? v[limit - 1].number : 0);
    return TW_OK;
}

enum tw_status tw_api_tell_decision(struct tw_request *r, struct tw_answer *a, uint64_t number)
{
    struct tw_decision *v;
    size_t n;
    enum tw_status st = number ? tw_store_decisions(r->store, r->mem, number - 1, &v,
                                                    &n) : TW_NOTFOUND;

    if (st == TW_OK && (n == 0 || v->number != number)) st = TW_NOTFOUND;
    if (st != TW_OK) return st;
    a->type = TW_TYPE_JSON;
    return tw_tell_decision_line(r->store, r->mem, v, &a->body);
}

enum tw_status tw_api_decision_one(struct tw_request *r, struct tw_answer *a)
{
    uint64_t number = 0;

    for (size_t i = 0; i < r->arg[0].n; i++) {
        if (!tw_is_digit(r->arg[0].p[i]) || i == 18) return TW_NOTFOUND;
        number = number * 10 + (uint64_t)(r->arg[0].p[i] - '0');
    }
    return tw_api_tell_decision(r, a, number);
}

/* ---- The first page */

enum tw_status tw_api_index(struct tw_request *r, struct tw_answer *a)
{
    struct tw_store_counts c;
    struct tw_json j = {.out = &a->body};
    enum tw_status st = tw_store_count(r->store, &c);

    if (st != TW_OK) return st;
    a->type = TW_TYPE_JSON;
    tw_json_open(&j, '{');
    tw_json_word(&j, "version", TW_VERSION);
    tw_json_word(&j, "description", "/openapi.json");
    tw_json_count(&j, "articles", c.articles);
    tw_json_count(&j, "stories", c.stories);
    tw_json_count(&j, "copies", c.copies);
    tw_json_count(&j, "comparisons", c.comparisons);
    tw_json_count(&j, "decisions", c.decisions);
    tw_json_close(&j, '}');
    tw_buf_addc(&a->body, '\n');
    return TW_OK;
}
