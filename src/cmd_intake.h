/* cmd_intake.h - articles one at a time, for the commands that answer each at once.
**
** JSON lines, packed or not, are read as they come: an article is handed over
** before anything behind its line is waited for, so a pipe gets its answer without
** sending more.  Other files and folders go through the flow of pipeline.h.
*/
#ifndef TW_CMD_INTAKE_H
#define TW_CMD_INTAKE_H
#include "clean/article.h"
#include "cmd.h"

struct tw_intake {
    const struct tw_options *o;
    const char *stage;
    /* Makes the state that articles are answered from, out of --state FILE if
    ** there is one (file NULL: there is none), and writes it there at the end.
    ** window: seconds, 0 = all is remembered. */
    enum tw_status (*load)(void *context, const char *file, int64_t window);
    enum tw_status (*save)(void *context, const char *file);
    /* Takes an article, which is gone afterwards; mem is emptied before the
    ** next one.  False ends the reading: the output cannot be written. */
    bool (*take)(void *context, struct tw_arena *mem, const struct tw_article *a);
    void *context;
};

/* Loads, reads all inputs (standard input when none), saves.  Returns enum
** tw_exit, having said on stderr what was dropped or went wrong. */
int tw_intake_run(const struct tw_intake *in);

/* "30d", "12h", "10m", "90s" or "45" (days) as seconds; -1 when it is none of these. */
int64_t tw_window_seconds(const char *window);

#endif
