/* alert/rules.c - a rules file: cut into sections, each made a rule or a place to send to.
**
** All sections are cut first, as places may stand behind the rules that name them.  A line that
** makes no sense is told and left out, so that one run shows all that is wrong.
*/
#include "alert/rules_int.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <stdarg.h>
#include <stdio.h>

enum { BYTES = 1 << 20, NAME = 64, DAY = 86400 };

bool tw_rules_refuse(struct tw_rules_reader *r, const char *format, ...)
{
    char what[1200];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    TW_PUSH(r->mem, r->mistake, r->mistakes, r->cap,
            ((struct tw_rules_mistake){r->line, r->mistakes,
                                       tw_slice_dup(r->mem, tw_slice_of(what)).p}));
    return false;
}

static int by_line(const void *x, const void *y)
{
    const struct tw_rules_mistake *a = x, *b = y;

    if (a->line != b->line) return (a->line > b->line) - (a->line < b->line);
    return (a->order > b->order) - (a->order < b->order);
}

/* ---- Sections */

struct sections {
    struct tw_rules_section *rule, *target, *open;      /* open: the one whose lines these are */
    size_t rules, targets, rule_cap, target_cap;
    struct tw_map names;        /* of rules, and of places with "to " before */
    struct tw_rules_section skipped;    /* takes the lines of one without a name */
};

static bool is_name(struct tw_slice name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!tw_is_alnum(name.p[i]) && !strchr(" -_.", name.p[i])
            && (unsigned char)name.p[i] < 0x80)
            return false;
    return name.n > 0 && name.n <= NAME;
}

/* "[name]" or "[to name]" */
static bool open_section(struct tw_rules_reader *r, struct sections *s, struct tw_slice line)
{
    struct tw_slice full, name;
    bool is_target, added;

    s->open = &s->skipped;
    if (line.p[line.n - 1] != ']')
        return tw_rules_refuse(r, "a section ends with ]: [name] or [to name]");
    full = name = tw_slice_trim(tw_slice_sub(line, 1, line.n - 1));
    is_target = tw_slice_starts(name, TW_LIT("to "));
    if (is_target) name = tw_slice_trim(tw_slice_sub(name, 3, name.n));
    if (!is_name(name) || tw_slice_eq(name, TW_LIT("to")))
        return tw_rules_refuse(r, "a name is of 1 to %d letters, digits, spaces and - _ .", NAME);
    tw_map_add(&s->names, full, &added);
    if (!added) (void)tw_rules_refuse(r, "there is a section [%.*s] already; take another name",
                                      TW_FMT(full));
    if (is_target && s->targets == TW_ALERT_TARGETS)
        return tw_rules_refuse(r, "more than %d places to send to", TW_ALERT_TARGETS);
    if (!is_target && s->rules == TW_ALERT_RULES)
        return tw_rules_refuse(r, "more than %d rules", TW_ALERT_RULES);
    if (is_target) {
        TW_PUSH(r->mem, s->target, s->targets, s->target_cap,
                ((struct tw_rules_section){.line = r->line, .name = name}));
        s->open = &s->target[s->targets - 1];
    } else {
        TW_PUSH(r->mem, s->rule, s->rules, s->rule_cap,
                ((struct tw_rules_section){.line = r->line, .name = name}));
        s->open = &s->rule[s->rules - 1];
    }
    return true;
}

static bool add_line(struct tw_rules_reader *r, struct sections *s, struct tw_slice line)
{
    struct tw_slice rest = line, key;

    if (!memchr(line.p, '=', line.n))
        return tw_rules_refuse(r, "a line is `key = value`, or begins with #");
    tw_slice_part(&rest, '=', &key);
    key = tw_slice_trim(key);
    rest = tw_slice_trim(rest);
    if (key.n == 0) return tw_rules_refuse(r, "a key is missing before the =");
    if (rest.n == 0) return tw_rules_refuse(r, "%.*s needs a value", TW_FMT(key));
    if (s->open) {
        TW_PUSH(r->mem, s->open->v, s->open->n, s->open->cap,
                ((struct tw_rules_line){r->line, key, rest}));
        return true;
    }
    if (tw_slice_eq(key, TW_LIT("old"))) {
        if (tw_slice_eq(rest, TW_LIT("never"))) return r->out->old = 0, true;
        return tw_rules_duration(r, rest, &r->out->old);
    }
    return tw_rules_refuse(r,
                           "above the sections stands only `old = 2d`; %.*s belongs under a [name] or a [to name]",
                           TW_FMT(key));
}

static void cut(struct tw_rules_reader *r, struct sections *s, struct tw_slice text)
{
    struct tw_slice line;

    while (tw_slice_line(&text, &line)) {
        r->line++;
        line = tw_slice_trim(line);
        if (line.n == 0 || line.p[0] == '#') continue;
        if (memchr(line.p, '\0', line.n) || tw_utf8_valid(line) != line.n)
            (void)tw_rules_refuse(r, "not UTF-8 text");
        else if (line.p[0] == '[') (void)open_section(r, s, line);
        else (void)add_line(r, s, line);
    }
}

/* ---- Taking the lines of a section */

static const struct tw_rules_key *find(const struct tw_rules_key *key, struct tw_slice name)
{
    while (key->name && !tw_slice_eq(tw_slice_of(key->name), name)) key++;
    return key->name ? key : NULL;
}

/* The keys that a kind has, for a message. */
static const char *keys_of(struct tw_rules_reader *r, const struct tw_rules_key *key, unsigned kind)
{
    struct tw_buf b = {.mem = r->mem};

    for (; key->name; key++)
        if (key->kinds >> kind & 1) tw_buf_addf(&b, "%s%s", b.n ? ", " : "", key->name);
    tw_buf_addc(&b, '\0');
    return b.p;
}

void tw_rules_take(struct tw_rules_reader *r, const struct tw_rules_section *s,
                   const struct tw_rules_key *key, unsigned kind, const char *kind_text, void *into)
{
    struct tw_map seen = tw_map_in(r->mem);

    for (size_t i = 0; i < s->n; i++) {
        const struct tw_rules_line *line = &s->v[i];
        const struct tw_rules_key *k = find(key, line->key);
        bool added;

        r->line = line->line;
        tw_map_add(&seen, line->key, &added);
        if (!k)
            (void)tw_rules_refuse(r, "there is no key %.*s; %s takes: %s", TW_FMT(line->key),
                                  kind_text, keys_of(r, key, kind));
        else if (!(k->kinds >> kind & 1))
            (void)tw_rules_refuse(r, "%.*s is not for %s, which takes: %s", TW_FMT(line->key),
                                  kind_text, keys_of(r, key, kind));
        else if (!added) (void)tw_rules_refuse(r, "%.*s is here a second time", TW_FMT(line->key));
        else if (k->take) (void)k->take(r, line->value, into);
    }
}

/* ---- All of it */

/* "desk, log": the places by name. */
static void find_targets(struct tw_rules_reader *r, const struct tw_rules_line *to,
                         struct tw_alert_rule *rule)
{
    struct tw_slice rest = to->value, name;

    r->line = to->line;
    while (tw_slice_part(&rest, ',', &name)) {
        size_t i = 0;

        name = tw_slice_trim(name);
        while (i < r->out->targets && !tw_slice_eq(r->out->target[i].name, name)) i++;
        if (i < r->out->targets) rule->to |= UINT32_C(1) << i;
        else (void)tw_rules_refuse(r,
                                   "there is no section [to %.*s]; `to` names such sections, with commas between them",
                                   TW_FMT(name));
    }
}

static void make(struct tw_rules_reader *r, const struct sections *s)
{
    struct tw_alert_rules *out = r->out;

    out->target = TW_NEW_N(r->mem, struct tw_alert_target, s->targets);
    out->rule = TW_NEW_N(r->mem, struct tw_alert_rule, s->rules);
    for (; out->targets < s->targets; out->targets++)
        tw_rules_target(r, &s->target[out->targets], &out->target[out->targets]);
    for (; out->rules < s->rules; out->rules++) {
        struct tw_alert_rule *rule = &out->rule[out->rules];
        struct tw_rules_line to = {0};

        tw_rules_rule(r, &s->rule[out->rules], rule, &to);
        if (to.line) find_targets(r, &to, rule);
        else rule->to = (uint32_t)((UINT64_C(1) << s->targets) - 1);
    }
}

enum tw_status tw_rules_read(struct tw_arena *mem, struct tw_slice text, tw_rules_wrong *wrong,
                             void *context, struct tw_alert_rules *out)
{
    struct tw_rules_reader r = {.mem = mem, .out = out};
    struct sections s = {.names = tw_map_in(mem)};

    *out = (struct tw_alert_rules){.old = 2 * DAY};
    if (text.n > BYTES) {
        wrong(context, 0, "a file of more than 1 MiB");
        return TW_USAGE;
    }
    cut(&r, &s, tw_slice_dup(mem, text));
    make(&r, &s);
    r.line = 0;
    if (!r.mistakes && out->rules == 0)
        (void)tw_rules_refuse(&r,
                              "no rule in it: a rule is a section [name] with a line `when = origins`");
    TW_SORT(r.mistake, r.mistakes, by_line);
    for (size_t i = 0; i < r.mistakes; i++) wrong(context, r.mistake[i].line, r.mistake[i].what);
    return r.mistakes ? TW_USAGE : TW_OK;
}
