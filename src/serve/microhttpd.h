/* serve/microhttpd.h - libmicrohttpd, loaded when the server starts (base/late.h).
**
** The names are those of the library without MHD_.
*/
#ifndef TW_SERVE_MICROHTTPD_H
#define TW_SERVE_MICROHTTPD_H
#include "base/status.h"

#include <microhttpd.h>

#define TW_MHD_FUNCTIONS(X) \
    X(start_daemon) X(stop_daemon) X(quiesce_daemon) X(get_connection_info) \
    X(lookup_connection_value) X(create_response_from_buffer) X(create_response_from_callback) \
    X(add_response_header) X(queue_response) X(destroy_response) X(suspend_connection) \
    X(resume_connection) X(set_connection_option)

struct tw_mhd {
#define X(name) __typeof__(&MHD_##name) name;
    TW_MHD_FUNCTIONS(X)
#undef X
};

/* TW_NOTFOUND: it is not installed; *why says so. */
TW_MUST_USE enum tw_status tw_mhd_load(struct tw_mhd *m, const char **why);

#endif
