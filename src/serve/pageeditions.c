/* serve/pageeditions.c - what later editions changed, and what happened to the story. */
#include "serve/dossier.h"

#include "store/lookup.h"

enum { EDITIONS = 12, CHANGES = 20, EVENTS = 24 };

static void put_side(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *place,
                     const char *element)
{
    if (!place || place->type != TW_JOBJECT) return;
    tw_buf_addf(p->out, "<%s>", element);
    tw_page_words(p, tw_jv_str(place, "text"));
    tw_buf_addf(p->out, "</%s> ", element);
    tw_dossier_put_place(p, d, place);
    tw_page_put(p, " ");
}

static void put_edition(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *e = &d->editions->v[index], *changes = tw_jv_get(e, "changes"),
                       *figures = tw_jv_get(e, "figures");
    size_t from = tw_dossier_account_of(d, e, "from"), to = tw_dossier_account_of(d, e, "to");

    if (from == TW_NONE || to == TW_NONE) return;
    tw_buf_addf(p->out, "<div class=\"edition\" id=\"E%zu\"><h3>", index + 1);
    tw_dossier_put_name(p, TW_DOSSIER_EDITION, index);
    tw_page_words(p, d->account[to].name);
    tw_page_put(p, ", ");
    tw_page_iso(p, d->account[to].published);
    tw_page_put(p, "</h3>\n<p class=\"fine\">");
    tw_page_letter(p, to);
    tw_page_put(p, " after ");
    tw_page_letter(p, from);
    tw_page_put(p, ": ");
    tw_page_words(p, tw_jv_str(e, "why"));
    tw_page_put(p, " ");
    tw_dossier_open_pair(p, d, from, to);
    tw_page_put(p, "side by side</a></p>\n<ul>\n");
    for (size_t i = 0; figures && i < figures->n; i++) {
        tw_page_put(p, "<li class=\"fact\"><b>");
        tw_page_words(p, tw_dossier_unit(p, &figures->v[i]));
        tw_page_put(p, ":</b> ");
        put_side(p, d, tw_jv_get(&figures->v[i], "from"), "del");
        put_side(p, d, tw_jv_get(&figures->v[i], "to"), "ins");
        tw_page_put(p, "</li>\n");
    }
    for (size_t i = 0; changes && i < changes->n && i < tw_section_most(p, CHANGES); i++) {
        tw_page_put(p, "<li class=\"fact\"><span class=\"fine\">");
        tw_page_text(p, tw_jv_str(&changes->v[i], "kind"));
        tw_page_put(p, "</span> ");
        put_side(p, d, tw_jv_get(&changes->v[i], "from"), "del");
        put_side(p, d, tw_jv_get(&changes->v[i], "to"), "ins");
        tw_page_put(p, "</li>\n");
    }
    tw_page_put(p, "</ul></div>\n");
}

void tw_section_editions(struct tw_page *p, const struct tw_dossier *d)
{
    size_t most = tw_section_most(p, EDITIONS), i = 0;

    if (d->editions->n == 0) return;
    tw_page_put(p, "<section id=\"editions\"><h2>Editions and corrections</h2>\n");
    for (; i < d->editions->n && i < most && tw_section_has_room(p, TW_ROOM_EDITIONS); i++)
        put_edition(p, d, i);
    tw_section_more(p, d, d->editions->n, i, "editions");
    tw_page_put(p, "</section>\n");
}

/* ---- History */

static enum tw_status put_event(struct tw_page *p, const struct tw_dossier *d,
                                const struct tw_stored_event *e)
{
    struct tw_map_item *letter;
    struct tw_slice id;
    enum tw_status st = tw_lookup_id(p->store, p->mem, e->article, &id);

    if (st != TW_OK) return st;
    tw_page_put(p, "<li>");
    tw_page_time(p, e->time);
    tw_page_put(p, " <b>");
    tw_page_words(p, e->what);
    tw_page_put(p, "</b> ");
    if (id.n > 0 && (letter = tw_map_find(&d->by_id, id)) != NULL) {
        tw_page_put(p, "<a class=\"at\" href=\"");
        tw_dossier_put_address(p, id, NULL);
        tw_page_put(p, "\">");
        tw_page_letter(p, (size_t)letter->value);
        tw_page_put(p, "</a> ");
        tw_page_words(p, d->account[letter->value].name);
        tw_buf_addf(p->out, " <a class=\"why\" href=\"/why/s%llu?article=",
                    (unsigned long long)d->story.number);
        tw_page_url(p, id);
        tw_page_put(p, "\">why here</a>");
    } else if (id.n > 0) {
        tw_page_put(p, "<a href=\"");
        tw_dossier_put_address(p, id, NULL);
        tw_page_put(p, "\">an article</a>");
    }
    if (e->other)
        tw_buf_addf(p->out, " <a href=\"/stories/s%llu\">s%llu</a>", (unsigned long long)e->other,
                    (unsigned long long)e->other);
    if (e->decision)
        tw_buf_addf(p->out, " by <a href=\"/decisions#d%llu\">decision %llu</a>",
                    (unsigned long long)e->decision, (unsigned long long)e->decision);
    tw_dossier_put_new(p, p->look.has_seen && e->article > p->look.article);
    tw_page_put(p, "</li>\n");
    return TW_OK;
}

/* Of many the first few and the last. */
enum tw_status tw_section_history(struct tw_page *p, const struct tw_dossier *d)
{
    struct tw_stored_event *v;
    size_t n, most = tw_section_most(p, EVENTS), skip;
    enum tw_status st = tw_store_events(p->store, p->mem, d->story.number, &v, &n);

    if (st != TW_OK) return st;
    skip = n > most ? n - most : 0;
    tw_page_put(p, "<section id=\"history\"><h2>History</h2>\n<ol class=\"history\">\n");
    for (size_t i = 0; i < n && st == TW_OK; i++) {
        if (skip > 0 && i == 3) {
            tw_page_put(p, "<li class=\"fine\">\xE2\x80\xA6</li>\n");
            i += skip;
        }
        st = put_event(p, d, &v[i]);
    }
    tw_page_put(p, "</ol>\n");
    tw_section_more(p, d, n, n - skip, "history");
    tw_page_put(p, "</section>\n");
    return st;
}
