/* store/lookup.c - see the header.  Each is one range of an index. */
#include "store/lookup.h"

#include "base/vec.h"
#include "store/storyrow.h"

enum tw_status tw_lookup_id(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                            struct tw_slice *out)
{
    struct tw_sql q =
        tw_sql_ask(s, "SELECT id FROM article WHERE number = ?1", tw_value_int(article));

    *out = tw_sql_row(&q) ? tw_sql_dup(&q, 0, mem) : (struct tw_slice){"", 0};
    return tw_sql_end(&q);
}

enum tw_status tw_lookup_ids(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                             struct tw_slices *out)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT id FROM article WHERE story = ?1 ORDER BY number",
                                 tw_value_int(story));
    size_t cap = 0;

    *out = (struct tw_slices){0};
    while (tw_sql_row(&q)) TW_PUSH(mem, out->v, out->n, cap, tw_sql_dup(&q, 0, mem));
    return tw_sql_end(&q);
}

enum tw_status tw_lookup_newest(struct tw_store *s, int64_t *out)
{
    struct tw_sql q =
        tw_sql_ask(s, "SELECT last FROM story ORDER BY last DESC LIMIT ?1", tw_value_int(1));

    *out = tw_sql_row(&q) ? tw_sql_signed(&q, 0) : 0;
    return tw_sql_end(&q);
}

enum tw_status tw_lookup_editions(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                                  uint64_t **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(
        s,
        "SELECT later.number FROM article AS later, article AS this WHERE this.number = ?1"
        " AND later.outlet = this.outlet AND later.edition_of = ?1 ORDER BY later.number",
        tw_value_int(article));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) TW_PUSH(mem, *out, *n, cap, tw_sql_int(&q, 0));
    return tw_sql_end(&q);
}

enum tw_status tw_lookup_changed(struct tw_store *s, struct tw_arena *mem, uint64_t changed,
                                 uint64_t story,
                                 size_t limit, struct tw_stored_story **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT " TW_STORY_COLUMNS " FROM story WHERE (changed, number) > (?1, ?2)"
                                 " AND articles > 0 ORDER BY changed, number LIMIT ?3",
                                 tw_value_int(changed), tw_value_int(story), tw_value_int(limit));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) TW_PUSH(mem, *out, *n, cap, tw_story_row(&q, mem));
    return tw_sql_end(&q);
}

enum tw_status tw_lookup_cards(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                               struct tw_card **out, size_t *n)
{
    struct tw_sql q = tw_sql_ask(s,
                                 "SELECT a.number, a.edition_of, a.id, o.name, o.domain, a.lang, a.time, a.received"
                                 " FROM article a JOIN outlet o ON o.number = a.outlet WHERE a.story = ?1"
                                 " ORDER BY a.number",
                                 tw_value_int(story));
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q)) {
        struct tw_card c = {.number = tw_sql_int(&q, 0),
                            .edition_of = tw_sql_int(&q, 1),
                            .id = tw_sql_text(&q, 2, mem),
                            .outlet = tw_sql_text(&q, 3, mem),
                            .domain = tw_sql_text(&q, 4, mem),
                            .lang = tw_sql_text(&q, 5, mem),
                            .time = tw_sql_signed(&q, 6),
                            .received = tw_sql_signed(&q, 7)};

        TW_PUSH(mem, *out, *n, cap, c);
    }
    return tw_sql_end(&q);
}

enum tw_status tw_lookup_last_changed(struct tw_store *s, uint64_t *out)
{
    *out = 0;
    return tw_sql_number_values(s, out, "SELECT coalesce(max(changed), 0) FROM story", NULL, 0);
}
