/* serve/pagepair.c - two accounts side by side: shared words marked, what each leaves out below.
**
** Shared passages have a number in both texts, and the number on one side leads to the other; a
** script locks the columns to each other (assets/pair.js), without one they stand beside each
** other and scroll with the page.
*/
#include "serve/dossier.h"
#include "serve/pages.h"

#include "base/vec.h"
#include "compare/markup.h"
#include "store/naming.h"

enum { SUGGESTED = 8 };
enum { SHARED, SAID, FIGURE }; /* kinds of places */

/* ---- On the page of the story: which two? */

static void put_pair_link(struct tw_page *p, const struct tw_dossier *d, size_t a, size_t b,
                          unsigned words)
{
    tw_page_put(p, "<li>");
    tw_dossier_open_pair(p, d, a, b);
    tw_page_letter(p, a);
    tw_page_put(p, " ");
    tw_page_words(p, d->account[a].name);
    tw_page_put(p, " and ");
    tw_page_letter(p, b);
    tw_page_put(p, " ");
    tw_page_words(p, d->account[b].name);
    tw_page_put(p, "</a> <span class=\"fine\">");
    if (words) tw_page_count(p, words, "word");
    tw_page_put(p, words ? " shared" : "two origins");
    tw_page_put(p, "</span></li>\n");
}

static void put_chooser(struct tw_page *p, const struct tw_dossier *d, size_t a, size_t b)
{
    tw_buf_addf(p->out, "<form class=\"act\" action=\"/stories/s%llu/pair\">",
                (unsigned long long)d->story.number);
    tw_dossier_put_choice(p, d, "a", "Left", a);
    tw_dossier_put_choice(p, d, "b", "Right", b);
    tw_page_put(p, "<button data-key=\"c\">Compare</button></form>\n");
}

/* The first two accounts that stand on different origins. */
static bool two_origins(const struct tw_dossier *d, size_t *b)
{
    for (*b = 1; *b < d->n; (*b)++)
        if (!tw_slice_eq(d->account[*b].origin, d->account[0].origin)) return true;
    return false;
}

void tw_section_pairs(struct tw_page *p, const struct tw_dossier *d)
{
    size_t b, shown = 0, last_a = TW_NONE, last_b = TW_NONE;

    tw_page_put(p, "<section id=\"pairs\"><h2>Two accounts side by side</h2>\n");
    if (d->n < 2) {
        tw_page_put(p, "<p>The story has one account.</p></section>\n");
        return;
    }
    put_chooser(p, d, 0, two_origins(d, &b) ? b : 1);
    tw_page_put(p, "<ul class=\"pairs\">\n");
    if (two_origins(d, &b)) put_pair_link(p, d, 0, b, tw_dossier_words(d, 0, b));
    for (size_t i = 0; i < d->copied->n && shown < SUGGESTED; i++) {
        size_t x = tw_dossier_account_of(d, &d->copied->v[i], "a"),
               y = tw_dossier_account_of(d, &d->copied->v[i], "b");

        if (x == TW_NONE || y == TW_NONE || (x == last_a && y == last_b))
            continue; /* passages of a pair follow each other */
        put_pair_link(p, d, last_a = x, last_b = y, tw_dossier_words(d, x, y));
        shown++;
    }
    tw_page_put(p, "</ul></section>\n");
}

/* ---- The page of the pair */

struct side {
    size_t account;
    struct tw_stored stored;
    struct tw_marked marked;
    struct tw_page_stops stops;
};
struct pair {
    const struct tw_dossier *d;
    struct side s[2];
    unsigned passages, words;
};

static void share(struct tw_page *p, struct pair *x, struct tw_span a, struct tw_span b,
                  unsigned words)
{
    struct tw_span span[2] = {a, b};

    x->passages++;
    x->words += words;
    for (int i = 0; i < 2; i++) {
        struct tw_buf id = {.mem = p->mem}, to = {.mem = p->mem}, text = {.mem = p->mem};

        tw_buf_addf(&id, "%c%u", "ab"[i], x -> passages);
        tw_buf_addf(&to, "%c%u", "ba"[i], x -> passages);
        tw_buf_addf(&text, "%u<span class=\"hidden\"> shared passage, to the other account</span>",
                    x->passages);
        tw_marked_add(&x->s[i].marked, p->mem, span[i], SHARED);
        TW_PUSH(p->mem, x->s[i].stops.v, x->s[i].stops.n, x->s[i].stops.cap,
                (struct tw_page_stop){span[i].off, tw_buf_slice(&id), tw_buf_slice(&to),
                                      tw_buf_slice(&text)});
    }
}

static void share_copied(struct tw_page *p, struct pair *x)
{
    for (size_t i = 0; i < x->d->copied->n; i++) {
        const struct tw_jv *c = &x->d->copied->v[i];
        size_t a = tw_dossier_account_of(x->d, c, "a"), b = tw_dossier_account_of(x->d, c, "b");
        bool turned = a == x->s[1].account;
        struct tw_span in_a, in_b;

        if (!(a == x->s[0].account && b == x->s[1].account) && !(turned && b == x->s[0].account))
            continue;
        if (!tw_page_span(x->s[turned].stored.article.text, tw_jv_get(c, "a_span"), &in_a)
            || !tw_page_span(x->s[!turned].stored.article.text, tw_jv_get(c, "b_span"), &in_b))
            continue;
        share(p, x, turned ? in_b : in_a, turned ? in_a : in_b, tw_dossier_number(c, "words"));
    }
}

/* Of editions, which the comparison does not list among the copies: what dedup found. */
static enum tw_status share_stored(struct tw_page *p, struct pair *x)
{
    struct tw_stored_copy *v;
    size_t n;
    enum tw_status st = tw_store_copies(p->store, p->mem, x->s[0].stored.number, &v, &n);

    for (size_t i = 0; st == TW_OK && i < n; i++) {
        bool turned = v[i].b == x->s[0].stored.number;

        if ((turned ? v[i].a : v[i].b) != x->s[1].stored.number) continue;
        for (size_t k = 0; k < v[i].n; k++) {
            const struct tw_stored_passage *q = &v[i].passage[k];
            struct tw_span a = turned ? q->b : q->a, b = turned ? q->a : q->b;

            if (!q->quotation && tw_span_check(x->s[0].stored.article.text, a)
                && tw_span_check(x->s[1].stored.article.text, b))
                share(p, x, a, b, (unsigned)q->words);
        }
    }
    return st;
}

/* Marks what both have in statements and figures. */
static void mark_joined(struct tw_page *p, struct pair *x, const struct tw_jv *items, unsigned kind)
{
    for (size_t i = 0; i < items->n; i++) {
        const struct tw_jv *m[2];

        for (int k = 0; k < 2; k++) m[k] = tw_dossier_member(x->d, &items->v[i], x->s[k].account);
        for (int k = 0; k < 2 && m[0] && m[1]; k++) {
            struct tw_span span;

            if (tw_page_span(x->s[k].stored.article.text, tw_jv_get(m[k], "span"), &span))
                tw_marked_add(&x->s[k].marked, p->mem, span, kind);
        }
    }
}

/* Items that the other account has and this one has not. */
static size_t put_missing(struct tw_page *p, const struct pair *x, int side,
                          const struct tw_jv *items, enum tw_dossier_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < items->n; i++) {
        const struct tw_jv *m = tw_dossier_member(x->d, &items->v[i], x->s[!side].account);

        if (!m || tw_dossier_member(x->d, &items->v[i], x->s[side].account)) continue;
        tw_page_put(p, "<li class=\"fact\"><b>");
        tw_page_words(p, kind == TW_DOSSIER_FIGURE ? tw_dossier_unit(p, &items->v[i])
                                                   : tw_jv_str(&items->v[i], "speaker"));
        tw_page_put(p, "</b> ");
        tw_page_words(p, tw_jv_str(m, "text"));
        tw_page_put(p, " ");
        tw_dossier_put_place(p, x->d, m);
        tw_page_put(p, "</li>\n");
        n++;
    }
    return n;
}

static void put_column(struct tw_page *p, struct pair *x, int i)
{
    struct side *s = &x->s[i];
    const struct tw_dossier_account *a = &x->d->account[s->account];

    tw_buf_addf(p->out,
                "<article class=\"column\" aria-labelledby=\"head-%c\">\n<header><h2 "
                "id=\"head-%c\"><span class=\"letter\">",
                "ab"[i], "ab"[i]);
    tw_page_letter(p, s->account);
    tw_page_put(p, "</span> ");
    tw_page_words(p, a->name);
    tw_page_put(p, "</h2>\n<p class=\"title\" dir=\"auto\"><a href=\"");
    tw_dossier_put_address(p, a->id, NULL);
    tw_page_put(p, "\">");
    tw_page_words(p, a->title.n ? a->title : TW_LIT("(without a title)"));
    tw_page_put(p, "</a></p><p class=\"fine\">");
    tw_page_iso(p, a->published);
    tw_page_put(p, " \xC2\xB7 origin: ");
    tw_page_words(p, a->origin);
    tw_buf_addf(p->out,
                "</p></header>\n<div class=\"text scroll\" id=\"text-%c\" tabindex=\"0\" "
                "role=\"region\" aria-label=\"Text of ",
                "ab"[i]);
    tw_page_letter(p, s->account);
    tw_page_put(p, "\"");
    if (tw_markup_is_tag(s->stored.article.lang))
        tw_buf_addf(p->out, " lang=\"%.*s\"", TW_FMT(s->stored.article.lang));
    tw_page_put(p, ">\n");
    tw_marked_ready(&s->marked);
    tw_page_paragraphs(p, &s->stored.article, &s->marked, &s->stops);
    tw_page_put(p, "</div>\n<h3>Left out here, but in ");
    tw_page_letter(p, x->s[!i].account);
    tw_page_put(p, "</h3>\n<ul>\n");
    if (put_missing(p, x, i, x->d->figures, TW_DOSSIER_FIGURE)
            + put_missing(p, x, i, x->d->said, TW_DOSSIER_SAID)
        == 0)
        tw_page_put(p,
                    "<li class=\"fine\">No statement or figure that several accounts have.</li>\n");
    tw_page_put(p, "</ul></article>\n");
}

static int by_place(const void *a, const void *b)
{
    const struct tw_page_stop *x = a, *y = b;

    if (x->off != y->off) return x->off < y->off ? -1 : 1;
    return tw_slice_cmp(x->id, y->id);
}

static void put_pair(struct tw_page *p, struct pair *x)
{
    tw_page_open(p, x->d->story.title, TW_PAGE_STORIES, "pair");
    tw_buf_addf(
        p->out,
        "<p class=\"kicker\"><a href=\"/stories/s%llu\">Story s%llu</a></p>\n<h1 dir=\"auto\">",
        (unsigned long long)x->d->story.number, (unsigned long long)x->d->story.number);
    tw_page_words(p, x->d->story.title);
    tw_page_put(p, "</h1>\n<p class=\"sum\"><b>");
    tw_page_count(p, x->passages, "shared passage");
    tw_page_put(p, "</b>");
    if (x->words) {
        tw_page_put(p, ", ");
        tw_page_count(p, x->words, "word");
    }
    tw_page_put(p, ". Marked: <mark class=\"shared\">shared passages</mark>, <mark "
                   "class=\"said\">statements both have</mark>, "
                   "<mark class=\"figure\">figures both have</mark>.</p>\n");
    put_chooser(p, x->d, x->s[0].account, x->s[1].account);
    tw_page_put(p, "<div class=\"pair\">\n");
    for (int i = 0; i < 2; i++) {
        TW_SORT(x->s[i].stops.v, x->s[i].stops.n, by_place);
        put_column(p, x, i);
    }
    tw_page_put(p, "</div>\n");
    tw_page_close(p);
}

static enum tw_status read_pair(struct tw_page *p, struct pair *x)
{
    static const char *const name[] = {"shared", "said", "figure"};
    enum tw_status st = TW_OK;

    for (int i = 0; i < 2 && st == TW_OK; i++) {
        struct tw_map_item *it = tw_map_find(&x->d->by_id, tw_request_query(p->r, i ? "b" : "a"));
        struct side *s = &x->s[i];

        if (!it) return TW_NOTFOUND;
        s->account = (size_t)it->value;
        st = tw_store_article(p->store, p->mem, x->d->account[s->account].number, &s->stored);
        s->marked = (struct tw_marked){.out = p->out, .text = s->stored.article.text, .name = name};
    }
    if (st != TW_OK || x->s[0].account == x->s[1].account) return st == TW_OK ? TW_USAGE : st;
    share_copied(p, x);
    if (x->passages == 0) st = share_stored(p, x);
    mark_joined(p, x, x->d->said, SAID);
    mark_joined(p, x, x->d->figures, FIGURE);
    return st;
}

enum tw_status tw_page_pair(struct tw_request *r, struct tw_answer *a)
{
    uint64_t number = tw_naming_story(r->arg[0]);
    struct tw_page p = tw_page_of(r, a);
    struct tw_dossier d;
    struct pair x = {.d = &d};
    enum tw_status st = number ? tw_dossier_read(&p, number, &d) : TW_NOTFOUND;

    if (st == TW_OK) st = read_pair(&p, &x);
    if (st == TW_NOTFOUND || st == TW_EMPTY)
        return tw_refuse(a, r, TW_NOTFOUND, "There are no two such accounts in that story.");
    if (st == TW_USAGE) return tw_refuse(a, r, st, "Choose two different accounts.");
    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    put_pair(&p, &x);
    return TW_OK;
}
