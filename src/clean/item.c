/* clean/item.c - see the header. */
#include "clean/item.h"

#include "clean/credit.h"
#include "clean/meta.h"
#include "clean/names.h"
#include "clean/outlet.h"
#include "clean/url.h"

static void settle_names(struct tw_arena *mem, struct tw_article *a)
{
    struct tw_names names = {.n = 0};

    for (size_t i = 0; i < a->byline.n; i++) tw_names_add(a->byline.v[i], false, &names);
    if (!names.n) return;
    a->byline = (struct tw_slices){tw_arena_dup(mem, names.v, names.n * sizeof *names.v), names.n};
}

/* The outlet's usual name is the table's, as of a page. */
static void settle_outlet(struct tw_article *a)
{
    struct tw_slice usual = tw_outlet_of_host(a->outlet_domain);

    if (usual.n) a->outlet_name = usual;
    a->outlet_domain = tw_url_domain(a->outlet_domain);
    if (!a->outlet_name.n) a->outlet_name = a->outlet_domain;
}

void tw_item_finish(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *a)
{
    struct tw_slice url = tw_url_canonical(mem, a->url);
    struct tw_slice lang = a->lang;
    struct tw_slices notes = a->notes;
    struct tw_meta meta = {.langs = {&lang, lang.n > 0}, .last = doc->received};

    if (url.n) a->url = url;
    for (size_t i = 0; i < a->byline.n; i++)
        tw_credit_add_agency(mem, a->byline.v[i], &meta.credits);
    for (size_t i = 0; i < a->credit.n; i++) tw_credit_add(mem, a->credit.v[i], &meta.credits);
    tw_credit_add_agency(mem, a->outlet_name, &meta.credits);
    settle_names(mem, a);
    settle_outlet(a);
    a->notes =
        (struct tw_slices){0}; /* an editor's, not the lines below a text: no agency signs there */
    tw_meta_finish(mem, &meta, a);
    a->notes = notes;
    tw_article_set_id(mem, a);
}

void tw_item_sender(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *a)
{
    struct tw_slice usual = tw_outlet_of_host(doc->sender_host);
    struct tw_names person = {.n = 0};

    if (doc->sender_is_person) tw_names_add(doc->sender, false, &person);
    if (person.n && !a->byline.n)
        a->byline =
            (struct tw_slices){tw_arena_dup(mem, person.v, person.n * sizeof *person.v), person.n};
    if (!a->outlet_domain.n) a->outlet_domain = tw_url_domain(doc->sender_host);
    if (doc->feed_outlet.n) a->outlet_name = doc->feed_outlet;
    else if (!a->outlet_name.n)
        a->outlet_name = usual.n ? usual : person.n ? a->outlet_domain : doc->sender;
    if (!a->outlet_name.n) a->outlet_name = a->outlet_domain;
}

void tw_item_address(struct tw_article *a)
{
    struct tw_slice usual;
    struct tw_url url;

    if (a->outlet_domain.n || !tw_url_split(a->url, &url)) return;
    usual = tw_outlet_of_host(url.host);
    a->outlet_domain = tw_url_domain(url.host);
    if (!a->outlet_name.n) a->outlet_name = usual.n ? usual : a->outlet_domain;
}
