/* export/atom.c - Atom (RFC 4287): a story an entry, its accounts as related links.
**
** What stands before the entries comes first (4.1.1): id, title, updated, author, links.  A title
** is plain text, the content HTML: escaped twice.  An entry without an address has its content
** (4.1.2), so it needs no alternate link.
*/
#include "export/export_int.h"
#include "export/rfctext.h"

#include "compare/markup.h"
#include "compare/wording.h"

enum { RELATED = 30 }; /* links of an entry; a feed is no archive */

static void element(struct tw_buf *out, const char *open, struct tw_slice s, const char *close)
{
    tw_buf_adds(out, open);
    tw_markup_text(out, s);
    tw_buf_adds(out, close);
}

static void link(struct tw_buf *out, const char *rel, struct tw_slice url)
{
    tw_buf_addf(out, "<link rel=\"%s\" href=\"", rel);
    tw_markup_text(out, url);
    tw_buf_addc(out, '"');
}

static void begin(struct tw_export *x, struct tw_buf *out)
{
    struct tw_slice self = tw_rfc3986(x->mem, x->o.self);

    tw_buf_adds(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed "
                     "xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element(out, "<id>", tw_entry_feed_id(x), "</id>\n");
    element(out, "<title>", tw_entry_feed_title(x), "</title>\n");
    element(out, "<updated>", tw_rfc3339(x->mem, tw_entry_feed_updated(x)), "</updated>\n");
    tw_buf_adds(out, "<author><name>Twosource</name></author>\n<generator>Twosource</generator>\n");
    if (self.n) {
        link(out, "self", self);
        tw_buf_adds(out, " type=\"application/atom+xml\"/>\n");
    }
}

static void add_related(struct tw_arena *mem, const struct tw_outgoing *t, struct tw_buf *out)
{
    for (size_t i = 0; i < t->articles && i < RELATED; i++) {
        const struct tw_article *a = &t->article[i].article;
        struct tw_slice url = tw_rfc3986(mem, a->url);

        if (!url.n) continue;
        link(out, "related", url);
        element(out, " title=\"", tw_account_name(a), "\"/>\n");
    }
}

static void story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct tw_entry e = tw_entry_of(x, t);

    element(out, "<entry>\n<id>", e.id, "</id>\n");
    element(out, "<title>", e.title, "</title>\n");
    element(out, "<published>", tw_rfc3339(x->mem, e.first), "</published>\n");
    element(out, "<updated>", tw_rfc3339(x->mem, e.last), "</updated>\n");
    if (e.url.n) {
        link(out, "alternate", e.url);
        tw_buf_adds(out, "/>\n");
    }
    add_related(x->mem, t, out);
    element(out, "<summary>", e.summary, "</summary>\n");
    element(out, "<content type=\"html\">", e.html, "</content>\n</entry>\n");
}

static void end(struct tw_export *x, struct tw_buf *out)
{
    (void)x;
    tw_buf_adds(out, "</feed>\n");
}

const struct tw_form tw_form_atom = {
    .name = "atom",
    .media_type = "application/atom+xml; charset=utf-8",
    .whats = 1 << TW_EXPORT_STORIES,
    .needs = {TW_NEED_ARTICLES | TW_NEED_ITEMS},
    .begin = begin,
    .story = story,
    .end = end,
};
