/* compare/reportaccounts.c - the accounts side by side, their sentences marked.
**
** Marks overlap, elements may not: the text is cut wherever a mark begins or
** ends, and each piece carries the classes of the marks it lies in.  Behind a
** sentence stand links to the items whose marks begin in it.  One walk over
** the text and its sorted edges.
*/
#include "compare/report_int.h"

#include "base/vec.h"

struct edge { size_t at; enum tw_mark_kind kind; int step; };

struct walk {
    const struct tw_report *r;
    unsigned account;
    struct tw_slice text;
    struct edge *edge; size_t edges, next_edge;
    size_t next_mark;
    unsigned open[TW_MARK_KINDS];
};

static int by_edge(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->step != y->step) return x->step < y->step ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static void read_edges(struct walk *w)
{
    const struct tw_report_marks *m = &w->r->marks[w->account];

    w->edge = TW_NEW_N(w->r->mem, struct edge, 2 * m->n);
    for (size_t i = 0; i < m->n; i++) {
        w->edge[w->edges++] = (struct edge){m->v[i].span.off, m->v[i].kind, 1};
        w->edge[w->edges++] = (struct edge){tw_span_end(m->v[i].span), m->v[i].kind, -1};
    }
    TW_SORT(w->edge, w->edges, by_edge);
}

/* True when the piece lies in a mark: its tag is open then. */
static bool open_piece(const struct walk *w)
{
    static const char *const name[] = {"said", "figure", "claim", "only", "copied", "edited"};
    bool any = false;

    for (int k = 0; k < TW_MARK_KINDS; k++) {
        if (w->open[k] == 0) continue;
        tw_report_put(w->r, any ? " " : "<mark class=\"");
        tw_report_put(w->r, name[k]);
        any = true;
    }
    if (any) tw_report_put(w->r, "\">");
    return any;
}

static void put_text(struct walk *w, size_t from, size_t to)
{
    while (from < to) {
        size_t end = to;
        bool marked;

        for (; w->next_edge < w->edges && w->edge[w->next_edge].at <= from; w->next_edge++)
            w->open[w->edge[w->next_edge].kind] += (unsigned)w->edge[w->next_edge].step;
        if (w->next_edge < w->edges && w->edge[w->next_edge].at < to) end = w->edge[w->next_edge].at;
        marked = open_piece(w);
        tw_report_text(w->r, tw_slice_sub(w->text, from, end));
        if (marked) tw_report_put(w->r, "</mark>");
        from = end;
    }
}

/* Links to the items whose marks begin before `end`, each once. */
static void put_references(struct walk *w, size_t end)
{
    const struct tw_report_marks *m = &w->r->marks[w->account];
    size_t from = w->next_mark;

    for (; w->next_mark < m->n && m->v[w->next_mark].span.off < end; w->next_mark++) {
        const struct tw_report_mark *x = &m->v[w->next_mark];
        bool seen = false;

        for (size_t i = from; i < w->next_mark && !seen; i++) seen = m->v[i].kind == x->kind && m->v[i].number == x->number;
        if (seen) continue;
        tw_report_put(w->r, w->next_mark == from ? "<sup>" : " ");
        tw_report_item_link(w->r, x->kind, x->number);
    }
    if (w->next_mark > from) tw_report_put(w->r, "</sup>");
}

static void put_sentence(struct walk *w, size_t index, struct tw_span s, size_t end)
{
    tw_report_put(w->r, "<span id=\"");
    tw_add_letter(w->r->out, w->account);
    tw_buf_addf(w->r->out, "-%zu\">", index + 1);
    put_text(w, s.off, end);
    tw_report_put(w->r, "</span>");
    put_references(w, end);
}

/* Languages written from right to left: those of the scripts Arab, Hebr and Thaa
** that have a code in ISO 639-1, and Sorani Kurdish (CLDR 42, scriptMetadata). */
static bool is_right_to_left(struct tw_slice lang)
{
    static const char *const codes[] = {"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) if (tw_slice_eq(lang, tw_slice_of(codes[i]))) return true;
    return false;
}

static void put_text_of(struct walk *w, const struct tw_article *a, const struct tw_statements *s)
{
    size_t next = 0, sentences = s ? s->sentences.n : 0;

    for (size_t p = 0; p < a->paragraphs.n; p++) {
        size_t at = a->paragraphs.v[p].off, end = tw_span_end(a->paragraphs.v[p]);

        tw_report_put(w->r, is_right_to_left(a->lang) ? "<p dir=\"rtl\">" : "<p dir=\"auto\">");
        for (; next < sentences && s->sentences.v[next].off < end; next++) {
            struct tw_span x = s->sentences.v[next];
            size_t to = tw_span_end(x) < end ? tw_span_end(x) : end;

            if (x.off < at) continue;
            put_text(w, at, x.off);
            put_sentence(w, next, x, to);
            at = to;
        }
        put_text(w, at, end);
        put_references(w, end);
        tw_report_put(w->r, "</p>\n");
    }
}

static bool is_web_address(struct tw_slice url)
{
    return tw_slice_starts_nocase(url, TW_LIT("https://")) || tw_slice_starts_nocase(url, TW_LIT("http://"));
}

static void put_heading(const struct tw_report *r, unsigned account, const struct tw_article *a)
{
    tw_report_put(r, "<header><h3>");
    tw_add_letter(r->out, account);
    tw_report_put(r, " \xC2\xB7 ");
    tw_report_words(r, tw_account_name(a));
    tw_report_put(r, "</h3>\n<p class=\"title\" dir=\"auto\">");
    tw_report_text(r, a->title);
    tw_report_put(r, "</p>\n<p class=\"note\">");
    tw_add_when(r->out, &a->published);
    for (size_t i = 0; i < a->byline.n; i++) {
        tw_report_put(r, i || a->published.grain != TW_DATE_NONE ? " \xC2\xB7 " : "");
        tw_report_words(r, a->byline.v[i]);
    }
    if (is_web_address(a->url)) {
        tw_report_put(r, " <a rel=\"noopener noreferrer\" href=\"");
        tw_report_text(r, a->url);
        tw_report_put(r, "\">original</a>");
    }
    if (a->modified.grain != TW_DATE_NONE && tw_date_unix(&a->modified) > tw_date_unix(&a->published)) {
        tw_report_put(r, " \xC2\xB7 changed ");
        tw_add_when(r->out, &a->modified);
    }
    tw_report_put(r, "</p>");
    for (size_t i = 0; i < a->notes.n; i++) {
        tw_report_put(r, "<p class=\"note\">");
        tw_report_words(r, a->notes.v[i]);
        tw_report_put(r, "</p>");
    }
    tw_report_put(r, "</header>\n");
}

static bool is_language_tag(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) if (!tw_is_alnum(s.p[i]) && s.p[i] != '-') return false;
    return s.n > 0;
}

static void put_account(const struct tw_report *r, unsigned account)
{
    const struct tw_article *a = r->c->accounts[account].article;
    struct walk w = {.r = r, .account = account, .text = a->text};

    tw_report_put(r, "<article id=\"");
    tw_add_letter(r->out, account);
    tw_report_put(r, "\"");
    if (is_language_tag(a->lang)) {
        tw_report_put(r, " lang=\"");
        tw_report_text(r, a->lang);
        tw_report_put(r, "\"");
    }
    tw_report_put(r, ">\n");
    put_heading(r, account, a);
    read_edges(&w);
    put_text_of(&w, a, r->c->accounts[account].statements);
    tw_report_put(r, "</article>\n");
}

void tw_report_accounts(const struct tw_report *r)
{
    tw_report_put(r, "<section id=\"accounts\"><h2>The accounts, side by side</h2>\n"
                     "<p class=\"note\">Marked are <mark class=\"said\">what several accounts let people say (S)</mark>, "
                     "<mark class=\"figure\">figures (F)</mark>, <mark class=\"claim\">claims (C)</mark>, "
                     "<mark class=\"only\">what only this account has (O)</mark>, "
                     "<mark class=\"copied\">passages that were copied (P)</mark>");
    if (r->c->editions.n > 0) tw_report_put(r, ", and <mark class=\"edited\">what another edition changed (E)</mark>");
    tw_report_put(r, "; the links behind a sentence lead to the items.</p>\n"
                     "<div class=\"columns\">\n");
    for (unsigned i = 0; i < r->c->n; i++) put_account(r, i);
    tw_report_put(r, "</div></section>\n");
}
