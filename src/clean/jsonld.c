/* clean/jsonld.c - see jsonld.h.
**
** Objects are gathered breadth first through @graph, arrays and the few
** properties that lead to the page's own work, never through lists of other
** articles.  Each is weighed: what kind it is, whether its address or headline
** are the page's, what it tells.  The heaviest wins, the first among equals.
** Wrong when a page describes a neighbour by mistake and nothing else is said.
*/
#include "clean/jsonld.h"

#include "base/vec.h"
#include "base/words.h"
#include "clean/jsonmend.h"
#include "clean/oneline.h"
#include "clean/url.h"
#include "gen/words.h"

enum {
    MAX_OBJECTS = 400,          /* objects looked at on one page */
    MAX_DEPTH = 6,              /* of the paths to them */
    MAX_AUTHORS = 40,
    MAX_JSON = 8 << 20          /* bytes of one script */
};

struct gathered {
    const struct tw_jv *v[MAX_OBJECTS];
    size_t n;
};

enum kind { KIND_NONE, KIND_OTHER, KIND_LISTING, KIND_PAGE, KIND_MEDIA, KIND_ARTICLE };

static enum kind kind_of_name(struct tw_slice type)
{
    const struct tw_word *w = tw_words_find_nocase(&tw_words_any_article_types, type);

    if (!w) return KIND_NONE;
    switch (tw_word_string(w)[0]) {
    case 'a': return KIND_ARTICLE;
    case 'm': return KIND_MEDIA;
    case 'p': return KIND_PAGE;
    case 'l': return KIND_LISTING;
    default: return KIND_OTHER;
    }
}

/* "https://schema.org/NewsArticle" -> "NewsArticle" */
static struct tw_slice short_type(struct tw_slice type)
{
    size_t slash = tw_slice_find_last(type, TW_LIT("/"));

    return slash == TW_NONE ? type : tw_slice_sub(type, slash + 1, type.n);
}

/* The most telling of the object's types. */
static enum kind kind_of(const struct tw_jv *o, struct tw_slice *name)
{
    const struct tw_jv *type = tw_jv_get(o, "@type");
    enum kind best = KIND_NONE;
    size_t n = !type ? 0 : type->type == TW_JARRAY ? type->n : 1;

    for (size_t i = 0; i < n; i++) {
        const struct tw_jv *t = type->type == TW_JARRAY ? &type->v[i] : type;
        enum kind k = t->type == TW_JSTRING ? kind_of_name(short_type(t->s)) : KIND_NONE;

        if (k > best) {
            best = k;
            *name = short_type(t->s);
        }
    }
    return best;
}

static void gather(struct gathered *g, const struct tw_jv *v, int depth)
{
    static const char *const inward[] = {"@graph", "mainEntity", "mainEntityOfPage"};

    if (!v || depth > MAX_DEPTH) return;
    if (v->type == TW_JARRAY)
        for (size_t i = 0; i < v->n && g->n < MAX_OBJECTS; i++) gather(g, &v->v[i], depth + 1);
    if (v->type != TW_JOBJECT || g->n == MAX_OBJECTS) return;
    g->v[g->n++] = v;
    for (size_t i = 0; i < sizeof inward / sizeof *inward; i++)
        gather(g, tw_jv_get(v, inward[i]), depth + 1);
}

/* A string, the @value, name or first item of what may be several. */
static struct tw_slice text_of(const struct tw_jv *v)
{
    if (v && v->type == TW_JARRAY && v->n) v = &v->v[0];
    if (v && v->type == TW_JOBJECT) {
        const struct tw_jv *inner = tw_jv_get(v, "name");

        v = inner ? inner : tw_jv_get(v, "@value");
        if (v && v->type == TW_JARRAY && v->n) v = &v->v[0];
    }
    return v && v->type == TW_JSTRING ? v->s : (struct tw_slice){"", 0};
}

static struct tw_slice text_at(const struct tw_jv *o, const char *key)
{
    return text_of(tw_jv_get(o, key));
}

static struct tw_slice url_of(const struct tw_jv *o)
{
    const struct tw_jv *page = tw_jv_get(o, "mainEntityOfPage");
    struct tw_slice url = tw_jv_str(o, "url");

    if (page && page->type == TW_JSTRING && page->s.n) return page->s;
    if (url.n == 0 && page) url = tw_jv_str(page, "@id");
    return url.n ? url : tw_jv_str(o, "@id");
}

/* Same host and path. */
static bool same_page(struct tw_slice a, struct tw_slice b)
{
    struct tw_url x, y;

    return tw_url_split(a, &x) && tw_url_split(b, &y) && x.path.n > 1 && tw_slice_eq(x.path, y.path)
           && tw_slice_eq_nocase(tw_url_domain(x.host), tw_url_domain(y.host));
}

static struct tw_slice headline_of(const struct tw_jv *o, enum kind k)
{
    struct tw_slice h = text_at(o, "headline");

    return h.n || k == KIND_PAGE ? h : text_at(o, "name");
}

static bool agrees(struct tw_arena *mem, struct tw_slice headline, struct tw_slices titles)
{
    size_t rest;

    if (headline.n == 0) return false;
    headline = tw_oneline(mem, headline);
    for (size_t i = 0; i < titles.n; i++)
        if (tw_oneline_begins(titles.v[i], headline, &rest)
            || tw_oneline_begins(headline, titles.v[i], &rest))
            return true;
    return false;
}

/* Weights: kind first (300 apart), then agreement, then what it tells. */
static int weigh(struct tw_arena *mem, const struct tw_jv *o, enum kind k, struct tw_slices titles,
                 struct tw_slice url)
{
    int w = (int)k * 300;

    if (k <= KIND_OTHER) return 0;
    if (agrees(mem, headline_of(o, k), titles)) w += 100;
    if (same_page(url_of(o), url)) w += 80;
    if (tw_jv_get(o, "datePublished")) w += 8;
    if (tw_jv_get(o, "author") || tw_jv_get(o, "creator")) w += 8;
    if (tw_jv_get(o, "headline")) w += 4;
    if (tw_jv_get(o, "articleBody")) w += 4;
    return w;
}

struct names { struct tw_slice *v; size_t n, cap; };

static struct tw_slice name_of(struct tw_arena *mem, const struct tw_jv *o)
{
    struct tw_slice given = tw_jv_str(o, "givenName"), family = tw_jv_str(o, "familyName");
    struct tw_buf b = {.mem = mem};

    if (given.n == 0 || family.n == 0) return given.n ? given : family;
    tw_buf_add(&b, given);
    tw_buf_addc(&b, ' ');
    tw_buf_add(&b, family);
    return tw_buf_slice(&b);
}

/* The object that carries that @id and a name. */
static const struct tw_jv *by_id(const struct gathered *g, struct tw_slice id)
{
    for (size_t i = 0; id.n && i < g->n; i++)
        if (tw_jv_get(g->v[i], "name") && tw_slice_eq(tw_jv_str(g->v[i], "@id"), id))
            return g->v[i];
    return NULL;
}

static void add_names(struct tw_arena *mem, const struct gathered *g, const struct tw_jv *v,
                      int depth, struct names *out)
{
    if (!v || depth > 4 || out->n >= MAX_AUTHORS) return;
    if (v->type == TW_JARRAY) {
        for (size_t i = 0; i < v->n; i++) add_names(mem, g, &v->v[i], depth + 1, out);
    } else if (v->type == TW_JSTRING && v->s.n) {
        TW_PUSH(mem, out->v, out->n, out->cap, v->s);
    } else if (v->type == TW_JOBJECT) {
        const struct tw_jv *name = tw_jv_get(v, "name"), *other;
        struct tw_slice parts;

        if (!name && tw_jv_get(v, "@list")) name = tw_jv_get(v, "@list");
        if (!name && (other = by_id(g, tw_jv_str(v, "@id"))))
            name = tw_jv_get(other, "name"), v = other;
        parts = name ? TW_LIT("") : name_of(mem, v);
        if (name) add_names(mem, g, name, depth + 1, out);
        else if (parts.n) TW_PUSH(mem, out->v, out->n, out->cap, parts);
    }
}

static void take_authors(struct tw_arena *mem, const struct gathered *g, const struct tw_jv *o,
                         struct tw_jsonld *out)
{
    struct names names = {0};

    add_names(mem, g, tw_jv_get(o, "author"), 0, &names);
    if (names.n == 0) add_names(mem, g, tw_jv_get(o, "creator"), 0, &names);
    out->authors = (struct tw_slices){names.v, names.n};
}

/* What an object says that has not been said by a heavier one. */
static void take_dates(const struct tw_jv *o, struct tw_jsonld *out)
{
    if (out->published.n == 0) out->published = text_at(o, "datePublished");
    if (out->created.n == 0) out->created = text_at(o, "dateCreated");
    if (out->created.n == 0) out->created = text_at(o, "uploadDate");
    if (out->modified.n == 0) out->modified = text_at(o, "dateModified");
    if (out->language.n == 0) out->language = text_at(o, "inLanguage");
}

static void take(struct tw_arena *mem, const struct gathered *g, const struct tw_jv *o, enum kind k,
                 struct tw_jsonld *out)
{
    const struct tw_jv *publisher = tw_jv_get(o, "publisher");

    out->is_article = k == KIND_ARTICLE;
    out->headline = headline_of(o, k);
    out->alternative = text_at(o, "alternativeHeadline");
    out->publisher = text_of(publisher);
    if (out->publisher.n == 0 && publisher)
        out->publisher = text_of(by_id(g, tw_jv_str(publisher, "@id")));
    out->section = text_at(o, "articleSection");
    out->description = text_at(o, "description");
    out->body = text_at(o, "articleBody");
    out->url = url_of(o);
    take_authors(mem, g, o, out);
    take_dates(o, out);
}

static bool is_of(enum kind k, const struct tw_jv *o, struct tw_slice url)
{
    return k == KIND_PAGE || (k == KIND_ARTICLE && same_page(url_of(o), url));
}

static void pick(struct tw_arena *mem, const struct gathered *g, struct tw_slices titles,
                 struct tw_slice url, struct tw_jsonld *out)
{
    const struct tw_jv *best = NULL;
    struct tw_slice name = {"", 0};
    int most = 0;

    for (size_t i = 0; i < g->n; i++) {
        enum kind k = kind_of(g->v[i], &name);
        int w = weigh(mem, g->v[i], k, titles, url);

        if (k == KIND_LISTING) out->is_listing = true;
        if (k == KIND_MEDIA && out->reviews.n < TW_REVIEWS_MAX && tw_claimreview_is(g->v[i]))
            out->reviews.v[out->reviews.n++] = g->v[i];
        if (w > most) {
            most = w;
            best = g->v[i];
            out->type = name;
        }
    }
    if (!best) return;
    take(mem, g, best, kind_of(best, &name), out);
    /* a page often carries the dates that its article lacks */
    for (size_t i = 0; i < g->n; i++) {
        enum kind k = kind_of(g->v[i], &name);

        if (g->v[i] == best || !is_of(k, g->v[i], url)) continue;
        take_dates(g->v[i], out);
        if (out->authors.n == 0 && k == KIND_ARTICLE) take_authors(mem, g, g->v[i], out);
    }
    if (out->is_article) out->is_listing = false;
}

void tw_jsonld_read(struct tw_arena *mem, struct tw_slices scripts, struct tw_slices titles,
                    struct tw_slice url, struct tw_jsonld *out)
{
    struct gathered *g = TW_NEW(mem, struct gathered);
    const struct tw_slice none = {"", 0};

    *out = (struct tw_jsonld){.type = none, .headline = none, .alternative = none,
                              .published = none, .created = none,
                              .modified = none, .language = none, .publisher = none, .section = none,
                              .description = none, .body = none, .url = none};
    for (size_t i = 0; i < scripts.n && g->n < MAX_OBJECTS; i++) {
        struct tw_jv *v;

        if (scripts.v[i].n > MAX_JSON || tw_arena_over(mem)) continue;
        v = TW_NEW(mem, struct tw_jv);
        if (tw_jsonmend_parse(mem, scripts.v[i], v)) gather(g, v, 0);
    }
    pick(mem, g, titles, url, out);
}
