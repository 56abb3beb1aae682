/* clean/trim.c - dropping blocks.
**
** Everything up to the title goes, then what the names, the phrase lists and
** the links give away.  In a body that was found by its name little is foreign,
** so only what is recognised goes; elsewhere the first and last lines must be
** prose to stay.  What it gets wrong: short opening lines outside of named
** bodies, and remarks about the author that look like text.
*/
#include "clean/trim.h"

#include "clean/datetext.h"
#include "clean/phrases.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"

#include <assert.h>

enum {
    PROSE_MIN = 80,         /* bytes of a line that is prose even without a full stop */
    SENTENCE_MIN = 40,      /* bytes of a line with a full stop that is prose */
    LABEL_MAX = 120,        /* bytes of bylines, dates and other lines of the head */
    OFFER_MAX = 400,        /* bytes of "Sign up for our ..." */
    REPEAT_MIN = 160         /* bytes of a line that does not stand twice in an article */
};

struct trimmer {
    struct tw_arena *mem;
    const struct tw_page *page;
    const struct tw_clues *clues;
    struct tw_block *v;
    size_t n;
    size_t first, last;     /* what is kept lies in [first, last) */
    bool tight;             /* the body was found by its name */
};

/* ---- what a line is ---- */

static bool is_linky(const struct tw_block *b)
{
    return b->link * 10 >= b->text.n * 7;
}

static bool is_closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x201C || c == 0x2019
        || c == 0xBB || c == 0xAB || c == ' ' || c == 0x300D || c == 0x300F || c == 0x203A;
}

static bool ends_sentence(struct tw_slice s)
{
    size_t at = s.n;
    uint32_t c;

    do c = tw_utf8_before(s, at, &at); while (is_closing(c));
    return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xFF01
        || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static bool is_prose(const struct tw_block *b)
{
    if (b->form == TW_BLOCK_HEADING || is_linky(b)) return false;
    if (b->kinds & (TW_KIND_META | TW_KIND_STANDFIRST | TW_KIND_HEADLINE | TW_KIND_PICTURE)) return false;
    return b->text.n >= PROSE_MIN || (b->text.n >= SENTENCE_MIN && ends_sentence(b->text));
}

static bool is_inside(const struct tw_html *t, uint32_t node, uint32_t outer)
{
    return outer && node >= outer && node < t->node[outer].end;
}

static bool is_title(const struct trimmer *w, const struct tw_block *b)
{
    if (is_inside(w->page->t, b->node, w->clues->title_node)) return true;
    return b->text.n < 400 && tw_text_is_like(b->text, w->clues->title);
}

/* A date with little around it. */
static bool is_date(struct tw_slice s)
{
    struct tw_datetext d;
    const struct tw_datehow how = {.partial = true};
    bool digit = false;

    if (s.n > LABEL_MAX) return false;
    for (size_t i = 0; i < s.n && !digit; i++) digit = tw_is_digit(s.p[i]) || (unsigned char)s.p[i] >= 0xD8;
    return digit && tw_datetext_find(s, 0, &how, &d) && d.span.len * 2 >= s.n;
}

/* An address or a network: what "Follow ..." must name to be an offer. */
static bool names_network(struct tw_slice s)
{
    static const char *const networks[] = {
        "twitter", "facebook", "instagram", "whatsapp", "telegram", "youtube", "linkedin", "tiktok", "google news",
        "threads", "bluesky", "mastodon", "newsletter", "e-mail", "email", "vkontakte", "viber", "snapchat", " rss",
    };

    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (tw_slice_find_nocase(s, tw_slice_of(networks[i]), 0) != TW_NONE) return true;
    return tw_slice_find_char(s, '@', 0) != TW_NONE;
}

static bool is_mark_of_credit(struct tw_slice s, size_t at)
{
    while (at < s.n && s.p[at] == ' ') at++;
    return at == s.n || strchr(":/|=-", s.p[at]) || tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT("©"));
}

/* A line that phrases give away as none of the article's. */
static bool is_chrome_line(const struct tw_block *b)
{
    size_t len = 0;
    unsigned kinds;

    if (b->text.n > OFFER_MAX) return false;
    kinds = tw_phrase_of(b->text, &len);
    if (kinds & TW_PHRASE_LABEL) return true;
    if ((kinds & TW_PHRASE_OFFER) && (b->link || b->text.n < 200)) return true;
    if ((kinds & TW_PHRASE_SOCIAL) && names_network(b->text)) return true;
    if ((kinds & TW_PHRASE_LINK) && (b->link * 10 >= b->text.n * 3 || len == b->text.n
                                     || (len < b->text.n && b->text.p[len] == ':'))) return true;
    return (kinds & TW_PHRASE_CREDIT) && b->text.n < LABEL_MAX && is_mark_of_credit(b->text, len);
}

/* ---- head ---- */

/* Behind the last block of the title, if most of the text comes after it. */
static size_t behind_title(const struct trimmer *w)
{
    size_t before = 0, all = 0, found = 0;

    for (size_t i = 0; i < w->n; i++) all += is_prose(&w->v[i]) ? w->v[i].text.n : 0;
    for (size_t i = 0; i < w->n && before * 3 <= all; i++) {
        if (is_title(w, &w->v[i])) found = i + 1;
        before += is_prose(&w->v[i]) ? w->v[i].text.n : 0;
    }
    return found;
}

static bool is_head_line(const struct trimmer *w, const struct tw_block *b)
{
    if (is_linky(b) || is_title(w, b) || is_date(b->text)) return true;
    if ((b->kinds & (TW_KIND_META | TW_KIND_HEADLINE | TW_KIND_PICTURE)) && b->text.n < 2 * LABEL_MAX) return true;
    if (is_inside(w->page->t, b->node, w->clues->byline_node) || is_inside(w->page->t, b->node, w->clues->date_node))
        return b->text.n < 2 * LABEL_MAX;
    return is_chrome_line(b);
}

/* The place in the tree that holds b and its neighbours. */
static uint32_t box_of(const struct trimmer *w, const struct tw_block *b)
{
    return w->page->t->node[b->node].parent;
}

/* True when the block is a paragraph, heading or item beside the paragraph p. */
static bool is_beside(const struct trimmer *w, const struct tw_block *b, const struct tw_block *p)
{
    uint32_t box = box_of(w, p);
    enum tw_tag tag = (enum tw_tag)w->page->t->node[b->node].tag;

    if (tag == TW_TAG_LI) return w->page->t->node[box_of(w, b)].parent == box;
    return box_of(w, b) == box && (tag == TW_TAG_P || b->form == TW_BLOCK_HEADING || b->form == TW_BLOCK_QUOTE);
}

static void trim_head(struct trimmer *w)
{
    size_t start = behind_title(w), prose = start;

    while (prose < w->n && !is_prose(&w->v[prose])) prose++;
    w->first = start;
    if (prose == w->n) return;
    for (size_t i = 0; i < start; i++) w->v[i].dropped = true;
    for (size_t i = start; i < prose; i++) {
        struct tw_block *b = &w->v[i];
        bool beside = is_beside(w, b, &w->v[prose]);

        if (is_head_line(w, b)) b->dropped = true;
        else if (b->kinds & TW_KIND_STANDFIRST) b->dropped = !(beside && b->form != TW_BLOCK_HEADING);
        else b->dropped = !beside && !w->tight;
    }
}

/* ---- tail ---- */

static void trim_tail(struct trimmer *w)
{
    w->last = w->n;
    while (w->last > w->first) {
        const struct tw_block *b = &w->v[w->last - 1];
        bool prose = is_prose(b);

        if (!b->dropped && !is_chrome_line(b)) {
            if (prose) break;
            if (w->tight && !is_linky(b) && b->form != TW_BLOCK_HEADING && !is_date(b->text)
                && !(b->kinds & (TW_KIND_META | TW_KIND_PICTURE | TW_KIND_STANDFIRST))) break;
        }
        w->last--;
    }
}

/* ---- middle ---- */

static void trim_middle(struct trimmer *w)
{
    struct tw_map seen = tw_map_in(w->mem);

    for (size_t i = 0; i < w->n; i++) {
        struct tw_block *b = &w->v[i];
        bool added = true;

        if (i < w->first || i >= w->last) b->dropped = true;
        if (b->dropped) continue;
        if (is_linky(b) && b->form != TW_BLOCK_ROW) b->dropped = true;
        else if ((b->kinds & TW_KIND_PICTURE) && b->text.n < 300) b->dropped = true;
        else if (is_chrome_line(b)) b->dropped = true;
        if (b->text.n >= REPEAT_MIN && !b->dropped) tw_map_add(&seen, b->text, &added);
        b->dropped |= !added;
    }
}

void tw_trim(struct tw_arena *mem, const struct tw_page *page, const struct tw_clues *clues, bool tight,
             struct tw_blocks *blocks)
{
    struct trimmer w = {.mem = mem, .page = page, .clues = clues, .v = blocks->v, .n = blocks->n, .tight = tight};

    trim_head(&w);
    trim_tail(&w);
    trim_middle(&w);
}
