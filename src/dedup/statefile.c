/* dedup/statefile.c - a stdio stream with a running checksum; reading takes the file whole. */
#include "dedup/statefile.h"

#include <assert.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { KIND = 8, HEAD = 16, SUM = 8, ORDER = 0x01020304 };

struct tw_state_out {
    struct tw_arena *mem;
    struct tw_slice path, beside;   /* with a NUL behind */
    FILE *f;
    XXH3_state_t *sum;
    bool failed;
};

struct tw_state_in {
    struct tw_arena *mem;
    unsigned char *map;
    size_t size, at;                /* size: without the checksum */
};

static struct tw_slice joined(struct tw_arena *mem, const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    char *p = tw_arena_alloc(mem, n + m + 1);

    memcpy(p, a, n);
    memcpy(p + n, b, m + 1);
    return (struct tw_slice){p, n + m};
}

enum tw_status tw_state_create(const char *path, const char kind[8], uint32_t version,
                               struct tw_state_out **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_state_out *o = TW_NEW(mem, struct tw_state_out);
    uint32_t numbers[2] = {version, ORDER};

    o->mem = mem;
    o->path = joined(mem, path, "");
    o->beside = joined(mem, path, ".new");
    o->f = fopen(o->beside.p, "wb");
    o->sum = XXH3_createState();
    if (!o->sum) tw_oom(sizeof o->sum);
    if (!o->f) {
        XXH3_freeState(o->sum);
        tw_arena_free(mem);
        return TW_IO;
    }
    XXH3_64bits_reset(o->sum);
    tw_state_put(o, kind, KIND);
    tw_state_put(o, numbers, sizeof numbers);
    *out = o;
    return TW_OK;
}

void tw_state_put(struct tw_state_out *out, const void *p, size_t n)
{
    if (n == 0) return;
    XXH3_64bits_update(out->sum, p, n);
    if (fwrite(p, 1, n, out->f) != n) out->failed = true;
}

void tw_state_put_column(struct tw_state_out *out, const struct tw_column *c)
{
    uint64_t n = c->n;

    tw_state_put(out, &n, sizeof n);
    tw_state_put(out, c->v, c->n * c->size);
}

/* Makes the new name last through a power cut. */
static void flush_folder(const struct tw_state_out *o)
{
    size_t cut = o->path.n;
    int fd;

    while (cut > 0 && o->path.p[cut - 1] != '/') cut--;
    fd = open(cut ? joined(o->mem, "", tw_slice_dup(o->mem, tw_slice_sub(o->path, 0, cut)).p).p
              : ".", O_RDONLY | O_DIRECTORY);
    if (fd < 0) return;
    (void)fsync(fd);    /* some file systems cannot; the file itself is safe */
    close(fd);
}

enum tw_status tw_state_commit(struct tw_state_out *out)
{
    uint64_t sum = XXH3_64bits_digest(out->sum);
    bool failed = out->failed;

    if (fwrite(&sum, 1, sizeof sum, out->f) != sizeof sum) failed = true;
    if (fflush(out->f) != 0 || fsync(fileno(out->f)) != 0) failed = true;
    if (fclose(out->f) != 0) failed = true;
    if (!failed && rename(out->beside.p, out->path.p) != 0) failed = true;
    if (failed) (void)unlink(out->beside.p);
    else flush_folder(out);
    XXH3_freeState(out->sum);
    tw_arena_free(out->mem);
    return failed ? TW_IO : TW_OK;
}

static bool head_fits(const struct tw_state_in *in, const char kind[8], uint32_t version)
{
    uint32_t numbers[2];

    memcpy(numbers, in->map + KIND, sizeof numbers);
    return memcmp(in->map, kind, KIND) == 0 && numbers[0] == version && numbers[1] == ORDER;
}

static bool sum_fits(const struct tw_state_in *in)
{
    uint64_t sum;

    memcpy(&sum, in->map + in->size, sizeof sum);
    return sum == XXH3_64bits(in->map, in->size);
}

/* Maps the file; NULL when it is too short or cannot be mapped. */
static struct tw_state_in *map_file(int fd)
{
    struct tw_arena *mem;
    struct tw_state_in *in;
    struct stat st;
    void *map;

    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < HEAD + SUM) return NULL;
    map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map == MAP_FAILED) return NULL;
    mem = tw_arena_new(0);
    in = TW_NEW(mem, struct tw_state_in);
    *in = (struct tw_state_in){mem, map, (size_t)st.st_size - SUM, HEAD};
    return in;
}

enum tw_status tw_state_open(const char *path, const char kind[8], uint32_t version,
                             struct tw_state_in **out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct tw_state_in *in;

    if (fd < 0) return TW_NOTFOUND;
    in = map_file(fd);
    close(fd);
    if (!in) return TW_BROKEN;
    if (!head_fits(in, kind, version) || !sum_fits(in)) {
        tw_state_close(in);
        return TW_BROKEN;
    }
    *out = in;
    return TW_OK;
}

enum tw_status tw_state_get(struct tw_state_in *in, void *p, size_t n)
{
    if (in->size - in->at < n) return TW_BROKEN;
    if (n) memcpy(p, in->map + in->at, n);
    in->at += n;
    return TW_OK;
}

enum tw_status tw_state_get_column(struct tw_state_in *in, struct tw_column *c)
{
    uint64_t n;
    enum tw_status st;

    assert(c->size > 0);
    if ((st = tw_state_get(in, &n, sizeof n)) != TW_OK) return st;
    if (n > (in->size - in->at) / c->size) return TW_BROKEN;
    tw_column_free(c);
    if (n == 0) return TW_OK;
    return tw_state_get(in, tw_column_room(c, (size_t)n), (size_t)n * c->size);
}

void tw_state_close(struct tw_state_in *in)
{
    if (!in) return;
    munmap(in->map, in->size + SUM);
    tw_arena_free(in->mem);
}
