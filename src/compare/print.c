/* compare/print.c - the comparison as people read it on a terminal.
**
** The same order as in the JSON: the accounts and their origins, what is said
** in several, the figures, who claims what, what only one has, who copied.
** Long lists are cut, and say how much was left out.  Says how many origins
** were found, never that something is true.
*/
#include "compare/print_int.h"

#include "compare/headline.h"
#include "compare/leftout.h"

#include <assert.h>
#include <math.h>

enum { INDENT = TW_PRINT_INDENT, SHOWN = TW_PRINT_SHOWN, SHOWN_ONLY = 6, SHOWN_LEFT_OUT = 4,
       LEFT_OUT = 60 };

static struct tw_slice text_of(const struct tw_printed *p, struct tw_member m)
{
    return tw_print_member(p, m.account, m.span);
}

static void add_support(struct tw_buf *b, unsigned accounts, unsigned origins)
{
    tw_add_count(b, accounts, "account");
    tw_buf_adds(b, ", ");
    tw_add_count(b, origins, "origin");
}

void tw_print_more(const struct tw_printed *p, size_t all, size_t shown)
{
    struct tw_buf b = {.mem = p->mem};

    if (all <= shown) return;
    tw_buf_addf(&b, "... and %zu more (--html and --json have all)", all - shown);
    tw_print_row(p, (struct tw_slice){0}, TW_INK_PLAIN, tw_buf_slice(&b), (struct tw_slice){0});
}

static void print_head(const struct tw_printed *p)
{
    struct tw_tally tally = tw_tally_of(p->mem, p->c);
    struct tw_buf b = {.mem = p->mem};
    size_t copied = 0;

    tw_layout_row(&p->l, 0, (struct tw_slice){0}, TW_INK_PLAIN,
                  tw_one_line(p->mem, tw_headline(p->mem, p->c), 0), (struct tw_slice){0});
    tw_add_tally(&b, &tally);
    for (size_t i = 0; i < p->c->copied.n; i++) copied += p->c->copied.v[i].words;
    if (copied == 0 && p->c->n > 1) tw_buf_adds(&b, " (no copied passages)");
    tw_layout_row(&p->l, 0, (struct tw_slice){0}, TW_INK_PLAIN, tw_buf_slice(&b),
                  (struct tw_slice){0});
    if (!p->c->one_event) {
        struct tw_buf why = {.mem = p->mem};

        tw_buf_adds(&why, "These do not look like accounts of one event: ");
        tw_buf_add(&why, p->c->why);
        tw_layout_row(&p->l, 0, (struct tw_slice){0}, TW_INK_PLAIN, tw_buf_slice(&why),
                      (struct tw_slice){0});
    }
}

/* "A  2031-04-02 10:00Z" */
static struct tw_slice account_label(const struct tw_printed *p, size_t i)
{
    struct tw_buf b = {.mem = p->mem};

    tw_add_letter(&b, i);
    tw_buf_adds(&b, "  ");
    tw_add_when(&b, &p->c->accounts[i].article->published);
    return tw_buf_slice(&b);
}

static void print_account(const struct tw_printed *p, size_t i, unsigned indent)
{
    const struct tw_article *a = p->c->accounts[i].article;
    struct tw_buf text = {.mem = p->mem};

    tw_buf_add(&text, tw_account_name(a));
    if (tw_origin_is_other(p->c, i)) {
        tw_buf_adds(&text, " \xC2\xB7 origin: ");
        tw_buf_add(&text, p->c->origin[i]);
    }
    if (p->c->origin_why && p->c->origin_why[i].n > 0) {
        tw_buf_adds(&text, " (");
        tw_buf_add(&text, p->c->origin_why[i]);
        tw_buf_addc(&text, ')');
    }
    tw_layout_row(&p->l, indent, account_label(p, i), TW_INK_PLAIN,
                  tw_one_line(p->mem, tw_buf_slice(&text), 0), (struct tw_slice){0});
    for (size_t k = 0; k < a->notes.n; k++)
        tw_layout_row(&p->l, indent, (struct tw_slice){0}, TW_INK_PLAIN,
                      tw_one_line(p->mem, a->notes.v[k], TW_PRINT_WORDING), (struct tw_slice){0});
}

static void print_accounts(const struct tw_printed *p)
{
    size_t n = p->c->n < SHOWN ? p->c->n : SHOWN, widest = 0;

    for (size_t i = 0; i < n; i++) {
        size_t columns = tw_columns(account_label(p, i));

        if (columns > widest) widest = columns;
    }
    for (size_t i = 0; i < n; i++) print_account(p, i, (unsigned)widest + 2);
    tw_print_more(p, p->c->n, n);
}

/* Members with equal wording stand in one line: the words, then where. */
static void print_wordings(const struct tw_printed *p, struct tw_slice label,
                           const struct tw_members *m)
{
    struct tw_slice *text = TW_NEW_N(p->mem, struct tw_slice, m->n);

    for (size_t i = 0; i < m->n; i++) text[i] = text_of(p, m->v[i]);
    for (size_t i = 0; i < m->n; i++) {
        struct tw_buf where = {.mem = p->mem};
        struct tw_slice words = text[i];

        if (words.n == 0) continue;
        for (size_t k = i; k < m->n; k++) {
            if (!tw_slice_eq(words, text[k])) continue;
            if (where.n > 0) tw_buf_adds(&where, ", ");
            tw_add_place(&where, p->c, m->v[k].account, m->v[k].span.off);
            text[k].n = 0;      /* shown */
        }
        tw_print_row(p, label, TW_INK_BOLD, words, tw_buf_slice(&where));
        label = (struct tw_slice){0};
    }
}

/* `name` and number are what `why` takes. */
static void print_note(const struct tw_printed *p, char name, size_t number, struct tw_slice note,
                       unsigned accounts, unsigned origins)
{
    struct tw_buf label = {.mem = p->mem}, b = {.mem = p->mem};

    tw_buf_addf(&label, "%c%zu", name, number);
    tw_buf_add(&b, note);
    if (note.n > 0) tw_buf_adds(&b, "; ");
    add_support(&b, accounts, origins);
    tw_print_row(p, tw_buf_slice(&label), TW_INK_DIM, tw_buf_slice(&b), (struct tw_slice){0});
}

static void print_said(const struct tw_printed *p)
{
    if (p->c->said.n == 0) return;
    tw_layout_heading(&p->l, p->c->n == 2 ? TW_LIT("SAID IN BOTH") : TW_LIT("SAID IN SEVERAL"));
    for (size_t i = 0; i < p->c->said.n && i < SHOWN; i++) {
        const struct tw_said *s = &p->c->said.v[i];

        print_wordings(p, s->speaker.n > 0 ? tw_one_line(p->mem, s->speaker,
                                                         0) : TW_LIT("(not named)"), &s->members);
        print_note(p, 'S', i + 1, tw_said_words(p->mem, p->c, s), s->accounts, s->origins);
    }
    tw_print_more(p, p->c->said.n, SHOWN);
}

static struct tw_slice unit_label(const struct tw_printed *p, struct tw_slice unit,
                                  struct tw_slice of)
{
    return tw_one_line(p->mem, tw_unit_words(p->mem, unit, of), INDENT - 1);
}

static enum tw_ink relation_ink(enum tw_figure_relation r)
{
    if (r == TW_CONFLICT) return TW_INK_RED;
    return r == TW_SUPERSEDED ? TW_INK_YELLOW : TW_INK_GREEN;
}

/* Equal wordings in one: the words, then where. */
static struct tw_slice values(const struct tw_printed *p, const struct tw_reconciled *r)
{
    struct tw_slice *text = TW_NEW_N(p->mem, struct tw_slice, r->members.n);
    struct tw_buf b = {.mem = p->mem};

    for (size_t i = 0; i < r->members.n; i++)
        text[i] = tw_print_member(p, r->members.v[i].account, r->members.v[i].figure->span);
    for (size_t i = 0; i < r->members.n; i++) {
        struct tw_slice words = text[i];

        if (words.n == 0) continue;
        if (b.n > 0) tw_buf_adds(&b, " \xC2\xB7 ");
        tw_buf_add(&b, words);
        for (size_t k = i; k < r->members.n; k++) {
            if (!tw_slice_eq_nocase(words, text[k])) continue;
            tw_buf_adds(&b, k == i ? " (" : ", ");
            tw_add_place(&b, p->c, r->members.v[k].account, r->members.v[k].figure->span.off);
            text[k].n = 0;      /* shown */
        }
        tw_buf_addc(&b, ')');
    }
    return tw_buf_slice(&b);
}

static void print_figure(const struct tw_printed *p, const struct tw_reconciled *r, size_t number)
{
    struct tw_buf outcome = {.mem = p->mem};

    tw_add_outcome(&outcome, r);
    tw_print_row(p, unit_label(p, r->unit, r->of), relation_ink(r->relation), values(p, r),
                 tw_slice_of(tw_figure_relation_text(r->relation)));
    print_note(p, 'F', number, tw_buf_slice(&outcome), r->accounts, r->origins);
}

static void print_figures(const struct tw_printed *p)
{
    if (p->c->figures.n == 0) return;
    tw_layout_heading(&p->l, TW_LIT("FIGURES"));
    for (size_t i = 0; i < p->c->figures.n && i < SHOWN; i++)
        print_figure(p, &p->c->figures.v[i], i + 1);
    tw_print_more(p, p->c->figures.n, SHOWN);
}

static void print_position(const struct tw_printed *p, const struct tw_position *x)
{
    struct tw_buf b = {.mem = p->mem}, where = {.mem = p->mem};
    unsigned last = UINT32_MAX;

    for (size_t i = 0; i < x->by.n; i++) {
        if (i > 0) tw_buf_adds(&b, ", ");
        tw_buf_add(&b, x->by.v[i]);
    }
    if (x->by.n == 0) tw_buf_adds(&b, "somebody not named");
    tw_buf_adds(&b, ": ");
    tw_buf_add(&b, x->members.n > 0 ? text_of(p, x->members.v[0]) : x->answer);
    for (size_t i = 0; i < x->members.n; i++) {
        if (x->members.v[i].account == last) continue;
        if (where.n > 0) tw_buf_addc(&where, ' ');
        last = x->members.v[i].account;
        tw_add_letter(&where, last);
    }
    tw_print_row(p, tw_stance_by(x->stance), x->stance == TW_AFFIRM ? TW_INK_PLAIN : TW_INK_YELLOW,
        tw_one_line(p->mem, tw_buf_slice(&b), 0), tw_buf_slice(&where));
}

static void print_question(const struct tw_printed *p, const struct tw_question *q, size_t number)
{
    struct tw_buf b = {.mem = p->mem};

    tw_buf_addf(&b, "C%zu: ", number);
    tw_buf_add(&b, tw_question_words(p->mem, p->c, q));
    tw_layout_row(&p->l, 0, (struct tw_slice){0}, TW_INK_PLAIN,
                  tw_one_line(p->mem, tw_buf_slice(&b), TW_PRINT_WORDING), (struct tw_slice){0});
}

/* One account lets one side say it, and nobody answers. */
static bool is_unanswered(const struct tw_question *q)
{
    return q->positions.n == 1 && q->positions.v[0].stance == TW_AFFIRM
           && q->positions.v[0].accounts < 2;
}

static void print_claims(const struct tw_printed *p)
{
    struct tw_buf b = {.mem = p->mem};
    size_t shown = 0;

    if (p->c->claims.n == 0) return;
    tw_layout_heading(&p->l, TW_LIT("CLAIMED, DENIED, NOT ANSWERED"));
    for (size_t i = 0; i < p->c->claims.n && shown < SHOWN; i++) {
        const struct tw_question *q = &p->c->claims.v[i];

        if (is_unanswered(q)) continue;
        print_question(p, q, i + 1);
        for (size_t k = 0; k < q->positions.n; k++) print_position(p, &q->positions.v[k]);
        shown++;
    }
    if (shown == p->c->claims.n) return;
    tw_buf_addf(&b,
                "%s%zu more, mostly claims that one account has and nobody answers (--html and --json have all)",
                shown ? "... and " : "", p->c->claims.n - shown);
    tw_print_row(p, (struct tw_slice){0}, TW_INK_PLAIN, tw_buf_slice(&b), (struct tw_slice){0});
}

static void print_only_in(const struct tw_printed *p, unsigned account)
{
    struct tw_buf heading = {.mem = p->mem};
    size_t n = 0;

    for (size_t i = 0; i < p->c->only.n; i++) {
        const struct tw_only *o = &p->c->only.v[i];
        struct tw_buf where = {.mem = p->mem};

        if (o->member.account != account || n++ >= SHOWN_ONLY) continue;
        if (n == 1) {
            tw_buf_adds(&heading, "ONLY IN ");
            tw_add_letter(&heading, account);
            tw_layout_heading(&p->l, tw_buf_slice(&heading));
        }
        tw_add_place(&where, p->c, account, o->member.span.off);
        tw_buf_addf(&where, " O%zu", i + 1);
        tw_print_row(p, tw_one_line(p->mem, tw_only_words(p->mem, o->what), INDENT - 1),
                     TW_INK_PLAIN, text_of(p, o->member), tw_buf_slice(&where));
    }
    tw_print_more(p, n, SHOWN_ONLY);
}

/* What most others have: the speaker or what is counted, by the item's name. */
static struct tw_slice left_out(const struct tw_printed *p, const struct tw_left_outs *left)
{
    struct tw_buf b = {.mem = p->mem};

    for (size_t i = 0; i < left->n && i < SHOWN_LEFT_OUT; i++) {
        const struct tw_left_out *x = &left->v[i];

        if (i > 0) tw_buf_adds(&b, " \xC2\xB7 ");
        tw_buf_addf(&b, "%c%zu ", x->is_figure ? 'F' : 'S', x->index + 1);
        tw_buf_add(&b, tw_one_line(p->mem, tw_left_out_words(p->mem, p->c, x), LEFT_OUT));
        tw_buf_addf(&b, " (%u origins)", x->origins);
    }
    if (left->n > SHOWN_LEFT_OUT)
        tw_buf_addf(&b, " \xC2\xB7 and %zu more", left->n - SHOWN_LEFT_OUT);
    return tw_buf_slice(&b);
}

static void print_left_out(const struct tw_printed *p)
{
    bool any = false;

    for (unsigned a = 0; a < p->c->n && a < SHOWN && p->c->n > 2; a++) {
        struct tw_left_outs left = tw_left_out_by(p->mem, p->c, a);
        struct tw_buf label = {.mem = p->mem};

        if (left.n == 0) continue;
        if (!any) tw_layout_heading(&p->l,
                                    TW_LIT("LEFT OUT, BUT IN ACCOUNTS OF TWO ORIGINS OR MORE"));
        any = true;
        tw_buf_adds(&label, "not in ");
        tw_add_letter(&label, a);
        tw_print_row(p, tw_buf_slice(&label), TW_INK_PLAIN, left_out(p, &left),
                     (struct tw_slice){0});
    }
}

static void print_copied(const struct tw_printed *p)
{
    if (p->c->copied.n == 0) return;
    tw_layout_heading(&p->l, TW_LIT("COPIED"));
    for (size_t i = 0; i < p->c->copied.n;) {
        const struct tw_copied *x = &p->c->copied.v[i];
        struct tw_buf label = {.mem = p->mem}, text = {.mem = p->mem};
        size_t words = 0, passages = 0, longest = i;

        for (; i < p->c->copied.n && p->c->copied.v[i].a == x->a && p->c->copied.v[i].b == x->b;
             i++, passages++) {
            words += p->c->copied.v[i].words;
            if (p->c->copied.v[i].words > p->c->copied.v[longest].words) longest = i;
        }
        tw_add_letter(&label, x->b);
        tw_buf_adds(&label, " from ");
        tw_add_letter(&label, x->a);
        tw_buf_addf(&text, "%zu words in %zu passage%s, the longest: ", words, passages,
                    passages == 1 ? "" : "s");
        tw_buf_add(&text, text_of(p, (struct tw_member){x->b, p->c->copied.v[longest].b_span}));
        tw_print_row(p, tw_buf_slice(&label), TW_INK_PLAIN, tw_buf_slice(&text),
                     (struct tw_slice){0});
    }
}

void tw_comparison_print(struct tw_buf *out, const struct tw_comparison *c, unsigned width,
                         bool colour)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_printed p = {{out, width, colour}, c, mem};

    print_head(&p);
    tw_buf_addc(out, '\n');
    print_accounts(&p);
    print_said(&p);
    print_figures(&p);
    print_claims(&p);
    for (unsigned a = 0; a < c->n && a < SHOWN; a++) print_only_in(&p, a);
    print_left_out(&p);
    print_copied(&p);
    tw_print_editions(&p);
    tw_arena_free(mem);
}
