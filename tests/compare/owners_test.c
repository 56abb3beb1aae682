/* Tests of compare/owners.c: a table of domains and owners. */
#include "compare/owners.h"
#include "support/check.h"

static void longest_domain_names_the_owner(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice text =
        TW_LIT("# who owns whom\n\nlamp.example\tRoth Press\r\n sport.lamp.example \t Orm & Sons \n");
    struct tw_owners o;
    size_t line;

    (void)state;
    assert_int_equal(tw_owners_read(mem, text, &o, &line), TW_OK);
    assert_true(tw_slice_eq(tw_owners_find(&o, mem, TW_LIT("www.Lamp.example")),
                            TW_LIT("Roth Press")));
    assert_true(tw_slice_eq(tw_owners_find(&o, mem, TW_LIT("sport.lamp.example")),
                            TW_LIT("Orm & Sons")));
    assert_int_equal(tw_owners_find(&o, mem, TW_LIT("notlamp.example")).n, 0);
    assert_int_equal(tw_owners_find(&o, mem, TW_LIT("")).n, 0);
    tw_arena_free(mem);
}

static void a_line_without_an_owner_is_told(void **state)
{
    static const char *const bad[] = {"lamp.example Roth Press", "lamp.example\t", "\tRoth",
                                      "two words\tRoth"};
    struct tw_arena *mem = tw_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tw_buf text = {.mem = mem};
        struct tw_owners o;
        size_t line;

        tw_buf_addf(&text, "mail.example\tOrm\n%s\n", bad[i]);
        assert_int_equal(tw_owners_read(mem, tw_buf_slice(&text), &o, &line), TW_BROKEN);
        assert_int_equal(line, 2);
    }
    tw_arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longest_domain_names_the_owner),
        cmocka_unit_test(a_line_without_an_owner_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
