/* bench/html_bench.c - web pages: parsed alone, and from memory to article JSON.
**
**     html_bench [FOLDER]      default: examples
**
** Takes all .html files below the folder, raw bytes, one core.
*/
#define _GNU_SOURCE
#include "bench.h"

#include "base/utf8.h"
#include "clean/clean.h"
#include "read/html.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 10000 };

static struct tw_slice pages[PAGES_MAX];
static size_t count, total;

static int load(const char *path, const struct stat *st, int type, struct FTW *where)
{
    size_t n = strlen(path);
    FILE *f;
    char *p;

    (void)where;
    if (type != FTW_F || n < 5 || strcmp(path + n - 5, ".html") != 0 || count == PAGES_MAX)
        return 0;
    f = fopen(path, "rb");
    p = malloc((size_t)st->st_size + 1);
    if (!f || !p || fread(p, 1, (size_t)st->st_size, f) != (size_t)st->st_size) return 1;
    fclose(f);
    pages[count++] = (struct tw_slice){p, (size_t)st->st_size};
    total += (size_t)st->st_size;
    return 0;
}

static size_t parse_all(struct tw_arena *mem)
{
    size_t nodes = 0;

    for (size_t i = 0; i < count; i++) {
        struct tw_html t;

        if (tw_html_parse(mem, tw_utf8_repair(mem, pages[i], NULL), &t) == TW_OK) nodes += t.n;
        tw_arena_reset(mem);
    }
    return nodes;
}

static size_t clean_all(struct tw_arena *mem)
{
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++) {
        const struct tw_document doc = {.format = TW_FORMAT_HTML, .source = TW_LIT("bench"),
                                        .text = tw_utf8_repair(mem, pages[i], NULL)};
        struct tw_buf out = {.mem = mem};
        struct tw_article a;
        const char *why;

        if (tw_clean(mem, &doc, &a, &why) == TW_OK) tw_article_write(&out, &a);
        bytes += out.n;
        tw_arena_reset(mem);
    }
    return bytes;
}

int main(int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);

    if (nftw(argc > 1 ? argv[1] : "examples", load, 16, FTW_PHYS) != 0 || count == 0) {
        fprintf(stderr, "html_bench: no pages\n");
        return 1;
    }
    BENCH("html parse", total, count, bench_keep(parse_all(mem)));
    BENCH("html to article JSON", total, count, bench_keep(clean_all(mem)));
    printf("%-40s %9zu KiB\n", "html peak arena", tw_arena_peak(mem) >> 10);
    tw_arena_free(mem);
    for (size_t i = 0; i < count; i++) free((void *)pages[i].p);
    return 0;
}
