/* alert/rules.h - the file that says what raises an alert, and where it goes.
**
**     old = 2d                        above the sections: what is received longer ago is not sent
**     [to desk]                       a place to send to, under a name of one's own
**     webhook = https://desk.example/hook
**     secret-file = /etc/twosource/hook.key
**     quiet = 22:00-06:30 +01:00      kept meanwhile, sent together afterwards
**     group = 30m                     one message a story in half an hour
**     [second origin]                 a rule; its name is told with each alert
**     when = origins
**     at-least = 2
**     words = "Harrow Lock" OR weir
**     to = desk
**
** Lines are `key = value`, empty, or begin with #; a value reaches to the end of its line.
** doc/alerts.md has all keys.  Everything is checked, and all that is wrong is told, not
** only the first: an unknown key, one that does not fit the kind, a value it cannot take.
** Bounded: 256 rules, 32 places, 1 MiB.
*/
#ifndef TW_ALERT_RULES_H
#define TW_ALERT_RULES_H
#include "base/slice.h"
#include "base/status.h"
#include "store/query.h"

enum { TW_ALERT_RULES = 256, TW_ALERT_TARGETS = 32 };

enum tw_alert_kind {
    TW_ALERT_ORIGINS,           /* an Nth origin behind a statement or a story */
    TW_ALERT_FIGURE,            /* a figure moved */
    TW_ALERT_DENIAL,            /* somebody denies */
    TW_ALERT_CORRECTION,        /* an outlet changed figures or statements of an account */
    TW_ALERT_GROWTH,            /* so many articles or accounts in an hour */
    TW_ALERT_ARTICLE            /* an article that fits */
};

struct tw_alert_rule {
    struct tw_slice name;
    size_t line;                /* of its section */
    enum tw_alert_kind kind;

    uint64_t at_least;          /* ORIGINS */
    /* ORIGINS: behind the story, not a statement; ARTICLE: once a story */
    bool of_story;
    double more_than;           /* FIGURE: by so much; GROWTH: in an hour */
    bool is_percent;            /* FIGURE */
    bool of_accounts;           /* GROWTH: editions do not count */
    struct tw_slice unit;       /* FIGURE: of this one only; empty: any */

    bool has_query;             /* words and actor, as one query */
    struct tw_query query;
    struct tw_slice outlet, lang;   /* of the article that made it true; empty: any */
    uint64_t story;             /* this one only; 0: any */
    uint64_t origins;           /* of the story, at least */
    bool starred;               /* stories with a star only */

    uint32_t to;                /* bit i: tw_alert_rules.target[i] */
};

enum tw_target_kind { TW_TARGET_FILE, TW_TARGET_WEBHOOK, TW_TARGET_MAIL, TW_TARGET_ATOM };

struct tw_alert_target {
    struct tw_slice name;
    size_t line;
    enum tw_target_kind kind;
    /* a path ("-": stdout), a URL, addresses with commas between them */
    const char *where;
    struct tw_slice secret;     /* WEBHOOK: signs what is sent; empty: nothing is signed */
    bool allow_private;         /* WEBHOOK: addresses of one's own network too */
    int64_t timeout;            /* WEBHOOK: s for an answer */
    int64_t give_up;            /* s after the first try */
    const char *from, *sendmail;    /* MAIL */
    const char *title;          /* ATOM */
    uint64_t entries;           /* ATOM: at most */
    bool has_quiet;
    int quiet_from, quiet_until;    /* minutes of the day there; until may be the smaller one */
    int quiet_zone;             /* minutes east of UTC */
    int64_t group;              /* s; 0: each alert is a message */
};

struct tw_alert_rules {
    struct tw_alert_rule *rule; size_t rules;
    struct tw_alert_target *target; size_t targets;
    int64_t old;                /* s; 0: nothing is too old to be sent */
};

/* Told of each thing that is wrong, by line (from 1; 0: the file as a whole): what, and what would
** be right. */
typedef void tw_rules_wrong(void *context, size_t line, const char *what);

/* Reads the text of a file into *out, in mem; borrows nothing.  Files that it names
** (secret-file) are read as well.  TW_OK; TW_USAGE: something was wrong, and all of it was told. */
TW_MUST_USE enum tw_status tw_rules_read(struct tw_arena *mem, struct tw_slice text,
                                         tw_rules_wrong *wrong, void *context,
                                         struct tw_alert_rules *out);

/* "origins", "figure", ... as the file and the JSON name them. */
const char *tw_alert_kind_text(enum tw_alert_kind kind);
const char *tw_target_kind_text(enum tw_target_kind kind);

#endif
