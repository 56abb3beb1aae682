/* courier.c - both ends of a socket: what a source asks for, and the process that brings it.
**
** The socket keeps the bounds of messages (SOCK_SEQPACKET).  To the courier goes an address; back
** comes an answer, with a descriptor when there are bytes, in the order of the addresses.  At most
** TW_REMOTE_AHEAD of them are on the way, so neither end can block the other for good.
*/
#define _GNU_SOURCE             /* memfd_create, close_range */
#include "courier.h"

#include "base/sandbox.h"
#include "base/writeall.h"
#include "fetch/fetch.h"
#include "fetch/warcwrite.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    URL_MAX = 8192,             /* bytes; the fetcher takes 8000 */
    TYPE_MAX = 200, WHY_MAX = 200,
    SECONDS = 60,               /* for one address, and for a host that asks to be left alone */
    SKEW = 86400                /* s: a server's clock that is further off says nothing */
};

struct answer {
    int64_t received;           /* Unix s */
    uint32_t url_n, type_n, why_n;      /* of text, in this order */
    char text[URL_MAX + TYPE_MAX + WHY_MAX];
};

struct tw_courier { int socket; pid_t pid; struct tw_remote remote; };

/* ---- the courier's end ---- */

struct errand { bool is_done; int fd; size_t size; struct answer *answer; };

struct round {
    const struct tw_courier_options *options;
    int socket;
    struct tw_fetcher *fetcher;
    struct tw_warc_writer *warc;
    const char *why;            /* nothing can be fetched: why */
    char no_archive[WHY_MAX];
    struct errand errand[TW_REMOTE_AHEAD];      /* the nth stands at n % TW_REMOTE_AHEAD */
    uint64_t taken, delivered;
    struct answer answers[TW_REMOTE_AHEAD];
};

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static uint32_t append(struct answer *a, size_t at, struct tw_slice s, size_t max)
{
    if (s.n > max) s.n = max;
    if (s.n) memcpy(a->text + at, s.p, s.n);
    return (uint32_t)s.n;
}

static void done(struct errand *e, struct tw_slice url, struct tw_slice type, const char *why)
{
    struct answer *a = e->answer;

    if (why && !*why) why = "it could not be fetched";
    a->url_n = append(a, 0, url, URL_MAX);
    a->type_n = append(a, a->url_n, type, TYPE_MAX);
    a->why_n = append(a, a->url_n + a->type_n, tw_slice_of(why), WHY_MAX);
    e->size = offsetof(struct answer, text) + a->url_n + a->type_n + a->why_n;
    e->is_done = true;
}

/* A file in memory that nobody can change any more; -1. */
static int sealed(struct tw_slice s)
{
    int fd = memfd_create("fetched", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd < 0) return -1;
    if (!tw_write_all(fd, s)) return close(fd), -1;
    lseek(fd, 0, SEEK_SET);
    fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
    return fd;
}

/* What one fetch came to. */
static void note(const struct tw_fetched *f)
{
    struct errand *e = f->context;
    int64_t now = time(NULL);
    bool is_right = f->date > now - SKEW && f->date < now + SKEW;

    e->answer->received = is_right ? f->date : now;
    if (f->why) {
        done(e, TW_LIT(""), TW_LIT(""), f->why);
    } else if (f->kept != TW_OK) {
        done(e, TW_LIT(""), TW_LIT(""), "it could not be added to the archive");
    } else if ((e->fd = sealed(f->body)) < 0) {
        done(e, TW_LIT(""), TW_LIT(""), "there is no memory for it");
    } else done(e, f->final_url, f->content_type, NULL);
}

/* Opens the archive and gives away what fetching does not need. */
static void settle_down(struct round *r)
{
    const char *path = r->options->keep_warc, *why;

    if (path && tw_warc_open(path, "Twosource", time(NULL), &r->warc, &why) != TW_OK) {
        snprintf(r->no_archive, sizeof r->no_archive,
                 "not fetched, as the archive %s cannot be written: %s", path, why);
        r->why = r->no_archive;
    }
    tw_sandbox_client();
}

static void open_fetcher(struct round *r)
{
    struct tw_fetch_options o = tw_fetch_defaults();
    unsigned seconds = r->options->timeout ? r->options->timeout : SECONDS;

    o.whole_ms = seconds * 1000;
    if (o.connect_ms > o.whole_ms) o.connect_ms = o.whole_ms;
    if (o.stalled_ms > o.whole_ms) o.stalled_ms = o.whole_ms;
    o.patience_ms = SECONDS * 1000;
    o.pause_ms = 0;
    o.connections = TW_REMOTE_AHEAD;
    o.robots = false;
    o.max_received = o.max_body = TW_MAX_DOCUMENT;
    o.allow_private = r->options->allow_private;
    o.use_proxy = r->options->use_proxy;
    if (r->options->user_agent) o.user_agent = r->options->user_agent;
    o.warc = r->warc;
    if (tw_fetch_open(&o, &r->fetcher, &r->why) != TW_OK) r->fetcher = NULL;
}

/* Takes an address; false: there is none now.  *ended: there will be none any more. */
static bool take(struct round *r, bool *ended)
{
    size_t i = r->taken % TW_REMOTE_AHEAD;
    struct errand *e = &r->errand[i];
    char url[URL_MAX];
    ssize_t n;

    if (r->taken - r->delivered == TW_REMOTE_AHEAD) return false;
    n = recv(r->socket, url, sizeof url, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (n <= 0) return *ended = true, false;
    r->taken++;
    *e = (struct errand){.fd = -1, .answer = &r->answers[i]};
    *e->answer = (struct answer){0};
    if (interrupted) r->why = "interrupted";
    if (!r->fetcher && !r->why) open_fetcher(r);
    if (r->why) done(e, TW_LIT(""), TW_LIT(""), r->why);
    else
        tw_fetch_add(r->fetcher,
                     &(struct tw_request){.url = {url, (size_t)n}, .by_hand = true, .context = e});
    return true;
}

/* Hands over what is done, in order; false when the program does not take it now. */
static bool deliver(struct round *r)
{
    while (r->delivered < r->taken && r->errand[r->delivered % TW_REMOTE_AHEAD].is_done) {
        struct errand *e = &r->errand[r->delivered % TW_REMOTE_AHEAD];
        struct iovec io = {e->answer, e->size};
        union { struct cmsghdr head; char space[CMSG_SPACE(sizeof(int))]; } control = {0};
        struct msghdr m = {.msg_iov = &io, .msg_iovlen = 1};

        if (e->fd >= 0) {
            m.msg_control = control.space;
            m.msg_controllen = sizeof control.space;
            control.head = (struct cmsghdr){.cmsg_level = SOL_SOCKET,
                                            .cmsg_type = SCM_RIGHTS,
                                            .cmsg_len = CMSG_LEN(sizeof(int))};
            memcpy(CMSG_DATA(&control.head), &e->fd, sizeof(int));
        }
        if (sendmsg(r->socket, &m, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
            return errno != EAGAIN && errno != EINTR;
        if (e->fd >= 0) close(e->fd);
        r->delivered++;
    }
    return true;
}

/* Waits until there is something to do, and does what fetching has to do. */
static void work(struct round *r, bool delivers)
{
    short events = (short)((r->taken - r->delivered < TW_REMOTE_AHEAD ? POLLIN : 0)
                           | (delivers ? 0 : POLLOUT));
    const struct tw_fetched *f;

    if (!r->fetcher || !tw_fetch_pending(r->fetcher)) {
        struct pollfd p = {.fd = r->socket, .events = events};

        poll(&p, 1, -1);
        return;
    }
    tw_fetch_also(r->fetcher, r->socket, events);
    tw_fetch_step(r->fetcher, 1000);
    while ((f = tw_fetch_next(r->fetcher))) note(f);
}

/* The program wants to end: nothing more is fetched for it. */
static void give_up(struct round *r)
{
    r->why = "interrupted";
    tw_fetch_close(r->fetcher);
    r->fetcher = NULL;
    for (uint64_t i = r->delivered; i < r->taken; i++) {
        struct errand *e = &r->errand[i % TW_REMOTE_AHEAD];

        if (!e->is_done) done(e, TW_LIT(""), TW_LIT(""), r->why);
    }
}

static _Noreturn void run_errands(int socket, const struct tw_courier_options *options)
{
    struct round *r = calloc(1, sizeof *r);
    bool ended = false;

    if (!r) tw_oom(sizeof *r);
    r->options = options;
    prctl(PR_SET_NAME, "twosource-fetch");      /* as ps(1) shows it */
    if (dup2(socket, STDERR_FILENO + 1) < 0) _exit(3);
    r->socket = STDERR_FILENO + 1;
    close_range((unsigned)r->socket + 1, ~0u, 0);
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    /* It ends with the program, which may have something to finish. */
    sigaction(SIGINT, &(struct sigaction){.sa_handler = interrupt}, NULL);
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = interrupt}, NULL);
    settle_down(r);
    while (!ended) {
        bool delivers;

        if (interrupted && r->fetcher) give_up(r);
        while (take(r, &ended)) continue;
        delivers = deliver(r);
        if (!ended) work(r, delivers);
    }
    if (r->warc && tw_warc_sync(r->warc) != TW_OK) _exit(3);
    _exit(0);
}

/* ---- the program's end ---- */

static void want(void *context, struct tw_slice url)
{
    const struct tw_courier *c = context;

    if (url.n > URL_MAX) url.n = URL_MAX;
    while (send(c->socket, url.p, url.n, MSG_NOSIGNAL) < 0 && errno == EINTR) continue;
}

/* Receives an answer; false when the courier is gone. */
static bool receive(const struct tw_courier *c, struct answer *a, int *fd)
{
    struct iovec io = {a, sizeof *a};
    union { struct cmsghdr head; char space[CMSG_SPACE(sizeof(int))]; } control;
    struct msghdr m = {.msg_iov = &io,
                       .msg_iovlen = 1,
                       .msg_control = control.space,
                       .msg_controllen = sizeof control.space};
    const struct cmsghdr *rights;
    ssize_t n;

    *fd = -1;
    do n = recvmsg(c->socket, &m, MSG_CMSG_CLOEXEC); while (n < 0 && errno == EINTR);
    rights = n > 0 ? CMSG_FIRSTHDR(&m) : NULL;
    if (rights && rights->cmsg_type == SCM_RIGHTS) memcpy(fd, CMSG_DATA(rights), sizeof *fd);
    if (n < (ssize_t)offsetof(struct answer, text)) return false;
    n -= (ssize_t)offsetof(struct answer, text);
    return a->url_n <= URL_MAX && a->type_n <= TYPE_MAX && a->why_n <= WHY_MAX
        && (size_t)n == (size_t)a->url_n + a->type_n + a->why_n;
}

static void bring(void *context, struct tw_arena *mem, struct tw_brought *out)
{
    const struct tw_courier *c = context;
    struct answer a;

    *out = (struct tw_brought){0};
    if (!receive(c, &a, &out->fd)) {
        out->why = "the process that fetches has ended";
    } else {
        out->url = tw_slice_dup(mem, (struct tw_slice){a.text, a.url_n});
        out->content_type = tw_slice_dup(mem, (struct tw_slice){a.text + a.url_n, a.type_n});
        out->received = tw_date_from_unix(a.received);
        if (a.why_n || out->fd < 0)
            out->why = tw_slice_dup(mem, (struct tw_slice){a.text + a.url_n + a.type_n, a.why_n}).p;
    }
    if (out->why && out->fd >= 0) close(out->fd), out->fd = -1;
}

struct tw_courier *tw_courier_start(const struct tw_courier_options *options)
{
    struct tw_courier *c;
    int ends[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return NULL;
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        run_errands(ends[1], options);
    }
    close(ends[1]);
    if (pid < 0) return close(ends[0]), NULL;
    c = calloc(1, sizeof *c);
    if (!c) tw_oom(sizeof *c);
    *c = (struct tw_courier){.socket = ends[0], .pid = pid, .remote = {want, bring, c}};
    return c;
}

const struct tw_remote *tw_courier_remote(const struct tw_courier *c)
{
    return &c->remote;
}

void tw_courier_stop(struct tw_courier *c)
{
    if (!c) return;
    close(c->socket);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) continue;
    free(c);
}
