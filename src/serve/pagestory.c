/* serve/pagestory.c - a story: what it stands on, what is agreed and disputed, who has what.
**
** In the order in which an editor asks.  Beside it the accounts with their letters, so
** that a letter can be read wherever it stands.
*/
#include "serve/dossier.h"
#include "serve/pages.h"

#include "compare/wording.h"
#include "group/storyfacts.h"
#include "store/lookup.h"
#include "store/naming.h"
#include "store/tell.h"

enum { ACCOUNTS = 30 }; /* shown beside the findings, and to split off */

size_t tw_section_most(const struct tw_page *p, size_t usual)
{
    return tw_page_asked(p, "all", 0) ? SIZE_MAX : usual;
}

bool tw_section_has_room(const struct tw_page *p, enum tw_section_end end)
{
    return p->out->n < (size_t)end * 1000 || tw_section_most(p, 0) > 0;
}

void tw_section_more(struct tw_page *p, const struct tw_dossier *d, size_t n, size_t shown,
                     const char *section)
{
    if (n <= shown) return;
    tw_buf_addf(p->out, "<p class=\"more\"><a href=\"/stories/s%llu?all=1#%s\">",
                (unsigned long long)d->story.number, section);
    tw_page_number(p, n - shown);
    tw_page_put(p, " more</a></p>\n");
}

/* ---- The head */

static void put_star(struct tw_page *p, const struct tw_stored_story *s)
{
    if (!tw_page_may_decide(p)) {
        if (s->starred) tw_page_put(p, "<span class=\"star\">\xE2\x98\x85 starred</span>");
        return;
    }
    tw_page_form_open(p, s->starred ? "unstar" : "star", "star");
    tw_buf_addf(p->out, "<input type=\"hidden\" name=\"word\" value=\"s%llu\">",
                (unsigned long long)s->number);
    tw_buf_addf(p->out, "<button id=\"star\" data-key=\"s\">%s</button></form>\n",
                s->starred ? "\xE2\x98\x85 Starred" : "\xE2\x98\x86 Star");
}

static enum tw_status put_head(struct tw_page *p, const struct tw_dossier *d)
{
    const struct tw_stored_story *s = &d->story;
    int64_t newest;
    enum tw_status st = tw_lookup_newest(p->store, &newest);

    if (st != TW_OK) return st;
    tw_buf_addf(p->out,
                "<header class=\"head\" data-story=\"s%llu\" data-changed=\"%llu\">\n<p "
                "class=\"kicker\">Story s%llu \xC2\xB7 "
                "<span class=\"state %s\">%s</span> \xC2\xB7 first seen ",
                (unsigned long long)s->number, (unsigned long long)s->changed,
                (unsigned long long)s->number, tw_story_life_text(tw_tell_life(s, newest)),
                tw_story_life_text(tw_tell_life(s, newest)));
    tw_page_time(p, s->first);
    tw_page_put(p, " \xC2\xB7 last ");
    tw_page_time(p, s->last);
    tw_page_put(p, "</p>\n<div class=\"acts\">");
    put_star(p, s);
    tw_buf_addf(p->out,
                "<a class=\"button\" href=\"/v1/stories/s%llu\">JSON</a></div>\n<h1 dir=\"auto\">",
                (unsigned long long)s->number);
    tw_page_words(p, s->title.n > 0 ? s->title : TW_LIT("(without a title)"));
    tw_page_put(p, "</h1>\n");
    if (s->note.n > 0) {
        tw_page_put(p, "<p class=\"note\"><b>Note:</b> ");
        tw_page_words(p, s->note);
        tw_page_put(p, "</p>\n");
    }
    tw_page_put(p, "</header>\n");
    return TW_OK;
}

static void put_contents(struct tw_page *p, const struct tw_dossier *d)
{
    tw_page_put(
        p,
        "<nav class=\"contents\" aria-label=\"On this page\"><ul><li><a href=\"#facts\">Agreed and "
        "disputed</a></li>"
        "<li><a href=\"#matrix\">Who has what</a></li><li><a href=\"#pairs\">Side by side</a></li>"
        "<li><a href=\"#quotes\">Quotes</a></li><li><a href=\"#figures\">Figures</a></li>"
        "<li><a href=\"#copies\">Copies</a></li>");
    if (d->editions->n > 0) tw_page_put(p, "<li><a href=\"#editions\">Editions</a></li>");
    tw_page_put(p, "<li><a href=\"#history\">History</a></li></ul></nav>\n");
}

/* ---- Beside it: the accounts */

static void put_account(struct tw_page *p, const struct tw_dossier *d, size_t i)
{
    const struct tw_dossier_account *a = &d->account[i];
    struct tw_buf letter = {.mem = p->mem};

    tw_page_put(p, "<li id=\"");
    tw_page_letter(p, i);
    tw_page_put(p, "\"><a class=\"account\" href=\"");
    tw_dossier_put_address(p, a->id, NULL);
    tw_page_put(p, "\"><span class=\"letter\">");
    tw_page_letter(p, i);
    tw_page_put(p, "</span> <b>");
    tw_page_words(p, a->name);
    tw_page_put(p, "</b>");
    tw_dossier_put_new(p, a->is_new);
    tw_page_put(p, "<br><span class=\"title\">");
    tw_page_words(p, a->title);
    tw_page_put(p, "</span></a><p class=\"fine\">");
    tw_page_iso(p, a->published);
    if (!tw_slice_eq(a->origin, a->name)) {
        tw_page_put(p, " \xC2\xB7 origin: ");
        tw_page_words(p, a->origin);
    }
    tw_page_put(p, " ");
    tw_add_letter(&letter, i);
    tw_dossier_put_why(p, d, tw_buf_slice(&letter), "this origin");
    tw_page_put(p, "</p></li>\n");
}

static void put_accounts(struct tw_page *p, const struct tw_dossier *d)
{
    tw_page_put(p, "<aside class=\"accounts\" aria-labelledby=\"accounts\"><h2 "
                   "id=\"accounts\">Accounts</h2>\n<ol>\n");
    for (size_t i = 0; i < d->n && i < tw_section_most(p, ACCOUNTS); i++) put_account(p, d, i);
    tw_page_put(p, "</ol>\n");
    tw_section_more(p, d, d->n, tw_section_most(p, ACCOUNTS), "accounts");
    if (d->story.articles > d->n) {
        tw_page_put(p, "<p class=\"fine\">The story has ");
        tw_page_count(p, d->story.articles, "article");
        tw_page_put(p, "; the first and the newest are compared.</p>\n");
    }
    tw_page_put(p, "</aside>\n");
}

/* ---- Deciding */

static void put_origin_form(struct tw_page *p, const struct tw_dossier *d, const char *what,
                            const char *button)
{
    tw_page_form_open(p, what, "decisions");
    tw_dossier_put_choice(p, d, "word", "First account", 0);
    tw_dossier_put_choice(p, d, "word", "Second account", 1);
    tw_page_form_close(p, button);
}

static void put_split_form(struct tw_page *p, const struct tw_dossier *d)
{
    tw_page_form_open(p, "split", "decisions");
    tw_page_put(p, "<fieldset><legend>These accounts are a story of their own</legend>");
    for (size_t i = 0; i < d->n && i < tw_section_most(p, ACCOUNTS); i++) {
        tw_page_put(p, "<label class=\"check\"><input type=\"checkbox\" name=\"word\" value=\"");
        tw_page_text(p, d->account[i].id);
        tw_page_put(p, "\"> ");
        tw_page_letter(p, i);
        tw_page_put(p, " ");
        tw_page_words(p, d->account[i].name);
        tw_page_put(p, "</label> ");
    }
    tw_page_put(p, "</fieldset>");
    tw_page_form_close(p, "Split");
}

static enum tw_status put_decisions(struct tw_page *p, const struct tw_dossier *d)
{
    struct tw_decisions made;
    enum tw_status st = tw_tell_concerning(p->store, p->mem, d->story.number, 0, &made);
    struct tw_buf name = {.mem = p->mem};

    if (st != TW_OK) return st;
    tw_buf_addf(&name, "s%llu", (unsigned long long)d->story.number);
    tw_page_put(p, "<section id=\"decisions\" class=\"decide\"><h2>Decisions</h2>\n");
    st = tw_page_decisions(p, made.v, made.n);
    if (made.n == 0)
        tw_page_put(p, "<p class=\"fine\">Nobody has decided anything about this story.</p>\n");
    if (tw_page_may_decide(p)) {
        tw_page_put(p, "<details><summary>Decide</summary>\n<div class=\"forms\">");
        tw_page_form_open(p, "note", "decisions");
        tw_page_form_word(p, tw_buf_slice(&name));
        tw_page_put(p, "<label>Note <input name=\"word\" maxlength=\"500\" required value=\"");
        tw_page_text(p, d->story.note);
        tw_page_put(p, "\"></label> ");
        tw_page_form_close(p, "Save note");
        tw_page_form_open(p, "merge", "decisions");
        tw_page_form_word(p, tw_buf_slice(&name));
        tw_page_put(p, "<label>The same event as story <input name=\"word\" required "
                       "pattern=\"s?[0-9]+\" placeholder=\"s12\" "
                       "size=\"6\"></label> ");
        tw_page_form_close(p, "Merge");
        if (d->n > 1) put_origin_form(p, d, "one-origin", "They stand on one origin");
        if (d->n > 1) put_origin_form(p, d, "two-origins", "They stand on two origins");
        if (d->n > 1) put_split_form(p, d);
        tw_page_put(p, "</div></details>\n");
    }
    tw_page_put(p, "</section>\n");
    return st;
}

/* ---- The page */

static enum tw_status put_body(struct tw_page *p, const struct tw_dossier *d)
{
    enum tw_status st;

    if ((st = put_head(p, d)) != TW_OK) return st;
    if (d->json.type == TW_JOBJECT && tw_jv_get(&d->json, "one_event")
        && tw_jv_get(&d->json, "one_event")->num == 0) {
        tw_page_put(p, "<p class=\"warning\">These do not look like accounts of one event: ");
        tw_page_words(p, tw_jv_str(&d->json, "why"));
        tw_page_put(p, "</p>\n");
    }
    tw_section_counts(p, d);
    put_contents(p, d);
    tw_page_put(p, "<div class=\"story\"><div class=\"findings\">\n");
    tw_section_facts(p, d);
    tw_section_matrix(p, d);
    tw_section_pairs(p, d);
    tw_section_quotes(p, d);
    tw_section_figures(p, d);
    tw_section_copies(p, d);
    tw_section_editions(p, d);
    if ((st = tw_section_history(p, d)) == TW_OK) st = put_decisions(p, d);
    tw_page_put(p, "</div>\n");
    put_accounts(p, d);
    tw_page_put(p, "</div>\n");
    return st;
}

enum tw_status tw_page_story(struct tw_request *r, struct tw_answer *a)
{
    uint64_t number = tw_naming_story(r->arg[0]);
    struct tw_page p = tw_page_of(r, a);
    struct tw_dossier d;
    enum tw_status st = number ? tw_dossier_read(&p, number, &d) : TW_NOTFOUND;

    if (st == TW_NOTFOUND || st == TW_EMPTY)
        return tw_refuse(a, r, TW_NOTFOUND, "There is no such story.");
    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    if (d.story.into) {
        struct tw_buf where = {.mem = r->mem};

        tw_buf_addf(&where, "/stories/s%llu", (unsigned long long)d.story.into);
        return tw_page_redirect(&p, tw_buf_slice(&where));
    }
    tw_page_open(&p, d.story.title, TW_PAGE_STORIES, "story");
    if ((st = put_body(&p, &d)) != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    tw_page_close(&p);
    return TW_OK;
}
