/* extract/claim.c - who holds whom responsible.
**
** Goes through the attributions in order and asks of each, by its cue and its
** content (data/en/blame.txt, deeds.txt): does the source take it on itself,
** blame, accuse, deny, doubt, or decline to say who did it?  Whoever was held
** responsible last is who "the allegation" is about.  Accusations count only
** in articles in which harm was done.  Sentences in which no attribution was
** found are left to blame.h.
** Gets wrong: accusations of other things in an article about harm, denials
** far from what they deny.
*/
#include "extract/finders.h"

#include "extract/agent.h"
#include "extract/blame.h"
#include "gen/words.h"

struct said { /* one attribution, as tokens */
    const struct tw_attribution *a;
    int index;
    size_t cue_first, cue_end, first, end; /* content: its first part */
    char code;                             /* of data/en/blame.txt, 0 none */
};

/* The sentence around a token; a claim is shown as one. */
static struct tw_span sentence_of(const struct tw_text *t, size_t token)
{
    return t->sentence[t->token[token].sentence].span;
}

static void push(struct tw_blaming *c, const struct said *s, struct tw_span span,
                 struct tw_slice by, struct tw_slice who, enum tw_polarity stance,
                 struct tw_slice deed)
{
    tw_blame_add(c, (struct tw_claim){span, by, who, deed, stance, s->index});
}

/* The code of the cue: the longest entry at any of its tokens. */
static char code_of(const struct tw_text *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct tw_word *w;

        if (tw_tokens_match(t, t->lexicon->blame, i, t->tokens < end + 3 ? t->tokens : end + 3, &w))
            return tw_word_string(w)[0];
    }
    return 0;
}

static bool is_negative_source(const struct tw_text *t, struct tw_span source)
{
    size_t first, end;

    tw_tokens_in(t, source, &first, &end);
    return source.len && first < end
           && (tw_token_has(t, first, t->lexicon->claimwords, "nobody")
               || (first > 0 && tw_token_has(t, first - 1, t->lexicon->claimwords, "nobody")));
}

static bool is_negative_cue(const struct tw_text *t, const struct said *s)
{
    return tw_blame_has(t, s->cue_first > 3 ? s->cue_first - 3 : 0, s->cue_end, "withholds");
}

static struct tw_slice speaker_of(const struct tw_blaming *c, const struct said *s)
{
    if (s->a->speaker.n) return s->a->speaker;
    return tw_span_text(c->t->text, s->a->source);
}

/* "accused X of", "blamed X for", "blamed the raid on X". */
static struct tw_slice accused_by(const struct tw_blaming *c, const struct said *s)
{
    const struct tw_text *t = c->t;
    size_t i = s->first;

    while (i < s->end && t->token[i].kind != TW_TOK_PUNCT
           && !(i > s->first && tw_token_has(t, i, c->t->lexicon->claimwords, "behind-accused")))
        i++;
    if (i + 1 < s->end && s->code == 'b' && (tw_token_is(t, i, "on") || tw_token_is(t, i, "to"))
        && (tw_deed_in(t, s->first, i).n || i == s->first + 1))
        return tw_agent_name(t, c->out, i + 1, tw_agent_phrase_end(t, i + 1, s->end));
    return tw_agent_name(t, c->out, s->first, i);
}

/* The source answers for something itself: "claimed responsibility". */
static bool read_own(struct tw_blaming *c, const struct said *s)
{
    const struct tw_text *t = c->t;
    bool is_own = s->code == 'o';

    if (!is_own && s->cue_end > s->cue_first && s->end > s->first + 1) {
        bool is_verb;
        struct tw_slice class;

        is_own = tw_token_has(t, s->cue_end - 1, c->t->lexicon->claimwords, "claims")
                 && tw_token_is(t, s->first, "the")
                 && tw_deed_at(t, s->first + 1, s->end, &is_verb, &class) > 0;
    }
    if (!is_own || is_negative_source(t, s->a->source)) return false;
    if (is_negative_cue(t, s)) {
        push(c, s, sentence_of(t, s->cue_first), speaker_of(c, s),
             tw_blame_self(c, speaker_of(c, s)), TW_DECLINE, tw_deed_in(t, s->first, s->end));
        return true;
    }
    push(c, s, sentence_of(t, s->cue_first), speaker_of(c, s), speaker_of(c, s), TW_AFFIRM,
         tw_deed_in(t, s->first, s->end));
    return true;
}

/* The source blames, accuses or suspects somebody. */
static bool read_blame(struct tw_blaming *c, const struct said *s)
{
    struct tw_slice deed = tw_deed_in(c->t, s->first, s->end), who;

    if ((s->code != 'b' && s->code != 'a' && s->code != 's') || is_negative_cue(c->t, s))
        return false;
    if (s->code == 'a' && !deed.n) return false;
    if (s->code != 'a' && !deed.n && !c->deed.n) return false;
    if (!s->a->source.len) return false;
    who = accused_by(c, s);
    if (!who.n || (s->code == 's' && (s->end - s->first > 4 || deed.n)))
        return false; /* "suspect arson" */
    push(c, s, sentence_of(c->t, s->cue_first), speaker_of(c, s), who, TW_AFFIRM, deed);
    return true;
}

/* Who did it is asked, and not answered. */
static bool read_decline(struct tw_blaming *c, const struct said *s)
{
    const struct tw_text *t = c->t;
    const struct tw_sentence *k = &t->sentence[t->token[s->cue_first].sentence];
    bool is_open = s->a->polarity == TW_DECLINE || tw_blame_has(t, s->cue_first, s->cue_end, "open")
                   || tw_blame_has(t, s->first, s->end, "open") || is_negative_cue(t, s);
    bool asks = tw_blame_has(t, s->first, s->end, "culprit");

    for (size_t i = s->first; i + 1 < s->end && !asks; i++)
        asks = tw_token_is(t, i, "who")
               && (tw_token_is(t, i + 1, "had") || tw_token_is(t, i + 1, "was")
                   || tw_token_is(t, i + 1, "ordered") || tw_token_is(t, i + 1, "did")
                   || tw_token_is(t, i + 1, "carried"));
    if (!asks && is_open && s->a->polarity == TW_DECLINE)
        asks = c->accused.n && tw_blame_has(t, s->first, k->end, "accused-of");
    for (size_t i = k->first; i + 3 < k->end && asks && !is_open; i++)
        is_open =
            (tw_token_is(t, i, "don’t") || tw_token_is(t, i, "don't") || tw_token_is(t, i, "not"))
            && tw_token_is(t, i + 1, "know");
    if (!asks || !is_open) return false;
    push(c, s, sentence_of(t, s->cue_first), speaker_of(c, s), (struct tw_slice){"", 0}, TW_DECLINE,
         tw_deed_in(t, s->first, s->end));
    return true;
}

/* True when the content is about an accusation: it names one, or only "it". */
static bool is_about_accusation(const struct tw_text *t, const struct said *s)
{
    size_t last = s->end < s->first + 4 ? s->end : s->first + 4;

    if (s->end == s->first + 1 && tw_token_is(t, s->first, "it")) return true;
    for (size_t i = s->first; i < last; i++)
        if (tw_token_find(t, i, t->lexicon->accusations) != NULL) return true;
    return false;
}

/* "called", "described" wave away only what is named an accusation. */
static bool is_denial(const struct tw_text *t, const struct said *s)
{
    if (s->a->polarity == TW_DENY) return true;
    return s->code == 'd'
           && (!tw_blame_has(t, s->cue_first, s->cue_end, "calls") || is_about_accusation(t, s));
}

/* Nobody is named for it: those who would have done it. */
static struct tw_slice unnamed_agent(struct tw_slice deed)
{
    if (tw_slice_eq(deed, TW_LIT("sabotage"))) return TW_LIT("saboteurs");
    return tw_slice_eq(deed, TW_LIT("arson")) ? TW_LIT("arsonists") : (struct tw_slice){"", 0};
}

static struct tw_slice denied_agent(struct tw_blaming *c, const struct said *s,
                                    const struct tw_agent *agent, bool found)
{
    struct tw_slice unnamed = unnamed_agent(tw_deed_in(c->t, s->first, s->end));

    if (found && agent->who.n) return agent->who;
    if (is_about_accusation(c->t, s) && c->accused.n && !found) return c->accused;
    return unnamed.n && !found ? unnamed : speaker_of(c, s);
}

static bool read_denial(struct tw_blaming *c, const struct said *s)
{
    struct tw_agent agent;
    struct tw_slice deed = tw_deed_in(c->t, s->first, s->end);
    bool found;

    if (!is_denial(c->t, s)) return false;
    found = tw_agent_find(c->t, c->out, s->first, s->end, &agent);
    if (!found && !(deed.n && c->deed.n) && !(c->accused.n && is_about_accusation(c->t, s)))
        return false;
    push(c, s, sentence_of(c->t, s->cue_first), speaker_of(c, s), denied_agent(c, s, &agent, found),
         TW_DENY, deed);
    return true;
}

static bool read_doubt(struct tw_blaming *c, const struct said *s)
{
    bool is_doubt = s->a->polarity == TW_DOUBT
                    || (c->accused.n && tw_blame_has(c->t, s->first, s->end, "unripe"));
    struct tw_agent agent;
    bool found;

    if (!is_doubt || !(c->accused.n || tw_deed_in(c->t, s->first, s->end).n)) return false;
    found = tw_agent_find(c->t, c->out, s->first, s->end, &agent);
    if (!found
        && (!c->accused.n
            || !(is_about_accusation(c->t, s) || tw_blame_has(c->t, s->first, s->end, "unripe"))))
        return false;
    push(c, s, sentence_of(c->t, s->cue_first), speaker_of(c, s),
         found && agent.who.n ? agent.who : c->accused, TW_DOUBT, (struct tw_slice){"", 0});
    return true;
}

/* "said" reports who did what all day; who is no actor of the article and only
** the subject of a verb is not yet held responsible by that. */
static bool is_plain_report(const struct tw_text *t, const struct said *s,
                            const struct tw_agent *agent)
{
    return agent->who.n && !agent->is_named && !agent->is_ascribed && !agent->is_denied
           && !agent->is_doubted && !tw_blame_has(t, s->first, s->end, "finds")
           && (s->cue_first == s->cue_end || tw_blame_has(t, s->cue_first, s->cue_end, "reports"));
}

/* "no evidence of sabotage", "no proof that the fire was set deliberately". */
static bool read_absence(struct tw_blaming *c, const struct said *s)
{
    struct tw_slice deed = tw_deed_in(c->t, s->first, s->end), who = unnamed_agent(deed);

    if (!deed.n || !tw_blame_has(c->t, s->first, s->end, "negation")) return false;
    if (!tw_blame_has(c->t, s->first, s->end, "sign")
        && !tw_blame_has(c->t, s->first, s->end, "proof"))
        return false;
    if (!who.n) who = c->accused;
    if (!who.n) return false;
    push(c, s, sentence_of(c->t, s->first), speaker_of(c, s), who,
         tw_blame_has(c->t, s->first, s->end, "proof") ? TW_DOUBT : TW_DENY, deed);
    return true;
}

/* The content itself says who did it. */
static bool read_content(struct tw_blaming *c, const struct said *s)
{
    const struct tw_spans *parts = &s->a->content;
    struct tw_agent agent;

    for (size_t k = 0; k < parts->n; k++) {
        size_t first, end, rest;

        tw_tokens_in(c->t, parts->v[k], &first, &end);
        if (k + 1 < parts->n && first < end
            && c->t->token[first].sentence == c->t->token[end - 1].sentence) {
            tw_tokens_in(c->t, parts->v[k + 1], &rest, &rest);
            if (rest > end && c->t->token[rest - 1].sentence == c->t->token[first].sentence)
                end = rest;
        }
        if (first == end || !tw_agent_find(c->t, c->out, first, end, &agent)) continue;
        if (is_plain_report(c->t, s, &agent)) continue;
        if (agent.is_self) agent.who = speaker_of(c, s);
        if (!agent.who.n && !agent.is_nobody) continue;
        push(c, s, sentence_of(c->t, first), speaker_of(c, s), agent.who,
             agent.is_doubted  ? TW_DOUBT
             : agent.is_denied ? TW_DENY
                               : TW_AFFIRM,
             agent.deed);
        return true;
    }
    return false;
}

static void read_attribution(struct tw_blaming *c, int index)
{
    struct said s = {.a = &c->out->attributions.v[index], .index = index};

    if (s.a->content.n == 0) return;
    tw_tokens_in(c->t, s.a->content.v[0], &s.first, &s.end);
    if (s.first == s.end) return;
    s.cue_first = s.cue_end = s.first;
    if (s.a->cue.len) tw_tokens_in(c->t, s.a->cue, &s.cue_first, &s.cue_end);
    s.code = code_of(c->t, s.cue_first, s.cue_end);
    if (read_own(c, &s) || read_blame(c, &s) || read_decline(c, &s) || read_denial(c, &s)
        || read_doubt(c, &s))
        return;
    if (!read_content(c, &s)) read_absence(c, &s);
}

static void order(struct tw_claim *v, size_t n) /* by place; few and nearly in order */
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && v[k - 1].span.off > v[k].span.off && i - k < 64; k--) {
            struct tw_claim swap = v[k];

            v[k] = v[k - 1];
            v[k - 1] = swap;
        }
}

/* The class of the first deed of the article; "harm" where only its figures tell. */
static struct tw_slice article_deed(const struct tw_text *t, const struct tw_statements *out)
{
    struct tw_slice deed = tw_deed_in(t, 0, t->tokens);

    if (deed.n) return deed;
    for (size_t i = 0; i < out->figures.n; i++) {
        struct tw_slice unit = out->figures.v[i].unit;

        if (tw_slice_eq(unit, TW_LIT("killed")) || tw_slice_eq(unit, TW_LIT("injured"))
            || tw_slice_eq(unit, TW_LIT("missing")))
            return TW_LIT("harm");
    }
    return deed;
}

void tw_claims_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    struct tw_blaming c = {.mem = mem, .t = t, .out = out};
    size_t next = 0;

    c.deed = article_deed(t, out);
    for (size_t k = 0; k < t->sentences; k++) {
        size_t before = out->claims.n;

        tw_blame_before(&c, &t->sentence[k]);
        while (next < out->attributions.n && out->attributions.v[next].content.n
               && out->attributions.v[next].content.v[0].off < tw_span_end(t->sentence[k].span))
            read_attribution(&c, (int)next++);
        tw_blame_after(&c, &t->sentence[k], before);
    }
    while (next < out->attributions.n) read_attribution(&c, (int)next++);
    order(out->claims.v, out->claims.n);
}
