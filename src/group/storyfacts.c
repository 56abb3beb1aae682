/* group/storyfacts.c - see the header. */
#include "group/storyfacts.h"

#include "base/vec.h"
#include "group/story_int.h"

#include <math.h>

enum { JUDGED = 60, DAY = 86400, YOUNG = 6 * 3600 };

const char *tw_story_life_text(enum tw_story_life life)
{
    static const char *const text[] = {"new", "growing", "quiet"};

    return text[life];
}

const char *tw_story_event_text(enum tw_story_event event)
{
    static const char *const text[] = {"", "merged", "split", "moved", "joined", "parted"};

    return text[event];
}

uint32_t *tw_story_list(const struct tw_group *g, struct tw_arena *mem, size_t *n)
{
    uint32_t *v = tw_arena_alloc(mem, g->story.n * sizeof *v);

    *n = 0;
    for (size_t i = 0; i < g->story.n; i++) {
        uint32_t story = g->first_story + (uint32_t)i;

        if (tw_group_newest(g, tw_group_row(g, story)) != TW_NO_ARTICLE) v[(*n)++] = story;
    }
    return v;
}

/* The headline whose words are most in the other articles. */
static struct tw_slice best_title(const struct tw_group *g, struct tw_arena *mem,
                                  const uint32_t *article, size_t n)
{
    struct tw_probe *p = tw_arena_alloc(mem, sizeof *p);
    struct tw_overlap o;
    struct tw_slice title = {0};
    float best = -1;

    if (n > JUDGED) {           /* the first ones told it first */
        article += n - JUDGED;
        n = JUDGED;
    }
    for (size_t i = n; i-- > 0;) {
        const struct tw_record *r = tw_group_record(g, article[i]);
        float sum = 0, f[TW_FEATURES];

        if (r->title_len == 0) continue;
        tw_probe_prepare(p, tw_group_vector(g, r));
        for (size_t k = 0; k < n; k++) {
            if (k == i) continue;
            tw_overlap_find(p, tw_group_vector(g, tw_group_record(g, article[k])), &o);
            tw_overlap_features(p, &o, f);
            sum += f[TW_F_title_in];
        }
        if (sum <= best) continue;
        best = sum;
        title = tw_group_title(g, r);
    }
    return title;
}

static size_t count_outlets(const struct tw_group *g, struct tw_arena *mem, const uint32_t *article,
                            size_t n)
{
    uint32_t *seen = tw_arena_alloc(mem, n * sizeof *seen);
    size_t outlets = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t outlet = tw_group_record(g, article[i])->outlet;
        size_t k = 0;

        while (k < outlets && seen[k] != outlet) k++;
        if (k == outlets) seen[outlets++] = outlet;
    }
    return outlets;
}

static size_t count_recent(const struct tw_group *g, const uint32_t *article, size_t n)
{
    size_t recent = 0;

    for (size_t i = 0; i < n; i++)
        recent += tw_group_record(g, article[i])->clock > g->clock.now - DAY;
    return recent;
}

static void list_articles(const struct tw_group *g, struct tw_arena *mem, const uint32_t *article,
                          size_t n, struct tw_story_facts *out)
{
    size_t cap = 0;

    out->id = tw_arena_alloc(mem, n * sizeof *out->id);
    out->articles = n;
    for (size_t i = 0; i < n; i++) {
        const struct tw_record *r = tw_group_record(g, article[n - 1 - i]);
        struct tw_slice code = tw_termcount_code(&g->counts, tw_group_vector(g, r)->lang);
        size_t k = 0;

        out->id[i] = tw_group_id(g, r);
        while (k < out->languages && !tw_slice_eq(out->language[k], code)) k++;
        if (k == out->languages && code.n) TW_PUSH(mem, out->language, out->languages, cap, code);
    }
}

struct tw_story_happening *tw_story_history(const struct tw_group *g, struct tw_arena *mem,
                                            uint32_t story, size_t *n)
{
    const struct tw_happening *h = g->history.v;
    struct tw_story_happening *v = NULL;
    size_t cap = 0;

    *n = 0;
    for (size_t i = 0; i < g->history.n; i++) {
        struct tw_slice id = {0};

        if (h[i].story != story && h[i].other != story) continue;
        if (h[i].article >= g->first && h[i].article < tw_group_end(g))
            id = tw_group_id(g, tw_group_record(g, h[i].article));
        TW_PUSH(mem, v, *n, cap,
                ((struct tw_story_happening){h[i].clock, (enum tw_story_event)h[i].kind, h[i].story,
                                             h[i].other, id}));
    }
    return v;
}

static enum tw_story_life life_of(const struct tw_group *g, const struct tw_story_facts *f,
                                  size_t recent)
{
    if (f->first && f->first > g->clock.now - YOUNG) return TW_STORY_NEW;
    return recent ? TW_STORY_GROWING : TW_STORY_QUIET;
}

enum tw_status tw_story_facts(const struct tw_group *g, struct tw_arena *mem, uint32_t story,
                              struct tw_story_facts *out, uint32_t *into)
{
    const struct tw_story_row *row = tw_group_row(g, story);
    size_t n, recent;
    uint32_t *article = tw_group_members(g, mem, story, SIZE_MAX, &n);

    if (into) *into = row ? row->into : 0;
    *out = (struct tw_story_facts){.story = story};
    if (n == 0) return TW_NOTFOUND;
    recent = count_recent(g, article, n);
    out->first = row->first;
    out->last = row->last;
    out->title = best_title(g, mem, article, n);
    out->outlets = count_outlets(g, mem, article, n);
    out->life = life_of(g, out, recent);
    out->importance = log1p((double)out->outlets) + log1p((double)recent) + log1p((double)n) / 2;
    list_articles(g, mem, article, n, out);
    return TW_OK;
}
