/* compare/printedition.c - what later editions of an account changed, on a terminal.
**
** Words are marked as wdiff does: [-what went-] {+what came+}.
*/
#include "compare/print_int.h"

static struct tw_slice changed_words(const struct tw_printed *p, const struct tw_edition *e,
                                     const struct tw_change *c)
{
    static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-] ", "+}"};
    struct tw_tolds told = tw_change_told(p->mem, e, c);
    struct tw_buf b = {.mem = p->mem};

    for (size_t i = 0; i < told.n; i++) {
        const struct tw_told *t = &told.v[i];

        if (t->kind == TW_WENT && b.n > 0 && b.p[b.n - 1] != ' ') tw_buf_addc(&b, ' ');
        tw_buf_adds(&b, open[t->kind]);
        tw_buf_add(&b, tw_span_text(p->c->accounts[t->account].article->text, t->span));
        tw_buf_adds(&b, close[t->kind]);
    }
    return tw_one_line(p->mem, tw_buf_slice(&b), 0);
}

static void print_change(const struct tw_printed *p, const struct tw_edition *e,
                         const struct tw_change *c)
{
    struct tw_buf where = {.mem = p->mem};
    unsigned account = c->kind == TW_REMOVED ? e->from : e->to;
    struct tw_span span = c->kind == TW_REMOVED ? c->from : c->to;

    tw_add_place(&where, p->c, account, span.off);
    tw_print_row(p, tw_slice_of(tw_change_text(c->kind)), TW_INK_PLAIN,
                 c->kind == TW_CHANGED ? changed_words(p, e, c) : tw_print_member(p, account, span),
                     tw_buf_slice(&where));
}

static void print_moved(const struct tw_printed *p, const struct tw_edition *e,
                        const struct tw_moved_figure *m)
{
    struct tw_buf b = {.mem = p->mem};

    tw_buf_add(&b, tw_print_member(p, e->from, m->from->span));
    tw_buf_adds(&b, " (");
    tw_add_place(&b, p->c, e->from, m->from->span.off);
    tw_buf_adds(&b, ") \xE2\x86\x92 ");
    tw_buf_add(&b, tw_print_member(p, e->to, m->to->span));
    tw_buf_adds(&b, " (");
    tw_add_place(&b, p->c, e->to, m->to->span.off);
    tw_buf_addc(&b, ')');
    tw_print_row(p, tw_one_line(p->mem, tw_unit_words(p->mem, m->to->unit, m->to->of),
                                TW_PRINT_INDENT - 1), TW_INK_YELLOW,
                 tw_buf_slice(&b), (struct tw_slice){0});
}

static void print_edition(const struct tw_printed *p, const struct tw_edition *e)
{
    struct tw_buf label = {.mem = p->mem}, text = {.mem = p->mem};

    tw_add_letter(&label, e->to);
    tw_buf_adds(&label, " after ");
    tw_add_letter(&label, e->from);
    tw_add_changes(&text, e);
    tw_buf_adds(&text, " (");
    tw_buf_add(&text, e->why);
    tw_buf_addc(&text, ')');
    tw_print_row(p, tw_buf_slice(&label), TW_INK_BOLD, tw_buf_slice(&text), (struct tw_slice){0});
    for (size_t i = 0; i < e->figures.n && i < TW_PRINT_SHOWN; i++)
        print_moved(p, e, &e->figures.v[i]);
    for (size_t i = 0; i < e->changes.n && i < TW_PRINT_SHOWN; i++)
        print_change(p, e, &e->changes.v[i]);
    tw_print_more(p, e->changes.n, TW_PRINT_SHOWN);
}

void tw_print_editions(const struct tw_printed *p)
{
    if (p->c->editions.n == 0) return;
    tw_layout_heading(&p->l, TW_LIT("EDITIONS: WHAT CHANGED"));
    for (size_t i = 0; i < p->c->editions.n && i < TW_PRINT_SHOWN; i++)
        print_edition(p, &p->c->editions.v[i]);
    tw_print_more(p, p->c->editions.n, TW_PRINT_SHOWN);
}
