/* store/query.c - a parser by recursive descent, one token ahead of nothing.
**
**     all   = item+
**     item  = filter | ["-"] any
**     any   = near ("OR" near)*
**     near  = prime ("NEAR/" n prime)*
**     prime = [field ":"] (word | '"' ... '"') | "(" all ")"
**
** A word ends at white space, a parenthesis or a quotation mark.  Words of signs only are
** skipped as if they were not there ("bridge & ferry"); AND may be written and means nothing.
*/
#include "store/query.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"

enum {
    NEAR_MOST = 1000,       /* words; more is no nearness */
    PREFIX_LEAST = 3,       /* bytes; fewer would gather a tenth of all words */
};

struct parser {
    struct tw_arena *mem;
    struct tw_slice text;
    size_t at;
    size_t words;
    unsigned depth;
    struct tw_query *query;
    size_t cap;
    const char *wrong;          /* what; NULL: nothing so far */
    size_t where;               /* byte */
};

static bool wrong(struct parser *p, size_t where, const char *what)
{
    if (!p->wrong) {
        p->wrong = what;
        p->where = where;
    }
    return false;
}

/* ---- Reading */

static void skip_space(struct parser *p)
{
    while (p->at < p->text.n && tw_cp_is_space(tw_utf8_at(p->text, p->at)))
        tw_utf8_next(p->text, &p->at);
}

static bool ends_word(uint32_t c)
{
    return tw_cp_is_space(c) || c == '(' || c == ')' || c == '"' || c == 0x201C || c == 0x201D;
}

static bool is_quote(uint32_t c)
{
    return c == '"' || c == 0x201C || c == 0x201D;      /* typographic ones come from copying */
}

/* The word at p->at, without moving. */
static struct tw_slice peek(const struct parser *p)
{
    size_t end = p->at;

    while (end < p->text.n) {
        size_t next = end;

        if (ends_word(tw_utf8_next(p->text, &next))) break;
        end = next;
    }
    return tw_slice_sub(p->text, p->at, end);
}

static bool take_word(struct parser *p, const char *word)
{
    if (!tw_slice_eq(peek(p), tw_slice_of(word))) return false;
    p->at += strlen(word);
    skip_space(p);
    return true;
}

/* Letters and digits of s as words; in scripts without spaces each character. */
static void add_words(struct parser *p, struct tw_slice s, struct tw_slices *out)
{
    size_t at = 0, start = TW_NONE, cap = out->n;

    while (at <= s.n) {
        size_t here = at;
        uint32_t c = at < s.n ? tw_utf8_next(s, &at) : 0;
        bool single = tw_cp_is_cjk(c);

        if (start != TW_NONE && (single || !tw_cp_is_word(c))) {
            TW_PUSH(p->mem, out->v, out->n, cap, tw_slice_sub(s, start, here));
            start = TW_NONE;
        }
        if (single) TW_PUSH(p->mem, out->v, out->n, cap, tw_slice_sub(s, here, at));
        else if (start == TW_NONE && tw_cp_is_word(c)) start = here;
        if (here == s.n) break;
    }
}

/* ---- Filters */

/* The first second of the day, month or year, or of the one behind it. */
static bool read_day(struct tw_slice s, int64_t *out)
{
    struct tw_date d;

    if (!tw_date_parse_iso(s, &d)) return false;
    *out = tw_date_unix(&d);
    return true;
}

static bool add_filter(struct parser *p, size_t where, enum tw_query_narrow kind, bool excluded,
                       struct tw_slice value)
{
    struct tw_query_filter f = {.kind = kind, .excluded = excluded, .value = value};

    if (!value.n) return wrong(p, where, "something must stand behind the colon");
    if ((kind == TW_QUERY_AFTER || kind == TW_QUERY_BEFORE) && !read_day(value, &f.time))
        return wrong(p, where, "a date is written 2025-03-01");
    if (p->depth)
        return wrong(p, where, "outlet, lang, after and before cannot stand within parentheses");
    if (p->query->filters == TW_QUERY_WORDS) return wrong(p, where, "too many conditions");
    TW_PUSH(p->mem, p->query->filter, p->query->filters, p->cap, f);
    return true;
}

/* What stands behind "name:", quoted or not. */
static struct tw_slice take_value(struct parser *p)
{
    struct tw_slice value;
    size_t end;

    if (p->at >= p->text.n || !is_quote(tw_utf8_at(p->text, p->at))) {
        value = peek(p);
        p->at += value.n;
        return value;
    }
    tw_utf8_next(p->text, &p->at);
    for (end = p->at; end < p->text.n && !is_quote(tw_utf8_at(p->text, end));)
        tw_utf8_next(p->text, &end);
    value = tw_slice_sub(p->text, p->at, end);
    if (end == p->text.n) (void)wrong(p, p->at, "the quotation mark before this is never closed");
    else tw_utf8_next(p->text, &end);
    p->at = end;
    return value;
}

static bool take_filter(struct parser *p, bool excluded, bool *ok)
{
    static const struct { const char *name; enum tw_query_narrow kind; } names[] = {
        {"outlet:", TW_QUERY_OUTLET},
        {"lang:", TW_QUERY_LANG},
        {"after:", TW_QUERY_AFTER},
        {"before:", TW_QUERY_BEFORE},
    };
    struct tw_slice word = peek(p);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t where = p->at + strlen(names[i].name);

        if (!tw_slice_starts_nocase(word, tw_slice_of(names[i].name))) continue;
        p->at = where;
        *ok = add_filter(p, where, names[i].kind, excluded, take_value(p));
        skip_space(p);
        return true;
    }
    return false;
}

/* ---- Words */

static enum tw_query_field take_field(struct parser *p)
{
    static const struct { const char *name; enum tw_query_field field; } names[] = {
        {"title:", TW_QUERY_TITLE}, {"speaker:", TW_QUERY_SPEAKER}, {"actor:", TW_QUERY_ACTOR},
    };
    struct tw_slice word = peek(p);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tw_slice_starts_nocase(word, tw_slice_of(names[i].name))) {
            p->at += strlen(names[i].name);
            return names[i].field;
        }
    return TW_QUERY_ARTICLE;
}

static struct tw_query_node *parse_all(struct parser *p);

static struct tw_query_node *node(struct parser *p, enum tw_query_kind kind,
                                  struct tw_query_node *child)
{
    struct tw_query_node *n = TW_NEW(p->mem, struct tw_query_node);

    n->kind = kind;
    n->child = child;
    return n;
}

static struct tw_query_node *parse_group(struct parser *p)
{
    struct tw_query_node *inside;
    size_t where = p->at++;

    if (++p->depth > TW_QUERY_DEPTH) return wrong(p, where, "parentheses too deep"), NULL;
    inside = parse_all(p);
    p->depth--;
    if (p->wrong) return NULL;
    if (p->at == p->text.n) return wrong(p, where, "this parenthesis is never closed"), NULL;
    p->at++;
    skip_space(p);
    return inside;
}

/* NULL without an error: nothing but signs. */
static struct tw_query_node *parse_prime(struct parser *p)
{
    struct tw_query_node *n;
    struct tw_slice s;
    size_t where = p->at;

    if (p->at < p->text.n && p->text.p[p->at] == '(') return parse_group(p);
    n = node(p, TW_QUERY_PHRASE, NULL);
    n->field = take_field(p);
    s = take_value(p);
    if (p->wrong) return NULL;
    add_words(p, s, &n->words);
    n->prefix = tw_slice_ends(s, TW_LIT("*"));
    if (n->prefix && n->words.n && n->words.v[n->words.n - 1].n < PREFIX_LEAST)
        return wrong(p, where, "at least three letters must stand before a *"), NULL;
    skip_space(p);
    if ((p->words += n->words.n) > TW_QUERY_WORDS) return wrong(p, where, "too many words"), NULL;
    if (n->words.n) return n;
    if (n->field != TW_QUERY_ARTICLE) (void)wrong(p, where, "a word must stand behind the colon");
    return NULL;
}

/* "NEAR/5" or "NEAR" (10, as most search engines have it). */
static bool take_near(struct parser *p, unsigned *distance)
{
    struct tw_slice word = peek(p);
    size_t at = 5;

    *distance = 10;
    if (!tw_slice_starts(word, TW_LIT("NEAR"))) return false;
    if (word.n > 4) {
        if (word.p[4] != '/') return false;
        for (*distance = 0; at < word.n && tw_is_digit(word.p[at]) && *distance <= NEAR_MOST; at++)
            *distance = *distance * 10 + (unsigned)(word.p[at] - '0');
        if (at < word.n || at == 5 || *distance > NEAR_MOST)
            return wrong(p, p->at, "NEAR is written NEAR/5, with a number up to 1000");
    }
    p->at += word.n;
    skip_space(p);
    return true;
}

static struct tw_query_node *parse_near(struct parser *p)
{
    struct tw_query_node *first = parse_prime(p), *last = first, *all = NULL;
    unsigned distance;
    size_t where = p->at;

    while (!p->wrong && take_near(p, &distance)) {
        struct tw_query_node *next = parse_prime(p);

        if (p->wrong) break;
        if (!first || !next || last->kind != TW_QUERY_PHRASE || next->kind != TW_QUERY_PHRASE)
            return wrong(p, where, "NEAR stands between two words or phrases"), NULL;
        if (next->field != first->field)
            return wrong(p, where, "words that are near each other are in one field"), NULL;
        if (!all) all = node(p, TW_QUERY_NEAR, first);
        if (distance > all->distance) all->distance = distance;
        last->next = next;
        last = next;
        where = p->at;
    }
    return all ? all : first;
}

static struct tw_query_node *parse_any(struct parser *p)
{
    struct tw_query_node *first = parse_near(p), *last = first, *any = NULL;
    size_t where = p->at;
    bool ignored;

    while (!p->wrong && take_word(p, "OR")) {
        struct tw_query_node *next;

        if (take_filter(p, false, &ignored))
            return wrong(p, where, "outlet, lang, after and before cannot stand in an OR"), NULL;
        next = parse_near(p);
        if (p->wrong) break;
        if (!first || !next) return wrong(p, where, "OR stands between two words"), NULL;
        if (!any) any = node(p, TW_QUERY_ANY, first);
        last->next = next;
        last = next;
        where = p->at;
    }
    return any ? any : first;
}

/* One item of a list; false at its end. */
static bool parse_item(struct parser *p, struct tw_query_node **out)
{
    size_t where = p->at;
    bool excluded, ok = true;

    *out = NULL;
    if (p->wrong || p->at == p->text.n) return false;
    if (p->text.p[p->at] == ')')
        return p->depth ? false : wrong(p, p->at, "this parenthesis was never opened");
    if (take_word(p, "AND")) return true;
    excluded = p->text.p[p->at] == '-';
    p->at += excluded;
    if (take_filter(p, excluded, &ok)) {
        if (ok && tw_slice_eq(peek(p), TW_LIT("OR")))
            return wrong(p, where, "outlet, lang, after and before cannot stand in an OR");
        return ok;
    }
    if (tw_slice_eq(peek(p), TW_LIT("OR"))) return wrong(p, p->at, "OR stands between two words");
    *out = excluded ? parse_near(p) : parse_any(p);
    if (excluded && tw_slice_eq(peek(p), TW_LIT("OR")))
        return wrong(p, where, "a - cannot stand in an OR without parentheses");
    if (*out) (*out)->excluded = excluded;
    return !p->wrong;
}

static struct tw_query_node *parse_all(struct parser *p)
{
    struct tw_query_node *list = NULL, **last = &list, *item;
    size_t where = p->at, wanted = 0, n = 0;

    skip_space(p);
    while (parse_item(p, &item)) {
        if (!item) continue;
        wanted += !item->excluded;
        n++;
        *last = item;
        last = &item->next;
    }
    if (p->wrong) return NULL;
    if (n && !wanted)
        return wrong(p, where,
                     "there must be a word that is to be found, not only ones that are not"),
               NULL;
    if (!n && p->depth && p->at < p->text.n) return wrong(p, where, "no word in it"), NULL;
    return n > 1 ? node(p, TW_QUERY_ALL, list) : list;
}

/* ---- All of it */

static const char *explain(struct parser *p)
{
    struct tw_buf out = {.mem = p->mem};
    size_t character = tw_utf8_length(tw_slice_sub(p->text, 0, p->where)) + 1;

    tw_buf_addf(&out, "search, character %zu: %s", character, p->wrong);
    tw_buf_addc(&out, '\0');
    return out.p;
}

enum tw_status tw_query_parse(struct tw_arena *mem, struct tw_slice text, struct tw_query *out,
                              const char **why)
{
    struct parser p = {.mem = mem, .text = text, .query = out};

    *out = (struct tw_query){0};
    *why = "";
    if (text.n > TW_QUERY_BYTES) {
        *why = "search: longer than 4,096 bytes";
        return TW_USAGE;
    }
    if ((p.where = tw_utf8_valid(text)) != text.n) {
        p.text = tw_slice_sub(text, 0, p.where);
        p.wrong = "not UTF-8";
    } else {
        out->root = parse_all(&p);
        if (!p.wrong && !out->root && !out->filters) (void)wrong(&p, 0, "no word in it");
    }
    if (!p.wrong) return TW_OK;
    *why = explain(&p);
    return TW_USAGE;
}
