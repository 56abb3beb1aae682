/* library/version.c - see the header. */
#include "library/version.h"

#include <twosource.h>

const char *tw_version(void)
{
    return TW_VERSION;
}
