/* convert.c - see the header.
**
**     program ──fork──► keeper ──fork──► converter ──fork, exec──► pdftotext
**        │  request pipe: size, bytes        ▲  │  memory as stdin, a pipe as stdout
**        └───────────────────────────────────┘  │
**           reply pipe: status, size, text ◄────┘
**
** Numbers go as they lie in memory: both ends are one program.
*/
#define _GNU_SOURCE
#include "convert.h"

#include "base/buf.h"
#include "base/sandbox.h"
#include "base/writeall.h"
#include "read/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char *const tw_convert_pdf[] = {"/usr/bin/pdftotext", "-enc", "UTF-8", "-q", "-", "-", NULL};

#define MEMORY (1ull << 30)      /* bytes the program may have */
enum { MOST = TW_MAX_DOCUMENT }; /* bytes of text */

struct slot {
    int request[2], reply[2];
};
struct tw_converters {
    struct slot *slot;
    unsigned n, seconds;
    const char *const *argv;
    pid_t keeper;
};

static bool put(int fd, const void *p, size_t n)
{
    return tw_write_all(fd, (struct tw_slice){p, n});
}

static bool read_all(int fd, void *p, size_t n)
{
    char *at = p;

    while (n > 0) {
        ssize_t done = read(fd, at, n);

        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        n -= (size_t)done;
    }
    return true;
}

/* ---- One document */

static _Noreturn void become(const char *const *argv, int document, int text, unsigned seconds)
{
    static char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
    int null = open("/dev/null", O_WRONLY);

    if (null >= 0 && dup2(document, 0) == 0 && dup2(text, 1) == 1 && dup2(null, 2) == 2) {
        close_range(3, ~0u, 0);
        if (tw_sandbox_program(MEMORY, seconds))
            execve(argv[0], (char *const *)(uintptr_t)argv, environment);
    }
    _exit(127);
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What the program writes until it ends or its time does. */
static enum tw_status collect(int fd, unsigned seconds, struct tw_buf *out)
{
    int64_t end = now_ms() + (int64_t)seconds * 1000;

    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int64_t left = end - now_ms();
        ssize_t n;

        if (left <= 0) return TW_IO;
        if (poll(&p, 1, (int)left) < 0 && errno != EINTR) return TW_IO;
        if (!p.revents) continue;
        n = read(fd, tw_buf_room(out, 1 << 16), 1 << 16);
        if (n < 0 && errno != EINTR) return TW_IO;
        if (n == 0) return TW_OK;
        if (n > 0) out->n += (size_t)n;
        if (out->n > MOST) return TW_TOOBIG;
    }
}

/* TW_OK; TW_BROKEN: the program failed; TW_IO: it took too long; TW_TOOBIG; TW_NOTFOUND: it could
** not be run. */
static enum tw_status convert(const struct tw_converters *c, int document, struct tw_buf *out)
{
    int text[2], status;
    enum tw_status st;
    pid_t pid;

    if (pipe2(text, O_CLOEXEC) != 0) return TW_NOTFOUND;
    if ((pid = fork()) == 0) become(c->argv, document, text[1], c->seconds);
    close(text[1]);
    st = pid < 0 ? TW_NOTFOUND : collect(text[0], c->seconds, out);
    close(text[0]);
    if (pid < 0) return st;
    if (st != TW_OK) kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    if (st != TW_OK || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) return st;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return TW_IO;
    return WIFEXITED(status) && WEXITSTATUS(status) == 127 ? TW_NOTFOUND : TW_BROKEN;
}

static bool answer(int fd, enum tw_status st, const struct tw_buf *out)
{
    uint32_t status = st;
    uint64_t n = st == TW_OK ? out->n : 0;

    return put(fd, &status, sizeof status) && put(fd, &n, sizeof n)
           && put(fd, out->p, n);
}

/* Puts the document where the program finds it: in memory that reads like a file. */
static int lay_out(int request, struct tw_arena *mem, uint64_t n)
{
    char *bytes = tw_arena_alloc(mem, n);
    int fd;

    if (!read_all(request, bytes, n)) _exit(0);
    fd = memfd_create("document", MFD_CLOEXEC);
    if (fd < 0 || (put(fd, bytes, n) && lseek(fd, 0, SEEK_SET) == 0)) return fd;
    close(fd);
    return -1;
}

static _Noreturn void converter(const struct tw_converters *c, const struct slot *s)
{
    struct tw_arena *mem = tw_arena_new(0);
    uint64_t n;

    signal(SIGCHLD, SIG_DFL);
    while (read_all(s->request[0], &n, sizeof n) && n <= TW_MAX_DOCUMENT) {
        struct tw_buf out = {.mem = mem};
        int document = lay_out(s->request[0], mem, n);
        enum tw_status st = document < 0 ? TW_NOTFOUND : convert(c, document, &out);

        if (document >= 0) close(document);
        if (!answer(s->reply[1], st, &out)) break;
        tw_arena_reset(mem);
    }
    _exit(0);
}

/* ---- The keeper: forks a converter for each slot that asks for the first time. */

static _Noreturn void keep(const struct tw_converters *c)
{
    struct pollfd *p = calloc(c->n, sizeof *p);
    unsigned open_slots = c->n;

    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGCHLD, SIG_IGN); /* converters end by themselves */
    for (unsigned i = 0; p && i < c->n; i++) {
        close(c->slot[i].request[1]);
        close(c->slot[i].reply[0]);
        p[i] = (struct pollfd){.fd = c->slot[i].request[0], .events = POLLIN};
    }
    while (p && open_slots > 0) {
        if (poll(p, c->n, -1) < 0 && errno != EINTR) break;
        for (unsigned i = 0; i < c->n; i++) {
            if (!p[i].revents) continue;
            if (p[i].revents & POLLIN && fork() == 0) {
                for (unsigned k = 0; k < c->n; k++)
                    if (k != i) close(c->slot[k].request[0]), close(c->slot[k].reply[1]);
                converter(c, &c->slot[i]);
            }
            close(p[i].fd);
            close(c->slot[i].reply[1]);
            p[i] = (struct pollfd){.fd = -1};
            open_slots--;
        }
    }
    _exit(0);
}

static void shut(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

struct tw_converters *tw_converters_start(unsigned n, unsigned seconds, const char *const *argv)
{
    struct tw_converters *c;
    bool ok = true;

    if (access(argv[0], X_OK) != 0) return NULL;
    c = calloc(1, sizeof *c);
    if (!c) tw_oom(sizeof *c);
    *c = (struct tw_converters){.n = n, .seconds = seconds, .argv = argv};
    c->slot = calloc(n, sizeof *c->slot);
    if (!c->slot) tw_oom(n * sizeof *c->slot);
    for (unsigned i = 0; i < n; i++) {
        c->slot[i] = (struct slot){{-1, -1}, {-1, -1}};
        ok = pipe2(c->slot[i].request, O_CLOEXEC) == 0 && pipe2(c->slot[i].reply, O_CLOEXEC) == 0
             && ok;
    }
    c->keeper = ok ? fork() : -1;
    if (c->keeper == 0) keep(c);
    for (unsigned i = 0; i < n; i++) {
        shut(&c->slot[i].request[0]);
        shut(&c->slot[i].reply[1]);
    }
    if (c->keeper > 0) return c;
    tw_converters_stop(c);
    return NULL;
}

static const char *reason(enum tw_status st)
{
    switch (st) {
    case TW_IO:
        return "its conversion took too long and was stopped";
    case TW_TOOBIG:
        return "its text is over the limit";
    case TW_NOTFOUND:
        return "its converter could not be run";
    default:
        return "damaged, or protected with a password";
    }
}

enum tw_status tw_converters_do(struct tw_converters *c, unsigned slot, struct tw_arena *mem,
                                struct tw_slice document, struct tw_slice *out, const char **why)
{
    struct slot *s = &c->slot[slot];
    uint64_t n = document.n;
    uint32_t status;
    char *text;

    *out = (struct tw_slice){0};
    *why = "its converter died";
    if (document.n > TW_MAX_DOCUMENT) return *why = "over the size limit", TW_TOOBIG;
    if (!put(s->request[1], &n, sizeof n) || !tw_write_all(s->request[1], document)
        || !read_all(s->reply[0], &status, sizeof status) || !read_all(s->reply[0], &n, sizeof n)
        || n > MOST + (1 << 16))
        return TW_BROKEN;
    text = tw_arena_alloc(mem, n);
    if (!read_all(s->reply[0], text, n)) return TW_BROKEN;
    if (status != TW_OK)
        return *why = reason((enum tw_status)status), status == TW_TOOBIG ? TW_TOOBIG : TW_BROKEN;
    *out = (struct tw_slice){text, n};
    return TW_OK;
}

void tw_converters_stop(struct tw_converters *c)
{
    if (!c) return;
    for (unsigned i = 0; i < c->n; i++) {
        shut(&c->slot[i].request[1]);
        shut(&c->slot[i].reply[0]);
    }
    if (c->keeper > 0)
        while (waitpid(c->keeper, NULL, 0) < 0 && errno == EINTR) continue;
    free(c->slot);
    free(c);
}
