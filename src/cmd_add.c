/* cmd_add.c - twosource add: documents of any kind into a store, safe to kill at any moment.
**
** The flow of pipeline.h reads, cleans and hands articles over in input order; the desk
** (store/desk.h) takes them and commits a batch after so many of them or so much time.
** What is reported as kept is on the disk.  An interrupt ends the input: the batch is
** committed, and the place where it stopped is told; a second one ends the program as
** kill does, which loses the batch that was not committed and nothing else.
** A database that goes away is waited for, and the batch that it lost is given again.
** While another process writes to the store, articles go through its inbox (cmd_handing.h).
*/
#include "cmd_alerting.h"
#include "cmd_desk.h"
#include "cmd_handing.h"
#include "cmd_manifest.h"
#include "cmd_store.h"
#include "cmd_tally.h"

#include "base/vec.h"
#include "store/desk.h"
#include "store/postgres.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 500 /* articles */, BYTES = 32 << 20, PATIENCE = 500 /* ms */ };
enum { HANDED = 5000 /* articles in the inbox of another, at most */ };

struct adding {
    const struct tw_options *o;
    const char *path;
    struct tw_arena *mem;
    struct tw_flow flow;
    struct tw_store *store;
    struct tw_desk *desk;
    struct tw_handing handing;   /* without a desk: another process writes */
    struct tw_alerting alerting; /* with --alerts */
    enum tw_status failed; /* the store did not take it */
    uint64_t kept, duplicates, not_article, dropped, waiting;
    struct {
        uint64_t given;
        int64_t since;
        size_t bytes; /* of documents and texts */
    } batch;
    struct { /* of the batch, for giving it again to a database that was away; mem NULL: to a file */
        struct tw_arena *mem;
        struct tw_incoming *v;
        size_t n, cap;
    } kept_back;
    char source[400]; /* of the last article taken, not too long for a message */
    struct tw_tally tally;
};

static volatile sig_atomic_t interrupted;

/* Ends standard input too, should the program wait for more of it. */
static void interrupt(int number)
{
    int nothing = open("/dev/null", O_RDONLY);

    (void)number;
    interrupted = 1;
    if (nothing >= 0) dup2(nothing, STDIN_FILENO);
}

static void catch_interrupts(void)
{
    struct sigaction a = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&a.sa_mask);
    sigaction(SIGINT, &a, NULL);
    sigaction(SIGTERM, &a, NULL);
}

static int64_t milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- What became of each document */

static void drop(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct adding *a = context;

    if (interrupted || a->failed != TW_OK) return; /* it was not looked at in full */
    if (!why) why = tw_status_text(st);
    if (st == TW_NOTNEWS || st == TW_EMPTY) a->not_article++;
    else a->dropped++;
    tw_tally_add(&a->tally, tw_slice_of(why), 1);
    tw_say_dropped(a->not_article + a->dropped, source, why);
}

/* Hands the batch over; its articles are kept, or wait in the inbox, which is told at the end. */
static enum tw_status hand_over(struct adding *a)
{
    enum tw_status st = tw_handing_commit(&a->handing);

    return st == TW_OK ? tw_handing_wait(&a->handing, HANDED, &interrupted, &a->waiting) : st;
}

static enum tw_status store_batch(struct adding *a, struct tw_desk_counts *n)
{
    enum tw_status st = a->desk ? tw_desk_count_given(a->desk,
                                                      n) : tw_handing_count_given(&a->handing, n);

    if (st != TW_OK) return st;
    return a->desk ? tw_desk_commit(a->desk) : hand_over(a);
}

/* ---- A database that goes away */

static void keep_back(struct adding *a, const struct tw_incoming *in)
{
    struct tw_arena *mem = a->kept_back.mem;
    struct tw_article *article;

    if (!mem) return;
    article = TW_NEW(mem, struct tw_article);
    *article = tw_article_dup(mem, in->article);
    TW_PUSH(mem, a->kept_back.v, a->kept_back.n, a->kept_back.cap,
            ((struct tw_incoming){article, in->received, in->kind, tw_slice_dup(mem, in->evidence),
                                  NULL}));
}

static void forget_kept_back(struct adding *a)
{
    if (a->kept_back.mem) tw_arena_reset(a->kept_back.mem);
    a->kept_back.v = NULL;
    a->kept_back.n = a->kept_back.cap = 0;
}

static enum tw_status give_again(struct adding *a, struct tw_desk_counts *n)
{
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < a->kept_back.n && st == TW_OK; i++)
        st = tw_desk_give(a->desk, &a->kept_back.v[i]);
    return st == TW_OK ? store_batch(a, n) : st;
}

/* Gives the batch again when the server is back, as often as it goes away. */
static enum tw_status wait_for_server(struct adding *a, struct tw_desk_counts *n)
{
    enum tw_status st = TW_AWAY;

    while (st == TW_AWAY && (st = tw_cmd_store_wait(a->o, a->store, &interrupted)) == TW_OK)
        st = give_again(a, n);
    return st;
}

/* Behind a commit; as if it had begun anew when the server went away. */
static enum tw_status raise_alerts(struct adding *a)
{
    enum tw_status st = tw_alerting_step(&a->alerting, true);

    while (st == TW_AWAY && a->kept_back.mem
           && (st = tw_cmd_store_wait(a->o, a->store, &interrupted)) == TW_OK) {
        tw_alerting_end(&a->alerting);
        tw_alerting_start(&a->alerting, a->store);
        st = tw_alerting_step(&a->alerting, true);
    }
    return st;
}

/* The batch was stored, or not: its articles count from now on. */
static bool count_batch(struct adding *a, enum tw_status st, struct tw_desk_counts n)
{
    if (st == TW_AWAY && a->kept_back.mem) st = wait_for_server(a, &n);
    forget_kept_back(a);
    if ((a->failed = st) != TW_OK) return false;
    a->kept += n.taken;
    a->duplicates += n.duplicates;
    a->dropped += n.refused;
    if (n.refused) tw_tally_add(&a->tally, TW_LIT("forgotten before"), n.refused);
    memset(&a->batch, 0, sizeof a->batch);
    if (a->o->alerts) a->failed = raise_alerts(a);
    return a->failed == TW_OK;
}

static bool commit(struct adding *a)
{
    struct tw_desk_counts n = {0};
    enum tw_status st = store_batch(a, &n);

    return count_batch(a, st, n);
}

static bool take(void *context, const struct tw_article *article, const struct tw_statements *none,
                 struct tw_slice rendered)
{
    struct adding *a = context;
    const struct tw_raw *raw = a->flow.raw;
    struct tw_incoming in = {article, raw->received, (enum tw_evidence_kind)raw->kind, raw->bytes,
                             NULL};
    enum tw_status st;

    (void)none;
    (void)rendered;
    if (interrupted) return false;
    if (!a->batch.since) a->batch.since = milliseconds();
    keep_back(a, &in);
    st = a->desk ? tw_desk_give(a->desk, &in) : tw_handing_give(&a->handing, &in);
    a->batch.given++;
    snprintf(a->source, sizeof a->source, "%.*s", TW_FMT(raw->source));
    a->batch.bytes += raw->bytes.n + article->text.n;
    if (st != TW_OK) return count_batch(a, st, (struct tw_desk_counts){0});
    if (a->batch.given < BATCH && a->batch.bytes < BYTES
        && milliseconds() - a->batch.since < PATIENCE)
        return true;
    return commit(a);
}

static void set_aside(void *context, const struct tw_handed *one)
{
    struct adding *a = context;

    a->kept--;
    a->dropped++;
    tw_tally_add(&a->tally, one->failed, 1);
}

/* Waits for what was handed in, and tells it apart. */
static void settle(struct adding *a)
{
    enum tw_status st = tw_handing_wait(&a->handing, 0, &interrupted, &a->waiting);

    a->kept -= a->waiting;
    if (st == TW_OK) st = tw_handing_aside(&a->handing, set_aside, a);
    if (a->failed == TW_OK) a->failed = st;
}

/* ---- The summary */

static uint64_t documents(const struct adding *a)
{
    return a->kept + a->duplicates + a->not_article + a->dropped + a->waiting;
}

static bool put_json(const struct adding *a)
{
    struct tw_buf out = {.mem = a->mem};
    struct tw_json j = {.out = &out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "store", tw_slice_of(a->path));
    tw_json_count(&j, "in", documents(a));
    tw_json_count(&j, "kept", a->kept);
    tw_json_count(&j, "duplicates", a->duplicates);
    tw_json_count(&j, "not_article", a->not_article);
    tw_json_count(&j, "dropped", a->dropped);
    tw_json_count(&j, "waiting", a->waiting);
    tw_tally_json(&a->tally, &j);
    tw_json_text_or_null(&j, "stopped",
                         interrupted ? tw_slice_of(a->source) : (struct tw_slice){0});
    tw_json_close(&j, '}');
    tw_buf_addc(&out, '\n');
    return tw_put(&out);
}

static void say_summary(const struct adding *a)
{
    if (a->duplicates && a->duplicates == documents(a))
        tw_say("add: nothing new: all %llu articles are in %s already",
               (unsigned long long)a->duplicates, a->path);
    else
        tw_say("add: %llu in = %llu kept + %llu duplicates + %llu not an article + %llu dropped%s",
               (unsigned long long)documents(a), (unsigned long long)a->kept,
               (unsigned long long)a->duplicates, (unsigned long long)a->not_article,
               (unsigned long long)a->dropped, a->waiting ? " + the rest" : "");
    tw_tally_say(&a->tally);
    if (a->waiting)
        tw_say("add: the rest, %llu, waits in the inbox of %s and is stored by the next that writes to it",
               (unsigned long long)a->waiting, a->path);
    if (a->alerting.fired) tw_say("add: %llu alerts fired", (unsigned long long)a->alerting.fired);
    if (interrupted && *a->source)
        tw_say("stopped behind %s; all of that is stored, and the same input goes on from there",
               a->source);
    else if (interrupted) tw_say("stopped before the first article");
    if (a->failed != TW_OK)
        tw_say("%s; what is counted above is stored, the rest can be given again",
               *tw_store_why(a->store) ? tw_store_why(a->store) : tw_status_text(a->failed));
}

static int finish(struct adding *a)
{
    if (a->failed == TW_OK) (void)!commit(a); /* told below */
    if (!a->desk) settle(a);
    if (a->failed == TW_OK && a->o->alerts) a->failed = tw_alerting_finish(&a->alerting);
    tw_manifest_count(a->o->manifest, &(struct tw_totals){documents(a), a->kept + a->duplicates,
                                                          a->not_article, a->dropped});
    say_summary(a);
    if (a->o->json && !put_json(a)) return TW_EXIT_FAILED;
    if (a->failed != TW_OK) return TW_EXIT_FAILED;
    return interrupted || a->dropped || a->not_article
           || a->waiting ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

/* ---- The whole */

/* The rules of alerts and what is kept how long are the writer's affair: with them only a desk will
   do. */
static bool open_store(struct adding *a, const struct tw_desk_options *options)
{
    const struct tw_options *o = a->o;

    if (o->alerts || o->window || o->keep || o->owners)
        return tw_cmd_desk_open(o, a->mem, options, &a->store, &a->desk);
    return tw_cmd_desk_or_reader(o, a->mem, options, &a->store, &a->desk);
}

int tw_cmd_add(const struct tw_options *o)
{
    struct adding a = {
        .o = o, .path = tw_cmd_store_path(o), .mem = tw_arena_new(0)};
    struct tw_desk_options options;
    int code = TW_EXIT_USAGE;

    a.tally.mem = a.mem;
    a.flow = (struct tw_flow){.input = o->input,
                              .inputs = o->inputs,
                              .now = o->now,
                              .encoding = o->encoding,
                              .threads = o->threads,
                              .in_process = o->no_sandbox,
                              .goes_on = true,
                              .lend = true,
                              .courier = &o->courier,
                              .progress = o->progress,
                              .stage = "add",
                              .take = take,
                              .drop = drop,
                              .context = &a};
    if (o->inputs == 0) {
        tw_say("add needs documents: files, folders, web addresses or - for stdin");
    } else if (tw_cmd_desk_options(o, a.mem, &options)
               && (!o->alerts || tw_alerting_read(&a.alerting, a.mem, o, o->alerts))) {
        tw_flow_start(&a.flow);
        code = TW_EXIT_FAILED;
        if (open_store(&a, &options)) {
            if (a.desk && tw_postgres_is(a.path)) a.kept_back.mem = tw_arena_new(0);
            if (!a.desk) tw_handing_start(&a.handing, a.store, a.path, tw_cmd_beside(a.mem, a.path),
                                          &options);
            if (o->alerts) tw_alerting_start(&a.alerting, a.store);
            catch_interrupts();
            /* An interrupt, or a store that takes no more, is told by finish. */
            (void)!tw_flow_run(&a.flow);
            code = finish(&a);
        }
    }
    tw_flow_end(&a.flow);
    tw_alerting_end(&a.alerting);
    tw_handing_end(&a.handing);
    tw_arena_free(a.kept_back.mem);
    tw_desk_close(a.desk);
    tw_store_close(a.store);
    tw_arena_free(a.mem);
    return code;
}
