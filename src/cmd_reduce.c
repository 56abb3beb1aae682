/* cmd_reduce.c - twosource reduce: days of an archive into a store, in the documented order.
**
** A desk (store/desk.h) takes the parcels that map made, as `add` gives it documents, so the store
** is the one that `add` makes of the same articles in the same order.  The desk has nothing to
** read, clean or extract; batches are large, so a story that many articles of a day belong to is
** compared once.
**
** What a store holds of an archive is noted in it, with each batch: days that are done, with a hash
** of what they were made of, and how much of the one that is under way.  So a reduce that was
** killed goes on where it was, one that is given again does nothing, and a day that changed since,
** or comes too late, is refused: the result would depend on history.
*/
#include "cmd_build.h"
#include "cmd_desk.h"
#include "cmd_shards.h"
#include "cmd_store.h"

#include "base/vec.h"
#include "store/desk.h"
#include "store/parcel.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* bench: 20,000 articles of ten days take .70 ms of CPU each in batches of 1,000, .58 of 8,000, .53
   of 20,000. */
enum { BATCH = 8000 /* articles */, BYTES = 256 << 20 };

/* A day that the batch has parcels of. */
struct under_way {
    int64_t day;
    uint64_t taken;                 /* of its parcels, with those before the batch */
    struct tw_shards_day whole;     /* what there is of it */
};

struct reducing {
    const struct tw_options *o;
    struct tw_arena *mem, *each;    /* of the run, of an article */
    struct tw_packer *packer;
    struct tw_slice build;
    struct tw_shards shards;
    struct tw_store *store;
    struct tw_desk *desk;
    struct tw_progress progress;
    int64_t *day;                   /* that were asked for, rising */
    size_t days;
    struct under_way *open;         /* the last one may go on behind the batch */
    size_t opens, cap;
    struct { uint64_t articles, bytes; } batch;
    uint64_t done, kept, duplicates, refused, other_build;      /* committed: days, articles */
    uint64_t days_before;           /* days that were in the store already */
    bool store_failed;              /* else what went wrong is a shard's */
};

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static void catch_interrupts(void)
{
    struct sigaction a = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&a.sa_mask);
    sigaction(SIGINT, &a, NULL);
    sigaction(SIGTERM, &a, NULL);
}

/* "2026-11-22". */
static struct tw_slice day_name(struct tw_arena *mem, int64_t day)
{
    struct tw_date d = tw_date_from_days(day);
    char iso[TW_DATE_TEXT];

    return tw_slice_dup(mem, (struct tw_slice){iso, tw_date_iso(&d, iso)});
}

/* ---- What the store knows */

/* Of a day: how many of its parcels were taken, and the hash of what it was made of.  False:
   none. */
static bool noted(struct reducing *r, int64_t day, uint64_t *taken, uint64_t *hash)
{
    struct tw_buf key = {.mem = r->mem};
    struct tw_slice value;
    char *end;

    tw_buf_addf(&key, "archive.%.*s", TW_FMT(day_name(r->mem, day)));
    if (tw_store_get(r->store, r->mem, tw_buf_slice(&key), &value) != TW_OK || !value.n)
        return false;
    value = tw_slice_dup(r->mem, value);
    *taken = strtoull(value.p, &end, 10);
    *hash = strtoull(end, NULL, 16);
    return true;
}

/* tw_desk_also: notes what the batch brings its days to. */
static enum tw_status note(struct tw_store *s, void *context)
{
    struct reducing *r = context;

    for (size_t i = 0; i < r->opens; i++) {
        const struct under_way *u = &r->open[i];
        struct tw_buf key = {.mem = r->mem}, value = {.mem = r->mem};
        struct tw_slice name = day_name(r->mem, u->day);
        enum tw_status st;

        tw_buf_addf(&key, "archive.%.*s", TW_FMT(name));
        tw_buf_addf(&value, "%llu %016llx", (unsigned long long)u->taken,
                    (unsigned long long)u->whole.hash);
        if ((st = tw_store_set(s, tw_buf_slice(&key), tw_buf_slice(&value))) != TW_OK) return st;
        if ((st = tw_store_set(s, TW_LIT("archive.last"), name)) != TW_OK) return st;
    }
    return TW_OK;
}

/* The last day of the store; INT64_MIN: none. */
static int64_t last_day(struct reducing *r)
{
    struct tw_slice value;
    struct tw_date d;

    if (tw_store_get(r->store, r->mem, TW_LIT("archive.last"), &value) != TW_OK) return INT64_MIN;
    return tw_date_parse_iso(value, &d) && d.grain == TW_DATE_DAY ? tw_date_days(&d) : INT64_MIN;
}

/* Leaves the days that are to be done; false after saying why they cannot be. */
static bool leave_undone(struct reducing *r)
{
    int64_t last = last_day(r);
    size_t n = 0;

    for (size_t i = 0; i < r->days; i++) {
        struct tw_shards_day now = tw_cmd_shards_day(&r->shards, r->day[i]);
        struct tw_slice name = day_name(r->mem, r->day[i]);
        uint64_t taken, hash;

        if (noted(r, r->day[i], &taken, &hash)) {
            if (hash != now.hash) {
                tw_say("%.*s was reduced into %s before, from other shards or others' versions; begin another store",
                       TW_FMT(name), tw_cmd_store_path(r->o));
                return false;
            }
            r->days_before += taken == now.parcels;
            if (taken < now.parcels) r->day[n++] = r->day[i];
        } else if (r->day[i] <= last) {
            tw_say("%.*s comes before %.*s, which is in %s already; begin another store",
                   TW_FMT(name), TW_FMT(day_name(r->mem, last)), tw_cmd_store_path(r->o));
            return false;
        } else r->day[n++] = r->day[i];
    }
    r->days = n;
    return true;
}

/* ---- A day */

static enum tw_status commit(struct reducing *r)
{
    struct tw_desk_counts n;
    enum tw_status st;

    if (r->batch.articles == 0) return TW_OK;
    r->store_failed = true;
    if ((st = tw_desk_count_given(r->desk, &n)) != TW_OK) return st;
    tw_desk_also(r->desk, note, r);
    if ((st = tw_desk_commit(r->desk)) != TW_OK) return st;
    r->store_failed = false;
    r->kept += n.taken;
    r->duplicates += n.duplicates;
    r->refused += n.refused;
    r->progress.kept = r->kept;
    memset(&r->batch, 0, sizeof r->batch);
    for (size_t i = 0; i < r->opens; i++) r->done += r->open[i].taken == r->open[i].whole.parcels;
    r->open[0] = r->open[r->opens - 1];
    r->opens = 1;
    return TW_OK;
}

static enum tw_status take(struct reducing *r, struct tw_slice packed)
{
    struct tw_parcel p;
    struct tw_incoming in;
    enum tw_status st;

    tw_arena_reset(r->each);
    if ((st = tw_parcel_unpack(r->packer, r->each, packed, r->build, &p)) != TW_OK) return st;
    in = tw_parcel_incoming(&p);
    st = tw_desk_give(r->desk, &in);
    r->store_failed = st != TW_OK;
    if (st != TW_OK) return st;
    r->open[r->opens - 1].taken++;
    r->other_build += !p.statements;
    r->batch.articles++;
    r->batch.bytes += p.evidence.n + p.article.text.n;
    r->progress.items++;
    r->progress.done += packed.n;
    tw_progress_step(&r->progress);
    if (r->batch.articles < BATCH && r->batch.bytes < BYTES) return TW_OK;
    return commit(r);
}

/* `shard` is the one that was read last. */
static bool say_failed(struct reducing *r, const struct tw_shard *shard, enum tw_status st)
{
    const char *why = tw_store_why(r->store);

    if (!r->store_failed)
        tw_say("%.*s: %s; map %.*s again", TW_FMT(shard->path), tw_status_text(st),
               TW_FMT(shard->shard));
    else tw_say("%s; what was committed is stored, and the same days can be given again",
                *why ? why : tw_status_text(st));
    return false;
}

/* Takes what is left of a day: what the store has of it is passed over. */
static bool reduce_day(struct reducing *r, int64_t day)
{
    struct tw_merging *m = tw_cmd_merging_open(&r->shards, day);
    const struct tw_shard *shard = NULL;
    struct tw_slice packed;
    struct under_way u = {.day = day, .whole = tw_cmd_shards_day(&r->shards, day)};
    uint64_t before = 0, hash;
    enum tw_status st = TW_OK;

    (void)noted(r, day, &before, &hash);
    while (st == TW_OK && u.taken < before) {
        st = tw_cmd_merging_next(m, &shard, &packed);
        u.taken++;
    }
    if (r->batch.articles == 0) r->opens = 0;
    TW_PUSH(r->mem, r->open, r->opens, r->cap, u);
    while (st == TW_OK && !interrupted && (st = tw_cmd_merging_next(m, &shard, &packed)) == TW_OK)
        st = take(r, packed);
    tw_cmd_merging_close(m);
    return st == TW_OK || st == TW_DONE || say_failed(r, shard, st);
}

/* ---- What was asked for */

/* A year, month or day as the last part of a path. */
static bool is_day(struct tw_slice s)
{
    if (s.n != 4 && s.n != 7 && s.n != 10) return false;
    for (size_t i = 0; i < s.n; i++)
        if (i == 4 || i == 7 ? s.p[i] != '-' : !tw_is_digit(s.p[i])) return false;
    return true;
}

/* Cuts DIR/2026-11 into its folder and "2026-11"; a folder that is there is all of it. */
static struct tw_slice cut_day(struct tw_arena *mem, const char *argument, const char **folder)
{
    struct tw_slice s = tw_slice_of(argument);
    size_t cut;
    struct stat is;

    *folder = argument;
    while (s.n > 1 && s.p[s.n - 1] == '/') s.n--;
    cut = tw_slice_find_last(s, TW_LIT("/"));
    cut = cut == TW_NONE ? 0 : cut + 1;
    if (stat(argument, &is) == 0 || !is_day(tw_slice_sub(s, cut, s.n))) return TW_LIT("");
    *folder = cut > 1 ? tw_slice_dup(mem, tw_slice_sub(s, 0, cut - 1)).p : cut ? "/" : ".";
    return tw_slice_sub(s, cut, s.n);
}

/* The days of the archive that an argument names; false after saying that there are none. */
static bool choose(struct reducing *r, const int64_t *all, size_t n, bool *chosen,
                   const char *argument)
{
    const char *folder;
    struct tw_slice prefix = cut_day(r->mem, argument, &folder);
    bool any = false;

    if (strcmp(folder, r->shards.folder) != 0) {
        tw_say("reduce: %s and %s are two archives; reduce takes one", r->shards.folder, folder);
        return false;
    }
    for (size_t i = 0; i < n; i++)
        if (tw_slice_starts(day_name(r->mem, all[i]), prefix)) chosen[i] = any = true;
    if (!any) tw_say("%s: the archive has nothing of that time", argument);
    return any;
}

/* Reads the folder and fills r->day; an exit code that is not TW_EXIT_DONE after saying why not. */
static int choose_days(struct reducing *r)
{
    const char *folder;
    int64_t *all;
    bool *chosen;
    size_t n;

    (void)cut_day(r->mem, r->o->input[0], &folder);
    if (!tw_cmd_shards_open(r->mem, folder, &r->shards)) return TW_EXIT_FAILED;
    all = tw_cmd_shards_days(r->mem, &r->shards, &n);
    chosen = TW_NEW_N(r->mem, bool, n + 1);
    for (int i = 0; i < r->o->inputs; i++)
        if (!choose(r, all, n, chosen, r->o->input[i])) return TW_EXIT_FAILED;
    r->day = all;
    for (size_t i = 0; i < n; i++)
        if (chosen[i]) r->day[r->days++] = all[i];
    return TW_EXIT_DONE;
}

/* ---- The summary */

static bool put_json(const struct reducing *r)
{
    struct tw_buf out = {.mem = r->mem};
    struct tw_json j = {.out = &out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "store", tw_slice_of(tw_cmd_store_path(r->o)));
    tw_json_count(&j, "days", r->done);
    tw_json_count(&j, "days_before", r->days_before);
    tw_json_count(&j, "in", r->kept + r->duplicates + r->refused);
    tw_json_count(&j, "kept", r->kept);
    tw_json_count(&j, "duplicates", r->duplicates);
    tw_json_count(&j, "dropped", r->refused);
    tw_json_count(&j, "other_build", r->other_build);
    tw_json_close(&j, '}');
    tw_buf_addc(&out, '\n');
    return tw_put(&out);
}

static int finish(struct reducing *r, bool failed)
{
    uint64_t in = r->kept + r->duplicates + r->refused;

    tw_say("reduce: %llu days: %llu in = %llu kept + %llu duplicates + %llu dropped",
           (unsigned long long)r->done, (unsigned long long)in, (unsigned long long)r->kept,
               (unsigned long long)r->duplicates,
           (unsigned long long)r->refused);
    if (r->days_before)
        tw_say("%llu days were in %s already", (unsigned long long)r->days_before,
               tw_cmd_store_path(r->o));
    if (r->other_build)
        tw_say("what %llu articles say was found anew: another version of the program had mapped them",
               (unsigned long long)r->other_build);
    if (interrupted) tw_say("stopped; the same days go on from here");
    if (r->o->json && !put_json(r)) return TW_EXIT_FAILED;
    if (failed) return TW_EXIT_FAILED;
    return interrupted || r->refused ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

/* ---- The whole */

static int reduce(struct reducing *r)
{
    uint64_t bytes = 0;
    bool going = true;
    enum tw_status st;

    if (!leave_undone(r)) return TW_EXIT_FAILED;
    for (size_t i = 0; i < r->days; i++) bytes += tw_cmd_shards_day(&r->shards, r->day[i]).bytes;
    tw_progress_start(&r->progress, "reduce", bytes, r->o->progress);
    catch_interrupts();
    for (size_t i = 0; i < r->days && going && !interrupted; i++) going = reduce_day(r, r->day[i]);
    if (going && (st = commit(r)) != TW_OK) going = say_failed(r, NULL, st);
    tw_progress_end(&r->progress);
    return finish(r, !going);
}

int tw_cmd_reduce(const struct tw_options *given)
{
    struct tw_options o = *given;
    struct reducing r = {.o = &o, .mem = tw_arena_new(0), .each = tw_arena_new(0)};
    struct tw_desk_options options;
    int code = TW_EXIT_USAGE;

    o.store = o.output;
    r.packer = tw_packer_new();
    r.build = tw_cmd_build(r.mem);
    if (o.inputs == 0)
        tw_say("reduce needs days: what map wrote, or DIR/2026-11-22, DIR/2026-11 of it");
    else if (!o.output) tw_say("reduce needs -o FILE: the store to put them in");
    else if (tw_cmd_desk_options(&o, r.mem, &options) && (code = choose_days(&r)) == TW_EXIT_DONE)
        code = tw_cmd_desk_open(&o, r.mem, &options, &r.store, &r.desk) ? reduce(&r)
            : TW_EXIT_FAILED;
    tw_desk_close(r.desk);
    tw_store_close(r.store);
    tw_packer_free(r.packer);
    tw_arena_free(r.each);
    tw_arena_free(r.mem);
    return code;
}
