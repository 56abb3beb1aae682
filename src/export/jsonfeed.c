/* export/jsonfeed.c - JSON Feed 1.1 (jsonfeed.org): a story an item.
**
** What only we have is in an extension of ours, `_twosource` (its name begins with an underscore,
** as the format asks for): story, counts, languages as the program names them.
*/
#include "export/export_int.h"
#include "export/rfctext.h"

static void begin(struct tw_export *x, struct tw_buf *out)
{
    struct tw_slice self = tw_rfc3986(x->mem, x->o.self);
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "version", TW_LIT("https://jsonfeed.org/version/1.1"));
    tw_json_text(&j, "title", tw_entry_feed_title(x));
    if (self.n) tw_json_text(&j, "feed_url", self);
    tw_json_key(&j, "items");
    tw_json_open(&j, '[');
    tw_buf_addc(out, '\n');
}

static void add_counts(struct tw_json *j, const struct tw_outgoing *t)
{
    tw_json_key(j, "_twosource");
    tw_json_open(j, '{');
    tw_json_text(j, "story", tw_slice_of(t->name));
    tw_json_count(j, "outlets", t->story.outlets);
    tw_json_count(j, "accounts", t->story.accounts);
    tw_json_count(j, "origins", t->story.origins);
    tw_json_count(j, "changed", t->story.changed);
    tw_json_close(j, '}');
}

static void story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct tw_entry e = tw_entry_of(x, t);
    struct tw_json j = {.out = out};

    tw_export_comma(x, out);
    tw_json_open(&j, '{');
    tw_json_text(&j, "id", e.id);
    if (e.url.n) tw_json_text(&j, "url", e.url);
    tw_json_text(&j, "title", e.title);
    tw_json_text(&j, "summary", e.summary);
    tw_json_text(&j, "content_html", e.html);
    tw_json_text(&j, "date_published", tw_rfc3339(x->mem, e.first));
    tw_json_text(&j, "date_modified", tw_rfc3339(x->mem, e.last));
    if (t->story.languages.n == 1) tw_json_text(&j, "language", t->story.languages.v[0]);
    add_counts(&j, t);
    tw_json_close(&j, '}');
}

static void end(struct tw_export *x, struct tw_buf *out)
{
    (void)x;
    tw_buf_adds(out, "\n]}\n");
}

const struct tw_form tw_form_jsonfeed = {
    .name = "jsonfeed",
    .media_type = "application/feed+json; charset=utf-8",
    .whats = 1 << TW_EXPORT_STORIES,
    .needs = {TW_NEED_ARTICLES | TW_NEED_ITEMS},
    .begin = begin,
    .story = story,
    .end = end,
};
