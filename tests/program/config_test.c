/* What the configuration file promises: the command line wins over the command's section,
** and that over the lines above the sections; whatever is wrong is refused. */
#include "config.h"

#include "support/folder.h"

#include <stdlib.h>

static int nothing(const struct tw_options *o)
{
    (void)o;
    return 0;
}

const struct tw_command tw_command_table[] = {
    {"sort", "", "", "", TW_OPT_THREADS | TW_OPT_WINDOW | TW_OPT_JSON | TW_OPT_HTML | TW_OPT_PROGRESS, nothing},
    {"list", "", "", "", TW_OPT_JSON | TW_OPT_ALL, nothing},
    {"bare", "", "", "", 0, nothing},
    {0},
};

/* Parses the command line (one word at most) and applies the file; false when refused. */
static bool parse(const char *file, const struct tw_command *c, const char *word,
                  struct tw_options *o)
{
    char *argv[] = {(char *)tw_slice_dup(mem, tw_slice_of(word)).p, NULL};

    *o = (struct tw_options){.config = temp_file(dir, "conf", tw_slice_of(file))};
    return tw_options_parse(c, *word ? 1 : 0, argv, o) && tw_config_apply(mem, c, o);
}

static bool is_refused(const char *file)
{
    struct tw_options o;

    return !parse(file, tw_command_table, "", &o);
}

static void lines_above_the_sections_are_for_every_command_that_takes_them(void **state)
{
    struct tw_options o;

    (void)state;
    assert_true(parse("# all\n\n threads = 3 \njson\r\nall = yes\n", tw_command_table, "", &o));
    assert_int_equal(o.threads, 3);
    assert_true(o.json);
    assert_false(o.all);
    assert_true(parse("threads = 3\nall = yes\n", tw_command_table + 1, "", &o));
    assert_int_equal(o.threads, 0);
    assert_true(o.all);
}

static void a_section_is_for_its_command_and_wins(void **state)
{
    struct tw_options o;
    const char *file = "window = 1d\njson = yes\n[sort]\nwindow = 30d\n[ list ]\njson = no\nall\n";

    (void)state;
    assert_true(parse(file, tw_command_table, "", &o));
    assert_string_equal(o.window, "30d");
    assert_true(o.json);
    assert_true(parse(file, tw_command_table + 1, "", &o));
    assert_null(o.window);
    assert_false(o.json);
    assert_true(o.all);
}

static void the_command_line_wins(void **state)
{
    struct tw_options o;

    (void)state;
    assert_true(parse("threads = 3\n[sort]\nthreads = 4\n", tw_command_table, "--threads=5", &o));
    assert_int_equal(o.threads, 5);
    assert_true(parse("json = yes\n", tw_command_table, "--json=no", &o));
    assert_false(o.json);
    assert_int_equal(o.givens, 1);
}

static void what_is_said_last_counts(void **state)
{
    struct tw_options o;

    (void)state;
    assert_true(parse("[sort]\nthreads = 3\n[list]\njson\n[sort]\nthreads = 7\n", tw_command_table,
                      "", &o));
    assert_int_equal(o.threads, 7);
}

static void values_reach_to_the_end_of_the_line(void **state)
{
    struct tw_options o;

    (void)state;
    assert_true(parse("html = my page = #1.html", tw_command_table, "", &o));
    assert_string_equal(o.html, "my page = #1.html");
    assert_true(parse("html", tw_command_table, "", &o));
    assert_string_equal(o.html, "");
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    assert_true(is_refused("thread = 3\n"));
    assert_true(is_refused("threads = many\n"));
    assert_true(is_refused("threads\n"));
    assert_true(is_refused("threads =\n"));
    assert_true(is_refused("json = maybe\n"));
    assert_true(is_refused("progress = loud\n"));
    assert_true(is_refused("= 3\n"));
    assert_true(is_refused("config = other\n"));
    assert_true(is_refused("[sort\nthreads = 3\n"));
    assert_true(is_refused("[]\n"));
    assert_true(is_refused("[nothing]\n"));
    assert_true(is_refused("[list]\nthreads = 3\n"));
    assert_true(is_refused("[bare]\njson\n"));
}

static void mistakes_in_other_sections_are_found_too(void **state)
{
    (void)state;
    assert_true(is_refused("[list]\nall = perhaps\n"));
}

static void a_file_that_is_named_must_be_there(void **state)
{
    struct tw_options o = {.config = "/nowhere/twosource.conf"};

    (void)state;
    assert_false(tw_config_apply(mem, tw_command_table, &o));
    o = (struct tw_options){.config = ""};
    assert_true(tw_config_apply(mem, tw_command_table, &o));
    assert_null(o.config);
}

static void the_environment_names_one_too(void **state)
{
    struct tw_options o = {0};

    (void)state;
    setenv("TWOSOURCE_CONFIG", temp_file(dir, "conf", TW_LIT("threads = 9\n")), 1);
    assert_true(tw_config_apply(mem, tw_command_table, &o));
    assert_int_equal(o.threads, 9);
    o = (struct tw_options){.config = temp_file(dir, "other", TW_LIT("threads = 8\n"))};
    assert_true(tw_config_apply(mem, tw_command_table, &o));
    assert_int_equal(o.threads, 8);
    unsetenv("TWOSOURCE_CONFIG");
}

static void no_two_options_share_a_bit_or_a_name(void **state)
{
    (void)state;
    for (const struct tw_option *a = tw_option_table; a->name; a++)
        for (const struct tw_option *b = tw_option_table; b < a; b++) {
            assert_int_equal(a->bit & b->bit, 0);
            assert_string_not_equal(a->name, b->name);
        }
}

static void every_option_can_be_set(void **state)
{
    (void)state;
    for (const struct tw_option *a = tw_option_table; a->name; a++) {
        const char *values[] = {NULL, "yes", "auto", "70", "30d", "2031-04-02", "file", "jsonl",
                                "stories", "read"};
        bool set = false;

        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            struct tw_options o = {0};

            set |= tw_option_set(&o, a, values[i]);
        }
        if (!set) fail_msg("--%s cannot be set", a->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(lines_above_the_sections_are_for_every_command_that_takes_them),
        TEST_IN_FOLDER(a_section_is_for_its_command_and_wins),
        TEST_IN_FOLDER(the_command_line_wins),
        TEST_IN_FOLDER(what_is_said_last_counts),
        TEST_IN_FOLDER(values_reach_to_the_end_of_the_line),
        TEST_IN_FOLDER(what_makes_no_sense_is_refused),
        TEST_IN_FOLDER(mistakes_in_other_sections_are_found_too),
        TEST_IN_FOLDER(a_file_that_is_named_must_be_there),
        TEST_IN_FOLDER(the_environment_names_one_too),
        TEST_IN_FOLDER(no_two_options_share_a_bit_or_a_name),
        TEST_IN_FOLDER(every_option_can_be_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
