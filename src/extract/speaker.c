/* extract/speaker.c - from the words of a source to the name of a speaker.
**
** The attributions are taken by the place of their sources, and the people who
** spoke or stood at the head of a sentence are remembered, newest first: "he"
** is the newest of them that is not known to be a woman.  Gets wrong: "he" for
** somebody other than the last speaker when both were named in one sentence.
** Cost: O(attributions * mentions of an actor) at worst a few look-ups each.
*/
#include "extract/speaker.h"

#include "base/map.h"
#include "base/vec.h"
#include "extract/phrase.h"
#include "gen/words.h"

#include <stdlib.h>

enum { REMEMBER = 12 };         /* people, newest first */
enum { ROLE_NEAR = 6 };         /* tokens between a role and its name */

enum gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE, GENDER_THING };

struct known { struct tw_slice name; enum gender gender; size_t off; };

struct mention { size_t off, end; uint32_t actor; };

struct finder {
    struct tw_arena *mem;
    const struct tw_classes *c;
    const struct tw_text *t;
    struct tw_statements *out;
    struct mention *mention; size_t mentions, cap;  /* of all actors, by place */
    struct tw_map actor;            /* index of each name */
    struct known known[REMEMBER]; size_t n;
    struct tw_slice said[REMEMBER]; size_t n_said;      /* speakers that are no named persons, newest first */
    struct tw_slice thing;          /* the last speaker that is no person */
    bool thing_is_paper;
};

static int by_off(const void *x, const void *y)
{
    const struct mention *a = x, *b = y;

    return a->off < b->off ? -1 : a->off > b->off;
}

static void gather_mentions(struct finder *f)
{
    f->actor = tw_map_in(f->mem);
    for (size_t i = 0; i < f->out->actors.n; i++) {
        const struct tw_actor *it = &f->out->actors.v[i];

        tw_map_add(&f->actor, it->name, NULL)->value = i;
        for (size_t k = 0; k < it->mentions.n; k++) {
            struct tw_span s = it->mentions.v[k];

            TW_PUSH(f->mem, f->mention, f->mentions, f->cap, (struct mention){s.off, tw_span_end(s), (uint32_t)i});
        }
    }
    if (f->mentions) qsort(f->mention, f->mentions, sizeof *f->mention, by_off);
}

/* The first mention at or behind byte `off`. */
static size_t mention_at(const struct finder *f, size_t off)
{
    size_t low = 0, high = f->mentions;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (f->mention[mid].off < off) low = mid + 1;
        else high = mid;
    }
    return low;
}

static enum gender gender_of_words(const struct finder *f, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        struct tw_slice low = tw_token_lower(f->t, i);
        const struct tw_word *role;

        if (tw_token_is(f->t, i, "mr") || tw_token_is(f->t, i, "mr.") || tw_token_is(f->t, i, "sir")) return GENDER_MALE;
        if (tw_token_is(f->t, i, "ms") || tw_token_is(f->t, i, "ms.") || tw_token_is(f->t, i, "mrs")
            || tw_token_is(f->t, i, "mrs.") || tw_token_is(f->t, i, "dame") || tw_token_is(f->t, i, "miss"))
            return GENDER_FEMALE;
        role = tw_words_find(&tw_words_en_roles, low);
        if (role && tw_word_string(role)[0] != 'e') return tw_word_string(role)[0] == 'f' ? GENDER_FEMALE : GENDER_MALE;
    }
    return GENDER_UNKNOWN;
}

/* Puts a name at the head of those remembered. */
static void remember(struct finder *f, struct tw_slice name, enum gender gender, size_t off)
{
    size_t k = 0;

    while (k < f->n && !tw_slice_eq(f->known[k].name, name)) k++;
    if (k < f->n && gender == GENDER_UNKNOWN) gender = f->known[k].gender;
    if (k == f->n) {
        if (f->n < REMEMBER) f->n++;
        k = f->n - 1;
    }
    memmove(f->known + 1, f->known, k * sizeof f->known[0]);
    f->known[0] = (struct known){name, gender, off};
}

static bool is_possessor(const struct finder *f, size_t end_token)
{
    return end_token < f->t->tokens && f->c->of[end_token] == TW_CLASS_GENITIVE;
}

static struct tw_slice words_of(const struct finder *f, size_t first, size_t end)
{
    while (first < end && (tw_token_is(f->t, first, "the") || tw_token_is(f->t, first, "a") || tw_token_is(f->t, first, "an")))
        first++;
    return first < end ? tw_span_text(f->t->text, tw_tokens_span(f->t, first, end - 1)) : (struct tw_slice){0};
}

static bool is_pointed(const struct finder *f, size_t i)
{
    struct tw_slice s = tw_token_text(f->t, i);

    return s.n > 1 && s.p[s.n - 1] == '.';
}

/* Where the head of the source ends: before "of", "who", a comma ... */
static size_t head_end(const struct finder *f, size_t first, size_t end)
{
    size_t i = first;

    if (i < end && f->c->of[i] == TW_CLASS_PREP) return end;         /* "Through a publicist, ..." */
    while (i < end && f->c->of[i] != TW_CLASS_PREP && f->c->of[i] != TW_CLASS_COMMA && f->c->of[i] != TW_CLASS_THAT
           && f->c->of[i] != TW_CLASS_WH && !(f->c->of[i] == TW_CLASS_PRON && i > first) && f->c->of[i] != TW_CLASS_DASH
           && f->c->of[i] != TW_CLASS_ED && f->c->of[i] != TW_CLASS_ING)
        i++;
    return i > first ? i : end;
}

/* The person whose name makes up the source or closes its first part ("Captain
** of Police Aro Keel"), or opens an apposition; else another actor that is the
** whole source; -1: none. */
static int named_in(const struct finder *f, size_t first, size_t end)
{
    size_t comma = first, head = head_end(f, first, end), last, from, to;
    int other = -1;

    if (first == end) return -1;
    while (comma < end && f->c->of[comma] != TW_CLASS_COMMA) comma++;
    last = comma < end && !tw_token_is(f->t, comma + 1, "who") && !tw_token_is(f->t, comma + 1, "whose") ? end : comma;
    from = f->t->token[first].off;
    to = f->t->token[last - 1].off + f->t->token[last - 1].len;
    for (size_t k = mention_at(f, from); k < f->mentions && f->mention[k].off < to; k++) {
        enum tw_class before;
        size_t a, b;

        tw_tokens_in(f->t, (struct tw_span){f->mention[k].off, f->mention[k].end - f->mention[k].off}, &a, &b);
        if (is_possessor(f, b)) continue;
        while (a > first && f->c->of[a - 1] == TW_CLASS_NAME && is_pointed(f, a - 1)) a--;     /* "Dr." */
        before = a > first ? (enum tw_class)f->c->of[a - 1] : TW_CLASS_STOP;
        if (f->out->actors.v[f->mention[k].actor].type != TW_PERSON) {
            if ((b == comma || b == end) && (a == first || before == TW_CLASS_DET) && a <= first + 1)
                other = (int)f->mention[k].actor;
        } else if (b <= head || before == TW_CLASS_COMMA
                   || (b == comma && before != TW_CLASS_PREP && before != TW_CLASS_DET && before != TW_CLASS_GENITIVE
                       && before != TW_CLASS_CONJ && before != TW_CLASS_POSS)) {
            return (int)f->mention[k].actor;
        }
    }
    return other;
}

/* The government that a capital or palace stands for. */
static struct tw_slice metonym(const struct finder *f, size_t first, size_t end)
{
    const struct tw_word *it;

    if (first < end && tw_token_is(f->t, first, "the")) first++;
    if (first == end) return (struct tw_slice){0};
    if (tw_tokens_match(f->t, &tw_words_en_palaces, first, end, &it) == end - first) return tw_word_value(it);
    if (tw_tokens_match(f->t, &tw_words_en_capitals, first, end, &it) == end - first) return tw_word_value(it);
    return (struct tw_slice){0};
}

/* The role noun that is the head of a definite source; -1: it has none. */
static int role_in(const struct finder *f, size_t first, size_t end)
{
    size_t head = head_end(f, first, end);
    bool is_definite = tw_token_is(f->t, first, "the") || f->c->of[first] == TW_CLASS_POSS;

    if (!is_definite || head < first + 2 || head < end) return -1;
    return tw_words_has(&tw_words_en_roles, tw_token_lower(f->t, head - 1)) ? (int)(head - 1) : -1;
}

/* True when the role noun stands beside the mention [a, b): "Mayor Aro Keel",
** "Aro Keel, the mayor". */
static bool has_role(const struct finder *f, size_t a, size_t b, struct tw_slice role)
{
    for (size_t i = a; i > 0 && i + ROLE_NEAR > a; i--) {
        enum tw_class cl = (enum tw_class)f->c->of[i - 1];

        if (cl == TW_CLASS_STOP || cl == TW_CLASS_CLOSE || cl == TW_CLASS_OPEN || tw_is_finite(f->c, i - 1)) break;
        if (tw_slice_eq(tw_token_lower(f->t, i - 1), role)) return true;
    }
    if (b >= f->t->tokens || f->c->of[b] != TW_CLASS_COMMA) return false;
    for (size_t i = b + 1; i < f->t->tokens && i < b + 3 + ROLE_NEAR; i++) {
        enum tw_class cl = (enum tw_class)f->c->of[i];

        if (cl == TW_CLASS_STOP || cl == TW_CLASS_COMMA || cl == TW_CLASS_OPEN || tw_is_finite(f->c, i)) break;
        if (tw_slice_eq(tw_token_lower(f->t, i), role)) return true;
    }
    return false;
}

/* The person introduced before `off` with the role; else, for one with a
** people's name ("the French President"), the last speaker. */
static struct tw_slice by_role(const struct finder *f, size_t first, size_t role, size_t off)
{
    struct tw_slice word = tw_token_lower(f->t, role);
    bool is_national = role - 1 > first && tw_words_has(&tw_words_en_demonyms, tw_token_lower(f->t, role - 1));

    for (size_t k = mention_at(f, off); k > 0; k--) {
        const struct mention *m = &f->mention[k - 1];
        size_t a, b;

        if (f->out->actors.v[m->actor].type != TW_PERSON) continue;
        tw_tokens_in(f->t, (struct tw_span){m->off, m->end - m->off}, &a, &b);
        if (has_role(f, a, b, word)) return f->out->actors.v[m->actor].name;
    }
    if (is_national && f->n && f->known[0].gender != GENDER_THING) return f->known[0].name;
    return (struct tw_slice){0};
}

/* Whom a pronoun means. */
static struct tw_slice by_pronoun(const struct finder *f, struct tw_slice low)
{
    bool is_she = tw_slice_eq(low, TW_LIT("she")) || tw_slice_eq(low, TW_LIT("her"));
    bool is_he = tw_slice_eq(low, TW_LIT("he")) || tw_slice_eq(low, TW_LIT("his")) || tw_slice_eq(low, TW_LIT("him"));

    for (size_t k = 0; k < f->n; k++) {
        if (is_she && f->known[k].gender != GENDER_MALE && f->known[k].gender != GENDER_THING) return f->known[k].name;
        if (is_he && f->known[k].gender != GENDER_FEMALE && f->known[k].gender != GENDER_THING) return f->known[k].name;
    }
    return f->thing;
}

static bool is_pronoun(const struct finder *f, size_t i)
{
    return f->c->of[i] == TW_CLASS_PRON || f->c->of[i] == TW_CLASS_POSS || f->c->of[i] == TW_CLASS_OBJ;
}

/* People at the head of the sentences in [from, to) become known. */
static void remember_subjects(struct finder *f, size_t from, size_t to)
{
    for (size_t k = mention_at(f, from); k < f->mentions && f->mention[k].off < to; k++) {
        const struct tw_actor *actor = &f->out->actors.v[f->mention[k].actor];
        size_t a, b, s;

        if (actor->type != TW_PERSON) continue;
        tw_tokens_in(f->t, (struct tw_span){f->mention[k].off, f->mention[k].end - f->mention[k].off}, &a, &b);
        if (a >= f->t->tokens || is_possessor(f, b)) continue;
        s = f->t->token[a].sentence;
        if (a > f->t->sentence[s].first + 8 || (f->t->token[a].shape & TW_SHAPE_QUOTED)) continue;
        remember(f, actor->name, gender_of_words(f, f->t->sentence[s].first, a), f->mention[k].off);
    }
}

/* "his widow": the widow of whom "his" means. */
static struct tw_slice by_relation(const struct finder *f, size_t first, size_t end)
{
    struct tw_buf out = {.mem = f->mem};
    struct tw_slice whose;

    if (end != first + 2 || !(tw_token_is(f->t, first, "his") || tw_token_is(f->t, first, "her"))) return (struct tw_slice){0};
    if (!tw_words_has(&tw_words_en_roles, tw_token_lower(f->t, end - 1))) return (struct tw_slice){0};
    whose = by_pronoun(f, tw_token_lower(f->t, first));
    if (!whose.n || !tw_map_find(&f->actor, whose)) return (struct tw_slice){0};
    tw_buf_add(&out, tw_token_text(f->t, end - 1));
    tw_buf_adds(&out, " of ");
    tw_buf_add(&out, whose);
    return tw_buf_slice(&out);
}

/* "Lord Fennimore": the title belongs to a name of one word. */
static struct tw_slice with_title(const struct finder *f, size_t first, size_t end, struct tw_slice name)
{
    for (size_t i = first; i + 1 < end; i++)
        if ((tw_token_is(f->t, i, "lord") || tw_token_is(f->t, i, "lady") || tw_token_is(f->t, i, "baroness"))
            && tw_slice_eq(tw_token_text(f->t, i + 1), name))
            return tw_span_text(f->t->text, tw_tokens_span(f->t, i, i + 1));
    return name;
}

/* The newest unnamed speaker whose words hold the head of a short definite
** source: "the diplomat" after "a senior western diplomat". */
static struct tw_slice said_before(const struct finder *f, size_t first, size_t end)
{
    struct tw_slice word;

    if (end != first + 2 || !tw_token_is(f->t, first, "the")) return (struct tw_slice){0};
    word = tw_token_text(f->t, end - 1);
    for (size_t k = 0; k < f->n_said; k++) {
        size_t at = tw_slice_find_nocase(f->said[k], word, 0), next = at + word.n;

        if (at == TW_NONE || f->said[k].n == word.n) continue;
        if ((at == 0 || f->said[k].p[at - 1] == ' ') && (next == f->said[k].n || f->said[k].p[next] == ' ')) return f->said[k];
    }
    return (struct tw_slice){0};
}

static struct tw_slice resolve(struct finder *f, struct tw_attribution *a)
{
    size_t first, end, head;
    struct tw_slice name;
    int who, role;

    tw_tokens_in(f->t, a->source, &first, &end);
    if (first == end) return (struct tw_slice){0};
    if (end == first + 1 && is_pronoun(f, first)) {
        struct tw_slice low = tw_token_lower(f->t, first);
        size_t before, last;

        if (tw_slice_eq(low, TW_LIT("who")) && first > 0) {
            before = tw_phrase_start(f->c, f->t->sentence[f->t->token[first].sentence].first,
                                     f->c->of[first - 1] == TW_CLASS_COMMA ? first - 1 : first, &last);
            if (before < last && (who = named_in(f, before, last)) >= 0) return f->out->actors.v[who].name;
            return words_of(f, before, last);
        }
        name = by_pronoun(f, low);
        return name.n ? name : tw_span_text(f->t->text, a->source);
    }
    who = named_in(f, first, end);
    name = metonym(f, first, end);
    if (name.n && !(who >= 0 && f->out->actors.v[who].type == TW_PERSON)) return name;
    if (who >= 0) return with_title(f, first, end, f->out->actors.v[who].name);
    name = by_relation(f, first, end);
    if (name.n) return name;
    role = role_in(f, first, end);
    if (role >= 0 && (name = by_role(f, first, (size_t)role, a->source.off)).n) return name;
    name = said_before(f, first, end);
    if (name.n) return name;
    for (head = first; head < end && f->c->of[head] != TW_CLASS_COMMA;) head++;
    return words_of(f, first, head > first ? head : end);
}

static bool is_person(const struct finder *f, const struct tw_attribution *a, struct tw_slice name)
{
    const struct tw_map_item *actor = tw_map_find(&f->actor, name);
    size_t first, end, head;

    if (actor) return f->out->actors.v[actor->value].type == TW_PERSON;
    tw_tokens_in(f->t, a->source, &first, &end);
    if (first == end) return false;
    if (end == first + 1 && (tw_token_is(f->t, first, "he") || tw_token_is(f->t, first, "she"))) return true;
    head = head_end(f, first, end);
    if (tw_token_is(f->t, first, "one") || tw_token_is(f->t, first, "another")) return true;
    for (size_t i = first; i < head; i++)
        if (tw_words_has(&tw_words_en_roles, tw_token_lower(f->t, i)) && !is_possessor(f, i + 1)) return true;
    return false;
}

static int by_source(const void *x, const void *y)
{
    const struct tw_attribution *const *a = x, *const *b = y;

    return (*a)->source.off < (*b)->source.off ? -1 : (*a)->source.off > (*b)->source.off;
}

void tw_speakers_resolve(struct tw_arena *mem, const struct tw_classes *c, struct tw_statements *out)
{
    struct finder f = {.mem = mem, .c = c, .t = c->text, .out = out};
    struct tw_attribution **order = TW_NEW_N(mem, struct tw_attribution *, out->attributions.n + 1);
    size_t at = 0;

    gather_mentions(&f);
    for (size_t i = 0; i < out->attributions.n; i++) order[i] = &out->attributions.v[i];
    if (out->attributions.n) qsort(order, out->attributions.n, sizeof *order, by_source);
    for (size_t i = 0; i < out->attributions.n; i++) {
        struct tw_attribution *a = order[i];
        size_t first, end;

        if (a->source.len == 0) continue;
        remember_subjects(&f, at, a->source.off);
        at = a->source.off;
        a->speaker = resolve(&f, a);
        if (!a->speaker.n) continue;
        tw_tokens_in(f.t, a->source, &first, &end);
        if (!tw_map_find(&f.actor, a->speaker)) {
            f.n_said += f.n_said < REMEMBER;
            memmove(f.said + 1, f.said, (f.n_said - 1) * sizeof f.said[0]);
            f.said[0] = a->speaker;
        }
        if (is_person(&f, a, a->speaker)) {
            enum gender g = gender_of_words(&f, first, end);

            if (g == GENDER_UNKNOWN && tw_token_is(f.t, first, "he")) g = GENDER_MALE;
            if (g == GENDER_UNKNOWN && tw_token_is(f.t, first, "she")) g = GENDER_FEMALE;
            remember(&f, a->speaker, g, a->source.off);
        } else {
            bool is_it = end == first + 1 && is_pronoun(&f, first);

            if (is_it && f.thing_is_paper && tw_slice_eq(a->speaker, f.thing)) a->type = TW_OTHER;
            f.thing_is_paper = a->type == TW_OTHER;
            f.thing = a->speaker;
        }
    }
}
