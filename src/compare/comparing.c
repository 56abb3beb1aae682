/* compare/comparing.c - the memory of a comparison that grows, and when it is made again.
**
** Three arenas: what was read from an account stays until all are cleared; what
** depends on how often the story uses a word stays once that is settled; the
** comparison itself is made anew each time.
*/
#include "compare/comparing.h"

#include "base/vec.h"
#include "compare/side.h"

#include <assert.h>

struct tw_comparing {
    struct tw_arena *self, *mem, *lasting, *settled;
    struct { struct tw_account *v; size_t n, cap; } accounts;
    struct tw_side side;
    struct tw_comparison result;
    bool is_made;
};

struct tw_comparing *tw_comparing_new(size_t budget)
{
    struct tw_arena *self = tw_arena_new(0);
    struct tw_comparing *c = TW_NEW(self, struct tw_comparing);

    c->self = self;
    c->mem = tw_arena_new(budget);
    c->lasting = tw_arena_new(budget);
    c->settled = tw_arena_new(budget);
    c->side = tw_side_in(c->mem, c->lasting, c->settled);
    return c;
}

void tw_comparing_free(struct tw_comparing *c)
{
    if (!c) return;
    tw_arena_free(c->settled);
    tw_arena_free(c->lasting);
    tw_arena_free(c->mem);
    tw_arena_free(c->self);
}

void tw_comparing_add(struct tw_comparing *c, struct tw_account account)
{
    TW_PUSH(c->self, c->accounts.v, c->accounts.n, c->accounts.cap, account);
    c->is_made = false;
}

void tw_comparing_clear(struct tw_comparing *c)
{
    c->accounts.n = 0;
    tw_arena_reset(c->mem);
    tw_arena_reset(c->lasting);
    tw_arena_reset(c->settled);
    c->side = tw_side_in(c->mem, c->lasting, c->settled);
    c->is_made = false;
}

void tw_comparing_own(struct tw_comparing *c, size_t account, struct tw_slice owner)
{
    assert(account < c->accounts.n);
    c->accounts.v[account].owner = owner;
    c->is_made = false;
}

size_t tw_comparing_bytes(const struct tw_comparing *c)
{
    return tw_arena_used(c->self) + tw_arena_used(c->mem) + tw_arena_used(c->lasting) + tw_arena_used(c->settled);
}

void tw_comparing_rule(struct tw_comparing *c, struct tw_rulings rulings)
{
    c->side.rulings = rulings;
    c->is_made = false;
}

const struct tw_side *tw_comparing_side(const struct tw_comparing *c)
{
    return &c->side;
}

enum tw_status tw_comparing_result(struct tw_comparing *c, const struct tw_comparison **out)
{
    assert(c->accounts.n > 0);
    if (!c->is_made) {
        tw_arena_reset(c->mem);
        tw_side_make(&c->side, c->accounts.v, c->accounts.n, &c->result);
        c->is_made = true;
    }
    *out = &c->result;
    return tw_arena_over(c->mem) || tw_arena_over(c->lasting)
           || tw_arena_over(c->settled) ? TW_TOOBIG : TW_OK;
}
