/* extract/statements_json.c - what an article says, as JSON.
**
** Offsets become code points of the text through an index of it (they come in
** no particular order: an actor's mentions lie all over the text), so the cost
** is one pass over the text and O(1) an offset.
*/
#include "extract/statements.h"

#include "base/utf8.h"

#include <assert.h>

#define TEXT_OF(list, x) ((unsigned)(x) < sizeof(list) / sizeof *(list) ? (list)[x] : NULL)

const char *tw_quote_kind_text(enum tw_quote_kind k)
{
    static const char *const text[] = {"direct", "indirect", "mixed"};

    return TEXT_OF(text, k);
}

const char *tw_quote_type_text(enum tw_quote_type t)
{
    static const char *const text[] = {"speech", "thought", "other"};

    return TEXT_OF(text, t);
}

struct tw_slice tw_attribution_act(const struct tw_attribution *a)
{
    if (a->act.n) return a->act;
    return a->type == TW_THOUGHT ? TW_LIT("think") : a->type == TW_OTHER ? TW_LIT("show")
           : TW_LIT("say");
}

const char *tw_polarity_text(enum tw_polarity p)
{
    static const char *const text[] = {"affirm", "deny", "doubt", "decline"};

    return TEXT_OF(text, p);
}

const char *tw_comparator_text(enum tw_comparator c)
{
    static const char *const text[] = {"exact", "about",      "at_least", "more_than",
                                       "up_to", "fewer_than", "range"};

    return TEXT_OF(text, c);
}

const char *tw_actor_type_text(enum tw_actor_type t)
{
    static const char *const text[] = {"person", "org", "country", "place"};

    return TEXT_OF(text, t);
}

/* The writer and the text that spans refer to. */
struct sink {
    struct tw_json j;
    struct tw_cpindex text;
};

static void put_span(struct sink *k, struct tw_span s)
{
    assert(tw_span_check(k->text.text, s));
    tw_json_pair(&k->j, tw_cpindex_at(&k->text, s.off), tw_cpindex_at(&k->text, tw_span_end(s)));
}

static void write_span(struct sink *k, const char *key, struct tw_span s)
{
    tw_json_key(&k->j, key);
    put_span(k, s);
}

static void write_span_or_null(struct sink *k, const char *key, struct tw_span s)
{
    tw_json_key(&k->j, key);
    if (s.len) put_span(k, s);
    else tw_json_null(&k->j);
}

static void write_spans(struct sink *k, const char *key, struct tw_spans list)
{
    tw_json_key(&k->j, key);
    tw_json_open(&k->j, '[');
    for (size_t i = 0; i < list.n; i++) put_span(k, list.v[i]);
    tw_json_close(&k->j, ']');
}

static void write_date(struct sink *k, const char *key, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    tw_json_text_or_null(&k->j, key, (struct tw_slice){iso, tw_date_iso(d, iso)});
}

static void write_index(struct sink *k, const char *key, int index)
{
    tw_json_key(&k->j, key);
    if (index >= 0) tw_json_int(&k->j, index);
    else tw_json_null(&k->j);
}

static void write_attribution(struct sink *k, const struct tw_attribution *a)
{
    tw_json_word(&k->j, "kind", tw_quote_kind_text(a->kind));
    tw_json_word(&k->j, "type", tw_quote_type_text(a->type));
    write_span_or_null(k, "source", a->source);
    write_span_or_null(k, "cue", a->cue);
    if (a->content.n == 1) write_span(k, "content", a->content.v[0]);
    else write_spans(k, "content", a->content);
    tw_json_text_or_null(&k->j, "speaker", a->speaker);
    write_date(k, "when", &a->when);
    write_index(k, "in", a->in);
    tw_json_text(&k->j, "act", tw_attribution_act(a));
}

static void write_figure(struct sink *k, const struct tw_figure *f)
{
    write_span(k, "span", f->span);
    write_span(k, "number", f->number);
    tw_json_bound(&k->j, "low", f->has_low, f->low);
    tw_json_bound(&k->j, "high", f->has_high, f->high);
    tw_json_word(&k->j, "comparator", tw_comparator_text(f->comparator));
    tw_json_text(&k->j, "unit", f->unit);
    tw_json_text(&k->j, "of", f->of);
    write_index(k, "said_by", f->said_by);
}

static void write_time(struct sink *k, const struct tw_time *t)
{
    write_span(k, "span", t->span);
    if (t->iso.n) tw_json_text(&k->j, "value", t->iso);
    else write_date(k, "value", &t->value);
}

static void write_actor(struct sink *k, const struct tw_actor *a)
{
    tw_json_text(&k->j, "name", a->name);
    tw_json_word(&k->j, "type", tw_actor_type_text(a->type));
    tw_json_texts(&k->j, "aliases", a->aliases.v, a->aliases.n);
    write_spans(k, "mentions", a->mentions);
}

static void write_claim(struct sink *k, const struct tw_claim *c)
{
    write_span(k, "span", c->span);
    tw_json_text_or_null(&k->j, "by", c->by);
    tw_json_text(&k->j, "who", c->who);
    tw_json_text(&k->j, "what", c->what);
    tw_json_word(&k->j, "stance", tw_polarity_text(c->stance));
    write_index(k, "attribution", c->attribution);
}

void tw_statements_write(struct tw_buf *out, const struct tw_article *a,
                         const struct tw_statements *s)
{
    struct sink k = {.j = {.out = out}, .text = tw_cpindex_in(out->mem, a->text)};

    tw_json_open(&k.j, '{');
    tw_json_text(&k.j, "id", a->id);
    write_spans(&k, "sentences", s->sentences);
    TW_JSON_LIST(&k, s->attributions, "attributions", write_attribution);
    TW_JSON_LIST(&k, s->figures, "figures", write_figure);
    TW_JSON_LIST(&k, s->times, "times", write_time);
    TW_JSON_LIST(&k, s->actors, "actors", write_actor);
    TW_JSON_LIST(&k, s->claims, "claims", write_claim);
    tw_json_close(&k.j, '}');
}
