/* fuzz/reply_fuzz.c - the head of an answer: what is read of it lies in it, numbers are in their
** range. */
#include "fuzz.h"

#include "fetch/reply.h"

static bool is_in(struct tw_slice whole, struct tw_slice part)
{
    return part.n == 0 || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_slice head = fuzz_input(data, size);
    struct tw_reply r;

    tw_reply_read(head, 1711364400, &r);
    PROMISE(is_in(head, r.reason) && is_in(head, r.content_type) && is_in(head, r.charset)
            && is_in(head, r.content_encoding));
    PROMISE(is_in(head, r.etag) && is_in(head, r.last_modified) && is_in(head, r.location));
    PROMISE(r.status >= 0 && r.retry_after >= -1 && r.max_age >= -1);
    PROMISE(r.retry_after < INT64_C(1) << 40 && r.max_age < INT64_C(1) << 40);
    for (size_t i = 0; i < r.etag.n; i++) PROMISE(r.etag.p[i] != '\n');
    return 0;
}
