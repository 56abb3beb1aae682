/* watch/opml.c - outlines with an xmlUrl are feeds, those around them are folders.
**
** The reader keeps the folders it is in as one text, "News/Europe", and for each open outline
** how long that text was before.  An outline that has no xmlUrl and nothing in it names a
** folder without feeds and is lost.
*/
#include "watch/opml.h"

#include "base/map.h"
#include "base/vec.h"
#include "clean/url.h"
#include "compare/markup.h"
#include "read/charset.h"
#include "read/html.h"
#include "read/xml.h"

enum { DEEP = 64, FOLDER = 500 /* bytes of a folder's whole name */, ADDRESS = 4000,
       LIST = 100000 };

struct reader {
    struct tw_arena *mem;
    struct tw_feed_list *list;
    size_t cap;
    struct tw_map known;
    char folder[FOLDER];
    size_t folder_n;
    size_t before[DEEP], depth;     /* length of `folder` outside of each open outline */
};

static struct tw_slice attribute(struct reader *r, const struct tw_xml_tag *t, const char *name)
{
    struct tw_slice value = tw_xml_attribute(t, tw_slice_of(name));

    return tw_slice_trim(tw_html_decode_attr(r->mem, value));
}

/* One slash parts folders, so none can stand in a name. */
static void enter(struct reader *r, struct tw_slice name)
{
    if (r->depth < DEEP) r->before[r->depth] = r->folder_n;
    r->depth++;
    if (r->depth > DEEP || !name.n || r->folder_n + name.n + 1 > FOLDER) return;
    if (r->folder_n) r->folder[r->folder_n++] = '/';
    for (size_t i = 0; i < name.n; i++)
        r->folder[r->folder_n++] = name.p[i] == '/' ? '-' : name.p[i];
}

static void leave(struct reader *r)
{
    if (r->depth == 0) return;
    if (--r->depth < DEEP) r->folder_n = r->before[r->depth];
}

/* The first of the categories "/News/Europe,/Ports" (OPML 2.0, "category"). */
static struct tw_slice category(struct tw_slice list)
{
    struct tw_slice first;

    if (!tw_slice_part(&list, ',', &first)) return (struct tw_slice){"", 0};
    while (first.n && first.p[0] == '/') first = tw_slice_sub(first, 1, first.n);
    return first.n < FOLDER ? first : (struct tw_slice){"", 0};
}

static void add(struct reader *r, struct tw_watched f)
{
    struct tw_url parts;
    bool added;

    if (!tw_url_split(f.url, &parts) || !parts.scheme.n || f.url.n > ADDRESS
        || r->list->n == LIST) {
        r->list->passed++;
        return;
    }
    tw_map_add(&r->known, f.url, &added);
    if (added) TW_PUSH(r->mem, r->list->v, r->list->n, r->cap, f);
}

static void read_outline(struct reader *r, const struct tw_xml_tag *t)
{
    struct tw_watched f = {.url = attribute(r, t, "xmlUrl"),
                           .title = attribute(r, t, "title"),
                           .site = attribute(r, t, "htmlUrl"),
                           .lang = attribute(r, t, "language")};

    if (!f.title.n) f.title = attribute(r, t, "text");
    if (tw_slice_eq(f.title, f.url)) f.title = (struct tw_slice){"", 0};
    if (f.url.n) {
        f.folder = tw_slice_dup(r->mem, (struct tw_slice){r->folder, r->folder_n});
        if (!f.folder.n) f.folder = category(attribute(r, t, "category"));
        add(r, f);
    }
    if (!t->empty) enter(r, f.url.n ? (struct tw_slice){"", 0} : f.title);
}

static enum tw_status read_outlines(struct reader *r, struct tw_slice text)
{
    struct tw_xml x = {text, 0};
    struct tw_xml_tag t;
    bool found = false;

    while (tw_xml_next(&x, &t)) {
        struct tw_slice name = tw_xml_local(t.name);

        found |= tw_slice_eq_nocase(name, TW_LIT("opml"));
        if (!tw_slice_eq_nocase(name, TW_LIT("outline"))) continue;
        if (t.closing) leave(r);
        else read_outline(r, &t);
    }
    return found || r->list->n ? TW_OK : TW_NOTNEWS;
}

static void read_lines(struct reader *r, struct tw_slice text)
{
    struct tw_slice line;

    while (tw_slice_line(&text, &line)) {
        line = tw_slice_trim(line);
        if (line.n && line.p[0] != '#') add(r, (struct tw_watched){.url = line});
    }
}

enum tw_status tw_opml_read(struct tw_arena *mem, struct tw_slice bytes, struct tw_feed_list *out)
{
    struct reader r = {.mem = mem, .list = out, .known = tw_map_in(mem)};
    struct tw_slice none = {"", 0};
    struct tw_slice text =
        tw_charset_convert(mem, bytes, tw_charset_find(bytes, none, none), NULL);

    *out = (struct tw_feed_list){0};
    if (tw_slice_find_char(text, '<', 0) != TW_NONE) return read_outlines(&r, text);
    read_lines(&r, text);
    return out->n || !out->passed ? TW_OK : TW_NOTNEWS;
}

/* ---- Writing */

static void put(struct tw_buf *out, const char *name, struct tw_slice value)
{
    if (!value.n) return;
    tw_buf_addf(out, " %s=\"", name);
    tw_markup_text(out, value);
    tw_buf_addc(out, '"');
}

static void indent(struct tw_buf *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++) tw_buf_adds(out, "  ");
}

/* The number of folders in a name, and of those that two names begin with alike. */
static size_t depth_of(struct tw_slice folder)
{
    struct tw_slice part;
    size_t n = 0;

    while (tw_slice_part(&folder, '/', &part)) n++;
    return n;
}

static size_t common(struct tw_slice a, struct tw_slice b)
{
    struct tw_slice x, y;
    size_t n = 0;

    while (tw_slice_part(&a, '/', &x) && tw_slice_part(&b, '/', &y) && tw_slice_eq(x, y)) n++;
    return n;
}

/* Closes folders down to those that both have, and opens the rest. */
static void go(struct tw_buf *out, struct tw_slice from, struct tw_slice to)
{
    size_t same = common(from, to), depth = 0;
    struct tw_slice part;

    for (size_t i = depth_of(from); i > same; i--) {
        indent(out, i + 1);
        tw_buf_adds(out, "</outline>\n");
    }
    for (; tw_slice_part(&to, '/', &part); depth++) {
        if (depth < same) continue;
        indent(out, depth + 2);
        tw_buf_adds(out, "<outline");
        put(out, "text", part);
        tw_buf_adds(out, ">\n");
    }
}

void tw_opml_write(struct tw_buf *out, const struct tw_watched *feed, size_t n)
{
    struct tw_slice folder = {"", 0};

    tw_buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                     "  <head><title>Feeds</title></head>\n  <body>\n");
    for (size_t i = 0; i < n; i++) {
        const struct tw_watched *f = &feed[i];

        go(out, folder, f->folder);
        folder = f->folder;
        indent(out, depth_of(folder) + 2);
        tw_buf_adds(out, "<outline type=\"rss\"");
        put(out, "text", f->title.n ? f->title : f->url);
        put(out, "title", f->title);
        put(out, "xmlUrl", f->url);
        put(out, "htmlUrl", f->site);
        put(out, "language", f->lang);
        tw_buf_adds(out, "/>\n");
    }
    go(out, folder, (struct tw_slice){"", 0});
    tw_buf_adds(out, "  </body>\n</opml>\n");
}
