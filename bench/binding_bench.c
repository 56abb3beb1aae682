/* bench/binding_bench.c - two texts compared through the public calls; bench/binding.py does the
** same from Python.
**
**     binding A.txt B.txt [N]     N comparisons, for who counts instructions
*/
#include "bench.h"

#include <stdlib.h>
#include <twosource.h>

static size_t load(const char *path, char *text, size_t size)
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(text, 1, size, f) : 0;

    if (f) fclose(f);
    return n;
}

static size_t compare(const char *const text[2], const size_t n[2])
{
    struct tw_reader *reader = tw_reader_open(NULL, 0, NULL);
    struct tw_comparer *comparer = tw_comparer_new();
    const char *json;
    size_t len = 0;

    for (int i = 0; i < 2; i++) {
        json = tw_reader_memory(reader, text[i], n[i], i ? "account 2" : "account 1", NULL, &len,
                                NULL);
        if (json && tw_comparer_add(comparer, json, len) != TW_OK) exit(1);
    }
    json = tw_comparer_json(comparer, &len);
    tw_comparer_free(comparer);
    tw_reader_close(reader);
    return len;
}

int main(int argc, char **argv)
{
    static char a[1 << 16], b[1 << 16];
    const char *const text[2] = {a, b};
    size_t n[2] = {load(argc > 2 ? argv[1] : "examples/market_bombing/meridian.txt", a, sizeof a),
                   load(argc > 2 ? argv[2] : "examples/market_bombing/daily_whistle.txt", b,
                        sizeof b)};

    if (argc > 3) {
        for (long i = strtol(argv[3], NULL, 10); i > 0; i--) bench_keep(compare(text, n));
        return 0;
    }
    BENCH("compare two texts, public calls", n[0] + n[1], 1, bench_keep(compare(text, n)));
    return 0;
}
