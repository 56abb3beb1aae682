/* export/stix.c - STIX 2.1 (OASIS standard, 10 June 2021): a bundle of reports, notes and
** identities.
**
** A story is a report (4.16), each statement a note about it (4.14), each outlet an identity (4.5,
** class organization), each account an external reference (2.5).  Nothing is said of truth: a
** note's text has the places where the statement stands, and how many origins were found. Ids are
** of version 5 in a namespace of ours, as 2.9 allows; times are those of the news (3.2: created,
** modified to the millisecond), so an object that did not change is the same again. An identity is
** written with the first story that needs it.  It has no time of its own: the epoch.
*/
#include "export/export_int.h"
#include "export/rfctext.h"
#include "export/uuid.h"

#include "compare/wording.h"

struct stix {
    struct tw_export *x;
    const struct tw_outgoing *t;
    struct tw_buf *out;
    struct tw_json *j;
    struct tw_slice report, created, modified;
    struct tw_map notes; /* of the story */
};

/* Of an outlet, in every store the same. */
static struct tw_slice identity_of(struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_slice part[] = {TW_LIT("outlet"), a->outlet_domain, tw_account_name(a)};

    return tw_uuid_of(mem, "identity--", part, a->outlet_domain.n ? 2 : 3);
}

static struct tw_slice our_identity(struct tw_arena *mem)
{
    struct tw_slice part[] = {TW_LIT("twosource")};

    return tw_uuid_of(mem, "identity--", part, 1);
}

/* What all objects have (3.2). */
static void begin_object(struct stix *k, const char *type, struct tw_slice id,
                         struct tw_slice created, struct tw_slice modified)
{
    tw_export_comma(k->x, k->out);
    *k->j = (struct tw_json){.out = k->out};
    tw_json_open(k->j, '{');
    tw_json_word(k->j, "type", type);
    tw_json_word(k->j, "spec_version", "2.1");
    tw_json_text(k->j, "id", id);
    tw_json_text(k->j, "created", created);
    tw_json_text(k->j, "modified", modified);
}

static void add_identity(struct stix *k, struct tw_slice id, struct tw_slice name,
                         const char *class)
{
    struct tw_slice epoch = tw_rfc3339_ms(k->x->mem, 0);
    bool added;

    if (tw_map_find(&k->x->seen, id)) return;
    tw_map_add(&k->x->seen, tw_slice_dup(k->x->run, id), &added);
    begin_object(k, "identity", id, epoch, epoch);
    tw_json_text(k->j, "name", name);
    tw_json_word(k->j, "identity_class", class);
    tw_json_close(k->j, '}');
}

static void add_reference(struct stix *k, const struct tw_stored *a)
{
    struct tw_slice url = tw_rfc3986(k->x->mem, a->article.url);

    tw_json_open(k->j, '{');
    tw_json_text(k->j, "source_name", tw_account_name(&a->article));
    if (a->article.title.n) tw_json_text(k->j, "description", a->article.title);
    if (url.n) tw_json_text(k->j, "url", url);
    tw_json_text(k->j, "external_id", a->article.id);
    tw_json_close(k->j, '}');
}

/* ---- Notes */

static struct tw_slice note_of(const struct stix *k, const struct tw_outgoing_item *item)
{
    struct tw_slice part[] = {k->x->identity, tw_slice_of(k->t->name), item->id, item->answer,
                              item->relation};

    return tw_uuid_of(k->x->mem, "note--", part, item->answer.n ? 5 : 3);
}

static void add_note_ref(void *context, const struct tw_outgoing_item *item)
{
    struct stix *k = context;
    bool added;

    tw_map_add(&k->notes, note_of(k, item), &added);
}

/* "Ilse Drahos, same utterance", "Figure, they differ", "Karsk: affirm, by ...". */
static struct tw_slice abstract_of(struct tw_arena *mem, const struct tw_outgoing_item *item)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_add(&b, item->kind);
    tw_buf_adds(&b, ", ");
    tw_buf_add(&b, item->relation);
    if (item->answer.n) tw_buf_adds(&b, ": "), tw_buf_add(&b, item->answer);
    if (item->speaker.n) tw_buf_adds(&b, "; by "), tw_buf_add(&b, item->speaker);
    return tw_buf_slice(&b);
}

static struct tw_slice content_of(const struct stix *k, const struct tw_outgoing_item *item)
{
    struct tw_buf b = {.mem = k->x->mem};

    tw_add_count(&b, item->accounts, "account");
    tw_buf_adds(&b, ", ");
    tw_add_count(&b, item->origins, "origin");
    tw_buf_adds(&b, " found");
    for (size_t i = 0; i < item->members->n; i++) {
        const struct tw_jv *m = &item->members->v[i];
        const struct tw_stored *a = tw_outgoing_article(k->t, tw_jv_str(m, "id"));

        tw_buf_adds(&b, "\n");
        if (a) tw_buf_add(&b, tw_account_name(&a->article)), tw_buf_adds(&b, ": ");
        tw_buf_add(&b, tw_jv_str(m, "text"));
    }
    return tw_buf_slice(&b);
}

/* Each account once; members are sorted by account. */
static void add_note_references(struct stix *k, const struct tw_outgoing_item *item)
{
    const struct tw_stored *last = NULL;
    bool any = false;

    for (size_t i = 0; i < item->members->n; i++) {
        const struct tw_stored *a =
            tw_outgoing_article(k->t, tw_jv_str(&item->members->v[i], "id"));

        if (!a || a == last) continue;
        if (!any) tw_json_key(k->j, "external_references"), tw_json_open(k->j, '[');
        any = true;
        add_reference(k, a);
        last = a;
    }
    if (any) tw_json_close(k->j, ']');
}

static void add_note(void *context, const struct tw_outgoing_item *item)
{
    struct stix *k = context;
    struct tw_slice id = note_of(k, item);
    struct tw_map_item *known = tw_map_find(&k->notes, id);

    if (known->value++) return; /* two items of one id: the first stays */
    begin_object(k, "note", id, k->created, k->modified);
    tw_json_text(k->j, "created_by_ref", our_identity(k->x->mem));
    tw_json_text(k->j, "abstract", abstract_of(k->x->mem, item));
    tw_json_text(k->j, "content", content_of(k, item));
    add_note_references(k, item);
    tw_json_key(k->j, "object_refs");
    tw_json_open(k->j, '[');
    tw_json_str(k->j, k->report);
    tw_json_close(k->j, ']');
    tw_json_close(k->j, '}');
}

/* ---- The report */

/* What the report is about: each outlet once, and the notes. */
static void add_refs(struct stix *k)
{
    struct tw_map outlets = tw_map_in(k->x->mem);
    bool added;

    tw_json_key(k->j, "object_refs");
    tw_json_open(k->j, '[');
    for (size_t i = 0; i < k->t->articles; i++) {
        struct tw_slice id = identity_of(k->x->mem, &k->t->article[i].article);

        tw_map_add(&outlets, id, &added);
        if (added) tw_json_str(k->j, id);
    }
    for (size_t i = 0; i < k->notes.n; i++) tw_json_str(k->j, k->notes.v[i].key);
    tw_json_close(k->j, ']');
}

static void add_report(struct stix *k, const struct tw_entry *e)
{
    begin_object(k, "report", k->report, k->created, k->modified);
    tw_json_text(k->j, "created_by_ref", our_identity(k->x->mem));
    tw_json_text(k->j, "name", e->title);
    tw_json_text(k->j, "description", e->summary);
    tw_json_text(k->j, "published", k->created);
    tw_json_key(k->j, "external_references");
    tw_json_open(k->j, '[');
    for (size_t i = 0; i < k->t->articles; i++) add_reference(k, &k->t->article[i]);
    tw_json_close(k->j, ']');
    add_refs(k);
    tw_json_close(k->j, '}');
}

static void story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct tw_entry e = tw_entry_of(x, t);
    struct tw_slice part[] = {x->identity, tw_slice_of(t->name)};
    struct tw_json j;
    struct stix k = {.x = x, .t = t, .out = out, .j = &j, .notes = tw_map_in(x->mem)};

    if (!t->articles) return;
    k.report = tw_uuid_of(x->mem, "report--", part, 2);
    k.created = tw_rfc3339_ms(x->mem, e.first);
    k.modified = tw_rfc3339_ms(x->mem, e.last > e.first ? e.last : e.first);
    for (size_t i = 0; i < t->articles; i++) {
        const struct tw_article *a = &t->article[i].article;

        add_identity(&k, identity_of(x->mem, a), tw_account_name(a), "organization");
    }
    tw_outgoing_items(x->mem, t, add_note_ref, &k);
    add_report(&k, &e);
    tw_outgoing_items(x->mem, t, add_note, &k);
}

static void begin(struct tw_export *x, struct tw_buf *out)
{
    struct tw_slice part[] = {x->identity, TW_LIT("bundle")};
    struct tw_json j = {.out = out};
    struct stix k = {.x = x, .out = out, .j = &j};

    tw_json_open(&j, '{');
    tw_json_word(&j, "type", "bundle");
    tw_json_text(&j, "id", tw_uuid_of(x->mem, "bundle--", part, 2));
    tw_json_key(&j, "objects");
    tw_json_open(&j, '[');
    tw_buf_addc(out, '\n');
    add_identity(&k, our_identity(x->mem), TW_LIT("Twosource"), "system");
}

static void end(struct tw_export *x, struct tw_buf *out)
{
    (void)x;
    tw_buf_adds(out, "\n]}\n");
}

const struct tw_form tw_form_stix = {
    .name = "stix",
    .media_type = "application/stix+json;version=2.1",
    .whats = 1 << TW_EXPORT_STORIES,
    .needs = {TW_NEED_ARTICLES | TW_NEED_PARSED},
    .begin = begin,
    .story = story,
    .end = end,
};
