/* work/sender.c - see sender.h. */
#include "work/sender.h"

#include <assert.h>

enum { STEP = 50 /* ms */ };

static enum tw_status take_receipts(const struct tw_sender *s, struct tw_out *out, size_t n, size_t *open)
{
    struct tw_receipt r;

    while (tw_publish_receipt(s->publisher, &r)) {
        if (r.status != TW_OK) return r.status;
        assert(r.tag < n && !out[r.tag].confirmed);
        out[r.tag].confirmed = true;
        --*open;
        if (s->confirmed) s->confirmed(s->context, &out[r.tag]);
    }
    return TW_OK;
}

enum tw_status tw_send_all(const struct tw_sender *s, struct tw_out *out, size_t n)
{
    size_t open = n;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < n && st == TW_OK; i++)
        st = tw_publish(s->publisher, &(struct tw_outgoing){.subject = out[i].subject,
                                                            .id = tw_slice_of(out[i].id),
                                                            .data = out[i].data,
                                                            .tag = i});
    while (st == TW_OK && open) {
        st = tw_publish_step(s->publisher, STEP);
        if (st == TW_EMPTY) st = TW_OK;
        if (st == TW_OK) st = take_receipts(s, out, n, &open);
        if (st == TW_OK && open && s->goes_on && !s->goes_on(s->context)) return TW_DONE;
    }
    return st;
}
