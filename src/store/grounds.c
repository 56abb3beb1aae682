/* store/grounds.c - see the header. */
#include "store/grounds.h"

#include "store/lookup.h"
#include "store/naming.h"

enum {
    MOST = 200,
    FIRST = 80
}; /* articles of a story that are looked at: the first and the last */

static enum tw_status fail(struct tw_store *s, enum tw_status st, const char **why_not)
{
    *why_not = tw_store_why(s);
    return st;
}

/* ---- An article's story */

/* The members to group: not more than MOST, and the article. */
static uint64_t *choose(struct tw_arena *mem, const uint64_t *member, size_t n, uint64_t article,
                        size_t *chosen)
{
    uint64_t *v = TW_NEW_N(mem, uint64_t, MOST + 1);
    bool in = false;

    *chosen = 0;
    for (size_t i = 0; i < n; i++) {
        if (n > MOST && i >= FIRST && i < n - (MOST - FIRST) && member[i] != article) continue;
        v[(*chosen)++] = member[i];
        in |= member[i] == article;
    }
    if (!in) v[(*chosen)++] = article;
    return v;
}

static enum tw_status group_again(struct tw_store *s, struct tw_arena *mem, const uint64_t *article,
                                  size_t n, struct tw_group **out)
{
    struct tw_group_options o = {.window = INT64_C(1) << 40};
    uint32_t *story = TW_NEW_N(mem, uint32_t, n), next = 1;
    struct tw_placements placed;
    struct tw_stored a;
    enum tw_status st;

    *out = tw_group_new(&o);
    for (size_t i = 0; i < n; i++) {
        if ((st = tw_store_article(s, mem, article[i], &a)) != TW_OK) return st;
        if ((st = tw_group_add(*out, mem, &a.article, &placed)) != TW_OK) return st;
        story[i] = (uint32_t)a.story;
        if (story[i] >= next) next = story[i] + 1;
    }
    tw_group_settle(*out, story, next);
    return TW_OK;
}

static enum tw_status find_article(struct tw_store *s, struct tw_arena *mem, struct tw_grounds *r,
                                   const char **why_not)
{
    const struct tw_asked *a = &r->asked;
    int64_t newest;
    uint64_t *member, *chosen;
    uint32_t into;
    size_t n;
    enum tw_status st;

    if ((st = tw_store_members(s, mem, a->story.number, &member, &n)) != TW_OK)
        return fail(s, st, why_not);
    chosen = choose(mem, member, n, a->article, &n);
    if ((st = group_again(s, mem, chosen, n, &r->group)) != TW_OK) return fail(s, st, why_not);
    if ((st = tw_lookup_newest(s, &newest)) != TW_OK) return fail(s, st, why_not);
    if ((st = tw_why_find(r->group, mem, (uint32_t)a->story.number, a->article_id, &r->why, &into))
        != TW_OK) {
        *why_not = "the story has no articles";
        return st;
    }
    r->why.facts.life = tw_tell_life(&a->story, newest);
    r->why.facts.title = a->story.title;
    r->why.facts.articles = a->story.articles;
    return TW_OK;
}

/* ---- A statement */

/* Whether the reason stands on something in the account. */
static bool is_about(const struct tw_because *b, unsigned account)
{
    for (size_t i = 0; i < b->at.n; i++)
        if (b->at.v[i].account == account) return true;
    return b->at.n == 0;
}

/* Leaves out reasons about other accounts. */
static bool narrow(struct tw_grounds *r, const struct tw_retold *told)
{
    size_t kept = 0;
    unsigned account = 0;

    while (account < told->n && told->number[account] != r->asked.article) account++;
    if (account == told->n) return false;
    for (size_t i = 0; i < r->explained.because.n; i++)
        if (is_about(&r->explained.because.v[i], account))
            r->explained.because.v[kept++] = r->explained.because.v[i];
    r->explained.because.n = kept;
    return true;
}

static enum tw_status find_statement(struct tw_store *s, struct tw_arena *mem, struct tw_grounds *r,
                                     const char **why_not)
{
    const struct tw_asked *a = &r->asked;
    struct tw_retold told;
    enum tw_status st = tw_retell(s, mem, a->story.number, &told);

    if (st != TW_OK) return fail(s, st, why_not);
    st = told.n ? tw_because_find_ruled(mem, told.account, told.n, told.rulings, a->item,
                                        &r->comparison, &r->explained)
                : TW_NOTFOUND;
    if (st != TW_OK) {
        *why_not = tw_naming_why(
            mem, "s%llu has no %.*s; it takes S1, F1, C1, O1, P1, E1, an account's letter or an id",
            (unsigned long long)a->story.number, TW_FMT(a->item));
        return st;
    }
    r->is_explained = true;
    if (!a->article || narrow(r, &told)) return TW_OK;
    *why_not = tw_naming_why(mem, "%.*s is none of the accounts compared", TW_FMT(a->article_id));
    return TW_NOTFOUND;
}

enum tw_status tw_grounds_find(struct tw_store *s, struct tw_arena *mem, struct tw_slice what,
                               struct tw_slice article, struct tw_grounds *out,
                               const char **why_not)
{
    struct tw_asked *a = &out->asked;
    uint64_t story;
    enum tw_status st;

    *out = (struct tw_grounds){0};
    story = tw_naming_item(what, &a->item);
    if (!story) {
        *why_not =
            tw_naming_why(mem, "%.*s: not a story; they are named s1, s2, ...", TW_FMT(what));
        return TW_NOTFOUND;
    }
    if ((st = tw_naming_live(s, mem, story, &a->story, why_not)) != TW_OK) return st;
    if (article.n > 0) {
        if ((st = tw_naming_article(s, mem, article, &a->article, why_not)) != TW_OK) return st;
        if ((st = tw_lookup_id(s, mem, a->article, &a->article_id)) != TW_OK)
            return fail(s, st, why_not);
    }
    if ((st = tw_tell_concerning(s, mem, a->article ? 0 : story, a->article, &out->decisions))
        != TW_OK)
        return fail(s, st, why_not);
    if (a->item.n > 0) return find_statement(s, mem, out, why_not);
    return a->article ? find_article(s, mem, out, why_not) : TW_OK;
}

void tw_grounds_free(struct tw_grounds *r)
{
    tw_group_free(r->group);
    r->group = NULL;
}

enum tw_status tw_grounds_write(struct tw_store *s, struct tw_arena *mem,
                                const struct tw_grounds *r, struct tw_buf *out)
{
    struct tw_json j = {.out = out};
    enum tw_status st;

    tw_json_open(&j, '{');
    tw_tell_key_story(&j, "story", r->asked.story.number);
    tw_json_text_or_null(&j, "title", r->asked.story.title);
    tw_json_text_or_null(&j, "article", r->asked.article_id);
    tw_json_key(&j, "in_story");
    if (r->group) tw_why_write(out, &r->why), j.comma = true;
    else tw_json_null(&j);
    tw_json_key(&j, "statement");
    if (r->is_explained) tw_because_write(out, &r->comparison, &r->explained), j.comma = true;
    else tw_json_null(&j);
    st = tw_tell_key_decisions(s, mem, &r->decisions, &j);
    if (st == TW_OK) st = tw_tell_key_history(s, mem, r->asked.story.number, &j);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
    return st;
}
