/* compare/outlets.c - a table of aliases, then one pass over each text.
**
** A name that is also an ordinary word ("Post", "Times") is never an alias by
** itself; a last word ("Observer") counts only with a capital and behind
** "the".  What it gets wrong: an agency of the story named like a person or
** place of the story.
*/
#include "compare/outlets.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "gen/words.h"

#include <assert.h>

enum { PARTS = 12, LONGEST = 6 };   /* words of a name that are looked at; tokens of an alias */
enum { BITS = 8192 };               /* of the set of first words */

struct build {
    struct tw_arena *mem;
    struct tw_outlets *out;
};

struct parts { struct tw_slice v[PARTS]; size_t n; };

/* The words of a name in lower case, a lone & among them. */
static struct parts words_of(struct tw_arena *mem, struct tw_slice name)
{
    struct tw_slice low = tw_slice_lower(mem, name), word;
    struct parts p = {0};

    while (p.n < PARTS && tw_slice_part(&low, ' ', &word)) {
        while (word.n > 0 && (word.p[0] == '(' || word.p[0] == '"'))
            word = tw_slice_sub(word, 1, word.n);
        while (word.n > 0 && strchr("),.;:\"", word.p[word.n - 1])) word.n--;
        if (word.n > 0) p.v[p.n++] = word;
    }
    return p;
}

static struct tw_slice joined(struct tw_arena *mem, const struct parts *p, size_t from, size_t end)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = from; i < end; i++) {
        if (i > from) tw_buf_addc(&b, ' ');
        tw_buf_add(&b, p->v[i]);
    }
    return tw_buf_slice(&b);
}

static void alias(struct build *b, struct tw_slice key, int outlet)
{
    bool added;
    struct tw_map_item *it;

    if (key.n < 2) return;
    it = tw_map_add(&b->out->alias, key, &added);
    if (added) it->value = (uint64_t)outlet;
}

static bool is_common(struct tw_slice word)
{
    return tw_words_has(&tw_words_en_outletwords, word);
}

/* "Northgate Press Agency" -> "npa" */
static struct tw_slice initials(struct tw_arena *mem, const struct parts *p, size_t from)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = from; i < p->n; i++)
        if (tw_is_alpha(p->v[i].p[0])) tw_buf_addc(&b, p->v[i].p[0]);
    return tw_buf_slice(&b);
}

/* All that the outlet may be called. */
static void add_aliases(struct build *b, struct tw_slice name, int outlet)
{
    struct parts p = words_of(b->mem, name);
    size_t from = p.n > 1 && tw_slice_eq(p.v[0], TW_LIT("the")) ? 1 : 0, own = 0, at = 0;

    if (p.n == 0) return;
    alias(b, joined(b->mem, &p, from, p.n), outlet);
    for (size_t i = from; i < p.n; i++) {
        if (is_common(p.v[i])) continue;
        own++;
        at = i;
    }
    if (own == 1 && p.n - from > 1 && b->out->v[outlet].is_agency) alias(b, p.v[at], outlet);
    if (p.n - from >= 3) alias(b, initials(b->mem, &p, from), outlet);
    if (p.n - from >= 2) {      /* "the Observer" */
        struct parts last = {.v = {TW_LIT("the"), p.v[p.n - 1]}, .n = 2};

        if (!b->out->v[outlet].is_agency) alias(b, joined(b->mem, &last, 0, 2), outlet);
    }
}

static bool is_agency_name(struct tw_arena *mem, struct tw_slice name)
{
    struct parts p = words_of(mem, name);

    for (size_t i = 0; i < p.n; i++) {
        const struct tw_word *w = tw_words_find(&tw_words_en_outletwords, p.v[i]);

        if (w && w->value_n > 0) return true;
    }
    return false;
}

static int find(const struct build *b, struct tw_slice name)
{
    struct parts p = words_of(b->mem, name);
    size_t from = p.n > 1 && tw_slice_eq(p.v[0], TW_LIT("the")) ? 1 : 0;
    const struct tw_map_item *it = tw_map_find(&b->out->alias, joined(b->mem, &p, from, p.n));

    return it ? (int)it->value : -1;
}

static int add_outlet(struct build *b, struct tw_slice name, bool is_agency, int account)
{
    int i = find(b, name);

    if (i < 0) {
        i = (int)b->out->n;
        TW_PUSH(b->mem, b->out->v, b->out->n, b->out->cap,
                (struct tw_outlet){name, is_agency, account});
        add_aliases(b, name, i);
    }
    if (b->out->v[i].account < 0) b->out->v[i].account = account;
    return i;
}

/* The last words in brackets. */
struct tw_slice tw_dateline_agency(struct tw_slice dateline)
{
    size_t open = tw_slice_find_last(dateline, TW_LIT("(")), close;

    if (open == TW_NONE) return (struct tw_slice){0};
    close = tw_slice_find_char(dateline, ')', open);
    if (close == TW_NONE) return (struct tw_slice){0};
    return tw_slice_trim(tw_slice_sub(dateline, open + 1, close));
}

/* What an account without a known outlet is called by. */
static struct tw_slice stand_in(struct tw_arena *mem, const struct tw_article *a, size_t number)
{
    struct tw_buf b = {.mem = mem};

    if (a->outlet_domain.n > 0) return a->outlet_domain;
    if (a->source.n > 0) return a->source;
    tw_buf_addf(&b, "account %zu", number + 1);
    return tw_buf_slice(&b);
}

static void read_outlets(struct build *b, const struct tw_views *views)
{
    for (size_t i = 0; i < views->n; i++) {     /* names first: datelines shorten them */
        const struct tw_article *a = views->v[i].article;

        if (a->outlet_name.n > 0)
            b->out->of[i] = add_outlet(b, a->outlet_name, is_agency_name(b->mem, a->outlet_name),
                                       (int)i);
    }
    for (size_t i = 0; i < views->n; i++) {
        const struct tw_article *a = views->v[i].article;
        struct tw_slice agency = tw_dateline_agency(a->dateline);

        b->out->dateline[i] = agency.n > 0 ? add_outlet(b, agency, true, -1) : -1;
        if (b->out->of[i] >= 0) continue;
        if (b->out->dateline[i] >= 0) b->out->of[i] = b->out->dateline[i];
        else b->out->of[i] = add_outlet(b, stand_in(b->mem, a, i), false, (int)i);
    }
}

/* The longest alias that begins at token i; its length in tokens, 0 when none. */
static size_t alias_at(const struct tw_outlets *o, const struct tw_text *t, size_t i, size_t end,
                       int *outlet)
{
    for (size_t n = end - i < LONGEST ? end - i : LONGEST; n > 0; n--) {
        const struct tw_token *last = &t->token[i + n - 1];
        struct tw_slice key = {t->lower.p + t->token[i].low,
                               last->low + last->low_n - t->token[i].low};
        const struct tw_map_item *it = tw_map_find(&o->alias, key);

        if (!it || !(last->shape & TW_SHAPE_CAP)) continue;
        *outlet = (int)it->value;
        return n;
    }
    return 0;
}

static size_t noun_at(const struct tw_text *t, size_t i, size_t end)
{
    struct tw_slice det = tw_token_lower(t, i);
    size_t n;

    if (!tw_slice_eq(det, TW_LIT("the")) && !tw_slice_eq(det, TW_LIT("this"))
        && !tw_slice_eq(det, TW_LIT("our")))
        return 0;
    n = tw_tokens_match(t, &tw_words_en_pressnouns, i + 1, end, NULL);
    return n > 0 ? n + 1 : 0;
}

/* The first words of all names, and what stands before a noun, as a set of bits
** by hash: most tokens are none of them. */
struct beginnings { uint64_t bit[BITS / 64]; };

static void begin(struct beginnings *b, struct tw_slice word)
{
    uint32_t h = tw_words_hash_more(TW_WORDS_HASH_START, word.p, word.n) % BITS;

    b->bit[h / 64] |= UINT64_C(1) << h % 64;
}

static bool may_begin(const struct beginnings *b, const struct tw_token *t)
{
    return b->bit[t->hash % BITS / 64] >> t->hash % 64 & 1;
}

static struct beginnings beginnings_of(const struct tw_outlets *o)
{
    struct beginnings b = {{0}};

    for (size_t i = 0; i < o->alias.n; i++) {
        struct tw_slice rest = o->alias.v[i].key, word;

        if (tw_slice_part(&rest, ' ', &word)) begin(&b, word);
    }
    begin(&b, TW_LIT("the"));
    begin(&b, TW_LIT("this"));
    begin(&b, TW_LIT("our"));
    return b;
}

/* Where the text names the press.  A noun without a name is the account's own
** outlet behind "this" and "our", else it stays open. */
static void read_press(struct tw_arena *mem, const struct tw_outlets *o, const struct beginnings *b,
                       struct tw_view *v, int own)
{
    const struct tw_text *t = &v->text;
    size_t cap = 0;

    v->press.v = NULL;
    v->press.n = 0;
    for (size_t i = 0; i < t->tokens;) {
        size_t end, n = 0;
        int outlet = -1;

        if (!may_begin(b, &t->token[i])) {
            i++;
            continue;
        }
        end = t->sentence[t->token[i].sentence].end;
        n = alias_at(o, t, i, end, &outlet);
        if (n == 0 && (n = noun_at(t, i, end)) > 0
            && !tw_slice_eq(tw_token_lower(t, i), TW_LIT("the")))
            outlet = own;
        if (n > 0) TW_PUSH(mem, v->press.v, v->press.n, cap,
                           (struct tw_press){(uint32_t)i, (uint32_t)(i + n), outlet});
        i += n ? n : 1;
    }
}

void tw_outlets_read(struct tw_arena *mem, struct tw_views *views, struct tw_outlets *out)
{
    struct build b = {.mem = mem, .out = out};
    struct beginnings beginnings;

    *out = (struct tw_outlets){.alias = tw_map_in(mem)};
    out->of = tw_arena_alloc(mem, views->n * sizeof *out->of);
    out->dateline = tw_arena_alloc(mem, views->n * sizeof *out->dateline);
    for (size_t i = 0; i < views->n; i++) out->of[i] = -1;
    read_outlets(&b, views);
    beginnings = beginnings_of(out);
    for (size_t i = 0; i < views->n; i++)
        read_press(mem, out, &beginnings, &views->v[i], out->of[i]);
}

int tw_outlets_add(struct tw_arena *mem, struct tw_outlets *o, struct tw_slice name, int account)
{
    TW_PUSH(mem, o->v, o->n, o->cap, (struct tw_outlet){name, false, account});
    return (int)o->n - 1;
}

int tw_outlet_in(const struct tw_outlets *o, struct tw_arena *mem, struct tw_slice text)
{
    struct parts p = words_of(mem, text);

    for (size_t n = p.n; n > 0; n--) {
        for (size_t i = 0; i + n <= p.n; i++) {
            const struct tw_map_item *it = tw_map_find(&o->alias, joined(mem, &p, i, i + n));

            if (it) return (int)it->value;
        }
    }
    return -1;
}

bool tw_is_press(const struct tw_view *v, struct tw_span span)
{
    size_t first, end, i;

    if (span.len == 0) return false;
    tw_tokens_in(&v->text, span, &first, &end);
    i = tw_press_from(v, first);
    return i < v->press.n && v->press.v[i].first < end;
}

size_t tw_press_from(const struct tw_view *v, size_t token)
{
    size_t lo = 0, hi = v->press.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (v->press.v[mid].end <= token) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}
