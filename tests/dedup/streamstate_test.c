/* tests/dedup/streamstate_test.c - saved and loaded, dedup answers the same; a damaged state does
   no harm. */
#include "dedup/stream.h"

#include "support/check.h"
#include "support/invent.h"
#include "support/temp.h"

#include <string.h>
#include <xxhash.h>

enum { MOST = 10000, DAY = 86400 };

struct desk {
    struct tw_dedup_options o;
    struct tw_dedup *dedup;
    struct tw_slice *text;
    size_t n;
};

static bool text_of(void *context, uint64_t number, struct tw_arena *mem, struct tw_slice *out)
{
    const struct desk *d = context;

    (void)mem;
    if (number >= d->n) return false;
    *out = d->text[number];
    return true;
}

static struct desk *desk_new(struct tw_arena *mem, int64_t window)
{
    struct desk *d = TW_NEW(mem, struct desk);

    d->text = tw_arena_calloc(mem, MOST, sizeof *d->text);
    d->o = (struct tw_dedup_options){.window = window, .text = text_of, .context = d};
    d->dedup = tw_dedup_new(&d->o);
    return d;
}

static struct tw_copies add(struct desk *d, struct tw_arena *mem, struct tw_article a)
{
    struct tw_copies out;
    char id[24];

    snprintf(id, sizeof id, "a%zu", d->n);
    a.id = tw_slice_of(id);
    assert_int_equal(tw_dedup_add(d->dedup, mem, &a, &out), TW_OK);
    d->text[d->n++] = a.text;
    return out;
}

static void save(const struct desk *d, const char *path)
{
    struct tw_state_out *out;

    assert_int_equal(tw_state_create(path, "tw-dedup", 1, &out), TW_OK);
    tw_dedup_save(d->dedup, out);
    assert_int_equal(tw_state_commit(out), TW_OK);
}

static enum tw_status load(struct desk *d, const char *path)
{
    struct tw_state_in *in;
    enum tw_status st = tw_state_open(path, "tw-dedup", 1, &in);

    if (st != TW_OK) return st;
    st = tw_dedup_load(in, &d->o, &d->dedup);
    tw_state_close(in);
    return st;
}

static void save_and_load(struct desk *d, const char *path)
{
    save(d, path);
    tw_dedup_free(d->dedup);
    assert_int_equal(load(d, path), TW_OK);
}

static bool same_passages(struct tw_copied_passages a, struct tw_copied_passages b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.v, b.v, a.n * sizeof *a.v) == 0);
}

static bool same_copies(struct tw_copies a, struct tw_copies b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (a.v[i].number != b.v[i].number || a.v[i].contained != b.v[i].contained
            || a.v[i].shared != b.v[i].shared || a.v[i].other_first != b.v[i].other_first
            || !same_passages(a.v[i].passages, b.v[i].passages)
            || !same_passages(a.v[i].quotes, b.v[i].quotes)
            || !tw_slice_eq(a.v[i].id, b.v[i].id)) return false;
    return true;
}

/* The article at that place of a stream with copies, boilerplate and two outlets. */
static struct tw_article article_at(struct tw_arena *mem, const struct desk *d, struct invent *v,
                                    int64_t apart, struct tw_slice foot)
{
    struct tw_article a = {.outlet_name = d->n % 3 ? TW_LIT("Heron") : TW_LIT("Gull")};

    a.published = tw_date_from_unix(1900000000 + (int64_t)d->n * apart);
    if (d->n > 10 && invent_number(v, 2)) {
        struct tw_slice old = d->text[d->n - 1 - invent_number(v, 10)];

        a.text = invent_join(mem, tw_slice_sub(old, 0, old.n * 3 / 4), invent_words(mem, v, 5),
                             TW_LIT("end"));
    } else {
        a.text = invent_join(mem, invent_words(mem, v, 40 + invent_number(v, 60)), foot,
                             invent_words(mem, v, 10));
    }
    return a;
}

static void saved_and_loaded_at_any_point_it_answers_the_same(void **state)
{
    struct desk *whole = desk_new(*state, 20 * DAY), *cut = desk_new(*state, 20 * DAY);
    struct invent v = {11};
    struct tw_slice foot = invent_words(*state, &v, 30);
    const char *dir = temp_folder();
    char path[512];
    size_t copies = 0;

    snprintf(path, sizeof path, "%s/state", dir);
    for (size_t i = 0; i < 300; i++) {
        struct tw_article a = article_at(*state, whole, &v, DAY / 6, foot);
        struct tw_copies found = add(whole, *state, a);

        assert_true(same_copies(found, add(cut, *state, a)));
        copies += found.n;
        /* flushing to the disk takes its time */
        if (i < 50 || i % 10 == 0) save_and_load(cut, path);
    }
    assert_true(copies > 100);
    tw_dedup_free(whole->dedup);
    tw_dedup_free(cut->dedup);
    temp_remove(dir);
}

/* What has left the window is really dropped every 4,096 articles. */
static void what_is_forgotten_is_forgotten_the_same_after_loading(void **state)
{
    struct desk *whole = desk_new(*state, 10 * DAY), *cut = desk_new(*state, 10 * DAY);
    struct invent v = {12};
    const char *dir = temp_folder();
    char path[512];

    snprintf(path, sizeof path, "%s/state", dir);
    for (size_t i = 0; i < MOST; i++) {
        struct tw_article a = article_at(*state, whole, &v, DAY / 100, TW_LIT("so ends"));

        assert_true(same_copies(add(whole, *state, a), add(cut, *state, a)));
        if (i % 1000 == 95 || i == 4094 || i == 4095 || i == 8191) save_and_load(cut, path);
    }
    assert_int_equal(tw_dedup_count(cut->dedup), MOST);
    assert_in_range(tw_dedup_kept(whole->dedup), 1000, 1000 + 4096);
    assert_int_equal(tw_dedup_kept(cut->dedup), tw_dedup_kept(whole->dedup));
    tw_dedup_free(whole->dedup);
    tw_dedup_free(cut->dedup);
    temp_remove(dir);
}

/* Puts the right checksum behind the bytes, so that only what they say can be wrong. */
static void seal(char *bytes, size_t n)
{
    uint64_t sum = XXH3_64bits(bytes, n - sizeof sum);

    memcpy(bytes + n - sizeof sum, &sum, sizeof sum);
}

/* Loads what is given and, when it is taken, goes on with it. */
static bool survives(struct tw_arena *mem, const char *dir, const struct desk *from,
                     struct tw_slice bytes)
{
    struct desk d = {.o = from->o, .text = from->text, .n = from->n};
    const char *path = temp_file(dir, "hostile", bytes);
    struct invent v = {14};

    d.o.context = &d;
    if (load(&d, path) != TW_OK) return false;
    for (int i = 0; i < 3; i++)
        add(&d, mem, (struct tw_article){.text = i < 2 ? d.text[i * 7] : invent_words(mem, &v, 60),
                                         .published = tw_date_from_unix(1900000000 + i * 40 * DAY)});
    tw_dedup_free(d.dedup);
    return true;
}

static void a_state_that_lies_is_refused_or_does_no_harm(void **state)
{
    struct desk *d = desk_new(*state, 20 * DAY);
    struct invent v = {13};
    struct tw_slice foot = invent_words(*state, &v, 30);
    const char *dir = temp_folder();
    char path[512], *bytes;
    size_t n, taken = 0, refused = 0;
    FILE *f;

    snprintf(path, sizeof path, "%s/state", dir);
    for (int i = 0; i < 40; i++) add(d, *state, article_at(*state, d, &v, DAY / 6, foot));
    save(d, path);
    assert_non_null(f = fopen(path, "rb"));
    bytes = tw_arena_alloc(*state, 1 << 20);
    n = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    assert_true(survives(*state, dir, d, (struct tw_slice){bytes, n}));
    for (size_t round = 0; round < 3000; round++) {
        struct tw_mark mark = tw_arena_mark(*state);
        char *copy = tw_arena_dup(*state, bytes, n);
        size_t length = n;

        if (round % 10 == 0) length = 24 + invent_number(&v, (uint32_t)n - 24);
        for (uint32_t k = invent_number(&v, 3) + (length == n); k > 0; k--) {
            /* Half of the time where the counts stand, at the beginning. */
            size_t at = 16 + invent_number(&v, round % 2 ? 200 : (uint32_t)length - 24);

            if (at < length) copy[at] ^= (char)(1u << invent_number(&v, 8));
        }
        seal(copy, length);
        if (survives(*state, dir, d, (struct tw_slice){copy, length})) taken++;
        else refused++;
        tw_arena_release(*state, mark);
    }
    assert_true(taken > 100 && refused > 100);
    tw_dedup_free(d->dedup);
    temp_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(saved_and_loaded_at_any_point_it_answers_the_same),
        TEST_IN_ARENA(what_is_forgotten_is_forgotten_the_same_after_loading),
        TEST_IN_ARENA(a_state_that_lies_is_refused_or_does_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
