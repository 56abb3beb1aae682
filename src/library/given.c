/* library/given.c - see the header. */
#include "library/given.h"

enum tw_status tw_given_article(struct tw_arena *mem, const char *json, size_t n,
                                struct tw_article *out)
{
    struct tw_slice line = {tw_arena_dup(mem, json, n), n};
    struct tw_jv object;
    enum tw_status st;

    if ((st = tw_json_parse(mem, line, &object, NULL)) != TW_OK) return st;
    if ((st = tw_article_read(mem, &object, out)) != TW_OK) return st;
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}

const char *tw_given_string(struct tw_arena *mem, struct tw_slice s)
{
    return tw_slice_dup(mem, s).p;
}

const char *tw_given_date(struct tw_arena *mem, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    return tw_given_string(
        mem, (struct tw_slice){iso, d->grain == TW_DATE_NONE ? 0 : tw_date_iso(d, iso)});
}

const struct tw_extent *tw_given_extents(struct tw_arena *mem, struct tw_spans s)
{
    struct tw_extent *v = tw_arena_alloc(mem, s.n * sizeof *v);

    for (size_t i = 0; i < s.n; i++) v[i] = tw_given_extent(s.v[i]);
    return v;
}

const char *tw_given_text(struct tw_buf *out, size_t *len)
{
    *len = out->n;
    tw_buf_addc(out, 0);
    return out->p;
}
