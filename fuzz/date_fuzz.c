/* fuzz/date_fuzz.c - a date that is read is valid, and comes back from its ISO
** form and from its seconds. */
#include "fuzz.h"

#include "base/date.h"

static bool same(const struct tw_date *a, const struct tw_date *b)
{
    return a->grain == b->grain && a->year == b->year && a->month == b->month && a->day == b->day
           && a->hour == b->hour && a->minute == b->minute && a->second == b->second
           && a->has_zone == b->has_zone && a->zone == b->zone;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_date d, again;
    char iso[TW_DATE_TEXT];
    size_t n;

    if (!tw_date_parse_iso(fuzz_input(data, size), &d)) {
        PROMISE(d.grain == TW_DATE_NONE && d.year == 0);
        return 0;
    }
    PROMISE(tw_date_valid(&d));
    n = tw_date_iso(&d, iso);
    PROMISE(tw_date_parse_iso((struct tw_slice){iso, n}, &again));
    PROMISE(same(&d, &again));
    again = tw_date_from_unix(tw_date_unix(&d));
    PROMISE(tw_date_unix(&again) == tw_date_unix(&d));
    again = tw_date_from_days(tw_date_days(&d));
    PROMISE(again.year == d.year && (d.grain < TW_DATE_MONTH || again.month == d.month)
            && (d.grain < TW_DATE_DAY || again.day == d.day));
    return 0;
}
