/* extract/digits.c - numbers in digits with their separators.
**
** Commas before groups of three, or Indian groups of two before a last three,
** separate thousands; a lone comma before one or two digits is a decimal comma;
** two or more points before groups of three are thousands.
** Gets wrong: "1.200" in the European sense (read as 1.2).
*/
#include "extract/digits.h"

struct groups {
    size_t commas, points, last, first;
    bool is_threes, is_twos;
};

/* Adds a finished group of `n` digits behind separator number k. */
static void close_group(struct groups *g, size_t k, size_t n)
{
    if (k == 0) g->first = n;
    else if (k > 1 && g->last != 3) g->is_threes = false;
    if (k > 1 && g->last != 2) g->is_twos = false;
    g->last = n;
}

static struct groups read_groups(struct tw_slice s, size_t *used)
{
    struct groups g = {.is_threes = true, .is_twos = true};
    size_t k = 0, n = 0, i = 0;

    for (; i < s.n; i++) {
        if (tw_is_digit(s.p[i])) {
            n++;
            continue;
        }
        if ((s.p[i] != ',' && s.p[i] != '.') || i + 1 == s.n || !tw_is_digit(s.p[i + 1])) break;
        close_group(&g, k++, n);
        g.commas += s.p[i] == ',';
        g.points += s.p[i] == '.';
        n = 0;
    }
    close_group(&g, k, n);
    *used = i;
    return g;
}

/* Which separator is the decimal one: ',' or '.', ' ' when none, 0 when the
** digits are no number (a date, a version). */
static char decimal_mark(const struct groups *g, struct tw_slice s)
{
    if (g->commas && g->points) {
        char first = s.p[g->first];

        if (first == ',' && g->points == 1) return '.';
        return first == '.' && g->commas == 1 ? ',' : 0;
    }
    if (g->points == 1) return '.';
    if (g->points > 1) return g->is_threes && g->last == 3 && g->first <= 3 ? ' ' : 0;
    if (g->commas == 0) return ' ';
    if (g->last == 3 && g->first <= 3 && (g->is_threes || (g->is_twos && g->first <= 2)))
        return ' ';
    return g->commas == 1 && g->last <= 2 ? ',' : 0;
}

struct tw_digits tw_digits_read(struct tw_slice s)
{
    struct tw_digits d = {0};
    size_t used;
    struct groups g = read_groups(s, &used);
    char mark = decimal_mark(&g, s);
    double scale = 0;

    if (used == 0 || used > 24 || mark == 0) return d;
    for (size_t i = 0; i < used; i++) {
        if (s.p[i] == mark) {
            scale = 1;
            d.is_decimal = true;
            continue;
        }
        if (!tw_is_digit(s.p[i])) continue;
        d.value = d.value * 10 + (s.p[i] - '0');
        scale *= 10;
    }
    if (scale > 1) d.value /= scale;
    d.is_grouped = g.commas + g.points > (size_t)d.is_decimal;
    d.n = used;
    return d;
}
