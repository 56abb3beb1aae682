/* store/deskwork.h - a desk at work on invented news, and what its store then holds as text.
**
** Includes support/folder.h: each test has an arena `mem` and a folder `dir` of its own.
*/
#ifndef TW_TESTS_DESKWORK_H
#define TW_TESTS_DESKWORK_H
#include "group/newsroom.h"
#include "store/desk.h"
#include "support/folder.h"

#define OK(call) assert_int_equal((call), TW_OK)

static const int64_t MORNING = 1741000000;

static const char *place(const char *name)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s/%s%c", dir, name, 0);
    return path.p;
}

static struct tw_store *store_open(const char *where)
{
    struct tw_store *s;
    const char *why;
    enum tw_status st = tw_store_open(mem, where, TW_STORE_CREATE, &s, &why);

    if (st != TW_OK) print_error("%s\n", why);
    OK(st);
    return s;
}

static struct tw_desk *desk_open(struct tw_store *s, const char *where, unsigned threads)
{
    struct tw_desk_options o = {.threads = threads};
    struct tw_desk *d;

    OK(tw_desk_open(s, where, &o, &d));
    return d;
}

/* Accounts of a dozen events, in turn; every fifth takes a part of the one before. */
static struct tw_article *news(size_t n)
{
    enum { EVENTS = 12 };
    struct invent v = {4};
    struct event event[EVENTS];
    struct tw_article *a = TW_NEW_N(mem, struct tw_article, n);

    for (size_t i = 0; i < EVENTS; i++) event[i] = event_new(mem, &v, MORNING + (int64_t)i * 3600);
    for (size_t i = 0; i < n; i++) {
        struct tw_buf name = {.mem = mem};

        a[i] = account_of(mem, &v, &event[invent_number(&v, EVENTS)], (int64_t)i * 60);
        tw_buf_addf(&name, "outlet%u.example", (unsigned)invent_number(&v, 7));
        a[i].outlet_domain = tw_buf_slice(&name);
        if (i % 5 == 4) a[i].text = invent_join(mem, a[i].text, TW_LIT(""), a[i - 1].text);
        tw_article_split(mem, &a[i]);
    }
    return a;
}

static enum tw_taken add(struct tw_desk *d, const struct tw_article *a)
{
    struct tw_incoming in = {a, tw_date_from_unix(MORNING + 90000), TW_EVIDENCE_JSON, a->text,
                             NULL};
    enum tw_taken taken;

    OK(tw_desk_add(d, &in, &taken));
    return taken;
}

static void add_all(struct tw_desk *d, const struct tw_article *a, size_t from, size_t to,
                    size_t batch)
{
    for (size_t i = from; i < to; i++) {
        assert_int_equal(add(d, &a[i]), TW_TAKEN);
        if ((i + 1) % batch == 0) OK(tw_desk_commit(d));
    }
    OK(tw_desk_commit(d));
}

/* Everything that is stored about articles and stories, as text. */
static void dump_article(struct tw_buf *out, struct tw_store *s, uint64_t number)
{
    struct tw_stored a;
    struct tw_stored_copy *copy;
    size_t n;

    if (tw_store_article(s, mem, number, &a) != TW_OK) {
        tw_buf_addf(out, "article %u: gone\n", (unsigned)number);
        return;
    }
    tw_buf_addf(out, "article %u %.*s story %u edition of %u copied %.6f\n%.*s\n", (unsigned)number,
                TW_FMT(a.article.id), (unsigned)a.story, (unsigned)a.edition_of, a.copied,
                TW_FMT(a.statements));
    OK(tw_store_copies(s, mem, number, &copy, &n));
    for (size_t i = 0; i < n; i++)
        tw_buf_addf(out, "copy %u %u %.6f %zu\n", (unsigned)copy[i].a, (unsigned)copy[i].b,
                    copy[i].contained, copy[i].n);
}

static void dump_story(struct tw_buf *out, struct tw_store *s, uint64_t number)
{
    struct tw_stored_story t;
    struct tw_stored_event *e;
    struct tw_stored_item *item;
    struct tw_slice json;
    uint64_t *member;
    size_t n;

    if (tw_store_story(s, mem, number, &t) != TW_OK) return;
    tw_buf_addf(
        out,
        "story %u %.*s %lld %lld %.6f %u %u %u %u changed %u into %u starred %d note %.*s\nmembers",
        (unsigned)number, TW_FMT(t.title), (long long)t.first, (long long)t.last, t.importance,
        (unsigned)t.articles, (unsigned)t.outlets, (unsigned)t.accounts, (unsigned)t.origins,
        (unsigned)t.changed, (unsigned)t.into, t.starred, TW_FMT(t.note));
    OK(tw_store_members(s, mem, number, &member, &n));
    for (size_t i = 0; i < n; i++) tw_buf_addf(out, " %u", (unsigned)member[i]);
    for (size_t i = 0; i < t.actors.n; i++) tw_buf_addf(out, "\nactor %.*s", TW_FMT(t.actors.v[i]));
    OK(tw_store_events(s, mem, number, &e, &n));
    for (size_t i = 0; i < n; i++)
        tw_buf_addf(out, "\n%.*s %u %u %u %lld", TW_FMT(e[i].what), (unsigned)e[i].other,
                    (unsigned)e[i].article, (unsigned)e[i].decision, (long long)e[i].time);
    OK(tw_store_items(s, mem, number, &item, &n));
    for (size_t i = 0; i < n; i++)
        tw_buf_addf(out, "\nitem %.*s %.*s %.*s %.*s %u %u since %u", TW_FMT(item[i].id),
                    TW_FMT(item[i].kind), TW_FMT(item[i].text), TW_FMT(item[i].relation),
                    (unsigned)item[i].accounts, (unsigned)item[i].origins, (unsigned)item[i].since);
    if (tw_store_comparison(s, mem, number, &json) == TW_OK)
        tw_buf_addf(out, "\n%.*s", TW_FMT(json));
    tw_buf_addc(out, '\n');
}

static struct tw_slice dump(struct tw_store *s)
{
    struct tw_buf out = {.mem = mem};
    uint64_t last;

    OK(tw_store_last(s, &last));
    for (uint64_t i = 1; i <= last; i++) dump_article(&out, s, i);
    for (uint64_t i = 1; i <= last * 2; i++) dump_story(&out, s, i);
    return tw_buf_slice(&out);
}

static void same(struct tw_slice a, struct tw_slice b)
{
    size_t at = 0;

    if (tw_slice_eq(a, b)) return;
    while (at < a.n && at < b.n && a.p[at] == b.p[at]) at++;
    while (at > 0 && a.p[at - 1] != '\n') at--;
    print_error("- %.200s\n+ %.200s\n", a.p + at, b.p + at);
    fail();
}

#endif
