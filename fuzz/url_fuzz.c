/* fuzz/url_fuzz.c - a canonical address is its own canonical address, on the
** same host; the domain is the end of the host; what is joined is an address or
** nothing. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice text = tw_utf8_repair(mem, fuzz_input(data, size), NULL), canonical, joined;
    struct tw_url u, v;
    struct tw_date d;

    canonical = tw_url_canonical(mem, text);
    PROMISE(tw_url_split(text, &u) || canonical.n == 0);
    if (canonical.n) {
        PROMISE(tw_url_split(canonical, &v) && tw_slice_eq_nocase(u.host, v.host));
        PROMISE(tw_slice_eq(tw_url_canonical(mem, canonical), canonical));
        PROMISE(tw_slice_ends(u.host, tw_url_domain(u.host)));
    }
    if (tw_url_date(text, &d)) PROMISE(tw_date_valid(&d) && d.grain >= TW_DATE_MONTH);
    joined = tw_url_join(mem, TW_LIT("https://harbour.example/news/a?b"), text);
    PROMISE(joined.n == 0 || tw_slice_starts_nocase(joined, TW_LIT("http")));
    tw_arena_free(mem);
    return 0;
}
