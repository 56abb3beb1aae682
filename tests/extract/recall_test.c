/* Whom a pronoun means, from what is recalled alone. */
#include "extract/recall.h"
#include "support/check.h"

static struct tw_referent being(const char *name, enum tw_being being, enum tw_gender gender)
{
    return (struct tw_referent){
        .name = tw_slice_of(name), .words = tw_slice_of(name), .being = being, .gender = gender};
}

static void assert_means(const struct tw_recall *r, enum tw_pronoun pronoun, const char *name)
{
    const struct tw_referent *it = tw_recall_pronoun(r, pronoun, 10);

    if (!name) {
        assert_null(it);
    } else {
        assert_non_null(it);
        assert_true(tw_slice_eq(it->name, tw_slice_of(name)));
    }
}

static void nobody_recalled_means_nobody(void **state)
{
    struct tw_recall r = {0};

    (void)state;
    assert_means(&r, TW_PRONOUN_SHE, NULL);
    assert_means(&r, TW_PRONOUN_THEY, NULL);
}

static void gender_and_number_agree(void **state)
{
    struct tw_recall r = {0};

    (void)state;
    tw_recall_add(&r, being("Lund", TW_BEING_PERSON, TW_GENDER_FEMALE), 1, false);
    tw_recall_add(&r, being("farmers", TW_BEING_PEOPLE, TW_GENDER_UNKNOWN), 2, false);
    tw_recall_add(&r, being("Keel", TW_BEING_PERSON, TW_GENDER_MALE), 3, false);
    assert_means(&r, TW_PRONOUN_SHE, "Lund");
    assert_means(&r, TW_PRONOUN_HE, "Keel");
    assert_means(&r, TW_PRONOUN_THEY, "farmers");
    assert_means(&r, TW_PRONOUN_IT, NULL);
}

static void aside_counts_when_nobody_else_fits(void **state)
{
    struct tw_recall r = {0};

    (void)state;
    tw_recall_add(&r, being("Bank", TW_BEING_THING, TW_GENDER_UNKNOWN), 1, false);
    tw_recall_add(&r, being("Union", TW_BEING_THING, TW_GENDER_UNKNOWN), 2, true);
    assert_means(&r, TW_PRONOUN_IT, "Bank");
    tw_recall_add(&r, being("Lund", TW_BEING_PERSON, TW_GENDER_FEMALE), 3, true);
    assert_means(&r, TW_PRONOUN_SHE, "Lund");
}

static void oldest_is_forgotten_when_room_ends(void **state)
{
    struct tw_recall r = {0};
    char name[TW_RECALL_MOST + 1][2];

    (void)state;
    tw_recall_add(&r, being("Lund", TW_BEING_PERSON, TW_GENDER_FEMALE), 0, false);
    for (int i = 0; i < TW_RECALL_MOST; i++) {
        name[i][0] = (char)('a' + i);
        name[i][1] = 0;
        tw_recall_add(&r, being(name[i], TW_BEING_PERSON, TW_GENDER_MALE), 1, false);
    }
    assert_int_equal(r.n, TW_RECALL_MOST);
    assert_means(&r, TW_PRONOUN_SHE, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_recalled_means_nobody),
        cmocka_unit_test(gender_and_number_agree),
        cmocka_unit_test(aside_counts_when_nobody_else_fits),
        cmocka_unit_test(oldest_is_forgotten_when_room_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
