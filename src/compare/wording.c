/* compare/wording.c - names, counts and relations in words. */
#include "compare/wording.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "compare/layout.h"

#include <math.h>
#include <stdio.h>

void tw_add_letter(struct tw_buf *out, size_t account)
{
    if (account >= 26) tw_add_letter(out, account / 26 - 1);
    tw_buf_addc(out, (char)('A' + (int)(account % 26)));
}

size_t tw_paragraph_at(const struct tw_article *a, size_t off)
{
    size_t lo = 0, hi = a->paragraphs.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (a->paragraphs.v[mid].off <= off) lo = mid + 1;
        else hi = mid;
    }
    return lo ? lo : 1;
}

void tw_add_place(struct tw_buf *out, const struct tw_comparison *c, unsigned account, size_t off)
{
    tw_add_letter(out, account);
    tw_buf_addf(out, " \xC2\xB6%zu", tw_paragraph_at(c->accounts[account].article, off));
}

void tw_add_count(struct tw_buf *out, size_t n, const char *noun)
{
    tw_buf_addf(out, "%zu %s%s", n, noun, n == 1 ? "" : "s");
}

void tw_add_when(struct tw_buf *out, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];
    size_t n = tw_date_iso(d, iso), zone = n;

    tw_buf_add(out, (struct tw_slice){iso, n < 10 ? n : 10});
    if (n < 16) return;
    for (size_t i = 16; i < n && zone == n; i++)
        if (iso[i] == 'Z' || iso[i] == '+' || iso[i] == '-') zone = i;
    tw_buf_addc(out, ' ');
    tw_buf_add(out, (struct tw_slice){iso + 11, 5});
    tw_buf_add(out, (struct tw_slice){iso + zone, n - zone});
}

/* Marks that end or part, and dashes with a space behind them. */
static bool is_left_over(struct tw_slice s, size_t at, uint32_t c)
{
    if (c == '-' || c == 0x2013 || c == 0x2014) return tw_cp_is_space(tw_utf8_at(s, at));
    return c == ';' || c == ':' || c == ',' || c == '.' || c == ')' || tw_cp_is_space(c);
}

static struct tw_slice without_front(struct tw_slice all, struct tw_slice dateline)
{
    struct tw_slice s = all;
    size_t at = 0;

    if (dateline.n > 0 && tw_slice_starts(s, dateline)) s = tw_slice_sub(s, dateline.n, s.n);
    while (at < s.n) {
        size_t next = at;
        uint32_t c = tw_utf8_next(s, &next);

        if (!is_left_over(s, next, c)) return tw_slice_sub(s, at, s.n);
        at = next;
    }
    return all;
}

struct tw_slice tw_member_words(struct tw_arena *mem, const struct tw_comparison *c,
                                unsigned account, struct tw_span span)
{
    const struct tw_article *a = c->accounts[account].article;

    return tw_one_line(mem, without_front(tw_span_text(a->text, span), a->dateline), 0);
}

struct tw_slice tw_question_words(struct tw_arena *mem, const struct tw_comparison *c,
                                  const struct tw_question *q)
{
    struct tw_slice dateline = {0};

    for (size_t i = 0; i < c->n && dateline.n == 0; i++)
        if (tw_slice_starts(q->question, c->accounts[i].article->dateline))
            dateline = c->accounts[i].article->dateline;
    return tw_one_line(mem, without_front(q->question, dateline), 0);
}

struct tw_slice tw_account_name(const struct tw_article *a)
{
    size_t slash = tw_slice_find_last(a->source, TW_LIT("/"));

    if (a->outlet_name.n > 0) return a->outlet_name;
    return slash == TW_NONE || slash + 1 == a->source.n ? a->source
           : tw_slice_sub(a->source, slash + 1, a->source.n);
}

bool tw_origin_is_other(const struct tw_comparison *c, size_t account)
{
    const struct tw_article *a = c->accounts[account].article;

    return !tw_slice_eq(c->origin[account], a->outlet_name)
        && !tw_slice_eq(c->origin[account], a->source)
        && !tw_slice_eq(c->origin[account], tw_account_name(a));
}

/* A kind of thing counted that says less than the noun in the text does. */
static bool is_vague_unit(struct tw_slice unit)
{
    return tw_slice_eq(unit, TW_LIT("people")) || tw_slice_eq(unit, TW_LIT("troops"));
}

struct tw_slice tw_unit_words(struct tw_arena *mem, struct tw_slice unit, struct tw_slice of)
{
    struct tw_buf b = {.mem = mem};
    bool is_other = tw_slice_starts(unit, TW_LIT("other:"));

    /* ISO 4217: no currency */
    if (tw_slice_starts(unit, TW_LIT("money:XX"))) unit = TW_LIT("money");
    else if (is_other || tw_slice_starts(unit, TW_LIT("money:")))
        unit = tw_slice_sub(unit, 6, unit.n);
    if (of.n == 0 || tw_slice_eq(of, unit) || (tw_slice_eq(of, TW_LIT("people")) && !is_other))
        tw_buf_add(&b, unit);
    else if (is_other || is_vague_unit(unit)) tw_buf_add(&b, of);
    else {
        tw_buf_add(&b, unit);
        tw_buf_adds(&b, ": ");
        tw_buf_add(&b, of);
    }
    return tw_one_line(mem, tw_buf_slice(&b), 0);
}

/* With commas between thousands: "2,500", "3.5". */
static void add_number(struct tw_buf *out, double x)
{
    char digits[40];
    size_t n, point;

    if (!isfinite(x) || fabs(x) >= 1e15) {
        tw_buf_addf(out, "%g", x);
        return;
    }
    n = (size_t)snprintf(digits, sizeof digits, "%.6f", fabs(x));
    point = n - 7;
    while (digits[n - 1] == '0') n--;
    if (digits[n - 1] == '.') n--;
    if (x < 0) tw_buf_addc(out, '-');
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && i < point && (point - i) % 3 == 0) tw_buf_addc(out, ',');
        tw_buf_addc(out, digits[i]);
    }
}

static void add_range(struct tw_buf *out, const struct tw_reconciled *r)
{
    bool has_low = r->has_low && r->low > 0;    /* nothing is counted below none */

    if (has_low && r->has_high && r->high <= r->low) {
        add_number(out, r->low);
    } else if (!r->has_high) {
        add_number(out, r->low);
        tw_buf_adds(out, " and more");
    } else {
        tw_buf_adds(out, has_low ? "from " : "up to ");
        if (has_low) add_number(out, r->low);
        if (has_low) tw_buf_adds(out, " to ");
        add_number(out, r->high);
    }
}

void tw_add_outcome(struct tw_buf *out, const struct tw_reconciled *r)
{
    if (r->relation == TW_AGREE || !(r->has_low || r->has_high)) return;
    if (r->relation == TW_SUPERSEDED) tw_buf_adds(out, "latest ");
    add_range(out, r);
    if (r->relation == TW_COMPATIBLE) tw_buf_adds(out, " fits all");
}

struct tw_slice tw_only_words(struct tw_arena *mem, struct tw_slice what)
{
    size_t colon = tw_slice_find_last(what, TW_LIT(": "));

    if (!tw_slice_starts(what, TW_LIT("other:")) && !tw_slice_starts(what, TW_LIT("money:")))
        return what;
    if (colon == TW_NONE) return tw_unit_words(mem, what, (struct tw_slice){0});
    return tw_unit_words(mem, tw_slice_sub(what, 0, colon), tw_slice_sub(what, colon + 2, what.n));
}

struct tw_slice tw_figure_words(struct tw_arena *mem, const struct tw_comparison *c,
                                const struct tw_figure_member *m)
{
    static const char *const sign[] = {"", "~", "\xE2\x89\xA5", ">", "\xE2\x89\xA4", "<", ""};
    struct tw_buf b = {.mem = mem};

    tw_buf_adds(&b, sign[m->figure->comparator]);
    tw_buf_add(&b, tw_one_line(mem, tw_span_text(c->accounts[m->account].article->text,
                                                 m->figure->number), 24));
    return tw_buf_slice(&b);
}

struct tw_slice tw_stance_by(enum tw_polarity p)
{
    switch (p) {
    case TW_DENY: return TW_LIT("denied by");
    case TW_DOUBT: return TW_LIT("doubted by");
    case TW_DECLINE: return TW_LIT("no answer from");
    default: return TW_LIT("said by");
    }
}

struct tw_slice tw_stance_verb(enum tw_polarity p)
{
    switch (p) {
    case TW_DENY: return TW_LIT("denies");
    case TW_DOUBT: return TW_LIT("doubts");
    case TW_DECLINE: return TW_LIT("no answer");
    default: return TW_LIT("says");
    }
}

struct tw_slice tw_said_words(struct tw_arena *mem, const struct tw_comparison *c,
                              const struct tw_said *s)
{
    struct tw_slice first;

    if (s->relation != TW_SAME_UTTERANCE || s->members.n == 0) return TW_LIT("same statement");
    first = tw_member_words(mem, c, s->members.v[0].account, s->members.v[0].span);
    for (size_t i = 1; i < s->members.n; i++)
        if (!tw_slice_eq(tw_member_words(mem, c, s->members.v[i].account, s->members.v[i].span),
                         first))
            return TW_LIT("same utterance, worded differently");
    return TW_LIT("same words");
}

struct tw_tally tw_tally_of(struct tw_arena *mem, const struct tw_comparison *c)
{
    struct tw_map outlets = tw_map_in(mem), speakers = tw_map_in(mem);

    for (size_t i = 0; i < c->n; i++)
        tw_map_add(&outlets, tw_account_name(c->accounts[i].article), NULL);
    for (size_t i = 0; i < c->said.n; i++)
        if (c->said.v[i].speaker.n > 0) tw_map_add(&speakers, c->said.v[i].speaker, NULL);
    for (size_t q = 0; q < c->claims.n; q++)
        for (size_t k = 0; k < c->claims.v[q].positions.n; k++) {
            const struct tw_slices *by = &c->claims.v[q].positions.v[k].by;

            for (size_t i = 0; i < by->n; i++) tw_map_add(&speakers, by->v[i], NULL);
        }
    return (struct tw_tally){outlets.n, c->n, c->origins, speakers.n};
}

void tw_add_tally(struct tw_buf *out, const struct tw_tally *t)
{
    tw_add_count(out, t->outlets, "outlet");
    tw_buf_adds(out, " \xC2\xB7 ");
    tw_add_count(out, t->accounts, "account");
    tw_buf_adds(out, " \xC2\xB7 ");
    tw_add_count(out, t->origins, "origin");
    tw_buf_adds(out, " found \xC2\xB7 ");
    tw_add_count(out, t->speakers, "speaker");
}

void tw_add_changes(struct tw_buf *out, const struct tw_edition *e)
{
    static const enum tw_change_kind order[] = {TW_CHANGED, TW_ADDED, TW_REMOVED};
    const char *noun = "sentence", *sep = "";
    size_t n[3] = {0};

    for (size_t i = 0; i < e->changes.n; i++) n[e->changes.v[i].kind]++;
    if (e->figures.n > 0) {
        tw_add_count(out, e->figures.n, "figure");
        tw_buf_adds(out, " moved");
        sep = ", ";
    }
    for (size_t k = 0; k < 3; k++) {
        if (n[order[k]] == 0) continue;
        tw_buf_adds(out, sep);
        if (noun) tw_add_count(out, n[order[k]], noun);
        else tw_buf_addf(out, "%zu", n[order[k]]);
        tw_buf_addf(out, " %s", tw_change_text(order[k]));
        sep = ", ";
        noun = NULL;
    }
    if (!*sep) tw_buf_adds(out, "nothing changed");
}

struct tw_tolds tw_change_told(struct tw_arena *mem, const struct tw_edition *e,
                               const struct tw_change *c)
{
    struct tw_tolds out = {0};
    size_t cap = 0, at = c->to.off;

    for (size_t i = 0; i < c->pieces.n; i++) {
        const struct tw_piece *x = &c->pieces.v[i], *new = x;

        if (x->kind == TW_WENT) new = i + 1 < c->pieces.n ? x + 1 : NULL;
        if (new && new->span.off > at) {    /* spaces and marks before the next words */
            TW_PUSH(mem, out.v, out.n, cap,
                    (struct tw_told){TW_KEPT, e->to, tw_span_from_to(at, new->span.off)});
            at = new->span.off;
        }
        TW_PUSH(mem, out.v, out.n, cap,
                (struct tw_told){x->kind, x->kind == TW_WENT ? e->from : e->to, x->span});
        if (x->kind != TW_WENT) at = tw_span_end(x->span);
    }
    if (at < tw_span_end(c->to))
        TW_PUSH(mem, out.v, out.n, cap,
                (struct tw_told){TW_KEPT, e->to, tw_span_from_to(at, tw_span_end(c->to))});
    return out;
}
