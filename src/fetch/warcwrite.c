/* fetch/warcwrite.c - records put together, packed each for itself, written at once.
**
** Ids of records are made from what they hold and where they stand, not drawn: the same fetches
** give the same archive.
*/
#include "fetch/warcwrite.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "read/http.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* bytes; the WARC guidelines of the IIPC ask for about 1 GB */
#define FILE_MAX (INT64_C(1) << 30)
enum { LEVEL = 6 /* of libdeflate, its own choice */ };

struct tw_warc_writer {
    const char *path, *software;
    bool in_folder;
    int64_t began;              /* Unix s */
    unsigned file_number;
    int fd;
    int64_t size;               /* bytes in the file */
    uint64_t records;
    struct libdeflate_compressor *packer;
    struct tw_arena *mem;
};

struct record {
    const char *type, *content_type;
    int64_t when;
    struct tw_slice url, ip, block, payload;
    const char *truncated;
    struct tw_slice id, concurrent;
};

static void add_field(struct tw_buf *b, const char *name, struct tw_slice value)
{
    if (value.n == 0) return;
    tw_buf_addf(b, "%s: ", name);
    tw_buf_add(b, value);
    tw_buf_adds(b, "\r\n");
}

static struct tw_slice iso(struct tw_arena *mem, int64_t when)
{
    struct tw_date d = tw_date_from_unix(when);
    char text[TW_DATE_TEXT];

    return tw_slice_dup(mem, (struct tw_slice){text, tw_date_iso(&d, text)});
}

static struct tw_slice digest(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_sha256 sha;
    struct tw_buf b = {.mem = mem};
    char hex[65];

    tw_sha256_start(&sha);
    tw_sha256_add(&sha, s);
    tw_sha256_end(&sha, hex);
    tw_buf_addf(&b, "sha256:%s", hex);
    return tw_buf_slice(&b);
}

/* A UUID of the kind that everybody fills as they like (version 8, RFC 9562). */
static struct tw_slice new_id(struct tw_warc_writer *w, struct tw_slice what, int64_t when)
{
    struct tw_buf b = {.mem = w->mem};
    struct tw_sha256 sha;
    char h[65];

    tw_buf_addf(&b, "%llu %lld %lld ", (unsigned long long)w->records++, (long long)w->size,
                (long long)when);
    tw_buf_add(&b, what);
    tw_sha256_start(&sha);
    tw_sha256_add(&sha, tw_buf_slice(&b));
    tw_sha256_end(&sha, h);
    b.n = 0;
    tw_buf_addf(&b, "<urn:uuid:%.8s-%.4s-8%.3s-%c%.3s-%.12s>", h, h + 8, h + 13, "89ab"[h[16] & 3],
                h + 17, h + 20);
    return tw_buf_slice(&b);
}

/* The record, not packed yet. */
static struct tw_slice compose(struct tw_arena *mem, const struct record *r)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_adds(&b, "WARC/1.1\r\n");
    add_field(&b, "WARC-Type", tw_slice_of(r->type));
    add_field(&b, "WARC-Record-ID", r->id);
    add_field(&b, "WARC-Date", iso(mem, r->when));
    add_field(&b, "WARC-Target-URI", r->url);
    add_field(&b, "WARC-IP-Address", r->ip);
    add_field(&b, "WARC-Concurrent-To", r->concurrent);
    if (r->payload.p) add_field(&b, "WARC-Payload-Digest", digest(mem, r->payload));
    add_field(&b, "WARC-Block-Digest", digest(mem, r->block));
    if (r->truncated) add_field(&b, "WARC-Truncated", tw_slice_of(r->truncated));
    add_field(&b, "Content-Type", tw_slice_of(r->content_type));
    tw_buf_addf(&b, "Content-Length: %zu\r\n\r\n", r->block.n);
    tw_buf_add(&b, r->block);
    tw_buf_adds(&b, "\r\n\r\n");
    return tw_buf_slice(&b);
}

static void add_packed(struct tw_warc_writer *w, struct tw_buf *out, const struct record *r)
{
    struct tw_slice whole = compose(w->mem, r);
    size_t room = libdeflate_gzip_compress_bound(w->packer, whole.n);

    out->n += libdeflate_gzip_compress(w->packer, whole.p, whole.n, tw_buf_room(out, room), room);
}

/* Head lines without those that begin with `without`; one called `rename` is marked as undone. */
static struct tw_slice edit(struct tw_arena *mem, struct tw_slice head, struct tw_slice without,
                            struct tw_slice rename)
{
    struct tw_buf b = {.mem = mem};
    bool drops = false;

    while (head.n) {
        size_t end = tw_slice_find_char(head, '\n', 0);
        struct tw_slice line = tw_slice_sub(head, 0, end == TW_NONE ? head.n : end + 1);

        head = tw_slice_sub(head, line.n, head.n);
        if (line.p[0] != ' ' && line.p[0] != '\t')
            drops = without.n && tw_slice_starts_nocase(line, without);
        if (drops) continue;
        if (rename.n && tw_slice_starts_nocase(line, rename)) tw_buf_adds(&b, "X-Crawler-");
        tw_buf_add(&b, line);
    }
    return tw_buf_slice(&b);
}

/* The response as a block; *payload gets the body in it. */
static struct tw_slice response_block(struct tw_arena *mem, const struct tw_warc_exchange *x,
                                      struct tw_slice *payload)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_add(&b, edit(mem, x->head, TW_LIT(""), TW_LIT("Transfer-Encoding:")));
    if (!tw_slice_ends(x->head, TW_LIT("\n\r\n")) && !tw_slice_ends(x->head, TW_LIT("\n\n")))
        tw_buf_adds(&b, "\r\n");
    tw_buf_add(&b, x->body);
    *payload = tw_slice_sub(tw_buf_slice(&b), b.n - x->body.n, b.n);
    return tw_buf_slice(&b);
}

static struct tw_slice request_block(struct tw_arena *mem, struct tw_slice request)
{
    struct tw_buf b = {.mem = mem};
    size_t end = tw_slice_find(request, TW_LIT("\r\n\r\n"), 0);

    end = end == TW_NONE ? request.n : end + 4;
    tw_buf_add(&b, edit(mem, tw_slice_sub(request, 0, end), TW_LIT("Authorization:"), TW_LIT("")));
    tw_buf_add(&b, tw_slice_sub(request, end, request.n));
    return tw_buf_slice(&b);
}

/* Writes all of it or nothing. */
static enum tw_status put(struct tw_warc_writer *w, struct tw_slice s)
{
    ssize_t n;
    int cause;

    do n = write(w->fd, s.p, s.n); while (n < 0 && errno == EINTR);
    if (n == (ssize_t)s.n) return w->size += n, TW_OK;
    cause = n < 0 ? errno : ENOSPC;
    if (n > 0 && ftruncate(w->fd, w->size) != 0) cause = EIO;
    return cause == ENOSPC || cause == EDQUOT || cause == EFBIG ? TW_FULL : TW_IO;
}

static enum tw_status put_warcinfo(struct tw_warc_writer *w)
{
    struct tw_buf block = {.mem = w->mem}, out = {.mem = w->mem};
    struct record r = {
        .type = "warcinfo", .content_type = "application/warc-fields", .when = w->began};

    tw_buf_addf(&block, "software: %s\r\nformat: WARC File Format 1.1\r\n", w->software);
    r.block = tw_buf_slice(&block);
    r.id = new_id(w, r.block, r.when);
    add_packed(w, &out, &r);
    return put(w, tw_buf_slice(&out));
}

static const char *name_of_next(struct tw_warc_writer *w)
{
    struct tw_buf b = {.mem = w->mem};
    struct tw_date d = tw_date_from_unix(w->began);

    if (!w->in_folder) return w->path;
    tw_buf_addf(&b, "%s/twosource-%04d%02d%02dT%02d%02d%02dZ-%05u.warc.gz", w->path, d.year,
                d.month, d.day, d.hour, d.minute, d.second, ++w->file_number);
    tw_buf_addc(&b, 0);
    return b.p;
}

static enum tw_status begin_file(struct tw_warc_writer *w)
{
    struct stat info;

    if (w->fd >= 0 && (fdatasync(w->fd) != 0 || close(w->fd) != 0)) return w->fd = -1, TW_IO;
    w->fd = open(name_of_next(w), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (w->fd < 0 || fstat(w->fd, &info) != 0) return TW_IO;
    w->size = info.st_size;
    return w->size ? TW_OK : put_warcinfo(w);
}

enum tw_status tw_warc_open(const char *path, const char *software, int64_t now,
                            struct tw_warc_writer **out, const char **why)
{
    struct tw_warc_writer *w = calloc(1, sizeof *w);
    struct stat info;
    enum tw_status st;

    if (!w) tw_oom(sizeof *w);
    *w = (struct tw_warc_writer){
        .path = path, .software = software, .began = now, .fd = -1, .mem = tw_arena_new(0)};
    w->in_folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    w->packer = libdeflate_alloc_compressor(LEVEL);
    if (!w->packer) tw_oom(sizeof *w);
    errno = 0;
    st = begin_file(w);
    *why = st == TW_OK ? NULL : strerror(errno);
    tw_arena_reset(w->mem);
    if (st == TW_OK) return *out = w, TW_OK;
    tw_warc_close(w);
    *out = NULL;
    return TW_IO;
}

enum tw_status tw_warc_write(struct tw_warc_writer *w, const struct tw_warc_exchange *x)
{
    struct tw_buf out = {.mem = w->mem};
    struct record response = {.type = "response",
                              .content_type = "application/http; msgtype=response",
                              .when = x->when,
                              .url = x->url,
                              .ip = x->ip,
                              .truncated = x->truncated};
    struct record request = {.type = "request",
                             .content_type = "application/http; msgtype=request",
                             .when = x->when,
                             .url = x->url};
    enum tw_status st = TW_OK;

    if (w->fd < 0 || (w->in_folder && w->size >= FILE_MAX)) st = begin_file(w);
    if (st == TW_OK) {
        response.block = response_block(w->mem, x, &response.payload);
        response.id = new_id(w, response.url, x->when);
        add_packed(w, &out, &response);
        if (x->request.n) {
            request.block = request_block(w->mem, x->request);
            request.id = new_id(w, request.url, x->when);
            request.concurrent = response.id;
            add_packed(w, &out, &request);
        }
        st = put(w, tw_buf_slice(&out));
    }
    tw_arena_reset(w->mem);
    return st;
}

enum tw_status tw_warc_sync(struct tw_warc_writer *w)
{
    if (w->fd < 0) return TW_IO;
    if (fdatasync(w->fd) == 0 || errno == EINVAL) return TW_OK;        /* EINVAL: a pipe */
    return errno == ENOSPC || errno == EDQUOT ? TW_FULL : TW_IO;
}

void tw_warc_close(struct tw_warc_writer *w)
{
    if (!w) return;
    if (w->fd >= 0) close(w->fd);
    libdeflate_free_compressor(w->packer);
    tw_arena_free(w->mem);
    free(w);
}
