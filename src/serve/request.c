/* serve/request.c - what handlers ask of a request. */
#include "serve/serve_int.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

struct tw_slice tw_request_query(const struct tw_request *r, const char *name)
{
    return tw_pairs_get(&r->query, name);
}

struct tw_slice tw_request_form(const struct tw_request *r, const char *name)
{
    return tw_pairs_get(&r->form, name);
}

struct tw_slice tw_request_header(const struct tw_request *r, const char *name)
{
    struct tw_exchange *x = r->exchange;
    const char *value;

    if (!x) return (struct tw_slice){"", 0};    /* a test */
    value = x->thread->server->mhd.lookup_connection_value(x->connection, MHD_HEADER_KIND, name);
    return tw_utf8_repair(r->mem, tw_slice_trim(tw_slice_of(value ? value : "")), NULL);
}

struct tw_slice tw_request_cookie(const struct tw_request *r, const char *name)
{
    struct tw_slice rest = tw_request_header(r, "Cookie"), one, key;

    while (tw_slice_part(&rest, ';', &one)) {
        one = tw_slice_trim(one);
        if (tw_slice_part(&one, '=', &key) && tw_slice_eq(key, tw_slice_of(name))) return one;
    }
    return (struct tw_slice){"", 0};
}

enum tw_status tw_refuse(struct tw_answer *a, struct tw_request *r, enum tw_status st,
                         const char *format, ...)
{
    char why[600];
    va_list args;

    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    a->why = tw_slice_dup(r->mem, tw_utf8_repair(r->mem, tw_slice_of(why), NULL)).p;
    return st;
}
