/* read/pdftext.c - see the header.
**
** pdftotext writes a line for each line of the page, a blank line between blocks, columns one
** behind the other.  A line goes on in the next one unless it ends a sentence and the next line's
** first word would have had room on it, or the next begins like an item of a list or a dateline. A
** hyphen at a line's end goes when the next line begins with a small letter, unless the document
** has the word with a hyphen elsewhere, in the middle of a line, and not without it. Wrong: tables
** become lines of numbers; a poem becomes prose.
*/
#include "read/pdftext.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

enum {
    EDGE = 2,  /* lines at the top and the foot of a page that may be repeated ones */
    PAGES = 3, /* a repeated line stands on as many, and on half of all */
    FULL = 92, /* per cent of the usual length: letters have different widths */
    HEAD = 8,  /* lines in which a dateline may begin */
    WORD = 64  /* bytes of a word that is looked up */
};

struct line {
    struct tw_slice text;
    size_t length /* code points */;
    unsigned page;
    bool blank, edge;
};
struct page {
    struct tw_arena *mem;
    struct line *v;
    size_t n, cap;
    unsigned pages;
    size_t usual;
    struct tw_map words;
};

/* ---- Lines */

static void add_lines(struct page *p, struct tw_slice text)
{
    while (text.n) {
        struct line l = {.page = p->pages};
        size_t to = 0;
        bool feed;

        while (to < text.n && text.p[to] != '\n' && text.p[to] != '\f') to++;
        feed = to < text.n && text.p[to] == '\f';
        l.text = tw_slice_trim(tw_slice_sub(text, 0, to));
        l.blank = l.text.n == 0;
        l.length = tw_utf8_length(l.text);
        if (!(l.blank && feed)) TW_PUSH(p->mem, p->v, p->n, p->cap, l);
        p->pages += feed;
        text = tw_slice_sub(text, to < text.n ? to + 1 : to, text.n);
    }
}

/* The line with each number as one sign: "Page 3 of 12" is the same on every page. */
static struct tw_slice pattern(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i])) tw_buf_addc(&b, s.p[i]);
        else if (!b.n || b.p[b.n - 1] != '#') tw_buf_addc(&b, '#');
    }
    return tw_buf_slice(&b);
}

/* Marks the first and last lines of each page. */
static void mark_edges(struct page *p)
{
    for (size_t i = 0, from = 0; i <= p->n; i++) {
        size_t seen = 0;

        if (i < p->n && p->v[i].page == p->v[from].page) continue;
        for (size_t k = from; k < i && seen < EDGE; k++)
            if (!p->v[k].blank) p->v[k].edge = true, seen++;
        seen = 0;
        for (size_t k = i; k > from && seen < EDGE; k--)
            if (!p->v[k - 1].blank) p->v[k - 1].edge = true, seen++;
        from = i;
    }
}

static bool is_number(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!tw_is_digit(s.p[i])) return false;
    return s.n > 0 && s.n < 5;
}

/* Drops the edges that pages repeat, and lone numbers there. */
static void drop_repeated(struct page *p)
{
    struct tw_map seen = tw_map_in(p->mem);

    mark_edges(p);
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].edge) tw_map_add(&seen, pattern(p->mem, p->v[i].text), NULL)->value++;
    for (size_t i = 0; i < p->n; i++) {
        uint64_t times;

        if (!p->v[i].edge) continue;
        times = tw_map_find(&seen, pattern(p->mem, p->v[i].text))->value;
        if ((times >= PAGES && times * 2 >= p->pages) || is_number(p->v[i].text))
            p->v[i] = (struct line){.page = p->v[i].page, .blank = true};
    }
}

/* The length that a tenth of the lines reach: most lines of prose are about as long. */
static size_t usual_length(const struct page *p)
{
    size_t by_length[256] = {0}, lines = 0, longer = 0;

    for (size_t i = 0; i < p->n; i++) {
        if (p->v[i].blank) continue;
        by_length[p->v[i].length < 255 ? p->v[i].length : 255]++;
        lines++;
    }
    for (size_t n = 255; n > 0; n--)
        if ((longer += by_length[n]) * 10 >= lines) return n;
    return 0;
}

/* ---- Words */

static bool is_letter(unsigned char c)
{
    return tw_is_alpha((char)c) || c >= 0x80;
}

static bool is_hyphen_at(struct tw_slice s, size_t at, size_t *n)
{
    if (s.p[at] == '-') return *n = 1, true;
    if (tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT("\xE2\x80\x90")))
        return *n = 3, true; /* U+2010 */
    if (tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT("\xC2\xAD")))
        return *n = 2, true; /* U+00AD */
    return false;
}

/* Words and compounds within lines, in lower case: "well-known", "information". */
static void learn_words(struct page *p)
{
    for (size_t i = 0; i < p->n; i++) {
        struct tw_slice s = p->v[i].text;

        for (size_t at = 0, from; at < s.n; at++) {
            for (from = at;
                 at < s.n && (is_letter((unsigned char)s.p[at]) || (s.p[at] == '-' && at > from));)
                at++;
            if (at > from + 2 && at - from < WORD && s.p[at - 1] != '-')
                tw_map_add(&p->words, tw_slice_lower(p->mem, tw_slice_sub(s, from, at)), NULL);
        }
    }
}

/* ---- Joining */

static uint32_t first_of(struct tw_slice s)
{
    return tw_utf8_at(s, 0);
}

static bool is_list_item(struct tw_slice s)
{
    uint32_t c = first_of(s);

    return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x2013 || c == '*' || c == 0xB7
           || tw_slice_starts(s, TW_LIT("- "));
}

/* The line's last character but closing quotation marks and brackets. */
static bool ends_sentence(struct tw_slice s)
{
    size_t at = s.n;

    while (at > 0) {
        uint32_t c = tw_utf8_before(s, at, &at);

        if (c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xBB) continue;
        return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002;
    }
    return false;
}

/* Would the first word of the next line have had room behind this one? */
static bool has_room(const struct page *p, const struct line *line, struct tw_slice next)
{
    size_t space = tw_slice_find_char(next, ' ', 0);
    size_t word = tw_utf8_length(tw_slice_sub(next, 0, space == TW_NONE ? next.n : space));

    return (line->length + 1 + word) * 100 <= p->usual * FULL;
}

/* "SKELBY, 2 April": a word in capitals and a comma, a bracket or a dash behind it. */
static bool is_dateline(struct tw_slice s)
{
    size_t at = 0, letters = 0;

    while (at < s.n && tw_cp_is_upper(tw_utf8_at(s, at))) (void)tw_utf8_next(s, &at), letters++;
    return letters >= 3 && at < s.n
           && (s.p[at] == ',' || tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT(" (")));
}

/* Does the next line belong to the same paragraph?  behind_blank: a blank line, column or page
** lies between. */
static bool goes_on(const struct page *p, const struct line *line, const struct line *next,
                    bool behind_blank)
{
    bool ends = ends_sentence(line->text), room = has_room(p, line, next->text),
         small = tw_cp_is_lower(first_of(next->text));

    if (is_list_item(next->text) || (next < p->v + HEAD && is_dateline(next->text))) return false;
    if (behind_blank) return small && !ends;
    return small || !room || (!ends && line->length * 2 >= p->usual);
}

/* The bytes of the hyphen that the text ends with; 0: none.  *keep: it is the word's own. */
static size_t divided(struct page *p, struct tw_slice text, struct tw_slice next, bool *keep)
{
    size_t from, n = 0, to = 0, at = text.n > 3 ? text.n - 3 : 0;
    struct tw_buf with = {.mem = p->mem}, without = {.mem = p->mem};

    while (at < text.n && !(is_hyphen_at(text, at, &n) && at + n == text.n)) at++;
    if (at >= text.n || at == 0
        || !(is_letter((unsigned char)text.p[at - 1]) || tw_is_digit(text.p[at - 1])))
        return 0;
    *keep = !is_letter((unsigned char)text.p[at - 1])
            || !tw_cp_is_lower(first_of(next)); /* Jean-Paul, 2030-2031 */
    if (*keep) return n;
    for (from = at; from > 0 && at - from < WORD
                    && (is_letter((unsigned char)text.p[from - 1]) || text.p[from - 1] == '-');)
        from--;
    while (to < next.n && to < WORD && is_letter((unsigned char)next.p[to])) to++;
    tw_buf_add(&with, tw_slice_sub(text, from, at));
    tw_buf_addc(&with, '-');
    tw_buf_add(&with, tw_slice_sub(next, 0, to));
    tw_buf_add(&without, tw_slice_sub(text, from, at));
    tw_buf_add(&without, tw_slice_sub(next, 0, to));
    *keep = tw_map_find(&p->words, tw_slice_lower(p->mem, tw_buf_slice(&with)))
            && !tw_map_find(&p->words, tw_slice_lower(p->mem, tw_buf_slice(&without)));
    return n;
}

static void add_joined(struct page *p, struct tw_buf *out, struct tw_slice next)
{
    bool keep = false;
    size_t hyphen = divided(p, (struct tw_slice){out->p, out->n}, next, &keep);

    if (hyphen && !keep) out->n -= hyphen;
    else if (!hyphen) tw_buf_addc(out, ' ');
    tw_buf_add(out, next);
}

struct tw_slice tw_pdftext_mend(struct tw_arena *mem, struct tw_slice text)
{
    struct page p = {.mem = mem, .words = tw_map_in(mem)};
    struct tw_buf out = {.mem = mem};
    const struct line *last = NULL;
    bool blank = false;

    add_lines(&p, text);
    drop_repeated(&p);
    p.usual = usual_length(&p);
    learn_words(&p);
    for (size_t i = 0; i < p.n; i++) {
        const struct line *line = &p.v[i];

        if (line->blank) {
            blank = true;
            continue;
        }
        blank |= last && line->page != last->page;
        if (last && goes_on(&p, last, line, blank)) {
            add_joined(&p, &out, line->text);
        } else {
            if (out.n) tw_buf_adds(&out, "\n\n");
            tw_buf_add(&out, line->text);
        }
        last = line;
        blank = false;
    }
    return tw_buf_slice(&out);
}
