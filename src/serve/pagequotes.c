/* serve/pagequotes.c - what is said in several accounts, by speaker, its wordings joined. */
#include "serve/dossier.h"

#include "base/vec.h"

enum { SPEAKERS = 12, OF_SPEAKER = 8, WORDINGS = 4 };

struct speaker {
    struct tw_slice name;
    size_t *said;
    size_t n, cap;
};

static void put_said(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *x = &d->said->v[index];

    tw_buf_addf(p->out, "<div class=\"quote\" id=\"S%zu\">", index + 1);
    tw_dossier_put_name(p, TW_DOSSIER_SAID, index);
    tw_page_put(p, tw_dossier_is(x, "relation", "same_utterance")
                       ? "<span class=\"fine\">the speaker\xE2\x80\x99s words</span> "
                       : "<span class=\"fine\">the same statement</span> ");
    tw_dossier_put_support(p, d, x, TW_DOSSIER_SAID, index);
    tw_dossier_put_new(p, tw_dossier_is_new(p, d, x));
    tw_dossier_put_wordings(p, d, tw_jv_get(x, "members"), tw_section_most(p, WORDINGS));
    tw_page_put(p, "</div>\n");
}

static bool has_room(const struct tw_page *p, size_t shown, size_t usual)
{
    return shown < tw_section_most(p, usual) && tw_section_has_room(p, TW_ROOM_QUOTES);
}

void tw_section_quotes(struct tw_page *p, const struct tw_dossier *d)
{
    struct tw_map index = tw_map_in(p->mem);
    struct speaker *v = TW_NEW_N(p->mem, struct speaker, d->said->n);
    size_t n = 0, shown = 0;

    for (size_t i = 0; i < d->said->n; i++) {
        bool added;
        struct tw_map_item *it = tw_map_add(&index, tw_jv_str(&d->said->v[i], "speaker"), &added);
        struct speaker *x;

        if (added) it->value = n++;
        x = &v[it->value];
        x->name = it->key;
        TW_PUSH(p->mem, x->said, x->n, x->cap, i);
    }
    tw_page_put(p, "<section id=\"quotes\"><h2>Quotes by speaker</h2>\n");
    if (n == 0) tw_page_put(p, "<p>Nobody is quoted in two accounts.</p>\n");
    for (size_t i = 0; i < n && has_room(p, i, SPEAKERS); i++) {
        tw_page_put(p, "<h3>");
        tw_page_words(p, v[i].name.n > 0 ? v[i].name : TW_LIT("(not named)"));
        tw_page_put(p, "</h3>\n");
        for (size_t k = 0; k < v[i].n && has_room(p, k, OF_SPEAKER); k++, shown++)
            put_said(p, d, v[i].said[k]);
    }
    tw_section_more(p, d, d->said->n, shown, "quotes");
    tw_page_put(p, "</section>\n");
}
