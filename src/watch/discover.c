/* watch/discover.c - see discover.h.  The feed of comments, which often stands behind the other, is
** only taken when there is no other; it is known by its address or title, in English. */
#include "watch/discover.h"

#include "clean/url.h"
#include "read/html.h"

static bool is_feed_type(struct tw_slice type)
{
    static const char *const types[] = {"application/rss+xml", "application/atom+xml",
                                        "application/feed+json", "application/rdf+xml"};
    size_t end = 0;

    while (end < type.n && type.p[end] != ';' && !tw_is_space(type.p[end])) end++;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (tw_slice_eq_nocase(tw_slice_sub(type, 0, end), tw_slice_of(types[i]))) return true;
    return false;
}

static bool names_a_feed(struct tw_arena *mem, const struct tw_html *page, uint32_t link)
{
    return tw_slice_find_nocase(tw_html_attr(page, link, TW_ATTR_REL), TW_LIT("alternate"),
                                0) != TW_NONE
           && is_feed_type(tw_html_attr_text(mem, page, link, TW_ATTR_TYPE));
}

static bool is_of_comments(struct tw_arena *mem, const struct tw_html *page, uint32_t link)
{
    return tw_slice_find_nocase(tw_html_attr(page, link, TW_ATTR_HREF), TW_LIT("comment"),
                                0) != TW_NONE
           || tw_slice_find_nocase(tw_html_attr_text(mem, page, link, TW_ATTR_TITLE),
                                   TW_LIT("comment"), 0) != TW_NONE;
}

static struct tw_slice address(struct tw_arena *mem, const struct tw_html *page, uint32_t node,
                               struct tw_slice base)
{
    struct tw_slice href = tw_slice_trim(tw_html_attr_text(mem, page, node, TW_ATTR_HREF)), url;
    struct tw_url parts;

    if (!href.n) return (struct tw_slice){"", 0};
    url = tw_url_join(mem, base, href);
    return tw_url_split(url, &parts) ? url : (struct tw_slice){"", 0};
}

struct tw_slice tw_discover_feed(struct tw_arena *mem, struct tw_slice page, struct tw_slice url)
{
    struct tw_slice found = {"", 0}, base = {"", 0};
    struct tw_html t;
    uint32_t i;

    (void)!tw_html_parse(mem, page, &t); /* cut at a cap: feeds are named at the beginning */
    if ((i = tw_html_find(&t, TW_TAG_BASE, 0, t.n)) != 0) base = address(mem, &t, i, url);
    if (!base.n) base = url;
    for (i = 0; (i = tw_html_find(&t, TW_TAG_LINK, i + 1, t.n)) != 0;) {
        bool of_comments;

        if (!names_a_feed(mem, &t, i)) continue;
        of_comments = is_of_comments(mem, &t, i);
        if (!found.n || !of_comments) found = address(mem, &t, i, base);
        if (found.n && !of_comments) break;
    }
    return found;
}
