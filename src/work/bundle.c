/* work/bundle.c - layout: "TWB", the number of the format, then as base/wire.h writes it: how many,
** and each item's from, number, data; packed as one zstd frame with a checksum.
*/
#include "work/bundle.h"

#include "base/hash.h"
#include "base/wire.h"

enum { FORMAT = 1 };
static const struct tw_slice MAGIC = {"TWB", 3};

static void make_id(const struct tw_slice whole, char id[TW_BUNDLE_ID])
{
    tw_hash_id(&whole, 1, id);
}

struct tw_slice tw_bundle_pack(struct tw_packer *packer, struct tw_arena *mem, const struct tw_item *item,
                               size_t n, char id[TW_BUNDLE_ID])
{
    struct tw_buf out = {.mem = mem};

    tw_buf_add(&out, MAGIC);
    tw_buf_addc(&out, FORMAT);
    tw_wire_put_number(&out, n);
    for (size_t i = 0; i < n; i++) {
        tw_wire_put_text(&out, item[i].from);
        tw_wire_put_number(&out, item[i].number);
        tw_wire_put_text(&out, item[i].data);
    }
    make_id(tw_buf_slice(&out), id);
    return tw_packer_pack(packer, mem, tw_buf_slice(&out), (struct tw_slice){"", 0});
}

enum tw_status tw_bundle_unpack(struct tw_packer *packer, struct tw_arena *mem, struct tw_slice message,
                                struct tw_item **out, size_t *n)
{
    struct tw_wire w = {0};
    enum tw_status st = tw_packer_unpack(packer, mem, message, (struct tw_slice){"", 0}, &w.rest);

    *n = 0;
    if (st == TW_NOTFOUND) st = TW_BROKEN;
    if (st != TW_OK) return st;
    if (!tw_slice_starts(w.rest, MAGIC) || w.rest.n < 4 || w.rest.p[3] != FORMAT) return TW_BROKEN;
    w.rest = tw_slice_sub(w.rest, 4, w.rest.n);
    *n = tw_wire_count(&w);
    if (w.broken || *n > TW_BUNDLE_ITEMS) return TW_BROKEN;
    *out = tw_arena_alloc(mem, *n * sizeof **out);
    for (size_t i = 0; i < *n && !w.broken; i++) {
        (*out)[i].from = tw_wire_text(&w);
        (*out)[i].number = tw_wire_number(&w);
        (*out)[i].data = tw_wire_bytes(&w);
    }
    return w.broken || w.rest.n ? TW_BROKEN : TW_OK;
}

struct tw_slice tw_item_of_raw(struct tw_arena *mem, const struct tw_raw *raw)
{
    struct tw_buf out = {.mem = mem};

    tw_wire_put_number(&out, raw->kind);
    tw_wire_put_text(&out, raw->source);
    tw_wire_put_text(&out, raw->url);
    tw_wire_put_text(&out, raw->bytes);
    tw_wire_put_text(&out, raw->charset);
    tw_wire_put_date(&out, &raw->received);
    tw_wire_put_number(&out, raw->received_given);
    tw_wire_put_text(&out, raw->title);
    tw_wire_put_text(&out, raw->outlet);
    tw_wire_put_text(&out, raw->host);
    tw_wire_put_date(&out, &raw->published);
    return tw_buf_slice(&out);
}

/* What lies in the document is for its parser to judge: any bytes. */
enum tw_status tw_item_raw(struct tw_slice data, struct tw_raw *out)
{
    struct tw_wire w = {.rest = data};

    out->kind = (enum tw_raw_kind)tw_wire_below(&w, TW_RAW_PDF + 1);
    out->source = tw_wire_bytes(&w);
    out->url = tw_wire_bytes(&w);
    out->bytes = tw_wire_bytes(&w);
    out->charset = tw_wire_bytes(&w);
    out->received = tw_wire_date(&w);
    out->received_given = tw_wire_below(&w, 2);
    out->title = tw_wire_text(&w);
    out->outlet = tw_wire_text(&w);
    out->host = tw_wire_text(&w);
    out->published = tw_wire_date(&w);
    return w.broken || w.rest.n || out->bytes.n > TW_MAX_DOCUMENT ? TW_BROKEN : TW_OK;
}

struct tw_slice tw_settled_write(struct tw_arena *mem, const struct tw_settled *v, size_t n)
{
    struct tw_buf out = {.mem = mem};

    tw_buf_addc(&out, FORMAT);
    tw_wire_put_number(&out, n);
    for (size_t i = 0; i < n; i++) {
        tw_wire_put_number(&out, v[i].number);
        tw_wire_put_number(&out, v[i].fate);
        tw_wire_put_text(&out, v[i].why);
    }
    return tw_buf_slice(&out);
}

enum tw_status tw_settled_read(struct tw_arena *mem, struct tw_slice message, struct tw_settled **out,
                               size_t *n)
{
    struct tw_wire w = {.rest = message};

    *n = 0;
    if (!message.n || message.p[0] != FORMAT) return TW_BROKEN;
    w.rest = tw_slice_sub(message, 1, message.n);
    *n = tw_wire_count(&w);
    if (w.broken || *n > TW_SETTLED_MOST) return TW_BROKEN;
    *out = tw_arena_alloc(mem, *n * sizeof **out);
    for (size_t i = 0; i < *n && !w.broken; i++) {
        (*out)[i].number = tw_wire_number(&w);
        (*out)[i].fate = (enum tw_fate)tw_wire_below(&w, TW_FATES);
        (*out)[i].why = tw_wire_text(&w);
    }
    return w.broken || w.rest.n ? TW_BROKEN : TW_OK;
}
