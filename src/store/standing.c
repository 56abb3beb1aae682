/* store/standing.c - see the header. */
#include "store/standing.h"

#include "base/utf8.h"
#include "store/lookup.h"

static enum tw_status find_copies(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                                  struct tw_standing *out)
{
    struct tw_stored_copy *v;
    size_t n;
    enum tw_status st = tw_store_copies(s, mem, article, &v, &n);

    if (st != TW_OK) return st;
    out->copy = TW_NEW_N(mem, struct tw_standing_copy, n);
    for (size_t i = 0; i < n; i++) {
        struct tw_stored other;

        st = tw_store_article(s, mem, v[i].a == article ? v[i].b : v[i].a, &other);
        if (st != TW_OK) return st;
        out->copy[out->copies++] = (struct tw_standing_copy){v[i], other.article};
    }
    return TW_OK;
}

static enum tw_status find_editions(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                                    struct tw_standing *out)
{
    uint64_t *later;
    enum tw_status st = tw_lookup_id(s, mem, out->a.edition_of, &out->edition_of);

    if (st == TW_OK) st = tw_lookup_editions(s, mem, article, &later, &out->editions.n);
    if (st == TW_OK) st = tw_tell_ids(s, mem, later, out->editions.n, &out->editions.v);
    return st;
}

enum tw_status tw_standing_find(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                                struct tw_standing *out)
{
    enum tw_status st;

    *out = (struct tw_standing){0};
    if ((st = tw_store_article(s, mem, article, &out->a)) != TW_OK) return st;
    if ((st = find_copies(s, mem, article, out)) != TW_OK) return st;
    if ((st = find_editions(s, mem, article, out)) != TW_OK) return st;
    return tw_tell_concerning(s, mem, 0, article, &out->decisions);
}

static void write_passages(struct tw_json *j, const struct tw_stored_copy *c, bool quotes,
                           const struct tw_cpindex *a, const struct tw_cpindex *b)
{
    tw_json_key(j, quotes ? "quotes" : "passages");
    tw_json_open(j, '[');
    for (size_t i = 0; i < c->n; i++) {
        const struct tw_stored_passage *p = &c->passage[i];

        if (p->quotation != quotes) continue;
        tw_json_open(j, '{');
        tw_json_key(j, "a"),
            tw_json_pair(j, tw_cpindex_at(a, p->a.off), tw_cpindex_at(a, tw_span_end(p->a)));
        tw_json_key(j, "b"),
            tw_json_pair(j, tw_cpindex_at(b, p->b.off), tw_cpindex_at(b, tw_span_end(p->b)));
        tw_json_count(j, "words", p->words);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

static void write_copy(struct tw_json *j, const struct tw_article *this, uint64_t number,
                       const struct tw_standing_copy *c)
{
    const struct tw_article *a = c->copy.a == number ? this : &c->other,
                            *b = c->copy.a == number ? &c->other : this;
    struct tw_cpindex in_a = tw_cpindex_in(j->out->mem, a->text),
                      in_b = tw_cpindex_in(j->out->mem, b->text);

    tw_json_open(j, '{');
    tw_json_text(j, "a", a->id);
    tw_json_text(j, "b", b->id);
    tw_tell_key_share(j, "contained", c->copy.contained);
    tw_tell_key_share(j, "contained_back", c->copy.contained_back);
    write_passages(j, &c->copy, false, &in_a, &in_b);
    write_passages(j, &c->copy, true, &in_a, &in_b);
    tw_json_close(j, '}');
}

enum tw_status tw_standing_write(struct tw_store *s, struct tw_arena *mem,
                                 const struct tw_standing *x, struct tw_buf *out)
{
    struct tw_json j = {.out = out};
    enum tw_status st;

    tw_json_open(&j, '{');
    tw_json_key(&j, "article");
    tw_article_write(out, &x->a.article);
    j.comma = true;
    tw_json_count(&j, "number", x->a.number);
    tw_tell_key_story(&j, "story", x->a.story);
    tw_tell_key_date(&j, "received", &x->a.received);
    tw_tell_key_share(&j, "copied", x->a.copied);
    tw_json_text_or_null(&j, "edition_of", x->edition_of);
    tw_json_texts(&j, "editions", x->editions.v, x->editions.n);
    tw_json_key(&j, "copies");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < x->copies; i++) write_copy(&j, &x->a.article, x->a.number, &x->copy[i]);
    tw_json_close(&j, ']');
    st = tw_tell_key_decisions(s, mem, &x->decisions, &j);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
    return st;
}
