/* clean/title.c - see title.h.
**
** What is wrong: a headline of JSON-LD that was written for search engines is
** taken although the page shows another; a title that ends like its site's
** name ("... - The Times") loses it.
*/
#include "clean/title.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "clean/oneline.h"
#include "clean/url.h"
#include "gen/words.h"

enum {
    MAX_NAMES = 24,
    MAX_TAIL = 60,          /* bytes of a site's name behind <title>, when nothing else tells it */
    MAX_CUTS = 4,           /* names around one title */
    MAX_SECTION = 6,        /* characters of a section's name in Chinese, Japanese, Korean */
    MAX_TITLE = 1000        /* bytes; what is longer is no title */
};

static struct tw_slice stem_of(struct tw_slice domain)
{
    size_t dot = tw_slice_find_char(domain, '.', 0);

    return dot == TW_NONE ? domain : tw_slice_sub(domain, 0, dot);
}

struct tw_slices tw_title_names(struct tw_arena *mem, const struct tw_hints *c,
                                struct tw_slice outlet)
{
    struct tw_slice *v = TW_NEW_N(mem, struct tw_slice, MAX_NAMES);
    struct tw_url u;
    size_t n = 0;

    if (outlet.n) v[n++] = outlet;
    if (c->ld.publisher.n) v[n++] = tw_oneline(mem, c->ld.publisher);
    if (c->ld.section.n) v[n++] = tw_oneline(mem, c->ld.section);
    if (tw_url_split(c->url, &u)) {
        struct tw_slice domain = tw_url_domain(u.host);

        v[n++] = domain;
        v[n++] = stem_of(domain);
        v[n++] = tw_slice_starts(u.host, TW_LIT("www.")) ? tw_slice_sub(u.host, 4,
                                                                        u.host.n) : u.host;
    }
    for (size_t i = 0; i < c->n && n < MAX_NAMES; i++)
        if ((c->v[i].kind == TW_HINT_SITE || c->v[i].kind == TW_HINT_SECTION) && c->v[i].text.n)
            v[n++] = c->v[i].text;
    return (struct tw_slices){v, n};
}

/* The separator that ends (begins) at `at`: its length, and whether it needs blanks; 0 when there
   is none. */
static size_t separator_at(struct tw_slice s, size_t at, bool *spaced)
{
    size_t next = at;
    const struct tw_word *w;

    tw_utf8_next(s, &next);
    w = tw_words_find(&tw_words_any_title_separators, tw_slice_sub(s, at, next));
    if (!w) return 0;
    *spaced = tw_word_string(w)[0] == 's';
    return next - at;
}

static bool blank_at(struct tw_slice s, size_t at)
{
    return at >= s.n || tw_is_space(s.p[at]);
}

static bool is_name(struct tw_slice s, struct tw_slices names)
{
    for (size_t i = 0; i < names.n; i++)
        if (names.v[i].n >= 2 && tw_oneline_same(s, names.v[i])) return true;
    return false;
}

/* A name with little more or less: "Example News", "EXAMPLE.com", "Example" of "The Example". */
static bool is_nearly_name(struct tw_slice s, struct tw_slices names)
{
    size_t rest;

    s = tw_slice_trim(s);
    if (s.n == 0) return false;
    if (is_name(s, names)) return true;
    for (size_t i = 0; i < names.n; i++) {
        struct tw_slice name = names.v[i];

        if (name.n >= 4 && s.n <= name.n * 2 + 12
            && (tw_oneline_begins(s, name, &rest) || tw_oneline_ends(s, name, &rest)))
            return true;
        if (s.n >= 4 && name.n <= s.n * 3
            && (tw_oneline_begins(name, s, &rest) || tw_oneline_ends(name, s, &rest)))
            return true;
    }
    return false;
}

/* The title without one name behind its last separator; unchanged when there is none.  Where a
** separator wants blanks and has none, only the whole name counts, behind Chinese, Japanese or
** Korean, which do without blanks. */
static struct tw_slice cut_tail(struct tw_slice s, struct tw_slices names)
{
    for (size_t at = s.n; at > 0;) {
        bool spaced;
        size_t used;
        struct tw_slice tail;

        tw_utf8_before(s, at, &at);
        used = separator_at(s, at, &spaced);
        tail = tw_slice_trim(tw_slice_sub(s, at + used, s.n));
        if (used == 0 || at == 0 || tail.n == 0) continue;
        if (!spaced || (blank_at(s, at - 1) && blank_at(s, at + used)))
            return is_nearly_name(tail, names) ? tw_slice_trim(tw_slice_sub(s, 0, at)) : s;
        if (tw_cp_is_cjk(tw_utf8_before(s, at, NULL)) && is_name(tail, names))
            return tw_slice_trim(tw_slice_sub(s, 0, at));
    }
    return s;
}

/* "Site | Title", "SITE: Title": a name of the site before the first separator. */
static struct tw_slice cut_front(struct tw_slice s, struct tw_slices names)
{
    for (size_t at = 0; at < s.n && at <= MAX_TAIL;) {
        size_t start = at, used;
        bool spaced = false;

        used = separator_at(s, start, &spaced);
        tw_utf8_next(s, &at);
        if (used == 0 || start == 0 || (spaced && !blank_at(s, s.p[start] == ':' ? at : start - 1)))
            continue;
        for (size_t i = 0; i < names.n; i++)
            if (tw_oneline_same(tw_slice_sub(s, 0, start), names.v[i]))
                return tw_slice_trim(tw_slice_sub(s, start + used, s.n));
        return s;
    }
    return s;
}

/* Chinese, Japanese and Korean sites put a section before their name, without blanks:
   标题_国际_港口日报. */
static struct tw_slice cut_section(struct tw_slice s)
{
    size_t at = s.n, letters = 0;

    while (at > 0 && letters <= MAX_SECTION) {
        uint32_t c = tw_utf8_before(s, at, &at);

        if ((c == '-' || c == '_') && letters > 0 && at > 0 && s.n - at <= at)
            return tw_slice_sub(s, 0, at);
        if (!tw_cp_is_cjk(c)) return s;
        letters++;
    }
    return s;
}

struct tw_slice tw_title_strip(struct tw_slice title, struct tw_slices names)
{
    struct tw_slice s = tw_slice_trim(title);
    bool named = false;

    if (s.n > MAX_TITLE) return s;
    for (int i = 0; i < MAX_CUTS; i++) {
        struct tw_slice less = cut_tail(s, names);

        if (less.n == s.n || less.n == 0) break;
        s = less;
        named = true;
    }
    if (named) s = cut_section(s);
    title = cut_front(s, names);
    return title.n ? title : s;
}

/* <title> when nothing tells the site's name: its last part goes when it is short and the rest is
   longer. */
static struct tw_slice strip_unknown(struct tw_slice s)
{
    for (size_t at = s.n; at > 0;) {
        bool spaced;
        size_t used;

        tw_utf8_before(s, at, &at);
        used = separator_at(s, at, &spaced);
        if (used == 0 || at == 0 || !blank_at(s, at - 1) || !blank_at(s, at + used)
            || s.p[at] == ':')
            continue;
        if (s.n - at - used <= MAX_TAIL && at > s.n - at)
            return tw_slice_trim(tw_slice_sub(s, 0, at));
        return s;
    }
    return s;
}

static bool is_cut_short(struct tw_slice s)
{
    return tw_slice_ends(s, TW_LIT("...")) || tw_slice_ends(s, TW_LIT("…"));
}

/* The title that the page shows, when the headline has only more behind a separator: "Title |
   Sport". */
static struct tw_slice without_section(struct tw_slice headline, struct tw_slice shown)
{
    size_t rest, used;
    bool spaced;

    if (shown.n == 0 || !tw_oneline_begins(headline, shown, &rest)) return headline;
    while (rest < headline.n && tw_is_space(headline.p[rest])) rest++;
    if (rest == 0 || rest >= headline.n || headline.p[rest] == ':'
        || (used = separator_at(headline, rest, &spaced)) == 0
        || rest + used == headline.n) return headline;
    return blank_at(headline, rest - 1) ? tw_slice_trim(tw_slice_sub(headline, 0, rest)) : headline;
}

struct vote {
    struct tw_slice ld, og, twitter, tag;
    struct { struct tw_slice text; uint32_t node; int weight; } heading[8];
    size_t headings;
};

static void collect(struct tw_arena *mem, const struct tw_hints *c, struct tw_slices names,
                    struct vote *v)
{
    int og = 0;

    *v = (struct vote){.ld = TW_LIT(""), .og = TW_LIT(""), .twitter = TW_LIT(""),
                       .tag = TW_LIT("")};
    v->ld = tw_title_strip(tw_oneline(mem, c->ld.headline), names);
    if (c->title_tag) v->tag = tw_oneline(mem, tw_html_raw(c->page, c->title_tag));
    for (size_t i = 0; i < c->n; i++) {
        const struct tw_hint *x = &c->v[i];

        if (x->kind != TW_HINT_TITLE) continue;
        if (x->from == TW_BY_META && x->weight > og) {
            og = x->weight;
            v->og = tw_title_strip(x->text, names);
        }
        if (x->from != TW_BY_META && v->headings < 8) {
            struct tw_slice text = tw_hint_text(mem, c->page, x->node);

            if (text.n == 0) continue;
            v->heading[v->headings].text = text;
            v->heading[v->headings].node = x->node;
            v->heading[v->headings++].weight = x->weight;
        }
    }
    v->ld = without_section(v->ld, v->og);
}

/* 3 the same, 2 one begins or ends the other, 0 different. */
static int likeness(struct tw_slice a, struct tw_slice b)
{
    size_t rest;

    if (a.n == 0 || b.n == 0) return 0;
    if (tw_oneline_same(a, b)) return 3;
    if (tw_oneline_begins(a, b, &rest) || tw_oneline_begins(b, a, &rest)
        || tw_oneline_ends(a, b, &rest) || tw_oneline_ends(b, a, &rest)) return 2;
    return 0;
}

/* The heading that is most like what the head says; the first of the main part when none is. */
static size_t best_heading(const struct vote *v, struct tw_slice title)
{
    size_t best = TW_NONE;
    int most = 0;

    for (size_t i = 0; i < v->headings; i++) {
        int w = likeness(v->heading[i].text, title) * 40 + likeness(v->heading[i].text, v->og) * 10
                + likeness(v->heading[i].text, v->tag) * 10 + v->heading[i].weight;

        if (w > most) {
            most = w;
            best = i;
        }
    }
    return best;
}

/* The longer text of the page that a cut headline begins. */
static struct tw_slice complete(struct tw_slice s, const struct vote *v)
{
    size_t end = s.n, rest;

    if (!is_cut_short(s)) return s;
    while (end > 0 && (s.p[end - 1] == '.' || (unsigned char)s.p[end - 1] >= 0x80)) end--;
    s = tw_slice_trim(tw_slice_sub(s, 0, end));
    if (v->og.n > s.n && tw_oneline_begins(v->og, s, &rest) && !is_cut_short(v->og)) return v->og;
    for (size_t i = 0; i < v->headings; i++)
        if (tw_oneline_begins(v->heading[i].text, s, &rest)) return v->heading[i].text;
    return tw_slice_sub(s, 0, s.n);
}

/* The element that shows the title: a heading like it, else another element of the heading kind. */
static uint32_t node_of(struct tw_arena *mem, const struct tw_hints *c, const struct vote *v,
                        struct tw_slice title)
{
    size_t h = best_heading(v, title);

    if (h != TW_NONE && likeness(v->heading[h].text, title)) return v->heading[h].node;
    for (uint32_t i = c->page->body; i < c->page->n; i++) {
        uint8_t tag = c->page->node[i].tag;

        if (tag != TW_TAG_H2 && tag != TW_TAG_H3) continue;
        if (likeness(tw_hint_text(mem, c->page, i), title) == 3) return i;
    }
    return h == TW_NONE ? 0 : v->heading[h].node;
}

static struct tw_slice choose(const struct tw_hints *c, const struct vote *v,
                              struct tw_slices names)
{
    struct tw_slice tag = tw_title_strip(v->tag, names),
        stripped = tag.n == v->tag.n ? strip_unknown(tag) : tag;
    size_t h = best_heading(v, v->og.n ? v->og : stripped), rest;

    if (v->ld.n && c->ld.is_article) return complete(v->ld, v);
    if (h != TW_NONE && v->heading[h].weight > 1) {
        struct tw_slice heading = v->heading[h].text;

        if (v->og.n && tw_oneline_begins(v->og, heading, &rest) && heading.n * 2 > v->og.n)
            return heading;
        if (v->og.n == 0 && likeness(heading, v->tag)) return heading;
        if (v->og.n && tw_oneline_begins(v->tag, heading, &rest) && !likeness(v->tag, v->og))
            return heading;
    }
    if (v->og.n) return complete(v->og, v);
    if (h != TW_NONE && (v->tag.n == 0 || v->heading[h].weight > 1)) return v->heading[h].text;
    if (stripped.n) return stripped;
    return v->ld.n ? v->ld : c->doc->feed_title;
}

struct tw_slice tw_title_vote(struct tw_arena *mem, const struct tw_hints *c,
                              struct tw_slice outlet, uint32_t *node)
{
    struct tw_slices names = tw_title_names(mem, c, outlet);
    struct vote v;
    struct tw_slice title;

    collect(mem, c, names, &v);
    title = choose(c, &v, names);
    *node = title.n ? node_of(mem, c, &v, title) : 0;
    return title;
}
