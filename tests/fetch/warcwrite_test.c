/* tests/fetch/warcwrite_test.c - archives of what was fetched: as they are written, and as they
** are read again. */
#include "fetch/warcwrite.h"
#include "base/buf.h"
#include "read/source.h"
#include "read/stream.h"
#include "support/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"

static struct tw_warc_writer *opened(const char *path)
{
    struct tw_warc_writer *w;
    const char *why;

    assert_int_equal(tw_warc_open(path, "Twosource", 1711364400, &w, &why), TW_OK);
    return w;
}

static struct tw_warc_exchange exchange(void)
{
    return (struct tw_warc_exchange){
        .url = TW_LIT("http://heron.example/ferry"),
        .ip = TW_LIT("192.0.2.7"),
        .when = 1711364401,
        .request = TW_LIT("GET /ferry HTTP/1.1\r\nHost: heron.example\r\nAuthorization: Basic "
                          "abc\r\nAccept: */*\r\n\r\n"),
        .head = TW_LIT(HEAD),
        .body = TW_LIT("<p>ferry"),
    };
}

/* Everything in a file, unpacked. */
static struct tw_slice unpacked(const char *path)
{
    struct tw_stream *s = tw_stream_new();
    int fd = open(path, O_RDONLY);
    struct tw_slice all;

    assert_true(fd >= 0);
    tw_stream_start(s, fd);
    assert_int_equal(tw_stream_fill(s, 1 << 20), TW_DONE);
    all = tw_slice_dup(mem, tw_stream_window(s));
    tw_stream_free(s);
    close(fd);
    return all;
}

static bool has(struct tw_slice text, const char *what)
{
    return tw_slice_find(text, tw_slice_of(what), 0) != TW_NONE;
}

static const char *path_in(const char *name)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%s/%s%c", dir, name, 0);
    return b.p;
}

static void records_say_what_was_sent_and_what_came(void **state)
{
    const char *path = path_in("a.warc.gz");
    struct tw_warc_writer *w = opened(path);
    struct tw_warc_exchange x = exchange();
    struct tw_slice text;

    (void)state;
    assert_int_equal(tw_warc_write(w, &x), TW_OK);
    assert_int_equal(tw_warc_sync(w), TW_OK);
    tw_warc_close(w);
    text = unpacked(path);
    assert_true(has(text, "WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
    assert_true(has(text, "software: Twosource\r\n"));
    assert_true(has(text, "WARC-Type: response\r\n"));
    assert_true(has(text, "WARC-Target-URI: http://heron.example/ferry\r\n"));
    assert_true(has(text, "WARC-IP-Address: 192.0.2.7\r\n"));
    assert_true(has(text, "WARC-Date: 2024-03-25T11:00:01Z\r\n"));
    /* of "<p>ferry", by sha256sum */
    assert_true(
        has(text, "WARC-Payload-Digest: "
                  "sha256:6b90952b043504f2779693334bdcbca6a4a389fcca860b57f27b53f65dc1dc8e\r\n"));
    assert_true(
        has(text, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Crawler-Transfer-Encoding: "
                  "chunked\r\n\r\n<p>ferry\r\n\r\n"));
    assert_true(has(text, "GET /ferry HTTP/1.1\r\nHost: heron.example\r\nAccept: */*\r\n\r\n"));
    assert_false(has(text, "Authorization"));
}

static void an_archive_reads_back_the_same(void **state)
{
    const char *path = path_in("a.warc.gz");
    char *args[] = {(char *)(uintptr_t)path};
    struct tw_source_options o = {0};
    struct tw_warc_exchange x = exchange();
    struct tw_warc_writer *w = opened(path);
    struct tw_source *s;
    struct tw_raw raw;
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < 3; i++) assert_int_equal(tw_warc_write(w, &x), TW_OK);
    tw_warc_close(w);
    w = opened(path);           /* what is there stays */
    assert_int_equal(tw_warc_write(w, &x), TW_OK);
    tw_warc_close(w);
    s = tw_source_open(args, 1, &o);
    while (tw_source_next(s, mem, &raw) == TW_OK) {
        assert_text(raw.url, "http://heron.example/ferry");
        assert_true(tw_slice_ends(raw.bytes, TW_LIT("\r\n\r\n<p>ferry")));
        assert_int_equal(tw_date_unix(&raw.received), 1711364401);
        n++;
    }
    tw_source_close(s);
    assert_int_equal(n, 4);
}

static void what_is_not_whole_says_so(void **state)
{
    const char *path = path_in("a.warc.gz");
    struct tw_warc_writer *w = opened(path);
    struct tw_warc_exchange x = exchange();
    struct tw_slice text;

    (void)state;
    x.truncated = "length";
    x.request = TW_LIT("");
    x.head = TW_LIT("HTTP/1.1 200 OK\r\n");     /* its end never came */
    assert_int_equal(tw_warc_write(w, &x), TW_OK);
    tw_warc_close(w);
    text = unpacked(path);
    assert_true(has(text, "WARC-Truncated: length\r\n"));
    assert_true(has(text, "HTTP/1.1 200 OK\r\n\r\n<p>ferry"));
    assert_false(has(text, "WARC-Type: request"));
}

static void in_a_folder_each_run_begins_a_file(void **state)
{
    struct tw_warc_exchange x = exchange();
    struct tw_warc_writer *w = opened(dir);
    struct stat info;

    (void)state;
    assert_int_equal(tw_warc_write(w, &x), TW_OK);
    tw_warc_close(w);
    assert_int_equal(stat(path_in("twosource-20240325T110000Z-00001.warc.gz"), &info), 0);
    assert_true(info.st_size > 500);
}

static void a_place_that_cannot_be_written_is_told(void **state)
{
    struct tw_warc_writer *w;
    const char *why;

    (void)state;
    assert_int_equal(tw_warc_open(path_in("none/a.warc.gz"), "Twosource", 0, &w, &why), TW_IO);
    assert_null(w);
    assert_string_equal(why, "No such file or directory");
    if (access("/dev/full", W_OK) != 0) return;
    assert_int_equal(tw_warc_open("/dev/full", "Twosource", 0, &w, &why), TW_IO);
    assert_string_equal(why, "No space left on device");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(records_say_what_was_sent_and_what_came),
        TEST_IN_FOLDER(an_archive_reads_back_the_same),
        TEST_IN_FOLDER(what_is_not_whole_says_so),
        TEST_IN_FOLDER(in_a_folder_each_run_begins_a_file),
        TEST_IN_FOLDER(a_place_that_cannot_be_written_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
