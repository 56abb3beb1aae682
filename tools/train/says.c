/* tools/train/says.c - trains the tagger of attributions: says OUT.bin EPOCHS FOLDS FILE.marked...
**
** A conditional random field (Lafferty, McCallum and Pereira 2001) over the
** features of src/extract/sayfeature.c, climbed by stochastic gradient with a
** penalty on large weights; the weights of the later epochs are averaged.
** Order of examples from a fixed generator, so the same input gives the same
** weights.  Texts: marked.h.  With FOLDS above 1 it first prints what weights
** of the other folds do to each passage: overlap F1 (word IoU of a half) of
** the rules alone and with the tagger, by file.
*/
#include "base/vec.h"
#include "extract/direct.h"
#include "extract/indirect.h"
#include "extract/saytag.h"
#include "marked.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>



struct example { uint32_t *rows; uint8_t *count, *gold; const struct tw_site *site; size_t n; };
struct doc { struct marked marked; struct tw_text t; struct tw_sites sites; struct example *example; size_t examples, file; };
struct docs { struct doc *v; size_t n, cap; };
struct tally { size_t gold, found, hit_gold, hit_found; };

/* Best of 0.02, 0.03, 0.05, 0.1 and of 0.3, 1, 2, 5, 10, 30 in cross-validation. */
#define RATE 0.05
#define DECAY 5.0
#define HALF 3.0        /* epochs until the rate is halved */
enum { ORDERS = 5 };    /* of examples, whose weights are averaged: F1 of one alone swings by .003 */

static struct tw_arena *mem;
static double weight[TW_SAY_ROWS][TW_SAY_LABELS], between[TW_SAY_LABELS][TW_SAY_LABELS];
static double scale = 1;    /* the true weights are scale * weight */
static double mean[TW_SAY_ROWS][TW_SAY_LABELS], mean_between[TW_SAY_LABELS][TW_SAY_LABELS];     /* sums over the later epochs */
static struct tw_say_model *model;
static uint64_t state;

static uint64_t next_random(void)   /* splitmix64 */
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static struct tw_slice read_file(const char *name)
{
    struct tw_buf b = {.mem = mem};
    size_t n;
    FILE *f = fopen(name, "rb");

    if (!f) {
        perror(name);
        exit(1);
    }
    while ((n = fread(tw_buf_room(&b, 65536), 1, 65536, f)) > 0) b.n += n;
    fclose(f);
    return tw_buf_slice(&b);
}

static struct tw_range tokens_of(const struct tw_text *t, struct tw_span s)
{
    size_t first, end;

    if (s.len == 0) return (struct tw_range){0};
    tw_tokens_in(t, s, &first, &end);
    return (struct tw_range){(uint32_t)first, (uint32_t)end};
}

/* The gold attribution whose cue holds the site's verb: index, -1 none.  Of
** several sites in one cue the one with a draft counts, else the last. */
static int gold_of(const struct doc *d, const struct tw_site *site)
{
    for (size_t k = 0; k < d->marked.n; k++) {
        struct tw_range cue = tokens_of(&d->t, d->marked.v[k].cue);
        const struct tw_site *best = NULL;

        if (d->marked.v[k].parts == 0 || site->verb < cue.first || site->verb >= cue.end) continue;
        for (size_t i = 0; i < d->sites.n; i++) {
            const struct tw_site *it = &d->sites.v[i];

            if (it->verb < cue.first || it->verb >= cue.end) continue;
            if (!best || best->draft < 0 || it->draft >= 0) best = it;
        }
        if (best == site) return (int)k;
    }
    return -1;
}

static void gold_labels(const struct doc *d, const struct tw_site *site, int k, uint8_t *label)
{
    struct tw_range part[MARKED_PARTS];
    struct tw_draft a = {.part = part};

    for (size_t i = 0; k >= 0 && i < d->marked.v[k].parts; i++) part[a.parts++] = tokens_of(&d->t, d->marked.v[k].part[i]);
    if (k >= 0) a.source = tokens_of(&d->t, d->marked.v[k].source);
    tw_site_labels(site, &a, label);
}

static void add_example(struct doc *d, const struct tw_site *site, const struct tw_drafts *drafts, size_t *cap)
{
    uint8_t rules[TW_SAY_LONGEST];
    struct example e = {.site = site, .n = site->to - site->from};
    int k = gold_of(d, site);
    struct tw_site_view view;

    if (k >= 0 && d->marked.v[k].type == '?') return;
    e.rows = tw_arena_alloc(mem, e.n * TW_SAY_FEATURES * sizeof *e.rows);
    e.count = tw_arena_alloc(mem, e.n);
    e.gold = tw_arena_alloc(mem, TW_SAY_LONGEST);
    tw_site_labels(site, site->draft >= 0 ? &drafts->v[site->draft] : NULL, rules);
    gold_labels(d, site, k, e.gold);
    view = tw_site_see(&d->sites, site, rules);
    for (size_t i = 0; i < e.n; i++)
        e.count[i] = (uint8_t)tw_site_features(&d->sites, &view, i, e.rows + i * TW_SAY_FEATURES);
    TW_PUSH(mem, d->example, d->examples, *cap, e);
}

static void add_doc(struct docs *docs, const struct marked *m, size_t file)
{
    struct tw_article *a = TW_NEW(mem, struct tw_article);
    struct tw_drafts *drafts = TW_NEW(mem, struct tw_drafts);
    struct doc d = {.marked = *m, .file = file};
    size_t cap = 0;

    a->text = m->text;
    tw_text_read(mem, a, &d.t);
    tw_drafts_start(mem, &d.t, drafts);
    tw_direct_find(drafts);
    tw_indirect_find(drafts);
    tw_sites_find(drafts, &d.sites);
    for (size_t i = 0; i < d.sites.n; i++) add_example(&d, &d.sites.v[i], drafts, &cap);
    TW_PUSH(mem, docs->v, docs->n, docs->cap, d);
}

static void read_into(struct docs *docs, const char *name, size_t file)
{
    struct tw_slice rest = read_file(name);
    struct marked m;

    while (marked_next(mem, &rest, &m)) {
        if (m.error) {
            fprintf(stderr, "%s: %.*s: %s\n", name, TW_FMT(m.name), m.error);
            exit(1);
        }
        add_doc(docs, &m, file);
    }
}

#define IMPOSSIBLE (-1e30)

struct lattice { double token[TW_SAY_LONGEST][TW_SAY_LABELS], forward[TW_SAY_LONGEST][TW_SAY_LABELS], back[TW_SAY_LONGEST][TW_SAY_LABELS], z; };

static double log_sum(const double *v, size_t n)
{
    double top = IMPOSSIBLE, sum = 0;

    for (size_t i = 0; i < n; i++) top = fmax(top, v[i]);
    if (top <= IMPOSSIBLE) return IMPOSSIBLE;
    for (size_t i = 0; i < n; i++) sum += exp(v[i] - top);
    return top + log(sum);
}

static double step(unsigned a, unsigned b)
{
    return tw_say_may_follow(a, b) ? scale * between[a][b] : IMPOSSIBLE;
}

/* Forward and backward sums over all label sequences (Lafferty et al. 2001). */
static void fill(const struct example *e, struct lattice *l)
{
    double way[TW_SAY_LABELS];

    for (size_t i = 0; i < e->n; i++)
        for (unsigned b = 0; b < TW_SAY_LABELS; b++) {
            double s = 0;

            for (size_t f = 0; f < e->count[i]; f++) s += weight[e->rows[i * TW_SAY_FEATURES + f]][b];
            l->token[i][b] = tw_say_may_have(e->site, i, b) ? s * scale : IMPOSSIBLE;
            for (unsigned a = 0; a < TW_SAY_LABELS; a++)
                way[a] = i ? l->forward[i - 1][a] + step(a, b) : a ? IMPOSSIBLE : step(TW_SAY_O, b);
            l->forward[i][b] = fmax(IMPOSSIBLE, log_sum(way, TW_SAY_LABELS) + l->token[i][b]);
        }
    for (size_t i = e->n; i > 0; i--)
        for (unsigned a = 0; a < TW_SAY_LABELS; a++) {
            for (unsigned b = 0; b < TW_SAY_LABELS; b++)
                way[b] = i == e->n ? (b ? IMPOSSIBLE : 0) : step(a, b) + l->token[i][b] + l->back[i][b];
            l->back[i - 1][a] = fmax(IMPOSSIBLE, log_sum(way, TW_SAY_LABELS));
        }
    l->z = log_sum(l->forward[e->n - 1], TW_SAY_LABELS);
}

/* One step up the likelihood of an example. */
static void climb(const struct example *e, double rate)
{
    static struct lattice l;

    fill(e, &l);
    rate /= scale;
    for (size_t i = 0; i < e->n; i++)
        for (unsigned b = 0; b < TW_SAY_LABELS; b++) {
            double g = (e->gold[i] == b) - exp(l.forward[i][b] + l.back[i][b] - l.z);

            if (fabs(g) > 1e-4)
                for (size_t f = 0; f < e->count[i]; f++) weight[e->rows[i * TW_SAY_FEATURES + f]][b] += rate * g;
            for (unsigned a = 0; a < TW_SAY_LABELS; a++) {
                double w = i ? l.forward[i - 1][a] : a ? IMPOSSIBLE : 0;
                unsigned gold = i ? e->gold[i - 1] : TW_SAY_O;

                if (!tw_say_may_follow(a, b) || (i == 0 && a)) continue;
                between[a][b] += rate * ((gold == a && e->gold[i] == b) - exp(w + step(a, b) + l.token[i][b] + l.back[i][b] - l.z));
            }
        }
}

static int8_t quantised(double w, double by)
{
    double x = round(w * by);

    return (int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
}

/* The means as signed bytes; epochs: how many were summed. */
static void quantise(long epochs)
{
    double top = 0, by;

    for (size_t r = 0; r < TW_SAY_ROWS; r++)
        for (unsigned k = 0; k < TW_SAY_LABELS; k++) top = fmax(top, fabs(mean[r][k]));
    for (unsigned a = 0; a < TW_SAY_LABELS; a++)
        for (unsigned b = 0; b < TW_SAY_LABELS; b++) top = fmax(top, fabs(mean_between[a][b]));
    by = 127 / top;
    memset(model, 0, sizeof *model);
    model->unit = (int32_t)(by * (double)epochs);
    for (size_t r = 0; r < TW_SAY_ROWS; r++)
        for (unsigned k = 0; k < TW_SAY_LABELS; k++) model->row[r][k] = quantised(mean[r][k], by);
    for (unsigned a = 0; a < TW_SAY_LABELS; a++)
        for (unsigned b = 0; b < TW_SAY_LABELS; b++)
            model->transition[a][b] = quantised(mean_between[a][b], by);
}

static void add_to_mean(void)
{
    for (size_t r = 0; r < TW_SAY_ROWS; r++)
        for (unsigned k = 0; k < TW_SAY_LABELS; k++) mean[r][k] += scale * weight[r][k];
    for (unsigned a = 0; a < TW_SAY_LABELS; a++)
        for (unsigned b = 0; b < TW_SAY_LABELS; b++) mean_between[a][b] += scale * between[a][b];
}

/* Shuffles the examples and climbs; `seed` makes the order. */
static void run_epochs(struct example *all, size_t n, long epochs, uint64_t seed)
{
    size_t when = 0;

    memset(weight, 0, sizeof weight);
    memset(between, 0, sizeof between);
    scale = 1;
    state = seed;
    for (long epoch = 0; epoch < epochs; epoch++) {
        for (size_t i = n; i > 1; i--) {
            size_t k = next_random() % i;
            struct example swap = all[k];

            all[k] = all[i - 1];
            all[i - 1] = swap;
        }
        for (size_t i = 0; i < n; i++) {
            double rate = RATE / (1 + (double)when++ / (double)n / HALF);

            climb(&all[i], rate);
            scale *= 1 - rate * DECAY / (double)n;
        }
        if (epoch >= epochs / 2) add_to_mean();
    }
}

/* Trains on all documents but those of the fold, in several orders. */
static void train(const struct docs *docs, size_t fold, size_t folds, long epochs)
{
    struct example *all = NULL;
    size_t n = 0, cap = 0;

    memset(mean, 0, sizeof mean);
    memset(mean_between, 0, sizeof mean_between);
    for (size_t i = 0; i < docs->n; i++)
        for (size_t k = 0; k < docs->v[i].examples && (folds < 2 || i % folds != fold); k++)
            TW_PUSH(mem, all, n, cap, docs->v[i].example[k]);
    for (uint64_t seed = 1; seed <= ORDERS; seed++) run_epochs(all, n, epochs, seed);
    quantise(ORDERS * (epochs - epochs / 2));
}

/* The words of a content, one byte a token. */
static uint8_t *words_of(const struct tw_text *t, const struct tw_span *part, size_t parts)
{
    uint8_t *in = tw_arena_zalloc(mem, t->tokens + 1);

    for (size_t k = 0; k < parts; k++) {
        struct tw_range r = tokens_of(t, part[k]);

        for (size_t i = r.first; i < r.end; i++) in[i] = t->token[i].kind == TW_TOK_WORD || t->token[i].kind == TW_TOK_NUMBER;
    }
    return in;
}

static bool overlap(const struct tw_text *t, const uint8_t *a, const uint8_t *b)
{
    size_t both = 0, any = 0;

    for (size_t i = 0; i < t->tokens; i++) {
        both += a[i] & b[i];
        any += a[i] | b[i];
    }
    return any && both * 2 >= any;
}

static void score(const struct doc *d, const struct tw_say_model *m, struct tally *out)
{
    struct tw_drafts drafts;
    struct tw_statements s = {0};
    uint8_t **found, *used;

    tw_drafts_start(mem, &d->t, &drafts);
    tw_direct_find(&drafts);
    tw_indirect_find(&drafts);
    if (m) tw_says_reread(&drafts, m);
    tw_drafts_finish(&drafts, &s);
    found = TW_NEW_N(mem, uint8_t *, s.attributions.n + 1);
    used = tw_arena_zalloc(mem, s.attributions.n + 1);
    for (size_t i = 0; i < s.attributions.n; i++)
        found[i] = words_of(&d->t, s.attributions.v[i].content.v, s.attributions.v[i].content.n);
    out->found += s.attributions.n;
    for (size_t k = 0; k < d->marked.n; k++) {
        const struct marked_one *g = &d->marked.v[k];
        uint8_t *gold = words_of(&d->t, g->part, g->parts);
        size_t i = 0;

        if (g->parts == 0) continue;
        while (i < s.attributions.n && (used[i] || !overlap(&d->t, gold, found[i]))) i++;
        if (i < s.attributions.n) used[i] = 1;
        if (g->type == '?') {
            out->found -= i < s.attributions.n;
            continue;
        }
        out->gold++;
        out->hit_gold += i < s.attributions.n;
        out->hit_found += i < s.attributions.n;
    }
}

static void print_tally(const char *what, const struct tally *t)
{
    double p = (double)t->hit_found / (double)(t->found + !t->found), r = (double)t->hit_gold / (double)(t->gold + !t->gold);

    printf("  %s: precision %.3f recall %.3f F1 %.4f\n", what, p, r, 2 * p * r / (p + r + (p + r == 0)));
}

static void cross_validate(const struct docs *docs, size_t folds, long epochs, char **names, size_t files)
{
    struct tally *rules = TW_NEW_N(mem, struct tally, files), *both = TW_NEW_N(mem, struct tally, files);

    for (size_t fold = 0; fold < folds; fold++) {
        train(docs, fold, folds, epochs);
        for (size_t i = fold; i < docs->n; i += folds) {
            score(&docs->v[i], NULL, &rules[docs->v[i].file]);
            score(&docs->v[i], model, &both[docs->v[i].file]);
        }
    }
    for (size_t f = 0; f < files; f++) {
        printf("%s: %zu attributions\n", names[f], rules[f].gold);
        print_tally("rules ", &rules[f]);
        print_tally("tagger", &both[f]);
    }
}

int main(int argc, char **argv)
{
    struct docs docs = {0};
    size_t examples = 0, folds;
    long epochs;
    FILE *f;

    if (argc < 5) {
        fprintf(stderr, "says OUT.bin EPOCHS FOLDS FILE.marked...\n");
        return 2;
    }
    mem = tw_arena_new(0);
    model = calloc(1, sizeof *model);
    epochs = strtol(argv[2], NULL, 10);
    folds = (size_t)strtol(argv[3], NULL, 10);
    for (int i = 4; i < argc; i++) read_into(&docs, argv[i], (size_t)i - 4);
    for (size_t i = 0; i < docs.n; i++) examples += docs.v[i].examples;
    printf("%zu passages, %zu sites\n", docs.n, examples);
    if (folds > 1) cross_validate(&docs, folds, epochs, argv + 4, (size_t)argc - 4);
    train(&docs, 0, 1, epochs);
    f = fopen(argv[1], "wb");
    if (!f || fwrite(model, sizeof *model, 1, f) != 1 || fclose(f)) {
        perror(argv[1]);
        return 1;
    }
    return 0;
}
