/* tests/read/warc_test.c - which records come out of an archive, also a damaged one? */
#include "read/warc.h"
#include "base/buf.h"
#include "support/folder.h"
#include "support/pack.h"

#include <fcntl.h>
#include <unistd.h>

static struct tw_slice record(const char *type, const char *url, struct tw_slice block)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b,
                "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\nWARC-Date: 2024-05-09T08:30:00Z\r\n"
                "Content-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n", type, url, block.n);
    tw_buf_add(&b, block);
    tw_buf_adds(&b, "\r\n\r\n");
    return tw_buf_slice(&b);
}

static struct tw_slice page(const char *url, const char *body)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", body);
    return record("response", url, tw_buf_slice(&b));
}

static struct tw_slice plus(struct tw_slice a, struct tw_slice b)
{
    struct tw_buf buf = {.mem = mem};

    tw_buf_add(&buf, a);
    tw_buf_add(&buf, b);
    return tw_buf_slice(&buf);
}

/* All records: offset, address, size of the block; or why one is lost. */
static const char *listing(struct tw_slice file, size_t max)
{
    int fd = open(temp_file(dir, "file", file), O_RDONLY);
    struct tw_stream *s = tw_stream_new();
    struct tw_buf b = {.mem = mem};
    struct tw_warc_record r;
    const char *why;
    enum tw_status st;

    tw_stream_start(s, fd);
    while ((st = tw_warc_next(s, mem, max, &r, &why)) != TW_DONE) {
        tw_buf_addf(&b, "%llu ", (unsigned long long)r.offset);
        if (st == TW_OK) tw_buf_addf(&b, "%.*s %zu\n", TW_FMT(r.url), r.block.n);
        else tw_buf_addf(&b, "- %s\n", why);
        assert_true(b.n < 10000);
    }
    tw_stream_free(s);
    close(fd);
    tw_buf_addc(&b, 0);
    return b.p;
}

static void pages_come_out_and_the_rest_is_passed_over(void **state)
{
    struct tw_slice info = record("warcinfo", "", TW_LIT("software: x\r\n"));
    struct tw_slice request = record("request", "http://a.example/",
                                     TW_LIT("GET / HTTP/1.1\r\n\r\n"));
    struct tw_slice image = record("response", "http://a.example/i.png",
                                   TW_LIT("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"));
    struct tw_slice moved = record("response", "http://a.example/old",
                                   TW_LIT("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>gone"));
    struct tw_slice file = plus(plus(plus(info, request), plus(image, moved)),
                                page("http://a.example/1", "<p>1"));

    (void)state;
    assert_string_equal(listing(plus(file, page("http://a.example/2", "<p>22")), 1000),
                        "835 http://a.example/1 48\n1062 http://a.example/2 49\n");
}

static void offsets_are_those_of_the_members(void **state)
{
    struct tw_slice one = pack_gzip(mem, page("http://a.example/1", "<p>1")),
        two = pack_gzip(mem, page("http://a.example/2", "<p>22"));
    struct tw_buf want = {.mem = mem};

    (void)state;
    tw_buf_addf(&want, "0 http://a.example/1 48\n%zu http://a.example/2 49\n", one.n);
    tw_buf_addc(&want, 0);
    assert_string_equal(listing(plus(one, two), 1000), want.p);
    assert_string_equal(listing(pack_gzip(mem, plus(page("http://a.example/1", "<p>1"),
                                                    page("http://a.example/2", "<p>22"))), 1000),
                        "0 http://a.example/1 48\n227 http://a.example/2 49\n");
    assert_string_equal(listing(plus(pack_zstd(mem, page("http://a.example/1", "<p>1")),
                                     TW_LIT("")), 1000),
                        "0 http://a.example/1 48\n");
}

static void record_over_the_limit_is_told_and_passed(void **state)
{
    struct tw_slice big = record("response", "http://a.example/big",
                                 plus(TW_LIT("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
                                      pack_text(mem, 300000)));

    (void)state;
    assert_string_equal(listing(plus(big, page("http://a.example/2", "<p>22")), 1000),
                        "0 - record over the limit for one document\n300229 http://a.example/2 49\n");
}

static void damaged_member_costs_its_record(void **state)
{
    struct tw_slice one = pack_gzip(mem, page("http://a.example/1", "<p>1"));
    struct tw_slice bad =
        pack_gzip(mem, record("response", "http://a.example/bad", pack_text(mem, 60000)));
    struct tw_slice file = plus(plus(one, bad), one);
    struct tw_buf want = {.mem = mem};

    (void)state;
    ((char *)(uintptr_t)file.p)[one.n + bad.n / 2] ^= 0x55;
    tw_buf_addf(&want,
                "0 http://a.example/1 48\n%zu - record damaged or cut off\n%zu http://a.example/1 48\n",
                one.n, one.n + bad.n);
    tw_buf_addc(&want, 0);
    assert_string_equal(listing(file, 100000), want.p);
}

static void wrong_checksum_costs_the_record(void **state)
{
    struct tw_slice one = pack_gzip(mem, page("http://a.example/1", "<p>1"));
    struct tw_slice file = plus(one, one);
    struct tw_buf want = {.mem = mem};

    (void)state;
    ((char *)(uintptr_t)file.p)[one.n - 8] ^= 1;
    tw_buf_addf(&want, "0 - record damaged or cut off\n%zu http://a.example/1 48\n", one.n);
    tw_buf_addc(&want, 0);
    assert_string_equal(listing(file, 100000), want.p);
}

static void wrong_length_swallows_nothing(void **state)
{
    struct tw_slice one = page("http://a.example/1", "<p>1"),
        two = page("http://a.example/2", "<p>22");
    struct tw_slice file = plus(one, two);
    size_t at = tw_slice_find(file, TW_LIT("Length: 48"), 0);

    (void)state;
    ((char *)(uintptr_t)file.p)[at + 8] = '9';
    assert_string_equal(listing(file, 100000),
                        "0 - record damaged or cut off\n227 http://a.example/2 49\n");
    ((char *)(uintptr_t)file.p)[at + 8] = '1';
    assert_string_equal(listing(file, 100000),
                        "0 - record damaged or cut off\n227 http://a.example/2 49\n");
    ((char *)(uintptr_t)file.p)[at + 8] = 'x';
    assert_string_equal(listing(file, 100000),
                        "0 - record without a proper head\n227 http://a.example/2 49\n");
}

static void file_cut_off_loses_its_last_record(void **state)
{
    struct tw_slice one = page("http://a.example/1", "<p>1"),
        two = page("http://a.example/2", "<p>22");
    struct tw_slice file = plus(one, two);

    (void)state;
    file.n -= 20;
    assert_string_equal(listing(file, 100000),
                        "0 http://a.example/1 48\n227 - record damaged or cut off\n");
    file = plus(pack_gzip(mem, one), pack_gzip(mem, two));
    file.n -= 20;
    assert_non_null(strstr(listing(file, 100000), "- record damaged or cut off\n"));
}

static void garbage_between_records_is_passed(void **state)
{
    struct tw_slice one = page("http://a.example/1", "<p>1"),
        two = page("http://a.example/2", "<p>22");

    (void)state;
    assert_string_equal(listing(plus(plus(one, TW_LIT("garbage\nmore garbage\n")), two), 100000),
                        "0 http://a.example/1 48\n227 - record without a proper head\n248 http://a.example/2 49\n");
}

static void texts_of_derived_archives_come_out(void **state)
{
    struct tw_slice text =
        TW_LIT("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/1\r\n"
                                  "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nferry\r\n\r\n");

    (void)state;
    assert_string_equal(listing(text, 100), "0 http://a.example/1 5\n");
}


int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(pages_come_out_and_the_rest_is_passed_over),
        TEST_IN_FOLDER(offsets_are_those_of_the_members),
        TEST_IN_FOLDER(record_over_the_limit_is_told_and_passed),
        TEST_IN_FOLDER(damaged_member_costs_its_record),
        TEST_IN_FOLDER(wrong_checksum_costs_the_record),
        TEST_IN_FOLDER(wrong_length_swallows_nothing),
        TEST_IN_FOLDER(file_cut_off_loses_its_last_record),
        TEST_IN_FOLDER(garbage_between_records_is_passed),
        TEST_IN_FOLDER(texts_of_derived_archives_come_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
