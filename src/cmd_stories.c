/* cmd_stories.c - twosource stories: the stories in the state of group, the most important first. */
#include "cmd.h"
#include "cmd_state.h"

static void print_line(struct tw_buf *out, const struct tw_story_facts *f)
{
    tw_buf_addf(out, "s%-7u %-8s %5zu article%s %4zu outlet%s  %.*s\n", f->story,
                tw_story_life_text(f->life), f->articles, f->articles == 1 ? " " : "s", f->outlets,
                f->outlets == 1 ? " " : "s", TW_FMT(f->title));
}

static int list(const struct tw_options *o, struct tw_arena *mem, const struct tw_group *g)
{
    size_t n;
    struct tw_story_facts *v = tw_story_ranking(g, mem, o->all, &n);
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < n; i++) {
        if (o->json) {
            tw_story_facts_write(&out, &v[i]);
            tw_buf_addc(&out, '\n');
        } else print_line(&out, &v[i]);
        if (!tw_put(&out)) return TW_EXIT_FAILED;
    }
    return TW_EXIT_DONE;
}

int tw_cmd_stories(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_group *g;
    int code;

    if (o->inputs || !o->state) {
        tw_say("stories takes no input and needs --state FILE");
        return TW_EXIT_USAGE;
    }
    if ((g = tw_group_open(o->state)) == NULL) return TW_EXIT_FAILED;
    mem = tw_arena_new(0);
    code = list(o, mem, g);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}
