/* dedup/copyindex.c - see the header.
**
** Texts that have left the window are dropped every TIDY_EVERY articles, before
** the next one is answered, so that what an answer names can still be written.
*/
#include "dedup/copyindex.h"

#include "base/json.h"
#include "base/utf8.h"
#include "dedup/texts.h"

#include <assert.h>
#include <math.h>

static const char KIND[8] = "tw-dedup";
enum { VERSION = 3, TIDY_EVERY = 4096 };

struct tw_copyindex {
    struct tw_arena *mem;       /* this struct */
    struct tw_dedup *dedup;
    struct tw_texts texts;
};

static enum tw_status load(struct tw_copyindex *x, const char *path,
                           const struct tw_dedup_options *o)
{
    struct tw_state_in *in;
    enum tw_status st = tw_state_open(path, KIND, VERSION, &in);

    if (st != TW_OK) return st;
    st = tw_dedup_load(in, o, &x->dedup);
    if (st == TW_OK) st = tw_texts_load(in, &x->texts);
    tw_state_close(in);
    return st;
}

enum tw_status tw_copyindex_open(const char *path, int64_t window, struct tw_copyindex **out)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_copyindex *x = TW_NEW(mem, struct tw_copyindex);
    struct tw_dedup_options o = {.window = window, .text = tw_texts_get, .context = &x->texts};
    enum tw_status st = TW_NOTFOUND;

    x->mem = mem;
    tw_texts_start(&x->texts);
    if (path) st = load(x, path, &o);
    if (st == TW_NOTFOUND) {
        x->dedup = tw_dedup_new(&o);
        st = TW_OK;
    }
    if (st == TW_OK) *out = x;
    else tw_copyindex_free(x);
    return st;
}

void tw_copyindex_free(struct tw_copyindex *x)
{
    if (!x) return;
    tw_dedup_free(x->dedup);
    tw_texts_free(&x->texts);
    tw_arena_free(x->mem);
}

enum tw_status tw_copyindex_add(struct tw_copyindex *x, struct tw_arena *mem,
                                const struct tw_article *a, struct tw_copies *out)
{
    uint64_t count = tw_dedup_count(x->dedup);
    enum tw_status st;

    if (count % TIDY_EVERY == 0) tw_texts_drop(&x->texts, count - tw_dedup_kept(x->dedup));
    st = tw_dedup_add(x->dedup, mem, a, out);
    if (tw_dedup_count(x->dedup) > count) tw_texts_add(&x->texts, a->text);
    return st;
}

/* Four digits: more would claim more than counting words can know. */
static double rounded(double share)
{
    return round(share * 1e4) / 1e4;
}

static void write_share(struct tw_json *j, const char *key, double share)
{
    tw_json_key(j, key);
    tw_json_num(j, rounded(share));
}

static void write_span(struct tw_json *j, struct tw_cpmap *map, struct tw_span s)
{
    size_t from = tw_cpmap_at(map, s.off);

    tw_json_pair(j, from, tw_cpmap_at(map, tw_span_end(s)));
}

static void write_passages(struct tw_json *j, const char *key, const struct tw_copied_passages *p,
                           struct tw_slice a, struct tw_slice b)
{
    struct tw_cpmap in_a = {.text = a}, in_b = {.text = b};

    tw_json_key(j, key);
    tw_json_open(j, '[');
    for (size_t i = 0; i < p->n; i++) {
        tw_json_open(j, '{');
        tw_json_key(j, "a");
        write_span(j, &in_a, p->v[i].in_a);
        tw_json_key(j, "b");
        write_span(j, &in_b, p->v[i].in_b);
        tw_json_count(j, "words", p->v[i].words);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

void tw_copyindex_write(struct tw_copyindex *x, struct tw_buf *out, const struct tw_article *new,
                        const struct tw_copy *c)
{
    struct tw_json j = {.out = out};
    struct tw_slice old = {0}, a, b;
    bool known = tw_texts_get(&x->texts, c->number, out->mem, &old);

    assert(known);
    (void)known;
    a = c->other_first ? old : new->text;
    b = c->other_first ? new->text : old;
    tw_json_open(&j, '{');
    tw_json_text(&j, "a", c->other_first ? c->id : new->id);
    tw_json_text(&j, "b", c->other_first ? new->id : c->id);
    write_share(&j, "contained", c->contained);
    write_share(&j, "contained_back", c->contained_back);
    write_share(&j, "shared", c->shared);
    write_share(&j, "shared_back", c->shared_back);
    write_passages(&j, "passages", &c->passages, a, b);
    if (c->quotes.n) write_passages(&j, "quotes", &c->quotes, a, b);
    tw_json_close(&j, '}');
}

enum tw_status tw_copyindex_save(const struct tw_copyindex *x, const char *path)
{
    struct tw_state_out *out;
    enum tw_status st = tw_state_create(path, KIND, VERSION, &out);

    if (st != TW_OK) return st;
    tw_dedup_save(x->dedup, out);
    tw_texts_save(&x->texts, out);
    return tw_state_commit(out);
}
