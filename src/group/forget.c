/* group/forget.c - what leaves: words that are recent no more, articles older than the window.
**
** Both happen at fixed article numbers and stream times, so that a state answers
** the same however often it was saved in between.  Giving memory back moves what
** stays, so it waits until a quarter can go: at most three articles are moved
** for each that comes, and the state is at most a third larger than the window.
*/
#include "group/story_int.h"

enum { EVERY = 4096, SHARE = 4, RECENT = 72 * 3600 /* seconds */ };

static void heap_drop(struct tw_heap *h, uint64_t to)
{
    tw_column_drop(&h->column, (size_t)(to - h->dropped));
    h->dropped = to;
}

uint32_t tw_group_oldest(const struct tw_group *g)
{
    const struct tw_record *r = g->record.v;
    size_t low = 0, high = g->record.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (r[middle].clock < g->clock.now - g->o.window) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)(g->first + low);
}

/* What a person decided outlives the articles it was decided on: when the last
** pinned article of a story goes, its oldest that stays takes the pin, or what
** is known of it when that has one already. */
static void hand_on_pin(struct tw_group *g, const struct tw_record *leaving, uint64_t first)
{
    const struct tw_story_row *row = tw_group_row(g, leaving->story);
    uint32_t last = TW_NO_ARTICLE;

    if (!row) return;
    for (uint32_t at = row->newest; at != TW_NO_ARTICLE && at >= first;
         at = tw_group_record(g, at)->next) {
        if (tw_group_record(g, at)->pin == leaving->pin) return;
        last = at;
    }
    if (last == TW_NO_ARTICLE) return;
    if (tw_group_record(g, last)->pin)
        tw_group_rename_pin(g, leaving->pin, tw_group_record(g, last)->pin);
    else tw_group_record(g, last)->pin = leaving->pin;
    tw_group_record(g, last)->by_hand |= leaving->by_hand;
}

static void forget_stories(struct tw_group *g)
{
    const struct tw_story_row *row = g->story.v;
    size_t n = 0;

    while (n + 1 < g->story.n && (row[n].newest == TW_NO_ARTICLE || row[n].newest < g->first)) n++;
    tw_column_drop(&g->story, n);
    g->first_story += (uint32_t)n;
}

static void forget_history(struct tw_group *g)
{
    const struct tw_happening *h = g->history.v;
    size_t n = 0;

    while (n < g->history.n && h[n].clock < g->clock.now - g->o.window) n++;
    tw_column_drop(&g->history, n);
}

void tw_group_forget(struct tw_group *g)
{
    uint64_t first;
    const struct tw_record *r;

    if (tw_group_end(g) % EVERY) return;
    first = tw_group_oldest(g);
    if (first == tw_group_end(g)) first--;      /* so that offsets stay known */
    if (first > g->recent) first = g->recent;   /* words still to be counted out */
    if ((first - g->first) * SHARE < g->record.n) return;    /* moving the rest would cost more */
    for (uint64_t i = g->first; i < first; i++)
        if (tw_group_record(g, i)->pin) hand_on_pin(g, tw_group_record(g, i), first);
    r = tw_group_record(g, first);
    heap_drop(&g->vector, r->vector);
    heap_drop(&g->text, r->text);
    heap_drop(&g->link, r->link);
    tw_column_drop(&g->record, (size_t)(first - g->first));
    g->first = first;
    forget_stories(g);
    forget_history(g);
    tw_chains_expire(&g->index, (uint32_t)first);
    tw_termcount_expire(&g->counts, (uint32_t)first);
    tw_vocabulary_expire(&g->vocabulary, (uint32_t)first);
}

/* The clock lags behind the newest articles until others confirm their times;
** then those that waited get theirs.  Times along the records never fall. */
static void confirm_times(struct tw_group *g)
{
    enum { WAITING = 4 };
    uint64_t end = tw_group_end(g), from = g->record.n > WAITING ? end - WAITING : g->first;

    for (uint64_t i = from; i < end; i++) {
        struct tw_record *r = tw_group_record(g, i);
        int64_t time = tw_group_vector(g, r)->time,
            clock = time < g->clock.now ? time : g->clock.now;

        if (clock > r->clock) r->clock = clock;
        if (i > g->first && r[-1].clock > r->clock) r->clock = r[-1].clock;
    }
}

void tw_group_age(struct tw_group *g)
{
    confirm_times(g);
    while (g->recent < tw_group_end(g)) {
        const struct tw_record *r = tw_group_record(g, g->recent);
        const struct tw_vector *v = tw_group_vector(g, r);
        const struct tw_vector_term *t = tw_vector_terms(v);

        if (r->clock >= g->clock.now - RECENT) break;
        for (size_t i = 0; i < v->terms; i++) tw_termcount_soon(&g->counts, v->lang, t[i].hash);
        for (size_t i = 0; i < v->terms; i++)
            if (!(t[i].field & TW_BAG_PAIR))
                tw_termcount_leave_term(&g->counts, v->lang, t[i].hash);
        tw_termcount_leave(&g->counts, v->lang);
        g->recent++;
    }
}
