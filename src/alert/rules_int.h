/* alert/rules_int.h - what reading the sections of a rules file shares. */
#ifndef TW_ALERT_RULES_INT_H
#define TW_ALERT_RULES_INT_H
#include "alert/rules.h"
#include "base/buf.h"

#include <stdint.h>

struct tw_rules_mistake { size_t line, order; const char *what; };

struct tw_rules_reader {
    struct tw_arena *mem;
    size_t line;                /* that is being looked at */
    struct tw_rules_mistake *mistake; size_t mistakes, cap;
    struct tw_alert_rules *out;
};

/* Notes what is wrong with the line, to be told in the order of lines; false. */
bool tw_rules_refuse(struct tw_rules_reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct tw_rules_line { size_t line; struct tw_slice key, value; };
struct tw_rules_section { size_t line; struct tw_slice name; struct tw_rules_line *v; size_t n, cap; };

/* Make a rule, or a place to send to, of its lines; what is wrong is told.  The `to` of rules
** is looked at when all places are known. */
void tw_rules_rule(struct tw_rules_reader *r, const struct tw_rules_section *s,
                   struct tw_alert_rule *out, struct tw_rules_line *to);
void tw_rules_target(struct tw_rules_reader *r, const struct tw_rules_section *s,
                     struct tw_alert_target *out);

/* A key of a section: who may have it, and how its value is taken; `into` is the rule or the
** place. */
struct tw_rules_key {
    const char *name;
    unsigned kinds;             /* bit k: of kind k */
    bool (*take)(struct tw_rules_reader *r, struct tw_slice value, void *into);
};

/* Takes the lines of a section, but for keys without `take`; telling unknown keys, those of other
** kinds and repeated ones. */
void tw_rules_take(struct tw_rules_reader *r, const struct tw_rules_section *s,
                   const struct tw_rules_key *key, unsigned kind, const char *kind_text,
                   void *into);

/* ---- Values */

/* "30m", "24h", "2d", "45s": seconds. */
bool tw_rules_duration(struct tw_rules_reader *r, struct tw_slice value, int64_t *seconds);
/* A whole number from low to high. */
bool tw_rules_count(struct tw_rules_reader *r, struct tw_slice value, uint64_t low, uint64_t high,
                    uint64_t *out);
/* A number above 0 at the beginning of *rest, which is moved behind it. */
bool tw_rules_number(struct tw_slice *rest, double *out);
bool tw_rules_yes(struct tw_rules_reader *r, struct tw_slice value, bool *out);
/* One of two words; *is_second: which. */
bool tw_rules_either(struct tw_rules_reader *r, struct tw_slice value, const char *first,
                     const char *second, bool *is_second);
/* The value as a string. */
const char *tw_rules_string(struct tw_rules_reader *r, struct tw_slice value);

#endif
