/* alert/targetkeys.c - what may stand in a section [to NAME]: a place that alerts are sent to. */
#include "alert/rules_int.h"

#include <errno.h>
#include <stdio.h>

#define KIND(k) (1u << (k))
enum { ALL = 0xF, SECRET = 4096 /* bytes of a secret file, at most */, DAY = 86400, TIMEOUT = 30,
       LONGEST = 600 };

static const char *const kinds[] = {"file", "webhook", "mail", "atom"};

const char *tw_target_kind_text(enum tw_target_kind kind)
{
    return (unsigned)kind < sizeof kinds / sizeof *kinds ? kinds[kind] : NULL;
}

static bool take_path(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    ((struct tw_alert_target *)into)->where = tw_rules_string(r, value);
    return true;
}

static bool take_url(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    bool secure = tw_slice_starts_nocase(value, TW_LIT("https://"));

    ((struct tw_alert_target *)into)->where = tw_rules_string(r, value);
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] <= ' ' || value.p[i] == 0x7F) secure = false, value.n = 0;
    if ((secure || tw_slice_starts_nocase(value, TW_LIT("http://")))
        && value.n > (secure ? 8u : 7u))
        return true;
    return tw_rules_refuse(r, "a webhook is a URL without spaces: https://desk.example/hook");
}

/* A mailbox without a name: local@domain (RFC 5321, 4.1.2, the unquoted form). */
static bool is_address(struct tw_slice a)
{
    size_t at = tw_slice_find_char(a, '@', 0);

    if (at == TW_NONE || at == 0 || at + 1 == a.n || a.n > 254 || a.p[0] == '-') return false;
    for (size_t i = 0; i < a.n; i++)
        if (i != at && !tw_is_alnum(a.p[i]) && !strchr(i < at ? ".!#$%&'*+/=?^_`{|}~-" : ".-",
                                                       a.p[i]))
            return false;
    return true;
}

static bool take_addresses(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    struct tw_slice rest = value, one;
    struct tw_buf list = {.mem = r->mem};

    while (tw_slice_part(&rest, ',', &one)) {
        one = tw_slice_trim(one);
        if (!is_address(one))
            return tw_rules_refuse(r,
                                   "%.*s is no address: desk@news.example, with commas between several", TW_FMT(one));
        tw_buf_addf(&list, "%s%.*s", list.n ? ", " : "", TW_FMT(one));
    }
    ((struct tw_alert_target *)into)->where = tw_rules_string(r, tw_buf_slice(&list));
    return true;
}

static bool take_from(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    ((struct tw_alert_target *)into)->from = tw_rules_string(r, value);
    return is_address(value) || tw_rules_refuse(r, "%.*s is no address: twosource@news.example",
                                                TW_FMT(value));
}

static bool take_sendmail(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    ((struct tw_alert_target *)into)->sendmail = tw_rules_string(r, value);
    return value.p[0] == '/'
           || tw_rules_refuse(r, "sendmail is a path from the root on: /usr/sbin/sendmail");
}

static bool take_secret(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    ((struct tw_alert_target *)into)->secret = value;
    return value.n >= 16 || tw_rules_refuse(r, "a secret has 16 characters or more");
}

static bool take_secret_file(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    const char *path = tw_rules_string(r, value);
    FILE *f = fopen(path, "rbe");
    char text[SECRET + 1];
    size_t n;

    if (!f) return tw_rules_refuse(r, "secret-file: %s: %s", path, strerror(errno));
    n = fread(text, 1, sizeof text, f);
    fclose(f);
    if (n > SECRET)
        return tw_rules_refuse(r, "secret-file: %s has more than %d bytes", path, SECRET);
    return take_secret(r, tw_slice_dup(r->mem, tw_slice_trim((struct tw_slice){text, n})), into);
}

static bool take_private(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_yes(r, value, &((struct tw_alert_target *)into)->allow_private);
}

static bool take_timeout(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    int64_t *timeout = &((struct tw_alert_target *)into)->timeout;

    if (!tw_rules_duration(r, value, timeout)) return false;
    return (*timeout >= 1 && *timeout <= LONGEST)
           || tw_rules_refuse(r, "a timeout is of 1s to 10m");
}

static bool take_give_up(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_duration(r, value, &((struct tw_alert_target *)into)->give_up);
}

static bool take_group(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_duration(r, value, &((struct tw_alert_target *)into)->group);
}

static bool take_title(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    ((struct tw_alert_target *)into)->title = tw_rules_string(r, value);
    return true;
}

static bool take_entries(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_count(r, value, 1, 10000, &((struct tw_alert_target *)into)->entries);
}

/* "22:00" at the beginning of *rest, in minutes. */
static bool take_clock(struct tw_slice *rest, int *minutes)
{
    const char *p = rest->p;

    if (rest->n < 5 || !tw_is_digit(p[0]) || !tw_is_digit(p[1]) || p[2] != ':' || !tw_is_digit(p[3])
        || !tw_is_digit(p[4]))
        return false;
    *minutes = ((p[0] - '0') * 10 + p[1] - '0') * 60 + (p[3] - '0') * 10 + p[4] - '0';
    *rest = tw_slice_sub(*rest, 5, rest->n);
    return *minutes < 24 * 60 && p[3] < '6';
}

/* "22:00-06:30 +01:00"; Z and nothing are UTC */
static bool take_quiet(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    struct tw_alert_target *t = into;
    struct tw_slice rest = value;
    bool west, ok = take_clock(&rest, &t->quiet_from) && rest.n && rest.p[0] == '-';

    if (ok) rest = tw_slice_sub(rest, 1, rest.n);
    ok = ok && take_clock(&rest, &t->quiet_until) && t->quiet_from != t->quiet_until;
    rest = tw_slice_trim(rest);
    west = rest.n && rest.p[0] == '-';
    if (ok && rest.n && !tw_slice_eq(rest, TW_LIT("Z"))) {
        ok = west || rest.p[0] == '+';
        rest = tw_slice_sub(rest, 1, rest.n);
        ok = ok && take_clock(&rest, &t->quiet_zone) && rest.n == 0;
        if (west) t->quiet_zone = -t->quiet_zone;
    }
    t->has_quiet = ok;
    return ok || tw_rules_refuse(r,
                                 "%.*s are no quiet hours: 22:00-06:30 +01:00, from, until and the offset of the zone", TW_FMT(value));
}

static const struct tw_rules_key keys[] = {
    {"file", KIND(TW_TARGET_FILE), take_path},
    {"webhook", KIND(TW_TARGET_WEBHOOK), take_url},
    {"mail", KIND(TW_TARGET_MAIL), take_addresses},
    {"atom", KIND(TW_TARGET_ATOM), take_path},
    {"secret", KIND(TW_TARGET_WEBHOOK), take_secret},
    {"secret-file", KIND(TW_TARGET_WEBHOOK), take_secret_file},
    {"allow-private", KIND(TW_TARGET_WEBHOOK), take_private},
    {"timeout", KIND(TW_TARGET_WEBHOOK), take_timeout},
    {"from", KIND(TW_TARGET_MAIL), take_from},
    {"sendmail", KIND(TW_TARGET_MAIL), take_sendmail},
    {"title", KIND(TW_TARGET_ATOM), take_title},
    {"entries", KIND(TW_TARGET_ATOM), take_entries},
    {"give-up", ALL, take_give_up},
    {"quiet", ALL & ~KIND(TW_TARGET_ATOM), take_quiet},
    {"group", ALL & ~KIND(TW_TARGET_ATOM), take_group},
    {0},
};

/* The first line that says what it is. */
static bool find_kind(struct tw_rules_reader *r, const struct tw_rules_section *s,
                      enum tw_target_kind *out)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if (tw_slice_eq(s->v[i].key, tw_slice_of(kinds[k])))
                return *out = (enum tw_target_kind)k, true;
    r->line = s->line;
    return tw_rules_refuse(r,
                           "[to %.*s] needs a line file = PATH, webhook = URL, mail = ADDRESS or atom = PATH", TW_FMT(s->name));
}

void tw_rules_target(struct tw_rules_reader *r, const struct tw_rules_section *s,
                     struct tw_alert_target *out)
{
    *out = (struct tw_alert_target){.name = s->name, .line = s->line, .timeout = TIMEOUT,
                                    .give_up = DAY, .entries = 100,
                                    .sendmail = "/usr/sbin/sendmail", .title = "Twosource alerts"};
    if (!find_kind(r, s, &out->kind)) return;
    tw_rules_take(r, s, keys, out->kind, kinds[out->kind], out);
}
