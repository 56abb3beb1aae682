/* fetch/ask.c - copies of requests, and addresses as libcurl understands them: the parser that
** tells whose politeness and whose trust an address comes under must be the one that connects.
*/
#include "fetch/ask.h"

#include "base/buf.h"

#include <stdlib.h>

enum { MAX_URL = 8000 };        /* bytes; RFC 9110, section 4.1 asks for 8000 */

/* A part of the address in mem; empty when it has none. */
static struct tw_slice part(const struct tw_curl *c, struct tw_arena *mem, const CURLU *u,
                            CURLUPart which, unsigned flags)
{
    struct tw_slice s = TW_LIT("");
    char *text = NULL;

    if (c->url_get(u, which, &text, flags) == CURLUE_OK && text)
        s = tw_slice_dup(mem, tw_slice_of(text));
    c->free(text);
    return s;
}

static struct tw_slice host_of(const struct tw_curl *c, struct tw_arena *mem, const CURLU *u)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice port = part(c, mem, u, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);

    tw_buf_add(&b, tw_slice_lower(mem, part(c, mem, u, CURLUPART_HOST, 0)));
    if (b.n && b.p[b.n - 1] == '.') b.n--;
    if (port.n) tw_buf_addc(&b, ':');
    tw_buf_add(&b, port);
    return tw_buf_slice(&b);
}

struct tw_web_address tw_web_address(const struct tw_curl *c, struct tw_arena *mem,
                                     struct tw_slice url)
{
    struct tw_web_address a = {.url = url, .shown = url, .host = TW_LIT("")};
    struct tw_slice scheme;
    CURLU *u;

    if (url.n > MAX_URL || memchr(url.p, 0, url.n)) return a;
    if (!tw_slice_starts_nocase(url, TW_LIT("http://"))
        && !tw_slice_starts_nocase(url, TW_LIT("https://")))
        return a;
    u = c->url();
    if (!u) tw_oom(MAX_URL);
    if (c->url_set(u, CURLUPART_URL, tw_slice_dup(mem, url).p, CURLU_URLENCODE | CURLU_ALLOW_SPACE)
        == CURLUE_OK) {
        c->url_set(u, CURLUPART_FRAGMENT, NULL, 0);
        scheme = part(c, mem, u, CURLUPART_SCHEME, 0);
        a.url = part(c, mem, u, CURLUPART_URL, 0);
        if (tw_slice_eq(scheme, TW_LIT("http")) || tw_slice_eq(scheme, TW_LIT("https")))
            a.host = host_of(c, mem, u);
        c->url_set(u, CURLUPART_USER, NULL, 0);
        c->url_set(u, CURLUPART_PASSWORD, NULL, 0);
        a.shown = part(c, mem, u, CURLUPART_URL, 0);
    }
    c->url_cleanup(u);
    return a;
}

/* Copies s and a NUL to *to, which moves on. */
static struct tw_slice put(char **to, struct tw_slice s)
{
    struct tw_slice copy = {*to, s.n};

    if (s.n) memcpy(*to, s.p, s.n);
    (*to)[s.n] = 0;
    *to += s.n + 1;
    return copy;
}

struct tw_ask *tw_ask_new(const struct tw_request *r, const struct tw_web_address *address,
                          struct tw_slice cookies)
{
    size_t n = sizeof(struct tw_ask) + r->headers.n * sizeof *r->headers.v,
           texts = 7 + r->headers.n + cookies.n;
    struct tw_ask *a;
    char *to;

    texts +=
        r->url.n + r->body.n + r->etag.n + r->last_modified.n + address->url.n + address->shown.n;
    for (size_t i = 0; i < r->headers.n; i++) texts += r->headers.v[i].n;
    a = malloc(n + texts);
    if (!a) tw_oom(n + texts);
    *a = (struct tw_ask){.request = *r};
    a->request.headers.v = (struct tw_slice *)(a + 1);
    to = (char *)a + n;
    a->request.url = put(&to, r->url);
    a->request.body = put(&to, r->body);
    a->request.etag = put(&to, r->etag);
    a->request.last_modified = put(&to, r->last_modified);
    a->url = put(&to, address->url);
    a->shown = put(&to, address->shown);
    a->cookies = put(&to, cookies);
    for (size_t i = 0; i < r->headers.n; i++) a->request.headers.v[i] = put(&to, r->headers.v[i]);
    return a;
}

void tw_ask_free(struct tw_ask *a)
{
    free(a);
}
