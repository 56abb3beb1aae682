/* base/progress.c - the progress line.
**
** A step reads the monotonic clock (some 20 ns) and mostly returns.  The line
** is rewritten in place with a carriage return and "erase to end of line"
** (ECMA-48, EL), which every terminal in use knows.  The rate is that of the
** whole time so far: steady, though slow to notice a change.
*/
#include "base/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000) /* nanoseconds */

static int64_t monotonic(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

/* Bytes as people read them: "812 B", "4.2 MB", "131 MB". */
static void amount(uint64_t bytes, char out[16])
{
    static const char *const unit[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double x = (double)bytes / 1000;
    int i = 0;

    if (bytes < 1000) {
        snprintf(out, 16, "%u B", (unsigned)bytes);
        return;
    }
    while (x >= 999.5) x /= 1000, i++;
    snprintf(out, 16, x < 9.95 ? "%.1f %s" : "%.0f %s", x, unit[i]);
}

struct pace {
    uint64_t per_second;
    int64_t left; /* seconds, -1 = unknown */
};

static struct pace pace_of(const struct tw_progress *p, int64_t elapsed)
{
    double seconds = elapsed > 0 ? (double)elapsed / (double)SECOND : 1e-9;
    double rate = (double)p->done / seconds;
    struct pace it = {(uint64_t)rate, -1};

    if (p->total && rate > 0) {
        double left = p->done < p->total ? (double)(p->total - p->done) / rate : 0;

        it.left = left < 1e9 ? (int64_t)(left + 0.5) : -1;
    }
    return it;
}

static int json_line(const struct tw_progress *p, int64_t elapsed, char *out, size_t size)
{
    struct pace pace = pace_of(p, elapsed);
    char total[24] = "null", left[24] = "null";

    if (p->total) snprintf(total, sizeof total, "%" PRIu64, p->total);
    if (pace.left >= 0) snprintf(left, sizeof left, "%" PRId64, pace.left);
    return snprintf(out, size,
                    "{\"stage\":\"%s\",\"done\":%" PRIu64 ",\"total\":%s,\"items\":%" PRIu64
                    ",\"kept\":%" PRIu64 ",\"dropped\":%" PRIu64 ",\"seconds\":%" PRId64
                    ",\"rate\":%" PRIu64 ",\"left\":%s}",
                    p->stage, p->done, total, p->items, p->kept, p->dropped, elapsed / SECOND,
                    pace.per_second, left);
}

static int text_line(const struct tw_progress *p, int64_t elapsed, char *out, size_t size)
{
    struct pace pace = pace_of(p, elapsed);
    char done[16], total[32] = "", rate[16], left[40] = "", dropped[40] = "";

    amount(p->done, done);
    amount(pace.per_second, rate);
    if (p->total) {
        total[0] = '/';
        amount(p->total, total + 1);
    }
    if (pace.left >= 3600)
        snprintf(left, sizeof left, "  %" PRId64 ":%02d:%02d left", pace.left / 3600,
                 (int)(pace.left / 60 % 60), (int)(pace.left % 60));
    else if (pace.left >= 0)
        snprintf(left, sizeof left, "  %d:%02d left", (int)(pace.left / 60), (int)(pace.left % 60));
    if (p->dropped) snprintf(dropped, sizeof dropped, ", %" PRIu64 " dropped", p->dropped);
    return snprintf(out, size, "%s  %s%s  %s/s%s  %" PRIu64 " kept%s", p->stage, done, total, rate,
                    left, p->kept, dropped);
}

size_t tw_progress_line(const struct tw_progress *p, int64_t elapsed, char *out, size_t size)
{
    int n = p->mode == TW_PROGRESS_JSON ? json_line(p, elapsed, out, size)
                                        : text_line(p, elapsed, out, size);

    if (n < 0 || size == 0) return 0;
    return (size_t)n < size ? (size_t)n : size - 1;
}

void tw_progress_start(struct tw_progress *p, const char *stage, uint64_t total,
                       enum tw_progress_mode mode)
{
    *p = (struct tw_progress){.stage = stage, .total = total, .mode = mode};
    p->tty = mode == TW_PROGRESS_AUTO && isatty(STDERR_FILENO);
    p->started = p->shown = monotonic();
}

static void show(struct tw_progress *p, int64_t now)
{
    char line[512];

    tw_progress_line(p, now - p->started, line, sizeof line);
    if (p->mode == TW_PROGRESS_JSON) fprintf(stderr, "%s\n", line);
    else fprintf(stderr, "\r%s\x1b[K", line);
    fflush(stderr);
    p->shown = now;
    p->visible = true;
}

void tw_progress_step(struct tw_progress *p)
{
    int64_t now, wait;

    if (p->mode != TW_PROGRESS_JSON && !p->tty) return;
    now = monotonic();
    wait = p->mode == TW_PROGRESS_JSON ? SECOND : p->visible ? SECOND / 10 : SECOND / 2;
    if (now - p->shown >= wait) show(p, now);
}

void tw_progress_end(struct tw_progress *p)
{
    if (p->mode == TW_PROGRESS_JSON) {
        show(p, monotonic());
    } else if (p->visible) {
        fputs("\r\x1b[K", stderr);
        fflush(stderr);
    }
    p->visible = false;
}
