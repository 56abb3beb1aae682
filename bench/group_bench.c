/* bench/group_bench.c - articles a second through group, from articles in memory.
**
**     group_bench [ARTICLES.jsonl [WINDOW_DAYS]]
*/
#include "corpus.h"
#include "group/story.h"

static long add(void *state, struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_placements out;

    return tw_group_add(state, mem, a, &out) == TW_OK ? (long)out.n - 1 : -1;
}

static double bytes(const void *state)
{
    return (double)tw_group_bytes(state) / (double)tw_group_kept(state);
}

int main(int argc, char **argv)
{
    struct corpus c = corpus_of(argc, argv, 8000);
    struct tw_group_options o = {.window = argc > 2 ? strtol(argv[2], NULL, 10) * 86400 : 0};
    struct tw_group *g = tw_group_new(&o);
    struct bench_stage stage = {"group", "moved", g, add, bytes};
    int code = bench_stream(&stage, &c, 8000);

    tw_group_free(g);
    return code;
}
