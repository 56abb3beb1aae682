/* clean/blocks.h - the article's elements cut into blocks of text.
**
** A block is what stands in one line or paragraph on the page: a p, a heading,
** a list item, a row of a table, a piece of text between two blocks.  Elements
** that are gone (clean/page.h) give none.
** Cost: linear in what is kept; character references are decoded here.
*/
#ifndef TW_CLEAN_BLOCKS_H
#define TW_CLEAN_BLOCKS_H
#include "clean/body.h"

enum tw_block_form { TW_BLOCK_TEXT, TW_BLOCK_HEADING, TW_BLOCK_ITEM, TW_BLOCK_ROW, TW_BLOCK_QUOTE };

struct tw_block {
    struct tw_slice text;   /* decoded, white space collapsed, not empty */
    uint32_t node;          /* the element it stands in */
    uint32_t link;          /* bytes of text inside links */
    uint32_t links;         /* how many links */
    uint16_t kinds;         /* enum tw_kind of the elements around it, inside the part */
    uint8_t form;           /* enum tw_block_form */
    uint8_t level;          /* of a heading: 1-6 */
    bool strong;            /* all of it is bold or italic */
    bool dropped;           /* not part of the article: set by trimming */
    bool note;              /* dropped, but it says whose reporting the text is */
};

struct tw_blocks { struct tw_block *v; size_t n; };

/* Everything lives in mem. */
void tw_blocks_cut(struct tw_arena *mem, const struct tw_page *page, const struct tw_parts *parts,
                   struct tw_blocks *out);

#endif
