/* clean/body.c - finding the element that holds the article.
**
** Names decide only between places where there is prose: a named body must
** hold a fair share of what the best place without names would give.  Then the
** smallest element inside that still holds nearly all of it is taken, so that
** boxes beside the text stay outside.
*/
#include "clean/body.h"

#include "base/vec.h"

enum { PROSE_MIN = 120 };   /* bytes: two short sentences */

/* The child of i with the most prose, or 0. */
static uint32_t best_child(const struct tw_page *p, uint32_t i)
{
    uint32_t best = 0;

    for (uint32_t c = tw_html_first(p->t, i); c; c = tw_html_next(p->t, c))
        if (!p->gone[c] && p->t->node[c].tag != TW_TAG_TEXT && (!best || p->prose[c] > p->prose[best])) best = c;
    return best && p->prose[best] ? best : 0;
}

/* Goes down from i while one child holds at least `percent` of i's prose. */
static uint32_t go_down(const struct tw_page *p, uint32_t i, unsigned percent)
{
    for (uint32_t c; (c = best_child(p, i)) != 0; i = c) {
        if ((uint64_t)p->prose[c] * 100 < (uint64_t)p->prose[i] * percent) break;
        if (!(tw_tag_traits((enum tw_tag)p->t->node[c].tag) & TW_BREAKS)
            && p->t->node[c].tag != TW_TAG_OTHER && p->t->node[c].tag != TW_TAG_SPAN) break;
        if (p->t->node[c].tag == TW_TAG_P || p->t->node[c].tag == TW_TAG_LI) break;
    }
    return i;
}

static bool is_named(const struct tw_page *p, uint32_t i, unsigned kind)
{
    return (p->kinds[i] & kind) && !(p->kinds[i] & (TW_KIND_CHROME | TW_KIND_TALK));
}

/* The element whose name says `kind` (or that has the tag) with the most
** prose; of nested ones with nearly the same prose the inner one. */
static uint32_t best_named(const struct tw_page *p, unsigned kind, enum tw_tag tag)
{
    const struct tw_html *t = p->t;
    uint32_t best = 0;

    for (uint32_t i = t->body; i < t->node[t->body].end; ) {
        if (p->gone[i]) {
            i = t->node[i].end;
            continue;
        }
        if (p->prose[i] && ((kind && is_named(p, i, kind)) || (tag && t->node[i].tag == tag))) {
            bool inside = best && i < t->node[best].end;

            if (!best || p->prose[i] > p->prose[best]
                || (inside && (uint64_t)p->prose[i] * 100 >= (uint64_t)p->prose[best] * 85))
                best = i;
        }
        i++;
    }
    return best;
}

static bool same_attr(const struct tw_html *t, uint32_t a, uint32_t b, enum tw_attr_name name)
{
    return tw_slice_eq(tw_html_attr(t, a, name), tw_html_attr(t, b, name));
}

/* True when b looks like another piece made by the same template. */
static bool is_sibling_of(const struct tw_page *p, uint32_t a, uint32_t b)
{
    const struct tw_html *t = p->t;

    return t->node[a].tag == t->node[b].tag && tw_html_attr(t, a, TW_ATTR_CLASS).n
        && same_attr(t, a, b, TW_ATTR_CLASS) && same_attr(t, a, b, TW_ATTR_ITEMPROP);
}

/* The nearest ancestor that is an article of its own, or 0. */
static uint32_t article_of(const struct tw_page *p, uint32_t i)
{
    return tw_html_up(p->t, i, TW_TAG_ARTICLE);
}

/* All pieces of the body that `best` is one of, in the same article and not
** behind another main heading. */
static void add_pieces(struct tw_arena *mem, const struct tw_page *p, uint32_t best, struct tw_parts *out)
{
    const struct tw_html *t = p->t;
    uint32_t article = article_of(p, best), from = article ? article : t->body, end = t->node[from].end;
    size_t cap = 0;

    for (uint32_t i = from; i < end; ) {
        if (p->gone[i]) {
            i = t->node[i].end;
        } else if (i == best || (is_sibling_of(p, best, i) && p->prose[i] && article_of(p, i) == article)) {
            TW_PUSH(mem, out->v, out->n, cap, i);
            i = t->node[i].end;
        } else {
            if (i > best && t->node[i].tag == TW_TAG_H1) break;
            if (i < best && t->node[i].tag == TW_TAG_H1) out->n = 0;
            i++;
        }
    }
}

/* Of several articles made by one template, the first with enough prose. */
static uint32_t first_of_its_kind(const struct tw_page *p, uint32_t best)
{
    const struct tw_html *t = p->t;

    for (uint32_t i = t->body; i < best; ) {
        if (p->gone[i]) {
            i = t->node[i].end;
            continue;
        }
        if (is_sibling_of(p, best, i) && article_of(p, i) != article_of(p, best)
            && p->prose[i] * 4 >= p->prose[best] && t->node[i].end <= best)
            return i;
        i++;
    }
    return best;
}

void tw_body_find(struct tw_arena *mem, const struct tw_page *p, uint32_t title_node, struct tw_parts *out)
{
    uint32_t plain = go_down(p, p->t->body, 75), named;
    uint64_t enough = (uint64_t)p->prose[plain] * 2 / 5;

    (void)title_node;
    *out = (struct tw_parts){0};
    if (p->prose[p->t->body] == 0) return;
    named = best_named(p, TW_KIND_BODY, TW_TAG_OTHER);
    if (!named || p->prose[named] < enough) {
        named = best_named(p, TW_KIND_ARTICLE, TW_TAG_ARTICLE);
        if (!named || p->prose[named] < enough) named = best_named(p, 0, TW_TAG_MAIN);
        if (!named || p->prose[named] < enough) named = plain;
    }
    named = first_of_its_kind(p, named);
    add_pieces(mem, p, named, out);
    for (size_t i = 0; i < out->n; i++) out->v[i] = go_down(p, out->v[i], 95);
    (void)PROSE_MIN;
}
