/* cmd_give.c - twosource work --give and --role fetch: documents and articles to those who read.
**
** Documents are found, unpacked and cut here; nothing looks inside.  Given again, they are known by
** what is in them: nothing comes twice.  With a journal the process keeps them until the store has them, and
** tells what became of each, as `add` does.  The fetching role is `watch` without a desk: what it found is
** in the journal before the feed counts as read.
*/
#include "cmd_watch.h"
#include "cmd_work.h"

#include "courier.h"
#include "read/source.h"
#include "store/parcel.h"
#include "work/giver.h"

#include <time.h>

struct giving {
    struct tw_working *w;
    struct tw_journal *journal;
    struct tw_giver *giver;
    struct tw_arena *line;          /* one document */
    uint64_t dropped;
};

static bool goes_on(void *context)
{
    (void)context;
    return !tw_working_ends();
}

/* Connects, and gives what the journal has; false after saying why not. */
static bool begin(struct giving *g)
{
    const char *folder = g->w->o->work.journal, *why = "";
    struct tw_giver_options o = {.goes_on = goes_on};
    enum tw_status st;

    if (folder && (st = tw_journal_open(g->w->mem, folder, 0, &g->journal, &why)) != TW_OK)
        return tw_say("%s", *why ? why : tw_status_text(st)), false;
    if (!tw_working_connect(g->w)) return false;
    o.broker = g->w->broker;
    o.journal = g->journal;
    st = tw_giver_open(&o, &g->giver);
    if (st == TW_OK || st == TW_DONE) return g->giver != NULL;
    tw_working_failed(g->w, st);
    return false;
}

static void end(struct giving *g)
{
    tw_giver_close(g->giver);
    tw_journal_close(g->journal);
    tw_arena_free(g->line);
}

/* Streams that were lost with their brokers are made anew, and get what the journal has. */
static enum tw_status step(struct giving *g)
{
    enum tw_status st = tw_giver_step(g->giver);

    return (st == TW_NOTFOUND || st == TW_IO) && tw_working_mend(g->w) ? TW_OK : st;      /* or its answer was late */
}

/* ---- Documents */

static void dropped(void *context, struct tw_slice source, const char *why)
{
    struct giving *g = context;

    tw_say_dropped(++g->dropped, source, why);
}

static enum tw_status give(struct giving *g, struct tw_source *source)
{
    struct tw_raw raw;
    enum tw_status st = TW_OK;

    while (st == TW_OK && !tw_working_ends()) {
        tw_arena_reset(g->line);
        if (tw_source_next(source, g->line, &raw) != TW_OK) break;
        st = tw_giver_add(g->giver, tw_item_of_raw(g->line, &raw));
        if (st == TW_TOOBIG) {
            dropped(g, raw.source, "over the largest message that the broker takes (max_payload)");
            st = TW_OK;
        }
        if (st == TW_OK) st = step(g);
    }
    return st == TW_OK ? tw_giver_commit(g->giver) : st;
}

/* Until all of the journal is settled. */
static enum tw_status wait_for_store(struct giving *g)
{
    const struct timespec pause = {.tv_nsec = 100000000};
    enum tw_status st = TW_OK;

    while (st == TW_OK && tw_giver_waiting(g->giver) && !tw_working_ends()) {
        nanosleep(&pause, NULL);
        st = step(g);
    }
    return st;
}

static void say_summary(const struct giving *g)
{
    const struct tw_giver_counts *n = tw_giver_counts(g->giver);

    tw_say("work: %llu documents given, %llu dropped before", (unsigned long long)n->given, (unsigned long long)g->dropped);
    if (!g->journal) return;
    tw_say("work: told of %llu kept + %llu duplicates + %llu not an article + %llu dropped; %llu wait",
           (unsigned long long)n->fate[TW_FATE_KEPT], (unsigned long long)n->fate[TW_FATE_DUPLICATE],
           (unsigned long long)n->fate[TW_FATE_NO_ARTICLE], (unsigned long long)n->fate[TW_FATE_DROPPED],
           (unsigned long long)tw_giver_waiting(g->giver));
}

static int code_of(const struct giving *g, enum tw_status st)
{
    const struct tw_giver_counts *n = tw_giver_counts(g->giver);

    if (st != TW_OK && st != TW_DONE) return tw_working_failed(g->w, st);
    return st == TW_DONE || g->dropped || n->fate[TW_FATE_NO_ARTICLE] || n->fate[TW_FATE_DROPPED] ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

int tw_work_give(struct tw_working *w)
{
    const struct tw_options *o = w->o;
    struct giving g = {.w = w, .line = tw_arena_new(0)};
    struct tw_source_options options = {.now = o->now, .charset = tw_slice_of(o->encoding), .dropped = dropped, .context = &g};
    struct tw_courier *courier = NULL;
    struct tw_source *source;
    int code = TW_EXIT_FAILED;
    enum tw_status st;

    if (o->inputs == 0 && !o->work.journal) {
        tw_say("work --give needs documents: files, folders, web addresses or - for stdin; or a --journal");
        return tw_arena_free(g.line), TW_EXIT_USAGE;
    }
    for (int i = 0; i < o->inputs && !courier; i++)
        if (o->input[i][0] == '@' || tw_is_web_address(tw_slice_of(o->input[i]))) courier = tw_courier_start(&o->courier);
    if (courier) options.remote = tw_courier_remote(courier);
    if (begin(&g)) {
        source = tw_source_open(o->input, (size_t)o->inputs, &options);
        st = give(&g, source);
        tw_source_close(source);
        if (st == TW_OK) st = wait_for_store(&g);
        say_summary(&g);
        code = code_of(&g, st);
    }
    end(&g);
    tw_courier_stop(courier);
    return code;
}

/* ---- Fetching */

static bool fetch_begins(void *context)
{
    return begin(context);
}

static enum tw_status take(void *context, const struct tw_incoming *in, enum tw_taken *taken)
{
    struct giving *g = context;
    struct tw_parcel p = {.article = *in->article, .received = in->received, .kind = in->kind, .evidence = in->evidence};
    struct tw_buf out;
    enum tw_status st;

    tw_arena_reset(g->line);
    out = (struct tw_buf){.mem = g->line};
    *taken = TW_TAKEN;
    st = tw_parcel_write(&out, &p);
    if (st == TW_OK) st = tw_giver_add(g->giver, tw_buf_slice(&out));
    if (st == TW_BROKEN || st == TW_TOOBIG) {
        dropped(g, in->article->source, "over the largest message that the broker takes (max_payload)");
        return TW_OK;
    }
    return st;
}

static enum tw_status commit(void *context)
{
    struct giving *g = context;
    enum tw_status st = tw_giver_commit(g->giver);

    return st == TW_OK ? step(g) : st;
}

int tw_work_fetch(struct tw_working *w)
{
    struct giving g = {.w = w, .line = tw_arena_new(0)};
    struct tw_watch_takes takes = {{take, commit, &g}, fetch_begins};
    int code;

    if (!w->o->work.journal) {
        tw_say("work --role fetch needs a --journal, where what it fetched is kept until the store has it");
        return tw_arena_free(g.line), TW_EXIT_USAGE;
    }
    code = tw_watch_for(w->o, &takes);
    if (g.giver) say_summary(&g);
    end(&g);
    return code;
}
