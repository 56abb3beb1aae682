/* extract/described.c - whom a description means.
**
** Gets wrong: "the company" when two were named in one sentence; a role that
** two people of the article hold.
** Cost: a few look-ups each; by role or noun O(mentions looked back through).
*/
#include "extract/described.h"

#include "extract/phrase.h"
#include "gen/words.h"

enum { ROLE_NEAR = 6 }; /* tokens between a role and its name */
enum { LOOKED = 400 };  /* mentions looked back through for a role or noun */

static bool is_the(const struct tw_text *t, size_t i)
{
    return tw_token_has(t, i, t->lexicon->articles, "definite");
}

static bool is_definite(const struct tw_referents *r, size_t first)
{
    return is_the(r->t, first) || r->c->of[first] == TW_CLASS_POSS;
}

size_t tw_referent_role(const struct tw_referents *r, size_t first, size_t end)
{
    size_t head = tw_referent_head_end(r->c, first, end);

    if (head > first && tw_token_find(r->t, head - 1, r->t->lexicon->roles)) return head - 1;
    return end;
}

/* "The Chief Minister" is no "Health Minister Keel": false when both the role at token
** `role` and the one at token `i` have a noun in front, and not the same. */
static bool same_office(const struct tw_referents *r, size_t role, size_t i)
{
    if (!tw_slice_eq(tw_token_lower(r->t, i), tw_token_lower(r->t, role))) return false;
    if (role == 0 || i == 0 || !tw_is_nominal(r->c, role - 1) || !tw_is_nominal(r->c, i - 1))
        return true;
    return tw_slice_eq(tw_token_lower(r->t, i - 1), tw_token_lower(r->t, role - 1));
}

bool tw_mention_has_role(const struct tw_referents *r, size_t mention, size_t role, size_t near)
{
    const struct tw_classes *c = r->c;
    size_t a, b;

    tw_tokens_in(r->t, r->out->mentions.v[mention].span, &a, &b);
    for (size_t i = a; i > 0 && i + near > a; i--) {
        enum tw_class cl = (enum tw_class)c->of[i - 1];

        if (cl == TW_CLASS_STOP || cl == TW_CLASS_CLOSE || cl == TW_CLASS_OPEN
            || tw_is_finite(c, i - 1))
            break;
        if (same_office(r, role, i - 1)) return true;
    }
    if (b >= r->t->tokens || c->of[b] != TW_CLASS_COMMA) return false;
    for (size_t i = b + 1; i < r->t->tokens && i < b + 3 + near; i++) {
        enum tw_class cl = (enum tw_class)c->of[i];

        if (cl == TW_CLASS_STOP || cl == TW_CLASS_COMMA || cl == TW_CLASS_OPEN
            || tw_is_finite(c, i))
            break;
        if (same_office(r, role, i)) return true;
    }
    return false;
}

/* The person introduced before with the role that is the head; for a people's
** ("the French President") and for a description ("the singer") else the last
** one spoken of. */
static struct tw_referent by_role(const struct tw_referents *r, size_t first, size_t role)
{
    const struct tw_referent *last =
        tw_recall_person(&r->recall, tw_gender_of_words(r->t, role, role + 1));
    size_t looked = 0;

    for (size_t k = tw_mention_at(r->out, r->t->token[first].off); k > 0 && looked < LOOKED;
         k--, looked++) {
        uint32_t actor = r->out->mentions.v[k - 1].actor;

        if (r->out->actors.v[actor].type == TW_PERSON
            && tw_mention_has_role(r, k - 1, role, ROLE_NEAR))
            return tw_referent_actor(r, actor);
    }
    if (last && role - 1 > first && tw_token_find(r->t, role - 1, r->t->lexicon->demonyms))
        return *last;
    if (role == first + 1 && tw_token_has(r->t, role, r->t->lexicon->roles, "said-of")
        && (last = tw_recall_named(&r->recall, last)) != NULL)
        return *last;
    return (struct tw_referent){0};
}

bool tw_is_age(const struct tw_text *t, size_t i)
{
    struct tw_slice low = tw_token_lower(t, i);

    return tw_slice_ends(low, TW_LIT("-year-old")) || tw_slice_ends(low, TW_LIT("-something"));
}

/* "his widow": the widow of whom "his" means.  Who does something for others
** too ("his lawyer") keeps the words. */
static struct tw_slice by_relation(const struct tw_referents *r, size_t first, size_t end)
{
    struct tw_buf out = {.mem = r->mem};
    const struct tw_referent *whose;
    const struct tw_word *role;

    if (end != first + 2 || tw_pronoun_gender(tw_pronoun_at(r->t, first)) == TW_GENDER_UNKNOWN)
        return (struct tw_slice){0};
    role = tw_token_find(r->t, end - 1, r->t->lexicon->roles);
    if (!role || tw_word_string(role)[0] == 'e') return (struct tw_slice){0};
    whose = tw_recall_pronoun(&r->recall, tw_pronoun_at(r->t, first), first);
    if (!whose || !whose->is_actor) return (struct tw_slice){0};
    tw_buf_add(&out, tw_token_text(r->t, end - 1));
    tw_buf_adds(&out, " of ");
    tw_buf_add(&out, whose->name);
    return tw_buf_slice(&out);
}

/* "her reading", "by his account": whose it is. */
static struct tw_referent by_telling(const struct tw_referents *r, size_t first, size_t end)
{
    const struct tw_referent *whose;

    if (end != first + 2 || tw_pronoun_gender(tw_pronoun_at(r->t, first)) == TW_GENDER_UNKNOWN
        || !tw_token_find(r->t, end - 1, r->t->lexicon->tellings))
        return (struct tw_referent){0};
    whose = tw_recall_pronoun(&r->recall, tw_pronoun_at(r->t, first), first);
    return whose && whose->is_actor ? *whose : (struct tw_referent){0};
}

/* The newest speaker without a name whose noun is that of a short definite
** phrase: "the diplomat" after "a senior western diplomat". */
static struct tw_referent described_before(const struct tw_referents *r, size_t first, size_t end)
{
    struct tw_slice word;

    if (end != first + 2 || !is_the(r->t, first)) return (struct tw_referent){0};
    word = tw_token_text(r->t, end - 1);
    for (size_t k = 0; k < r->described.n; k++) {
        struct tw_slice said = r->described.v[k].who.words;

        if (said.n < word.n || r->described.v[k].who.name.n == word.n) continue;
        if (said.n > word.n && said.p[said.n - word.n - 1] != ' ') continue;
        if (tw_slice_eq_nocase(tw_slice_sub(said, said.n - word.n, said.n), word))
            return tw_referent_short(r->described.v[k].who);
    }
    return (struct tw_referent){0};
}

/* All words of the phrase [first, head] begin like words of the name: "the
** border directorate" for the General Directorate of Borders. */
static bool is_short_for(const struct tw_referents *r, size_t first, size_t head,
                         struct tw_slice name)
{
    for (size_t i = first; i <= head; i++) {
        struct tw_slice word = tw_token_text(r->t, i);
        size_t at = tw_slice_find_nocase(name, word, 0);

        if (word.n < 3 || at == TW_NONE || (at > 0 && name.p[at - 1] != ' ')) return false;
    }
    return true;
}

/* An actor whose own name does not say that it is something else ("Ministry"). */
static bool could_be_company(const struct tw_lexicon *lexicon, const struct tw_referent *who)
{
    size_t at = who->name.n;

    while (at > 0 && who->name.p[at - 1] != ' ') at--;
    return who->is_actor && !who->is_paper
           && !tw_words_find_nocase(lexicon->orgnouns, tw_slice_sub(who->name, at, who->name.n))
           && !tw_words_find_nocase(lexicon->countries, who->name);
}

/* The newest that can be "the company": one that counted, else the only one
** that was mentioned; NULL: none. */
static const struct tw_referent *last_company(const struct tw_referents *r)
{
    const struct tw_referent *aside = NULL;
    size_t asides = 0;

    for (size_t k = 0; k < r->recall.n; k++) {
        const struct tw_recalled *it = &r->recall.v[k];

        if (it->who.being != TW_BEING_THING || !could_be_company(r->t->lexicon, &it->who)) continue;
        if (!it->is_aside) return &it->who;
        aside = &it->who;
        asides++;
    }
    return asides == 1 ? aside : NULL;
}

/* The organisation that "the company" or "the border directorate" stands for:
** the newest whose name has the words; for a general noun the last that headed
** a sentence, unless its own name says that it is something else. */
static struct tw_referent by_noun(const struct tw_referents *r, size_t first, size_t end)
{
    size_t head = tw_referent_head_end(r->c, first, end), looked = 0;
    const struct tw_word *noun;
    const struct tw_referent *company;

    if (!is_the(r->t, first) || head != end || end < first + 2) return (struct tw_referent){0};
    noun = tw_token_find(r->t, end - 1, r->t->lexicon->orgnouns);
    if (!noun) return (struct tw_referent){0};
    for (size_t k = tw_mention_at(r->out, r->t->token[first].off); k > 0 && looked < LOOKED;
         k--, looked++) {
        uint32_t actor = r->out->mentions.v[k - 1].actor;

        if (r->out->actors.v[actor].type == TW_ORG
            && is_short_for(r, first + 1, end - 1, r->name[actor]))
            return tw_referent_actor(r, actor);
    }
    if (!noun->value_n || end != first + 2) return (struct tw_referent){0};
    company = last_company(r);
    return company ? *company : (struct tw_referent){0};
}

/* "a spokesman" alone speaks for whom the text spoke of last: "Kremlin
** spokesman"; "a spokesman for the group" for that group. */
static struct tw_slice by_office(const struct tw_referents *r, size_t first, size_t end)
{
    const struct tw_referent *last = tw_recall_newest(&r->recall, TW_BEING_THING);
    struct tw_slice of = last && !last->is_paper ? last->words : (struct tw_slice){0};
    struct tw_buf out = {.mem = r->mem};

    if (!tw_token_find(r->t, first, r->t->lexicon->articles) || first + 1 >= end)
        return (struct tw_slice){0};
    if (!tw_token_has(r->t, first + 1, r->t->lexicon->roles, "speaks-for"))
        return (struct tw_slice){0};
    if (end > first + 3 && tw_is_word(r->c, first + 2, TW_WORD_FOR))
        of = by_noun(r, first + 3, end).name;
    else if (end > first + 2) return (struct tw_slice){0};
    if (!of.n) return of;
    tw_buf_add(&out, of);
    tw_buf_adds(&out, " ");
    tw_buf_add(&out, tw_token_text(r->t, first + 1));
    return tw_buf_slice(&out);
}

static struct tw_referent with_name(struct tw_referent as, struct tw_slice name)
{
    as.name = name;
    return as;
}

struct tw_referent tw_described(const struct tw_referents *r, size_t first, size_t end,
                                struct tw_referent self)
{
    const struct tw_referent *last = tw_recall_person(&r->recall, self.gender);
    struct tw_referent found = {0};
    struct tw_slice name = by_relation(r, first, end);
    size_t role;

    if (name.n) return with_name(self, name);
    if ((found = by_telling(r, first, end)).name.n) return found;
    role = tw_referent_role(r, first, end);
    if (role + 1 == end && is_definite(r, first) && role > first) found = by_role(r, first, role);
    if (found.name.n) return found;
    if (last && end == first + 2 && is_definite(r, first) && tw_is_age(r->t, first + 1))
        return *last;
    if ((found = by_noun(r, first, end)).name.n) return found;
    if ((found = described_before(r, first, end)).name.n) return found;
    name = by_office(r, first, end);
    return name.n ? with_name(self, name) : self;
}
