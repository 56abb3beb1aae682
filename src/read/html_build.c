/* read/html_build.c - tree construction: which element does this text belong to?
**
** A stack of open elements and the rules of HTML Living Standard 13.2.6 that
** decide about text.  Nodes are appended in document order, so an element's
** subtree is a range whose end is known when the element is closed.
**
** Misnested formatting (<b><p>one</b>two</p>) is solved with ghosts instead of
** the adoption agency: the end tag leaves b on the stack, closed but in the
** way, and it goes when it becomes the top.  The tree then still says that p is
** inside b, but text knows whether a link was open (TW_NODE_LINK), which is all
** that cleaning asks.  The same holds for </form> inside an open div.
**
** Tables: rows and cells end each other as in the standard; what is misplaced
** between them stays where it was written instead of moving before the table.
**
** Cost: each tag looks down the stack at most to the next scope border, and
** not at all when no such element is open (open[]); the stack is capped.
*/
#include "read/html_scan.h"

#include "base/vec.h"

#include <assert.h>

enum { STACK_MAX = 512, NODES_MAX = (1 << 20) - 2, ATTRS_MAX = 1 << 21 };
#define PAGE_MAX ((size_t)1 << 30)  /* bytes; offsets are 32 bits */

enum mode { BEFORE_HEAD, IN_HEAD, AFTER_HEAD, IN_BODY };

struct open { uint32_t node, name_hash; uint8_t tag; bool ghost, link; };

struct builder {
    struct tw_arena *mem;
    struct tw_html_scan scan;
    struct tw_html *t;
    size_t node_cap, attr_cap;
    enum mode mode;
    unsigned n;                         /* open elements */
    unsigned links;                     /* open <a href> */
    unsigned foreign;                   /* depth inside svg or math; their content is not kept */
    uint8_t foreign_tag;
    bool space;                         /* white space since the last node */
    bool xml;                           /* an XML declaration: <name/> is empty */
    struct open stack[STACK_MAX];
    uint16_t open[TW_TAG_COUNT];        /* how many of a tag are open, ghosts not counted */
};

static const uint8_t traits[] = {
#define X(name, text, t) (uint8_t)(t),
    TW_TAG_LIST(X)
#undef X
};

unsigned tw_tag_traits(enum tw_tag tag)
{
    assert(tag < TW_TAG_COUNT);
    return traits[tag];
}

/* ---- the stack ---- */

static struct open *top(struct builder *b)
{
    return &b->stack[b->n - 1];
}

static void forget(struct builder *b, struct open *o)
{
    if (o->ghost) return;
    b->open[o->tag]--;
    b->links -= o->link;
}

static void pop(struct builder *b)
{
    assert(b->n > 1);
    do {
        forget(b, top(b));
        b->t->node[top(b)->node].end = b->t->n;
        b->n--;
    } while (b->n > 1 && top(b)->ghost);
}

/* Pops until `depth` elements are left (or fewer, when ghosts follow). */
static void pop_to(struct builder *b, unsigned depth)
{
    while (b->n > depth) pop(b);
}

/* The highest open element of that tag above the next one with `border`
** traits; its place in the stack, or 0. */
static unsigned find_open(struct builder *b, enum tw_tag tag, unsigned border)
{
    if (b->open[tag] == 0) return 0;
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (b->stack[i].tag == tag && !b->stack[i].ghost) return i;
        if (traits[b->stack[i].tag] & border) return 0;
    }
    return 0;
}

/* Like find_open, with one more tag as a border. */
static unsigned find_open_in(struct builder *b, enum tw_tag tag, enum tw_tag other)
{
    if (b->open[tag] == 0) return 0;
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (b->stack[i].tag == tag && !b->stack[i].ghost) return i;
        if (b->stack[i].tag == other || (traits[b->stack[i].tag] & TW_SCOPE)) return 0;
    }
    return 0;
}

/* Ends the elements whose end tags may be left out (13.2.6.3). */
static void end_implied(struct builder *b, enum tw_tag except)
{
    for (;;) {
        switch (top(b)->tag) {
        case TW_TAG_DD: case TW_TAG_DT: case TW_TAG_LI: case TW_TAG_OPTGROUP: case TW_TAG_OPTION:
        case TW_TAG_P: case TW_TAG_RP: case TW_TAG_RT:
            if (top(b)->tag == except) return;
            pop(b);
            break;
        default:
            return;
        }
    }
}

static void end_p(struct builder *b)
{
    unsigned i = find_open_in(b, TW_TAG_P, TW_TAG_BUTTON);

    if (i) pop_to(b, i);
}

/* ---- nodes ---- */

/* Appends a node to the top element; 0 when a cap is met.  There is always room
** for head and body. */
static uint32_t add_node(struct builder *b, enum tw_tag tag, size_t off, size_t len)
{
    struct tw_html *t = b->t;

    if (t->n >= NODES_MAX && tag != TW_TAG_HEAD && tag != TW_TAG_BODY) {
        t->over = true;
        return 0;
    }
    TW_ROOM(b->mem, t->node, t->n, b->node_cap);
    t->node[t->n] = (struct tw_node){
        .parent = top(b)->node, .end = t->n + 1, .off = (uint32_t)off, .len = (uint32_t)len,
        .attr = t->attr_n, .tag = (uint8_t)tag,
        .flags = (uint8_t)((b->space ? TW_NODE_SPACE : 0) | (b->links ? TW_NODE_LINK : 0)),
    };
    b->space = false;
    return t->n++;
}

static void push(struct builder *b, uint32_t node, enum tw_tag tag, uint32_t name_hash, bool link)
{
    if (b->n == STACK_MAX || node == 0) return;
    b->stack[b->n++] = (struct open){.node = node, .name_hash = name_hash, .tag = (uint8_t)tag, .link = link};
    b->open[tag]++;
    b->links += link;
}

static void keep_attrs(struct builder *b, uint32_t node, const struct tw_html_token *k)
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

static uint32_t add_element(struct builder *b, const struct tw_html_token *k, size_t off)
{
    uint32_t node = add_node(b, k->tag, off, k->end - off);

    if (node && k->attr_n) keep_attrs(b, node, k);
    return node;
}

static bool has_href(const struct tw_html_token *k)
{
    for (unsigned i = 0; i < k->attr_n; i++)
        if (k->attr[i].name == TW_ATTR_HREF) return true;
    return false;
}

/* Adds an element and opens it, unless it is void. */
static uint32_t open_element(struct builder *b, const struct tw_html_token *k, size_t off)
{
    uint32_t node = add_element(b, k, off);

    if ((traits[k->tag] & TW_VOID) || (b->xml && k->self_closing)) return node;
    push(b, node, k->tag, k->name_hash, k->tag == TW_TAG_A && has_href(k));
    return node;
}

static void open_implied(struct builder *b, enum tw_tag tag, size_t off)
{
    struct tw_html_token k = {.tag = tag, .end = off};

    open_element(b, &k, off);
}

/* Adds text without the white space around it. */
static void add_text(struct builder *b, size_t from, size_t to, unsigned flags)
{
    const char *p = b->scan.p;
    struct tw_node *last;
    uint32_t node;

    while (from < to && tw_is_space(p[from])) from++, b->space = true;
    if (from == to) return;
    last = &b->t->node[b->t->n - 1];
    if (last->tag == TW_TAG_TEXT && last->off + last->len == from && last->parent == top(b)->node) {
        last->len = (uint32_t)(to - last->off);     /* a lone '<' had cut it */
        node = b->t->n - 1;
    } else {
        node = add_node(b, TW_TAG_TEXT, from, to - from);
        if (node == 0) return;
    }
    last = &b->t->node[node];
    last->flags |= (uint8_t)flags;
    while (tw_is_space(p[last->off + last->len - 1])) last->len--, b->space = true;
}

/* ---- head and body ---- */

static void need_head(struct builder *b, size_t off)
{
    if (b->mode != BEFORE_HEAD) return;
    open_implied(b, TW_TAG_HEAD, off);
    b->t->head = b->t->n - 1;
    b->mode = IN_HEAD;
}

static void end_head(struct builder *b, size_t off)
{
    need_head(b, off);
    if (b->mode != IN_HEAD) return;
    pop_to(b, 2);
    b->mode = AFTER_HEAD;
}

static void need_body(struct builder *b, size_t off)
{
    if (b->mode == IN_BODY) return;
    end_head(b, off);
    open_implied(b, TW_TAG_BODY, off);
    b->t->body = b->t->n - 1;
    b->mode = IN_BODY;
}

static void late_attrs(struct builder *b, uint32_t node, const struct tw_html_token *k, size_t off)
{
    struct tw_node *x = &b->t->node[node];

    if (x->attr_n != 0 || x->len != 0) return;
    x->off = (uint32_t)off;
    x->len = (uint32_t)(k->end - off);
    if (k->attr_n) keep_attrs(b, node, k);
}

/* Start tags of html, head and body, and what may stand before the body.
** true when the tag is dealt with. */
static bool start_outside_body(struct builder *b, const struct tw_html_token *k, size_t off)
{
    if (k->tag == TW_TAG_HTML) {
        late_attrs(b, b->t->html, k, off);
        return true;
    }
    if (k->tag == TW_TAG_HEAD) {
        if (b->mode == BEFORE_HEAD) {
            need_head(b, off);
            late_attrs(b, b->t->head, k, off);
        }
        return true;
    }
    if (k->tag == TW_TAG_BODY) {
        if (b->open[TW_TAG_TEMPLATE]) return true;
        need_body(b, off);
        late_attrs(b, b->t->body, k, off);
        return true;
    }
    if (b->mode == IN_BODY || b->open[TW_TAG_TEMPLATE]) return false;
    if (traits[k->tag] & TW_HEAD) need_head(b, off);
    else need_body(b, off);
    return false;
}

/* ---- start tags in the body ---- */

/* li, dd, dt end an open one of their kind (13.2.6.4.7, 'A start tag whose tag
** name is "li"'). */
static void end_item(struct builder *b, enum tw_tag tag, enum tw_tag other)
{
    if (b->open[tag] + b->open[other] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        const struct open *o = &b->stack[i];

        if ((o->tag == tag || o->tag == other) && !o->ghost) {
            pop_to(b, i);
            return;
        }
        if ((traits[o->tag] & TW_SPECIAL) && o->tag != TW_TAG_ADDRESS && o->tag != TW_TAG_DIV
            && o->tag != TW_TAG_P)
            return;
    }
}

static bool is_table_part(enum tw_tag tag)
{
    return tag == TW_TAG_TABLE || tag == TW_TAG_TBODY || tag == TW_TAG_THEAD || tag == TW_TAG_TFOOT
        || tag == TW_TAG_TR;
}

/* Closes what is open inside the nearest table, its section or its row, as far
** as a new cell (depth 2), row (1) or section (0) asks.  false: no table. */
static bool back_to_table(struct builder *b, int depth)
{
    if (b->open[TW_TAG_TABLE] == 0) return false;
    for (unsigned i = b->n - 1; i > 0; i--) {
        enum tw_tag tag = b->stack[i].tag;

        if (tag == TW_TAG_TEMPLATE) return false;
        if (tag == TW_TAG_TABLE || (depth >= 2 && tag == TW_TAG_TR)
            || (depth >= 1 && is_table_part(tag) && tag != TW_TAG_TR)) {
            pop_to(b, i + 1);
            return true;
        }
    }
    return false;
}

static bool is_heading(enum tw_tag tag)
{
    return tag >= TW_TAG_H1 && tag <= TW_TAG_H6;
}

static void end_formatting(struct builder *b, enum tw_tag tag);

/* Closes what a start tag closes.  false: the tag is to be ignored. */
static bool make_room(struct builder *b, enum tw_tag tag)
{
    unsigned i;

    switch (tag) {
    case TW_TAG_LI: end_item(b, TW_TAG_LI, TW_TAG_LI); break;
    case TW_TAG_DD: case TW_TAG_DT: end_item(b, TW_TAG_DD, TW_TAG_DT); break;
    case TW_TAG_CAPTION: case TW_TAG_COLGROUP: case TW_TAG_TBODY: case TW_TAG_THEAD: case TW_TAG_TFOOT:
        return back_to_table(b, 0);
    case TW_TAG_TR: return back_to_table(b, 1);
    case TW_TAG_TD: case TW_TAG_TH: return back_to_table(b, 2);
    case TW_TAG_TABLE: if (is_table_part(top(b)->tag) && b->n > 2) pop_to(b, find_open(b, TW_TAG_TABLE, 0)); break;
    case TW_TAG_FORM: if (b->open[TW_TAG_FORM]) return false; break;
    case TW_TAG_OPTGROUP:
        if (top(b)->tag == TW_TAG_OPTION) pop(b);
        if (top(b)->tag == TW_TAG_OPTGROUP) pop(b);
        break;
    case TW_TAG_OPTION: if (top(b)->tag == TW_TAG_OPTION) pop(b); break;
    case TW_TAG_BUTTON: if ((i = find_open(b, TW_TAG_BUTTON, TW_SCOPE)) != 0) pop_to(b, i); break;
    case TW_TAG_RT: case TW_TAG_RP: if (b->open[TW_TAG_RUBY]) end_implied(b, TW_TAG_OTHER); break;
    case TW_TAG_INPUT: case TW_TAG_SELECT: case TW_TAG_TEXTAREA:
        if ((i = find_open(b, TW_TAG_SELECT, TW_SCOPE)) != 0) pop_to(b, i);
        break;
    case TW_TAG_A: case TW_TAG_NOBR: if (b->open[tag]) end_formatting(b, tag); break;
    default: break;
    }
    return true;
}

static size_t start_raw(struct builder *b, const struct tw_html_token *k, size_t off)
{
    size_t from = k->end, to = tw_html_scan_raw(&b->scan, from, k->tag);
    unsigned depth = b->n;
    bool space = b->space;

    open_element(b, k, off);
    if (b->n > depth) add_text(b, from, to, TW_NODE_RAW);
    pop_to(b, depth);
    b->space = space;
    return to;
}

/* Returns where to read on. */
static size_t start_in_body(struct builder *b, const struct tw_html_token *k, size_t off)
{
    unsigned t = traits[k->tag];

    if (!make_room(b, k->tag)) return k->end;
    if (t & TW_ENDS_P) end_p(b);
    if (is_heading(k->tag) && is_heading(top(b)->tag)) pop(b);
    if ((t & TW_RAW) && !(b->xml && k->self_closing)) return start_raw(b, k, off);
    if (k->tag == TW_TAG_SVG || k->tag == TW_TAG_MATH) {
        add_element(b, k, off);
        b->foreign = k->self_closing ? 0 : 1;
        b->foreign_tag = (uint8_t)k->tag;
        return k->end;
    }
    open_element(b, k, off);
    return k->end;
}

/* HTML elements that end foreign content (13.2.6.5). */
static bool breaks_out(enum tw_tag tag)
{
    switch (tag) {
    case TW_TAG_B: case TW_TAG_BIG: case TW_TAG_BLOCKQUOTE: case TW_TAG_BODY: case TW_TAG_BR:
    case TW_TAG_CENTER: case TW_TAG_CODE: case TW_TAG_DD: case TW_TAG_DIV: case TW_TAG_DL: case TW_TAG_DT:
    case TW_TAG_EM: case TW_TAG_EMBED: case TW_TAG_H1: case TW_TAG_H2: case TW_TAG_H3: case TW_TAG_H4:
    case TW_TAG_H5: case TW_TAG_H6: case TW_TAG_HEAD: case TW_TAG_HR: case TW_TAG_I: case TW_TAG_IMG:
    case TW_TAG_LI: case TW_TAG_MENU: case TW_TAG_META: case TW_TAG_NOBR: case TW_TAG_OL: case TW_TAG_P:
    case TW_TAG_PRE: case TW_TAG_RUBY: case TW_TAG_S: case TW_TAG_SMALL: case TW_TAG_SPAN:
    case TW_TAG_STRONG: case TW_TAG_STRIKE: case TW_TAG_SUB: case TW_TAG_SUP: case TW_TAG_TABLE:
    case TW_TAG_TT: case TW_TAG_U: case TW_TAG_UL: case TW_TAG_VAR:
        return true;
    default:
        return false;
    }
}

/* A tag inside svg or math.  true when it is dealt with. */
static bool foreign_tag(struct builder *b, const struct tw_html_token *k)
{
    if (!k->is_end && breaks_out(k->tag)) {
        b->foreign = 0;
        return false;
    }
    if (k->tag == b->foreign_tag && !k->self_closing) b->foreign += k->is_end ? -1u : 1u;
    return true;
}

/* ---- end tags ---- */

/* 13.2.6.4.7, 'An end tag whose tag name is "a", "b" ...', with ghosts. */
static void end_formatting(struct builder *b, enum tw_tag tag)
{
    bool through_block = false;

    if (b->open[tag] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        struct open *o = &b->stack[i];

        if (o->tag == tag && !o->ghost) {
            if (!through_block) {
                pop_to(b, i);
                return;
            }
            forget(b, o);
            o->ghost = true;
            return;
        }
        if (traits[o->tag] & TW_SCOPE) return;
        through_block |= (traits[o->tag] & TW_SPECIAL) != 0;
    }
}

/* </form> closes nothing but the form (13.2.6.4.7). */
static void end_form(struct builder *b)
{
    unsigned i = find_open(b, TW_TAG_FORM, TW_SCOPE);

    if (i == 0) return;
    end_implied(b, TW_TAG_OTHER);
    if (i == b->n - 1) {
        pop(b);
    } else if (i < b->n) {
        forget(b, &b->stack[i]);
        b->stack[i].ghost = true;
    }
}

static void end_heading(struct builder *b)
{
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (is_heading(b->stack[i].tag)) {
            pop_to(b, i);
            return;
        }
        if (traits[b->stack[i].tag] & TW_SCOPE) return;
    }
}

/* Ends the nearest open element of that tag in the scope of a table. */
static void end_in_table(struct builder *b, enum tw_tag tag)
{
    if (b->open[tag] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (b->stack[i].tag == tag) {
            pop_to(b, i);
            return;
        }
        if (b->stack[i].tag == TW_TAG_TABLE || b->stack[i].tag == TW_TAG_TEMPLATE) return;
    }
}

static void end_other(struct builder *b, const struct tw_html_token *k)
{
    if (b->open[k->tag] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        const struct open *o = &b->stack[i];

        if (o->tag == k->tag && !o->ghost && (k->tag != TW_TAG_OTHER || o->name_hash == k->name_hash)) {
            pop_to(b, i);
            return;
        }
        if (traits[o->tag] & TW_SPECIAL) return;
    }
}

static void end_tag(struct builder *b, const struct tw_html_token *k, size_t off)
{
    unsigned i;

    if (b->mode != IN_BODY && b->open[TW_TAG_TEMPLATE] == 0) {
        if (k->tag == TW_TAG_HEAD) end_head(b, off);
        return;
    }
    switch (k->tag) {
    case TW_TAG_HTML: case TW_TAG_HEAD: case TW_TAG_BODY: return;
    case TW_TAG_P:
        if (find_open_in(b, TW_TAG_P, TW_TAG_BUTTON)) end_p(b);
        else add_node(b, TW_TAG_P, off, 0);
        return;
    case TW_TAG_BR: add_node(b, TW_TAG_BR, off, 0); return;
    case TW_TAG_FORM: end_form(b); return;
    case TW_TAG_LI:
    case TW_TAG_DD: case TW_TAG_DT: i = find_open(b, k->tag, TW_SCOPE); break;
    case TW_TAG_H1: case TW_TAG_H2: case TW_TAG_H3: case TW_TAG_H4: case TW_TAG_H5: case TW_TAG_H6:
        end_heading(b);
        return;
    case TW_TAG_TABLE: case TW_TAG_TBODY: case TW_TAG_THEAD: case TW_TAG_TFOOT: case TW_TAG_TR:
    case TW_TAG_TD: case TW_TAG_TH: case TW_TAG_CAPTION: case TW_TAG_COLGROUP: case TW_TAG_TEMPLATE:
        end_in_table(b, k->tag);
        return;
    case TW_TAG_SELECT: case TW_TAG_BUTTON: case TW_TAG_OBJECT: case TW_TAG_MARQUEE:
        /* a border of its own scope is still found: it is looked at before its traits are */
        i = find_open(b, k->tag, TW_SCOPE);
        break;
    default:
        if (traits[k->tag] & TW_FORMAT) {
            end_formatting(b, k->tag);
            return;
        }
        if (!(traits[k->tag] & TW_BREAKS)) {
            end_other(b, k);
            return;
        }
        i = find_open(b, k->tag, TW_SCOPE);
    }
    if (i) pop_to(b, i);
}

/* ---- the loop ---- */

static void text(struct builder *b, size_t from, size_t to)
{
    while (from < to && tw_is_space(b->scan.p[from])) from++, b->space = true;
    if (from == to || b->foreign) return;
    if (b->open[TW_TAG_TEMPLATE] == 0) need_body(b, from);
    add_text(b, from, to, 0);
}

/* Takes the tag at `off`; returns where to read on. */
static size_t tag(struct builder *b, size_t off)
{
    struct tw_html_token k;

    if (!tw_html_scan_tag(&b->scan, off, &k)) return b->t->page.n;
    if (b->foreign && foreign_tag(b, &k)) return k.end;
    if (k.is_end) {
        end_tag(b, &k, off);
        return k.end;
    }
    if (start_outside_body(b, &k, off)) return k.end;
    return start_in_body(b, &k, off);
}

/* Takes what begins with the '<' at `off`; returns where to read on. */
static size_t markup(struct builder *b, size_t off)
{
    size_t n = b->t->page.n;
    char c = off + 1 < n ? b->scan.p[off + 1] : ' ', d = off + 2 < n ? b->scan.p[off + 2] : ' ';

    if (tw_is_alpha(c) || (c == '/' && tw_is_alpha(d))) return tag(b, off);
    if (c == '/' && d == '>') return off + 3;
    if (c == '!' || c == '?' || (c == '/' && off + 2 < n))
        return tw_html_scan_comment(&b->scan, off, b->foreign != 0);
    text(b, off, off + 1);
    return off + 1;
}

static void build(struct builder *b)
{
    struct tw_slice page = b->t->page;

    for (size_t at = 0; at < page.n && !b->t->over; ) {
        const char *lt = memchr(page.p + at, '<', page.n - at);
        size_t to = lt ? (size_t)(lt - page.p) : page.n;

        if (to > at) text(b, at, to);
        at = lt ? markup(b, to) : page.n;
    }
}

enum tw_status tw_html_parse(struct tw_arena *mem, struct tw_slice page, struct tw_html *out)
{
    struct builder *b = TW_NEW(mem, struct builder);

    *out = (struct tw_html){.page = page, .over = page.n > PAGE_MAX};
    if (out->over) out->page.n = 0;
    b->mem = mem;
    b->t = out;
    b->node_cap = out->page.n / 48 + 16;    /* news pages have one node per 60 to 150 bytes */
    b->attr_cap = out->page.n / 48 + 16;
    out->node = tw_arena_alloc(mem, b->node_cap * sizeof *out->node);
    out->attr = tw_arena_alloc(mem, b->attr_cap * sizeof *out->attr);
    tw_html_scan_start(&b->scan, out->page);
    b->xml = tw_slice_starts(out->page, TW_LIT("<?xml"));
    out->node[out->n++] = (struct tw_node){.tag = TW_TAG_DOCUMENT};
    b->stack[b->n++] = (struct open){.tag = TW_TAG_DOCUMENT};
    open_implied(b, TW_TAG_HTML, 0);
    out->html = 1;
    build(b);
    need_body(b, out->page.n);
    pop_to(b, 1);
    out->node[0].end = out->n;
    return out->over ? TW_TOOBIG : TW_OK;
}
