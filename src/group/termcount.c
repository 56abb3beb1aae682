/* group/termcount.c - an open-addressing table, at most half full.
**
** The articles added to the count are what the weights of the first hours lean
** on; 50 to 1,000 group a long stream alike (yardstick `stories`, dev half), so
** the most that does is taken, which is best for a short one.
*/
#include "group/termcount.h"

#include "base/hash.h"

#include <assert.h>
#include <math.h>

enum { FIRST = 4096, AT_FIRST = 1000, AT_FIRST_RECENT = 50, LANGUAGES = 256 };

void tw_termcount_start(struct tw_termcount *t)
{
    *t = (struct tw_termcount){.slot = {.size = sizeof(struct tw_counted)},
                               .language = {.size = sizeof(struct tw_language)}};
    tw_column_resize(&t->slot, FIRST);
}

void tw_termcount_free(struct tw_termcount *t)
{
    tw_column_free(&t->slot);
    tw_column_free(&t->language);
}

uint32_t tw_termcount_language(struct tw_slice lang)
{
    size_t n = 0;

    while (n < lang.n && tw_is_alpha(lang.p[n])) n++;
    return n ? (uint32_t)(tw_hash((struct tw_slice){lang.p, n}) >> 32) | 1 : 0;
}

static struct tw_language *language(struct tw_termcount *t, uint32_t lang)
{
    struct tw_language *v = t->language.v;

    for (size_t i = 0; i < t->language.n; i++)
        if (v[i].lang == lang) return &v[i];
    if (t->language.n >= LANGUAGES) return &v[0];
    v = tw_column_push(&t->language);
    v->lang = lang;
    return v;
}

static uint32_t key_of(uint32_t lang, uint32_t term)
{
    return term ^ lang * 0x9E3779B1u;
}

static size_t first_place(const struct tw_termcount *t, uint32_t key)
{
    return (key * 0x9E3779B1u) & (t->slot.n - 1);      /* golden ratio, as in Knuth 6.4 */
}

void tw_termcount_soon(const struct tw_termcount *t, uint32_t lang, uint32_t term)
{
    __builtin_prefetch((const struct tw_counted *)t->slot.v + first_place(t, key_of(lang, term)));
}

static struct tw_counted *place(const struct tw_termcount *t, uint32_t key)
{
    struct tw_counted *v = t->slot.v;
    size_t mask = t->slot.n - 1, at = first_place(t, key);

    while (v[at].all && v[at].key != key) at = (at + 1) & mask;
    return &v[at];
}

/* Keeps entries seen since `oldest` in a table of so many slots. */
static void remake(struct tw_termcount *t, size_t slots, uint32_t oldest)
{
    struct tw_column old = t->slot;
    const struct tw_counted *v = old.v;

    t->slot = (struct tw_column){.size = sizeof(struct tw_counted)};
    tw_column_resize(&t->slot, slots);
    t->used = 0;
    for (size_t i = 0; i < old.n; i++) {
        if (!v[i].all || (v[i].seen < oldest && !v[i].recent)) continue;
        *place(t, v[i].key) = v[i];
        t->used++;
    }
    tw_column_free(&old);
}

static float weight(double articles, double with)
{
    double w = TW_TERMCOUNT_MOST * log(articles / (with + 1)) / log(articles);

    return w > 0 ? (float)w : 0;
}

/* The entry of a word, new ones with all == 0. */
static struct tw_counted *entry(struct tw_termcount *t, uint32_t key)
{
    struct tw_counted *c = place(t, key);

    if (c->all) return c;
    if ((t->used + 1) * 2 > t->slot.n) {
        remake(t, t->slot.n * 2, 0);
        c = place(t, key);
    }
    t->used++;
    c->key = key;
    return c;
}

void tw_termcount_expect(struct tw_termcount *t, uint32_t lang, uint32_t term, unsigned per_mille)
{
    struct tw_counted *c = entry(t, key_of(lang, term));
    uint32_t all = per_mille * AT_FIRST / 1000 + 1, recent = per_mille * AT_FIRST_RECENT / 1000;

    if (all > c->all) c->all = all;
    if (recent > c->recent) c->recent = recent;
    c->seen = UINT32_MAX;
}

struct tw_slice tw_termcount_code(const struct tw_termcount *t, uint32_t lang)
{
    const struct tw_language *v = t->language.v;

    for (size_t i = 0; i < t->language.n; i++)
        if (v[i].lang == lang)
            return (struct tw_slice){v[i].code, strnlen(v[i].code, sizeof v[i].code)};
    return (struct tw_slice){0};
}

void tw_termcount_article(struct tw_termcount *t, uint32_t lang, struct tw_slice code)
{
    struct tw_language *l = language(t, lang);

    if (!l->all && lang)
        for (size_t i = 0; i < code.n && i + 1 < sizeof l->code && tw_is_alpha(code.p[i]); i++)
            l->code[i] = code.p[i];
    l->all++;
    l->recent++;
}

float tw_termcount_add(struct tw_termcount *t, uint32_t lang, uint32_t term, uint32_t article)
{
    double articles = language(t, lang)->all + AT_FIRST;
    struct tw_counted *c = entry(t, key_of(lang, term));
    float w = weight(articles, c->all);

    c->all++;
    c->seen = article;
    return w;
}

float tw_termcount_add_recent(struct tw_termcount *t, uint32_t lang, uint32_t term)
{
    struct tw_counted *c = place(t, key_of(lang, term));
    float w = weight(language(t, lang)->recent + AT_FIRST_RECENT, c->recent);

    assert(c->all);
    c->recent++;
    return w;
}

void tw_termcount_leave(struct tw_termcount *t, uint32_t lang)
{
    struct tw_language *l = language(t, lang);

    if (l->recent) l->recent--;
}

void tw_termcount_leave_term(struct tw_termcount *t, uint32_t lang, uint32_t term)
{
    struct tw_counted *c = place(t, key_of(lang, term));

    if (c->all && c->recent) c->recent--;
}

void tw_termcount_expire(struct tw_termcount *t, uint32_t oldest)
{
    size_t slots = t->slot.n;

    remake(t, slots, oldest);
    while (slots > FIRST && t->used * 8 < slots) slots /= 2;
    if (slots != t->slot.n) remake(t, slots, 0);
}

void tw_termcount_restore(struct tw_termcount *t, const struct tw_column *entries)
{
    const struct tw_counted *v = entries->v;

    tw_column_free(&t->slot);
    tw_column_resize(&t->slot, FIRST);
    t->used = 0;
    for (size_t i = 0; i < entries->n; i++)
        if (v[i].all) *entry(t, v[i].key) = v[i];
}
