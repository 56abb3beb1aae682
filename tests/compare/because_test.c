/* Cases of explanations: "? ITEM" in the first line, then a story; what, text and places of each
   reason. */
#include "compare/because.h"

#include "compare/accounts.h"
#include "compare/wording.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice rest = input, line;
    struct case_story *s;
    struct tw_comparison c;
    struct tw_explained e;

    if (!tw_slice_line(&rest, &line)) abort();
    s = case_story(mem, rest);
    if (tw_because_find(mem, s->account, s->n, tw_slice_trim(tw_slice_sub(line, 1, line.n)), &c,
                        &e) != TW_OK) {
        tw_buf_adds(out, "no such item\n");
        return;
    }
    tw_buf_addf(out, "%s: %.*s\n", e.name, TW_FMT(e.answer));
    for (size_t i = 0; i < e.because.n; i++) {
        const struct tw_because *b = &e.because.v[i];

        tw_buf_addf(out, "  %s: %.*s", b->what, TW_FMT(b->text));
        for (size_t k = 0; k < b->at.n; k++) {
            tw_buf_adds(out, k ? ", " : " | ");
            tw_add_place(out, &c, b->at.v[k].account, b->at.v[k].span.off);
        }
        tw_buf_addc(out, '\n');
    }
}

int main(void)
{
    return tw_cases_run("tests/compare/because.case", render);
}
