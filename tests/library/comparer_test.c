/* tests/library/comparer_test.c - a comparison, through the public header alone. */
#include <twosource.h>
#include "library/accounts.h"
#include "support/check.h"

static struct tw_comparer *three_accounts(void)
{
    struct tw_comparer *c = tw_comparer_new();

    assert_int_equal(tw_comparer_add(c, LAMP, strlen(LAMP)), TW_OK);
    assert_int_equal(tw_comparer_add(c, COPY, strlen(COPY)), TW_OK);
    assert_int_equal(tw_comparer_add(c, VANE, strlen(VANE)), TW_OK);
    return c;
}

static void copies_are_one_origin(void **state)
{
    struct tw_comparer *c = three_accounts();
    struct tw_found_comparison r;

    (void)state;
    assert_int_equal(tw_comparer_compare(c, &r), TW_OK);
    assert_true(r.one_event);
    assert_int_equal(r.accounts, 3);
    assert_int_equal(r.origins, 2);
    assert_string_equal(r.account[0].id, "lamp");
    assert_string_equal(r.account[2].outlet, "The Vane");
    assert_string_equal(r.account[0].origin, r.account[1].origin);
    assert_string_not_equal(r.account[0].origin, r.account[2].origin);
    assert_true(r.said >= 1 && r.figures >= 1 && r.copied >= 1);
    tw_comparer_free(c);
}

static void the_same_comparison_in_three_forms(void **state)
{
    struct tw_comparer *c = three_accounts();
    struct tw_found_comparison r;
    const char *text;
    size_t len;

    (void)state;
    text = tw_comparer_json(c, &len);
    assert_int_equal(strlen(text), len);
    assert_non_null(strstr(text, "{\"one_event\":true"));
    text = tw_comparer_text(c, 80, false, &len);
    assert_non_null(strstr(text, "3 accounts"));
    assert_null(strchr(text, '\x1b'));
    assert_non_null(strstr(tw_comparer_page(c, &len), "</html>"));
    assert_int_equal(tw_comparer_compare(c, &r), TW_OK);
    assert_int_equal(r.accounts, 3);
    tw_comparer_free(c);
}

static void one_owner_is_one_origin(void **state)
{
    static const char lamp[] = "{\"id\":\"a\",\"outlet\":{\"name\":\"The "
                               "Lamp\",\"domain\":\"lamp.example\"},\"text\":\"Rain fell.\"}";
    static const char vane[] = "{\"id\":\"b\",\"outlet\":{\"name\":\"The "
                               "Vane\",\"domain\":\"vane.example\"},\"text\":\"It was dry.\"}";
    static const char table[] = "lamp.example\tLantern Group\nvane.example\tLantern Group\n";
    struct tw_comparer *c = tw_comparer_new();
    struct tw_found_comparison r;

    (void)state;
    assert_int_equal(tw_comparer_add(c, lamp, strlen(lamp)), TW_OK);
    assert_int_equal(tw_comparer_add(c, vane, strlen(vane)), TW_OK);
    assert_int_equal(tw_comparer_compare(c, &r), TW_OK);
    assert_int_equal(r.origins, 2);
    assert_int_equal(tw_comparer_owners(c, table, strlen(table)), TW_OK);
    assert_int_equal(tw_comparer_compare(c, &r), TW_OK);
    assert_int_equal(r.origins, 1);
    assert_int_equal(tw_comparer_owners(c, "lamp", 4), TW_BROKEN);
    tw_comparer_free(c);
}

static void an_item_is_explained(void **state)
{
    struct tw_comparer *c = three_accounts();
    const char *json;
    size_t len;

    (void)state;
    json = tw_comparer_why(c, "S1", &len);
    assert_int_equal(strlen(json), len);
    assert_non_null(strstr(json, "\"because\":["));
    assert_null(tw_comparer_why(c, "S99", &len));
    tw_comparer_free(c);
}

static void accounts_can_be_added_and_cleared(void **state)
{
    struct tw_comparer *c = tw_comparer_new();
    struct tw_found_comparison r;
    size_t len;

    (void)state;
    assert_int_equal(tw_comparer_compare(c, &r), TW_EMPTY);
    assert_int_equal(r.accounts, 0);
    assert_null(tw_comparer_json(c, &len));
    assert_int_equal(tw_comparer_add(c, LAMP, strlen(LAMP)), TW_OK);
    assert_int_equal(tw_comparer_add(c, "no article", 10), TW_BROKEN);
    assert_int_equal(tw_comparer_compare(c, &r), TW_OK);
    assert_int_equal(r.accounts, 1);
    assert_int_equal(tw_comparer_add(c, VANE, strlen(VANE)), TW_OK);
    assert_int_equal(tw_comparer_compare(c, &r), TW_OK);
    assert_int_equal(r.accounts, 2);
    tw_comparer_clear(c);
    assert_int_equal(tw_comparer_compare(c, &r), TW_EMPTY);
    tw_comparer_free(c);
    tw_comparer_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_are_one_origin),
        cmocka_unit_test(the_same_comparison_in_three_forms),
        cmocka_unit_test(one_owner_is_one_origin),
        cmocka_unit_test(an_item_is_explained),
        cmocka_unit_test(accounts_can_be_added_and_cleared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
