/* work/flight.c - slots with two lists through them: what was never sent, in the order it came,
** and what was, sorted by when it is due.
**
** The time until an item is due again is the same for all, so appending keeps that list sorted; a
** hush, which moves later ones to one moment, does so too.  A number is a count times the number
** of slots, plus the slot.
*/
#include "work/flight.h"

#include <assert.h>

enum { FIRST_PAUSE = 50 }; /* ms: shorter than any election of a leader, long enough not to flood */

static void unlink_item(struct tw_flight_item *item)
{
    item->prev->next = item->next;
    item->next->prev = item->prev;
}

static void append(struct tw_flight_item *head, struct tw_flight_item *item)
{
    item->prev = head->prev;
    item->next = head;
    head->prev->next = item;
    head->prev = item;
}

static struct tw_flight_item *first(const struct tw_flight_item *head)
{
    return head->next == head ? NULL : head->next;
}

void tw_flight_init(struct tw_flight *w, struct tw_arena *mem, size_t slots, size_t most,
                    unsigned again)
{
    assert(slots > 0 && again > 0);
    *w = (struct tw_flight){.slots = slots, .most = most, .again = again};
    w->item = tw_arena_calloc(mem, slots, sizeof *w->item);
    w->fresh.next = w->fresh.prev = &w->fresh;
    w->sent.next = w->sent.prev = &w->sent;
    for (size_t i = slots; i > 0; i--) {
        w->item[i - 1].next = w->free;
        w->free = &w->item[i - 1];
    }
}

bool tw_flight_room(const struct tw_flight *w, size_t bytes)
{
    if (w->n == 0) return true;
    return w->free && bytes <= w->most && w->bytes <= w->most - bytes;
}

struct tw_flight_item *tw_flight_add(struct tw_flight *w, void *what, size_t bytes, uint64_t tag,
                                     int64_t now)
{
    struct tw_flight_item *item = w->free;

    assert(tw_flight_room(w, bytes) && item);
    w->free = item->next;
    *item = (struct tw_flight_item){.what = what, .tag = tag, .bytes = bytes, .added = now};
    item->number = ++w->rounds * w->slots + (size_t)(item - w->item);
    append(&w->fresh, item);
    w->n++;
    w->bytes += bytes;
    return item;
}

struct tw_flight_item *tw_flight_find(const struct tw_flight *w, uint64_t number)
{
    struct tw_flight_item *item = &w->item[number % w->slots];

    return number && item->number == number ? item : NULL;
}

void tw_flight_remove(struct tw_flight *w, struct tw_flight_item *item)
{
    assert(item->number && w->n > 0 && w->bytes >= item->bytes);
    unlink_item(item);
    item->number = 0;
    item->next = w->free;
    w->free = item;
    w->n--;
    w->bytes -= item->bytes;
}

struct tw_flight_item *tw_flight_due(const struct tw_flight *w, int64_t now)
{
    struct tw_flight_item *again = first(&w->sent);

    if (now < w->hush) return NULL;
    return again && again->due <= now ? again : first(&w->fresh);
}

void tw_flight_sent(struct tw_flight *w, struct tw_flight_item *item, int64_t now)
{
    item->due = now + w->again;
    item->sent++;
    unlink_item(item);
    append(&w->sent, item);
}

void tw_flight_hush(struct tw_flight *w, int64_t now)
{
    if (now < w->hush) return;
    w->pause = w->pause ? w->pause * 2 : FIRST_PAUSE;
    if (w->pause > w->again) w->pause = w->again;
    w->hush = now + w->pause;
    for (struct tw_flight_item *i = w->sent.prev; i != &w->sent && i->due > w->hush; i = i->prev)
        i->due = w->hush;
}

void tw_flight_heard(struct tw_flight *w)
{
    w->pause = 0;
}

unsigned tw_flight_wait(const struct tw_flight *w, int64_t now, unsigned most)
{
    int64_t at = first(&w->fresh) ? now : w->sent.next == &w->sent ? now + most : w->sent.next->due;

    if (at < w->hush) at = w->hush;
    if (at <= now) return 0;
    return at - now < most ? (unsigned)(at - now) : most;
}
