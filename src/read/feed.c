/* read/feed.c - feeds of all kinds through one reader of entries.
**
** The root element tells the kind.  RSS items, Atom entries and sitemap urls
** are read alike: each child element that is known fills a field of the entry,
** the better source of a field wins (content:encoded over description, longer
** text over shorter).  What it gets wrong: an Atom entry whose content is on
** another page has only its summary.
*/
#include "read/feed.h"

#include "base/json.h"
#include "base/vec.h"
#include "read/html.h"
#include "read/http.h"
#include "read/xml.h"

enum { TAG_MAX = 1000 /* bytes of a tag in a title */, UNCLOSED = 3 };

struct reader {
    struct tw_arena *mem;
    struct tw_feed *feed;
    size_t cap;
    unsigned unclosed;          /* titles; few are looked into, each of which costs a walk */
};

static bool is(struct tw_slice name, const char *what)
{
    return tw_slice_eq(name, tw_slice_of(what));
}

bool tw_feed_is(struct tw_slice first)
{
    struct tw_xml x = {first, 0};
    struct tw_xml_tag t;
    struct tw_slice root;

    if (first.n && (first.p[0] == '{' || first.p[0] == '[')) return true;
    if (first.n == 0 || first.p[0] != '<' || !tw_xml_next(&x, &t)) return false;
    root = tw_xml_local(t.name);
    return is(root, "rss") || is(root, "RDF") || is(root, "feed") || is(root, "urlset")
        || is(root, "sitemapindex") || is(root, "opml");
}

/* ---- fields ---- */

static struct tw_date date_of(struct tw_slice s)
{
    struct tw_date d;

    s = tw_slice_trim(s);
    if (tw_date_parse_iso(s, &d) || tw_http_date(s, &d)) return d;
    return (struct tw_date){0};
}

static void keep_first(struct tw_slice *field, struct tw_slice value)
{
    if (field->n == 0) *field = value;
}

static void keep_longer(struct tw_slice *field, struct tw_slice value)
{
    if (value.n > field->n) *field = value;
}

static void keep_date(struct tw_date *field, struct tw_slice value)
{
    if (field->grain == TW_DATE_NONE) *field = date_of(value);
}

/* Text of a title or name: tags off, references resolved once more as they are
** often doubled. */
static struct tw_slice plain(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};

    for (size_t at = 0; at < s.n; at++) {
        struct tw_slice near = tw_slice_sub(s, 0, s.n - at > TAG_MAX ? at + TAG_MAX : s.n);
        bool tag = s.p[at] == '<' && at + 1 < s.n
            && (tw_is_alpha(s.p[at + 1]) || s.p[at + 1] == '/');
        size_t close = tag ? tw_slice_find_char(near, '>', at) : TW_NONE;

        if (close == TW_NONE) tw_buf_addc(&b, s.p[at]);
        else at = close;
    }
    return tw_slice_trim(tw_html_decode(mem, tw_buf_slice(&b)));
}

/* An Atom link: the page itself is rel=alternate or nothing. */
static void take_link(struct reader *r, const struct tw_xml_tag *t, struct tw_slice inner,
                      struct tw_feed_entry *e)
{
    struct tw_slice href = tw_xml_attribute(t, TW_LIT("href")),
        rel = tw_xml_attribute(t, TW_LIT("rel"));

    if (href.n == 0) keep_first(&e->url, tw_xml_text(r->mem, inner));
    else if (rel.n == 0 || is(rel, "alternate"))
        keep_first(&e->url, tw_html_decode_attr(r->mem, href));
}

static void take_child(struct reader *r, const struct tw_xml_tag *t, struct tw_slice inner,
                       struct tw_feed_entry *e)
{
    struct tw_slice name = tw_xml_local(t->name);

    if (is(name, "guid") || is(name, "id")) keep_first(&e->id, tw_xml_text(r->mem, inner));
    if (is(name, "link")) take_link(r, t, inner, e);
    else if (is(name, "loc")) keep_first(&e->url, tw_xml_text(r->mem, inner));
    else if (is(name, "guid") && !is(tw_xml_attribute(t, TW_LIT("isPermaLink")), "false")
             && tw_slice_starts(tw_slice_trim(inner),
                                TW_LIT("http"))) keep_first(&e->url, tw_xml_text(r->mem, inner));
    else if (is(name, "title") && !tw_slice_starts(t->name, TW_LIT("media:")))
        keep_first(&e->title, plain(r->mem, tw_xml_text(r->mem, inner)));
    else if (is(name, "encoded") || is(name, "description") || is(name, "summary")
             || is(t->name, "content") || is(t->name, "atom:content")) {
        if (!tw_slice_starts(t->name, TW_LIT("media:"))
            && !tw_slice_starts(t->name, TW_LIT("itunes:")))
            keep_longer(&e->content, tw_xml_text(r->mem, inner));
    } else if (is(name, "pubDate") || is(name, "published") || is(name, "issued")
               || is(t->name, "dc:date")
               || is(name, "publication_date")) keep_date(&e->published,
                                                          tw_xml_text(r->mem, inner));
    else if (is(name, "creator")) keep_first(&e->author, plain(r->mem, tw_xml_text(r->mem, inner)));
    else if (is(name, "language")) keep_first(&e->lang, tw_xml_text(r->mem, inner));
}

/* Elements that only hold others; their children are the entry's. */
static bool is_holder(struct tw_slice name)
{
    return is(name, "news:news") || is(name, "news:publication") || is(name, "media:group")
        || is(name, "author") || is(name, "atom:author");
}

static void read_entry(struct reader *r, struct tw_slice inside)
{
    struct tw_xml x = {inside, 0};
    struct tw_xml_tag t;
    struct tw_feed_entry e = {0};
    struct tw_slice updated = TW_LIT(""), author = TW_LIT("");

    while (tw_xml_next(&x, &t)) {
        struct tw_slice inner;

        if (t.closing || is_holder(t.name)) continue;
        inner = tw_xml_inner(&x, &t);
        if (is(t.name, "updated") || is(t.name, "modified") || is(t.name, "lastmod"))
            keep_first(&updated, tw_slice_trim(inner));
        else if (is(t.name, "name")) keep_first(&author, inner);
        else if (is(t.name, "news:name")) keep_first(&r->feed->title, tw_xml_text(r->mem, inner));
        else take_child(r, &t, inner, &e);
    }
    if (author.n) keep_first(&e.author, plain(r->mem, author));
    if (updated.n) keep_date(&e.published, updated);
    TW_PUSH(r->mem, r->feed->v, r->feed->n, r->cap, e);
}

/* ---- files ---- */

static void read_outline(struct reader *r, const struct tw_xml_tag *t)
{
    struct tw_slice url = tw_xml_attribute(t, TW_LIT("xmlUrl")),
        title = tw_xml_attribute(t, TW_LIT("title"));
    struct tw_feed_entry e = {0};

    if (url.n == 0) return;
    if (title.n == 0) title = tw_xml_attribute(t, TW_LIT("text"));
    e.url = tw_html_decode_attr(r->mem, url);
    e.title = tw_html_decode_attr(r->mem, title);
    TW_PUSH(r->mem, r->feed->v, r->feed->n, r->cap, e);
}

static bool kind_of(struct tw_slice root, enum tw_feed_kind *kind)
{
    if (is(root, "rss") || is(root, "RDF")) *kind = TW_FEED_RSS;
    else if (is(root, "feed")) *kind = TW_FEED_ATOM;
    else if (is(root, "urlset")) *kind = TW_FEED_SITEMAP;
    else if (is(root, "sitemapindex")) *kind = TW_FEED_SITEMAP_INDEX;
    else if (is(root, "opml")) *kind = TW_FEED_OPML;
    else return false;
    return true;
}

static uint64_t count_of(struct tw_slice s)
{
    uint64_t n = 0;

    s = tw_slice_trim(s);
    for (size_t i = 0; i < s.n && i < 9 && tw_is_digit(s.p[i]); i++)
        n = n * 10 + (uint64_t)(s.p[i] - '0');
    return n;
}

/* Seconds in a period of the syndication module of RSS 1.0. */
static uint64_t period_of(struct tw_slice s)
{
    static const struct { const char *name; uint64_t seconds; } periods[] = {
        {"hourly", 3600}, {"daily", 86400}, {"weekly", 604800}, {"monthly", 2592000}, {"yearly", 31536000}};

    s = tw_slice_trim(s);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (tw_slice_eq_nocase(s, tw_slice_of(periods[i].name))) return periods[i].seconds;
    return 0;
}

/* The inside of a title of the feed; one that is never closed ends with the next tag, so that it
** does not swallow the entries. */
static struct tw_slice title_inner(struct reader *r, struct tw_xml *x, const struct tw_xml_tag *t)
{
    size_t from = x->at, end;
    struct tw_slice inner = tw_xml_inner(x, t);

    if (tw_slice_find(inner, TW_LIT("<item"), 0) == TW_NONE && tw_slice_find(inner, TW_LIT("<entry"), 0) == TW_NONE) return inner;
    if (r->unclosed++ >= UNCLOSED) return inner;
    end = tw_slice_find_char(x->text, '<', from);
    x->at = end;
    return tw_slice_sub(x->text, from, end);
}

/* What says something of the feed as a whole; `title` not, which comes in several places. */
struct about { uint64_t period, frequency, ttl; };

static void read_about(struct reader *r, const struct tw_xml_tag *t, struct tw_slice inner, struct about *a)
{
    struct tw_slice name = tw_xml_local(t->name);
    struct tw_feed_entry link = {.url = r->feed->site};

    if (is(name, "ttl")) a->ttl = count_of(inner) * 60;     /* minutes: RSS 2.0 */
    else if (is(name, "updatePeriod")) a->period = period_of(inner);
    else if (is(name, "updateFrequency")) a->frequency = count_of(inner);
    else if (is(name, "language")) keep_first(&r->feed->lang, tw_xml_text(r->mem, inner));
    else if (is(name, "link")) {
        take_link(r, t, inner, &link);
        r->feed->site = link.url;
    }
}

static void settle_pause(struct tw_feed *f, const struct about *a)
{
    uint64_t period = a->period / (a->frequency ? a->frequency : 1);

    f->pause = a->ttl > period ? a->ttl : period;
}

static enum tw_status read_xml(struct reader *r, struct tw_slice text)
{
    struct about about = {0};
    struct tw_xml x = {text, 0};
    struct tw_xml_tag t, root;

    if (!tw_xml_next(&x, &t) || !kind_of(tw_xml_local(t.name), &r->feed->kind)) return TW_NOTNEWS;
    root = t;
    while (tw_xml_next(&x, &t)) {
        struct tw_slice name = tw_xml_local(t.name);

        if (t.closing) continue;
        if (is(name, "item") || is(name, "entry") || is(name, "url") || is(name, "sitemap"))
            read_entry(r, tw_xml_inner(&x, &t));
        else if (is(name, "image") || is(name, "textinput")) (void)tw_xml_inner(&x, &t);
        else if (is(name, "outline")) read_outline(r, &t);
        else if (is(name, "title")) keep_first(&r->feed->title, plain(r->mem, tw_xml_text(r->mem, title_inner(r, &x, &t))));
        else if (is(name, "link") || is(name, "ttl") || is(name, "language") || is(name, "updatePeriod") || is(name, "updateFrequency"))
            read_about(r, &t, tw_xml_inner(&x, &t), &about);
    }
    if (tw_xml_attribute(&root, TW_LIT("xml:lang")).n) keep_first(&r->feed->lang, tw_xml_attribute(&root, TW_LIT("xml:lang")));
    settle_pause(r->feed, &about);
    return TW_OK;
}

/* JSON Feed 1.1, "Items". */
static enum tw_status read_json(struct reader *r, struct tw_slice text)
{
    struct tw_jv o;
    const struct tw_jv *items;

    if (tw_slice_find(text, TW_LIT("jsonfeed.org"), 0) == TW_NONE) return TW_NOTNEWS;
    if (tw_json_parse(r->mem, text, &o, NULL) != TW_OK) return TW_NOTNEWS;
    items = tw_jv_get(&o, "items");
    if (tw_slice_find(tw_jv_str(&o, "version"), TW_LIT("jsonfeed.org"), 0) == TW_NONE || !items) return TW_NOTNEWS;
    r->feed->kind = TW_FEED_JSON;
    r->feed->title = tw_jv_str(&o, "title");
    r->feed->site = tw_jv_str(&o, "home_page_url");
    r->feed->lang = tw_jv_str(&o, "language");
    for (size_t i = 0; i < items->n; i++) {
        const struct tw_jv *it = &items->v[i];
        struct tw_feed_entry e = {.url = tw_jv_str(it, "url"), .title = tw_jv_str(it, "title"),
                                  .content = tw_jv_str(it, "content_html"), .lang = tw_jv_str(it, "language")};
        const struct tw_jv *id = tw_jv_get(it, "id");

        if (id) e.id = id->s;           /* a number too */

        keep_first(&e.content, tw_jv_str(it, "content_text"));
        keep_first(&e.content, tw_jv_str(it, "summary"));
        keep_first(&e.url, tw_jv_str(it, "external_url"));
        e.author = tw_jv_str(tw_jv_get(it, "author"), "name");
        keep_date(&e.published, tw_jv_str(it, "date_published"));
        keep_date(&e.published, tw_jv_str(it, "date_modified"));
        TW_PUSH(r->mem, r->feed->v, r->feed->n, r->cap, e);
    }
    return TW_OK;
}

enum tw_status tw_feed_read(struct tw_arena *mem, struct tw_slice text, struct tw_feed *out)
{
    struct reader r = {.mem = mem, .feed = out};

    *out = (struct tw_feed){0};
    text = tw_slice_trim(text);
    if (text.n == 0) return TW_NOTNEWS;
    return text.p[0] == '{' ? read_json(&r, text) : text.p[0] == '<' ? read_xml(&r, text) : TW_NOTNEWS;
}
