/* library/newsstore.c - a store for reading, as JSON: src/store behind a public handle.
**
** Each call reads within one transaction, so that it sees one commit.  What is handed out
** stands in one arena, emptied by the next call.
*/
#include "library/given.h"
#include "store/decision.h"
#include "store/grounds.h"
#include "store/naming.h"
#include "store/standing.h"

#include <stdlib.h>

struct tw_newsstore {
    struct tw_arena *mem;       /* the last answer */
    struct tw_store *store;
    enum tw_status status;
    const char *why;            /* in mem or static; NULL: the store's */
};

enum tw_status tw_newsstore_open(const char *path, struct tw_newsstore **out)
{
    struct tw_newsstore *s = calloc(1, sizeof *s);
    const char *why;
    enum tw_status st;

    if (!s) tw_oom(sizeof *s);
    *out = NULL;
    s->mem = tw_arena_new(0);
    st = tw_store_open(s->mem, path, TW_STORE_READ, &s->store, &why);
    if (st == TW_OK) *out = s;
    else tw_newsstore_close(s);
    return st;
}

void tw_newsstore_close(struct tw_newsstore *s)
{
    if (!s) return;
    tw_store_close(s->store);
    tw_arena_free(s->mem);
    free(s);
}

enum tw_status tw_newsstore_status(const struct tw_newsstore *s)
{
    return s->status;
}

const char *tw_newsstore_why(const struct tw_newsstore *s)
{
    if (s->status == TW_OK) return "";
    return s->why ? s->why : tw_store_why(s->store);
}

/* ---- One call: begin, ..., end */

static struct tw_buf begin(struct tw_newsstore *s)
{
    tw_arena_reset(s->mem);
    s->why = NULL;
    s->status = tw_store_begin(s->store);
    return (struct tw_buf){.mem = s->mem};
}

static const char *end(struct tw_newsstore *s, struct tw_buf *out, size_t *len)
{
    tw_store_rollback(s->store);        /* nothing was written */
    return s->status == TW_OK ? tw_given_text(out, len) : NULL;
}

/* Goes on with `call` while nothing failed. */
#define THEN(s, call) do { if ((s)->status == TW_OK) (s)->status = (call); } while (0)

static enum tw_status refuse(struct tw_newsstore *s, enum tw_status st, const char *why)
{
    s->why = why;
    return st;
}

/* ---- Lists */

static enum tw_status filter_of(struct tw_newsstore *s, const struct tw_story_query *q,
                                struct tw_story_filter *out)
{
    struct tw_date from = {0}, until = {0};

    *out = (struct tw_story_filter){0};
    if (!q) return TW_OK;
    if ((q->from && !tw_date_parse_iso(tw_slice_of(q->from), &from))
        || (q->until && !tw_date_parse_iso(tw_slice_of(q->until), &until)))
        return refuse(s, TW_USAGE, "no date");
    *out = (struct tw_story_filter){
        .from = q->from ? tw_date_unix(&from) : 0,
        .until = q->until ? tw_tell_end_of(&until) : 0,
        .words = tw_slice_of(q->words),
        .actor = tw_slice_of(q->actor),
        .outlet = tw_slice_of(q->outlet),
        .language = tw_slice_of(q->lang),
        .origins = q->origins,
        .changed = q->changed,
        .limit = q->limit ? q->limit : q->all ? SIZE_MAX : 0,
        .starred = q->starred,
        .all = q->all,
    };
    return TW_OK;
}

const char *tw_newsstore_stories(struct tw_newsstore *s, const struct tw_story_query *query,
                                 size_t *len)
{
    struct tw_buf out = begin(s);
    struct tw_story_filter f;

    THEN(s, filter_of(s, query, &f));
    THEN(s, tw_tell_stories(s->store, s->mem, &f, &out));
    return end(s, &out, len);
}

const char *tw_newsstore_search(struct tw_newsstore *s, const char *words, size_t limit,
                                size_t *len)
{
    struct tw_buf out = begin(s);

    THEN(s, tw_tell_search(s->store, s->mem, tw_slice_of(words), limit, &out));
    return end(s, &out, len);
}

const char *tw_newsstore_outlets(struct tw_newsstore *s, size_t *len)
{
    struct tw_buf out = begin(s);

    THEN(s, tw_tell_outlets(s->store, s->mem, &out));
    return end(s, &out, len);
}

/* ---- A story */

static enum tw_status find_story(struct tw_newsstore *s, const char *name, uint64_t *number)
{
    struct tw_stored_story story;

    *number = tw_naming_story(tw_slice_of(name));
    return tw_naming_live(s->store, s->mem, *number, &story, &s->why);
}

const char *tw_newsstore_decisions(struct tw_newsstore *s, const char *story, size_t *len)
{
    struct tw_buf out = begin(s);
    uint64_t number = 0;

    if (story) THEN(s, find_story(s, story, &number));
    THEN(s, tw_tell_decisions(s->store, s->mem, number, &out));
    return end(s, &out, len);
}

const char *tw_newsstore_story(struct tw_newsstore *s, const char *story, size_t *len)
{
    struct tw_buf out = begin(s);
    uint64_t number;

    THEN(s, find_story(s, story, &number));
    THEN(s, tw_retell_json(s->store, s->mem, number, &out));
    return end(s, &out, len);
}

static enum tw_status compare(struct tw_newsstore *s, const char *story, struct tw_comparison *c)
{
    uint64_t number;

    THEN(s, find_story(s, story, &number));
    THEN(s, tw_retell_comparison(s->store, s->mem, number, c));
    return s->status;
}

const char *tw_newsstore_text(struct tw_newsstore *s, const char *story, unsigned width,
                              bool colour, size_t *len)
{
    struct tw_buf out = begin(s);
    struct tw_comparison c;

    if (compare(s, story, &c) == TW_OK)
        tw_comparison_print(&out, &c, width < 40 ? 40 : width > 1000 ? 1000 : width, colour);
    return end(s, &out, len);
}

const char *tw_newsstore_page(struct tw_newsstore *s, const char *story, size_t *len)
{
    struct tw_buf out = begin(s);
    struct tw_comparison c;

    if (compare(s, story, &c) == TW_OK) tw_comparison_report(&out, &c);
    return end(s, &out, len);
}

/* ---- An article */

const char *tw_newsstore_article(struct tw_newsstore *s, const char *article, size_t *len)
{
    struct tw_buf out = begin(s);
    struct tw_standing x;
    uint64_t number;

    THEN(s, tw_naming_article(s->store, s->mem, tw_slice_of(article), &number, &s->why));
    THEN(s, tw_standing_find(s->store, s->mem, number, &x));
    THEN(s, tw_standing_write(s->store, s->mem, &x, &out));
    return end(s, &out, len);
}

const char *tw_newsstore_original(struct tw_newsstore *s, const char *article, size_t *len)
{
    struct tw_buf out = begin(s);
    struct tw_slice bytes = {0};
    enum tw_evidence_kind kind;
    uint64_t number;

    THEN(s, tw_naming_article(s->store, s->mem, tw_slice_of(article), &number, &s->why));
    THEN(s, tw_store_evidence(s->store, s->mem, number, &kind, &bytes));
    tw_buf_add(&out, bytes);
    return end(s, &out, len);
}

/* ---- Reasons and decisions */

const char *tw_newsstore_reason(struct tw_newsstore *s, const char *what, const char *article,
                                size_t *len)
{
    struct tw_buf out = begin(s);
    struct tw_grounds g = {0};

    THEN(s,
         tw_grounds_find(s->store, s->mem, tw_slice_of(what), tw_slice_of(article), &g, &s->why));
    THEN(s, tw_grounds_write(s->store, s->mem, &g, &out));
    tw_grounds_free(&g);
    return end(s, &out, len);
}

enum tw_status tw_newsstore_decide(struct tw_newsstore *s, const char *what,
                                   const char *const *words, size_t n, const char *user,
                                   const char *time, uint64_t *number)
{
    struct tw_buf none = begin(s);
    struct tw_slice *word = TW_NEW_N(s->mem, struct tw_slice, n);
    enum tw_decision_kind kind;
    struct tw_decision d;
    struct tw_date when;
    size_t len;

    for (size_t i = 0; i < n; i++) word[i] = tw_slice_of(words[i]);
    if (!tw_decision_kind_of(tw_slice_of(what), &kind))
        THEN(s, refuse(s, TW_USAGE, "no such decision"));
    if (!tw_date_parse_iso(tw_slice_of(time), &when)) THEN(s, refuse(s, TW_USAGE, "no date"));
    THEN(s, tw_decision_read(s->store, s->mem, kind, word, n, &d, &s->why));
    end(s, &none, &len);
    if (s->status != TW_OK) return s->status;
    d.user = tw_slice_of(user);
    d.time = tw_date_unix(&when);
    s->why = NULL;
    s->status = tw_store_decide(s->store, &d);
    if (s->status == TW_OK && number) *number = d.number;
    return s->status;
}
