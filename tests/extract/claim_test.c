/* Claim cases: each claim on a line: stance, who is held responsible, by whom,
** class of the event. */
#include "extract/finders.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s;

    if (tw_extract(mem, &a, &s) != TW_OK) tw_buf_adds(out, "over budget\n");
    for (size_t i = 0; i < s.claims.n; i++)
        tw_buf_addf(out, "%s | %.*s | by %.*s | %.*s\n", tw_polarity_text(s.claims.v[i].stance),
                    TW_FMT(s.claims.v[i].who),
                    TW_FMT(s.claims.v[i].by), TW_FMT(s.claims.v[i].what));
}

int main(void)
{
    return tw_cases_run("tests/extract/claim.case", render);
}
