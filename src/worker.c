/* worker.c - the keeper, the workers, and the memory they share.
**
**     program ──fork──► keeper ──fork──► worker 0, worker 1, ...
**        │  request pipe (sequence number)  ▲
**        └──────────────────────────────────┘
**           reply pipe (sequence number; from the keeper, with DIED, when the
**           worker of that slot died)
**
** Memory is mapped before the fork, so an address means the same on both
** sides; what a worker writes is checked before it is believed.  The process
** ids stand on a page that workers unmap: none can make the program signal
** somebody else.
*/
#define _GNU_SOURCE
#include "worker.h"

#include "base/hash.h"
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define AREA ((size_t)TW_MAX_DOCUMENT * 4)  /* a document and what is made of it; untouched pages cost nothing */
#define LARGE ((size_t)4 << 20)             /* more than this is given back after use */
#define DIED 0x80000000u
#define BUDGET ((size_t)1 << 30)            /* bytes of arena for one document */
#define DATA (3ull << 30)                   /* bytes a worker may have: three times the budget */

struct exchange {                           /* shared by the program and one worker */
    uint32_t sequence;
    struct tw_raw raw;
    uint32_t status;
    char why[120];
    size_t used;                            /* bytes of data with the document in them */
    size_t at, n;                           /* the result, in data */
    _Alignas(64) char data[];
};

struct slot { struct exchange *x; int request[2], reply[2]; uint32_t sequence; };

struct tw_workers {
    struct slot *slot;
    unsigned n, seconds;
    tw_worker_fn *f;
    const void *context;
    pid_t keeper;
    pid_t *pid;                             /* shared by the program and the keeper */
};

static void *share(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1,
                   0);

    return p == MAP_FAILED ? NULL : p;
}

static bool pass(int fd, uint32_t sequence)
{
    ssize_t n;

    do n = write(fd, &sequence, sizeof sequence); while (n < 0 && errno == EINTR);
    return n == sizeof sequence;
}

static bool receive(int fd, uint32_t *sequence)
{
    ssize_t n;

    do n = read(fd, sequence, sizeof *sequence); while (n < 0 && errno == EINTR);
    return n == sizeof *sequence;
}

/* Puts the result where the program finds it. */
static void deliver(struct exchange *x, enum tw_status st, struct tw_slice out, const char *why)
{
    if (st == TW_OK && out.n > AREA - sizeof *x - x->used) {
        st = TW_TOOBIG;
        why = "its article is over the limit";
    }
    x->status = st;
    x->at = x->used;
    x->n = st == TW_OK ? out.n : 0;
    if (x->n) memcpy(x->data + x->at, out.p, x->n);
    memset(x->why, 0, sizeof x->why);
    if (why) memcpy(x->why, why, strnlen(why, sizeof x->why - 1));
}

static _Noreturn void worker(const struct tw_workers *w, const struct slot *s)
{
    struct tw_arena *mem = tw_arena_new(BUDGET);
    struct tw_slice warm = TW_LIT("");
    char id[17];
    uint32_t sequence;

    tw_hash_id(&warm, 1, id); /* libcrypto reads its configuration now or never */
    munmap(w->pid, w->n * sizeof *w->pid);
    tw_sandbox_compute(DATA);
    while (receive(s->request[0], &sequence)) {
        struct tw_slice out = {0};
        const char *why = NULL;
        enum tw_status st;

        if (sequence != s->x->sequence) continue; /* asked before a worker died */
        st = w->f(mem, &s->x->raw, w->context, &out, &why);
        deliver(s->x, st, out, why ? why : tw_status_text(st));
        tw_arena_reset(mem);
        if (!pass(s->reply[1], sequence)) break;
    }
    _exit(0);
}

static void hatch(const struct tw_workers *w, unsigned i)
{
    pid_t pid = fork();

    if (pid == 0) {
        for (unsigned k = 0; k < w->n; k++) {
            if (k == i) continue;
            close(w->slot[k].request[0]);
            close(w->slot[k].reply[1]);
        }
        worker(w, &w->slot[i]);
    }
    w->pid[i] = pid;
}

/* Forks the workers and replaces the dead until all have ended of themselves. */
static _Noreturn void keep(const struct tw_workers *w)
{
    unsigned alive = w->n;
    int status;
    pid_t pid;

    signal(SIGINT, SIG_IGN);    /* they end with the program, which may have something to finish */
    signal(SIGTERM, SIG_IGN);
    for (unsigned i = 0; i < w->n; i++) {
        close(w->slot[i].request[1]);
        close(w->slot[i].reply[0]);
    }
    for (unsigned i = 0; i < w->n; i++) hatch(w, i);
    while (alive && ((pid = wait(&status)) > 0 || errno == EINTR)) {
        unsigned i = 0;

        while (i < w->n && w->pid[i] != pid) i++;
        if (i == w->n) continue;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
            alive--;
            continue;
        }
        hatch(w, i);
        if (!pass(w->slot[i].reply[1], w->slot[i].x->sequence | DIED)) break;
    }
    _exit(0);
}

static bool slot_open(struct slot *s)
{
    s->request[0] = s->reply[0] = -1;
    s->x = share(AREA);
    return s->x && pipe2(s->request, O_CLOEXEC) == 0 && pipe2(s->reply, O_CLOEXEC) == 0;
}

static void shut(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

struct tw_workers *tw_workers_start(unsigned n, unsigned seconds, tw_worker_fn *f,
                                    const void *context)
{
    struct tw_workers *w = calloc(1, sizeof *w);
    bool ok;

    if (!w) tw_oom(sizeof *w);
    *w = (struct tw_workers){.n = n, .seconds = seconds, .f = f, .context = context};
    w->slot = calloc(n, sizeof *w->slot);
    if (!w->slot) tw_oom(n * sizeof *w->slot);
    ok = (w->pid = share(n * sizeof *w->pid)) != NULL;
    for (unsigned i = 0; i < n; i++) ok = slot_open(&w->slot[i]) && ok;
    w->keeper = ok ? fork() : -1;
    if (w->keeper == 0) keep(w);
    for (unsigned i = 0; i < n; i++) {
        shut(&w->slot[i].request[0]);
        shut(&w->slot[i].reply[1]);
    }
    if (w->keeper > 0) return w;
    tw_workers_stop(w);
    return NULL;
}

static struct tw_slice move(char **to, struct tw_slice s)
{
    struct tw_slice moved = {*to, s.n};

    if (s.n) memcpy(*to, s.p, s.n);
    *to += s.n;
    return moved;
}

/* Copies the document to where the worker finds it.  Returns its size in
** bytes, TW_NONE when it is too large. */
static size_t lay_out(struct exchange *x, const struct tw_raw *raw)
{
    size_t need =
        raw->source.n + raw->url.n + raw->bytes.n + raw->charset.n + raw->title.n + raw->outlet.n + raw->host.n;
    struct tw_raw moved = *raw;
    char *to = x->data;

    if (need > AREA - sizeof *x) return TW_NONE;
    moved.source = move(&to, raw->source);
    moved.url = move(&to, raw->url);
    moved.bytes = move(&to, raw->bytes);
    moved.charset = move(&to, raw->charset);
    moved.title = move(&to, raw->title);
    moved.outlet = move(&to, raw->outlet);
    moved.host = move(&to, raw->host);
    x->raw = moved;
    x->used = need;
    return need;
}

/* Waits for the answer to the request; false when the worker died or had to
** be killed. */
static bool answered(struct tw_workers *w, unsigned slot, bool *late)
{
    struct slot *s = &w->slot[slot];
    struct pollfd p = {.fd = s->reply[0], .events = POLLIN};
    uint32_t got;

    *late = false;
    for (;;) {
        int n = poll(&p, 1, (int)w->seconds * 1000);

        if (n < 0 && errno == EINTR) continue;
        if (n == 0) {
            if (*late) return false; /* the keeper is gone, too */
            *late = true;
            if (w->pid[slot] > 0) kill(w->pid[slot], SIGKILL);
            continue;
        }
        if (!receive(s->reply[0], &got)) return false;
        if ((got & ~DIED) == s->sequence) return !(got & DIED);
    }
}

/* Takes the result, believing nothing that would lead out of the area. */
static enum tw_status collect(struct exchange *x, struct tw_arena *mem, struct tw_slice *out,
                              const char **why)
{
    size_t at = x->at, n = x->n;
    uint32_t status = x->status;

    *why = tw_slice_dup(mem, (struct tw_slice){x->why, strnlen(x->why, sizeof x->why)}).p;
    if (status >= TW_STATUS_COUNT || at > AREA - sizeof *x || n > AREA - sizeof *x - at)
        return *why = "its parser answered nonsense", TW_BROKEN;
    *out = tw_slice_dup(mem, (struct tw_slice){x->data + at, n});
    return (enum tw_status)status;
}

enum tw_status tw_workers_do(struct tw_workers *w, unsigned slot, struct tw_arena *mem,
                             const struct tw_raw *raw, struct tw_slice *out, const char **why)
{
    struct slot *s = &w->slot[slot];
    size_t laid = lay_out(s->x, raw);
    enum tw_status st;
    bool late = false;

    *out = (struct tw_slice){0};
    if (laid == TW_NONE) return *why = "over the size limit", TW_TOOBIG;
    s->sequence = (s->sequence + 1) & ~DIED;
    s->x->sequence = s->sequence;
    if (!pass(s->request[1], s->sequence) || !answered(w, slot, &late))
        return *why = late ? "its parser took too long and was stopped" : "its parser died",
               TW_BROKEN;
    st = collect(s->x, mem, out, why);
    if (laid + out->n > LARGE) madvise(s->x, AREA, MADV_REMOVE);
    return st;
}

void tw_workers_stop(struct tw_workers *w)
{
    if (!w) return;
    for (unsigned i = 0; i < w->n; i++) {
        shut(&w->slot[i].request[1]);
        shut(&w->slot[i].reply[0]);
    }
    if (w->keeper > 0)
        while (waitpid(w->keeper, NULL, 0) < 0 && errno == EINTR) continue;
    for (unsigned i = 0; i < w->n; i++)
        if (w->slot[i].x) munmap(w->slot[i].x, AREA);
    if (w->pid) munmap(w->pid, w->n * sizeof *w->pid);
    free(w->slot);
    free(w);
}
