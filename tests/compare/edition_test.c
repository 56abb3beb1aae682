/* Cases of editions: what changed, in words and figures; and what is not an edition. */
#include "compare/accounts.h"
#include "compare/wording.h"
#include "support/case.h"

static void render_change(struct tw_arena *mem, struct tw_buf *out, const struct case_story *s,
                          const struct tw_edition *e, const struct tw_change *c)
{
    static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
    struct tw_tolds told = tw_change_told(mem, e, c);

    tw_buf_addf(out, "  %s: ", tw_change_text(c->kind));
    for (size_t i = 0; i < told.n && c->kind == TW_CHANGED; i++)
        tw_buf_addf(out, "%s%.*s%s", open[told.v[i].kind],
                    TW_FMT(tw_span_text(s->article[told.v[i].account].text, told.v[i].span)),
                        close[told.v[i].kind]);
    if (c->kind == TW_ADDED) tw_buf_add(out, tw_span_text(s->article[e->to].text, c->to));
    if (c->kind == TW_REMOVED) tw_buf_add(out, tw_span_text(s->article[e->from].text, c->from));
    tw_buf_addc(out, '\n');
}

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct case_story *s = case_story(mem, input);
    const struct tw_comparison *c = &s->comparison;

    for (size_t i = 0; i < c->editions.n; i++) {
        const struct tw_edition *e = &c->editions.v[i];

        tw_buf_addf(out, "%c after %c: ", (char)('A' + e->to), (char)('A' + e->from));
        tw_add_changes(out, e);
        tw_buf_addf(out, "; %.*s\n", TW_FMT(e->why));
        for (size_t k = 0; k < e->figures.n; k++)
            tw_buf_addf(out, "  %.*s: %.*s -> %.*s\n", TW_FMT(e->figures.v[k].to->unit),
                        TW_FMT(tw_span_text(s->article[e->from].text, e->figures.v[k].from->span)),
                        TW_FMT(tw_span_text(s->article[e->to].text, e->figures.v[k].to->span)));
        for (size_t k = 0; k < e->changes.n; k++) render_change(mem, out, s, e, &e->changes.v[k]);
    }
    if (c->editions.n == 0) tw_buf_adds(out, "no editions\n");
    tw_buf_addf(out, "%u origins, %zu said in several, %zu copied, %zu only in one\n", c->origins,
                c->said.n, c->copied.n, c->only.n);
}

int main(void)
{
    return tw_cases_run("tests/compare/edition.case", render);
}
