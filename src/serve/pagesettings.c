/* serve/pagesettings.c - what somebody chose for this browser, and help.
**
** Kept in two cookies of the browser, look and seen (page.c); the server keeps nothing.
*/
#include "serve/page.h"
#include "serve/pages.h"

#define KEPT "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"

static void put_theme(struct tw_page *p, char theme, const char *text)
{
    tw_buf_addf(
        p->out,
        "<label class=\"check\"><input type=\"radio\" name=\"theme\" value=\"%c\"%s> %s</label>\n",
        theme, p->look.theme == theme ? " checked" : "", text);
}

void tw_page_session(struct tw_page *p)
{
    static const char *const may[] = {"nothing", "read", "read and decide", "do everything"};

    tw_page_put(p, "<section><h2>Deciding</h2>\n");
    if (p->r->who.is_session) {
        tw_page_put(p, "<p>You are <b>");
        tw_page_words(p, p->r->who.name);
        tw_buf_addf(p->out,
                    "</b> and may %s.</p>\n<form class=\"act\" method=\"post\" "
                    "action=\"/session/end\"><button>Sign out</button>"
                    "</form>\n",
                    may[p->r->who.scope]);
    } else {
        tw_page_put(p, "<p class=\"fine\">To decide from this browser, open the link that "
                       "<code>twosource serve</code> tells at its start, or "
                       "give a token that <code>twosource token add</code> made.</p>\n<form "
                       "class=\"act\" method=\"post\" "
                       "action=\"/session\"><label>Token <input type=\"password\" name=\"token\" "
                       "autocomplete=\"off\" required></label>"
                       "<button>Sign in</button></form>\n");
    }
    tw_page_put(p, "</section>\n");
}

enum tw_status tw_page_settings(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);

    tw_page_open(&p, TW_LIT("Settings"), TW_PAGE_SETTINGS, "settings");
    tw_page_put(&p, "<h1>Settings</h1>\n<p class=\"fine\">They hold for this browser.</p>\n<form "
                    "class=\"settings\" method=\"post\" "
                    "action=\"/settings\">\n<fieldset><legend>Appearance</legend>\n");
    put_theme(&p, 'a', "As the system says");
    put_theme(&p, 'l', "Light");
    put_theme(&p, 'd', "Dark");
    tw_page_put(&p, "</fieldset>\n<fieldset><legend>Keyboard</legend>\n<label "
                    "class=\"check\"><input type=\"checkbox\" name=\"keys\" value=\"1\"");
    tw_page_put(&p, p.look.keys ? " checked" : "");
    tw_page_put(&p, "> Single keys do something (<a "
                    "href=\"/help#keys\">which</a>)</label>\n</fieldset>\n<fieldset><legend>What "
                    "is new</legend>\n"
                    "<label class=\"check\"><input type=\"checkbox\" name=\"forget\" value=\"1\"> "
                    "Forget what I have seen</label>\n</fieldset>\n"
                    "<button>Save</button></form>\n");
    tw_page_session(&p);
    tw_page_close(&p);
    return TW_OK;
}

/* One answer sets one cookie: forgetting the marker leaves the rest as it was. */
enum tw_status tw_page_look(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_slice theme = tw_request_form(r, "theme");
    struct tw_buf cookie = {.mem = r->mem};
    char t = theme.n == 1 && (theme.p[0] == 'l' || theme.p[0] == 'd') ? theme.p[0] : 'a';

    if (tw_request_form(r, "forget").n)
        tw_buf_adds(&cookie, "seen=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
    else tw_buf_addf(&cookie, "look=%c%c" KEPT, t, tw_request_form(r, "keys").n ? '1' : '0');
    a->cookie = tw_buf_slice(&cookie);
    return tw_page_redirect(&p, TW_LIT("/settings"));
}

static bool is_number(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!tw_is_digit(s.p[i])) return false;
    return s.n > 0 && s.n < 19;
}

enum tw_status tw_page_seen(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_slice changed = tw_request_form(r, "changed"),
                    article = tw_request_form(r, "article");
    struct tw_buf cookie = {.mem = r->mem};

    if (!is_number(changed) || !is_number(article))
        return tw_refuse(a, r, TW_USAGE, "changed and article are numbers");
    tw_buf_addf(&cookie, "seen=%.*s.%.*s" KEPT, TW_FMT(changed), TW_FMT(article));
    a->cookie = tw_buf_slice(&cookie);
    return tw_page_redirect(&p, TW_LIT("/"));
}

/* ---- Help */

static void put_key(struct tw_page *p, const char *key, const char *what)
{
    tw_buf_addf(p->out, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", key, what);
}

static void put_keys(struct tw_page *p)
{
    tw_page_put(p, "<section id=\"keys\"><h2>Keys</h2>\n");
    if (!p->look.keys)
        tw_page_put(p, "<p class=\"warning\">They are switched off in the <a "
                       "href=\"/settings\">settings</a>.</p>\n");
    tw_page_put(p, "<table class=\"keys\"><thead><tr><th scope=\"col\">Key</th><th "
                   "scope=\"col\">What it does</th></tr></thead><tbody>\n");
    put_key(p, "<kbd>j</kbd> <kbd>n</kbd>", "next story, statement, article");
    put_key(p, "<kbd>k</kbd> <kbd>p</kbd>", "the one before");
    put_key(p, "<kbd>o</kbd> <kbd>Enter</kbd>", "open it");
    put_key(p, "<kbd>v</kbd>", "the original of an article");
    put_key(p, "<kbd>m</kbd>", "mark all as seen");
    put_key(p, "<kbd>s</kbd> <kbd>f</kbd>", "star");
    put_key(p, "<kbd>h</kbd> <kbd>l</kbd>", "page before, next page");
    put_key(p, "<kbd>[</kbd> <kbd>]</kbd>", "shared passage before, next");
    put_key(p, "<kbd>c</kbd>", "compare two accounts side by side");
    put_key(p, "<kbd>w</kbd>", "why");
    put_key(p,
            "<kbd>g</kbd> then <kbd>s</kbd> <kbd>o</kbd> <kbd>f</kbd> <kbd>a</kbd> <kbd>d</kbd> "
            "<kbd>e</kbd>",
            "stories, outlets, feeds, alerts, decisions, settings");
    put_key(p, "<kbd>/</kbd>", "search");
    put_key(p, "<kbd>?</kbd>", "this page");
    tw_page_put(p, "</tbody></table></section>\n");
}

enum tw_status tw_page_help(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);

    tw_page_open(&p, TW_LIT("Help"), TW_PAGE_HELP, "help");
    tw_page_put(
        &p,
        "<h1>Help</h1>\n<section><h2>What the numbers count</h2><dl class=\"words\">"
        "<dt>Outlet</dt><dd>who published an article</dd><dt>Account</dt><dd>an article about the "
        "event; editions of one count once</dd>"
        "<dt>Origin</dt><dd>whose reporting it is: the article, agency or release it was first "
        "seen in. Ten copies of one agency "
        "report are one origin. \xE2\x80\x9C"
        "2 independent origins found\xE2\x80\x9D says how many were found, not what is true</dd>"
        "<dt>Speaker</dt><dd>who is quoted. Two origins that quote one speaker are still one "
        "speaker</dd>"
        "<dt>A, B, C</dt><dd>the accounts of a story; a letter leads to the sentence in the stored "
        "text</dd>"
        "<dt>S, F, C, O, P, E with a number</dt><dd>statement, figure, claim, only in one account, "
        "copied passage, edition</dd>"
        "<dt>Why</dt><dd>the words, values and rules that an answer stands "
        "on</dd></dl></section>\n");
    put_keys(&p);
    tw_page_close(&p);
    return TW_OK;
}
