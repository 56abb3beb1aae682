/* serve/pageform.c - forms that decide, and the list of decisions with forms that take them back.
 */
#include "serve/page.h"
#include "serve/pages.h"

#include "compare/layout.h"
#include "store/decision.h"
#include "store/tell.h"

bool tw_page_may_decide(const struct tw_page *p)
{
    return p->r->who.scope >= TW_SCOPE_WRITE;
}

/* This page with its query, for coming back. */
static void put_here(struct tw_page *p)
{
    tw_page_text(p, p->r->path);
    for (size_t i = 0; i < p->r->query.n; i++) {
        tw_page_put(p, i ? "&amp;" : "?");
        tw_page_url(p, p->r->query.v[i].name);
        tw_page_put(p, "=");
        tw_page_url(p, p->r->query.v[i].value);
    }
}

void tw_page_form_open(struct tw_page *p, const char *what, const char *to)
{
    tw_buf_addf(p->out,
                "<form class=\"act\" method=\"post\" action=\"/decide\"><input type=\"hidden\" "
                "name=\"what\" value=\"%s\">"
                "<input type=\"hidden\" name=\"back\" value=\"",
                what);
    put_here(p);
    tw_buf_addf(p->out, "%s%s\">", *to ? "#" : "", to);
}

void tw_page_form_word(struct tw_page *p, struct tw_slice word)
{
    tw_page_put(p, "<input type=\"hidden\" name=\"word\" value=\"");
    tw_page_text(p, word);
    tw_page_put(p, "\">");
}

void tw_page_form_close(struct tw_page *p, const char *button)
{
    tw_buf_addf(p->out, "<button>%s</button></form>\n", button);
}

/* ---- Decisions */

static void put_story_link(struct tw_page *p, uint64_t story)
{
    if (story)
        tw_buf_addf(p->out, " <a href=\"/stories/s%llu\">s%llu</a>", (unsigned long long)story,
                    (unsigned long long)story);
}

static enum tw_status put_decision(struct tw_page *p, const struct tw_decision *d)
{
    const char *state = tw_decision_state_text(d);
    struct tw_slice *id;
    enum tw_status st = tw_tell_ids(p->store, p->mem, d->article, d->articles, &id);

    if (st != TW_OK) return st;
    tw_buf_addf(p->out, "<li id=\"d%llu\" class=\"%s\"><b>%s</b>", (unsigned long long)d->number,
                state, tw_decision_kind_text(d->kind));
    put_story_link(p, d->story);
    if (d->kind == TW_DECIDE_UNDO)
        tw_buf_addf(p->out, " <a href=\"#d%llu\">decision %llu</a>", (unsigned long long)d->other,
                    (unsigned long long)d->other);
    else put_story_link(p, d->other);
    if (d->item.n > 0) {
        tw_page_put(p, " statement ");
        tw_page_words(p, d->item);
    }
    for (size_t i = 0; i < d->articles; i++) {
        tw_page_put(p, id[i].n ? " <a href=\"/articles/" : " a forgotten article");
        if (id[i].n == 0) continue;
        tw_page_url(p, id[i]);
        tw_page_put(p, "\">");
        tw_page_words(p, tw_one_line(p->mem, id[i], 20));
        tw_page_put(p, "</a>");
    }
    if (d->text.n > 0) {
        tw_page_put(p, " \xE2\x80\x9C");
        tw_page_words(p, d->text);
        tw_page_put(p, "\xE2\x80\x9D");
    }
    tw_page_put(p, "<br><span class=\"fine\">by ");
    tw_page_words(p, d->user);
    tw_page_put(p, ", ");
    tw_page_time(p, d->time);
    tw_buf_addf(p->out, " \xC2\xB7 %s", state);
    if (d->failed.n > 0) {
        tw_page_put(p, ": ");
        tw_page_words(p, d->failed);
    }
    if (d->undone)
        tw_buf_addf(p->out, " by <a href=\"#d%llu\">decision %llu</a>",
                    (unsigned long long)d->undone, (unsigned long long)d->undone);
    tw_page_put(p, "</span> ");
    if (!d->undone && d->kind != TW_DECIDE_UNDO && d->kind != TW_DECIDE_FORGET
        && tw_page_may_decide(p)) {
        struct tw_buf number = {.mem = p->mem};

        tw_buf_addf(&number, "%llu", (unsigned long long)d->number);
        tw_page_form_open(p, "undo", "decisions");
        tw_page_form_word(p, tw_buf_slice(&number));
        tw_page_form_close(p, "Undo");
    }
    tw_page_put(p, "</li>\n");
    return TW_OK;
}

enum tw_status tw_page_decisions(struct tw_page *p, const struct tw_decision *v, size_t n)
{
    enum tw_status st = TW_OK;

    if (n == 0) return TW_OK;
    tw_page_put(p, "<ol class=\"decisions\" reversed>\n");
    for (size_t i = n; i-- > 0 && st == TW_OK;) st = put_decision(p, &v[i]);
    tw_page_put(p, "</ol>\n");
    return st;
}

enum tw_status tw_page_decided(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_decision *v;
    size_t n;
    enum tw_status st = tw_store_decisions(r->store, r->mem, 0, &v, &n);

    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    tw_page_open(&p, TW_LIT("Decisions"), TW_PAGE_DECISIONS, "decisions");
    tw_page_put(&p, "<h1>Decisions</h1>\n<p class=\"fine\">What people decided wins over what was "
                    "worked out, and can be taken back. "
                    "Made on the page of a story, of an article, and of a reason.</p>\n");
    if (n == 0) tw_page_put(&p, "<p>Nobody has decided anything yet.</p>\n");
    if (n > 500) v += n - 500, n = 500; /* the latest */
    st = tw_page_decisions(&p, v, n);
    tw_page_close(&p);
    return st;
}

/* What a form decides; back to the page it came from, which shows what has become of it. */
enum tw_status tw_page_decide(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_slice *word = TW_NEW_N(r->mem, struct tw_slice, r->form.n);
    uint64_t number;
    size_t n = 0;
    enum tw_status st;

    for (size_t i = 0; i < r->form.n; i++)
        if (tw_slice_eq(r->form.v[i].name, TW_LIT("word")) && r->form.v[i].value.n > 0)
            word[n++] = r->form.v[i].value;
    st = tw_request_decide(r, a, tw_request_form(r, "what"), word, n, &number);
    return st == TW_OK ? tw_page_redirect(&p, tw_request_form(r, "back")) : st;
}
