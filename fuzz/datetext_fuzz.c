/* fuzz/datetext_fuzz.c - dates found in text are possible days, stand in the
** text, one behind the other, and settle to valid dates not after the page was
** received.  The first byte says how to look. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/datetext.h"

static struct tw_datehow how_of(uint8_t byte)
{
    static const char *const langs[] = {"", "en", "de", "ja", "ar", "fa", "th", "hu"};
    struct tw_datehow how = {.lang = tw_slice_of(langs[byte & 7]), .month_first = byte & 8,
                             .partial = byte & 16,
                             .weekdays = byte & 32};

    if (byte & 64) how.received = tw_date_from_days(19800);
    return how;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_datehow how = how_of(size ? data[0] : 0);
    struct tw_slice text = tw_utf8_repair(mem, fuzz_input(data + (size > 0), size - (size > 0)),
                                          NULL);
    struct tw_datetext found;
    struct tw_date d;
    size_t from = 0;

    while (tw_datetext_find(text, from, &how, &found)) {
        PROMISE(tw_span_check(text, found.span) && found.span.len > 0 && found.span.off >= from);
        PROMISE(found.weekday >= -1 && found.weekday <= 6);
        PROMISE(found.date.grain >= TW_DATE_DAY || (how.weekdays && found.weekday >= 0));
        PROMISE(found.date.year != 0 || how.partial || how.weekdays);
        d = tw_datetext_settle(&found, &how.received);
        PROMISE(d.grain == TW_DATE_NONE || tw_date_valid(&d));
        if (d.grain && found.date.year == 0)
            PROMISE(tw_date_days(&d) <= tw_date_days(&how.received));
        from = tw_span_end(found.span);
    }
    if (tw_datetext_machine(text, &how, &d)) PROMISE(tw_date_valid(&d) && d.grain >= TW_DATE_DAY);
    tw_arena_free(mem);
    return 0;
}
