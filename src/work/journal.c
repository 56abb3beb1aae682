/* work/journal.c - records at the end of files, an index in memory, files given up from the
** front.
**
** A record is a head of 32 bytes (checksum of all that follows, number, when, length, kind;
** little-endian, as all machines this runs on) and its data.  Segments are named after the first
** number that can be in them, so numbers go on growing also when everything was settled.  A mark
** stands behind its entry; so as segments are given up oldest first, a mark never goes before its
** entry does.
*/
#include "work/journal.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SEGMENT = 64 << 20 /* bytes */, ENTRY = 1, MARK = 2, SPARSE = 8, NAME = 64 };

struct head {
    uint64_t hash; /* of the rest and the data */
    uint64_t number;
    int64_t when; /* Unix s */
    uint32_t length, kind;
};

struct place {
    uint64_t number, segment; /* segment: by its name */
    int64_t when;
    uint64_t offset; /* of the head */
    uint32_t length;
    bool settled;
};

struct segment {
    uint64_t name;
    uint64_t size, live, live_bytes;
};

struct tw_journal {
    struct tw_arena *mem, *scratch;
    const char *folder;
    char name[17];
    int lock, fd;            /* fd: of the last segment */
    struct segment *segment; /* oldest first; the last is written to */
    size_t segments, segment_cap;
    struct place *place;             /* by number */
    size_t places, place_cap, first; /* none before `first` waits */
    uint64_t next;                   /* number */
    uint64_t waiting, bytes, damaged;
    uint64_t most; /* bytes of a segment */
};

/* ---- Files */

static const char *path_of(struct tw_journal *j, const char *file)
{
    struct tw_buf out = {.mem = j->scratch};

    tw_arena_reset(j->scratch);
    tw_buf_addf(&out, "%s/%s", j->folder, file);
    tw_buf_addc(&out, '\0');
    return out.p;
}

static const char *segment_path(struct tw_journal *j, uint64_t name)
{
    char file[NAME];

    snprintf(file, sizeof file, "%016" PRIx64 ".journal", name);
    return path_of(j, file);
}

static enum tw_status of_errno(void)
{
    return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? TW_FULL : TW_IO;
}

/* New names in the folder are to survive as well; some file systems cannot tell. */
static void sync_folder(struct tw_journal *j)
{
    int fd = open(j->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0) return;
    (void)fsync(fd);
    close(fd);
}

static uint64_t hash_of(const struct head *h, struct tw_slice data)
{
    struct tw_slice rest = {(const char *)h + sizeof h->hash, sizeof *h - sizeof h->hash};

    return tw_hash_mix(tw_hash(rest), tw_hash(data));
}

static struct segment *last(struct tw_journal *j)
{
    return &j->segment[j->segments - 1];
}

static struct segment *segment_of(struct tw_journal *j, uint64_t name)
{
    for (size_t i = 0; i < j->segments; i++)
        if (j->segment[i].name == name) return &j->segment[i];
    return NULL;
}

/* The last segment is made when it is not there. */
static enum tw_status open_last(struct tw_journal *j)
{
    struct stat s;

    if (j->fd >= 0) close(j->fd);
    j->fd = open(segment_path(j, last(j)->name), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (j->fd < 0 || fstat(j->fd, &s) != 0) return of_errno();
    if (s.st_size == 0) sync_folder(j);
    return TW_OK;
}

static enum tw_status begin_segment(struct tw_journal *j)
{
    struct segment s = {.name = j->next};

    if (j->fd >= 0 && fdatasync(j->fd) != 0) return of_errno();
    TW_PUSH(j->mem, j->segment, j->segments, j->segment_cap, s);
    return open_last(j);
}

static enum tw_status append(struct tw_journal *j, struct head h, struct tw_slice data,
                             uint64_t *offset)
{
    struct segment *s;
    struct iovec part[2] = {{&h, sizeof h}, {(void *)(uintptr_t)data.p, data.n}};
    size_t want = sizeof h + data.n;
    ssize_t n;
    enum tw_status st;

    if (last(j)->size > 0 && last(j)->size + want > j->most && (st = begin_segment(j)) != TW_OK)
        return st;
    s = last(j);
    h.length = (uint32_t)data.n;
    h.hash = hash_of(&h, data);
    n = writev(j->fd, part, data.n ? 2 : 1);
    if (n != (ssize_t)want) {
        int cause = n < 0 ? errno : ENOSPC;

        if (n > 0 && ftruncate(j->fd, (off_t)s->size) != 0) return TW_IO;
        errno = cause;
        return of_errno();
    }
    *offset = s->size;
    s->size += want;
    return TW_OK;
}

/* ---- The index */

/* The first that is at least `number`, settled or not. */
static size_t at_least(const struct tw_journal *j, uint64_t number)
{
    size_t from = j->first, to = j->places;

    while (from < to) {
        size_t mid = from + (to - from) / 2;

        if (j->place[mid].number < number) from = mid + 1;
        else to = mid;
    }
    return from;
}

static struct place *find(const struct tw_journal *j, uint64_t number)
{
    size_t i = at_least(j, number);

    return i < j->places && j->place[i].number == number ? &j->place[i] : NULL;
}

static void count_live(struct tw_journal *j, const struct place *p, int by)
{
    struct segment *s = segment_of(j, p->segment);

    assert(s);
    s->live += (uint64_t)(int64_t)by;
    s->live_bytes += (uint64_t)(by * (int64_t)p->length);
    j->waiting += (uint64_t)(int64_t)by;
    j->bytes += (uint64_t)(by * (int64_t)p->length);
}

/* Those in front that wait no more make room. */
static void trim_places(struct tw_journal *j)
{
    while (j->first < j->places && j->place[j->first].settled) j->first++;
    if (j->first < 64 || j->first < j->places / 2) return;
    j->places -= j->first;
    memmove(j->place, j->place + j->first, j->places * sizeof *j->place);
    j->first = 0;
}

/* Nearly always at the end: only what was moved has a lower number than what is before it. */
static void insert_place(struct tw_journal *j, struct place p)
{
    size_t i = at_least(j, p.number);

    TW_ROOM(j->mem, j->place, j->places, j->place_cap);
    memmove(j->place + i + 1, j->place + i, (j->places - i) * sizeof *j->place);
    j->place[i] = p;
    j->places++;
}

static void put_place(struct tw_journal *j, struct place p)
{
    struct place *known = find(j, p.number);

    if (known && known->settled) return;
    if (known) { /* moved behind, before its segment went */
        count_live(j, known, -1);
        *known = p;
    } else {
        insert_place(j, p);
    }
    count_live(j, &p, 1);
    if (p.number >= j->next) j->next = p.number + 1;
}

static void settle(struct tw_journal *j, struct place *p)
{
    p->settled = true;
    count_live(j, p, -1);
}

/* ---- Reading */

/* The record at `offset` of an open segment; data in mem.  TW_DONE: its end; TW_EMPTY: its end,
** which a crash tore. */
static enum tw_status read_record(int fd, struct tw_arena *mem, uint64_t offset, struct head *h,
                                  struct tw_slice *data)
{
    ssize_t n = pread(fd, h, sizeof *h, (off_t)offset);
    char *p;

    if (n == 0) return TW_DONE;
    if (n < 0) return TW_BROKEN;
    if (n != sizeof *h) return TW_EMPTY;
    if (h->length > TW_JOURNAL_ENTRY || (h->kind != ENTRY && h->kind != MARK)) return TW_BROKEN;
    p = tw_arena_alloc(mem, h->length);
    if (pread(fd, p, h->length, (off_t)(offset + sizeof *h)) != (ssize_t)h->length) return TW_EMPTY;
    *data = (struct tw_slice){p, h->length};
    return hash_of(h, *data) == h->hash ? TW_OK : TW_BROKEN;
}

static void learn(struct tw_journal *j, const struct head *h, uint64_t segment, uint64_t offset)
{
    struct place *p;

    if (h->kind == ENTRY)
        put_place(j, (struct place){.number = h->number,
                                    .segment = segment,
                                    .when = h->when,
                                    .offset = offset,
                                    .length = h->length});
    else if ((p = find(j, h->number)) && !p->settled) settle(j, p);
}

/* All records of a segment, up to its end or what is damaged; *whole tells that it may be written
** to. */
static enum tw_status scan(struct tw_journal *j, struct segment *s, bool *whole)
{
    struct tw_arena *mem = tw_arena_new(0);
    int fd = open(segment_path(j, s->name), O_RDONLY | O_CLOEXEC);
    struct head h;
    struct tw_slice data;
    enum tw_status st = fd < 0 ? of_errno() : TW_OK;

    while (st == TW_OK && (st = read_record(fd, mem, s->size, &h, &data)) == TW_OK) {
        learn(j, &h, s->name, s->size);
        s->size += sizeof h + h.length;
        tw_arena_reset(mem);
    }
    j->damaged += st == TW_BROKEN;
    *whole = st == TW_DONE;
    if (fd >= 0) close(fd);
    tw_arena_free(mem);
    return st == TW_DONE || st == TW_EMPTY || st == TW_BROKEN ? TW_OK : st;
}

static int by_name(const void *a, const void *b)
{
    const struct segment *x = a, *y = b;

    return x->name < y->name ? -1 : x->name > y->name;
}

static enum tw_status find_segments(struct tw_journal *j)
{
    DIR *d = opendir(j->folder);
    struct dirent *e;

    if (!d) return of_errno();
    while ((e = readdir(d))) {
        char *end;
        struct segment s = {.name = strtoull(e->d_name, &end, 16)};

        if (end == e->d_name + 16 && strcmp(end, ".journal") == 0)
            TW_PUSH(j->mem, j->segment, j->segments, j->segment_cap, s);
    }
    closedir(d);
    TW_SORT(j->segment, j->segments, by_name);
    return TW_OK;
}

/* ---- Giving up segments */

static enum tw_status load(struct tw_journal *j, struct tw_arena *mem, const struct place *p,
                           struct head *h, struct tw_slice *data)
{
    int fd = open(segment_path(j, p->segment), O_RDONLY | O_CLOEXEC);
    enum tw_status st = fd < 0 ? TW_IO : read_record(fd, mem, p->offset, h, data);

    if (fd >= 0) close(fd);
    return st == TW_OK && h->number == p->number && h->kind == ENTRY ? TW_OK : TW_BROKEN;
}

static void drop_first(struct tw_journal *j)
{
    (void)unlink(segment_path(j, j->segment[0].name));
    j->segments--;
    memmove(j->segment, j->segment + 1, j->segments * sizeof *j->segment);
}

/* Writes what waits in the oldest segment anew at the end. */
static enum tw_status move_first(struct tw_journal *j)
{
    uint64_t name = j->segment[0].name;
    enum tw_status st = TW_OK;

    for (size_t i = j->first; i < j->places && st == TW_OK; i++) {
        struct tw_arena *mem;
        struct place *p = &j->place[i], moved = *p;
        struct head h;
        struct tw_slice data;

        if (p->settled || p->segment != name) continue;
        mem = tw_arena_new(0);
        st = load(j, mem, p, &h, &data);
        if (st == TW_OK) st = append(j, h, data, &moved.offset);
        moved.segment = last(j)->name;
        if (st == TW_OK) put_place(j, moved);
        tw_arena_free(mem);
    }
    return st == TW_OK ? tw_journal_sync(j) : st;
}

/* What cannot be given up stays: it costs room. */
static void give_up(struct tw_journal *j)
{
    while (j->segments > 1) {
        const struct segment *s = &j->segment[0];

        if (s->live && j->segments > 2 && s->live_bytes < s->size / SPARSE
            && move_first(j) != TW_OK)
            return;
        if (j->segment[0].live) return;
        drop_first(j);
    }
}

/* ---- Its life */

static enum tw_status take_lock(struct tw_journal *j)
{
    j->lock = open(path_of(j, "lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (j->lock < 0) return of_errno();
    if (flock(j->lock, LOCK_EX | LOCK_NB) == 0) return TW_OK;
    return errno == EWOULDBLOCK ? TW_LOCKED : TW_IO;
}

/* Reads the name, or draws one. */
static enum tw_status find_name(struct tw_journal *j)
{
    uint64_t drawn;
    int fd = open(path_of(j, "name"), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    ssize_t n = fd < 0 ? -1 : read(fd, j->name, 16);
    bool ok = n == 16;

    if (n >= 0 && n < 16) {
        ok = getrandom(&drawn, sizeof drawn, 0) == sizeof drawn;
        snprintf(j->name, sizeof j->name, "%016" PRIx64, drawn);
        ok = ok && pwrite(fd, j->name, 16, 0) == 16 && fdatasync(fd) == 0;
    }
    j->name[16] = '\0';
    if (fd >= 0) close(fd);
    return ok ? TW_OK : of_errno();
}

static enum tw_status read_all(struct tw_journal *j, bool *whole)
{
    enum tw_status st = find_segments(j);

    *whole = false;
    j->next = j->segments ? last(j)->name : 1;
    for (size_t i = 0; i < j->segments && st == TW_OK; i++) st = scan(j, &j->segment[i], whole);
    trim_places(j);
    return st;
}

static enum tw_status open_all(struct tw_journal *j)
{
    enum tw_status st;
    bool whole;

    if (mkdir(j->folder, 0777) != 0 && errno != EEXIST) return of_errno();
    if ((st = take_lock(j)) != TW_OK || (st = find_name(j)) != TW_OK) return st;
    if ((st = read_all(j, &whole)) != TW_OK) return st;
    if (!whole && j->segments && last(j)->name == j->next) j->next++; /* nothing in it is whole */
    st = whole ? open_last(j) : begin_segment(j);
    if (st == TW_OK) give_up(j);
    return st;
}

enum tw_status tw_journal_open(struct tw_arena *mem, const char *folder, uint64_t segment,
                               struct tw_journal **out, const char **why)
{
    struct tw_arena *own = tw_arena_new(0);
    struct tw_journal *j = tw_arena_zalloc(own, sizeof *j);
    struct tw_buf text = {.mem = mem};
    enum tw_status st;

    *out = NULL;
    *j = (struct tw_journal){.mem = own,
                             .scratch = tw_arena_new(0),
                             .lock = -1,
                             .fd = -1,
                             .most = segment ? segment : SEGMENT,
                             .folder = tw_slice_dup(own, tw_slice_of(folder)).p};
    errno = 0;
    st = open_all(j);
    if (st == TW_OK) {
        *out = j;
        return TW_OK;
    }
    tw_buf_addf(&text, "%s: %s", folder,
                st == TW_LOCKED ? "another process has this journal" : strerror(errno));
    tw_buf_addc(&text, '\0');
    *why = text.p;
    tw_journal_close(j);
    return st;
}

void tw_journal_close(struct tw_journal *j)
{
    if (!j) return;
    if (j->fd >= 0) close(j->fd);
    if (j->lock >= 0) close(j->lock);
    tw_arena_free(j->scratch);
    tw_arena_free(j->mem);
}

const char *tw_journal_name(const struct tw_journal *j)
{
    return j->name;
}

enum tw_status tw_journal_add(struct tw_journal *j, struct tw_slice data, int64_t when,
                              uint64_t *number)
{
    struct place p = {.number = j->next, .when = when, .length = (uint32_t)data.n};
    enum tw_status st;

    if (data.n > TW_JOURNAL_ENTRY) return TW_TOOBIG;
    st = append(j, (struct head){.number = p.number, .when = when, .kind = ENTRY}, data, &p.offset);
    if (st != TW_OK) return st;
    p.segment = last(j)->name;
    put_place(j, p);
    *number = p.number;
    return TW_OK;
}

enum tw_status tw_journal_sync(struct tw_journal *j)
{
    return fdatasync(j->fd) == 0 ? TW_OK : of_errno();
}

enum tw_status tw_journal_settle(struct tw_journal *j, uint64_t number)
{
    struct place *p = find(j, number);
    uint64_t offset;
    enum tw_status st;

    if (!p || p->settled) return TW_OK;
    st =
        append(j, (struct head){.number = number, .kind = MARK}, (struct tw_slice){"", 0}, &offset);
    if (st != TW_OK) return st;
    settle(j, p);
    trim_places(j);
    give_up(j);
    return TW_OK;
}

enum tw_status tw_journal_next(struct tw_journal *j, struct tw_arena *mem, uint64_t after,
                               struct tw_entry *out)
{
    size_t i = at_least(j, after + 1);
    struct head h;
    enum tw_status st;

    while (i < j->places && j->place[i].settled) i++;
    if (i == j->places) return TW_DONE;
    *out =
        (struct tw_entry){.number = j->place[i].number, .when = j->place[i].when, .data = {"", 0}};
    st = load(j, mem, &j->place[i], &h, &out->data);
    if (st == TW_OK) return TW_OK;
    out->data = (struct tw_slice){"", 0};
    return TW_BROKEN;
}

void tw_journal_state(const struct tw_journal *j, struct tw_journal_state *out)
{
    *out = (struct tw_journal_state){.waiting = j->waiting,
                                     .bytes = j->bytes,
                                     .damaged = j->damaged,
                                     .oldest = j->first < j->places ? j->place[j->first].when : 0};
    for (size_t i = 0; i < j->segments; i++) out->disk += j->segment[i].size;
}
