/* read/sourcelist.c - files that are read whole because they are lists: feeds,
** and JSON that is one array or one object over several lines.
**
** Lists of addresses (sitemaps, subscription lists) name documents and hold
** none; they are dropped with that reason here, and are read by who fetches.
*/
#include "base/buf.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/jsonsplit.h"
#include "read/source_int.h"

/* The whole file as UTF-8 in file_mem. */
static enum tw_status whole_text(struct tw_source *s, struct tw_slice *text)
{
    enum tw_status st = tw_stream_fill(s->stream, s->options.max_document + 1);
    struct tw_slice bytes = tw_stream_window(s->stream);
    struct tw_charset c;

    if (st == TW_OK) st = TW_TOOBIG;
    if (st != TW_DONE) return tw_source_drop(s, s->name, tw_source_why(s, st)), st;
    c = tw_charset_find(bytes, s->options.charset, tw_charset_of_type(s->content_type));
    *text = tw_slice_dup(s->file_mem, tw_charset_convert(s->file_mem, bytes, c, NULL));
    return TW_OK;
}

static const char *no_documents(const struct tw_feed *f)
{
    switch (f->kind) {
    case TW_FEED_SITEMAP: return "a sitemap: addresses without text";
    case TW_FEED_SITEMAP_INDEX: return "an index of sitemaps: addresses without text";
    case TW_FEED_OPML: return "a list of feeds: addresses without text";
    default: return f->n ? NULL : "a feed without entries";
    }
}

enum tw_status tw_source_open_list(struct tw_source *s)
{
    struct tw_slice text = TW_LIT("");
    enum tw_status st = whole_text(s, &text);
    const char *why;

    if (st != TW_OK) return st;
    if (tw_feed_read(s->file_mem, text, &s->list.feed) == TW_OK) {
        if (!(why = no_documents(&s->list.feed))) return TW_OK;
        tw_source_drop(s, s->name, why);
        return TW_EMPTY;
    }
    if (!tw_json_split(s->file_mem, text, &s->list.objects, &s->list.single)) return TW_NOTNEWS;
    if (s->list.objects.n) return TW_OK;
    tw_source_drop(s, s->name, "JSON without objects");
    return TW_EMPTY;
}

static enum tw_status next_entry(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    const struct tw_feed *f = &s->list.feed;

    while (s->line < f->n) {
        const struct tw_feed_entry *e = &f->v[s->line++];
        struct tw_slice source = tw_source_numbered(mem, s->name, s->line);

        if (e->content.n == 0) {
            tw_source_drop(s, source, "feed entry without text");
            continue;
        }
        *out = tw_source_raw(s, TW_RAW_ENTRY);
        out->source = source;
        out->url = tw_slice_dup(mem, e->url);
        out->bytes = tw_slice_dup(mem, e->content);
        out->title = tw_slice_dup(mem, e->title);
        out->outlet = tw_slice_dup(mem, f->title);
        out->published = e->published;
        return TW_OK;
    }
    return TW_DONE;
}

enum tw_status tw_source_next_item(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    const struct tw_slices *objects = &s->list.objects;

    if (s->list.feed.n) return next_entry(s, mem, out);
    if (s->line == objects->n) return TW_DONE;
    *out = tw_source_raw(s, TW_RAW_JSON);
    out->bytes = tw_slice_dup(mem, objects->v[s->line++]);
    out->source = s->list.single ? tw_slice_dup(mem, s->name) : tw_source_numbered(mem, s->name,
                                                                                   s->line);
    return TW_OK;
}
