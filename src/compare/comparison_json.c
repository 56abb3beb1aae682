/* compare/comparison_json.c - the comparison as JSON.
**
** Each account's text gets one index from bytes to code points, so the cost is
** a pass over the texts and O(1) an offset.  Members repeat the text they stand
** for: a reader of the JSON needs nothing else.
*/
#include "compare/wording.h"

#include "base/utf8.h"
#include "compare/leftout.h"

#include <assert.h>

const char *tw_said_relation_text(enum tw_said_relation r)
{
    return r == TW_SAME_UTTERANCE ? "same_utterance" : "same_statement";
}

const char *tw_figure_relation_text(enum tw_figure_relation r)
{
    static const char *const text[] = {"agree", "compatible", "conflict", "superseded"};

    return (unsigned)r < sizeof text / sizeof *text ? text[r] : NULL;
}

const char *tw_change_text(enum tw_change_kind k)
{
    static const char *const text[] = {"added", "removed", "changed"};

    return (unsigned)k < sizeof text / sizeof *text ? text[k] : NULL;
}

struct sink {
    struct tw_json j;
    const struct tw_comparison *c;
    struct tw_cpindex *text;    /* of each account */
};

static void write_span(struct sink *k, const char *key, unsigned account, struct tw_span s)
{
    const struct tw_cpindex *x = &k->text[account];

    assert(account < k->c->n && tw_span_check(x->text, s));
    tw_json_key(&k->j, key);
    tw_json_pair(&k->j, tw_cpindex_at(x, s.off), tw_cpindex_at(x, tw_span_end(s)));
}

static void write_id(struct sink *k, const char *key, unsigned account)
{
    tw_json_text(&k->j, key, k->c->accounts[account].article->id);
}

/* What every member has; inside an open object. */
static void write_place(struct sink *k, unsigned account, struct tw_span s)
{
    write_id(k, "id", account);
    write_span(k, "span", account, s);
    tw_json_text(&k->j, "text", tw_span_text(k->text[account].text, s));
}

static void write_members(struct sink *k, struct tw_members list)
{
    tw_json_key(&k->j, "members");
    tw_json_open(&k->j, '[');
    for (size_t i = 0; i < list.n; i++) {
        tw_json_open(&k->j, '{');
        write_place(k, list.v[i].account, list.v[i].span);
        tw_json_close(&k->j, '}');
    }
    tw_json_close(&k->j, ']');
}

static void write_support(struct sink *k, unsigned accounts, unsigned origins)
{
    tw_json_count(&k->j, "accounts", accounts);
    tw_json_count(&k->j, "origins", origins);
}

static void write_account(struct sink *k, size_t i)
{
    const struct tw_article *a = k->c->accounts[i].article;
    char iso[TW_DATE_TEXT];

    tw_json_open(&k->j, '{');
    tw_json_text(&k->j, "id", a->id);
    tw_json_text_or_null(&k->j, "source", a->source);
    tw_json_key(&k->j, "outlet");
    tw_json_open(&k->j, '{');
    tw_json_text_or_null(&k->j, "name", a->outlet_name);
    tw_json_text_or_null(&k->j, "domain", a->outlet_domain);
    tw_json_close(&k->j, '}');
    tw_json_text_or_null(&k->j, "title", a->title);
    tw_json_text_or_null(&k->j, "published",
                         (struct tw_slice){iso, tw_date_iso(&a->published, iso)});
    tw_json_text(&k->j, "origin", k->c->origin[i]);
    tw_json_text_or_null(&k->j, "origin_why",
                       k->c->origin_why ? k->c->origin_why[i] : (struct tw_slice){0});
    tw_json_close(&k->j, '}');
}

static void write_said(struct sink *k, const struct tw_said *s)
{
    tw_json_text(&k->j, "id", s->id);
    tw_json_text_or_null(&k->j, "speaker", s->speaker);
    tw_json_word(&k->j, "relation", tw_said_relation_text(s->relation));
    write_members(k, s->members);
    write_support(k, s->accounts, s->origins);
}

static void write_figure_member(struct sink *k, const struct tw_figure_member *m)
{
    const struct tw_figure *f = m->figure;

    write_place(k, m->account, f->span);
    write_span(k, "number", m->account, f->number);
    tw_json_bound(&k->j, "low", f->has_low, f->low);
    tw_json_bound(&k->j, "high", f->has_high, f->high);
    tw_json_word(&k->j, "comparator", tw_comparator_text(f->comparator));
}

static void write_reconciled(struct sink *k, const struct tw_reconciled *r)
{
    tw_json_text(&k->j, "id", r->id);
    tw_json_text(&k->j, "unit", r->unit);
    tw_json_text(&k->j, "of", r->of);
    tw_json_word(&k->j, "relation", tw_figure_relation_text(r->relation));
    tw_json_bound(&k->j, "low", r->has_low, r->low);
    tw_json_bound(&k->j, "high", r->has_high, r->high);
    TW_JSON_LIST(k, r->members, "members", write_figure_member);
    write_support(k, r->accounts, r->origins);
}

static void write_position(struct sink *k, const struct tw_position *p)
{
    tw_json_text(&k->j, "answer", p->answer);
    tw_json_word(&k->j, "stance", tw_polarity_text(p->stance));
    tw_json_texts(&k->j, "by", p->by.v, p->by.n);
    write_members(k, p->members);
    write_support(k, p->accounts, p->origins);
}

static void write_question(struct sink *k, const struct tw_question *q)
{
    tw_json_text(&k->j, "id", q->id);
    tw_json_text(&k->j, "question", q->question);
    TW_JSON_LIST(k, q->positions, "positions", write_position);
}

static void write_only(struct sink *k, const struct tw_only *o)
{
    write_place(k, o->member.account, o->member.span);
    tw_json_text(&k->j, "what", o->what);
}

static void write_copied(struct sink *k, const struct tw_copied *p)
{
    write_id(k, "a", p->a);
    write_id(k, "b", p->b);
    write_span(k, "a_span", p->a, p->a_span);
    write_span(k, "b_span", p->b, p->b_span);
    tw_json_text(&k->j, "a_text", tw_span_text(k->text[p->a].text, p->a_span));
    tw_json_text(&k->j, "b_text", tw_span_text(k->text[p->b].text, p->b_span));
    tw_json_count(&k->j, "words", p->words);
}

static void write_place_or_null(struct sink *k, const char *key, unsigned account, struct tw_span s)
{
    tw_json_key(&k->j, key);
    if (s.len == 0) {
        tw_json_null(&k->j);
        return;
    }
    tw_json_open(&k->j, '{');
    write_place(k, account, s);
    tw_json_close(&k->j, '}');
}

static void write_pieces(struct sink *k, const char *key, unsigned account,
                         const struct tw_change *c, enum tw_piece_kind kind)
{
    const struct tw_cpindex *x = &k->text[account];

    tw_json_key(&k->j, key);
    tw_json_open(&k->j, '[');
    for (size_t i = 0; i < c->pieces.n; i++) {
        const struct tw_piece *p = &c->pieces.v[i];

        if (p->kind == kind) tw_json_pair(&k->j, tw_cpindex_at(x, p->span.off),
                                          tw_cpindex_at(x, tw_span_end(p->span)));
    }
    tw_json_close(&k->j, ']');
}

static void write_moved(struct sink *k, const struct tw_edition *e, const struct tw_moved_figure *m)
{
    struct tw_figure_member from = {e->from, m->from}, to = {e->to, m->to};

    tw_json_open(&k->j, '{');
    tw_json_text(&k->j, "unit", m->to->unit);
    tw_json_text(&k->j, "of", m->to->of);
    tw_json_key(&k->j, "from"), tw_json_open(&k->j, '{');
    write_figure_member(k, &from);
    tw_json_close(&k->j, '}');
    tw_json_key(&k->j, "to"), tw_json_open(&k->j, '{');
    write_figure_member(k, &to);
    tw_json_close(&k->j, '}');
    tw_json_close(&k->j, '}');
}

static void write_edition(struct sink *k, const struct tw_edition *e)
{
    write_id(k, "from", e->from);
    write_id(k, "to", e->to);
    tw_json_text(&k->j, "why", e->why);
    tw_json_key(&k->j, "changes");
    tw_json_open(&k->j, '[');
    for (size_t i = 0; i < e->changes.n; i++) {
        const struct tw_change *c = &e->changes.v[i];

        tw_json_open(&k->j, '{');
        tw_json_word(&k->j, "kind", tw_change_text(c->kind));
        write_place_or_null(k, "from", e->from, c->from);
        write_place_or_null(k, "to", e->to, c->to);
        write_pieces(k, "removed", e->from, c, TW_WENT);
        write_pieces(k, "added", e->to, c, TW_CAME);
        tw_json_close(&k->j, '}');
    }
    tw_json_close(&k->j, ']');
    tw_json_key(&k->j, "figures");
    tw_json_open(&k->j, '[');
    for (size_t i = 0; i < e->figures.n; i++) write_moved(k, e, &e->figures.v[i]);
    tw_json_close(&k->j, ']');
}

/* Every account's, by account. */
static void write_left_out(struct sink *k)
{
    const struct tw_comparison *c = k->c;

    tw_json_key(&k->j, "left_out");
    tw_json_open(&k->j, '[');
    for (unsigned a = 0; a < c->n; a++) {
        struct tw_left_outs left = tw_left_out_by(k->j.out->mem, c, a);

        for (size_t i = 0; i < left.n; i++) {
            const struct tw_left_out *x = &left.v[i];

            tw_json_open(&k->j, '{');
            write_id(k, "id", a);
            tw_json_word(&k->j, "what", x->is_figure ? "figure" : "said");
            tw_json_text(&k->j, "item",
                         x->is_figure ? c->figures.v[x->index].id : c->said.v[x->index].id);
            tw_json_count(&k->j, "origins", x->origins);
            tw_json_close(&k->j, '}');
        }
    }
    tw_json_close(&k->j, ']');
}

void tw_comparison_write(struct tw_buf *out, const struct tw_comparison *c)
{
    struct sink k = {.j = {.out = out}, .c = c};

    k.text = TW_NEW_N(out->mem, struct tw_cpindex, c->n);
    for (size_t i = 0; i < c->n; i++)
        k.text[i] = tw_cpindex_in(out->mem, c->accounts[i].article->text);
    tw_json_open(&k.j, '{');
    tw_json_key(&k.j, "one_event"), tw_json_bool(&k.j, c->one_event);
    tw_json_text(&k.j, "why", c->why);
    tw_json_key(&k.j, "accounts");
    tw_json_open(&k.j, '[');
    for (size_t i = 0; i < c->n; i++) write_account(&k, i);
    tw_json_close(&k.j, ']');
    tw_json_count(&k.j, "origins", c->origins);
    TW_JSON_LIST(&k, c->said, "said", write_said);
    TW_JSON_LIST(&k, c->figures, "figures", write_reconciled);
    TW_JSON_LIST(&k, c->claims, "claims", write_question);
    TW_JSON_LIST(&k, c->only, "only", write_only);
    write_left_out(&k);
    TW_JSON_LIST(&k, c->copied, "copied", write_copied);
    TW_JSON_LIST(&k, c->editions, "editions", write_edition);
    tw_json_close(&k.j, '}');
}
