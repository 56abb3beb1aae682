/* clean/clean.c - which cleaner a document goes to.
**
** Articles that come as JSON are taken as they are; their language is told
** when they do not say it, because later stages depend on it.
*/
#include "clean/clean.h"

#include "clean/lang.h"

static enum tw_status article(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *out,
                              const char **why)
{
    struct tw_jv object;

    if (tw_json_parse(mem, doc->text, &object, NULL) != TW_OK
        || tw_article_read(mem, &object, out) != TW_OK)
        return *why = "not an article: id and text are required", TW_BROKEN;
    if (out->source.n == 0) out->source = doc->source;
    if (out->lang.n == 0) out->lang = tw_lang_detect(out->text);
    return TW_OK;
}

enum tw_status tw_clean(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *out,
                        const char **why)
{
    *out = (struct tw_article){0};
    switch (doc->format) {
    case TW_FORMAT_ARTICLE: return article(mem, doc, out, why);
    case TW_FORMAT_TEXT:
    case TW_FORMAT_HTML: break;
    }
    return *why = "not an article", TW_NOTNEWS;
}
