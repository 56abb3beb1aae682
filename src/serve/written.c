/* serve/written.c - see the header.  Somebody with a name is known by it, and where they come
** from is noted too, for who reads without a token on the machine where they write with one. */
#include "serve/written.h"

#include "base/hash.h"

#include <string.h>

void tw_written_init(struct tw_written *w)
{
    memset(w, 0, sizeof *w);
    tw_lock_init(&w->lock);
}

void tw_written_free(struct tw_written *w)
{
    tw_lock_destroy(&w->lock);
}

static uint64_t of_name(struct tw_slice name)
{
    return tw_hash(name) | 1;
}

static uint64_t of_address(uint64_t address)
{
    return tw_hash((struct tw_slice){(const char *)&address, sizeof address}) & ~UINT64_C(1);
}

static size_t place_of(const struct tw_written *w, uint64_t who)
{
    return (who >> 1) % (sizeof w->place / sizeof *w->place);
}

/* With the lock. */
static void note(struct tw_written *w, uint64_t who, uint64_t version)
{
    size_t i = place_of(w, who);

    if (w->place[i].who == who && w->place[i].version > version) return;
    w->place[i].who = who;
    w->place[i].version = version;
}

void tw_written_note(struct tw_written *w, struct tw_slice name, uint64_t address, uint64_t version)
{
    tw_lock(&w->lock);
    if (name.n > 0) note(w, of_name(name), version);
    note(w, of_address(address), version);
    tw_unlock(&w->lock);
}

uint64_t tw_written_needs(struct tw_written *w, struct tw_slice name, uint64_t address)
{
    uint64_t who = name.n > 0 ? of_name(name) : of_address(address), version = 0;
    size_t i = place_of(w, who);

    tw_lock(&w->lock);
    if (w->place[i].who == who) version = w->place[i].version;
    tw_unlock(&w->lock);
    return version;
}
