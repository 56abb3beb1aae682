/* clean/pubdate.c - see pubdate.h.
**
** Weights are hundredths of how often a source was right where it spoke
** (yardsticks of publisher pages and of htmldate's evaluation).  Text on the
** page is looked at only when nothing better was found, because it costs most.
** Wrong where a page gives the day of its event, its upload or its last change
** as that of publication, or shows only a related article's date.
*/
#include "clean/pubdate.h"

#include "clean/countryzone.h"
#include "clean/datetext.h"
#include "clean/oneline.h"
#include "clean/url.h"

enum {
    MAX_VOTES = 96,
    NEAR_BEFORE = 60, NEAR_AFTER = 250,     /* nodes around the title where its date is shown */
    MOST = 86,              /* weight of what a page shows, below JSON-LD and the best meta tags */
    CLOSE_AFTER = 40,       /* nodes behind the title in which a date is hardly another article's */
    MAX_TEXT = 300,         /* bytes of a text that is a date line */
    HEAD = 40,              /* bytes at the head of a longer text, where a date may stand */
    TEXT_STEPS = 4000       /* text nodes looked at, at most */
};

struct vote { struct tw_date date; uint8_t from, weight; bool modified; uint32_t node; };

struct poll {
    struct tw_arena *mem;
    const struct tw_hints *c;
    uint32_t title;
    struct tw_datehow how;
    struct vote v[MAX_VOTES];
    size_t n;
};

static bool ends_in(struct tw_slice host, const char *const *list)
{
    for (; *list; list++) if (tw_slice_ends(host, tw_slice_of(*list))) return true;
    return false;
}

bool tw_pubdate_month_first(struct tw_slice lang, struct tw_slice url)
{
    /* Country endings of places that print English news with the day first. */
    static const char *const day_first[] = {".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng", ".ke", ".gh", ".pk", ".bd",
        ".lk", ".my", ".sg", ".hk", ".tz", ".ug", ".zw", ".zm", ".mt", ".eu", ".np", ".jm", ".tt", ".bw", ".na", NULL};
    struct tw_url u;

    if (!tw_slice_starts_nocase(lang, TW_LIT("en")) && !tw_slice_starts_nocase(lang, TW_LIT("tl"))
        && !tw_slice_starts_nocase(lang, TW_LIT("fil")) && lang.n) return false;
    if (tw_url_split(url, &u) && ends_in(u.host, day_first)) return false;
    if (lang.n < 5) return true;
    return tw_slice_eq_nocase(tw_slice_sub(lang, 3, 5), TW_LIT("US")) || tw_slice_eq_nocase(tw_slice_sub(lang, 3, 5), TW_LIT("PH"));
}

static bool is_possible(const struct poll *p, const struct tw_date *d)
{
    const struct tw_date *now = &p->c->doc->received;

    if (d->grain < TW_DATE_DAY || d->year < 1990 || !tw_date_valid(d)) return false;    /* the web began then */
    return now->grain < TW_DATE_DAY || tw_date_days(d) <= tw_date_days(now) + 1;
}

static void add(struct poll *p, struct tw_date date, enum tw_date_from from, int weight, bool modified, uint32_t node)
{
    if (p->n == MAX_VOTES || !is_possible(p, &date)) return;
    if (weight < 1) weight = 1;
    p->v[p->n++] = (struct vote){date, (uint8_t)from, (uint8_t)weight, modified, node};
}

static void add_text(struct poll *p, struct tw_slice text, enum tw_date_from from, int weight, bool modified)
{
    struct tw_date d;

    if (text.n && tw_datetext_machine(text, &p->how, &d)) add(p, d, from, weight, modified, 0);
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

    add_text(p, ld->published, TW_FROM_JSON_LD, ld->is_article ? 90 : 75, false);
    add_text(p, ld->created, TW_FROM_JSON_LD, 50, false);
    add_text(p, ld->modified, TW_FROM_JSON_LD, 90, true);
    for (size_t i = 0; i < p->c->n; i++) {
        const struct tw_hint *x = &p->c->v[i];

        if (x->from != TW_BY_META || (x->kind != TW_HINT_PUBLISHED && x->kind != TW_HINT_MODIFIED)) continue;
        add_text(p, x->text, TW_FROM_META, weight_of_meta(x->weight), x->kind == TW_HINT_MODIFIED);
    }
    if (tw_url_date(p->c->url, &url)) add(p, url, TW_FROM_URL, 80, false, 0);
    if (p->c->doc->feed_date.grain) add(p, p->c->doc->feed_date, TW_FROM_FEED, 70, false, 0);
}

static bool is_near(const struct poll *p, uint32_t node)
{
    return p->title && node + NEAR_BEFORE > p->title && node < p->title + NEAR_AFTER;
}

static const uint8_t date_attrs[] = {TW_ATTR_DATETIME, TW_ATTR_CONTENT, TW_ATTR_DATA_DATE, TW_ATTR_DATA_TIMESTAMP,
                                     TW_ATTR_DATA_TIME};

/* The date that an element's attributes give. */
static bool attribute_date(struct poll *p, uint32_t node, struct tw_date *d)
{
    for (size_t i = 0; i < sizeof date_attrs; i++) {
        struct tw_slice s = tw_html_attr(p->c->page, node, date_attrs[i]);

        if (s.n && s.n < 100 && tw_datetext_machine(s, &p->how, d)) return true;
    }
    return false;
}

/* Dates in a text, each with its label; the weight of one that no label tells is given. */
static bool poll_text(struct poll *p, struct tw_slice text, uint32_t node, int weight, bool modified)
{
    struct tw_datetext found;
    size_t from = 0;
    bool any = false;

    while (tw_datetext_find(text, from, &p->how, &found) && p->n < MAX_VOTES) {
        bool changed = found.label == TW_LABEL_MODIFIED || (modified && found.label == TW_LABEL_NONE);

        from = tw_span_end(found.span);
        add(p, tw_datetext_settle(&found, &p->c->doc->received), TW_FROM_TEXT,
            weight + (found.label == TW_LABEL_PUBLISHED ? 12 : 0) - (found.date.year == 0 ? 20 : 0) - (any ? 4 : 0),
            changed, node);
        any = true;
    }
    return any;
}

/* Weight of an element's date by what it is and where it stands. */
static int weight_of_element(const struct poll *p, const struct tw_hint *x)
{
    int w = x->from == TW_BY_ITEMPROP ? 78 : x->from == TW_BY_TIME ? 62 : 52;

    if (x->kind == TW_HINT_PUBLISHED && x->from != TW_BY_ITEMPROP) w += 4;
    if (x->weight <= 1) w -= 30;
    if (p->title && !is_near(p, x->node)) w -= 20;
    if (p->title && x->node < p->title) w -= 3;
    else if (p->title && x->weight > 1 && x->node < p->title + CLOSE_AFTER) w += 14;
    return w > MOST ? MOST : w;
}

static void poll_element(struct poll *p, const struct tw_hint *x)
{
    bool modified = x->kind == TW_HINT_MODIFIED;
    int weight = weight_of_element(p, x);
    struct tw_slice text;
    struct tw_date d;

    if (attribute_date(p, x->node, &d)) {
        enum tw_date_from from = p->c->page->node[x->node].tag == TW_TAG_META ? TW_FROM_META : TW_FROM_TIME_TAG;

        add(p, d, from, weight + 2, modified, x->node);
        return;
    }
    text = tw_hint_text(p->mem, p->c->page, x->node);
    if (text.n && text.n <= MAX_TEXT) poll_text(p, text, x->node, weight, modified);
}

static void poll_elements(struct poll *p)
{
    uint32_t skip = 0;

    for (size_t i = 0; i < p->c->n && p->n < MAX_VOTES - 8; i++) {
        const struct tw_hint *x = &p->c->v[i];
        size_t before = p->n;

        if (x->kind < TW_HINT_PUBLISHED || x->kind > TW_HINT_DATE || x->from == TW_BY_META) continue;
        if (x->node < skip && x->from == TW_BY_CLASS) continue;     /* inside one that gave its date */
        poll_element(p, x);
        if (p->n > before && x->from == TW_BY_CLASS) skip = p->c->page->node[x->node].end;
    }
}

/* Bytes of a text node that are looked at: all of a short one, the head of a long one ("25.03.2024 The mayor ..."). */
static uint32_t looked_at(const struct tw_node *x)
{
    return x->len <= MAX_TEXT ? x->len : HEAD;
}

static bool has_digits(const struct tw_html *t, uint32_t i)
{
    const struct tw_node *x = &t->node[i];
    const char *s = t->page.p + x->off;

    for (uint32_t k = 0; k < looked_at(x); k++)
        if (tw_is_digit(s[k]) || (unsigned char)s[k] >= 0xD9) return true;  /* digits of other scripts begin there */
    return false;
}

/* The text that is looked at, cut at a character. */
static struct tw_slice head_of(struct tw_arena *mem, const struct tw_html *t, const struct tw_node *x)
{
    uint32_t n = looked_at(x);

    while (n < x->len && n > 0 && ((unsigned char)t->page.p[x->off + n] & 0xC0) == 0x80) n--;
    return tw_oneline(mem, (struct tw_slice){t->page.p + x->off, n});
}

/* Dates in plain text from node `from` to `to`; in containers of other things only when asked for. */
static void poll_page(struct poll *p, uint32_t from, uint32_t to, int weight, bool asides)
{
    const struct tw_html *t = p->c->page;
    uint32_t seen = 0;
    size_t enough = p->n + 12, aside = 0;

    for (uint32_t i = from; i < to && i < t->n && seen < TEXT_STEPS && p->n < enough; i++) {
        const struct tw_node *x;
        struct tw_slice text;

        while (aside < p->c->asides && p->c->aside[aside].to <= i) aside++;
        if (!asides && aside < p->c->asides && p->c->aside[aside].from <= i) i = p->c->aside[aside].to;
        if (i >= to || i >= t->n) return;
        x = &t->node[i];

        if (x->tag != TW_TAG_TEXT || (x->flags & TW_NODE_RAW) || !has_digits(t, i)) continue;
        if ((x->flags & TW_NODE_LINK) && !(p->title && i > p->title && i < p->title + CLOSE_AFTER)) continue;
        seen++;
        text = head_of(p->mem, t, x);
        if (poll_text(p, text, x->parent, weight, false)) continue;
        text = tw_hint_text(p->mem, t, x->parent);
        if (text.n > x->len && text.n <= MAX_TEXT && poll_text(p, text, x->parent, weight, false)) i = t->node[x->parent].end - 1;
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

/* The same day by the calendars of their places, or in UTC. */
static bool same_day(const struct tw_date *a, const struct tw_date *b)
{
    int64_t x = tw_date_days(a), y = tw_date_days(b);
    int64_t ux = a->has_zone ? tw_date_unix(a) / 86400 : x, uy = b->has_zone ? tw_date_unix(b) / 86400 : y;

    return x == y || ux == uy || x == uy || ux == y;
}

static int strongest(const struct poll *p, bool modified)
{
    int most = 0;

    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].modified == modified && p->v[i].weight > most) most = p->v[i].weight;
    return most;
}

/* The vote that wins: its weight, and 4 for each other kind of source on the same day. */
static const struct vote *winner(const struct poll *p, bool modified)
{
    const struct vote *best = NULL;
    int most = 0;

    for (size_t i = 0; i < p->n; i++) {
        int w = p->v[i].weight;
        unsigned kinds = 1u << p->v[i].from;

        if (p->v[i].modified != modified) continue;
        for (size_t k = 0; k < p->n; k++) {
            if (p->v[k].modified != modified || (kinds & 1u << p->v[k].from) || !same_day(&p->v[i].date, &p->v[k].date)) continue;
            kinds |= 1u << p->v[k].from;
            w += p->v[k].weight >= 40 ? 6 : 3;
        }
        if (w > most) {
            most = w;
            best = &p->v[i];
        }
    }
    return best;
}

/* The most precise vote of the winner's day, among those worth believing. */
static const struct vote *finest(const struct poll *p, const struct vote *best)
{
    const struct vote *fine = best;

    for (size_t i = 0; i < p->n; i++) {
        const struct vote *x = &p->v[i];

        if (x->modified != best->modified || x->weight < 60 || !same_day(&x->date, &best->date)) continue;
        if (x->date.grain > fine->date.grain && (fine->date.grain == TW_DATE_DAY || (x->date.has_zone && !fine->date.has_zone)))
            fine = x;
    }
    return fine;
}

/* A day of the page or its address that is not the moment's day in UTC: the clock of the country, when it agrees. */
static void place_country(const struct poll *p, struct tw_date *d)
{
    int zone = 0;
    struct tw_date local;

    if (!tw_country_zone(p->c->url, d, &zone) || zone == 0) return;
    local = tw_date_from_unix(tw_date_unix(d) + zone * 60);
    if (tw_date_days(&local) == tw_date_days(d)) return;
    for (size_t i = 0; i < p->n; i++) {
        const struct vote *x = &p->v[i];

        if (x->modified || x->date.grain != TW_DATE_DAY || x->weight < 60 || tw_date_days(&x->date) != tw_date_days(&local)) continue;
        local.grain = d->grain;
        local.second = d->second;
        local.zone = zone;
        *d = local;
        return;
    }
}

/* A moment in UTC that the page also shows by the local clock tells the zone. */
static void place_zone(const struct poll *p, struct tw_date *d)
{
    if (!d->has_zone || d->zone != 0 || d->grain < TW_DATE_MINUTE) return;
    place_country(p, d);
    if (d->zone != 0) return;
    for (size_t i = 0; i < p->n; i++) {
        const struct tw_date *local = &p->v[i].date;
        int64_t minutes;

        if (local->has_zone || local->grain < TW_DATE_MINUTE) continue;
        minutes = tw_date_unix(local) / 60 - tw_date_unix(d) / 60;
        if (minutes == 0 || minutes % 30 != 0 || minutes < -12 * 60 || minutes > 14 * 60) continue;
        d->hour = local->hour;
        d->minute = local->minute;
        d->year = local->year;
        d->month = local->month;
        d->day = local->day;
        d->zone = (int)minutes;
        return;
    }
}

static uint32_t shown_at(const struct poll *p, const struct tw_date *date)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].node && is_near(p, p->v[i].node) && same_day(&p->v[i].date, date)) return p->v[i].node;
    return 0;
}

/* The first of January of a year long before the last change is what systems write for an unknown day. */
static bool is_placeholder(const struct tw_date *published, const struct tw_date *modified)
{
    return published->grain >= TW_DATE_DAY && published->month == 1 && published->day == 1
           && tw_date_days(modified) > tw_date_days(published) + 365;
}

static void settle(struct poll *p, struct tw_article *a)
{
    const struct vote *published = winner(p, false), *modified = winner(p, true);

    if (!published && modified) {
        published = modified;
        modified = NULL;
    }
    if (published) {
        const struct vote *fine = finest(p, published);

        a->published = fine->date;
        a->published_from = (enum tw_date_from)fine->from;
        place_zone(p, &a->published);
    }
    if (modified) modified = finest(p, modified);
    if (modified && is_placeholder(&a->published, &modified->date)) {
        a->published = modified->date;
        a->published_from = (enum tw_date_from)modified->from;
    }
    if (modified && tw_date_unix(&modified->date) > tw_date_unix(&a->published)) a->modified = modified->date;
}

uint32_t tw_pubdate_vote(struct tw_arena *mem, const struct tw_hints *c, uint32_t title, struct tw_slice lang,
                         struct tw_article *a)
{
    struct poll p = {.mem = mem, .c = c, .title = title,
                     .how = {.lang = lang, .received = c->doc->received, .partial = true,
                             .month_first = tw_pubdate_month_first(lang, c->url)}};
    uint32_t from = title > NEAR_BEFORE ? title - NEAR_BEFORE : 0;

    poll_head(&p);
    poll_elements(&p);
    if (strongest(&p, false) < 50) {
        poll_page(&p, title ? from : c->page->body, title ? title + NEAR_AFTER : c->page->n, 48, false);
        if (strongest(&p, false) < 42) poll_scripts(&p);
        if (strongest(&p, false) < 40) poll_page(&p, c->page->body, c->page->n, 30, false);
        if (strongest(&p, false) < 20) poll_page(&p, c->page->body, c->page->n, 20, true);
    }
    settle(&p, a);
    return shown_at(&p, &a->published);
}
