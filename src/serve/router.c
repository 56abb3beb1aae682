/* serve/router.c - see the header.  The tables are short, so a path is held against each route. */
#include "serve/router.h"

#include "base/utf8.h"
#include "base/vec.h"

bool tw_route_decode(struct tw_arena *mem, struct tw_slice s, bool form, struct tw_slice *out)
{
    char *p = tw_arena_alloc(mem, s.n + 1);
    size_t n = 0;

    *out = (struct tw_slice){"", 0};
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '%') {
            int high = i + 2 < s.n ? tw_hex_digit(s.p[i + 1]) : -1,
                low = i + 2 < s.n ? tw_hex_digit(s.p[i + 2]) : -1;

            if (high < 0 || low < 0) return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && form) c = ' ';
        if (c == '\0') return false;
        p[n++] = c;
    }
    p[n] = '\0';
    *out = (struct tw_slice){p, n};
    return tw_utf8_valid(*out) == n;
}

void tw_route_encode(struct tw_buf *out, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (tw_is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~') tw_buf_addc(out, c);
        else tw_buf_addf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

/* ---- Paths */

/* A route's path, and in *names what stands in {?...} at its end. */
static struct tw_slice path_of(const char *route, struct tw_slice *names)
{
    struct tw_slice s = tw_slice_of(route);
    size_t end = tw_slice_find(s, TW_LIT("{?"), 0);

    *names = (struct tw_slice){"", 0};
    if (end == TW_NONE) return s;
    *names = tw_slice_sub(s, end + 2, s.n - 1);
    return tw_slice_sub(s, 0, end);
}

bool tw_route_takes(const struct tw_route *route, struct tw_slice name)
{
    struct tw_slice names, one;

    (void)path_of(route->path, &names);
    while (tw_slice_part(&names, ',', &one))
        if (tw_slice_eq(one, name)) return true;
    return false;
}


/* Cuts the part up to the next '/' off *rest, which begins with one; false: it does not. */
static bool cut(struct tw_slice *rest, struct tw_slice *part)
{
    size_t end;

    if (rest->n == 0 || *rest->p != '/') return false;
    end = tw_slice_find_char(*rest, '/', 1);
    if (end == TW_NONE) end = rest->n;
    *part = tw_slice_sub(*rest, 1, end);
    *rest = tw_slice_sub(*rest, end, rest->n);
    return true;
}

static bool matches(struct tw_arena *mem, const char *route, struct tw_slice path,
                    struct tw_slice arg[TW_ROUTE_ARGS])
{
    struct tw_slice want, have, name, pattern = path_of(route, &name);
    size_t args = 0;

    for (size_t i = 0; i < TW_ROUTE_ARGS; i++) arg[i] = (struct tw_slice){"", 0};
    while (cut(&pattern, &want)) {
        if (!cut(&path, &have)) return false;
        if (tw_slice_starts(want, TW_LIT("{"))) {
            if (have.n == 0 || args == TW_ROUTE_ARGS || !tw_route_decode(mem, have, false, &name))
                return false;
            arg[args++] = name;
        } else if (!tw_slice_eq(want, have)) return false;
    }
    return path.n == 0;
}

static void allow(struct tw_buf *out, const char *method)
{
    if (out->n > 0) tw_buf_adds(out, ", ");
    tw_buf_adds(out, method);
    if (strcmp(method, "GET") == 0) tw_buf_adds(out, ", HEAD");
}

const struct tw_route *tw_route_find(struct tw_arena *mem, const struct tw_route *const *tables,
                                     size_t n, struct tw_slice method, struct tw_slice path,
                                     struct tw_slice arg[TW_ROUTE_ARGS], struct tw_slice *allowed)
{
    struct tw_buf methods = {.mem = mem};

    for (size_t i = 0; i < n; i++)
        for (const struct tw_route *r = tables[i]; r->path; r++) {
            if (!matches(mem, r->path, path, arg)) continue;
            if (tw_slice_eq(method, tw_slice_of(r->method))) return r;
            allow(&methods, r->method);
        }
    *allowed = tw_buf_slice(&methods);
    return NULL;
}

/* ---- Parameters */

bool tw_route_pairs(struct tw_arena *mem, struct tw_slice s, struct tw_pairs *out)
{
    struct tw_slice one, name;
    size_t cap = 0;

    *out = (struct tw_pairs){0};
    while (tw_slice_part(&s, '&', &one)) {
        struct tw_pair p;

        if (one.n == 0) continue;
        if (out->n == TW_QUERY_PAIRS || !tw_slice_part(&one, '=', &name)) return false;
        if (!tw_route_decode(mem, name, true, &p.name)
            || !tw_route_decode(mem, one, true, &p.value))
            return false;
        TW_PUSH(mem, out->v, out->n, cap, p);
    }
    return true;
}

struct tw_slice tw_pairs_get(const struct tw_pairs *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (tw_slice_eq(p->v[i].name, tw_slice_of(name))) return p->v[i].value;
    return (struct tw_slice){"", 0};
}
