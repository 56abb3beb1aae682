/* Token cases: each token on a line, with its kind and shape.
** w word, n number, p mark, ( opening and ) closing quotation mark;
** C capital, A all capitals, d digit, h hyphen, s sentence start, ' possessive,
** q inside quotation marks. */
#include "extract/token.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    for (size_t i = 0; i < t.tokens; i++) {
        unsigned shape = t.token[i].shape;

        tw_buf_add(out, tw_token_lower(&t, i));
        tw_buf_addf(out, "\t%c%s%s%s%s%s%s%s\n", "wnp()"[t.token[i].kind],
                    shape & TW_SHAPE_CAPS ? "A" : shape & TW_SHAPE_CAP ? "C" : "",
                        shape & TW_SHAPE_DIGIT ? "d" : "",
                    shape & TW_SHAPE_HYPHEN ? "h" : "", shape & TW_SHAPE_START ? "s" : "",
                    shape & TW_SHAPE_POSSESSIVE ? "'" : "", shape & TW_SHAPE_QUOTED ? "q" : "",
                    shape & TW_SHAPE_SPACE ? "" : "-");
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/token.case", render);
}
