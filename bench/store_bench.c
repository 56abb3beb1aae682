/* bench/store_bench.c - articles a second into a store, bytes on the disk, and what searches take.
**
**     [STORE=URL|FILE] [KEEP=1] store_bench [ARTICLES.jsonl [STATEMENTS.jsonl]]
**
** The store is made in the current folder and removed; with STORE it is that one, and when it has
** articles already nothing is loaded.  Each line of ARTICLES is kept as its
** own evidence; STATEMENTS is what `twosource extract` made of them, line by line.  Four
** articles in a row are a story.  Seconds of loading are of this process's CPU, without waiting for
** the disk; those of searches pass on the clock.
*/
#include "bench.h"
#include "corpus.h"
#include "store/store.h"

#include <inttypes.h>
#include <unistd.h>

enum { BATCH = 1000, QUERIES = 200 };
static const char file[] = "store_bench.db";

struct lines { FILE *f; char *p; size_t room; };

static struct tw_slice next_line(struct lines *l)
{
    ssize_t n = l->f ? getline(&l->p, &l->room, l->f) : -1;

    while (n > 0 && l->p[n - 1] == '\n') n--;
    return (struct tw_slice){l->p, n > 0 ? (size_t)n : 0};
}

static void must(struct tw_store *s, enum tw_status st)
{
    if (st == TW_OK) return;
    fprintf(stderr, "%s: %s\n", tw_status_text(st), tw_store_why(s));
    exit(1);
}

static void put(struct tw_store *s, const struct tw_article *a, uint64_t number,
                struct tw_slice statements, struct tw_slice line)
{
    struct tw_stored in = {.number = number,
                           .article = *a,
                           .received = a->published,
                           .story = (number + 3) / 4,
                           .statements = statements};
    struct tw_stored_story story = {.number = in.story,
                                    .title = a->title,
                                    .last = tw_date_unix(&a->published),
                                    .changed = number,
                                    .articles = (number - 1) % 4 + 1};

    must(s, tw_store_put_article(s, &in, TW_EVIDENCE_JSON, line));
    if (number % 4 == 0) must(s, tw_store_put_story(s, &story));
}

/* Everything from the files (invented when there are none); the number of articles. */
static uint64_t load(struct tw_store *s, int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct lines in = {.f = argc > 1 ? fopen(argv[1], "r") : NULL},
                 said = {.f = argc > 2 ? fopen(argv[2], "r") : NULL};
    struct corpus made = argc > 1 ? (struct corpus){0} : corpus_of(1, argv, 20000);
    double storing = 0;
    uint64_t n = 0;

    must(s, tw_store_begin(s));
    for (;;) {
        struct tw_slice line = next_line(&in), statements = next_line(&said);
        struct tw_article a = {0};
        struct tw_jv v;
        double start;

        tw_arena_reset(mem);
        if (made.n && n < made.n) a = made.v[n];
        else if (!line.n || tw_json_parse(mem, line, &v, NULL) != TW_OK
                 || tw_article_read(mem, &v, &a) != TW_OK)
            break;
        start = cpu_seconds();
        put(s, &a, ++n, statements.n ? statements : TW_LIT("{}"), made.n ? a.text : line);
        if (n % BATCH == 0) {
            must(s, tw_store_commit(s));
            must(s, tw_store_begin(s));
        }
        storing += cpu_seconds() - start;
    }
    while (n % 4) {     /* the last story must be whole */
        struct tw_stored_story rest = {.number = (n + 3) / 4, .articles = n % 4};

        must(s, tw_store_put_story(s, &rest));
        break;
    }
    must(s, tw_store_commit(s));
    printf("%-28s %9.0f articles/s\n", "into the store", (double)n / storing);
    tw_arena_free(mem);
    return n;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* `words` words in a row from the text of some article. */
static struct tw_slice pick(struct tw_store *s, struct tw_arena *mem, uint64_t n, uint64_t *seed,
                            int words)
{
    struct tw_stored a;
    size_t at, end;

    must(s, tw_store_article(s, mem, 1 + bench_next(seed) % n, &a));
    for (at = bench_next(seed) % a.article.text.n; at > 0 && a.article.text.p[at - 1] != ' ';) at--;
    for (end = at; end < a.article.text.n && words > 0; end++)
        words -= a.article.text.p[end] == ' ';
    return tw_slice_trim(tw_slice_sub(a.article.text, at, end));
}

static void search(struct tw_store *s, uint64_t n, const char *label, int words, const char *before,
                   const char *behind)
{
    struct tw_arena *mem = tw_arena_new(0);
    double took[QUERIES];
    uint64_t seed = 11;
    size_t found = 0, tried = 0;

    while (tried < QUERIES) {
        struct tw_buf query = {.mem = mem};
        struct tw_found *f;
        size_t hits;
        double start;
        struct tw_slice picked = pick(s, mem, n, &seed, words);

        tw_buf_adds(&query, before);
        for (size_t i = 0; i < picked.n; i++)
            tw_buf_addc(&query, tw_is_alnum(picked.p[i]) || picked.p[i] & 0x80 ? picked.p[i] : ' ');
        tw_buf_adds(&query, behind);
        start = bench_now();
        if (tw_store_search(s, mem, tw_buf_slice(&query), 20, &f, &hits) != TW_OK) continue;
        took[tried++] = bench_now() - start;
        found += hits;
        tw_arena_reset(mem);
    }
    qsort(took, QUERIES, sizeof *took, by_value);
    printf("%-28s %9.2f ms median %9.2f ms of 95 in 100 %9.1f found\n", label,
           took[QUERIES / 2] * 1e3, took[QUERIES * 95 / 100] * 1e3, (double)found / QUERIES);
    tw_arena_free(mem);
}

/* Words that are nearly everywhere: the best of five. */
static void frequent(struct tw_store *s, const char *words)
{
    struct tw_arena *mem = tw_arena_new(0);
    double best = 1e9;
    size_t hits = 0;

    for (int i = 0; i < 5; i++) {
        struct tw_found *f;
        double start = bench_now(), took;

        tw_arena_reset(mem);
        must(s, tw_store_search(s, mem, tw_slice_of(words), 20, &f, &hits));
        took = bench_now() - start;
        if (took < best) best = took;
    }
    printf("%-40s %9.2f ms %9zu found\n", words, best * 1e3, hits);
    tw_arena_free(mem);
}

static void remove_store(void)
{
    (void)unlink("store_bench.db");
    (void)unlink("store_bench.db-wal");
    (void)unlink("store_bench.db-shm");
    (void)unlink("store_bench.db-lock");
}

int main(int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store *s;
    struct tw_store_counts c;
    const char *why, *given = getenv("STORE"), *where = given ? given : file;
    uint64_t n;

    if (!given) remove_store();
    if (tw_store_open(mem, where, TW_STORE_CREATE, &s, &why) != TW_OK)
        return fprintf(stderr, "%s\n", why), 1;
    must(s, tw_store_last(s, &n));
    if (n == 0) n = load(s, argc, argv);
    must(s, tw_store_count(s, &c));
    printf("%-28s %9.2f times the text (%" PRIu64 " of %" PRIu64 " bytes)\n", "on the disk",
           (double)c.bytes / (double)c.text_bytes, c.bytes, c.text_bytes);
    search(s, n, "a word", 1, "", "");
    frequent(s, "the");
    frequent(s, "the government");
    frequent(s, "\"of the\"");
    frequent(s, "the after:2024-02-01 before:2024-02-03");
    search(s, n, "two words", 2, "", "");
    search(s, n, "a phrase of three", 3, "\"", "\"");
    search(s, n, "a word in the title", 1, "title:", "");
    search(s, n, "a word, two days", 1, "after:2024-01-01 before:2024-01-03 ", "");
    tw_store_close(s);
    if (!given && !getenv("KEEP")) remove_store();
    tw_arena_free(mem);
    return 0;
}
