/* support/case.c - reads a .case file and runs each case as a test. */
#include "support/case.h"

#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct one { struct tw_slice name, input, expected; tw_case_render *render; };
struct file { struct tw_slice head; struct one *v; size_t n, cap; };

static struct tw_slice read_file(struct tw_arena *mem, const char *path)
{
    struct tw_buf b = {.mem = mem};
    FILE *f = fopen(path, "rb");
    size_t n;

    if (!f) return (struct tw_slice){0};
    while ((n = fread(tw_buf_room(&b, 4096), 1, 4096, f)) > 0) b.n += n;
    fclose(f);
    return tw_buf_slice(&b);
}

static struct tw_slice without_blank_ends(struct tw_slice s)
{
    while (s.n > 0 && s.p[0] == '\n') s = tw_slice_sub(s, 1, s.n);
    while (s.n > 0 && tw_is_space(s.p[s.n - 1])) s.n--;
    return s;
}

static struct tw_slice between(const char *from, const char *to)
{
    return without_blank_ends((struct tw_slice){from, (size_t)(to - from)});
}

static void parse(struct tw_arena *mem, struct tw_slice rest, tw_case_render *render,
                  struct file *out)
{
    const char *from = rest.p, *end = rest.p + rest.n;
    struct tw_slice line;
    struct one *last = NULL;
    bool is_expected = false;

    while (tw_slice_line(&rest, &line)) {
        bool begins = tw_slice_starts(line, TW_LIT("=== "));

        if (!begins && !(last && !is_expected && tw_slice_eq(line, TW_LIT("---")))) continue;
        if (!last) out->head = between(from, line.p);
        else if (is_expected) last->expected = between(from, line.p);
        else last->input = between(from, line.p);
        is_expected = !begins;
        if (begins) {
            TW_PUSH(mem, out->v, out->n, out->cap,
                    (struct one){.name = tw_slice_dup(mem, tw_slice_sub(line, 4, line.n)),
                                 .render = render});
            last = &out->v[out->n - 1];
        }
        from = line.p + line.n;
    }
    if (last && is_expected) last->expected = between(from, end);
    else if (last) last->input = between(from, end);
}

static struct tw_slice rendered(struct tw_arena *mem, const struct one *c)
{
    struct tw_buf out = {.mem = mem};

    c->render(mem, c->input, &out);
    return without_blank_ends(tw_buf_slice(&out));
}

static void check(void **state)
{
    const struct one *c = *state;
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice got = rendered(mem, c);
    bool same = tw_slice_eq(got, c->expected);

    if (!same)
        print_message("--- expected\n%.*s\n+++ got\n%.*s\n", TW_FMT(c->expected), TW_FMT(got));
    tw_arena_free(mem);
    assert_true(same);
}

static int accept(struct tw_arena *mem, const char *path, const struct file *cases)
{
    FILE *f;
    struct tw_buf out = {.mem = mem};

    if (cases->head.n) tw_buf_addf(&out, "%.*s\n\n", TW_FMT(cases->head));
    for (size_t i = 0; i < cases->n; i++) {
        const struct one *c = &cases->v[i];
        struct tw_slice got = rendered(mem, c);

        tw_buf_addf(&out, "=== %.*s\n%.*s\n---\n%.*s\n%s", TW_FMT(c->name), TW_FMT(c->input),
                    TW_FMT(got), i + 1 < cases->n ? "\n" : "");
    }
    f = fopen(path, "wb");
    if (!f) return -1;
    fwrite(out.p, 1, out.n, f);
    return fclose(f) == 0 ? 0 : -1;
}

int tw_cases_run(const char *path, tw_case_render *render)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct file cases = {0};
    struct CMUnitTest *tests;
    int failed;

    parse(mem, read_file(mem, path), render, &cases);
    if (cases.n == 0) {
        fprintf(stderr, "%s: no cases\n", path);
        tw_arena_free(mem);
        return -1;
    }
    tests = tw_arena_calloc(mem, cases.n, sizeof *tests);
    for (size_t i = 0; i < cases.n; i++)
        tests[i] = (struct CMUnitTest){.name = cases.v[i].name.p, .test_func = check,
                                       .initial_state = &cases.v[i]};
    if (getenv("TW_ACCEPT")) failed = accept(mem, path, &cases);
    else failed = _cmocka_run_group_tests(path, tests, cases.n, NULL, NULL);
    tw_arena_free(mem);
    return failed;
}
