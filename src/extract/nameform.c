/* extract/nameform.c - see nameform.h.
**
** Gets wrong: a lone word that is a person here and a place there in one text.
*/
#include "extract/nameform.h"

#include "base/vec.h"

/* The lower-cased tokens as one slice: the token layer keeps them one space apart. */
static struct tw_slice key_of(const struct tw_text *t, size_t first, size_t end)
{
    struct tw_slice a = tw_token_lower(t, first), b = tw_token_lower(t, end - 1);

    return (struct tw_slice){a.p, (size_t)(b.p + b.n - a.p)};
}

/* "in Karsk", "the town of Karsk", "KARSK, March 3", "Karsk’s foreign ministry". */
static bool looks_like_place(const struct tw_text *t, const struct tw_named *n)
{
    const struct tw_sentence *s = &t->sentence[t->token[n->first].sentence];

    if (n->first == 0 && n->end < s->end && tw_token_is(t, n->end, ",") && n->end + 1 < s->end
        && (tw_token_find(t, n->end + 1, t->lexicon->months) != NULL))
        return true;
    if (n->first == 0 && n->end < s->end
        && (tw_token_is(t, n->end, "—") || tw_token_is(t, n->end, "("))
        && (t->token[n->first].shape & TW_SHAPE_CAPS))
        return true;
    if (n->end + 1 < s->end && (t->token[n->end].shape & TW_SHAPE_POSSESSIVE)
        && (tw_token_has(t, n->end + 1, t->lexicon->namewords, "office")
            || (n->end + 2 < s->end && tw_token_has(t, n->end + 2, t->lexicon->namewords,
                                                    "office"))))
        /* "Karsk's president", "Karsk's health ministry" */
        return true;
    if (n->first <= s->first) return false;
    if (tw_token_has(t, n->first - 1, t->lexicon->namewords, "before-place")) return true;
    return n->first >= s->first + 2
           && tw_token_has(t, n->first - 2, t->lexicon->namewords, "place-kind")
           && (tw_token_is(t, n->first - 1, "of") || tw_token_is(t, n->first - 1, "from")
               || tw_token_is(t, n->first - 1, "with"));
}

/* "Mr Karsk", "Karsk, 58,", "said Karsk"; but a capital speaks too. */
static bool looks_like_person(const struct tw_text *t, const struct tw_named *n)
{
    const struct tw_sentence *s = &t->sentence[t->token[n->first].sentence];

    if (n->first > s->first && tw_is_title(t, n->first - 1)) return true;
    if (n->first > s->first && tw_token_has(t, n->first - 1, t->lexicon->namewords, "person-does")
        && !tw_token_find(t, n->first, t->lexicon->capitals))
        return true;
    if (n->end < s->end && tw_token_has(t, n->end, t->lexicon->namewords, "person-does")
        && !tw_token_find(t, n->first, t->lexicon->capitals)
        && !(n->first > s->first && tw_token_is(t, n->first - 1, "of")))
        return true;
    return n->end + 1 < s->end && tw_token_is(t, n->end, ",")
           && t->token[n->end + 1].kind == TW_TOK_NUMBER && t->token[n->end + 1].len < 3;
}

/* "Pillbox, the pharmacy start-up": an organisation by its apposition. */
static bool looks_like_org(const struct tw_text *t, const struct tw_named *n)
{
    enum { FAR = 7 };
    size_t end = t->sentence[t->token[n->first].sentence].end, at = n->end + 1;

    if (at >= end || !tw_token_is(t, n->end, ",")) return false;
    if (!tw_token_find(t, at, t->lexicon->articles)) return false;
    while (at < end && at < n->end + FAR && t->token[at].kind == TW_TOK_WORD) at++;
    return at < end && t->token[at].kind == TW_TOK_PUNCT
           && tw_token_has(t, at - 1, t->lexicon->orgnouns, "any");
}

/* A lone word that the tagger took for a person, but that the words around it
** or the lists tell to be a place. */
static void set_type(const struct tw_lexicon *lexicon, struct tw_form *f)
{
    for (enum tw_actor_type k = TW_PERSON; k <= TW_PLACE; k++)
        if (f->count[k] > f->count[f->type]) f->type = k;
    if (f->as_org > 0 && f->type != TW_COUNTRY) f->type = TW_ORG;
    if (f->end - f->first != 1 || (f->type != TW_PERSON && !(f->type == TW_ORG && f->is_dateline)))
        return;
    if (tw_words_has(lexicon->capitals, f->key) && f->as_person == 0) f->type = TW_PLACE;
    if (f->as_place > 0 && f->as_person == 0 && !(tw_words_has(lexicon->given_names, f->key)))
        f->type = TW_PLACE;
}

/* A form is shown as "Oruna", not as the "ORUNA" of a dateline. */
static void prefer_mixed_case(const struct tw_text *t, struct tw_form *f, const struct tw_named *n)
{
    if (!(t->token[f->first].shape & TW_SHAPE_CAPS) || (t->token[n->first].shape & TW_SHAPE_CAPS))
        return;
    f->first = n->first;
    f->end = n->end;
}

static struct tw_form *form_of(struct tw_arena *mem, struct tw_forms *f, const struct tw_text *t,
                               const struct tw_named *n)
{
    struct tw_map_item *item = tw_map_add(&f->keys, key_of(t, n->first, n->end), NULL);

    if (item->value == 0) {
        TW_PUSH(mem, f->v, f->n, f->cap,
                (struct tw_form){.key = item->key, .first = n->first, .end = n->end,
                                 .actor = TW_NOBODY,
                                 .is_dateline = n->first == 0});
        item->value = f->n;
    }
    return &f->v[item->value - 1];
}

struct tw_forms tw_forms_read(struct tw_arena *mem, const struct tw_text *t, struct tw_nameds names)
{
    struct tw_forms out = {.of = TW_NEW_N(mem, uint32_t, names.n + 1), .keys = tw_map_in(mem)};

    for (size_t i = 0; i < names.n; i++) {
        const struct tw_named *n = &names.v[i];
        struct tw_form *f = form_of(mem, &out, t, n);

        prefer_mixed_case(t, f, n);
        out.of[i] = (uint32_t)(f - out.v);
        f->count[n->type]++;
        f->as_place += looks_like_place(t, n);
        f->as_person += looks_like_person(t, n);
        f->as_org += looks_like_org(t, n);
    }
    for (size_t i = 0; i < out.n; i++) set_type(t->lexicon, &out.v[i]);
    return out;
}
