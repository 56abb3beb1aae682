/* extract/speaker.c - the speaker of each attribution.
**
** Reads the article once from the front: between two sources it recalls who
** headed the sentences and who was mentioned; a source is then named by
** extract/referent.h, and recalled in its turn.  What is only clear later is
** done at the end: "I" inside a quotation, a description before its name ("A
** furious mum ..." and then "Shelley Barnes, 34, ...").
** Cost: O(tokens + attributions * a few look-ups).
*/
#include "extract/speaker.h"

#include "extract/described.h"
#include "extract/phrase.h"
#include "gen/words.h"

#include <stdlib.h>

enum { HEAD = 8 };        /* tokens: a person named so near its start heads a sentence */
enum { NAMED_SOON = 60 }; /* tokens from a description to the name */
enum { LEAD = 2 };        /* sentence: the last in which a story may open with a description */

struct reader {
    struct tw_referents r;
    struct tw_statements *out;
    struct tw_referent *who; /* of each attribution */
    size_t at;               /* tokens before are read */
};

static struct tw_span place_of(const struct tw_attribution *a)
{
    return a->source.len || !a->content.n ? a->source : a->content.v[0];
}

static int by_place(const void *x, const void *y)
{
    const struct tw_attribution *const *a = x, *const *b = y;
    size_t p = place_of(*a).off, q = place_of(*b).off;

    if (p != q) return p < q ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

/* Recalls the names in tokens [from, to): people at the head of a sentence
** count, all others are asides. */
static void recall_names(struct reader *rd, size_t from, size_t to)
{
    const struct tw_text *t = rd->r.t;
    size_t off = t->token[from].off, stop = t->token[to - 1].off + t->token[to - 1].len;

    for (size_t k = tw_mention_at(rd->out, off);
         k < rd->out->mentions.n && rd->out->mentions.v[k].span.off < stop; k++) {
        struct tw_referent who = tw_referent_actor(&rd->r, rd->out->mentions.v[k].actor);
        size_t a, b, head;
        bool is_aside;

        tw_tokens_in(t, rd->out->mentions.v[k].span, &a, &b);
        if (a >= b || tw_is_quoted(t, a)
            || rd->out->actors.v[rd->out->mentions.v[k].actor].type == TW_PLACE)
            continue;
        head = t->sentence[t->token[a].sentence].first;
        is_aside = who.being != TW_BEING_PERSON || a > head + HEAD
                   || (b < t->tokens && rd->r.c->of[b] == TW_CLASS_GENITIVE);
        if (!is_aside) {
            enum tw_gender g = tw_gender_of_words(t, head, a);

            if (g != TW_GENDER_UNKNOWN) who.gender = g;
        }
        tw_recall_add(&rd->r.recall, who, a, is_aside);
    }
}

/* True when somebody who heads a sentence can be meant by a pronoun behind it:
** names, persons and people by their role, organisations, papers. */
static bool is_worth(const struct tw_referents *r, struct tw_referent who, size_t first, size_t end)
{
    size_t head = tw_phrase_core(r->c, first, end);

    if (who.is_actor) return true;
    if (who.being == TW_BEING_PERSON || who.is_paper) return true;
    if (head == first) return false;
    if (who.being == TW_BEING_PEOPLE) return true;
    return tw_token_find(r->t, head - 1, r->t->lexicon->orgnouns)
           || tw_token_find(r->t, head - 1, r->t->lexicon->org_heads);
}

/* Recalls what the text says in tokens [rd->at, to). */
static void read_to(struct reader *rd, size_t to)
{
    const struct tw_text *t = rd->r.t;

    while (rd->at < to) {
        const struct tw_sentence *s = &t->sentence[t->token[rd->at].sentence];
        size_t end = s->end < to ? s->end : to, first, last;

        recall_names(rd, rd->at, end);
        if (rd->at <= s->first && !tw_is_quoted(t, s->first)
            && tw_phrase_subject(rd->r.c, s->first, end, &first, &last)) {
            struct tw_referent who = tw_referent_of(&rd->r, first, last);

            if (who.name.n && is_worth(&rd->r, who, first, last))
                tw_recall_add(&rd->r.recall, who, first, false);
        }
        rd->at = end;
    }
}

/* The noun phrase in front of a relative pronoun that is the source: "Keel, who said". */
static struct tw_referent before_relative(const struct reader *rd, size_t i)
{
    const struct tw_classes *c = rd->r.c;
    size_t last,
        from = rd->r.t->sentence[rd->r.t->token[i].sentence].first,
        first =
            tw_phrase_start(c, from, i > from && c->of[i - 1] == TW_CLASS_COMMA ? i - 1 : i, &last);

    return tw_referent_of(&rd->r, first, last);
}

/* Whose words a quotation without a source is: of whom stands before its
** colon, else of who spoke or headed a sentence last. */
static struct tw_referent unsaid(const struct reader *rd, size_t first)
{
    const struct tw_text *t = rd->r.t;
    const struct tw_referent *last = tw_recall_person(&rd->r.recall, TW_GENDER_UNKNOWN);

    if (first > 0 && rd->r.c->of[first - 1] == TW_CLASS_COLON && rd->r.recall.n
        && rd->r.recall.v[0].token >= t->sentence[t->token[first - 1].sentence].first
        && rd->r.recall.v[0].who.being == TW_BEING_PERSON)
        return rd->r.recall.v[0].who;
    return last ? *last : (struct tw_referent){0};
}

/* The cue is a verb or noun, not only a colon. */
static bool is_worded(const struct reader *rd, struct tw_span cue)
{
    size_t first, end;

    tw_tokens_in(rd->r.t, cue, &first, &end);
    return first < end && rd->r.t->token[first].kind == TW_TOK_WORD;
}

static void resolve(struct reader *rd, struct tw_attribution *a)
{
    struct tw_referent who;
    size_t first, end;
    bool is_relative;

    tw_tokens_in(rd->r.t, place_of(a), &first, &end);
    if (first >= end) return;
    read_to(rd, first);
    if (!a->source.len) {
        if (a->kind != TW_DIRECT || (a->cue.len && is_worded(rd, a->cue))) return;
        who = unsaid(rd, first);
        a->speaker = who.name;
        return;
    }
    is_relative = end == first + 1
                  && tw_is_word(rd->r.c, first, TW_WORD_WHO);
    who = is_relative ? before_relative(rd, first) : tw_referent_of(&rd->r, first, end);
    if (!who.name.n) return;
    a->speaker = who.name;
    rd->who[a - rd->out->attributions.v] = who;
    if (end == first + 1 && who.is_paper) a->type = TW_OTHER;
    if (a->type == TW_OTHER && who.being == TW_BEING_THING) who.is_paper = true;
    tw_recall_add(&rd->r.recall, who, first, false);
    if (!who.is_actor) tw_recall_add(&rd->r.described, who, first, false);
}

/* "I", "we" inside what somebody says are that speaker. */
static void name_first_person(struct reader *rd, struct tw_attribution *a)
{
    size_t first, end;

    if (a->in < 0 || !a->source.len) return;
    tw_tokens_in(rd->r.t, a->source, &first, &end);
    if (end != first + 1 || !tw_is_quoted(rd->r.t, first)) return;
    if (tw_is_word(rd->r.c, first, TW_WORD_ME))
        a->speaker = rd->out->attributions.v[a->in].speaker;
}

/* The person named soon behind token `end` with the role; -1: none. */
static int named_with_role(const struct reader *rd, size_t end, size_t role)
{
    const struct tw_text *t = rd->r.t;
    size_t last = end + NAMED_SOON < t->tokens ? end + NAMED_SOON : t->tokens - 1;

    for (size_t k = tw_mention_at(rd->out, t->token[end - 1].off);
         k < rd->out->mentions.n && rd->out->mentions.v[k].span.off < t->token[last].off; k++)
        if (rd->out->actors.v[rd->out->mentions.v[k].actor].type == TW_PERSON
            && tw_mention_has_role(&rd->r, k, role, 1))
            return (int)rd->out->mentions.v[k].actor;
    return -1;
}

/* True when a verb of saying follows in tokens [i, end), behind an age at most. */
static bool speaks_at(const struct reader *rd, size_t i, size_t end)
{
    if (i + 3 < end && rd->r.c->of[i] == TW_CLASS_COMMA && rd->r.c->of[i + 1] == TW_CLASS_NUMBER)
        i += 3;
    while (i < end && (rd->r.c->of[i] == TW_CLASS_HAVE || rd->r.c->of[i] == TW_CLASS_ADV)) i++;
    return i < end && rd->r.c->verb[i].entry;
}

/* The person whose full name heads the sentence or stands behind what is quoted
** at its head, for the first time in the text, and who speaks in it: "Shelley
** Barnes, 34, fumed"; -1: none. */
static int introduced_in(const struct reader *rd, const struct tw_sentence *s)
{
    const struct tw_text *t = rd->r.t;
    const struct tw_actor *actor;
    size_t k, a, b, head = s->first;

    while (head < s->end && (tw_is_quoted(t, head) || rd->r.c->of[head] == TW_CLASS_OPEN
                             || rd->r.c->of[head] == TW_CLASS_CLOSE))
        head++;
    if (head == s->end) return -1;
    k = tw_mention_at(rd->out, t->token[head].off);
    if (k == rd->out->mentions.n || rd->out->mentions.v[k].span.off != t->token[head].off)
        return -1;
    actor = &rd->out->actors.v[rd->out->mentions.v[k].actor];
    tw_tokens_in(t, rd->out->mentions.v[k].span, &a, &b);
    if (actor->type != TW_PERSON || b < a + 2
        || actor->mentions.v[0].off != rd->out->mentions.v[k].span.off)
        return -1;
    if (!speaks_at(rd, b, s->end)) return -1;
    return (int)rd->out->mentions.v[k].actor;
}

/* The person introduced behind sentence s, or behind a quotation that fills the
** next one; -1: none. */
static int introduced_behind(const struct reader *rd, size_t s)
{
    const struct tw_text *t = rd->r.t;
    int actor;

    if (s + 1 >= t->sentences) return -1;
    actor = introduced_in(rd, &t->sentence[s + 1]);
    if (actor < 0 && s + 2 < t->sentences && tw_is_quoted(t, t->sentence[s + 1].end - 1))
        actor = introduced_in(rd, &t->sentence[s + 2]);
    return actor;
}

/* No person is named before the token. */
static bool is_first_person_named(const struct reader *rd, size_t off)
{
    for (size_t k = 0; k < rd->out->mentions.n && rd->out->mentions.v[k].span.off < off; k++)
        if (rd->out->actors.v[rd->out->mentions.v[k].actor].type == TW_PERSON) return false;
    return true;
}

/* A description of one person that the story opens with, and whose name comes
** behind: "Minister: ..." before "Minister M. Eswaran", "A furious mum ..."
** before "Shelley Barnes, 34, ...".  All by that description get the name. */
static void name_description(struct reader *rd, struct tw_attribution *a)
{
    const struct tw_text *t = rd->r.t;
    struct tw_referent *who = &rd->who[a - rd->out->attributions.v];
    size_t first, end, role, sentence;
    bool is_new;
    int actor = -1;

    if (who->is_actor || who->being != TW_BEING_PERSON || !a->source.len) return;
    tw_tokens_in(t, a->source, &first, &end);
    role = tw_referent_role(&rd->r, first, end);
    is_new = tw_token_has(t, first, t->lexicon->articles, "indefinite");
    sentence = t->token[first].sentence;
    if (role == end || sentence > LEAD) return;
    if (role + 1 == end && !is_new && !tw_token_has(t, role, rd->r.t->lexicon->roles, "said-of"))
        actor = named_with_role(rd, end, role);
    if (actor < 0 && (is_new || role + 1 < end || is_first_person_named(rd, a->source.off)))
        actor = introduced_behind(rd, sentence);
    if (actor < 0) return;
    *who = tw_referent_actor(&rd->r, (uint32_t)actor);
    a->speaker = who->name;
}

/* What the speaker does by saying it: by the verb of the cue, or its phrase. */
static struct tw_slice act_of(const struct tw_classes *c, const struct tw_attribution *a)
{
    size_t first, end;

    if (!a->cue.len) return (struct tw_slice){0};
    tw_tokens_in(c->text, a->cue, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct tw_word *act;

        if (tw_tokens_match(c->text, c->text->lexicon->acts, i, end, &act) > 1)
            return tw_word_value(act);
        if (!c->verb[i].entry) continue;
        act = tw_words_find(c->text->lexicon->acts, tw_word_key(c->verb[i].entry));
        if (act) return tw_word_value(act);
    }
    return (struct tw_slice){0};
}

void tw_speakers_resolve(struct tw_arena *mem, const struct tw_classes *c,
                         struct tw_statements *out)
{
    struct reader rd = {.out = out};
    struct tw_attribution **order = TW_NEW_N(mem, struct tw_attribution *, out->attributions.n + 1);

    rd.who = TW_NEW_N(mem, struct tw_referent, out->attributions.n + 1);
    for (size_t i = 0; i < out->attributions.n; i++) rd.who[i] = (struct tw_referent){0};
    tw_referents_start(mem, c, out, &rd.r);
    for (size_t i = 0; i < out->attributions.n; i++) {
        out->attributions.v[i].act = act_of(c, &out->attributions.v[i]);
        order[i] = &out->attributions.v[i];
    }
    if (out->attributions.n) qsort(order, out->attributions.n, sizeof *order, by_place);
    for (size_t i = 0; i < out->attributions.n; i++) resolve(&rd, order[i]);
    for (size_t i = 0; i < out->attributions.n; i++) name_description(&rd, &out->attributions.v[i]);
    for (size_t i = 0; i < out->attributions.n; i++)
        name_first_person(&rd, &out->attributions.v[i]);
}
