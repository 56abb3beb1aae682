/* bench/read_bench.c - from bytes to article JSON: plain text, unpacking.
**
** Plain text: the scraped accounts under examples/ (1.8 KB, up to 43 lines of
** menus and pointers each), their paragraphs alone, and all of these as one
** report, in memory; each goes through tw_document_read, tw_clean and
** tw_article_write, as `twosource read` does.
*/
#include "bench.h"

#include "clean/clean.h"
#include "clean/lang.h"
#include "read/decode.h"
#include "read/stream.h"

#include <glob.h>
#include <libdeflate.h>

#define HEAD "Ferry will not be raised\n\nBy Ann Lee\nMay 8, 2024\n\n"

enum { TEXTS_MAX = 64, PROSE_MIN = 80 };

static struct tw_slice slurp(struct tw_arena *mem, const char *path)
{
    struct tw_buf b = {.mem = mem};
    FILE *f = fopen(path, "rb");
    size_t n;

    while (f && (n = fread(tw_buf_room(&b, 1 << 16), 1, 1 << 16, f)) > 0) b.n += n;
    if (f) fclose(f);
    return tw_buf_slice(&b);
}

static size_t load(struct tw_arena *mem, const char *pattern, struct tw_slice *out, size_t *bytes)
{
    size_t n = 0;
    glob_t g;

    *bytes = 0;
    if (glob(pattern, 0, NULL, &g)) return 0;
    for (; n < g.gl_pathc && n < TEXTS_MAX; n++) {
        out[n] = slurp(mem, g.gl_pathv[n]);
        *bytes += out[n].n;
    }
    globfree(&g);
    return n;
}

static size_t read_one(struct tw_arena *mem, struct tw_slice bytes)
{
    struct tw_raw raw = {.kind = TW_RAW_FILE, .source = TW_LIT("bench"), .bytes = bytes};
    struct tw_document doc;
    struct tw_article a;
    struct tw_buf out = {.mem = mem};
    const char *why;

    raw.received = (struct tw_date){.grain = TW_DATE_DAY, .year = 2026, .month = 6, .day = 30};
    if (tw_document_read(mem, &raw, &doc, &why) != TW_OK) return 0;
    if (tw_clean(mem, &doc, &a, &why) != TW_OK) return 0;
    tw_article_write(&out, &a);
    return out.n;
}

static size_t read_all(struct tw_arena *mem, const struct tw_slice *v, size_t n)
{
    size_t made = 0;

    for (size_t i = 0; i < n; i++) {
        tw_arena_reset(mem);
        made += read_one(mem, v[i]);
    }
    return made;
}

static void bench_format(const char *label, const char *pattern)
{
    struct tw_arena *corpus = tw_arena_new(0), *mem = tw_arena_new(0);
    struct tw_slice v[TEXTS_MAX];
    size_t bytes, n = load(corpus, pattern, v, &bytes);

    if (n) BENCH(label, bytes, n, bench_keep(read_all(mem, v, n)));
    tw_arena_free(mem);
    tw_arena_free(corpus);
}

/* Appends the paragraphs of a text, without what stood around it on its page. */
static void add_prose(struct tw_buf *b, struct tw_slice text)
{
    struct tw_slice line;

    while (tw_slice_line(&text, &line)) {
        if (line.n < PROSE_MIN) continue;
        tw_buf_add(b, line);
        tw_buf_adds(b, "\n\n");
    }
}

/* The articles of the texts alone, and one report out of all of them. */
static void bench_prose(void)
{
    struct tw_arena *corpus = tw_arena_new(0), *mem = tw_arena_new(0);
    struct tw_slice v[TEXTS_MAX], alone[TEXTS_MAX], report;
    size_t bytes, n = load(corpus, "examples/*/*.txt", v, &bytes);
    struct tw_buf all = {.mem = corpus};

    bytes = 0;
    tw_buf_adds(&all, HEAD);
    for (size_t i = 0; i < n; i++) {
        struct tw_buf one = {.mem = corpus};

        tw_buf_adds(&one, HEAD);
        add_prose(&one, v[i]);
        add_prose(&all, v[i]);
        alone[i] = tw_buf_slice(&one);
        bytes += alone[i].n;
    }
    tw_buf_adds(&all, "Share\n\nRelated posts\n\nNew bus line opens in June\n");
    report = tw_buf_slice(&all);
    BENCH("read, plain text, article alone", bytes, n, bench_keep(read_all(mem, alone, n)));
    BENCH("read, plain text, one report of 8.5 KB", report.n, 1, tw_arena_reset(mem),
          bench_keep(read_one(mem, report)));
    tw_arena_free(mem);
    tw_arena_free(corpus);
}

static void bench_gzip(void)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice v[TEXTS_MAX], got;
    size_t bytes, n = load(mem, "examples/*/*.html", v, &bytes), size;
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    char *packed = tw_arena_alloc(mem, bytes + 1024);
    struct tw_arena *out = tw_arena_new(0);

    for (size_t i = 0; i < n && i < 1; i++) {
        size = libdeflate_gzip_compress(c, v[i].p, v[i].n, packed, bytes + 1024);
        BENCH("gunzip, one page", v[i].n, 1, tw_arena_reset(out),
              bench_keep((uint64_t)tw_inflate(out, (struct tw_slice){packed, size}, TW_LIT("gzip"),
                                              1 << 26, &got)));
    }
    libdeflate_free_compressor(c);
    tw_arena_free(out);
    tw_arena_free(mem);
}

int main(void)
{
    bench_format("read, plain text, with page furniture", "examples/*/*.txt");
    bench_prose();
    bench_format("read, small pages", "examples/*/*.html");
    bench_gzip();
    return 0;
}
