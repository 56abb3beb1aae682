/* fetch/permission.c - see permission.h. */
#include "fetch/permission.h"

#include "base/buf.h"
#include "fetch/robots.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEPT = 24 * 3600 * 1000 /* ms; RFC 9309, 2.4 */, RETRY = 600 * 1000 /* ms */ };

/* Offset of the path in an address. */
static size_t path_of(struct tw_slice url)
{
    size_t at = tw_slice_find(url, TW_LIT("//"), 0);

    at = at == TW_NONE ? TW_NONE : tw_slice_find_char(url, '/', at + 2);
    return at == TW_NONE ? url.n : at;
}

struct tw_slice tw_permission_url(struct tw_arena *mem, const struct tw_ask *a)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_add(&b, tw_slice_sub(a->shown, 0, path_of(a->shown)));
    tw_buf_adds(&b, "/robots.txt");
    return tw_buf_slice(&b);
}

/* The name by which robots.txt calls a program: what its User-Agent begins with. */
static struct tw_slice token(const char *user_agent)
{
    struct tw_slice s = tw_slice_of(user_agent);
    size_t n = 0;

    while (n < s.n && (tw_is_alpha(s.p[n]) || s.p[n] == '-' || s.p[n] == '_')) n++;
    return tw_slice_sub(s, 0, n);
}

static void keep(struct tw_arena *scratch, struct tw_host *host, struct tw_slice text,
                 const struct tw_fetch_options *o)
{
    struct tw_robots r;

    tw_robots_read(scratch, text, token(o->user_agent), &r);
    free(host->robots);
    host->robots = tw_robots_copy(&r);
    host->delay_ms = r.delay_ms < o->longest_wait_ms ? r.delay_ms : o->longest_wait_ms;
}

void tw_permission_learn(struct tw_arena *scratch, struct tw_host *host, const struct tw_fetched *r,
                         const struct tw_fetch_options *o, int64_t now)
{
    /* of one that is too long the beginning counts (RFC 9309, 2.5); what was cut off tells
       nothing */
    bool is_whole = r->end == TW_FETCH_ANSWERED || r->end == TW_FETCH_TOOBIG;
    bool is_there = is_whole && r->status >= 200 && r->status < 300;
    bool is_missing =
        r->end == TW_FETCH_ASTRAY || (r->status >= 400 && r->status < 500 && r->status != 429);

    host->robots_asked = false;
    host->robots_until = now + KEPT;
    if (is_there || is_missing) {
        keep(scratch, host, is_there ? r->body : TW_LIT(""), o);
        return;
    }
    host->robots_until = now + RETRY;
    host->robots_end = r->end == TW_FETCH_ANSWERED ? TW_FETCH_UNREACHED : r->end;
    snprintf(host->robots_why, sizeof host->robots_why, "its host's robots.txt cannot be had: %s",
             r->why ? r->why : "");
}

void tw_permission_check(struct tw_arena *scratch, struct tw_ask *a)
{
    const struct tw_host *host = a->host;

    if (!host->robots) {
        a->refused = host->robots_why;
        a->refused_as = host->robots_end;
    } else if (!tw_robots_allow(scratch, host->robots,
                                tw_slice_sub(a->shown, path_of(a->shown), a->shown.n)))
        a->refused = "its host's robots.txt does not allow it";
}
