/* tests/base/arena_test.c - memory that is given back all at once. */
#include "base/vec.h"
#include "support/check.h"

static void pieces_are_aligned_and_apart(void **state)
{
    unsigned char *before = NULL;
    size_t size_before = 0;

    for (size_t n = 0; n < 300; n += 7) {
        unsigned char *p = tw_arena_alloc(*state, n);

        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        memset(p, 0xAB, n);
        if (before) assert_true(p >= before + size_before || p + n <= before);
        before = p;
        size_before = n;
    }
}

static void a_piece_may_be_larger_than_a_block(void **state)
{
    unsigned char *big = tw_arena_alloc(*state, 5 << 20), *small = tw_arena_alloc(*state, 1);

    memset(big, 1, 5 << 20);
    *small = 2;
    assert_int_equal(big[(5 << 20) - 1], 1);
}

static void zeroed_pieces_are_zero_after_a_reset(void **state)
{
    unsigned char *p;

    memset(tw_arena_alloc(*state, 1000), 0xFF, 1000);
    tw_arena_reset(*state);
    p = tw_arena_zalloc(*state, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(p[i], 0);
}

static void reset_empties_but_remembers_the_peak(void **state)
{
    size_t peak;

    tw_arena_alloc(*state, 100000);
    peak = tw_arena_used(*state);
    assert_true(peak >= 100000);
    tw_arena_reset(*state);
    assert_int_equal(tw_arena_used(*state), 0);
    assert_int_equal(tw_arena_peak(*state), peak);
}

static void reset_reuses_the_same_memory(void **state)
{
    void *first = tw_arena_alloc(*state, 10);

    tw_arena_reset(*state);
    assert_ptr_equal(tw_arena_alloc(*state, 10), first);
}

static void release_gives_back_everything_since_the_mark(void **state)
{
    char *kept = tw_arena_dup(*state, "kept", 5);
    size_t used = tw_arena_used(*state);
    struct tw_mark mark = tw_arena_mark(*state);

    for (int i = 0; i < 100; i++) tw_arena_alloc(*state, 10000);
    tw_arena_release(*state, mark);
    assert_int_equal(tw_arena_used(*state), used);
    memset(tw_arena_alloc(*state, 300000), 'x', 300000);
    assert_string_equal(kept, "kept");
}

static void the_last_piece_grows_in_place(void **state)
{
    char *p = tw_arena_dup(*state, "abc", 3);

    assert_ptr_equal(tw_arena_grow(*state, p, 3, 3000), p);
    assert_memory_equal(p, "abc", 3);
}

static void another_piece_grows_by_copy(void **state)
{
    char *p = tw_arena_dup(*state, "abc", 3);
    char *q = tw_arena_dup(*state, "def", 3);
    char *grown = tw_arena_grow(*state, p, 3, 3000);

    assert_ptr_not_equal(grown, p);
    assert_memory_equal(grown, "abc", 3);
    assert_memory_equal(q, "def", 3);
}

static void over_budget_is_a_flag_and_reset_clears_it(void **state)
{
    struct tw_arena *small = tw_arena_new(1000);

    (void)state;
    tw_arena_alloc(small, 500);
    assert_false(tw_arena_over(small));
    tw_arena_alloc(small, 600);
    assert_true(tw_arena_over(small));
    memset(tw_arena_alloc(small, 10000), 0, 10000);
    tw_arena_reset(small);
    assert_false(tw_arena_over(small));
    tw_arena_free(small);
}

static void a_vector_keeps_its_items_while_it_grows(void **state)
{
    size_t *v = NULL, n = 0, cap = 0;

    for (size_t i = 0; i < 5000; i++) {
        TW_PUSH(*state, v, n, cap, i * i);
        if (i % 3 == 0) tw_arena_alloc(*state, 5); /* so that it must move */
    }
    assert_int_equal(n, 5000);
    for (size_t i = 0; i < n; i++) assert_int_equal(v[i], i * i);
}

static jmp_buf out_of_memory;
static size_t wanted;

static void note_and_leave(size_t n)
{
    wanted = n;
    longjmp(out_of_memory, 1);
}

static void exhausted_memory_calls_the_handler(void **state)
{
    struct tw_arena *volatile mem = *state;

    wanted = 0;
    tw_oom_handler(note_and_leave);
    if (setjmp(out_of_memory) == 0) {
        tw_arena_calloc(mem, SIZE_MAX / 2, 16);
        fail_msg("the allocation came back");
    }
    tw_oom_handler(NULL);
    assert_int_equal(wanted, SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(pieces_are_aligned_and_apart),
        TEST_IN_ARENA(a_piece_may_be_larger_than_a_block),
        TEST_IN_ARENA(zeroed_pieces_are_zero_after_a_reset),
        TEST_IN_ARENA(reset_empties_but_remembers_the_peak),
        TEST_IN_ARENA(reset_reuses_the_same_memory),
        TEST_IN_ARENA(release_gives_back_everything_since_the_mark),
        TEST_IN_ARENA(the_last_piece_grows_in_place),
        TEST_IN_ARENA(another_piece_grows_by_copy),
        TEST_IN_ARENA(a_vector_keeps_its_items_while_it_grows),
        TEST_IN_ARENA(exhausted_memory_calls_the_handler),
        cmocka_unit_test(over_budget_is_a_flag_and_reset_clears_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
