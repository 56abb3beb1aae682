/* store/shardfile_test.c - parcels come back by day and in order; a file that is not whole is
   refused. */
#include "base/buf.h"
#include "store/shardfile.h"
#include "support/folder.h"

#include <unistd.h>

#define OK(call) assert_int_equal((call), TW_OK)

enum { DAY = 86400 };
static const struct tw_shard_totals totals = {9, 6, 2, 1};

static const char *named(const char *name)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s/%s%c", dir, name, 0);
    return path.p;
}

static void put(struct tw_shard_out *out, int64_t time, int64_t received, const char *text)
{
    OK(tw_shard_put(out, (struct tw_place){time, received}, tw_slice_of(text)));
}

/* Of three days, out of order. */
static const char *written(const char *name)
{
    const char *path = named(name);
    struct tw_shard_out *out;

    OK(tw_shard_create(path, TW_LIT("crawl.warc"), TW_LIT("v1"), &out));
    put(out, 2 * DAY + 5, 7, "late");
    put(out, DAY, 9, "second");
    put(out, -1, 0, "before 1970");
    put(out, 2 * DAY - 1, 1, "fourth");
    put(out, DAY, 9, "third");
    put(out, DAY, 8, "first");
    OK(tw_shard_commit(out, &totals));
    return path;
}

static void check_day(const struct tw_shard *s, size_t at, int64_t day, const char *const *want,
                      size_t n)
{
    struct tw_shard_reader *r;
    struct tw_place place;
    struct tw_slice packed;

    assert_int_equal(s->day[at].day, day);
    assert_int_equal(s->day[at].parcels, n);
    OK(tw_shard_read(s, &s->day[at], &r));
    for (size_t i = 0; i < n; i++) {
        OK(tw_shard_next(r, &place, &packed));
        assert_true(tw_slice_eq(packed, tw_slice_of(want[i])));
    }
    assert_int_equal(tw_shard_next(r, &place, &packed), TW_DONE);
    tw_shard_close(r);
}

static void parcels_come_back_by_day_and_in_order(void **state)
{
    static const char *const day[] = {"first", "second", "third", "fourth"},
        *const early[] = {"before 1970"},
                      *const late[] = {"late"};
    struct tw_shard s;

    (void)state;
    OK(tw_shard_open(mem, written("a"), &s));
    assert_text(s.shard, "crawl.warc");
    assert_text(s.version, "v1");
    assert_memory_equal(&s.totals, &totals, sizeof totals);
    assert_int_equal(s.days, 3);
    check_day(&s, 0, -1, early, 1);
    check_day(&s, 1, 1, day, 4);
    check_day(&s, 2, 2, late, 1);
}

static void nothing_stands_under_the_name_before_it_is_whole(void **state)
{
    const char *path = named("b");
    struct tw_shard_out *out;

    (void)state;
    OK(tw_shard_create(path, TW_LIT("s"), TW_LIT(""), &out));
    put(out, 1, 1, "x");
    assert_int_equal(access(path, F_OK), -1);
    tw_shard_abandon(out);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(tw_shard_create(named("none/c"), TW_LIT("s"), TW_LIT(""), &out), TW_IO);
}

static struct tw_slice bytes_of(const char *path)
{
    char *p = tw_arena_alloc(mem, 1 << 16);
    FILE *f = fopen(path, "rb");
    struct tw_slice s = {p, f ? fread(p, 1, 1 << 16, f) : 0};

    assert_non_null(f);
    fclose(f);
    return s;
}

/* Opens the file and reads all there is; whether all of it went well. */
static bool whole(const char *path)
{
    struct tw_shard s;
    bool ok = tw_shard_open(mem, path, &s) == TW_OK;

    for (size_t i = 0; ok && i < s.days; i++) {
        struct tw_shard_reader *r;
        struct tw_place place;
        struct tw_slice packed;
        enum tw_status st;

        OK(tw_shard_read(&s, &s.day[i], &r));
        while ((st = tw_shard_next(r, &place, &packed)) == TW_OK) assert_true(packed.n < 1 << 16);
        ok = st == TW_DONE;
        tw_shard_close(r);
    }
    return ok;
}

static void a_file_that_is_cut_off_or_changed_is_refused(void **state)
{
    struct tw_slice all = bytes_of(written("d"));
    struct tw_shard s;

    (void)state;
    for (size_t n = 0; n < all.n; n++)
        assert_false(whole(temp_file(dir, "cut", (struct tw_slice){all.p, n})));
    for (size_t i = 0; i < all.n; i++) {
        char *changed = tw_arena_dup(mem, all.p, all.n);

        changed[i] ^= 0x40;
        /* Within a parcel: its own checksum tells. */
        (void)whole(temp_file(dir, "changed", (struct tw_slice){changed, all.n}));
    }
    ((char *)(uintptr_t)all.p)[7] = '2';
    assert_int_equal(tw_shard_open(mem, temp_file(dir, "newer", all), &s), TW_NEWER);
    assert_int_equal(tw_shard_open(mem, named("none"), &s), TW_NOTFOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(parcels_come_back_by_day_and_in_order),
        TEST_IN_FOLDER(nothing_stands_under_the_name_before_it_is_whole),
        TEST_IN_FOLDER(a_file_that_is_cut_off_or_changed_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
