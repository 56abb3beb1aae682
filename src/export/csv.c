/* export/csv.c - tables: RFC 4180, UTF-8, a line of names first.
**
** Fields are quoted when they hold a comma, a quotation mark or a line end (RFC 4180, 2.6); lines
** end with CR LF (2.1).  Text that a spreadsheet would take for a formula gets a ' before it
** (OWASP, "CSV Injection"): it begins with = + - @, a tab or a CR.  So a title that begins with a
** dash has one mark more than it had; numbers are ours and are left alone.
*/
#include "export/export_int.h"

#include "store/tell.h"

/* One table: what is being written, and to where. */
struct table {
    struct tw_export *x;
    const struct tw_outgoing *t;
    struct tw_buf *out;
    bool begun;
};

static void next_field(struct table *k)
{
    if (k->begun) tw_buf_addc(k->out, ',');
    k->begun = true;
}

static void text(struct table *k, struct tw_slice s)
{
    bool formula = s.n && strchr("=+-@\t\r", *s.p) && *s.p, quoted = false;

    next_field(k);
    for (size_t i = 0; i < s.n && !quoted; i++)
        quoted = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\r' || s.p[i] == '\n';
    if (quoted) tw_buf_addc(k->out, '"');
    if (formula) tw_buf_addc(k->out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') tw_buf_addc(k->out, '"');
        tw_buf_addc(k->out, s.p[i] ? s.p[i] : ' ');
    }
    if (quoted) tw_buf_addc(k->out, '"');
}

static void number(struct table *k, double x)
{
    struct tw_json j = {.out = k->out};

    next_field(k);
    tw_json_num(&j, x);
}

static void number_of(struct table *k, const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    if (v && v->type == TW_JNUMBER) number(k, v->num);
    else next_field(k);
}

static void list(struct table *k, const struct tw_slices *v)
{
    struct tw_buf b = {.mem = k->x->mem};

    for (size_t i = 0; i < v->n; i++) {
        if (i) tw_buf_adds(&b, "; ");
        tw_buf_add(&b, v->v[i]);
    }
    text(k, tw_buf_slice(&b));
}

static void date(struct table *k, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    text(k, (struct tw_slice){iso, d->grain == TW_DATE_NONE ? 0 : tw_date_iso(d, iso)});
}

static void moment(struct table *k, int64_t seconds)
{
    struct tw_date d = tw_date_from_unix(seconds);

    if (seconds) date(k, &d);
    else next_field(k);
}

static void end_line(struct table *k)
{
    tw_buf_adds(k->out, "\r\n");
    k->begun = false;
}

/* ---- Stories and articles */

static void add_story(struct table *k)
{
    const struct tw_stored_story *s = &k->t->story;

    text(k, tw_slice_of(k->t->name));
    text(k, s->title);
    moment(k, s->first);
    moment(k, s->last);
    text(k, tw_slice_of(tw_story_life_text(tw_tell_life(s, k->x->newest))));
    number(k, (double)(int64_t)(s->importance * 100 + .5) / 100);
    list(k, &s->languages);
    number(k, (double)s->articles);
    number(k, (double)s->outlets);
    number(k, (double)s->accounts);
    number(k, (double)s->origins);
    text(k, s->starred ? TW_LIT("yes") : TW_LIT("no"));
    text(k, s->note);
    list(k, &s->actors);
    end_line(k);
}

static void add_article(struct table *k, const struct tw_stored *x)
{
    const struct tw_article *a = &x->article;

    text(k, a->id);
    text(k, tw_slice_of(k->t->name));
    text(k, a->outlet_name);
    text(k, a->outlet_domain);
    text(k, a->url);
    text(k, a->source);
    text(k, a->title);
    text(k, a->standfirst);
    list(k, &a->byline);
    text(k, a->dateline);
    date(k, &a->published);
    text(k, tw_slice_of(tw_date_from_text(a->published_from)));
    date(k, &a->modified);
    date(k, &x->received);
    text(k, a->lang);
    list(k, &a->credit);
    number(k, (double)(int64_t)(x->copied * 1000 + .5) / 1000);
    text(k, a->text);
    end_line(k);
}

/* ---- Places of statements and figures */

/* The account that a member stands in. */
static const struct tw_jv *account_of(const struct table *k, struct tw_slice id)
{
    const struct tw_jv *accounts = tw_jv_get(k->t->comparison, "accounts");

    for (size_t i = 0; accounts && i < accounts->n; i++)
        if (tw_slice_eq(tw_jv_str(&accounts->v[i], "id"), id)) return &accounts->v[i];
    return NULL;
}

/* What every row of a member ends with: article, outlet, origin, address, published, from, to,
** text. */
static void end_member(struct table *k, const struct tw_jv *m)
{
    struct tw_slice id = tw_jv_str(m, "id");
    const struct tw_stored *x = tw_outgoing_article(k->t, id);
    const struct tw_jv *span = tw_jv_get(m, "span");

    text(k, id);
    text(k, x ? x->article.outlet_name.n ? x->article.outlet_name : x->article.outlet_domain
              : TW_LIT(""));
    text(k, tw_jv_str(account_of(k, id), "origin"));
    text(k, x ? x->article.url : TW_LIT(""));
    date(k, x ? &x->article.published : &(struct tw_date){0});
    for (size_t i = 0; i < 2; i++) {
        if (span && span->n == 2) number(k, span->v[i].num);
        else next_field(k);
    }
    text(k, tw_jv_str(m, "text"));
    end_line(k);
}

static void add_statement(void *context, const struct tw_outgoing_item *item)
{
    struct table *k = context;

    if (tw_slice_eq(item->kind, TW_LIT("figure"))) return;
    for (size_t i = 0; i < item->members->n; i++) {
        text(k, tw_slice_of(k->t->name));
        text(k, item->id);
        text(k, item->kind);
        text(k, item->speaker);
        text(k, item->answer);
        text(k, item->relation);
        number(k, (double)item->accounts);
        number(k, (double)item->origins);
        end_member(k, &item->members->v[i]);
    }
}

static void add_figure(void *context, const struct tw_outgoing_item *item)
{
    struct table *k = context;

    if (!tw_slice_eq(item->kind, TW_LIT("figure"))) return;
    for (size_t i = 0; i < item->members->n; i++) {
        const struct tw_jv *m = &item->members->v[i];

        text(k, tw_slice_of(k->t->name));
        text(k, item->id);
        text(k, tw_jv_str(item->object, "unit"));
        text(k, tw_jv_str(item->object, "of"));
        text(k, item->relation);
        number_of(k, item->object, "low");
        number_of(k, item->object, "high");
        number(k, (double)item->accounts);
        number(k, (double)item->origins);
        number_of(k, m, "low");
        number_of(k, m, "high");
        text(k, tw_jv_str(m, "comparator"));
        end_member(k, m);
    }
}

/* ---- Tables */

#define PLACE ",article,outlet,origin,url,published,from,to,text\r\n"
static const char *const names[] = {
    [TW_EXPORT_STORIES] =
        "id,title,first,last,state,importance,languages,articles,outlets,accounts,origins,"
        "starred,note,actors\r\n",
    [TW_EXPORT_STATEMENTS] = "story,id,kind,speaker,answer,relation,accounts,origins" PLACE,
    [TW_EXPORT_ARTICLES] =
        "id,story,outlet,domain,url,source,title,standfirst,byline,dateline,published,"
        "published_from,modified,received,lang,credit,copied,text\r\n",
    [TW_EXPORT_FIGURES] =
        "story,id,unit,of,relation,low,high,accounts,origins,its_low,its_high,comparator" PLACE,
};

static void begin(struct tw_export *x, struct tw_buf *out)
{
    tw_buf_adds(out, names[x->o.what]);
}

static void story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct table k = {.x = x, .t = t, .out = out};

    switch (x->o.what) {
    case TW_EXPORT_STORIES:
        add_story(&k);
        break;
    case TW_EXPORT_ARTICLES:
        for (size_t i = 0; i < t->articles; i++) add_article(&k, &t->article[i]);
        break;
    case TW_EXPORT_STATEMENTS:
        tw_outgoing_items(x->mem, t, add_statement, &k);
        break;
    case TW_EXPORT_FIGURES:
        tw_outgoing_items(x->mem, t, add_figure, &k);
        break;
    }
}

const struct tw_form tw_form_csv = {
    .name = "csv",
    .media_type = "text/csv; charset=utf-8; header=present",
    .whats = 1 << TW_EXPORT_STORIES | 1 << TW_EXPORT_STATEMENTS | 1 << TW_EXPORT_ARTICLES
             | 1 << TW_EXPORT_FIGURES,
    .needs = {[TW_EXPORT_STATEMENTS] = TW_NEED_ARTICLES | TW_NEED_PARSED,
              [TW_EXPORT_ARTICLES] = TW_NEED_ARTICLES,
              [TW_EXPORT_FIGURES] = TW_NEED_ARTICLES | TW_NEED_PARSED},
    .begin = begin,
    .story = story,
};
