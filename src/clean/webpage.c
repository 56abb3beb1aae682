/* clean/webpage.c - from a page's tree to its text. */
#include "clean/webpage.h"

#include "base/vec.h"
#include "clean/alike.h"
#include "clean/deadend.h"
#include "clean/embedded.h"

/* bytes of text that may be a stub, with the article in the page's scripts */
enum { STUB_MAX = 250 };

/* Joins the blocks that are left by blank lines; rows of a table by line ends.
** Credit lines become notes. */
static void join(struct tw_arena *mem, const struct tw_blocks *blocks, struct tw_article *a)
{
    struct tw_buf text = {.mem = mem};
    const struct tw_block *last = NULL;
    size_t cap = 0, notes = 0;

    for (size_t i = 0; i < blocks->n; i++) {
        const struct tw_block *b = &blocks->v[i];
        bool row = last && last->form == TW_BLOCK_ROW && b->form == TW_BLOCK_ROW;

        if (b->note) TW_PUSH(mem, a->notes.v, a->notes.n, notes, b->text);
        if (b->dropped) continue;
        if (text.n) tw_buf_adds(&text, row ? "\n" : "\n\n");
        if (row) a->paragraphs.v[a->paragraphs.n - 1].len += 1 + b->text.n;
        else TW_PUSH(mem, a->paragraphs.v, a->paragraphs.n, cap,
                     (struct tw_span){text.n, b->text.n});
        tw_buf_add(&text, b->text);
        last = b;
    }
    a->text = tw_buf_slice(&text);
}

/* The standfirst stands between the title and the first block that is kept. */
static struct tw_slice find_standfirst(struct tw_arena *mem, const struct tw_page *page,
                                       const struct tw_clues *clues, const struct tw_parts *parts,
                                       const struct tw_blocks *blocks)
{
    uint32_t to;
    size_t first = 0;
    struct tw_slice found;

    while (first < blocks->n && blocks->v[first].dropped) first++;
    if (first == blocks->n) return TW_LIT("");
    to = blocks->v[first].node;
    found = tw_standfirst_find(mem, page, clues, parts->v[0], to);
    return tw_text_is_like(found, blocks->v[first].text) ? TW_LIT("") : found;
}

/* Fills text, paragraphs and standfirst from one tree; false: it has no prose.
** *link gets the bytes of text in links. */
static bool read_tree(struct tw_arena *mem, const struct tw_html *t, const struct tw_clues *clues,
                      struct tw_article *article, size_t *link)
{
    struct tw_page page;
    struct tw_parts parts;
    struct tw_blocks blocks;

    tw_page_weigh(mem, t, clues->title, &page);
    *link = page.link[t->body];
    tw_body_find(mem, &page, clues->title_node, &parts);
    if (parts.n == 0) return false;
    tw_blocks_cut(mem, &page, &parts, &blocks);
    tw_trim(mem, &page, clues, parts.tight, &blocks);
    article->standfirst = find_standfirst(mem, &page, clues, &parts, &blocks);
    join(mem, &blocks, article);
    return article->text.n > 0;
}

/* Takes the text from a piece of HTML found elsewhere, when it is much longer
** than what the page shows. */
static void read_instead(struct tw_arena *mem, struct tw_slice html, const struct tw_clues *clues,
                         struct tw_article *article)
{
    const struct tw_clues inner = {.title = clues->title, .lang = clues->lang};
    struct tw_article other = {0};
    struct tw_html t;
    size_t link;

    if (html.n == 0 || tw_html_parse(mem, html, &t) != TW_OK) return;
    if (!read_tree(mem, &t, &inner, &other, &link) || other.text.n < 2 * article->text.n) return;
    article->text = other.text;
    article->paragraphs = other.paragraphs;
    article->notes = other.notes;
}

enum tw_status tw_webpage_read(struct tw_arena *mem, const struct tw_html *t,
                               const struct tw_clues *clues, struct tw_article *article,
                               const char **why)
{
    struct tw_pagefacts facts = {.title = article->title, .url = article->url, .type = clues->type,
                                 .has_article = clues->has_article, .is_listing = clues->is_listing};

    if (!read_tree(mem, t, clues, article, &facts.link)) article->text = TW_LIT("");
    if (clues->ld_body.n > 2 * article->text.n)
        read_instead(mem, tw_embedded_html(mem, clues->ld_body), clues, article);
    if (article->text.n < STUB_MAX) read_instead(mem, tw_embedded_find(mem, t), clues, article);
    facts.text = article->text.n;
    if (clues->title_node) facts.heading = tw_html_text(mem, t, clues->title_node);
    *why = tw_deadend_of(&facts);
    if (!*why && article->text.n == 0) *why = "no text";
    if (*why) return TW_NOTNEWS;
    return TW_OK;
}
