/* cmd_serve.c - twosource serve: a store as a page and an API, until it is told to stop. */
#include "cmd_serve.h"
#include "cmd_store.h"
#include "base/pool.h"
#include "pipeline.h"
#include "serve/serve.h"
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { SECONDS = 10 /* that a page may take to be read: somebody waits for it */ };

static enum tw_status pass_on(void *workers, unsigned slot, struct tw_arena *mem,
                              const struct tw_raw *raw, struct tw_slice *article, const char **why)
{
    if (workers) return tw_workers_do(workers, slot, mem, raw, article, why);
    return tw_flow_document(mem, raw, NULL, article, why);
}

/* Calls for an end come to this thread, which waits for them; a second one ends the program. */
static void wait_for_end(const sigset_t *ends)
{
    while (sigwaitinfo(ends, NULL) < 0) continue;
    pthread_sigmask(SIG_UNBLOCK, ends, NULL);
}

/* Of the demo at another port when that of `listen` is taken. */
static enum tw_status start(struct tw_arena *mem, struct tw_serve_options *o, bool is_demo,
                            struct tw_server **s, const char **where, const char **why)
{
    enum tw_status st = tw_serve_start(mem, o, s, where, why);

    if (st != TW_LOCKED || !is_demo) return st;
    o->listen = "127.0.0.1:0";
    return tw_serve_start(mem, o, s, where, why);
}

static int serve(struct tw_arena *mem, struct tw_serve_options *o, bool is_demo,
                 const sigset_t *ends)
{
    struct tw_server *s;
    const char *where, *why;
    enum tw_status st = start(mem, o, is_demo, &s, &where, &why);

    if (st != TW_OK) {
        tw_say("%s: %s", o->listen, *why ? why : tw_status_text(st));
        return st == TW_USAGE ? TW_EXIT_USAGE : TW_EXIT_FAILED;
    }
    tw_say("serving %s at http://%s/", o->store, where);
    if (is_demo || isatty(STDERR_FILENO))
        tw_say("to decide from the page, open %s", tw_serve_link(s, mem));
    wait_for_end(ends);
    tw_serve_stop(s);
    return TW_EXIT_DONE;
}

int tw_serve_until_end(const struct tw_options *o, const char *store, bool is_demo)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_serve_options options = {.store = store,
                                       .beside = tw_cmd_beside(mem, store),
                                       .listen = o->listen ? o->listen : "127.0.0.1:8470",
                                       .replica = o->replica,
                                       .cors = o->cors,
                                       .host = o->host,
                                       .user = is_demo ? "demo" : o->user,
                                       .threads = o->threads ? o->threads : 2 * tw_cpu_count(),
                                       .read = pass_on};
    struct tw_workers *workers = NULL;
    sigset_t ends;
    int code;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    if (options.threads > TW_SERVE_THREADS) options.threads = TW_SERVE_THREADS;
    if (!o->no_sandbox
        && !(workers = tw_workers_start(options.threads, SECONDS, tw_flow_document, NULL))) {
        tw_say("the processes that read what is handed in could not be started");
        tw_arena_free(mem);
        return TW_EXIT_FAILED;
    }
    options.context = workers;
    code = serve(mem, &options, is_demo, &ends);
    tw_workers_stop(workers);
    tw_arena_free(mem);
    return code;
}

int tw_cmd_serve(const struct tw_options *o)
{
    if (o->inputs == 0) return tw_serve_until_end(o, tw_cmd_store_path(o), false);
    tw_say("serve takes no input");
    return TW_EXIT_USAGE;
}
