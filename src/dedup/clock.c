/* dedup/clock.c - the third latest time seen. */
#include "dedup/clock.h"

int64_t tw_article_time(const struct tw_article *a)
{
    if (a->published.grain != TW_DATE_NONE) return tw_date_unix(&a->published);
    if (a->modified.grain != TW_DATE_NONE) return tw_date_unix(&a->modified);
    return 0;
}

static void keep_larger(int64_t *kept, int64_t *other)
{
    int64_t t = *kept;

    if (*other <= t) return;
    *kept = *other;
    *other = t;
}

int64_t tw_clock_tick(struct tw_clock *c, int64_t time)
{
    if (time == 0) return c->now;
    if (c->seen < 3) {
        /* Fewer than three so far: the least of them. */
        if (c->seen == 0) c->now = c->ahead[0] = c->ahead[1] = time;
        c->seen++;
        keep_larger(&time, &c->now);            /* now: the least */
        if (c->seen == 2) c->ahead[0] = c->ahead[1] = time;
        else if (time > c->ahead[1]) c->ahead[1] = time;
        else c->ahead[0] = time;
        return c->now;
    }
    keep_larger(&c->ahead[1], &time);
    keep_larger(&c->ahead[0], &time);
    if (time > c->now) c->now = time;
    return c->now;
}
