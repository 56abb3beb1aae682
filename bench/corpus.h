/* bench/corpus.h - articles for the benches: from a file of JSON lines, or invented.
**
** Invented articles are sentences of made-up words drawn by Zipf's law, names
** with capitals, 250 words in the mean, one in three an edited copy of an
** earlier one; the same on every run.
**
** bench_stream puts them through a stage one by one.
*/
#ifndef TW_BENCH_CORPUS_H
#define TW_BENCH_CORPUS_H
#include "base/vec.h"
#include "clean/article.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct corpus { struct tw_article *v; size_t n, cap; struct tw_arena *mem; };

static inline double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline struct tw_slice copy_of(struct tw_arena *mem, struct tw_slice s)
{
    return s.n ? tw_slice_dup(mem, s) : (struct tw_slice){0};
}

/* Keeps what dedup and group look at. */
static inline void corpus_keep(struct corpus *c, const struct tw_article *a)
{
    struct tw_article k = *a;

    k.id = copy_of(c->mem, a->id);
    k.title = copy_of(c->mem, a->title);
    k.standfirst = copy_of(c->mem, a->standfirst);
    k.text = copy_of(c->mem, a->text);
    k.lang = copy_of(c->mem, a->lang);
    k.outlet_name = copy_of(c->mem, a->outlet_name);
    k.outlet_domain = copy_of(c->mem, a->outlet_domain);
    k.source = k.url = k.dateline = (struct tw_slice){0};
    k.byline = k.credit = k.notes = (struct tw_slices){0};
    k.paragraphs = (struct tw_spans){0};
    TW_PUSH(c->mem, c->v, c->n, c->cap, k);
}

static inline void corpus_read(struct corpus *c, const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    struct tw_arena *mem = tw_arena_new(0);

    if (!f) {
        perror(path);
        exit(3);
    }
    while ((n = getline(&line, &room, f)) > 0) {
        struct tw_jv v;
        struct tw_article a;

        if (tw_json_parse(mem, (struct tw_slice){line, (size_t)n}, &v, NULL) == TW_OK
            && tw_article_read(mem, &v, &a) == TW_OK) corpus_keep(c, &a);
        tw_arena_reset(mem);
    }
    free(line);
    fclose(f);
    tw_arena_free(mem);
}

struct dice { uint64_t s; };

static inline uint32_t dice_roll(struct dice *d, uint32_t below)
{
    d->s = d->s * 6364136223846793005u + 1442695040888963407u;      /* Knuth's MMIX generator */
    return (uint32_t)((d->s >> 33) * below >> 31);
}

/* A word of rank r: three syllables of its digits in base 40. */
static inline void put_word(struct tw_buf *b, uint32_t r, bool name)
{
    static const char syllable[40][4] = {"ba", "re", "ti", "lo", "mun", "sa", "ke", "di", "ro", "vu", "pal", "ne",
        "fi", "go", "tur", "ha", "je", "li", "mo", "nu", "cas", "be", "ri", "to", "lum", "za", "we", "si", "po", "du",
        "kar", "te", "ni", "so", "gur", "ma", "le", "bi", "do", "ru"};
    size_t at = b->n;

    do {
        tw_buf_adds(b, syllable[r % 40]);
        r /= 40;
    } while (r);
    if (name) b->p[at] = (char)(b->p[at] - 32);
}

static inline struct tw_slice invent_text(struct tw_arena *mem, struct dice *d, uint32_t words)
{
    struct tw_buf b = {.mem = mem};

    for (uint32_t i = 0; i < words; i++) {
        uint32_t u = dice_roll(d, 1 << 16) + 1;
        bool name = dice_roll(d, 12) == 0;

        put_word(&b, name ? 64000 / u + dice_roll(d, 3000) : 65536 / u + dice_roll(d, 8), name || i % 18 == 0);
        tw_buf_adds(&b, i % 18 == 17 ? (i % 72 == 71 ? ".\n\n" : ". ") : " ");
    }
    return tw_buf_slice(&b);
}

/* The text with one word in twenty replaced and the tail cut. */
static inline struct tw_slice edit_text(struct tw_arena *mem, struct dice *d, struct tw_slice text)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice rest = tw_slice_sub(text, 0, text.n - text.n / 8), word;

    while (tw_slice_part(&rest, ' ', &word)) {
        if (dice_roll(d, 20) == 0) put_word(&b, dice_roll(d, 5000), false);
        else tw_buf_add(&b, word);
        tw_buf_addc(&b, ' ');
    }
    return tw_buf_slice(&b);
}

static inline void corpus_invent(struct corpus *c, size_t n)
{
    struct dice d = {42};
    struct tw_arena *mem = tw_arena_new(0);

    for (size_t i = 0; i < n; i++) {
        struct tw_article a = {.lang = TW_LIT("en")};
        struct tw_buf id = {.mem = mem};

        tw_buf_addf(&id, "a%07zu", i);
        a.id = tw_buf_slice(&id);
        if (i > 100 && dice_roll(&d, 3) == 0)
            a.text = edit_text(mem, &d, c->v[i - 1 - dice_roll(&d, 100)].text);
        else
            a.text = invent_text(mem, &d, 100 + dice_roll(&d, 300));
        a.title = tw_slice_sub(a.text, 0, a.text.n < 60 ? a.text.n : 60);
        a.published = tw_date_from_unix(1700000000 + (int64_t)(i * 90 * 86400 / n));
        corpus_keep(c, &a);
        tw_arena_reset(mem);
    }
    tw_arena_free(mem);
}

/* argv[1]: a file of JSON lines; none: n invented articles. */
static inline struct corpus corpus_of(int argc, char **argv, size_t n)
{
    struct corpus c = {.mem = tw_arena_new(0)};

    if (argc > 1) corpus_read(&c, argv[1]);
    else corpus_invent(&c, n);
    return c;
}

/* A stage that takes articles one by one. */
struct bench_stage {
    const char *name, *counted;         /* what `add` counts */
    void *state;
    /* Takes an article; how many of what is counted it brought, or -1 when it cannot. */
    long (*add)(void *state, struct tw_arena *mem, const struct tw_article *a);
    double (*bytes)(const void *state); /* of state, for each article it holds */
};

static inline void bench_line(const struct bench_stage *s, size_t n, size_t from, double since)
{
    printf("%s %8zu articles: %7.0f a second, %5.0f bytes of state each\n", s->name, n,
           (double)(n - from) / (cpu_seconds() - since), s->bytes(s->state));
    fflush(stdout);
}

/* Prints a line each time the number of articles has doubled, beginning with
** `mark`, so that the cost against the size of the window can be seen, and one for
** the whole.  Exit code. */
static inline int bench_stream(const struct bench_stage *s, struct corpus *c, size_t mark)
{
    struct tw_arena *mem = tw_arena_new(0);
    size_t peak = 0, from = 0;
    double start = cpu_seconds(), last = start;
    long counted = 0;

    for (size_t i = 0; i < c->n; i++) {
        long found = s->add(s->state, mem, &c->v[i]);

        if (found < 0) return 3;
        counted += found;
        if (tw_arena_peak(mem) > peak) peak = tw_arena_peak(mem);
        tw_arena_reset(mem);
        if (i + 1 != mark && i + 1 != c->n) continue;
        bench_line(s, i + 1, from, last);
        last = cpu_seconds();
        from = i + 1;
        mark *= 2;
    }
    printf("%s %8zu articles: %7.0f a second over all, %ld %s, %zu KB of scratch at most\n", s->name, c->n,
           (double)c->n / (cpu_seconds() - start), counted, s->counted, peak / 1024);
    tw_arena_free(mem);
    tw_arena_free(c->mem);
    return 0;
}

#endif
