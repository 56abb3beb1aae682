/* fuzz/feed_fuzz.c - a feed of whatever sort gives valid text; the objects of a
** JSON file lie one behind the other in it. */
#include "fuzz.h"

#include "base/utf8.h"
#include "read/feed.h"
#include "read/jsonsplit.h"

static void check_text(struct tw_slice s)
{
    PROMISE(s.n == 0 || tw_utf8_valid(s) == s.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice in = tw_utf8_repair(mem, fuzz_input(data, size), NULL);
    struct tw_feed f;
    struct tw_slices objects;
    bool single;

    (void)tw_feed_is(in);
    if (tw_feed_read(mem, in, &f) == TW_OK) {
        check_text(f.title);
        for (size_t i = 0; i < f.n; i++) {
            check_text(f.v[i].url);
            check_text(f.v[i].title);
            check_text(f.v[i].author);
            check_text(f.v[i].content);
            PROMISE(f.v[i].published.grain == TW_DATE_NONE || tw_date_valid(&f.v[i].published));
        }
    }
    if (tw_json_split(mem, in, &objects, &single)) {
        const char *at = in.p;

        for (size_t i = 0; i < objects.n; i++) {
            PROMISE(objects.v[i].p >= at && objects.v[i].n >= 2 && objects.v[i].p[0] == '{');
            at = objects.v[i].p + objects.v[i].n;
        }
        PROMISE(at <= in.p + in.n);
    }
    tw_arena_free(mem);
    return 0;
}
