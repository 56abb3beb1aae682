/* cmd_map.c - twosource map: shards of an archive to what a desk takes, wherever there is room.
**
** Each argument is a shard, read, cleaned and extracted by the flow of pipeline.h as `add` would,
** and becomes one file in the folder of --output: its articles as parcels, in the order of their
** days (store/shardfile.h).  Shards have nothing to do with one another, so any number of these may
** run at a time, on any machine; reduce makes a store of what they wrote.
**
** The file appears when it is whole.  It remembers what it was made of (size and time of the shard,
** options, build of the program), so that a shard which was mapped already is not mapped again.
*/
#include "cmd_build.h"
#include "cmd_manifest.h"
#include "cmd_tally.h"
#include "cmd_shards.h"

#include "dedup/clock.h"
#include "pipeline.h"
#include "store/parcel.h"
#include "store/shardfile.h"

#include <errno.h>
#include <sys/stat.h>

struct mapping {
    const struct tw_options *o;
    struct tw_arena *mem, *each;    /* of the run, of an article */
    struct tw_packer *packer;
    struct tw_slice build;
    struct tw_flow flow;
    struct tw_shard_out *out;
    struct tw_tally tally;          /* of all shards */
    struct tw_shard_totals totals, all;
    enum tw_status failed;          /* the file cannot be written */
};

static void drop(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct mapping *m = context;

    if (!why) why = tw_status_text(st);
    if (st == TW_NOTNEWS || st == TW_EMPTY) m->totals.not_article++;
    else m->totals.dropped++;
    tw_tally_add(&m->tally, tw_slice_of(why), 1);
    tw_say_dropped(m->all.not_article + m->all.dropped + m->totals.not_article + m->totals.dropped,
                   source, why);
}

static bool take(void *context, const struct tw_article *a, const struct tw_statements *s,
                 struct tw_slice rendered)
{
    struct mapping *m = context;
    const struct tw_raw *raw = m->flow.raw;
    struct tw_parcel p = {.article = *a,
                          .received = raw->received,
                          .kind = (enum tw_evidence_kind)raw->kind,
                          .evidence = raw->bytes,
                          .build = m->build,
                          .statements = s};
    struct tw_place place = {tw_article_time(a), tw_date_unix(&raw->received)};
    struct tw_slice packed;

    (void)rendered;
    if (!place.time) place.time = place.received;
    tw_arena_reset(m->each);
    if (tw_parcel_pack(m->packer, m->each, &p, &packed) != TW_OK) {
        drop(m, raw->source, TW_TOOBIG, "a date or number in it is out of bounds");
        return true;
    }
    m->failed = tw_shard_put(m->out, place, packed);
    if (m->failed == TW_OK) m->totals.kept++;
    return m->failed == TW_OK;
}

/* ---- One shard */

/* What the shard is made of now, as text; empty: it cannot be told (a folder, an address). */
static struct tw_slice version_of(const struct mapping *m, const char *shard)
{
    struct tw_buf out = {.mem = m->mem};
    char now[TW_DATE_TEXT];
    struct stat file;

    if (stat(shard, &file) != 0 || !S_ISREG(file.st_mode)) return TW_LIT("");
    tw_buf_addf(&out, "%lld %lld.%09ld ", (long long)file.st_size, (long long)file.st_mtim.tv_sec,
                (long)file.st_mtim.tv_nsec);
    tw_buf_add(&out, (struct tw_slice){now, tw_date_iso(&m->o->now, now)});
    tw_buf_addf(&out, " %s ", m->o->encoding ? m->o->encoding : "");
    tw_buf_add(&out, m->build);
    return tw_buf_slice(&out);
}

static void say_shard(const char *shard, const struct tw_shard_totals *t, const char *how)
{
    tw_say("map: %s%s: %llu in = %llu kept + %llu not an article + %llu dropped", shard, how,
           (unsigned long long)t->documents, (unsigned long long)t->kept,
           (unsigned long long)t->not_article, (unsigned long long)t->dropped);
}

static bool put_json(const struct mapping *m, const char *shard, const char *path,
                     const struct tw_shard_totals *t, bool again)
{
    struct tw_buf out = {.mem = m->each};
    struct tw_json j = {.out = &out};

    tw_arena_reset(m->each);
    tw_json_open(&j, '{');
    tw_json_text(&j, "shard", tw_slice_of(shard));
    tw_json_text(&j, "file", tw_slice_of(path));
    tw_json_count(&j, "in", t->documents);
    tw_json_count(&j, "kept", t->kept);
    tw_json_count(&j, "not_article", t->not_article);
    tw_json_count(&j, "dropped", t->dropped);
    tw_json_key(&j, "mapped_before");
    tw_json_bool(&j, again);
    tw_json_close(&j, '}');
    tw_buf_addc(&out, '\n');
    return tw_put(&out);
}

static void add_totals(struct tw_shard_totals *to, const struct tw_shard_totals *t)
{
    to->documents += t->documents;
    to->kept += t->kept;
    to->not_article += t->not_article;
    to->dropped += t->dropped;
}

/* Reads the shard into the file that was begun, and ends that. */
static enum tw_status run_shard(struct mapping *m, char **shard, struct tw_slice version,
                                const char *path)
{
    enum tw_status st;

    m->totals = (struct tw_shard_totals){0};
    m->flow.input = shard;
    m->flow.inputs = 1;
    tw_flow_start(&m->flow);        /* before anything is opened that workers shall not have */
    st = tw_shard_create(path, tw_slice_of(*shard), version, &m->out);
    if (st == TW_OK && tw_flow_run(&m->flow) != TW_OK) st = m->failed;
    tw_flow_end(&m->flow);
    m->totals.documents = m->totals.kept + m->totals.not_article + m->totals.dropped;
    if (st == TW_OK) return tw_shard_commit(m->out, &m->totals);
    tw_shard_abandon(m->out);
    return st;
}

static bool map_shard(struct mapping *m, char **shard)
{
    const char *path = tw_cmd_shard_path(m->mem, m->o->output, *shard);
    struct tw_slice version = version_of(m, *shard);
    struct tw_shard before;
    bool again = version.n && tw_shard_open(m->mem, path, &before) == TW_OK
              && tw_slice_eq(before.version, version);
    enum tw_status st = TW_OK;

    if (again) m->totals = before.totals;
    else st = run_shard(m, shard, version, path);
    if (st != TW_OK) {
        tw_say("%s: %s", path, errno ? strerror(errno) : tw_status_text(st));
        return false;
    }
    say_shard(*shard, &m->totals, again ? " (was mapped before)" : "");
    add_totals(&m->all, &m->totals);
    return !m->o->json || put_json(m, *shard, path, &m->totals, again);
}

/* ---- The whole */

static bool usable(const struct tw_options *o)
{
    for (int i = 0; i < o->inputs; i++)
        if (o->input[i][0] == '@' || strcmp(o->input[i], "-") == 0) {
            tw_say("map: %s is no shard: name files, folders or web addresses", o->input[i]);
            return false;
        }
    if (o->inputs == 0) tw_say("map needs shards: files, folders or web addresses");
    else if (!o->output) tw_say("map needs -o DIR: where what it makes goes");
    else if (mkdir(o->output, 0777) != 0 && errno != EEXIST)
        tw_say("%s: %s", o->output, strerror(errno));
    else return true;
    return false;
}

static int finish(const struct mapping *m)
{
    const struct tw_shard_totals *t = &m->all;

    tw_manifest_count(m->o->manifest,
                      &(struct tw_totals){t->documents, t->kept, t->not_article, t->dropped});
    tw_tally_say(&m->tally);
    return t->dropped || t->not_article ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

int tw_cmd_map(const struct tw_options *o)
{
    struct mapping m = {.o = o, .mem = tw_arena_new(0), .each = tw_arena_new(0)};
    int code = TW_EXIT_USAGE;

    m.tally.mem = m.mem;
    m.packer = tw_packer_new();
    m.build = tw_cmd_build(m.mem);
    m.flow = (struct tw_flow){.now = o->now,
                              .encoding = o->encoding,
                              .threads = o->threads,
                              .in_process = o->no_sandbox,
                              .goes_on = true,
                              .extract = true,
                              .lend = true,
                              .courier = &o->courier,
                              .progress = o->progress,
                              .stage = "map",
                              .take = take,
                              .drop = drop,
                              .context = &m};
    if (usable(o)) {
        int i = 0;

        while (i < o->inputs && map_shard(&m, &o->input[i])) i++;
        code = finish(&m);
        if (i < o->inputs) code = TW_EXIT_FAILED;
    }
    tw_packer_free(m.packer);
    tw_arena_free(m.each);
    tw_arena_free(m.mem);
    return code;
}
