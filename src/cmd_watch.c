/* cmd_watch.c - twosource watch: feeds polled for as long as it runs.
**
** One process holds the store and the network; all that comes from outside is parsed by a worker
** (worker.h).  An interrupt gives up the polls under way, commits what is settled and ends: what
** was given up is asked for again by the next run.  A database that goes away is waited for; a
** store that takes no more ends it with 3.
*/
#include "cmd_watch.h"

#include "cmd_alerting.h"
#include "cmd_desk.h"
#include "cmd_intake.h"
#include "cmd_store.h"
#include "fetch/warcwrite.h"
#include "pipeline.h"
#include "watch/opml.h"
#include "watch/watch.h"
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

enum {
    SECONDS = 30,               /* to parse one document, as in pipeline.c */
    STEP = 250,                 /* ms at most until an interrupt is seen */
    /* ms that a request waits for a host which asked to be left alone */
    PATIENCE = 60000,
    LEAST = 600, MOST = 6 * 3600,       /* s between two polls of a feed */
};

struct watching {
    const struct tw_options *o;
    struct tw_arena *mem, *line;
    struct tw_workers *workers;
    struct tw_store *store;
    struct tw_desk *desk;       /* NULL: `takes` */
    const struct tw_watch_takes *takes;
    struct tw_warc_writer *warc;
    struct tw_fetcher *fetcher;
    struct tw_alerting alerting;    /* with --alerts */
    struct tw_progress progress;
    struct tw_watch_counts sum;
    uint64_t failures, drops;   /* so far */
    bool put_failed;            /* stdout takes no more */
};

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static void catch_interrupts(void)
{
    struct sigaction a = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&a.sa_mask);
    sigaction(SIGINT, &a, NULL);
    sigaction(SIGTERM, &a, NULL);
}

/* ms since 1970, never going back. */
static int64_t milliseconds(void *context)
{
    int64_t *last = context;
    struct timespec t;
    int64_t now;

    clock_gettime(CLOCK_REALTIME, &t);
    now = t.tv_sec * 1000 + t.tv_nsec / 1000000;
    if (now > *last) *last = now;
    return *last;
}

/* ---- Parsing */

static enum tw_status parse(void *context, struct tw_arena *mem, const struct tw_raw *raw,
                            struct tw_slice *out, const char **why)
{
    const struct watching *w = context;

    return w->workers ? tw_workers_do(w->workers, 0, mem, raw, out, why)
                      : tw_flow_document(mem, raw, NULL, out, why);
}

/* ---- Telling */

static void dropped(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct watching *w = context;

    (void)st;
    tw_say_dropped(++w->drops, source, why);
}

static void feed_failed(void *context, const struct tw_watched *f)
{
    enum { NAMED = 20 };
    struct watching *w = context;

    if (f->disabled && f->disabled == f->polled)
        tw_say("%.*s: %.*s; disabled, and tried again in a day", TW_FMT(f->url), TW_FMT(f->why));
    else if (++w->failures <= NAMED) tw_say("%.*s: %.*s", TW_FMT(f->url), TW_FMT(f->failed));
    else if (w->failures == NAMED + 1) tw_say("further failures: see twosource feeds");
}

static void sum_up(struct tw_watch_counts *sum, const struct tw_watch_counts *c)
{
    sum->polls += c->polls;
    sum->unchanged += c->unchanged;
    sum->failed += c->failed;
    sum->disabled += c->disabled;
    sum->items += c->items;
    sum->kept += c->kept;
    sum->duplicates += c->duplicates;
    sum->not_article += c->not_article;
    sum->dropped += c->dropped;
    sum->waiting += c->waiting;
    sum->from_feed += c->from_feed;
}

static bool put_round(struct watching *w, const struct tw_watch_counts *c)
{
    struct tw_buf out = {.mem = w->line};
    struct tw_json j = {.out = &out};
    struct tw_date now = tw_date_from_unix((int64_t)time(NULL));
    char iso[TW_DATE_TEXT];
    size_t n = tw_date_iso(&now, iso);

    tw_json_open(&j, '{');
    tw_json_text(&j, "time", (struct tw_slice){iso, n});
    tw_json_count(&j, "polls", c->polls);
    tw_json_count(&j, "unchanged", c->unchanged);
    tw_json_count(&j, "failed", c->failed);
    tw_json_count(&j, "disabled", c->disabled);
    tw_json_count(&j, "items", c->items);
    tw_json_count(&j, "kept", c->kept);
    tw_json_count(&j, "duplicates", c->duplicates);
    tw_json_count(&j, "not_article", c->not_article);
    tw_json_count(&j, "dropped", c->dropped);
    tw_json_count(&j, "waiting", c->waiting);
    tw_json_count(&j, "from_feed", c->from_feed);
    tw_json_close(&j, '}');
    tw_buf_addc(&out, '\n');
    return tw_put(&out);
}

static enum tw_status committing(void *context)
{
    struct watching *w = context;

    return w->warc ? tw_warc_sync(w->warc) : TW_OK;
}

static enum tw_status committed(void *context, const struct tw_watch_counts *c)
{
    struct watching *w = context;

    sum_up(&w->sum, c);
    w->progress.items = w->sum.items;
    w->progress.kept = w->sum.kept;
    w->progress.dropped = w->sum.not_article + w->sum.dropped;
    tw_progress_step(&w->progress);
    if (w->o->json && (c->polls || c->items) && !put_round(w, c)) {
        w->put_failed = true;
        return TW_IO;
    }
    tw_arena_reset(w->line);
    return w->o->alerts ? tw_alerting_step(&w->alerting, true) : TW_OK;
}

static void say_summary(const struct watching *w)
{
    const struct tw_watch_counts *c = &w->sum;

    tw_say("watch: %llu polls, %llu without change, %llu failed", (unsigned long long)c->polls,
           (unsigned long long)c->unchanged, (unsigned long long)c->failed);
    tw_say("watch: %llu items = %llu kept + %llu duplicates + %llu not an article + %llu dropped + %llu to be "
           "tried again",
           (unsigned long long)c->items, (unsigned long long)c->kept,
               (unsigned long long)c->duplicates,
           (unsigned long long)c->not_article, (unsigned long long)c->dropped,
               (unsigned long long)c->waiting);
    if (w->alerting.fired)
        tw_say("watch: %llu alerts fired", (unsigned long long)w->alerting.fired);
}

/* ---- Beginning */

/* Adds the lists of the command line to the feeds of the store. */
static bool add_lists(struct watching *w)
{
    for (int i = 0; i < w->o->inputs; i++) {
        const char *path = w->o->input[i];
        struct tw_slice bytes;
        struct tw_feed_list list;
        size_t added;

        if (!tw_file_read(w->mem, path, &bytes))
            return tw_say("%s: %s", path, strerror(errno)), false;
        if (tw_opml_read(w->mem, bytes, &list) != TW_OK)
            return tw_say("%s: neither OPML nor a list of addresses", path), false;
        if (tw_store_watch(w->store, list.v, list.n, &added) != TW_OK)
            return tw_say("%s", tw_store_why(w->store)), false;
        if (list.passed)
            tw_say("%s: %zu outlines are no web address and were passed over", path, list.passed);
    }
    return true;
}

static bool open_archive(struct watching *w)
{
    const char *path = w->o->courier.keep_warc, *why;

    if (!path || tw_warc_open(path, "Twosource", (int64_t)time(NULL), &w->warc, &why) == TW_OK)
        return true;
    return tw_say("%s: %s", path, why), false;
}

static bool open_fetcher(struct watching *w, int64_t *clock)
{
    const struct tw_courier_options *c = &w->o->courier;
    struct tw_fetch_options f = tw_fetch_defaults();
    const char *why;

    if (c->timeout) f.whole_ms = c->timeout * 1000;
    if (f.connect_ms > f.whole_ms) f.connect_ms = f.whole_ms;
    if (f.stalled_ms > f.whole_ms) f.stalled_ms = f.whole_ms;
    if (c->user_agent) f.user_agent = c->user_agent;
    f.use_proxy = c->use_proxy;
    f.allow_private = c->allow_private;
    if (w->o->pause) f.pause_ms = (w->o->pause - 1) * 1000;
    f.patience_ms = PATIENCE;
    f.warc = w->warc;
    f.clock = milliseconds;
    f.clock_context = clock;
    if (tw_fetch_open(&f, &w->fetcher, &why) == TW_OK) return true;
    tw_say("%s", why);
    return false;
}

static bool read_times(const struct tw_options *o, struct tw_pace *pace, int64_t *duration)
{
    int64_t least = o->every ? tw_window_seconds(o->every) : LEAST;

    *duration = o->duration ? tw_window_seconds(o->duration) : 0;
    *pace = (struct tw_pace){least, least > MOST ? least : MOST};
    if (least < 1) tw_say("--every: %s is no time (10m, 1h)", o->every);
    else if (*duration < 0) tw_say("--for: %s is no time (90s, 30m, 12h)", o->duration);
    else return true;
    return false;
}

/* ---- The whole */

/* Until it is told to end, or something is wrong. */
static enum tw_status watch_on(struct watching *w, const struct tw_watch_options *o, int64_t end)
{
    struct tw_watch *watch = tw_watch_new(o);
    enum tw_status st = TW_OK;

    while (st == TW_OK && !interrupted && !(w->o->once && tw_watch_is_idle(watch))
           && !(end && o->clock(o->clock_context) >= end))
        if ((st = tw_watch_step(watch, STEP)) == TW_OK && w->o->alerts)
            st = tw_alerting_look(&w->alerting);
    if (st == TW_OK) st = tw_watch_finish(watch);
    if (st == TW_OK && w->o->alerts && !interrupted) st = tw_alerting_finish(&w->alerting);
    tw_watch_free(watch);
    return st;
}

/* Waits for a database that went away, and begins anew: what was under way is asked for again. */
static enum tw_status begin_anew(struct watching *w, struct tw_watch_options *o, int64_t *clock)
{
    enum tw_status st = tw_cmd_store_wait(w->o, w->store, &interrupted);

    if (st != TW_OK) return st;
    tw_fetch_close(w->fetcher);
    w->fetcher = NULL;
    if (!open_fetcher(w, clock)) return TW_IO;
    o->fetcher = w->fetcher;
    if (w->o->alerts) {
        tw_alerting_end(&w->alerting);
        tw_alerting_start(&w->alerting, w->store);
    }
    return TW_OK;
}

static int run(struct watching *w, const struct tw_pace *pace, int64_t duration, int64_t *clock)
{
    int64_t start = milliseconds(clock);
    struct tw_watch_options o = {.store = w->store,
                                 .desk = w->desk,
                                 .taker = w->takes ? w->takes->taker : (struct tw_watch_taker){0},
                                 .fetcher = w->fetcher,
                                 .pace = *pace,
                                 .until = w->o->once ? start / 1000 : 0,
                                 .clock = milliseconds,
                                 .clock_context = clock,
                                 .parse = parse,
                                 .committing = committing,
                                 .feed_failed = feed_failed,
                                 .dropped = dropped,
                                 .committed = committed,
                                 .context = w};
    enum tw_status st;

    tw_progress_start(&w->progress, "watch", 0, w->o->progress);
    do st = watch_on(w, &o, duration ? start + duration * 1000 : 0);
    while (st == TW_AWAY && w->desk && !interrupted && (st = begin_anew(w, &o, clock)) == TW_OK);
    tw_progress_end(&w->progress);
    say_summary(w);
    if (st != TW_OK && !w->put_failed)
        tw_say("%s; what is counted above is stored, the rest is asked for again the next time",
               *tw_store_why(w->store) ? tw_store_why(w->store) : tw_status_text(st));
    if (st != TW_OK) return TW_EXIT_FAILED;
    return w->sum.failed || w->sum.dropped || w->sum.not_article ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

/* The store with its desk; or the store alone, and who takes the articles. */
static bool open_store(struct watching *w, const struct tw_desk_options *desk)
{
    if (!w->takes) return tw_cmd_desk_open(w->o, w->mem, desk, &w->store, &w->desk);
    w->store = tw_cmd_store_open(w->o, w->mem, TW_STORE_CREATE);
    return w->store && w->takes->begin(w->takes->taker.context);
}

int tw_watch_for(const struct tw_options *o, const struct tw_watch_takes *takes)
{
    struct watching w = {.o = o, .mem = tw_arena_new(0), .line = tw_arena_new(0), .takes = takes};
    struct tw_desk_options desk;
    struct tw_pace pace;
    int64_t duration, clock = 0;
    int code = TW_EXIT_USAGE;

    if (read_times(o, &pace, &duration) && tw_cmd_desk_options(o, w.mem, &desk)
        && (!o->alerts || tw_alerting_read(&w.alerting, w.mem, o, o->alerts))) {
        if (!o->no_sandbox) w.workers = tw_workers_start(1, SECONDS, tw_flow_document, NULL);
        code = TW_EXIT_FAILED;
        if (open_store(&w, &desk) && add_lists(&w) && open_archive(&w)
            && open_fetcher(&w, &clock)) {
            if (o->alerts) tw_alerting_start(&w.alerting, w.store);
            catch_interrupts();
            code = run(&w, &pace, duration, &clock);
        }
    }
    tw_fetch_close(w.fetcher);
    tw_warc_close(w.warc);
    tw_alerting_end(&w.alerting);
    tw_desk_close(w.desk);
    tw_store_close(w.store);
    tw_workers_stop(w.workers);
    tw_arena_free(w.line);
    tw_arena_free(w.mem);
    return code;
}

int tw_cmd_watch(const struct tw_options *o)
{
    return tw_watch_for(o, NULL);
}
