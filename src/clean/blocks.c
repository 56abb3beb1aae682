/* clean/blocks.c - cutting elements into blocks.
**
** A <br> ends a block only when two of them follow each other or when what
** stands before it ends a sentence; otherwise it is a space.  Cells of a row
** are joined by spaces, unless they hold blocks themselves: such tables are a
** page's layout.  Inline elements never break words: "<b>1</b>st" stays
** one word.
*/
#include "clean/blocks.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <assert.h>

/* Bytes of text in an element whose name still says something about its blocks. */
enum { NAMED_MAX = 700 };

struct cutter {
    struct tw_arena *mem;
    const struct tw_page *page;
    struct tw_blocks *out;
    size_t cap;
    struct tw_buf text;         /* of the block being built */
    struct tw_block block;
    uint32_t top;               /* the part */
    uint32_t last_link;         /* the <a> of the last linked text */
    size_t strong;              /* bytes in bold or italic */
    bool space, line_end;       /* pending white space, pending <br> */
};

static bool is_heading(enum tw_tag tag)
{
    return tag >= TW_TAG_H1 && tag <= TW_TAG_H6;
}

static bool is_cell(enum tw_tag tag)
{
    return tag == TW_TAG_TD || tag == TW_TAG_TH;
}

/* The element that makes the block, and the kinds of all around it. */
static void describe(struct cutter *c, uint32_t i)
{
    const struct tw_html *t = c->page->t;
    struct tw_block *b = &c->block;
    bool found = false;

    for (; i && i != t->node[c->top].parent; i = t->node[i].parent) {
        enum tw_tag tag = (enum tw_tag)t->node[i].tag;

        if (c->page->text[i] <= NAMED_MAX) b->kinds |= c->page->kinds[i];
        if (!found && (tw_tag_traits(tag) & TW_BREAKS)) b->node = i, found = true;
        if (is_heading(tag)) b->form = TW_BLOCK_HEADING, b->level = (uint8_t)(tag - TW_TAG_H1 + 1);
        else if (b->form != TW_BLOCK_TEXT) continue;
        else if (tag == TW_TAG_LI || tag == TW_TAG_DD || tag == TW_TAG_DT) b->form = TW_BLOCK_ITEM;
        else if (tag == TW_TAG_TR && is_cell((enum tw_tag)t->node[b->node].tag))
            b->form = TW_BLOCK_ROW, b->node = i;
        else if (tag == TW_TAG_BLOCKQUOTE) b->form = TW_BLOCK_QUOTE;
    }
}

static void end_block(struct cutter *c)
{
    struct tw_slice text = tw_slice_trim(tw_buf_slice(&c->text));

    if (text.n) {
        c->block.text = text;
        c->block.strong = c->strong * 10 >= text.n * 9;
        TW_PUSH(c->mem, c->out->v, c->out->n, c->cap, c->block);
    }
    c->block = (struct tw_block){0};
    c->text = (struct tw_buf){.mem = c->mem};
    c->space = c->line_end = false;
    c->strong = 0;
}

static bool ends_sentence(struct tw_slice s)
{
    size_t at = s.n;
    uint32_t c;

    do c = tw_utf8_before(s, at, &at);
    while (c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xBB
           || c == ' ')
        ;
    return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xFF01
        || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static void add_break(struct cutter *c)
{
    if (c->text.n == 0) return;
    if (c->line_end || ends_sentence(tw_buf_slice(&c->text))) {
        end_block(c);
        return;
    }
    c->line_end = c->space = true;
}

static bool is_strong(const struct tw_html *t, uint32_t i, uint32_t top)
{
    for (i = t->node[i].parent; i > top; i = t->node[i].parent) {
        enum tw_tag tag = (enum tw_tag)t->node[i].tag;

        if (tag == TW_TAG_B || tag == TW_TAG_STRONG || tag == TW_TAG_EM || tag == TW_TAG_I)
            return true;
        if (tw_tag_traits(tag) & TW_BREAKS) return false;
    }
    return false;
}

static void add_text(struct cutter *c, uint32_t i)
{
    const struct tw_html *t = c->page->t;
    const struct tw_node *x = &t->node[i];
    size_t before = c->text.n;

    if (before == 0) describe(c, i);
    c->space |= (x->flags & TW_NODE_SPACE) != 0;
    c->space = tw_html_add_text(&c->text, tw_html_raw(t, i), c->space && before);
    if (c->text.n == before) return;
    c->line_end = false;
    if (x->flags & TW_NODE_LINK) {
        uint32_t a = tw_html_up(t, i, TW_TAG_A);

        c->block.link += (uint32_t)(c->text.n - before);
        c->block.links += a != c->last_link;
        c->last_link = a;
    }
    if (is_strong(t, i, c->top)) c->strong += c->text.n - before;
}

/* True when the way from `last` to i leaves an element that breaks the line;
** cells of one row do not. */
static bool leaves_block(const struct tw_html *t, uint32_t last, uint32_t i)
{
    for (; t->node[last].end <= i; last = t->node[last].parent) {
        enum tw_tag tag = (enum tw_tag)t->node[last].tag;

        if ((tw_tag_traits(tag) & TW_BREAKS) && tag != TW_TAG_TD && tag != TW_TAG_TH) return true;
    }
    return false;
}

static void cut_part(struct cutter *c, uint32_t top)
{
    const struct tw_html *t = c->page->t;
    uint32_t last = top;

    c->top = top;
    for (uint32_t i = top; i < t->node[top].end; ) {
        const struct tw_node *x = &t->node[i];
        enum tw_tag tag = (enum tw_tag)x->tag;

        if (i != top && leaves_block(t, last, i)) end_block(c);
        last = i;
        if (c->page->gone[i]) {
            c->space |= (x->flags & TW_NODE_SPACE) != 0;
            if (tw_tag_traits(tag) & TW_BREAKS) end_block(c);
            i = x->end;
            continue;
        }
        if (tag == TW_TAG_TEXT) add_text(c, i);
        else if (tag == TW_TAG_BR) add_break(c);
        else if (is_cell(tag)) c->space = true;
        else if (tw_tag_traits(tag) & TW_BREAKS) end_block(c);
        else c->space |= (x->flags & TW_NODE_SPACE) != 0;
        i++;
    }
    end_block(c);
}

void tw_blocks_cut(struct tw_arena *mem, const struct tw_page *page, const struct tw_parts *parts,
                   struct tw_blocks *out)
{
    struct cutter c = {.mem = mem, .page = page, .out = out, .text = {.mem = mem}};

    *out = (struct tw_blocks){0};
    for (size_t i = 0; i < parts->n; i++) cut_part(&c, parts->v[i]);
}
