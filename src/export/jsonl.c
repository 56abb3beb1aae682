/* export/jsonl.c - JSON lines: the objects of doc/json.md, or articles as `add` and `read` take
** them. */
#include "export/export_int.h"

#include "store/tell.h"

/* A member of an object that is JSON already. */
static void key_raw(struct tw_json *j, const char *key, struct tw_slice json)
{
    tw_json_key(j, key);
    tw_buf_add(j->out, json.n ? json : TW_LIT("null"));
    j->comma = true;
}

static void add_articles(const struct tw_outgoing *t, struct tw_buf *out)
{
    for (size_t i = 0; i < t->articles; i++) {
        tw_article_write(out, &t->article[i].article);
        tw_buf_addc(out, '\n');
    }
}

static void story_of(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct tw_slices ids = {TW_NEW_N(x->mem, struct tw_slice, t->articles), t->articles};
    struct tw_buf story = {.mem = x->mem};

    for (size_t i = 0; i < ids.n; i++) ids.v[i] = t->article[i].article.id;
    tw_tell_story(&story, &t->story, &ids, x->newest);
    tw_buf_add(out, tw_buf_slice(&story));
}

static void add_story(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "story");
    story_of(x, t, out);
    j.comma = true;
    tw_json_key(&j, "articles");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < t->articles; i++) {
        if (i) tw_buf_addc(out, ',');
        tw_article_write(out, &t->article[i].article);
    }
    tw_json_close(&j, ']');
    tw_json_key(&j, "statements");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < t->articles; i++) {
        if (i) tw_buf_addc(out, ',');
        tw_buf_add(out, t->article[i].statements.n ? t->article[i].statements : TW_LIT("null"));
    }
    tw_json_close(&j, ']');
    key_raw(&j, "comparison", t->json);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
}

static void write(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out)
{
    if (x->o.what == TW_EXPORT_ARTICLES) add_articles(t, out);
    else add_story(x, t, out);
}

const struct tw_form tw_form_jsonl = {
    .name = "jsonl",
    .media_type = "application/x-ndjson; charset=utf-8",
    .whats = 1 << TW_EXPORT_STORIES | 1 << TW_EXPORT_ARTICLES,
    .needs = {[TW_EXPORT_STORIES] = TW_NEED_ARTICLES | TW_NEED_JSON,
              [TW_EXPORT_ARTICLES] = TW_NEED_ARTICLES},
    .story = write,
};
