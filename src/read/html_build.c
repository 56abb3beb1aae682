/* read/html_build.c - tree construction: which element does this text belong to?
**
** The rules of HTML Living Standard 13.2.6 that decide about text; the stack of
** open elements is html_open.c, end tags are html_close.c.
**
** Misnested formatting (<b><p>one</b>two</p>) is solved with ghosts instead of
** the adoption agency: the end tag leaves b on the stack, closed but in the
** way, and it goes when it becomes the top.  The tree then still says that p is
** inside b, but text knows whether a link was open (TW_NODE_LINK), which is all
** that cleaning asks.  The same holds for </form> inside an open div.
**
** Tables: rows and cells end each other as in the standard; what is misplaced
** between them stays where it was written instead of moving before the table.
*/
#include "read/html_open.h"

#include <assert.h>

#define PAGE_MAX ((size_t)1 << 30)  /* bytes; offsets are 32 bits */

/* ---- head and body ---- */

static void need_head(struct tw_html_builder *b, size_t off)
{
    if (b->mode != TW_BEFORE_HEAD) return;
    tw_open_implied(b, TW_TAG_HEAD, off);
    b->t->head = b->t->n - 1;
    b->mode = TW_IN_HEAD;
}

void tw_build_end_head(struct tw_html_builder *b, size_t off)
{
    need_head(b, off);
    if (b->mode != TW_IN_HEAD) return;
    tw_open_pop_to(b, 2);
    b->mode = TW_AFTER_HEAD;
}

static void need_body(struct tw_html_builder *b, size_t off)
{
    if (b->mode == TW_IN_BODY) return;
    tw_build_end_head(b, off);
    tw_open_implied(b, TW_TAG_BODY, off);
    b->t->body = b->t->n - 1;
    b->mode = TW_IN_BODY;
}

static void late_attrs(struct tw_html_builder *b, uint32_t node, const struct tw_html_token *k,
                       size_t off)
{
    struct tw_node *x = &b->t->node[node];

    if (x->attr_n != 0 || x->len != 0) return;
    x->off = (uint32_t)off;
    x->len = (uint32_t)(k->end - off);
    if (k->attr_n) tw_open_keep_attrs(b, node, k);
}

/* Start tags of html, head and body, and what may stand before the body.
** true when the tag is dealt with. */
static bool start_outside_body(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    if (k->tag == TW_TAG_HTML) {
        late_attrs(b, b->t->html, k, off);
        return true;
    }
    if (k->tag == TW_TAG_HEAD) {
        if (b->mode == TW_BEFORE_HEAD) {
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
    if (b->mode == TW_IN_BODY || b->open[TW_TAG_TEMPLATE]) return false;
    if (tw_html_traits[k->tag] & TW_HEAD) need_head(b, off);
    else need_body(b, off);
    return false;
}

/* ---- start tags in the body ---- */

/* li, dd, dt end an open one of their kind (13.2.6.4.7, 'A start tag whose tag
** name is "li"'). */
static void end_item(struct tw_html_builder *b, enum tw_tag tag, enum tw_tag other)
{
    if (b->open[tag] + b->open[other] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        const struct tw_open *o = &b->stack[i];

        if ((o->tag == tag || o->tag == other) && !o->ghost) {
            tw_open_pop_to(b, i);
            return;
        }
        if ((tw_html_traits[o->tag] & TW_SPECIAL) && o->tag != TW_TAG_ADDRESS
            && o->tag != TW_TAG_DIV && o->tag != TW_TAG_P)
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
static bool back_to_table(struct tw_html_builder *b, int depth)
{
    if (b->open[TW_TAG_TABLE] == 0) return false;
    for (unsigned i = b->n - 1; i > 0; i--) {
        enum tw_tag tag = b->stack[i].tag;

        if (tag == TW_TAG_TEMPLATE) return false;
        if (tag == TW_TAG_TABLE || (depth >= 2 && tag == TW_TAG_TR)
            || (depth >= 1 && is_table_part(tag) && tag != TW_TAG_TR)) {
            tw_open_pop_to(b, i + 1);
            return true;
        }
    }
    return false;
}

/* Closes what a start tag closes.  false: the tag is to be ignored. */
static bool make_room(struct tw_html_builder *b, enum tw_tag tag)
{
    unsigned i;

    switch (tag) {
    case TW_TAG_LI: end_item(b, TW_TAG_LI, TW_TAG_LI); break;
    case TW_TAG_DD: case TW_TAG_DT: end_item(b, TW_TAG_DD, TW_TAG_DT); break;
    case TW_TAG_CAPTION: case TW_TAG_COLGROUP: case TW_TAG_TBODY: case TW_TAG_THEAD:
    case TW_TAG_TFOOT:
        return back_to_table(b, 0);
    case TW_TAG_TR: return back_to_table(b, 1);
    case TW_TAG_TD: case TW_TAG_TH: return back_to_table(b, 2);
    case TW_TAG_TABLE:
        if (is_table_part(tw_open_top(b)->tag) && b->n > 2)
            tw_open_pop_to(b, tw_open_find(b, TW_TAG_TABLE, 0));
        break;
    case TW_TAG_FORM: if (b->open[TW_TAG_FORM]) return false; break;
    case TW_TAG_OPTGROUP:
        if (tw_open_top(b)->tag == TW_TAG_OPTION) tw_open_pop(b);
        if (tw_open_top(b)->tag == TW_TAG_OPTGROUP) tw_open_pop(b);
        break;
    case TW_TAG_OPTION: if (tw_open_top(b)->tag == TW_TAG_OPTION) tw_open_pop(b); break;
    case TW_TAG_BUTTON:
        if ((i = tw_open_find(b, TW_TAG_BUTTON, TW_SCOPE)) != 0) tw_open_pop_to(b, i);
        break;
    case TW_TAG_RT: case TW_TAG_RP:
        if (b->open[TW_TAG_RUBY]) tw_open_end_implied(b, TW_TAG_OTHER);
        break;
    case TW_TAG_INPUT: case TW_TAG_SELECT: case TW_TAG_TEXTAREA:
        if ((i = tw_open_find(b, TW_TAG_SELECT, TW_SCOPE)) != 0) tw_open_pop_to(b, i);
        break;
    case TW_TAG_A: case TW_TAG_NOBR: if (b->open[tag]) tw_close_formatting(b, tag); break;
    default: break;
    }
    return true;
}

static size_t start_raw(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    size_t from = k->end, to = tw_html_scan_raw(&b->scan, from, k->tag);
    unsigned depth = b->n;
    bool space = b->space;

    tw_open_element(b, k, off);
    if (b->n > depth) tw_open_add_text(b, from, to, TW_NODE_RAW);
    tw_open_pop_to(b, depth);
    b->space = space;
    return to;
}

/* ---- svg and math ---- */

/* Elements of svg and math that hold HTML (13.2.6.5), where nothing breaks out. */
static bool holds_html(const struct tw_html_token *k)
{
    return k->tag == TW_TAG_FOREIGNOBJECT || k->tag == TW_TAG_DESC || k->tag == TW_TAG_TITLE;
}

static void push_foreign(struct tw_html_builder *b, const struct tw_html_token *k)
{
    if (b->foreign == TW_FOREIGN_MAX) return;
    b->foreign_name[b->foreign++] = k->name_hash;
    if (b->html_in_foreign == 0 && holds_html(k)) b->html_in_foreign = b->foreign;
}

static void pop_foreign(struct tw_html_builder *b, unsigned depth)
{
    b->foreign = depth;
    if (b->html_in_foreign > depth) b->html_in_foreign = 0;
}

/* HTML elements that end foreign content (13.2.6.5). */
static bool breaks_out(enum tw_tag tag)
{
    switch (tag) {
    case TW_TAG_B: case TW_TAG_BIG: case TW_TAG_BLOCKQUOTE: case TW_TAG_BODY: case TW_TAG_BR:
    case TW_TAG_CENTER: case TW_TAG_CODE: case TW_TAG_DD: case TW_TAG_DIV: case TW_TAG_DL:
    case TW_TAG_DT: case TW_TAG_EM: case TW_TAG_EMBED: case TW_TAG_H1: case TW_TAG_H2:
    case TW_TAG_H3: case TW_TAG_H4: case TW_TAG_H5: case TW_TAG_H6: case TW_TAG_HEAD:
    case TW_TAG_HR: case TW_TAG_I: case TW_TAG_IMG: case TW_TAG_LI: case TW_TAG_MENU:
    case TW_TAG_META: case TW_TAG_NOBR: case TW_TAG_OL: case TW_TAG_P: case TW_TAG_PRE:
    case TW_TAG_RUBY: case TW_TAG_S: case TW_TAG_SMALL: case TW_TAG_SPAN: case TW_TAG_STRONG:
    case TW_TAG_STRIKE: case TW_TAG_SUB: case TW_TAG_SUP: case TW_TAG_TABLE: case TW_TAG_TT:
    case TW_TAG_U: case TW_TAG_UL: case TW_TAG_VAR:
        return true;
    default:
        return false;
    }
}

/* An end tag of none of the open elements is that of an HTML element around them (13.2.6.5, "Any
** other end tag"), and ends them with it when it ends that. */
static void end_in_foreign(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    unsigned i = b->foreign, around = b->n;

    while (i > 0 && b->foreign_name[i - 1] != k->name_hash) i--;
    if (i > 0) pop_foreign(b, i - 1);
    else if (b->html_in_foreign == 0) tw_close_tag(b, k, off);
    if (b->n < around) pop_foreign(b, 0);
}

/* A tag inside svg or math.  true when it is dealt with.  Their elements make no nodes, but have a
** stack. */
static bool foreign_tag(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    bool leaves = k->is_end ? k->tag == TW_TAG_P || k->tag == TW_TAG_BR : breaks_out(k->tag);

    if (leaves && b->html_in_foreign == 0) {
        pop_foreign(b, 0);
        return false;
    }
    if (k->is_end) end_in_foreign(b, k, off);
    else if (!k->self_closing && !(tw_html_traits[k->tag] & TW_VOID)) push_foreign(b, k);
    return true;
}

/* Returns where to read on. */
static size_t start_in_body(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    unsigned t = tw_html_traits[k->tag];

    if (!make_room(b, k->tag)) return k->end;
    if (t & TW_ENDS_P) tw_open_end_p(b);
    if (tw_open_is_heading(k->tag) && tw_open_is_heading(tw_open_top(b)->tag)) tw_open_pop(b);
    if ((t & TW_RAW) && !(b->xml && k->self_closing)) return start_raw(b, k, off);
    if (k->tag == TW_TAG_SVG || k->tag == TW_TAG_MATH) {
        tw_open_add_element(b, k, off);
        if (!k->self_closing) push_foreign(b, k);
        return k->end;
    }
    tw_open_element(b, k, off);
    return k->end;
}

/* ---- the loop ---- */

static void text(struct tw_html_builder *b, size_t from, size_t to)
{
    while (from < to && tw_is_space(b->scan.p[from])) from++, b->space = true;
    if (from == to || b->foreign) return;
    if (b->open[TW_TAG_TEMPLATE] == 0) need_body(b, from);
    tw_open_add_text(b, from, to, 0);
}

/* Takes the tag at `off`; returns where to read on. */
static size_t tag(struct tw_html_builder *b, size_t off)
{
    struct tw_html_token k;

    if (!tw_html_scan_tag(&b->scan, off, &k)) return b->t->page.n;
    if (b->foreign && foreign_tag(b, &k, off)) return k.end;
    if (k.is_end) {
        tw_close_tag(b, &k, off);
        return k.end;
    }
    if (start_outside_body(b, &k, off)) return k.end;
    return start_in_body(b, &k, off);
}

/* Takes what begins with the '<' at `off`; returns where to read on. */
static size_t markup(struct tw_html_builder *b, size_t off)
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

static void build(struct tw_html_builder *b)
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
    struct tw_html_builder *b = TW_NEW(mem, struct tw_html_builder);

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
    b->stack[b->n++] = (struct tw_open){.tag = TW_TAG_DOCUMENT};
    tw_open_implied(b, TW_TAG_HTML, 0);
    out->html = 1;
    build(b);
    need_body(b, out->page.n);
    tw_open_pop_to(b, 1);
    out->node[0].end = out->n;
    return out->over ? TW_TOOBIG : TW_OK;
}
