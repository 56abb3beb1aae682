/* bench/dedup_bench.c - articles a second through dedup, from articles in memory.
**
**     dedup_bench [ARTICLES.jsonl [WINDOW_DAYS]]
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

static long add(void *state, struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_copies found;

    return tw_dedup_add(state, mem, a, &found) == TW_OK ? (long)found.n : -1;
}

static double bytes(const void *state)
{
    return (double)tw_dedup_bytes(state) / (double)tw_dedup_kept(state);
}

int main(int argc, char **argv)
{
    struct corpus c = corpus_of(argc, argv, 20000);
    struct tw_dedup_options o = {.window = argc > 2 ? strtol(argv[2], NULL, 10) * 86400 : 0,
                                 .text = text_of, .context = &c};
    struct tw_dedup *d = tw_dedup_new(&o);
    struct bench_stage stage = {"dedup", "copies", d, add, bytes};
    int code = bench_stream(&stage, &c, 10000);

    tw_dedup_free(d);
    return code;
}
