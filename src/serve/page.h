/* serve/page.h - what the pages share: frame, text, links, numbers, dates, forms.
**
** Every page is made on the server, whole, and reads without scripts.  Everything that comes
** from outside goes through tw_page_text, tw_page_words or tw_page_url, or is a number or a letter;
** tw_page_put is for literals.  No page has a script, style or event handler in it: the policy
** of the page (page.c) would refuse it.
** Memory: all in the arena of the request.
*/
#ifndef TW_SERVE_PAGE_H
#define TW_SERVE_PAGE_H
#include "serve/serve.h"

enum tw_page_section {
    TW_PAGE_STORIES,
    TW_PAGE_SEARCH,
    TW_PAGE_OUTLETS,
    TW_PAGE_FEEDS,
    TW_PAGE_ALERTS,
    TW_PAGE_DECISIONS,
    TW_PAGE_SETTINGS,
    TW_PAGE_HELP,
    TW_PAGE_NOWHERE
};

/* What somebody chose for this browser; kept in its cookies, `look` and `seen`. */
struct tw_look {
    char theme; /* 'a' as the system says, 'l' light, 'd' dark */
    bool keys;  /* single keys do something */
    bool has_seen;
    uint64_t changed; /* stories that changed after this one, articles behind that */
    uint64_t article; /* number, are new since somebody looked */
};

struct tw_page {
    struct tw_request *r;
    struct tw_answer *a;
    struct tw_arena *mem;
    struct tw_store *store;
    struct tw_buf *out;
    struct tw_look look;
};

/* ---- page.c: the frame */

struct tw_page tw_page_of(struct tw_request *r, struct tw_answer *a);
/* Head, navigation and the opened <main>; name: of the kind of page, for scripts and style. */
void tw_page_open(struct tw_page *p, struct tw_slice title, enum tw_page_section s,
                  const char *name);
void tw_page_close(struct tw_page *p);
/* 303 to `where` of this server, or to / when it is none: answers a form. */
enum tw_status tw_page_redirect(struct tw_page *p, struct tw_slice where);

/* ---- pagetext.c */

static inline void tw_page_put(struct tw_page *p, const char *html)
{
    tw_buf_adds(p->out, html);
}
void tw_page_text(struct tw_page *p, struct tw_slice s);             /* escaped */
void tw_page_words(struct tw_page *p, struct tw_slice s);            /* in one line, kept apart */
void tw_page_number(struct tw_page *p, uint64_t n);                  /* 12,345 */
void tw_page_count(struct tw_page *p, uint64_t n, const char *noun); /* "3 accounts" */
void tw_page_share(struct tw_page *p, double share);                 /* "42 %" */
void tw_page_letter(struct tw_page *p, size_t account);              /* A, B, ... */
/* A part of an address, all but letters, digits and -._~ as %XX (RFC 3986, 2.3). */
void tw_page_url(struct tw_page *p, struct tw_slice s);
/* <time>14 Mar 2025, 17:45 UTC</time>, no more precise than it was given. */
void tw_page_date(struct tw_page *p, const struct tw_date *d);
void tw_page_iso(struct tw_page *p, struct tw_slice iso);
void tw_page_time(struct tw_page *p, int64_t seconds);       /* 0: "time unknown" */
void tw_page_plain_time(struct tw_page *p, int64_t seconds); /* without its element: for charts */
/* For those who hear the page: not shown. */
void tw_page_hidden(struct tw_page *p, const char *text);
/* A whole number of the query, `other` when it has none. */
uint64_t tw_page_asked(const struct tw_page *p, const char *name, uint64_t other);
/* The address of a file of src/serve/assets. */
void tw_page_asset(struct tw_page *p, const char *name);

/* A section in which a browser signs in with a token, or out (pagesettings.c). */
void tw_page_session(struct tw_page *p);

/* ---- pageform.c: forms, which work without scripts */

bool tw_page_may_decide(const struct tw_page *p);
/* A form that decides `what` and comes back to this page, to the element of the id `to` (empty:
** to its beginning); closed by tw_page_form_close with the text of its button.  Fields named "word"
** are the words of the decision, in order. */
void tw_page_form_open(struct tw_page *p, const char *what, const char *to);
void tw_page_form_word(struct tw_page *p, struct tw_slice word);
void tw_page_form_close(struct tw_page *p, const char *button);
/* The decisions as a list, each with a form that takes it back. */
enum tw_status tw_page_decisions(struct tw_page *p, const struct tw_decision *v, size_t n);

/* ---- pagearticle.c: the text of an article */

/* Something that stands in front of the byte `off` of a text: a place to jump to, and where a
** link on it leads; empty: it is none. */
struct tw_page_stop {
    size_t off;
    struct tw_slice id, to, text;
};
struct tw_page_stops {
    struct tw_page_stop *v;
    size_t n, cap;
}; /* by off */

/* The paragraphs, with places marked (compare/markup.h) and stops in front of them. */
struct tw_marked;
void tw_page_paragraphs(struct tw_page *p, const struct tw_article *a, struct tw_marked *m,
                        const struct tw_page_stops *stops);
/* A [s,e] of JSON, code points, as bytes of the text; false: it is none of it. */
bool tw_page_span(struct tw_slice text, const struct tw_jv *span, struct tw_span *out);
/* "The Ferry Post", else the file. */
struct tw_slice tw_page_outlet(const struct tw_article *a);

#endif
