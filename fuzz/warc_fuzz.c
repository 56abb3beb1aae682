/* fuzz/warc_fuzz.c - an archive, packed or not, however damaged, is read to its
** end: no record is larger than allowed, and none comes twice. */
#define _GNU_SOURCE     /* memfd_create */
#include "fuzz.h"

#include "read/http.h"
#include "read/warc.h"

#include <sys/mman.h>
#include <unistd.h>

enum { RECORD_MAX = 64 << 10 };

static void check_http(struct tw_arena *mem, struct tw_slice block)
{
    struct tw_http h;
    struct tw_slice body;

    if (!tw_http_parse(block, &h)) return;
    if (tw_http_body(mem, &h, RECORD_MAX, &body) == TW_OK) PROMISE(body.n <= RECORD_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    int fd = memfd_create("fuzz", 0);
    struct tw_stream *s = tw_stream_new();
    struct tw_warc_record r;
    const char *why = NULL;
    enum tw_status st;
    uint64_t last = 0;
    size_t n = 0;

    PROMISE(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    tw_stream_start(s, fd);
    while ((st = tw_warc_next(s, mem, RECORD_MAX, &r, &why)) != TW_DONE) {
        uint64_t at = tw_stream_offset(s);

        PROMISE(n++ == 0 || at > last || tw_stream_fill(s, 1) != TW_OK);
        last = at;
        if (st == TW_OK) {
            PROMISE(r.block.n <= RECORD_MAX);
            check_http(mem, r.block);
        } else {
            PROMISE(why != NULL);
        }
        tw_arena_reset(mem);
    }
    tw_stream_free(s);
    close(fd);
    tw_arena_free(mem);
    return 0;
}
