/* tests/read/paths_test.c - web addresses among the arguments: wanted ahead, brought in order. */
#define _GNU_SOURCE /* memfd_create */
#include "read/paths.h"
#include "base/buf.h"
#include "read/source.h"
#include "support/folder.h"

#include <sys/mman.h>
#include <unistd.h>

/* Notes what is wanted; what it brings is a page that names it. */
struct fake {
    struct tw_slice wanted[200];
    size_t n, brought, most; /* most: wanted and not brought, at once */
};

static void want(void *context, struct tw_slice url)
{
    struct fake *f = context;

    f->wanted[f->n++] = tw_slice_dup(mem, url);
    if (f->n - f->brought > f->most) f->most = f->n - f->brought;
}

static void bring(void *context, struct tw_arena *file_mem, struct tw_brought *out)
{
    struct fake *f = context;
    struct tw_slice url = f->wanted[f->brought++];
    struct tw_buf page = {.mem = file_mem};

    *out = (struct tw_brought){.fd = -1};
    if (tw_slice_ends(url, TW_LIT("/gone"))) {
        out->why = "its server answered 404";
        return;
    }
    tw_buf_addf(&page, "<p>%.*s", TW_FMT(url));
    out->fd = memfd_create("page", MFD_CLOEXEC);
    assert_int_equal(write(out->fd, page.p, page.n), page.n);
    assert_int_equal(lseek(out->fd, 0, SEEK_SET), 0);
    out->url = TW_LIT("http://heron.example/in-the-end");
    out->content_type = TW_LIT("text/html; charset=koi8-r");
    out->received = tw_date_from_unix(1711364400);
}

static void dropped(void *context, struct tw_slice source, const char *why)
{
    tw_buf_addf(context, "%.*s: %s\n", TW_FMT(source), why);
}

/* The sources of what the arguments name, a line each. */
static struct tw_slice sources(char **args, size_t n, struct fake *f, struct tw_buf *drops)
{
    const struct tw_remote remote = {want, bring, f};
    struct tw_source_options o = {.dropped = dropped, .context = drops, .remote = &remote};
    struct tw_source *s = tw_source_open(args, n, &o);
    struct tw_buf out = {.mem = mem};
    struct tw_raw raw;

    while (tw_source_next(s, mem, &raw) == TW_OK) tw_buf_addf(&out, "%.*s\n", TW_FMT(raw.source));
    tw_source_close(s);
    assert_int_equal(f->n, f->brought);
    return tw_buf_slice(&out);
}

static char *arg(const char *before, const char *path)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%s%s%c", before, path, 0);
    return b.p;
}

static void addresses_files_and_lists_keep_their_order(void **state)
{
    struct fake f = {0};
    struct tw_buf drops = {.mem = mem}, list = {.mem = mem}, wanted = {.mem = mem};
    const char *file = temp_file(dir, "page.html", TW_LIT("<p>ferry"));
    char *args[] = {arg("", "http://a.example/1"), NULL, arg("", "HTTPS://a.example/2")};

    (void)state;
    tw_buf_addf(&list, "http://b.example/1\n%s\nhttp://b.example/gone\nhttp://b.example/2\n", file);
    args[1] = arg("@", temp_file(dir, "list", tw_buf_slice(&list)));
    tw_buf_addf(&wanted, "http://a.example/1\nhttp://b.example/1\n%s\nhttp://b.example/2\n", file);
    tw_buf_adds(&wanted, "HTTPS://a.example/2\n");
    assert_true(tw_slice_eq(sources(args, 3, &f, &drops), tw_buf_slice(&wanted)));
    assert_text(tw_buf_slice(&drops), "http://b.example/gone: its server answered 404\n");
    assert_int_equal(f.most, 3); /* those of the list; beside it nothing is wanted */
}

static void only_so_many_are_wanted_ahead(void **state)
{
    struct fake f = {0};
    struct tw_buf drops = {.mem = mem};
    char *args[150];

    (void)state;
    for (size_t i = 0; i < 150; i++) args[i] = arg("", "http://a.example/1");
    sources(args, 150, &f, &drops);
    assert_int_equal(f.n, 150);
    assert_int_equal(f.most, TW_REMOTE_AHEAD);
}

static void what_was_brought_is_a_response(void **state)
{
    struct fake f = {0};
    const struct tw_remote remote = {want, bring, &f};
    struct tw_source_options o = {.remote = &remote};
    char *args[] = {arg("", "http://a.example/1")};
    struct tw_source *s = tw_source_open(args, 1, &o);
    struct tw_raw raw;

    (void)state;
    assert_int_equal(tw_source_next(s, mem, &raw), TW_OK);
    assert_int_equal(raw.kind, TW_RAW_HTTP);
    assert_text(raw.source, "http://a.example/1");
    assert_text(raw.url, "http://heron.example/in-the-end");
    assert_text(raw.bytes, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n"
                           "<p>http://a.example/1");
    assert_int_equal(tw_date_unix(&raw.received), 1711364400);
    assert_true(raw.received_given);
    tw_source_close(s);
}

static void without_somebody_to_ask_an_address_is_no_file(void **state)
{
    struct tw_buf drops = {.mem = mem};
    struct tw_source_options o = {.dropped = dropped, .context = &drops};
    char *args[] = {arg("", "http://a.example/1")};
    struct tw_source *s = tw_source_open(args, 1, &o);
    struct tw_raw raw;

    (void)state;
    assert_int_equal(tw_source_next(s, mem, &raw), TW_DONE);
    assert_text(tw_buf_slice(&drops), "http://a.example/1: no such file\n");
    tw_source_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(addresses_files_and_lists_keep_their_order),
        TEST_IN_FOLDER(only_so_many_are_wanted_ahead),
        TEST_IN_FOLDER(what_was_brought_is_a_response),
        TEST_IN_FOLDER(without_somebody_to_ask_an_address_is_no_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
