/* serve/microhttpd.c - see the header.  Version 0.9.72 is the first whose shared library is called
   .12. */
#include "serve/microhttpd.h"

#include "base/late.h"

enum tw_status tw_mhd_load(struct tw_mhd *m, const char **why)
{
    const struct tw_late_function functions[] = {
#define X(name) {"MHD_" #name, &m->name},
        TW_MHD_FUNCTIONS(X)
#undef X
    };

    return tw_late_load("libmicrohttpd.so.12", functions, sizeof functions / sizeof *functions,
                        why);
}
