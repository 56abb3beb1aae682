/* cmd_group.c - twosource group: which story each article belongs to, as they come. */
#include "cmd_intake.h"
#include "cmd_state.h"

struct job {
    struct tw_group *group;
    struct tw_buf out;
};

static bool take(void *context, struct tw_arena *mem, const struct tw_article *a)
{
    struct job *job = context;
    struct tw_placements placed;

    if (tw_group_add(job->group, mem, a, &placed) != TW_OK) return false;
    tw_placements_put(&job->out, &placed);
    return tw_put(&job->out);
}

static enum tw_status load(void *context, const char *file, int64_t window)
{
    struct job *job = context;

    return tw_group_start(file, &(struct tw_group_options){.window = window}, &job->group);
}

static enum tw_status save(void *context, const char *file)
{
    const struct job *job = context;

    return tw_group_keep(file, job->group);
}

int tw_cmd_group(const struct tw_options *o)
{
    struct job job = {.out = {.mem = tw_arena_new(0)}};
    struct tw_intake in = {.o = o, .stage = "group", .load = load, .save = save, .take = take,
                           .context = &job};
    int code = tw_intake_run(&in);

    tw_group_free(job.group);
    tw_arena_free(job.out.mem);
    return code;
}
