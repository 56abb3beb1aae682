/* fuzz/charset_fuzz.c - whatever bytes and labels come, text comes out valid;
** valid UTF-8 without a declaration stays as it is. */
#include "fuzz.h"

#include "base/utf8.h"
#include "read/charset.h"

static void check(struct tw_arena *mem, struct tw_slice bytes, struct tw_slice outside,
                  struct tw_slice http)
{
    struct tw_charset c = tw_charset_find(bytes, outside, http);
    size_t repaired;
    struct tw_slice text;

    PROMISE(c.name && c.skip <= bytes.n);
    text = tw_charset_convert(mem, bytes, c, &repaired);
    PROMISE(tw_utf8_valid(text) == text.n && tw_slice_find_char(text, 0, 0) == TW_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice in = fuzz_input(data, size), label, rest = in;

    check(mem, in, TW_LIT(""), TW_LIT(""));
    if (tw_slice_part(&rest, '\n', &label)) {      /* the first line as a label for the rest */
        check(mem, rest, label, TW_LIT(""));
        check(mem, rest, TW_LIT(""), tw_charset_of_type(label));
    }
    tw_arena_free(mem);
    return 0;
}
