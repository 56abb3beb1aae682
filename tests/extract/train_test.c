/* The texts the tagger of attributions is trained on are marked as their head says. */
#include "../tools/train/marked.h"
#include "extract/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* passages: 160 of the first collection, at least 400 where errors were */
enum { MORE_THAN = 560 };

static struct tw_arena *mem;

static struct tw_slice whole_file(const char *name)
{
    struct tw_buf b = {.mem = mem};
    FILE *f = fopen(name, "rb");
    size_t n;

    assert_non_null(f);
    while ((n = fread(tw_buf_room(&b, 65536), 1, 65536, f)) > 0) b.n += n;
    fclose(f);
    return tw_buf_slice(&b);
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Begins and ends at the edge of a word, without white space. */
static bool is_neat(struct tw_slice text, struct tw_span s)
{
    size_t end = tw_span_end(s);

    if (s.len == 0) return true;
    if (tw_is_space(text.p[s.off]) || tw_is_space(text.p[end - 1])) return false;
    if (s.off > 0 && is_word(text.p[s.off - 1]) && is_word(text.p[s.off])) return false;
    return end >= text.n || !is_word(text.p[end]) || !is_word(text.p[end - 1]);
}

/* The cue and the first token of the source stand in one sentence each. */
static bool is_in_sentence(const struct tw_text *t, struct tw_span s)
{
    size_t first, end;

    if (s.len == 0) return true;
    tw_tokens_in(t, s, &first, &end);
    return first < end && t->token[first].sentence == t->token[end - 1].sentence;
}

static void check(const struct marked *m)
{
    struct tw_article a = {.text = m->text};
    struct tw_text t;

    tw_text_read(mem, &a, &t);
    for (size_t k = 0; k < m->n; k++) {
        const struct marked_one *one = &m->v[k];
        bool is_fine = one->parts > 0 && is_neat(m->text, one->source) && is_neat(m->text, one->cue)
            && is_in_sentence(&t, one->cue);

        for (size_t i = 0; i < one->parts; i++) is_fine = is_fine && is_neat(m->text, one->part[i]);
        for (size_t i = 1; i < one->parts; i++)
            is_fine = is_fine && one->part[i].off >= tw_span_end(one->part[i - 1]);
        /* a number left out */
        if (one->parts == 0 && one->source.len == 0 && one->cue.len == 0) continue;
        if (!is_fine) fail_msg("%.*s: attribution %zu", TW_FMT(m->name), k + 1);
    }
}

static void marked_texts_are_well_formed(void **state)
{
    struct tw_slice rest;
    struct marked m;
    size_t n = 0;

    (void)state;
    mem = tw_arena_new(0);
    rest = whole_file("data/train/says.marked");
    for (; marked_next(mem, &rest, &m); n++) {
        if (m.error) fail_msg("%.*s: %s", TW_FMT(m.name), m.error);
        check(&m);
    }
    assert_true(n > MORE_THAN);
    tw_arena_free(mem);
}

static void marks_become_spans(void **state)
{
    struct tw_slice rest =
        TW_LIT("remark\n=== one\n[1+2 Keel] <1 said> {1 so} and <2t knew> {2 \\[it\\]}.\n\n=== two\nNo.\n");
    struct marked m;

    (void)state;
    mem = tw_arena_new(0);
    assert_true(marked_next(mem, &rest, &m));
    assert_null(m.error);
    assert_true(tw_slice_eq(m.text, TW_LIT("Keel said so and knew [it].")));
    assert_int_equal(m.n, 2);
    assert_true(tw_slice_eq(tw_span_text(m.text, m.v[1].part[0]), TW_LIT("[it]")));
    assert_int_equal(m.v[1].source.off, m.v[0].source.off);
    assert_int_equal(m.v[1].type, 't');
    assert_true(marked_next(mem, &rest, &m));
    assert_true(tw_slice_eq(m.text, TW_LIT("No.")));
    assert_false(marked_next(mem, &rest, &m));
    tw_arena_free(mem);
}

static void broken_marks_are_told(void **state)
{
    static const char *const broken[] = {"=== x\n[1 Keel", "=== x\n{1 a [2 b} c]",
                                         "=== x\n[1 a] [1 b]"};

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct tw_slice rest = tw_slice_of(broken[i]);
        struct marked m;

        mem = tw_arena_new(0);
        assert_true(marked_next(mem, &rest, &m));
        assert_non_null(m.error);
        tw_arena_free(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marked_texts_are_well_formed),
        cmocka_unit_test(marks_become_spans),
        cmocka_unit_test(broken_marks_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
