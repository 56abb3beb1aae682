/* fuzz/packing_fuzz.c - what is packed comes out again, with a base and without; bytes that
** are no frame are told, whatever they claim to be. */
#include "fuzz.h"

#include "store/packing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tw_packer *packer;
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice all = fuzz_input(data, size), base = tw_slice_sub(all, 0, size / 2), frame,
        text;

    if (!packer) packer = tw_packer_new();
    frame = tw_packer_pack(packer, mem, all, base);
    PROMISE(tw_packer_unpack(packer, mem, frame, base, &text) == TW_OK && tw_slice_eq(text, all));
    if (tw_packer_unpack(packer, mem, all, base, &text) == TW_OK)
        PROMISE(text.n <= TW_UNPACKED_MAX);
    else
        PROMISE(text.n == 0);
    tw_arena_free(mem);
    return 0;
}
