/* tools/train/merge.c - trains group/weights.c: do two articles tell one event?
**
**     build/train/merge STREAM.jsonl [OUT.c]
**
** STREAM.jsonl: articles in the order they came, with `story` (which event) and
** `set` (where it was collected) beside id, title, text, outlet and date.  The
** stream goes through group itself, so that the pairs are those that group
** will compare; from each pair only the features of group/vector.h are taken.
**
** Printed: BCubed F1 and pairwise F1 of the stream grouped (1) with every
** article judged by a model that has not seen its story (five folds), (2) by
** one that has not seen its set (leave one set out), (3) by the model written,
** which has seen them all; behind each line the F1 of every set.  Choices were
** made on (1) and (2); data/model/group.md tells which, and what came out.
*/
#include "../../bench/corpus.h"
#include "base/map.h"
#include "boost.h"
#include "group/story.h"

/* Besides the whole stream, pieces of it are grouped from nothing, so that the
** model also knows the first hours, when no word is known to be common. */
enum { FOLDS = 5, MOST_SETS = 16, COLD = 120, COLD_EVERY = 400 };

static const struct recipe recipe = {
    .trees = 300, .least_rows = 20, .rate = .1f, .lambda = 5, .columns = .5f, .part = .6f, .balance = .25f
};

struct stream {
    struct corpus c;
    uint32_t *story;
    uint8_t *set, *fold;
    size_t stories, sets;
    struct tw_slice set_name[MOST_SETS];
};

struct pairs { float *x; unsigned char *yes; uint32_t *newer, *older; size_t n, cap; };

struct run {
    const struct stream *s;
    struct pairs *collect;              /* when collecting */
    const struct boosted *model;        /* when judging: by fold, by set, or one */
    const uint8_t *by;                  /* which of them judges an article; NULL: the first */
    size_t from;                        /* the article that has number 0 */
};

static void read_line(struct stream *s, struct tw_map *stories, struct tw_slice line, struct tw_arena *mem)
{
    struct tw_jv v;
    struct tw_article a = {.lang = TW_LIT("en")};
    struct tw_map_item *story;
    struct tw_slice set;
    bool added;
    size_t k = 0;

    if (tw_json_parse(mem, line, &v, NULL) != TW_OK) return;
    a.id = tw_jv_str(&v, "id");
    a.title = tw_jv_str(&v, "title");
    a.text = tw_jv_str(&v, "text");
    a.outlet_name = tw_jv_str(&v, "outlet");
    if (!tw_date_parse_iso(tw_jv_str(&v, "date"), &a.published)) a.published.grain = TW_DATE_NONE;
    set = tw_jv_str(&v, "set");
    while (k < s->sets && !tw_slice_eq(s->set_name[k], set)) k++;
    if (k == MOST_SETS) return;
    if (k == s->sets) s->set_name[s->sets++] = tw_slice_dup(s->c.mem, set);
    story = tw_map_add(stories, tw_slice_dup(s->c.mem, tw_jv_str(&v, "story")), &added);
    if (added) story->value = s->stories++;
    s->story = realloc(s->story, (s->c.n + 1) * sizeof *s->story);
    s->set = realloc(s->set, s->c.n + 1);
    s->fold = realloc(s->fold, s->c.n + 1);
    s->story[s->c.n] = (uint32_t)story->value;
    s->set[s->c.n] = (uint8_t)k;
    s->fold[s->c.n] = (uint8_t)((uint32_t)(story->value * 2654435761u) >> 7) % FOLDS;
    corpus_keep(&s->c, &a);
}

static struct stream read_stream(const char *path)
{
    struct stream s = {.c = {.mem = tw_arena_new(0)}};
    struct tw_map stories = tw_map_in(s.c.mem);
    struct tw_arena *mem = tw_arena_new(0);
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;

    if (!f) {
        perror(path);
        exit(3);
    }
    while ((n = getline(&line, &room, f)) > 0) {
        read_line(&s, &stories, (struct tw_slice){line, (size_t)n}, mem);
        tw_arena_reset(mem);
    }
    free(line);
    fclose(f);
    tw_arena_free(mem);
    return s;
}

static float judge(void *context, uint64_t newer, uint64_t older, const float f[TW_FEATURES])
{
    struct run *r = context;
    struct pairs *p = r->collect;

    newer += r->from;
    older += r->from;
    if (!p) return tw_merge_odds(&r->model[r->by ? r->by[newer] : 0].model, f);
    if (p->n == p->cap) {
        p->cap = p->cap ? p->cap * 2 : 1 << 16;
        p->x = realloc(p->x, p->cap * TW_FEATURES * sizeof *p->x);
        p->yes = realloc(p->yes, p->cap);
        p->newer = realloc(p->newer, p->cap * sizeof *p->newer);
        p->older = realloc(p->older, p->cap * sizeof *p->older);
    }
    memcpy(p->x + p->n * TW_FEATURES, f, TW_FEATURES * sizeof *f);
    p->yes[p->n] = r->s->story[newer] == r->s->story[older];
    p->newer[p->n] = (uint32_t)newer;
    p->older[p->n++] = (uint32_t)older;
    return -9;
}

/* Groups articles [from, to) with a new state; the story each ends in. */
static void group_part(struct run *r, float threshold, uint32_t *story, size_t from, size_t to)
{
    struct tw_group_options o = {.odds = judge, .context = r, .threshold = threshold};
    struct tw_group *g = tw_group_new(&o);
    struct tw_arena *mem = tw_arena_new(0);

    r->from = from;
    for (size_t i = from; i < to; i++) {
        struct tw_placements out;

        if (tw_group_add(g, mem, &r->s->c.v[i], &out) != TW_OK) exit(3);
        for (size_t k = 0; k < out.n; k++) story[from + out.v[k].article] = out.v[k].story;
        tw_arena_reset(mem);
    }
    tw_arena_free(mem);
    tw_group_free(g);
}

static void group_stream(struct run *r, float threshold, uint32_t *story)
{
    group_part(r, threshold, story, 0, r->s->c.n);
}

struct cell { uint32_t gold, found; };

static int by_cell(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;

    if (x->gold != y->gold) return (x->gold > y->gold) - (x->gold < y->gold);
    return (x->found > y->found) - (x->found < y->found);
}

struct score { double p, r, f, pairs; };

/* BCubed (Bagga and Baldwin, COLING-ACL 1998) and pairwise F1; set < 0: all. */
static struct score score_of_set(const struct stream *s, const uint32_t *found, int set)
{
    size_t n = 0, most = s->c.n + 2;
    double *of_gold = need(most * sizeof *of_gold), *of_found = need(most * sizeof *of_found);
    struct cell *cell = need(most * sizeof *cell);
    double p = 0, r = 0, both = 0, gold = 0, pred = 0;
    struct score out;

    for (size_t i = 0; i < s->c.n; i++) {
        if (set >= 0 && s->set[i] != set) continue;
        cell[n++] = (struct cell){s->story[i], found[i]};
        of_gold[s->story[i]]++;
        of_found[found[i] % most]++;
    }
    qsort(cell, n, sizeof *cell, by_cell);
    for (size_t i = 0, k; i < n; i = k) {
        double c;

        for (k = i; k < n && by_cell(&cell[i], &cell[k]) == 0; k++) continue;
        c = (double)(k - i);
        p += c * c / of_found[cell[i].found % most];
        r += c * c / of_gold[cell[i].gold];
        both += c * (c - 1);
    }
    for (size_t i = 0; i < most; i++) {
        gold += of_gold[i] * (of_gold[i] - 1);
        pred += of_found[i] * (of_found[i] - 1);
    }
    out = (struct score){p / (double)n, r / (double)n, 0, 2 * both / (gold + pred + 1e-9)};
    out.f = 2 * out.p * out.r / (out.p + out.r);
    free(of_gold);
    free(of_found);
    free(cell);
    return out;
}

static void print_scores(FILE *to, const struct stream *s, const uint32_t *found, const char *name)
{
    struct score all = score_of_set(s, found, -1);

    fprintf(to, "%-22s BCubed P %.3f R %.3f F1 %.4f  pairs F1 %.4f ", name, all.p, all.r, all.f, all.pairs);
    for (size_t k = 0; k < s->sets; k++)
        fprintf(to, " %.*s %.3f", TW_FMT(s->set_name[k]), score_of_set(s, found, (int)k).f);
    fprintf(to, "\n");
    fflush(to);
}

/* Weighs each row, given its set, so that large sets do not drown small ones. */
static void balance(float *weight, const uint8_t *set, size_t n)
{
    double of[MOST_SETS] = {0};

    for (size_t i = 0; i < n; i++) of[set[i]]++;
    for (size_t i = 0; i < n; i++) weight[i] = (float)pow((double)n / of[set[i]] / MOST_SETS, (double)recipe.balance);
}

/* A model of the pairs of which neither article has that value in `of`; of all
** when value is NOTHING. */
enum { NOTHING = 255 };
static struct boosted train_without(const struct stream *s, const struct pairs *p, const uint8_t *of, int value)
{
    float *x = need(p->n * TW_FEATURES * sizeof *x), *weight = need(p->n * sizeof *weight);
    unsigned char *yes = need(p->n);
    uint8_t *set = need(p->n);
    struct rows r = {x, yes, weight, 0};
    struct boosted b;

    for (size_t i = 0; i < p->n; i++) {
        if (of[p->newer[i]] == value || of[p->older[i]] == value) continue;
        memcpy(x + r.n * TW_FEATURES, p->x + i * TW_FEATURES, TW_FEATURES * sizeof *x);
        set[r.n] = s->set[p->newer[i]];
        yes[r.n++] = p->yes[i];
    }
    balance(weight, set, r.n);
    b = boost(&r, &recipe);
    free(x);
    free(weight);
    free(yes);
    free(set);
    return b;
}

/* The threshold in use, and whether a neighbour would be better. */
static const float threshold[] = {TW_GROUP_THRESHOLD - .5f, TW_GROUP_THRESHOLD, TW_GROUP_THRESHOLD + .5f};

static void hold_out(const struct stream *s, const struct pairs *p, const uint8_t *of, size_t values, const char *name)
{
    struct boosted *b = need(values * sizeof *b);
    uint32_t *found = need(s->c.n * sizeof *found);
    struct run r = {.s = s, .model = b, .by = of};

    for (size_t k = 0; k < values; k++) b[k] = train_without(s, p, of, (int)k);
    for (size_t i = 0; i < sizeof threshold / sizeof *threshold; i++) {
        char line[64];

        group_stream(&r, threshold[i], found);
        snprintf(line, sizeof line, "%s, %.2f:", name, (double)threshold[i]);
        print_scores(stdout, s, found, line);
    }
    for (size_t k = 0; k < values; k++) boosted_free(&b[k]);
    free(b);
    free(found);
}

static void write_floats(FILE *out, const float *v, int n)
{
    fputs("{", out);
    for (int i = 0; i < n; i++) fprintf(out, "%.7e%s", (double)v[i], i + 1 < n ? "f," : "f}");
}

static void write_weights(FILE *out, const struct boosted *b, size_t pairs, size_t articles)
{
    fprintf(out, "/* group/weights.c - made by tools/train/merge.c; do not edit.\n**\n"
                 "** %zu trees of depth %d, rate %g, from %zu pairs of a stream of %zu articles (BASIL,\n"
                 "** AllSides, NeuS, ECB+, Gun Violence Archive, Giveme5W1H): likenesses only, no text.\n"
                 "** Recipe and scores: data/model/group.md.\n*/\n#include \"group/merge.h\"\n\n"
                 "static const struct tw_merge_tree trees[] = {\n",
            b->model.trees, TW_MERGE_DEPTH, (double)recipe.rate, pairs, articles);
    for (size_t k = 0; k < b->model.trees; k++) {
        const struct tw_merge_tree *t = &b->tree[k];

        fputs("{", out);
        write_floats(out, t->threshold, TW_MERGE_NODES);
        fputs(",\n ", out);
        write_floats(out, t->leaf, TW_MERGE_LEAVES);
        fputs(", {", out);
        for (int i = 0; i < TW_MERGE_NODES; i++) fprintf(out, "%u%s", t->feature[i], i + 1 < TW_MERGE_NODES ? "," : "}, 0},\n");
    }
    fprintf(out, "};\nconst struct tw_merge_model tw_merge_weights = {%.7ef, trees, %zu};\n",
            (double)b->model.base, b->model.trees);
}

static void finish(const struct stream *s, const struct pairs *p, const char *path)
{
    struct boosted b = train_without(s, p, s->set, NOTHING);
    uint32_t *found = need(s->c.n * sizeof *found);
    struct run r = {.s = s, .model = &b};
    FILE *out = path ? fopen(path, "w") : NULL;

    group_stream(&r, TW_GROUP_THRESHOLD, found);
    print_scores(stdout, s, found, "all seen:");
    if (path && !out) perror(path);
    if (out) {
        write_weights(out, &b, p->n, s->c.n);
        if (fclose(out) != 0) perror(path);
    }
    boosted_free(&b);
    free(found);
}

int main(int argc, char **argv)
{
    struct stream s;
    struct pairs p = {0};
    struct run r = {.s = &s, .collect = &p};
    uint32_t *found;

    if (argc < 2) {
        fprintf(stderr, "usage: merge STREAM.jsonl [OUT.c]\n");
        return 2;
    }
    s = read_stream(argv[1]);
    found = need(s.c.n * sizeof *found);
    group_stream(&r, TW_GROUP_THRESHOLD, found);
    for (size_t i = 0; i + COLD <= s.c.n; i += COLD_EVERY) group_part(&r, TW_GROUP_THRESHOLD, found, i, i + COLD);
    printf("%zu articles, %zu stories, %zu pairs\n", s.c.n, s.stories, p.n);
    hold_out(&s, &p, s.fold, FOLDS, "story not seen");
    hold_out(&s, &p, s.set, s.sets, "set not seen");
    finish(&s, &p, argc > 2 ? argv[2] : NULL);
    free(found);
    return 0;
}
