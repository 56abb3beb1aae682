/* compare/concept.c - base forms and synonyms.
**
** The list of synonyms holds base forms, the text any form: so a word is looked
** up as it stands, then as its stem, as stem + e, and as stem with y for i
** ("carried" -> "carri" -> "carry").  The value is looked up once more, because
** it may itself be an entry.  What it gets wrong: homographs ("strike", "bank")
** have one concept each; scores must come from several words.
*/
#include "compare/concept.h"

#include "base/hash.h"
#include "gen/words.h"

/* bytes of a word that is stemmed, of the prefix and of the part that count */
enum { LONGEST = 40, NEAR = 5, PART = 4 };

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool has_vowel(const char *w, size_t n)
{
    for (size_t i = 0; i < n; i++) if (is_vowel(w[i])) return true;
    return false;
}

static bool ends(const char *w, size_t n, const char *with)
{
    size_t k = strlen(with);

    return n >= k && memcmp(w + n - k, with, k) == 0;
}

/* "cases" -> "case", "classes" -> "class", "cities" -> "city", "bus" stays. */
static size_t without_plural(char *w, size_t n)
{
    if (n < 4 || w[n - 1] != 's' || ends(w, n, "ss") || ends(w, n, "us") || ends(w, n, "is"))
        return n;
    if (ends(w, n, "ies") && n > 4) {
        w[n - 3] = 'y';
        return n - 2;
    }
    if (ends(w, n, "sses") || ends(w, n, "xes") || ends(w, n, "ches") || ends(w, n, "shes")
        || ends(w, n, "zes"))
        return n - 2;
    return n - 1;
}

/* "stopped" -> "stop", but "told", "fell", "pass" keep their doubles. */
static size_t undoubled(const char *w, size_t n)
{
    if (n > 3 && w[n - 1] == w[n - 2] && !is_vowel(w[n - 1]) && w[n - 1] != 'l' && w[n - 1] != 's'
        && w[n - 1] != 'z')
        return n - 1;
    return n;
}

static size_t without_verb_ending(char *w, size_t n)
{
    if (ends(w, n, "ied") && n > 4) {
        w[n - 3] = 'y';
        return n - 2;
    }
    if (ends(w, n, "ed") && n > 4 && has_vowel(w, n - 2)) return undoubled(w, n - 2);
    if (ends(w, n, "ing") && n > 5 && has_vowel(w, n - 3)) return undoubled(w, n - 3);
    return n;
}

size_t tw_stem(char *w, size_t n)
{
    static const char *const endings[] = {"ation", "ly", "ment", "ness"};

    n = without_plural(w, n);
    n = without_verb_ending(w, n);
    for (size_t i = 0; i < 4; i++) {
        if (ends(w, n, endings[i]) && n >= strlen(endings[i]) + 4) {
            n -= strlen(endings[i]);
            break;
        }
    }
    if (n > 3 && w[n - 1] == 'e') n--;
    if (n > 6 && ends(w, n, "at")) n -= 2;
    if (n > 3 && w[n - 1] == 'y') w[n - 1] = 'i';
    return n;
}

static uint32_t id_of(struct tw_slice s)
{
    uint32_t id = (uint32_t)tw_hash(s);

    return id ? id : 1;
}

static const struct tw_word *with_ending(const struct tw_words *list, char *w, size_t n, char c)
{
    w[n] = c;
    return tw_words_find(list, (struct tw_slice){w, n + 1});
}

/* The entry of a word in any form: stem holds it, n long, with room for one more. */
static const struct tw_word *find_form(const struct tw_words *list, struct tw_slice word,
                                       char *stem, size_t n)
{
    const struct tw_word *hit = tw_words_find(list, word);

    if (!hit) hit = tw_words_find(list, (struct tw_slice){stem, n});
    if (!hit) hit = with_ending(list, stem, n, 'e');
    if (!hit && n > 0 && stem[n - 1] == 'i') {
        stem[n - 1] = 'y';
        hit = tw_words_find(list, (struct tw_slice){stem, n});
        stem[n - 1] = 'i';
    }
    return hit;
}

/* The word a word counts as, before stemming. */
static struct tw_slice base_of(struct tw_slice word)
{
    const struct tw_word *base = tw_words_find(&tw_words_en_baseforms, word);

    return base ? tw_word_value(base) : word;
}

static struct tw_slice stemmed(struct tw_slice word, char out[LONGEST + 2])
{
    if (word.n > LONGEST) return word;
    memcpy(out, word.p, word.n);
    return (struct tw_slice){out, tw_stem(out, word.n)};
}

/* The head of the word's group of synonyms, or the word itself. */
static struct tw_slice head_of(struct tw_slice word)
{
    char buf[LONGEST + 2];
    const struct tw_word *hit;
    struct tw_slice stem = stemmed(word, buf);

    if (stem.p != buf) return word;
    hit = find_form(&tw_words_en_synonyms, word, buf, stem.n);
    return hit ? tw_word_value(hit) : word;
}

static uint32_t near_of(struct tw_slice stem)
{
    return stem.n > NEAR ? id_of((struct tw_slice){stem.p, NEAR}) ^ 0x5bd1e995u : 0;
}

static struct tw_concept concept_of_head(struct tw_slice head, struct tw_slice word)
{
    char buf[LONGEST + 2];
    struct tw_concept c = {.weight = 1};

    c.id = id_of(stemmed(head, buf));
    c.near = near_of(stemmed(word, buf));
    return c;
}

static float weight_of(struct tw_slice word, struct tw_slice base)
{
    const struct tw_word *light = tw_words_find(&tw_words_en_light, word);

    if (!light) light = tw_words_find(&tw_words_en_light, base);
    if (!light) {
        char buf[LONGEST + 2];
        struct tw_slice stem = stemmed(base, buf);

        if (stem.p == buf) light = find_form(&tw_words_en_light, base, buf, stem.n);
        /* grammar has no endings */
        if (light && light->value_n == 1 && tw_word_string(light)[0] == '0') light = NULL;
    }
    return light && light->value_n == 1 ? (float)(tw_word_string(light)[0] - '0') / 10 : 1;
}

static struct tw_slice without_clitic(struct tw_slice word)
{
    static const char *const clitics[] = {"'ll", "'ve", "'re", "'d", "'m", "'s", "n't"};

    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        struct tw_slice c = tw_slice_of(clitics[i]);

        if (word.n > c.n && tw_slice_ends(word, c)) return tw_slice_sub(word, 0, word.n - c.n);
    }
    return word;
}

/* "army-grade" -> "army", "co-defendant" -> "defendant": the part that says most. */
static struct tw_slice main_part(struct tw_slice word)
{
    size_t hyphen = tw_slice_find_char(word, '-', 0);

    if (hyphen == TW_NONE || tw_words_has(&tw_words_en_synonyms, word)
        || tw_words_has(&tw_words_en_light, word))
        return word;
    if (hyphen >= PART) return tw_slice_sub(word, 0, hyphen);
    return word.n - hyphen > PART ? tw_slice_sub(word, hyphen + 1, word.n) : word;
}

struct tw_concept tw_concept_of(struct tw_slice word)
{
    struct tw_slice bare = main_part(without_clitic(word)), base = base_of(bare);
    struct tw_concept c = concept_of_head(head_of(base), base);

    c.weight = weight_of(bare, base);
    c.negates = tw_words_has(&tw_words_en_negators, word) || tw_slice_ends(word, TW_LIT("n't"));
    if (c.weight <= 0) c.near = 0;
    return c;
}

/* The phrase with its first word in a base form: "carried out" -> "carry out". */
static const struct tw_word *find_inflected(struct tw_slice words)
{
    char buf[LONGEST + 2];
    size_t first = tw_slice_find_char(words, ' ', 0), n;
    struct tw_slice verb = tw_slice_sub(words, 0, first), base = base_of(verb), rest;
    const struct tw_word *hit;

    if (words.n > LONGEST || base.n + words.n - first > LONGEST) return NULL;
    rest = tw_slice_sub(words, first, words.n);
    memcpy(buf, base.p, base.n);
    n = base.n;
    if (tw_slice_eq(base, verb)) n = without_verb_ending(buf, without_plural(buf, n));
    memcpy(buf + n, rest.p, rest.n);
    hit = tw_words_find(&tw_words_en_synonyms, (struct tw_slice){buf, n + rest.n});
    if (hit || n == verb.n) return hit;
    buf[n] = 'e';
    memcpy(buf + n + 1, rest.p, rest.n);
    return tw_words_find(&tw_words_en_synonyms, (struct tw_slice){buf, n + 1 + rest.n});
}

struct tw_concept tw_concept_of_phrase(struct tw_slice words, bool with_forms)
{
    const struct tw_word *hit = tw_words_find(&tw_words_en_synonyms, words);

    if (!hit && with_forms) hit = find_inflected(words);
    if (!hit) return (struct tw_concept){0};
    return concept_of_head(head_of(tw_word_value(hit)), words);
}

const struct tw_word *tw_concept_entry(const struct tw_words *list, struct tw_slice word)
{
    char buf[LONGEST + 2];
    struct tw_slice base = base_of(word), stem = stemmed(base, buf);

    if (stem.p != buf) return tw_words_find(list, base);
    return find_form(list, base, buf, stem.n);
}

struct tw_concept tw_concept_of_number(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return (struct tw_concept){.id = (uint32_t)tw_hash_mix(bits, 0x6e756d62u) | 1, .weight = 1};
}
