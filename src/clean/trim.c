/* clean/trim.c - dropping blocks.
**
** Everything up to the title goes, then what the names, the phrase lists and
** the links give away.  In a body that was found by its name little is foreign,
** so only what is recognised goes; elsewhere the first and last lines must be
** prose to stay.  What it gets wrong: short opening lines outside of named
** bodies, and remarks about the author that look like text.
*/
#include "clean/trim.h"

#include "base/map.h"
#include "clean/alike.h"
#include "clean/credit.h"
#include "clean/datetext.h"
#include "clean/line.h"
#include "clean/phrases.h"

enum {
    PROSE_MIN = 80,         /* bytes of a line that is prose even without a full stop */
    SENTENCE_MIN = 40,      /* bytes of a line with a full stop that is prose */
    LABEL_MAX = 120,        /* bytes of bylines, dates and other lines of the head */
    /* bytes of a line that begins with a date and goes on with names and sections */
    DATE_LINE_MAX = 200,
    OFFER_MAX = 400,        /* bytes of "Sign up for our ..." */
    /* bytes of a line about the author; the name stands in the first ABOUT_HEAD */
    ABOUT_MAX = 500,
    ABOUT_HEAD = 48,
    /* blocks that are looked at one by one at the end; keeps the work linear */
    TAIL_MAX = 64,
    FOREIGN_MAX = 15,       /* percent of the text behind the last paragraph that may be cut */
    CAPTION_MAX = 300,      /* bytes of captions */
    REPEAT_MIN = 160         /* bytes of a line that does not stand in two places of an article */
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

/* An address or account name that is its own link is text. */
static bool is_address(struct tw_slice s)
{
    return tw_slice_find(s, TW_LIT("://"), 0) != TW_NONE
        || tw_slice_starts_nocase(s, TW_LIT("www."))
        || tw_slice_find(s, TW_LIT(" @"), 0) != TW_NONE;
}

/* Nothing or little but links. */
static bool is_linky(const struct tw_block *b)
{
    return b->link * 10 >= b->text.n * 7 && !is_address(b->text);
}

/* A date with little around it, or at the end of a short line that is no
** sentence. */
static bool is_date(struct tw_slice s)
{
    struct tw_datetext d;
    const struct tw_datehow how = {.partial = true};
    bool digit = false;

    if (s.n > DATE_LINE_MAX) return false;
    for (size_t i = 0; i < s.n && !digit; i++)
        digit = tw_is_digit(s.p[i]) || (unsigned char)s.p[i] >= 0xD8;
    if (!digit || !tw_datetext_find(s, 0, &how, &d)) return false;
    return (s.n <= LABEL_MAX && d.span.len * 2 >= s.n)
           || (d.span.off * 3 <= s.n && !tw_line_is_ended(s));
}

static bool is_prose(const struct tw_block *b)
{
    if (b->form == TW_BLOCK_HEADING || is_linky(b)) return false;
    if (b->kinds & (TW_KIND_META | TW_KIND_STANDFIRST | TW_KIND_HEADLINE | TW_KIND_PICTURE))
        return false;
    if (tw_line_is_ended(b->text)) return b->text.n >= SENTENCE_MIN;
    return b->text.n >= PROSE_MIN && !is_date(b->text);
}

static bool is_inside(const struct tw_html *t, uint32_t node, uint32_t outer)
{
    return outer && node >= outer && node < t->node[outer].end;
}

static bool is_title(const struct trimmer *w, const struct tw_block *b)
{
    if (is_inside(w->page->t, b->node, w->clues->title_node)) return true;
    return b->text.n < 400 && tw_text_is_title(b->text, w->clues->title);
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
    return at == s.n || strchr(":/|=-", s.p[at])
           || tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT("©"));
}

/* What the lists of one language know beyond the phrases of all. */
static bool is_known_line(const struct trimmer *w, const struct tw_block *b)
{
    switch (tw_line_kind(b->text, w->clues->lang)) {
    case TW_LINE_SHARE: case TW_LINE_AD: case TW_LINE_CREDIT: case TW_LINE_COPYRIGHT: case TW_LINE_NEWSLETTER:
    case TW_LINE_COMMENT: case TW_LINE_TAGS: case TW_LINE_END:
        return true;
    case TW_LINE_MORE: return b->link * 10 >= b->text.n * 3;
    case TW_LINE_NAV: case TW_LINE_LABEL: return b->form != TW_BLOCK_HEADING && b->link;
    default: return false;
    }
}

/* A line that phrases give away as none of the article's. */
static bool is_chrome_line(const struct trimmer *w, const struct tw_block *b)
{
    size_t len = 0;
    unsigned kinds;

    if (b->text.n > OFFER_MAX) return false;
    kinds = tw_phrase_of(b->text, &len);
    if (kinds & (TW_PHRASE_LABEL | TW_PHRASE_END)) return true;
    if ((kinds & TW_PHRASE_OFFER) && (b->link || b->text.n < 200)) return true;
    if ((kinds & TW_PHRASE_SOCIAL) && names_network(b->text)) return true;
    if ((kinds & TW_PHRASE_LINK) && (b->link * 10 >= b->text.n * 3 || len == b->text.n
                                     || (len < b->text.n && b->text.p[len] == ':'))) return true;
    if ((kinds & TW_PHRASE_CREDIT) && b->text.n < LABEL_MAX && is_mark_of_credit(b->text, len))
        return true;
    return is_known_line(w, b);
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
    if (is_linky(b) || is_title(w, b) || (b->form != TW_BLOCK_HEADING && is_date(b->text)))
        return true;
    if ((b->kinds & (TW_KIND_META | TW_KIND_HEADLINE | TW_KIND_PICTURE | TW_KIND_AGENCY))
        && b->text.n < 2 * LABEL_MAX) return true;
    if (is_inside(w->page->t, b->node, w->clues->byline_node)
        || is_inside(w->page->t, b->node, w->clues->date_node))
        return b->text.n < 2 * LABEL_MAX;
    return is_chrome_line(w, b);
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
    return box_of(w, b) == box
           && (tag == TW_TAG_P || b->form == TW_BLOCK_HEADING || b->form == TW_BLOCK_QUOTE);
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
        else if (b->kinds & TW_KIND_STANDFIRST)
            b->dropped = !(beside && b->form != TW_BLOCK_HEADING);
        else b->dropped = !beside && !w->tight;
    }
}

/* ---- tail ---- */

/* True when the text goes on behind block i: there is prose in the box of the
** prose before it. */
static bool goes_on(const struct trimmer *w, size_t i)
{
    size_t before = i;

    while (before > 0 && (w->v[before - 1].dropped || !is_prose(&w->v[before - 1]))) before--;
    if (before == 0) return true;
    for (size_t k = i + 1; k < w->n; k++)
        if (is_prose(&w->v[k]) && box_of(w, &w->v[k]) == box_of(w, &w->v[before - 1])) return true;
    return false;
}

/* The first block that heads what comes after the article, in its second half. */
static size_t find_end(const struct trimmer *w)
{
    size_t all = 0, before = 0, tries = 0;

    for (size_t i = w->first; i < w->n; i++) all += is_prose(&w->v[i]) ? w->v[i].text.n : 0;
    for (size_t i = w->first; i < w->n; i++) {
        const struct tw_block *b = &w->v[i];

        if (before * 2 > all && b->text.n <= LABEL_MAX
            && (tw_phrase_of(b->text, NULL) & TW_PHRASE_END)
            && tries++ < TAIL_MAX && !goes_on(w, i)) return i;
        before += is_prose(b) ? b->text.n : 0;
    }
    return w->n;
}

/* True for a line that may be the last of the article though it is no prose:
** found in a named body, or beside the last paragraph. */
static bool may_be_last(const struct trimmer *w, size_t i)
{
    const struct tw_block *b = &w->v[i];
    size_t prose = i;

    if (is_linky(b) || b->form == TW_BLOCK_HEADING || is_date(b->text)
        || (b->kinds & (TW_KIND_META | TW_KIND_PICTURE | TW_KIND_STANDFIRST))) return false;
    if (w->tight) return true;
    while (prose > w->first && i - prose < TAIL_MAX && !is_prose(&w->v[prose])) prose--;
    return is_beside(w, b, &w->v[prose]);
}

/* True when boxes that look like that of block b hold a fifth of the prose. */
static bool is_in_main_box(const struct trimmer *w, const struct tw_block *b)
{
    const struct tw_html *t = w->page->t;
    uint32_t own = box_of(w, b);
    struct tw_slice class;
    size_t same = 0, all = 0;

    if (t->node[b->node].tag == TW_TAG_LI) own = t->node[own].parent;
    class = tw_html_attr(t, own, TW_ATTR_CLASS);
    for (size_t k = w->first; k < w->last; k++) {
        uint32_t box = box_of(w, &w->v[k]);

        if (w->v[k].dropped || !is_prose(&w->v[k])) continue;
        all += w->v[k].text.n;
        if (t->node[box].tag == t->node[own].tag && tw_slice_eq(tw_html_attr(t, box, TW_ATTR_CLASS),
                                                                class))
            same += w->v[k].text.n;
    }
    return same * 5 >= all;
}

/* Outside of named bodies: cuts off what follows the last line that stands in
** a box like most others, if it is little. */
static void trim_foreign(struct trimmer *w)
{
    size_t all = 0, cut = 0, i = w->last;

    for (size_t k = w->first; k < w->last; k++) all += w->v[k].dropped ? 0 : w->v[k].text.n;
    for (; i > w->first && w->last - i < TAIL_MAX && cut * 100 <= all * FOREIGN_MAX; i--) {
        const struct tw_block *b = &w->v[i - 1];

        if (b->dropped) continue;
        if (b->form == TW_BLOCK_QUOTE || b->form == TW_BLOCK_ROW) return;
        if (is_in_main_box(w, b)) {
            w->last = i;
            return;
        }
        cut += b->text.n;
    }
}

/* A last line about one of the authors. */
static bool is_about_author(const struct trimmer *w, const struct tw_block *b)
{
    struct tw_slice head = {b->text.p, b->text.n < ABOUT_HEAD ? b->text.n : ABOUT_HEAD};

    if (b->text.n > ABOUT_MAX) return false;
    for (size_t i = 0; i < w->clues->byline.n; i++) {
        struct tw_slice name = w->clues->byline.v[i];

        if (tw_slice_find_char(name, ' ', 0) != TW_NONE && tw_slice_find(head, name, 0) != TW_NONE)
            return true;
    }
    return false;
}

/* "With reporting by ...", "(NPA)": a credit, no part of the text. */
static bool is_agency_line(const struct trimmer *w, const struct tw_block *b)
{
    if (b->text.n > LABEL_MAX) return false;
    if (b->kinds & TW_KIND_AGENCY) return true;
    return tw_line_kind(b->text, w->clues->lang) == TW_LINE_AGENCY
           || tw_credit_is_agency_sign(b->text);
}

static bool is_tail_line(const struct trimmer *w, const struct tw_block *b)
{
    return is_chrome_line(w, b) || tw_line_is_footer(b->text) || is_about_author(w, b);
}

static void trim_tail(struct trimmer *w)
{
    for (w->last = find_end(w); w->last > w->first; w->last--) {
        const struct tw_block *b = &w->v[w->last - 1];

        if (!b->dropped && is_agency_line(w, b)) {
            w->v[w->last - 1].note = true;
            continue;
        }
        if (b->dropped || is_tail_line(w, b)) continue;
        if (is_prose(b) || may_be_last(w, w->last - 1)) break;
    }
}

/* ---- middle ---- */

/* True when the text stands already in another box of the page: a copy for
** small screens, or a quotation pulled out. */
static bool is_repeated(const struct trimmer *w, struct tw_map *seen, const struct tw_block *b)
{
    struct tw_map_item *item;
    bool added;

    if (b->text.n < REPEAT_MIN) return false;
    item = tw_map_add(seen, b->text, &added);
    if (added) item->value = box_of(w, b);
    return !added && item->value != box_of(w, b);
}

static void trim_middle(struct trimmer *w)
{
    struct tw_map seen = tw_map_in(w->mem);

    for (size_t i = 0; i < w->n; i++) {
        struct tw_block *b = &w->v[i];

        b->dropped |= i < w->first || i >= w->last;
        if (b->dropped) continue;
        if (is_linky(b)) b->dropped = b->form != TW_BLOCK_ROW;
        else if ((b->kinds & TW_KIND_PICTURE) && b->text.n < CAPTION_MAX) b->dropped = true;
        else b->dropped = is_chrome_line(w, b) || is_repeated(w, &seen, b);
    }
}

/* Drops the headings of sections of which nothing is left. */
static void trim_headings(struct trimmer *w)
{
    bool lost = false;          /* something was dropped since the last kept block */
    const struct tw_block *below = NULL;

    for (size_t i = w->last; i-- > w->first; ) {
        struct tw_block *b = &w->v[i];

        if (b->dropped) {
            lost = true;
            continue;
        }
        if (b->form == TW_BLOCK_HEADING && lost
            && (!below || (below->form == TW_BLOCK_HEADING && below->level <= b->level)))
            b->dropped = true;
        else
            below = b, lost = false;
    }
}

void tw_trim(struct tw_arena *mem, const struct tw_page *page, const struct tw_clues *clues,
             bool tight, struct tw_blocks *blocks)
{
    struct trimmer w = {.mem = mem, .page = page, .clues = clues, .v = blocks->v, .n = blocks->n,
                        .tight = tight};

    trim_head(&w);
    trim_tail(&w);
    if (!tight) trim_foreign(&w);
    trim_middle(&w);
    trim_headings(&w);
}
