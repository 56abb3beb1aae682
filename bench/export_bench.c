/* bench/export_bench.c - statements a second out of a store, in each format.
**
**     export_bench [DIR]
**
** The store is invented: 10,000 stories of four articles with six statements each in two or more of
** them, and figures; made in the current folder and removed.  With DIR each export is written to
** DIR/FORMAT, for tests/e2e/exports.py; else nowhere.  Seconds are of this process's CPU.
*/
#include "bench.h"
#include "corpus.h"
#include "base/utf8.h"
#include "export/export.h"
#include "store/tell.h"

#include <unistd.h>

enum { STORIES = 10000, OF = 4, ITEMS = 6, BATCH = 500 };
static const char where[] = "export_bench.db";
static const char *const word[] = {"bridge", "ferry",   "council",    "said",    "closed",
                                   "the",    "a",       "of",         "harbour", "tanker",
                                   "on",     "Tuesday", "police",     "twelve",  "people",
                                   "were",   "hurt",    "Zo\xC3\xAB", "mayor",   "line"};

static void must(struct tw_store *s, enum tw_status st)
{
    if (st == TW_OK) return;
    fprintf(stderr, "%s: %s\n", tw_status_text(st), tw_store_why(s));
    exit(1);
}

static struct tw_article article_of(struct tw_arena *mem, uint64_t number, uint64_t *seed)
{
    struct tw_buf text = {.mem = mem}, id = {.mem = mem}, url = {.mem = mem}, title = {.mem = mem};
    unsigned outlet = bench_next(seed) % 200;
    struct tw_article a = {.lang = TW_LIT("en"), .published_from = TW_FROM_META};

    bench_words(&text, word, sizeof word / sizeof *word, 250, seed);
    bench_words(&title, word, sizeof word / sizeof *word, 8, seed);
    tw_buf_addf(&id, "%016llx", (unsigned long long)number);
    tw_buf_addf(&url, "https://outlet%u.example/%llu", outlet, (unsigned long long)number);
    a.id = tw_buf_slice(&id);
    a.url = a.source = tw_buf_slice(&url);
    a.outlet_domain = tw_slice_sub(a.url, 8, tw_slice_find_char(a.url, '/', 8));
    a.outlet_name = a.outlet_domain;
    a.title = tw_buf_slice(&title);
    a.text = tw_buf_slice(&text);
    a.published = tw_date_from_unix(1700000000 + (int64_t)number * 60);
    tw_article_split(mem, &a);
    return a;
}

/* Its words from code point 10 * i on; Zoë has one byte more than code points. */
static void add_member(struct tw_json *j, const struct tw_article *a, size_t i, bool figure)
{
    size_t from = tw_utf8_skip(a->text, 0, 40 * i), to = tw_utf8_skip(a->text, from, 90);

    tw_json_open(j, '{');
    tw_json_text(j, "id", a->id);
    tw_json_key(j, "span"), tw_json_pair(j, 40 * i, 40 * i + 90);
    tw_json_text(j, "text", tw_slice_sub(a->text, from, to));
    if (figure) {
        tw_json_key(j, "number"), tw_json_pair(j, 40 * i, 40 * i + 5);
        tw_json_bound(j, "low", true, 12), tw_json_bound(j, "high", true, 12);
        tw_json_word(j, "comparator", "exact");
    }
    tw_json_close(j, '}');
}

static void add_item(struct tw_json *j, const struct tw_article *a, size_t i, uint64_t story,
                     bool figure)
{
    char id[40];

    snprintf(id, sizeof id, "%08llx%c%zu", (unsigned long long)story, figure ? 'f' : 's', i);
    tw_json_open(j, '{');
    tw_json_word(j, "id", id);
    if (figure) tw_json_word(j, "unit", "injured"), tw_json_word(j, "of", "people");
    else tw_json_word(j, "speaker", "Zo\xC3\xAB \xC3\x98rn");
    tw_json_word(j, "relation", figure ? "agree" : "same_utterance");
    if (figure) tw_json_bound(j, "low", true, 12), tw_json_bound(j, "high", true, 12);
    tw_json_key(j, "members"), tw_json_open(j, '[');
    for (size_t k = 0; k < 2 + i % 3; k++) add_member(j, &a[k], i, figure);
    tw_json_close(j, ']');
    tw_json_count(j, "accounts", 2 + i % 3);
    tw_json_count(j, "origins", 1 + i % 3);
    tw_json_close(j, '}');
}

static void add_account(struct tw_json *j, const struct tw_article *a)
{
    tw_json_open(j, '{');
    tw_json_text(j, "id", a->id);
    tw_json_text(j, "source", a->source);
    tw_json_key(j, "outlet"), tw_json_open(j, '{');
    tw_json_text(j, "name", a->outlet_name), tw_json_text(j, "domain", a->outlet_domain);
    tw_json_close(j, '}');
    tw_json_text(j, "title", a->title);
    tw_tell_key_date(j, "published", &a->published);
    tw_json_text(j, "origin", a->outlet_name);
    tw_json_text(j, "origin_why", TW_LIT("its own report"));
    tw_json_close(j, '}');
}

static struct tw_slice comparison_of(struct tw_arena *mem, const struct tw_article *a,
                                     uint64_t story)
{
    static const char *const empty[] = {"claims", "only", "left_out", "copied", "editions"};
    struct tw_buf out = {.mem = mem};
    struct tw_json j = {.out = &out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "one_event"), tw_json_bool(&j, true);
    tw_json_word(&j, "why", "in common");
    tw_json_key(&j, "accounts"), tw_json_open(&j, '[');
    for (size_t i = 0; i < OF; i++) add_account(&j, &a[i]);
    tw_json_close(&j, ']');
    tw_json_count(&j, "origins", 3);
    for (int figure = 0; figure < 2; figure++) {
        tw_json_key(&j, figure ? "figures" : "said"), tw_json_open(&j, '[');
        for (size_t i = 0; i < ITEMS / (figure ? 3 : 1); i++) add_item(&j, a, i, story, figure);
        tw_json_close(&j, ']');
    }
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        tw_json_key(&j, empty[i]), tw_json_open(&j, '['), tw_json_close(&j, ']');
    tw_json_close(&j, '}');
    return tw_buf_slice(&out);
}

static void put_story(struct tw_store *s, struct tw_arena *mem, uint64_t number, uint64_t *seed)
{
    struct tw_article a[OF];
    struct tw_stored_item item[ITEMS + ITEMS / 3];
    struct tw_slice lang[] = {TW_LIT("en")}, actor[] = {TW_LIT("Zo\xC3\xAB \xC3\x98rn")};
    struct tw_stored_story story = {.number = number,
                                    .importance = 3,
                                    .articles = OF,
                                    .outlets = OF,
                                    .accounts = OF,
                                    .origins = 3,
                                    .languages = {lang, 1},
                                    .actors = {actor, 1},
                                    .changed = number};

    for (size_t i = 0; i < OF; i++) {
        struct tw_stored in = {.number = (number - 1) * OF + i + 1, .story = number};
        struct tw_buf said = {.mem = mem};

        in.article = a[i] = article_of(mem, in.number, seed);
        in.received = a[i].published;
        tw_buf_addf(&said,
                    "{\"id\":\"%.*s\",\"sentences\":[],\"attributions\":[],\"figures\":[],"
                    "\"times\":[],\"actors\":[],"
                    "\"claims\":[]}",
                    TW_FMT(a[i].id));
        in.statements = tw_buf_slice(&said);
        must(s, tw_store_put_article(s, &in, TW_EVIDENCE_JSON, TW_LIT("")));
    }
    story.title = a[0].title;
    story.first = tw_date_unix(&a[0].published), story.last = tw_date_unix(&a[OF - 1].published);
    must(s, tw_store_put_story(s, &story));
    for (size_t i = 0; i < ITEMS + ITEMS / 3; i++) {
        struct tw_buf id = {.mem = mem};

        tw_buf_addf(&id, "%08llx%zu", (unsigned long long)number, i);
        item[i] = (struct tw_stored_item){
            tw_buf_slice(&id), TW_LIT("said"), a[0].title, TW_LIT("same_utterance"), 3, 2, 1};
    }
    must(s, tw_store_put_comparison(s, number, comparison_of(mem, a, number), item,
                                    ITEMS + ITEMS / 3));
}

static void fill(struct tw_store *s)
{
    struct tw_arena *mem = tw_arena_new(0);
    uint64_t seed = 7;

    must(s, tw_store_begin(s));
    for (uint64_t number = 1; number <= STORIES; number++) {
        put_story(s, mem, number, &seed);
        tw_arena_reset(mem);
        if (number % BATCH) continue;
        must(s, tw_store_commit(s));
        must(s, tw_store_begin(s));
    }
    must(s, tw_store_commit(s));
    tw_arena_free(mem);
}

static void write_out(const char *dir, enum tw_export_format format, const struct tw_buf *out,
                      bool first)
{
    char path[4096];
    FILE *f;

    if (!dir) return;
    snprintf(path, sizeof path, "%s/%s", dir, tw_export_format_text(format));
    if (!(f = fopen(path, first ? "wb" : "ab"))) perror(path), exit(1);
    fwrite(out->p, 1, out->n, f);
    if (fclose(f) != 0) perror(path), exit(1);
}

static void measure(struct tw_store *s, enum tw_export_format format, const char *dir)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf out = {.mem = mem};
    struct tw_export_options o = {.format = format};
    struct tw_export *x;
    double start = cpu_seconds(), took;
    size_t bytes = 0;

    must(s, tw_export_open(s, &o, &out, &x));
    write_out(dir, format, &out, true);
    for (uint64_t number = 1; number <= STORIES; number++) {
        bytes += out.n;
        out.n = 0;
        must(s, tw_export_story(x, number, &out));
        write_out(dir, format, &out, false);
    }
    out.n = 0;
    tw_export_end(x, &out);
    write_out(dir, format, &out, false);
    took = cpu_seconds() - start;
    printf("%-14s %9.0f statements/s %9.0f stories/s %9.1f MB/s %6zu KiB at most\n",
           tw_export_format_text(format), STORIES * (ITEMS + ITEMS / 3) / took, STORIES / took,
           (double)bytes / took / 1e6, tw_arena_peak(mem) / 1024);
    tw_export_free(x);
    tw_arena_free(mem);
}

static void remove_store(void)
{
    (void)unlink("export_bench.db");
    (void)unlink("export_bench.db-wal");
    (void)unlink("export_bench.db-shm");
    (void)unlink("export_bench.db-lock");
}

int main(int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store *s;
    const char *why;

    remove_store();
    if (tw_store_open(mem, where, TW_STORE_CREATE, &s, &why) != TW_OK)
        return fprintf(stderr, "%s\n", why), 1;
    fill(s);
    for (unsigned f = TW_EXPORT_JSONL; f <= TW_EXPORT_WEBANNOTATION; f++)
        measure(s, (enum tw_export_format)f, argc > 1 ? argv[1] : NULL);
    tw_store_close(s);
    remove_store();
    tw_arena_free(mem);
    return 0;
}
