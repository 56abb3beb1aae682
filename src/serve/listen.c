/* serve/listen.c - see the header.  Names are not resolved: "localhost" is 127.0.0.1. */
#include "serve/listen.h"

#include "base/buf.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <unistd.h>

enum { PORT = 8470, WAITING = 1024 /* connections not accepted yet */ };

static bool port_of(struct tw_slice s, in_port_t *out)
{
    unsigned n = 0;

    if (s.n == 0 || s.n > 5) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i])) return false;
        n = n * 10 + (unsigned)(s.p[i] - '0');
    }
    *out = htons((uint16_t)n);
    return n <= 65535;
}

/* "[::1]:80" is "::1" and "80"; "80" alone is a port. */
static void cut(struct tw_slice s, struct tw_slice *address, struct tw_slice *port)
{
    size_t colon = tw_slice_find_last(s, TW_LIT(":")), close = tw_slice_find_last(s, TW_LIT("]"));

    *address = s, *port = (struct tw_slice){"", 0};
    if (colon != TW_NONE && (close == TW_NONE || colon > close)) {
        *address = tw_slice_sub(s, 0, colon);
        *port = tw_slice_sub(s, colon + 1, s.n);
    }
    if (address->n >= 2 && *address->p == '[' && close == address->n - 1)
        *address = tw_slice_sub(*address, 1, close);
}

static bool is_number(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) if (!tw_is_digit(s.p[i])) return false;
    return s.n > 0;
}

static bool is_loopback(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)a)->sin_addr.s_addr) >> 24 == 127;
    return memcmp(&((const struct sockaddr_in6 *)a)->sin6_addr, &in6addr_loopback,
                  sizeof in6addr_loopback) == 0;
}

static bool set(const char *text, in_port_t port, struct tw_listen *out)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&out->address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&out->address;

    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
        four->sin_family = AF_INET, four->sin_port = port;
        out->size = sizeof *four;
    } else if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6, six->sin6_port = port;
        out->size = sizeof *six;
    } else return false;
    out->is_loopback = is_loopback((const struct sockaddr *)&out->address);
    return true;
}

enum tw_status tw_listen_read(const char *text, struct tw_listen *out)
{
    struct tw_slice s = tw_slice_of(text), address, port;
    in_port_t number = htons(PORT);
    char name[64];

    cut(s, &address, &port);
    if (is_number(s)) address = (struct tw_slice){"", 0}, port = s;
    if (port.n > 0 && !port_of(port, &number)) return TW_USAGE;
    if (address.n == 0 || tw_slice_eq_nocase(address, TW_LIT("localhost")))
        address = TW_LIT("127.0.0.1");
    if (address.n >= sizeof name) return TW_USAGE;
    memcpy(name, address.p, address.n);
    name[address.n] = '\0';
    return set(name, number, out) ? TW_OK : TW_USAGE;
}

enum tw_status tw_listen_open(struct tw_listen *l, int *out, const char **why)
{
    int on = 1, error, file = socket(l->address.ss_family, SOCK_STREAM, 0);

    if (file >= 0 && setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
        && bind(file, (struct sockaddr *)&l->address, l->size) == 0 && listen(file, WAITING) == 0
        && getsockname(file, (struct sockaddr *)&l->address, &l->size) == 0)
        return *out = file, TW_OK;
    error = errno;
    *why = strerror(error);
    if (file >= 0) close(file);
    return error == EADDRINUSE ? TW_LOCKED : TW_IO;
}

struct tw_slice tw_listen_text(struct tw_arena *mem, const struct tw_listen *l)
{
    struct tw_buf b = {.mem = mem};
    char name[INET6_ADDRSTRLEN] = "";

    if (l->address.ss_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)&l->address;

        inet_ntop(AF_INET, &four->sin_addr, name, sizeof name);
        tw_buf_addf(&b, "%s:%u", name, (unsigned)ntohs(four->sin_port));
    } else {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&l->address;

        inet_ntop(AF_INET6, &six->sin6_addr, name, sizeof name);
        tw_buf_addf(&b, "[%s]:%u", name, (unsigned)ntohs(six->sin6_port));
    }
    return tw_buf_slice(&b);
}

static bool same_address(const struct tw_listen *l, const struct tw_listen *other)
{
    if (l->address.ss_family != other->address.ss_family) return false;
    if (l->address.ss_family == AF_INET)
        return ((const struct sockaddr_in *)&l->address)->sin_addr.s_addr
               == ((const struct sockaddr_in *)&other->address)->sin_addr.s_addr;
    return memcmp(&((const struct sockaddr_in6 *)&l->address)->sin6_addr,
                  &((const struct sockaddr_in6 *)&other->address)->sin6_addr,
                      sizeof(struct in6_addr)) == 0;
}

bool tw_listen_is_host(const struct tw_listen *l, struct tw_slice host, struct tw_slices names)
{
    struct tw_slice name, port;
    struct tw_listen other;
    char text[64];

    cut(host, &name, &port);
    for (size_t i = 0; i < names.n; i++)
        if (tw_slice_eq_nocase(names.v[i], name) || tw_slice_eq_nocase(names.v[i], host))
            return true;
    if (tw_slice_eq_nocase(name, TW_LIT("localhost"))) return l->is_loopback;
    if (name.n == 0 || name.n >= sizeof text) return false;
    memcpy(text, name.p, name.n);
    text[name.n] = '\0';
    if (!set(text, 0, &other)) return false;
    return same_address(l, &other) || (l->is_loopback && other.is_loopback);
}
