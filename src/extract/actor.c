/* extract/actor.c - people, organisations, countries and places of an article.
**
** Names are found (mention.h), then joined (join.h).
*/
#include "extract/finders.h"

#include "extract/join.h"

void tw_actors_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    tw_names_join(mem, t, tw_mentions_find(mem, t), out);
}

int tw_actor_at(const struct tw_statements *s, struct tw_span span)
{
    size_t low = 0, high = s->mentions.n;

    while (low < high) { /* the first mention that ends behind the start */
        size_t mid = low + (high - low) / 2;

        if (tw_span_end(s->mentions.v[mid].span) <= span.off) low = mid + 1;
        else high = mid;
    }
    if (low == s->mentions.n || s->mentions.v[low].span.off >= tw_span_end(span)) return -1;
    return (int)s->mentions.v[low].actor;
}
