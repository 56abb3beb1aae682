/* export/ninjs.c - IPTC ninjs 2.1: an array of articles, each story behind its own as a composite
** item.
**
** An article is a text item: its text is the one body, plain, paragraphs a blank line apart;
** outlet and agencies are infosources.  A story names its accounts as associations.  ninjs dates
** are to the second (date-time of RFC 3339): of a date that is not known so well the earliest
** moment is given, and a description with the role "published" says what was known.  `read` takes
** it all back (src/read/ninjs.c).
*/
#include "export/export_int.h"
#include "export/rfctext.h"
#include "export/uuid.h"

#include "base/utf8.h"
#include "compare/wording.h"

static struct tw_slice uri_of(struct tw_export *x, struct tw_slice article)
{
    struct tw_slice part[] = {x->identity, TW_LIT("article"), article};

    return tw_uuid_of(x->mem, "urn:uuid:", part, 3);
}

/* {"role":...,"contenttype":"text/plain","value":...} */
static void add_value(struct tw_json *j, const char *role, struct tw_slice value)
{
    if (!value.n) return;
    tw_json_open(j, '{');
    tw_json_word(j, "role", role);
    tw_json_word(j, "contenttype", "text/plain");
    tw_json_text(j, "value", value);
    tw_json_close(j, '}');
}

static void begin_item(struct tw_json *j, struct tw_slice uri, const char *type)
{
    tw_json_open(j, '{');
    tw_json_text(j, "uri", uri);
    tw_json_key(j, "standard");
    tw_json_open(j, '{');
    tw_json_word(j, "name", "ninjs");
    tw_json_word(j, "version", "2.1");
    tw_json_word(j, "schema", "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json");
    tw_json_close(j, '}');
    tw_json_word(j, "type", type);
    tw_json_word(j, "pubstatus", "usable");
}

static void add_headline(struct tw_json *j, struct tw_slice title)
{
    if (!title.n) return;
    tw_json_key(j, "headlines");
    tw_json_open(j, '[');
    add_value(j, "main", title);
    tw_json_close(j, ']');
}

/* ---- An article */

static void add_body(struct tw_json *j, struct tw_slice text)
{
    tw_json_key(j, "bodies");
    tw_json_open(j, '[');
    tw_json_open(j, '{');
    tw_json_word(j, "role", "main");
    tw_json_word(j, "contenttype", "text/plain");
    tw_json_count(j, "charcount", tw_utf8_length(text));
    tw_json_count(j, "wordcount", tw_slice_words(text));
    tw_json_text(j, "value", text);
    tw_json_close(j, '}');
    tw_json_close(j, ']');
}

static void add_dates(struct tw_export *x, struct tw_json *j, const struct tw_article *a)
{
    const struct tw_date *version = a->modified.grain ? &a->modified : &a->published;

    if (a->published.grain) tw_json_text(j, "firstcreated", tw_rfc3339_date(x->mem, &a->published));
    if (version->grain) tw_json_text(j, "versioncreated", tw_rfc3339_date(x->mem, version));
}

/* What is known of a date, when that is less than the second of a zone. */
static struct tw_slice known_of(struct tw_arena *mem, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    if (!d->grain || (d->grain == TW_DATE_SECOND && d->has_zone)) return (struct tw_slice){"", 0};
    return tw_slice_dup(mem, (struct tw_slice){iso, tw_date_iso(d, iso)});
}

static void add_descriptions(struct tw_export *x, struct tw_json *j, const struct tw_article *a)
{
    tw_json_key(j, "descriptions");
    tw_json_open(j, '[');
    add_value(j, "summary", a->standfirst);
    add_value(j, "dateline", a->dateline);
    add_value(j, "published", known_of(x->mem, &a->published));
    add_value(j, "modified", known_of(x->mem, &a->modified));
    tw_json_close(j, ']');
}

static void add_people(struct tw_export *x, struct tw_json *j, const struct tw_article *a)
{
    struct tw_buf by = {.mem = x->mem};

    if (!a->byline.n) return;
    tw_json_key(j, "people");
    tw_json_open(j, '[');
    for (size_t i = 0; i < a->byline.n; i++) {
        if (i) tw_buf_adds(&by, ", ");
        tw_buf_add(&by, a->byline.v[i]);
        tw_json_open(j, '{');
        tw_json_text(j, "name", a->byline.v[i]);
        tw_json_word(j, "rel", "https://schema.org/author");
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
    tw_json_text(j, "by", tw_buf_slice(&by));
}

static void add_source(struct tw_export *x, struct tw_json *j, const char *role,
                       struct tw_slice name, struct tw_slice domain)
{
    struct tw_buf uri = {.mem = x->mem};
    struct tw_slice address;

    if (!name.n && !domain.n) return;
    tw_buf_adds(&uri, "https://");
    tw_buf_add(&uri, domain);
    tw_buf_addc(&uri, '/');
    address = tw_rfc3986(x->mem, tw_buf_slice(&uri));
    tw_json_open(j, '{');
    tw_json_text(j, "name", name.n ? name : domain);
    tw_json_word(j, "role", role);
    if (address.n) tw_json_text(j, "uri", address);
    tw_json_close(j, '}');
}

static void add_sources(struct tw_export *x, struct tw_json *j, const struct tw_article *a)
{
    tw_json_key(j, "infosources");
    tw_json_open(j, '[');
    add_source(x, j, "https://schema.org/publisher", a->outlet_name, a->outlet_domain);
    for (size_t i = 0; i < a->credit.n; i++)
        add_source(x, j, "https://schema.org/provider", a->credit.v[i], (struct tw_slice){"", 0});
    tw_json_close(j, ']');
}

static void add_address(struct tw_export *x, struct tw_json *j, const struct tw_article *a)
{
    struct tw_slice url = tw_rfc3986(x->mem, a->url);

    if (!url.n) return;
    tw_json_key(j, "renditions");
    tw_json_open(j, '[');
    tw_json_open(j, '{');
    tw_json_word(j, "name", "web");
    tw_json_text(j, "href", url);
    tw_json_word(j, "contenttype", "text/html");
    tw_json_close(j, '}');
    tw_json_close(j, ']');
}

static void add_article(struct tw_export *x, const struct tw_article *a, struct tw_buf *out)
{
    struct tw_json j = {.out = out};
    struct tw_buf notes = {.mem = x->mem};

    tw_export_comma(x, out);
    begin_item(&j, uri_of(x, a->id), "text");
    add_dates(x, &j, a);
    if (a->lang.n) tw_json_text(&j, "language", a->lang);
    add_headline(&j, a->title);
    add_people(x, &j, a);
    add_descriptions(x, &j, a);
    add_body(&j, a->text);
    add_sources(x, &j, a);
    add_address(x, &j, a);
    for (size_t i = 0; i < a->notes.n; i++) {
        if (i) tw_buf_addc(&notes, '\n');
        tw_buf_add(&notes, a->notes.v[i]);
    }
    if (notes.n) tw_json_text(&j, "ednote", tw_buf_slice(&notes));
    tw_json_key(&j, "altids");
    tw_json_open(&j, '[');
    tw_json_open(&j, '{');
    tw_json_word(&j, "role", "twosource");
    tw_json_text(&j, "value", a->id);
    tw_json_close(&j, '}');
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
}

/* ---- A story */

static void add_association(struct tw_export *x, struct tw_json *j, const struct tw_article *a)
{
    tw_json_open(j, '{');
    tw_json_text(j, "name", tw_account_name(a));
    tw_json_text(j, "uri", uri_of(x, a->id));
    tw_json_word(j, "type", "text");
    add_headline(j, a->title);
    tw_json_close(j, '}');
}

static void add_story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct tw_json j = {.out = out};
    struct tw_entry e = tw_entry_of(x, t);

    tw_export_comma(x, out);
    begin_item(&j, e.id, "composite");
    tw_json_text(&j, "firstcreated", tw_rfc3339(x->mem, e.first));
    tw_json_text(&j, "versioncreated", tw_rfc3339(x->mem, e.last));
    if (t->story.languages.n == 1) tw_json_text(&j, "language", t->story.languages.v[0]);
    add_headline(&j, e.title);
    tw_json_key(&j, "descriptions");
    tw_json_open(&j, '[');
    add_value(&j, "summary", e.summary);
    for (size_t i = 0; i < t->items; i++) add_value(&j, "statement", t->item[i].text);
    tw_json_close(&j, ']');
    tw_json_key(&j, "associations");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < t->articles; i++) add_association(x, &j, &t->article[i].article);
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
}

static void begin(struct tw_export *x, struct tw_buf *out)
{
    (void)x;
    tw_buf_adds(out, "[\n");
}

static void story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    for (size_t i = 0; i < t->articles; i++) add_article(x, &t->article[i].article, out);
    add_story(x, t, out);
}

static void end(struct tw_export *x, struct tw_buf *out)
{
    (void)x;
    tw_buf_adds(out, "\n]\n");
}

const struct tw_form tw_form_ninjs = {
    .name = "ninjs",
    .media_type = "application/json; charset=utf-8",
    .whats = 1 << TW_EXPORT_STORIES,
    .needs = {TW_NEED_ARTICLES | TW_NEED_ITEMS},
    .begin = begin,
    .story = story,
    .end = end,
};
