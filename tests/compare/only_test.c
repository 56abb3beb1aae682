/* Cases of what only one account has, and whether it is one event. */
#include "compare/accounts.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct case_story *s = case_story(mem, input);

    tw_buf_addf(out, "%s\n", s->comparison.one_event ? "one event" : "several events");
    for (size_t i = 0; i < s->comparison.only.n; i++) {
        const struct tw_only *o = &s->comparison.only.v[i];

        case_span(out, s, o->member.account, o->member.span);
        tw_buf_addf(out, " (%.*s)\n", TW_FMT(o->what));
    }
}

int main(void)
{
    return tw_cases_run("tests/compare/only.case", render);
}
