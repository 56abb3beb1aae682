/* fuzz/parcel_fuzz.c - whatever is taken for a parcel is consistent: its statements can be told
** as JSON, which asserts every span, and it comes out of a parcel of its own unchanged. */
#include "fuzz.h"

#include "store/parcel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf json = {.mem = mem}, again = {.mem = mem}, twice = {.mem = mem};
    struct tw_slice build = TW_LIT("b");
    struct tw_parcel p, back;

    if (tw_parcel_read(mem, fuzz_input(data, size), build, &p) == TW_OK) {
        tw_article_write(&json, &p.article);
        if (p.statements) tw_statements_write(&json, &p.article, p.statements);
        PROMISE(tw_parcel_write(&again, &p) == TW_OK);
        PROMISE(tw_parcel_read(mem, tw_buf_slice(&again), build, &back) == TW_OK);
        PROMISE(tw_parcel_write(&twice, &back) == TW_OK);
        PROMISE(tw_slice_eq(tw_buf_slice(&again), tw_buf_slice(&twice)));
    } else {
        PROMISE(!p.statements && p.article.text.n == 0);
    }
    tw_arena_free(mem);
    return 0;
}
