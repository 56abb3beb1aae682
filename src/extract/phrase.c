/* extract/phrase.c - edges of noun phrases and clauses.
**
** Right to left a noun phrase is: head nouns and names, then adjectives and
** determiners; behind a determiner only a preposition with a noun phrase in
** front of it goes on.  Relative clauses are jumped over by looking for their
** pronoun.  Gets wrong: garden paths such as "the man police said fled".
*/
#include "extract/phrase.h"

#include "gen/words.h"

#include <assert.h>

bool tw_is_nominal(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i]) {
    case TW_CLASS_OTHER: case TW_CLASS_NAME: case TW_CLASS_NUMBER: case TW_CLASS_GENITIVE: return true;
    case TW_CLASS_VERB: return c->verb[i].form == TW_FORM_BASE || c->verb[i].form == TW_FORM_S;
    default: return false;
    }
}

bool tw_is_finite(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i]) {
    case TW_CLASS_MODAL: case TW_CLASS_BE: case TW_CLASS_HAVE: case TW_CLASS_DO: case TW_CLASS_ED: return true;
    case TW_CLASS_VERB: return c->verb[i].form != TW_FORM_ING && c->verb[i].form != TW_FORM_BASE;
    default: return false;
    }
}

bool tw_is_joining_that(const struct tw_classes *c, size_t i)
{
    return c->of[i] == TW_CLASS_THAT && (!tw_is_finite(c, i + 1) || c->of[i + 1] == TW_CLASS_ED);
}

bool tw_is_time(const struct tw_classes *c, size_t i)
{
    return c->text->token[i].kind == TW_TOK_WORD
           && tw_words_has(c->text->lexicon->timewords, tw_token_lower(c->text, i));
}

static bool is_mark(const struct tw_classes *c, size_t i, const char *mark)
{
    return c->text->token[i].kind == TW_TOK_PUNCT && tw_token_is(c->text, i, mark);
}

static bool is_relative(const struct tw_classes *c, size_t i)
{
    return c->of[i] == TW_CLASS_THAT || tw_is_word(c, i, TW_WORD_RELATIVE);
}

/* The relative pronoun that opens the clause token i stands in, when a noun
** stands in front of it; `i` when there is none near. */
static size_t relative_before(const struct tw_classes *c, size_t from, size_t i)
{
    size_t stop = i - from > 14 ? i - 14 : from;

    for (size_t k = i; k > stop; k--) {
        switch ((enum tw_class)c->of[k - 1]) {
        case TW_CLASS_STOP: case TW_CLASS_COLON: case TW_CLASS_COMMA: case TW_CLASS_OPEN: case TW_CLASS_CLOSE:
            return i;
        default: break;
        }
        if (k - 1 > from && is_relative(c, k - 1) && tw_is_nominal(c, k - 2)) return k - 1;
    }
    return i;
}

static bool has_finite(const struct tw_classes *c, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (tw_is_finite(c, i)) return true;
    return false;
}

/* Where the clause that token i stands in begins, as far as marks tell. */
static size_t marked_start(const struct tw_classes *c, size_t from, size_t i)
{
    while (i > from) {
        switch ((enum tw_class)c->of[i - 1]) {
        case TW_CLASS_STOP: case TW_CLASS_COLON: case TW_CLASS_COMMA: case TW_CLASS_OPEN: case TW_CLASS_CLOSE:
        case TW_CLASS_DASH: case TW_CLASS_SUB: case TW_CLASS_THAT: return i;
        default: i--;
        }
    }
    return from;
}

/* "Keel(, like Lund,) said", "Keel(, in a letter,) said": [from, to) between
** two commas is short and has no verb. */
static bool is_aside(const struct tw_classes *c, size_t from, size_t to)
{
    if (c->of[from] != TW_CLASS_PREP && c->of[from] != TW_CLASS_ADV) return false;
    return to - from <= 10 && !has_finite(c, from, to);
}

static size_t opening_mark(const struct tw_classes *c, size_t from, size_t close)
{
    size_t k = close;

    while (k > from && c->of[k] != TW_CLASS_OPEN) k--;
    return c->of[k] == TW_CLASS_OPEN ? k : close;
}

/* One step to the left when a preposition stands before `start`, and something before that. */
static size_t over_preposition(const struct tw_classes *c, size_t from, size_t start,
                               bool *is_whole)
{
    size_t k = start - 1, r;

    if (tw_is_word(c, k, TW_WORD_TO) && c->of[start] != TW_CLASS_DET
        && c->of[start] != TW_CLASS_POSS && c->of[start] != TW_CLASS_NAME
        && c->of[start] != TW_CLASS_OBJ)
        return start;
    if ((c->of[k - 1] == TW_CLASS_ED || c->verb[k - 1].form == TW_FORM_PART) && k > from + 1
        && tw_is_nominal(c, k - 2)) {
        *is_whole = false;
        return k - 1;
    }
    if (!tw_is_nominal(c, k - 1) && c->of[k - 1] != TW_CLASS_DET && c->of[k - 1] != TW_CLASS_PRON
        && c->of[k - 1] != TW_CLASS_CLOSE && c->of[k - 1] != TW_CLASS_CONJ) {
        r = relative_before(c, from, k);
        return r < k ? r : start;
    }
    *is_whole = false;
    return k;
}

/* One step to the left from `start`: the new start, or `start` when the noun
** phrase begins here. */
static size_t step_left(const struct tw_classes *c, size_t from, size_t start, size_t head,
                        bool *is_whole)
{
    size_t k = start - 1, r;
    bool is_first = start == head;

    if (is_mark(c, k, ")")) {
        for (r = k; r > from && k - r < 12 && !is_mark(c, r, "(");) r--;
        return is_mark(c, r, "(") ? r : start;
    }
    switch ((enum tw_class)c->of[k]) {
    case TW_CLASS_NAME: case TW_CLASS_OTHER: case TW_CLASS_NUMBER: case TW_CLASS_PUNCT: case TW_CLASS_DASH:
        if (c->of[k] == TW_CLASS_DASH && (c->text->token[k].shape & TW_SHAPE_SPACE)) return start;
        return *is_whole ? start : k;
    case TW_CLASS_GENITIVE:
        *is_whole = false;
        return k;
    case TW_CLASS_DET: case TW_CLASS_POSS:
        if (*is_whole && !(c->of[k] == TW_CLASS_DET && c->of[start] == TW_CLASS_NUMBER))
            return start;
        *is_whole = true;
        return k;
    case TW_CLASS_PRON: case TW_CLASS_OBJ: case TW_CLASS_WH: case TW_CLASS_THAT:
        if (!is_first) return start;
        if (k > from + 2 && c->of[k] != TW_CLASS_WH && c->of[k] != TW_CLASS_THAT
            && (c->of[k - 1] == TW_CLASS_ED || c->of[k - 1] == TW_CLASS_VERB)
            && (r = relative_before(c, from, k)) < k)
            return r;       /* "two people who heard it (told ...)" */
        *is_whole = true;
        return k;
    case TW_CLASS_PREP:
        return is_first || k == from ? start : over_preposition(c, from, start, is_whole);
    case TW_CLASS_CONJ:
        if (is_first || k == from || tw_is_word(c, k, TW_WORD_BUT) || !tw_is_nominal(c, k - 1))
            return start;
        if (c->of[start] == TW_CLASS_PREP && tw_is_word(c, k, TW_WORD_OR)) return start;
        if (has_finite(c, marked_start(c, from, k), k)) return start;
        *is_whole = false;
        return k;
    case TW_CLASS_CLOSE:
        r = opening_mark(c, from, k);
        return r > from && c->of[r - 1] != TW_CLASS_COLON && !is_first ? r : start;
    case TW_CLASS_ADV:
        return !is_first && k > from
               && (c->of[k - 1] == TW_CLASS_DET || c->of[k - 1] == TW_CLASS_POSS) ? k : start;
    case TW_CLASS_ED: case TW_CLASS_ING:
        if (c->of[k] == TW_CLASS_ED && !is_first
            && (c->of[start] == TW_CLASS_DET || c->of[start] == TW_CLASS_POSS))
            /* "issued a statement": a verb with its object */
            return start;
        return *is_whole && !is_first && !(k > from && tw_is_nominal(c, k - 1)) ? start : k;
    case TW_CLASS_VERB:
        if (c->verb[k].form == TW_FORM_S && (c->verb[k].codes & TW_IS_SAFE) && k > from
            && c->of[k - 1] == TW_CLASS_NAME)
            return start;                           /* "Keel says Lund" */
        if (tw_is_nominal(c, k) && !*is_whole) return k;
        if (c->verb[k].form == TW_FORM_ING && k > from && tw_is_nominal(c, k - 1)) return k;
        r = relative_before(c, from, k);
        return r < k ? r : start;
    case TW_CLASS_BE: case TW_CLASS_HAVE: case TW_CLASS_MODAL: case TW_CLASS_DO:
        r = relative_before(c, from, k);
        return r < k ? r : start;
    default:
        return start;
    }
}

/* The start of the noun phrase that ends in front of `head`, no apposition. */
static size_t simple_start(const struct tw_classes *c, size_t from, size_t head)
{
    size_t start = head, lowest = head - from > TW_PHRASE_MOST ? head - TW_PHRASE_MOST : from;
    bool is_whole = false;

    while (start > lowest) {
        size_t next = step_left(c, lowest, start, head, &is_whole);

        if (next == start) break;
        if (is_relative(c, next) && next + 1 < start) is_whole = false;
        start = next;
    }
    while (start < head && (c->of[start] == TW_CLASS_ADV || c->of[start] == TW_CLASS_CONJ
                            || c->of[start] == TW_CLASS_ING || c->of[start] == TW_CLASS_DASH))
        start++;
    if (start + 1 < head && c->of[start] == TW_CLASS_NUMBER
        && (c->text->token[start].shape & TW_SHAPE_START)
        && memchr(c->text->lower.p + c->text->token[start].low, ':', c->text->token[start].low_n))
        start++;                                            /* "14:20 Diplomats say" */
    if (start > from && start + 1 < head && tw_is_time(c, start)
        && c->of[start - 1] == TW_CLASS_PREP)
        start++;
    return start;
}

static bool opens_apposition(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i]) {
    case TW_CLASS_DET: case TW_CLASS_NAME: case TW_CLASS_NUMBER: case TW_CLASS_OTHER: case TW_CLASS_POSS:
    case TW_CLASS_ED: case TW_CLASS_ING: return true;
    case TW_CLASS_VERB: return tw_is_nominal(c, i) || c->verb[i].form == TW_FORM_ING;
    default: return is_relative(c, i);
    }
}

static bool is_year(const struct tw_classes *c, size_t i)
{
    return c->of[i] == TW_CLASS_NUMBER && c->text->token[i].len == 4;
}

/* In front of "on Monday", "on March 25" or "Monday" at the end of a source. */
static size_t without_time(const struct tw_classes *c, size_t from, size_t verb)
{
    size_t k = verb;

    if (k > from + 2 && tw_is_word(c, k - 2, TW_WORD_IN) && is_year(c, k - 1)) return k - 2;
    if (k > from + 2 && c->of[k - 1] == TW_CLASS_NUMBER && tw_is_time(c, k - 2)) k--;
    if (k <= from + 1 || !tw_is_time(c, k - 1)) return verb;
    while (k > from + 1 && tw_is_time(c, k - 1)) k--;
    /* "released Monday" */
    if (c->of[k - 1] == TW_CLASS_ED || (k > from + 2 && c->of[k - 2] == TW_CLASS_ED)) return verb;
    if (k > from + 1 && c->of[k - 1] == TW_CLASS_PREP) return k - 1;
    if (c->of[k] == TW_CLASS_DET && k + 1 < verb) return k;             /* "this month" */
    return c->of[k] == TW_CLASS_NAME || c->of[k] == TW_CLASS_ADV ? k : verb;
}

size_t tw_phrase_start(const struct tw_classes *c, size_t from, size_t verb, size_t *end)
{
    size_t head = without_time(c, from, verb), start;

    assert(from <= verb);
    if (head > from && c->of[head - 1] == TW_CLASS_COMMA) {
        size_t comma = head - 1,
            limit = head - from > TW_PHRASE_MOST ? head - TW_PHRASE_MOST : from;

        for (unsigned tries = 0; tries < 3; tries++) {
            size_t k = comma;

            while (k > limit && c->of[k - 1] != TW_CLASS_COMMA && c->of[k - 1] != TW_CLASS_STOP
                   && c->of[k - 1] != TW_CLASS_COLON && c->of[k - 1] != TW_CLASS_CLOSE)
                k--;
            if (k <= limit || c->of[k - 1] != TW_CLASS_COMMA) break;
            if (!opens_apposition(c, k) && !is_aside(c, k, comma)
                && !(tw_is_word(c, k, TW_WORD_AND) && opens_apposition(c, k + 1)))
                break;
            if (k < 2 || k - 1 == from || (!tw_is_nominal(c, k - 2) && !is_mark(c, k - 2, ")")))
                break;
            if (!is_relative(c, k) && has_finite(c, marked_start(c, from, k - 1), k - 1)) {
                if (tries == 0) break;
                /* "..., the minister, Keel, said" behind a whole clause */
                *end = head - 1;
                return k;
            }
            comma = k - 1;
        }
        *end = head - 1;
        if (comma == head - 1) return *end = verb, verb;
        start = simple_start(c, from, comma);
        return start < comma ? start : (*end = verb, verb);
    }
    *end = head;
    start = simple_start(c, from, head);
    if (start > from + 3
        && (c->of[start - 1] == TW_CLASS_OTHER || c->of[start - 1] == TW_CLASS_VERB)
        && tw_is_word(c, start - 2, TW_WORD_WHO)
        && c->of[start - 3] == TW_CLASS_COMMA)
        start -= 2;                                     /* "Keel, who runs the mill said" */
    if (start < head && start > from + 1 && is_relative(c, start) && c->of[start] != TW_CLASS_THAT
        && c->of[start - 1] == TW_CLASS_COMMA && start + 1 < head) {
        size_t before = simple_start(c, from, start - 1);

        if (before < start - 1) start = before;
    }
    return start;
}

static bool is_medium(const struct tw_text *t, size_t i)
{
    return tw_words_has(t->lexicon->media, tw_token_lower(t, i));
}

/* A prepositional phrase behind a source that belongs to the verb: "on
** Monday", "in a statement", "after the vote". */
static bool ends_source(const struct tw_classes *c, size_t k, size_t end)
{
    size_t n = k + 1;

    if (n >= end) return true;
    if (tw_is_time(c, n) && (c->of[n] != TW_CLASS_DET || (n + 1 < end && tw_is_time(c, n + 1)))
        && c->of[k - 1] != TW_CLASS_ED)
        return true;
    if (tw_is_word(c, k, TW_WORD_OF_VERB)) return true;
    if (c->of[n] == TW_CLASS_DET || c->of[n] == TW_CLASS_POSS) n++;
    for (size_t j = n; j < end && j < n + 3 && tw_is_nominal(c, j); j++)
        if (is_medium(c->text, j)) return true;
    return false;
}

static bool goes_on_behind_comma(const struct tw_classes *c, size_t n, bool in_relative)
{
    if (in_relative) return false;
    if (c->of[n] == TW_CLASS_VERB && c->verb[n].form == TW_FORM_ING) return false;
    return opens_apposition(c, n) && c->of[n] != TW_CLASS_THAT;
}

size_t tw_phrase_end(const struct tw_classes *c, size_t start, size_t end)
{
    bool in_relative = false;
    size_t k = start;

    if (end - start > TW_PHRASE_MOST) end = start + TW_PHRASE_MOST;
    for (; k < end; k++) {
        switch ((enum tw_class)c->of[k]) {
        case TW_CLASS_STOP: case TW_CLASS_COLON: case TW_CLASS_OPEN: case TW_CLASS_SUB: case TW_CLASS_CLOSE:
            return k;
        case TW_CLASS_DASH:
            if (c->text->token[k].shape & TW_SHAPE_SPACE) return k;
            break;
        case TW_CLASS_COMMA:
            if (k + 1 >= end || k == start || !goes_on_behind_comma(c, k + 1, in_relative))
                return k;
            break;
        case TW_CLASS_CONJ:
            if (tw_is_word(c, k, TW_WORD_BUT) || k + 1 >= end
                || (!tw_is_nominal(c, k + 1) && c->of[k + 1] != TW_CLASS_DET
                && c->of[k + 1] != TW_CLASS_POSS)) return k;
            break;
        case TW_CLASS_PREP:
            if (!in_relative && k > start && ends_source(c, k, end)) return k;
            break;
        case TW_CLASS_PRON: case TW_CLASS_WH: case TW_CLASS_THAT:
            if (is_relative(c, k) && k > start) in_relative = true;
            else if (k > start && !in_relative) return k;
            break;
        case TW_CLASS_VERB: case TW_CLASS_BE: case TW_CLASS_HAVE: case TW_CLASS_MODAL: case TW_CLASS_DO:
            if (!in_relative && k > start && !tw_is_nominal(c, k) && c->verb[k].form != TW_FORM_ING
                && c->of[k - 1] != TW_CLASS_DET)
                return k;
            break;
        case TW_CLASS_ADV: case TW_CLASS_NEG:
            if (!in_relative && k > start && (k + 1 >= end || !tw_is_nominal(c, k + 1))) return k;
            break;
        default:
            if (k > start && !in_relative && tw_is_time(c, k) && c->of[k - 1] != TW_CLASS_PREP
                && c->of[k] == TW_CLASS_NAME && c->of[k - 1] != TW_CLASS_DET) return k;
        }
    }
    return k;
}

size_t tw_phrase_core(const struct tw_classes *c, size_t start, size_t end)
{
    size_t k = start;

    if (k < end && (c->of[k] == TW_CLASS_PRON || c->of[k] == TW_CLASS_OBJ)) return k + 1;
    while (k < end && (c->of[k] == TW_CLASS_DET || c->of[k] == TW_CLASS_POSS)) k++;
    while (k < end && (tw_is_nominal(c, k) || c->of[k] == TW_CLASS_PUNCT)
           && !(k > start && tw_is_time(c, k)))
        k++;
    return k;
}

bool tw_phrase_subject(const struct tw_classes *c, size_t from, size_t limit, size_t *start,
                       size_t *end)
{
    /* verbs looked at: no clause of news has as many before its subject ends */
    size_t k = from, tries = 16;

    while (k < limit
                         && (c->of[k] == TW_CLASS_CONJ || c->of[k] == TW_CLASS_ADV || c->of[k] == TW_CLASS_COMMA
                         || c->of[k] == TW_CLASS_DASH || c->of[k] == TW_CLASS_OPEN))
        k++;
    if (k < limit
        && (c->of[k] == TW_CLASS_PREP || c->of[k] == TW_CLASS_SUB || c->of[k] == TW_CLASS_ING)) {
        size_t comma = k;

        while (comma < limit && c->of[comma] != TW_CLASS_COMMA) comma++;
        if (comma + 1 < limit) k = comma + 1;
    }
    for (size_t i = k + 1; i < limit && tries; i++) {
        size_t verb = i;

        if (!tw_is_finite(c, i)) continue;
        tries--;
        while (verb > k && (c->of[verb - 1] == TW_CLASS_ADV || c->of[verb - 1] == TW_CLASS_NEG))
            verb--;
        while (verb > k + 2 && tw_is_time(c, verb - 1))
            verb -= c->of[verb - 2] == TW_CLASS_PREP ? 2u : 1u;
        if (verb <= k) continue;
        *start = tw_phrase_start(c, k, verb, end);
        /* "the engineer who (does not want ...)" */
        if (*end == *start + 1 && *start > k && is_relative(c, *start)) continue;
        if (*start < *end) return true;
    }
    return false;
}

/* One adverbial at token i: its end, or i. */
static size_t skip_one(const struct tw_classes *c, size_t i, size_t end)
{
    size_t k = i;

    if (c->of[k] == TW_CLASS_ADV || c->of[k] == TW_CLASS_NEG) return k + 1;
    if (c->of[k] == TW_CLASS_PREP || c->of[k] == TW_CLASS_SUB) {
        size_t n = k + 1, core;

        if (n < end && tw_is_time(c, n)) {
            for (n++; n < end && (tw_is_time(c, n) || c->of[n] == TW_CLASS_NUMBER); n++) {}
            return n;
        }
        core = tw_phrase_core(c, n, end);
        if (core == n) return i;
        for (size_t j = n; j < core; j++)
            if (is_medium(c->text, j) || tw_is_time(c, j)) {
                while (core + 1 < end && c->of[core] == TW_CLASS_PREP
                       && tw_phrase_core(c, core + 1, end) > core + 1
                       && tw_is_word(c, core, TW_WORD_OF | TW_WORD_TO | TW_WORD_WITH | TW_WORD_ON
                                     | TW_WORD_IN | TW_WORD_FROM))
                    core = tw_phrase_core(c, core + 1, end);
                return core;
            }
        return i;
    }
    if (c->of[k] == TW_CLASS_DET || c->of[k] == TW_CLASS_THAT) {     /* "the day", "that day" */
        if (k + 1 >= end || !tw_is_time(c, k + 1)) return i;
        k++;
    }
    while (k < end && tw_is_time(c, k)) k++;
    return k;
}

size_t tw_skip_adverbials(const struct tw_classes *c, size_t i, size_t end)
{
    for (;;) {
        size_t next = i < end ? skip_one(c, i, end) : i;

        if (next == i) return i;
        i = next;
    }
}
