/* tests/compare/accounts.h - small stories as text, for the case files.
**
**     @ Outlet | 2031-04-02T10:00Z | byline | dateline | credit | title | url | owner
**     paragraphs of the first account
**     @ ...
**
** Fields from the end may be left out.  Accounts are A, B, ... in the results.
*/
#ifndef TW_TESTS_COMPARE_ACCOUNTS_H
#define TW_TESTS_COMPARE_ACCOUNTS_H
#include "compare/comparison.h"

#include <stdlib.h>

enum { CASE_ACCOUNTS = 12 };

struct case_story {
    struct tw_article article[CASE_ACCOUNTS];
    struct tw_statements statements[CASE_ACCOUNTS];
    struct tw_account account[CASE_ACCOUNTS];
    size_t n;
    struct tw_comparison comparison;
};

static inline struct tw_slices case_list(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_slices list = {TW_NEW(mem, struct tw_slice), s.n > 0};

    list.v[0] = s;
    return list;
}

/* Returns the owner. */
static inline struct tw_slice case_head(struct tw_arena *mem, struct tw_slice head,
                                        struct tw_article *a)
{
    struct tw_slice field[8] = {{0}}, part;

    for (size_t i = 0; i < 8 && tw_slice_part(&head, '|', &part); i++)
        field[i] = tw_slice_trim(part);
    a->outlet_name = field[0];
    if (field[1].n > 0 && !tw_date_parse_iso(field[1], &a->published)) abort();
    a->byline = case_list(mem, field[2]);
    a->dateline = field[3];
    a->credit = case_list(mem, field[4]);
    a->title = field[5];
    a->url = field[6];
    a->lang = TW_LIT("en");
    return field[7];
}

static inline void case_add(struct tw_arena *mem, struct case_story *s, struct tw_slice head,
                            struct tw_slice text)
{
    struct tw_article *a = &s->article[s->n];
    struct tw_slice owner;

    if (s->n == CASE_ACCOUNTS) abort();
    owner = case_head(mem, head, a);
    a->source = a->outlet_name;
    a->text = tw_slice_trim(text);
    tw_article_split(mem, a);
    tw_article_set_id(mem, a);
    if (tw_extract(mem, a, &s->statements[s->n]) != TW_OK) abort();
    s->account[s->n] = (struct tw_account){.article = a, .statements = &s->statements[s->n],
                                           .owner = owner};
    s->n++;
}

static inline struct case_story *case_story(struct tw_arena *mem, struct tw_slice input)
{
    struct case_story *s = TW_NEW(mem, struct case_story);
    struct tw_slice rest = input, line, head = {0};
    const char *from = input.p;

    while (tw_slice_line(&rest, &line)) {
        if (line.n == 0 || line.p[0] != '@') continue;
        if (head.n > 0) case_add(mem, s, head, (struct tw_slice){from, (size_t)(line.p - from)});
        head = tw_slice_sub(line, 1, line.n);
        from = line.p + line.n;
    }
    case_add(mem, s, head, (struct tw_slice){from, (size_t)(input.p + input.n - from)});
    if (tw_compare(mem, s->account, s->n, &s->comparison) != TW_OK) abort();
    return s;
}

/* "A: text" of a span, without a full stop at its end. */
static inline void case_span(struct tw_buf *out, const struct case_story *s, unsigned account,
                             struct tw_span span)
{
    if (span.len > 0 && s->article[account].text.p[tw_span_end(span) - 1] == '.') span.len--;
    tw_buf_addf(out, "%c: %.*s", (char)('A' + account),
                TW_FMT(tw_span_text(s->article[account].text, span)));
}

static inline void case_members(struct tw_buf *out, const struct case_story *s,
                                const struct tw_members *m)
{
    for (size_t i = 0; i < m->n; i++) {
        tw_buf_adds(out, "  ");
        case_span(out, s, m->v[i].account, m->v[i].span);
        tw_buf_addc(out, '\n');
    }
}

#endif
