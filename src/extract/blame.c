/* extract/blame.c - claims of sentences in which no attribution was found.
**
** A few fixed turns: suspicion that falls on somebody, a claim as a noun, a
** denial, a doubt or a taking of responsibility by its verb.  The subject
** before the verb holds the claim.
*/
#include "extract/blame.h"

#include "base/vec.h"
#include "extract/agent.h"
#include "gen/words.h"

bool tw_blame_has(const struct tw_text *t, size_t first, size_t end, const char *role)
{
    for (; first < end; first++)
        if (tw_token_has(t, first, t->lexicon->claimwords, role)) return true;
    return false;
}

void tw_blame_add(struct tw_blaming *c, struct tw_claim claim)
{
    const struct tw_attribution *list = c->out->attributions.v;

    if (!claim.what.n) claim.what = c->deed.n ? c->deed : TW_LIT("harm");
    if (claim.who.n && claim.stance != TW_DECLINE) c->accused = claim.who;
    for (size_t i = c->out->claims.n; i-- > 0 && c->out->claims.v[i].span.off == claim.span.off;) {
        struct tw_claim *old = &c->out->claims.v[i];

        if (old->stance != claim.stance || !tw_slice_eq(old->who, claim.who)) continue;
        if (claim.attribution >= 0 && old->attribution >= 0
            && list[claim.attribution].in == old->attribution)
            *old = claim; /* nearer to the fact */
        return;
    }
    TW_PUSH(c->mem, c->out->claims.v, c->out->claims.n, c->cap, claim);
}

static void add(struct tw_blaming *c, const struct tw_sentence *s, struct tw_slice by,
                struct tw_slice who, enum tw_polarity stance, struct tw_slice deed)
{
    tw_blame_add(c, (struct tw_claim){s->span, by, who, deed, stance, -1});
}

/* "Suspicion fell on X": no source, the article says so. */
static void read_suspicion(struct tw_blaming *c, const struct tw_sentence *s)
{
    const struct tw_text *t = c->t;

    for (size_t i = s->first; i + 3 < s->end; i++) {
        size_t at = i + 1;

        if (!tw_token_is(t, i, "suspicion") && !tw_token_is(t, i, "suspicions")
            && !tw_token_is(t, i, "blame"))
            continue;
        if (!tw_token_has(t, at, c->t->lexicon->claimwords, "falls")) continue;
        while (at < s->end && !tw_token_is(t, at, "on") && at < i + 8) at++;
        while (at + 1 < s->end && !tw_token_is(t, at + 1, "the")
               && !(t->token[at + 1].shape & TW_SHAPE_CAP) && at < i + 8)
            at++;
        if (at + 1 >= s->end) return;
        add(c, s, (struct tw_slice){"", 0},
            tw_agent_name(t, c->out, at + 1, tw_agent_phrase_end(t, at + 1, s->end)), TW_AFFIRM,
            (struct tw_slice){"", 0});
        return;
    }
}

/* "Mr Pasha’s claim that X did it", "an American charge that it had". */
static void read_nominal(struct tw_blaming *c, const struct tw_sentence *s)
{
    const struct tw_text *t = c->t;

    for (size_t i = s->first + 1; i + 2 < s->end; i++) {
        struct tw_agent agent;
        struct tw_slice by = {"", 0};
        const struct tw_word *country = tw_token_find(t, i - 1, c->t->lexicon->demonyms);

        if (!tw_token_has(t, i, c->t->lexicon->claimwords, "accusation")
            || !tw_token_is(t, i + 1, "that"))
            continue;
        if (!tw_agent_find(t, c->out, i + 2, s->end, &agent)) continue;
        if (country) by = tw_word_value(country);
        else if ((t->token[i - 1].shape & TW_SHAPE_POSSESSIVE) && i - 1 > s->first)
            by = tw_agent_name(t, c->out, i - 2, i - 1);
        if (!agent.who.n) agent.who = tw_agent_name(t, c->out, s->first, s->first + 1);
        if (!by.n && !tw_token_is(t, i - 1, "a")) return;
        add(c, s, by, agent.who, TW_AFFIRM, agent.deed);
        return;
    }
}

/* "The rival denies it", where no attribution was found. */
static void read_bare_denial(struct tw_blaming *c, const struct tw_sentence *s)
{
    size_t first, end;

    for (size_t i = s->first + 1; i < s->end && c->deed.n; i++) {
        struct tw_slice by;
        struct tw_agent agent;
        bool found;

        if (!tw_token_has(c->t, i, c->t->lexicon->claimwords, "denies")
            || !tw_agent_subject(c->t, s->first, i, &first, &end))
            continue;
        by = tw_agent_name(c->t, c->out, first, end);
        if (!by.n) return;
        found = tw_agent_find(c->t, c->out, i + 1, s->end, &agent) && agent.who.n;
        if (!found && c->accused.n && i + 1 < s->end && tw_token_is(c->t, i + 1, "it"))
            agent.who = c->accused, found = true;
        add(c, s, by, found ? agent.who : by, TW_DENY, tw_deed_in(c->t, i + 1, s->end));
        return;
    }
}

/* "cast doubt on that version", "have reserved judgment", where no attribution was found. */
static void read_bare_doubt(struct tw_blaming *c, const struct tw_sentence *s)
{
    static const struct {
        const char *word, *next;
        enum tw_polarity stance;
    } phrases[] = {{"cast", "doubt", TW_DOUBT},          {"casts", "doubt", TW_DOUBT},
                   {"reserved", "judgment", TW_DECLINE}, {"reserved", "judgement", TW_DECLINE},
                   {"reserve", "judgment", TW_DECLINE},  {"withheld", "judgment", TW_DECLINE}};

    for (size_t i = s->first + 1; i + 1 < s->end && c->accused.n; i++)
        for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++) {
            size_t first, end;

            if (!tw_token_is(c->t, i, phrases[k].word)
                || !tw_token_is(c->t, i + 1, phrases[k].next))
                continue;
            if (!tw_agent_subject(c->t, s->first, i, &first, &end)) continue;
            add(c, s, tw_agent_name(c->t, c->out, first, end),
                phrases[k].stance == TW_DOUBT ? c->accused : (struct tw_slice){"", 0},
                phrases[k].stance, (struct tw_slice){"", 0});
            return;
        }
}

struct tw_slice tw_blame_self(const struct tw_blaming *c, struct tw_slice speaker)
{
    struct tw_slice rest = speaker, word;
    const struct tw_word *w;

    if (!tw_slice_part(&rest, ' ', &word)) return speaker;
    w = tw_words_find_nocase(c->t->lexicon->demonyms, word);
    return w ? tw_word_value(w) : speaker;
}

/* The word that holds a claim back, of the few before token i: "stopped short
** of claiming"; i when none does; s->first when nobody made it ("no group"). */
static size_t held_back_at(const struct tw_text *t, const struct tw_sentence *s, size_t i)
{
    enum { REACH = 8 };

    for (size_t k = i; k > s->first && k + REACH > i; k--) {
        if (tw_token_has(t, k - 1, t->lexicon->claimwords, "nobody")) return s->first;
        if (tw_token_has(t, k - 1, t->lexicon->claimwords, "withholds"))
            return tw_token_is(t, k - 1, "short") && k - 1 > s->first ? k - 2 : k - 1;
    }
    return i;
}

/* "claimed responsibility" and "responsibility was claimed by", where no
** attribution was found. */
static void read_bare_own(struct tw_blaming *c, const struct tw_sentence *s)
{
    for (size_t i = s->first; i < s->end; i++) {
        const struct tw_word *w;
        size_t first, end, held = i, n = tw_tokens_match(c->t, c->t->lexicon->blame, i, s->end, &w);
        struct tw_slice who;

        if (n && tw_word_string(w)[0] == 'o' && i > s->first) {
            held = held_back_at(c->t, s, i);
            if (held == s->first || !tw_agent_subject(c->t, s->first, held, &first, &end)) return;
        } else if (i > s->first && i + 2 < s->end && tw_token_is(c->t, i, "claimed")
                   && tw_token_is(c->t, i + 1, "by")
                   && tw_blame_has(c->t, s->first, i, "own-what")) {
            first = i + 2;
            end = tw_agent_phrase_end(c->t, first, s->end);
        } else {
            continue;
        }
        who = tw_agent_name(c->t, c->out, first, end);
        if (who.n)
            add(c, s, who, held < i ? tw_blame_self(c, who) : who,
                held < i ? TW_DECLINE : TW_AFFIRM, tw_deed_in(c->t, s->first, s->end));
        return;
    }
}

/* True when a claim of that stance was added since `before`. */
static bool has_claim(const struct tw_blaming *c, size_t before, enum tw_polarity stance)
{
    for (size_t i = before; i < c->out->claims.n; i++)
        if (c->out->claims.v[i].stance == stance) return true;
    return false;
}

void tw_blame_before(struct tw_blaming *c, const struct tw_sentence *s)
{
    read_suspicion(c, s);
    read_nominal(c, s);
}

void tw_blame_after(struct tw_blaming *c, const struct tw_sentence *s, size_t before)
{
    if (c->out->claims.n == before) read_bare_own(c, s);
    if (!has_claim(c, before, TW_DENY)) read_bare_denial(c, s);
    if (!has_claim(c, before, TW_DOUBT)) read_bare_doubt(c, s);
}
