/* bench/base_bench.c - UTF-8, folding and JSON on made text.
**
** Articles of 250 words as JSON lines, the mean of news; one MB of text in
** plain English, in a Latin script with accents, and in Cyrillic.
*/
#include "bench.h"

#include "base/json.h"
#include "base/utf8.h"
#include "clean/article.h"

static const char *const english[] = {"the",   "bridge",    "was",   "closed",   "on",   "Monday",
                                      "after", "engineers", "found", "cracks",   "said", "mayor",
                                      "in",    "Harrow",    "and",   "\"nobody", "was",  "hurt\"",
                                      "of",    "4,000",     "people"};
static const char *const french[] = {"le",       "pont",  "fermé",   "à",          "l’été",
                                     "lundi",    "après", "des",     "ingénieurs", "ont",
                                     "trouvé",   "été",   "déclaré", "maire",      "«",
                                     "personne", "n’a",   "»",       "blessé",     "forêt"};
static const char *const russian[] = {
    "мост",  "закрыт",  "в",       "понедельник", "после",  "того",  "как", "инженеры",
    "нашли", "трещины", "сообщил", "мэр",         "города", "никто", "не",  "пострадал"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct tw_slice text_of(struct tw_arena *mem, const char *const *list, size_t n,
                               size_t bytes)
{
    struct tw_buf b = {.mem = mem};
    uint64_t seed = 1;

    while (b.n < bytes) bench_words(&b, list, n, 600, &seed);
    return tw_buf_slice(&b);
}

static void bench_text(const char *name, struct tw_slice s)
{
    struct tw_arena *mem = tw_arena_new(0);
    char label[64];

    snprintf(label, sizeof label, "utf8 valid, %s", name);
    BENCH(label, s.n, 0, bench_keep(tw_utf8_valid(s)));
    snprintf(label, sizeof label, "utf8 length, %s", name);
    BENCH(label, s.n, 0, bench_keep(tw_utf8_length(s)));
    snprintf(label, sizeof label, "fold, %s", name);
    BENCH(label, s.n, 0, bench_keep(tw_utf8_fold(mem, s).n), tw_arena_reset(mem));
    tw_arena_free(mem);
}

static struct tw_slice lines_of(struct tw_arena *mem, const char *const *list, size_t n,
                                size_t articles)
{
    struct tw_arena *scratch = tw_arena_new(0);
    struct tw_buf out = {.mem = mem};
    uint64_t seed = 1;

    for (size_t i = 0; i < articles; i++) {
        struct tw_article a = {.source = TW_LIT("made"),
                               .url = TW_LIT("https://lamp.example/1"),
                               .outlet_name = TW_LIT("The Lamp"),
                               .title = TW_LIT("Bridge closed"),
                               .lang = TW_LIT("en")};
        struct tw_buf text = {.mem = scratch};

        bench_words(&text, list, n, 250, &seed);
        a.text = tw_buf_slice(&text);
        tw_article_split(scratch, &a);
        tw_article_set_id(scratch, &a);
        tw_article_write(&out, &a);
        tw_buf_addc(&out, '\n');
        tw_arena_reset(scratch);
    }
    tw_arena_free(scratch);
    return tw_buf_slice(&out);
}

/* Parses each line; also reads and writes the article when asked to. */
static size_t through(struct tw_arena *mem, struct tw_slice lines, bool read, bool write)
{
    struct tw_slice line;
    size_t n = 0;

    while (tw_slice_line(&lines, &line)) {
        struct tw_article a;
        struct tw_jv v;

        if (tw_json_parse(mem, line, &v, NULL) != TW_OK) return 0;
        if (read && tw_article_read(mem, &v, &a) != TW_OK) return 0;
        if (write) {
            struct tw_buf out = {.mem = mem};

            tw_article_write(&out, &a);
            n += out.n;
        }
        n += v.n;
        tw_arena_reset(mem);
    }
    return n;
}

static void bench_lines(const char *name, struct tw_slice lines, size_t articles)
{
    struct tw_arena *mem = tw_arena_new(0);
    char label[64];

    snprintf(label, sizeof label, "json parse, %s", name);
    BENCH(label, lines.n, articles, bench_keep(through(mem, lines, false, false)));
    snprintf(label, sizeof label, "article read, %s", name);
    BENCH(label, lines.n, articles, bench_keep(through(mem, lines, true, false)));
    snprintf(label, sizeof label, "article read and written, %s", name);
    BENCH(label, lines.n, articles, bench_keep(through(mem, lines, true, true)));
    tw_arena_free(mem);
}

static void bench_write(const char *name, struct tw_slice s)
{
    struct tw_arena *mem = tw_arena_new(0);
    char label[64];

    snprintf(label, sizeof label, "json string written, %s", name);
    BENCH(label, s.n, 0, {
        struct tw_buf out = {.mem = mem};
        struct tw_json j = {.out = &out};

        tw_json_str(&j, s);
        bench_keep(out.n);
        tw_arena_reset(mem);
    });
    tw_arena_free(mem);
}

int main(void)
{
    enum { BYTES = 1 << 20, ARTICLES = 700 };
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice en = text_of(mem, english, COUNT(english), BYTES),
                    fr = text_of(mem, french, COUNT(french), BYTES),
                    ru = text_of(mem, russian, COUNT(russian), BYTES);

    bench_text("English", en);
    bench_text("French", fr);
    bench_text("Russian", ru);
    bench_write("English", en);
    bench_write("Russian", ru);
    bench_lines("English", lines_of(mem, english, COUNT(english), ARTICLES), ARTICLES);
    bench_lines("French", lines_of(mem, french, COUNT(french), ARTICLES), ARTICLES);
    tw_arena_free(mem);
    return 0;
}
