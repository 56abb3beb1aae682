/* serve/pagecounts.c - what a story stands on: each number opens its reason. */
#include "serve/dossier.h"

#include "base/vec.h"

/* An origin with the accounts that stand on it, in the order of the letters. */
struct origin {
    struct tw_slice name;
    size_t *account;
    size_t n, cap;
};
struct origins {
    struct origin *v;
    size_t n;
};

enum { ORIGINS = 40, OF_ORIGIN = 12, TAKEN = 2, LINES = 40 }; /* shown */

static struct origins origins_of(struct tw_page *p, const struct tw_dossier *d)
{
    struct tw_map index = tw_map_in(p->mem);
    struct origins o = {TW_NEW_N(p->mem, struct origin, d->n), 0};

    for (size_t i = 0; i < d->n; i++) {
        bool added;
        struct tw_map_item *it = tw_map_add(&index, d->account[i].origin, &added);
        struct origin *x;

        if (added) it->value = o.n++;
        x = &o.v[it->value];
        x->name = d->account[i].origin;
        TW_PUSH(p->mem, x->account, x->n, x->cap, i);
    }
    return o;
}

static void put_letter_link(struct tw_page *p, const struct tw_dossier *d, size_t i)
{
    tw_page_put(p, "<a class=\"at\" href=\"");
    tw_dossier_put_address(p, d->account[i].id, NULL);
    tw_page_put(p, "\">");
    tw_page_letter(p, i);
    tw_page_put(p, "</a> ");
    tw_page_words(p, d->account[i].name);
}

/* From which accounts of its origin it took words, with the comparison of both. */
static void put_taken(struct tw_page *p, const struct tw_dossier *d, size_t b)
{
    size_t shown = 0;

    for (size_t a = 0; a < d->n && shown < TAKEN; a++) {
        unsigned words = tw_dossier_words(d, a, b);

        if (words == 0) continue;
        shown++;
        tw_page_put(p, "; ");
        tw_dossier_open_pair(p, d, a, b);
        tw_page_count(p, words, "word");
        tw_page_put(p, " from ");
        tw_page_letter(p, a);
        tw_page_put(p, "</a>");
    }
}

static void put_origins(struct tw_page *p, const struct tw_dossier *d, const struct origins *o)
{
    size_t i = 0;

    tw_page_put(p, "<ul class=\"reasons\">\n");
    for (; i < o->n && i < tw_section_most(p, ORIGINS) && tw_section_has_room(p, TW_ROOM_COUNTS);
         i++) {
        tw_page_put(p, "<li><b>");
        tw_page_words(p, o->v[i].name);
        tw_page_put(p, "</b><ul>\n");
        for (size_t k = 0; k < o->v[i].n && k < tw_section_most(p, OF_ORIGIN); k++) {
            size_t a = o->v[i].account[k];

            tw_page_put(p, "<li>");
            put_letter_link(p, d, a);
            if (d->account[a].why.n > 0) {
                tw_page_put(p, ": ");
                tw_page_words(p, d->account[a].why);
            }
            put_taken(p, d, a);
            tw_page_put(p, "</li>\n");
        }
        if (o->v[i].n > tw_section_most(p, OF_ORIGIN)) {
            tw_page_put(p, "<li>and ");
            tw_page_count(p, o->v[i].n - OF_ORIGIN, "more account");
            tw_page_put(p, "</li>\n");
        }
        tw_page_put(p, "</ul></li>\n");
    }
    tw_page_put(p, "</ul>\n");
    tw_section_more(p, d, o->n, i, "counts");
}

static void put_accounts(struct tw_page *p, const struct tw_dossier *d)
{
    tw_page_put(p, "<p>An account is an article; editions of one article are counted once.</p><ul "
                   "class=\"reasons\">\n");
    for (size_t i = 0; i < d->n && i < tw_section_most(p, LINES); i++) {
        tw_page_put(p, "<li>");
        put_letter_link(p, d, i);
        tw_page_put(p, ", ");
        tw_page_iso(p, d->account[i].published);
        tw_page_put(p, "</li>\n");
    }
    tw_page_put(p, "</ul>\n");
}

static void put_outlets(struct tw_page *p, const struct tw_dossier *d)
{
    struct tw_map seen = tw_map_in(p->mem);

    for (size_t i = 0; i < d->n; i++) tw_map_add(&seen, d->account[i].name, NULL)->value++;
    tw_page_put(p, "<ul class=\"reasons\">\n");
    for (size_t i = 0; i < seen.n && i < tw_section_most(p, LINES); i++) {
        tw_page_put(p, "<li><a href=\"/?all=1&amp;outlet=");
        tw_page_url(p, seen.v[i].key);
        tw_page_put(p, "\">");
        tw_page_words(p, seen.v[i].key);
        tw_page_put(p, "</a>, ");
        tw_page_count(p, seen.v[i].value, "article");
        tw_page_put(p, "</li>\n");
    }
    tw_page_put(p, "</ul>\n");
}

static struct tw_map speakers_of(struct tw_page *p, const struct tw_dossier *d)
{
    struct tw_map m = tw_map_in(p->mem);

    for (size_t i = 0; i < d->said->n; i++) {
        struct tw_slice name = tw_jv_str(&d->said->v[i], "speaker");

        if (name.n > 0) tw_map_add(&m, name, NULL)->value++;
    }
    return m;
}

static void put_speakers(struct tw_page *p, const struct tw_map *speakers)
{
    tw_page_put(p, "<p>Two origins that quote one speaker are still one speaker. Quoted in several "
                   "accounts:</p>"
                   "<ul class=\"reasons\">\n");
    for (size_t i = 0; i < speakers->n && i < tw_section_most(p, LINES); i++) {
        tw_page_put(p, "<li>");
        tw_page_words(p, speakers->v[i].key);
        tw_page_put(p, ", ");
        tw_page_count(p, speakers->v[i].value, "statement");
        tw_page_put(p, "</li>\n");
    }
    tw_page_put(p, "</ul>\n<p><a href=\"#quotes\">What they say</a></p>\n");
}

static void open_count(struct tw_page *p, uint64_t n, const char *noun, const char *found)
{
    tw_page_put(p, "<details class=\"count\" name=\"counts\"><summary><b>");
    tw_page_number(p, n);
    tw_buf_addf(p->out, "</b> %s%s%s</summary>\n<div>", noun, n == 1 ? "" : "s", found);
}

void tw_section_counts(struct tw_page *p, const struct tw_dossier *d)
{
    struct origins o = origins_of(p, d);
    struct tw_map speakers = speakers_of(p, d);

    tw_page_put(p, "<section class=\"counts\" id=\"counts\" aria-label=\"What the story "
                   "stands on\">\n");
    open_count(p, d->story.outlets, "outlet", "");
    put_outlets(p, d);
    tw_page_put(p, "</div></details>\n");
    open_count(p, d->story.accounts, "account", "");
    put_accounts(p, d);
    tw_page_put(p, "</div></details>\n");
    open_count(p, d->story.origins, d->story.origins == 1 ? "origin" : "independent origin",
               " found");
    put_origins(p, d, &o);
    tw_page_put(p, "</div></details>\n");
    open_count(p, speakers.n, "speaker", "");
    put_speakers(p, &speakers);
    tw_page_put(p, "</div></details>\n</section>\n");
}
