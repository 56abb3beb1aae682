/* clean/standfirst.c - finding the standfirst. */
#include "clean/standfirst.h"

#include "clean/alike.h"
#include "clean/line.h"

enum {
    TEXT_MIN = 30, TEXT_MAX = 1200,     /* bytes */
    SENTENCE_MIN = 60,                  /* bytes of one that only its place gives away */
    LEVELS_MAX = 4,                     /* elements between the title's and the common box */
    LINES_MAX = 5
};

struct finder {
    struct tw_arena *mem;
    const struct tw_page *page;
    const struct tw_clues *clues;
    uint32_t title;     /* where the title stands last before the text */
    uint32_t from, to;
};

/* True for elements in which no summary stands, whatever their name. */
static bool is_closed(const struct tw_page *p, uint32_t i)
{
    switch (p->t->node[i].tag) {
    case TW_TAG_NAV: case TW_TAG_ASIDE: case TW_TAG_FOOTER: case TW_TAG_FORM: case TW_TAG_BUTTON:
    case TW_TAG_FIGURE: case TW_TAG_FIGCAPTION: case TW_TAG_DIALOG: case TW_TAG_LABEL: case TW_TAG_MENU:
    case TW_TAG_TABLE:
        return true;
    default:
        break;
    }
    if (p->kinds[i] & (TW_KIND_NEVER | TW_KIND_UNSEEN | TW_KIND_PICTURE)) return true;
    return p->gone[i] && !(p->kinds[i] & TW_KIND_STANDFIRST);
}

/* True for an element that is one line or paragraph: it has text, and no block
** inside. */
static bool is_leaf(const struct tw_page *p, uint32_t i)
{
    const struct tw_html *t = p->t;
    bool text = false;

    if (!(tw_tag_traits((enum tw_tag)t->node[i].tag) & TW_BREAKS)) return false;
    for (uint32_t k = i + 1; k < t->node[i].end; k++) {
        if (tw_tag_traits((enum tw_tag)t->node[k].tag) & TW_BREAKS) return false;
        text |= t->node[k].tag == TW_TAG_TEXT;
    }
    return text;
}

static bool is_inside(const struct tw_html *t, uint32_t i, uint32_t outer)
{
    return outer && i >= outer && i < t->node[outer].end;
}

/* The kinds of i and of small elements around it. */
static unsigned kinds_around(const struct tw_page *p, uint32_t i)
{
    unsigned kinds = 0;

    for (; i && p->text[i] <= TEXT_MAX; i = p->t->node[i].parent) kinds |= p->kinds[i];
    return kinds;
}

static bool is_description(const struct tw_clues *clues, struct tw_slice text)
{
    for (size_t i = 0; i < clues->descriptions.n; i++)
        if (tw_text_is_like(text, clues->descriptions.v[i])) return true;
    return false;
}

/* True when a few levels up i and the title stand in one box. */
static bool is_beside_title(const struct finder *f, uint32_t i)
{
    const struct tw_node *node = f->page->t->node;
    uint32_t title = f->title;

    for (int level = 0; title && level < LEVELS_MAX; level++) {
        title = node[title].parent;
        if (is_inside(f->page->t, i, title)) break;
    }
    for (int level = 0; level < LEVELS_MAX; level++)
        if ((i = node[i].parent) == title) return title != 0;
    return false;
}

/* How sure it is that element i is the standfirst: 0 it is not, 3 most. */
static int grade(const struct finder *f, uint32_t i, struct tw_slice text)
{
    const struct tw_page *p = f->page;
    unsigned kinds = kinds_around(p, i);
    enum tw_tag tag = (enum tw_tag)p->t->node[i].tag;

    if (text.n < TEXT_MIN || text.n > TEXT_MAX || p->link[i] * 2 > p->text[i]) return 0;
    if (is_inside(p->t, i, f->clues->byline_node) || is_inside(p->t, i, f->clues->date_node)
        || is_inside(p->t, i, f->clues->title_node)) return 0;
    if (tw_text_is_like(text, f->clues->title) || (kinds & TW_KIND_PICTURE)) return 0;
    if (tw_line_kind(text, f->clues->lang) != TW_LINE_TEXT) return 0;
    if (is_description(f->clues, text)) return 3;
    if (kinds & TW_KIND_STANDFIRST) return tag == TW_TAG_LI ? 1 : 2;
    if ((kinds & TW_KIND_META) || !is_beside_title(f, i)) return 0;
    if (tag == TW_TAG_H2 || tag == TW_TAG_H3) return text.n >= SENTENCE_MIN;
    return text.n >= SENTENCE_MIN && tw_line_is_ended(text);
}

/* Adds the lines that follow in elements of the same kind. */
static struct tw_slice join_lines(const struct finder *f, uint32_t i, struct tw_slice first)
{
    const struct tw_html *t = f->page->t;
    struct tw_slice class = tw_html_attr(t, i, TW_ATTR_CLASS);
    struct tw_buf out = {.mem = f->mem};
    unsigned tag = t->node[i].tag, lines = 1;

    if (class.n == 0 && tag != TW_TAG_LI) return first;
    tw_buf_add(&out, first);
    while ((i = tw_html_next(t, i)) != 0 && i < f->to && lines++ < LINES_MAX) {
        struct tw_slice text;

        if (t->node[i].tag != tag || !tw_slice_eq(tw_html_attr(t, i, TW_ATTR_CLASS), class)) break;
        text = tw_html_text(f->mem, t, i);
        if (text.n == 0 || f->page->gone[i] || f->page->link[i] * 2 > f->page->text[i]) break;
        tw_buf_addc(&out, '\n');
        tw_buf_add(&out, text);
    }
    return tw_buf_slice(&out);
}

/* The last heading in [from, to) that says the title, else the last that is
** not gone, else the element known for it.  Breadcrumbs often say it first. */
static uint32_t place_of_title(struct tw_arena *mem, const struct tw_page *p,
                               const struct tw_clues *clues, uint32_t to)
{
    const struct tw_html *t = p->t;
    uint32_t like = 0, any = 0;

    for (uint32_t i = t->body; i < to; i++) {
        if (is_closed(p, i)) {
            i = t->node[i].end - 1;
        } else if (t->node[i].tag == TW_TAG_H1 || t->node[i].tag == TW_TAG_H2) {
            any = i;
            if (tw_text_is_title(tw_html_text(mem, t, i), clues->title)) like = i;
        }
    }
    if (like) return like;
    return clues->title_node && clues->title_node < to
           && !tw_html_up(t, clues->title_node, TW_TAG_NAV)
        ? clues->title_node : any;
}

struct tw_slice tw_standfirst_find(struct tw_arena *mem, const struct tw_page *page,
                                   const struct tw_clues *clues, uint32_t from, uint32_t to)
{
    struct finder f = {.mem = mem, .page = page, .clues = clues, .from = from, .to = to};
    struct tw_slice best = TW_LIT("");
    int best_grade = 0;

    f.title = place_of_title(mem, page, clues, to);
    if (!f.title && clues->title_node < to) f.title = clues->title_node;
    if (f.title) f.from = page->t->node[f.title].end;
    for (uint32_t i = f.from; i < to; i++) {
        struct tw_slice text;
        int g;

        if (is_closed(page, i)) {
            i = page->t->node[i].end - 1;
            continue;
        }
        if (page->text[i] < TEXT_MIN || page->text[i] > 2 * TEXT_MAX || !is_leaf(page, i)) continue;
        text = tw_html_text(mem, page->t, i);
        g = grade(&f, i, text);
        if (g > best_grade) best_grade = g, best = join_lines(&f, i, text);
    }
    return best;
}
