/* compare/tallied.c - figures with what stands around them.
**
** A word d tokens away weighs 1 / (1 + d/5) of itself; each other number
** between doubles the distance.  Gets wrong: a table in prose, where what is
** counted stands several numbers before.
*/
#include "compare/side.h"

#include "base/hash.h"
#include "base/vec.h"
#include "compare/measure.h"
#include "gen/words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* "about": 10 % either way, as DESIGN and the accounts' rules have it */
static const double ABOUT = 0.1;

/* of one account that are compared; tokens around a number; of a subject */
enum { FIGURES = 2000, MOOD = 9, SUBJECT = 6 };

static bool is_harm(struct tw_slice unit)
{
    static const char *const harm[] = {"killed", "injured", "arrested", "missing", "displaced"};

    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++)
        if (tw_slice_eq(unit, tw_slice_of(harm[i]))) return true;
    return false;
}

static enum tw_tally_kind kind_of(struct tw_slice unit)
{
    if (is_harm(unit)) return TW_TALLY_HARM;
    if (tw_slice_eq(unit, TW_LIT("people")) || tw_slice_eq(unit, TW_LIT("troops")))
        return TW_TALLY_PEOPLE;
    if (tw_slice_starts(unit, TW_LIT("money:"))) return TW_TALLY_MONEY;
    if (tw_slice_eq(unit, TW_LIT("percent"))) return TW_TALLY_PERCENT;
    if (tw_slice_eq(unit, TW_LIT("other:"))) return TW_TALLY_BARE;
    return tw_slice_starts(unit, TW_LIT("other:")) ? TW_TALLY_OTHER : TW_TALLY_BARE;
}

/* "over two seasons": not more than two, but during them. */
static bool is_during(const struct tw_figure *f, struct tw_slice noun)
{
    static const char *const stretch[] = {"seasons", "quarters", "terms", "weekends", "years",
                                          "months", "weeks", "days", "nights"};

    if (f->comparator != TW_MORE_THAN) return false;
    for (size_t i = 0; i < sizeof stretch / sizeof *stretch; i++)
        /* "over " */
        if (tw_slice_ends(noun, tw_slice_of(stretch[i]))) return f->number.off - f->span.off == 5;
    return false;
}

/* Sets the unit and the bounds in the unit it is compared in. */
static void set_unit(struct tw_tallied *c)
{
    const struct tw_figure *f = c->figure;
    struct tw_slice unit = f->unit;
    double factor = 1;

    c->unit = (uint32_t)tw_hash(f->unit);
    if (c->kind == TW_TALLY_OTHER) {
        factor = tw_measure_factor(tw_tallied_noun(f), &unit);
        c->unit = tw_concept_of(unit).id;
    }
    c->is_during = is_during(f, tw_slice_last_word(f->unit));
    c->is_measure = c->kind == TW_TALLY_PERCENT || c->kind == TW_TALLY_MONEY
                 || c->kind == TW_TALLY_BARE
                 || (c->kind == TW_TALLY_OTHER && tw_words_has(&tw_words_en_measures,
                                                               tw_tallied_noun(f)));
    c->is_converted = factor < 1 || factor > 1;
    c->from = f->low * factor;
    c->to = f->high * factor;
    c->low = f->has_low ? c->from : -HUGE_VAL;
    if (c->is_during) c->to = c->from;
    c->high = f->has_high || c->is_during ? c->to : HUGE_VAL;
    if (f->comparator == TW_ABOUT || c->is_converted) {
        c->low -= fabs(c->low) * ABOUT;
        c->high += fabs(c->high) * ABOUT;
    }
}

static int by_id(const void *x, const void *y)
{
    const struct tw_bag_item *a = x, *b = y;

    if (a->id != b->id) return a->id < b->id ? -1 : 1;
    return (a->weight < b->weight) - (a->weight > b->weight);
}

/* One item an id, the heaviest. */
static void settle(struct tw_bag *b)
{
    uint32_t kept = 0;

    TW_SORT(b->v, b->n, by_id);
    b->weight = 0;
    for (uint32_t i = 0; i < b->n; i++) {
        if (kept > 0 && b->v[kept - 1].id == b->v[i].id) continue;
        b->weight += b->v[i].weight;
        b->v[kept++] = b->v[i];
    }
    b->n = kept;
}

static void add_around(const struct tw_view *v, size_t i, double distance, struct tw_bag *b)
{
    const struct tw_seen *s = &v->seen[i];

    if (s->id == 0 || s->weight <= 0 || s->flags & TW_SEEN_NUMBER) return;
    b->v[b->n++] = (struct tw_bag_item){s->id, s->near, s->weight / (float)(1 + distance / 5), 0,
                                        s->flags};
}

/* The words of the sentence around the number's tokens [first, end). */
static struct tw_bag around(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end)
{
    const struct tw_sentence *s = &v->text.sentence[v->text.token[first].sentence];
    struct tw_bag b = {.v = TW_NEW_N(mem, struct tw_bag_item, s->end - s->first)};
    double distance = 0, step = 1;

    for (size_t i = end; i < s->end; i++, distance += step) {
        add_around(v, i, distance, &b);
        if (v->seen[i].flags & TW_SEEN_NUMBER) step *= 2;
    }
    distance = 0;
    step = 1;
    for (size_t i = first; i-- > s->first; distance += step) {
        add_around(v, i, distance, &b);
        if (v->seen[i].flags & TW_SEEN_NUMBER) step *= 2;
    }
    settle(&b);
    return b;
}

/* What is counted, from the normalised phrase, without the unit's own word. */
static struct tw_bag bag_of_phrase(struct tw_arena *mem, struct tw_slice phrase,
                                   struct tw_slice unit)
{
    struct tw_bag b = {.v = TW_NEW_N(mem, struct tw_bag_item, phrase.n / 2 + 1)};
    struct tw_slice word;

    while (tw_slice_part(&phrase, ' ', &word)) {
        struct tw_concept c = tw_concept_of(word);

        if (word.n == 0 || c.weight <= 0 || tw_slice_eq(word, unit)) continue;
        b.v[b.n++] = (struct tw_bag_item){.id = c.id, .near = c.near, .weight = c.weight};
    }
    settle(&b);
    return b;
}

static uint32_t parse_year(struct tw_slice s)
{
    uint32_t y = 0;

    if (s.n != 4) return 0;
    for (size_t i = 0; i < 4; i++) {
        if (!tw_is_digit(s.p[i])) return 0;
        y = y * 10 + (uint32_t)(s.p[i] - '0');
    }
    return y >= 1500 && y < 2200 ? y : 0;
}

/* The year nearest to the number that is not the account's own. */
static uint32_t year_near(const struct tw_view *v, size_t first, size_t end)
{
    const struct tw_sentence *s = &v->text.sentence[v->text.token[first].sentence];
    uint32_t best = 0;
    size_t nearest = SIZE_MAX;

    for (size_t i = s->first; i < s->end; i++) {
        size_t away = i < first ? first - i : i - end;
        uint32_t y;

        if ((i >= first && i < end) || v->text.token[i].kind != TW_TOK_NUMBER) continue;
        y = parse_year(tw_token_lower(&v->text, i));
        if (y == 0 || (int)y == v->article->published.year || away >= nearest) continue;
        best = y;
        nearest = away;
    }
    return best;
}

static bool list_near(const struct tw_view *v, const struct tw_words *list, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (tw_tokens_match(&v->text, list, i, to, NULL)) return true;
    return false;
}

/* The shortest utterance that holds the figure; -1 when none does. */
static int64_t utterance_at(const struct tw_side *s, unsigned account, struct tw_span span)
{
    const struct tw_utterance *v = s->utterances.v;
    size_t lo = s->first[account], hi = s->first[account + 1];
    int64_t best = -1;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (v[mid].span.off <= span.off) lo = mid + 1;
        else hi = mid;
    }
    for (size_t i = lo; i-- > s->first[account] && v[i].reach >= tw_span_end(span);)
        if (tw_span_end(span) <= tw_span_end(v[i].span)
            && (best < 0 || v[i].span.len <= v[best].span.len))
            best = (int64_t)i;
    return best;
}

/* "5,400, says the ministry": right behind the number. */
static bool is_given_behind(const struct tw_view *v, size_t end, size_t to)
{
    return end + 1 < to && tw_slice_eq(tw_token_lower(&v->text, end), TW_LIT(","))
        && tw_words_has(&tw_words_en_givers, tw_token_lower(&v->text, end + 1));
}

/* "puts the toll at", "arrives at": looking back to the clause's beginning or
** the number before. */
static bool is_given(const struct tw_view *v, size_t first, size_t end)
{
    size_t from = v->text.sentence[v->text.token[first].sentence].first;

    if (is_given_behind(v, end, v->text.sentence[v->text.token[first].sentence].end)) return true;

    for (size_t i = first; i-- > from;) {
        if (v->seen[i].flags & TW_SEEN_NUMBER
            || tw_slice_eq(tw_token_lower(&v->text, i), TW_LIT(";")))
            return false;
        if (tw_words_has(&tw_words_en_givers, tw_token_lower(&v->text, i))) return true;
    }
    return false;
}

static uint32_t mood_at(const struct tw_view *v, size_t i, size_t end)
{
    const struct tw_word *w = NULL;
    size_t n = tw_tokens_match(&v->text, &tw_words_en_moods, i, end, &w);

    if (n < 2 && v->text.token[i].kind == TW_TOK_WORD)
        w = tw_concept_entry(&tw_words_en_moods, tw_token_lower(&v->text, i));
    return w && w->value_n > 0 ? 1U << (tw_word_string(w)[0] - 'a') : 0;
}

/* "The bank expects": who is in front of the verb that makes the count a forecast. */
static const struct tw_who *expected_by(struct tw_arena *mem, const struct tw_view *v, size_t from,
                                        size_t first)
{
    struct tw_who *who = TW_NEW(mem, struct tw_who);
    size_t i = from + 1;

    while (i < first && i < from + SUBJECT && !(mood_at(v, i, first) & TW_MOOD_EXPECTED)) i++;
    *who = tw_who_subject(mem, v, from, i);
    return who;
}

static bool ends_clause(const struct tw_view *v, size_t i)
{
    struct tw_slice s = tw_token_lower(&v->text, i);

    return v->seen[i].flags & TW_SEEN_NUMBER || tw_slice_eq(s, TW_LIT(";"))
           || tw_slice_eq(s, TW_LIT(","));
}

/* The words of data/en/moods in the number's own clause. */
static uint32_t mood_of(const struct tw_view *v, size_t first, size_t end)
{
    const struct tw_sentence *s = &v->text.sentence[v->text.token[first].sentence];
    uint32_t mood = 0;

    for (size_t i = first; i-- > s->first && first - i <= MOOD && !ends_clause(v, i);)
        mood |= mood_at(v, i, s->end);
    for (size_t i = end; i < s->end && i - end < MOOD && !ends_clause(v, i); i++)
        mood |= mood_at(v, i, s->end);
    return mood;
}

/* Nothing behind the number in the figure's span, and no sign of its own. */
static bool is_bare(const struct tw_view *v, const struct tw_figure *f, enum tw_tally_kind kind,
                    size_t from, size_t to)
{
    if (kind == TW_TALLY_PERCENT || kind == TW_TALLY_MONEY) return false;
    if (kind == TW_TALLY_HARM && (list_near(v, &tw_words_en_harm, from, to)
                                  || list_near(v, &tw_words_en_tolls, from, to)))
        return false;
    /* "level 4" */
    if (kind == TW_TALLY_OTHER && f->comparator == TW_EXACT && f->number.off > f->span.off)
        return false;
    return tw_span_end(f->span) <= tw_span_end(f->number) && f->number.off <= f->span.off + 24;
}

/* A larger count stands shortly before it: "60 people, 18 of them". */
static bool is_part_of_another(const struct tw_view *v, const struct tw_figure *f)
{
    size_t sentence = tw_view_sentence(v, f->number.off);

    for (size_t i = tw_figure_from(v->statements, f->number.off); i-- > 0;) {
        const struct tw_figure *g = &v->statements->figures.v[i];

        if (tw_view_sentence(v, g->number.off) + 1 < sentence) return false;
        if ((g->has_low ? g->low : g->high) >= (f->has_low ? f->low : f->high)) return true;
    }
    return false;
}

static uint64_t twin_of(const struct tw_tallied *c)
{
    uint64_t h = tw_hash_mix(c->unit, c->year + 2 * (uint32_t)c->is_subset);

    for (uint32_t i = 0; i < c->around.n; i++) h = tw_hash_mix(h, c->around.v[i].id);
    h = tw_hash_mix(h, tw_hash((struct tw_slice){(const char *)&c->low, sizeof c->low}));
    return tw_hash_mix(h, tw_hash((struct tw_slice){(const char *)&c->high, sizeof c->high}));
}

/* Holds until utterances are added. */
static const struct tw_who *who_gives(const struct tw_side *s, const struct tw_tallied *c)
{
    if (c->expected) return c->expected;
    return c->utterance >= 0 ? &s->utterances.v[c->utterance].who : NULL;
}

/* "40 cents" is a part of the currency that the story is told in. */
static bool is_cents(const struct tw_view *v, const struct tw_figure *f)
{
    struct tw_slice last = tw_slice_last_word(tw_span_text(v->text.text, f->span));

    return tw_slice_eq_nocase(last, TW_LIT("cents")) || tw_slice_eq_nocase(last, TW_LIT("cent"));
}

static struct tw_tallied counted(struct tw_side *s, unsigned account, const struct tw_figure *f)
{
    const struct tw_view *v = &s->views.v[account];
    struct tw_tallied c = {.account = account, .figure = f, .kind = kind_of(f->unit)};
    size_t first, end, from, to;

    tw_tokens_in(&v->text, f->number, &first, &end);
    assert(first < end);
    from = v->text.sentence[v->text.token[first].sentence].first;
    to = v->text.sentence[v->text.token[first].sentence].end;
    set_unit(&c);
    c.around = around(s->settled, v, first, end);
    c.of = bag_of_phrase(s->settled, f->of,
                         c.kind == TW_TALLY_OTHER ? tw_tallied_noun(f) : (struct tw_slice){0});
    c.year = year_near(v, first, end);
    c.sentence = v->text.token[first].sentence;
    c.utterance = utterance_at(s, account, f->number);
    c.mood = mood_of(v, first, end);
    if (c.utterance >= 0 && s->utterances.v[c.utterance].kind == TW_UTTERED_NARRATED
        && c.mood & TW_MOOD_EXPECTED)
        c.expected = expected_by(s->settled, v, from, first);
    c.who = who_gives(s, &c);
    c.is_given = is_given(v, first, end);
    c.is_contrast = tw_is_contrast(&v->text, from, first);
    c.is_cents = c.kind == TW_TALLY_MONEY && is_cents(v, f);
    c.is_bare = is_bare(v, f, c.kind, from, to);
    c.is_subset = is_part_of_another(v, f)
               && list_near(v, &tw_words_en_subsets, first >= from + 3 ? first - 3 : from,
                            end + 3 < to ? end + 3 : to);
    c.has_cue = list_near(v, &tw_words_en_updatecues, from, to);
    c.twin = twin_of(&c);
    return c;
}

static bool in_correction(const struct tw_view *v, size_t token)
{
    const struct tw_sentence *s = &v->text.sentence[v->text.token[token].sentence];

    return list_near(v, &tw_words_en_corrections, s->first, s->end);
}

static void add(struct tw_side *s, unsigned account, const struct tw_figure *f,
                struct tw_tallied_list *out)
{
    size_t first, end;

    tw_tokens_in(&s->views.v[account].text, f->number, &first, &end);
    if (first >= end || !(f->has_low || f->has_high) || in_correction(&s->views.v[account], first))
        return;
    TW_PUSH(s->settled, out->v, out->n, out->cap, counted(s, account, f));
}

void tw_tallied_add(struct tw_side *s, unsigned account, struct tw_tallied_list *out)
{
    const struct tw_statements *st = s->views.v[account].statements;
    struct tw_measures m = tw_measures_read(s->settled, &s->views.v[account]);

    for (size_t i = 0; i < st->figures.n && i < FIGURES; i++)
        add(s, account, &st->figures.v[i], out);
    for (size_t i = 0; i < m.n; i++) add(s, account, &m.v[i], out);
}

void tw_tallied_place(const struct tw_side *s, struct tw_tallied_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct tw_tallied *c = &list->v[i];
        bool is_grouped = c->utterance >= 0 && s->grouped[c->utterance];

        c->group = is_grouped ? s->group[c->utterance] : UINT32_MAX;
        c->who = who_gives(s, c);
    }
}
