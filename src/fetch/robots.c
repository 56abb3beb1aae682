/* fetch/robots.c - see robots.h.
**
** Two lists of rules are filled while lines are read, one of the groups that name us and one of
** those for everybody; at the end one of them counts.  A pattern is cut at its stars: the first
** piece must begin the path, each other is looked for behind the one before it, the last one at the
** end when "$" stands there.  Leftmost is always best, so nothing is tried twice.
**
** What it gets wrong: lines without a colon and misspelt names, which some crawlers forgive, say
** nothing here.
*/
#include "fetch/robots.h"

#include "base/buf.h"
#include "base/vec.h"

#include <stdlib.h>

struct rules { struct tw_robots_rule *v; size_t n, cap; int64_t delay_ms; bool named; };

struct reading {
    struct tw_arena *mem;
    struct tw_slice agent;
    struct rules us, all;
    bool for_us, for_all;       /* the group that is being read is */
    bool naming;                /* nothing but user-agent lines so far in it */
};

/* Cuts the next line off, ended by CR, LF or both. */
static bool next_line(struct tw_slice *rest, struct tw_slice *line)
{
    size_t end = 0;

    if (rest->n == 0) return false;
    while (end < rest->n && rest->p[end] != '\n' && rest->p[end] != '\r') end++;
    *line = tw_slice_sub(*rest, 0, end);
    *rest = tw_slice_sub(*rest, end < rest->n ? end + 1 : end, rest->n);
    return true;
}

static bool is_unreserved(int c)        /* RFC 3986, 2.3 */
{
    return c < 0x80 && (tw_is_alnum((char)c) || c == '-' || c == '.' || c == '_' || c == '~');
}

/* The same path in one spelling: unreserved characters as they are, bytes that may not stand
** there encoded. */
static struct tw_slice spell(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool encoded = c == '%' && i + 2 < s.n && tw_hex_digit(s.p[i + 1]) >= 0
                       && tw_hex_digit(s.p[i + 2]) >= 0;
        int value = encoded ? tw_hex_digit(s.p[i + 1]) * 16 + tw_hex_digit(s.p[i + 2]) : c;

        if (encoded) i += 2;
        if (encoded ? is_unreserved(value) : value > ' ' && value < 0x7F && value != '%')
            tw_buf_addc(&b, (char)value);
        else tw_buf_addf(&b, "%%%02X", (unsigned)value);
    }
    return tw_buf_slice(&b);
}

/* "Twosource/1.0" and "twosource" name us. */
static bool names(struct tw_slice value, struct tw_slice agent)
{
    size_t n = 0;

    while (n < value.n && (tw_is_alpha(value.p[n]) || value.p[n] == '_' || value.p[n] == '-')) n++;
    return tw_slice_eq_nocase(tw_slice_sub(value, 0, n), agent);
}

static void take_agent(struct reading *r, struct tw_slice value)
{
    if (!r->naming) r->for_us = r->for_all = false;
    r->naming = true;
    if (value.n && value.p[0] == '*') r->for_all = true;
    else if (names(value, r->agent)) r->for_us = r->us.named = true;
}

static void add_rule(struct reading *r, struct rules *to, struct tw_slice pattern, bool is_allow)
{
    if (pattern.n && to->n < TW_ROBOTS_RULES)
        TW_PUSH(r->mem, to->v, to->n, to->cap, (struct tw_robots_rule){pattern, is_allow});
}

static void take_rule(struct reading *r, struct tw_slice value, bool is_allow)
{
    struct tw_slice pattern = r->for_us || r->for_all ? spell(r->mem, value) : value;

    r->naming = false;
    if (r->for_us) add_rule(r, &r->us, pattern, is_allow);
    if (r->for_all) add_rule(r, &r->all, pattern, is_allow);
}

/* Seconds, perhaps with a fraction. */
static void take_delay(struct reading *r, struct tw_slice value)
{
    int64_t ms = 0, unit = 1000;
    size_t i = 0;

    for (; i < value.n && tw_is_digit(value.p[i]) && ms < 1000000000; i++)
        ms = ms * 10 + (value.p[i] - '0') * 1000;
    if (i < value.n && value.p[i] == '.')
        for (i++; i < value.n && tw_is_digit(value.p[i]) && unit > 1; i++)
            ms += (value.p[i] - '0') * (unit /= 10);
    if (r->for_us && ms > r->us.delay_ms) r->us.delay_ms = ms;
    if (r->for_all && ms > r->all.delay_ms) r->all.delay_ms = ms;
}

static void take_line(struct reading *r, struct tw_slice line)
{
    size_t hash = tw_slice_find_char(line, '#', 0), colon;
    struct tw_slice name, value;

    if (hash != TW_NONE) line = tw_slice_sub(line, 0, hash);
    colon = tw_slice_find_char(line, ':', 0);
    if (colon == TW_NONE) return;
    name = tw_slice_trim(tw_slice_sub(line, 0, colon));
    value = tw_slice_trim(tw_slice_sub(line, colon + 1, line.n));
    if (tw_slice_eq_nocase(name, TW_LIT("user-agent"))) take_agent(r, value);
    else if (tw_slice_eq_nocase(name, TW_LIT("allow"))) take_rule(r, value, true);
    else if (tw_slice_eq_nocase(name, TW_LIT("disallow"))) take_rule(r, value, false);
    else if (tw_slice_eq_nocase(name, TW_LIT("crawl-delay"))) take_delay(r, value);
}

void tw_robots_read(struct tw_arena *mem, struct tw_slice text, struct tw_slice agent,
                    struct tw_robots *out)
{
    struct reading r = {.mem = mem, .agent = agent};
    const struct rules *rules;
    struct tw_slice line;

    if (tw_slice_starts(text, TW_LIT("\xEF\xBB\xBF"))) text = tw_slice_sub(text, 3, text.n);
    if (text.n > TW_ROBOTS_MAX) text.n = TW_ROBOTS_MAX;
    while (next_line(&text, &line)) take_line(&r, line);
    rules = r.us.named ? &r.us : &r.all;
    *out = (struct tw_robots){rules->v, rules->n, rules->delay_ms};
}

static bool matches(struct tw_slice pattern, struct tw_slice path)
{
    bool to_end = pattern.p[pattern.n - 1] == '$';
    size_t star, at;

    if (to_end) pattern.n--;
    star = tw_slice_find_char(pattern, '*', 0);
    if (star == TW_NONE)
        return to_end ? tw_slice_eq(path, pattern) : tw_slice_starts(path, pattern);
    if (!tw_slice_starts(path, tw_slice_sub(pattern, 0, star))) return false;
    at = star;
    pattern = tw_slice_sub(pattern, star + 1, pattern.n);
    while ((star = tw_slice_find_char(pattern, '*', 0)) != TW_NONE) {
        at = tw_slice_find(path, tw_slice_sub(pattern, 0, star), at);
        if (at == TW_NONE) return false;
        at += star;
        pattern = tw_slice_sub(pattern, star + 1, pattern.n);
    }
    if (to_end) return path.n - at >= pattern.n && tw_slice_ends(path, pattern);
    return tw_slice_find(path, pattern, at) != TW_NONE;
}

bool tw_robots_allow(struct tw_arena *scratch, const struct tw_robots *r, struct tw_slice path)
{
    struct tw_slice spelt = spell(scratch, path);
    size_t longest = 0;
    bool is_allowed = true;

    if (tw_slice_eq(spelt, TW_LIT("/robots.txt"))) return true;
    for (size_t i = 0; i < r->n; i++) {
        const struct tw_robots_rule *rule = &r->v[i];

        if (rule->pattern.n < longest || (rule->pattern.n == longest && !rule->is_allow)) continue;
        if (!matches(rule->pattern, spelt)) continue;
        longest = rule->pattern.n;
        is_allowed = rule->is_allow;
    }
    return is_allowed;
}

struct tw_robots *tw_robots_copy(const struct tw_robots *r)
{
    size_t size = sizeof *r + r->n * sizeof *r->v;
    struct tw_robots *copy;
    char *to;

    for (size_t i = 0; i < r->n; i++) size += r->v[i].pattern.n;
    copy = malloc(size);
    if (!copy) tw_oom(size);
    *copy = *r;
    copy->v = (struct tw_robots_rule *)(copy + 1);
    to = (char *)(copy->v + r->n);
    for (size_t i = 0; i < r->n; i++) {
        copy->v[i] = r->v[i];
        copy->v[i].pattern.p = memcpy(to, r->v[i].pattern.p, r->v[i].pattern.n);
        to += r->v[i].pattern.n;
    }
    return copy;
}
