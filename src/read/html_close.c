/* read/html_close.c - end tags: HTML Living Standard 13.2.6.4.7 and on. */
#include "read/html_open.h"

/* 13.2.6.4.7, 'An end tag whose tag name is "a", "b" ...', with ghosts. */
void tw_close_formatting(struct tw_html_builder *b, enum tw_tag tag)
{
    bool through_block = false;

    if (b->open[tag] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        struct tw_open *o = &b->stack[i];

        if (o->tag == tag && !o->ghost) {
            if (!through_block) {
                tw_open_pop_to(b, i);
                return;
            }
            tw_open_forget(b, o);
            o->ghost = true;
            return;
        }
        if (tw_html_traits[o->tag] & TW_SCOPE) return;
        through_block |= (tw_html_traits[o->tag] & TW_SPECIAL) != 0;
    }
}

/* </form> closes nothing but the form (13.2.6.4.7). */
static void end_form(struct tw_html_builder *b)
{
    unsigned i = tw_open_find(b, TW_TAG_FORM, TW_SCOPE);

    if (i == 0) return;
    tw_open_end_implied(b, TW_TAG_OTHER);
    if (i == b->n - 1) {
        tw_open_pop(b);
    } else if (i < b->n) {
        tw_open_forget(b, &b->stack[i]);
        b->stack[i].ghost = true;
    }
}

static void end_heading(struct tw_html_builder *b)
{
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (tw_open_is_heading(b->stack[i].tag)) {
            tw_open_pop_to(b, i);
            return;
        }
        if (tw_html_traits[b->stack[i].tag] & TW_SCOPE) return;
    }
}

/* Ends the nearest open element of that tag in the scope of a table. */
static void end_in_table(struct tw_html_builder *b, enum tw_tag tag)
{
    if (b->open[tag] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        if (b->stack[i].tag == tag) {
            tw_open_pop_to(b, i);
            return;
        }
        if (b->stack[i].tag == TW_TAG_TABLE || b->stack[i].tag == TW_TAG_TEMPLATE) return;
    }
}

static void end_other(struct tw_html_builder *b, const struct tw_html_token *k)
{
    if (b->open[k->tag] == 0) return;
    for (unsigned i = b->n - 1; i > 0; i--) {
        const struct tw_open *o = &b->stack[i];

        if (o->tag == k->tag && !o->ghost
            && (k->tag != TW_TAG_OTHER || o->name_hash == k->name_hash)) {
            tw_open_pop_to(b, i);
            return;
        }
        if (tw_html_traits[o->tag] & TW_SPECIAL) return;
    }
}

void tw_close_tag(struct tw_html_builder *b, const struct tw_html_token *k, size_t off)
{
    unsigned i;

    if (b->mode != TW_IN_BODY && b->open[TW_TAG_TEMPLATE] == 0) {
        if (k->tag == TW_TAG_HEAD) tw_build_end_head(b, off);
        return;
    }
    switch (k->tag) {
    case TW_TAG_HTML: case TW_TAG_HEAD: case TW_TAG_BODY: return;
    case TW_TAG_P:
        if (tw_open_find_in(b, TW_TAG_P, TW_TAG_BUTTON)) tw_open_end_p(b);
        else tw_open_add_node(b, TW_TAG_P, off, 0);
        return;
    case TW_TAG_BR: tw_open_add_node(b, TW_TAG_BR, off, 0); return;
    case TW_TAG_FORM: end_form(b); return;
    case TW_TAG_LI:
    case TW_TAG_DD: case TW_TAG_DT: i = tw_open_find(b, k->tag, TW_SCOPE); break;
    case TW_TAG_H1: case TW_TAG_H2: case TW_TAG_H3: case TW_TAG_H4: case TW_TAG_H5: case TW_TAG_H6:
        end_heading(b);
        return;
    case TW_TAG_TABLE: case TW_TAG_TBODY: case TW_TAG_THEAD: case TW_TAG_TFOOT: case TW_TAG_TR:
    case TW_TAG_TD: case TW_TAG_TH: case TW_TAG_CAPTION: case TW_TAG_COLGROUP: case TW_TAG_TEMPLATE:
        end_in_table(b, k->tag);
        return;
    case TW_TAG_SELECT: case TW_TAG_BUTTON: case TW_TAG_OBJECT: case TW_TAG_MARQUEE:
        /* a border of its own scope is still found: it is looked at before its traits are */
        i = tw_open_find(b, k->tag, TW_SCOPE);
        break;
    default:
        if (tw_html_traits[k->tag] & TW_FORMAT) {
            tw_close_formatting(b, k->tag);
            return;
        }
        if (!(tw_html_traits[k->tag] & TW_BREAKS)) {
            end_other(b, k);
            return;
        }
        i = tw_open_find(b, k->tag, TW_SCOPE);
    }
    if (i) tw_open_pop_to(b, i);
}
