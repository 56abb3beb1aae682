/* cmd_work.c - twosource work: one part of a desk that is spread over machines (doc/scaling.md).
**
** An interrupt ends a role in good order: what was taken is handed on, a partition is given to who
** stands by.  A kill costs the time until others notice, and nothing else.
*/
#include "cmd_work.h"

#include "cmd_alerting.h"
#include "cmd_build.h"
#include "cmd_desk.h"
#include "cmd_intake.h"
#include "cmd_store.h"
#include "base/pool.h"
#include "pipeline.h"
#include "work/crew.h"
#include "work/owner.h"
#include "work/status.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TERM = 5 /* s */, STEP = 250 /* ms until an interrupt is seen */ };

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

bool tw_working_ends(void)
{
    return interrupted;
}

int tw_working_failed(const struct tw_working *w, enum tw_status st)
{
    const char *why = w->broker ? tw_broker_why(w->broker) : "";

    tw_say("work: %s", *why ? why : tw_status_text(st));
    return TW_EXIT_FAILED;
}

bool tw_working_mend(struct tw_working *w)
{
    const char *remark = NULL;
    enum tw_status st = tw_line_ensure(w->broker, w->mem, &w->partitions, &remark);

    if (st != TW_OK) tw_working_failed(w, st);
    return st == TW_OK;
}

bool tw_working_connect(struct tw_working *w)
{
    const char *why = "";
    enum tw_status st = tw_broker_open(w->mem, &w->connection, &w->broker, &why);

    if (st == TW_OK) return tw_working_mend(w);
    tw_say("work: %s", *why ? why : tw_status_text(st));
    return false;
}

/* ---- Reading and extracting */

struct crew {
    struct tw_working *w;
    struct tw_flow flow;
    uint64_t dropped;
};

static enum tw_status read_one(void *context, unsigned worker, struct tw_arena *mem, const struct tw_raw *raw,
                               struct tw_article *out, const char **why)
{
    const struct crew *c = context;

    return tw_flow_one(&c->flow, worker, mem, raw, out, why);
}

static void crew_dropped(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct crew *c = context;

    (void)st;
    tw_say_dropped(++c->dropped, source, why);
}

/* Works until it is told to end, or with --once until nothing waits. */
static enum tw_status work_on(struct crew *k, struct tw_crew *c)
{
    enum { QUIET = 1000 };      /* ms without a message after which nothing waits */
    int64_t last = tw_broker_clock();
    enum tw_status st = TW_OK;

    while ((st == TW_OK || st == TW_EMPTY) && !interrupted) {
        st = tw_crew_step(c, STEP);
        if (st == TW_OK) last = tw_broker_clock();
        else if (st == TW_EMPTY && k->w->o->once && tw_broker_clock() - last >= QUIET) break;
    }
    while (st == TW_OK) st = tw_crew_step(c, 0);        /* hands on the last batch */
    return st;
}

/* A crew, as long as the streams are there. */
static enum tw_status work_with(struct crew *k, const struct tw_crew_options *o)
{
    const struct tw_crew_counts *n;
    struct tw_crew *c;
    enum tw_status st = tw_crew_open(o, &c);

    if (st != TW_OK) return st;
    st = work_on(k, c);
    n = tw_crew_counts(c);
    tw_say("work: %llu in = %llu handed on + %llu not an article + %llu dropped + %llu set aside",
           (unsigned long long)n->items, (unsigned long long)n->kept, (unsigned long long)n->not_article,
           (unsigned long long)n->dropped, (unsigned long long)n->aside);
    tw_crew_close(c);
    return st;
}

int tw_work_crew(struct tw_working *w, bool reads, bool extracts)
{
    struct crew k = {.w = w,
                     .flow = {.threads = w->o->threads ? w->o->threads : tw_cpu_count(),
                              .encoding = w->o->encoding,
                              .in_process = w->o->no_sandbox,
                              .lend = true}};
    struct tw_crew_options o = {.reads = reads,
                                .extracts = extracts,
                                .threads = k.flow.threads,
                                .partitions = w->partitions,
                                .build = tw_cmd_build(w->mem),
                                .term_ms = w->term_ms,
                                .article = read_one,
                                .dropped = crew_dropped,
                                .context = &k};
    enum tw_status st;

    if (reads) tw_flow_start(&k.flow);
    if (!tw_working_connect(w)) return tw_flow_end(&k.flow), TW_EXIT_FAILED;
    o.broker = w->broker;
    tw_say("work: at it, with %u threads", o.threads);
    do st = work_with(&k, &o);
    while ((st == TW_NOTFOUND || st == TW_IO) && !interrupted && tw_working_mend(w));     /* an answer that is late is no end */
    tw_flow_end(&k.flow);
    if (st != TW_OK && st != TW_EMPTY) return tw_working_failed(w, st);
    return k.dropped ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

/* ---- Grouping */

struct group {
    struct tw_working *w;
    const char *where;
    struct tw_alerting alerting;
    bool alerts;
    uint64_t dropped;
};

static void opened(void *context, struct tw_store *s, const struct tw_desk *d, uint64_t token)
{
    struct group *g = context;

    tw_cmd_desk_say(g->where, tw_desk_started(d));
    tw_say("work: the owner of %s, with token %llu", g->where, (unsigned long long)token);
    if (g->alerts) tw_alerting_start(&g->alerting, s);
}

static enum tw_status committed(void *context)
{
    struct group *g = context;

    return g->alerts ? tw_alerting_step(&g->alerting, true) : TW_OK;
}

static void closing(void *context)
{
    struct group *g = context;

    if (g->alerts) tw_alerting_end(&g->alerting);
}

static void group_dropped(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct group *g = context;

    (void)st;
    tw_say_dropped(++g->dropped, source, why);
}

/* Owns or stands by until it is told to end, or with --once until nothing waits.  A store or broker
** that fails for a while is tried again: there is nobody else when all are told to give up. */
static enum tw_status group_on(struct group *g, struct tw_owner *own)
{
    enum { QUIET = 2000, PATIENCE = 60000 };    /* ms */
    int64_t last = tw_broker_clock(), well = last;
    enum tw_status st = TW_OK, before = TW_EMPTY;

    while (!interrupted) {
        st = tw_owner_step(own, STEP);
        if (st == TW_LOCKED && before != TW_LOCKED) tw_say("work: standing by: %s", tw_owner_why(own));
        before = st;
        if (st == TW_OK) last = tw_broker_clock();
        if (st == TW_OK || st == TW_EMPTY || st == TW_LOCKED) well = tw_broker_clock();
        else if (tw_broker_clock() - well >= PATIENCE || !tw_working_mend(g->w)) return st;
        if (st == TW_EMPTY && g->w->o->once && tw_broker_clock() - last >= QUIET) break;
    }
    return TW_OK;
}

static bool group_options(struct group *g, struct tw_owner_options *o)
{
    struct tw_working *w = g->w;
    struct tw_slice wanted = tw_slice_of(w->o->work.partition);
    size_t i = 0;

    if (!tw_cmd_desk_options(w->o, w->mem, &o->desk)) return false;
    if (w->o->alerts && !tw_alerting_read(&g->alerting, w->mem, w->o, w->o->alerts)) return false;
    while (i < w->partitions.n && wanted.n && !tw_slice_eq(w->partitions.name[i], wanted)) i++;
    if (i == w->partitions.n || (!wanted.n && w->partitions.n > 1))
        return tw_say("work: --partition says which of --partitions is to be grouped (a language, or rest)"), false;
    o->partition = w->partitions.name[i];
    o->where = g->where;
    o->beside = w->o->state ? w->o->state : tw_cmd_beside(w->mem, g->where);
    return true;
}

int tw_work_group(struct tw_working *w)
{
    struct group g = {.w = w, .where = tw_cmd_store_path(w->o), .alerts = w->o->alerts != NULL};
    struct tw_owner_options o = {.connection = &w->connection,
                                 .name = w->name,
                                 .build = tw_cmd_build(w->mem),
                                 .term_ms = w->term_ms,
                                 .opened = opened,
                                 .committed = committed,
                                 .closing = closing,
                                 .dropped = group_dropped,
                                 .context = &g};
    const struct tw_owner_counts *n;
    struct tw_owner *own = NULL;
    enum tw_status st, closed;

    if (!group_options(&g, &o)) return TW_EXIT_USAGE;
    if (!tw_working_connect(w)) return TW_EXIT_FAILED;
    o.broker = w->broker;
    if ((st = tw_owner_open(&o, &own)) != TW_OK) return tw_working_failed(w, st);
    st = group_on(&g, own);
    if (st != TW_OK) tw_say("work: %s", tw_owner_why(own));
    n = tw_owner_counts(own);
    tw_say("work: %llu articles = %llu kept + %llu duplicates + %llu dropped, in %llu transactions",
           (unsigned long long)n->articles, (unsigned long long)n->kept, (unsigned long long)n->duplicates,
           (unsigned long long)n->dropped, (unsigned long long)n->commits);
    closed = tw_owner_close(own);
    if (st != TW_OK || (closed != TW_OK && closed != TW_LOCKED)) return TW_EXIT_FAILED;
    return g.dropped ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

/* ---- What waits */

static int tell_status(struct tw_working *w)
{
    struct tw_buf out = {.mem = w->mem};
    enum tw_status st;

    if (!tw_working_connect(w)) return TW_EXIT_FAILED;
    st = tw_work_status(w->broker, w->mem, &w->partitions, (int64_t)time(NULL), &out);
    if (st != TW_OK) return tw_working_failed(w, st);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

/* ---- The whole */

static const char *name_process(struct tw_arena *mem)
{
    struct tw_buf out = {.mem = mem};
    char host[65] = "";

    if (gethostname(host, sizeof host - 1) != 0) host[0] = 0;
    tw_buf_addf(&out, "%s:%ld:%lld%c", host, (long)getpid(), (long long)time(NULL), 0);
    return out.p;
}

static int run(struct tw_working *w)
{
    const char *role = w->o->work.role ? w->o->work.role : "";
    bool reads = strstr(role, "read") != NULL, extracts = strstr(role, "extract") != NULL;

    if (w->o->work.status) return tell_status(w);
    if (w->o->work.aside) return tw_work_aside(w);
    if (w->o->work.give) return tw_work_give(w);
    if (strcmp(role, "fetch") == 0) return tw_work_fetch(w);
    if (reads || extracts) return tw_work_crew(w, reads, extracts);
    if (strcmp(role, "group") == 0) return tw_work_group(w);
    tw_say("work needs a --role, or --give, --status or --aside; see twosource work --help");
    return TW_EXIT_USAGE;
}

int tw_cmd_work(const struct tw_options *o)
{
    struct tw_working w = {.o = o, .mem = tw_arena_new(0), .term_ms = (o->work.term ? o->work.term : TERM) * 1000};
    int code = TW_EXIT_USAGE;

    w.name = name_process(w.mem);
    w.connection = (struct tw_broker_options){.urls = o->work.nats ? o->work.nats : "nats://127.0.0.1:4222",
                                              .credentials = o->work.credentials,
                                              .name = w.name};
    if (tw_partitions_read(o->work.partitions, &w.partitions)) {
        catch_interrupts();
        code = run(&w);
    } else {
        tw_say("--partitions: languages by their codes, with commas between them (en,de)");
    }
    tw_broker_close(w.broker);
    tw_arena_free(w.mem);
    return code;
}
