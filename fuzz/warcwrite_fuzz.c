/* fuzz/warcwrite_fuzz.c - the input, a response of any bytes, put into an archive: the archive
** is whole, and what is a document comes out of it with the same body. */
#define _GNU_SOURCE     /* memfd_create */
#include "fuzz.h"

#include "fetch/warcwrite.h"
#include "read/warc.h"

#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice whole = fuzz_input(data, size);
    size_t end = tw_slice_find(whole, TW_LIT("\r\n\r\n"), 0);
    struct tw_warc_exchange x = {.url = TW_LIT("http://heron.example/"),
                                 .when = 1711364400,
                                 .request = TW_LIT("GET / HTTP/1.1\r\n\r\n")};
    struct tw_stream *s = tw_stream_new();
    struct tw_warc_record record;
    struct tw_warc_writer *w;
    const char *why;
    char path[40];
    int fd = memfd_create("warc", 0);
    enum tw_status st;

    end = end == TW_NONE ? whole.n : end + 4;
    x.head = tw_slice_sub(whole, 0, end);
    x.body = tw_slice_sub(whole, end, whole.n);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    PROMISE(tw_warc_open(path, "fuzz", 0, &w, &why) == TW_OK);
    PROMISE(tw_warc_write(w, &x) == TW_OK && tw_warc_sync(w) == TW_OK);
    tw_warc_close(w);
    tw_stream_start(s, fd);
    while ((st = tw_warc_next(s, mem, 1 << 20, &record, &why)) == TW_OK)
        PROMISE(tw_slice_ends(record.block, x.body) && tw_slice_eq(record.url, x.url));
    PROMISE(st == TW_DONE || size > 1 << 20);
    tw_stream_free(s);
    close(fd);
    tw_arena_free(mem);
    return 0;
}
