/* serve/listen.h - the address to listen on, and by which names the server may be asked.
**
** "127.0.0.1:8470", "[::1]:8470", "localhost", "8470", ":0" (any free port).  Without an address:
** 127.0.0.1, without a port: 8470.
*/
#ifndef TW_SERVE_LISTEN_H
#define TW_SERVE_LISTEN_H
#include "base/slice.h"
#include "base/status.h"

#include <sys/socket.h>

struct tw_listen {
    struct sockaddr_storage address;
    socklen_t size;
    bool is_loopback;
};

/* TW_USAGE: it is no address of this form. */
TW_MUST_USE enum tw_status tw_listen_read(const char *text, struct tw_listen *out);

/* A socket that listens there; the port that it got stands in l then.  TW_LOCKED: the address is
** taken, TW_IO: else; *why says why. */
TW_MUST_USE enum tw_status tw_listen_open(struct tw_listen *l, int *out, const char **why);

/* "127.0.0.1:8470", "[::1]:8470", in mem. */
struct tw_slice tw_listen_text(struct tw_arena *mem, const struct tw_listen *l);

/* Whether a request may name this host (DNS rebinding: a page of elsewhere that has its name point
** here is asked under that name).  `host`: of the header, with or without a port; taken are the
** address itself, localhost and loopback addresses when it listens there, and `names`. */
bool tw_listen_is_host(const struct tw_listen *l, struct tw_slice host, struct tw_slices names);

#endif
