/* clean/deadend.c - telling what is no article. */
#include "clean/deadend.h"

#include "base/utf8.h"
#include "clean/url.h"
#include "gen/words.h"

enum {
    NOTICE_MAX = 1500,      /* bytes of text on error pages, consent walls and the like */
    NOTICE_EXTRA = 30,      /* bytes of a title beside the phrase that gives it away */
    GALLERY_MAX = 400,      /* bytes of text beside the pictures of a gallery */
    TITLE_MAX = 160
};

/* The title in lower case in buf; empty when it is too long to be a notice. */
static struct tw_slice lower(struct tw_slice s, char buf[TITLE_MAX * 2])
{
    size_t at = 0, n = 0;

    if (s.n > TITLE_MAX) return TW_LIT("");
    while (at < s.n) n += tw_utf8_put(buf + n, tw_cp_lower(tw_utf8_next(s, &at)));
    return (struct tw_slice){buf, n};
}

/* What the longest phrase says that the title begins or ends with. */
static const char *notice(struct tw_slice title)
{
    const struct tw_words *w = &tw_words_any_dead_ends;
    char buf[TITLE_MAX * 2];
    struct tw_slice s = lower(tw_slice_trim(title), buf), best = TW_LIT("");
    const struct tw_word *found = NULL;

    for (uint32_t i = 0; i < w->n; i++) {
        struct tw_slice phrase = tw_word_key(&w->v[i]);

        if (phrase.n <= best.n || s.n > phrase.n + NOTICE_EXTRA) continue;
        if (tw_slice_starts(s, phrase) || tw_slice_ends(s, phrase)) best = phrase, found = &w->v[i];
    }
    if (!found) return NULL;
    switch (tw_word_string(found)[0]) {
    case 'e': return "error page";
    case 'r': return "check for robots";
    case 'c': return "consent wall";
    default: return "search results";
    }
}

static bool is_root(struct tw_slice url)
{
    struct tw_url u;

    return tw_url_split(url, &u) && u.query.n == 0
        && (u.path.n <= 1 || tw_slice_starts_nocase(u.path, TW_LIT("/index.")));
}

const char *tw_deadend_of(const struct tw_pagefacts *page)
{
    const char *what;

    if (page->has_article) return NULL;
    if (page->text < NOTICE_MAX) {
        if ((what = notice(page->title)) != NULL || (what = notice(page->heading)) != NULL)
            return what;
        if (page->text < GALLERY_MAX && tw_slice_find(page->type, TW_LIT("gallery"), 0) != TW_NONE)
            return "gallery";
    }
    if (page->link < page->text) return NULL;
    if (page->is_listing) return "list of articles";
    return is_root(page->url) ? "front page" : NULL;
}
