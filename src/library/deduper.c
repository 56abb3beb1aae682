/* library/deduper.c - copies as they come, as public structs. */
#include "dedup/copyindex.h"
#include "library/given.h"

#include <stdlib.h>

enum { BUDGET = 1 << 30 };      /* bytes of arena for one answer */

struct tw_deduper {
    struct tw_copyindex *index;
    struct tw_arena *mem;       /* the last answer */
    struct tw_article article;
    struct tw_copies found;
};

enum tw_status tw_deduper_open(const char *path, int64_t window, struct tw_deduper **out)
{
    struct tw_copyindex *index;
    enum tw_status st;

    if (window < 0) return TW_USAGE;
    if ((st = tw_copyindex_open(path, window, &index)) != TW_OK) return st;
    *out = calloc(1, sizeof **out);
    if (!*out) tw_oom(sizeof **out);
    (*out)->index = index;
    (*out)->mem = tw_arena_new(BUDGET);
    return TW_OK;
}

void tw_deduper_free(struct tw_deduper *d)
{
    if (!d) return;
    tw_copyindex_free(d->index);
    tw_arena_free(d->mem);
    free(d);
}

static const struct tw_found_passage *passages(struct tw_arena *mem,
                                               const struct tw_copied_passages *p)
{
    struct tw_found_passage *v = TW_NEW_N(mem, struct tw_found_passage, p->n);

    for (size_t i = 0; i < p->n; i++)
        v[i] = (struct tw_found_passage){tw_given_extent(p->v[i].in_a),
                                         tw_given_extent(p->v[i].in_b), p->v[i].words};
    return v;
}

static struct tw_found_copies copies(struct tw_deduper *d)
{
    struct tw_found_copy *v = TW_NEW_N(d->mem, struct tw_found_copy, d->found.n);
    const char *id = tw_given_string(d->mem, d->article.id);

    for (size_t i = 0; i < d->found.n; i++) {
        const struct tw_copy *c = &d->found.v[i];
        const char *other = tw_given_string(d->mem, c->id);

        v[i] = (struct tw_found_copy){
            .a = c->other_first ? other : id, .b = c->other_first ? id : other,
            .contained = c->contained, .contained_back = c->contained_back,
            .passage = passages(d->mem, &c->passages), .passages = c->passages.n,
            .quote = passages(d->mem, &c->quotes), .quotes = c->quotes.n,
        };
    }
    return (struct tw_found_copies){v, d->found.n};
}

enum tw_status tw_deduper_add(struct tw_deduper *d, const char *article, size_t n,
                              struct tw_found_copies *out)
{
    enum tw_status st;

    tw_arena_reset(d->mem);
    d->found = (struct tw_copies){0};
    if (out) *out = (struct tw_found_copies){0};
    if ((st = tw_given_article(d->mem, article, n, &d->article)) != TW_OK) return st;
    st = tw_copyindex_add(d->index, d->mem, &d->article, &d->found);
    if (out) *out = copies(d);
    return st;
}

const char *tw_deduper_json(struct tw_deduper *d, size_t *len)
{
    struct tw_buf out = {.mem = d->mem};

    for (size_t i = 0; i < d->found.n; i++) {
        tw_copyindex_write(d->index, &out, &d->article, &d->found.v[i]);
        tw_buf_addc(&out, '\n');
    }
    return tw_given_text(&out, len);
}

enum tw_status tw_deduper_save(const struct tw_deduper *d, const char *path)
{
    return tw_copyindex_save(d->index, path);
}
