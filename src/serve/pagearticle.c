/* serve/pagearticle.c - an article as it is stored, with the sentence that was asked for marked.
**
** The text is shown, never the page it came from.  ?at=S-E (code points, as in JSON) marks a place,
** which the fragment #at scrolls to.
*/
#include "serve/page.h"
#include "serve/pages.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "compare/markup.h"
#include "compare/wording.h"
#include "store/naming.h"
#include "store/standing.h"

enum { AT, TAKEN, GIVEN }; /* kinds of places */

struct tw_slice tw_page_outlet(const struct tw_article *a)
{
    return a->outlet_name.n     ? a->outlet_name
           : a->outlet_domain.n ? a->outlet_domain
                                : tw_account_name(a);
}

static bool span_of(struct tw_slice text, double from, double to, struct tw_span *out)
{
    size_t a, b;

    if (!(from >= 0 && to > from && to <= (double)text.n)) return false;
    a = tw_utf8_skip(text, 0, (size_t)from);
    b = a == TW_NONE ? TW_NONE : tw_utf8_skip(text, a, (size_t)(to - from));
    if (b == TW_NONE) return false;
    *out = tw_span_from_to(a, b);
    return true;
}

bool tw_page_span(struct tw_slice text, const struct tw_jv *span, struct tw_span *out)
{
    if (!span || span->n != 2 || span->v[0].type != TW_JNUMBER || span->v[1].type != TW_JNUMBER)
        return false;
    return span_of(text, span->v[0].num, span->v[1].num, out);
}

/* ---- Text */

static void put_stop(struct tw_page *p, const struct tw_page_stop *s)
{
    if (s->to.n == 0) {
        tw_buf_addf(p->out, "<span id=\"%.*s\"></span>", TW_FMT(s->id));
        return;
    }
    tw_buf_addf(p->out, "<a class=\"stop\" id=\"%.*s\" href=\"#%.*s\">%.*s</a>", TW_FMT(s->id),
                TW_FMT(s->to), TW_FMT(s->text));
}

void tw_page_paragraphs(struct tw_page *p, const struct tw_article *a, struct tw_marked *m,
                        const struct tw_page_stops *stops)
{
    const char *direction = tw_markup_is_rtl(a->lang) ? "rtl" : "auto";
    size_t next = 0;

    for (size_t i = 0; i < a->paragraphs.n; i++) {
        size_t at = a->paragraphs.v[i].off, end = tw_span_end(a->paragraphs.v[i]);

        tw_buf_addf(p->out, "<p dir=\"%s\">", direction);
        for (; next < stops->n && stops->v[next].off < end; next++) {
            if (stops->v[next].off > at) {
                tw_marked_put(m, at, stops->v[next].off);
                at = stops->v[next].off;
            }
            put_stop(p, &stops->v[next]);
        }
        tw_marked_put(m, at, end);
        tw_page_put(p, "</p>\n");
    }
}

/* "120-180" of ?at=; the first that fits gets the stop. */
static void mark_asked(struct tw_page *p, struct tw_slice text, struct tw_marked *m,
                       struct tw_page_stops *stops)
{
    for (size_t i = 0; i < p->r->query.n; i++) {
        struct tw_slice rest = p->r->query.v[i].value, from, to;
        double v[2] = {0, 0};
        struct tw_slice part[2];
        struct tw_span span;

        if (!tw_slice_eq(p->r->query.v[i].name, TW_LIT("at")) || !tw_slice_part(&rest, '-', &from))
            continue;
        to = rest;
        part[0] = from, part[1] = to;
        for (int k = 0; k < 2; k++)
            for (size_t c = 0; c < part[k].n && c < 9; c++)
                v[k] = v[k] * 10 + (tw_is_digit(part[k].p[c]) ? part[k].p[c] - '0' : 0);
        if (!span_of(text, v[0], v[1], &span)) continue;
        tw_marked_add(m, p->mem, span, AT);
        if (stops->n == 0)
            TW_PUSH(p->mem, stops->v, stops->n, stops->cap,
                    (struct tw_page_stop){.off = span.off, .id = TW_LIT("at")});
    }
}

static void mark_copies(struct tw_page *p, const struct tw_standing *x, struct tw_marked *m)
{
    for (size_t i = 0; i < x->copies && i < 50; i++) {
        const struct tw_stored_copy *c = &x->copy[i].copy;
        bool is_later = c->b == x->a.number;

        for (size_t k = 0; k < c->n; k++) {
            struct tw_span s = is_later ? c->passage[k].b : c->passage[k].a;

            if (!c->passage[k].quotation && tw_span_check(m->text, s))
                tw_marked_add(m, p->mem, s, is_later ? TAKEN : GIVEN);
        }
    }
}

static void put_text(struct tw_page *p, const struct tw_standing *x)
{
    static const char *const name[] = {"asked", "taken", "given"};
    const struct tw_article *a = &x->a.article;
    struct tw_marked m = {.out = p->out, .text = a->text, .name = name};
    struct tw_page_stops stops = {0};

    mark_copies(p, x, &m);
    mark_asked(p, a->text, &m, &stops);
    tw_marked_ready(&m);
    tw_page_put(p, "<div class=\"text\"");
    if (tw_markup_is_tag(a->lang)) tw_buf_addf(p->out, " lang=\"%.*s\"", TW_FMT(a->lang));
    tw_page_put(p, ">\n");
    if (a->standfirst.n > 0) {
        tw_page_put(p, "<p class=\"standfirst\" dir=\"auto\">");
        tw_page_text(p, a->standfirst);
        tw_page_put(p, "</p>\n");
    }
    tw_page_paragraphs(p, a, &m, &stops);
    tw_page_put(p, "</div>\n");
}

/* ---- What is known about it */

static void put_list(struct tw_page *p, const char *label, struct tw_slices list)
{
    if (list.n == 0) return;
    tw_buf_addf(p->out, "<dt>%s</dt><dd>", label);
    for (size_t i = 0; i < list.n; i++) {
        if (i > 0) tw_page_put(p, ", ");
        tw_page_words(p, list.v[i]);
    }
    tw_page_put(p, "</dd>\n");
}

static void put_one(struct tw_page *p, const char *label, struct tw_slice s)
{
    if (s.n > 0) put_list(p, label, (struct tw_slices){&s, 1});
}

static void put_ids(struct tw_page *p, const char *label, const struct tw_slice *id, size_t n)
{
    if (n == 0 || id[0].n == 0) return;
    tw_buf_addf(p->out, "<dt>%s</dt><dd>", label);
    for (size_t i = 0; i < n; i++) {
        tw_page_put(p, i ? ", <a href=\"/articles/" : "<a href=\"/articles/");
        tw_page_url(p, id[i]);
        tw_page_put(p, "\">");
        tw_page_words(p, id[i]);
        tw_page_put(p, "</a>");
    }
    tw_page_put(p, "</dd>\n");
}

static void put_copies(struct tw_page *p, const struct tw_standing *x)
{
    for (size_t i = 0; i < x->copies && i < 20; i++) {
        const struct tw_standing_copy *c = &x->copy[i];
        bool is_later = c->copy.b == x->a.number;

        if (c->other.id.n == 0 || (c->copy.contained == 0 && c->copy.contained_back == 0)) continue;
        tw_page_put(p, is_later ? "<dt>Taken from</dt><dd><a href=\"/articles/"
                                : "<dt>Taken by</dt><dd><a href=\"/articles/");
        tw_page_url(p, c->other.id);
        tw_page_put(p, "\">");
        tw_page_words(p, tw_page_outlet(&c->other));
        tw_page_put(p, "</a>: ");
        tw_page_share(p, c->copy.contained);
        tw_page_put(p, is_later ? " of its words" : " of that article\xE2\x80\x99s words");
        tw_page_put(p, "</dd>\n");
    }
}

static void put_facts(struct tw_page *p, const struct tw_standing *x)
{
    const struct tw_article *a = &x->a.article;

    tw_page_put(
        p, "<aside class=\"about\" aria-label=\"About this article\"><dl>\n<dt>Published</dt><dd>");
    tw_page_date(p, &a->published);
    if (a->published_from != TW_FROM_NONE)
        tw_buf_addf(p->out, " <span class=\"fine\">(from %s)</span>",
                    tw_date_from_text(a->published_from));
    tw_page_put(p, "</dd>\n");
    if (a->modified.grain != TW_DATE_NONE) {
        tw_page_put(p, "<dt>Changed</dt><dd>");
        tw_page_date(p, &a->modified);
        tw_page_put(p, "</dd>\n");
    }
    tw_page_put(p, "<dt>Received</dt><dd>");
    tw_page_date(p, &x->a.received);
    tw_page_put(p, "</dd>\n");
    if (x->a.story)
        tw_buf_addf(p->out,
                    "<dt>Story</dt><dd><a href=\"/stories/s%llu\">s%llu</a> <a class=\"why\" "
                    "href=\"/why/s%llu?article=",
                    (unsigned long long)x->a.story, (unsigned long long)x->a.story,
                    (unsigned long long)x->a.story);
    if (x->a.story) {
        tw_page_url(p, a->id);
        tw_page_put(p, "\">why here</a></dd>\n");
    }
    put_list(p, "By", a->byline);
    put_one(p, "Dateline", a->dateline);
    put_list(p, "Credit", a->credit);
    put_one(p, "Language", a->lang);
    put_ids(p, "Edition of", &x->edition_of, 1);
    put_ids(p, "Later editions", x->editions.v, x->editions.n);
    put_copies(p, x);
    put_list(p, "Notes", a->notes);
    put_one(p, "Read from", a->source);
    put_one(p, "Id", a->id);
    tw_page_put(p, "</dl>\n");
}

static enum tw_status put_deciding(struct tw_page *p, const struct tw_standing *x)
{
    enum tw_status st = tw_page_decisions(p, x->decisions.v, x->decisions.n);

    if (p->r->who.scope >= TW_SCOPE_ADMIN) {
        tw_page_put(p, "<details><summary>Forget this article</summary><p class=\"fine\">It is "
                       "removed, with everything made of it, and kept "
                       "from coming back. This cannot be undone.</p>");
        tw_page_form_open(p, "forget", "");
        tw_page_form_word(p, x->a.article.id);
        tw_page_form_close(p, "Forget it");
        tw_page_put(p, "</details>\n");
    }
    tw_page_put(p, "</aside>\n");
    return st;
}

static enum tw_status put_page(struct tw_page *p, const struct tw_standing *x)
{
    const struct tw_article *a = &x->a.article;
    enum tw_status st;

    tw_page_open(p, a->title.n ? a->title : tw_page_outlet(a), TW_PAGE_NOWHERE, "article");
    tw_page_put(p, "<div class=\"reading\"><article>\n<p class=\"kicker\">");
    tw_page_words(p, tw_page_outlet(a));
    tw_page_put(p, " \xC2\xB7 ");
    tw_page_date(p, &a->published);
    tw_page_put(p, "</p>\n<h1 dir=\"auto\">");
    tw_page_words(p, a->title.n ? a->title : TW_LIT("(without a title)"));
    tw_page_put(p, "</h1>\n");
    if (tw_markup_is_web(a->url)) {
        tw_page_put(p, "<p class=\"acts\"><a class=\"button\" data-key=\"v\" rel=\"noopener "
                       "noreferrer\" href=\"");
        tw_page_text(p, a->url);
        tw_page_put(p, "\">Original</a></p>\n");
    }
    put_text(p, x);
    if (x->copies > 0)
        tw_page_put(p, "<p class=\"fine\">Marked: <mark class=\"taken\">words an earlier article "
                       "had</mark>, <mark class=\"given\">words a later "
                       "article took</mark>.</p>\n");
    tw_page_put(p, "</article>\n");
    put_facts(p, x);
    st = put_deciding(p, x);
    tw_page_put(p, "</div>\n");
    tw_page_close(p);
    return st;
}

enum tw_status tw_page_article(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_standing x;
    enum tw_known known;
    uint64_t number;
    enum tw_status st = tw_store_known(r->store, r->arg[0], &known, &number);

    if (st == TW_OK && known == TW_FORGOTTEN) {
        a->status = 410;
        return tw_refuse(a, r, TW_NOTFOUND,
                         "This article was forgotten: it is not kept, and may not come back.");
    }
    if (st == TW_OK)
        st = known == TW_STORED ? tw_standing_find(r->store, r->mem, number, &x) : TW_NOTFOUND;
    if (st == TW_NOTFOUND) return tw_refuse(a, r, st, "There is no such article.");
    if (st == TW_OK) st = put_page(&p, &x);
    return st == TW_OK ? st : tw_refuse(a, r, st, "%s", tw_store_why(r->store));
}
