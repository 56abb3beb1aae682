/* clean/trim.c - dropping blocks. */
#include "clean/trim.h"

#include "base/utf8.h"

enum { PROSE_MIN = 80 };

static bool is_linky(const struct tw_block *b)
{
    return b->link * 10 >= b->text.n * 7;
}

static bool ends_sentence(struct tw_slice s)
{
    size_t at = s.n;
    uint32_t c;

    do c = tw_utf8_before(s, at, &at);
    while (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x201C || c == 0x2019
           || c == 0xBB || c == 0xAB || c == ' ' || c == 0x300D || c == 0x300F);
    return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xFF01
        || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static bool is_prose(const struct tw_block *b)
{
    if (b->form == TW_BLOCK_HEADING || is_linky(b)) return false;
    if (b->kinds & (TW_KIND_META | TW_KIND_STANDFIRST | TW_KIND_HEADLINE | TW_KIND_PICTURE)) return false;
    return b->text.n >= PROSE_MIN || (b->text.n >= 40 && ends_sentence(b->text));
}

void tw_trim(struct tw_arena *mem, const struct tw_page *page, const struct tw_clues *clues,
             struct tw_blocks *blocks, struct tw_slice *standfirst)
{
    size_t first = 0, last = blocks->n;

    (void)mem; (void)page; (void)clues;
    *standfirst = TW_LIT("");
    while (first < blocks->n && !is_prose(&blocks->v[first])) first++;
    if (first == blocks->n) return;
    while (last > first && !is_prose(&blocks->v[last - 1])) last--;
    for (size_t i = 0; i < blocks->n; i++) {
        struct tw_block *b = &blocks->v[i];

        if (i < first && (b->kinds & TW_KIND_STANDFIRST) && standfirst->n == 0 && b->text.n > 40) *standfirst = b->text;
        if (i < first || i >= last) b->dropped = true;
        else if (is_linky(b) && b->form != TW_BLOCK_ROW) b->dropped = true;
    }
}
