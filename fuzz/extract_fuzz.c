/* fuzz/extract_fuzz.c - whatever the text, what is found in it lies inside and
** on character boundaries, indexes point at something, bounds are in order, and
** the whole is written as JSON. */
#include "fuzz.h"

#include "base/utf8.h"
#include "extract/statements.h"

static void check_spans(struct tw_slice text, struct tw_spans list)
{
    for (size_t i = 0; i < list.n; i++) PROMISE(tw_span_check(text, list.v[i]));
}

static bool is_index(int i, size_t n)
{
    return i == -1 || (i >= 0 && (size_t)i < n);
}

static void check_attributions(struct tw_slice text, const struct tw_statements *s)
{
    for (size_t i = 0; i < s->attributions.n; i++) {
        const struct tw_attribution *a = &s->attributions.v[i];

        PROMISE(a->content.n >= 1);
        check_spans(text, a->content);
        for (size_t k = 1; k < a->content.n; k++)
            PROMISE(tw_span_end(a->content.v[k - 1]) <= a->content.v[k].off);
        PROMISE(tw_span_check(text, a->source) && tw_span_check(text, a->cue));
        PROMISE(is_index(a->in, s->attributions.n) && a->in != (int)i);
    }
}

static void check_figures(struct tw_slice text, const struct tw_statements *s)
{
    for (size_t i = 0; i < s->figures.n; i++) {
        const struct tw_figure *f = &s->figures.v[i];

        PROMISE(tw_span_check(text, f->span) && tw_span_check(text, f->number));
        PROMISE(f->span.off <= f->number.off && tw_span_end(f->number) <= tw_span_end(f->span));
        PROMISE(!f->has_low || !f->has_high || f->low <= f->high);
        PROMISE(f->unit.n && is_index(f->said_by, s->attributions.n));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_article a = {.id = TW_LIT("x"), .lang = TW_LIT("en")};
    struct tw_statements s;
    struct tw_buf out = {.mem = mem};
    struct tw_jv v;

    a.text = tw_utf8_repair(mem, fuzz_input(data, size), NULL);
    PROMISE(tw_date_parse_iso(TW_LIT("2024-03-25"), &a.published));
    tw_article_split(mem, &a);
    if (tw_extract(mem, &a, &s) == TW_OK) {
        check_spans(a.text, s.sentences);
        check_attributions(a.text, &s);
        check_figures(a.text, &s);
        for (size_t i = 0; i < s.times.n; i++) PROMISE(tw_span_check(a.text, s.times.v[i].span));
        for (size_t i = 0; i < s.actors.n; i++) check_spans(a.text, s.actors.v[i].mentions);
        for (size_t i = 0; i < s.claims.n; i++) {
            PROMISE(tw_span_check(a.text, s.claims.v[i].span));
            PROMISE(is_index(s.claims.v[i].attribution, s.attributions.n));
        }
        tw_statements_write(&out, &a, &s);
        PROMISE(tw_json_parse(mem, tw_buf_slice(&out), &v, NULL) == TW_OK);
    }
    tw_arena_free(mem);
    return 0;
}
