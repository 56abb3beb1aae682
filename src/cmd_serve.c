/* cmd_serve.c - twosource serve: a store as a page and an API, until it is told to stop. */
#include "cmd_store.h"
#include "serve/serve.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { TICK = 200 /* ms */ };

/* Calls for an end come to this thread, which waits for them; a second one ends the program. */
static void wait_for_end(struct tw_server *s, const sigset_t *ends)
{
    const struct timespec tick = {.tv_nsec = TICK * 1000000L};

    while (sigtimedwait(ends, NULL, &tick) < 0) tw_serve_tick(s);
    pthread_sigmask(SIG_UNBLOCK, ends, NULL);
}

static int serve(const struct tw_options *o, struct tw_arena *mem, const sigset_t *ends)
{
    struct tw_serve_options options = {.store = tw_cmd_store_path(o),
                                       .listen = o->listen ? o->listen : "127.0.0.1:8470",
                                       .cors = o->cors,
                                       .host = o->host,
                                       .user = o->user,
                                       .threads = o->threads};
    struct tw_server *s;
    const char *where, *why;
    enum tw_status st = tw_serve_start(mem, &options, &s, &where, &why);

    if (st != TW_OK) {
        tw_say("%s: %s", options.listen, *why ? why : tw_status_text(st));
        return st == TW_USAGE ? TW_EXIT_USAGE : TW_EXIT_FAILED;
    }
    tw_say("serving %s at http://%s/", options.store, where);
    if (isatty(STDERR_FILENO)) tw_say("to decide from the page, open %s", tw_serve_link(s, mem));
    wait_for_end(s, ends);
    tw_serve_stop(s);
    return TW_EXIT_DONE;
}

int tw_cmd_serve(const struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    sigset_t ends;
    int code;

    if (o->inputs > 0) {
        tw_say("serve takes no input");
        return TW_EXIT_USAGE;
    }
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    code = serve(o, mem, &ends);
    tw_arena_free(mem);
    return code;
}
