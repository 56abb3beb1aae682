/* fuzz/compare_fuzz.c - whatever the accounts, their comparison lies in their
** texts, is JSON, and is a page whose tags match; and its items are explained.
** A line "@ outlet | date | title | url" begins an account. */
#include "fuzz.h"

#include "base/utf8.h"
#include "compare/because.h"

enum { ACCOUNTS = 6, OPEN = 64 };

struct story {
    struct tw_article article[ACCOUNTS];
    struct tw_statements statements[ACCOUNTS];
    struct tw_account account[ACCOUNTS];
    size_t n;
};

static void add_account(struct tw_arena *mem, struct story *s, struct tw_slice head,
                        struct tw_slice text)
{
    struct tw_article *a = &s->article[s->n];
    struct tw_slice field[4] = {{0}}, part;

    for (size_t i = 0; i < 4 && tw_slice_part(&head, '|', &part); i++)
        field[i] = tw_slice_trim(part);
    *a = (struct tw_article){.outlet_name = field[0], .source = field[0], .title = field[2],
                             .url = field[3], .lang = TW_LIT("en")};
    if (!tw_date_parse_iso(field[1], &a->published)) a->published = (struct tw_date){0};
    a->text = tw_slice_trim(text);
    tw_article_split(mem, a);
    tw_article_set_id(mem, a);
    if (tw_extract(mem, a, &s->statements[s->n]) != TW_OK) return;
    s->account[s->n] = (struct tw_account){.article = a, .statements = &s->statements[s->n]};
    s->n++;
}

static void read_story(struct tw_arena *mem, struct tw_slice input, struct story *s)
{
    struct tw_slice rest = input, line, head = {0};
    size_t from = 0;

    while (s->n + 1 < ACCOUNTS && tw_slice_line(&rest, &line)) {
        if (line.n == 0 || line.p[0] != '@') continue;
        if (line.p > input.p)
            add_account(mem, s, head, tw_slice_sub(input, from, (size_t)(line.p - input.p)));
        head = tw_slice_sub(line, 1, line.n);
        from = (size_t)(line.p + line.n - input.p);
    }
    add_account(mem, s, head, tw_slice_sub(input, from, input.n));
}

static void check_member(const struct tw_comparison *c, unsigned account, struct tw_span span)
{
    PROMISE(account < c->n && tw_span_check(c->accounts[account].article->text, span));
}

static void check_editions(const struct tw_comparison *c)
{
    for (size_t i = 0; i < c->editions.n; i++) {
        const struct tw_edition *e = &c->editions.v[i];

        for (size_t k = 0; k < e->changes.n; k++) {
            const struct tw_change *x = &e->changes.v[k];
            size_t from = x->from.off, to = x->to.off;

            check_member(c, e->from, x->from);
            check_member(c, e->to, x->to);
            /* each side in order, inside the sentence */
            for (size_t p = 0; p < x->pieces.n; p++) {
                size_t *at = x->pieces.v[p].kind == TW_WENT ? &from : &to;

                PROMISE(x->pieces.v[p].span.off >= *at);
                *at = tw_span_end(x->pieces.v[p].span);
            }
            PROMISE(from <= tw_span_end(x->from) && to <= tw_span_end(x->to));
        }
    }
}

/* Every tag that opens is closed, in order. */
static void check_page(struct tw_slice page)
{
    struct tw_slice open[OPEN];
    size_t depth = 0, at = tw_slice_find(page, TW_LIT("<html"), 0);

    while ((at = tw_slice_find_char(page, '<', at)) != TW_NONE) {
        size_t end = tw_slice_find_char(page, '>', at), name = at + 1 + (page.p[at + 1] == '/'),
            stop = name;

        PROMISE(end != TW_NONE);
        while (tw_is_alnum(page.p[stop])) stop++;
        PROMISE(stop > name);
        if (page.p[at + 1] == '/') {
            PROMISE(depth > 0 && tw_slice_eq(open[--depth], tw_slice_sub(page, name, stop)));
        } else if (page.p[end - 1] != '/') {
            PROMISE(depth < OPEN);
            open[depth++] = tw_slice_sub(page, name, stop);
        }
        at = end;
    }
    PROMISE(depth == 0);
}

static void check_because(struct tw_arena *mem, const struct story *s, const char *item)
{
    struct tw_comparison c;
    struct tw_explained e;
    struct tw_buf out = {.mem = mem};
    struct tw_jv v;

    if (tw_because_find(mem, s->account, s->n, tw_slice_of(item), &c, &e) != TW_OK) return;
    for (size_t i = 0; i < e.because.n; i++)
        for (size_t k = 0; k < e.because.v[i].at.n; k++)
            check_member(&c, e.because.v[i].at.v[k].account, e.because.v[i].at.v[k].span);
    tw_because_write(&out, &c, &e);
    PROMISE(tw_json_parse(mem, tw_buf_slice(&out), &v, NULL) == TW_OK);
    tw_because_print(&out, &c, &e, 80, false);
}

/* Grown account by account it is the same; with what people may say it lies in its texts. */
static void check_grown(struct tw_arena *mem, const struct story *s, struct tw_slice json)
{
    struct tw_comparing *g = tw_comparing_new(256 << 20);
    struct tw_buf grown = {.mem = mem};
    const struct tw_comparison *c = NULL;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < s->n; i++) {
        tw_comparing_add(g, s->account[i]);
        st = tw_comparing_result(g, &c);
    }
    tw_comparison_write(&grown, c);
    PROMISE(st != TW_OK || tw_slice_eq(tw_buf_slice(&grown), json));
    if (c->said.n > 0 && c->figures.n > 0) {
        struct tw_ruling r[] = {
            {.kind = TW_RULED_NOT_SAID, .item = tw_slice_dup(mem, c->said.v[0].id), .article = s->article[s->n - 1].id},
            {.kind = TW_RULED_NOT_FIGURE, .item = tw_slice_dup(mem, c->figures.v[0].id), .article = s->article[0].id},
            {.kind = TW_RULED_TWO_ORIGINS, .article = s->article[0].id, .other = s->article[s->n - 1].id}};

        tw_comparing_rule(g, (struct tw_rulings){r, 3});
        (void)!tw_comparing_result(g, &c);
        for (size_t i = 0; i < c->said.n; i++)
            for (size_t k = 0; k < c->said.v[i].members.n; k++)
                check_member(c, c->said.v[i].members.v[k].account, c->said.v[i].members.v[k].span);
    }
    tw_comparing_free(g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const item[] = {"S1", "F1", "C1", "O1", "P1", "E1", "A"};
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct story *s = TW_NEW(mem, struct story);
    struct tw_comparison c;
    struct tw_buf json = {.mem = mem}, page = {.mem = mem}, text = {.mem = mem};
    struct tw_jv v;

    read_story(mem, tw_utf8_repair(mem, fuzz_input(data, size), NULL), s);
    if (s->n > 0 && tw_compare(mem, s->account, s->n, &c) == TW_OK) {
        for (size_t i = 0; i < c.said.n; i++)
            for (size_t k = 0; k < c.said.v[i].members.n; k++)
                check_member(&c, c.said.v[i].members.v[k].account, c.said.v[i].members.v[k].span);
        for (size_t i = 0; i < c.only.n; i++) check_member(&c, c.only.v[i].member.account, c.only.v[i].member.span);
        check_editions(&c);
        tw_comparison_write(&json, &c);
        PROMISE(tw_json_parse(mem, tw_buf_slice(&json), &v, NULL) == TW_OK);
        check_grown(mem, s, tw_buf_slice(&json));
        tw_comparison_report(&page, &c);
        check_page(tw_buf_slice(&page));
        tw_comparison_print(&text, &c, 80, true);
        check_because(mem, s, item[size % (sizeof item / sizeof *item)]);
    }
    tw_arena_free(mem);
    return 0;
}
