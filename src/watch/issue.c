/* watch/issue.c - a feed's bytes into items of one form.
**
** What an item says is hashed without markup and white space, since those change without a word
** being changed.  Sitemaps hold everything a site ever had; a news sitemap holds two days (Google,
** "News sitemaps"), so of others no more is taken.  What it gets wrong: a feed that adds a count
** of comments to its texts seems to change them.
*/
#include "watch/issue.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "clean/url.h"
#include "read/charset.h"
#include "read/feed.h"
#include "watch/discover.h"

enum {
    RECENT = 2 * 86400,         /* s before the newest entry of a sitemap */
    UNDATED = 100,              /* entries of a sitemap without dates, the first */
    KEPT = 64 << 10,            /* bytes of text of an item that waits */
    CHILDREN = 10,              /* sitemaps of an index, the newest */
    TELLING = 80                /* bytes of text by which an item is known again */
};

static const struct tw_slice NOTHING = {"", 0};

/* ---- One item */

/* The text alone: tags and white space off. */
static void add_bare(struct tw_buf *out, struct tw_slice s)
{
    bool tag = false;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '<') tag = true;
        if (!tag && !tw_is_space(c)) tw_buf_addc(out, c);
        if (c == '>') tag = false;
    }
}

static void hash_text(struct tw_arena *mem, const struct tw_feed_entry *e, struct tw_issue_item *it)
{
    struct tw_buf bare = {.mem = mem};
    char iso[TW_DATE_TEXT];

    add_bare(&bare, e->title);
    tw_buf_addc(&bare, '\n');
    add_bare(&bare, e->content);
    it->telling = bare.n > TELLING;
    if (bare.n == 1) tw_buf_add(&bare, (struct tw_slice){iso, tw_date_iso(&e->published, iso)});
    it->text = tw_hash(tw_buf_slice(&bare));
}

static struct tw_issue_item item_of(struct tw_arena *mem, struct tw_slice base,
                                    const struct tw_feed_entry *e)
{
    struct tw_url parts;
    struct tw_issue_item it = {.id = e->id, .title = e->title, .published = e->published};

    it.url = e->url.n ? tw_url_join(mem, base, tw_slice_trim(e->url)) : NOTHING;
    if (!tw_url_split(it.url, &parts)) it.url = NOTHING;
    it.content = e->content.n <= TW_ISSUE_CONTENT ? e->content : NOTHING;
    hash_text(mem, e, &it);
    return it;
}

/* ---- All of them */

static int newest_first(const void *x, const void *y)
{
    const struct tw_feed_entry *a = x, *b = y;
    int64_t s = tw_date_unix(&a->published), t = tw_date_unix(&b->published);
    int by_url = tw_slice_cmp(a->url, b->url);

    return s != t ? (s < t) - (s > t) : by_url ? by_url : (a > b) - (a < b);
}

/* Leaves what is new of a sitemap, or of an index of them. */
static void cut_sitemap(struct tw_feed *f)
{
    int64_t newest;
    size_t n = 0;

    if (f->kind != TW_FEED_SITEMAP && f->kind != TW_FEED_SITEMAP_INDEX) return;
    TW_SORT(f->v, f->n, newest_first);
    newest = f->n ? tw_date_unix(&f->v[0].published) : 0;
    if (f->kind == TW_FEED_SITEMAP_INDEX) n = f->n < CHILDREN ? f->n : CHILDREN;
    else if (f->n && f->v[0].published.grain == TW_DATE_NONE) n = f->n < UNDATED ? f->n : UNDATED;
    else
        while (n < f->n && tw_date_unix(&f->v[n].published) >= newest - RECENT) n++;
    f->n = n;
}

/* An id that stands for two addresses tells nothing. */
static void drop_shared_ids(struct tw_arena *mem, struct tw_issue *issue)
{
    struct tw_map first = tw_map_in(mem);

    for (size_t i = 0; i < issue->n; i++) {
        struct tw_issue_item *it = &issue->v[i], *other;
        struct tw_map_item *m;
        bool added;

        if (!it->id.n) continue;
        m = tw_map_add(&first, it->id, &added);
        if (added) m->value = i;
        other = &issue->v[m->value];
        if (!added && !tw_slice_eq(other->url, it->url)) it->id = other->id = NOTHING;
    }
}

/* Every address once, the first time it stands there. */
static void take_items(struct tw_arena *mem, const struct tw_raw *raw, const struct tw_feed *f,
                       struct tw_issue *issue)
{
    struct tw_map known = tw_map_in(mem);
    size_t cap = 0;

    for (size_t i = 0; i < f->n && issue->n < TW_ISSUE_ITEMS; i++) {
        struct tw_issue_item it = item_of(mem, raw->url, &f->v[i]);
        struct tw_slice key = it.url.n ? it.url : it.id;
        bool added = false;

        if (key.n) tw_map_add(&known, key, &added);
        else if (it.content.n) added = true;
        if (added) TW_PUSH(mem, issue->v, issue->n, cap, it);
    }
    drop_shared_ids(mem, issue);
}

/* ---- As JSON and back */

static void put_item(struct tw_json *j, const struct tw_issue_item *it)
{
    char iso[TW_DATE_TEXT];
    size_t n = tw_date_iso(&it->published, iso);

    tw_json_open(j, '{');
    tw_json_text(j, "url", it->url);
    tw_json_text(j, "id", it->id);
    tw_json_text(j, "title", it->title);
    tw_json_text(j, "content", it->content);
    if (it->published.grain) tw_json_text(j, "published", (struct tw_slice){iso, n});
    tw_json_count(j, "high", (size_t)(it->text >> 32));     /* a number of JSON has 53 bits */
    tw_json_count(j, "low", (size_t)(it->text & 0xFFFFFFFFu));
    tw_json_key(j, "telling");
    tw_json_bool(j, it->telling);
    tw_json_close(j, '}');
}

static struct tw_slice json_of(struct tw_arena *mem, const struct tw_issue *issue)
{
    struct tw_buf out = {.mem = mem};
    struct tw_json j = {.out = &out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "index");
    tw_json_bool(&j, issue->index);
    tw_json_text(&j, "elsewhere", issue->elsewhere);
    tw_json_text(&j, "title", issue->title);
    tw_json_text(&j, "site", issue->site);
    tw_json_text(&j, "lang", issue->lang);
    tw_json_count(&j, "pause", issue->pause);
    tw_json_key(&j, "items");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < issue->n; i++) put_item(&j, &issue->v[i]);
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
    return tw_buf_slice(&out);
}

/* What is no feed: a page may name one. */
static enum tw_status look_elsewhere(struct tw_arena *mem, const struct tw_raw *raw,
                                     struct tw_slice text, struct tw_slice *json, const char **why)
{
    struct tw_issue issue = {0};

    text = tw_slice_trim(text);
    if (tw_slice_find_nocase(text, TW_LIT("<html"), 0) == TW_NONE) {
        *why = text.n == 0 ? "it is empty" : "it is no feed";
        return TW_NOTNEWS;
    }
    issue.elsewhere = tw_discover_feed(mem, text, raw->url);
    *why = "it is a page, not a feed, and names none";
    if (!issue.elsewhere.n) return TW_NOTNEWS;
    *json = json_of(mem, &issue);
    return TW_OK;
}

enum tw_status tw_issue_write(struct tw_arena *mem, const struct tw_raw *raw, struct tw_slice *json,
                              const char **why)
{
    struct tw_charset c = tw_charset_find(raw->bytes, NOTHING, raw->charset);
    struct tw_slice text = tw_charset_convert(mem, raw->bytes, c, NULL);
    struct tw_issue issue = {0};
    struct tw_feed f;

    if (tw_feed_read(mem, text, &f) != TW_OK || f.kind == TW_FEED_OPML)
        return look_elsewhere(mem, raw, text, json, why);
    cut_sitemap(&f);
    issue = (struct tw_issue){.index = f.kind == TW_FEED_SITEMAP_INDEX,
                              .title = f.title,
                              .site = f.site.n ? tw_url_join(mem, raw->url, f.site) : NOTHING,
                              .lang = f.lang,
                              .pause = f.pause};
    take_items(mem, raw, &f, &issue);
    *json = json_of(mem, &issue);
    return TW_OK;
}

static uint64_t number(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    return v && v->type == TW_JNUMBER && v->num >= 0
           && v->num <= 4294967295.0 ? (uint64_t)v->num : 0;
}

static bool flag(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    return v && v->type == TW_JBOOL && v->num > 0;
}

static struct tw_issue_item item_from(const struct tw_jv *v)
{
    struct tw_issue_item it = {.url = tw_jv_str(v, "url"),
                               .id = tw_jv_str(v, "id"),
                               .title = tw_jv_str(v, "title"),
                               .content = tw_jv_str(v, "content"),
                               .text = number(v, "high") << 32 | number(v, "low"),
                               .telling = flag(v, "telling")};

    if (!tw_date_parse_iso(tw_jv_str(v, "published"), &it.published))
        it.published = (struct tw_date){0};
    return it;
}

struct tw_slice tw_issue_item_write(struct tw_arena *mem, const struct tw_issue_item *item)
{
    struct tw_buf out = {.mem = mem};
    struct tw_json j = {.out = &out};
    struct tw_issue_item short_one = *item;

    if (item->content.n > KEPT) short_one.content = NOTHING;
    put_item(&j, &short_one);
    return tw_buf_slice(&out);
}

enum tw_status tw_issue_item_read(struct tw_arena *mem, struct tw_slice json,
                                  struct tw_issue_item *out)
{
    struct tw_jv o;

    if (tw_json_parse(mem, json, &o, NULL) != TW_OK || o.type != TW_JOBJECT) return TW_BROKEN;
    *out = item_from(&o);
    return TW_OK;
}

enum tw_status tw_issue_read(struct tw_arena *mem, struct tw_slice json, struct tw_issue *out)
{
    struct tw_jv o;
    const struct tw_jv *items;
    size_t cap = 0;

    *out = (struct tw_issue){0};
    if (tw_utf8_valid(json) != json.n) return TW_BROKEN;
    if (tw_json_parse(mem, json, &o, NULL) != TW_OK || o.type != TW_JOBJECT) return TW_BROKEN;
    out->index = flag(&o, "index");
    out->elsewhere = tw_jv_str(&o, "elsewhere");
    out->title = tw_jv_str(&o, "title");
    out->site = tw_jv_str(&o, "site");
    out->lang = tw_jv_str(&o, "lang");
    out->pause = number(&o, "pause");
    items = tw_jv_get(&o, "items");
    if (!items || items->type != TW_JARRAY) return TW_BROKEN;
    for (size_t i = 0; i < items->n && i < TW_ISSUE_ITEMS; i++) {
        struct tw_issue_item it = item_from(&items->v[i]);

        TW_PUSH(mem, out->v, out->n, cap, it);
    }
    return TW_OK;
}
