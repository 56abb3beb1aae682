/* cmd_give.c - twosource work --give: documents of any kind, to those who read.
**
** They are found, unpacked and cut here; nothing looks inside.  Given again, they are known by
** what is in them: nothing comes twice.
*/
#include "cmd_work.h"

#include "courier.h"
#include "read/source.h"
#include "work/sender.h"

enum { MESSAGES = 32 /* sent together */ };

struct giving {
    struct tw_working *w;
    struct tw_sender sender;
    struct tw_packer *packer;
    struct tw_arena *batch;
    struct tw_out out[MESSAGES + 1];
    size_t outs;
    struct tw_item item[TW_BUNDLE_ITEMS];
    size_t items, bytes;
    uint64_t given, dropped;
};

static void dropped(void *context, struct tw_slice source, const char *why)
{
    struct giving *g = context;

    tw_say_dropped(++g->dropped, source, why);
}

static bool goes_on(void *context)
{
    (void)context;
    return !tw_working_ends();
}

static enum tw_status send(struct giving *g)
{
    enum tw_status st = tw_send_all(&g->sender, g->out, g->outs);

    g->outs = 0;
    tw_arena_reset(g->batch);
    return st;
}

/* Makes a message of the items. */
static void bundle(struct giving *g)
{
    struct tw_out *o = &g->out[g->outs];

    if (!g->items) return;
    *o = (struct tw_out){.subject = TW_LIT(TW_LINE_DOCUMENT)};
    o->data = tw_bundle_pack(g->packer, g->batch, g->item, g->items, o->id);
    if (o->data.n <= tw_broker_largest(g->w->broker)) {
        g->given += g->items;
        g->outs++;
    } else {
        struct tw_raw raw;

        for (size_t i = 0; i < g->items; i++)
            if (tw_item_raw(g->item[i].data, &raw) == TW_OK)
                dropped(g, raw.source, "over the largest message that the broker takes (max_payload)");
    }
    g->items = g->bytes = 0;
}

static enum tw_status give(struct giving *g, struct tw_source *source)
{
    struct tw_raw raw;
    enum tw_status st = TW_OK;

    while (st == TW_OK && !tw_working_ends() && tw_source_next(source, g->batch, &raw) == TW_OK) {
        struct tw_slice data = tw_item_of_raw(g->batch, &raw);

        if (g->bytes + data.n > TW_BUNDLE_BYTES) bundle(g);
        g->item[g->items++] = (struct tw_item){{"", 0}, 0, data};
        g->bytes += data.n;
        if (g->items == TW_BUNDLE_ITEMS) bundle(g);
        if (g->outs < MESSAGES) continue;
        bundle(g);
        st = send(g);
    }
    bundle(g);
    return st == TW_OK && !tw_working_ends() ? send(g) : st;
}

int tw_work_give(struct tw_working *w)
{
    const struct tw_options *o = w->o;
    struct giving g = {.w = w, .batch = tw_arena_new(0), .packer = tw_packer_new()};
    struct tw_source_options options = {.now = o->now, .charset = tw_slice_of(o->encoding), .dropped = dropped, .context = &g};
    struct tw_courier *courier = NULL;
    struct tw_source *source;
    enum tw_status st = TW_IO;

    for (int i = 0; i < o->inputs && !courier; i++)
        if (o->input[i][0] == '@' || tw_is_web_address(tw_slice_of(o->input[i]))) courier = tw_courier_start(&o->courier);
    if (courier) options.remote = tw_courier_remote(courier);
    if (o->inputs == 0) {
        tw_say("work --give needs documents: files, folders, web addresses or - for stdin");
    } else if (tw_working_connect(w)) {
        source = tw_source_open(o->input, (size_t)o->inputs, &options);
        st = tw_publisher_open(w->broker, &(struct tw_publish_options){0}, &g.sender.publisher);
        g.sender.goes_on = goes_on;
        if (st == TW_OK) st = give(&g, source);
        tw_source_close(source);
        tw_say("work: %llu documents given, %llu dropped", (unsigned long long)g.given, (unsigned long long)g.dropped);
        if (st != TW_OK && st != TW_DONE) tw_working_failed(w, st);
    }
    tw_publisher_close(g.sender.publisher);
    tw_courier_stop(courier);
    tw_packer_free(g.packer);
    tw_arena_free(g.batch);
    if (o->inputs == 0) return TW_EXIT_USAGE;
    if (st != TW_OK && st != TW_DONE) return TW_EXIT_FAILED;
    return g.dropped || st == TW_DONE ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}
