/* bench/dedup_bench.c - articles a second through dedup, from articles in memory.
**
**     dedup_bench [ARTICLES.jsonl [WINDOW_DAYS]]
**
** Prints a line each time the number of articles has doubled, so that the cost
** against the size of the window can be seen, and one for the whole.
*/
#include "corpus.h"
#include "dedup/stream.h"

static bool text_of(void *context, uint64_t number, struct tw_arena *mem, struct tw_slice *out)
{
    const struct corpus *c = context;

    (void)mem;
    *out = c->v[number].text;
    return true;
}

int main(int argc, char **argv)
{
    struct corpus c = corpus_of(argc, argv, 20000);
    int64_t days = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
    struct tw_dedup_options o = {.window = days * 86400, .text = text_of, .context = &c};
    struct tw_dedup *d = tw_dedup_new(&o);
    struct tw_arena *mem = tw_arena_new(0);
    size_t copies = 0, peak = 0;
    double start = cpu_seconds(), last = start;

    for (size_t i = 0, mark = 10000, from = 0; i < c.n; i++) {
        struct tw_copies found;

        if (tw_dedup_add(d, mem, &c.v[i], &found) != TW_OK) return 3;
        copies += found.n;
        if (tw_arena_peak(mem) > peak) peak = tw_arena_peak(mem);
        tw_arena_reset(mem);
        if (i + 1 != mark && i + 1 != c.n) continue;
        printf("dedup %8zu articles: %7.0f a second, %5.0f bytes of index each\n", i + 1,
               (double)(i + 1 - from) / (cpu_seconds() - last), (double)tw_dedup_bytes(d) / (double)tw_dedup_kept(d));
        last = cpu_seconds();
        from = i + 1;
        mark *= 2;
    }
    printf("dedup %8zu articles: %7.0f a second over all, %zu copies, %zu KB of scratch at most\n", c.n,
           (double)c.n / (cpu_seconds() - start), copies, peak / 1024);
    tw_dedup_free(d);
    tw_arena_free(mem);
    tw_arena_free(c.mem);
    return 0;
}
