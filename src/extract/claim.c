/* extract/claim.c - who holds whom responsible.
**
** Goes through the attributions in order and asks of each, by its cue and its
** content (data/en/blame.txt, deeds.txt): does the source take it on itself,
** blame, accuse, deny, doubt, or decline to say who did it?  Whoever was held
** responsible last is who "the allegation" is about.  Accusations count only
** in articles in which harm was done.  A few sentences without a source
** ("Suspicion fell on") are read too.
** Gets wrong: accusations of other things in an article about harm, denials
** far from what they deny.
*/
#include "extract/finders.h"

#include "base/vec.h"
#include "extract/agent.h"
#include "gen/words.h"

struct finder {
    struct tw_arena *mem;
    const struct tw_text *t;
    struct tw_statements *out;
    size_t cap;
    struct tw_slice accused; /* held responsible last */
    struct tw_slice deed;    /* class of the article's first deed */
};

struct said { /* one attribution, as tokens */
    const struct tw_attribution *a;
    int index;
    size_t cue_first, cue_end, first, end; /* content: its first part */
    char code;                             /* of data/en/blame.txt, 0 none */
};

/* True when a token of [first, end) has that role in data/en/claimwords.txt. */
static bool has_role(const struct tw_text *t, size_t first, size_t end, const char *role)
{
    for (; first < end; first++)
        if (tw_token_has(t, first, &tw_words_en_claimwords, role)) return true;
    return false;
}

/* The class of the first deed in [first, end); empty when none. */
static struct tw_slice deed_in(const struct tw_text *t, size_t first, size_t end)
{
    for (; first < end; first++) {
        bool is_verb;
        struct tw_slice class;

        if (tw_deed_at(t, first, end, &is_verb, &class)) return class;
    }
    return (struct tw_slice){"", 0};
}

/* The sentence around a token; a claim is shown as one. */
static struct tw_span sentence_of(const struct tw_text *t, size_t token)
{
    return t->sentence[t->token[token].sentence].span;
}

static void push(struct finder *c, const struct said *s, struct tw_span span, struct tw_slice by,
                 struct tw_slice who, enum tw_polarity stance, struct tw_slice deed)
{
    struct tw_claim claim = {.span = span,
                             .by = by,
                             .who = who,
                             .stance = stance,
                             .attribution = s ? s->index : -1,
                             .what = deed.n      ? deed
                                     : c->deed.n ? c->deed
                                                 : TW_LIT("harm")};

    if (who.n && stance != TW_DECLINE) c->accused = who;
    for (size_t i = c->out->claims.n; i-- > 0 && c->out->claims.v[i].span.off == span.off;) {
        struct tw_claim *old = &c->out->claims.v[i];

        if (old->stance != stance || !tw_slice_eq(old->who, who)) continue;
        if (s && old->attribution >= 0 && s->a->in == old->attribution)
            *old = claim; /* nearer to the fact */
        return;
    }
    TW_PUSH(c->mem, c->out->claims.v, c->out->claims.n, c->cap, claim);
}

/* The code of the cue: the longest entry at any of its tokens. */
static char code_of(const struct tw_text *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct tw_word *w;

        if (tw_tokens_match(t, &tw_words_en_blame, i, t->tokens < end + 3 ? t->tokens : end + 3,
                            &w))
            return w->value[0];
    }
    return 0;
}

static bool is_negative_source(const struct tw_text *t, struct tw_span source)
{
    size_t first, end;

    tw_tokens_in(t, source, &first, &end);
    return source.len && first < end
           && (tw_token_has(t, first, &tw_words_en_claimwords, "nobody")
               || (first > 0 && tw_token_has(t, first - 1, &tw_words_en_claimwords, "nobody")));
}

static bool is_negative_cue(const struct tw_text *t, const struct said *s)
{
    return has_role(t, s->cue_first > 3 ? s->cue_first - 3 : 0, s->cue_end, "withholds");
}

static struct tw_slice speaker_of(const struct finder *c, const struct said *s)
{
    if (s->a->speaker.n) return s->a->speaker;
    return tw_span_text(c->t->text, s->a->source);
}

/* "accused X of", "blamed X for", "blamed the raid on X". */
static struct tw_slice accused_by(const struct finder *c, const struct said *s)
{
    const struct tw_text *t = c->t;
    size_t i = s->first;

    while (i < s->end && t->token[i].kind != TW_TOK_PUNCT
           && !(i > s->first && tw_token_has(t, i, &tw_words_en_claimwords, "behind-accused")))
        i++;
    if (i + 1 < s->end && s->code == 'b' && (tw_token_is(t, i, "on") || tw_token_is(t, i, "to"))
        && (deed_in(t, s->first, i).n || i == s->first + 1))
        return tw_agent_name(t, c->out, i + 1, tw_agent_phrase_end(t, i + 1, s->end));
    return tw_agent_name(t, c->out, s->first, i);
}

/* Whom a source speaks for: "Karskian officials" speak for Karsk. */
static struct tw_slice own_name(const struct finder *c, const struct said *s)
{
    struct tw_slice name = speaker_of(c, s), rest = name, word;
    const struct tw_word *w;

    if (!tw_slice_part(&rest, ' ', &word)) return name;
    w = tw_words_find_nocase(&tw_words_en_demonyms, word);
    return w ? tw_word_value(w) : name;
}

/* The source answers for something itself: "claimed responsibility". */
static bool read_own(struct finder *c, const struct said *s)
{
    const struct tw_text *t = c->t;
    bool is_own = s->code == 'o';

    if (!is_own && s->cue_end > s->cue_first && s->end > s->first + 1) {
        bool is_verb;
        struct tw_slice class;

        is_own = tw_token_has(t, s->cue_end - 1, &tw_words_en_claimwords, "claims")
                 && tw_token_is(t, s->first, "the")
                 && tw_deed_at(t, s->first + 1, s->end, &is_verb, &class) > 0;
    }
    if (!is_own || is_negative_source(t, s->a->source)) return false;
    if (is_negative_cue(t, s)) {
        push(c, s, sentence_of(t, s->cue_first), speaker_of(c, s), own_name(c, s), TW_DECLINE,
             deed_in(t, s->first, s->end));
        return true;
    }
    push(c, s, sentence_of(t, s->cue_first), speaker_of(c, s), speaker_of(c, s), TW_AFFIRM,
         deed_in(t, s->first, s->end));
    return true;
}

/* The source blames, accuses or suspects somebody. */
static bool read_blame(struct finder *c, const struct said *s)
{
    struct tw_slice deed = deed_in(c->t, s->first, s->end), who;

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
static bool read_decline(struct finder *c, const struct said *s)
{
    const struct tw_text *t = c->t;
    const struct tw_sentence *k = &t->sentence[t->token[s->cue_first].sentence];
    bool is_open = s->a->polarity == TW_DECLINE || has_role(t, s->cue_first, s->cue_end, "open")
                   || has_role(t, s->first, s->end, "open") || is_negative_cue(t, s);
    bool asks = has_role(t, s->first, s->end, "culprit");

    for (size_t i = s->first; i + 1 < s->end && !asks; i++)
        asks = tw_token_is(t, i, "who")
               && (tw_token_is(t, i + 1, "had") || tw_token_is(t, i + 1, "was")
                   || tw_token_is(t, i + 1, "ordered") || tw_token_is(t, i + 1, "did")
                   || tw_token_is(t, i + 1, "carried"));
    if (!asks && is_open && s->a->polarity == TW_DECLINE)
        asks = c->accused.n && has_role(t, s->first, k->end, "accused-of");
    for (size_t i = k->first; i + 3 < k->end && asks && !is_open; i++)
        is_open =
            (tw_token_is(t, i, "don’t") || tw_token_is(t, i, "don't") || tw_token_is(t, i, "not"))
            && tw_token_is(t, i + 1, "know");
    if (!asks || !is_open) return false;
    push(c, s, sentence_of(t, s->cue_first), speaker_of(c, s), (struct tw_slice){"", 0}, TW_DECLINE,
         deed_in(t, s->first, s->end));
    return true;
}

/* True when the content is about an accusation: it names one, or only "it". */
static bool is_about_accusation(const struct tw_text *t, const struct said *s)
{
    size_t last = s->end < s->first + 4 ? s->end : s->first + 4;

    if (s->end == s->first + 1 && tw_token_is(t, s->first, "it")) return true;
    for (size_t i = s->first; i < last; i++)
        if (tw_token_find(t, i, &tw_words_en_accusations) != NULL) return true;
    return false;
}

/* "called", "described" wave away only what is named an accusation. */
static bool is_denial(const struct tw_text *t, const struct said *s)
{
    if (s->a->polarity == TW_DENY) return true;
    return s->code == 'd'
           && (!has_role(t, s->cue_first, s->cue_end, "calls") || is_about_accusation(t, s));
}

/* Nobody is named for it: those who would have done it. */
static struct tw_slice unnamed_agent(struct tw_slice deed)
{
    if (tw_slice_eq(deed, TW_LIT("sabotage"))) return TW_LIT("saboteurs");
    return tw_slice_eq(deed, TW_LIT("arson")) ? TW_LIT("arsonists") : (struct tw_slice){"", 0};
}

static struct tw_slice denied_agent(struct finder *c, const struct said *s,
                                    const struct tw_agent *agent, bool found)
{
    struct tw_slice unnamed = unnamed_agent(deed_in(c->t, s->first, s->end));

    if (found && agent->who.n) return agent->who;
    if (is_about_accusation(c->t, s) && c->accused.n && !found) return c->accused;
    return unnamed.n && !found ? unnamed : speaker_of(c, s);
}

static bool read_denial(struct finder *c, const struct said *s)
{
    struct tw_agent agent;
    struct tw_slice deed = deed_in(c->t, s->first, s->end);
    bool found;

    if (!is_denial(c->t, s)) return false;
    found = tw_agent_find(c->t, c->out, s->first, s->end, &agent);
    if (!found && !(deed.n && c->deed.n) && !(c->accused.n && is_about_accusation(c->t, s)))
        return false;
    push(c, s, sentence_of(c->t, s->cue_first), speaker_of(c, s), denied_agent(c, s, &agent, found),
         TW_DENY, deed);
    return true;
}

static bool read_doubt(struct finder *c, const struct said *s)
{
    bool is_doubt =
        s->a->polarity == TW_DOUBT || (c->accused.n && has_role(c->t, s->first, s->end, "unripe"));
    struct tw_agent agent;
    bool found;

    if (!is_doubt || !(c->accused.n || deed_in(c->t, s->first, s->end).n)) return false;
    found = tw_agent_find(c->t, c->out, s->first, s->end, &agent);
    if (!found
        && (!c->accused.n
            || !(is_about_accusation(c->t, s) || has_role(c->t, s->first, s->end, "unripe"))))
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
           && !agent->is_doubted && !has_role(t, s->first, s->end, "finds")
           && (s->cue_first == s->cue_end || has_role(t, s->cue_first, s->cue_end, "reports"));
}

/* "no evidence of sabotage", "no proof that the fire was set deliberately". */
static bool read_absence(struct finder *c, const struct said *s)
{
    struct tw_slice deed = deed_in(c->t, s->first, s->end), who = unnamed_agent(deed);

    if (!deed.n || !has_role(c->t, s->first, s->end, "negation")) return false;
    if (!has_role(c->t, s->first, s->end, "sign") && !has_role(c->t, s->first, s->end, "proof"))
        return false;
    if (!who.n) who = c->accused;
    if (!who.n) return false;
    push(c, s, sentence_of(c->t, s->first), speaker_of(c, s), who,
         has_role(c->t, s->first, s->end, "proof") ? TW_DOUBT : TW_DENY, deed);
    return true;
}

/* The content itself says who did it. */
static bool read_content(struct finder *c, const struct said *s)
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

static void read_attribution(struct finder *c, int index)
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

/* "Suspicion fell on X": no source, the article says so. */
static void read_suspicion(struct finder *c, const struct tw_sentence *s)
{
    const struct tw_text *t = c->t;

    for (size_t i = s->first; i + 3 < s->end; i++) {
        size_t at = i + 1;

        if (!tw_token_is(t, i, "suspicion") && !tw_token_is(t, i, "suspicions")
            && !tw_token_is(t, i, "blame"))
            continue;
        if (!tw_token_has(t, at, &tw_words_en_claimwords, "falls")) continue;
        while (at < s->end && !tw_token_is(t, at, "on") && at < i + 8) at++;
        while (at + 1 < s->end && !tw_token_is(t, at + 1, "the")
               && !(t->token[at + 1].shape & TW_SHAPE_CAP) && at < i + 8)
            at++;
        if (at + 1 >= s->end) return;
        push(c, NULL, s->span, (struct tw_slice){"", 0},
             tw_agent_name(t, c->out, at + 1, tw_agent_phrase_end(t, at + 1, s->end)), TW_AFFIRM,
             (struct tw_slice){"", 0});
        return;
    }
}

/* "The rival denies it", where no attribution was found. */
static void read_bare_denial(struct finder *c, const struct tw_sentence *s)
{
    size_t first, end;

    for (size_t i = s->first + 1; i < s->end && c->deed.n; i++) {
        struct tw_slice by;
        struct tw_agent agent;
        bool found;

        if (!tw_token_has(c->t, i, &tw_words_en_claimwords, "denies")
            || !tw_agent_subject(c->t, s->first, i, &first, &end))
            continue;
        by = tw_agent_name(c->t, c->out, first, end);
        if (!by.n) return;
        found = tw_agent_find(c->t, c->out, i + 1, s->end, &agent) && agent.who.n;
        if (!found && c->accused.n && i + 1 < s->end && tw_token_is(c->t, i + 1, "it"))
            agent.who = c->accused, found = true;
        push(c, NULL, s->span, by, found ? agent.who : by, TW_DENY, deed_in(c->t, i + 1, s->end));
        return;
    }
}

/* "cast doubt on that version", "have reserved judgment", where no attribution was found. */
static void read_bare_doubt(struct finder *c, const struct tw_sentence *s)
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
            push(c, NULL, s->span, tw_agent_name(c->t, c->out, first, end),
                 phrases[k].stance == TW_DOUBT ? c->accused : (struct tw_slice){"", 0},
                 phrases[k].stance, (struct tw_slice){"", 0});
            return;
        }
}

/* "Mr Pasha’s claim that X did it", "an American charge that it had". */
static void read_nominal(struct finder *c, const struct tw_sentence *s)
{
    const struct tw_text *t = c->t;

    for (size_t i = s->first + 1; i + 2 < s->end; i++) {
        struct tw_agent agent;
        struct tw_slice by = {"", 0};
        const struct tw_word *country = tw_token_find(t, i - 1, &tw_words_en_demonyms);

        if (!tw_token_has(t, i, &tw_words_en_claimwords, "accusation")
            || !tw_token_is(t, i + 1, "that"))
            continue;
        if (!tw_agent_find(t, c->out, i + 2, s->end, &agent)) continue;
        if (country) by = tw_word_value(country);
        else if ((t->token[i - 1].shape & TW_SHAPE_POSSESSIVE) && i - 1 > s->first)
            by = tw_agent_name(t, c->out, i - 2, i - 1);
        if (!agent.who.n) agent.who = tw_agent_name(t, c->out, s->first, s->first + 1);
        if (!by.n && !tw_token_is(t, i - 1, "a")) return;
        push(c, NULL, s->span, by, agent.who, TW_AFFIRM, agent.deed);
        return;
    }
}

/* "claimed responsibility" and "responsibility was claimed by", where no
** attribution was found. */
static void read_bare_own(struct finder *c, const struct tw_sentence *s)
{
    for (size_t i = s->first; i < s->end; i++) {
        const struct tw_word *w;
        size_t first, end, n = tw_tokens_match(c->t, &tw_words_en_blame, i, s->end, &w);
        struct tw_slice who;

        if (n && w->value[0] == 'o' && i > s->first
            && tw_agent_subject(c->t, s->first, i, &first, &end)) {
            if (first > s->first && tw_token_is(c->t, first - 1, "no")) return;
        } else if (i > s->first && i + 2 < s->end && tw_token_is(c->t, i, "claimed")
                   && tw_token_is(c->t, i + 1, "by") && has_role(c->t, s->first, i, "own-what")) {
            first = i + 2;
            end = tw_agent_phrase_end(c->t, first, s->end);
        } else {
            continue;
        }
        who = tw_agent_name(c->t, c->out, first, end);
        if (who.n) push(c, NULL, s->span, who, who, TW_AFFIRM, deed_in(c->t, s->first, s->end));
        return;
    }
}

/* True when a claim of that stance was added since `before`. */
static bool has_claim(const struct finder *c, size_t before, enum tw_polarity stance)
{
    for (size_t i = before; i < c->out->claims.n; i++)
        if (c->out->claims.v[i].stance == stance) return true;
    return false;
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
    struct tw_slice deed = deed_in(t, 0, t->tokens);

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
    struct finder c = {.mem = mem, .t = t, .out = out};
    size_t next = 0;

    c.deed = article_deed(t, out);
    for (size_t k = 0; k < t->sentences; k++) {
        size_t before = out->claims.n;

        read_suspicion(&c, &t->sentence[k]);
        read_nominal(&c, &t->sentence[k]);
        while (next < out->attributions.n && out->attributions.v[next].content.n
               && out->attributions.v[next].content.v[0].off < tw_span_end(t->sentence[k].span))
            read_attribution(&c, (int)next++);
        if (out->claims.n == before) read_bare_own(&c, &t->sentence[k]);
        if (!has_claim(&c, before, TW_DENY)) read_bare_denial(&c, &t->sentence[k]);
        if (!has_claim(&c, before, TW_DOUBT)) read_bare_doubt(&c, &t->sentence[k]);
    }
    while (next < out->attributions.n) read_attribution(&c, (int)next++);
    order(out->claims.v, out->claims.n);
}
