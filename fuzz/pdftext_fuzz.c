/* fuzz/pdftext_fuzz.c - mended text is valid, has no form feeds, and hardly more than it was made
** of. */
#include "fuzz.h"

#include "base/utf8.h"
#include "read/pdftext.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_slice in = tw_utf8_repair(mem, fuzz_input(data, size), NULL),
                    out = tw_pdftext_mend(mem, in);

    PROMISE(tw_utf8_valid(out) == out.n);
    PROMISE(out.n <= 2 * in.n + 2); /* a line end becomes at most two */
    PROMISE(tw_slice_find_char(out, '\f', 0) == TW_NONE);
    tw_arena_free(mem);
    return 0;
}
