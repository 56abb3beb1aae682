/* read/newsitem.c - see the header. */
#include "read/newsitem.h"

#include "base/hash.h"
#include "read/html.h"

enum { MOST = 64 }; /* names in one list */

void tw_newsitem_add(struct tw_arena *mem, struct tw_slices *list, struct tw_slice s)
{
    s = tw_slice_trim(s);
    if (!s.n || list->n == MOST) return;
    for (size_t i = 0; i < list->n; i++)
        if (tw_slice_eq(list->v[i], s)) return;
    if (!list->v) list->v = TW_NEW_N(mem, struct tw_slice, MOST);
    list->v[list->n++] = s;
}

struct tw_slice tw_newsitem_host(struct tw_slice url)
{
    size_t from = tw_slice_starts_nocase(url, TW_LIT("https://"))  ? 8
                  : tw_slice_starts_nocase(url, TW_LIT("http://")) ? 7
                                                                   : 0,
           to = from;

    while (from && to < url.n
           && (tw_is_alnum(url.p[to]) || url.p[to] == '.' || url.p[to] == '-'
               || (unsigned char)url.p[to] >= 0x80))
        to++;
    return tw_slice_sub(url, from, to);
}

struct tw_slice tw_newsitem_lang(struct tw_arena *mem, struct tw_slice lang)
{
    size_t n = 0;

    while (n < lang.n && tw_is_alpha(lang.p[n])) n++;
    if (n < 2 || n > 3 || (n < lang.n && lang.p[n] != '-' && lang.p[n] != '_')) return TW_LIT("");
    return tw_slice_lower(mem, tw_slice_sub(lang, 0, n));
}

struct tw_slice tw_newsitem_plain(struct tw_arena *mem, struct tw_slice html)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice text, line;
    struct tw_html t;

    if (tw_html_parse(mem, html, &t) != TW_OK) return TW_LIT("");
    text = tw_html_text(mem, &t, t.body);
    while (tw_slice_line(&text, &line)) {
        if (b.n) tw_buf_adds(&b, "\n\n");
        tw_buf_add(&b, line);
    }
    return tw_buf_slice(&b);
}

/* The object of doc/json.md. */
static struct tw_slice as_article(struct tw_arena *mem, const struct tw_newsitem *item,
                                  struct tw_slice source)
{
    struct tw_slice part[] = {item->url.n ? item->url : source, item->text};
    struct tw_buf b = {.mem = mem};
    struct tw_json j = {.out = &b};
    char id[17];

    tw_hash_id(part, 2, id);
    tw_json_open(&j, '{');
    tw_json_text(&j, "id", item->id.n ? item->id : tw_slice_of(id));
    tw_json_text(&j, "source", source);
    tw_json_text(&j, "url", item->url);
    tw_json_key(&j, "outlet"), tw_json_open(&j, '{');
    tw_json_text(&j, "name", item->outlet);
    tw_json_text(&j, "domain", item->domain);
    tw_json_close(&j, '}');
    tw_json_text(&j, "title", item->title);
    tw_json_text(&j, "standfirst", item->standfirst);
    tw_json_texts(&j, "byline", item->byline.v, item->byline.n);
    tw_json_text(&j, "dateline", item->dateline);
    tw_json_key(&j, "published"), tw_json_open(&j, '{');
    tw_json_text(&j, "value", item->published);
    tw_json_word(&j, "from", "feed");
    tw_json_close(&j, '}');
    tw_json_text(&j, "modified", item->modified);
    tw_json_text(&j, "lang", item->lang);
    tw_json_texts(&j, "credit", item->credit.v, item->credit.n);
    tw_json_text(&j, "text", item->text);
    tw_json_texts(&j, "notes", item->notes.v, item->notes.n);
    tw_json_close(&j, '}');
    return tw_buf_slice(&b);
}

/* What the page says of itself: JSON-LD.  No `<` may stand in a script. */
static void add_ld(struct tw_arena *mem, const struct tw_newsitem *item, struct tw_buf *page)
{
    struct tw_buf b = {.mem = mem};
    struct tw_json j = {.out = &b};

    tw_json_open(&j, '{');
    tw_json_word(&j, "@context", "https://schema.org");
    tw_json_word(&j, "@type", "NewsArticle");
    if (item->title.n) tw_json_text(&j, "headline", item->title);
    if (item->standfirst.n) tw_json_text(&j, "description", item->standfirst);
    if (item->published.n) tw_json_text(&j, "datePublished", item->published);
    if (item->modified.n) tw_json_text(&j, "dateModified", item->modified);
    if (item->lang.n) tw_json_text(&j, "inLanguage", item->lang);
    if (item->url.n) tw_json_text(&j, "url", item->url);
    if (item->byline.n) tw_json_texts(&j, "author", item->byline.v, item->byline.n);
    if (item->outlet.n) {
        tw_json_key(&j, "publisher"), tw_json_open(&j, '{');
        tw_json_text(&j, "name", item->outlet);
        tw_json_close(&j, '}');
    }
    tw_json_close(&j, '}');
    tw_buf_adds(page, "<script type=\"application/ld+json\">");
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i] == '<') tw_buf_adds(page, "\\u003c");
        else tw_buf_addc(page, b.p[i]);
    tw_buf_adds(page, "</script>");
}

static void add_meta(struct tw_buf *page, const char *name, struct tw_slice value)
{
    tw_buf_addf(page, "<meta name=\"%s\" content=\"", name);
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == '"') tw_buf_adds(page, "&quot;");
        else if (value.p[i] == '&') tw_buf_adds(page, "&amp;");
        else tw_buf_addc(page, value.p[i]);
    tw_buf_adds(page, "\">");
}

static struct tw_slice as_page(struct tw_arena *mem, const struct tw_newsitem *item)
{
    struct tw_buf page = {.mem = mem};

    tw_buf_adds(&page, "<!doctype html><head>");
    add_ld(mem, item, &page);
    for (size_t i = 0; i < item->credit.n; i++) add_meta(&page, "agency", item->credit.v[i]);
    tw_buf_adds(&page, "</head><body><article>");
    tw_buf_add(&page, item->html);
    tw_buf_adds(&page, "</article>");
    return tw_buf_slice(&page);
}

enum tw_status tw_newsitem_document(struct tw_arena *mem, const struct tw_newsitem *item,
                                    struct tw_document *out)
{
    if (tw_slice_trim(item->text).n) {
        out->format = TW_FORMAT_ARTICLE;
        out->object = NULL;
        out->text = as_article(mem, item, out->source);
        out->is_item = !item->whole;
        return TW_OK;
    }
    if (!tw_slice_trim(item->html).n) return TW_EMPTY;
    out->format = TW_FORMAT_HTML;
    out->text = as_page(mem, item);
    out->url = item->url;
    out->feed_title = item->title;
    out->feed_outlet = item->outlet;
    if (!tw_date_parse_iso(item->published, &out->feed_date)) out->feed_date = (struct tw_date){0};
    return TW_OK;
}
