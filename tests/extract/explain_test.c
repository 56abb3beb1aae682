/* Explain cases: what `extract --explain` prints below the title. */
#include "extract/explain.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s;

    if (tw_extract(mem, &a, &s) == TW_OK) tw_statements_explain(out, &a, &s);
}

int main(void)
{
    return tw_cases_run("tests/extract/explain.case", render);
}
