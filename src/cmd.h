/* cmd.h - what the subcommands share: the options, the exit codes, the output.
**
** One table of options and one of subcommands (main.c); --help is made from
** them.  stdout is data, stderr is talk.
*/
#ifndef TW_CMD_H
#define TW_CMD_H
#include "base/buf.h"
#include "base/date.h"
#include "base/progress.h"

#include <stdint.h>

enum tw_exit { TW_EXIT_DONE = 0, TW_EXIT_DROPPED = 1, TW_EXIT_USAGE = 2, TW_EXIT_FAILED = 3 };

enum { TW_OPTIONS_MAX = 64 };

struct tw_options {
    const char *command;            /* its name */
    bool json;
    const char *html;               /* file to write the page to, "" = stdout; NULL = no page */
    bool no_sandbox;
    bool explain;
    bool all;
    struct tw_date now;             /* time received; grain TW_DATE_NONE = the file's time */
    enum tw_progress_mode progress;
    unsigned threads;               /* 0 = as many as processors */
    unsigned width;                 /* columns; 0 = the terminal's, else 80 */
    const char *colour;             /* auto, always, never */
    const char *encoding;           /* of the input, from outside; NULL = find out */
    const char *state;              /* file to load and save */
    const char *owners;             /* file that says who owns which outlet */
    const char *window;             /* "30d" */
    const char *store;              /* file of the store; NULL: twosource.db */
    const char *keep;               /* "90d": how long articles are kept */
    struct tw_date from, until;     /* grain TW_DATE_NONE: open */
    const char *words, *actor, *outlet, *lang;
    uint64_t origins, changed;
    uint64_t limit;                 /* 0: the command's own */
    bool starred, original;
    const char *user;               /* who decides; NULL: the login name */
    const char *manifest_file;
    const char *config;             /* file of defaults; NULL or "" = none was read */
    struct tw_manifest *manifest;   /* cmd_manifest.h; NULL: none is wanted */
    struct { const struct tw_option *option; const char *value; } given[TW_OPTIONS_MAX];     /* value NULL: had none */
    int givens;                     /* on the command line or in the configuration file */
    char **input;                   /* what is left on the command line */
    int inputs;
};

enum {                              /* bits of the options a subcommand takes */
    TW_OPT_JSON = 1 << 0, TW_OPT_NOW = 1 << 1, TW_OPT_PROGRESS = 1 << 2, TW_OPT_THREADS = 1 << 3,
    TW_OPT_WIDTH = 1 << 4, TW_OPT_COLOUR = 1 << 5, TW_OPT_ENCODING = 1 << 6, TW_OPT_SANDBOX = 1 << 7,
    TW_OPT_STATE = 1 << 8, TW_OPT_WINDOW = 1 << 9, TW_OPT_EXPLAIN = 1 << 10, TW_OPT_ALL = 1 << 11,
    TW_OPT_HTML = 1 << 16, TW_OPT_OWNERS = 1 << 17, TW_OPT_MANIFEST = 1 << 18,
    TW_OPT_CONFIG = 1 << 30         /* every command that has options takes it */
};
#define TW_OPT_BIT(n)   (UINT64_C(1) << (n))    /* those of commands on a store */
#define TW_OPT_STORE    TW_OPT_BIT(32)
#define TW_OPT_KEEP     TW_OPT_BIT(33)
#define TW_OPT_USER     TW_OPT_BIT(34)
#define TW_OPT_ORIGINAL TW_OPT_BIT(35)
#define TW_OPT_LIMIT    TW_OPT_BIT(36)
#define TW_OPT_FROM     TW_OPT_BIT(37)
#define TW_OPT_UNTIL    TW_OPT_BIT(38)
#define TW_OPT_WORDS    TW_OPT_BIT(39)
#define TW_OPT_ACTOR    TW_OPT_BIT(40)
#define TW_OPT_OUTLET   TW_OPT_BIT(41)
#define TW_OPT_LANG     TW_OPT_BIT(42)
#define TW_OPT_ORIGINS  TW_OPT_BIT(43)
#define TW_OPT_CHANGED  TW_OPT_BIT(44)
#define TW_OPT_STARRED  TW_OPT_BIT(45)
#define TW_OPT_FILTER   (TW_OPT_FROM | TW_OPT_UNTIL | TW_OPT_WORDS | TW_OPT_ACTOR | TW_OPT_OUTLET | TW_OPT_LANG | \
                         TW_OPT_ORIGINS | TW_OPT_CHANGED | TW_OPT_STARRED | TW_OPT_LIMIT)
#define TW_OPT_READING (TW_OPT_JSON | TW_OPT_NOW | TW_OPT_PROGRESS | TW_OPT_THREADS | TW_OPT_ENCODING | TW_OPT_SANDBOX)
#define TW_OPT_SCREEN  (TW_OPT_WIDTH | TW_OPT_COLOUR)

struct tw_option {
    const char *name, *arg;         /* "threads", "N"; arg NULL: takes no value, in brackets: may have one */
    const char *help;
    uint64_t bit;
    const char *values;             /* the words it takes, "auto none json"; NULL: others */
};
extern const struct tw_option tw_option_table[];        /* ends with a name of NULL */

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
int tw_cmd_read(const struct tw_options *o);
int tw_cmd_extract(const struct tw_options *o);
int tw_cmd_dedup(const struct tw_options *o);
int tw_cmd_group(const struct tw_options *o);
int tw_cmd_stories(const struct tw_options *o);
int tw_cmd_why(const struct tw_options *o);
int tw_cmd_show(const struct tw_options *o);
int tw_cmd_search(const struct tw_options *o);
int tw_cmd_outlets(const struct tw_options *o);
int tw_cmd_decide(const struct tw_options *o);      /* each of the decisions, by the name of the command */
int tw_cmd_decisions(const struct tw_options *o);
int tw_cmd_check(const struct tw_options *o);
int tw_cmd_backup(const struct tw_options *o);
int tw_cmd_vacuum(const struct tw_options *o);
int tw_cmd_compare(const struct tw_options *o);
int tw_cmd_demo(const struct tw_options *o);
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

/* True when the subcommand takes the option. */
bool tw_option_taken(const struct tw_command *c, const struct tw_option *opt);

/* The option of that name that the subcommand takes (any: c NULL); NULL: there is none. */
const struct tw_option *tw_option_find(const struct tw_command *c, struct tw_slice name);

/* True when a value has to follow; one in brackets may. */
bool tw_option_needs_value(const struct tw_option *opt);

/* Gives the option that value, which lives as long as *o, and notes it in o->given;
** NULL when there is none.  A switch has none, "yes" or "no".  False when it makes
** no sense. */
bool tw_option_set(struct tw_options *o, const struct tw_option *opt, const char *value);

/* Parses argv (behind the subcommand's name) into *o; false after saying what
** is wrong. */
bool tw_options_parse(const struct tw_command *c, int argc, char **argv, struct tw_options *o);
void tw_options_help(const struct tw_command *c, struct tw_buf *out);

#endif
