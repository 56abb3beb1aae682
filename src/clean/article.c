/* clean/article.c - the article as a JSON object, out and in.
**
** What is unknown is written as null (a list as []), so that every object has
** every field.  Reading takes what other programs write besides: `published`
** and `outlet` as plain strings, `byline` and `credit` as one string; a field
** of a wrong type counts as absent.  Text as given is never altered, so all
** offsets refer to it.  Cost: one pass over the text for the paragraphs.
*/
#include "clean/article.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"

/* A text whose lines are never longer than this may be broken to a width, so
** its single line ends say nothing (screens have 80 columns; half more for
** letters of two bytes). */
enum { WRAPPED = 120 };

static const char *const from_text[] = {NULL,  "meta", "json-ld", "time-tag",
                                        "url", "text", "feed",    "http"};

const char *tw_date_from_text(enum tw_date_from f)
{
    return (unsigned)f < sizeof from_text / sizeof *from_text ? from_text[f] : NULL;
}

static enum tw_date_from from_of(struct tw_slice s)
{
    for (unsigned f = TW_FROM_META; f <= TW_FROM_HTTP; f++)
        if (tw_slice_eq(s, tw_slice_of(from_text[f]))) return (enum tw_date_from)f;
    return TW_FROM_NONE;
}

void tw_article_set_id(struct tw_arena *mem, struct tw_article *a)
{
    struct tw_slice part[2] = {a->url.n ? a->url : a->source, a->text};
    char id[17];

    tw_hash_id(part, 2, id);
    a->id = tw_slice_dup(mem, (struct tw_slice){id, 16});
}

/* True when single line ends divide the text: no line is blank, and some line
** is longer than any screen is wide. */
static bool line_is_paragraph(struct tw_slice text)
{
    struct tw_slice line;
    size_t longest = 0;

    while (tw_slice_line(&text, &line)) {
        if (tw_slice_trim(line).n == 0 && text.n && longest) return false;
        if (line.n > longest) longest = line.n;
    }
    return longest > WRAPPED;
}

void tw_article_split(struct tw_arena *mem, struct tw_article *a)
{
    struct tw_slice rest = a->text, line;
    bool each_line = line_is_paragraph(a->text), open = false;
    struct tw_spans list = {0};
    size_t cap = 0;

    while (tw_slice_line(&rest, &line)) {
        struct tw_slice words = tw_slice_trim(line);
        size_t off = (size_t)(words.p - a->text.p), end = off + words.n;

        if (words.n == 0) {
            open = false;
        } else if (open && !each_line) {
            list.v[list.n - 1].len = end - list.v[list.n - 1].off;
        } else {
            TW_PUSH(mem, list.v, list.n, cap, tw_span_from_to(off, end));
            open = true;
        }
    }
    a->paragraphs = list;
}

static void write_date(struct tw_json *j, const char *key, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    tw_json_key(j, key);
    tw_json_str_or_null(j, (struct tw_slice){iso, tw_date_iso(d, iso)});
}

static void write_published(struct tw_json *j, const struct tw_article *a)
{
    const char *from = tw_date_from_text(a->published_from);

    tw_json_key(j, "published");
    if (a->published.grain == TW_DATE_NONE) {
        tw_json_null(j);
        return;
    }
    tw_json_open(j, '{');
    write_date(j, "value", &a->published);
    tw_json_text_or_null(j, "from", tw_slice_of(from));
    tw_json_close(j, '}');
}

static void write_paragraphs(struct tw_json *j, const struct tw_article *a)
{
    struct tw_cpmap map = {.text = a->text};

    tw_json_key(j, "paragraphs");
    tw_json_open(j, '[');
    for (size_t i = 0; i < a->paragraphs.n; i++) {
        struct tw_span s = a->paragraphs.v[i];
        size_t from = tw_cpmap_at(&map, s.off);

        tw_json_pair(j, from, tw_cpmap_at(&map, tw_span_end(s)));
    }
    tw_json_close(j, ']');
}

void tw_article_write(struct tw_buf *out, const struct tw_article *a)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "id"), tw_json_str(&j, a->id);
    tw_json_text_or_null(&j, "source", a->source);
    tw_json_text_or_null(&j, "url", a->url);
    tw_json_key(&j, "outlet"), tw_json_open(&j, '{');
    tw_json_text_or_null(&j, "name", a->outlet_name);
    tw_json_text_or_null(&j, "domain", a->outlet_domain);
    tw_json_close(&j, '}');
    tw_json_text_or_null(&j, "title", a->title);
    tw_json_text_or_null(&j, "standfirst", a->standfirst);
    tw_json_texts(&j, "byline", a->byline.v, a->byline.n);
    tw_json_text_or_null(&j, "dateline", a->dateline);
    write_published(&j, a);
    write_date(&j, "modified", &a->modified);
    tw_json_text_or_null(&j, "lang", a->lang);
    tw_json_texts(&j, "credit", a->credit.v, a->credit.n);
    tw_json_key(&j, "text"), tw_json_str(&j, a->text);
    write_paragraphs(&j, a);
    tw_json_texts(&j, "notes", a->notes.v, a->notes.n);
    tw_json_close(&j, '}');
}

/* The strings of a list, or the one string. */
static struct tw_slices read_list(struct tw_arena *mem, const struct tw_jv *v)
{
    struct tw_slices list = {0};

    if (!v || (v->type != TW_JARRAY && v->type != TW_JSTRING)) return list;
    list.v = TW_NEW_N(mem, struct tw_slice, v->type == TW_JSTRING ? 1 : v->n);
    if (v->type == TW_JSTRING && v->s.n) list.v[list.n++] = v->s;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].type == TW_JSTRING) list.v[list.n++] = v->v[i].s;
    return list;
}

static void read_published(const struct tw_jv *v, struct tw_article *a)
{
    if (!v) return;
    if (v->type == TW_JSTRING) {
        tw_date_parse_iso(v->s, &a->published);
    } else {
        tw_date_parse_iso(tw_jv_str(v, "value"), &a->published);
        a->published_from = from_of(tw_jv_str(v, "from"));
    }
}

static void read_outlet(const struct tw_jv *v, struct tw_article *a)
{
    if (v && v->type == TW_JSTRING) {
        a->outlet_name = v->s;
    } else {
        a->outlet_name = tw_jv_str(v, "name");
        a->outlet_domain = tw_jv_str(v, "domain");
    }
}

/* Moves *byte and *cp forward to code point `to`; false when it lies before
** them or behind the text. */
static bool forward(struct tw_slice text, size_t *byte, size_t *cp, double to)
{
    if (!(to >= (double)*cp && to <= (double)text.n)) return false;
    *byte = tw_utf8_skip(text, *byte, (size_t)to - *cp);
    *cp = (size_t)to;
    return *byte != TW_NONE;
}

/* Paragraphs as given: pairs of rising code points inside the text. */
static bool read_paragraphs(struct tw_arena *mem, const struct tw_jv *v, struct tw_article *a)
{
    size_t byte = 0, cp = 0;

    if (!v || v->type != TW_JARRAY || (v->n == 0 && a->text.n)) return false;
    a->paragraphs.v = TW_NEW_N(mem, struct tw_span, v->n);
    for (size_t i = 0; i < v->n; i++) {
        const struct tw_jv *pair = &v->v[i];
        size_t off;

        if (pair->type != TW_JARRAY || pair->n != 2 || pair->v[0].type != TW_JNUMBER
            || pair->v[1].type != TW_JNUMBER) return false;
        if (!forward(a->text, &byte, &cp, pair->v[0].num)) return false;
        off = byte;
        if (!forward(a->text, &byte, &cp, pair->v[1].num)) return false;
        a->paragraphs.v[a->paragraphs.n++] = tw_span_from_to(off, byte);
    }
    return true;
}

enum tw_status tw_article_read(struct tw_arena *mem, const struct tw_jv *o, struct tw_article *out)
{
    const struct tw_jv *text = tw_jv_get(o, "text");
    struct tw_article a = {.id = tw_jv_str(o, "id")};

    *out = (struct tw_article){0};
    if (a.id.n == 0 || !text || text->type != TW_JSTRING) return TW_BROKEN;
    a.text = text->s;
    a.source = tw_jv_str(o, "source");
    a.url = tw_jv_str(o, "url");
    read_outlet(tw_jv_get(o, "outlet"), &a);
    a.title = tw_jv_str(o, "title");
    a.standfirst = tw_jv_str(o, "standfirst");
    a.byline = read_list(mem, tw_jv_get(o, "byline"));
    a.dateline = tw_jv_str(o, "dateline");
    read_published(tw_jv_get(o, "published"), &a);
    tw_date_parse_iso(tw_jv_str(o, "modified"), &a.modified);
    a.lang = tw_jv_str(o, "lang");
    a.credit = read_list(mem, tw_jv_get(o, "credit"));
    a.notes = read_list(mem, tw_jv_get(o, "notes"));
    if (!read_paragraphs(mem, tw_jv_get(o, "paragraphs"), &a)) {
        a.paragraphs = (struct tw_spans){0};
        tw_article_split(mem, &a);
    }
    *out = a;
    return TW_OK;
}

static struct tw_slices dup_all(struct tw_arena *mem, struct tw_slices s)
{
    struct tw_slices out = {tw_arena_dup(mem, s.v, s.n * sizeof *s.v), s.n};

    for (size_t i = 0; i < s.n; i++) out.v[i] = tw_slice_dup(mem, s.v[i]);
    return out;
}

struct tw_article tw_article_dup(struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_article out = *a;
    struct tw_slice *one[] = {&out.id, &out.source, &out.url, &out.outlet_name, &out.outlet_domain,
                              &out.title, &out.standfirst, &out.dateline, &out.lang, &out.text};

    for (size_t i = 0; i < sizeof one / sizeof *one; i++) *one[i] = tw_slice_dup(mem, *one[i]);
    out.byline = dup_all(mem, a->byline);
    out.credit = dup_all(mem, a->credit);
    out.notes = dup_all(mem, a->notes);
    out.paragraphs.v = tw_arena_dup(mem, a->paragraphs.v,
                                    a->paragraphs.n * sizeof *a->paragraphs.v);
    return out;
}
