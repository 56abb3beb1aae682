/* store/shardfile.c - parcels as they come into a file without a name, from there in order into
** another.
**
** Layout: 8 bytes of kind, where the table lies and its XXH3-64 (8 bytes each, lowest first), the
** parcels (each behind its length, time and time received: 4, 8, 8 bytes), the table (base/wire.h).
** An archive is mostly in order already, so the second pass reads nearly in sequence what the first
** has just written; the first file has no name, so nothing is left of it whatever happens.
** Each pass writes every byte once: 2 KB an article are not worth a merge of sorted runs.
*/
#include "store/shardfile.h"

#include "base/hash.h"
#include "base/vec.h"
#include "base/wire.h"
#include "store/packing.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 24, FRONT = 20, BUFFER = 64 << 10, TABLE_MAX = 64 << 20 };
static const char KIND[8] = {'T', 'W', 'S', 'H', 'A', 'R', 'D', '1'};

static void put_le(char *to, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++) to[i] = (char)(n >> 8 * i);
}

static uint64_t get_le(const char *from, int bytes)
{
    uint64_t n = 0;

    for (int i = 0; i < bytes; i++) n |= (uint64_t)(unsigned char)from[i] << 8 * i;
    return n;
}

static int64_t day_of(int64_t time)
{
    return time / 86400 - (time % 86400 < 0);
}

/* ---- Writing */

struct entry { struct tw_place place; uint64_t offset, number; uint32_t length; };

struct tw_shard_out {
    struct tw_arena *mem;
    const char *path, *beside;
    struct tw_slice shard, version;
    FILE *come, *file;              /* as they came; in order */
    uint64_t size;                  /* of the first */
    struct entry *entry;
    size_t n, cap;
};

static enum tw_status failure(void)
{
    return errno == ENOSPC || errno == EDQUOT ? TW_FULL : TW_IO;
}

void tw_shard_abandon(struct tw_shard_out *out)
{
    if (!out) return;
    if (out->come) (void)fclose(out->come);
    if (out->file) {
        (void)fclose(out->file);
        (void)unlink(out->beside);
    }
    tw_arena_free(out->mem);
}

static FILE *create(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w+b");

    if (fd >= 0 && !f) close(fd);
    return f;
}

/* PATH with the process and an ending, so that two tasks on one shard do not write one file. */
static const char *beside(struct tw_arena *mem, const char *path, const char *ending)
{
    struct tw_buf name = {.mem = mem};
    char host[64] = "";

    (void)gethostname(host, sizeof host - 1);
    tw_buf_addf(&name, "%s.%s.%ld%s%c", path, host, (long)getpid(), ending, 0);
    return name.p;
}

enum tw_status tw_shard_create(const char *path, struct tw_slice shard, struct tw_slice version,
                               struct tw_shard_out **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_shard_out *o = TW_NEW(mem, struct tw_shard_out);
    const char *come = beside(mem, path, ".come");

    *o = (struct tw_shard_out){
        .mem = mem, .shard = tw_slice_dup(mem, shard), .version = tw_slice_dup(mem, version)};
    o->path = tw_slice_dup(mem, tw_slice_of(path)).p;
    o->beside = beside(mem, path, ".new");
    *out = o;
    o->come = create(come);
    if (o->come) (void)unlink(come);
    if (o->come) o->file = create(o->beside);
    if (o->file) return TW_OK;
    *out = NULL;
    tw_shard_abandon(o);
    return failure();
}

enum tw_status tw_shard_put(struct tw_shard_out *out, struct tw_place place, struct tw_slice packed)
{
    TW_PUSH(out->mem, out->entry, out->n, out->cap,
            ((struct entry){place, out->size, out->n, (uint32_t)packed.n}));
    out->size += packed.n;
    return fwrite(packed.p, 1, packed.n, out->come) == packed.n ? TW_OK : failure();
}

static int in_order(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;

    if (a->place.time != b->place.time) return a->place.time < b->place.time ? -1 : 1;
    if (a->place.received != b->place.received)
        return a->place.received < b->place.received ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Copies one parcel behind what stands in the file already. */
static bool copy(struct tw_shard_out *out, const struct entry *e, char *buffer,
                 struct tw_shard_day *day)
{
    size_t n = FRONT + e->length;

    put_le(buffer, e->length, 4);
    put_le(buffer + 4, (uint64_t)e->place.time, 8);
    put_le(buffer + 12, (uint64_t)e->place.received, 8);
    if (pread(fileno(out->come), buffer + FRONT, e->length, (off_t)e->offset) != (ssize_t)e->length)
        return false;
    day->parcels++;
    day->bytes += n;
    day->hash = tw_hash_mix(day->hash, tw_hash((struct tw_slice){buffer, n}));
    return fwrite(buffer, 1, n, out->file) == n;
}

static struct tw_slice make_table(const struct tw_shard_out *out, const struct tw_shard_totals *t,
                                  const struct tw_shard_day *day, size_t days)
{
    struct tw_buf table = {.mem = out->mem};

    tw_wire_put_text(&table, out->shard);
    tw_wire_put_text(&table, out->version);
    tw_wire_put_number(&table, t->documents);
    tw_wire_put_number(&table, t->kept);
    tw_wire_put_number(&table, t->not_article);
    tw_wire_put_number(&table, t->dropped);
    tw_wire_put_number(&table, days);
    for (size_t i = 0; i < days; i++) {
        tw_wire_put_signed(&table, day[i].day);
        tw_wire_put_number(&table, day[i].parcels);
        tw_wire_put_number(&table, day[i].bytes);
        tw_wire_put_number(&table, day[i].hash);
    }
    return tw_buf_slice(&table);
}

/* All parcels and the table; the head last. */
static bool write_all(struct tw_shard_out *out, const struct tw_shard_totals *totals)
{
    struct tw_shard_day *day = NULL;
    struct tw_slice table;
    uint64_t end = HEAD;
    size_t days = 0, cap = 0, longest = 0;
    char head[HEAD] = {0}, *buffer;

    TW_SORT(out->entry, out->n, in_order);
    for (size_t i = 0; i < out->n; i++)
        if (out->entry[i].length > longest) longest = out->entry[i].length;
    buffer = tw_arena_alloc(out->mem, FRONT + longest);
    if (fflush(out->come) != 0 || fwrite(head, 1, HEAD, out->file) != HEAD) return false;
    for (size_t i = 0; i < out->n; i++) {
        int64_t of = day_of(out->entry[i].place.time);

        if (days == 0 || day[days - 1].day != of)
            TW_PUSH(out->mem, day, days, cap, ((struct tw_shard_day){.day = of}));
        if (!copy(out, &out->entry[i], buffer, &day[days - 1])) return false;
        end += FRONT + out->entry[i].length;
    }
    table = make_table(out, totals, day, days);
    memcpy(head, KIND, sizeof KIND);
    put_le(head + 8, end, 8);
    put_le(head + 16, tw_hash(table), 8);
    return fwrite(table.p, 1, table.n, out->file) == table.n && fflush(out->file) == 0
        && pwrite(fileno(out->file), head, HEAD, 0) == HEAD;
}

/* Makes the new name last through a power cut, where the file system can. */
static void flush_folder(struct tw_shard_out *out)
{
    struct tw_slice path = tw_slice_of(out->path);
    size_t cut = path.n;
    int fd;

    while (cut > 0 && path.p[cut - 1] != '/') cut--;
    fd = open(cut ? tw_slice_dup(out->mem, tw_slice_sub(path, 0, cut)).p : ".",
              O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    (void)fsync(fd);
    close(fd);
}

enum tw_status tw_shard_commit(struct tw_shard_out *out, const struct tw_shard_totals *totals)
{
    enum tw_status st = TW_OK;

    if (!write_all(out, totals) || fsync(fileno(out->file)) != 0
        || rename(out->beside, out->path) != 0)
        st = failure();
    if (st == TW_OK) {
        flush_folder(out);
        (void)fclose(out->file);
        out->file = NULL;
    }
    tw_shard_abandon(out);
    return st;
}

/* ---- Reading */

static bool read_at(int fd, void *to, size_t n, uint64_t offset)
{
    return pread(fd, to, n, (off_t)offset) == (ssize_t)n;
}

static enum tw_status read_table(struct tw_arena *mem, struct tw_slice table, uint64_t end,
                                 struct tw_shard *out)
{
    struct tw_wire w = {.rest = table};
    uint64_t offset = HEAD;

    out->shard = tw_wire_text(&w);
    out->version = tw_wire_text(&w);
    out->totals.documents = tw_wire_number(&w);
    out->totals.kept = tw_wire_number(&w);
    out->totals.not_article = tw_wire_number(&w);
    out->totals.dropped = tw_wire_number(&w);
    out->days = tw_wire_count(&w);
    out->day = TW_NEW_N(mem, struct tw_shard_day, out->days);
    for (size_t i = 0; i < out->days; i++) {
        struct tw_shard_day *d = &out->day[i];

        d->day = tw_wire_signed(&w);
        d->parcels = tw_wire_number(&w);
        d->bytes = tw_wire_number(&w);
        d->hash = tw_wire_number(&w);
        d->offset = offset;
        if (d->bytes > end - offset || (i > 0 && d->day <= d[-1].day)) return TW_BROKEN;
        offset += d->bytes;
    }
    return w.broken || w.rest.n || offset != end ? TW_BROKEN : TW_OK;
}

static enum tw_status read_file(struct tw_arena *mem, int fd, struct tw_shard *out)
{
    struct stat file;
    char head[HEAD], *table;
    uint64_t at, sum;
    size_t n;

    if (fstat(fd, &file) != 0) return TW_IO;
    if (file.st_size < HEAD || !read_at(fd, head, HEAD, 0)) return TW_BROKEN;
    if (memcmp(head, KIND, sizeof KIND - 1) != 0) return TW_BROKEN;
    if (head[sizeof KIND - 1] != KIND[sizeof KIND - 1]) return TW_NEWER;
    at = get_le(head + 8, 8);
    sum = get_le(head + 16, 8);
    if (at < HEAD || at > (uint64_t)file.st_size) return TW_BROKEN;
    n = (size_t)((uint64_t)file.st_size - at);
    if (n > TABLE_MAX) return TW_BROKEN;
    table = tw_arena_alloc(mem, n);
    if (!read_at(fd, table, n, at)) return TW_IO;
    if (tw_hash((struct tw_slice){table, n}) != sum) return TW_BROKEN;
    return read_table(mem, (struct tw_slice){table, n}, at, out);
}

enum tw_status tw_shard_open(struct tw_arena *mem, const char *path, struct tw_shard *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum tw_status st;

    *out = (struct tw_shard){.path = tw_slice_dup(mem, tw_slice_of(path))};
    if (fd < 0) return errno == ENOENT ? TW_NOTFOUND : TW_IO;
    st = read_file(mem, fd, out);
    close(fd);
    return st;
}

struct tw_shard_reader {
    struct tw_arena *mem;
    FILE *file;
    struct tw_shard_day day;        /* what is left of it */
    struct tw_place last;
    char *buffer;
    size_t cap;
};

enum tw_status tw_shard_read(const struct tw_shard *shard, const struct tw_shard_day *day,
                             struct tw_shard_reader **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_shard_reader *r = TW_NEW(mem, struct tw_shard_reader);

    *r = (struct tw_shard_reader){.mem = mem, .day = *day, .last = {INT64_MIN, INT64_MIN}};
    *out = r;
    r->file = fopen(shard->path.p, "rbe");
    if (r->file && setvbuf(r->file, NULL, _IOFBF, BUFFER) == 0
        && fseeko(r->file, (off_t)day->offset, SEEK_SET) == 0) return TW_OK;
    tw_shard_close(r);
    *out = NULL;
    return TW_IO;
}

void tw_shard_close(struct tw_shard_reader *r)
{
    if (!r) return;
    if (r->file) (void)fclose(r->file);
    tw_arena_free(r->mem);
}

/* No parcel is longer than what the packer could be made to unpack. */
static char *room(struct tw_shard_reader *r, size_t n)
{
    if (n > r->cap) {
        r->buffer = tw_arena_grow(r->mem, r->buffer, r->cap, n + n / 2);
        r->cap = n + n / 2;
    }
    return r->buffer;
}

enum tw_status tw_shard_next(struct tw_shard_reader *r, struct tw_place *place,
                             struct tw_slice *packed)
{
    char front[FRONT];
    size_t n;

    if (r->day.bytes == 0) return r->day.parcels ? TW_BROKEN : TW_DONE;
    if (r->day.bytes < FRONT || r->day.parcels == 0) return TW_BROKEN;
    if (fread(front, 1, FRONT, r->file) != FRONT) return TW_IO;
    n = (size_t)get_le(front, 4);
    place->time = (int64_t)get_le(front + 4, 8);
    place->received = (int64_t)get_le(front + 12, 8);
    if (n > r->day.bytes - FRONT || n > TW_UNPACKED_MAX || day_of(place->time) != r->day.day)
        return TW_BROKEN;
    if (place->time < r->last.time
        || (place->time == r->last.time && place->received < r->last.received)) return TW_BROKEN;
    if (fread(room(r, n), 1, n, r->file) != n) return TW_IO;
    r->last = *place;
    r->day.bytes -= FRONT + n;
    r->day.parcels--;
    *packed = (struct tw_slice){r->buffer, n};
    return TW_OK;
}
