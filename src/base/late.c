/* base/late.c - dlopen, with what ISO C wants of pointers to functions: POSIX says that they fit
** into a void pointer, so they are copied as bytes. */
#include "base/late.h"

#include <dlfcn.h>
#include <string.h>

static enum tw_status missing(const char **why)
{
    *why = dlerror();
    if (!*why) *why = "a function is missing from a shared library";
    return TW_NOTFOUND;
}

enum tw_status tw_late_load(const char *library, const struct tw_late_function *f, size_t n,
                            const char **why)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

    if (!handle) return missing(why);
    for (size_t i = 0; i < n; i++) {
        void *address = dlsym(handle, f[i].name);

        if (!address) return missing(why);
        memcpy(f[i].slot, &address, sizeof address);
    }
    return TW_OK;
}
