/* bench/group_bench.c - articles a second through group, from articles in memory.
**
**     group_bench [ARTICLES.jsonl [WINDOW_DAYS]]
**
** Prints a line each time the number of articles has doubled, so that the cost
** against the size of the window can be seen, and one for the whole.
*/
#include "corpus.h"
#include "group/story.h"

int main(int argc, char **argv)
{
    struct corpus c = corpus_of(argc, argv, 8000);
    struct tw_group_options o = {.window = argc > 2 ? strtol(argv[2], NULL, 10) * 86400 : 0};
    struct tw_group *g = tw_group_new(&o);
    struct tw_arena *mem = tw_arena_new(0);
    size_t moved = 0, peak = 0;
    double start = cpu_seconds(), last = start;

    for (size_t i = 0, mark = 8000, from = 0; i < c.n; i++) {
        struct tw_placements out;

        if (tw_group_add(g, mem, &c.v[i], &out) != TW_OK) return 3;
        moved += out.n - 1;
        if (tw_arena_peak(mem) > peak) peak = tw_arena_peak(mem);
        tw_arena_reset(mem);
        if (i + 1 != mark && i + 1 != c.n) continue;
        printf("group %8zu articles: %7.0f a second, %5.0f bytes of state each\n", i + 1,
               (double)(i + 1 - from) / (cpu_seconds() - last), (double)tw_group_bytes(g) / (double)tw_group_kept(g));
        last = cpu_seconds();
        from = i + 1;
        mark *= 2;
    }
    printf("group %8zu articles: %7.0f a second over all, %zu moved, %zu KB of scratch at most\n", c.n,
           (double)c.n / (cpu_seconds() - start), moved, peak / 1024);
    tw_group_free(g);
    tw_arena_free(mem);
    tw_arena_free(c.mem);
    return 0;
}
