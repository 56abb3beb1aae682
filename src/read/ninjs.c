/* read/ninjs.c - see the header.
**
** Version 1 has a property for each form of a text (body_text, body_html, headline, byline ...),
** version 2 lists of objects with `role`, `contenttype` and `value`.  Plain text is preferred to
** HTML: it is taken as it is.  Of several texts of one form the longest is the body. The outlet is
** the infosource with the role of a publisher, else the holder of the copyright; other infosources
** are credits.  Items of our own export say all there is (export/ninjs.c). Wrong when an agency
** has the headline or byline in the text as well: it stays there.
*/
#include "read/ninjs.h"

#include "read/newsitem.h"

struct taking {
    struct tw_arena *mem;
    const struct tw_jv *o;
    struct tw_newsitem item;
};

static bool is(struct tw_slice s, const char *what)
{
    return tw_slice_eq(s, tw_slice_of(what));
}

static const struct tw_jv *list_at(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    return v && v->type == TW_JARRAY ? v : NULL;
}

/* The list of version 2, else that of version 1. */
static const struct tw_jv *either(const struct tw_jv *o, const char *two, const char *one)
{
    const struct tw_jv *v = list_at(o, two);

    return v ? v : list_at(o, one);
}

bool tw_ninjs_is(const struct tw_jv *o)
{
    if (!o || o->type != TW_JOBJECT || !tw_jv_str(o, "uri").n || tw_jv_get(o, "text")) return false;
    if (is(tw_jv_str(tw_jv_get(o, "standard"), "name"), "ninjs") || list_at(o, "bodies")
        || list_at(o, "headlines"))
        return true;
    if (tw_jv_get(o, "renditions") || tw_jv_get(o, "versioncreated")) return true;
    for (size_t i = 0; i < o->n; i++)
        if (tw_slice_starts(o->v[i].key, TW_LIT("body_"))) return true;
    return false;
}

/* ---- Texts */

/* Is a text of this form plain?  Neither: a picture, a number. */
static bool is_plain(struct tw_slice form)
{
    return !form.n || tw_slice_starts(form, TW_LIT("text/plain")) || is(form, "text")
           || is(form, "text/markdown");
}

static bool is_html(struct tw_slice form)
{
    return tw_slice_find(form, TW_LIT("html"), 0) != TW_NONE
           || tw_slice_find(form, TW_LIT("nitf"), 0) != TW_NONE
           || tw_slice_find(form, TW_LIT("xml"), 0) != TW_NONE;
}

static bool has_tag(struct tw_slice s)
{
    size_t at = tw_slice_find_char(s, '<', 0);

    return at != TW_NONE && at + 1 < s.n && (tw_is_alpha(s.p[at + 1]) || s.p[at + 1] == '/')
           && tw_slice_find_char(s, '>', at) != TW_NONE;
}

static void take_body(struct taking *k, struct tw_slice form, struct tw_slice value)
{
    bool html = is_html(form) || (!form.n && has_tag(value));
    struct tw_slice *to = html ? &k->item.html : &k->item.text;

    if ((html || is_plain(form)) && value.n > to->n) *to = value;
}

static void take_bodies(struct taking *k)
{
    const struct tw_jv *bodies = list_at(k->o, "bodies");

    for (size_t i = 0; bodies && i < bodies->n; i++)
        take_body(k, tw_jv_str(&bodies->v[i], "contenttype"), tw_jv_str(&bodies->v[i], "value"));
    for (size_t i = 0; i < k->o->n; i++)
        if (tw_slice_starts(k->o->v[i].key, TW_LIT("body_")) && k->o->v[i].type == TW_JSTRING)
            take_body(k, tw_slice_sub(k->o->v[i].key, 5, k->o->v[i].key.n), k->o->v[i].s);
}

/* A headline or description without tags. */
static struct tw_slice plain(struct tw_arena *mem, const struct tw_jv *v)
{
    struct tw_slice s = v->type == TW_JSTRING ? v->s : tw_jv_str(v, "value");

    struct tw_slice form = tw_jv_str(v, "contenttype");

    return is_html(form) || (!form.n && has_tag(s)) ? tw_newsitem_plain(mem, s) : tw_slice_trim(s);
}

/* The value of the list with that role; any: the first one. */
static struct tw_slice of_role(struct tw_arena *mem, const struct tw_jv *list, const char *role,
                               bool any)
{
    for (size_t i = 0; list && i < list->n; i++)
        if (is(tw_jv_str(&list->v[i], "role"), role)) return plain(mem, &list->v[i]);
    return any && list && list->n ? plain(mem, &list->v[0]) : TW_LIT("");
}

static struct tw_slice first_of(struct tw_arena *mem, const struct tw_jv *o, const char *const *key,
                                size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct tw_jv *v = tw_jv_get(o, key[i]);

        if (v && v->type == TW_JSTRING && tw_slice_trim(v->s).n) return plain(mem, v);
    }
    return TW_LIT("");
}

#define FIRST(k, ...)                                                                              \
    first_of((k)->mem, (k)->o, (const char *const[]){__VA_ARGS__},                                 \
             sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

static void take_head(struct taking *k)
{
    const struct tw_jv *headlines = list_at(k->o, "headlines"),
                       *descriptions = list_at(k->o, "descriptions");
    struct tw_newsitem *item = &k->item;

    item->title = of_role(k->mem, headlines, "main", true);
    if (!item->title.n) item->title = FIRST(k, "headline", "title", "slugline");
    item->standfirst = of_role(k->mem, descriptions, "summary", !item->whole);
    if (!item->standfirst.n && !descriptions)
        item->standfirst = FIRST(k, "description_summary", "description_text");
    item->lang = tw_newsitem_lang(k->mem, tw_jv_str(k->o, "language"));
    item->dateline = of_role(k->mem, descriptions, "dateline", false);
    item->published = of_role(k->mem, descriptions, "published", false);
    item->modified = of_role(k->mem, descriptions, "modified", false);
}

/* ---- Names, dates, addresses */

static void take_names(struct taking *k)
{
    const struct tw_jv *people = either(k->o, "people", "person");
    struct tw_slice by = FIRST(k, "by", "byline");

    for (size_t i = 0; people && i < people->n; i++) {
        struct tw_slice rel = tw_jv_str(&people->v[i], "rel");

        if (tw_slice_ends(rel, TW_LIT("author")) || tw_slice_ends(rel, TW_LIT("creator")))
            tw_newsitem_add(k->mem, &k->item.byline, tw_jv_str(&people->v[i], "name"));
    }
    if (!k->item.byline.n) tw_newsitem_add(k->mem, &k->item.byline, by);
}

/* "urn:newsml:agency.example:20310402:7" -> "agency.example" (RFC 3085, 4). */
static struct tw_slice domain_of_urn(struct tw_slice uri)
{
    struct tw_slice part;

    if (!tw_slice_starts_nocase(uri, TW_LIT("urn:newsml:"))) return TW_LIT("");
    uri = tw_slice_sub(uri, 11, uri.n);
    return tw_slice_part(&uri, ':', &part) && tw_slice_find_char(part, '.', 0) != TW_NONE
               ? part
               : TW_LIT("");
}

static void take_sources(struct taking *k)
{
    const struct tw_jv *sources = either(k->o, "infosources", "infosource");
    struct tw_newsitem *item = &k->item;

    for (size_t i = 0; sources && i < sources->n; i++) {
        const struct tw_jv *s = &sources->v[i];
        struct tw_slice role = tw_jv_str(s, "role"), name = tw_jv_str(s, "name");

        if (!item->outlet.n && tw_slice_ends(role, TW_LIT("publisher"))) {
            item->outlet = tw_slice_trim(name);
            item->domain = tw_newsitem_host(tw_jv_str(s, "uri"));
        } else {
            tw_newsitem_add(k->mem, &item->credit, name);
        }
    }
    if (!item->outlet.n) item->outlet = FIRST(k, "copyrightholder", "provider");
    if (!item->domain.n) item->domain = tw_newsitem_host(item->url);
    if (!item->domain.n) item->domain = domain_of_urn(tw_jv_str(k->o, "uri"));
    if (tw_slice_eq(item->outlet, item->domain) && item->whole) item->outlet = TW_LIT("");
}

static void take_dates(struct taking *k)
{
    struct tw_slice version = FIRST(k, "versioncreated"),
                    first = FIRST(k, "firstcreated", "contentcreated");
    struct tw_newsitem *item = &k->item;

    if (!item->published.n) item->published = first.n ? first : version;
    if (!item->modified.n && first.n && !tw_slice_eq(first, version)) item->modified = version;
}

/* A rendition that is the page; else the uri when it is an address. */
static void take_address(struct taking *k)
{
    const struct tw_jv *renditions = tw_jv_get(k->o, "renditions");
    struct tw_slice uri = tw_jv_str(k->o, "uri");

    for (size_t i = 0; renditions && i < renditions->n; i++) {
        struct tw_slice href = tw_jv_str(&renditions->v[i], "href"),
                        type = tw_jv_str(&renditions->v[i], "contenttype");

        if (!k->item.url.n && is_html(type.n ? type : tw_jv_str(&renditions->v[i], "mimetype"))
            && tw_newsitem_host(href).n)
            k->item.url = href;
    }
    if (!k->item.url.n && tw_newsitem_host(uri).n) k->item.url = uri;
}

/* Our own name of it, in version 2 a list, in version 1 an object. */
static void take_id(struct taking *k)
{
    const struct tw_jv *ids = tw_jv_get(k->o, "altids");

    for (size_t i = 0; ids && ids->type == TW_JARRAY && i < ids->n; i++)
        if (is(tw_jv_str(&ids->v[i], "role"), "twosource"))
            k->item.id = tw_jv_str(&ids->v[i], "value");
    k->item.whole = k->item.id.n > 0;
}

static void take_notes(struct taking *k)
{
    struct tw_slice rest = tw_jv_str(k->o, "ednote"), line;

    while (tw_slice_line(&rest, &line)) tw_newsitem_add(k->mem, &k->item.notes, line);
}

enum tw_status tw_ninjs_read(struct tw_arena *mem, const struct tw_jv *o, struct tw_document *out,
                             const char **why)
{
    struct taking k = {.mem = mem, .o = o};
    struct tw_slice status = tw_jv_str(o, "pubstatus"), type = tw_jv_str(o, "type");
    enum tw_status st;

    if (is(status, "canceled") || is(status, "withheld"))
        return *why = "an item that its agency withdrew", TW_NOTNEWS;
    take_id(&k);
    take_bodies(&k);
    take_head(&k);
    take_names(&k);
    take_address(&k);
    take_sources(&k);
    take_dates(&k);
    take_notes(&k);
    if (type.n && !is(type, "text") && !is(type, "composite"))
        return *why = "a news item that is no text", TW_NOTNEWS;
    if ((st = tw_newsitem_document(mem, &k.item, out)) == TW_EMPTY)
        *why = "a news item without a text of its own";
    return st;
}
