/* cmd_shards.c - see cmd_shards.h.
**
** The shards of a day are merged by a heap of one reader each, opened together: so there have to be
** as many descriptors as shards that reach into a day.
*/
#include "cmd_shards.h"

#include "base/hash.h"
#include "base/vec.h"
#include "cmd.h"
#include "fetch/heap.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <sys/resource.h>

static const char ENDING[] = ".parcels";

const char *tw_cmd_shard_path(struct tw_arena *mem, const char *folder, const char *shard)
{
    struct tw_slice name = tw_slice_of(shard);
    struct tw_buf path = {.mem = mem};
    enum { LONGEST = 150 };

    while (name.n > 1 && name.p[name.n - 1] == '/') name.n--;
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == '/') {
            name = tw_slice_sub(name, i, name.n);
            break;
        }
    if (name.n > LONGEST) name = tw_slice_sub(name, name.n - LONGEST, name.n);
    tw_buf_addf(&path, "%s/", folder);
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];

        tw_buf_addc(&path, tw_is_alnum(c) || c == '-' || c == '_' || (c == '.' && i > 0) ? c : '_');
    }
    tw_buf_addf(&path, "-%016llx%s%c", (unsigned long long)tw_hash(tw_slice_of(shard)), ENDING, 0);
    return path.p;
}

/* ---- The folder */

static int by_path(const void *x, const void *y)
{
    const struct tw_shard *a = x, *b = y;

    return tw_slice_cmp(a->path, b->path);
}

static bool read_one(struct tw_arena *mem, const char *folder, const char *name,
                     struct tw_shard *out)
{
    struct tw_buf path = {.mem = mem};
    enum tw_status st;

    tw_buf_addf(&path, "%s/%s%c", folder, name, 0);
    st = tw_shard_open(mem, path.p, out);
    if (st == TW_OK) return true;
    tw_say("%s: %s; map its shard again", path.p, tw_status_text(st));
    return false;
}

bool tw_cmd_shards_open(struct tw_arena *mem, const char *folder, struct tw_shards *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t cap = 0;
    bool whole = true;

    *out = (struct tw_shards){.folder = folder};
    if (!dir) {
        tw_say("%s: %s", folder, strerror(errno));
        return false;
    }
    while (whole && (entry = readdir(dir))) {
        struct tw_slice name = tw_slice_of(entry->d_name);
        struct tw_shard shard;

        if (name.p[0] == '.' || !tw_slice_ends(name, tw_slice_of(ENDING))) continue;
        whole = read_one(mem, folder, entry->d_name, &shard);
        if (whole) TW_PUSH(mem, out->v, out->n, cap, shard);
    }
    closedir(dir);
    TW_SORT(out->v, out->n, by_path);
    return whole;
}

static int by_number(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;

    return (*a > *b) - (*a < *b);
}

int64_t *tw_cmd_shards_days(struct tw_arena *mem, const struct tw_shards *s, size_t *n)
{
    int64_t *day = NULL;
    size_t cap = 0, all = 0;

    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->v[i].days; k++)
            TW_PUSH(mem, day, all, cap, s->v[i].day[k].day);
    TW_SORT(day, all, by_number);
    *n = 0;
    for (size_t i = 0; i < all; i++)
        if (*n == 0 || day[*n - 1] != day[i]) day[(*n)++] = day[i];
    return day;
}

static int by_day(const void *key, const void *item)
{
    const int64_t *day = key;
    const struct tw_shard_day *d = item;

    return (*day > d->day) - (*day < d->day);
}

static const struct tw_shard_day *find_day(const struct tw_shard *s, int64_t day)
{
    return s->days ? bsearch(&day, s->day, s->days, sizeof *s->day, by_day) : NULL;
}

struct tw_shards_day tw_cmd_shards_day(const struct tw_shards *s, int64_t day)
{
    struct tw_shards_day out = {0};
    size_t folder = strlen(s->folder);

    for (size_t i = 0; i < s->n; i++) {
        const struct tw_shard_day *d = find_day(&s->v[i], day);

        if (!d) continue;
        out.parcels += d->parcels;
        out.bytes += d->bytes;
        out.hash = tw_hash_mix(out.hash,
                               tw_hash(tw_slice_sub(s->v[i].path, folder, s->v[i].path.n)));
        out.hash = tw_hash_mix(out.hash, d->hash);
    }
    return out;
}

/* ---- Merging */

struct cursor {
    size_t shard;
    struct tw_shard_reader *reader;
    struct tw_place place;
    struct tw_slice packed;
};

struct tw_merging {
    struct tw_arena *mem;
    const struct tw_shards *shards;
    struct cursor *cursor;
    size_t n;
    struct tw_heap heap;
    struct cursor *given;       /* its parcel was given last */
    struct cursor *failed;
    enum tw_status st;
};

static bool before(const void *x, const void *y)
{
    const struct cursor *a = x, *b = y;

    if (a->place.time != b->place.time) return a->place.time < b->place.time;
    if (a->place.received != b->place.received) return a->place.received < b->place.received;
    return a->shard < b->shard;
}

/* Its next parcel, into the heap. */
static void advance(struct tw_merging *m, struct cursor *c)
{
    enum tw_status st = tw_shard_next(c->reader, &c->place, &c->packed);

    if (st == TW_OK) tw_heap_push(&m->heap, c);
    else if (st != TW_DONE) {
        m->st = st;
        m->failed = c;
    }
}

/* As many files may be open as the system allows. */
static void raise_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

struct tw_merging *tw_cmd_merging_open(const struct tw_shards *s, int64_t day)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_merging *m = TW_NEW(mem, struct tw_merging);

    *m = (struct tw_merging){.mem = mem, .shards = s, .heap = {.mem = mem, .before = before}};
    m->cursor = TW_NEW_N(mem, struct cursor, s->n);
    raise_limit();
    for (size_t i = 0; i < s->n && m->st == TW_OK; i++) {
        const struct tw_shard_day *d = find_day(&s->v[i], day);
        struct cursor *c = &m->cursor[m->n];

        if (!d) continue;
        m->n++;
        c->shard = i;
        m->st = tw_shard_read(&s->v[i], d, &c->reader);
        if (m->st == TW_OK) advance(m, c);
        else m->failed = c;
    }
    return m;
}

enum tw_status tw_cmd_merging_next(struct tw_merging *m, const struct tw_shard **shard,
                                   struct tw_slice *packed)
{
    struct cursor *c = m->given;

    m->given = NULL;
    if (c) advance(m, c);
    if (m->st != TW_OK) {
        *shard = &m->shards->v[m->failed->shard];
        return m->st;
    }
    if (m->heap.n == 0) return TW_DONE;
    c = m->given = tw_heap_pop(&m->heap);
    *shard = &m->shards->v[c->shard];
    *packed = c->packed;
    return TW_OK;
}

void tw_cmd_merging_close(struct tw_merging *m)
{
    if (!m) return;
    for (size_t i = 0; i < m->n; i++) tw_shard_close(m->cursor[i].reader);
    tw_arena_free(m->mem);
}
