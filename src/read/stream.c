/* read/stream.c - a sliding window over a file, with a decoder in between.
**
** Two windows: packed bytes read from the file (`in`) and unpacked bytes shown
** to the caller (`out`).  An unpacked file has only the second.  Each decoder
** has one step: take from `in`, append to `out`, say whether a member ended
** (unpack.c).  Members are noted as they begin, and forgotten when the caller
** has passed them, so the list is as long as the window shows.
*/
#include "read/stream.h"

#include "read/unpack.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    STEP = 256 << 10,           /* bytes a plain file is read by */
    INPUT = 1 << 20,            /* packed bytes read ahead, ... */
    LOW = 128 << 10,            /* ... when fewer are left than a common member has */
    FREE_OUTPUT = 64 << 20      /* no bomb below this */
};

struct member { uint64_t in, out; };    /* where it begins: file, unpacked text */

struct tw_stream {
    int fd;
    bool ended;                 /* the file has no more bytes */
    bool damaged;               /* the decoder stopped for good, until a resync */
    enum tw_status failed;      /* why it stopped; TW_OK */
    struct tw_window in, out;
    uint64_t in_at, out_at;     /* offsets of the windows' first bytes */
    uint64_t resync_at;         /* where the last resync found a member; never twice the same */
    struct tw_unpack *unpack;   /* NULL: not compressed */
    struct { struct member *v; size_t first, n, cap; } members;
};

struct tw_stream *tw_stream_new(void)
{
    struct tw_stream *s = calloc(1, sizeof *s);

    if (!s) tw_oom(sizeof *s);
    s->fd = -1;
    return s;
}

void tw_stream_free(struct tw_stream *s)
{
    if (!s) return;
    tw_unpack_free(s->unpack);
    free(s->in.buf);
    free(s->out.buf);
    free(s->members.v);
    free(s);
}

/* Reads once into w; false at the end of the file or when it fails. */
static bool read_some(struct tw_stream *s, struct tw_window *w, size_t room)
{
    ssize_t n;

    if (s->ended) return false;
    tw_window_room(w, room);
    do n = read(s->fd, w->buf + w->off + w->n,
                w->cap - w->off - w->n); while (n < 0 && errno == EINTR);
    if (n <= 0) {
        s->ended = true;
        if (n < 0) s->failed = TW_IO;
        return false;
    }
    w->n += (size_t)n;
    return true;
}

static void note_member(struct tw_stream *s)
{
    if (s->members.first == s->members.n) s->members.first = s->members.n = 0;
    if (s->members.n == s->members.cap) {
        size_t cap = s->members.cap ? s->members.cap * 2 : 64;
        struct member *v = realloc(s->members.v, cap * sizeof *v);

        if (!v) tw_oom(cap * sizeof *v);
        s->members.v = v;
        s->members.cap = cap;
    }
    s->members.v[s->members.n++] = (struct member){s->in_at, s->out_at + s->out.n};
}

void tw_stream_start(struct tw_stream *s, int fd)
{
    enum tw_codec codec;

    s->fd = fd;
    s->ended = s->damaged = false;
    s->failed = TW_OK;
    s->in.off = s->in.n = s->out.off = s->out.n = 0;
    s->in_at = s->out_at = 0;
    s->resync_at = UINT64_MAX;
    s->members.first = s->members.n = 0;
    tw_unpack_free(s->unpack);
    s->unpack = NULL;
    while (s->out.n < TW_CODEC_BYTES && read_some(s, &s->out, STEP)) {}
    codec = tw_codec_sniff((struct tw_slice){s->out.buf + s->out.off, s->out.n});
    if (codec == TW_CODEC_NONE) return;
    s->unpack = tw_unpack_new(codec);
    struct tw_window first = s->out;    /* the bytes seen so far are packed ones */

    s->out = s->in;
    s->in = first;
}

static bool is_bomb(const struct tw_stream *s)
{
    uint64_t made = s->out_at + s->out.n;

    return made > FREE_OUTPUT && made / TW_STREAM_RATIO > s->in_at;
}

/* Unpacks a little more; false when there is no more, *st says why. */
static bool unpack_some(struct tw_stream *s, enum tw_status *st)
{
    size_t before;

    if (s->failed != TW_OK || s->damaged) return *st = s->damaged ? TW_BROKEN : s->failed, false;
    if (s->in.n < LOW)
        while (s->in.n < INPUT && read_some(s, &s->in, INPUT - s->in.n)) {}
    if (s->failed != TW_OK) return *st = s->failed, false;
    before = s->in.n;
    if (tw_unpack_between(s->unpack)) {
        if (before == 0) return *st = TW_DONE, false;
        note_member(s);
    }
    *st = tw_unpack_step(s->unpack, &s->in, &s->out, s->ended);
    s->in_at += before - s->in.n;
    if (is_bomb(s)) *st = s->failed = TW_TOOBIG;
    if (*st == TW_BROKEN) s->damaged = true;
    else s->failed = *st;
    return *st == TW_OK;
}

enum tw_status tw_stream_fill(struct tw_stream *s, size_t want)
{
    enum tw_status st = TW_DONE;

    while (s->out.n < want) {
        size_t missing = want - s->out.n;

        if (s->unpack) {
            if (!unpack_some(s, &st)) return s->out.n < want ? st : TW_OK;
        } else if (!read_some(s, &s->out, missing > STEP ? missing : STEP)) {
            return s->failed != TW_OK ? s->failed : TW_DONE;
        }
    }
    return TW_OK;
}

struct tw_slice tw_stream_window(const struct tw_stream *s)
{
    return s->out.n ? (struct tw_slice){s->out.buf + s->out.off, s->out.n} : TW_LIT("");
}

void tw_stream_skip(struct tw_stream *s, size_t n)
{
    assert(n <= s->out.n);
    s->out.off += n;
    s->out.n -= n;
    s->out_at += n;
    while (s->members.first < s->members.n && s->members.v[s->members.first].out < s->out_at)
        s->members.first++;
}

static void clear(struct tw_stream *s)
{
    s->out_at += s->out.n;
    s->out.off = s->out.n = 0;
    s->members.first = s->members.n = 0;
}

void tw_stream_stop(struct tw_stream *s)
{
    clear(s);
    s->damaged = false;
    s->ended = true;
    s->failed = TW_DONE;
}

bool tw_stream_resync(struct tw_stream *s)
{
    if (!s->unpack || s->failed != TW_OK) return tw_stream_stop(s), false;
    clear(s);
    for (;;) {
        struct tw_slice in = {s->in.buf + s->in.off, s->in.n};
        size_t skip = tw_unpack_restart(s->unpack, in, s->resync_at == s->in_at);
        bool found = skip != TW_NONE;

        if (!found) skip = s->in.n > TW_CODEC_BYTES ? s->in.n - TW_CODEC_BYTES : s->ended ? s->in.n
            : 0;
        s->in.off += skip;
        s->in.n -= skip;
        s->in_at += skip;
        if (found) {
            s->resync_at = s->in_at;
            return s->damaged = false, true;
        }
        if (!read_some(s, &s->in, INPUT)) return tw_stream_stop(s), false;
    }
}

uint64_t tw_stream_offset(const struct tw_stream *s) { return s->out_at; }

uint64_t tw_stream_taken(const struct tw_stream *s)
{
    return s->unpack ? s->in_at : s->out_at;
}

bool tw_stream_at_member(const struct tw_stream *s, uint64_t *at)
{
    if (s->members.first == s->members.n || s->members.v[s->members.first].out != s->out_at)
        return false;
    *at = s->members.v[s->members.first].in;
    return true;
}

bool tw_stream_member_in(const struct tw_stream *s, size_t from, size_t to)
{
    for (size_t i = s->members.first; i < s->members.n; i++)
        if (s->members.v[i].out >= s->out_at + from && s->members.v[i].out <= s->out_at + to)
            return true;
    return false;
}
