/* bench/extract_bench.c - articles a second through tw_extract, one thread.
**
**     extract_bench [ARTICLES.jsonl]
**
** Without a file the corpus of bench/corpus.h, whose invented words make few
** statements; give it real articles for figures that mean something.
*/
#include "corpus.h"
#include "extract/statements.h"

int main(int argc, char **argv)
{
    struct corpus c = corpus_of(argc, argv, 5000);
    struct tw_arena *mem = tw_arena_new(0);
    size_t words = 0, statements = 0, peak = 0;
    double start = cpu_seconds(), spent;

    for (size_t i = 0; i < c.n; i++) {
        struct tw_statements s;

        if (tw_extract(mem, &c.v[i], &s) != TW_OK) return 3;
        for (size_t k = 0; k < c.v[i].text.n; k++) words += c.v[i].text.p[k] == ' ';
        statements += s.attributions.n + s.figures.n + s.times.n + s.actors.n + s.claims.n;
        if (tw_arena_peak(mem) > peak) peak = tw_arena_peak(mem);
        tw_arena_reset(mem);
    }
    spent = cpu_seconds() - start;
    printf("extract %zu articles of %zu words: %.0f a second, %.1f statements each, peak %zu KB\n",
           c.n,
           c.n ? words / c.n : 0, (double)c.n / spent, (double)statements / (double)c.n,
               peak / 1024);
    tw_arena_free(mem);
    tw_arena_free(c.mem);
    return 0;
}
