/* cmd_aside.c - twosource work --aside: what no worker could do, listed, given back, dropped.
**
** A line for each message: its number, when it was set aside, the stream and the worker's name, its
** id, how often it was tried, its size, the reason; with tabs between them.
*/
#include "cmd_work.h"

#include "base/date.h"
#include "work/aside.h"

#include <stdlib.h>

static void tell(struct tw_buf *out, const struct tw_aside *a)
{
    struct tw_date when = tw_date_from_unix(a->when);
    char iso[TW_DATE_TEXT];

    tw_date_iso(&when, iso);
    tw_buf_addf(out, "%llu\t%s\t%.*s/%.*s\t%.*s\t%u\t%zu\t%.*s\n", (unsigned long long)a->number,
                iso,
                TW_FMT(a->stream), TW_FMT(a->consumer), TW_FMT(a->id), a->tries, a->data.n,
                    TW_FMT(a->reason));
}

static enum tw_status list(struct tw_working *w, struct tw_buf *out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_aside a = {.number = 0};
    enum tw_status st;

    while ((st = tw_aside_next(w->broker, mem, TW_LINE_ASIDE, a.number + 1, &a)) == TW_OK) {
        tell(out, &a);
        tw_arena_reset(mem);
    }
    tw_arena_free(mem);
    return st == TW_DONE ? TW_OK : st;
}

/* False after saying what was wrong. */
static bool act(struct tw_working *w, bool again, const char *which)
{
    char *end;
    uint64_t number = strtoull(which, &end, 10);
    enum tw_status st;

    if (!tw_is_digit(which[0]) || *end) return tw_say("work: %s is no number of a message", which),
        false;
    st = again ? tw_aside_again(w->broker, w->mem, TW_LINE_ASIDE, number)
               : tw_aside_drop(w->broker, TW_LINE_ASIDE, number);
    if (st == TW_OK) return true;
    tw_say("work: message %s: %s", which, tw_broker_why(w->broker));
    return false;
}

int tw_work_aside(struct tw_working *w)
{
    const struct tw_options *o = w->o;
    bool again = o->inputs > 1 && strcmp(o->input[0], "again") == 0;
    bool drop = o->inputs > 1 && strcmp(o->input[0], "drop") == 0, good = true;
    struct tw_buf out = {.mem = w->mem};
    enum tw_status st;

    if (o->inputs && !again && !drop) {
        tw_say("work --aside takes again NUMBER..., drop NUMBER..., or nothing");
        return TW_EXIT_USAGE;
    }
    if (!tw_working_connect(w)) return TW_EXIT_FAILED;
    for (int i = 1; i < o->inputs; i++) good &= act(w, again, o->input[i]);
    if (o->inputs) return good ? TW_EXIT_DONE : TW_EXIT_DROPPED;
    st = list(w, &out);
    if (st != TW_OK) return tw_working_failed(w, st);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}
