/* options.h - the options of all subcommands, in one table.
**
** A subcommand names those it takes by their bits.  --help, the completions
** (cmd_completion.c), the configuration file (config.h) and the manifest are made
** from the table.  Options and inputs may be mixed; "--" ends the options; "-" is
** an input.
*/
#ifndef TW_OPTIONS_H
#define TW_OPTIONS_H
#include "base/buf.h"
#include "base/date.h"
#include "base/progress.h"
#include "courier.h"

#include <stdint.h>

struct tw_command;

enum { TW_OPTIONS_MAX = 80 };

struct tw_options {
    const char *command;            /* its name */
    bool json;
    bool page;
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
    const char *output;             /* of map and reduce; also -o */
    const char *keep;               /* "90d": how long articles are kept */
    struct tw_date from, until;     /* grain TW_DATE_NONE: open */
    const char *words, *actor, *outlet, *lang;
    uint64_t origins, changed;
    uint64_t limit;                 /* 0: the command's own */
    bool starred, original;
    const char *format, *what, *home;   /* of export; home: address of the stories */
    uint64_t since;                 /* the number of an alert */
    bool dry_run;
    const char *alerts;             /* file of rules */
    const char *user;               /* who decides; NULL: the login name */
    bool once;                      /* of watch: one round */
    const char *duration, *every;   /* "12h", "10m" */
    unsigned patience;              /* s that a database may be away, and 1; 0: a minute */
    /* s between two requests to a host, and 1; 0 = the fetcher's own */
    unsigned pause;
    struct tw_courier_options courier;  /* how web addresses are fetched */
    const char *listen, *cors, *host, *scope, *replica;
    const char *manifest_file;
    const char *config;             /* file of defaults; NULL or "" = none was read */
    struct tw_manifest *manifest;   /* cmd_manifest.h; NULL: none is wanted */
    struct { const struct tw_option *option; const char *value; } given[TW_OPTIONS_MAX];     /* value NULL: had none */
    int givens;                     /* on the command line or in the configuration file */
    struct {                        /* of work */
        const char *role, *nats, *credentials, *partitions, *partition, *journal;
        bool give, status, aside;
        unsigned term;              /* s; 0: not given */
    } work;
    char **input;                   /* what is left on the command line */
    int inputs;
};

/* Bits of the options a subcommand takes. */
#define TW_OPT_BIT(n)   (UINT64_C(1) << (n))
#define TW_OPT_JSON     TW_OPT_BIT(0)
#define TW_OPT_NOW      TW_OPT_BIT(1)
#define TW_OPT_PROGRESS TW_OPT_BIT(2)
#define TW_OPT_THREADS  TW_OPT_BIT(3)
#define TW_OPT_WIDTH    TW_OPT_BIT(4)
#define TW_OPT_COLOUR   TW_OPT_BIT(5)
#define TW_OPT_ENCODING TW_OPT_BIT(6)
#define TW_OPT_SANDBOX  TW_OPT_BIT(7)
#define TW_OPT_STATE    TW_OPT_BIT(8)
#define TW_OPT_WINDOW   TW_OPT_BIT(9)
#define TW_OPT_EXPLAIN  TW_OPT_BIT(10)
#define TW_OPT_ALL      TW_OPT_BIT(11)
#define TW_OPT_HTML     TW_OPT_BIT(12)
#define TW_OPT_OWNERS   TW_OPT_BIT(13)
#define TW_OPT_MANIFEST TW_OPT_BIT(14)
#define TW_OPT_CONFIG   TW_OPT_BIT(15)    /* every command that has options takes it */
#define TW_OPT_STORE    TW_OPT_BIT(16)
#define TW_OPT_KEEP     TW_OPT_BIT(17)
#define TW_OPT_USER     TW_OPT_BIT(18)
#define TW_OPT_ORIGINAL TW_OPT_BIT(19)
#define TW_OPT_LIMIT    TW_OPT_BIT(20)
#define TW_OPT_FROM     TW_OPT_BIT(21)
#define TW_OPT_UNTIL    TW_OPT_BIT(22)
#define TW_OPT_WORDS    TW_OPT_BIT(23)
#define TW_OPT_ACTOR    TW_OPT_BIT(24)
#define TW_OPT_OUTLET   TW_OPT_BIT(25)
#define TW_OPT_LANG     TW_OPT_BIT(26)
#define TW_OPT_ORIGINS  TW_OPT_BIT(27)
#define TW_OPT_CHANGED  TW_OPT_BIT(28)
#define TW_OPT_STARRED  TW_OPT_BIT(29)
#define TW_OPT_PRIVATE  TW_OPT_BIT(30)
#define TW_OPT_AGENT    TW_OPT_BIT(31)
#define TW_OPT_TIMEOUT  TW_OPT_BIT(32)
#define TW_OPT_WARC     TW_OPT_BIT(33)
#define TW_OPT_PROXY    TW_OPT_BIT(54)
#define TW_OPT_OUTPUT   TW_OPT_BIT(57)
#define TW_OPT_ONCE     TW_OPT_BIT(34)
#define TW_OPT_FOR      TW_OPT_BIT(35)
#define TW_OPT_EVERY    TW_OPT_BIT(36)
#define TW_OPT_PAUSE    TW_OPT_BIT(37)
#define TW_OPT_FORMAT   TW_OPT_BIT(43)
#define TW_OPT_WHAT     TW_OPT_BIT(44)
#define TW_OPT_HOME     TW_OPT_BIT(45)
#define TW_OPT_REPLICA  TW_OPT_BIT(46)
#define TW_OPT_PATIENCE TW_OPT_BIT(38)
#define TW_OPT_LISTEN   TW_OPT_BIT(47)
#define TW_OPT_CORS     TW_OPT_BIT(48)
#define TW_OPT_HOST     TW_OPT_BIT(49)
#define TW_OPT_SCOPE    TW_OPT_BIT(50)
#define TW_OPT_PAGE     TW_OPT_BIT(53)

#define TW_OPT_SINCE    TW_OPT_BIT(39)
#define TW_OPT_DRY_RUN  TW_OPT_BIT(40)
#define TW_OPT_ALERTS   TW_OPT_BIT(41)

/* Of work; from the top, so that others find room. */
#define TW_OPT_ROLE       TW_OPT_BIT(63)
#define TW_OPT_NATS       TW_OPT_BIT(62)
#define TW_OPT_PARTITIONS TW_OPT_BIT(61)
#define TW_OPT_PARTITION  TW_OPT_BIT(60)
#define TW_OPT_TERM       TW_OPT_BIT(59)
#define TW_OPT_JOURNAL    TW_OPT_BIT(58)
#define TW_OPT_STATUS     TW_OPT_BIT(52)
#define TW_OPT_GIVE       TW_OPT_BIT(56)
#define TW_OPT_CREDENTIALS TW_OPT_BIT(55)
#define TW_OPT_ASIDE      TW_OPT_BIT(51)
#define TW_OPT_WORKING  (TW_OPT_ROLE | TW_OPT_NATS | TW_OPT_PARTITIONS | TW_OPT_PARTITION | TW_OPT_TERM | TW_OPT_JOURNAL | \
                         TW_OPT_STATUS | TW_OPT_GIVE | TW_OPT_ASIDE | TW_OPT_CREDENTIALS)

/* Sets of them: what chooses among stories, what fetching, reading, printing takes. */
#define TW_OPT_FILTER   (TW_OPT_FROM | TW_OPT_UNTIL | TW_OPT_WORDS | TW_OPT_ACTOR | TW_OPT_OUTLET | TW_OPT_LANG | \
                         TW_OPT_ORIGINS | TW_OPT_CHANGED | TW_OPT_STARRED | TW_OPT_LIMIT)
#define TW_OPT_WATCHING (TW_OPT_ONCE | TW_OPT_FOR | TW_OPT_EVERY | TW_OPT_PAUSE)
#define TW_OPT_FETCHING (TW_OPT_PRIVATE | TW_OPT_AGENT | TW_OPT_TIMEOUT | TW_OPT_WARC | TW_OPT_PROXY)
#define TW_OPT_READING  (TW_OPT_JSON | TW_OPT_NOW | TW_OPT_PROGRESS | TW_OPT_THREADS | TW_OPT_ENCODING | TW_OPT_SANDBOX | \
                         TW_OPT_FETCHING)
#define TW_OPT_SCREEN   (TW_OPT_WIDTH | TW_OPT_COLOUR)

struct tw_option {
    /* "threads", "N"; arg NULL: takes no value, in brackets: may have one */
    const char *name, *arg;
    const char *help;
    uint64_t bit;
    const char *values;             /* the words it takes, "auto none json"; NULL: others */
};
extern const struct tw_option tw_option_table[];        /* ends with a name of NULL */

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
