/* base/late.h - shared libraries that are loaded when they are first needed.
**
** libcurl and libmicrohttpd bring some thirty libraries with them, which costs each start of
** the program 4 to 7 ms (dynamic linking, warm); a comparison of two accounts takes as long.
** So they are not linked: who needs one keeps a struct of function pointers and has it filled
** here.  Nothing is ever unloaded.
**
** Cost: one dlopen and a dlsym for each function.
*/
#ifndef TW_BASE_LATE_H
#define TW_BASE_LATE_H
#include "base/status.h"

#include <stddef.h>

/* The function of that name; `slot` is the address of the pointer to it. */
struct tw_late_function {
    const char *name;
    void *slot;
};

/* Loads `library` ("libcurl.so.4") and fills all slots.  TW_NOTFOUND: the library, or one of
** the functions, is not there; *why says which and lives as long as the program. */
TW_MUST_USE enum tw_status tw_late_load(const char *library, const struct tw_late_function *f,
                                        size_t n, const char **why);

#endif
