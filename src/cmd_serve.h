/* cmd_serve.h - serving until somebody ends it. */
#ifndef TW_CMD_SERVE_H
#define TW_CMD_SERVE_H
#include "cmd.h"

/* Starts, says where, serves the store until an interrupt, stops; the exit code.  A demo takes
** another port when that of `listen` is taken, and tells the link for deciding also to what is no
** terminal. */
int tw_serve_until_end(const struct tw_options *o, const char *store, bool is_demo);

#endif
