/* cmd_hand.c - twosource merge and split on the state of group: the state is changed at once. */
#include "cmd.h"
#include "cmd_state.h"

/* Writes who moved and keeps the state. */
static int finish(const struct tw_options *o, struct tw_arena *mem, const struct tw_group *g,
                  const struct tw_placements *moved)
{
    struct tw_buf out = {.mem = mem};

    if (tw_group_keep(o->state, g) != TW_OK) {
        tw_say("%s: the state could not be saved", o->state);
        return TW_EXIT_FAILED;
    }
    tw_placements_put(&out, moved);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

static int join(const struct tw_options *o, struct tw_arena *mem, struct tw_group *g)
{
    struct tw_placements moved;

    if (tw_group_join(g, mem, tw_story_number(o->input[0]), tw_story_number(o->input[1]),
                      &moved) == TW_OK)
        return finish(o, mem, g, &moved);
    tw_say("%s and %s: not two stories in the window", o->input[0], o->input[1]);
    return TW_EXIT_FAILED;
}

static int part(const struct tw_options *o, struct tw_arena *mem, struct tw_group *g)
{
    uint64_t *article = tw_arena_alloc(mem, (size_t)o->inputs * sizeof *article);
    struct tw_placements moved;

    for (int i = 0; i < o->inputs; i++)
        if (!tw_group_find(g, tw_slice_of(o->input[i]), &article[i])) {
            tw_say("%s: no such article in the window", o->input[i]);
            return TW_EXIT_FAILED;
        }
    if (tw_group_part(g, mem, article, (size_t)o->inputs, &moved) != TW_OK) return TW_EXIT_FAILED;
    return finish(o, mem, g, &moved);
}

static int decide(const struct tw_options *o,
                  int (*how)(const struct tw_options *, struct tw_arena *, struct tw_group *))
{
    struct tw_group *g = tw_group_open(o->state);
    struct tw_arena *mem;
    int code;

    if (!g) return TW_EXIT_FAILED;
    mem = tw_arena_new(0);
    code = how(o, mem, g);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}

int tw_hand_run(const struct tw_options *o)
{
    bool is_merge = strcmp(o->command, "merge") == 0;

    if (is_merge ? o->inputs == 2 : o->inputs > 0) return decide(o, is_merge ? join : part);
    tw_say("%s needs %s", o->command, is_merge ? "two stories" : "articles");
    return TW_EXIT_USAGE;
}
