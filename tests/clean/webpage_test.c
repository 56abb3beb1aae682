/* Page cases: the paragraphs of a page, each on a line of its own, after its
** standfirst behind "> "; "# " and the reason when it is no article. */
#include "clean/clean.h"
#include "support/case.h"

static void add_line(struct tw_buf *out, const char *mark, struct tw_slice text)
{
    tw_buf_adds(out, mark);
    for (size_t i = 0; i < text.n; i++) tw_buf_addc(out, text.p[i] == '\n' ? '|' : text.p[i]);
    tw_buf_addc(out, '\n');
}

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    const struct tw_document doc = {.format = TW_FORMAT_HTML, .source = TW_LIT("page.html"),
                                    .text = input};
    struct tw_article a;
    const char *why;

    if (tw_clean(mem, &doc, &a, &why) != TW_OK) {
        add_line(out, "# ", tw_slice_of(why));
        return;
    }
    if (a.standfirst.n) add_line(out, "> ", a.standfirst);
    for (size_t i = 0; i < a.paragraphs.n; i++)
        add_line(out, "", tw_span_text(a.text, a.paragraphs.v[i]));
}

int main(void)
{
    return tw_cases_run("tests/clean/webpage.case", render);
}
