/* cmd.h - what the subcommands share: their table, the exit codes, the output.
**
** The table of subcommands stands in main.c.  stdout is data, stderr is talk.
*/
#ifndef TW_CMD_H
#define TW_CMD_H
#include "options.h"

enum tw_exit { TW_EXIT_DONE = 0, TW_EXIT_DROPPED = 1, TW_EXIT_USAGE = 2, TW_EXIT_FAILED = 3 };

struct tw_command {
    const char *name;
    const char *args;               /* "FILE|DIR|-..." */
    const char *what;               /* one line for the list */
    const char *more;               /* a paragraph for its own --help */
    uint64_t options;
    int (*run)(const struct tw_options *o);     /* returns enum tw_exit */
};

extern const struct tw_command tw_command_table[];      /* ends with a name of NULL */

/* The subcommands, of cmd_*.c. */
int tw_cmd_add(const struct tw_options *o);
int tw_cmd_watch(const struct tw_options *o);
int tw_cmd_work(const struct tw_options *o);
int tw_cmd_feeds(const struct tw_options *o);
int tw_cmd_read(const struct tw_options *o);
int tw_cmd_extract(const struct tw_options *o);
int tw_cmd_dedup(const struct tw_options *o);
int tw_cmd_group(const struct tw_options *o);
int tw_cmd_stories(const struct tw_options *o);
int tw_cmd_why(const struct tw_options *o);
int tw_cmd_show(const struct tw_options *o);
int tw_cmd_search(const struct tw_options *o);
int tw_cmd_export(const struct tw_options *o);
int tw_cmd_outlets(const struct tw_options *o);
/* each of the decisions, by the name of the command */
int tw_cmd_decide(const struct tw_options *o);
int tw_cmd_decisions(const struct tw_options *o);
int tw_cmd_serve(const struct tw_options *o);
int tw_cmd_alerts(const struct tw_options *o);
int tw_cmd_token(const struct tw_options *o);
int tw_cmd_check(const struct tw_options *o);
int tw_cmd_backup(const struct tw_options *o);
int tw_cmd_vacuum(const struct tw_options *o);
int tw_cmd_map(const struct tw_options *o);
int tw_cmd_reduce(const struct tw_options *o);
int tw_cmd_migrate(const struct tw_options *o);
int tw_cmd_compare(const struct tw_options *o);
int tw_cmd_demo(const struct tw_options *o);
int tw_demo_page(const struct tw_options *o);        /* with --page */
int tw_cmd_completion(const struct tw_options *o);
int tw_cmd_version(const struct tw_options *o);

/* Explains item input[0] of the comparison of the accounts input[1], ... */
int tw_compare_why(const struct tw_options *o);

/* Runs the flow over the inputs (stdin when none) and writes what `render`
** makes of each article, in input order. */
struct tw_article;
struct tw_statements;
typedef void tw_render(struct tw_buf *out, const struct tw_article *a,
                       const struct tw_statements *s);
int tw_cmd_lines(const struct tw_options *o, const char *stage, bool extract, tw_render *render);

/* "twosource: ..." on stderr, one line. */
void tw_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says why the nth document that was dropped was: the first twenty by name, then
** that the rest is only counted. */
void tw_say_dropped(uint64_t nth, struct tw_slice source, const char *why);

/* Writes the buffer to stdout and empties it; false when stdout is gone. */
bool tw_put(struct tw_buf *out);

/* Where a result beside stdout goes ("" = stdout itself); to be opened before a
** flow starts, which takes the right to open files away.  -1, after saying why,
** when it cannot be opened. */
int tw_file_open(const char *path);

/* Writes it there, in place of what the file held, and closes it; false and errno
** when it fails. */
bool tw_file_put(int file, struct tw_buf *out);

/* All of a file, into *out; false and errno when it cannot be read or has more than
** 16 MiB. */
bool tw_file_read(struct tw_arena *mem, const char *path, struct tw_slice *out);

/* Columns and colours to print with: options, NO_COLOR and the terminal asked. */
unsigned tw_screen_width(const struct tw_options *o);
bool tw_screen_colour(const struct tw_options *o);

#endif
