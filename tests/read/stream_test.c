/* tests/read/stream_test.c - do packed files read as what was packed? */
#include "read/stream.h"
#include "base/buf.h"
#include "support/folder.h"
#include "support/pack.h"

#include <fcntl.h>
#include <unistd.h>
#include <zdict.h>
#include <zstd.h>

static struct tw_slice joined(struct tw_slice a, struct tw_slice b)
{
    struct tw_buf buf = {.mem = mem};

    tw_buf_add(&buf, a);
    tw_buf_add(&buf, b);
    return tw_buf_slice(&buf);
}

/* Reads a file `step` bytes at a time; *text is all that was seen. */
static enum tw_status read_file(struct tw_slice bytes, size_t step, struct tw_slice *text)
{
    int fd = open(temp_file(dir, "file", bytes), O_RDONLY);
    struct tw_stream *s = tw_stream_new();
    struct tw_buf out = {.mem = mem};
    enum tw_status st;

    tw_stream_start(s, fd);
    do {
        struct tw_slice w;

        st = tw_stream_fill(s, step);
        w = tw_stream_window(s);
        assert_int_equal(tw_stream_offset(s), out.n);
        tw_buf_add(&out, w);
        tw_stream_skip(s, w.n);
    } while (st == TW_OK);
    tw_stream_free(s);
    close(fd);
    *text = tw_buf_slice(&out);
    return st;
}

static void reads_as(struct tw_slice bytes, struct tw_slice text)
{
    for (size_t step = 7; step < 5000000; step = step * 997 + 11) {
        struct tw_slice got = TW_LIT("");

        assert_int_equal(read_file(bytes, step, &got), TW_DONE);
        assert_int_equal(got.n, text.n);
        assert_memory_equal(got.p, text.p, text.n);
    }
}

static void every_packing_reads_as_the_text(void **state)
{
    struct tw_slice text = pack_text(mem, 1 << 20);

    (void)state;
    reads_as(text, text);
    reads_as(pack_gzip(mem, text), text);
    reads_as(pack_zstd(mem, text), text);
    reads_as(pack_bzip2(mem, text), text);
    reads_as(pack_xz(mem, text), text);
}

static void members_behind_each_other_are_one_text(void **state)
{
    struct tw_slice a = pack_text(mem, 100000), b = TW_LIT("and then\n"), both = joined(a, b);

    (void)state;
    reads_as(joined(pack_gzip(mem, a), pack_gzip(mem, b)), both);
    reads_as(joined(pack_zstd(mem, a), pack_zstd(mem, b)), both);
    reads_as(joined(pack_bzip2(mem, a), pack_bzip2(mem, b)), both);
    reads_as(joined(pack_xz(mem, a), pack_xz(mem, b)), both);
}

static void member_beyond_the_fast_decoder_is_streamed(void **state)
{
    struct tw_slice text = pack_text(mem, 5 << 20);

    (void)state;
    reads_as(joined(pack_gzip(mem, text), pack_gzip(mem, text)), joined(text, text));
}

/* A frame that needs the dictionary, behind the skippable frame that holds it. */
static struct tw_slice with_dictionary(struct tw_slice dictionary, struct tw_slice kept,
                                       struct tw_slice text)
{
    struct tw_buf b = {.mem = mem};
    ZSTD_CCtx *c = ZSTD_createCCtx();
    size_t room = ZSTD_compressBound(text.n), n;
    char *p = tw_arena_alloc(mem, room);
    uint32_t size = (uint32_t)kept.n;

    assert_false(ZSTD_isError(ZSTD_CCtx_loadDictionary(c, dictionary.p, dictionary.n)));
    n = ZSTD_compress2(c, p, room, text.p, text.n);
    ZSTD_freeCCtx(c);
    tw_buf_add(&b, TW_LIT("\x5D\x2A\x4D\x18"));
    for (int i = 0; i < 4; i++) tw_buf_addc(&b, (char)(size >> 8 * i & 255));
    tw_buf_add(&b, kept);
    tw_buf_add(&b, (struct tw_slice){p, n});
    tw_buf_add(&b, (struct tw_slice){p, n});
    return tw_buf_slice(&b);
}

static void dictionary_of_a_web_archive_is_used(void **state)
{
    char dictionary[4096];
    struct tw_slice samples = pack_text(mem, 100 * 1000),
        text = TW_LIT("ferry lake council the harbour of the island\n");
    size_t sizes[100], n;

    (void)state;
    for (size_t i = 0; i < 100; i++) sizes[i] = 1000;
    n = ZDICT_trainFromBuffer(dictionary, sizeof dictionary, samples.p, sizes, 100);
    assert_false(ZDICT_isError(n));
    struct tw_slice d = {dictionary, n};

    reads_as(with_dictionary(d, d, text), joined(text, text));
    reads_as(with_dictionary(d, pack_zstd(mem, d), text), joined(text, text));
}

static void zeros_behind_gzip_are_padding(void **state)
{
    char zeros[512] = {0};
    struct tw_slice text = TW_LIT("text");

    (void)state;
    reads_as(joined(pack_gzip(mem, text), (struct tw_slice){zeros, sizeof zeros}), text);
}

static void cut_off_files_are_told(void **state)
{
    struct tw_slice text = pack_text(mem, 2 << 20), got = TW_LIT("");
    struct tw_slice packed[] = {pack_gzip(mem, text), pack_zstd(mem, text), pack_bzip2(mem, text),
                                pack_xz(mem, text)};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        packed[i].n -= packed[i].n / 3;
        assert_int_equal(read_file(packed[i], 4096, &got), TW_BROKEN);
        assert_true(got.n <= text.n);
        assert_memory_equal(got.p, text.p, got.n);
    }
}

static void damage_is_told(void **state)
{
    struct tw_slice text = pack_text(mem, 1 << 20), got = TW_LIT("");
    struct tw_slice packed[] = {pack_gzip(mem, text), pack_zstd(mem, text), pack_bzip2(mem, text),
                                pack_xz(mem, text)};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        ((char *)(uintptr_t)packed[i].p)[packed[i].n / 2] ^= 0x55;
        assert_int_not_equal(read_file(packed[i], 4096, &got), TW_DONE);
    }
}

static void bomb_is_stopped(void **state)
{
    size_t n = 70 << 20;
    char *zeros = tw_arena_zalloc(mem, n);
    struct tw_slice bomb = {zeros, n}, got = TW_LIT("");

    (void)state;
    assert_int_equal(read_file(pack_zstd(mem, bomb), 1 << 20, &got), TW_TOOBIG);
    assert_true(got.n < (size_t)80 << 20);
    assert_int_equal(read_file(pack_gzip(mem, bomb), 1 << 20, &got), TW_TOOBIG);
}

static void members_are_remembered_and_found_after_damage(void **state)
{
    struct tw_slice one = pack_gzip(mem, TW_LIT("one one one")),
        two = pack_gzip(mem, pack_text(mem, 50000)),
                    three = pack_gzip(mem, TW_LIT("three"));
    struct tw_slice file = joined(joined(one, two), three);
    struct tw_stream *s = tw_stream_new();
    uint64_t at = 99;
    int fd;

    (void)state;
    ((char *)(uintptr_t)file.p)[one.n + two.n / 2] ^= 0x55;
    fd = open(temp_file(dir, "file", file), O_RDONLY);
    tw_stream_start(s, fd);
    assert_int_equal(tw_stream_fill(s, 11), TW_OK);
    assert_true(tw_stream_at_member(s, &at));
    assert_int_equal(at, 0);
    tw_stream_skip(s, 11);
    assert_int_equal(tw_stream_fill(s, 50000), TW_BROKEN);
    assert_true(tw_stream_at_member(s, &at));
    assert_int_equal(at, one.n);
    assert_true(tw_stream_resync(s));
    assert_int_equal(tw_stream_fill(s, 5), TW_OK);
    assert_true(tw_stream_at_member(s, &at));
    assert_int_equal(at, one.n + two.n);
    assert_true(tw_slice_starts(tw_stream_window(s), TW_LIT("three")));
    tw_stream_skip(s, 5);
    assert_int_equal(tw_stream_fill(s, 1), TW_DONE);
    tw_stream_free(s);
    close(fd);
}

static void codings_of_http_unpack(void **state)
{
    struct tw_slice text = pack_text(mem, 70000), got = TW_LIT("");

    (void)state;
    assert_int_equal(tw_inflate(mem, pack_gzip(mem, text), TW_LIT("gzip"), 1 << 20, &got), TW_OK);
    assert_true(tw_slice_eq(got, text));
    assert_int_equal(tw_inflate(mem, pack_zlib(mem, text), TW_LIT("deflate"), 1 << 20, &got),
                     TW_OK);
    assert_true(tw_slice_eq(got, text));
    assert_int_equal(tw_inflate(mem, pack_deflate(mem, text), TW_LIT("Deflate"), 1 << 20, &got),
                     TW_OK);
    assert_true(tw_slice_eq(got, text));
    assert_int_equal(tw_inflate(mem, pack_zstd(mem, text), TW_LIT("zstd"), 1 << 20, &got), TW_OK);
    assert_true(tw_slice_eq(got, text));
    /* "ferry" in Brotli, one uncompressed metablock (RFC 7932, 9.2). */
    assert_int_equal(tw_inflate(mem, TW_LIT("\x0b\x02\x80" "ferry" "\x03"), TW_LIT("br"), 100,
                                &got), TW_OK);
    assert_true(tw_slice_eq(got, TW_LIT("ferry")));
}

static void packed_bodies_have_a_limit_and_may_be_cut_off(void **state)
{
    struct tw_slice text = pack_text(mem, 70000), got = TW_LIT(""), packed = pack_gzip(mem, text);

    (void)state;
    assert_int_equal(tw_inflate(mem, packed, TW_LIT("gzip"), 1000, &got), TW_TOOBIG);
    assert_true(got.n <= 1000);
    packed.n /= 2;
    assert_int_equal(tw_inflate(mem, packed, TW_LIT("gzip"), 1 << 20, &got), TW_BROKEN);
    assert_true(got.n > 1000 && got.n < text.n);
    assert_memory_equal(got.p, text.p, got.n);
    assert_int_equal(tw_inflate(mem, TW_LIT("no"), TW_LIT("lzw"), 100, &got), TW_BROKEN);
}


int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(every_packing_reads_as_the_text),
        TEST_IN_FOLDER(members_behind_each_other_are_one_text),
        TEST_IN_FOLDER(member_beyond_the_fast_decoder_is_streamed),
        TEST_IN_FOLDER(dictionary_of_a_web_archive_is_used),
        TEST_IN_FOLDER(zeros_behind_gzip_are_padding),
        TEST_IN_FOLDER(cut_off_files_are_told),
        TEST_IN_FOLDER(damage_is_told),
        TEST_IN_FOLDER(bomb_is_stopped),
        TEST_IN_FOLDER(members_are_remembered_and_found_after_damage),
        TEST_IN_FOLDER(codings_of_http_unpack),
        TEST_IN_FOLDER(packed_bodies_have_a_limit_and_may_be_cut_off),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
