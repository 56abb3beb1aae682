/* export/annotation.c - W3C Web Annotation Data Model (Recommendation, 23 February 2017), as
** JSON-LD.
**
** A collection with one page; an annotation for each place where a statement stands.  Its target is
** the article, with two selectors: TextQuoteSelector (4.2.4: the words, and up to 32 code points
** before and behind them) and TextPositionSelector (4.2.5: code points, as our offsets are, of the
** article's text: what `read` made of the page, not the page's own).  Its body says what stands
** there and how many origins were found.  An article without an address is named by a UUID.
*/
#include "export/export_int.h"
#include "export/rfctext.h"
#include "export/uuid.h"

#include "base/utf8.h"
#include "compare/wording.h"

enum { AROUND = 32 }; /* code points; as the annotation tools in browsers have */

struct annotating {
    struct tw_export *x;
    const struct tw_outgoing *t;
    struct tw_buf *out;
};

static struct tw_slice source_of(struct tw_export *x, const struct tw_article *a)
{
    struct tw_slice url = tw_rfc3986(x->mem, a->url);
    struct tw_slice part[] = {x->identity, TW_LIT("article"), a->id};

    return url.n ? url : tw_uuid_of(x->mem, "urn:uuid:", part, 3);
}

/* A place in a text: its bytes, and its code points as given. */
struct place {
    struct tw_slice text;
    size_t from, to;
    struct tw_slice cp_from, cp_to;
};

static bool place_of(const struct tw_jv *member, struct tw_slice text, struct place *out)
{
    const struct tw_jv *span = tw_jv_get(member, "span");

    if (!span || span->n != 2 || span->v[0].type != TW_JNUMBER || span->v[1].type != TW_JNUMBER
        || span->v[0].num < 0 || span->v[1].num < span->v[0].num || span->v[1].num > (double)text.n)
        return false;
    *out = (struct place){.text = text, .cp_from = span->v[0].s, .cp_to = span->v[1].s};
    out->from = tw_utf8_skip(text, 0, (size_t)span->v[0].num);
    if (out->from == TW_NONE) return false;
    out->to = tw_utf8_skip(text, out->from, (size_t)(span->v[1].num - span->v[0].num));
    return out->to != TW_NONE;
}

static struct tw_slice before(const struct place *p)
{
    size_t from = p->from;

    for (int i = 0; i < AROUND && from > 0; i++) (void)tw_utf8_before(p->text, from, &from);
    return tw_slice_sub(p->text, from, p->from);
}

static struct tw_slice behind(const struct place *p)
{
    size_t to = p->to;

    for (int i = 0; i < AROUND && to < p->text.n; i++) (void)tw_utf8_next(p->text, &to);
    return tw_slice_sub(p->text, p->to, to);
}

static void add_selectors(struct tw_json *j, const struct place *p)
{
    struct tw_slice prefix = before(p), suffix = behind(p);

    tw_json_key(j, "selector");
    tw_json_open(j, '[');
    tw_json_open(j, '{');
    tw_json_word(j, "type", "TextQuoteSelector");
    tw_json_text(j, "exact", tw_slice_sub(p->text, p->from, p->to));
    if (prefix.n) tw_json_text(j, "prefix", prefix);
    if (suffix.n) tw_json_text(j, "suffix", suffix);
    tw_json_close(j, '}');
    tw_json_open(j, '{');
    tw_json_word(j, "type", "TextPositionSelector");
    tw_json_key(j, "start"), tw_buf_add(j->out, p->cp_from), j->comma = true;
    tw_json_key(j, "end"), tw_buf_add(j->out, p->cp_to);
    tw_json_close(j, '}');
    tw_json_close(j, ']');
}

/* "said by Ilse Drahos (same_utterance): 5 accounts, 3 origins found" */
static struct tw_slice body_of(struct tw_arena *mem, const struct tw_outgoing_item *item)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_add(&b, item->kind);
    if (item->speaker.n) tw_buf_adds(&b, " by "), tw_buf_add(&b, item->speaker);
    if (item->answer.n) tw_buf_adds(&b, ", of "), tw_buf_add(&b, item->answer);
    if (tw_slice_eq(item->kind, TW_LIT("figure"))) {
        tw_buf_addc(&b, ' ');
        tw_buf_add(
            &b, tw_unit_words(mem, tw_jv_str(item->object, "unit"), tw_jv_str(item->object, "of")));
    }
    tw_buf_adds(&b, " (");
    for (size_t i = 0; i < item->relation.n; i++)
        tw_buf_addc(&b, item->relation.p[i] == '_' ? ' ' : item->relation.p[i]);
    tw_buf_adds(&b, "): ");
    tw_add_count(&b, item->accounts, "account");
    tw_buf_adds(&b, ", ");
    tw_add_count(&b, item->origins, "origin");
    tw_buf_adds(&b, " found");
    return tw_buf_slice(&b);
}

static void add_body(struct tw_json *j, struct tw_slice text)
{
    tw_json_key(j, "body");
    tw_json_open(j, '{');
    tw_json_word(j, "type", "TextualBody");
    tw_json_text(j, "value", text);
    tw_json_word(j, "format", "text/plain");
    tw_json_word(j, "language", "en");
    tw_json_word(j, "purpose", "describing");
    tw_json_close(j, '}');
}

static void add_annotation(struct annotating *k, const struct tw_outgoing_item *item,
                           const struct tw_stored *a, const struct place *p)
{
    struct tw_slice part[] = {k->x->identity, tw_slice_of(k->t->name), item->id,   item->answer,
                              item->relation, a->article.id,           p->cp_from, p->cp_to};
    struct tw_json j = {.out = k->out};

    tw_export_comma(k->x, k->out);
    tw_json_open(&j, '{');
    tw_json_text(&j, "id", tw_uuid_of(k->x->mem, "urn:uuid:", part, 8));
    tw_json_word(&j, "type", "Annotation");
    tw_json_word(&j, "motivation", "describing");
    add_body(&j, body_of(k->x->mem, item));
    tw_json_key(&j, "target");
    tw_json_open(&j, '{');
    tw_json_text(&j, "source", source_of(k->x, &a->article));
    add_selectors(&j, p);
    tw_json_close(&j, '}');
    tw_json_close(&j, '}');
}

static void add_item(void *context, const struct tw_outgoing_item *item)
{
    struct annotating *k = context;

    for (size_t i = 0; i < item->members->n; i++) {
        const struct tw_jv *m = &item->members->v[i];
        const struct tw_stored *a = tw_outgoing_article(k->t, tw_jv_str(m, "id"));
        struct place p;

        if (a && place_of(m, a->article.text, &p)) add_annotation(k, item, a, &p);
    }
}

static void story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct annotating k = {x, t, out};

    tw_outgoing_items(x->mem, t, add_item, &k);
}

static void begin(struct tw_export *x, struct tw_buf *out)
{
    struct tw_slice collection[] = {x->identity, TW_LIT("annotations")},
                    page[] = {x->identity, TW_LIT("annotation page")};
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_word(&j, "@context", "http://www.w3.org/ns/anno.jsonld");
    tw_json_text(&j, "id", tw_uuid_of(x->mem, "urn:uuid:", collection, 2));
    tw_json_word(&j, "type", "AnnotationCollection");
    tw_json_word(&j, "label", "Statements and where they stand");
    tw_json_key(&j, "first");
    tw_json_open(&j, '{');
    tw_json_text(&j, "id", tw_uuid_of(x->mem, "urn:uuid:", page, 2));
    tw_json_word(&j, "type", "AnnotationPage");
    tw_json_text(&j, "partOf", tw_uuid_of(x->mem, "urn:uuid:", collection, 2));
    tw_json_count(&j, "startIndex", 0);
    tw_json_key(&j, "items");
    tw_json_open(&j, '[');
    tw_buf_addc(out, '\n');
}

static void end(struct tw_export *x, struct tw_buf *out)
{
    tw_buf_addf(out, "\n]},\"total\":%zu}\n", x->written);
}

const struct tw_form tw_form_webannotation = {
    .name = "webannotation",
    .media_type = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
    .whats = 1 << TW_EXPORT_STORIES,
    .needs = {TW_NEED_ARTICLES | TW_NEED_PARSED},
    .begin = begin,
    .story = story,
    .end = end,
};
