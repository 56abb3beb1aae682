/* serve/apistory.c - stories over the API.
**
** The list goes on behind the last story shown: its importance (the bits of the number) and its
** number are the cursor, so a list that changes meanwhile repeats or leaves out only what moved.
*/
#include "serve/api.h"

#include "store/grounds.h"
#include "store/lookup.h"
#include "store/retell.h"
#include "store/tell.h"

#include <inttypes.h>

/* ---- The list */

static struct tw_slice cursor_of(struct tw_arena *mem, const struct tw_stored_story *s)
{
    struct tw_buf b = {.mem = mem};
    uint64_t bits;

    memcpy(&bits, &s->importance, sizeof bits);
    tw_buf_addf(&b, "%016" PRIx64 "-%" PRIu64, bits, s->number);
    return tw_buf_slice(&b);
}

static bool hex(struct tw_slice s, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (!tw_is_digit(c) && (c < 'a' || c > 'f')) return false;
        *out = *out << 4 | (uint64_t)(tw_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return s.n == 16;
}

static bool read_cursor(struct tw_slice s, struct tw_story_filter *f)
{
    struct tw_slice bits;
    uint64_t n;

    if (s.n == 0) return true;
    if (!tw_slice_part(&s, '-', &bits) || !hex(bits, &n) || s.n == 0 || s.n > 18) return false;
    memcpy(&f->behind.importance, &n, sizeof n);
    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i])) return false;
        f->behind.number = f->behind.number * 10 + (uint64_t)(s.p[i] - '0');
    }
    return f->behind.number > 0 && f->behind.importance == f->behind.importance;
}

enum tw_status tw_api_filter(struct tw_request *r, struct tw_answer *a, struct tw_story_filter *f)
{
    enum tw_status st;

    *f = (struct tw_story_filter){.words = tw_request_query(r, "words"),
                                  .actor = tw_request_query(r, "actor"),
                                  .outlet = tw_request_query(r, "outlet"),
                                  .language = tw_request_query(r, "lang")};
    if ((st = tw_api_limit(r, a, &f->limit)) != TW_OK) return st;
    if ((st = tw_api_number(r, a, "origins", INT32_MAX, &f->origins)) != TW_OK) return st;
    if ((st = tw_api_number(r, a, "changed", INT64_MAX, &f->changed)) != TW_OK) return st;
    if ((st = tw_api_time(r, a, "from", false, &f->from)) != TW_OK) return st;
    if ((st = tw_api_time(r, a, "until", true, &f->until)) != TW_OK) return st;
    if ((st = tw_api_switch(r, a, "starred", &f->starred)) != TW_OK) return st;
    if ((st = tw_api_switch(r, a, "all", &f->all)) != TW_OK) return st;
    if (read_cursor(tw_request_query(r, "cursor"), f)) return TW_OK;
    return tw_refuse(a, r, TW_USAGE, "cursor is what an earlier answer gave as next");
}

static enum tw_status add_story(struct tw_request *r, struct tw_answer *a,
                                const struct tw_stored_story *s, int64_t newest)
{
    struct tw_slices ids;
    enum tw_status st = tw_lookup_ids(r->store, r->mem, s->number, &ids);

    if (st == TW_OK) tw_tell_story(&a->body, s, &ids, newest);
    return st;
}

enum tw_status tw_api_stories(struct tw_request *r, struct tw_answer *a)
{
    struct tw_story_filter f;
    struct tw_stored_story *v;
    struct tw_json j;
    int64_t newest;
    size_t n, limit;
    enum tw_status st;

    if ((st = tw_api_filter(r, a, &f)) != TW_OK) return st;
    limit = f.limit++;          /* one more tells whether there is a next page */
    if ((st = tw_store_stories(r->store, r->mem, &f, &v, &n)) != TW_OK) return st;
    if ((st = tw_lookup_newest(r->store, &newest)) != TW_OK) return st;
    j = tw_api_list(a, "stories");
    for (size_t i = 0; i < n && i < limit; i++) {
        tw_api_item(&j);
        if ((st = add_story(r, a, &v[i], newest)) != TW_OK) return st;
    }
    tw_api_list_end(r, a, &j, n > limit ? cursor_of(r->mem, &v[limit - 1]) : (struct tw_slice){"",
                                                                                               0});
    return TW_OK;
}

/* ---- One of them */

enum tw_status tw_api_story_one(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_story s;
    int64_t newest;
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    if ((st = tw_lookup_newest(r->store, &newest)) != TW_OK) return st;
    a->type = TW_TYPE_JSON;
    st = add_story(r, a, &s, newest);
    tw_buf_addc(&a->body, '\n');
    return st;
}

/* Those of the story's articles that the limit and the cursor (a number) choose. */
static enum tw_status members(struct tw_request *r, struct tw_answer *a, uint64_t story,
                              uint64_t **out, size_t *n, uint64_t *next)
{
    uint64_t limit, behind, *all;
    size_t first = 0, many;
    enum tw_status st;

    if ((st = tw_api_part(r, a, INT64_MAX, &limit, &behind)) != TW_OK) return st;
    if ((st = tw_store_members(r->store, r->mem, story, &all, &many)) != TW_OK) return st;
    while (first < many && all[first] <= behind) first++;
    *out = all + first;
    *n = many - first < limit ? many - first : limit;
    *next = first + *n < many ? all[first + *n - 1] : 0;
    return TW_OK;
}

static enum tw_status list_members(struct tw_request *r, struct tw_answer *a, const char *name,
                                   bool statements)
{
    struct tw_stored_story s;
    uint64_t *v, next;
    struct tw_json j;
    size_t n;
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    if ((st = members(r, a, s.number, &v, &n, &next)) != TW_OK) return st;
    j = tw_api_list(a, name);
    for (size_t i = 0; i < n && !tw_arena_over(r->mem); i++) {
        struct tw_stored article;

        if ((st = tw_store_article(r->store, r->mem, v[i], &article)) != TW_OK) return st;
        tw_api_item(&j);
        if (statements) tw_buf_add(&a->body, tw_slice_trim(article.statements));
        else tw_article_write(&a->body, &article.article);
    }
    tw_api_list_end_at(r, a, &j, next);
    return TW_OK;
}

enum tw_status tw_api_story_articles(struct tw_request *r, struct tw_answer *a)
{
    return list_members(r, a, "articles", false);
}

enum tw_status tw_api_story_statements(struct tw_request *r, struct tw_answer *a)
{
    return list_members(r, a, "statements", true);
}

enum tw_status tw_api_story_comparison(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_story s;
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    a->type = TW_TYPE_JSON;
    return tw_retell_json(r->store, r->mem, s.number, &a->body);
}

enum tw_status tw_api_story_events(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_story s;
    struct tw_json j = {.out = &a->body};
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    a->type = TW_TYPE_JSON;
    tw_json_open(&j, '{');
    st = tw_tell_key_history(r->store, r->mem, s.number, &j);
    tw_json_close(&j, '}');
    tw_buf_addc(&a->body, '\n');
    return st;
}

enum tw_status tw_api_story_decisions(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_story s;
    struct tw_decisions d;
    struct tw_json j = {.out = &a->body};
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    if ((st = tw_tell_concerning(r->store, r->mem, s.number, 0, &d)) != TW_OK) return st;
    a->type = TW_TYPE_JSON;
    tw_json_open(&j, '{');
    st = tw_tell_key_decisions(r->store, r->mem, &d, &j);
    tw_json_close(&j, '}');
    tw_buf_addc(&a->body, '\n');
    return st;
}

enum tw_status tw_api_story_why(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored_story s;
    struct tw_grounds g;
    struct tw_buf what = {.mem = r->mem};
    const char *why;
    enum tw_status st = tw_api_story(r, a, &s);

    if (st != TW_OK || !s.number) return st;
    tw_buf_addf(&what, "s%llu", (unsigned long long)s.number);
    if (r->arg[1].n > 0) tw_buf_addf(&what, ":%.*s", TW_FMT(r->arg[1]));
    st = tw_grounds_find(r->store, r->mem, tw_buf_slice(&what), tw_request_query(r, "article"), &g,
                         &why);
    if (st != TW_OK) tw_grounds_free(&g);
    if (st != TW_OK) return tw_refuse(a, r, st, "%s", why);
    a->type = TW_TYPE_JSON;
    st = tw_grounds_write(r->store, r->mem, &g, &a->body);
    tw_grounds_free(&g);
    return st;
}
