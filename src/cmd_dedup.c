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

static enum tw_status load(void *context, const char *file, int64_t window)
{
    struct job *job = context;

    return tw_copyindex_open(file, window, &job->index);
}

static enum tw_status save(void *context, const char *file)
{
    const struct job *job = context;

    return tw_copyindex_save(job->index, file);
}

int tw_cmd_dedup(const struct tw_options *o)
{
    struct job job = {.out = {.mem = tw_arena_new(0)}};
    struct tw_intake in = {.o = o, .stage = "dedup", .load = load, .save = save, .take = take,
                           .context = &job};
    int code = tw_intake_run(&in);

    tw_copyindex_free(job.index);
    tw_arena_free(job.out.mem);
    return code;
}
