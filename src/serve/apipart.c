/* serve/apipart.c - parameters, names and lists of the API. */
#include "serve/api.h"

#include "serve/router.h"
#include "store/naming.h"
#include "store/tell.h"

#include <stdio.h>

/* ---- Parameters */

static bool read_number(struct tw_slice s, uint64_t most, uint64_t *out)
{
    uint64_t n = 0;

    if (s.n == 0 || s.n > 18) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i])) return false;
        n = n * 10 + (uint64_t)(s.p[i] - '0');
    }
    *out = n;
    return n <= most;
}

enum tw_status tw_api_number(struct tw_request *r, struct tw_answer *a, const char *name,
                             uint64_t most, uint64_t *out)
{
    struct tw_slice s = tw_request_query(r, name);

    if (s.n == 0 || read_number(s, most, out)) return TW_OK;
    return tw_refuse(a, r, TW_USAGE, "%s is a number from 0 to %llu", name,
                     (unsigned long long)most);
}

static bool is_there(const struct tw_request *r, const char *name)
{
    for (size_t i = 0; i < r->query.n; i++)
        if (tw_slice_eq(r->query.v[i].name, tw_slice_of(name))) return true;
    return false;
}

enum tw_status tw_api_switch(struct tw_request *r, struct tw_answer *a, const char *name, bool *out)
{
    static const char *const yes[] = {"", "1", "true", "yes"}, *const no[] = {"0", "false", "no"};
    struct tw_slice s = tw_request_query(r, name);

    *out = false;
    if (!is_there(r, name)) return TW_OK;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (tw_slice_eq(s, tw_slice_of(yes[i]))) return *out = true, TW_OK;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (tw_slice_eq(s, tw_slice_of(no[i]))) return TW_OK;
    return tw_refuse(a, r, TW_USAGE, "%s is true or false", name);
}

enum tw_status tw_api_time(struct tw_request *r, struct tw_answer *a, const char *name, bool end,
                           int64_t *out)
{
    struct tw_slice s = tw_request_query(r, name);
    struct tw_date d;

    if (s.n == 0) return TW_OK;
    if (!tw_date_parse_iso(s, &d))
        return tw_refuse(a, r, TW_USAGE,
                         "%s is a date or time as in ISO 8601, 2031-04-02 or 2031-04-02T10:00Z",
                         name);
    *out = end ? tw_tell_end_of(&d) : tw_date_unix(&d);
    return TW_OK;
}

enum tw_status tw_api_limit(struct tw_request *r, struct tw_answer *a, uint64_t *out)
{
    enum tw_status st;

    *out = TW_API_LIMIT;
    st = tw_api_number(r, a, "limit", TW_API_MOST, out);
    if (st == TW_OK && *out == 0)
        return tw_refuse(a, r, TW_USAGE, "limit is a number from 1 to %d", TW_API_MOST);
    return st;
}

enum tw_status tw_api_part(struct tw_request *r, struct tw_answer *a, uint64_t most,
                           uint64_t *limit, uint64_t *cursor)
{
    enum tw_status st = tw_api_limit(r, a, limit);

    *cursor = 0;
    return st == TW_OK ? tw_api_number(r, a, "cursor", most, cursor) : st;
}

/* The parameters, but for one, as they stand in an address; what the next one begins with. */
static char add_query(struct tw_buf *b, const struct tw_request *r, const char *but)
{
    char sign = '?';

    for (size_t i = 0; i < r->query.n; i++) {
        if (tw_slice_eq(r->query.v[i].name, tw_slice_of(but))) continue;
        tw_buf_addc(b, sign);
        tw_route_encode(b, r->query.v[i].name);
        tw_buf_addc(b, '=');
        tw_route_encode(b, r->query.v[i].value);
        sign = '&';
    }
    return sign;
}

/* ---- Names */

static enum tw_status moved(struct tw_request *r, struct tw_answer *a, uint64_t into,
                            struct tw_stored_story *out)
{
    struct tw_buf b = {.mem = r->mem};
    struct tw_slice rest = r->path;
    size_t end = tw_slice_find_char(rest, '/', sizeof "/v1/stories/" - 1);

    tw_buf_addf(&b, "/v1/stories/s%llu", (unsigned long long)into);
    if (end != TW_NONE) tw_buf_add(&b, tw_slice_sub(rest, end, rest.n));
    (void)add_query(&b, r, "");
    a->status = 308;
    a->location = tw_buf_slice(&b);
    out->number = 0;
    return TW_OK;
}

enum tw_status tw_api_story(struct tw_request *r, struct tw_answer *a, struct tw_stored_story *out)
{
    uint64_t number = tw_naming_story(r->arg[0]);
    enum tw_status st = number ? tw_store_story(r->store, r->mem, number, out) : TW_NOTFOUND;

    if (st == TW_NOTFOUND)
        return tw_refuse(a, r, st, "%.*s: there is no such story", TW_FMT(r->arg[0]));
    if (st == TW_OK && out->into) return moved(r, a, out->into, out);
    if (st == TW_OK && out->articles == 0)
        return tw_refuse(a, r, TW_NOTFOUND, "%.*s: the story has no articles any more",
                         TW_FMT(r->arg[0]));
    return st;
}

enum tw_status tw_api_article(struct tw_request *r, struct tw_answer *a, uint64_t *number)
{
    enum tw_known known;
    enum tw_status st = tw_store_known(r->store, r->arg[0], &known, number);

    if (st != TW_OK || known == TW_STORED) return st;
    if (known == TW_FORGOTTEN) {
        a->status = 410;
        return tw_refuse(a, r, TW_NOTFOUND, "%.*s: the article was forgotten", TW_FMT(r->arg[0]));
    }
    return tw_refuse(a, r, TW_NOTFOUND, "%.*s: there is no such article", TW_FMT(r->arg[0]));
}

/* ---- Lists */

struct tw_json tw_api_list(struct tw_answer *a, const char *name)
{
    struct tw_json j = {.out = &a->body};

    a->type = TW_TYPE_JSON;
    tw_json_open(&j, '{');
    tw_json_key(&j, name);
    tw_json_open(&j, '[');
    return j;
}

void tw_api_item(struct tw_json *j)
{
    if (j->comma) tw_buf_addc(j->out, ',');
    j->comma = true;
}

/* The same question behind the cursor, as a Link (RFC 8288). */
static void link_next(struct tw_request *r, struct tw_answer *a, struct tw_slice cursor)
{
    struct tw_buf b = {.mem = r->mem};

    tw_buf_addc(&b, '<');
    tw_buf_add(&b, r->path);
    tw_buf_addc(&b, add_query(&b, r, "cursor"));
    tw_buf_adds(&b, "cursor=");
    tw_route_encode(&b, cursor);
    tw_buf_adds(&b, ">; rel=\"next\"");
    a->link = tw_buf_slice(&b);
}

void tw_api_list_end(struct tw_request *r, struct tw_answer *a, struct tw_json *j,
                     struct tw_slice cursor)
{
    tw_json_close(j, ']');
    tw_json_text_or_null(j, "next", cursor);
    tw_json_close(j, '}');
    tw_buf_addc(&a->body, '\n');
    if (cursor.n > 0) link_next(r, a, cursor);
}

void tw_api_list_end_at(struct tw_request *r, struct tw_answer *a, struct tw_json *j,
                        uint64_t cursor)
{
    struct tw_buf b = {.mem = r->mem};

    if (cursor) tw_buf_addf(&b, "%llu", (unsigned long long)cursor);
    tw_api_list_end(r, a, j, tw_buf_slice(&b));
}
