/* work/line.c - names of streams, and their limits.
**
** Limits are in messages, not bytes: a server sets the bytes of a stream's limit aside when it is
** made, and refuses when its disk has less.  A stream that is full holds up who fills it.
*/
#include "work/line.h"

#include "base/buf.h"
#include "work/aside.h"
#include "work/bucket.h"
#include "work/jetstream.h"

enum {
    WAITING = 20000,            /* messages of up to TW_BUNDLE_ITEMS each that may wait for workers */
    ARRIVED = 100000,           /* and for an owner */
    TOLD = 7 * 86400            /* s that what became of an item can be heard */
};

bool tw_partitions_read(const char *languages, struct tw_partitions *out)
{
    struct tw_slice rest = tw_slice_of(languages), name;

    *out = (struct tw_partitions){.name = {TW_LIT("all")}, .n = 1};
    if (!rest.n) return true;
    for (out->n = 0; tw_slice_part(&rest, ',', &name);) {
        if (name.n < 2 || name.n > 3 || out->n == TW_PARTITIONS - 1) return false;
        for (size_t i = 0; i < name.n; i++)
            if (name.p[i] < 'a' || name.p[i] > 'z') return false;
        if (tw_slice_eq(name, TW_LIT("all"))) return false;
        out->name[out->n++] = name;
    }
    out->name[out->n++] = TW_LIT("rest");
    return true;
}

size_t tw_partition_of(const struct tw_partitions *p, struct tw_slice lang)
{
    size_t i = 0;

    while (i + 1 < p->n && !tw_slice_eq(p->name[i], lang)) i++;
    return i;
}

static const char *made(struct tw_arena *mem, const char *head, struct tw_slice tail)
{
    struct tw_buf out = {.mem = mem};

    tw_buf_addf(&out, "%s%.*s%c", head, TW_FMT(tail), 0);
    return out.p;
}

const char *tw_line_parcels(struct tw_arena *mem, struct tw_slice partition)
{
    return made(mem, "TWOSOURCE_PARCELS_", partition);
}

const char *tw_line_parcel(struct tw_arena *mem, struct tw_slice partition)
{
    return made(mem, "twosource.parcel.", partition);
}

const char *tw_line_settled(struct tw_arena *mem, struct tw_slice who)
{
    return made(mem, "twosource.settled.", who);
}

static enum tw_status ensure(struct tw_broker *b, struct tw_arena *mem, const char *name, const char *subject,
                             enum tw_stream_kind kind, int64_t messages, uint64_t age, const char **remark)
{
    struct tw_stream_options o = {.name = name,
                                  .subjects = &subject,
                                  .n_subjects = 1,
                                  .kind = kind,
                                  .messages = messages,
                                  .age_s = age};

    return tw_stream_ensure(b, mem, &o, remark);
}

enum tw_status tw_line_ensure(struct tw_broker *b, struct tw_arena *mem, const struct tw_partitions *p,
                              const char **remark)
{
    enum tw_status st;

    if ((st = tw_aside_ensure(b, mem, TW_LINE_ASIDE, remark)) != TW_OK
        || (st = tw_bucket_ensure(b, mem, TW_LINE_LEASES, remark)) != TW_OK
        || (st = ensure(b, mem, TW_LINE_SETTLED, "twosource.settled.>", TW_STREAM_LOG, 0, TOLD, remark)) != TW_OK
        || (st = ensure(b, mem, TW_LINE_DOCUMENTS, TW_LINE_DOCUMENT, TW_STREAM_WORK, WAITING, 0, remark)) != TW_OK
        || (st = ensure(b, mem, TW_LINE_ARTICLES, TW_LINE_ARTICLE, TW_STREAM_WORK, WAITING, 0, remark)) != TW_OK)
        return st;
    for (size_t i = 0; i < p->n && st == TW_OK; i++)
        st = ensure(b, mem, tw_line_parcels(mem, p->name[i]), tw_line_parcel(mem, p->name[i]), TW_STREAM_LOG,
                    ARRIVED, 0, remark);
    return st;
}
