/* tests/soak/watch_soak.c - a watch in simulated time, to be killed.
**
**     watch_soak STORE FEEDS HOST:PORT CLOCK END
**
** Watches the feeds until the clock reaches END (Unix ms).  The clock is eight bytes of the file
** CLOCK, which the server reads too: it stands still while a request is running, so that the server
** knows to the millisecond when it began, and jumps to the next thing to do when none is.  It
** outlives the process, so the next one goes on in time where this one was killed.
*/
#include "fetch/fetch.h"
#include "pipeline.h"
#include "store/desk.h"
#include "watch/opml.h"
#include "watch/watch.h"
#include "worker.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

struct soak {
    volatile int64_t *clock;    /* ms, shared */
    struct tw_workers *workers;
    struct tw_watch_counts sum;
};

static int64_t now_of(void *context)
{
    return *((struct soak *)context)->clock;
}

static enum tw_status parse(void *context, struct tw_arena *mem, const struct tw_raw *raw,
                            struct tw_slice *out, const char **why)
{
    struct soak *s = context;

    return tw_workers_do(s->workers, 0, mem, raw, out, why);
}

static enum tw_status committed(void *context, const struct tw_watch_counts *c)
{
    struct tw_watch_counts *sum = &((struct soak *)context)->sum;

    sum->polls += c->polls;
    sum->unchanged += c->unchanged;
    sum->failed += c->failed;
    sum->items += c->items;
    sum->kept += c->kept;
    sum->waiting += c->waiting;
    return TW_OK;
}

static void need(enum tw_status st, const char *why)
{
    if (st == TW_OK) return;
    fprintf(stderr, "watch_soak: %s (%s)\n", why, tw_status_text(st));
    exit(3);
}

static void add_feeds(struct tw_store *s, const char *path)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf text = {.mem = mem};
    struct tw_feed_list list;
    FILE *f = fopen(path, "rbe");
    char part[4096];
    size_t n, added;

    while (f && (n = fread(part, 1, sizeof part, f)) > 0)
        tw_buf_add(&text, (struct tw_slice){part, n});
    if (f) fclose(f);
    need(tw_opml_read(mem, tw_buf_slice(&text), &list), path);
    need(tw_store_watch(s, list.v, list.n, &added), "adding the feeds");
    tw_arena_free(mem);
}

static void run(struct soak *soak, struct tw_watch *w, struct tw_fetcher *f, int64_t end)
{
    while (now_of(soak) < end) {
        int64_t next;

        need(tw_watch_step(w, tw_fetch_running(f) ? 20 : 0), "a step");
        if (tw_fetch_running(f)) continue;
        next = tw_watch_next(w);
        if (next > now_of(soak)) *soak->clock = next < end ? next : end;
    }
    need(tw_watch_finish(w), "the end");
}

int main(int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct soak soak = {0};
    struct tw_fetch_options fetch = tw_fetch_defaults();
    struct tw_watch_options o = {.pace = {300, 900}, .clock = now_of, .clock_context = &soak,
                                 .parse = parse,
                                 .committed = committed, .context = &soak};
    struct tw_watch *w;
    struct rusage used;
    const char *why = "";
    int file;

    if (argc != 6 || (file = open(argv[4], O_RDWR)) < 0) return 2;
    soak.clock = mmap(NULL, sizeof *soak.clock, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    soak.workers = tw_workers_start(1, 30, tw_flow_document, NULL);
    need(tw_store_open(mem, argv[1], TW_STORE_CREATE, &o.store, &why), why);
    need(tw_desk_open(o.store, argv[1], &(struct tw_desk_options){.threads = 1}, &o.desk),
         "the desk");
    add_feeds(o.store, argv[2]);
    fetch.connect_to = argv[3];
    fetch.allow_private = true;
    fetch.patience_ms = 60000;
    fetch.whole_ms = 30000;     /* real time: a machine may be busy */
    fetch.stalled_ms = 10000;
    fetch.max_received = fetch.max_body = 4 << 20;
    fetch.clock = now_of;
    fetch.clock_context = &soak;
    need(tw_fetch_open(&fetch, &o.fetcher, &why), why);
    w = tw_watch_new(&o);
    run(&soak, w, o.fetcher, strtoll(argv[5], NULL, 10));
    tw_watch_free(w);
    tw_fetch_close(o.fetcher);
    tw_desk_close(o.desk);
    tw_store_close(o.store);
    tw_workers_stop(soak.workers);
    getrusage(RUSAGE_SELF, &used);
    printf("%llu polls, %llu unchanged, %llu failed; %llu items, %llu kept, %llu waited; %ld MB at most\n",
           (unsigned long long)soak.sum.polls, (unsigned long long)soak.sum.unchanged,
           (unsigned long long)soak.sum.failed, (unsigned long long)soak.sum.items,
           (unsigned long long)soak.sum.kept, (unsigned long long)soak.sum.waiting,
               used.ru_maxrss / 1024);
    tw_arena_free(mem);
    return 0;
}
