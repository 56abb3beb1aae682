/* serve/dossier.c - see the header. */
#include "serve/dossier.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "compare/layout.h"
#include "compare/wording.h"
#include "store/retell.h"

#include <stdio.h>

enum { PLACES = 12, CHOICES = 30 }; /* places of one wording; accounts to choose among */

static const struct tw_jv none = {.type = TW_JARRAY};

static const struct tw_jv *list_of(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    return v && v->type == TW_JARRAY ? v : &none;
}

/* The outlet; else the file's name without its folders. */
static struct tw_slice name_of(const struct tw_jv *account)
{
    struct tw_slice name = tw_jv_str(tw_jv_get(account, "outlet"), "name"),
                    source = tw_jv_str(account, "source");
    size_t slash = tw_slice_find_last(source, TW_LIT("/"));

    if (name.n == 0) name = tw_jv_str(tw_jv_get(account, "outlet"), "domain");
    if (name.n > 0) return name;
    if (slash != TW_NONE && slash + 1 < source.n)
        source = tw_slice_sub(source, slash + 1, source.n);
    return source.n > 0 ? source : tw_jv_str(account, "id");
}

static void read_account(struct tw_page *p, struct tw_dossier *d, const struct tw_jv *v,
                         uint64_t number)
{
    struct tw_dossier_account *a = &d->account[d->n];
    struct tw_date date;

    *a = (struct tw_dossier_account){
        .id = tw_jv_str(v, "id"),
        .name = name_of(v),
        .title = tw_jv_str(v, "title"),
        .published = tw_jv_str(v, "published"),
        .origin = tw_jv_str(v, "origin"),
        .why = tw_jv_str(v, "origin_why"),
        .number = number,
        .is_new = p->look.has_seen && number > p->look.article,
    };
    if (tw_date_parse_iso(a->published, &date)) a->time = tw_date_unix(&date);
    tw_map_add(&d->by_id, a->id, NULL)->value = d->n++;
}

static void read_words(struct tw_page *p, struct tw_dossier *d)
{
    d->words = TW_NEW_N(p->mem, unsigned, d->n * d->n);
    for (size_t i = 0; i < d->copied->n; i++) {
        size_t a = tw_dossier_account_of(d, &d->copied->v[i], "a"),
               b = tw_dossier_account_of(d, &d->copied->v[i], "b");

        if (a != TW_NONE && b != TW_NONE && a != b)
            d->words[b * d->n + a] += tw_dossier_number(&d->copied->v[i], "words");
    }
}

static enum tw_status read_since(struct tw_page *p, struct tw_dossier *d)
{
    struct tw_stored_item *v;
    size_t n;
    enum tw_status st = tw_store_items(p->store, p->mem, d->story.number, &v, &n);

    for (size_t i = 0; st == TW_OK && i < n; i++)
        tw_map_add(&d->since, v[i].id, NULL)->value = v[i].since;
    return st;
}

enum tw_status tw_dossier_read(struct tw_page *p, uint64_t story, struct tw_dossier *d)
{
    struct tw_buf json = {.mem = p->mem};
    const struct tw_jv *accounts;
    uint64_t *number;
    enum tw_status st;
    size_t n;

    *d = (struct tw_dossier){.by_id = tw_map_in(p->mem), .since = tw_map_in(p->mem)};
    if ((st = tw_store_story(p->store, p->mem, story, &d->story)) != TW_OK || d->story.into)
        return st;
    if ((st = tw_retell_json(p->store, p->mem, story, &json)) != TW_OK) return st;
    if ((st = tw_json_parse(p->mem, tw_buf_slice(&json), &d->json, NULL)) != TW_OK) return st;
    if ((st = tw_retell_numbers(p->store, p->mem, story, &number, &n)) != TW_OK) return st;
    accounts = list_of(&d->json, "accounts");
    d->account = TW_NEW_N(p->mem, struct tw_dossier_account, accounts->n);
    for (size_t i = 0; i < accounts->n; i++)
        read_account(p, d, &accounts->v[i], i < n ? number[i] : 0);
    d->said = list_of(&d->json, "said");
    d->figures = list_of(&d->json, "figures");
    d->claims = list_of(&d->json, "claims");
    d->only = list_of(&d->json, "only");
    d->copied = list_of(&d->json, "copied");
    d->editions = list_of(&d->json, "editions");
    read_words(p, d);
    return read_since(p, d);
}

size_t tw_dossier_account_of(const struct tw_dossier *d, const struct tw_jv *member,
                             const char *key)
{
    struct tw_map_item *it = tw_map_find(&d->by_id, tw_jv_str(member, key));

    return it ? (size_t)it->value : TW_NONE;
}

const struct tw_jv *tw_dossier_member(const struct tw_dossier *d, const struct tw_jv *item,
                                      size_t account)
{
    const struct tw_jv *members = tw_jv_get(item, "members");

    for (size_t i = 0; members && i < members->n; i++)
        if (tw_dossier_account_of(d, &members->v[i], "id") == account) return &members->v[i];
    return NULL;
}

bool tw_dossier_is_new(const struct tw_page *p, const struct tw_dossier *d,
                       const struct tw_jv *item)
{
    struct tw_map_item *it =
        p->look.has_seen ? tw_map_find(&d->since, tw_jv_str(item, "id")) : NULL;

    return it && it->value > p->look.article;
}

unsigned tw_dossier_number(const struct tw_jv *item, const char *key)
{
    const struct tw_jv *v = tw_jv_get(item, key);

    return v && v->type == TW_JNUMBER && v->num >= 0 && v->num < 1e9 ? (unsigned)v->num : 0;
}

bool tw_dossier_is(const struct tw_jv *item, const char *key, const char *value)
{
    return tw_slice_eq(tw_jv_str(item, key), tw_slice_of(value));
}

struct tw_slice tw_dossier_unit(struct tw_page *p, const struct tw_jv *figure)
{
    return tw_unit_words(p->mem, tw_jv_str(figure, "unit"), tw_jv_str(figure, "of"));
}

struct tw_slice tw_dossier_outcome(struct tw_page *p, const struct tw_jv *figure)
{
    const struct tw_jv *low = tw_jv_get(figure, "low"), *high = tw_jv_get(figure, "high");
    struct tw_reconciled r = {
        .has_low = low && low->type == TW_JNUMBER,
        .low = low ? low->num : 0,
        .has_high = high && high->type == TW_JNUMBER,
        .high = high ? high->num : 0,
    };
    struct tw_buf b = {.mem = p->mem};

    for (int k = 0; k < 4; k++)
        if (tw_dossier_is(figure, "relation", tw_figure_relation_text((enum tw_figure_relation)k)))
            r.relation = (enum tw_figure_relation)k;
    tw_add_outcome(&b, &r);
    return tw_buf_slice(&b);
}

/* The number inside the member: both spans count code points of one text. */
struct tw_slice tw_dossier_value(struct tw_page *p, const struct tw_jv *member)
{
    static const char *const comparator[] = {"about", "at_least", "more_than", "up_to",
                                             "fewer_than"};
    static const char *const sign[] = {"~", "\xE2\x89\xA5", ">", "\xE2\x89\xA4", "<"};
    const struct tw_jv *span = tw_jv_get(member, "span"), *number = tw_jv_get(member, "number");
    struct tw_slice text = tw_jv_str(member, "text");
    struct tw_buf b = {.mem = p->mem};
    size_t from, to;

    if (!span || !number || span->n != 2 || number->n != 2 || number->v[0].num < span->v[0].num
        || number->v[1].num < number->v[0].num)
        return text;
    from = tw_utf8_skip(text, 0, (size_t)(number->v[0].num - span->v[0].num));
    to = from == TW_NONE ? TW_NONE
                         : tw_utf8_skip(text, from, (size_t)(number->v[1].num - number->v[0].num));
    if (to == TW_NONE) return text;
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (tw_dossier_is(member, "comparator", comparator[i])) tw_buf_adds(&b, sign[i]);
    tw_buf_add(&b, tw_one_line(p->mem, tw_slice_sub(text, from, to), 24));
    return tw_buf_slice(&b);
}

/* ---- As HTML */

void tw_dossier_put_name(struct tw_page *p, enum tw_dossier_kind kind, size_t index)
{
    tw_buf_addf(p->out, "<a class=\"name\" href=\"#%c%zu\">%c%zu</a> ", "SFCOPE"[kind], index + 1,
                "SFCOPE"[kind], index + 1);
}

void tw_dossier_put_address(struct tw_page *p, struct tw_slice id, const struct tw_jv *span)
{
    tw_page_put(p, "/articles/");
    tw_page_url(p, id);
    if (span && span->n == 2 && span->v[0].type == TW_JNUMBER && span->v[1].type == TW_JNUMBER)
        tw_buf_addf(p->out, "?at=%.0f-%.0f#at", span->v[0].num, span->v[1].num);
}

void tw_dossier_put_place(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *member)
{
    size_t a = tw_dossier_account_of(d, member, "id");

    if (a == TW_NONE) return;
    tw_page_put(p, "<a class=\"at\" href=\"");
    tw_dossier_put_address(p, d->account[a].id, tw_jv_get(member, "span"));
    tw_page_put(p, "\">");
    tw_page_letter(p, a);
    tw_page_put(p, "<span class=\"hidden\"> ");
    tw_page_text(p, d->account[a].name);
    tw_page_put(p, "</span></a>");
}

void tw_dossier_put_places(struct tw_page *p, const struct tw_dossier *d,
                           const struct tw_jv *members, struct tw_slice *text,
                           struct tw_slice which)
{
    size_t shown = 0;

    for (size_t i = 0; members && i < members->n; i++) {
        if (text && !tw_slice_eq(text[i], which)) continue;
        if (text) text[i].n = 0;
        if (shown++ < tw_section_most(p, PLACES)) tw_dossier_put_place(p, d, &members->v[i]);
    }
    if (shown > tw_section_most(p, PLACES))
        tw_buf_addf(p->out, "<span class=\"fine\">and %zu more</span>", shown - PLACES);
}

/* Copied editions of one wording differ in spaces and the marks at their ends alone. */
static struct tw_slice wording_of(struct tw_page *p, const struct tw_jv *member)
{
    return tw_one_line(p->mem, tw_slice_trim(tw_jv_str(member, "text")), 0);
}

void tw_dossier_put_wordings(struct tw_page *p, const struct tw_dossier *d,
                             const struct tw_jv *members, size_t most)
{
    size_t n = members ? members->n : 0, shown = 0;
    struct tw_slice *text = TW_NEW_N(p->mem, struct tw_slice, n);

    for (size_t i = 0; i < n; i++) text[i] = wording_of(p, &members->v[i]);
    tw_page_put(p, "<ul class=\"wordings\">\n");
    for (size_t i = 0; i < n && shown < most; i++) {
        struct tw_slice words = text[i];

        if (words.n == 0) continue;
        tw_page_put(p, "<li>");
        tw_page_words(p, words);
        tw_page_put(p, " <span class=\"places\">");
        tw_dossier_put_places(p, d, members, text, words);
        tw_page_put(p, "</span></li>\n");
        shown++;
    }
    tw_page_put(p, "</ul>\n");
}

void tw_dossier_put_why(struct tw_page *p, const struct tw_dossier *d, struct tw_slice item,
                        const char *of)
{
    tw_buf_addf(p->out, "<a class=\"why\" href=\"/why/s%llu:", (unsigned long long)d->story.number);
    tw_page_url(p, item);
    tw_page_put(p, "\">why");
    if (*of) tw_buf_addf(p->out, "<span class=\"hidden\"> %s</span>", of);
    tw_page_put(p, "</a>");
}

void tw_dossier_put_new(struct tw_page *p, bool is_new)
{
    if (is_new) tw_page_put(p, " <span class=\"new\">new</span>");
}

void tw_dossier_put_support(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *item,
                            enum tw_dossier_kind kind, size_t index)
{
    unsigned origins = tw_dossier_number(item, "origins");
    char name[24];

    snprintf(name, sizeof name, "%c%zu", "SFCOPE"[kind], index + 1);
    tw_page_put(p, "<span class=\"support\">");
    tw_page_count(p, tw_dossier_number(item, "accounts"), "account");
    tw_buf_addf(p->out, " \xC2\xB7 <b class=\"%s\">", origins > 1 ? "several" : "single");
    tw_page_count(p, origins, "origin");
    tw_page_put(p, "</b></span> ");
    tw_dossier_put_why(p, d, tw_jv_str(item, "id").n ? tw_jv_str(item, "id") : tw_slice_of(name),
                       name);
}

void tw_dossier_open_pair(struct tw_page *p, const struct tw_dossier *d, size_t a, size_t b)
{
    tw_buf_addf(p->out, "<a href=\"/stories/s%llu/pair?a=", (unsigned long long)d->story.number);
    tw_page_url(p, d->account[a].id);
    tw_page_put(p, "&amp;b=");
    tw_page_url(p, d->account[b].id);
    tw_page_put(p, "\">");
}

void tw_dossier_put_choice(struct tw_page *p, const struct tw_dossier *d, const char *name,
                           const char *label, size_t chosen)
{
    tw_buf_addf(p->out, "<label>%s <select name=\"%s\">", label, name);
    for (size_t i = 0; i < d->n; i++) {
        if (i >= tw_section_most(p, CHOICES) && i != chosen) continue;
        tw_page_put(p, "<option value=\"");
        tw_page_text(p, d->account[i].id);
        tw_page_put(p, i == chosen ? "\" selected>" : "\">");
        tw_page_letter(p, i);
        tw_page_put(p, " ");
        tw_page_text(p, d->account[i].name);
        tw_page_put(p, "</option>");
    }
    tw_page_put(p, "</select></label> ");
}
