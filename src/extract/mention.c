/* extract/mention.c - the names in a text.
**
** Walks over the text; at each token takes the tagger's span or, where it saw
** none, an entry of the lists.  A country counts as one only where it is the
** whole name ("China", but not "China Daily").
** Gets wrong: names the tagger has never seen anything like, in titles most.
*/
#include "extract/mention.h"

#include "base/vec.h"
#include "extract/nametag.h"
#include "gen/words.h"

struct walk {
    struct tw_arena *mem;
    const struct tw_text *t;
    const struct tw_name_token *info;
    const uint8_t *tag;
    struct tw_nameds out;
    size_t cap;
};

bool tw_is_title(const struct tw_text *t, size_t i)
{
    return tw_token_find(t, i, t->lexicon->titles) != NULL;
}

/* The length of the list entry at i when all its longer words have a capital. */
static size_t match_capital(const struct walk *w, const struct tw_words *list, size_t i, size_t end)
{
    size_t n = tw_tokens_match(w->t, list, i, end, NULL);

    for (size_t k = i; k < i + n; k++) {
        bool is_small = tw_token_is(w->t, k, "of") || tw_token_is(w->t, k, "and")
                        || tw_token_is(w->t, k, "the");

        if (!is_small && !(w->t->token[k].shape & TW_SHAPE_CAP)) return 0;
    }
    return n;
}

/* Short forms that are also words ("us", "who", "is") must be in capitals. */
static bool is_told_by_capitals(const struct walk *w, size_t i, size_t n)
{
    struct tw_slice s = tw_token_lower(w->t, i);

    if (n > 1 || s.n > 4) return true;
    if (!tw_words_has(w->t->lexicon->function, s) && !tw_words_has(w->t->lexicon->nounstops, s))
        return true;
    return (w->t->token[i].shape & TW_SHAPE_CAPS) != 0;
}

/* Most words of the line around i are in capitals: capitals tell nothing. */
static bool is_shouted(const struct walk *w, size_t i)
{
    const struct tw_sentence *s = &w->t->sentence[w->t->token[i].sentence];
    size_t words = 0, caps = 0, last = s->end < i + 12 ? s->end : i + 12,
           first = i > s->first + 12 ? i - 12 : s->first;

    for (size_t k = first; k < last; k++) {
        if (w->t->token[k].kind != TW_TOK_WORD || w->t->token[k].len < 3) continue;
        words++;
        caps += (w->t->token[k].shape & TW_SHAPE_CAPS) != 0;
    }
    return words > 3 && caps * 2 > words;
}

/* "They’ve", "I’m"; but not "O’Dea". */
static bool is_contraction(struct tw_slice s)
{
    size_t mark = tw_slice_find_char(s, '\'', 0);

    return mark != TW_NONE && s.n - mark <= 3 && (mark > 1 || (mark == 1 && s.p[0] == 'i'));
}

/* "Oct.", "Mon.": short for a month or a day. */
static bool is_short_date(const struct tw_lexicon *lexicon, struct tw_slice s)
{
    struct tw_slice bare = tw_slice_sub(s, 0, s.n - 1);

    return s.p[s.n - 1] == '.'
           && (tw_words_has(lexicon->months, bare) || tw_words_has(lexicon->weekdays, bare));
}

/* "anti-Trump", "mid-March", "R-Ky.", a web address: what only holds a name. */
static bool is_compound(const struct walk *w, size_t i)
{
    struct tw_slice s = tw_token_text(w->t, i);

    if (tw_slice_starts(s, TW_LIT("http")) || (s.n > 3 && s.p[1] == '-' && s.p[s.n - 1] == '.'))
        return true;
    return !(w->t->token[i].shape & TW_SHAPE_CAP) && (w->t->token[i].shape & TW_SHAPE_HYPHEN);
}

/* Words that are never a name alone, whatever the tagger thinks: "They’ve",
** "Nineteen", "Monday", "SUV". */
static bool is_never_name(const struct walk *w, size_t i)
{
    struct tw_slice s = tw_token_lower(w->t, i);

    if (is_contraction(s) || is_short_date(w->t->lexicon, s) || is_compound(w, i)
        || tw_token_has(w->t, i, w->t->lexicon->namewords, "never"))
        return true;
    if (w->t->token[i].shape & TW_SHAPE_CAPS) return false;
    return tw_words_has(w->t->lexicon->numbers, s) || tw_words_has(w->t->lexicon->function, s)
           || tw_words_has(w->t->lexicon->weekdays, s)
           || (tw_words_has(w->t->lexicon->months, s) && s.n > 3
               && !tw_words_has(w->t->lexicon->given_names, s));
}

/* "North Korean", "Romans", "Floridians": who somebody is, not a name; but
** "Erik German" is one. */
static bool is_people(const struct walk *w, size_t first, size_t end)
{
    struct tw_slice s = tw_token_lower(w->t, end - 1);

    if (end - first > 1 && tw_token_find(w->t, first, w->t->lexicon->given_names)) return false;
    if (tw_tokens_match(w->t, w->t->lexicon->peoples, first, end, NULL) == end - first) return true;
    if (tw_token_find(w->t, end - 1, w->t->lexicon->demonyms)) return true;
    return end - first == 1 && s.n > 6
           && (tw_slice_ends(s, TW_LIT("ians")) || tw_slice_ends(s, TW_LIT("eans")));
}

/* "Davis Cup", "Treaty of Karsk": an event or a paper, no actor. */
static bool is_event(const struct walk *w, size_t first, size_t end)
{
    return end > first + 1
           && (tw_token_has(w->t, end - 1, w->t->lexicon->namewords, "event")
               || (tw_token_has(w->t, first, w->t->lexicon->namewords, "event")
                   && tw_token_is(w->t, first + 1, "of")));
}

/* A word made of another at the head of a sentence: "Thematically", "Literacy". */
static bool is_derived(const struct walk *w, size_t i)
{
    static const char *const ENDINGS[] = {"ally",  "ingly", "ically", "tion",    "tions",   "ness",
                                          "ments", "racy",  "ility",  "ization", "isation", "ced"};
    struct tw_slice s = tw_token_lower(w->t, i);

    if (!(w->t->token[i].shape & TW_SHAPE_START) || s.n < 6) return false;
    for (size_t k = 0; k < sizeof ENDINGS / sizeof *ENDINGS; k++)
        if (tw_slice_ends(s, tw_slice_of(ENDINGS[k]))) return true;
    return false;
}

static void push(struct walk *w, size_t first, size_t end, enum tw_actor_type type)
{
    if (end == first + 1 && type != TW_COUNTRY && is_never_name(w, first)) return;
    if (end == first + 1 && type == TW_PERSON && (is_derived(w, first) || tw_is_title(w->t, first))
        && !tw_token_find(w->t, first, w->t->lexicon->surnames))
        return;
    if (type != TW_PERSON && is_event(w, first, end)) return;
    if ((type == TW_PERSON || type == TW_PLACE || end == first + 1) && type != TW_COUNTRY
        && is_people(w, first, end))
        return;
    TW_PUSH(w->mem, w->out.v, w->out.n, w->cap, (struct tw_named){first, end, type});
}

/* "V." in front of a surname. */
static bool is_initial(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_text(t, i);

    return s.n == 2 && s.p[1] == '.' && tw_is_upper(s.p[0]);
}

/* Cuts titles, articles and possessives off the ends of a tagged span. */
static void trim(const struct walk *w, bool is_person, size_t *first, size_t *end)
{
    while (*end > *first + 1
           && ((w->t->token[*end - 1].shape & TW_SHAPE_POSSESSIVE)
               || w->t->token[*end - 1].kind == TW_TOK_PUNCT))
        (*end)--;
    while (*first + 1 < *end
           && (tw_token_is(w->t, *first, "the")
               || (!(w->t->token[*first].shape & TW_SHAPE_CAP)
                   && tw_token_has(w->t, *first, w->t->lexicon->namewords, "never"))))
        (*first)++;
    while (is_person && *first > w->t->sentence[w->t->token[*first].sentence].first
           && is_initial(w->t, *first - 1))
        (*first)--;
    while (is_person && *first + 1 < *end) {
        size_t n = tw_tokens_match(w->t, w->t->lexicon->titles, *first, *end, NULL);

        if (!n || *first + n >= *end) return;
        *first += n;
    }
}

/* "the West and Russia", "pro-Moscow Kyiv": a country or capital that the
** tagger took together with what stands before it. */
static bool split_tagged(struct walk *w, size_t i, size_t end)
{
    size_t at = end - 1;
    bool is_joined = end - i > 2 && tw_token_is(w->t, at - 1, "and");
    bool is_country = (tw_token_find(w->t, at, w->t->lexicon->countries) != NULL);

    if (end - i < 2 || (!is_country && !(tw_token_find(w->t, at, w->t->lexicon->capitals) != NULL)))
        return false;
    if (!is_joined && (w->t->token[i].shape & TW_SHAPE_CAP)) return false;
    if (is_joined && at - 1 > i) push(w, i, at - 1, at - 1 - i > 1 ? TW_ORG : TW_PLACE);
    push(w, at, end, is_country ? TW_COUNTRY : TW_PLACE);
    return true;
}

/* The lists know the whole span as something else than a person or a place. */
static bool take_known(struct walk *w, size_t i, size_t end, bool is_person)
{
    bool is_place = match_capital(w, w->t->lexicon->places, i, end) == end - i
                    || match_capital(w, &tw_words_any_cities, i, end) == end - i;
    bool is_org = match_capital(w, w->t->lexicon->orgs, i, end) == end - i
                  && is_told_by_capitals(w, i, end - i);

    if (is_place == is_org || (is_person && tw_token_find(w->t, i, w->t->lexicon->given_names)))
        return false;
    if (is_person && is_place && end - i == 1) return false; /* many surnames are towns */
    push(w, i, end, is_org ? TW_ORG : TW_PLACE);
    return true;
}

/* A lone word that is a surname where it stands: behind "Lord", or by the list
** and no town by another. */
static bool is_surname(const struct walk *w, size_t i, size_t end)
{
    const struct tw_word *listed =
        end == i + 1 ? tw_token_find(w->t, i, w->t->lexicon->surnames) : NULL;

    if (end != i + 1) return false;
    if (i > 0 && tw_token_has(w->t, i - 1, w->t->lexicon->namewords, "address")) return true;
    return listed && !listed->value_n && !tw_token_find(w->t, i, &tw_words_any_cities)
           && !tw_token_find(w->t, i, w->t->lexicon->countries)
           && !tw_token_find(w->t, i, w->t->lexicon->places)
           && !tw_token_find(w->t, i, w->t->lexicon->capitals)
           && !tw_token_find(w->t, i, w->t->lexicon->orgs);
}

/* The name that the tagger found at [i, end), with the lists' word on it. */
static void take_tagged(struct walk *w, size_t i, size_t end)
{
    unsigned class = (w->tag[i] + 1u) / 2;
    bool is_person = class == (TW_NAME_B_PER + 1u) / 2;
    size_t country;

    trim(w, is_person, &i, &end);
    is_person |= is_surname(w, i, end);
    country = match_capital(w, w->t->lexicon->countries, i, end);
    if (country == end - i && is_told_by_capitals(w, i, country)) {
        push(w, i, end, is_person && country == 1 ? TW_PERSON : TW_COUNTRY);
    } else if (class == (TW_NAME_B_MISC + 1u) / 2) {
        if (match_capital(w, w->t->lexicon->orgs, i, end) == end - i
            && is_told_by_capitals(w, i, end - i) && end - i > 1)
            push(w, i, end, TW_ORG);
    } else if (!split_tagged(w, i, end) && !take_known(w, i, end, is_person)) {
        push(w, i, end,
             is_person                           ? TW_PERSON
             : class == (TW_NAME_B_ORG + 1u) / 2 ? TW_ORG
                                                 : TW_PLACE);
    }
}

/* "..., said Keel." */
static bool is_said(const struct walk *w, size_t i, size_t end)
{
    return tw_token_is(w->t, i - 1, "said")
           && (i + 1 >= end || w->t->token[i + 1].kind == TW_TOK_PUNCT)
           && !(w->t->token[i].shape & TW_SHAPE_CAPS) && w->t->token[i].len > 3
           && !tw_token_find(w->t, i, w->t->lexicon->dictionary);
}

/* A name that only the lists know; returns its length. */
static size_t take_listed(struct walk *w, size_t i, size_t end)
{
    size_t n;

    if (!(w->t->token[i].shape & TW_SHAPE_CAP) || is_shouted(w, i)) return 0;
    n = match_capital(w, w->t->lexicon->countries, i, end);
    if (n && is_told_by_capitals(w, i, n)) {
        push(w, i, i + n, TW_COUNTRY);
        return n;
    }
    n = match_capital(w, w->t->lexicon->orgs, i, end);
    if (n > 1
        || (n && (w->t->token[i].shape & TW_SHAPE_CAPS) && w->t->token[i].len > 2
            && is_told_by_capitals(w, i, n))) {
        push(w, i, i + n, TW_ORG);
        return n;
    }
    if (i > 0 && w->t->token[i].kind == TW_TOK_WORD
        && (tw_token_has(w->t, i - 1, w->t->lexicon->namewords, "address") || is_said(w, i, end))) {
        push(w, i, i + 1, TW_PERSON);
        return 1;
    }
    return 0;
}

struct tw_nameds tw_mentions_find(struct tw_arena *mem, const struct tw_text *t)
{
    struct walk w = {.mem = mem, .t = t};

    w.info = tw_name_tokens(mem, t);
    w.tag = tw_names_tag(mem, t, w.info);
    for (size_t i = 0; i < t->tokens;) {
        size_t end = i + 1, last = t->sentence[t->token[i].sentence].end;

        if (w.tag[i] % 2 == 1) {
            while (end < last && w.tag[end] == w.tag[i] + 1) end++;
            take_tagged(&w, i, end);
        } else if (w.info[i].is_active) {
            size_t n = take_listed(&w, i, last);

            if (n) end = i + n;
        }
        i = end;
    }
    return w.out;
}
