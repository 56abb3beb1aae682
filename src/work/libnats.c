/* work/libnats.c - see the header.  Debian 12 has 3.4.1; later ones are called libnats.so.3.N
** with the same functions, so the name without the minor number, which its -dev package has, is
** tried too. */
#include "work/libnats.h"

#include "base/late.h"

enum tw_status tw_libnats_load(struct tw_libnats *l, const char **why)
{
    const struct tw_late_function functions[] = {
#define X(name) {#name, &l->name},
        TW_LIBNATS(X)
#undef X
    };
    const char *other;
    size_t n = sizeof functions / sizeof *functions;
    enum tw_status st = tw_late_load("libnats.so.3.4", functions, n, why);

    if (st == TW_OK) return TW_OK;
    return tw_late_load("libnats.so", functions, n, &other);
}
