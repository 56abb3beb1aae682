/* base/progress.h - one line on stderr while work goes on.
**
** stage, done/total, rate, time left (bytes left / rate), kept/dropped.  Shown
** only when stderr is a terminal and the work takes longer than half a second;
** with TW_PROGRESS_JSON one JSON object a second whatever stderr is.
** Calling it often is cheap: it writes at most ten times a second.
*/
#ifndef TW_BASE_PROGRESS_H
#define TW_BASE_PROGRESS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tw_progress_mode { TW_PROGRESS_AUTO, TW_PROGRESS_OFF, TW_PROGRESS_JSON };

struct tw_progress {
    const char *stage;
    uint64_t done, total;       /* bytes; total 0 = unknown */
    uint64_t items, kept, dropped;
    enum tw_progress_mode mode;
    int64_t started, shown;     /* nanoseconds, monotonic */
    bool tty, visible;
};

void tw_progress_start(struct tw_progress *p, const char *stage, uint64_t total,
                       enum tw_progress_mode mode);
void tw_progress_step(struct tw_progress *p);   /* after changing the counts */
void tw_progress_end(struct tw_progress *p);    /* wipes the line, or writes the last object */

/* The line itself, for tests: what would be shown `elapsed` ns after the start.
** Returns its length. */
size_t tw_progress_line(const struct tw_progress *p, int64_t elapsed, char *out, size_t size);

#endif
