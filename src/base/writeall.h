/* base/writeall.h - all of it to a descriptor, however often write(2) takes less or is
   interrupted. */
#ifndef TW_BASE_WRITEALL_H
#define TW_BASE_WRITEALL_H
#include "base/slice.h"

#include <errno.h>
#include <unistd.h>

/* False: not all could be written; errno says why. */
static inline bool tw_write_all(int file, struct tw_slice s)
{
    while (s.n) {
        ssize_t n = write(file, s.p, s.n);

        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        s = tw_slice_sub(s, (size_t)n, s.n);
    }
    return true;
}

#endif
