/* cmd_stories.c - twosource stories: the stories in the state of group, the most important first. */
#include "base/vec.h"
#include "cmd.h"
#include "cmd_state.h"
#include "group/storyfacts.h"

#include <math.h>
#include <stdlib.h>

static int by_importance(const void *a, const void *b)
{
    const struct tw_story_facts *x = a, *y = b;

    if (x->importance != y->importance) return x->importance < y->importance ? 1 : -1;
    return (x->story > y->story) - (x->story < y->story);
}

static void write_list(struct tw_json *j, const char *key, const struct tw_slice *v, size_t n)
{
    tw_json_key(j, key);
    tw_json_open(j, '[');
    for (size_t i = 0; i < n; i++) tw_json_str(j, v[i]);
    tw_json_close(j, ']');
}

static void write_json(struct tw_buf *out, const struct tw_story_facts *f)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "id");
    tw_story_name(&j, f->story);
    tw_json_key(&j, "title");
    tw_json_str_or_null(&j, f->title);
    tw_json_key(&j, "first");
    tw_story_time(&j, f->first);
    tw_json_key(&j, "last");
    tw_story_time(&j, f->last);
    tw_json_key(&j, "state");
    tw_json_str(&j, tw_slice_of(tw_story_life_text(f->life)));
    tw_json_key(&j, "importance");
    tw_json_num(&j, round(f->importance * 100) / 100);
    write_list(&j, "languages", f->language, f->languages);
    write_list(&j, "articles", f->id, f->articles);
    tw_json_key(&j, "outlets");
    tw_json_int(&j, (int64_t)f->outlets);
    tw_json_key(&j, "accounts");
    tw_json_int(&j, (int64_t)f->articles);
    tw_json_key(&j, "origins");
    tw_json_null(&j);           /* compare counts them */
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
}

static void print_line(struct tw_buf *out, const struct tw_story_facts *f)
{
    tw_buf_addf(out, "s%-7u %-8s %5zu article%s %4zu outlet%s  %.*s\n", f->story, tw_story_life_text(f->life),
                f->articles, f->articles == 1 ? " " : "s", f->outlets, f->outlets == 1 ? " " : "s", TW_FMT(f->title));
}

static int list(const struct tw_options *o, struct tw_arena *mem, const struct tw_group *g)
{
    size_t n, kept = 0;
    uint32_t *story = tw_story_list(g, mem, &n);
    struct tw_story_facts *v = tw_arena_alloc(mem, n * sizeof *v);
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < n; i++)
        if (tw_story_facts(g, mem, story[i], &v[kept], NULL) == TW_OK)
            kept += o->all || v[kept].life != TW_STORY_QUIET;
    TW_SORT(v, kept, by_importance);
    for (size_t i = 0; i < kept; i++) {
        if (o->json) write_json(&out, &v[i]);
        else print_line(&out, &v[i]);
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
