/* store/snippet.c - hits of a query in a text, and the window over them.
**
** All hits are found first, in text order; then a window slides over them.  Words of the query
** that only the names of speakers match, or that are excluded, are no hits.
*/
#include "store/snippet.h"

#include "base/utf8.h"
#include "base/vec.h"

enum {
    HITS = 4096,            /* of one text; more tell nothing */
    BEFORE = TW_SNIPPET / 4,    /* bytes shown before the first hit */
};

struct phrases { const struct tw_query_node *v[TW_QUERY_WORDS]; size_t n; };
struct hit { struct tw_span at; unsigned phrase; };
struct hits { struct hit *v; size_t n, cap; };

static void collect(const struct tw_query_node *n, struct phrases *out)
{
    if (n->excluded) return;
    if (n->kind == TW_QUERY_PHRASE && n->field <= TW_QUERY_TITLE && out->n < TW_QUERY_WORDS)
        out->v[out->n++] = n;
    for (const struct tw_query_node *c = n->child; c; c = c->next) collect(c, out);
}

/* The word that begins at or behind *at; false: there is none. */
static bool next_word(struct tw_slice text, size_t *at, struct tw_span *word)
{
    size_t start, end;
    uint32_t c = 0;

    for (start = *at; start < text.n; start = end) {
        end = start;
        c = tw_utf8_next(text, &end);
        if (tw_cp_is_word(c)) break;
    }
    if (start >= text.n) return false;
    while (!tw_cp_is_cjk(c) && end < text.n) {
        size_t next = end;

        c = tw_utf8_next(text, &next);
        if (!tw_cp_is_word(c) || tw_cp_is_cjk(c)) break;
        end = next;
    }
    *word = tw_span_from_to(start, end);
    *at = end;
    return true;
}

/* Equal when folded; with `prefix` the text's word may go on. */
static bool same_word(struct tw_slice word, struct tw_slice wanted, bool prefix)
{
    size_t a = 0, b = 0;

    while (a < word.n && b < wanted.n)
        if (tw_cp_fold(tw_utf8_next(word, &a)) != tw_cp_fold(tw_utf8_next(wanted, &b)))
            return false;
    return b == wanted.n && (prefix || a == word.n);
}

/* Does the phrase begin with this word?  Its end in *end. */
static bool matches(struct tw_slice text, struct tw_span word, const struct tw_query_node *phrase,
                    size_t *end)
{
    size_t n = phrase->words.n, at = tw_span_end(word);

    for (size_t i = 0; i < n; i++) {
        if (i && !next_word(text, &at, &word)) return false;
        if (!same_word(tw_span_text(text, word), phrase->words.v[i], phrase->prefix && i + 1 == n))
            return false;
    }
    *end = tw_span_end(word);
    return true;
}

static void find_hits(struct tw_arena *mem, struct tw_slice text, const struct phrases *p,
                      struct hits *out)
{
    struct tw_span word;
    size_t at = 0;

    while (out->n < HITS && next_word(text, &at, &word))
        for (size_t i = 0; i < p->n; i++) {
            size_t end;

            if (!matches(text, word, p->v[i], &end)) continue;
            TW_PUSH(mem, out->v, out->n, out->cap,
                    (struct hit){tw_span_from_to(word.off, end), (unsigned)i});
            break;
        }
}

/* Different phrases among the hits from `first` on that fit into one snippet. */
static unsigned worth(const struct hits *h, size_t first)
{
    uint64_t seen = 0;
    unsigned n = 0;

    for (size_t i = first;
         i < h->n && tw_span_end(h->v[i].at) - h->v[first].at.off <= TW_SNIPPET - BEFORE; i++) {
        n += !(seen >> h->v[i].phrase & 1);
        seen |= (uint64_t)1 << h->v[i].phrase;
    }
    return n;
}

static size_t best(const struct hits *h)
{
    size_t found = 0;
    unsigned most = 0;

    for (size_t i = 0; i < h->n; i++) {
        unsigned n = worth(h, i);

        if (n > most) most = n, found = i;
    }
    return found;
}

static bool is_edge(struct tw_slice text, size_t at)
{
    return at == 0 || at >= text.n || tw_is_space(text.p[at - 1]);
}

static bool is_boundary(struct tw_slice text, size_t at)
{
    return at >= text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

/* A window of TW_SNIPPET bytes that begins shortly before `hit` and cuts no word, unless
** the words are longer than it. */
static struct tw_span window(struct tw_slice text, size_t hit)
{
    size_t from = hit > BEFORE ? hit - BEFORE : 0, to, end;

    while (from < hit && !is_edge(text, from)) from++;
    if (from == hit && hit > BEFORE) for (from = hit - BEFORE; !is_boundary(text, from);) from++;
    to = text.n - from > TW_SNIPPET ? from + TW_SNIPPET : text.n;
    for (end = to; end > hit && end < text.n && !tw_is_space(text.p[end]);) end--;
    if (end <= hit) for (end = to; !is_boundary(text, end);) end--;
    while (end > from && tw_is_space(text.p[end - 1])) end--;
    return tw_span_from_to(from, end);
}

struct tw_snippet tw_snippet_cut(struct tw_arena *mem, struct tw_slice text,
                                 const struct tw_query_node *root)
{
    struct phrases phrases = {.n = 0};
    struct hits hits = {0};
    struct tw_snippet out = {0};
    size_t cap = 0, first;

    if (root) collect(root, &phrases);
    find_hits(mem, text, &phrases, &hits);
    first = best(&hits);
    out.span = window(text, hits.n ? hits.v[first].at.off : 0);
    for (size_t i = 0; i < hits.n; i++) {
        struct tw_span at = hits.v[i].at;

        if (at.off < out.span.off || tw_span_end(at) > tw_span_end(out.span)) continue;
        at.off -= out.span.off;
        if (out.hits.n && at.off < tw_span_end(out.hits.v[out.hits.n - 1]))
            continue; /* within the one before */
        TW_PUSH(mem, out.hits.v, out.hits.n, cap, at);
    }
    return out;
}
