/* clean/datepoll.c - see datepoll.h.
**
** Weights are hundredths of how often a source was right where it spoke
** (yardsticks of publisher pages and of htmldate's evaluation).  Text on the
** page and strings of scripts are looked at only when nothing better was found,
** because they cost most.  A line that is a date counts for more than a date
** in a sentence, which is mostly that of something told.
*/
#include "clean/datepoll.h"

#include "clean/oneline.h"
#include "clean/scriptdate.h"
#include "clean/url.h"

enum {
    NEAR_BEFORE = 60, NEAR_AFTER = 250,     /* nodes around the title where its date is shown */
    MOST = 86,              /* weight of what a page shows, below JSON-LD and the best meta tags */
    CLOSE_AFTER = 40,       /* nodes behind the title in which a date is hardly another article's */
    MAX_TEXT = 300,         /* bytes of a text that is a date line */
    HEAD = 40,              /* bytes at the head of a longer text, where a date may stand */
    LINE = 40,              /* bytes beside a date in a line that tells little else */
    SENTENCE = 100,         /* and in one that is a sentence or two */
    FEW = 20,               /* votes that are always looked for; more, only with some weight */
    TEXT_STEPS = 4000       /* text nodes looked at, at most */
};

struct ranges { struct tw_aside *v; size_t n; };    /* rising, none in another */

struct poll {
    struct tw_arena *mem;
    const struct tw_hints *c;
    uint32_t title;
    struct tw_datehow how;
    struct ranges others;       /* what is surely not the article's */
    struct ranges asides;       /* that, and what is mostly not */
    struct tw_datepoll *out;
};

bool tw_datepoll_is_near(uint32_t title, uint32_t node)
{
    return title && node && node + NEAR_BEFORE > title && node < title + NEAR_AFTER;
}

bool tw_datepoll_is_possible(const struct tw_date *d, const struct tw_date *received)
{
    if (d->grain < TW_DATE_DAY || d->year < 1990 || !tw_date_valid(d))
        return false; /* the web began then */
    return received->grain < TW_DATE_DAY || tw_date_days(d) <= tw_date_days(received) + 1;
}

/* Containers of other things, without those that hold the title and those inside another; the kinds
** up to `last`. */
static struct ranges other_things(struct tw_arena *mem, const struct tw_hints *c, uint32_t title,
                                  enum tw_aside_kind last)
{
    struct ranges r = {TW_NEW_N(mem, struct tw_aside, c->asides + 1), 0};

    for (size_t i = 0; i < c->asides; i++) {
        const struct tw_aside *a = &c->aside[i];

        if (a->kind > last || (title > a->from && title < a->to)) continue;
        if (r.n && a->from < r.v[r.n - 1].to) continue;
        r.v[r.n++] = *a;
    }
    return r;
}

static const struct tw_aside *aside_of(const struct ranges *r, uint32_t node)
{
    size_t low = 0, high = r->n;

    while (low < high) {        /* the first that ends behind the node */
        size_t middle = low + (high - low) / 2;

        if (r->v[middle].to <= node) low = middle + 1;
        else high = middle;
    }
    return low < r->n && r->v[low].from <= node ? &r->v[low] : NULL;
}

static void add(struct poll *p, struct tw_vote vote, int weight)
{
    struct tw_date day = vote.date;

    if (day.year == 0) day.year = 2000;     /* any leap year: which one is settled at the end */
    if (p->out->n == TW_VOTES_MAX || !tw_datepoll_is_possible(&day, &p->how.received)) return;
    vote.weight = (uint8_t)(weight < 1 ? 1 : weight);
    p->out->v[p->out->n++] = vote;
}

static void add_date(struct poll *p, struct tw_date date, enum tw_date_from from, int weight,
                     bool modified, uint32_t node)
{
    add(p,
        (struct tw_vote){
            .date = date, .from = (uint8_t)from, .modified = modified, .weekday = -1, .node = node},
        weight);
}

static void add_machine(struct poll *p, struct tw_slice text, enum tw_date_from from, int weight,
                        bool modified)
{
    struct tw_date d;

    if (text.n && tw_datetext_machine(text, &p->how, &d)) add_date(p, d, from, weight, modified, 0);
}

/* Meta tags: the weights of the list, as hundredths. */
static int weight_of_meta(int weight)
{
    static const int hundredths[] = {0, 10, 20, 35, 45, 55, 64, 76, 84, 88};

    return hundredths[weight < 10 ? weight : 9];
}

static void poll_head(struct poll *p)
{
    const struct tw_jsonld *ld = &p->c->ld;
    struct tw_date url;

    add_machine(p, ld->published, TW_FROM_JSON_LD, ld->is_article ? 90 : 75, false);
    add_machine(p, ld->created, TW_FROM_JSON_LD, 50, false);
    add_machine(p, ld->modified, TW_FROM_JSON_LD, 90, true);
    for (size_t i = 0; i < p->c->n; i++) {
        const struct tw_hint *x = &p->c->v[i];

        if (x->from != TW_BY_META || (x->kind != TW_HINT_PUBLISHED && x->kind != TW_HINT_MODIFIED))
            continue;
        add_machine(p, x->text, TW_FROM_META, weight_of_meta(x->weight),
                    x->kind == TW_HINT_MODIFIED);
    }
    if (tw_url_date(p->c->url, &url)) {
        if (url.grain < TW_DATE_DAY) p->out->month = url;
        else add_date(p, url, TW_FROM_URL, 80, false, 0);
    }
    if (p->c->doc->feed_date.grain) add_date(p, p->c->doc->feed_date, TW_FROM_FEED, 70, false, 0);
}

static const uint8_t date_attrs[] = {
    TW_ATTR_DATETIME,  TW_ATTR_CONTENT,       TW_ATTR_DATA_DATE,  TW_ATTR_DATA_TIMESTAMP,
    TW_ATTR_DATA_TIME, TW_ATTR_DATA_DATETIME, TW_ATTR_DATA_UTIME, TW_ATTR_TITLE};

/* The date that an element's attributes give. */
static bool attribute_date(struct poll *p, uint32_t node, struct tw_date *d)
{
    for (size_t i = 0; i < sizeof date_attrs; i++) {
        struct tw_slice s = tw_html_attr(p->c->page, node, date_attrs[i]);

        if (s.n && s.n < 100 && tw_datetext_machine(s, &p->how, d)) return true;
    }
    return false;
}

/* 03/04/2024: a day and a month, in which order only the habit tells. */
static bool is_either(struct tw_slice printed, const struct tw_date *d)
{
    int part[2];
    size_t at = 0;

    if (d->year == 0 || d->day > 12 || d->day == d->month) return false;
    while (at < printed.n && !tw_is_digit(printed.p[at])) at++;
    for (size_t k = 0; k < 2; k++) {
        size_t from = at;

        for (part[k] = 0; at < printed.n && at < from + 2 && tw_is_digit(printed.p[at]); at++)
            part[k] = part[k] * 10 + (printed.p[at] - '0');
        if (at == from || at == printed.n || !strchr("/.-", printed.p[at])) return false;
        at++;
    }
    return (part[0] == d->day && part[1] == d->month) || (part[0] == d->month && part[1] == d->day);
}

/* Dates in a text, each with its label; the weight of one that no label tells is given. */
static bool poll_text(struct poll *p, struct tw_slice text, uint32_t node, int weight,
                      bool modified)
{
    struct tw_datetext found;
    size_t from = 0;
    bool any = false;

    while (tw_datetext_find(text, from, &p->how, &found) && p->out->n < TW_VOTES_MAX) {
        struct tw_vote vote = {.date = found.date,
                               .from = TW_FROM_TEXT,
                               .weekday = (int8_t)found.weekday,
                               .node = node};

        vote.modified =
            found.label == TW_LABEL_MODIFIED || (modified && found.label == TW_LABEL_NONE);
        vote.either = is_either(tw_span_text(text, found.span), &found.date);
        from = tw_span_end(found.span);
        add(p, vote,
            weight + (found.label == TW_LABEL_PUBLISHED ? 12 : 0) - (found.date.year == 0 ? 20 : 0)
                - (any ? 4 : 0));
        any = true;
    }
    return any;
}

/* The texts of an element with a blank between them: <b>Feb</b><b>18</b><b>2009</b>. */
static struct tw_slice spaced_text(struct tw_arena *mem, const struct tw_html *t, uint32_t node)
{
    struct tw_buf out = {.mem = mem};

    if (!tw_hint_is_small(t, node)) return TW_LIT("");
    for (uint32_t i = node; i < t->node[node].end; i++)
        if (tw_html_is_text(t, i) && !(t->node[i].flags & TW_NODE_RAW))
            tw_html_add_text(&out, tw_html_raw(t, i), out.n > 0);
    return tw_buf_slice(&out);
}

/* Weight of an element's date by what it is and where it stands. */
static int weight_of_element(const struct poll *p, const struct tw_hint *x, bool aside)
{
    int w = x->from == TW_BY_ITEMPROP ? 78 : x->from == TW_BY_TIME ? 62 : 52;

    if (x->kind == TW_HINT_PUBLISHED && x->from != TW_BY_ITEMPROP) w += 4;
    if (aside) w -= 30;
    if (p->title && !tw_datepoll_is_near(p->title, x->node)) w -= 20;
    if (p->title && x->node < p->title) w -= 3;
    else if (p->title && !aside && x->node < p->title + CLOSE_AFTER) w += 14;
    return w > MOST ? MOST : w;
}

/* Returns whether the element gave a whole date: then those inside it have nothing to add. */
static bool poll_element(struct poll *p, const struct tw_hint *x, int weight)
{
    bool modified = x->kind == TW_HINT_MODIFIED;
    size_t before = p->out->n;
    struct tw_slice text;
    struct tw_date d;

    if (attribute_date(p, x->node, &d)) {
        enum tw_date_from from =
            p->c->page->node[x->node].tag == TW_TAG_META ? TW_FROM_META : TW_FROM_TIME_TAG;

        add_date(p, d, from, weight + 2, modified, x->node);
        return true;
    }
    text = tw_hint_text(p->mem, p->c->page, x->node);
    if (text.n == 0 || text.n > MAX_TEXT) return false;
    if (!poll_text(p, text, x->node, weight, modified)) {
        text = spaced_text(p->mem, p->c->page, x->node);
        if (text.n <= MAX_TEXT) poll_text(p, text, x->node, weight, modified);
    }
    return p->out->n > before && p->out->v[before].date.year != 0;
}

static bool is_date_hint(const struct tw_hint *x)
{
    return x->kind >= TW_HINT_PUBLISHED && x->kind <= TW_HINT_DATE && x->from != TW_BY_META;
}

/* With other articles a date counts only where nothing shows a title: the first of a list is then
** as good as any. */
static void poll_elements(struct poll *p)
{
    uint32_t skip = 0;

    for (size_t i = 0; i < p->c->n; i++) {
        const struct tw_hint *x = &p->c->v[i];
        int weight;

        if (!is_date_hint(x) || (x->node < skip && x->from == TW_BY_CLASS)) continue;
        if (p->title && aside_of(&p->others, x->node)) continue;
        weight = weight_of_element(p, x, x->weight <= 1 && aside_of(&p->asides, x->node));
        if (p->out->n > FEW && weight < 50) continue;
        if (poll_element(p, x, weight) && x->from == TW_BY_CLASS)
            skip = p->c->page->node[x->node].end;
    }
}

/* Bytes of a text node that are looked at: all of a short one, the head of a long one ("25.03.2024
** The mayor ..."). */
static uint32_t looked_at(const struct tw_node *x)
{
    return x->len <= MAX_TEXT ? x->len : HEAD;
}

static bool has_digits(const struct tw_html *t, uint32_t i)
{
    const struct tw_node *x = &t->node[i];
    const char *s = t->page.p + x->off;

    for (uint32_t k = 0; k < looked_at(x); k++)
        if (tw_is_digit(s[k]) || (unsigned char)s[k] >= 0xD9)
            return true; /* digits of other scripts begin there */
    return false;
}

/* The text that is looked at, cut at a character. */
static struct tw_slice head_of(struct tw_arena *mem, const struct tw_html *t,
                               const struct tw_node *x)
{
    uint32_t n = looked_at(x);

    while (n < x->len && n > 0 && ((unsigned char)t->page.p[x->off + n] & 0xC0) == 0x80) n--;
    return tw_oneline(mem, (struct tw_slice){t->page.p + x->off, n});
}

/* A line that is a date weighs more than a sentence in which one is told. */
static bool poll_line(struct poll *p, struct tw_slice text, uint32_t node, int weight)
{
    if (text.n > SENTENCE) weight -= 10;
    else if (text.n <= LINE) weight += 4;
    return poll_text(p, text, node, weight, false);
}

/* Dates in plain text from node `from` to `to` outside some ranges. */
static void poll_page(struct poll *p, uint32_t from, uint32_t to, int weight,
                      const struct ranges *outside)
{
    const struct tw_html *t = p->c->page;
    uint32_t seen = 0;
    size_t enough = p->out->n + 12;

    for (uint32_t i = from; i < to && i < t->n && seen < TEXT_STEPS && p->out->n < enough; i++) {
        const struct tw_aside *aside;
        const struct tw_node *x = &t->node[i];
        struct tw_slice text;

        if (x->tag != TW_TAG_TEXT || (x->flags & TW_NODE_RAW) || !has_digits(t, i)) continue;
        if ((aside = aside_of(outside, i))) {
            i = aside->to - 1;
            continue;
        }
        if ((x->flags & TW_NODE_LINK) && !(p->title && i > p->title && i < p->title + CLOSE_AFTER))
            continue;
        seen++;
        text = head_of(p->mem, t, x);
        if (poll_line(p, text, x->parent, weight)) continue;
        text = tw_hint_text(p->mem, t, x->parent);
        if (text.n > x->len && text.n <= MAX_TEXT && poll_line(p, text, x->parent, weight))
            i = t->node[x->parent].end - 1;
    }
}

/* Dates that small scripts of the body print: <script>show("2024/03/25 10:30")</script>. */
static void poll_scripts(struct poll *p)
{
    const struct tw_html *t = p->c->page;

    for (uint32_t i = t->body; (i = tw_html_find(t, TW_TAG_SCRIPT, i + 1, t->n)) != 0;) {
        struct tw_slice text = tw_html_raw(t, i);

        if (text.n >= 10 && text.n <= 100 && poll_text(p, text, 0, 42, false)) return;
    }
}

static const struct tw_vote *best(const struct poll *p, bool modified)
{
    const struct tw_vote *most = NULL;

    for (size_t i = 0; i < p->out->n; i++)
        if (p->out->v[i].modified == modified && (!most || p->out->v[i].weight > most->weight))
            most = &p->out->v[i];
    return most;
}

static int strongest(const struct poll *p)
{
    return best(p, false) ? best(p, false)->weight : 0;
}

static bool is_old(const struct poll *p)
{
    const struct tw_vote *published = best(p, false), *modified = best(p, true);

    return published && modified && published->date.year && modified->date.year
           && tw_date_days(&modified->date) >= tw_date_days(&published->date) + TW_DATEPOLL_OLD;
}

void tw_datepoll_take(struct tw_arena *mem, const struct tw_hints *hints, uint32_t title,
                      const struct tw_datehow *how, struct tw_datepoll *out)
{
    struct poll p = {.mem = mem, .c = hints, .title = title, .how = *how, .out = out};
    const struct ranges nothing = {NULL, 0};
    uint32_t n = hints->page->n, body = hints->page->body;
    struct ranges no_footers;
    struct tw_date d;

    out->n = 0;
    out->month = (struct tw_date){0};
    p.asides = other_things(mem, hints, title, TW_ASIDE_FOOTER);
    p.others = other_things(mem, hints, title, TW_ASIDE_OTHERS);
    no_footers = other_things(mem, hints, title, TW_ASIDE_SIDE);
    poll_head(&p);
    poll_elements(&p);
    if (strongest(&p) >= 50 && !is_old(&p)) return;
    poll_page(&p, title > NEAR_BEFORE ? title - NEAR_BEFORE : 0, title ? title + NEAR_AFTER : n, 48,
              &no_footers);
    if (strongest(&p) < 48 && tw_scriptdate_find(hints->page, how, &d))
        add_date(&p, d, TW_FROM_TEXT, 46, false, 0);
    if (strongest(&p) < 42) poll_scripts(&p);
    if (strongest(&p) < 40) poll_page(&p, body, n, 30, &no_footers);
    if (strongest(&p) < 20) poll_page(&p, body, n, 20, title ? &p.others : &nothing);
}
