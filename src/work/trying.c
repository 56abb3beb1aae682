/* work/trying.c - see trying.h.  Of two who try at once one note may get lost: it is one try more. */
#include "work/trying.h"

#include "base/buf.h"
#include "work/bucket.h"
#include "work/line.h"

#include <stdio.h>
#include <stdlib.h>

static bool key_of(struct tw_slice what, char key[64])
{
    return snprintf(key, 64, "trying.%.*s", TW_FMT(what)) < 64;
}

enum tw_status tw_trying(struct tw_broker *b, struct tw_arena *mem, struct tw_slice what, unsigned *tries)
{
    struct tw_buf text = {.mem = mem};
    struct tw_value before = {.data = {"", 0}};
    uint64_t revision;
    char key[64];
    enum tw_status st;

    *tries = 1;
    if (!key_of(what, key)) return TW_OK;
    st = tw_bucket_get(b, mem, TW_LINE_LEASES, key, &before);
    if (st != TW_OK && st != TW_NOTFOUND) return st;
    if (st == TW_OK && before.data.n) *tries += (unsigned)strtoul(tw_slice_dup(mem, before.data).p, NULL, 10);
    tw_buf_addf(&text, "%u", *tries);
    st = tw_bucket_put(b, TW_LINE_LEASES, key, tw_buf_slice(&text), TW_ANY_REVISION, &revision);
    return st;
}

void tw_trying_done(struct tw_broker *b, struct tw_slice what)
{
    char key[64];

    if (key_of(what, key)) (void)!tw_bucket_remove(b, TW_LINE_LEASES, key, TW_ANY_REVISION);
}
