/* clean/byline.c - see byline.h.
**
** Sources are asked in the order of how often they are right; the first that
** names somebody other than the outlet wins.  What the page shows adds to
** JSON-LD only when it names the same people and more.
*/
#include "clean/byline.h"

#include "base/utf8.h"
#include "clean/oneline.h"
#include "clean/url.h"

enum {
    NEAR_BEFORE = 80, NEAR_AFTER = 300,     /* nodes around the title where authors are shown */
    STRONG = 7,                             /* weight of meta tags that only name authors */
    APART = 25,                             /* nodes between two authors of one article */
    LINES = 8                               /* of an element that are read */
};

struct vote {
    struct tw_arena *mem;
    const struct tw_hints *c;
    struct tw_slice outlet, domain;
    uint32_t title;
};

static bool is_outlet(const struct vote *v, struct tw_slice name)
{
    size_t rest;

    if (v->outlet.n && tw_oneline_same(name, v->outlet)) return true;
    if (v->domain.n && (tw_oneline_same(name, v->domain) || tw_oneline_begins(name, v->domain,
                                                                              &rest)))
        return true;
    for (size_t i = 0; i < v->c->n; i++)
        if (v->c->v[i].kind == TW_HINT_SITE && v->c->v[i].text.n
            && tw_oneline_same(name, v->c->v[i].text))
            return true;
    return v->c->ld.publisher.n && tw_oneline_same(name, tw_oneline(v->mem, v->c->ld.publisher));
}

static bool all_outlet(const struct vote *v, const struct tw_names *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (!is_outlet(v, names->v[i])) return false;
    return true;
}

static bool good(const struct vote *v, const struct tw_names *names)
{
    return names->n > 0 && !all_outlet(v, names);
}

static void from_ld(const struct vote *v, struct tw_names *out)
{
    for (size_t i = 0; i < v->c->ld.authors.n; i++)
        tw_names_add(tw_oneline(v->mem, v->c->ld.authors.v[i]), false, out);
}

/* Meta tags of at least that weight; those of the outlet count only when there are no others. */
static void from_meta(const struct vote *v, int weight, struct tw_names *out)
{
    struct tw_names others = {.n = 0};

    for (size_t i = 0; i < v->c->n; i++) {
        const struct tw_hint *x = &v->c->v[i];

        if (x->kind == TW_HINT_AUTHOR && x->from == TW_BY_META && x->weight >= weight
            && x->weight < weight + 2)
            tw_names_add(x->text, false, is_outlet(v, x->text) ? &others : out);
    }
    if (out->n == 0) *out = others;
}

/* twitter:label1 "Written by" with twitter:data1. */
static void from_label(const struct vote *v, struct tw_names *out)
{
    static const char *const written[] = {"written by", "verfasst von", "geschrieben von",
                                          "écrit par", "escrito por", "scritto da",
        "geschreven door", "skrevet av", "skriven av", "napisane przez", "yazan", "автор", "written", "por", "kirjoittanut", "autor"};

    for (size_t i = 0; i + 1 < v->c->n; i++) {
        const struct tw_hint *x = &v->c->v[i];

        if (x->kind != TW_HINT_LABEL || v->c->v[i + 1].kind != TW_HINT_LABEL) continue;
        for (size_t k = 0; k < sizeof written / sizeof *written; k++)
            if (tw_slice_eq_nocase(x->text, tw_slice_of(written[k]))) {
                tw_names_add(v->c->v[i + 1].text, false, out);
                return;
            }
    }
}

static bool is_near(const struct vote *v, uint32_t node)
{
    return !v->title || (node + NEAR_BEFORE > v->title && node < v->title + NEAR_AFTER);
}

/* The names on the lines of an element. */
static void add_element(const struct vote *v, uint32_t node, bool strict, struct tw_names *out)
{
    const struct tw_html *t = v->c->page;
    struct tw_slice text, line;

    if (t->node[node].tag == TW_TAG_META || tw_html_has(t, node, TW_ATTR_CONTENT)) {
        tw_names_add(tw_oneline(v->mem, tw_html_attr(t, node, TW_ATTR_CONTENT)), false, out);
        return;
    }
    if (!tw_hint_is_small(t, node)) return;
    text = tw_html_text(v->mem, t, node);
    if (text.n > 400) return;
    for (int i = 0; i < LINES && tw_slice_line(&text, &line); i++)
        tw_names_add(tw_oneline(v->mem, line), strict || out->n > 0, out);
}

/* What the page shows by that kind of mark, near the title and not inside other things.  Names that
** are far from the first belong to other articles. */
static uint32_t from_page(const struct vote *v, enum tw_hint_from from, int weight,
                          struct tw_names *out)
{
    uint32_t first = 0, last = 0;

    for (size_t i = 0; i < v->c->n; i++) {
        const struct tw_hint *x = &v->c->v[i];
        size_t before = out->n;

        if (x->kind != TW_HINT_AUTHOR || x->from != from || x->weight < weight
            || !is_near(v, x->node))
            continue;
        if (first && x->node < last && from == TW_BY_CLASS) continue;   /* inside the one before */
        if (first && x->node > last + APART) break;
        add_element(v, x->node, from == TW_BY_CLASS || (from == TW_BY_REL && weight < STRONG), out);
        if (out->n == before) continue;
        if (!first) first = x->node;
        last = v->c->page->node[x->node].end;
    }
    return first;
}

/* Names that a "By" leads to: of people, else of whoever is named in few words ("By TNS"). */
static void add_told(struct tw_slice rest, struct tw_names *out)
{
    tw_names_add(rest, true, out);
    if (out->n == 0 && rest.n <= 30 && tw_cp_is_upper(tw_utf8_at(rest, 0))) {
        tw_names_add(rest, false, out);
        if (out->n > 1) out->n = 1;
    }
}

/* The part before a mark that ends a list of names. */
static struct tw_slice before_mark(struct tw_slice s)
{
    static const char *const marks[] = {"|", "·", "•", " – ", " — ", "｜"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = tw_slice_find(s, tw_slice_of(marks[i]), 0);

        if (at != TW_NONE) s = tw_slice_sub(s, 0, at);
    }
    return tw_slice_trim(s);
}

/* A blank behind which Chinese or Japanese goes on: there each blank ends a part. */
static bool starts_cjk(struct tw_slice s, uint32_t blank, size_t next)
{
    return tw_cp_is_space(blank) && tw_cp_is_cjk(tw_utf8_at(s, next));
}

/* The names in the first part of a line that a "By" leads: "14 March 2024 | By Ada Birch",
   "2024-03-14 作者：林晓". */
static void add_led(struct tw_slice line, struct tw_names *out)
{
    struct tw_slice rest;

    for (size_t at = 0; at < line.n && out->n == 0;) {
        size_t next = at;
        uint32_t c;

        if (tw_names_lead(tw_slice_sub(line, at, line.n), &rest)) {
            add_told(before_mark(rest), out);
            return;
        }
        do {
            if (next >= line.n) return;
            c = tw_utf8_next(line, &next);
        } while (c != '|' && c != 0xB7 && c != 0x2022 && c != 0x2013 && c != 0x2014 && c != 0xFF5C
                 && !starts_cjk(line, c, next))
            ;
        at = next;
    }
}

/* A text in which "By" or the like leads to names, near the title; the names may stand in the nodes
   behind it. */
static uint32_t from_text(const struct vote *v, struct tw_names *out)
{
    const struct tw_html *t = v->c->page;
    uint32_t from = v->title > NEAR_BEFORE ? v->title - NEAR_BEFORE : t->body;
    uint32_t to = v->title ? v->title + NEAR_AFTER : t->body + NEAR_AFTER;

    for (uint32_t i = from; i < to && i < t->n && out->n == 0; i++) {
        const struct tw_node *x = &t->node[i];
        struct tw_slice line;

        if (x->tag != TW_TAG_TEXT || (x->flags & TW_NODE_RAW) || x->len > 200 || x->len < 2)
            continue;
        line = tw_oneline(v->mem, (struct tw_slice){t->page.p + x->off, x->len});
        add_led(line, out);
        if (out->n == 0 && line.n <= 40 && t->node[x->parent].end - x->parent < 12) {
            struct tw_slice whole = tw_hint_text(v->mem, t, x->parent);

            if (whole.n <= 150) add_led(whole, out);
        }
        if (out->n) return x->parent;
    }
    return 0;
}

/* True when `more` has all of `names`. */
static bool holds(const struct tw_names *more, const struct tw_names *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (!tw_names_has(more, names->v[i])) return false;
    return true;
}

/* The names that the page itself shows, by the strongest mark; *node is where. */
static struct tw_names shown(const struct vote *v, uint32_t *node)
{
    static const struct { enum tw_hint_from from; int weight; } marks[] = {
        {TW_BY_ITEMPROP, 5}, {TW_BY_REL, 7}, {TW_BY_CLASS, 5}, {TW_BY_REL, 4}};
    struct tw_names names = {.n = 0}, kept = {.n = 0};

    *node = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        uint32_t at;

        names.n = 0;
        at = from_page(v, marks[i].from, marks[i].weight, &names);
        if (names.n == 0) continue;
        if (*node == 0) {
            *node = at;
            kept = names;
        }
        if (!all_outlet(v, &names)) {
            *node = at;
            return names;
        }
    }
    return kept;
}

/* JSON-LD's authors, or those the page marks as authors when they are the same and more. */
static struct tw_names completed(const struct vote *v, const struct tw_names *ld)
{
    struct tw_names marked = {.n = 0};

    from_page(v, TW_BY_REL, STRONG, &marked);
    if (marked.n <= ld->n) {
        marked.n = 0;
        from_page(v, TW_BY_ITEMPROP, STRONG, &marked);
    }
    return marked.n > ld->n && holds(&marked, ld) ? marked : *ld;
}

static struct tw_names choose(const struct vote *v, uint32_t *node)
{
    struct tw_names ld = {.n = 0}, meta = {.n = 0}, other = {.n = 0}, page = shown(v, node), text = {.n = 0};
    uint32_t at;

    from_ld(v, &ld);
    if (ld.n && v->c->ld.is_article) return good(v, &ld) ? completed(v, &ld) : ld;
    from_meta(v, STRONG, &meta);
    if (good(v, &meta)) return meta;
    if (good(v, &page)) return page;
    meta.n = 0;
    from_meta(v, STRONG - 2, &meta);
    if (good(v, &meta)) return meta;
    from_label(v, &other);
    if (good(v, &other)) return other;
    at = from_text(v, &text);
    if (at) *node = at;
    if (good(v, &text)) return text;
    if (ld.n) return ld;
    return page.n ? page : meta.n ? meta : text;
}

/* "Kevin Reyes HARBOUR GAZETTE": the outlet behind a name of two words or more. */
static struct tw_slice without_outlet(const struct vote *v, struct tw_slice name)
{
    size_t at;
    struct tw_slice rest;

    if (v->outlet.n < 4 || !tw_oneline_ends(name, v->outlet, &at) || at == 0) return name;
    rest = tw_slice_trim(tw_slice_sub(name, 0, at));
    return tw_slice_find_char(rest, ' ', 0) == TW_NONE || tw_is_alnum(name.p[at - 1]) ? name : rest;
}

struct tw_slices tw_byline_vote(struct tw_arena *mem, const struct tw_hints *c, struct tw_slice outlet, uint32_t title,
                                uint32_t *node)
{
    struct vote v = {.mem = mem, .c = c, .outlet = outlet, .title = title};
    struct tw_names names;
    struct tw_slices out;
    struct tw_url u;

    if (tw_url_split(c->url, &u)) v.domain = tw_url_domain(u.host);
    names = choose(&v, node);
    for (size_t i = 0; i < names.n; i++) names.v[i] = without_outlet(&v, names.v[i]);
    out = (struct tw_slices){tw_arena_dup(mem, names.v, names.n * sizeof *names.v), names.n};
    return out;
}
