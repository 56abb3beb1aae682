/* clean/clean.c - which cleaner a document goes to.
**
** Articles that come as JSON are taken as they are; their language is told
** when they do not say it, because later stages depend on it.
*/
#include "clean/clean.h"

#include "clean/item.h"
#include "clean/lang.h"
#include "clean/meta.h"
#include "clean/plain.h"
#include "clean/webpage.h"

static enum tw_status article(struct tw_arena *mem, const struct tw_document *doc,
                              struct tw_article *out, const char **why)
{
    const struct tw_jv *object = doc->object;
    struct tw_jv parsed;

    if (!object && tw_json_parse(mem, doc->text, &parsed, NULL) == TW_OK) object = &parsed;
    if (!object || tw_article_read(mem, object, out) != TW_OK)
        return *why = "not an article: id and text are required", TW_BROKEN;
    if (out->source.n == 0) out->source = doc->source;
    if (out->lang.n == 0) out->lang = tw_lang_detect(out->text);
    if (doc->is_item) tw_item_finish(mem, doc, out);
    return TW_OK;
}

/* What the fact checks on a page found stands beside its text, or is its text when there is no
** other. */
static enum tw_status add_reviews(struct tw_arena *mem, const struct tw_document *doc,
                                  const struct tw_reviews *reviews,
                                  bool has_text, struct tw_article *out, const char **why)
{
    struct tw_document review = {.source = doc->source, .received = doc->received};
    struct tw_slices notes = {TW_NEW_N(mem, struct tw_slice, out->notes.n + reviews->n), 0};
    enum tw_status st;

    if (!has_text) {
        if ((st = tw_claimreview_read(mem, reviews, &review, why)) != TW_OK) return TW_NOTNEWS;
        return article(mem, &review, out, why);
    }
    for (size_t i = 0; i < out->notes.n; i++) notes.v[notes.n++] = out->notes.v[i];
    for (size_t i = 0; i < reviews->n; i++) {
        struct tw_slice line = tw_claimreview_line(mem, reviews->v[i]);

        if (line.n) notes.v[notes.n++] = line;
    }
    out->notes = notes;
    return TW_OK;
}

static enum tw_status web(struct tw_arena *mem, const struct tw_document *doc,
                          struct tw_article *out, const char **why)
{
    struct tw_html t;
    struct tw_meta meta;
    struct tw_clues clues;
    enum tw_status st;

    if ((st = tw_html_parse(mem, doc->text, &t)) != TW_OK) return *why = "page too large", st;
    out->source = doc->source;
    tw_meta_read(mem, &t, doc, out, &meta);
    clues = (struct tw_clues){.title = out->title, .title_node = meta.title_node,
                              .byline_node = meta.byline_node,
                              .date_node = meta.date_node, .descriptions = meta.descriptions, .ld_body = meta.ld_body,
                              .lang = out->lang, .byline = out->byline, .type = meta.type,
                              .has_article = meta.has_article, .is_listing = meta.is_listing};
    st = tw_webpage_read(mem, &t, &clues, out, why);
    if (st == TW_NOTNEWS && out->text.n == 0 && tw_meta_stand_in(mem, &meta, out)) st = TW_OK;
    if (st == TW_NOTNEWS && out->text.n == 0 && meta.reviews.n)
        return add_reviews(mem, doc, &meta.reviews, false, out, why);
    if (st != TW_OK) return st;
    tw_meta_finish(mem, &meta, out);
    if (meta.reviews.n) st = add_reviews(mem, doc, &meta.reviews, true, out, why);
    if (out->outlet_name.n == 0 || tw_slice_eq(out->outlet_name, out->outlet_domain)) {
        if (doc->feed_outlet.n) out->outlet_name = doc->feed_outlet;
    }
    tw_article_set_id(mem, out);
    return st;
}

enum tw_status tw_clean(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *out,
                        const char **why)
{
    enum tw_status st = TW_NOTNEWS;

    *out = (struct tw_article){0};
    *why = "not an article";
    switch (doc->format) {
    case TW_FORMAT_ARTICLE: return article(mem, doc, out, why);
    case TW_FORMAT_HTML: st = web(mem, doc, out, why); break;
    case TW_FORMAT_TEXT: st = tw_clean_text(mem, doc, out, why); break;
    }
    if (st == TW_OK && (doc->sender.n || doc->sender_host.n)) tw_item_sender(mem, doc, out);
    if (st == TW_OK && doc->format == TW_FORMAT_TEXT) tw_item_address(out);
    return st;
}
