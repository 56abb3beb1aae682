/* compare/who.c - speakers compared by name, surname and the words around them.
**
** What it gets wrong: two people of one surname without first names are taken
** for one; "the ministry" is the same as any one ministry of the other account.
*/
#include "compare/who.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "compare/concept.h"

#include <assert.h>
#include <stdlib.h>

enum { WORDS = 48 };        /* concepts kept of a speaker */

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void add_word(struct tw_who *w, uint32_t id)
{
    for (uint32_t i = 0; i < w->n; i++) if (w->words[i] == id) return;
    if (w->n < WORDS) w->words[w->n++] = id;
}

static bool next_word(struct tw_slice *rest, struct tw_slice *word)
{
    size_t at = 0, from;

    while (at < rest->n && !tw_cp_is_word(tw_utf8_at(*rest, at))) tw_utf8_next(*rest, &at);
    from = at;
    while (at < rest->n && (tw_cp_is_word(tw_utf8_at(*rest, at)) || rest->p[at] == '-')) tw_utf8_next(*rest, &at);
    *word = tw_slice_sub(*rest, from, at);
    *rest = tw_slice_sub(*rest, at, rest->n);
    return word->n > 0;
}

/* Words of the name as concepts; its first and last word as hashes. */
static void add_name(struct tw_arena *mem, struct tw_who *w)
{
    struct tw_slice folded = tw_utf8_fold(mem, w->name), word;

    while (next_word(&folded, &word)) {
        struct tw_concept c = tw_concept_of(word);
        uint32_t hash = (uint32_t)tw_hash(word) | 1;

        if (word.n == 1) continue;      /* the s of a genitive; an initial */
        if (c.weight > 0) add_word(w, c.id);
        if (w->surname && !w->first) w->first = w->surname;
        w->surname = hash;
    }
}

static void set_type(struct tw_who *w, const struct tw_statements *s)
{
    for (size_t i = 0; i < s->actors.n; i++) {
        if (!tw_slice_eq(s->actors.v[i].name, w->name)) continue;
        w->is_person = s->actors.v[i].type == TW_PERSON;
        w->is_group = !w->is_person;
        return;
    }
}

static void add_source(const struct tw_view *v, struct tw_span source, struct tw_who *w)
{
    size_t first, end;

    if (source.len == 0) return;
    tw_tokens_in(&v->text, source, &first, &end);
    for (size_t i = first; i < end; i++)
        if (v->seen[i].id && v->seen[i].weight > 0 && !(v->seen[i].flags & TW_SEEN_NUMBER)) add_word(w, v->seen[i].id);
}

struct tw_who tw_who_of(struct tw_arena *mem, const struct tw_view *v, size_t attribution)
{
    const struct tw_statements *s = v->statements;
    struct tw_who w = {.name = s->attributions.v[attribution].speaker, .words = TW_NEW_N(mem, uint32_t, WORDS)};

    assert(attribution < s->attributions.n);
    add_name(mem, &w);
    set_type(&w, s);
    if (w.name.n == 0) add_source(v, s->attributions.v[attribution].source, &w);
    for (size_t i = 0; w.name.n > 0 && i < s->attributions.n; i++)
        if (tw_slice_eq(s->attributions.v[i].speaker, w.name)) add_source(v, s->attributions.v[i].source, &w);
    TW_SORT(w.words, w.n, by_value);
    return w;
}

struct tw_who tw_who_named(struct tw_arena *mem, struct tw_slice name)
{
    struct tw_who w = {.name = name, .is_group = true, .words = TW_NEW_N(mem, uint32_t, WORDS)};

    add_name(mem, &w);
    TW_SORT(w.words, w.n, by_value);
    return w;
}

static uint32_t common_words(const struct tw_who *a, const struct tw_who *b)
{
    uint32_t n = 0, i = 0, j = 0;

    while (i < a->n && j < b->n) {
        if (a->words[i] == b->words[j]) n++, i++, j++;
        else if (a->words[i] < b->words[j]) i++;
        else j++;
    }
    return n;
}

static float same_person(const struct tw_who *a, const struct tw_who *b)
{
    if (a->surname != b->surname) return 0;
    return a->first && b->first && a->first != b->first ? 0 : 1;
}

float tw_who_same(const struct tw_who *a, const struct tw_who *b)
{
    uint32_t common = common_words(a, b), least = a->n < b->n ? a->n : b->n;

    if (a->name.n > 0 && b->name.n > 0) {
        if (tw_slice_eq(a->name, b->name)) return 1;
        if (a->is_person && b->is_person) return same_person(a, b);
        if (least > 0 && common == least) return 1;
        if (a->is_person != b->is_person) return common > 0 ? 0.6F : 0.25F;
        return common * 2 >= least && common > 0 ? 0.9F : 0;
    }
    if (least == 0) return 0.5F;        /* a pronoun, or nothing said */
    if (common == 0) return 0.3F;
    return common == least ? 0.9F : 0.7F;
}
