/* clean/copyyear.c - see copyyear.h. */
#include "clean/copyyear.h"

enum {
    REACH = 40,         /* bytes between the sign and its year, a name among them */
    NODES = 3           /* texts that a line may be cut into: © <b>2019</b> */
};

/* The latest year among the first bytes of a text; 0 when there is none. */
static int latest_year(struct tw_slice s)
{
    int latest = 0;

    if (s.n > REACH) s.n = REACH;
    for (size_t i = 0; i + 4 <= s.n; i++) {
        int year = 0;

        if (i > 0 && tw_is_digit(s.p[i - 1])) continue;
        for (size_t k = 0; k < 4 && tw_is_digit(s.p[i + k]); k++)
            year = year * 10 + (s.p[i + k] - '0');
        if (i + 4 < s.n && tw_is_digit(s.p[i + 4])) continue;
        if (year >= 1990 && year < 2100 && year > latest) latest = year;
    }
    return latest;
}

/* Where a copyright sign ends in a text; TW_NONE: it has none. */
static size_t behind_sign(struct tw_slice s)
{
    static const char *const signs[] = {"\xC2\xA9", "&copy", "opyright", "(c)"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct tw_slice sign = tw_slice_of(signs[i]);
        size_t at = tw_slice_find_nocase(s, sign, 0);

        if (at != TW_NONE) return at + sign.n;
    }
    return TW_NONE;
}

/* "2005-", whose other end is in the next text. */
static bool ends_in_dash(struct tw_slice s)
{
    return tw_slice_ends(s, TW_LIT("-")) || tw_slice_ends(s, TW_LIT("\xE2\x80\x93"));
}

int tw_copyyear_of(const struct tw_html *t)
{
    int latest = 0;

    for (uint32_t i = t->body; i < t->n; i++) {
        size_t at;

        if (!tw_html_is_text(t, i) || (t->node[i].flags & TW_NODE_RAW)) continue;
        at = behind_sign(tw_html_raw(t, i));
        if (at == TW_NONE) continue;
        for (uint32_t k = i, texts = 0; k < t->n && texts < NODES; k++) {
            struct tw_slice text = tw_html_raw(t, k);
            int year;

            if (!tw_html_is_text(t, k)) continue;
            year = latest_year(texts++ == 0 ? tw_slice_sub(text, at, text.n) : text);
            if (year > latest) latest = year;
            if (year && !ends_in_dash(text)) break;
        }
    }
    return latest;
}

struct tw_date tw_copyyear_last(const struct tw_html *t, const struct tw_date *received)
{
    int year = tw_copyyear_of(t);

    if (year == 0 || year >= received->year) return *received;
    return (struct tw_date){.grain = TW_DATE_DAY, .year = year, .month = 12, .day = 31};
}
