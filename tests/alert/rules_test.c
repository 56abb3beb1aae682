/* tests/alert/rules_test.c - rules files: tests/alert/rules.case, and hostile ones. */
#include "alert/rules.h"
#include "support/case.h"
#include "support/folder.h"

static void wrong(void *context, size_t line, const char *what)
{
    tw_buf_addf(context, "line %zu: %s\n", line, what);
}

static void show_query(struct tw_buf *out, const struct tw_query *q)
{
    tw_buf_addf(out, " words %s filters %zu", q->root ? "yes" : "no", q->filters);
}

static void show_rule(struct tw_buf *out, const struct tw_alert_rule *r)
{
    tw_buf_addf(out, "%.*s: %s", TW_FMT(r->name), tw_alert_kind_text(r->kind));
    if (r->kind == TW_ALERT_ORIGINS) tw_buf_addf(out, " at least %u", (unsigned)r->at_least);
    if (r->kind == TW_ALERT_FIGURE || r->kind == TW_ALERT_GROWTH)
        tw_buf_addf(out, " more than %g%s%s", r->more_than, r->is_percent ? " %" : "",
                    r->of_accounts ? " accounts" : "");
    if (r->of_story) tw_buf_adds(out, " of the story");
    if (r->unit.n) tw_buf_addf(out, " unit %.*s", TW_FMT(r->unit));
    if (r->has_query) show_query(out, &r->query);
    if (r->outlet.n) tw_buf_addf(out, " outlet %.*s", TW_FMT(r->outlet));
    if (r->lang.n) tw_buf_addf(out, " lang %.*s", TW_FMT(r->lang));
    if (r->story) tw_buf_addf(out, " story %u", (unsigned)r->story);
    if (r->origins) tw_buf_addf(out, " origins %u", (unsigned)r->origins);
    if (r->starred) tw_buf_adds(out, " starred");
    tw_buf_addf(out, " to %x\n", (unsigned)r->to);
}

static void show_target(struct tw_buf *out, const struct tw_alert_target *t)
{
    tw_buf_addf(out, "to %.*s: %s %s", TW_FMT(t->name), tw_target_kind_text(t->kind), t->where);
    if (t->secret.n) tw_buf_addf(out, " secret of %zu", t->secret.n);
    if (t->allow_private) tw_buf_adds(out, " private");
    if (t->kind == TW_TARGET_MAIL)
        tw_buf_addf(out, " from %s by %s", t->from ? t->from : "nobody", t->sendmail);
    if (t->kind == TW_TARGET_ATOM)
        tw_buf_addf(out, " \"%s\" %u entries", t->title, (unsigned)t->entries);
    if (t->has_quiet)
        tw_buf_addf(out, " quiet %d to %d zone %d", t->quiet_from, t->quiet_until, t->quiet_zone);
    if (t->group) tw_buf_addf(out, " group %d", (int)t->group);
    tw_buf_addf(out, " gives up after %d\n", (int)t->give_up);
}

static void render(struct tw_arena *arena, struct tw_slice input, struct tw_buf *out)
{
    struct tw_alert_rules r;

    if (tw_rules_read(arena, input, wrong, out, &r) != TW_OK) return;
    if (r.old != 2 * 86400) tw_buf_addf(out, "old %d\n", (int)r.old);
    for (size_t i = 0; i < r.targets; i++) show_target(out, &r.target[i]);
    for (size_t i = 0; i < r.rules; i++) show_rule(out, &r.rule[i]);
}

static const char *told(struct tw_slice text)
{
    struct tw_buf out = {.mem = mem};
    struct tw_alert_rules r;

    assert_int_equal(tw_rules_read(mem, text, wrong, &out, &r), TW_USAGE);
    tw_buf_addc(&out, '\0');
    return out.p;
}

static void is_right(struct tw_slice text)
{
    struct tw_buf out = {.mem = mem};
    struct tw_alert_rules r;
    enum tw_status st = tw_rules_read(mem, text, wrong, &out, &r);

    if (st != TW_OK) print_error("%.*s\n%.*s", TW_FMT(text), TW_FMT(tw_buf_slice(&out)));
    assert_int_equal(st, TW_OK);
    assert_true(r.rules > 0);
}

static bool file_read(const char *path, struct tw_slice *out)
{
    FILE *f = fopen(path, "rb");
    struct tw_buf b = {.mem = mem};
    char part[4096];
    size_t n;

    while (f && (n = fread(part, 1, sizeof part, f)) > 0)
        tw_buf_add(&b, (struct tw_slice){part, n});
    if (f) fclose(f);
    *out = tw_buf_slice(&b);
    return f != NULL;
}

/* With the lines that only lack a # at work, but for files that are not there. */
static struct tw_slice uncommented(struct tw_slice text)
{
    struct tw_buf out = {.mem = mem};
    struct tw_slice line;

    while (tw_slice_line(&text, &line)) {
        if (line.n > 1 && line.p[0] == '#' && line.p[1] != ' '
            && tw_slice_find(line, TW_LIT("secret-file"), 0) == TW_NONE)
            line = tw_slice_sub(line, 1, line.n);
        tw_buf_addf(&out, "%.*s\n", TW_FMT(line));
    }
    return tw_buf_slice(&out);
}

static void a_secret_is_read_from_its_file(void **state)
{
    struct tw_buf text = {.mem = mem}, out = {.mem = mem};
    struct tw_alert_rules r;

    (void)state;
    tw_buf_addf(&text,
                "[to x]\nwebhook = http://a.example/\nsecret-file = %s\n[r]\nwhen = denial\n",
                temp_file(dir, "key", TW_LIT("0123456789abcdef\n")));
    assert_int_equal(tw_rules_read(mem, tw_buf_slice(&text), wrong, &out, &r), TW_OK);
    assert_text(r.target[0].secret, "0123456789abcdef");
    text.n = 0;
    tw_buf_addf(&text,
                "[to x]\nwebhook = http://a.example/\nsecret-file = %s/none\n[r]\nwhen = denial\n",
                dir);
    assert_non_null(strstr(told(tw_buf_slice(&text)), "No such file"));
}

static void too_many_of_anything_are_refused(void **state)
{
    struct tw_buf text = {.mem = mem};

    (void)state;
    for (int i = 0; i < 300; i++) tw_buf_addf(&text, "[r%d]\nwhen = denial\n", i);
    assert_non_null(strstr(told(tw_buf_slice(&text)), "more than 256 rules"));
    text.n = 0;
    for (int i = 0; i < 40; i++) tw_buf_addf(&text, "[to t%d]\nfile = -\n", i);
    assert_non_null(strstr(told(tw_buf_slice(&text)), "more than 32 places"));
    text.n = 0;
    for (int i = 0; i < 300000; i++) tw_buf_adds(&text, "#....\n");
    assert_non_null(strstr(told(tw_buf_slice(&text)), "1 MiB"));
}

static void what_is_no_text_is_told_with_its_line(void **state)
{
    (void)state;
    assert_string_equal(told(TW_LIT("[a]\nwhen = denial\nactor = \xFF\n")),
                        "line 3: not UTF-8 text\n");
    assert_string_equal(told(TW_LIT("[a]\nwhen = denial\n\0actor = x\n")),
                        "line 3: not UTF-8 text\n");
}

/* The indented blocks of a document that have a section in them, each a file. */
static void every_example_of_the_manual_is_right(void **state)
{
    struct tw_slice text, line, rest;
    struct tw_buf block = {.mem = mem};
    size_t blocks = 0;

    (void)state;
    assert_true(file_read("doc/alerts.md", &text));
    for (rest = text; tw_slice_line(&rest, &line);) {
        bool inside = tw_slice_starts(line, TW_LIT("    "))
            || (block.n && tw_slice_trim(line).n == 0);

        if (inside) tw_buf_addf(&block, "%.*s\n", TW_FMT(tw_slice_trim(line)));
        if (inside || block.n == 0) continue;
        if (tw_slice_find(tw_buf_slice(&block), TW_LIT("\nwhen = "), 0) != TW_NONE) {
            blocks++;
            is_right(tw_buf_slice(&block));
        }
        block.n = 0;
    }
    assert_int_equal(blocks, 3);
    assert_true(file_read("service/alerts.conf", &text));
    is_right(text);
    is_right(uncommented(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(every_example_of_the_manual_is_right),
        TEST_IN_FOLDER(a_secret_is_read_from_its_file),
        TEST_IN_FOLDER(too_many_of_anything_are_refused),
        TEST_IN_FOLDER(what_is_no_text_is_told_with_its_line),
    };

    return tw_cases_run("tests/alert/rules.case", render) + cmocka_run_group_tests(tests, NULL,
                                                                                   NULL);
}
