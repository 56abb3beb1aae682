/* fuzz/request_fuzz.c - whatever is asked for: a path finds a route or none, what was decoded is
** UTF-8, and a JSON-RPC message (what begins with a brace) is answered with JSON. */
#include "fuzz.h"

#include "base/json.h"
#include "base/utf8.h"
#include "serve/serve_int.h"

static void ask(struct tw_arena *mem, struct tw_slice uri)
{
    const struct tw_route *const tables[] = {tw_api_routes, tw_page_routes, tw_session_routes,
                                             tw_watching_routes};
    size_t query = tw_slice_find_char(uri, '?', 0), end = query == TW_NONE ? uri.n : query;
    struct tw_slice arg[TW_ROUTE_ARGS] = {0}, allowed;
    struct tw_pairs pairs;
    uint64_t changed, story;
    const struct tw_route *r = tw_route_find(mem, tables, 4, TW_LIT("GET"),
                                             tw_slice_sub(uri, 0, end), arg, &allowed);

    if (r) PROMISE(*r->path == '/');
    for (size_t i = 0; r && i < TW_ROUTE_ARGS; i++)
        PROMISE(tw_utf8_valid(arg[i]) == arg[i].n
                && (arg[i].n == 0 || !memchr(arg[i].p, '\0', arg[i].n)));
    if (query != TW_NONE && tw_route_pairs(mem, tw_slice_sub(uri, query + 1, uri.n), &pairs))
        for (size_t i = 0; i < pairs.n; i++)
            PROMISE(tw_utf8_valid(pairs.v[i].value) == pairs.v[i].value.n);
    (void)tw_events_place(uri, &changed, &story);
    (void)tw_accepts(uri, "gzip");
}

/* Without a store: tools are not called, all else is answered. */
static void call(struct tw_arena *mem, struct tw_slice body)
{
    struct tw_request r = {.mem = mem, .body = body};
    struct tw_answer a = {.status = 200, .body = {.mem = mem}};
    struct tw_jv v;

    if (tw_slice_find(body, TW_LIT("tools/call"), 0) != TW_NONE
        || tw_slice_find(body, TW_LIT("\\"), 0) != TW_NONE)
        return;
    PROMISE(tw_mcp_answer(&r, &a) == TW_OK);
    PROMISE(a.status == 202 || tw_json_parse(mem, tw_buf_slice(&a.body), &v, NULL) == TW_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice text = fuzz_input(data, size);

    if (text.n > 0 && *text.p == '{') call(mem, text);
    else ask(mem, text);
    tw_arena_free(mem);
    return 0;
}
