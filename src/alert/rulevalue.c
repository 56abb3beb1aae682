/* alert/rulevalue.c - values in a rules file: lengths of time, counts, numbers, yes and no. */
#include "alert/rules_int.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

bool tw_rules_duration(struct tw_rules_reader *r, struct tw_slice value, int64_t *seconds)
{
    static const struct { char unit; int64_t seconds; } unit[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    struct tw_slice rest = value;
    double x;

    if (tw_rules_number(&rest, &x) && rest.n == 1 && x <= 1e6)
        for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
            if (unit[i].unit == rest.p[0]) return *seconds = (int64_t)(x * (double)unit[i].seconds),
                true;
    return tw_rules_refuse(r, "%.*s is no length of time: 45s, 30m, 12h or 2d", TW_FMT(value));
}

bool tw_rules_number(struct tw_slice *rest, double *out)
{
    char text[32];
    size_t n = 0;

    while (n < rest->n && n < sizeof text - 1
           && (tw_is_digit(rest->p[n]) || (rest->p[n] == '.' && n))) {
        text[n] = rest->p[n];
        n++;
    }
    text[n] = '\0';
    *out = n ? strtod(text, NULL) : 0;
    *rest = tw_slice_trim(tw_slice_sub(*rest, n, rest->n));
    return n && *out > 0 && isfinite(*out);
}

bool tw_rules_count(struct tw_rules_reader *r, struct tw_slice value, uint64_t low, uint64_t high,
                    uint64_t *out)
{
    struct tw_slice rest = value;
    double x;

    if (tw_rules_number(&rest, &x) && rest.n == 0 && x >= (double)low && x <= (double)high
        && x <= floor(x))
        return *out = (uint64_t)x, true;
    return tw_rules_refuse(r, "%.*s is no whole number from %" PRIu64 " to %" PRIu64, TW_FMT(value),
                           low, high);
}

bool tw_rules_either(struct tw_rules_reader *r, struct tw_slice value, const char *first,
                     const char *second, bool *is_second)
{
    *is_second = tw_slice_eq(value, tw_slice_of(second));
    if (*is_second || tw_slice_eq(value, tw_slice_of(first))) return true;
    return tw_rules_refuse(r, "%.*s is neither %s nor %s", TW_FMT(value), first, second);
}

bool tw_rules_yes(struct tw_rules_reader *r, struct tw_slice value, bool *out)
{
    return tw_rules_either(r, value, "no", "yes", out);
}

const char *tw_rules_string(struct tw_rules_reader *r, struct tw_slice value)
{
    return tw_slice_dup(r->mem, value).p;
}
