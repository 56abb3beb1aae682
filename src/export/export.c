/* export/export.c - see the header.  Loads a story and hands it to the writer of its format.
**
** Each format is a table of functions (struct tw_form); what it needs of a story is in it, so
** that nothing is read from the store for nothing.  An article costs about 20 us to unpack.
*/
#include "export/export_int.h"

#include "store/lookup.h"

#include <stdio.h>

static const struct tw_form *const forms[] = {
    [TW_EXPORT_JSONL] = &tw_form_jsonl,
    [TW_EXPORT_CSV] = &tw_form_csv,
    [TW_EXPORT_ATOM] = &tw_form_atom,
    [TW_EXPORT_JSONFEED] = &tw_form_jsonfeed,
    [TW_EXPORT_NINJS] = &tw_form_ninjs,
    [TW_EXPORT_STIX] = &tw_form_stix,
    [TW_EXPORT_WEBANNOTATION] = &tw_form_webannotation,
};
static const char *const whats[] = {"stories", "statements", "articles", "figures"};
enum { FORMS = sizeof forms / sizeof *forms, WHATS = sizeof whats / sizeof *whats };

const char *tw_export_format_text(enum tw_export_format f)
{
    return (unsigned)f < FORMS ? forms[f]->name : NULL;
}

const char *tw_export_media_type(enum tw_export_format f)
{
    return (unsigned)f < FORMS ? forms[f]->media_type : NULL;
}

bool tw_export_format_of(struct tw_slice name, enum tw_export_format *out)
{
    for (unsigned f = 0; f < FORMS; f++)
        if (tw_slice_eq(name, tw_slice_of(forms[f]->name)))
            return *out = (enum tw_export_format)f, true;
    return false;
}

bool tw_export_what_of(struct tw_slice name, enum tw_export_what *out)
{
    for (unsigned w = 0; w < WHATS; w++)
        if (tw_slice_eq(name, tw_slice_of(whats[w]))) return *out = (enum tw_export_what)w, true;
    return false;
}

bool tw_export_has(enum tw_export_format f, enum tw_export_what what)
{
    return (unsigned)f < FORMS && (unsigned)what < WHATS && forms[f]->whats >> what & 1;
}

enum tw_status tw_export_open(struct tw_store *s, const struct tw_export_options *o,
                              struct tw_buf *out, struct tw_export **made)
{
    struct tw_arena *run = tw_arena_new(0);
    struct tw_export *x = TW_NEW(run, struct tw_export);
    enum tw_status st = tw_export_has(o->format, o->what) ? TW_OK : TW_USAGE;

    *made = NULL;
    *x = (struct tw_export){
        .run = run, .mem = tw_arena_new(0), .store = s, .o = *o, .seen = tw_map_in(run)};
    if (st == TW_OK) st = tw_store_get(s, run, TW_LIT("desk.identity"), &x->identity);
    if (st == TW_OK) st = tw_lookup_newest(s, &x->newest);
    if (st != TW_OK) {
        tw_export_free(x);
        return st;
    }
    x->form = forms[o->format];
    if (x->form->begin) x->form->begin(x, out);
    tw_arena_reset(x->mem);
    *made = x;
    return TW_OK;
}

void tw_export_free(struct tw_export *x)
{
    if (!x) return;
    tw_arena_free(x->mem);
    tw_arena_free(x->run);
}

void tw_export_end(struct tw_export *x, struct tw_buf *out)
{
    if (x->form->end) x->form->end(x, out);
    tw_arena_reset(x->mem);
}

/* ---- A story */

static enum tw_status load_articles(struct tw_export *x, struct tw_outgoing *t)
{
    uint64_t *number;
    size_t n;
    enum tw_status st = tw_store_members(x->store, x->mem, t->story.number, &number, &n);

    if (st != TW_OK) return st;
    t->article = TW_NEW_N(x->mem, struct tw_stored, n);
    t->by_id = tw_map_in(x->mem);
    for (size_t i = 0; i < n; i++) {
        bool added;

        st = tw_store_article(x->store, x->mem, number[i], &t->article[t->articles]);
        if (st != TW_OK) return st;
        tw_map_add(&t->by_id, t->article[t->articles].article.id, &added)->value = t->articles;
        t->articles++;
    }
    return TW_OK;
}

static enum tw_status load_comparison(struct tw_export *x, struct tw_outgoing *t, bool parsed)
{
    struct tw_jv *v = TW_NEW(x->mem, struct tw_jv);
    enum tw_status st = tw_store_comparison(x->store, x->mem, t->story.number, &t->json);

    if (st == TW_NOTFOUND) t->json = (struct tw_slice){0};
    if (st != TW_OK) return st == TW_NOTFOUND ? TW_OK : st;
    if (!parsed) return TW_OK;
    if (tw_json_parse(x->mem, t->json, v, NULL) != TW_OK) return TW_BROKEN;
    t->comparison = v;
    return TW_OK;
}

static enum tw_status load(struct tw_export *x, uint64_t story, struct tw_outgoing *t)
{
    unsigned needs = x->form->needs[x->o.what];
    enum tw_status st = tw_store_story(x->store, x->mem, story, &t->story);

    if (st != TW_OK) return st;
    snprintf(t->name, sizeof t->name, "s%llu", (unsigned long long)story);
    if (needs & TW_NEED_ARTICLES) st = load_articles(x, t);
    if (st == TW_OK && needs & TW_NEED_ITEMS)
        st = tw_store_items(x->store, x->mem, story, &t->item, &t->items);
    if (st == TW_OK && needs & (TW_NEED_JSON | TW_NEED_PARSED))
        st = load_comparison(x, t, needs & TW_NEED_PARSED);
    return st;
}

enum tw_status tw_export_story(struct tw_export *x, uint64_t story, struct tw_buf *out)
{
    struct tw_outgoing t = {0};
    enum tw_status st = load(x, story, &t);

    if (st == TW_OK && t.story.articles > 0) x->form->story(x, &t, out);
    tw_arena_reset(x->mem);
    return st == TW_NOTFOUND ? TW_OK : st;
}

void tw_export_comma(struct tw_export *x, struct tw_buf *out)
{
    if (x->written++) tw_buf_adds(out, ",\n");
}

const struct tw_stored *tw_outgoing_article(const struct tw_outgoing *t, struct tw_slice id)
{
    const struct tw_map_item *found = tw_map_find(&t->by_id, id);

    return found ? &t->article[found->value] : NULL;
}
