/* compare/narrated.c - what an account says outside its attributions.
**
** A quotation gets the speaker that its sentence names; a sentence that denies or
** refuses without a verb of saying its subject, for a pronoun the person named
** before it.  What it gets wrong: a pronoun for one of two people of one title.
*/
#include "compare/utter_int.h"

#include "compare/stance.h"
#include "extract/referent.h"
#include "gen/words.h"

enum { LOOSE = 3, NARRATED = 4 };       /* words of a quotation, of a sentence that count */
enum { AROUND = 32 };                   /* utterances looked through for a speaker */
enum { DENIER = 8 };                     /* tokens between "which" and the verb */
/* tokens before the verb, of its pronoun; sentences a pronoun reaches */
enum { SUBJECT = 14, NEAR = 3, BACK = 3 };

/* A speaker known only by the words of the sentence. */
static struct tw_who who_around(struct tw_arena *mem, const struct tw_view *v, size_t sentence)
{
    const struct tw_sentence *s = &v->text.sentence[sentence];

    return tw_who_in(mem, v, s->first, s->end);
}

/* Whom the sentence names before the quotation at token i. */
static struct tw_who who_quotes(struct tw_arena *mem, const struct tw_view *v, size_t i)
{
    size_t sentence = v->text.token[i].sentence, first = v->text.sentence[sentence].first;

    if (i > first) {
        struct tw_who who = tw_who_subject(mem, v, first, i);

        if (who.is_person) return who;
    }
    return who_around(mem, v, sentence);
}

/* The named speaker before the token, not more than a few sentences back; a
** stand-in for a pronoun. */
static const struct tw_who *speaker_before(const struct tw_view *v, const struct tw_utterances *l,
                                           size_t from, size_t token)
{
    size_t off = v->text.token[token].off, sentence = v->text.token[token].sentence,
        lo = tw_utterances_from(l, from, off);
    const struct tw_utterance *best = NULL;

    for (size_t k = lo > from + AROUND ? lo - AROUND : from; k < l->n && k < lo + AROUND; k++) {
        const struct tw_utterance *u = &l->v[k];

        if (u->attribution < 0 || u->who.name.n == 0 || u->span.off >= off
            || (best && u->span.off < best->span.off))
            continue;
        if (tw_view_sentence(v, u->span.off) + BACK >= sentence) best = u;
    }
    return best ? &best->who : NULL;
}

static bool is_pronoun(struct tw_slice word)
{
    return tw_slice_eq(word, TW_LIT("he")) || tw_slice_eq(word, TW_LIT("she"))
        || tw_slice_eq(word, TW_LIT("it")) || tw_slice_eq(word, TW_LIT("they"));
}

/* "Ms Lund", "Mr Orm": whether the title before or in the mention fits the pronoun. */
static bool fits_title(const struct tw_view *v, struct tw_span mention, struct tw_slice pronoun)
{
    static const char *const she[] = {"ms", "mrs", "miss", "ms.", "mrs."},
        *const he[] = {"mr", "mr."};
    const char *const *list = tw_slice_eq(pronoun, TW_LIT("she")) ? she : he;
    size_t n = list == she ? sizeof she / sizeof *she : sizeof he / sizeof *he, first, end;

    tw_tokens_in(&v->text, mention, &first, &end);
    for (size_t k = 0; k < n; k++)
        if (tw_token_is(&v->text, first, list[k])
            || (first > 0 && tw_token_is(&v->text, first - 1, list[k])))
            return true;
    return false;
}

/* The person with a fitting title named in the sentence before or in this one;
** NULL when nobody is. */
static const struct tw_actor *titled_before(const struct tw_view *v, size_t token)
{
    const struct tw_statements *s = v->statements;
    struct tw_slice pronoun = tw_token_lower(&v->text, token);
    const struct tw_actor *best = NULL;

    if (!tw_slice_eq(pronoun, TW_LIT("she")) && !tw_slice_eq(pronoun, TW_LIT("he"))) return NULL;
    for (size_t i = tw_mention_at(s, v->text.token[token].off); i-- > 0 && !best;) {
        const struct tw_mention *m = &s->mentions.v[i];

        if (tw_view_sentence(v, m->span.off) + 1 < v->text.token[token].sentence) break;
        if (s->actors.v[m->actor].type == TW_PERSON && fits_title(v, m->span, pronoun))
            best = &s->actors.v[m->actor];
    }
    return best;
}

/* "As for the inspectorate, it keeps silent": what stands before the comma
** before the pronoun; `first` when nothing does. */
static size_t topic_end(const struct tw_view *v, size_t first, size_t pronoun)
{
    if (pronoun < first + 3 || !tw_token_is(&v->text, pronoun, "it")
        || !tw_token_is(&v->text, pronoun - 1, ","))
        return first;
    return pronoun - 1;
}

static size_t topic_start(const struct tw_view *v, size_t first)
{
    if (tw_token_is(&v->text, first, "nobody")) return first + 2;       /* "at the ministry" */
    if (tw_token_is(&v->text, first, "as") && tw_token_is(&v->text, first + 1, "for"))
        return first + 2;
    return tw_token_is(&v->text, first, "at")
           || tw_token_is(&v->text, first, "from") ? first + 1 : first;
}

/* "Nobody at the ministry wanted to talk": where its verb begins. */
static size_t nobody_end(const struct tw_view *v, size_t first, size_t verb)
{
    static const char *const verbs[] = {"was", "were", "is", "would", "could", "wanted", "wants",
                                        "wished", "cared", "had"};

    for (size_t i = first; i < verb; i++)
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
            if (tw_token_is(&v->text, i, verbs[k])) return i;
    return verb;
}

/* "From the company there was no comment": where the name behind "from" or "at" ends. */
static size_t place_end(const struct tw_view *v, size_t first, size_t verb)
{
    size_t end = nobody_end(v, first, verb);

    for (size_t i = first; i < end; i++)
        if (tw_token_is(&v->text, i, "there") || tw_token_is(&v->text, i, ",")) return i;
    return end;
}

/* "It is too early to talk, the chief says when asked": who speaks behind. */
static const struct tw_who *speaker_behind(const struct tw_view *v, const struct tw_utterances *l,
                                           size_t from, size_t first)
{
    size_t off = v->text.token[first].off,
        end = tw_span_end(v->text.sentence[v->text.token[first].sentence].span);
    size_t at = tw_utterances_from(l, from, off);

    for (size_t k = at; k < l->n && k < at + AROUND; k++)
        if (l->v[k].attribution >= 0 && l->v[k].span.off > off && l->v[k].span.off < end
            && l->v[k].who.n > 0)
            return &l->v[k].who;
    return NULL;
}

/* Who refuses or denies in a sentence without a verb of saying. */
static struct tw_who who_declines(struct tw_arena *mem, const struct tw_view *v,
                                  const struct tw_utterances *l, size_t from,
                                  size_t first, size_t verb)
{
    const struct tw_who *before;
    const struct tw_actor *titled;
    size_t subject = first;

    for (size_t i = verb; i-- > first && verb - i <= NEAR;)
        if (is_pronoun(tw_token_lower(&v->text, i))) subject = i;
    if (tw_token_is(&v->text, first, "nobody")
        && topic_start(v, first) < nobody_end(v, first, verb))
        return tw_who_subject(mem, v, topic_start(v, first), nobody_end(v, first, verb));
    if (!is_pronoun(tw_token_lower(&v->text, subject)) && topic_start(v, first) > first
        && place_end(v, topic_start(v, first), verb) > topic_start(v, first))
        return tw_who_subject(mem, v, topic_start(v, first),
                              place_end(v, topic_start(v, first), verb));
    if (!is_pronoun(tw_token_lower(&v->text, subject))) return tw_who_subject(mem, v, first, verb);
    if (topic_end(v, first, subject) > topic_start(v, first))
        return tw_who_subject(mem, v, topic_start(v, first), topic_end(v, first, subject));
    if (tw_token_is(&v->text, subject, "it")
        && (before = speaker_behind(v, l, from, first)) != NULL)
        return *before;
    titled = titled_before(v, subject);
    if (titled) return tw_who_named_person(mem, titled->name);
    before = speaker_before(v, l, from, first);
    return before ? *before : who_around(mem, v, v->text.token[first].sentence);
}

static size_t words_in(const struct tw_view *v, size_t first, size_t end)
{
    size_t n = 0;

    for (size_t i = first; i < end; i++) n += v->text.token[i].kind == TW_TOK_WORD;
    return n;
}

void tw_loose_read(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                   unsigned account, uint8_t *taken)
{
    const struct tw_text *t = &v->text;

    for (size_t i = 0; i < t->tokens; i++) {
        struct tw_utterance u = {.kind = TW_UTTERED_LOOSE, .account = account, .attribution = -1};
        size_t end = i + 1;

        if (t->token[i].kind != TW_TOK_OPEN || taken[i]) continue;
        while (end < t->tokens && t->token[end].kind != TW_TOK_CLOSE
               && t->token[end].shape & TW_SHAPE_QUOTED && !taken[end])
            end++;
        if (end >= t->tokens || t->token[end].kind != TW_TOK_CLOSE || words_in(v, i, end) < LOOSE)
            continue;
        u.who = who_quotes(mem, v, i);
        tw_utterance_add(mem, l, v, u, tw_tokens_span(t, i, end));
        for (size_t k = i; k <= end; k++) taken[k] = 1;
        i = end;
    }
}

/* ", which Karsk denies", "a charge the ministry has rejected": where the verb
** of denying begins whose subject starts behind the opener i; `end` when none. */
static size_t denied_behind(const struct tw_view *v, size_t i, size_t end)
{
    size_t last = i + 1 + DENIER < end ? i + 1 + DENIER : end;

    for (size_t k = i + 2; k < last; k++) {
        const struct tw_word *w;

        if (v->text.token[k].kind != TW_TOK_WORD) return end;
        if (tw_tokens_match(&v->text, &tw_words_en_stances, k, end, &w) > 0)
            return tw_slice_eq(tw_word_value(w), TW_LIT("deny")) ? k : end;
    }
    return end;
}

/* What is said of a denial in passing, inside what somebody else says. */
void tw_denied_read(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                    unsigned account, const uint8_t *taken)
{
    for (size_t i = 1; i + 2 < v->text.tokens; i++) {
        struct tw_utterance u = {.kind = TW_UTTERED, .account = account, .attribution = -1};
        size_t end, verb, last;

        if (!taken[i] || v->seen[i].flags & TW_SEEN_QUOTED || !tw_token_is(&v->text, i, "which"))
            continue;
        end = v->text.sentence[v->text.token[i].sentence].end;
        verb = denied_behind(v, i, end);
        if (verb == end) continue;
        for (last = verb; last < end && v->text.token[last].kind == TW_TOK_WORD; last++) {}
        u.who = tw_who_subject(mem, v, i + 1, verb);
        tw_utterance_add(mem, l, v, u, tw_tokens_span(&v->text, i, last - 1));
    }
}

static bool names_person(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end)
{
    return tw_who_subject(mem, v, first, end).is_person;
}

/* "A colleague who shared the practice, and who wants no name, has his doubts":
** relative clauses part the subject from its verb. */
static bool is_behind_clause(const struct tw_view *v, size_t first, size_t verb)
{
    if (verb < first + 3 || !tw_token_is(&v->text, verb - 1, ",")) return false;
    for (size_t i = first + 1; i < verb && i < first + SUBJECT; i++)
        if (tw_token_is(&v->text, i, "who")) return true;
    return false;
}

/* The verb of data/en/beliefs near the beginning of [first, end); `end` when none. */
static size_t belief_in(const struct tw_view *v, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end && i < first + SUBJECT; i++)
        if (tw_tokens_match(&v->text, &tw_words_en_beliefs, i, end, NULL)) return i;
    return end;
}

static bool is_listed(const struct tw_view *v, size_t i, const char *const *list, size_t n)
{
    for (size_t k = 0; k < n; k++) if (tw_token_is(&v->text, i, list[k])) return true;
    return false;
}

/* "A doctor shows us two files": who shows something to the press tells it.  The
** verb; `end` when there is none. */
static size_t showing_in(const struct tw_view *v, size_t first, size_t end)
{
    static const char *const verbs[] = {"shows", "showed", "hands", "handed", "presents",
                                        "presented", "produces", "produced"};
    static const char *const whom[] = {"us", "me", "reporters", "journalists", "our", "this"};

    for (size_t i = first + 1; i + 2 < end && i < first + SUBJECT; i++)
        if (is_listed(v, i, verbs, sizeof verbs / sizeof *verbs)
            && is_listed(v, i + 1, whom, sizeof whom / sizeof *whom))
            return i;
    return end;
}

/* Behind "In the capital,": where the subject begins. */
static size_t subject_start(const struct tw_view *v, size_t first, size_t verb)
{
    const struct tw_word *word = tw_words_find(&tw_words_en_function,
                                               tw_token_lower(&v->text, first));

    if (!word || !tw_slice_eq(tw_word_value(word), TW_LIT("prep"))) return first;
    for (size_t i = first; i + 1 < verb && i < first + SUBJECT; i++)
        if (tw_token_is(&v->text, i, ",")) return i + 1;
    return first;
}

/* The claim told in the span; *next, where to look from, only rises. */
static const struct tw_claim *claim_told(const struct tw_told_claims *c, struct tw_span span,
                                         size_t *next)
{
    while (*next < c->n && tw_span_end(c->told[*next]->span) <= span.off) ++*next;
    return *next < c->n && c->told[*next]->span.off < tw_span_end(span) ? c->told[*next] : NULL;
}

struct narrating {
    struct tw_arena *mem;
    struct tw_utterances *l;
    const struct tw_view *v;
    unsigned account;
    const uint8_t *taken;
    size_t from;                        /* the account's utterances begin there */
    struct tw_slice owner;
    const struct tw_told_claims *claims; size_t next;
};

/* "..., but the president sees another hand in it": behind the comma and "but", where
** a second statement begins that has as much to say; `end` when none does. */
static size_t second_part(const struct tw_view *v, size_t first, size_t end)
{
    static const char *const turns[] = {"but", "while", "whereas"};

    for (size_t i = first + NARRATED; i + NARRATED < end; i++) {
        if (tw_token_is(&v->text, i, ";") && words_in(v, i + 1, end) >= NARRATED) return i + 1;
        if (tw_token_is(&v->text, i, ",")
            && is_listed(v, i + 1, turns, sizeof turns / sizeof *turns) && words_in(v, i + 2,
                                                                                    end) >= NARRATED)
            return i + 2;
    }
    return end;
}

/* Of a sentence of two parts the claim belongs to the one that names its holder. */
static bool names_holder(const struct narrating *n, const struct tw_claim *claim, size_t first,
                         size_t end)
{
    return tw_slice_find(tw_span_text(n->v->text.text, tw_tokens_span(&n->v->text, first, end - 1)),
                         claim->by, 0) != TW_NONE;
}

/* What the tokens [first, end) say, behind the beginning of their clause at `start`. */
static void read_part(struct narrating *n, size_t start, size_t first, size_t end, bool is_whole)
{
    const struct tw_view *v = n->v;
    struct tw_utterance u = {.kind = TW_UTTERED_NARRATED, .account = n->account, .attribution = -1};
    size_t stance = tw_stance_phrase(v, first, end);
    const struct tw_claim *claim = claim_told(n->claims, tw_tokens_span(&v->text, first, end - 1),
                                              &n->next);

    if (stance == end) stance = belief_in(v, first, end);
    if (n->owner.n > 0) {
        u.kind = TW_UTTERED_OWN;
        u.who = tw_who_named(n->mem, n->owner);
    } else if (stance < end && stance > first && first == start
               && (stance < first + SUBJECT || names_person(n->mem, v, first, stance)
                   || is_behind_clause(v, first, stance))) {
        u.kind = TW_UTTERED;
        u.who = who_declines(n->mem, v, n->l, n->from, first, stance);
    } else if ((stance = showing_in(v, first, end)) < end) {
        u.kind = TW_UTTERED;
        u.who = who_declines(n->mem, v, n->l, n->from, subject_start(v, first, stance), stance);
    } else if (claim && claim->by.n > 0 && (is_whole || names_holder(n, claim, first, end))) {
        u.kind = TW_UTTERED;
        u.claim = claim;
        u.who = tw_who_named(n->mem, claim->by);
    } else {
        u.who = who_around(n->mem, v, v->text.token[first].sentence);
    }
    tw_utterance_add(n->mem, n->l, v, u, tw_tokens_span(&v->text, first, end - 1));
}

static void read_sentence(struct narrating *n, const struct tw_sentence *s)
{
    size_t start = s->first, first = s->first, end = s->end, part;

    while (first < end && n->taken[first]) first++;
    while (end > first && n->taken[end - 1]) end--;
    for (size_t k = first; k < end; k++) if (n->taken[k]) end = k;
    if (words_in(n->v, first, end) < NARRATED || tw_view_is_dateline(n->v, s->span)) return;
    if (n->owner.n > 0 && (first > s->first || end < s->end)) return;
    while (n->owner.n == 0 && (part = second_part(n->v, first, end)) < end) {
        read_part(n, start, first, part - (tw_token_is(&n->v->text, part - 1, ";") ? 1 : 2), false);
        start = first = part;
    }
    read_part(n, start, first, end, start == s->first);
}

void tw_narrated_read(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                      unsigned account,
                      const uint8_t *taken, size_t from, struct tw_slice owner,
                          const struct tw_told_claims *claims)
{
    struct narrating n = {mem, l, v, account, taken, from, owner, claims, 0};

    for (size_t i = 0; i < v->text.sentences; i++) read_sentence(&n, &v->text.sentence[i]);
}
