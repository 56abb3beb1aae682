/* Quotation cases: one attribution a line,
** kind/type | source | cue | content (parts joined by " ... ") and, where there
** is one, the line it stands in or its polarity. */
#include "extract/finders.h"
#include "support/case.h"

static void put(struct tw_buf *out, struct tw_slice text, struct tw_span s)
{
    struct tw_slice words = tw_span_text(text, s);

    for (size_t i = 0; i < words.n; i++) tw_buf_addc(out, words.p[i] == '\n' ? '/' : words.p[i]);
}

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_article a = {.text = input};
    struct tw_statements s = {0};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    tw_quotes_find(mem, &t, &s);
    for (size_t i = 0; i < s.attributions.n; i++) {
        const struct tw_attribution *it = &s.attributions.v[i];

        tw_buf_addf(out, "%s/%s | ", tw_quote_kind_text(it->kind), tw_quote_type_text(it->type));
        put(out, input, it->source);
        tw_buf_adds(out, " | ");
        put(out, input, it->cue);
        tw_buf_adds(out, " | ");
        for (size_t k = 0; k < it->content.n; k++) {
            if (k) tw_buf_adds(out, " ... ");
            put(out, input, it->content.v[k]);
        }
        if (it->in >= 0) tw_buf_addf(out, " | in line %d", it->in + 1);
        if (it->polarity != TW_AFFIRM) tw_buf_addf(out, " | %s", tw_polarity_text(it->polarity));
        tw_buf_addc(out, '\n');
    }
}

int main(void)
{
    return tw_cases_run("tests/extract/quote.case", render);
}
