/* tests/soak/cluster_soak.c - the two ends of a stream, for cluster.py: publishes many messages, or
*pulls what comes.
**
** cluster URLS setup                   makes the stream "soak"
** cluster URLS publish COUNT BYTES     ids 0 ... COUNT - 1; prints the count confirmed, the count
*already known, seconds
** cluster URLS pull FILE QUIET PAUSE   adds a line to FILE for each message, with a pause of PAUSE
*us
**                                      behind it; ends after QUIET seconds without any; prints
*their
**                                      count, seconds from the first to the last
*/
#include "work/jetstream.h"
#include "work/publish.h"
#include "work/pull.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static struct tw_broker *broker;

static void check(enum tw_status st)
{
    if (st == TW_OK) return;
    fprintf(stderr, "cluster: %s: %s\n", tw_status_text(st), tw_broker_why(broker));
    exit(1);
}

static void setup(struct tw_arena *mem)
{
    const char *const subjects[] = {"soak.>"};
    const char *remark;

    check(tw_stream_ensure(
        broker, mem,
        &(struct tw_stream_options){
            .name = "soak", .subjects = subjects, .n_subjects = 1, .again_s = 1800},
        &remark));
}

static void take(struct tw_publisher *p, unsigned long *confirmed, unsigned long *known)
{
    for (struct tw_receipt r; tw_publish_receipt(p, &r); ++*confirmed) {
        if (r.status != TW_OK) {
            fprintf(stderr, "cluster: %s: %s\n", tw_status_text(r.status), r.why);
            exit(1);
        }
        *known += r.known;
    }
}

static void publish(struct tw_arena *mem, unsigned long count, size_t bytes)
{
    struct tw_publisher *p;
    char *body = tw_arena_zalloc(mem, bytes), id[24];
    unsigned long confirmed = 0, known = 0;
    int64_t from = tw_broker_clock();

    check(tw_publisher_open(broker, &(struct tw_publish_options){0}, &p));
    for (unsigned long i = 0; i < count; i++) {
        snprintf(id, sizeof id, "%lu", i);
        check(tw_publish(p, &(struct tw_outgoing){.subject = TW_LIT("soak.x"),
                                                  .id = tw_slice_of(id),
                                                  .data = {body, bytes}}));
        take(p, &confirmed, &known);
    }
    check(tw_publish_flush(p, 300000));
    take(p, &confirmed, &known);
    printf("%lu %lu %.3f\n", confirmed, known, (double)(tw_broker_clock() - from) / 1000);
    tw_publisher_close(p);
}

static void pull(const char *path, unsigned quiet, long pause)
{
    FILE *f = fopen(path, "ae");
    struct tw_puller *p;
    struct tw_delivery d;
    unsigned long n = 0;
    int64_t first = 0, last = 0;

    if (!f) exit(1);
    check(tw_puller_open(
        broker, &(struct tw_pull_options){.stream = "soak", .name = "workers", .ahead = 400}, &p));
    for (;;) {
        enum tw_status st = tw_pull(p, quiet * 1000, &d);

        if (st == TW_EMPTY) break;
        check(st);
        last = tw_broker_clock();
        if (n++ == 0) first = last;
        fprintf(f, "%.*s\n", TW_FMT(d.id));
        check(tw_delivery_done(p, &d));
        if (pause) nanosleep(&(struct timespec){.tv_nsec = pause * 1000}, NULL);
    }
    fclose(f);
    tw_puller_close(p);
    printf("%lu %.3f\n", n, (double)(last - first) / 1000);
}

int main(int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);
    const char *why = "";

    if (argc < 3) return 2;
    if (tw_broker_open(mem, &(struct tw_broker_options){.urls = argv[1], .patience = 300000},
                       &broker, &why)
        != TW_OK) {
        fprintf(stderr, "cluster: %s\n", why);
        return 1;
    }
    if (argv[2][0] == 's') setup(mem);
    else if (argc == 5 && argv[2][1] == 'u' && argv[2][2] == 'b')
        publish(mem, strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
    else if (argc == 6)
        pull(argv[3], (unsigned)strtoul(argv[4], NULL, 10), strtol(argv[5], NULL, 10));
    else return 2;
    tw_broker_close(broker);
    tw_arena_free(mem);
    return 0;
}
