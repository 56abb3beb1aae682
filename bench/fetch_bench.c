/* bench/fetch_bench.c - thousands of requests through one fetcher, to a server on loopback in a
** process of its own.
**
** The server answers every request with one page, kept in memory, or with 304 when the request has
** an ETag, and keeps connections open; it is one thread on epoll.  Feeds of one host share 64
** connections; those of many hosts have one each, as polls of feeds have.
*/
#include "bench.h"

#include "fetch/fetch.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { REQUESTS = 5000, PAGE = 40 << 10 };

static char page[PAGE + 300];
static size_t page_size;

static void make_page(void)
{
    page_size = (size_t)snprintf(page, sizeof page,
                                 "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "
                                 "\"1\"\r\nContent-Length: %d\r\n\r\n",
                                 PAGE);
    memset(page + page_size, 'x', PAGE);
    page_size += PAGE;
}

static void put(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t done = send(fd, p, n, MSG_NOSIGNAL);

        if (done <= 0) return;
        p += done;
        n -= (size_t)done;
    }
}

/* Requests fit one packet here. */
static void answer(int fd)
{
    static const char same[] = "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n";
    char request[4096];
    ssize_t n = recv(fd, request, sizeof request - 1, 0);

    if (n <= 0) {
        close(fd);
        return;
    }
    request[n] = 0;
    if (strstr(request, "If-None-Match")) put(fd, same, sizeof same - 1);
    else put(fd, page, page_size);
}

static _Noreturn void serve(int listener)
{
    int poller = epoll_create1(0);
    struct epoll_event events[64], e = {.events = EPOLLIN, .data.fd = listener};

    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &e);
    for (;;) {
        int n = epoll_wait(poller, events, 64, -1);

        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;

            if (fd != listener) {
                answer(fd);
                continue;
            }
            e.data.fd = accept(listener, NULL, NULL);
            epoll_ctl(poller, EPOLL_CTL_ADD, e.data.fd, &e);
        }
    }
}

static unsigned start(pid_t *pid)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(fd, (struct sockaddr *)&a, sizeof a) || listen(fd, 1024)
        || getsockname(fd, (struct sockaddr *)&a, &size))
        abort();
    *pid = fork();
    if (*pid == 0) serve(fd);
    close(fd);
    return ntohs(a.sin_port);
}

/* Fetches them all; the bytes of the bodies. */
static size_t fetch(struct tw_fetcher *f, unsigned hosts, bool known)
{
    const struct tw_fetched *r;
    size_t bytes = 0, good = 0;

    for (unsigned i = 0; i < REQUESTS; i++) {
        char url[80];
        struct tw_request q = {
            .url = {url,
                    (size_t)snprintf(url, sizeof url, "http://h%u.example/feed/%u", i % hosts, i)}};

        if (known) q.etag = TW_LIT("\"1\"");
        tw_fetch_add(f, &q);
    }
    while (tw_fetch_pending(f)) {
        tw_fetch_step(f, 1000);
        while ((r = tw_fetch_next(f))) {
            bytes += r->body.n;
            good += r->why == NULL;
        }
    }
    if (good != REQUESTS) fprintf(stderr, "%zu of %d failed\n", REQUESTS - good, REQUESTS);
    return bytes;
}

int main(void)
{
    struct tw_fetch_options o = tw_fetch_defaults();
    struct tw_fetcher *f;
    const char *why;
    char place[40];
    pid_t pid;

    make_page();
    snprintf(place, sizeof place, "127.0.0.1:%u", start(&pid));
    o.connect_to = place;
    o.allow_private = true;
    o.robots = false;
    o.pause_ms = 0;
    o.host_connections = o.connections;
    if (tw_fetch_open(&o, &f, &why) != TW_OK) return fprintf(stderr, "%s\n", why), 1;
    BENCH("40 KB feeds of one host", (double)REQUESTS * PAGE, REQUESTS,
          bench_keep(fetch(f, 1, false)));
    BENCH("the same, not changed since", 0, REQUESTS, bench_keep(fetch(f, 1, true)));
    BENCH("40 KB feeds of 5,000 hosts", (double)REQUESTS * PAGE, REQUESTS,
          bench_keep(fetch(f, REQUESTS, false)));
    tw_fetch_close(f);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    return 0;
}
