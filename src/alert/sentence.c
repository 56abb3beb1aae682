/* alert/sentence.c - finds sentences in the statements of articles
   (doc/schema/statements.schema.json). */
#include "alert/sentence.h"

#include "base/utf8.h"

#include <assert.h>

struct read { bool is_read; struct tw_slice text; const struct tw_jv *list; };

struct tw_sentences {
    struct tw_store *store;
    const struct tw_seen *seen;
    struct read *of;            /* of each card */
};

struct tw_sentences *tw_sentences_of(struct tw_store *s, const struct tw_seen *seen)
{
    struct tw_sentences *out = TW_NEW(seen->mem, struct tw_sentences);

    *out = (struct tw_sentences){s, seen, TW_NEW_N(seen->mem, struct read, seen->cards)};
    return out;
}

static enum tw_status read_card(struct tw_sentences *s, uint32_t card)
{
    struct tw_arena *mem = s->seen->mem;
    struct tw_jv *all = TW_NEW(mem, struct tw_jv);
    struct tw_stored a;
    enum tw_status st;

    assert(card < s->seen->cards);
    if (s->of[card].is_read) return TW_OK;
    s->of[card].is_read = true;
    st = tw_store_article(s->store, mem, s->seen->card[card].number, &a);
    if (st == TW_NOTFOUND) return TW_OK;
    if (st != TW_OK) return st;
    s->of[card].text = a.article.text;
    if (tw_json_parse(mem, a.statements, all, NULL) == TW_OK)
        s->of[card].list = tw_jv_get(all, "sentences");
    return TW_OK;
}

/* The sentences, which are in order, that meet the place, as one span. */
static void widen(const struct read *r, struct tw_seen_place *p)
{
    uint64_t first = p->first, last = p->last;
    size_t from, to;

    for (size_t i = 0; r->list && i < r->list->n; i++) {
        const struct tw_jv *span = &r->list->v[i];
        uint64_t begin, end;

        if (span->type != TW_JARRAY || span->n != 2 || !(span->v[0].num >= 0)
            || !(span->v[1].num < 1e15))
            continue;
        begin = (uint64_t)span->v[0].num;
        end = (uint64_t)span->v[1].num;
        if (begin >= p->last || end <= p->first) continue;
        if (begin < first) first = begin;
        if (end > last) last = end;
    }
    from = tw_utf8_skip(r->text, 0, first);
    to = from == TW_NONE ? TW_NONE : tw_utf8_skip(r->text, from, last - first);
    if (to == TW_NONE) return;
    *p = (struct tw_seen_place){p->card, first, last, tw_slice_sub(r->text, from, to)};
}

enum tw_status tw_sentences_widen(struct tw_sentences *s, struct tw_seen_places *places)
{
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < places->n && st == TW_OK; i++) {
        struct tw_seen_place *p = &places->v[i];

        if (p->last == 0) continue;
        st = read_card(s, p->card);
        if (st == TW_OK && s->of[p->card].text.n) widen(&s->of[p->card], p);
    }
    return st;
}
