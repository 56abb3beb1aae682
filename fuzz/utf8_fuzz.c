/* fuzz/utf8_fuzz.c - a repair gives valid text without NUL and has nothing left
** to do; folding and composing keep text valid; both ways of counting offsets
** agree. */
#include "fuzz.h"

#include "base/utf8.h"

static void check_offsets(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_cpmap map = {.text = s};
    struct tw_cpindex index = tw_cpindex_in(mem, s);
    size_t at = 0, n = 0, start = 0;

    for (;; n++) {
        PROMISE(tw_cpmap_at(&map, at) == n && tw_cpindex_at(&index, at) == n);
        if (at == s.n) break;
        tw_utf8_next(s, &at);
        PROMISE(at <= s.n && tw_utf8_before(s, at, &start) == tw_utf8_at(s, start));
    }
    PROMISE(tw_utf8_length(s) == n);
    PROMISE(tw_utf8_skip(s, 0, n) == s.n && tw_utf8_skip(s, 0, n + 1) == TW_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice in = fuzz_input(data, size), s, t;
    size_t repaired, again;

    s = tw_utf8_repair(mem, in, &repaired);
    PROMISE(tw_utf8_valid(s) == s.n && tw_slice_find_char(s, 0, 0) == TW_NONE);
    PROMISE((repaired == 0) == (s.p == in.p));
    PROMISE(tw_utf8_repair(mem, s, &again).p == s.p && again == 0);
    check_offsets(mem, s);
    t = tw_utf8_fold(mem, s);
    PROMISE(tw_utf8_valid(t) == t.n);
    tw_arena_free(mem);
    return 0;
}
