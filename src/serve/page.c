/* serve/page.c - the frame of every page: head, navigation, search, footer.
**
** The policy lets a page load its own style, scripts and icon, send forms to its own server
** and ask it for more; nothing else, and nothing that stands inside the page.
*/
#include "serve/page.h"

#include "base/utf8.h"
#include "serve/assets.h"
#include "store/numbers.h"

static const char policy[] =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* "d1" of the cookie look: theme, keys; "120 88 " of seen. */
static struct tw_look look_of(const struct tw_request *r)
{
    struct tw_slice look = tw_request_cookie(r, "look"), seen = tw_request_cookie(r, "seen");
    struct tw_look out = {.theme = 'a', .keys = true};
    size_t dot = tw_slice_find_char(seen, '.', 0);

    if (look.n == 2 && (look.p[0] == 'l' || look.p[0] == 'd')) out.theme = look.p[0];
    if (look.n == 2) out.keys = look.p[1] != '0';
    if (dot == TW_NONE) return out;
    {
        struct tw_slice changed = tw_slice_sub(seen, 0, dot),
                        article = tw_slice_sub(seen, dot + 1, seen.n);

        out.has_seen =
            tw_numbers_cut(&changed, &out.changed) && tw_numbers_cut(&article, &out.article);
    }
    return out;
}

struct tw_page tw_page_of(struct tw_request *r, struct tw_answer *a)
{
    a->type = TW_TYPE_HTML;
    a->policy = policy;
    a->body.mem = r->mem;
    return (struct tw_page){r, a, r->mem, r->store, &a->body, look_of(r)};
}

static void put_script(struct tw_page *p, const char *name)
{
    tw_page_put(p, "<script type=\"module\" src=\"");
    tw_page_asset(p, name);
    tw_page_put(p, "\"></script>\n");
}

static void put_head(struct tw_page *p, struct tw_slice title, const char *name)
{
    tw_page_put(p, "<!DOCTYPE html>\n<html lang=\"en\"");
    if (p->look.theme != 'a')
        tw_buf_addf(p->out, " data-theme=\"%s\"", p->look.theme == 'd' ? "dark" : "light");
    tw_page_put(p, ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                   "content=\"width=device-width, "
                   "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<meta name=\"referrer\" content=\"same-origin\">\n<title>");
    tw_page_text(p, title);
    tw_page_put(p,
                " \xC2\xB7 Twosource</title>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"");
    tw_page_asset(p, "icon.svg");
    tw_page_put(p, "\">\n<link rel=\"stylesheet\" href=\"");
    tw_page_asset(p, "style.css");
    tw_page_put(p, "\">\n");
    put_script(p, "live.js");
    if (p->look.keys) put_script(p, "keys.js");
    if (tw_slice_eq(tw_slice_of(name), TW_LIT("pair"))) put_script(p, "pair.js");
    tw_buf_addf(p->out, "</head>\n<body data-page=\"%s\">\n", name);
}

static void put_link(struct tw_page *p, const char *to, const char *key, const char *text,
                     bool here)
{
    tw_buf_addf(p->out, "<li><a href=\"%s\"%s%s%s%s>%s</a></li>\n", to, *key ? " data-go=\"" : "",
                key, *key ? "\"" : "", here ? " aria-current=\"page\"" : "", text);
}

static void put_navigation(struct tw_page *p, enum tw_page_section s)
{
    tw_page_put(p, "<a class=\"skip\" href=\"#main\">Skip to content</a>\n<header class=\"top\">\n"
                   "<a class=\"brand\" href=\"/\"><img src=\"");
    tw_page_asset(p, "icon.svg");
    tw_page_put(
        p,
        "\" alt=\"\" width=\"22\" height=\"22\"> Twosource</a>\n<nav aria-label=\"Main\"><ul>\n");
    put_link(p, "/", "s", "Stories", s == TW_PAGE_STORIES);
    put_link(p, "/outlets", "o", "Outlets", s == TW_PAGE_OUTLETS);
    put_link(p, "/feeds", "f", "Feeds", s == TW_PAGE_FEEDS);
    put_link(p, "/alerts", "a", "Alerts", s == TW_PAGE_ALERTS);
    put_link(p, "/decisions", "d", "Decisions", s == TW_PAGE_DECISIONS);
    put_link(p, "/settings", "e", "Settings", s == TW_PAGE_SETTINGS);
    put_link(p, "/help", "?", "Help", s == TW_PAGE_HELP);
    tw_page_put(p, "</ul></nav>\n<form class=\"find\" role=\"search\" action=\"/search\"><label "
                   "class=\"hidden\" for=\"find\">"
                   "Search the articles</label><input id=\"find\" type=\"search\" name=\"q\" "
                   "placeholder=\"Search articles\" value=\"");
    if (s == TW_PAGE_SEARCH) tw_page_text(p, tw_request_query(p->r, "q"));
    tw_page_put(p, "\"><button>Search</button></form>\n</header>\n");
}

void tw_page_open(struct tw_page *p, struct tw_slice title, enum tw_page_section s,
                  const char *name)
{
    put_head(p, title, name);
    put_navigation(p, s);
    tw_page_put(p, "<div id=\"live\" class=\"live\" role=\"status\" aria-live=\"polite\"></div>\n"
                   "<main id=\"main\" tabindex=\"-1\">\n");
}

void tw_page_close(struct tw_page *p)
{
    tw_page_put(
        p, "</main>\n<footer><p>Made from the texts alone. Twosource counts the origins it found; "
           "it does not say what is true.</p></footer>\n</body>\n</html>\n");
}

/* A path of this server: one slash, no scheme, no host, nothing that could end the header. */
static bool is_own(struct tw_slice where)
{
    if (where.n == 0 || where.p[0] != '/'
        || (where.n > 1 && (where.p[1] == '/' || where.p[1] == '\\')))
        return false;
    for (size_t i = 0; i < where.n; i++)
        if ((unsigned char)where.p[i] <= ' ' || (unsigned char)where.p[i] >= 0x7F) return false;
    return true;
}

enum tw_status tw_page_redirect(struct tw_page *p, struct tw_slice where)
{
    p->a->status = 303;
    p->a->location = is_own(where) ? where : TW_LIT("/");
    p->a->keeping = TW_KEEP_NOT;
    return TW_OK;
}
