/* store/again.c - states brought up to their store: articles behind them are taken once more.
**
** Dedup and group answer the same again, so articles come into the stories that are stored,
** and the decisions between them are carried out again.  Where that cannot be - an article is
** gone by now, or the state was made anew and began later than the store - the stored
** stories win: they are settled at the end, and what people decided about them is held
** anew.  Else a difference is a fault (or another version of the program), which is counted
** and told; the stored stories win then, too.
*/
#include "store/desk_int.h"

#include <stdlib.h>

/* What the store says of articles: their stories, by row. */
struct said {
    struct tw_arena *mem;
    struct tw_map of;
    uint64_t different;
    bool anew; /* the numbers of stories may not be the stored ones until all is settled */
};

static void say(struct said *s, uint64_t row, uint64_t story)
{
    bool added;
    struct tw_map_item *it = tw_map_find(&s->of, (struct tw_slice){(const char *)&row, sizeof row});

    if (!it)
        it = tw_map_add(
            &s->of, (struct tw_slice){tw_arena_dup(s->mem, &row, sizeof row), sizeof row}, &added);
    it->value = story;
}

static enum tw_status say_stored(struct tw_desk *d, struct said *s, struct tw_arena *mem,
                                 const struct tw_placements *p)
{
    for (size_t i = 1; i < p->n; i++) {
        struct tw_stored stored;
        enum tw_status st;

        if (tw_map_find(&s->of,
                        (struct tw_slice){(const char *)&p->v[i].article, sizeof p->v[i].article}))
            continue;
        st = tw_store_article(d->store, mem, tw_desk_number(p->v[i].article), &stored);
        if (st != TW_OK && st != TW_NOTFOUND) return st;
        say(s, p->v[i].article, st == TW_OK ? stored.story : 0);
    }
    return TW_OK;
}

static enum tw_status take_again(struct tw_desk *d, struct said *s, uint64_t number)
{
    static const struct tw_article none = {.id = {"", 0}, .text = {"", 0}};
    struct tw_arena *mem = tw_desk_scratch(d);
    uint64_t row = tw_desk_row(number);
    struct tw_stored stored;
    struct tw_copies copies;
    struct tw_placements placed;
    enum tw_status st = tw_store_article(d->store, mem, number, &stored);
    bool is_gone = st == TW_NOTFOUND;

    if (is_gone) stored = (struct tw_stored){.article = none};
    else if (st != TW_OK) return st;
    d->last = number;
    if (tw_date_unix(&stored.received) > d->received) d->received = tw_date_unix(&stored.received);
    tw_desk_note(d, &stored.article, &stored.received);
    st = tw_dedup_add(d->dedup, mem, &stored.article, &copies);
    if (st != TW_OK && tw_dedup_count(d->dedup) < number) return st;
    if (d->trouble != TW_OK) return d->trouble;
    if ((st = tw_group_add(d->group, mem, &stored.article, &placed)) != TW_OK) return st;
    say(s, row, stored.story);
    if ((st = say_stored(d, s, mem, &placed)) != TW_OK) return st;
    if (is_gone) {
        tw_dedup_drop(d->dedup, row);
        tw_group_drop(d->group, mem, row);
        s->anew = true;
    } else {
        tw_recent_put(d->recent, &(struct tw_kept){.number = number, .article = stored.article});
        tw_recent_turn(d->recent);
    }
    return TW_OK;
}

/* Lets the stored stories win when they are not those that were found. */
static enum tw_status settle(struct tw_desk *d, struct said *s)
{
    uint64_t first = tw_group_count(d->group) - tw_group_kept(d->group);
    uint32_t *story, next = tw_group_next_story(d->group);
    struct tw_slice stored;
    enum tw_status st = tw_store_get(d->store, s->mem, TW_LIT("desk.next_story"), &stored);

    if (st != TW_OK) return st;
    if (stored.n && (uint32_t)strtoul(stored.p, NULL, 10) > next)
        next = (uint32_t)strtoul(stored.p, NULL, 10);
    for (size_t i = 0; i < s->of.n; i++) {
        uint64_t row;

        memcpy(&row, s->of.v[i].key.p, sizeof row);
        if (row >= first && tw_group_story(d->group, row) != s->of.v[i].value) s->different++;
        if (s->of.v[i].value >= next) next = (uint32_t)s->of.v[i].value + 1;
    }
    if (!s->different && next == tw_group_next_story(d->group)) return TW_OK;
    if (!s->anew) d->start.different = s->different;
    story = tw_arena_alloc(s->mem, tw_group_kept(d->group) * sizeof *story);
    for (uint64_t i = 0; i < tw_group_kept(d->group); i++) {
        uint64_t row = first + i;
        const struct tw_map_item *it =
            tw_map_find(&s->of, (struct tw_slice){(const char *)&row, sizeof row});

        story[i] = it ? (uint32_t)it->value : tw_group_story(d->group, row);
    }
    tw_group_settle(d->group, story, next);
    return TW_OK;
}

/* ---- What people decided */

static enum tw_status decide_again(struct tw_desk *d, const struct said *s,
                                   const struct tw_decision *list, size_t n, size_t *at)
{
    enum tw_status st = TW_OK;

    for (; *at < n && st == TW_OK && list[*at].after && list[*at].after <= d->last; ++*at) {
        if (list[*at].number <= d->carried) continue;
        if (!list[*at].failed.n && (!s->anew || list[*at].kind == TW_DECIDE_FORGET))
            st = tw_desk_decide_again(d, s->mem, &list[*at]);
        d->carried = list[*at].number;
    }
    return st;
}

/* The story that a split made of its articles, and the one that they came from; 0: not
** there any more. */
static enum tw_status split_of(struct tw_desk *d, struct tw_arena *mem,
                               const struct tw_decision *split, uint32_t *own, uint32_t *other)
{
    struct tw_stored_event *e;
    size_t n;
    enum tw_status st = TW_OK;

    *own = *other = 0;
    for (size_t i = 0; i < split->articles && !*other && st == TW_OK; i++) {
        *own = tw_group_story(d->group, tw_desk_row(split->article[i]));
        if (!*own) continue;
        st = tw_store_events(d->store, mem, *own, &e, &n);
        for (size_t k = 0; st == TW_OK && k < n; k++)
            if (e[k].decision == split->number && e[k].story == *own) *other = (uint32_t)e[k].other;
    }
    return st;
}

/* Stories that were settled as stored are held as people wanted them. */
static enum tw_status hold(struct tw_desk *d, struct tw_arena *mem)
{
    struct tw_decision *list;
    size_t n;
    enum tw_status st = tw_store_decisions(d->store, mem, 0, &list, &n);

    for (size_t i = 0; i < n && st == TW_OK; i++) {
        uint32_t own, other;

        if (!list[i].after || list[i].undone || list[i].failed.n) continue;
        if (list[i].kind == TW_DECIDE_MERGE)
            tw_group_hold(d->group, mem, (uint32_t)list[i].story, true);
        if (list[i].kind != TW_DECIDE_SPLIT) continue;
        st = split_of(d, mem, &list[i], &own, &other);
        if (st == TW_OK && other) tw_group_hold_apart(d->group, mem, own, other);
    }
    return st;
}

enum tw_status tw_desk_bring_up(struct tw_desk *d)
{
    struct said s = {.mem = tw_arena_new(0),
                     .anew = d->light_first > 1 && d->last < d->light_first};
    struct tw_decision *list;
    size_t n, at = 0;
    enum tw_status st = tw_store_decisions(d->store, s.mem, d->carried, &list, &n);

    s.of = tw_map_in(s.mem);
    d->start.again = d->stored - d->last;
    if (st == TW_OK) st = decide_again(d, &s, list, n, &at);
    while (st == TW_OK && d->last < d->stored) {
        st = take_again(d, &s, d->last + 1);
        if (st == TW_OK) st = decide_again(d, &s, list, n, &at);
    }
    if (st == TW_OK) st = settle(d, &s);
    if (st == TW_OK && s.anew) st = hold(d, s.mem);
    tw_arena_free(s.mem);
    return st;
}
