/* cmd_tally.c - see cmd_tally.h. */
#include "cmd_tally.h"

#include "base/vec.h"

enum { REASONS = 100 };

void tw_tally_add(struct tw_tally *t, struct tw_slice why, uint64_t n)
{
    size_t i = 0;

    while (i < t->n && !tw_slice_eq(t->reason[i].why, why)) i++;
    if (i == REASONS) why = TW_LIT("other reasons"), i--;
    if (i == t->n)
        TW_PUSH(t->mem, t->reason, t->n, t->cap,
                ((struct tw_tally_reason){tw_slice_dup(t->mem, why), 0}));
    t->reason[i].n += n;
}

void tw_tally_say(const struct tw_tally *t)
{
    for (size_t i = 0; i < t->n; i++)
        tw_say("%8llu  %.*s", (unsigned long long)t->reason[i].n, TW_FMT(t->reason[i].why));
}

void tw_tally_json(const struct tw_tally *t, struct tw_json *j)
{
    tw_json_key(j, "reasons");
    tw_json_open(j, '[');
    for (size_t i = 0; i < t->n; i++) {
        tw_json_open(j, '{');
        tw_json_text(j, "why", t->reason[i].why);
        tw_json_count(j, "documents", t->reason[i].n);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}
