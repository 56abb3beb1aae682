/* library/grouper.c - stories as they come, as public structs. */
#include "group/story_json.h"
#include "group/storyfile.h"
#include "library/given.h"

#include <stdlib.h>

struct tw_grouper {
    struct tw_group *group;
    struct tw_arena *mem;       /* the last answer */
    struct tw_placements moved;
};

enum tw_status tw_grouper_open(const char *path, int64_t window, struct tw_grouper **out)
{
    struct tw_group_options o = {.window = window};
    struct tw_group *group;
    enum tw_status st;

    if (window < 0) return TW_USAGE;
    if ((st = tw_group_start(path, &o, &group)) != TW_OK) return st;
    *out = calloc(1, sizeof **out);
    if (!*out) tw_oom(sizeof **out);
    (*out)->group = group;
    (*out)->mem = tw_arena_new(0);
    return TW_OK;
}

void tw_grouper_free(struct tw_grouper *g)
{
    if (!g) return;
    tw_group_free(g->group);
    tw_arena_free(g->mem);
    free(g);
}

static void start_answer(struct tw_grouper *g, struct tw_found_places *out)
{
    tw_arena_reset(g->mem);
    g->moved = (struct tw_placements){0};
    if (out) *out = (struct tw_found_places){0};
}

/* Hands out who moved when the status is TW_OK. */
static enum tw_status answer(struct tw_grouper *g, enum tw_status st, struct tw_found_places *out)
{
    struct tw_found_place *v;

    if (st != TW_OK) g->moved = (struct tw_placements){0};
    if (st != TW_OK || !out) return st;
    v = TW_NEW_N(g->mem, struct tw_found_place, g->moved.n);
    for (size_t i = 0; i < g->moved.n; i++)
        v[i] =
            (struct tw_found_place){tw_given_string(g->mem, g->moved.v[i].id), g->moved.v[i].story};
    *out = (struct tw_found_places){v, g->moved.n};
    return st;
}

enum tw_status tw_grouper_add(struct tw_grouper *g, const char *article, size_t n,
                              struct tw_found_places *out)
{
    struct tw_article a;
    enum tw_status st;

    start_answer(g, out);
    st = tw_given_article(g->mem, article, n, &a);
    if (st == TW_OK) st = tw_group_add(g->group, g->mem, &a, &g->moved);
    return answer(g, st, out);
}

enum tw_status tw_grouper_join(struct tw_grouper *g, uint32_t a, uint32_t b,
                               struct tw_found_places *out)
{
    start_answer(g, out);
    return answer(g, tw_group_join(g->group, g->mem, a, b, &g->moved), out);
}

enum tw_status tw_grouper_part(struct tw_grouper *g, const char *const *ids, size_t n,
                               struct tw_found_places *out)
{
    uint64_t *article;

    start_answer(g, out);
    if (n == 0) return TW_NOTFOUND;
    article = TW_NEW_N(g->mem, uint64_t, n);
    for (size_t i = 0; i < n; i++)
        if (!tw_group_find(g->group, tw_slice_of(ids[i]), &article[i])) return TW_NOTFOUND;
    return answer(g, tw_group_part(g->group, g->mem, article, n, &g->moved), out);
}

const char *tw_grouper_json(struct tw_grouper *g, size_t *len)
{
    struct tw_buf out = {.mem = g->mem};

    for (size_t i = 0; i < g->moved.n; i++) {
        tw_placement_write(&out, &g->moved.v[i]);
        tw_buf_addc(&out, '\n');
    }
    return tw_given_text(&out, len);
}

const char *tw_grouper_stories(struct tw_grouper *g, bool all, size_t *len)
{
    struct tw_buf out = {.mem = g->mem};
    struct tw_story_facts *v;
    size_t n;

    start_answer(g, NULL);
    v = tw_story_ranking(g->group, g->mem, all, &n);
    for (size_t i = 0; i < n; i++) {
        tw_story_facts_write(&out, &v[i]);
        tw_buf_addc(&out, '\n');
    }
    return tw_given_text(&out, len);
}

const char *tw_grouper_why(struct tw_grouper *g, uint32_t story, const char *article_id,
                           size_t *len)
{
    struct tw_buf out = {.mem = g->mem};
    struct tw_why why;
    uint32_t into;

    start_answer(g, NULL);
    if (tw_why_find(g->group, g->mem, story, tw_slice_of(article_id), &why, &into) != TW_OK)
        return NULL;
    tw_why_write(&out, &why);
    return tw_given_text(&out, len);
}

enum tw_status tw_grouper_save(const struct tw_grouper *g, const char *path)
{
    return tw_group_keep(path, g->group);
}
