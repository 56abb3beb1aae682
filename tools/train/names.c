/* tools/train/names.c - trains the name tagger: names OUT.bin EPOCHS [FILE...] [-- TEST...]
**
** Averaged structured perceptron (Collins 2002) over the features of
** src/extract/namefeature.c, decoded exactly; order of examples from a fixed
** generator, so the same input gives the same weights.  A file is one of
**   NAME.conll, NAME.txt  a token and its tag a line, blank line between sentences
**   NAME.jsonl            {"text":...,"names":[[start,end,"PER"],...]} a line, code points
** Tags are mapped by their ends (politician, person -> PER, ...).  Prints typed
** F1 of overlapping spans on the test files after each epoch.
*/
#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "extract/nametag.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MARGIN = 40 };   /* best of 0, 8, 12, 20, 40, 80 on held-out sentences */
enum { LONGEST = 256 }; /* tokens of a stretch, as in nametag.c */

struct example { /* one stretch of active tokens */
    uint32_t *rows;
    uint8_t *count, *gold;
    size_t n;
};
struct examples {
    struct example *v;
    size_t n, cap;
};
struct label {
    size_t from, to;
    int class;
};
struct doc {
    struct tw_text t;
    struct tw_name_token *info;
    uint8_t *gold;
};
struct docs {
    struct doc *v;
    size_t n, cap;
};

static struct tw_arena *mem;
static int32_t weight[TW_NAME_ROWS][TW_NAME_TAGS], between[TW_NAME_TAGS][TW_NAME_TAGS];
static double sum[TW_NAME_ROWS][TW_NAME_TAGS], sum_between[TW_NAME_TAGS][TW_NAME_TAGS];
static int32_t rounded[TW_NAME_ROWS][TW_NAME_TAGS],
    rounded_between[TW_NAME_TAGS][TW_NAME_TAGS]; /* as in *model */
static struct tw_name_model *model;

static struct tw_slice read_file(const char *name)
{
    struct tw_buf b = {.mem = mem};
    char part[65536];
    size_t n;
    FILE *f = fopen(name, "rb");

    if (!f) {
        perror(name);
        exit(1);
    }
    while ((n = fread(part, 1, sizeof part, f)) > 0) tw_buf_add(&b, (struct tw_slice){part, n});
    fclose(f);
    return tw_buf_slice(&b);
}

/* 1 PER, 2 ORG, 3 LOC, 4 MISC, 0 none. */
static int class_of(struct tw_slice tag)
{
    static const char *const names[] = {
        "PER",      "ORG",  "LOC",    "MISC",           "politician", "organisation",
        "location", "misc", "person", "politicalparty", "country",    "election",
        NULL,       NULL,   NULL,     "event"};

    for (size_t i = 0; i < 16; i++)
        if (names[i] && tw_slice_eq(tag, tw_slice_of(names[i]))) return (int)(i % 4) + 1;
    return 0;
}

/* Tags the tokens that lie in the labels. */
static void add_doc(struct docs *docs, struct tw_slice text, const struct label *label,
                    size_t labels)
{
    struct tw_article *a = TW_NEW(mem, struct tw_article);
    struct doc d;

    a->text = text;
    tw_text_read(mem, a, &d.t);
    d.info = tw_name_tokens(mem, &d.t);
    d.gold = tw_arena_zalloc(mem, d.t.tokens + 1);
    for (size_t k = 0; k < labels; k++) {
        size_t first, end;

        tw_tokens_in(&d.t, tw_span_from_to(label[k].from, label[k].to), &first, &end);
        for (size_t i = first; i < end; i++)
            if (label[k].class) d.gold[i] = (uint8_t)(label[k].class * 2 - (i == first));
    }
    TW_PUSH(mem, docs->v, docs->n, docs->cap, d);
}

static uint64_t state = 1;

static uint64_t next_random(void) /* splitmix64 */
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

struct conll {
    struct tw_buf text;
    struct label *label;
    size_t n, cap, sentences;
    int open;
};

static bool sticks_left(struct tw_slice w)
{
    return (w.n == 1 && strchr(".,;:!?)%]", w.p[0])) || (w.n > 1 && w.p[0] == '\'')
           || tw_slice_starts(w, TW_LIT("n't")) || tw_slice_starts(w, TW_LIT("’"));
}

static void add_word(struct conll *c, struct tw_slice word, struct tw_slice tag, bool spaced)
{
    int class = tag.n > 2 ? class_of(tw_slice_sub(tag, 2, tag.n)) : 0;
    size_t from;

    if (c->text.n && c->text.p[c->text.n - 1] != '\n' && (spaced || !sticks_left(word))
        && c->text.p[c->text.n - 1] != '(' && c->text.p[c->text.n - 1] != '$')
        tw_buf_addc(&c->text, ' ');
    from = c->text.n;
    if (tw_slice_eq(word, TW_LIT("``"))) tw_buf_adds(&c->text, "“");
    else if (tw_slice_eq(word, TW_LIT("''"))) tw_buf_adds(&c->text, "”");
    else tw_buf_add(&c->text, word);
    if (class && (tag.p[0] == 'B' || class != c->open))
        TW_PUSH(mem, c->label, c->n, c->cap, (struct label){from, c->text.n, class});
    else if (class) c->label[c->n - 1].to = c->text.n;
    c->open = class;
}

static void end_conll(struct conll *c, struct docs *docs)
{
    if (c->text.n) add_doc(docs, tw_buf_slice(&c->text), c->label, c->n);
    *c = (struct conll){.text = {.mem = mem}};
}

static void read_conll(struct docs *docs, struct tw_slice rest)
{
    struct conll c = {.text = {.mem = mem}};
    struct tw_slice line;

    while (tw_slice_line(&rest, &line)) {
        size_t gap = tw_slice_find_char(line, '\t', 0);

        if (gap == TW_NONE) gap = tw_slice_find_char(line, ' ', 0);
        if (gap == TW_NONE) {
            c.open = 0;
            if (c.text.n && c.text.p[c.text.n - 1] != '\n') tw_buf_adds(&c.text, "\n\n");
            if (++c.sentences % 4 == 0) end_conll(&c, docs);
            continue;
        }
        add_word(&c, tw_slice_sub(line, 0, gap), tw_slice_sub(line, gap + 1, line.n),
                 docs->n % 3 == 0);
    }
    end_conll(&c, docs);
}

static size_t byte_at(struct tw_slice s, double cp)
{
    size_t at = 0;

    for (size_t k = 0; k < (size_t)cp && at < s.n; k++) tw_utf8_next(s, &at);
    return at;
}

static void read_jsonl(struct docs *docs, struct tw_slice rest)
{
    struct tw_slice line;

    while (tw_slice_line(&rest, &line)) {
        struct tw_jv j;
        const struct tw_jv *names;
        struct tw_slice text;
        struct label *label;

        if (line.n == 0) continue;
        if (tw_json_parse(mem, line, &j, NULL) != TW_OK) {
            fprintf(stderr, "names: a broken line\n");
            exit(1);
        }
        text = tw_jv_str(&j, "text");
        names = tw_jv_get(&j, "names");
        label = TW_NEW_N(mem, struct label, names->n + 1);
        for (size_t k = 0; k < names->n; k++) {
            const struct tw_jv *v = names->v[k].v;

            label[k] =
                (struct label){byte_at(text, v[0].num), byte_at(text, v[1].num), class_of(v[2].s)};
        }
        add_doc(docs, text, label, names->n);
    }
}

static void cut_examples(const struct docs *docs, struct examples *out)
{
    for (size_t k = 0; k < docs->n; k++) {
        const struct doc *d = &docs->v[k];

        for (size_t i = 0; i < d->t.tokens;) {
            size_t end = i;
            struct example e = {0};

            while (end < d->t.tokens && end - i < LONGEST && d->info[end].is_active
                   && d->t.token[end].sentence == d->t.token[i].sentence)
                end++;
            if (end == i) {
                i++;
                continue;
            }
            e.n = end - i;
            e.rows = tw_arena_alloc(mem, e.n * TW_NAME_FEATURES * sizeof *e.rows);
            e.count = tw_arena_alloc(mem, e.n);
            e.gold = tw_arena_alloc(mem, e.n);
            for (size_t x = 0; x < e.n; x++) {
                e.count[x] =
                    (uint8_t)tw_name_features(&d->t, d->info, i + x, e.rows + x * TW_NAME_FEATURES);
                e.gold[x] = d->gold[i + x];
                if (x == 0 && e.gold[x] && e.gold[x] % 2 == 0) e.gold[x]--;
                if (x > 0 && !tw_name_may_follow(e.gold[x - 1], e.gold[x])) e.gold[x]--;
            }
            TW_PUSH(mem, out->v, out->n, out->cap, e);
            i = end;
        }
    }
}

/* What decode() scores with: the weights in training, or the quantised ones. */
struct table {
    const int32_t (*row)[TW_NAME_TAGS], (*between)[TW_NAME_TAGS];
};

/* The best tags; in training a wrong tag starts MARGIN ahead, so that the right
** one must win by that much. */
static void decode(const struct table *w, const struct example *e, int margin, uint8_t *tag)
{
    int64_t score[LONGEST + 1][TW_NAME_TAGS];
    uint8_t from[LONGEST + 1][TW_NAME_TAGS];
    unsigned best = 0;

    for (unsigned k = 0; k < TW_NAME_TAGS; k++) score[0][k] = k ? INT32_MIN : 0;
    for (size_t i = 0; i < e->n; i++)
        for (unsigned b = 0; b < TW_NAME_TAGS; b++) {
            int64_t s = b == e->gold[i] ? 0 : margin, top = INT64_MIN;

            for (size_t f = 0; f < e->count[i]; f++)
                s += w->row[e->rows[i * TW_NAME_FEATURES + f]][b];
            for (unsigned a = 0; a < TW_NAME_TAGS; a++) {
                int64_t way = score[i][a] + w->between[a][b];

                if (!tw_name_may_follow(a, b) || way <= top) continue;
                top = way;
                from[i + 1][b] = (uint8_t)a;
            }
            score[i + 1][b] = top + s;
        }
    for (unsigned k = 1; k < TW_NAME_TAGS; k++)
        if (score[e->n][k] > score[e->n][best]) best = k;
    for (size_t i = e->n; i > 0; i--) {
        tag[i - 1] = (uint8_t)best;
        best = from[i][best];
    }
}

static void update(const struct example *e, const uint8_t *tag, int32_t by, double when)
{
    for (size_t i = 0; i < e->n; i++) {
        unsigned a = i ? tag[i - 1] : TW_NAME_O;

        between[a][tag[i]] += by;
        sum_between[a][tag[i]] += by * when;
        for (size_t f = 0; f < e->count[i]; f++) {
            uint32_t row = e->rows[i * TW_NAME_FEATURES + f];

            weight[row][tag[i]] += by;
            sum[row][tag[i]] += by * when;
        }
    }
}

static int8_t quantised(double w, double scale)
{
    double x = round(w * scale);

    return (int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
}

/* The averaged weights as signed bytes. */
static void quantise(double steps)
{
    double top = 0, scale, total = 0;
    size_t n = 0;

    for (size_t r = 0; r < TW_NAME_ROWS; r++)
        for (unsigned k = 0; k < TW_NAME_TAGS; k++) {
            double w = weight[r][k] - sum[r][k] / steps;

            if (w == 0) continue;
            total += w * w;
            n++;
            if (fabs(w) > top) top = fabs(w);
        }
    scale = 127 / fmin(top, 14 * sqrt(total / (double)(n + !n)));
    for (size_t r = 0; r < TW_NAME_ROWS; r++)
        for (unsigned k = 0; k < TW_NAME_TAGS; k++)
            rounded[r][k] = model->row[r][k] = quantised(weight[r][k] - sum[r][k] / steps, scale);
    for (unsigned a = 0; a < TW_NAME_TAGS; a++)
        for (unsigned b = 0; b < TW_NAME_TAGS; b++)
            rounded_between[a][b] = model->transition[a][b] =
                quantised(between[a][b] - sum_between[a][b] / steps, scale);
}

/* Spans of people, organisations and places: typed, overlapping. */
static void score(const struct examples *test, const char *name)
{
    const struct table w = {(const int32_t(*)[TW_NAME_TAGS])rounded,
                            (const int32_t(*)[TW_NAME_TAGS])rounded_between};
    size_t gold = 0, found = 0, hit = 0;

    for (size_t k = 0; k < test->n; k++) {
        const struct example *e = &test->v[k];
        uint8_t tag[LONGEST];

        decode(&w, e, 0, tag);
        for (size_t i = 0; i < e->n; i++) {
            bool right = false;

            found += tag[i] % 2 == 1 && tag[i] != TW_NAME_B_MISC;
            if (e->gold[i] % 2 != 1 || e->gold[i] == TW_NAME_B_MISC) continue;
            gold++;
            for (size_t x = i; x < e->n && (x == i || e->gold[x] == e->gold[i] + 1); x++)
                right |= (tag[x] + 1) / 2 == (e->gold[i] + 1) / 2;
            hit += right;
        }
    }
    printf("%s: gold %zu found %zu F1 %.4f\n", name, gold, found,
           2.0 * (double)hit / (double)(gold + found + !gold));
}

static void read_into(struct docs *docs, const char *name)
{
    struct tw_slice file = read_file(name), n = tw_slice_of(name);

    if (tw_slice_ends(n, TW_LIT(".jsonl"))) read_jsonl(docs, file);
    else read_conll(docs, file);
}

int main(int argc, char **argv)
{
    struct docs train = {0}, tests = {0};
    struct examples examples = {0}, test = {0};
    const struct table w = {(const int32_t(*)[TW_NAME_TAGS])weight,
                            (const int32_t(*)[TW_NAME_TAGS])between};
    bool is_test = false;
    double when = 0;
    FILE *f;

    if (argc < 4) {
        fprintf(stderr, "names OUT.bin EPOCHS FILE... [-- TEST...]\n");
        return 2;
    }
    mem = tw_arena_new(0);
    model = calloc(1, sizeof *model);
    for (int i = 3; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) is_test = true;
        else read_into(is_test ? &tests : &train, argv[i]);
    }
    cut_examples(&train, &examples);
    cut_examples(&tests, &test);
    printf("%zu documents, %zu stretches; test %zu, %zu\n", train.n, examples.n, tests.n, test.n);
    for (int epoch = 0; epoch < strtol(argv[2], NULL, 10); epoch++) {
        size_t wrong = 0;

        for (size_t i = examples.n; i > 1; i--) {
            size_t k = next_random() % i;
            struct example swap = examples.v[k];

            examples.v[k] = examples.v[i - 1];
            examples.v[i - 1] = swap;
        }
        for (size_t i = 0; i < examples.n; i++) {
            const struct example *e = &examples.v[i];
            uint8_t tag[LONGEST];

            when++;
            decode(&w, e, MARGIN, tag);
            if (memcmp(tag, e->gold, e->n) == 0) continue;
            update(e, e->gold, 1, when);
            update(e, tag, -1, when);
            wrong++;
        }
        quantise(when + 1);
        printf("epoch %d: wrong %zu; ", epoch + 1, wrong);
        score(&test, "test");
    }
    f = fopen(argv[1], "wb");
    if (!f || fwrite(model, sizeof *model, 1, f) != 1 || fclose(f)) {
        perror(argv[1]);
        return 1;
    }
    return 0;
}
