/* read/html_open.c - the stack of open elements, and appending nodes.
**
** Nodes are appended in document order, so an element's subtree is a range
** whose end is known when the element is closed.  A search looks down the
** stack at most to the next scope border, and not at all when no such element
** is open (open[]); the stack is capped.
*/
#include "read/html_open.h"

#include "base/vec.h"

#include <assert.h>

enum { NODES_MAX = (1 << 20) - 2, ATTRS_MAX = 1 << 21 };

const uint8_t tw_html_traits[TW_TAG_COUNT] = {
#define X(name, text, t) (uint8_t)(t),
    TW_TAG_LIST(X)
#undef X
};

unsigned tw_tag_traits(enum tw_tag tag)
{
    assert(tag < TW_TAG_COUNT);
    return tw_html_traits[tag];
}

/* ---- the stack ---- */

void tw_open_forget(struct tw_html_builder *b, struct tw_open *o)
{
    if (o->ghost) return;
    b->open[o->tag]--;
    b->links -= o->link;
}

void tw_open_pop(struct tw_html_builder *b)
{
    assert(b->n > 1);
    do {
        tw_open_forget(b, tw_open_top(b));
        b->t->node[tw_open_top(b)->node].end = b->t->n;
        b->n--;
    } while (b->n > 1 && tw_open_top(b)->ghost);
}

/* Pops until `depth` elements are left (or fewer, when ghosts follow). */
void tw_open_pop_to(struct tw_html_builder *b, unsigned depth)
{
    while (b->n > depth) tw_open_pop(b);
}

/* The highest open element of that tag above the next one with `border`
** traits; its place in the stack, or 0. */
unsigned tw_open_find(struct tw_html_builder *b, enum tw_tag tag, unsigned border)
{
    if (b->open[tag] == 0) return 0;
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (b->stack[i].tag == tag && !b->stack[i].ghost) return i;
        if (tw_html_traits[b->stack[i].tag] & border) return 0;
    }
    return 0;
}

/* Like find_open, with one more tag as a border. */
unsigned tw_open_find_in(struct tw_html_builder *b, enum tw_tag tag, enum tw_tag other)
{
    if (b->open[tag] == 0) return 0;
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (b->stack[i].tag == tag && !b->stack[i].ghost) return i;
        if (b->stack[i].tag == other || (tw_html_traits[b->stack[i].tag] & TW_SCOPE)) return 0;
    }
    return 0;
}

/* Ends the elements whose end tags may be left out (13.2.6.3). */
void tw_open_end_implied(struct tw_html_builder *b, enum tw_tag except)
{
    for (;;) {
        switch (tw_open_top(b)->tag) {
        case TW_TAG_DD: case TW_TAG_DT: case TW_TAG_LI: case TW_TAG_OPTGROUP: case TW_TAG_OPTION:
        case TW_TAG_P: case TW_TAG_RP: case TW_TAG_RT:
            if (tw_open_top(b)->tag == except) return;
            tw_open_pop(b);
            break;
        default:
            return;
        }
    }
}

void tw_open_end_p(struct tw_html_builder *b)
{
    unsigned i = tw_open_find_in(b, TW_TAG_P, TW_TAG_BUTTON);

    if (i) tw_open_pop_to(b, i);
}

/* ---- nodes ---- */

/* Appends a node to the top element; 0 when a cap is met.  There is always room
** for head and body. */
uint32_t tw_open_add_node(struct tw_html_builder *b, enum tw_tag tag, size_t off, size_t len)
{
    struct tw_html *t = b->t;

    if (t->n >= NODES_MAX && tag != TW_TAG_HEAD && tag != TW_TAG_BODY) {
        t->over = true;
        return 0;
    }
    TW_ROOM(b->mem, t->node, t->n, b->node_cap);
    t->node[t->n] = (struct tw_node){
        .parent = tw_open_top(b)->node, .end = t->n + 1, .off = (uint32_t)off, .len = (uint32_t)len,
        .attr = t->attr_n, .tag = (uint8_t)tag,
        .flags = (uint8_t)((b->space ? TW_NODE_SPACE : 0) | (b->links ? TW_NODE_LINK : 0)),
    };
    b->space = false;
    return t->n++;
}

static void push(struct tw_html_builder *b, uint32_t node, enum tw_tag tag, uint32_t name_hash,
                 bool link)
{
    if (b->n == TW_STACK_MAX || node == 0) return;
    b->stack[b->n++] =
        (struct tw_open){.node = node, .name_hash = name_hash, .tag = (uint8_t)tag, .link = link};
    b->open[tag]++;
    b->links += link;
}

void tw_open_keep_attrs(struct tw_html_builder *b, uint32_t node, const struct tw_html_token *k)
{
    struct tw_html *t = b->t;

    if (t->attr_n + k->attr_n > ATTRS_MAX) {
        t->over = true;
        return;
    }
    t->node[node].attr = t->attr_n;
    t->node[node].attr_n = (uint8_t)k->attr_n;
    for (unsigned i = 0; i < k->attr_n; i++)
        TW_PUSH(b->mem, t->attr, t->attr_n, b->attr_cap, k->attr[i]);
}

uint32_t tw_open_add_element(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    uint32_t node = tw_open_add_node(b, k->tag, off, k->end - off);

    if (node && k->attr_n) tw_open_keep_attrs(b, node, k);
    return node;
}

static bool has_href(const struct tw_html_token *k)
{
    for (unsigned i = 0; i < k->attr_n; i++)
        if (k->attr[i].name == TW_ATTR_HREF) return true;
    return false;
}

/* Adds an element and opens it, unless it is void. */
uint32_t tw_open_element(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    uint32_t node = tw_open_add_element(b, k, off);

    if ((tw_html_traits[k->tag] & TW_VOID) || (b->xml && k->self_closing)) return node;
    push(b, node, k->tag, k->name_hash, k->tag == TW_TAG_A && has_href(k));
    return node;
}

void tw_open_implied(struct tw_html_builder *b, enum tw_tag tag, size_t off)
{
    struct tw_html_token k = {.tag = tag, .end = off};

    tw_open_element(b, &k, off);
}

/* Adds text without the white space around it. */
void tw_open_add_text(struct tw_html_builder *b, size_t from, size_t to, unsigned flags)
{
    const char *p = b->scan.p;
    struct tw_node *last;
    uint32_t node;

    while (from < to && tw_is_space(p[from])) from++, b->space = true;
    if (from == to) return;
    last = &b->t->node[b->t->n - 1];
    if (last->tag == TW_TAG_TEXT && last->off + last->len == from
        && last->parent == tw_open_top(b)->node) {
        last->len = (uint32_t)(to - last->off);     /* a lone '<' had cut it */
        node = b->t->n - 1;
    } else {
        node = tw_open_add_node(b, TW_TAG_TEXT, from, to - from);
        if (node == 0) return;
    }
    last = &b->t->node[node];
    last->flags |= (uint8_t)flags;
    while (tw_is_space(p[last->off + last->len - 1])) last->len--, b->space = true;
}
