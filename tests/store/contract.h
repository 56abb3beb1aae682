/* store/contract.h - what every store promises (src/store/store.h), as tests.
**
** The including test defines `static const char *contract_where(void)`: a place for a store
** that is not there yet, other than the ones before within one test.  CONTRACT_TESTS lists
** the tests; each has an arena `mem` and a folder `dir` of its own.
*/
#ifndef TW_TESTS_STORE_CONTRACT_H
#define TW_TESTS_STORE_CONTRACT_H
#include "store/lookup.h"
#include "store/matching.h"
#include "store/outbox.h"
#include "store/tokens.h"
#include "support/folder.h"

#include <sys/wait.h>
#include <unistd.h>

static const char *contract_where(void);

#define OK(call) assert_int_equal((call), TW_OK)

static struct tw_store *opened(const char *where, enum tw_store_mode mode)
{
    struct tw_store *s;
    const char *why;
    enum tw_status st = tw_store_open(mem, where, mode, &s, &why);

    if (st != TW_OK) print_error("%s\n", why);
    OK(st);
    return s;
}

static struct tw_store *fresh(void)
{
    return opened(contract_where(), TW_STORE_CREATE);
}

static struct tw_date on(const char *iso)
{
    struct tw_date d;

    assert_true(tw_date_parse_iso(tw_slice_of(iso), &d));
    return d;
}

/* An article with little more than a text. */
static struct tw_stored account(uint64_t number, const char *id, const char *title,
                                const char *text)
{
    struct tw_stored a = {
        .number = number, .received = on("2025-03-02T08:00:00Z"), .statements = TW_LIT("{}")};

    a.article.id = tw_slice_of(id);
    a.article.outlet_name = TW_LIT("The Ferry");
    a.article.outlet_domain = TW_LIT("ferry.example");
    a.article.title = tw_slice_of(title);
    a.article.text = tw_slice_of(text);
    a.article.lang = TW_LIT("en");
    a.article.published = on("2025-03-01T12:00:00Z");
    a.article.published_from = TW_FROM_META;
    tw_article_split(mem, &a.article);
    return a;
}

static void put(struct tw_store *s, struct tw_stored a)
{
    OK(tw_store_put_article(s, &a, TW_EVIDENCE_JSON, a.article.text));
}

static void put_story(struct tw_store *s, uint64_t number, const char *title)
{
    struct tw_stored_story story = {.number = number, .title = tw_slice_of(title), .changed = 1};

    OK(tw_store_put_story(s, &story));
}

static void same_slices(struct tw_slices a, struct tw_slices b)
{
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) assert_true(tw_slice_eq(a.v[i], b.v[i]));
}

/* ---- Transactions */

static void what_is_committed_is_there_when_opened_again(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    struct tw_slice value;
    uint64_t last;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    OK(tw_store_set(s, TW_LIT("state"), TW_LIT("x\0y")));
    OK(tw_store_commit(s));
    tw_store_close(s);
    s = opened(where, TW_STORE_READ);
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 1);
    OK(tw_store_get(s, mem, TW_LIT("state"), &value));
    assert_text(value, "x\0y");
    OK(tw_store_get(s, mem, TW_LIT("other"), &value));
    assert_int_equal(value.n, 0);
    tw_store_close(s);
}

static void what_is_rolled_back_never_was(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored a;
    enum tw_known known;
    uint64_t number;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    tw_store_rollback(s);
    OK(tw_store_last(s, &number));
    assert_int_equal(number, 0);
    OK(tw_store_known(s, TW_LIT("a"), &known, &number));
    assert_int_equal(known, TW_UNKNOWN);
    assert_int_equal(tw_store_article(s, mem, 1, &a), TW_NOTFOUND);
    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    OK(tw_store_commit(s));
    tw_store_close(s);
}

static void closing_rolls_back(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    uint64_t last;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    tw_store_close(s);
    s = opened(where, TW_STORE_READ);
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 0);
    tw_store_close(s);
}

static void readers_see_the_last_commit_and_are_not_held_up(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = opened(where, TW_STORE_CREATE),
                    *reader = opened(where, TW_STORE_READ);
    uint64_t last;

    (void)state;
    OK(tw_store_begin(writer));
    put(writer, account(1, "a", "Bridge", "The bridge is closed."));
    OK(tw_store_last(reader, &last));
    assert_int_equal(last, 0);
    OK(tw_store_begin(reader));             /* one state from here on */
    OK(tw_store_last(reader, &last));
    OK(tw_store_commit(writer));
    OK(tw_store_last(reader, &last));
    assert_int_equal(last, 0);
    OK(tw_store_commit(reader));
    OK(tw_store_last(reader, &last));
    assert_int_equal(last, 1);
    tw_store_close(reader);
    tw_store_close(writer);
}

/* Twenty transactions of two articles each, and what their story says of them. */
static void write_in_pairs(const char *where)
{
    struct tw_store *s = opened(where, TW_STORE_WRITE);

    for (uint64_t i = 1; i <= 40; i += 2) {
        struct tw_stored_story story = {.number = 1, .title = TW_LIT("One"), .articles = i + 1};

        OK(tw_store_begin(s));
        for (uint64_t k = i; k <= i + 1; k++) {
            char id[16];
            struct tw_stored a;

            snprintf(id, sizeof id, "id-%d", (int)k);
            a = account(k, id, "Bridge", "The bridge is closed.");
            a.story = 1;
            put(s, a);
        }
        OK(tw_store_put_story(s, &story));
        OK(tw_store_commit(s));
    }
    tw_store_close(s);
}

static void readers_never_see_half_a_batch(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    uint64_t seen = 0, *member;
    size_t n;
    int status;
    pid_t child;

    (void)state;
    tw_store_close(s);
    child = fork();
    if (child == 0) {
        write_in_pairs(where);
        _exit(0);
    }
    s = opened(where, TW_STORE_READ);
    while (seen < 40 && waitpid(child, &status, WNOHANG) == 0) {
        struct tw_stored_story story;

        OK(tw_store_begin(s));
        OK(tw_store_last(s, &seen));
        if (seen) {
            OK(tw_store_story(s, mem, 1, &story));
            OK(tw_store_members(s, mem, 1, &member, &n));
            assert_true(story.articles == seen && n == seen && seen % 2 == 0);
        }
        OK(tw_store_commit(s));
    }
    if (seen == 40) assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    OK(tw_store_last(s, &seen));
    assert_int_equal(seen, 40);
    tw_store_close(s);
}

static void a_change_needs_a_transaction_of_a_writer(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);

    (void)state;
    assert_int_equal(tw_store_set(s, TW_LIT("k"), TW_LIT("v")), TW_USAGE);
    assert_int_equal(tw_store_commit(s), TW_USAGE);
    OK(tw_store_begin(s));
    assert_int_equal(tw_store_begin(s), TW_USAGE);
    tw_store_close(s);
    s = opened(where, TW_STORE_READ);
    OK(tw_store_begin(s));
    assert_int_equal(tw_store_set(s, TW_LIT("k"), TW_LIT("v")), TW_USAGE);
    tw_store_close(s);
}

static void a_failed_change_spoils_its_transaction_and_no_other(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored again = account(2, "a", "Bridge", "An id that is taken.");
    enum tw_status failed;
    uint64_t last;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    OK(tw_store_commit(s));
    OK(tw_store_begin(s));
    OK(tw_store_set(s, TW_LIT("k"), TW_LIT("v")));
    failed = tw_store_put_article(s, &again, TW_EVIDENCE_FILE, TW_LIT("x"));
    assert_true(failed == TW_USAGE || failed == TW_OK);         /* a server may tell it later */
    if (failed != TW_OK) assert_int_equal(tw_store_set(s, TW_LIT("k"), TW_LIT("w")), failed);
    assert_int_equal(tw_store_commit(s), TW_USAGE);
    assert_true(*tw_store_why(s));
    OK(tw_store_begin(s));
    put(s, account(2, "b", "Bridge", "The bridge is open."));
    OK(tw_store_commit(s));
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 2);
    tw_store_close(s);
}

static void one_process_writes(void **state)
{
    const char *where = contract_where(), *why;
    struct tw_store *s = opened(where, TW_STORE_CREATE), *second;

    (void)state;
    assert_int_equal(tw_store_open(mem, where, TW_STORE_WRITE, &second, &why), TW_LOCKED);
    assert_null(second);
    assert_non_null(strstr(why, "another process"));
    tw_store_close(s);
    tw_store_close(opened(where, TW_STORE_WRITE));
}

static struct tw_store *held(const char *where, uint64_t token)
{
    struct tw_store *s;
    const char *why;

    OK(tw_store_open_held(mem, where, token, &s, &why));
    return s;
}

static void who_has_a_lower_token_commits_no_more(void **state)
{
    const char *where = contract_where(), *why;
    struct tw_store *first = held(where, 7), *second, *none;
    uint64_t highest;

    (void)state;
    OK(tw_store_begin(first));
    put(first, account(1, "a", "One", "Before the hand-over."));
    OK(tw_store_commit(first));
    second = held(where, 8);
    assert_int_equal(tw_store_begin(first), TW_LOCKED);
    assert_non_null(strstr(tw_store_why(first), "taken the writing over"));
    assert_int_equal(tw_store_open_held(mem, where, 7, &none, &why), TW_LOCKED);
    assert_null(none);
    assert_int_equal(tw_store_open(mem, where, TW_STORE_WRITE, &none, &why), TW_LOCKED);
    OK(tw_store_begin(second));
    put(second, account(2, "b", "Two", "Behind the hand-over."));
    OK(tw_store_commit(second));
    assert_int_equal(tw_store_begin(first), TW_LOCKED);
    OK(tw_store_highest(second, &highest));
    assert_int_equal(highest, 8);
    tw_store_close(first);
    tw_store_close(second);
    tw_store_close(opened(where, TW_STORE_WRITE));      /* one machine again */
}

static void a_store_that_is_not_there_is_only_made_when_asked_for(void **state)
{
    const char *where = contract_where(), *why;
    struct tw_store *s;

    (void)state;
    assert_int_equal(tw_store_open(mem, where, TW_STORE_READ, &s, &why), TW_NOTFOUND);
    assert_int_equal(tw_store_open(mem, where, TW_STORE_WRITE, &s, &why), TW_NOTFOUND);
    assert_null(s);
    assert_true(*why);
}

/* ---- Articles */

static struct tw_stored full_account(void)
{
    static struct tw_slice byline[2] = {{"Ann Ody", 7}, {"Bo \"B\" Li\xC3\xA9", 12}},
                           credit[1] = {{"Meridian", 8}},
                           note[1] = {{"Corrected: two, not three.", 26}};
    struct tw_stored a =
        account(1, "0123456789abcdef", "Zug h\xC3\xA4lt",
                "TARNOVA \xE2\x80\x94 One.\n\nTwo \xF0\x9F\x9A\x82 \x01 said \"so\".\n\nThree\t.");

    a.article.source = TW_LIT("in/a.html");
    a.article.url = TW_LIT("https://ferry.example/a?b=1");
    a.article.standfirst = TW_LIT("What is known");
    a.article.byline = (struct tw_slices){byline, 2};
    a.article.dateline = TW_LIT("TARNOVA");
    a.article.published = on("2025-03-01");
    a.article.published_from = TW_FROM_TEXT;
    a.article.modified = on("2025-03-01T12:30+02:00");
    a.article.credit = (struct tw_slices){credit, 1};
    a.article.notes = (struct tw_slices){note, 1};
    a.received = on("2025-03-02T08:15+01:00");
    a.copied = 0.375;
    a.statements = TW_LIT("{\"id\":\"0123456789abcdef\",\"actors\":[{\"name\":\"Li\"}]}");
    return a;
}

static void an_article_comes_out_as_it_went_in(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored in = full_account(), out;
    const struct tw_article *a = &in.article, *b = &out.article;

    (void)state;
    OK(tw_store_begin(s));
    put(s, in);
    OK(tw_store_article(s, mem, 1, &out));      /* also before the commit */
    OK(tw_store_commit(s));
    OK(tw_store_article(s, mem, 1, &out));
    assert_int_equal(out.number, 1);
    assert_int_equal(out.story, 0);
    assert_int_equal(out.edition_of, 0);
    assert_true(out.copied == 0.375);
    assert_true(tw_slice_eq(in.statements, out.statements));
    assert_memory_equal(&in.received, &out.received, sizeof in.received);
    assert_memory_equal(&a->published, &b->published, sizeof a->published);
    assert_memory_equal(&a->modified, &b->modified, sizeof a->modified);
    assert_int_equal(a->published_from, b->published_from);
    assert_true(tw_slice_eq(a->id, b->id) && tw_slice_eq(a->source, b->source)
                && tw_slice_eq(a->url, b->url));
    assert_true(tw_slice_eq(a->outlet_name, b->outlet_name)
                && tw_slice_eq(a->outlet_domain, b->outlet_domain));
    assert_true(tw_slice_eq(a->title, b->title) && tw_slice_eq(a->standfirst, b->standfirst));
    assert_true(tw_slice_eq(a->dateline, b->dateline) && tw_slice_eq(a->lang, b->lang)
                && tw_slice_eq(a->text, b->text));
    same_slices(a->byline, b->byline);
    same_slices(a->credit, b->credit);
    same_slices(a->notes, b->notes);
    assert_int_equal(b->paragraphs.n, 3);
    assert_memory_equal(a->paragraphs.v, b->paragraphs.v, 3 * sizeof *a->paragraphs.v);
    tw_store_close(s);
}

static void evidence_comes_out_byte_for_byte(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored a = account(1, "a", "Bridge", "The bridge is closed."),
                     b = account(2, "b", "", "x");
    struct tw_slice page = TW_LIT("<p>\xFF\0The bridge is closed.</p>"), got;
    enum tw_evidence_kind kind;

    (void)state;
    OK(tw_store_begin(s));
    OK(tw_store_put_article(s, &a, TW_EVIDENCE_HTTP, page));
    OK(tw_store_put_article(s, &b, TW_EVIDENCE_ENTRY, TW_LIT("")));
    OK(tw_store_commit(s));
    OK(tw_store_evidence(s, mem, 1, &kind, &got));
    assert_int_equal(kind, TW_EVIDENCE_HTTP);
    assert_true(tw_slice_eq(got, page));
    OK(tw_store_evidence(s, mem, 2, &kind, &got));
    assert_int_equal(kind, TW_EVIDENCE_ENTRY);
    assert_int_equal(got.n, 0);
    assert_int_equal(tw_store_evidence(s, mem, 3, &kind, &got), TW_NOTFOUND);
    tw_store_close(s);
}

static void articles_are_numbered_without_gaps(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored a = account(2, "a", "Bridge", "The bridge is closed.");

    (void)state;
    OK(tw_store_begin(s));
    assert_int_equal(tw_store_put_article(s, &a, TW_EVIDENCE_FILE, TW_LIT("x")), TW_USAGE);
    tw_store_close(s);
}

static void an_article_is_known_by_its_id_and_its_address(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored a = account(1, "a", "One", "One."), b = account(2, "b", "Two", "Two.");
    struct tw_slice id[] = {TW_LIT("x"), TW_LIT("c"), TW_LIT("a")};
    enum tw_known known, many[3];
    uint64_t number;

    (void)state;
    a.article.url = b.article.url = TW_LIT("https://ferry.example/live");
    b.edition_of = 1;
    OK(tw_store_begin(s));
    put(s, a);
    put(s, b);
    put(s, account(3, "c", "Three", "Three."));
    OK(tw_store_known(s, TW_LIT("b"), &known, &number));
    assert_int_equal(known, TW_STORED);
    assert_int_equal(number, 2);
    OK(tw_store_known(s, TW_LIT("B"), &known, &number));
    assert_int_equal(known, TW_UNKNOWN);
    OK(tw_store_known_many(s, id, 3, many));
    assert_true(many[0] == TW_UNKNOWN && many[1] == TW_STORED && many[2] == TW_STORED);
    OK(tw_store_by_url(s, TW_LIT("https://ferry.example/live"), &number));
    assert_int_equal(number, 2);
    OK(tw_store_by_url(s, TW_LIT("https://ferry.example/"), &number));
    assert_int_equal(number, 0);
    OK(tw_store_by_url(s, TW_LIT(""), &number));
    assert_int_equal(number, 0);
    OK(tw_store_article(s, mem, 2, &b));
    assert_int_equal(b.edition_of, 1);
    tw_store_close(s);
}

/* ---- Passages */

static void passages_are_found_from_both_articles(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_passage p[2] = {{{0, 5}, {2, 7}, 3, false}, {{6, 2}, {9, 3}, 1, true}};
    struct tw_stored_copy *c, one = {1, 2, 0.25, 0.5, p, 2}, two = {1, 3, 1, 1, p, 1};
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "a", "One", "The bridge is closed."));
    put(s, account(2, "b", "Two", "The bridge is closed."));
    put(s, account(3, "c", "Three", "The bridge is closed."));
    OK(tw_store_put_copy(s, &two));
    OK(tw_store_put_copy(s, &one));
    one.contained = 0.75;
    OK(tw_store_put_copy(s, &one));     /* in place of the first */
    OK(tw_store_commit(s));
    OK(tw_store_copies(s, mem, 1, &c, &n));
    assert_int_equal(n, 2);
    assert_int_equal(c[0].b, 2);
    assert_int_equal(c[1].b, 3);
    assert_true(c[0].contained == 0.75 && c[0].contained_back == 0.5);
    assert_int_equal(c[0].n, 2);
    assert_int_equal(c[0].passage[1].a.off, 6);
    assert_int_equal(c[0].passage[1].b.len, 3);
    assert_int_equal(c[0].passage[1].words, 1);
    assert_true(c[0].passage[1].quotation && !c[0].passage[0].quotation);
    OK(tw_store_copies(s, mem, 2, &c, &n));
    assert_int_equal(n, 1);
    assert_int_equal(c[0].a, 1);
    tw_store_close(s);
}

/* ---- Stories */

static void a_story_is_rewritten_and_keeps_what_people_gave_it(void **state)
{
    struct tw_store *s = fresh();
    struct tw_slice lang[2] = {TW_LIT("en"), TW_LIT("pt")}, actor[1] = {TW_LIT("Ann\nOdy")};
    struct tw_stored_story in = {.number = 7,
                                 .title = TW_LIT("Bridge"),
                                 .first = -5,
                                 .last = 1740830400,
                                 .importance = 1.5,
                                 .articles = 3,
                                 .outlets = 2,
                                 .accounts = 2,
                                 .origins = 1,
                                 .languages = {lang, 2},
                                 .actors = {actor, 1},
                                 .changed = 9},
                           out;

    (void)state;
    OK(tw_store_begin(s));
    OK(tw_store_put_story(s, &in));
    in.articles = 4;
    in.into = 8;
    OK(tw_store_put_story(s, &in));
    OK(tw_store_commit(s));
    OK(tw_store_story(s, mem, 7, &out));
    assert_text(out.title, "Bridge");
    assert_true(out.first == -5 && out.last == 1740830400 && out.importance == 1.5);
    assert_true(out.articles == 4 && out.outlets == 2 && out.accounts == 2 && out.origins == 1);
    assert_true(out.changed == 9 && out.into == 8 && !out.starred && out.note.n == 0);
    assert_int_equal(out.languages.n, 2);
    assert_text(out.languages.v[1], "pt");
    assert_int_equal(out.actors.n, 1);
    assert_text(out.actors.v[0], "Ann Ody");
    assert_int_equal(tw_store_story(s, mem, 6, &out), TW_NOTFOUND);
    tw_store_close(s);
}

static void members_follow_the_articles(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored a = account(1, "a", "One", "One.");
    struct tw_glance *glance;
    struct tw_glances many[3];
    uint64_t *member;
    size_t n;

    (void)state;
    a.story = 5;
    a.copied = .5;
    OK(tw_store_begin(s));
    put(s, a);                          /* before its story is written */
    put(s, account(2, "b", "Two", "Two."));
    put(s, account(3, "c", "Three", "Three."));
    put_story(s, 5, "Five");
    put_story(s, 6, "Six");
    OK(tw_store_place(s, 3, 5));
    OK(tw_store_place(s, 2, 6));
    OK(tw_store_place(s, 2, 0));
    OK(tw_store_commit(s));
    OK(tw_store_members(s, mem, 5, &member, &n));
    assert_int_equal(n, 2);
    assert_true(member[0] == 1 && member[1] == 3);
    OK(tw_store_glances(s, mem, 5, &glance, &n));
    assert_int_equal(n, 2);
    assert_true(glance[0].number == 1 && glance[0].edition_of == 0 && glance[0].copied == .5);
    assert_int_equal(glance[1].time, 1740830400);
    OK(tw_store_glances_many(s, mem, (const uint64_t[]){6, 7, 5}, 3, many));
    assert_true(many[0].n == 0 && many[1].n == 0 && many[2].n == 2);
    assert_true(many[2].v[0].number == 1 && many[2].v[1].number == 3 && many[2].v[0].copied == .5);
    OK(tw_store_members(s, mem, 6, &member, &n));
    assert_int_equal(n, 0);
    OK(tw_store_article(s, mem, 3, &a));
    assert_int_equal(a.story, 5);
    tw_store_close(s);
}

static void a_story_remembers_what_happened_in_order(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_event
        opening = {.story = 1, .article = 1, .what = TW_LIT("opened"), .time = 100},
        merging = {.story = 1, .other = 2, .decision = 4, .what = TW_LIT("merged"), .time = 90}, *e;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    OK(tw_store_put_event(s, &opening));
    OK(tw_store_put_event(s, &merging));
    OK(tw_store_commit(s));
    OK(tw_store_events(s, mem, 1, &e, &n));
    assert_int_equal(n, 2);
    assert_text(e[0].what, "opened");
    assert_true(e[0].article == 1 && e[0].time == 100 && e[1].other == 2 && e[1].decision == 4);
    OK(tw_store_events(s, mem, 2, &e, &n));
    assert_int_equal(n, 0);
    tw_store_close(s);
}

static struct tw_stored_item item(const char *id, const char *text, uint64_t since)
{
    return (struct tw_stored_item){
        tw_slice_of(id), TW_LIT("said"), tw_slice_of(text), TW_LIT("same_utterance"), 2, 1, since};
}

static void a_comparison_takes_the_place_of_the_one_before(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_item first[2] = {item("x", "X", 1), item("y", "Y", 1)},
                          second[2] = {item("z", "Z", 4), item("x", "X!", 4)}, *got;
    struct tw_slice json;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    OK(tw_store_put_comparison(s, 1, TW_LIT("{\"said\":[]}"), first, 2));
    OK(tw_store_put_comparison(s, 1, TW_LIT("{\"said\":[1]}"), second, 2));
    OK(tw_store_commit(s));
    OK(tw_store_comparison(s, mem, 1, &json));
    assert_text(json, "{\"said\":[1]}");
    OK(tw_store_items(s, mem, 1, &got, &n));
    assert_int_equal(n, 2);
    assert_text(got[0].id, "z");
    assert_text(got[1].text, "X!");
    assert_true(got[0].since == 4 && got[1].since == 4 && got[1].accounts == 2
                && got[1].origins == 1);
    assert_text(got[1].relation, "same_utterance");
    assert_int_equal(tw_store_comparison(s, mem, 2, &json), TW_NOTFOUND);
    tw_store_close(s);
}

static void what_a_person_gives_a_story_is_told(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_story story;

    (void)state;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    OK(tw_store_star(s, 1, true));
    OK(tw_store_note(s, 1, TW_LIT("call the port")));
    put_story(s, 1, "Once more");
    assert_int_equal(tw_store_star(s, 2, true), TW_NOTFOUND);
    OK(tw_store_commit(s));
    OK(tw_store_story(s, mem, 1, &story));
    assert_true(story.starred);
    assert_text(story.note, "call the port");
    assert_text(story.title, "Once more");
    tw_store_close(s);
}

/* ---- Decisions */

static void a_reader_decides_while_another_process_writes(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = opened(where, TW_STORE_CREATE),
                    *reader = opened(where, TW_STORE_READ);
    uint64_t article[2] = {3, 9};
    struct tw_decision one = {.kind = TW_DECIDE_TWO_ORIGINS,
                              .story = 4,
                              .article = article,
                              .articles = 2,
                              .text = TW_LIT("both were there"),
                              .user = TW_LIT("ody"),
                              .time = 1740830400},
                       two = {.kind = TW_DECIDE_NOT_SPEAKER, .item = TW_LIT("s1")}, *d;
    size_t n;

    (void)state;
    OK(tw_store_decide(reader, &one));
    OK(tw_store_decide(writer, &two));
    assert_true(one.number == 1 && two.number == 2);
    OK(tw_store_begin(writer));
    assert_int_equal(tw_store_decide(writer, &two), TW_USAGE);
    two.after = 17;
    two.failed = TW_LIT("no such item");
    OK(tw_store_decided(writer, &two));
    OK(tw_store_commit(writer));
    OK(tw_store_decisions(reader, mem, 0, &d, &n));
    assert_int_equal(n, 2);
    assert_true(d[0].kind == TW_DECIDE_TWO_ORIGINS && d[0].story == 4 && d[0].time == 1740830400
                && d[0].after == 0);
    assert_true(d[0].articles == 2 && d[0].article[0] == 3 && d[0].article[1] == 9
                && d[1].articles == 0);
    assert_text(d[0].text, "both were there");
    assert_text(d[0].user, "ody");
    assert_text(d[1].item, "s1");
    assert_text(d[1].failed, "no such item");
    assert_int_equal(d[1].after, 17);
    OK(tw_store_decisions(reader, mem, 1, &d, &n));
    assert_int_equal(n, 1);
    tw_store_close(reader);
    tw_store_close(writer);
}

static void a_dropped_article_leaves_nothing_but_its_tombstone(void **state)
{
    struct tw_store *s = fresh();
    struct tw_slice gone = TW_LIT("b");
    struct tw_stored a = account(2, "b", "Two", "The bridge is closed."), got;
    struct tw_stored_copy c = {1, 2, 1, 1, NULL, 0}, *copies;
    struct tw_stored_event e = {.story = 1, .article = 2, .what = TW_LIT("joined")}, *events;
    struct tw_stored_item i = item("x", "The bridge is closed", 1), *items;
    struct tw_slice json;
    enum tw_known known;
    uint64_t number, *stories;
    size_t n;

    (void)state;
    a.story = 1;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    put(s, account(1, "a", "One", "The bridge is closed."));
    put(s, a);
    OK(tw_store_put_copy(s, &c));
    OK(tw_store_put_event(s, &e));
    OK(tw_store_put_comparison(s, 1, TW_LIT("{}"), &i, 1));
    OK(tw_store_commit(s));
    OK(tw_store_begin(s));
    OK(tw_store_drop(s, 2, true));
    OK(tw_store_commit(s));
    assert_int_equal(tw_store_article(s, mem, 2, &got), TW_NOTFOUND);
    OK(tw_store_known(s, TW_LIT("b"), &known, &number));
    assert_int_equal(known, TW_FORGOTTEN);
    OK(tw_store_known_many(s, &gone, 1, &known));
    assert_int_equal(known, TW_FORGOTTEN);
    OK(tw_store_copies(s, mem, 1, &copies, &n));
    assert_int_equal(n, 0);
    OK(tw_store_events(s, mem, 1, &events, &n));
    assert_int_equal(n, 0);
    assert_int_equal(tw_store_comparison(s, mem, 1, &json), TW_NOTFOUND);
    OK(tw_store_uncompared(s, mem, &stories, &n));
    assert_true(n == 1 && stories[0] == 1);
    OK(tw_store_items(s, mem, 1, &items, &n));
    assert_true(n == 1 && items[0].since == 1 && items[0].text.n == 0);
    OK(tw_store_begin(s));
    OK(tw_store_put_comparison(s, 1, TW_LIT("{}"), &i, 1));
    OK(tw_store_drop(s, 1, false));     /* the highest numbers are gone, and are not given again */
    OK(tw_store_commit(s));
    OK(tw_store_uncompared(s, mem, &stories, &n));
    assert_int_equal(n, 0);
    OK(tw_store_known(s, TW_LIT("a"), &known, &number));
    assert_int_equal(known, TW_UNKNOWN);
    OK(tw_store_last(s, &number));
    assert_int_equal(number, 2);
    OK(tw_store_begin(s));
    assert_int_equal(tw_store_drop(s, 2, true), TW_NOTFOUND);
    tw_store_rollback(s);
    tw_store_close(s);
}

/* ---- Asking */

/* Numbers that a search finds, in order, with spaces. */
static const char *found(struct tw_store *s, const char *words)
{
    struct tw_buf out = {.mem = mem};
    struct tw_found *f;
    size_t n;

    OK(tw_store_search(s, mem, tw_slice_of(words), 0, &f, &n));
    for (size_t i = 0; i < n; i++) tw_buf_addf(&out, i ? " %d" : "%d", (int)f[i].number);
    tw_buf_addc(&out, '\0');
    return out.p;
}

static void put_at(struct tw_store *s, struct tw_stored a, const char *published,
                   const char *domain, uint64_t story)
{
    a.article.published = on(published);
    a.article.outlet_domain = tw_slice_of(domain);
    a.article.outlet_name = (struct tw_slice){"", 0};
    a.story = story;
    put(s, a);
}

static size_t times_found(struct tw_store *s, const char *words)
{
    struct tw_found *f;
    size_t n;

    OK(tw_store_search(s, mem, tw_slice_of(words), 5000, &f, &n));
    return n;
}

/* So many that an index may not keep or read the articles of a word as one. */
static void words_that_all_articles_have_are_found_in_a_row(void **state)
{
    enum { ALL = 3000 };
    struct tw_store *s = fresh();
    char id[20], text[100];

    (void)state;
    OK(tw_store_begin(s));
    for (unsigned i = 1; i <= ALL; i++) {
        snprintf(id, sizeof id, "id%u", i);
        snprintf(text, sizeof text, "Ship n%u of the harbour of pier%u: the end of it", i, i % 100);
        put(s, account(i, id, "Ships", text));
    }
    OK(tw_store_commit(s));
    assert_int_equal(times_found(s, "\"of the\""), ALL);
    assert_int_equal(times_found(s, "\"of the harbour of\""), ALL);
    assert_int_equal(times_found(s, "\"of the end\""), 0);
    assert_int_equal(times_found(s, "\"the harbour of pier7\""), ALL / 100);
    assert_int_equal(times_found(s, "\"of pier7 the end of\""), ALL / 100);
    assert_int_equal(times_found(s, "\"of pier7 the harbour\""), 0);
    assert_int_equal(times_found(s, "harbour NEAR/1 pier7"), ALL / 100);
    assert_string_equal(found(s, "\"n1 of the harbour\""), "1");
    assert_string_equal(found(s, "\"n1234 of the harbour\""), "1234");
    assert_string_equal(found(s, "\"n3000 of the\" OR \"ship n2 of\" "), "2 3000");
    tw_store_close(s);
}

/* Four accounts of two events. */
static void put_news(struct tw_store *s)
{
    struct tw_stored c = account(3, "c", "Ponte fechada",
                                 "A ponte est\xC3\xA1 fechada. Ann Ody: \xE6\xA9\x8B\xE3\x81\xAF");

    c.article.lang = TW_LIT("pt");
    c.statements = TW_LIT("{\"attributions\":[{\"speaker\":\"Ann "
                          "Ody\"}],\"actors\":[{\"name\":\"Harbour Office\"}]}");
    put_at(s, account(1, "a", "Bridge closed", "The bridge is closed to lorries."), "2025-03-01",
           "ferry.example", 1);
    put_at(s, account(2, "b", "Lorries wait", "Since the bridge was shut, lorries wait."),
           "2025-03-02", "news.barge.example", 1);
    put_at(s, c, "2025-03-03", "barge.example", 1);
    put_at(s, account(4, "d", "Ferry sinks", "A ferry sank."), "2025-03-09", "ferry.example", 2);
}

static void searches_find_by_words_fields_and_conditions(void **state)
{
    struct tw_store *s = fresh();

    (void)state;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    put_story(s, 2, "Two");
    put_news(s);
    OK(tw_store_commit(s));
    assert_string_equal(found(s, "bridge lorries closed"), "1");
    assert_string_equal(found(s, "bridge -closed"), "2");
    assert_string_equal(found(s, "title:lorries"), "2");
    assert_string_equal(found(s, "bridge"), "1 2");     /* the title weighs more */
    assert_string_equal(found(s, "\"closed to\""), "1");
    assert_string_equal(found(s, "\"to closed\""), "");
    assert_string_equal(found(s, "bridge NEAR/2 lorries"), "2");
    assert_string_equal(found(s, "esta"), "3");
    assert_string_equal(found(s, "\xE6\xA9\x8B"), "3");
    assert_string_equal(found(s, "speaker:ody"), "3");
    assert_string_equal(found(s, "actor:\"harbour office\""), "3");
    assert_string_equal(found(s, "harbour"), "");
    assert_string_equal(found(s, "lang:pt"), "3");
    assert_string_equal(found(s, "-lang:pt before:2025-03-09"), "2 1");
    assert_string_equal(found(s, "outlet:barge.example"), "3 2");
    assert_string_equal(found(s, "ferry OR fer* after:2025-03-05"), "4");
    tw_store_close(s);
}

static void what_is_found_is_shown_in_its_text(void **state)
{
    struct tw_store *s = fresh();
    struct tw_found *f;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    put_story(s, 2, "Two");
    put_news(s);
    OK(tw_store_search(s, mem, TW_LIT("bridge"), 1, &f, &n));
    assert_int_equal(n, 1);
    assert_true(f->number == 1 && f->story == 1 && f->published.day == 1);
    assert_text(f->id, "a");
    assert_text(f->title, "Bridge closed");
    assert_text(f->outlet, "ferry.example");
    assert_text(f->snippet, "The bridge is closed to lorries.");
    assert_int_equal(f->hits.n, 1);
    assert_text(tw_span_text(f->snippet, f->hits.v[0]), "bridge");
    assert_int_equal(tw_store_search(s, mem, TW_LIT("bridge ("), 1, &f, &n), TW_USAGE);
    assert_non_null(strstr(tw_store_why(s), "character 8"));
    OK(tw_store_drop(s, 1, true));
    assert_string_equal(found(s, "bridge"), "2");
    OK(tw_store_commit(s));
    tw_store_close(s);
}

/* Numbers of the stories that pass, in order, with spaces. */
static const char *passing(struct tw_store *s, struct tw_story_filter f)
{
    struct tw_buf out = {.mem = mem};
    struct tw_stored_story *story;
    uint64_t *number;
    size_t n, numbers;

    OK(tw_store_stories(s, mem, &f, &story, &n));
    OK(tw_store_story_numbers(s, mem, &f, &number, &numbers));
    assert_int_equal(numbers, n);
    for (size_t i = 0; i < n; i++) assert_int_equal(number[i], story[i].number);
    for (size_t i = 0; i < n; i++) tw_buf_addf(&out, i ? " %d" : "%d", (int)story[i].number);
    tw_buf_addc(&out, '\0');
    return out.p;
}

static void stories_are_filtered_and_in_order(void **state)
{
    struct tw_store *s = fresh();
    struct tw_slice lang[2] = {TW_LIT("en"), TW_LIT("pt")}, actor[1] = {TW_LIT("Zo\xC3\xAB Ody")};
    struct tw_date first = on("2025-03-01"), last = on("2025-03-03"), later = on("2025-03-09"),
                   day = on("2025-03-02");
    struct tw_stored_story one = {.number = 1,
                                  .title = TW_LIT("One"),
                                  .first = tw_date_unix(&first),
                                  .last = tw_date_unix(&last),
                                  .importance = 3,
                                  .articles = 3,
                                  .origins = 2,
                                  .languages = {lang, 2},
                                  .actors = {actor, 1},
                                  .changed = 3},
                           two = {.number = 2,
                                  .title = TW_LIT("Two"),
                                  .first = tw_date_unix(&later),
                                  .last = tw_date_unix(&later),
                                  .importance = 2,
                                  .articles = 1,
                                  .origins = 1,
                                  .languages = {lang, 1},
                                  .changed = 4},
                           three = {.number = 3,
                                    .title = TW_LIT("Merged"),
                                    .into = 1,
                                    .importance = 9,
                                    .changed = 4};
    int64_t noon = tw_date_unix(&day) + 43200;

    (void)state;
    OK(tw_store_begin(s));
    OK(tw_store_put_story(s, &one));
    OK(tw_store_put_story(s, &two));
    OK(tw_store_put_story(s, &three));
    put_news(s);
    OK(tw_store_star(s, 2, true));
    OK(tw_store_commit(s));
    assert_string_equal(passing(s, (struct tw_story_filter){0}), "2");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true}), "1 2");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .limit = 1}), "1");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .starred = true}), "2");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .origins = 2}), "1");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .changed = 3}), "2");
    assert_string_equal(
        passing(s, (struct tw_story_filter){.all = true, .words = TW_LIT("bridge shut")}), "1");
    assert_string_equal(
        passing(s, (struct tw_story_filter){.all = true, .words = TW_LIT("nowhere")}), "");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .actor = TW_LIT("zoe")}),
                        "1");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .actor = TW_LIT("od")}),
                        "");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .language = TW_LIT("pt")}),
                        "1");
    assert_string_equal(
        passing(s, (struct tw_story_filter){.all = true, .outlet = TW_LIT("ferry.example")}),
        "1 2");
    assert_string_equal(
        passing(s, (struct tw_story_filter){.all = true, .outlet = TW_LIT("barge.example")}), "1");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .from = noon}), "1 2");
    assert_string_equal(
        passing(s, (struct tw_story_filter){.all = true, .from = noon, .until = noon + 1}), "");
    assert_string_equal(passing(s, (struct tw_story_filter){.all = true, .until = noon}), "1");
    tw_store_close(s);
}

static void outlets_are_told_by_what_they_took(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_copy taken = {1, 2, 0.5, 1, NULL, 0}, own = {1, 4, 1, 1, NULL, 0};
    struct tw_stored edition = account(5, "e", "Ferry sinks", "A ferry sank; nobody was hurt."),
                     agency = account(6, "f", "Strike", "A strike began.");
    struct tw_stored_outlet *o;
    struct tw_slice credit = TW_LIT("Meridian");
    size_t n;

    (void)state;
    edition.edition_of = 4;
    agency.article.credit = (struct tw_slices){&credit, 1};
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    put_story(s, 2, "Two");
    put_news(s);
    put_at(s, edition, "2025-03-10", "ferry.example", 2);
    put_at(s, agency, "2025-03-10", "ferry.example", 2);
    OK(tw_store_put_copy(s, &taken));
    OK(tw_store_put_copy(s, &own));
    OK(tw_store_commit(s));
    OK(tw_store_outlets(s, mem, &o, &n));
    assert_int_equal(n, 3);
    assert_text(o[0].domain, "ferry.example");
    assert_true(o[0].articles == 4 && o[0].stories == 2 && o[0].corrections == 1);
    assert_true(o[0].copied == 0 && o[0].first_hand == 0.75 && o[0].last == 1741564800);
    assert_text(o[2].domain, "news.barge.example");
    assert_true(o[2].copied == 0.5 && o[2].first_hand == 0);
    tw_store_close(s);
}

static void everything_is_counted(void **state)
{
    struct tw_store *s = fresh();
    struct tw_store_counts c;

    (void)state;
    OK(tw_store_begin(s));
    put_story(s, 1, "One");
    put_story(s, 2, "Two");
    put_news(s);
    OK(tw_store_put_comparison(s, 1, TW_LIT("{}"), NULL, 0));
    OK(tw_store_drop(s, 1, true));
    OK(tw_store_commit(s));
    OK(tw_store_count(s, &c));
    assert_true(c.articles == 3 && c.stories == 0 && c.copies == 0 && c.comparisons == 0
                && c.forgotten == 1);
    assert_true(c.text_bytes == 40 + 38 + 13 && c.bytes > 0);
    tw_store_close(s);
}

/* ---- Keeping it */

static void nothing_is_wrong(void *context, const char *what)
{
    (void)context;
    print_error("%s\n", what);
    fail();
}

static void put_told_story(struct tw_store *s, uint64_t number, uint64_t articles)
{
    struct tw_stored_story story = {
        .number = number, .title = TW_LIT("A story"), .articles = articles, .changed = 1};

    OK(tw_store_put_story(s, &story));
}

static void a_whole_store_passes_the_check(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);

    (void)state;
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    OK(tw_store_begin(s));
    put_told_story(s, 1, 3);
    put_told_story(s, 2, 1);
    put_news(s);
    OK(tw_store_put_comparison(s, 1, TW_LIT("{}"), NULL, 0));
    OK(tw_store_drop(s, 2, true));
    OK(tw_store_commit(s));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
    s = opened(where, TW_STORE_READ);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

static void gather(void *context, const char *what)
{
    tw_buf_adds(context, what);
    tw_buf_addc(context, '\n');
}

static void a_story_that_counts_wrong_is_found(void **state)
{
    struct tw_store *s = fresh();
    struct tw_buf said = {.mem = mem};

    (void)state;
    OK(tw_store_begin(s));
    put_told_story(s, 1, 2);
    put_told_story(s, 2, 1);
    put_news(s);
    OK(tw_store_commit(s));
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    assert_text(tw_buf_slice(&said), "story 1: 3 articles, but it says 2\n");
    tw_store_close(s);
}

static void what_is_old_expires_unless_starred(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored a = account(5, "e", "Late", "A late account."), got;
    struct tw_date day = on("2025-03-03");
    struct tw_stored_story story, merged = {.number = 4, .title = TW_LIT("Merged"), .into = 2};
    struct tw_slice json;
    uint64_t gone;

    (void)state;
    a.received = on("2025-03-05");
    a.story = 3;
    OK(tw_store_begin(s));
    put_told_story(s, 1, 3);
    put_told_story(s, 2, 1);
    put_told_story(s, 3, 2);
    OK(tw_store_put_story(s, &merged));
    put_news(s);
    put(s, a);
    a = account(6, "f", "Early", "An early account.");
    a.story = 3;
    put(s, a);
    OK(tw_store_put_comparison(s, 3, TW_LIT("{}"), NULL, 0));
    OK(tw_store_star(s, 1, true));
    OK(tw_store_commit(s));
    OK(tw_store_begin(s));
    OK(tw_store_expire(s, tw_date_unix(&day), &gone));
    OK(tw_store_commit(s));
    assert_int_equal(gone, 2);          /* 4 and 6 */
    OK(tw_store_article(s, mem, 1, &got));
    OK(tw_store_article(s, mem, 5, &got));
    assert_int_equal(tw_store_article(s, mem, 4, &got), TW_NOTFOUND);
    OK(tw_store_story(s, mem, 1, &story));
    OK(tw_store_story(s, mem, 3, &story));
    assert_int_equal(story.articles, 1);
    assert_int_equal(tw_store_story(s, mem, 2, &story), TW_NOTFOUND);
    assert_int_equal(tw_store_story(s, mem, 4, &story), TW_NOTFOUND);
    assert_int_equal(tw_store_comparison(s, mem, 3, &json), TW_NOTFOUND);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

/* Three days of 120 articles; of the first one article stays, of the second none. */
static void days_expire_but_for_what_is_starred(void **state)
{
    static const char *const day[] = {"2025-03-01T08:00:00Z", "2025-03-02T08:00:00Z", "2025-03-03T08:00:00Z"};
    struct tw_store *s = fresh();
    struct tw_date before = on("2025-03-03");
    struct tw_store_counts count;
    struct tw_stored got;
    uint64_t gone;

    (void)state;
    for (unsigned d = 0; d < 3; d++) {
        OK(tw_store_begin(s));
        for (unsigned i = 1; i <= 120; i++) {
            char *id = tw_arena_alloc(mem, 16);
            struct tw_stored a;

            snprintf(id, 16, "%u-%u", d, i);
            a = account(120 * d + i, id, "Bridge", "The bridge is closed.");
            a.received = on(day[d]);
            a.story = d + 1;
            put(s, a);
        }
        if (d == 0) OK(tw_store_place(s, 7, 9));
        if (d == 0) put_told_story(s, 9, 1);
        put_told_story(s, d + 1, d == 0 ? 119 : 120);
        if (d == 0) OK(tw_store_star(s, 9, true));
        OK(tw_store_commit(s));
    }
    OK(tw_store_begin(s));
    OK(tw_store_expire(s, tw_date_unix(&before), &gone));
    OK(tw_store_commit(s));
    assert_int_equal(gone, 239);
    OK(tw_store_count(s, &count));
    assert_int_equal(count.articles, 121);
    assert_int_equal(count.stories, 2);
    OK(tw_store_article(s, mem, 7, &got));
    assert_text(got.article.text, "The bridge is closed.");
    assert_int_equal(tw_store_article(s, mem, 130, &got), TW_NOTFOUND);
    assert_true(tw_slice_starts(tw_slice_of(found(s, "bridge")), TW_LIT("7 241 242 243 ")));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    OK(tw_store_begin(s));
    OK(tw_store_drop(s, 7, true));
    put(s, account(361, "new", "Bridge", "The bridge is open."));
    put_told_story(s, 9, 0);
    OK(tw_store_commit(s));
    OK(tw_store_vacuum(s));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    assert_string_equal(found(s, "open"), "361");
    tw_store_close(s);
}

/* ---- The inbox */

static struct tw_handed handed(const char *id, const char *text)
{
    struct tw_stored a = account(1, id, "Bridge", text);

    return (struct tw_handed){.article = a.article,
                              .received = on("2025-03-02T08:00:00Z"),
                              .kind = TW_EVIDENCE_HTTP,
                              .evidence = TW_LIT("HTTP/1.1 200 OK\r\n\r\n\0x")};
}

static void what_is_handed_in_waits_as_it_was(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = opened(where, TW_STORE_CREATE),
                    *reader = opened(where, TW_STORE_READ);
    struct tw_handed in[2] = {handed("a", "The bridge is closed."), handed("b", "It is open.")},
                     third = handed("c", "It is shut."), *h;
    uint64_t last;
    size_t n;

    (void)state;
    OK(tw_store_inbox_last(reader, &last));
    assert_int_equal(last, 0);
    OK(tw_store_hand(reader, in, 2));
    OK(tw_store_hand(writer, &third, 1));
    assert_true(in[0].number == 1 && in[1].number == 2 && third.number == 3);
    tw_store_close(reader);
    OK(tw_store_inbox_last(writer, &last));
    assert_int_equal(last, 3);
    OK(tw_store_inbox(writer, mem, TW_INBOX_WAITING, 0, 0, &h, &n));
    assert_int_equal(n, 3);
    assert_true(h[1].number == 2 && h[1].kind == TW_EVIDENCE_HTTP);
    assert_text(h[1].article.id, "b");
    assert_text(h[1].article.text, "It is open.");
    assert_text(h[1].article.outlet_domain, "ferry.example");
    assert_true(tw_slice_eq(h[1].evidence, in[1].evidence));
    assert_int_equal(tw_date_unix(&h[1].received), tw_date_unix(&in[1].received));
    assert_int_equal(h[1].failed.n, 0);
    OK(tw_store_inbox(writer, mem, TW_INBOX_WAITING, 1, 1, &h, &n));
    assert_true(n == 1 && h[0].number == 2);
    OK(tw_store_check(writer, nothing_is_wrong, NULL));
    tw_store_close(writer);
}

static void what_was_taken_leaves_the_inbox_with_its_transaction(void **state)
{
    struct tw_store *s = fresh();
    struct tw_handed in[3] = {handed("a", "One."), handed("b", "Two."), handed("c", "Three.")}, *h;
    size_t n;

    (void)state;
    OK(tw_store_hand(s, in, 3));
    OK(tw_store_begin(s));
    assert_int_equal(tw_store_hand(s, in, 3), TW_USAGE);
    OK(tw_store_handed(s, 1, TW_LIT(""), false));
    tw_store_rollback(s);
    OK(tw_store_inbox(s, mem, TW_INBOX_WAITING, 0, 0, &h, &n));
    assert_int_equal(n, 3);
    OK(tw_store_begin(s));
    OK(tw_store_handed(s, 1, TW_LIT(""), false));
    OK(tw_store_handed(s, 2, TW_LIT("forgotten before"), false));
    OK(tw_store_handed(s, 3, TW_LIT("too long"), true));
    OK(tw_store_commit(s));
    OK(tw_store_inbox(s, mem, TW_INBOX_WAITING, 0, 0, &h, &n));
    assert_int_equal(n, 0);
    OK(tw_store_inbox(s, mem, TW_INBOX_ASIDE, 0, 0, &h, &n));
    assert_true(n == 2 && h[0].number == 2 && h[1].number == 3);
    assert_text(h[0].failed, "forgotten before");
    assert_int_equal(h[0].article.text.n, 0);
    assert_text(h[1].failed, "too long");
    assert_text(h[1].article.text, "Three.");
    OK(tw_store_hand(s, in, 1));
    assert_int_equal(in[0].number, 4);          /* no number comes twice */
    tw_store_close(s);
}

static void what_is_no_article_is_not_handed_in(void **state)
{
    struct tw_store *s = fresh();
    struct tw_handed in[2] = {handed("a", "One."), handed("", "Two.")};
    uint64_t last;

    (void)state;
    assert_int_equal(tw_store_hand(s, in, 2), TW_USAGE);
    OK(tw_store_inbox_last(s, &last));
    assert_int_equal(last, 0);
    OK(tw_store_hand(s, in, 0));
    tw_store_close(s);
}

/* ---- Alerts and their way out (src/store/outbox.h) */

static uint64_t fire(struct tw_store *s, const char *id, uint64_t story, const struct tw_alert_to *to, size_t n)
{
    static const struct tw_alert_place place[] = {{1, 10, 20}, {2, 30, 50}};
    struct tw_stored_alert a = {.id = tw_slice_of(id), .fact = TW_LIT("f"), .story = story, .article = 2, .time = 100,
                                .fired = 200, .json = TW_LIT("{\"id\":\"x\"}"), .place = place, .n = 2};

    OK(tw_store_put_alert(s, &a, to, n));
    return a.number;
}

static void an_alert_is_stored_once_and_for_the_places_it_goes_to(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    const struct tw_alert_to to[] = {{TW_LIT("desk"), false}, {TW_LIT("log"), true}};
    struct tw_stored_alert twice = {.id = TW_LIT("a1"), .json = TW_LIT("{}")}, *alert;
    struct tw_delivered *d;
    uint64_t last;
    bool alerted;
    size_t n;

    (void)state;
    assert_int_equal(tw_store_put_alert(s, &twice, to, 2), TW_USAGE);
    OK(tw_store_begin(s));
    assert_int_equal(fire(s, "a1", 7, to, 2), 1);
    assert_int_equal(fire(s, "a2", 7, to, 0), 2);
    OK(tw_store_commit(s));
    OK(tw_store_begin(s));
    assert_int_equal(tw_store_put_alert(s, &twice, to, 2), TW_USAGE);
    tw_store_rollback(s);
    tw_store_close(s);
    s = opened(where, TW_STORE_READ);
    OK(tw_store_alerted(s, TW_LIT("a1"), &alerted));
    assert_true(alerted);
    OK(tw_store_alerted(s, TW_LIT("a3"), &alerted));
    assert_false(alerted);
    OK(tw_store_alerted_at(s, TW_LIT("f"), &(struct tw_alert_place){2, 49, 60}, &alerted));
    assert_true(alerted);
    OK(tw_store_alerted_at(s, TW_LIT("f"), &(struct tw_alert_place){2, 50, 60}, &alerted));
    assert_false(alerted);
    OK(tw_store_alerted_at(s, TW_LIT("g"), &(struct tw_alert_place){2, 30, 50}, &alerted));
    assert_false(alerted);
    OK(tw_store_alerts(s, mem, 0, 0, &alert, &n));
    assert_int_equal(n, 2);
    assert_true(alert[0].number == 1 && alert[0].story == 7 && alert[0].article == 2);
    assert_true(alert[0].time == 100 && alert[0].fired == 200);
    assert_text(alert[0].json, "{\"id\":\"x\"}");
    OK(tw_store_alert_last(s, &last));
    assert_int_equal(last, 2);
    OK(tw_store_alerts(s, mem, 0, 1, &alert, &n));
    assert_int_equal(n, 1);
    OK(tw_store_alerts(s, mem, 1, 0, &alert, &n));
    assert_true(n == 1 && alert[0].number == 2);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    OK(tw_store_delivery(s, mem, 1, &d, &n));
    assert_int_equal(n, 2);
    assert_true(tw_slice_eq(d[0].target, TW_LIT("desk")) && d[0].state == TW_MESSAGE_WAITING && d[0].message == 0);
    assert_int_equal(d[1].state, TW_MESSAGE_OLD);
    tw_store_close(s);
}

static void a_message_is_tried_until_it_is_sent_or_given_up(void **state)
{
    struct tw_store *s = fresh();
    const struct tw_alert_to desk = {TW_LIT("desk"), false}, old = {TW_LIT("desk"), true};
    struct tw_message first = {.target = TW_LIT("desk"), .made = 300}, second = first, *m;
    struct tw_stored_alert *alert;
    struct tw_unsent *u;
    struct tw_delivered *d;
    int64_t made;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    for (int i = 0; i < 3; i++) fire(s, i == 0 ? "a" : i == 1 ? "b" : "c", 5, &desk, 1);
    fire(s, "d", 6, &old, 1);
    OK(tw_store_unsent(s, mem, TW_LIT("desk"), 0, &u, &n));
    assert_true(n == 3 && u[0].alert == 1 && u[2].alert == 3 && u[1].story == 5 && u[1].fired == 200);
    OK(tw_store_unsent(s, mem, TW_LIT("log"), 0, &u, &n));
    assert_int_equal(n, 0);
    OK(tw_store_message_time(s, TW_LIT("desk"), 5, &made));
    assert_int_equal(made, 0);
    OK(tw_store_put_message(s, &first, (const uint64_t[]){1, 2}, 2));
    OK(tw_store_put_message(s, &second, (const uint64_t[]){3, 2}, 2));     /* 2 is in the first one */
    OK(tw_store_message_time(s, TW_LIT("desk"), 5, &made));
    assert_int_equal(made, 300);
    OK(tw_store_message_alerts(s, mem, first.number, &alert, &n));
    assert_true(n == 2 && alert[0].number == 1 && alert[1].number == 2);
    OK(tw_store_message_alerts(s, mem, second.number, &alert, &n));
    assert_true(n == 1 && alert[0].number == 3);
    first.tries = 1, first.next = 900, first.error = TW_LIT("HTTP 500");
    OK(tw_store_tried(s, &first));
    OK(tw_store_messages(s, mem, TW_LIT("desk"), 899, 0, &m, &n));
    assert_true(n == 1 && m[0].number == second.number);
    OK(tw_store_message_due(s, TW_LIT("desk"), &made));
    assert_int_equal(made, 300);
    OK(tw_store_messages(s, mem, TW_LIT("desk"), 900, 0, &m, &n));
    assert_true(n == 2 && m[0].number == second.number && m[1].number == first.number);
    assert_true(m[1].tries == 1 && m[1].next == 900 && m[1].made == 300);
    assert_text(m[1].error, "HTTP 500");
    first.state = TW_MESSAGE_GIVEN_UP, first.ended = 1000;
    second.state = TW_MESSAGE_SENT, second.tries = 1, second.ended = 310;
    OK(tw_store_tried(s, &first));
    OK(tw_store_tried(s, &second));
    OK(tw_store_commit(s));
    OK(tw_store_messages(s, mem, TW_LIT("desk"), 9999, 0, &m, &n));
    assert_int_equal(n, 0);
    OK(tw_store_message_due(s, TW_LIT("desk"), &made));
    assert_true(made == INT64_MAX);
    OK(tw_store_delivery(s, mem, 2, &d, &n));
    assert_true(n == 1 && d[0].state == TW_MESSAGE_GIVEN_UP && d[0].ended == 1000);
    OK(tw_store_newest_for(s, mem, TW_LIT("desk"), 2, &alert, &n));
    assert_true(n == 2 && alert[0].number == 3 && alert[1].number == 2);
    tw_store_close(s);
}

static void an_alert_outlives_its_articles_but_not_their_words(void **state)
{
    struct tw_store *s = fresh();
    const struct tw_alert_to desk = {TW_LIT("desk"), false};
    struct tw_stored_alert *alert;
    bool alerted;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "x", "Bridge", "The bridge is closed."));
    fire(s, "a", 5, &desk, 1);
    OK(tw_store_drop(s, 1, true));
    OK(tw_store_commit(s));
    OK(tw_store_alerted(s, TW_LIT("a"), &alerted));
    assert_true(alerted);
    OK(tw_store_alerts(s, mem, 0, 0, &alert, &n));
    assert_int_equal(n, 0);
    OK(tw_store_newest_for(s, mem, TW_LIT("desk"), 9, &alert, &n));
    assert_int_equal(n, 0);
    tw_store_close(s);
}

static void what_changed_is_found_behind_the_place_that_was_reached(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_story *story;
    struct tw_card *card;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    for (uint64_t i = 1; i <= 4; i++) {
        struct tw_stored_story t = {.number = i, .title = TW_LIT("T"), .articles = i != 3, .changed = i < 3 ? 10 : 20};

        OK(tw_store_put_story(s, &t));
    }
    for (uint64_t i = 1; i <= 2; i++) {
        struct tw_stored a = account(i, i == 1 ? "x" : "y", "Bridge", "The bridge is closed.");

        a.story = 4;
        put(s, a);
    }
    OK(tw_store_commit(s));
    OK(tw_lookup_changed(s, mem, 0, 0, 9, &story, &n));
    assert_true(n == 3 && story[0].number == 1 && story[1].number == 2 && story[2].number == 4);
    OK(tw_lookup_changed(s, mem, 10, 1, 1, &story, &n));
    assert_true(n == 1 && story[0].number == 2);
    OK(tw_lookup_changed(s, mem, 20, 4, 9, &story, &n));
    assert_int_equal(n, 0);
    OK(tw_lookup_cards(s, mem, 4, &card, &n));
    assert_true(n == 2 && card[1].number == 2 && card[1].received == tw_date_unix(&(struct tw_date){TW_DATE_SECOND, 2025, 3, 2, 8, 0, 0, true, 0}));
    assert_text(card[0].domain, "ferry.example");
    tw_store_close(s);
}

static void a_query_is_asked_of_new_articles_and_of_a_story(void **state)
{
    struct tw_store *s = fresh();
    struct tw_query query;
    struct tw_match *match;
    bool found;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    for (uint64_t i = 1; i <= 4; i++) {
        static const char *const id[] = {"", "a", "b", "c", "d"};
        struct tw_stored a = account(i, id[i], "News", i == 2 ? "The ferry is late." : "The bridge is closed.");

        a.story = i < 3 ? 1 : 2;
        put(s, a);
    }
    put_story(s, 1, "One");
    put_story(s, 2, "Two");
    OK(tw_store_commit(s));
    OK(tw_match_parse(s, mem, TW_LIT("bridge"), &query));
    OK(tw_match_above(s, mem, &query, 1, &match, &n));
    assert_true(n == 2 && match[0].number == 3 && match[1].number == 4 && match[1].story == 2);
    OK(tw_match_story(s, mem, &query, 1, &found));
    assert_true(found);
    OK(tw_match_parse(s, mem, TW_LIT("ferry lang:en"), &query));
    OK(tw_match_story(s, mem, &query, 2, &found));
    assert_false(found);
    OK(tw_match_story(s, mem, &query, 1, &found));
    assert_true(found);
    OK(tw_match_parse(s, mem, TW_LIT("outlet:other.example"), &query));
    OK(tw_match_story(s, mem, &query, 1, &found));
    assert_false(found);
    OK(tw_match_above(s, mem, &query, 0, &match, &n));
    assert_int_equal(n, 0);
    tw_store_close(s);
}

/* ---- Feeds */

static struct tw_watched feed_at(const char *url, const char *folder)
{
    return (struct tw_watched){.url = tw_slice_of(url), .folder = tw_slice_of(folder)};
}

/* Addresses of the feeds that are due by then, the longest due first. */
static const char *due_by(struct tw_store *s, int64_t time)
{
    struct tw_buf out = {.mem = mem};
    struct tw_watched *f;
    size_t n;

    OK(tw_store_watched(s, mem, &time, 0, &f, &n));
    for (size_t i = 0; i < n; i++) tw_buf_addf(&out, i ? " %.*s" : "%.*s", TW_FMT(f[i].url));
    tw_buf_addc(&out, '\0');
    return out.p;
}

static void feeds_are_added_once_and_keep_what_a_person_gave(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE), *reader = opened(where, TW_STORE_READ);
    struct tw_watched in[3] = {feed_at("http://b.example/", "News"), feed_at("http://a.example/", ""),
                               feed_at("http://b.example/", "Other")}, *f, none = {0};
    size_t added, n;

    (void)state;
    in[2].title = TW_LIT("Barge");
    OK(tw_store_watch(reader, in, 2, &added));
    assert_int_equal(added, 2);
    OK(tw_store_watch(s, in + 2, 1, &added));
    assert_int_equal(added, 0);
    assert_int_equal(tw_store_watch(s, &none, 1, &added), TW_USAGE);
    tw_store_close(reader);
    OK(tw_store_watched(s, mem, NULL, 0, &f, &n));
    assert_int_equal(n, 2);
    assert_text(f[0].url, "http://a.example/");
    assert_text(f[1].folder, "News");
    assert_text(f[1].title, "Barge");
    OK(tw_store_unwatch(s, TW_LIT("http://a.example/")));
    assert_int_equal(tw_store_unwatch(s, TW_LIT("http://a.example/")), TW_NOTFOUND);
    OK(tw_store_watched(s, mem, NULL, 0, &f, &n));
    assert_int_equal(n, 1);
    tw_store_close(s);
}

static void what_a_poll_found_is_kept_and_tells_when_a_feed_is_due(void **state)
{
    struct tw_store *s = fresh();
    struct tw_watched in[2] = {feed_at("http://a.example/", ""), feed_at("http://b.example/", "")}, *f, told;
    size_t added, n;

    (void)state;
    OK(tw_store_watch(s, in, 2, &added));
    OK(tw_store_watched(s, mem, NULL, 0, &f, &n));
    told = (struct tw_watched){
        .number = f[0].number, .moved = TW_LIT("http://c.example/"), .title = TW_LIT("A"),
        .site = TW_LIT("http://www.a.example/"), .lang = TW_LIT("en"), .etag = TW_LIT("\"x\""),
        .modified = TW_LIT("Mon"), .next = 500, .pause = 60, .rhythm = 2.5, .asked = 55, .polled = 440,
        .answered = 430, .news = 420, .polls = 7, .items = 6, .kept = 5, .failures = 1,
        .failed = TW_LIT("it timed out"), .disabled = 440, .why = TW_LIT("it failed")};
    assert_int_equal(tw_store_polled(s, &told), TW_USAGE);
    OK(tw_store_begin(s));
    OK(tw_store_polled(s, &told));
    OK(tw_store_commit(s));
    assert_string_equal(due_by(s, 499), "http://b.example/");
    assert_string_equal(due_by(s, 500), "http://b.example/ http://a.example/");
    OK(tw_store_watched(s, mem, NULL, 1, &f, &n));
    assert_int_equal(n, 1);
    assert_text(f->moved, "http://c.example/");
    assert_text(f->title, "A");
    assert_text(f->site, "http://www.a.example/");
    assert_text(f->etag, "\"x\"");
    assert_text(f->modified, "Mon");
    assert_text(f->failed, "it timed out");
    assert_text(f->why, "it failed");
    assert_true(f->next == 500 && f->pause == 60 && f->polled == 440 && f->answered == 430 && f->news == 420);
    assert_true(f->rhythm == 2.5 && f->asked == 55 && f->polls == 7 && f->items == 6 && f->kept == 5 && f->failures == 1);
    assert_true(f->disabled == 440 && !f->by_hand);
    tw_store_close(s);
}

static void what_a_person_disabled_is_not_due_whatever_a_poll_says(void **state)
{
    struct tw_store *s = fresh();
    struct tw_watched in = feed_at("http://a.example/", ""), *f;
    size_t added, n;

    (void)state;
    OK(tw_store_watch(s, &in, 1, &added));
    OK(tw_store_disable(s, in.url, 300, TW_LIT("too loud")));
    OK(tw_store_watched(s, mem, NULL, 0, &f, &n));
    f->disabled = 0;
    f->why = TW_LIT("");
    OK(tw_store_begin(s));
    OK(tw_store_polled(s, f));          /* of a poll that was under way */
    OK(tw_store_commit(s));
    assert_string_equal(due_by(s, 9000), "");
    OK(tw_store_watched(s, mem, NULL, 0, &f, &n));
    assert_true(f->by_hand && f->disabled == 300);
    assert_text(f->why, "too loud");
    OK(tw_store_disable(s, in.url, 0, TW_LIT("")));
    assert_string_equal(due_by(s, 0), "http://a.example/");
    assert_int_equal(tw_store_disable(s, TW_LIT("http://x.example/"), 1, TW_LIT("")), TW_NOTFOUND);
    tw_store_close(s);
}

static void entries_are_known_by_their_links_until_they_are_forgotten(void **state)
{
    struct tw_store *s = fresh();
    struct tw_watched in = feed_at("http://a.example/", ""), *f;
    struct tw_seen_entry one = {.link = 1ull << 63 | 5, .id = 7, .text = 8, .seen = 100, .tried = 90, .tries = 2,
                           .state = TW_ENTRY_WAITS, .why = TW_LIT("it timed out"), .item = TW_LIT("{}")}, two = {.link = 2, .seen = 300}, *e;
    size_t added, n;
    bool known;

    (void)state;
    OK(tw_store_watch(s, &in, 1, &added));
    OK(tw_store_watched(s, mem, NULL, 0, &f, &n));
    OK(tw_store_begin(s));
    OK(tw_store_put_entry(s, f->number, &one));
    OK(tw_store_put_entry(s, f->number, &two));
    OK(tw_store_put_entry(s, f->number + 9, &two));     /* of a feed that was removed */
    OK(tw_store_commit(s));
    OK(tw_store_entry_known(s, one.link, &known));
    assert_false(known);                /* it waits */
    one.state = TW_ENTRY_KEPT;
    OK(tw_store_begin(s));
    OK(tw_store_put_entry(s, f->number, &one));
    OK(tw_store_commit(s));
    OK(tw_store_entry_known(s, one.link, &known));
    assert_true(known);
    OK(tw_store_entries(s, mem, f->number, &e, &n));
    assert_int_equal(n, 2);
    if (e[0].link != one.link) e++;
    assert_true(e->link == one.link && e->id == 7 && e->text == 8 && e->seen == 100 && e->tried == 90
                && e->tries == 2 && e->state == TW_ENTRY_KEPT);
    assert_text(e->why, "it timed out");
    assert_text(e->item, "{}");
    OK(tw_store_begin(s));
    OK(tw_store_forget_entries(s, f->number, 200));
    OK(tw_store_commit(s));
    OK(tw_store_entries(s, mem, f->number, &e, &n));
    assert_true(n == 1 && e->link == 2);
    OK(tw_store_unwatch(s, in.url));
    OK(tw_store_entries(s, mem, f->number, &e, &n));
    assert_int_equal(n, 0);
    tw_store_close(s);
}

static void a_token_is_kept_until_it_is_revoked_and_its_name_for_ever(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = opened(where, TW_STORE_CREATE), *s = opened(where, TW_STORE_READ);
    struct tw_token t = {.name = TW_LIT("desk"), .scope = 2, .hash = TW_LIT("00ff"), .made = 1000}, *v;
    size_t n;

    (void)state;
    OK(tw_store_token_add(s, &t));
    assert_int_equal(t.number, 1);
    assert_int_equal(tw_store_token_add(s, &t), TW_USAGE);
    assert_non_null(strstr(tw_store_why(s), "of that name"));
    OK(tw_store_tokens(writer, mem, &v, &n));
    assert_int_equal(n, 1);
    assert_text(v[0].name, "desk");
    assert_text(v[0].hash, "00ff");
    assert_true(v[0].scope == 2 && v[0].made == 1000 && v[0].revoked == 0);
    OK(tw_store_token_revoke(s, TW_LIT("desk"), 2000));
    assert_int_equal(tw_store_token_revoke(s, TW_LIT("desk"), 2000), TW_NOTFOUND);
    assert_int_equal(tw_store_token_revoke(s, TW_LIT("none"), 2000), TW_NOTFOUND);
    assert_int_equal(tw_store_token_add(s, &t), TW_USAGE);
    OK(tw_store_tokens(writer, mem, &v, &n));
    assert_int_equal(v[0].revoked, 2000);
    tw_store_close(s);
    tw_store_close(writer);
}

static void stories_go_on_behind_the_last_one_shown(void **state)
{
    struct tw_store *s = fresh();
    struct tw_story_filter f = {.all = true, .limit = 2};
    struct tw_stored_story *v;
    uint64_t before, after;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    for (uint64_t i = 1; i <= 5; i++) {
        struct tw_stored_story story = {.number = i, .title = TW_LIT("x"), .articles = 1, .changed = i,
                                        .importance = i == 4 ? 2.5 : 1};

        OK(tw_store_put_story(s, &story));
    }
    OK(tw_store_commit(s));
    OK(tw_store_stories(s, mem, &f, &v, &n));
    assert_true(n == 2 && v[0].number == 4 && v[1].number == 1);
    f.behind.importance = v[1].importance, f.behind.number = v[1].number;
    OK(tw_store_stories(s, mem, &f, &v, &n));
    assert_true(n == 2 && v[0].number == 2 && v[1].number == 3);
    f.behind.importance = v[1].importance, f.behind.number = v[1].number;
    OK(tw_store_stories(s, mem, &f, &v, &n));
    assert_true(n == 1 && v[0].number == 5);
    OK(tw_store_version(s, &before));
    OK(tw_store_version(s, &after));
    assert_true(before == after);
    tw_store_close(s);
}

#define CONTRACT_TESTS \
    TEST_IN_FOLDER(feeds_are_added_once_and_keep_what_a_person_gave), \
    TEST_IN_FOLDER(what_a_poll_found_is_kept_and_tells_when_a_feed_is_due), \
    TEST_IN_FOLDER(what_a_person_disabled_is_not_due_whatever_a_poll_says), \
    TEST_IN_FOLDER(entries_are_known_by_their_links_until_they_are_forgotten), \
    TEST_IN_FOLDER(a_token_is_kept_until_it_is_revoked_and_its_name_for_ever), \
    TEST_IN_FOLDER(stories_go_on_behind_the_last_one_shown), \
    TEST_IN_FOLDER(what_is_handed_in_waits_as_it_was), \
    TEST_IN_FOLDER(what_was_taken_leaves_the_inbox_with_its_transaction), \
    TEST_IN_FOLDER(what_is_no_article_is_not_handed_in), \
    TEST_IN_FOLDER(an_alert_is_stored_once_and_for_the_places_it_goes_to), \
    TEST_IN_FOLDER(a_message_is_tried_until_it_is_sent_or_given_up), \
    TEST_IN_FOLDER(an_alert_outlives_its_articles_but_not_their_words), \
    TEST_IN_FOLDER(what_changed_is_found_behind_the_place_that_was_reached), \
    TEST_IN_FOLDER(a_query_is_asked_of_new_articles_and_of_a_story), \
    TEST_IN_FOLDER(what_is_committed_is_there_when_opened_again), \
    TEST_IN_FOLDER(what_is_rolled_back_never_was), \
    TEST_IN_FOLDER(closing_rolls_back), \
    TEST_IN_FOLDER(readers_see_the_last_commit_and_are_not_held_up), \
    TEST_IN_FOLDER(readers_never_see_half_a_batch), \
    TEST_IN_FOLDER(a_change_needs_a_transaction_of_a_writer), \
    TEST_IN_FOLDER(a_failed_change_spoils_its_transaction_and_no_other), \
    TEST_IN_FOLDER(one_process_writes), \
    TEST_IN_FOLDER(who_has_a_lower_token_commits_no_more), \
    TEST_IN_FOLDER(a_store_that_is_not_there_is_only_made_when_asked_for), \
    TEST_IN_FOLDER(an_article_comes_out_as_it_went_in), \
    TEST_IN_FOLDER(evidence_comes_out_byte_for_byte), \
    TEST_IN_FOLDER(articles_are_numbered_without_gaps), \
    TEST_IN_FOLDER(an_article_is_known_by_its_id_and_its_address), \
    TEST_IN_FOLDER(passages_are_found_from_both_articles), \
    TEST_IN_FOLDER(a_story_is_rewritten_and_keeps_what_people_gave_it), \
    TEST_IN_FOLDER(members_follow_the_articles), \
    TEST_IN_FOLDER(a_story_remembers_what_happened_in_order), \
    TEST_IN_FOLDER(a_comparison_takes_the_place_of_the_one_before), \
    TEST_IN_FOLDER(what_a_person_gives_a_story_is_told), \
    TEST_IN_FOLDER(a_reader_decides_while_another_process_writes), \
    TEST_IN_FOLDER(a_dropped_article_leaves_nothing_but_its_tombstone), \
    TEST_IN_FOLDER(searches_find_by_words_fields_and_conditions), \
    TEST_IN_FOLDER(what_is_found_is_shown_in_its_text), \
    TEST_IN_FOLDER(words_that_all_articles_have_are_found_in_a_row), \
    TEST_IN_FOLDER(stories_are_filtered_and_in_order), \
    TEST_IN_FOLDER(outlets_are_told_by_what_they_took), \
    TEST_IN_FOLDER(everything_is_counted), \
    TEST_IN_FOLDER(a_whole_store_passes_the_check), \
    TEST_IN_FOLDER(a_story_that_counts_wrong_is_found), \
    TEST_IN_FOLDER(what_is_old_expires_unless_starred), \
    TEST_IN_FOLDER(days_expire_but_for_what_is_starred)

#endif
