/* clean/linelist.c - the words of a line in the lists of lines.
**
** One walk over the beginnings of the line, for as long as an entry begins so,
** gives all entries that it can be or open with: the whole line, the longest
** button ("Share Tweet Email" is a row of them), the longest beginning behind
** which more may follow.  Most lines are done after the first word.
*/
#include "clean/line_int.h"

#include "gen/words.h"

#include <assert.h>

enum {
    PREFIX_WORDS = 9,           /* in the longest entry of the lists */
    BUTTON_WORDS = 6,           /* in one button of a row */
    ROW_WORDS = 12,             /* in a row of them */
    FOOTER_WORDS = 5,           /* in a phrase of small print */
    FOOTER_MAX = 600            /* bytes of a paragraph of it */
};

static enum tw_line_kind kind_of(struct tw_slice name)
{
    static const struct tw_slice names[] = {
#define X(name, text) {text, sizeof text - 1},
        TW_LINE_LIST(X)
#undef X
    };

    for (int k = 0; k < TW_LINE_COUNT; k++)
        if (names[k].n == name.n && names[k].p[0] == name.p[0] && tw_slice_eq(names[k], name))
            return (enum tw_line_kind)k;
    return TW_LINE_TEXT;
}

/* The entry's kind in the form asked for: 0 the whole line, '+' more may
** follow, ':' more follows behind a colon. */
static enum tw_line_kind entry_kind(const struct tw_word *w, char form)
{
    struct tw_slice rest = tw_word_value(w), one;

    while (tw_slice_part(&rest, ' ', &one)) {
        char last = one.p[one.n - 1];

        if (form == 0 && last != ':')
            return kind_of((struct tw_slice){one.p, one.n - (last == '+')});
        if (form && last == form) return kind_of((struct tw_slice){one.p, one.n - 1});
    }
    return TW_LINE_TEXT;
}

/* The lists to ask: the language's own and English. */
struct lists { const struct tw_words *v[2]; size_t n; };

static struct lists lists_for(struct tw_slice lang)
{
    struct lists l = {{&tw_words_en_lines, NULL}, 1};
    const struct tw_words *own = tw_lines_of(lang);

    if (own && own != l.v[0]) l.v[1] = own, l.n = 2;
    return l;
}

/* Entries of 1, 2, ... words, or NULL. */
struct entries { const struct tw_word *v[PREFIX_WORDS]; size_t n; };

/* The entry of a text; the first list that has it counts.  *more: may one go on? */
static const struct tw_word *look(const struct lists *l, struct tw_slice key, uint32_t hash,
                                  bool *more)
{
    const struct tw_word *found = NULL;

    *more = false;
    for (size_t k = 0; k < l->n; k++) {
        if (!tw_words_begins(l->v[k], hash)) continue;
        *more = true;
        if (!found) found = tw_words_find_hashed(l->v[k], key, hash);
    }
    return found;
}

/* The entries at word i, of at most `most` words. */
static void entries_at(const struct lists *l, struct tw_linewords *w, size_t i, size_t most,
                       struct entries *out)
{
    uint32_t hash = TW_WORDS_HASH_START;
    size_t from = w->w[i].off;
    bool more = true;

    assert(most <= PREFIX_WORDS);
    for (out->n = 0; more && out->n < most && i + out->n < TW_LW_WORDS; out->n += more) {
        size_t j = i + out->n;

        if (j >= w->words) tw_linewords_more(w, j + 1);
        if (j >= w->words) break;
        hash = tw_words_hash_more(hash, w->p + from, (size_t)(w->w[j].end - from));
        from = w->w[j].end;
        out->v[out->n] = look(l, tw_linewords_key(w, i, j + 1), tw_words_hash_end(hash), &more);
    }
}

bool tw_linelist_has(const struct tw_words *list, struct tw_linewords *w, size_t i, size_t most)
{
    struct lists one = {{list, NULL}, 1};
    struct entries e;

    entries_at(&one, w, i, most, &e);
    for (size_t k = 0; k < e.n; k++)
        if (e.v[k]) return true;
    return false;
}

static bool is_button(enum tw_line_kind k)
{
    return k == TW_LINE_SHARE || k == TW_LINE_NAV || k == TW_LINE_COMMENT || k == TW_LINE_AD;
}

/* The longest button among the entries, with its length in words in *used. */
static enum tw_line_kind button(const struct entries *e, size_t *used)
{
    for (size_t k = e->n < BUTTON_WORDS ? e->n : BUTTON_WORDS; k > 0; k--) {
        enum tw_line_kind kind = e->v[k - 1] ? entry_kind(e->v[k - 1], 0) : TW_LINE_TEXT;

        *used = k;
        if (is_button(kind)) return kind;
    }
    return TW_LINE_TEXT;
}

static bool is_counter(const struct tw_linewords *w, size_t i)
{
    return w->p[w->w[i].off] == '0';
}

/* A row of buttons, counters and menu words: all words used up by entries,
** the longest first. */
static enum tw_line_kind button_row(const struct lists *l, struct tw_linewords *w)
{
    enum tw_line_kind first = TW_LINE_TEXT;
    size_t used;

    tw_linewords_more(w, ROW_WORDS + 1);
    if (!w->whole || w->words > ROW_WORDS) return TW_LINE_TEXT;
    for (size_t i = 0; i < w->words; i += used) {
        struct entries e;
        enum tw_line_kind k;

        used = 1;
        if (is_counter(w, i)) continue;
        entries_at(l, w, i, BUTTON_WORDS, &e);
        if ((k = button(&e, &used)) == TW_LINE_TEXT) return TW_LINE_TEXT;
        if (first == TW_LINE_TEXT) first = k;
    }
    return first == TW_LINE_TEXT ? TW_LINE_SHARE : first;
}

/* The kind of an entry that stands at the beginning of a longer line, up to
** word j - 1. */
static enum tw_line_kind open_kind(const struct tw_word *e, const struct tw_linewords *w, size_t j)
{
    enum tw_line_kind k = w->w[j - 1].colon ? entry_kind(e, ':') : TW_LINE_TEXT;

    return k != TW_LINE_TEXT ? k : entry_kind(e, '+');
}

/* The longest entry that the line begins with and that may go on. */
static enum tw_line_kind beginning(const struct entries *e, const struct tw_linewords *w,
                                   size_t *used)
{
    for (size_t k = e->n; k > 0; k--) {
        enum tw_line_kind kind = e->v[k - 1] ? open_kind(e->v[k - 1], w, k) : TW_LINE_TEXT;

        if (kind != TW_LINE_TEXT) return *used = k, kind;
    }
    return TW_LINE_TEXT;
}

enum tw_line_kind tw_linelist_kind(struct tw_slice lang, struct tw_linewords *w, size_t *used)
{
    struct lists lists = lists_for(lang);
    struct entries e;
    size_t words;
    enum tw_line_kind k = TW_LINE_TEXT;

    *used = 0;
    entries_at(&lists, w, 0, PREFIX_WORDS, &e);
    if (e.n == 0 && !is_counter(w, 0)) return TW_LINE_TEXT;
    if (e.n == w->words && w->words < TW_LW_WORDS) tw_linewords_more(w, w->words + 1);
    if (w->whole && w->words == e.n && e.v[e.n - 1]
        && (k = entry_kind(e.v[e.n - 1], 0)) != TW_LINE_TEXT)
        return k;
    if ((is_counter(w, 0) || button(&e, &words) != TW_LINE_TEXT)
        && (k = button_row(&lists, w)) != TW_LINE_TEXT)
        return k;
    return beginning(&e, w, used);
}

bool tw_line_is_footer(struct tw_slice line)
{
    struct tw_linewords w;

    for (size_t from = 0; from < line.n && from < FOOTER_MAX;) {
        tw_linewords_read(tw_slice_sub(line, from, line.n), TW_LW_WORDS, &w);
        for (size_t i = 0; i < w.words; i++)
            if (tw_linelist_has(&tw_words_en_footers, &w, i, FOOTER_WORDS)) return true;
        if (w.whole || w.words < 8) break;
        from += w.w[w.words - FOOTER_WORDS].from;       /* phrases may lie across the cut */
    }
    return false;
}
