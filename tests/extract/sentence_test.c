/* Sentence cases: each sentence on a line of its own. */
#include "extract/token.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    for (size_t i = 0; i < t.sentences; i++) {
        tw_buf_add(out, tw_span_text(input, t.sentence[i].span));
        tw_buf_addc(out, '\n');
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/sentence.case", render);
}
