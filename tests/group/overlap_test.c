/* tests/group/overlap_test.c - how alike two articles are. */
#include "group/overlap.h"

#include "support/check.h"

struct desk { struct tw_arena *mem; struct tw_bagger *bagger; struct tw_termcount counts; uint32_t articles; };

static struct desk desk_new(struct tw_arena *mem)
{
    struct desk d = {.mem = mem, .bagger = tw_bagger_new()};

    tw_termcount_start(&d.counts);
    return d;
}

static void desk_free(struct desk *d)
{
    tw_bagger_free(d->bagger);
    tw_termcount_free(&d->counts);
}

static struct tw_vector *vector_of(struct desk *d, const char *lang, const char *title,
                                   const char *text)
{
    struct tw_article a = {.lang = tw_slice_of(lang), .title = tw_slice_of(title),
                           .text = tw_slice_of(text)};
    struct tw_bag bag = tw_bag_read(d->bagger, d->mem, &a);

    return tw_vector_make(d->mem, &bag, 1900000000, a.lang, &d->counts, d->articles++, NULL);
}

static float *features(struct desk *d, const struct tw_vector *x, const struct tw_vector *y)
{
    struct tw_probe *p = tw_arena_alloc(d->mem, sizeof *p);
    float *f = tw_arena_alloc(d->mem, TW_FEATURES * sizeof *f);
    struct tw_overlap o;

    tw_probe_prepare(p, x);
    tw_overlap_find(p, y, &o);
    tw_overlap_features(p, &o, f);
    return f;
}

static void an_article_is_all_like_itself(void **state)
{
    struct desk d = desk_new(*state);
    struct tw_vector *x = vector_of(&d, "en", "Ferry sinks off Tarnova",
                                    "A ferry sank off Tarnova, said Lena Orvik. 23 drowned.");
    float *f = features(&d, x, x);

    assert_true(f[TW_F_all] > .99f && f[TW_F_all] < 1.01f);
    assert_true(f[TW_F_title] > .99f);
    assert_true(f[TW_F_salient_low] > .99f);
    assert_true(f[TW_F_odd_high] == 0);
    assert_true(f[TW_F_counted] >= 1);
    desk_free(&d);
}

static void strangers_share_nothing(void **state)
{
    struct desk d = desk_new(*state);
    struct tw_vector *x = vector_of(&d, "en", "Ferry sinks off Tarnova",
                                    "A ferry sank off Tarnova, said Lena Orvik.");
    struct tw_vector *y = vector_of(&d, "en", "Club signs keeper Melin",
                                    "Brandt United took goalkeeper Oskar Melin.");
    float *f = features(&d, x, y);

    assert_true(f[TW_F_all] == 0 && f[TW_F_count] == 0 && f[TW_F_copied] == 0);
    desk_free(&d);
}

static void missing_names_and_other_numbers_are_told(void **state)
{
    struct desk d = desk_new(*state);
    struct tw_vector *x = vector_of(&d, "en", "ferry sinks off Tarnova, 23 dead",
                                    "A ferry sank off Tarnova.");
    struct tw_vector *y = vector_of(&d, "en", "ferry sinks off Oruna, 41 dead",
                                    "A ferry sank off Oruna.");
    float *f = features(&d, x, y);

    assert_true(f[TW_F_odd_low] > 1);
    assert_true(f[TW_F_counted] < 0);
    assert_true(f[TW_F_salient_high] == 0);
    assert_true(f[TW_F_title] > 0);
    desk_free(&d);
}

static void names_in_other_letters_count_across_languages_only(void **state)
{
    struct desk d = desk_new(*state);
    struct tw_vector *en = vector_of(&d, "en", "",
                                     "The ship was led by Lena Orvik and Tomas Brel from Oruna.");
    struct tw_vector *ru = vector_of(&d, "ru", "",
                                     "Судном командовали Лена Орвик и Томас Брель, вышло оно из порта Оруна.");
    struct tw_vector *again = vector_of(&d, "ru", "",
                                        "Командовали Лена Орвик и Томас Брель из порта Оруна.");
    float *across = features(&d, en, ru), *back = features(&d, ru, en),
        *within = features(&d, ru, again);

    assert_true(across[TW_F_count] >= 5);
    assert_true(across[TW_F_count] == back[TW_F_count]);
    assert_true(back[TW_F_salient_high] > .7f);
    assert_true(within[TW_F_all] < 1.01f);
    assert_true(features(&d, ru, ru)[TW_F_all] > .99f && features(&d, ru, ru)[TW_F_all] < 1.01f);
    desk_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(an_article_is_all_like_itself),
        TEST_IN_ARENA(strangers_share_nothing),
        TEST_IN_ARENA(missing_names_and_other_numbers_are_told),
        TEST_IN_ARENA(names_in_other_letters_count_across_languages_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
