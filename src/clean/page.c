/* clean/page.c - weighing a page.
**
** The names are a hint, the prose is the proof: a "widget" that holds a third
** of all prose is the article.  All elements with the same class attribute are
** weighed together, because page builders put each paragraph into its own
** "widget".  What it gets wrong: pages whose names say nothing and whose
** sidebars hold more prose than the article.
*/
#include "clean/page.h"

#include "base/map.h"
#include "clean/alike.h"

enum {
    /* bytes of text in a box with a picture that are its caption or teaser */
    MEDIA_TEXT_MAX = 400,
    MEDIA_LINE_MAX = 80,    /* bytes of a sentence that stands right in such a box */
    LINE_MIN = 50,          /* bytes in a line of prose: shorter ones are labels, menus, names */
    NEVER_TENTHS = 9,       /* of the prose that comments may hold */
    UNSEEN_TENTHS = 6,      /* of the prose that may be hidden: more is shown later by a script */
    MISLEADING = 3          /* a name is misleading when its elements hold 1/3 of the prose */
};

static bool has_no_text(enum tw_tag tag)
{
    switch (tag) {
    case TW_TAG_SCRIPT: case TW_TAG_STYLE: case TW_TAG_NOSCRIPT: case TW_TAG_IFRAME: case TW_TAG_NOEMBED:
    case TW_TAG_NOFRAMES: case TW_TAG_SELECT: case TW_TAG_TEXTAREA: case TW_TAG_TITLE: case TW_TAG_OBJECT:
    case TW_TAG_AUDIO: case TW_TAG_VIDEO: case TW_TAG_CANVAS: case TW_TAG_DATALIST: case TW_TAG_TEMPLATE:
        return true;
    default:
        return false;
    }
}

/* Cells do not end a line here: a row of a table is one. */
static bool breaks(const struct tw_node *x)
{
    if (x->tag == TW_TAG_TD || x->tag == TW_TAG_TH) return false;
    return x->tag == TW_TAG_BR || (tw_tag_traits((enum tw_tag)x->tag) & TW_BREAKS);
}

struct line { uint32_t first, text, link; };    /* its first text node, bytes */

static void end_line(struct tw_page *p, struct line *l)
{
    if (l->text >= LINE_MIN && l->link * 2 < l->text) p->prose[l->first] = l->text - l->link;
    *l = (struct line){0};
}

/* Sets text, link and prose of the text nodes; marks what can have no text. */
static void weigh_text(struct tw_page *p)
{
    const struct tw_html *t = p->t;
    struct line line = {0};
    uint32_t last = t->body, end = t->node[t->body].end;

    for (uint32_t i = t->body; i < end; ) {
        const struct tw_node *x = &t->node[i];

        for (; t->node[last].end <= i; last = t->node[last].parent)
            if (breaks(&t->node[last])) end_line(p, &line);
        last = i;
        if (x->tag == TW_TAG_TEXT) {
            if (!line.text) line.first = i;
            p->text[i] = x->len;
            p->link[i] = x->flags & TW_NODE_LINK ? x->len : 0;
            line.text += p->text[i];
            line.link += p->link[i];
        } else if (has_no_text((enum tw_tag)x->tag) && !tw_html_has(t, i, TW_ATTR_SHADOWROOTMODE)) {
            p->gone[i] = true;
            i = x->end;
            continue;
        } else if (breaks(x)) {
            end_line(p, &line);
        }
        i++;
    }
    end_line(p, &line);
}

static bool is_media(enum tw_tag tag)
{
    return tag == TW_TAG_IMG || tag == TW_TAG_PICTURE || tag == TW_TAG_VIDEO
           || tag == TW_TAG_IFRAME;
}

static void sum_up(const struct tw_html *t, uint32_t *v)
{
    for (uint32_t i = t->n - 1; i > 0; i--) v[t->node[i].parent] += v[i];
}

/* ---- what is gone ---- */

static struct tw_slice group_name(const struct tw_html *t, uint32_t i)
{
    struct tw_slice s = tw_html_attr(t, i, TW_ATTR_CLASS);

    return s.n ? s : tw_html_attr(t, i, TW_ATTR_ID);
}

/* Prose of all elements that share a name, by name. */
static struct tw_map weigh_groups(struct tw_arena *mem, const struct tw_page *p)
{
    const struct tw_html *t = p->t;
    struct tw_map m = tw_map_in(mem);

    for (uint32_t i = t->body; i < t->node[t->body].end; i++) {
        struct tw_slice name;

        if (!p->prose[i] || (!p->kinds[i] && !p->media[i])) continue;
        name = group_name(t, i);
        if (name.n) tw_map_add(&m, name, NULL)->value += p->prose[i];
    }
    return m;
}

/* How many tenths of the prose an element of that tag may hold and still be
** no part of the article; 0: the tag says nothing. */
static unsigned chrome_tenths(const struct tw_page *p, uint32_t i)
{
    const struct tw_html *t = p->t;

    switch (t->node[i].tag) {
    case TW_TAG_NAV: case TW_TAG_ASIDE: case TW_TAG_FOOTER: case TW_TAG_DIALOG: case TW_TAG_BUTTON:
    case TW_TAG_FIGCAPTION: case TW_TAG_RP: case TW_TAG_RT:
        return 6;
    case TW_TAG_FORM: case TW_TAG_MENU: case TW_TAG_LABEL: case TW_TAG_FIELDSET: case TW_TAG_MAP:
        return 3;
    case TW_TAG_FIGURE:     /* also used around quotes and tables */
        return tw_html_find(t, TW_TAG_BLOCKQUOTE, i, t->node[i].end)
            || tw_html_find(t, TW_TAG_TABLE, i, t->node[i].end) ? 0 : 6;
    default:
        return 0;
    }
}

/* True when a fair part of the prose stands in an element inside i that is
** named as the body. */
static bool holds_body(const struct tw_page *p, uint32_t i, uint32_t total)
{
    for (uint32_t k = i + 1; k < p->t->node[i].end; k++)
        if ((p->kinds[k] & TW_KIND_BODY) && (uint64_t)p->prose[k] * 4 > total) return true;
    return false;
}

/* True for a small box around a picture: its text is a caption, or the teaser
** of another article. */
static bool is_media_box(struct tw_arena *mem, const struct tw_page *p, struct tw_slice title,
                         uint32_t i)
{
    const struct tw_html *t = p->t;

    if (p->text[i] > MEDIA_TEXT_MAX || !p->media[i]) return false;
    switch (t->node[i].tag) {
    case TW_TAG_DIV: case TW_TAG_SECTION: case TW_TAG_ARTICLE: case TW_TAG_LI: case TW_TAG_A: case TW_TAG_SPAN:
    case TW_TAG_OTHER: case TW_TAG_CENTER:
        break;
    default:
        return false;
    }
    if (tw_html_find(t, TW_TAG_BLOCKQUOTE, i, t->node[i].end)
        || tw_html_find(t, TW_TAG_H1, i, t->node[i].end))
        return false;
    for (uint32_t c = tw_html_first(t, i); c; c = tw_html_next(t, c))
        if (t->node[c].tag == TW_TAG_TEXT && p->text[c] > MEDIA_LINE_MAX) return false;
    for (uint32_t k = i + 1; k < t->node[i].end; k++)
        if (t->node[k].tag == TW_TAG_H2 && tw_text_is_title(tw_html_text(mem, t, k), title))
            return false;
    return true;
}

/* True for what is surely no part of an article: menus, what is not shown,
** readers' comments, questions about cookies. */
static bool is_outside(const struct tw_page *p, uint32_t i, uint32_t total)
{
    unsigned kinds = p->kinds[i];
    uint64_t prose = p->prose[i];

    if (prose * 10 < (uint64_t)total * chrome_tenths(p, i)) return true;
    if (!(kinds & (TW_KIND_UNSEEN | TW_KIND_NEVER))) return false;
    if (prose * 4 > total && holds_body(p, i, total)) return false;
    return prose * 10 < (uint64_t)total * (kinds & TW_KIND_NEVER ? NEVER_TENTHS : UNSEEN_TENTHS);
}

/* True for what its name or a picture in it gives away, unless elements of
** that name hold much of the prose that is left. */
static bool is_chrome(struct tw_arena *mem, const struct tw_page *p, const struct tw_map *groups,
                      struct tw_slice title, uint32_t i)
{
    uint32_t total = p->prose[p->t->body];
    uint64_t prose = p->prose[i];
    const struct tw_map_item *group;

    if (!(p->kinds[i] & (TW_KIND_CHROME | TW_KIND_PICTURE)) && !is_media_box(mem, p, title, i))
        return false;
    if (prose * 4 > total && holds_body(p, i, total)) return false;
    group = prose ? tw_map_find(groups, group_name(p->t, i)) : NULL;
    if (group && group->value > prose) prose = group->value;
    return prose * MISLEADING < total;
}

static void mark_outside(struct tw_page *p)
{
    const struct tw_html *t = p->t;
    uint32_t total = p->prose[t->body];

    for (uint32_t i = t->body + 1; i < t->node[t->body].end; ) {
        if (!p->gone[i] && t->node[i].tag != TW_TAG_TEXT && p->text[i])
            p->gone[i] = is_outside(p, i, total);
        i = p->gone[i] ? t->node[i].end : i + 1;
    }
}

static void mark_chrome(struct tw_arena *mem, struct tw_page *p, struct tw_slice title)
{
    const struct tw_html *t = p->t;
    struct tw_map groups = weigh_groups(mem, p);

    for (uint32_t i = t->body + 1; i < t->node[t->body].end; ) {
        if (!p->gone[i] && t->node[i].tag != TW_TAG_TEXT && p->text[i])
            p->gone[i] = is_chrome(mem, p, &groups, title, i);
        i = p->gone[i] ? t->node[i].end : i + 1;
    }
}

/* Takes the prose of what is gone off the elements that hold it. */
static void take_off(struct tw_page *p)
{
    const struct tw_html *t = p->t;

    for (uint32_t i = t->body + 1; i < t->node[t->body].end; ) {
        if (!p->gone[i]) {
            i++;
            continue;
        }
        for (uint32_t up = t->node[i].parent; p->prose[i] && up; up = t->node[up].parent)
            p->prose[up] -= p->prose[i];
        p->prose[i] = 0;
        i = t->node[i].end;
    }
}

void tw_page_weigh(struct tw_arena *mem, const struct tw_html *t, struct tw_slice title,
                   struct tw_page *out)
{
    *out = (struct tw_page){
        .t = t, .kinds = TW_NEW_N(mem, uint16_t, t->n), .prose = TW_NEW_N(mem, uint32_t, t->n),
        .text = TW_NEW_N(mem, uint32_t, t->n), .link = TW_NEW_N(mem, uint32_t, t->n),
        .media = TW_NEW_N(mem, uint32_t, t->n), .gone = TW_NEW_N(mem, bool, t->n),
    };
    for (uint32_t i = t->body; i < t->node[t->body].end; i++)
        out->media[i] = is_media((enum tw_tag)t->node[i].tag);
    weigh_text(out);
    sum_up(t, out->text);
    sum_up(t, out->link);
    sum_up(t, out->media);
    sum_up(t, out->prose);
    for (uint32_t i = t->body; i < t->node[t->body].end; i++)
        if (out->text[i] && t->node[i].attr_n) out->kinds[i] = (uint16_t)tw_kinds_of_node(t, i);
    mark_outside(out);
    take_off(out);
    mark_chrome(mem, out, title);
    take_off(out);
}
