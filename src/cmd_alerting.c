/* cmd_alerting.c - see the header.  With --now the time goes on from there. */
#include "cmd_alerting.h"

#include "alert/deliver.h"

#include <errno.h>
#include <time.h>

static void say_wrong(void *context, size_t line, const char *what)
{
    const char *path = context;

    if (line) tw_say("%s:%zu: %s", path, line, what);
    else tw_say("%s: %s", path, what);
}

bool tw_alerting_rules(struct tw_arena *mem, const char *path, struct tw_alert_rules *out)
{
    struct tw_slice text;

    if (tw_file_read(mem, path, &text))
        return tw_rules_read(mem, text, say_wrong, (void *)path, out) == TW_OK;
    tw_say("%s: %s", path, strerror(errno));
    return false;
}

static int64_t milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t now_of(const struct tw_alerting *a)
{
    if (a->o->now.grain == TW_DATE_NONE) return (int64_t)time(NULL);
    return tw_date_unix(&a->o->now) + (milliseconds() - a->begun) / 1000;
}

bool tw_alerting_read(struct tw_alerting *a, struct tw_arena *mem, const struct tw_options *o,
                      const char *path)
{
    *a = (struct tw_alerting){.o = o, .begun = milliseconds(), .next = INT64_MAX};
    return tw_alerting_rules(mem, path, &a->rules);
}

static void say(void *context, const char *line)
{
    struct tw_alerting *a = context;

    a->failed++;
    tw_say("%s", line);
}

void tw_alerting_start(struct tw_alerting *a, struct tw_store *store)
{
    a->store = store;
    a->delivery = tw_delivery_open(store, &a->rules,
                                   &(struct tw_delivery_options){.say = say, .context = a});
}

enum tw_status tw_alerting_step(struct tw_alerting *a, bool changed)
{
    struct tw_alerts run = {&a->rules, now_of(a), a->told, a->context};
    uint64_t fired = 0;
    enum tw_status st = changed ? tw_alerts_run(a->store, &run, &fired) : TW_OK;

    a->fired += fired;
    return st == TW_OK ? tw_delivery_step(a->delivery, run.now, &a->next) : st;
}

enum tw_status tw_alerting_look(struct tw_alerting *a)
{
    return tw_delivery_running(a->delivery)
           || a->next <= now_of(a) ? tw_alerting_step(a, false) : TW_OK;
}

enum tw_status tw_alerting_finish(struct tw_alerting *a)
{
    enum { LOOK = 500 /* ms */ };
    enum tw_status st = tw_alerting_step(a, true);

    while (st == TW_OK && (tw_delivery_running(a->delivery) || a->next <= now_of(a))) {
        if (tw_delivery_running(a->delivery)) tw_delivery_wait(a->delivery, LOOK);
        st = tw_alerting_step(a, false);
    }
    return st;
}

void tw_alerting_end(struct tw_alerting *a)
{
    tw_delivery_close(a->delivery);
    a->delivery = NULL;
}
