/* fuzz/fuzz.h - what the fuzz targets share.
**
** A target is fuzz/NAME_fuzz.c with the one function below and a folder
** fuzz/corpus/NAME of small inputs; nothing else names it.  It asserts a
** property with PROMISE, not only that nothing crashes.  `make fuzz` looks for
** inputs that break one (clang); `make check` replays the corpus.
*/
#ifndef TW_FUZZ_FUZZ_H
#define TW_FUZZ_FUZZ_H
#include "base/arena.h"
#include "base/slice.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The input as it is, without a final NUL.  Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct tw_slice fuzz_input(const uint8_t *data, size_t size)
{
    return (struct tw_slice){size ? (const char *)data : "", size};
}

#define PROMISE(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

#endif
