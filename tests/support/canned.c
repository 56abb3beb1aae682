/* tests/support/canned.c - a thread that accepts, reads one request, answers and closes. */
#include "support/canned.h"

#include "base/buf.h"
#include "read/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct canned {
    const struct canned_page *pages;
    size_t n;
    int listener, stop[2];
    unsigned port;
    pthread_t thread;
    struct tw_arena *mem;       /* the thread's, until it has ended */
    struct tw_buf log;
};

/* The request: its head and as much body as it announces. */
static struct tw_slice receive(struct canned *c, int fd)
{
    struct tw_buf b = {.mem = c->mem};

    for (;;) {
        struct tw_slice s = tw_buf_slice(&b);
        size_t end = tw_slice_find(s, TW_LIT("\r\n\r\n"), 0);
        ssize_t n;

        if (end != TW_NONE) {
            struct tw_slice length =
                tw_http_field(tw_slice_sub(s, 0, end + 2), TW_LIT("Content-Length"));

            if (s.n >= end + 4 + (length.n ? strtoul(length.p, NULL, 10) : 0)) return s;
        }
        n = recv(fd, tw_buf_room(&b, 4096), 4096, 0);
        if (n <= 0) return s;
        b.n += (size_t)n;
    }
}

static void put(int fd, struct tw_slice s)
{
    while (s.n) {
        ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);

        if (n <= 0) return;
        s = tw_slice_sub(s, (size_t)n, s.n);
    }
}

static struct tw_slice with_port(struct canned *c, struct tw_slice answer)
{
    struct tw_buf b = {.mem = c->mem};
    size_t at = tw_slice_find(answer, TW_LIT("%P"), 0);

    if (at == TW_NONE) return answer;
    tw_buf_add(&b, tw_slice_sub(answer, 0, at));
    tw_buf_addf(&b, "%u", c->port);
    tw_buf_add(&b, tw_slice_sub(answer, at + 2, answer.n));
    return tw_buf_slice(&b);
}

static void answer(struct canned *c, int fd, struct tw_slice request)
{
    struct tw_slice rest = request, method, path;
    const struct canned_page *page = NULL;
    struct tw_slice text;

    tw_slice_part(&rest, ' ', &method);
    tw_slice_part(&rest, ' ', &path);
    for (size_t i = 0; i < c->n; i++)
        if (tw_slice_eq(path, tw_slice_of(c->pages[i].path))) page = &c->pages[i];
    if (!page) {
        put(fd, TW_LIT("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return;
    }
    text = with_port(c, page->answer);
    if (page->slow_ms && text.n) {
        struct timespec t = {page->slow_ms / 1000, (long)(page->slow_ms % 1000) * 1000000};

        put(fd, tw_slice_sub(text, 0, text.n - 1));
        nanosleep(&t, NULL);
        text = tw_slice_sub(text, text.n - 1, text.n);
    }
    put(fd, text);
    if (page->reset)
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger));
}

static void *serve(void *context)
{
    struct canned *c = context;

    for (;;) {
        struct pollfd p[2] = {{.fd = c->listener, .events = POLLIN},
                              {.fd = c->stop[0], .events = POLLIN}};
        struct tw_slice request;
        int fd;

        if (poll(p, 2, -1) < 0 || p[1].revents) return NULL;
        fd = accept(c->listener, NULL, NULL);
        if (fd < 0) continue;
        request = receive(c, fd);
        tw_buf_add(&c->log, request);
        if (request.n) answer(c, fd, request);
        close(fd);
    }
}

struct canned *canned_start(const struct canned_page *pages, size_t n)
{
    struct canned *c = calloc(1, sizeof *c);
    struct sockaddr_in a = {.sin_family = AF_INET};
    socklen_t length = sizeof a;

    if (!c) abort();
    *c = (struct canned){.pages = pages,
                         .n = n,
                         .listener = socket(AF_INET, SOCK_STREAM, 0),
                         .mem = tw_arena_new(0)};
    c->log.mem = c->mem;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(c->listener, (struct sockaddr *)&a, sizeof a) != 0 || listen(c->listener, 128) != 0
        || getsockname(c->listener, (struct sockaddr *)&a, &length) != 0 || pipe(c->stop) != 0)
        abort();
    c->port = ntohs(a.sin_port);
    if (pthread_create(&c->thread, NULL, serve, c) != 0) abort();
    return c;
}

unsigned canned_port(const struct canned *c)
{
    return c->port;
}

struct tw_slice canned_stop(struct canned *c, struct tw_arena *mem)
{
    struct tw_slice log;

    close(c->stop[1]);
    pthread_join(c->thread, NULL);
    log = tw_slice_dup(mem, tw_buf_slice(&c->log));
    close(c->listener);
    close(c->stop[0]);
    tw_arena_free(c->mem);
    free(c);
    return log;
}

struct tw_slice canned_url(const struct canned *c, struct tw_arena *mem, const char *path)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "http://127.0.0.1:%u%s", c->port, path);
    tw_buf_addc(&b, 0);
    b.n--;
    return tw_buf_slice(&b);
}
