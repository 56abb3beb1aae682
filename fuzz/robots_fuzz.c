/* fuzz/robots_fuzz.c - the first line is a path, the rest a robots.txt: an answer in the end,
** the same from a copy and for the same path in another spelling; a rule without a star matches
** what it begins. */
#include "fuzz.h"

#include "base/buf.h"
#include "fetch/robots.h"

/* The path with every letter percent-encoded. */
static struct tw_slice encoded(struct tw_arena *mem, struct tw_slice path)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < path.n; i++)
        if (tw_is_alpha(path.p[i]) && (i < 2 || (path.p[i - 1] != '%' && path.p[i - 2] != '%')))
            tw_buf_addf(&b, "%%%02x", (unsigned)(unsigned char)path.p[i]);
        else tw_buf_addc(&b, path.p[i]);
    return tw_buf_slice(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice text = fuzz_input(data, size), path = TW_LIT("");
    struct tw_robots r, *copy;
    bool allowed;

    tw_slice_line(&text, &path);
    tw_robots_read(mem, text, TW_LIT("Twosource"), &r);
    PROMISE(r.n <= TW_ROBOTS_RULES && r.delay_ms >= 0);
    allowed = tw_robots_allow(mem, &r, path);
    copy = tw_robots_copy(&r);
    PROMISE(tw_robots_allow(mem, copy, path) == allowed);
    free(copy);
    if (tw_slice_find_char(path, '%', 0) == TW_NONE)
        PROMISE(tw_robots_allow(mem, &r, encoded(mem, path)) == allowed);
    for (size_t i = 0; i < r.n; i++) {
        struct tw_robots one = {.v = &r.v[i], .n = 1};
        struct tw_slice pattern = r.v[i].pattern;

        PROMISE(pattern.n);
        if (r.v[i].is_allow || pattern.p[pattern.n - 1] == '$'
            || tw_slice_eq(pattern, TW_LIT("/robots.txt")))
            continue;
        if (i < 50) PROMISE(!tw_robots_allow(mem, &one, pattern));
    }
    tw_arena_free(mem);
    return 0;
}
