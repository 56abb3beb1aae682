/* store/lookup.c - see the header.  Each is one range of an index. */
#include "store/lookup.h"

#include "base/vec.h"
#include "store/store_int.h"

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
