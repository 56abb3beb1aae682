/* store/tsvector.c - see the header.  Lexemes are written within quotation marks; they hold letters
*and
** digits only, so nothing in them needs an escape. */
#include "store/tsvector.h"

#include "base/utf8.h"

enum {
    PLACES = 16383,    /* the manual, section 12.11 */
    BYTES = 900 << 10, /* of text; lexemes and places take less than that in the vector */
    LEXEME = 200,      /* bytes of a word; 2,046 are allowed */
    GAP = 100,         /* places between fields: no phrase goes across */
    NEAREST = 20,      /* words of NEAR; more are as good as this */
};

/* The next word of folded text; false: there is none. */
static bool next_word(struct tw_slice text, size_t *at, struct tw_slice *word)
{
    size_t start, end;

    while (*at < text.n && !tw_cp_is_word(tw_utf8_at(text, *at))) tw_utf8_next(text, at);
    start = end = *at;
    while (*at < text.n && tw_cp_is_word(tw_utf8_at(text, *at))) {
        tw_utf8_next(text, at);
        if (*at - start <= LEXEME) end = *at;
    }
    *word = tw_slice_sub(text, start, end);
    return end > start;
}

static void add_lexeme(struct tw_buf *out, const char *field, struct tw_slice word, unsigned place,
                       const char *weight)
{
    tw_buf_addc(out, '\'');
    tw_buf_adds(out, field);
    tw_buf_add(out, word);
    tw_buf_addf(out, "':%u%s ", place < PLACES ? place : PLACES, weight);
}

/* A field's words from the place behind `place`; the last place. */
static unsigned add_field(struct tw_buf *out, struct tw_slice text, const char *field,
                          const char *weight, unsigned place)
{
    struct tw_slice folded = tw_utf8_fold(out->mem, text), word;
    size_t at = 0;

    while (out->n < BYTES && next_word(folded, &at, &word))
        add_lexeme(out, field, word, ++place, weight);
    return place;
}

struct tw_slice tw_tsvector_text(struct tw_arena *mem, const struct tw_indexed *w)
{
    struct tw_buf out = {.mem = mem};
    unsigned place = add_field(&out, w->title, "", "A", 0);

    (void)add_field(&out, w->title, "t/", "A", 0);
    place = add_field(&out, w->speakers, "s/", "", place + GAP);
    place = add_field(&out, w->actors, "a/", "", place + GAP);
    (void)add_field(&out, w->body, "", "", place + GAP);
    return tw_buf_slice(&out);
}

/* ---- Queries */

static void write_node(struct tw_buf *out, const struct tw_query_node *n);

static const char *field_of(enum tw_query_field field)
{
    static const char *const names[] = {"", "t/", "s/", "a/"};

    return names[field];
}

/* A query word can be several: folding may put a space into one. */
static void write_phrase(struct tw_buf *out, const struct tw_query_node *n)
{
    bool first = true;

    tw_buf_addc(out, '(');
    for (size_t i = 0; i < n->words.n; i++) {
        struct tw_slice folded = tw_utf8_fold(out->mem, n->words.v[i]), word;
        size_t at = 0;

        while (next_word(folded, &at, &word)) {
            if (!first) tw_buf_adds(out, " <-> ");
            first = false;
            tw_buf_addc(out, '\'');
            tw_buf_adds(out, field_of(n->field));
            tw_buf_add(out, word);
            tw_buf_adds(out, n->prefix && i + 1 == n->words.n ? "':*" : "'");
        }
    }
    tw_buf_adds(out, first ? "'/')" : ")"); /* no vector has that */
}

/* PostgreSQL counts from the last word of one phrase to the first of the next. */
static void write_apart(struct tw_buf *out, const struct tw_query_node *a,
                        const struct tw_query_node *b, unsigned between)
{
    write_phrase(out, a);
    tw_buf_addf(out, " <%u> ", between + 1);
    write_phrase(out, b);
}

static void write_near(struct tw_buf *out, const struct tw_query_node *n)
{
    unsigned most = n->distance < NEAREST ? n->distance : NEAREST;

    for (const struct tw_query_node *c = n->child; c->next; c = c->next) {
        if (c != n->child) tw_buf_adds(out, " & ");
        tw_buf_addc(out, '(');
        for (unsigned between = 0; between <= most; between++) {
            if (between) tw_buf_adds(out, " | ");
            write_apart(out, c, c->next, between);
            tw_buf_adds(out, " | ");
            write_apart(out, c->next, c, between);
        }
        tw_buf_addc(out, ')');
    }
    if (!n->child->next) write_phrase(out, n->child);
}

static void write_children(struct tw_buf *out, const struct tw_query_node *n, const char *between)
{
    for (const struct tw_query_node *c = n->child; c; c = c->next) {
        if (c != n->child) tw_buf_adds(out, between);
        if (c->excluded) tw_buf_addc(out, '!');
        write_node(out, c);
    }
}

static void write_node(struct tw_buf *out, const struct tw_query_node *n)
{
    tw_buf_addc(out, '(');
    if (n->kind == TW_QUERY_PHRASE) write_phrase(out, n);
    else if (n->kind == TW_QUERY_NEAR) write_near(out, n);
    else write_children(out, n, n->kind == TW_QUERY_ANY ? " | " : " & ");
    tw_buf_addc(out, ')');
}

struct tw_slice tw_tsquery_text(struct tw_arena *mem, const struct tw_query_node *root)
{
    struct tw_buf out = {.mem = mem};

    write_node(&out, root);
    return tw_buf_slice(&out);
}
