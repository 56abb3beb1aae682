/* clean/body.c - finding the element that holds the article.
**
** Names decide only between places where there is prose: a named body must
** hold a fair share of what the best place without names would give.  Then the
** smallest element inside that still holds nearly all of it is taken, so that
** boxes beside the text stay outside.
*/
#include "clean/body.h"

#include "base/vec.h"

enum {
    /* percent of the prose that a child must hold to be gone into without names */
    PLAIN_SHARE = 75,
    INNER_SHARE = 95,   /* the same inside a body that is found */
    FEW = 200,          /* bytes of prose: a short report */
    FEW_BESIDE = 150    /* the same where several articles stand on a page */
};

/* The child of i with the most prose, or 0. */
static uint32_t best_child(const struct tw_page *p, uint32_t i)
{
    uint32_t best = 0;

    for (uint32_t c = tw_html_first(p->t, i); c; c = tw_html_next(p->t, c))
        if (!p->gone[c] && p->t->node[c].tag != TW_TAG_TEXT
            && (!best || p->prose[c] > p->prose[best]))
            best = c;
    return best && p->prose[best] ? best : 0;
}

/* True for elements that hold blocks, not just a line. */
static bool is_box(const struct tw_page *p, uint32_t i)
{
    enum tw_tag tag = (enum tw_tag)p->t->node[i].tag;

    if (tag == TW_TAG_P || tag == TW_TAG_LI || tag == TW_TAG_TR || tag == TW_TAG_BLOCKQUOTE)
        return false;
    return (tw_tag_traits(tag) & TW_BREAKS) || tag == TW_TAG_OTHER || tag == TW_TAG_SPAN;
}

/* Goes down from i while one child holds at least `percent` of i's prose. */
static uint32_t go_down(const struct tw_page *p, uint32_t i, unsigned percent)
{
    for (uint32_t c; (c = best_child(p, i)) != 0 && is_box(p, c); i = c)
        if ((uint64_t)p->prose[c] * 100 < (uint64_t)p->prose[i] * percent) break;
    return i;
}

static bool is_named(const struct tw_page *p, uint32_t i, unsigned kind)
{
    return (p->kinds[i] & kind) && !(p->kinds[i] & (TW_KIND_CHROME | TW_KIND_NEVER));
}

/* The element inside `scope` whose name says `kind`, or that has the tag, with
** the most prose; of nested ones with nearly the same prose the inner one. */
static uint32_t best_named(const struct tw_page *p, uint32_t scope, unsigned kind, enum tw_tag tag)
{
    const struct tw_html *t = p->t;
    uint32_t best = 0;

    for (uint32_t i = scope; i < t->node[scope].end; i++) {
        bool inside = best && i < t->node[best].end;

        if (p->gone[i]) {
            i = t->node[i].end - 1;
            continue;
        }
        if (!p->prose[i] || !is_box(p, i)) continue;
        if (!is_named(p, i, kind) && (tag == TW_TAG_OTHER || t->node[i].tag != tag)) continue;
        if (!best || p->prose[i] > p->prose[best]
            || (inside && (uint64_t)p->prose[i] * 100 >= (uint64_t)p->prose[best] * 85))
            best = i;
    }
    return best;
}

/* ---- pieces ---- */

static bool same_attr(const struct tw_html *t, uint32_t a, uint32_t b, enum tw_attr_name name)
{
    return tw_slice_eq(tw_html_attr(t, a, name), tw_html_attr(t, b, name));
}

static unsigned depth_of(const struct tw_html *t, uint32_t i)
{
    unsigned depth = 0;

    for (; i; i = t->node[i].parent) depth++;
    return depth;
}

/* True when a name of body kind stands on both, equally deep in the page. */
static bool share_name(const struct tw_html *t, uint32_t a, uint32_t b)
{
    struct tw_slice names = tw_html_attr(t, a, TW_ATTR_CLASS), one, other;

    while (tw_slice_part(&names, ' ', &one)) {
        struct tw_slice rest = tw_html_attr(t, b, TW_ATTR_CLASS);

        if (!(tw_kinds_of_name(one) & TW_KIND_BODY)) continue;
        while (tw_slice_part(&rest, ' ', &other))
            if (tw_slice_eq(one, other)) return depth_of(t, a) == depth_of(t, b);
    }
    return false;
}

/* True when b looks like another piece made by the same template. */
static bool is_sibling_of(const struct tw_page *p, uint32_t a, uint32_t b)
{
    const struct tw_html *t = p->t;

    if (t->node[a].tag != t->node[b].tag || tw_html_attr(t, a, TW_ATTR_CLASS).n == 0) return false;
    if (same_attr(t, a, b, TW_ATTR_CLASS) && same_attr(t, a, b, TW_ATTR_ITEMPROP)) return true;
    return is_named(p, a, TW_KIND_BODY) && is_named(p, b, TW_KIND_BODY) && share_name(t, a, b);
}

/* All pieces of the body that `best` is one of, in the same article and not
** behind another main heading. */
static void add_pieces(struct tw_arena *mem, const struct tw_page *p, uint32_t scope, uint32_t best,
                       struct tw_parts *out)
{
    const struct tw_html *t = p->t;
    uint32_t article = tw_html_up(t, best, TW_TAG_ARTICLE);
    size_t cap = 0;

    for (uint32_t i = scope; i < t->node[scope].end; ) {
        if (p->gone[i]) {
            i = t->node[i].end;
        } else if (i == best || (p->prose[i] && is_sibling_of(p, best, i)
                                 && tw_html_up(t, i, TW_TAG_ARTICLE) == article)) {
            TW_PUSH(mem, out->v, out->n, cap, i);
            i = t->node[i].end;
        } else {
            if (i > best && t->node[i].tag == TW_TAG_H1) break;
            if (i < best && t->node[i].tag == TW_TAG_H1) out->n = 0;
            i++;
        }
    }
}

/* ---- one of several articles ---- */

/* Of several articles made by one template, the first with enough prose. */
static uint32_t first_of_its_kind(const struct tw_page *p, uint32_t scope, uint32_t best)
{
    const struct tw_html *t = p->t;
    uint32_t article = tw_html_up(t, best, TW_TAG_ARTICLE);

    for (uint32_t i = scope; i < best; i++) {
        if (p->gone[i]) i = t->node[i].end - 1;
        else if (is_sibling_of(p, best, i) && t->node[i].end <= best
                 && tw_html_up(t, i, TW_TAG_ARTICLE) != article
                 && p->prose[i] * 4 >= p->prose[best])
            return i;
    }
    return best;
}

/* True when other articles stand beside this one. */
static bool has_neighbours(const struct tw_page *p, uint32_t article)
{
    const struct tw_html *t = p->t;

    for (uint32_t i = t->body; i < t->node[t->body].end; i++) {
        if (p->gone[i] || i == article) i = t->node[i].end - 1;
        else if (t->node[i].tag == TW_TAG_ARTICLE && p->prose[i]) return true;
    }
    return false;
}

/* The part of the page to look at: the <article> that shows the title, when
** the text may well be in it, else all of it. */
static uint32_t find_scope(const struct tw_page *p, uint32_t title_node, uint32_t plain)
{
    const struct tw_html *t = p->t;
    uint32_t article = title_node ? tw_html_up(t, title_node, TW_TAG_ARTICLE) : 0;

    for (uint32_t up; article && (up = tw_html_up(t, t->node[article].parent, TW_TAG_ARTICLE)) != 0;
         )
        article = up;
    if (!article || p->gone[article] || p->prose[article] == 0) return t->body;
    if (p->prose[article] >= FEW_BESIDE && has_neighbours(p, article)) return article;
    if (p->prose[article] >= FEW || (uint64_t)p->prose[article] * 5 >= p->prose[plain] * 2)
        return article;
    return t->body;
}

static uint32_t find_best(const struct tw_page *p, uint32_t scope)
{
    uint32_t plain = go_down(p, scope, PLAIN_SHARE), named;
    uint64_t enough = (uint64_t)p->prose[plain] * 2 / 5;

    named = best_named(p, scope, TW_KIND_BODY, TW_TAG_OTHER);
    if (named && (p->prose[named] >= enough || p->prose[named] >= FEW)) return named;
    named = best_named(p, scope, TW_KIND_BODY | TW_KIND_TEXT, TW_TAG_OTHER);
    if (named && p->prose[named] >= enough) return named;
    named = best_named(p, scope, TW_KIND_ARTICLE, TW_TAG_ARTICLE);
    if (named && p->prose[named] >= enough) return named;
    named = best_named(p, scope, 0, TW_TAG_MAIN);
    return named && p->prose[named] >= enough ? named : plain;
}

void tw_body_find(struct tw_arena *mem, const struct tw_page *p, uint32_t title_node,
                  struct tw_parts *out)
{
    uint32_t scope, best;

    *out = (struct tw_parts){0};
    if (p->prose[p->t->body] == 0) return;
    scope = find_scope(p, title_node, go_down(p, p->t->body, PLAIN_SHARE));
    best = first_of_its_kind(p, scope, find_best(p, scope));
    add_pieces(mem, p, scope, best, out);
    out->tight = p->kinds[best] & (TW_KIND_BODY | TW_KIND_TEXT);
    for (size_t i = 0; i < out->n; i++) out->v[i] = go_down(p, out->v[i], INNER_SHARE);
}
