/* group/settle.c - what others decided about the state: articles forgotten, stories as they are
   stored. */
#include "group/story_int.h"

#include <assert.h>
#include <string.h>

static bool is_known(const struct tw_group *g, uint64_t article)
{
    return article >= g->first && article < tw_group_end(g);
}

uint32_t tw_group_story(const struct tw_group *g, uint64_t article)
{
    return is_known(g, article) ? tw_group_record(g, article)->story : 0;
}

uint32_t tw_group_into(const struct tw_group *g, uint32_t story)
{
    const struct tw_story_row *row = tw_group_row(g, story);

    return row && row->newest == TW_NO_ARTICLE ? row->into : 0;
}

uint32_t tw_group_next_story(const struct tw_group *g)
{
    return g->first_story + (uint32_t)g->story.n;
}

/* Its id and title go at once; its words stay counted until they leave the window. */
void tw_group_drop(struct tw_group *g, struct tw_arena *mem, uint64_t article)
{
    struct tw_record *r;
    uint32_t *member, story;
    size_t n, stay = 0;

    if (!is_known(g, article)) return;
    r = tw_group_record(g, article);
    story = r->story;
    if (r->id_len + r->title_len)
        memset((char *)g->text.column.v + (r->text - g->text.dropped), '-',
               (size_t)r->id_len + r->title_len);
    r->story = 0;
    r->pin = 0;
    if (!story) return;
    member = tw_group_members(g, mem, story, SIZE_MAX, &n);
    for (size_t i = 0; i < n; i++)
        if (member[i] != article) member[stay++] = member[i];
    tw_group_set_story(g, story, member, stay);
    r->next = TW_NO_ARTICLE;
}

void tw_group_settle(struct tw_group *g, const uint32_t *story, uint32_t next)
{
    uint32_t least = next;

    for (size_t i = 0; i < g->record.n; i++)
        if (story[i] && story[i] < least) least = story[i];
    tw_column_resize(&g->story, 0);
    tw_column_resize(&g->story, next - least);
    g->first_story = least;
    for (uint32_t i = least; i < next; i++) tw_group_row(g, i)->newest = TW_NO_ARTICLE;
    for (size_t i = 0; i < g->record.n; i++) {
        struct tw_record *r = tw_group_record(g, g->first + i);

        assert(story[i] < next);
        r->story = 0;
        r->next = TW_NO_ARTICLE;
        if (!story[i]) continue;
        tw_group_extend(g, story[i], (uint32_t)(g->first + i));
        tw_group_row(g, story[i])->by_hand |= r->by_hand;
    }
}
