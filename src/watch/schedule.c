/* watch/schedule.c - learning how often a feed has news, and waiting accordingly.
**
** The rate r (items a day) is an exponentially weighted mean with a memory of a day: after a poll
** that found k items in t seconds, r = r e^(-t/day) + (k day/t)(1 - e^(-t/day)).  The first poll
** takes the rate from the dates in the document.  What it gets wrong: a feed that publishes at one
** hour of the day is polled too often at that hour's end and a little late at its beginning.
*/
#include "watch/schedule.h"

#include "base/hash.h"

#include <math.h>

enum { HOUR = 3600, DAY = 86400, WEEK = 7 * DAY, DOUBLINGS = 20 };

/* Of the same feed at its next poll another one, at the same poll the same. */
static int64_t drift(const struct tw_watched *f, int64_t pause)
{
    uint64_t h = tw_hash_mix(tw_hash(f->url), f->polls);

    return pause + (int64_t)((double)pause / 10 * ((double)(h >> 11) / (double)(1ull << 53)));
}

static int64_t within(int64_t x, int64_t least, int64_t most)
{
    return x < least ? least : x > most ? most : x;
}

static void learn(struct tw_watched *f, const struct tw_poll *p)
{
    double t = (double)(p->now - f->answered), keep;

    if (!f->answered || f->rhythm <= 0) {
        double span = (double)(p->newest - p->oldest);

        if (p->dated > 1 && span > 0) f->rhythm = (double)(p->dated - 1) * DAY / span;
        else if (f->answered && p->fresh && t > 0) f->rhythm = (double)p->fresh * DAY / t;
        return;
    }
    if (t < 1) t = 1;
    keep = exp(-t / DAY);
    f->rhythm = f->rhythm * keep + (double)p->fresh * DAY / t * (1 - keep);
}

/* Half of what one item takes; an hour more each time while nothing is known. */
static int64_t learnt_pause(const struct tw_watched *f, const struct tw_pace *pace)
{
    double pause = f->rhythm > 0 ? DAY / f->rhythm / 2 : (double)f->polls * HOUR;

    return pause > (double)pace->most ? pace->most : within((int64_t)pause, pace->least,
                                                            pace->most);
}

static void answered(struct tw_watched *f, const struct tw_pace *pace, const struct tw_poll *p)
{
    learn(f, p);
    f->pause = learnt_pause(f, pace);
    if (p->again) f->pause = pace->least;
    if (p->asked > f->pause) f->pause = within(p->asked, f->pause, pace->most);
    f->answered = p->now;
    if (p->fresh) f->news = p->now;
    f->items += p->fresh;
    f->failures = 0;
    f->failed = f->why = (struct tw_slice){"", 0};
    f->disabled = 0;
    f->next = p->now + drift(f, f->pause);
}

static void disable(struct tw_watched *f, const struct tw_poll *p)
{
    if (f->disabled) return;
    f->disabled = p->now;
    f->why = p->why;
}

static void failed(struct tw_watched *f, const struct tw_pace *pace, const struct tw_poll *p)
{
    int64_t pause = pace->least;

    f->failures++;
    f->failed = p->why;
    for (uint64_t i = 1; i < f->failures && i < DOUBLINGS && pause < DAY; i++) pause *= 2;
    pause = pause > DAY ? DAY : pause;
    if (p->end == TW_POLL_GONE || f->failures >= TW_FAILURES) disable(f, p);
    if (f->disabled) pause = p->now - f->disabled < WEEK ? DAY : WEEK;
    f->pause = pause;
    f->next = p->now + drift(f, pause);
}

void tw_schedule_note(struct tw_watched *f, const struct tw_pace *pace, const struct tw_poll *p)
{
    int64_t wait = p->retry_after > DAY ? DAY : p->retry_after;

    f->polls++;
    f->polled = p->now;
    if (p->end == TW_POLL_ANSWERED) answered(f, pace, p);
    else if (p->end == TW_POLL_UNCOUNTED)
        f->failed = p->why, f->pause = pace->least, f->next = p->now + drift(f, pace->least);
    else failed(f, pace, p);
    if (wait > 0 && f->next < p->now + wait) f->next = p->now + drift(f, wait);
}
