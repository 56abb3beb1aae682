/* clean/outlet.c - see outlet.h.  Portals that carry others' articles are named
** as outlets of what they carry, unless JSON-LD says otherwise.
*/
#include "clean/outlet.h"

#include "base/words.h"
#include "clean/oneline.h"
#include "clean/url.h"
#include "gen/words.h"

enum { MAX_NAME = 60 };     /* bytes; what is longer is a slogan */

struct tw_slice tw_outlet_of_host(struct tw_slice host)
{
    while (host.n) {
        const struct tw_word *w = tw_words_find_nocase(&tw_words_any_outlets, host);
        size_t dot = tw_slice_find_char(host, '.', 0);

        if (w) return tw_word_value(w);
        if (dot == TW_NONE) break;
        host = tw_slice_sub(host, dot + 1, host.n);
    }
    return TW_LIT("");
}

/* A name of the page for itself: short, and without the slogan behind a bar or dash. */
static struct tw_slice plain_name(struct tw_slice s)
{
    static const char *const ends[] = {" | ", " - ", " – ", " — ", " : ", ": ", " » "};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = tw_slice_find(s, tw_slice_of(ends[i]), 0);

        if (at != TW_NONE && at > 1) s = tw_slice_sub(s, 0, at);
    }
    s = tw_slice_trim(s);
    if (tw_slice_find(s, TW_LIT("://"), 0) != TW_NONE || tw_slice_starts_nocase(s, TW_LIT("www.")))
        return TW_LIT("");
    return s.n <= MAX_NAME ? s : TW_LIT("");
}

static struct tw_slice strongest(const struct tw_hints *h, int least)
{
    struct tw_slice name = {"", 0};
    int most = least - 1;

    for (size_t i = 0; i < h->n; i++) {
        const struct tw_hint *x = &h->v[i];

        if (x->kind != TW_HINT_SITE || x->weight <= most || plain_name(x->text).n == 0) continue;
        most = x->weight;
        name = plain_name(x->text);
    }
    return name;
}

/* The name behind the last separator of <title>, when it is the domain's name spelled out: "... |
** Harbour Post" on harbourpost.example. */
static struct tw_slice spelled_domain(struct tw_arena *mem, const struct tw_hints *h,
                                      struct tw_slice domain)
{
    static const char *const seps[] = {" | ", " - ", " – ", " — ", " » ", " · ", "_"};
    struct tw_slice title = h->title_tag ? tw_oneline(mem, tw_html_raw(h->page, h->title_tag))
        : TW_LIT("");
    struct tw_slice stem = domain;
    size_t dot = tw_slice_find_char(domain, '.', 0), rest;

    if (dot != TW_NONE) stem = tw_slice_sub(domain, 0, dot);
    for (size_t i = 0; i < sizeof seps / sizeof *seps; i++) {
        size_t at = tw_slice_find_last(title, tw_slice_of(seps[i]));
        struct tw_slice tail;

        if (at == TW_NONE || title.n - at > MAX_NAME) continue;
        tail = tw_slice_trim(tw_slice_sub(title, at + strlen(seps[i]), title.n));
        if (stem.n >= 3 && (tw_oneline_same(tail, stem) || tw_oneline_same(tail, domain)
                            || tw_oneline_ends(tail, stem, &rest)))
            return tail;
    }
    return TW_LIT("");
}

void tw_outlet_vote(struct tw_arena *mem, const struct tw_hints *h, struct tw_slice *name,
                    struct tw_slice *domain)
{
    struct tw_url u;
    struct tw_slice host = {"", 0};

    *domain = TW_LIT("");
    if (tw_url_split(h->url, &u)) {
        host = tw_slice_lower(mem, u.host);
        *domain = tw_url_domain(host);
    }
    *name = tw_outlet_of_host(host);
    if (name->n == 0) *name = strongest(h, 6);
    if (name->n == 0) *name = spelled_domain(mem, h, *domain);
    if (name->n == 0) *name = plain_name(tw_oneline(mem, h->ld.publisher));
    if (name->n == 0) *name = strongest(h, 1);
    if (name->n == 0) *name = *domain;
}
