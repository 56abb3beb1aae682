/* clean/plaintail.c - where the article ends, and what stands behind it.
**
** A heading of related posts, a comment form, "Source link" or "ENDS" ends the
** text unless prose goes on behind it: two paragraphs one after the other, as
** lists of teasers do not have them.  Then the end is walked back over credits,
** notes, small print and stray words.
** What it gets wrong: long reader comments under a form that no list knows.
*/
#include "clean/plain_int.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "clean/credit.h"

enum {
    PROSE_WORDS = 15,           /* in a paragraph, as teasers seldom have */
    STRAY_WORDS = 6, HEADLINE_WORDS = 25,
    TEXT_WORDS = 60,            /* before a comment form can end the text */
    FALSE_SHARE = 8,            /* behind a false end is at most this part of all prose */
    FALSE_GAP = 5               /* short lines behind each other that make one */
};

static bool is_teaser(struct tw_slice s)
{
    return tw_slice_ends(s, TW_LIT("…")) || tw_slice_ends(s, TW_LIT("..."))
        || tw_slice_ends(s, TW_LIT("[…]")) || tw_slice_ends(s, TW_LIT("[...]"));
}

static bool is_list_item(struct tw_slice s)
{
    return s.n > 2 && s.p[1] == ' ' && (s.p[0] == '-' || s.p[0] == '*');
}

static bool ends_text(uint8_t kind)
{
    return kind == TW_LINE_RELATED || kind == TW_LINE_COMMENT || kind == TW_LINE_SOURCE
        || kind == TW_LINE_END
        || kind == TW_LINE_TAGS || kind == TW_LINE_CONTACT || kind == TW_LINE_COPYRIGHT;
}

/* Does prose go on behind line i, before a comment form or an end mark?  Such
** words in a row of buttons above the text end nothing. */
static bool prose_follows(const struct tw_plain *p, size_t i, size_t before)
{
    size_t run = 0;

    for (i++; i < p->n; i++) {
        const struct tw_plain_line *l = &p->v[i];
        bool prose = tw_plain_is_prose(l) && l->words >= PROSE_WORDS && !is_teaser(l->text);

        if (before >= TEXT_WORDS && (l->kind == TW_LINE_COMMENT || l->kind == TW_LINE_END))
            return false;
        if (prose) run++;
        else if (l->kind == TW_LINE_TEXT || l->kind == TW_LINE_RELATED) run = 0;
        if (run == 2) return true;
    }
    return false;
}

void tw_plain_find_end(struct tw_plain *p)
{
    size_t before = 0;

    p->end = p->n;
    for (size_t i = p->body; i < p->n; i++) {
        if (tw_plain_is_prose(&p->v[i])) before += p->v[i].words;
        if (!ends_text(p->v[i].kind) || prose_follows(p, i, before)) continue;
        p->end = i;
        return;
    }
}

/* Teasers behind the text read like prose, too: what stands behind many short
** lines, or a mark of the end, and is little beside the text is none of it. */
static void pass_false_end(struct tw_plain *p)
{
    size_t all = 0, behind = 0, gap = 0;

    for (size_t i = p->body; i < p->end; i++)
        if (tw_plain_is_prose(&p->v[i])) all += p->v[i].words;
    for (size_t i = p->end; i-- > p->body && behind * FALSE_SHARE < all;) {
        const struct tw_plain_line *l = &p->v[i];

        if (tw_plain_is_prose(l)) {
            behind += l->words;
            gap = 0;
            continue;
        }
        if (l->kind == TW_LINE_TEXT && !is_list_item(l->text)) gap++;
        if (gap < FALSE_GAP && !ends_text(l->kind)) continue;
        p->end = i;
        behind = 0;
    }
}

static void note(struct tw_plain *p, struct tw_article *out, struct tw_slice s)
{
    size_t cap = out->notes.n;

    if (cap < 16) TW_PUSH(p->mem, out->notes.v, out->notes.n, cap, s);
}

/* "(NPA)", "NPA", or one capitalised word alone behind the last paragraph. */
static bool is_sign_off(const struct tw_plain *p, size_t i)
{
    const struct tw_plain_line *l = &p->v[i];

    if (l->kind != TW_LINE_TEXT || l->words > 4 || i <= p->body) return false;
    if (tw_credit_is_agency_sign(l->text)) return true;
    return l->words == 1 && !l->ended && l->text.n >= 3 && p->v[i - 1].ended
           && tw_cp_is_upper(tw_utf8_at(l->text, 0));
}

/* A last paragraph that begins with the outlet's own name and quotes nobody is
** about the outlet. */
static bool is_about_outlet(const struct tw_plain *p, size_t i, struct tw_slice outlet)
{
    struct tw_slice s = p->v[i].text;

    if (outlet.n < 4 || p->v[i].words > 40 || i <= p->body) return false;
    if (tw_slice_starts_nocase(s, TW_LIT("the "))
        && !tw_slice_starts_nocase(outlet, TW_LIT("the ")))
        s = tw_slice_sub(s, 4, s.n);
    return tw_slice_starts_nocase(s, outlet) && tw_slice_find(s, TW_LIT("“"), 0) == TW_NONE
        && tw_slice_find_char(s, '"', 0) == TW_NONE;
}

/* A line that ends no sentence behind the last one that does: a heading of what
** is gone, or one of several headlines. */
static bool is_stray(const struct tw_plain *p, size_t i)
{
    const struct tw_plain_line *l = &p->v[i], *before = &p->v[i - 1];

    if (is_list_item(l->text)) return false;
    return (l->words <= STRAY_WORDS && before->ended)
           || (l->words <= HEADLINE_WORDS && !before->ended);
}

/* Is line i, the last one left, not the article's own? */
static bool is_after_text(const struct tw_plain *p, size_t i, const struct tw_article *out)
{
    const struct tw_plain_line *l = &p->v[i];

    if (l->kind != TW_LINE_TEXT) return true;
    if (is_sign_off(p, i) || tw_slice_eq(l->text, out->title)) return true;
    if (!l->ended && i > p->body + 1 && is_stray(p, i)) return true;
    return l->words < 60 && tw_line_is_footer(l->text);
}

/* What lines behind the text say of it. */
static void read_tail_line(struct tw_plain *p, struct tw_article *out, size_t i)
{
    const struct tw_plain_line *l = &p->v[i];

    if (l->kind == TW_LINE_NOTE) note(p, out, l->text);
    if (l->kind == TW_LINE_AGENCY || l->kind == TW_LINE_NOTE || is_sign_off(p, i))
        tw_credit_of_line(p->mem, l->text, l->rest, p->lang, &out->credit);
    if (l->kind == TW_LINE_COPYRIGHT) {
        struct tw_slice holder = tw_credit_of_copyright(l->text);

        if (holder.n && out->outlet_name.n == 0) out->outlet_name = holder;
        if (holder.n) tw_credit_add_agency(p->mem, holder, &out->credit);
    }
}

void tw_plain_tail(struct tw_plain *p, struct tw_article *out)
{
    size_t cut;

    tw_plain_find_end(p);
    pass_false_end(p);
    cut = p->end;
    while (p->end > p->body) {
        /* Only the very last: a report about the outlet itself is text. */
        bool about = p->end == cut && p->site_named
            && is_about_outlet(p, p->end - 1, out->outlet_name);

        if (!about && !is_after_text(p, p->end - 1, out)) break;
        p->end--;
    }
    for (size_t i = p->end; i < p->n; i++) {
        if (i >= cut && p->v[i].kind == TW_LINE_RELATED) break;
        read_tail_line(p, out, i);
    }
}
