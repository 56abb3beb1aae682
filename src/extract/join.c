/* extract/join.c - which names of a text mean the same actor.
**
** A form is one spelling.  Forms of several words make actors first; then
** short forms are laid to the actor they belong to: a surname or given name to
** the person last named in full who bears it, an acronym to the organisation
** whose initials it is or behind whose name it stands in brackets, a country's
** or organisation's listed alias to its name.  What is left makes actors of
** its own.
** Gets wrong: two people of one surname where the text itself is unclear.
** Cost: O(names), one map lookup each.
*/
#include "extract/join.h"

#include <assert.h>

#include "base/map.h"
#include "base/vec.h"
#include "gen/words.h"

enum { NOBODY = -1, LONGEST_ACRONYM = 8 };

struct form {
    struct tw_slice key;                /* lower case, one space between words */
    size_t first, end;                  /* tokens of its first mention */
    size_t count[TW_PLACE + 1];         /* mentions of each kind */
    bool is_dateline;                   /* the text begins with it */
    size_t as_place, as_person, as_org; /* mentions where the words around speak for it */
    enum tw_actor_type type;
    int actor;
};

struct joiner {
    struct tw_arena *mem;
    const struct tw_text *t;
    struct tw_nameds names;
    uint32_t *form_of; /* per name */
    struct form *form;
    size_t forms, form_cap;
    struct tw_map keys, parts; /* spelling -> form + 1; surname or given name -> actor + 1 */
    struct tw_map initials;    /* "rbf" -> actor + 1 */
    struct tw_actor *actor;
    size_t actors, actor_cap;
    struct {
        struct tw_mention *v;
        size_t n, cap;
    } mentions;
};

/* The lower-cased tokens as one slice: the token layer keeps them one space apart. */
static struct tw_slice key_of(const struct tw_text *t, size_t first, size_t end)
{
    struct tw_slice a = tw_token_lower(t, first), b = tw_token_lower(t, end - 1);

    return (struct tw_slice){a.p, (size_t)(b.p + b.n - a.p)};
}

static struct tw_slice text_of(struct tw_arena *mem, const struct tw_text *t, size_t first,
                               size_t end)
{
    struct tw_slice s = tw_span_text(t->text, tw_tokens_span(t, first, end - 1));
    char *p;

    if (!memchr(s.p, '\n', s.n)) return s;
    p = tw_arena_dup(mem, s.p, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (p[i] == '\n') p[i] = ' ';
    return (struct tw_slice){p, s.n};
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
        && tw_token_has(t, n->end + 1, t->lexicon->namewords, "office"))
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
static void set_type(const struct tw_lexicon *lexicon, struct form *f)
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
static void prefer_mixed_case(const struct tw_text *t, struct form *f, const struct tw_named *n)
{
    if (!(t->token[f->first].shape & TW_SHAPE_CAPS) || (t->token[n->first].shape & TW_SHAPE_CAPS))
        return;
    f->first = n->first;
    f->end = n->end;
}

static void read_forms(struct joiner *j)
{
    for (size_t i = 0; i < j->names.n; i++) {
        const struct tw_named *n = &j->names.v[i];
        struct tw_map_item *item = tw_map_add(&j->keys, key_of(j->t, n->first, n->end), NULL);

        if (item->value == 0) {
            struct form f = {.key = item->key,
                             .first = n->first,
                             .end = n->end,
                             .actor = NOBODY,
                             .is_dateline = n->first == 0};

            TW_PUSH(j->mem, j->form, j->forms, j->form_cap, f);
            item->value = j->forms;
        }
        prefer_mixed_case(j->t, &j->form[item->value - 1], n);
        j->form_of[i] = (uint32_t)(item->value - 1);
        j->form[item->value - 1].count[n->type]++;
        j->form[item->value - 1].as_place += looks_like_place(j->t, n);
        j->form[item->value - 1].as_person += looks_like_person(j->t, n);
        j->form[item->value - 1].as_org += looks_like_org(j->t, n);
    }
    for (size_t i = 0; i < j->forms; i++) set_type(j->t->lexicon, &j->form[i]);
}

static int add_actor(struct joiner *j, struct tw_slice name, enum tw_actor_type type)
{
    struct tw_actor a = {.name = name, .type = type};

    TW_PUSH(j->mem, j->actor, j->actors, j->actor_cap, a);
    return (int)j->actors - 1;
}

static void set_part(struct tw_map *map, struct tw_slice key, int actor)
{
    tw_map_add(map, key, NULL)->value = (uint64_t)actor + 1;
}

static int part_actor(const struct tw_map *map, struct tw_slice key)
{
    const struct tw_map_item *item = tw_map_find(map, key);

    return item ? (int)item->value - 1 : NOBODY;
}

/* The first letters of the capitalised words: "rbf". */
static struct tw_slice initials_of(struct joiner *j, const struct form *f)
{
    char *p = tw_arena_alloc(j->mem, LONGEST_ACRONYM);
    size_t n = 0;

    for (size_t i = f->first; i < f->end && n < LONGEST_ACRONYM; i++)
        if (j->t->token[i].shape & TW_SHAPE_CAP) p[n++] = tw_token_lower(j->t, i).p[0];
    return (struct tw_slice){p, n};
}

/* The name that the lists give to a form, or an empty slice. */
static struct tw_slice listed_name(const struct tw_lexicon *lexicon, const struct form *f)
{
    const struct tw_word *w =
        tw_words_find(f->type == TW_COUNTRY ? lexicon->countries : lexicon->orgs, f->key);

    return w && f->type != TW_PERSON && f->type != TW_PLACE ? tw_word_value(w)
                                                            : (struct tw_slice){NULL, 0};
}

/* A person named in full; "Jan M. Lund" is "Jan Lund". */
static void add_person(struct joiner *j, struct form *f)
{
    struct tw_slice given = tw_token_lower(j->t, f->first),
                    surname = tw_token_lower(j->t, f->end - 1), name;
    char *pair = tw_arena_alloc(j->mem, given.n + surname.n + 2);
    struct tw_slice key = {pair, given.n + surname.n + 2};
    int actor;

    memcpy(pair, given.p, given.n);
    memcpy(pair + given.n, "  ", 2);
    memcpy(pair + given.n + 2, surname.p, surname.n);
    name = text_of(j->mem, j->t, f->first, f->end);
    actor = part_actor(&j->parts, key);
    if (actor == NOBODY) {
        actor = add_actor(j, name, TW_PERSON);
        set_part(&j->parts, key, actor);
    } else if (name.n > j->actor[actor].name.n) {
        j->actor[actor].name = name;
    }
    f->actor = actor;
    if (part_actor(&j->parts, surname) == NOBODY) set_part(&j->parts, surname, actor);
    if (part_actor(&j->parts, given) == NOBODY) set_part(&j->parts, given, actor);
}

/* An organisation, country or place by its own or its listed name. */
static void add_other(struct joiner *j, struct form *f)
{
    struct tw_slice name = listed_name(j->t->lexicon, f), key = f->key, initials;
    struct tw_map_item *item;

    if (name.n) {
        key = tw_slice_lower(j->mem, name);
        item = tw_map_add(&j->keys, key, NULL);
        if (item->value && j->form[item->value - 1].actor != NOBODY) {
            f->actor = j->form[item->value - 1].actor;
            return;
        }
        if (item->value && &j->form[item->value - 1] != f
            && j->form[item->value - 1].type == f->type) {
            f->actor = j->form[item->value - 1].actor = add_actor(j, name, f->type);
            return;
        }
        f->actor = add_actor(j, name, f->type);
        if (!item->value) item->value = (uint64_t)(f - j->form) + 1;
    } else {
        f->actor = add_actor(j, text_of(j->mem, j->t, f->first, f->end), f->type);
    }
    if (f->end - f->first < 2 || f->type != TW_ORG) return;
    initials = initials_of(j, f);
    if (initials.n > 1) set_part(&j->initials, initials, f->actor);
}

static bool is_single(const struct form *f)
{
    return f->end - f->first == 1;
}

/* The organisation that a form in capitals abbreviates: by its initials, or
** because it stands in brackets behind the full name. */
static int acronym_actor(struct joiner *j, const struct form *f)
{
    const struct tw_text *t = j->t;

    if (!(t->token[f->first].shape & TW_SHAPE_CAPS) || f->key.n > LONGEST_ACRONYM) return NOBODY;
    return part_actor(&j->initials, f->key);
}

/* The person a lone name belongs to; places and countries keep their own. */
static int person_of(struct joiner *j, const struct form *f)
{
    int actor = part_actor(&j->parts, f->key);

    if (actor == NOBODY || f->type == TW_COUNTRY) return NOBODY;
    if (f->type == TW_PLACE
        && (tw_words_has(&tw_words_any_cities, f->key)
            || tw_words_has(j->t->lexicon->places, f->key)))
        return NOBODY;
    return actor;
}

/* "Volta" for Volta Marine: the first word of one organisation's name, if it
** is no common word. */
static void note_short_orgs(struct joiner *j)
{
    for (size_t i = 0; i < j->forms; i++) {
        const struct form *f = &j->form[i];
        struct tw_slice head = tw_token_lower(j->t, f->first);

        if (f->type != TW_ORG || is_single(f) || tw_words_has(j->t->lexicon->dictionary, head))
            continue;
        if (tw_words_has(j->t->lexicon->demonyms, head) || tw_words_has(j->t->lexicon->places, head)
            || tw_words_has(j->t->lexicon->countries, head)
            || tw_words_has(&tw_words_any_cities, head))
            continue;
        if (part_actor(&j->parts, head) == NOBODY) set_part(&j->parts, head, f->actor);
    }
}

/* "Full Name (FN)": the second form is the first one's. */
static void join_brackets(struct joiner *j)
{
    for (size_t i = 0; i + 1 < j->names.n; i++) {
        const struct tw_named *a = &j->names.v[i], *b = &j->names.v[i + 1];
        struct form *f = &j->form[j->form_of[i]], *g = &j->form[j->form_of[i + 1]];

        if (b->first != a->end + 1 || b->end - b->first != 1 || f == g || f->actor == NOBODY)
            continue;
        if (!tw_slice_eq(tw_token_lower(j->t, a->end), TW_LIT("("))) continue;
        if (!(j->t->token[b->first].shape & TW_SHAPE_CAPS) || f->type != TW_ORG) continue;
        g->actor = f->actor;
    }
}

static void make_actors(struct joiner *j)
{
    for (size_t i = 0; i < j->forms; i++)
        if (j->form[i].type == TW_PERSON && !is_single(&j->form[i])) add_person(j, &j->form[i]);
    for (size_t i = 0; i < j->forms; i++) {
        struct form *f = &j->form[i];

        if (f->actor == NOBODY && !is_single(f) && f->type != TW_PERSON) add_other(j, f);
    }
    note_short_orgs(j);
    join_brackets(j);
    for (size_t i = 0; i < j->forms; i++) {
        struct form *f = &j->form[i];

        if (f->actor != NOBODY) continue;
        f->actor = person_of(j, f);
        if (f->actor == NOBODY) f->actor = acronym_actor(j, f);
        if (f->actor != NOBODY) continue;
        if (f->type == TW_PERSON)
            f->actor = add_actor(j, text_of(j->mem, j->t, f->first, f->end), TW_PERSON);
        else add_other(j, f);
        if (f->type == TW_PERSON) set_part(&j->parts, f->key, f->actor);
    }
}

static void push(struct joiner *j, size_t first, size_t end, int actor)
{
    struct tw_mention m = {tw_tokens_span(j->t, first, end - 1), (uint32_t)actor};

    assert(actor >= 0);
    TW_PUSH(j->mem, j->mentions.v, j->mentions.n, j->mentions.cap, m);
}

/* A short name alone that the tagger passed over: "Keel" at the head of a sentence. */
static int short_name_at(const struct joiner *j, size_t i)
{
    const struct tw_token *k = &j->t->token[i];
    struct tw_slice s = tw_token_lower(j->t, i);
    int actor;

    if (k->kind != TW_TOK_WORD || !(k->shape & TW_SHAPE_CAP) || s.n < 3) return NOBODY;
    actor = part_actor(&j->parts, s);
    if (actor == NOBODY || (j->actor[actor].type != TW_PERSON && j->actor[actor].type != TW_ORG))
        return NOBODY;
    if (!tw_words_has(j->t->lexicon->dictionary, s)
        || (i + 1 < j->t->tokens
            && tw_token_has(j->t, i + 1, j->t->lexicon->namewords, "person-does")))
        return actor;
    return !(k->shape & TW_SHAPE_START) && i > 0 && tw_is_title(j->t, i - 1) ? actor : NOBODY;
}

static void make_mentions(struct joiner *j)
{
    size_t next = 0;

    for (size_t i = 0; i < j->t->tokens; i++) {
        if (next < j->names.n && j->names.v[next].first == i) {
            const struct tw_named *n = &j->names.v[next];

            push(j, n->first, n->end, j->form[j->form_of[next]].actor);
            i = n->end - 1;
            next++;
        } else {
            int actor = short_name_at(j, i);

            if (actor != NOBODY) push(j, i, i + 1, actor);
        }
    }
}

/* Gives the actors their mentions and aliases, and orders them by first mention. */
static void finish(struct joiner *j, struct tw_statements *out)
{
    size_t *count = TW_NEW_N(j->mem, size_t, j->actors + 1);
    uint32_t *place = TW_NEW_N(j->mem, uint32_t, j->actors + 1);
    struct tw_actor *v = TW_NEW_N(j->mem, struct tw_actor, j->actors + 1);
    struct tw_map seen = tw_map_in(j->mem);
    size_t n = 0, *caps = TW_NEW_N(j->mem, size_t, j->actors + 1);

    for (size_t i = 0; i < j->mentions.n; i++) {
        uint32_t a = j->mentions.v[i].actor;

        if (count[a]++ == 0) {
            place[a] = (uint32_t)n;
            v[n++] = j->actor[a];
        }
        j->mentions.v[i].actor = place[a];
    }
    for (size_t a = 0; a < j->actors; a++)
        if (count[a]) v[place[a]].mentions.v = TW_NEW_N(j->mem, struct tw_span, count[a]);
    for (size_t i = 0; i < j->mentions.n; i++) {
        struct tw_actor *a = &v[j->mentions.v[i].actor];
        struct tw_slice text = tw_span_text(j->t->text, j->mentions.v[i].span);
        struct tw_map_item *item;

        a->mentions.v[a->mentions.n++] = j->mentions.v[i].span;
        if (tw_slice_eq(text, a->name)) continue;
        item = tw_map_add(&seen, text, NULL);
        if (item->value == (uint64_t)j->mentions.v[i].actor + 1) continue;
        item->value = (uint64_t)j->mentions.v[i].actor + 1;
        TW_PUSH(j->mem, a->aliases.v, a->aliases.n, caps[j->mentions.v[i].actor], text);
    }
    out->actors.v = v;
    out->actors.n = n;
    out->mentions.v = j->mentions.v;
    out->mentions.n = j->mentions.n;
}

void tw_names_join(struct tw_arena *mem, const struct tw_text *t, struct tw_nameds names,
                   struct tw_statements *out)
{
    struct joiner j = {.mem = mem,
                       .t = t,
                       .names = names,
                       .keys = tw_map_in(mem),
                       .parts = tw_map_in(mem),
                       .initials = tw_map_in(mem)};

    j.form_of = TW_NEW_N(mem, uint32_t, names.n + 1);
    read_forms(&j);
    make_actors(&j);
    make_mentions(&j);
    finish(&j, out);
}
