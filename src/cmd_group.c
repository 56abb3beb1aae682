/* cmd_group.c - twosource group: which story each article belongs to, as they come. */
#include "cmd_intake.h"
#include "cmd_state.h"

struct job {
    struct tw_group *group;
    struct tw_arena *out_mem;
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

static int run(const struct tw_options *o, struct job *job, const struct tw_group_options *options)
{
    struct tw_intake in = {.o = o, .stage = "group", .take = take, .context = job};
    enum tw_status st = tw_group_start(o->state, options, &job->group);
    int code;

    if (st != TW_OK) {
        tw_say("%s: %s", o->state, tw_status_text(st));
        return TW_EXIT_FAILED;
    }
    code = tw_intake_run(&in);
    if (code == TW_EXIT_FAILED || !o->state) return code;
    if (tw_group_keep(o->state, job->group) == TW_OK) return code;
    tw_say("%s: the state could not be saved", o->state);
    return TW_EXIT_FAILED;
}

int tw_cmd_group(const struct tw_options *o)
{
    struct job job = {.out_mem = tw_arena_new(0)};
    struct tw_group_options options = {.window = o->window ? tw_window_seconds(o->window) : 0};
    int code = TW_EXIT_USAGE;

    job.out.mem = job.out_mem;
    if (options.window < 0) tw_say("--window: %s is no number of days or hours (30d, 12h)", o->window);
    else code = run(o, &job, &options);
    tw_group_free(job.group);
    tw_arena_free(job.out_mem);
    return code;
}
