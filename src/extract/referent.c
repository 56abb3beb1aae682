/* extract/referent.c - whom a noun phrase or pronoun means.
**
** Gets wrong: a source of two parties ("the services and Mr. Keel"), which
** becomes one of them.
** Cost: a few look-ups each, and those of extract/described.h.
*/
#include "extract/referent.h"

#include "extract/described.h"
#include "extract/phrase.h"
#include "gen/words.h"

size_t tw_mention_at(const struct tw_statements *s, size_t off)
{
    size_t low = 0, high = s->mentions.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (s->mentions.v[mid].span.off < off) low = mid + 1;
        else high = mid;
    }
    return low;
}

static struct tw_slice text_of(const struct tw_referents *r, size_t first, size_t end)
{
    return first < end ? tw_span_text(r->t->text, tw_tokens_span(r->t, first, end - 1))
                       : (struct tw_slice){0};
}

static struct tw_slice words_of(const struct tw_referents *r, size_t first, size_t end)
{
    while (first < end && tw_token_find(r->t, first, r->t->lexicon->articles)) first++;
    return text_of(r, first, end);
}

enum tw_gender tw_gender_of_words(const struct tw_text *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct tw_word *role = tw_token_find(t, i, t->lexicon->roles);
        enum tw_gender address = tw_address_gender(t, i);

        if (address != TW_GENDER_UNKNOWN) return address;
        if (role && tw_word_string(role)[0] != 'e')
            return tw_word_string(role)[0] == 'f' ? TW_GENDER_FEMALE : TW_GENDER_MALE;
    }
    return TW_GENDER_UNKNOWN;
}

/* The gender a given name tells: listed, else most names in -a are women's. */
static enum tw_gender gender_of_name(const struct tw_lexicon *lexicon, struct tw_slice lower,
                                     bool is_full)
{
    const struct tw_word *woman = tw_words_find(lexicon->women, lower);

    if (woman) return woman->value_n ? TW_GENDER_UNKNOWN : TW_GENDER_FEMALE;
    if (tw_words_has(lexicon->given_names, lower)) return TW_GENDER_MALE;
    return is_full && lower.n > 2 && lower.p[lower.n - 1] == 'a' ? TW_GENDER_FEMALE
                                                                 : TW_GENDER_UNKNOWN;
}

static bool is_peerage(const struct tw_text *t, size_t i)
{
    return tw_token_has(t, i, t->lexicon->namewords, "peerage");
}

/* What a mention of a person tells of its actor. */
static void read_mention(struct tw_referents *r, const struct tw_mention *m)
{
    enum tw_gender told = TW_GENDER_UNKNOWN;
    size_t first, end;

    tw_tokens_in(r->t, m->span, &first, &end);
    if (first == end) return;
    if (first > 0 && is_peerage(r->t, first - 1)
        && tw_slice_eq(text_of(r, first, end), r->name[m->actor]))
        r->name[m->actor] = text_of(r, first - 1, end);
    if (first > 0) told = tw_gender_of_words(r->t, first - 1, first);
    if (told == TW_GENDER_UNKNOWN && r->gender[m->actor] == TW_GENDER_UNKNOWN)
        told = gender_of_name(r->t->lexicon, tw_token_lower(r->t, first), end > first + 1);
    if (told != TW_GENDER_UNKNOWN) r->gender[m->actor] = told;
}

void tw_referents_start(struct tw_arena *mem, const struct tw_classes *c,
                        const struct tw_statements *out, struct tw_referents *r)
{
    *r = (struct tw_referents){.mem = mem, .c = c, .t = c->text, .out = out};
    r->name = TW_NEW_N(mem, struct tw_slice, out->actors.n + 1);
    r->gender = TW_NEW_N(mem, enum tw_gender, out->actors.n + 1);
    for (size_t i = 0; i < out->actors.n; i++) {
        r->name[i] = out->actors.v[i].name;
        r->gender[i] = TW_GENDER_UNKNOWN;
    }
    for (size_t i = 0; i < out->mentions.n; i++)
        if (out->actors.v[out->mentions.v[i].actor].type == TW_PERSON)
            read_mention(r, &out->mentions.v[i]);
}

struct tw_referent tw_referent_actor(const struct tw_referents *r, uint32_t actor)
{
    bool is_person = r->out->actors.v[actor].type == TW_PERSON;

    return (struct tw_referent){.name = r->name[actor],
                                .words = r->name[actor],
                                .is_actor = true,
                                .gender = r->gender[actor],
                                .being = is_person ? TW_BEING_PERSON : TW_BEING_THING};
}

static bool is_possessor(const struct tw_referents *r, size_t end)
{
    return end < r->t->tokens && r->c->of[end] == TW_CLASS_GENITIVE;
}

static bool is_pointed(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_text(t, i);

    return s.n > 1 && s.p[s.n - 1] == '.';
}

size_t tw_referent_head_end(const struct tw_classes *c, size_t first, size_t end)
{
    size_t i = first;

    if (i < end && c->of[i] == TW_CLASS_PREP) return end; /* "Through a publicist, ..." */
    while (i < end && c->of[i] != TW_CLASS_PREP && c->of[i] != TW_CLASS_COMMA
           && c->of[i] != TW_CLASS_THAT && c->of[i] != TW_CLASS_WH
           && !(c->of[i] == TW_CLASS_PRON && i > first) && c->of[i] != TW_CLASS_DASH
           && !((c->of[i] == TW_CLASS_ED || c->of[i] == TW_CLASS_ING) && i > first
                && tw_is_nominal(c, i - 1)))
        i++;
    return i > first ? i : end;
}

/* A noun stands at i, so that the name before it only qualifies that. */
static bool qualifies(const struct tw_referents *r, size_t i)
{
    return r->c->of[i] == TW_CLASS_OTHER && r->t->token[i].kind == TW_TOK_WORD
           && !(r->t->token[i].shape & TW_SHAPE_CAP) && !tw_is_time(r->c, i);
}

/* "the first witness, the former rider Aro Keel": behind the comma nothing but a
** noun with its article and adjectives, and the name. */
static bool closes_apposition(const struct tw_referents *r, size_t comma, size_t a, size_t b,
                              size_t end)
{
    if (b != end || a < comma + 3 || r->c->of[comma + 1] != TW_CLASS_DET
        || r->c->of[a - 1] != TW_CLASS_OTHER)
        return false;
    for (size_t i = comma + 2; i < a; i++) if (r->c->of[i] != TW_CLASS_OTHER) return false;
    return true;
}

/* The person whose name makes up the phrase or closes its first part ("Captain
** of Police Aro Keel"), or opens an apposition; else another actor that is the
** whole phrase; -1: none. */
static int named_in(const struct tw_referents *r, size_t first, size_t end)
{
    const struct tw_classes *c = r->c;
    size_t comma = first, head = tw_referent_head_end(c, first, end), last, from, to;
    int other = -1;

    if (first == end) return -1;
    while (comma < end && c->of[comma] != TW_CLASS_COMMA) comma++;
    last = comma < end && !tw_is_word(r->c, comma + 1, TW_WORD_PERSON)
               ? end
               : comma;
    from = r->t->token[first].off;
    to = r->t->token[last - 1].off + r->t->token[last - 1].len;
    for (size_t k = tw_mention_at(r->out, from);
         k < r->out->mentions.n && r->out->mentions.v[k].span.off < to; k++) {
        uint32_t actor = r->out->mentions.v[k].actor;
        enum tw_class before;
        size_t a, b;

        tw_tokens_in(r->t, r->out->mentions.v[k].span, &a, &b);
        if (b < end && is_possessor(r, b)) continue;
        if (b < head && qualifies(r, b)) continue; /* "Obama aide Ben Keel", "a Tampa man" */
        while (a > first && c->of[a - 1] == TW_CLASS_NAME && is_pointed(r->t, a - 1))
            a--; /* "Dr." */
        before = a > first ? (enum tw_class)c->of[a - 1] : TW_CLASS_STOP;
        if (r->out->actors.v[actor].type != TW_PERSON) {
            if ((b == comma || b == end) && (a == first || before == TW_CLASS_DET)
                && a <= first + 1)
                other = (int)actor;
        } else if (b <= head || before == TW_CLASS_COMMA || closes_apposition(r, comma, a, b, end)
                   || (b == comma && before != TW_CLASS_PREP && before != TW_CLASS_DET
                       && before != TW_CLASS_GENITIVE && before != TW_CLASS_CONJ
                       && before != TW_CLASS_POSS)) {
            return (int)actor;
        }
    }
    return other;
}

/* The government that a capital or palace stands for. */
static struct tw_slice metonym(const struct tw_referents *r, size_t first, size_t end)
{
    const struct tw_word *it;

    if (first < end && tw_token_find(r->t, first, r->t->lexicon->articles)) first++;
    if (first == end) return (struct tw_slice){0};
    if (tw_tokens_match(r->t, r->t->lexicon->palaces, first, end, &it) == end - first)
        return tw_word_value(it);
    if (tw_tokens_match(r->t, r->t->lexicon->capitals, first, end, &it) == end - first)
        return tw_word_value(it);
    return (struct tw_slice){0};
}

/* "Washington" after "the White House" is that government. */
static struct tw_slice government_before(const struct tw_referents *r, struct tw_slice country)
{
    for (size_t k = 0; k < r->recall.n; k++) {
        struct tw_slice name = r->recall.v[k].who.name;

        if (tw_slice_starts(name, country)
            && tw_slice_starts(tw_slice_sub(name, country.n, name.n), TW_LIT(" government")))
            return name;
    }
    return country;
}

/* The phrase's last noun, as far as its head goes. */
static size_t head_of(const struct tw_referents *r, size_t first, size_t end)
{
    size_t head = tw_referent_head_end(r->c, first, end);

    while (head > first + 1 && !tw_is_nominal(r->c, head - 1)) head--;
    return head - 1;
}

struct tw_referent tw_referent_short(struct tw_referent who)
{
    if (who.is_paper && !who.is_actor) who.name = who.words;
    return who;
}

/* "a group calling itself White Lantern", also when the phrase was cut in front
** of "calling": where the name behind begins; `first`: none. */
static size_t called(const struct tw_referents *r, size_t first, size_t end)
{
    for (size_t i = first + 1; i <= end && i < r->t->tokens; i++) {
        size_t n = tw_tokens_match(r->t, r->t->lexicon->namings, i, r->t->tokens, NULL);

        if (n && i + n < r->t->tokens) return i + n;
    }
    return first;
}

static bool is_plural(const struct tw_referents *r, size_t head)
{
    struct tw_slice low = tw_token_lower(r->t, head);

    if (tw_words_has(r->t->lexicon->collectives, low))
        return !tw_token_has(r->t, head, r->t->lexicon->collectives, "thing");
    return low.n > 3 && low.p[low.n - 1] == 's' && low.p[low.n - 2] != 's'
           && low.p[low.n - 2] != 'u' && !(r->t->token[head].shape & TW_SHAPE_CAP);
}

/* What a description is: a person by a role noun, people by a plural. */
static struct tw_referent description(const struct tw_referents *r, size_t first, size_t end)
{
    size_t comma = first, head = head_of(r, first, end), role;
    struct tw_referent out = {.being = TW_BEING_THING,
                              .gender = tw_gender_of_words(r->t, first, head + 1)};

    while (comma < end && r->c->of[comma] != TW_CLASS_COMMA
           && !(comma > head && tw_is_word(r->c, comma, TW_WORD_PERSON)))
        comma++;
    out.name = out.words = words_of(r, first, comma > first ? comma : end);
    role = tw_referent_role(r, first, end);
    out.is_paper = tw_token_find(r->t, head, r->t->lexicon->papers) != NULL;
    out.words = words_of(r, first, head + 1);
    if (role < end || tw_is_age(r->t, head) || tw_is_word(r->c, first, TW_WORD_SOMEBODY))
        out.being = TW_BEING_PERSON;
    else if (!out.is_paper && is_plural(r, head)) out.being = TW_BEING_PEOPLE;
    return out;
}

/* "the broadcaster NTR", "the singer Karo": where the name begins that a noun for a
** body or person introduces; `end`: there is none. */
static size_t introduced(const struct tw_referents *r, size_t first, size_t end)
{
    size_t name = end;

    while (name > first && r->c->of[name - 1] == TW_CLASS_NAME) name--;
    if (name == end || name < first + 2 || !tw_token_find(r->t, first, r->t->lexicon->articles))
        return end;
    if (r->c->of[name - 1] != TW_CLASS_OTHER || (r->t->token[name - 1].shape & TW_SHAPE_CAP))
        return end;
    return tw_token_find(r->t, name - 1, r->t->lexicon->roles)
           || tw_token_find(r->t, name - 1, r->t->lexicon->orgnouns)
           ? name : end;
}

static struct tw_referent with_name(struct tw_referent as, struct tw_slice name)
{
    as.name = name;
    return as;
}

static struct tw_referent of_pronoun(const struct tw_referents *r, size_t i)
{
    enum tw_pronoun pronoun = tw_pronoun_at(r->t, i);
    const struct tw_referent *it = tw_recall_pronoun(&r->recall, pronoun, i);
    enum tw_gender gender = tw_pronoun_gender(pronoun);
    struct tw_referent out = {.name = tw_token_text(r->t, i), .words = tw_token_text(r->t, i)};

    if (it) out = tw_referent_short(*it);
    if (gender != TW_GENDER_UNKNOWN) {
        out.gender = gender;
        out.being = TW_BEING_PERSON;
    } else if (!it) {
        out.being = pronoun == TW_PRONOUN_IT ? TW_BEING_THING : TW_BEING_PEOPLE;
    }
    return out;
}

static struct tw_referent of_actor(const struct tw_referents *r, size_t first, size_t end,
                                   uint32_t actor)
{
    struct tw_referent out = tw_referent_actor(r, actor);
    enum tw_gender gender = tw_gender_of_words(r->t, first, end);

    if (gender != TW_GENDER_UNKNOWN && out.being == TW_BEING_PERSON) out.gender = gender;
    return out;
}

struct tw_referent tw_referent_of(const struct tw_referents *r, size_t first, size_t end)
{
    struct tw_referent self;
    struct tw_slice name;
    size_t inner;
    int who;

    if (first >= end) return (struct tw_referent){0};
    if (end == first + 1
        && (r->c->of[first] == TW_CLASS_PRON || r->c->of[first] == TW_CLASS_POSS
            || r->c->of[first] == TW_CLASS_OBJ))
        return of_pronoun(r, first);
    inner = called(r, first, end);
    if (inner > first) {
        first = inner;
        if (end <= first)
            end = tw_phrase_core(r->c, first, r->t->sentence[r->t->token[first].sentence].end);
        if (first >= end) return (struct tw_referent){0};
    }
    inner = introduced(r, first, end);
    if (inner < end) first = inner;
    who = named_in(r, first, end);
    name = metonym(r, first, end);
    self = description(r, first, end);
    if (name.n && !(who >= 0 && r->out->actors.v[who].type == TW_PERSON)) {
        self.is_actor = true;
        return with_name(self, government_before(r, name));
    }
    if (who >= 0) return of_actor(r, first, end, (uint32_t)who);
    return tw_described(r, first, end, self);
}
