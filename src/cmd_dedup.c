/* cmd_dedup.c - twosource dedup: whom each article was copied from, and which words. */
#include "cmd_intake.h"
#include "dedup/copyindex.h"

struct job {
    struct tw_copyindex *index;
    struct tw_buf out;
};

static bool take(void *context, struct tw_arena *mem, const struct tw_article *a)
{
    struct job *job = context;
    struct tw_copies found;

    if (tw_copyindex_add(job->index, mem, a, &found) != TW_OK) return false;
    for (size_t i = 0; i < found.n; i++) {
        tw_copyindex_write(job->index, &job->out, a, &found.v[i]);
        tw_buf_addc(&job->out, '\n');
    }
    return job->out.n == 0 || tw_put(&job->out);
}

static int run(const struct tw_options *o, struct job *job, int64_t window)
{
    struct tw_intake in = {.o = o, .stage = "dedup", .take = take, .context = job};
    enum tw_status st = tw_copyindex_open(o->state, window, &job->index);
    int code;

    if (st != TW_OK) {
        tw_say("%s: %s", o->state, tw_status_text(st));
        return TW_EXIT_FAILED;
    }
    code = tw_intake_run(&in);
    if (code == TW_EXIT_FAILED || !o->state) return code;
    if (tw_copyindex_save(job->index, o->state) == TW_OK) return code;
    tw_say("%s: the state could not be saved", o->state);
    return TW_EXIT_FAILED;
}

int tw_cmd_dedup(const struct tw_options *o)
{
    struct tw_arena *out_mem = tw_arena_new(0);
    struct job job = {.out = {.mem = out_mem}};
    int64_t window = o->window ? tw_window_seconds(o->window) : 0;
    int code = TW_EXIT_USAGE;

    if (window < 0) tw_say("--window: %s is no number of days or hours (30d, 12h)", o->window);
    else code = run(o, &job, window);
    tw_copyindex_free(job.index);
    tw_arena_free(out_mem);
    return code;
}
