/* extract/join.c - which names of a text mean the same actor.
**
** Forms (nameform.h) of several words make actors first; then short forms are
** laid to the actor they belong to: a surname or given name to the person last
** named in full who bears it, an acronym to the organisation
** whose initials it is or behind whose name it stands in brackets, a country's
** or organisation's listed alias to its name.  What is left makes actors of
** its own.
** Gets wrong: two people of one surname where the text itself is unclear.
** Cost: O(names), one map lookup each.
*/
#include "extract/join.h"

#include <assert.h>

#include "base/vec.h"
#include "extract/nameform.h"
#include "gen/words.h"

enum { LONGEST_ACRONYM = 8 };

struct joiner {
    struct tw_arena *mem;
    const struct tw_text *t;
    struct tw_nameds names;
    struct tw_forms forms;
    struct tw_map parts;       /* surname or given name -> actor + 1 */
    struct tw_map initials;    /* "rbf" -> actor + 1 */
    struct tw_actor *actor;
    size_t actors, actor_cap;
    struct {
        struct tw_mention *v;
        size_t n, cap;
    } mentions;
};

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

    return item ? (int)item->value - 1 : TW_NOBODY;
}

/* The first letters of the capitalised words: "rbf". */
static struct tw_slice initials_of(struct joiner *j, const struct tw_form *f)
{
    char *p = tw_arena_alloc(j->mem, LONGEST_ACRONYM);
    size_t n = 0;

    for (size_t i = f->first; i < f->end && n < LONGEST_ACRONYM; i++)
        if (j->t->token[i].shape & TW_SHAPE_CAP) p[n++] = tw_token_lower(j->t, i).p[0];
    return (struct tw_slice){p, n};
}

/* The name that the lists give to a form, or an empty slice. */
static struct tw_slice listed_name(const struct tw_lexicon *lexicon, const struct tw_form *f)
{
    const struct tw_word *w =
        tw_words_find(f->type == TW_COUNTRY ? lexicon->countries : lexicon->orgs, f->key);

    return w && f->type != TW_PERSON && f->type != TW_PLACE ? tw_word_value(w)
                                                            : (struct tw_slice){NULL, 0};
}

/* A person named in full; "Jan M. Lund" is "Jan Lund". */
static void add_person(struct joiner *j, struct tw_form *f)
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
    if (actor == TW_NOBODY) {
        actor = add_actor(j, name, TW_PERSON);
        set_part(&j->parts, key, actor);
    } else if (name.n > j->actor[actor].name.n) {
        j->actor[actor].name = name;
    }
    f->actor = actor;
    if (part_actor(&j->parts, surname) == TW_NOBODY) set_part(&j->parts, surname, actor);
    if (part_actor(&j->parts, given) == TW_NOBODY) set_part(&j->parts, given, actor);
}

/* An organisation, country or place by its own or its listed name. */
static void add_other(struct joiner *j, struct tw_form *f)
{
    struct tw_slice name = listed_name(j->t->lexicon, f), key = f->key, initials;
    struct tw_map_item *item;

    if (name.n) {
        key = tw_slice_lower(j->mem, name);
        item = tw_map_add(&j->forms.keys, key, NULL);
        if (item->value && j->forms.v[item->value - 1].actor != TW_NOBODY) {
            f->actor = j->forms.v[item->value - 1].actor;
            return;
        }
        if (item->value && &j->forms.v[item->value - 1] != f
            && j->forms.v[item->value - 1].type == f->type) {
            f->actor = j->forms.v[item->value - 1].actor = add_actor(j, name, f->type);
            return;
        }
        f->actor = add_actor(j, name, f->type);
        if (!item->value) item->value = (uint64_t)(f - j->forms.v) + 1;
    } else {
        f->actor = add_actor(j, text_of(j->mem, j->t, f->first, f->end), f->type);
    }
    if (f->end - f->first < 2 || f->type != TW_ORG) return;
    initials = initials_of(j, f);
    if (initials.n > 1) set_part(&j->initials, initials, f->actor);
}

static bool is_single(const struct tw_form *f)
{
    return f->end - f->first == 1;
}

/* The organisation that a form in capitals abbreviates: by its initials, or
** because it stands in brackets behind the full name. */
static int acronym_actor(struct joiner *j, const struct tw_form *f)
{
    const struct tw_text *t = j->t;

    if (!(t->token[f->first].shape & TW_SHAPE_CAPS) || f->key.n > LONGEST_ACRONYM) return TW_NOBODY;
    return part_actor(&j->initials, f->key);
}

/* The person a lone name belongs to; places and countries keep their own. */
static int person_of(struct joiner *j, const struct tw_form *f)
{
    int actor = part_actor(&j->parts, f->key);

    if (actor == TW_NOBODY || f->type == TW_COUNTRY) return TW_NOBODY;
    if (f->type == TW_PLACE
        && (tw_words_has(&tw_words_any_cities, f->key)
            || tw_words_has(j->t->lexicon->places, f->key)))
        return TW_NOBODY;
    return actor;
}

/* "Volta" for Volta Marine: the first word of one organisation's name, if it
** is no common word. */
static void note_short_orgs(struct joiner *j)
{
    for (size_t i = 0; i < j->forms.n; i++) {
        const struct tw_form *f = &j->forms.v[i];
        struct tw_slice head = tw_token_lower(j->t, f->first);

        if (f->type != TW_ORG || is_single(f) || tw_words_has(j->t->lexicon->dictionary, head))
            continue;
        if (tw_words_has(j->t->lexicon->demonyms, head) || tw_words_has(j->t->lexicon->places, head)
            || tw_words_has(j->t->lexicon->countries, head)
            || tw_words_has(&tw_words_any_cities, head))
            continue;
        if (part_actor(&j->parts, head) == TW_NOBODY) set_part(&j->parts, head, f->actor);
    }
}

/* "Full Name (FN)": the second form is the first one's. */
static void join_brackets(struct joiner *j)
{
    for (size_t i = 0; i + 1 < j->names.n; i++) {
        const struct tw_named *a = &j->names.v[i], *b = &j->names.v[i + 1];
        struct tw_form *f = &j->forms.v[j->forms.of[i]], *g = &j->forms.v[j->forms.of[i + 1]];

        if (b->first != a->end + 1 || b->end - b->first != 1 || f == g || f->actor == TW_NOBODY)
            continue;
        if (!tw_slice_eq(tw_token_lower(j->t, a->end), TW_LIT("("))) continue;
        if (!(j->t->token[b->first].shape & TW_SHAPE_CAPS) || f->type != TW_ORG) continue;
        g->actor = f->actor;
    }
}

static void make_actors(struct joiner *j)
{
    for (size_t i = 0; i < j->forms.n; i++)
        if (j->forms.v[i].type == TW_PERSON && !is_single(&j->forms.v[i]))
            add_person(j, &j->forms.v[i]);
    for (size_t i = 0; i < j->forms.n; i++) {
        struct tw_form *f = &j->forms.v[i];

        if (f->actor == TW_NOBODY && !is_single(f) && f->type != TW_PERSON) add_other(j, f);
    }
    note_short_orgs(j);
    join_brackets(j);
    for (size_t i = 0; i < j->forms.n; i++) {
        struct tw_form *f = &j->forms.v[i];

        if (f->actor != TW_NOBODY) continue;
        f->actor = person_of(j, f);
        if (f->actor == TW_NOBODY) f->actor = acronym_actor(j, f);
        if (f->actor != TW_NOBODY) continue;
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

    if (k->kind != TW_TOK_WORD || !(k->shape & TW_SHAPE_CAP) || s.n < 3) return TW_NOBODY;
    actor = part_actor(&j->parts, s);
    if (actor == TW_NOBODY || (j->actor[actor].type != TW_PERSON && j->actor[actor].type != TW_ORG))
        return TW_NOBODY;
    if (!tw_words_has(j->t->lexicon->dictionary, s)
        || (i + 1 < j->t->tokens
            && tw_token_has(j->t, i + 1, j->t->lexicon->namewords, "person-does")))
        return actor;
    return !(k->shape & TW_SHAPE_START) && i > 0 && tw_is_title(j->t, i - 1) ? actor : TW_NOBODY;
}

static void make_mentions(struct joiner *j)
{
    size_t next = 0;

    for (size_t i = 0; i < j->t->tokens; i++) {
        if (next < j->names.n && j->names.v[next].first == i) {
            const struct tw_named *n = &j->names.v[next];

            push(j, n->first, n->end, j->forms.v[j->forms.of[next]].actor);
            i = n->end - 1;
            next++;
        } else {
            int actor = short_name_at(j, i);

            if (actor != TW_NOBODY) push(j, i, i + 1, actor);
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
                       .forms = tw_forms_read(mem, t, names),
                       .parts = tw_map_in(mem),
                       .initials = tw_map_in(mem)};

    make_actors(&j);
    make_mentions(&j);
    finish(&j, out);
}
