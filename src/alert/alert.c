/* alert/alert.c - looks at the stories that changed and stores what is new in them.
**
** Two walks over stories share how a story is looked at: one over those that changed, which asks
** the store what was told before and writes; and one over all of them, which remembers by
** itself and writes nothing.  Conditions are looked at from cheap to dear: of the story, of the
** article, has it been told, words (once a rule and story), does it stand where something told
** stands.
*/
#include "alert/alert.h"

#include "alert/alertjson.h"
#include "alert/fact_int.h"
#include "alert/sentence.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "store/matching.h"
#include "store/snippet.h"

#include <stdlib.h>

enum { CHUNK = 100 /* stories in a transaction */ };
static const char REACHED[] = "alert.reached";

/* What a rehearsal has told. */
struct told_place { uint64_t first, last; uint32_t next; };
struct told {
    struct tw_arena *mem;
    struct tw_map ids, places;          /* places: by fact and article; the first of a list */
    struct told_place *place; size_t n, cap;
};

struct found { const struct tw_alert_rule *rule; struct tw_fact fact; };

struct walk {
    struct tw_store *store;
    const struct tw_alerts *alerts;
    struct tw_arena *run, *mem;         /* mem: of one story */
    uint64_t changed, story, article;   /* reached */
    struct { struct tw_match *v; size_t n; } *match;    /* of each rule about articles: new ones that fit */
    /* of each rule, in this story: 1 fits, -1 does not, 0 not asked */
    signed char *words;
    struct tw_sentences *sentences;     /* of this story */
    struct told *told;                  /* NULL: the store knows */
    struct tw_arena *fresh;
    struct { struct tw_stored_alert *v; size_t n, cap; } fired;    /* and not told yet; in `fresh` */
    uint64_t count;
};

/* ---- The place that was reached */

static enum tw_status read_reached(struct walk *w)
{
    struct tw_slice text;
    char *end;
    enum tw_status st = tw_store_get(w->store, w->run, tw_slice_of(REACHED), &text);

    if (st != TW_OK || text.n == 0) return st;
    text = tw_slice_dup(w->run, text);
    w->changed = strtoull(text.p, &end, 10);
    w->story = strtoull(end, &end, 10);
    w->article = strtoull(end, &end, 10);
    return TW_OK;
}

static enum tw_status write_reached(struct walk *w)
{
    struct tw_buf text = {.mem = w->mem};

    tw_buf_addf(&text, "%llu %llu %llu", (unsigned long long)w->changed,
                (unsigned long long)w->story, (unsigned long long)w->article);
    return tw_store_set(w->store, tw_slice_of(REACHED), tw_buf_slice(&text));
}

/* ---- New articles that fit */

static enum tw_status find_matches(struct walk *w)
{
    const struct tw_alert_rules *rules = w->alerts->rules;
    enum tw_status st = TW_OK;

    w->match = tw_arena_calloc(w->run, rules->rules, sizeof *w->match);
    w->words = tw_arena_zalloc(w->run, rules->rules);
    for (size_t i = 0; i < rules->rules && st == TW_OK; i++)
        if (rules->rule[i].kind == TW_ALERT_ARTICLE && rules->rule[i].has_query)
            st = tw_match_above(w->store, w->run, &rules->rule[i].query, w->article, &w->match[i].v,
                                &w->match[i].n);
    return st;
}

static int by_number(const void *x, const void *y)
{
    const struct tw_match *a = x, *b = y;

    return (a->number > b->number) - (a->number < b->number);
}

static bool fits(const struct walk *w, size_t rule, uint64_t number)
{
    struct tw_match wanted = {.number = number};

    if (number <= w->article) return false;
    if (!w->alerts->rules->rule[rule].has_query) return true;
    return w->match[rule].n
           && bsearch(&wanted, w->match[rule].v, w->match[rule].n, sizeof wanted,
                      by_number) != NULL;
}

/* ---- Has it been told? */

static struct told *told_new(struct tw_arena *mem)
{
    struct told *t = TW_NEW(mem, struct told);

    *t = (struct told){.mem = mem, .ids = tw_map_in(mem), .places = tw_map_in(mem)};
    return t;
}

static struct tw_slice place_key(struct tw_arena *mem, struct tw_slice fact, uint64_t article)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%.*s %llu", TW_FMT(fact), (unsigned long long)article);
    return tw_buf_slice(&b);
}

static bool told_at(struct walk *w, struct tw_slice fact, const struct tw_alert_place *p)
{
    const struct tw_map_item *it = tw_map_find(&w->told->places,
                                               place_key(w->mem, fact, p->article));

    for (uint32_t i = it ? (uint32_t)it->value : 0; i; i = w->told->place[i - 1].next)
        if (w->told->place[i - 1].first < p->last && w->told->place[i - 1].last > p->first)
            return true;
    return false;
}

static void remember(struct told *t, const struct tw_stored_alert *a)
{
    tw_map_add(&t->ids, tw_slice_dup(t->mem, a->id), NULL);
    for (size_t i = 0; i < a->n - a->shown; i++) {
        struct tw_map_item *it = tw_map_add(&t->places,
                                            place_key(t->mem, a->fact, a->place[i].article), NULL);

        TW_PUSH(t->mem, t->place, t->n, t->cap,
                ((struct told_place){a->place[i].first, a->place[i].last, (uint32_t)it->value}));
        it->value = t->n;
    }
}

static enum tw_status is_told(struct walk *w, struct tw_slice id, bool *told)
{
    *told = w->told && tw_map_find(&w->told->ids, id);
    return w->told ? TW_OK : tw_store_alerted(w->store, id, told);
}

static enum tw_status is_told_there(struct walk *w, const struct tw_stored_alert *a, bool *told)
{
    enum tw_status st = TW_OK;

    *told = false;
    for (size_t i = 0; i < a->n && !*told && st == TW_OK; i++) {
        if (w->told) *told = told_at(w, a->fact, &a->place[i]);
        else st = tw_store_alerted_at(w->store, a->fact, &a->place[i], told);
    }
    return st;
}

/* ---- Conditions */

static bool story_fits(const struct tw_alert_rule *r, const struct tw_stored_story *s)
{
    return (!r->story || r->story == s->number) && (!r->starred || s->starred)
           && s->origins >= r->origins;
}

static bool article_fits(const struct tw_alert_rule *r, const struct tw_card *c)
{
    return tw_match_outlet(r->outlet, c->outlet, c->domain)
           && (!r->lang.n || tw_slice_eq_nocase(r->lang, c->lang));
}

static enum tw_status words_fit(struct walk *w, const struct tw_alert_rule *r, uint64_t story,
                                bool *out)
{
    signed char *known = &w->words[r - w->alerts->rules->rule];
    bool found = true;
    enum tw_status st = TW_OK;

    if (*known == 0 && r->has_query && r->kind != TW_ALERT_ARTICLE)
        st = tw_match_story(w->store, w->mem, &r->query, story, &found);
    if (*known == 0) *known = found ? 1 : -1;
    *out = *known > 0;
    return st;
}

/* A sentence that was changed must have held a statement. */
static enum tw_status correction_fits(struct walk *w, const struct tw_seen *s,
                                      const struct tw_fact *f, bool *out)
{
    size_t from = f->edition ? tw_seen_card(s, tw_jv_str(f->edition, "from")) : TW_NONE;
    struct tw_stored before;
    enum tw_status st;

    *out = !f->edition;
    if (from == TW_NONE) return TW_OK;
    if ((st = tw_store_article(w->store, w->mem, s->card[from].number, &before)) != TW_OK)
        return st;
    *out = tw_correction_holds(w->mem, f, before.statements);
    return TW_OK;
}

/* ---- Firing */

static struct tw_slice hash_of(struct tw_arena *mem, struct tw_slice rule, const char *sort,
                               struct tw_slice value, struct tw_slice subject)
{
    struct tw_slice part[] = {rule, tw_slice_of(sort), value, subject};
    char id[17];

    tw_hash_id(part, subject.n ? 4 : 3, id);
    return tw_slice_dup(mem, (struct tw_slice){id, 16});
}

static struct tw_stored_alert alert_of(struct walk *w, const struct tw_seen *s,
                                       const struct found *f)
{
    const struct tw_card *card = &s->card[f->fact.card];
    struct tw_stored_alert a = {.story = s->row->number, .article = card->number,
                                .time = card->received, .n = f->fact.known.n};
    struct tw_alert_place *place = TW_NEW_N(w->mem, struct tw_alert_place, a.n);

    a.fired = w->told ? a.time : w->alerts->now;
    a.id = hash_of(w->mem, f->rule->name, f->fact.sort, f->fact.value, f->fact.subject);
    a.fact = hash_of(w->mem, f->rule->name, f->fact.sort, f->fact.value, (struct tw_slice){0});
    for (size_t i = 0; i < a.n; i++) {
        const struct tw_seen_place *p = &f->fact.known.v[i];

        place[i] = (struct tw_alert_place){s->card[p->card].number, p->first, p->last};
    }
    a.place = place;
    return a;
}

/* What is shown but not known by, so that it goes with its article. */
static void add_evidence(struct walk *w, const struct tw_seen *s, const struct tw_fact *f,
                         struct tw_stored_alert *a)
{
    struct tw_alert_place *place = tw_arena_alloc(w->mem, (a->n + f->evidence.n) * sizeof *place);

    if (a->n) memcpy(place, a->place, a->n * sizeof *place);
    for (size_t i = 0; i < f->evidence.n; i++)
        place[a->n++] = (struct tw_alert_place){s->card[f->evidence.v[i].card].number,
                                                f->evidence.v[i].first, f->evidence.v[i].last};
    a->place = place;
    a->shown = f->evidence.n;
}

/* Of an article that fits: its title, and as evidence the words that were found. */
static enum tw_status show_article(struct walk *w, const struct tw_seen *s, struct found *f)
{
    struct tw_seen_place *place = &f->fact.evidence.v[0];
    struct tw_stored article;
    struct tw_snippet cut;
    struct tw_cpmap cp;
    enum tw_status st;

    if (f->rule->kind != TW_ALERT_ARTICLE) return TW_OK;
    if ((st = tw_store_article(w->store, w->mem, s->card[f->fact.card].number, &article)) != TW_OK)
        return st;
    f->fact.headline = tw_fact_titled(s, f->fact.card, article.article.title);
    if (!f->rule->has_query) return TW_OK;
    cut = tw_snippet_cut(w->mem, article.article.text, f->rule->query.root);
    cp = (struct tw_cpmap){.text = article.article.text};
    place->first = tw_cpmap_at(&cp, cut.span.off);
    place->last = tw_cpmap_at(&cp, tw_span_end(cut.span));
    place->text = tw_span_text(article.article.text, cut.span);
    return TW_OK;
}

static enum tw_status store_alert(struct walk *w, const struct tw_alert_rule *rule,
                                  struct tw_stored_alert *a)
{
    const struct tw_alert_rules *rules = w->alerts->rules;
    struct tw_alert_to to[TW_ALERT_TARGETS];
    size_t n = 0;

    for (size_t i = 0; i < rules->targets; i++)
        if (rule->to >> i & 1)
            to[n++] = (struct tw_alert_to){rules->target[i].name,
                                           rules->old && a->time < w->alerts->now - rules->old};
    return tw_store_put_alert(w->store, a, to, n);
}

static enum tw_status fire(struct walk *w, const struct tw_seen *s, struct found *f,
                           struct tw_stored_alert *a)
{
    struct tw_buf json = {.mem = w->fresh};
    enum tw_status st = tw_sentences_widen(w->sentences, &f->fact.evidence);

    if (st == TW_OK) st = show_article(w, s, f);
    if (st != TW_OK) return st;
    tw_alert_write(&json, s, f->rule, &f->fact, a);
    a->json = tw_buf_slice(&json);
    add_evidence(w, s, &f->fact, a);
    if (w->told) remember(w->told, a);
    else st = store_alert(w, f->rule, a);
    a->id = tw_slice_dup(w->fresh, a->id);
    a->place = NULL;
    a->n = a->shown = 0;
    TW_PUSH(w->fresh, w->fired.v, w->fired.n, w->fired.cap, *a);
    return st;
}

/* Fires it unless something speaks against it. */
static enum tw_status consider(struct walk *w, const struct tw_seen *s, struct found *f)
{
    struct tw_stored_alert a = alert_of(w, s, f);
    bool no, yes;
    enum tw_status st;

    if ((st = is_told(w, a.id, &no)) != TW_OK || no) return st;
    if ((st = words_fit(w, f->rule, s->row->number, &yes)) != TW_OK || !yes) return st;
    if ((st = is_told_there(w, &a, &no)) != TW_OK || no) return st;
    if ((st = correction_fits(w, s, &f->fact, &yes)) != TW_OK || !yes) return st;
    return fire(w, s, f, &a);
}

/* ---- A story */

struct list { struct found *v; size_t n, cap; };

static void add_facts(struct walk *w, const struct tw_seen *s, size_t rule, struct list *out)
{
    const struct tw_alert_rule *r = &w->alerts->rules->rule[rule];
    struct tw_facts facts = {.mem = w->mem};

    tw_facts_find(s, r, &facts);
    for (uint32_t i = 0; r->kind == TW_ALERT_ARTICLE && i < s->cards; i++) {
        if (!fits(w, rule, s->card[i].number) || !article_fits(r, &s->card[i])) continue;
        TW_PUSH(w->mem, facts.v, facts.n, facts.cap, tw_fact_of_article(s, r, i));
        if (r->of_story) break;
    }
    for (size_t i = 0; i < facts.n; i++)
        if (article_fits(r, &s->card[facts.v[i].card]))
            TW_PUSH(w->mem, out->v, out->n, out->cap, ((struct found){r, facts.v[i]}));
}

/* As they came true; of one article in the order of the rules. */
static int by_card(const void *x, const void *y)
{
    const struct found *a = x, *b = y;

    if (a->fact.card != b->fact.card)
        return (a->fact.card > b->fact.card) - (a->fact.card < b->fact.card);
    if (a->rule != b->rule) return (a->rule > b->rule) - (a->rule < b->rule);
    return tw_slice_cmp(a->fact.subject, b->fact.subject);
}

static enum tw_status look_at(struct walk *w, const struct tw_stored_story *row)
{
    const struct tw_alert_rules *rules = w->alerts->rules;
    struct tw_seen seen;
    struct list list = {0};
    size_t applying = 0;
    enum tw_status st;

    for (size_t i = 0; i < rules->rules; i++) applying += story_fits(&rules->rule[i], row);
    if (applying == 0) return TW_OK;
    if ((st = tw_seen_read(w->store, w->mem, row, &seen)) != TW_OK) return st;
    memset(w->words, 0, rules->rules);
    w->sentences = tw_sentences_of(w->store, &seen);
    for (size_t i = 0; i < rules->rules; i++)
        if (story_fits(&rules->rule[i], row)) add_facts(w, &seen, i, &list);
    TW_SORT(list.v, list.n, by_card);
    for (size_t i = 0; i < list.n && st == TW_OK; i++) st = consider(w, &seen, &list.v[i]);
    return st;
}

/* ---- The stories that changed */

static void tell(struct walk *w)
{
    for (size_t i = 0; i < w->fired.n && w->alerts->told; i++)
        w->alerts->told(w->alerts->context, &w->fired.v[i]);
    w->count += w->fired.n;
}

static void forget(struct walk *w)
{
    tw_arena_reset(w->fresh);
    memset(&w->fired, 0, sizeof w->fired);
}

/* Stories of one transaction. */
static enum tw_status run_chunk(struct walk *w, const struct tw_stored_story *story, size_t n,
                                uint64_t last)
{
    enum tw_status st = tw_store_begin(w->store);

    for (size_t i = 0; i < n && st == TW_OK; i++) {
        tw_arena_reset(w->mem);
        st = look_at(w, &story[i]);
        w->changed = story[i].changed;
        w->story = story[i].number;
    }
    if (n < CHUNK) w->article = last;
    if (st == TW_OK) st = write_reached(w);
    if (st == TW_OK) st = tw_store_commit(w->store);
    if (st != TW_OK) tw_store_rollback(w->store);
    else tell(w);
    forget(w);
    return st;
}

static enum tw_status run_all(struct walk *w)
{
    struct tw_arena *page = tw_arena_new(0);
    struct tw_stored_story *story;
    uint64_t last;
    size_t n = 0;
    bool asked = false;
    enum tw_status st = read_reached(w);

    if (st == TW_OK) st = tw_store_last(w->store, &last);
    do {
        tw_arena_reset(page);
        if (st == TW_OK)
            st = tw_lookup_changed(w->store, page, w->changed, w->story, CHUNK, &story, &n);
        if (st != TW_OK || n == 0) break;
        if (!asked) st = find_matches(w);
        asked = true;
        if (st == TW_OK) st = run_chunk(w, story, n, last);
    } while (st == TW_OK && n == CHUNK);
    tw_arena_free(page);
    return st;
}

static struct walk walk_new(struct tw_store *s, const struct tw_alerts *a)
{
    return (struct walk){.store = s, .alerts = a, .run = tw_arena_new(0), .mem = tw_arena_new(0),
                         .fresh = tw_arena_new(0)};
}

static void walk_free(struct walk *w)
{
    tw_arena_free(w->fresh);
    tw_arena_free(w->mem);
    tw_arena_free(w->run);
}

enum tw_status tw_alerts_run(struct tw_store *s, const struct tw_alerts *a, uint64_t *fired)
{
    struct walk w = walk_new(s, a);
    enum tw_status st = run_all(&w);

    *fired = w.count;
    walk_free(&w);
    return st;
}

/* ---- All of history */

static int by_article(const void *x, const void *y)
{
    const struct tw_stored_alert *a = x, *b = y;

    if (a->article != b->article) return (a->article > b->article) - (a->article < b->article);
    return (a->number > b->number) - (a->number < b->number);
}

static enum tw_status walk_all(struct walk *w)
{
    struct tw_arena *page = tw_arena_new(0);
    struct tw_stored_story *story;
    size_t n = 0;
    enum tw_status st = find_matches(w);

    do {
        tw_arena_reset(page);
        if (st == TW_OK)
            st = tw_lookup_changed(w->store, page, w->changed, w->story, CHUNK, &story, &n);
        for (size_t i = 0; st == TW_OK && i < n; i++) {
            tw_arena_reset(w->mem);
            st = look_at(w, &story[i]);
            w->changed = story[i].changed;
            w->story = story[i].number;
        }
    } while (st == TW_OK && n == CHUNK);
    tw_arena_free(page);
    return st;
}

enum tw_status tw_alerts_rehearse(struct tw_store *s, const struct tw_alerts *a)
{
    struct walk w = walk_new(s, a);
    enum tw_status st;

    w.told = told_new(w.run);
    st = walk_all(&w);
    for (size_t i = 0; i < w.fired.n; i++) w.fired.v[i].number = i + 1;
    TW_SORT(w.fired.v, w.fired.n, by_article);
    for (size_t i = 0; i < w.fired.n; i++) w.fired.v[i].number = i + 1;
    if (st == TW_OK) tell(&w);
    walk_free(&w);
    return st;
}
