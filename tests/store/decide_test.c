/* tests/store/decide_test.c - what people decide is carried out, stands, and can be taken back. */
#include "store/deskwork.h"

enum { ARTICLES = 60 };

struct work {
    const char *where;
    struct tw_store *s;
    struct tw_desk *d;
    struct tw_article *a;
};

static struct work at_work(const char *name)
{
    struct work w = {place(name), NULL, NULL, news(ARTICLES)};

    w.s = store_open(w.where);
    w.d = desk_open(w.s, w.where, 1);
    add_all(w.d, w.a, 0, ARTICLES / 2, 10);
    return w;
}

static void leave(struct work *w)
{
    tw_desk_close(w->d);
    tw_store_close(w->s);
}

static void again(struct work *w)
{
    leave(w);
    w->s = store_open(w->where);
    w->d = desk_open(w->s, w->where, 1);
    assert_int_equal(tw_desk_started(w->d)->different, 0);
}

/* Without its state file. */
static void anew(struct work *w)
{
    struct tw_buf path = {.mem = mem};

    leave(w);
    tw_buf_addf(&path, "%s-state%c", w->where, 0);
    assert_int_equal(remove(path.p), 0);
    w->s = store_open(w->where);
    w->d = desk_open(w->s, w->where, 1);
    assert_true(tw_desk_started(w->d)->anew);
    assert_int_equal(tw_desk_started(w->d)->different, 0);
}

/* Stores a decision and has it carried out; what became of it. */
static struct tw_decision decided(struct work *w, struct tw_decision d)
{
    struct tw_decision *list;
    size_t n;

    d.user = TW_LIT("ed");
    d.time = MORNING + 100000;
    OK(tw_store_decide(w->s, &d));
    OK(tw_desk_decide(w->d));
    OK(tw_store_decisions(w->s, mem, d.number - 1, &list, &n));
    assert_int_equal(n, 1);
    assert_true(list[0].after > 0);
    return list[0];
}

static struct tw_decision carried(struct work *w, struct tw_decision d)
{
    struct tw_decision done = decided(w, d);

    if (done.failed.n) print_error("%.*s\n", TW_FMT(done.failed));
    assert_int_equal(done.failed.n, 0);
    return done;
}

static uint64_t story_of(struct work *w, uint64_t article)
{
    struct tw_stored a;

    OK(tw_store_article(w->s, mem, article, &a));
    return a.story;
}

static size_t members(struct work *w, uint64_t story, uint64_t **v)
{
    size_t n;

    OK(tw_store_members(w->s, mem, story, v, &n));
    return n;
}

/* The largest story and another one. */
static void two_stories(struct work *w, uint64_t *large, uint64_t *other)
{
    uint64_t *v;

    *large = *other = 0;
    for (uint64_t i = 1; i <= ARTICLES / 2; i++) {
        uint64_t story = story_of(w, i);

        if (!*large || members(w, story, &v) > members(w, *large, &v)) *large = story;
    }
    for (uint64_t i = 1; i <= ARTICLES / 2 && !*other; i++)
        if (story_of(w, i) != *large) *other = story_of(w, i);
}

static void a_merge_stands_and_can_be_taken_back(void **state)
{
    struct work w = at_work("a.db");
    uint64_t a, b, *v, *was;
    size_t of_a, of_b;
    struct tw_stored_story story;
    struct tw_decision d;

    (void)state;
    two_stories(&w, &a, &b);
    of_a = members(&w, a, &v);
    of_b = members(&w, b, &was);
    d = carried(&w, (struct tw_decision){.kind = TW_DECIDE_MERGE, .story = a, .other = b});
    assert_int_equal(members(&w, a, &v), of_a + of_b);
    OK(tw_store_story(w.s, mem, b, &story));
    assert_true(story.into == a && story.articles == 0);
    again(&w);
    add_all(w.d, w.a, ARTICLES / 2, ARTICLES - 10, 5);
    anew(&w);
    for (size_t i = 0; i < of_b; i++) assert_int_equal(story_of(&w, was[i]), a);
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = d.number});
    for (size_t i = 0; i < of_b; i++) assert_int_not_equal(story_of(&w, was[i]), a);
    assert_true(
        decided(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = d.number}).failed.n > 0);
    anew(&w);
    add_all(w.d, w.a, ARTICLES - 10, ARTICLES, 5);
    again(&w);
    leave(&w);
}

static void a_split_stands_and_can_be_taken_back(void **state)
{
    struct work w = at_work("a.db");
    uint64_t a, b, *v;
    struct tw_decision d;

    (void)state;
    two_stories(&w, &a, &b);
    assert_true(members(&w, a, &v) > 2);
    d = carried(&w, (struct tw_decision){.kind = TW_DECIDE_SPLIT, .article = v, .articles = 2});
    assert_int_not_equal(story_of(&w, v[0]), a);
    assert_int_equal(story_of(&w, v[0]), story_of(&w, v[1]));
    add_all(w.d, w.a, ARTICLES / 2, ARTICLES, 5);
    anew(&w);
    assert_int_not_equal(story_of(&w, v[0]), a);
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = d.number});
    assert_int_equal(story_of(&w, v[0]), a);
    anew(&w);
    leave(&w);
}

static void what_was_forgotten_leaves_its_story_and_stays_away(void **state)
{
    struct work w = at_work("a.db");
    uint64_t a, b, *v;
    size_t n;
    struct tw_slice json;
    struct tw_stored gone, none;

    (void)state;
    two_stories(&w, &a, &b);
    n = members(&w, a, &v);
    OK(tw_store_article(w.s, mem, v[0], &gone));
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_FORGET, .article = v, .articles = 1});
    assert_int_equal(tw_store_article(w.s, mem, v[0], &none), TW_NOTFOUND);
    assert_int_equal(members(&w, a, &v), n - 1);
    OK(tw_store_comparison(w.s, mem, a, &json));
    assert_true(tw_slice_find(json, gone.article.id, 0) == TW_NONE);
    again(&w);
    assert_int_equal(add(w.d, &gone.article), TW_REFUSED);
    add_all(w.d, w.a, ARTICLES / 2, ARTICLES, 5);
    anew(&w);
    again(&w);
    leave(&w);
}

/* A state made anew gives other numbers to stories once an article is missing. */
static void a_merge_holds_in_a_state_that_lacks_an_article(void **state)
{
    struct work w = at_work("a.db");
    uint64_t first = 1, a, b, *was, *v;
    size_t of_b;

    (void)state;
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_FORGET, .article = &first, .articles = 1});
    for (uint64_t i = 2; i <= 6; i++)
        carried(&w, (struct tw_decision){.kind = TW_DECIDE_FORGET, .article = &i, .articles = 1});
    a = story_of(&w, 8);
    for (b = 0, first = 9; b == 0 || b == a; first++) b = story_of(&w, first);
    of_b = members(&w, b, &was);
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_MERGE, .story = a, .other = b});
    anew(&w);
    add_all(w.d, w.a, ARTICLES / 2, ARTICLES, 5);
    for (size_t i = 0; i < of_b; i++) assert_int_equal(story_of(&w, was[i]), a);
    assert_true(members(&w, a, &v) >= of_b);
    OK(tw_store_check(w.s, NULL, NULL));
    leave(&w);
}

static void a_star_goes_on_into_the_story_merged_with(void **state)
{
    struct work w = at_work("a.db");
    struct tw_stored_story story;
    uint64_t a, b;

    (void)state;
    two_stories(&w, &a, &b);
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_STAR, .story = b});
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_MERGE, .story = a, .other = b});
    OK(tw_store_story(w.s, mem, a, &story));
    assert_true(story.starred);
    leave(&w);
}

static void stars_and_notes_are_given_and_taken_back(void **state)
{
    struct work w = at_work("a.db");
    struct tw_stored_story story;
    struct tw_decision star, second;
    uint64_t a, b;

    (void)state;
    two_stories(&w, &a, &b);
    star = carried(&w, (struct tw_decision){.kind = TW_DECIDE_STAR, .story = a});
    carried(&w, (struct tw_decision){
                    .kind = TW_DECIDE_NOTE, .story = a, .text = TW_LIT("call the mayor")});
    second = carried(
        &w, (struct tw_decision){.kind = TW_DECIDE_NOTE, .story = a, .text = TW_LIT("she called")});
    OK(tw_store_story(w.s, mem, a, &story));
    assert_true(story.starred && tw_slice_eq(story.note, TW_LIT("she called")));
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = star.number});
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = second.number});
    OK(tw_store_story(w.s, mem, a, &story));
    assert_true(!story.starred && tw_slice_eq(story.note, TW_LIT("call the mayor")));
    leave(&w);
}

/* Two accounts of the story with different origins. */
static void two_origins(struct work *w, uint64_t story, uint64_t two[2])
{
    struct tw_slice json, id;
    struct tw_jv c;
    const struct tw_jv *accounts;
    enum tw_known known;

    OK(tw_store_comparison(w->s, mem, story, &json));
    OK(tw_json_parse(mem, json, &c, NULL));
    accounts = tw_jv_get(&c, "accounts");
    for (size_t i = 1; i < accounts->n; i++) {
        if (tw_slice_eq(tw_jv_str(&accounts->v[0], "origin"), tw_jv_str(&accounts->v[i], "origin")))
            continue;
        id = tw_jv_str(&accounts->v[i], "id");
        OK(tw_store_known(w->s, id, &known, &two[1]));
        id = tw_jv_str(&accounts->v[0], "id");
        OK(tw_store_known(w->s, id, &known, &two[0]));
        return;
    }
    fail();
}

static void origins_and_speakers_are_those_that_people_say(void **state)
{
    struct work w = at_work("a.db");
    uint64_t a, b, two[2];
    struct tw_stored_story before, now;
    struct tw_stored_item *was, *is;
    struct tw_decision one, not ;
    size_t n, m;

    (void)state;
    two_stories(&w, &a, &b);
    OK(tw_store_story(w.s, mem, a, &before));
    two_origins(&w, a, two);
    OK(tw_store_items(w.s, mem, a, &was, &n));
    assert_true(n > 0);
    one = carried(
        &w, (struct tw_decision){.kind = TW_DECIDE_ONE_ORIGIN, .article = two, .articles = 2});
    OK(tw_store_story(w.s, mem, a, &now));
    assert_true(now.origins < before.origins);
    not = carried(
        &w, (struct tw_decision){.kind = TW_DECIDE_NOT_SPEAKER, .story = a, .item = was[0].id});
    OK(tw_store_items(w.s, mem, a, &is, &m));
    assert_true(m == 0 || !tw_slice_eq(is[0].id, was[0].id)
                || !tw_slice_eq(is[0].text, was[0].text));
    again(&w);
    add_all(w.d, w.a, ARTICLES / 2, ARTICLES / 2 + 5, 5);
    OK(tw_store_story(w.s, mem, a, &now));
    assert_true(now.origins < before.origins + 5);
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = one.number});
    carried(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = not .number});
    OK(tw_store_items(w.s, mem, a, &is, &m));
    assert_true(m >= n);
    leave(&w);
}

static void what_cannot_be_done_is_kept_with_the_reason(void **state)
{
    struct work w = at_work("a.db");
    uint64_t none = 1000, a, b, *v;
    struct tw_slice before;

    (void)state;
    two_stories(&w, &a, &b);
    before = dump(w.s);
    assert_true(
        decided(&w, (struct tw_decision){.kind = TW_DECIDE_MERGE, .story = a, .other = a}).failed.n
        > 0);
    assert_true(decided(&w, (struct tw_decision){.kind = TW_DECIDE_MERGE, .story = a, .other = 999})
                    .failed.n
                > 0);
    assert_true(
        decided(&w, (struct tw_decision){.kind = TW_DECIDE_SPLIT, .article = &none, .articles = 1})
            .failed.n
        > 0);
    assert_true(
        decided(&w, (struct tw_decision){.kind = TW_DECIDE_FORGET, .article = &none, .articles = 1})
            .failed.n
        > 0);
    assert_true(decided(&w, (struct tw_decision){.kind = TW_DECIDE_STAR, .story = 999}).failed.n
                > 0);
    assert_true(decided(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = 1}).failed.n > 0);
    assert_true(decided(&w, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = 77}).failed.n
                > 0);
    (void)members(&w, b, &v);
    same(before, dump(w.s));
    leave(&w);
}

static void what_is_older_than_is_to_be_kept_goes(void **state)
{
    const char *where = place("a.db");
    struct tw_store *s = store_open(where);
    struct tw_desk_options o = {.keep = 86400};
    struct tw_desk *d;
    struct tw_article *a = news(40);
    struct tw_stored stored;

    (void)state;
    OK(tw_desk_open(s, where, &o, &d));
    for (size_t i = 0; i < 40; i++) {
        struct tw_incoming in = {&a[i], tw_date_from_unix(MORNING + (int64_t)i * 7200),
                                 TW_EVIDENCE_JSON, a[i].text, NULL};
        enum tw_taken taken;

        OK(tw_desk_add(d, &in, &taken));
        OK(tw_desk_commit(d));
    }
    assert_int_equal(tw_store_article(s, mem, 1, &stored), TW_NOTFOUND);
    assert_int_equal(tw_store_article(s, mem, 27, &stored), TW_NOTFOUND);
    OK(tw_store_article(s, mem, 28, &stored));
    for (uint64_t i = 28; i <= 40; i++) {
        struct tw_stored_story story;
        uint64_t *v;
        size_t n;

        OK(tw_store_article(s, mem, i, &stored));
        OK(tw_store_story(s, mem, stored.story, &story));
        OK(tw_store_members(s, mem, stored.story, &v, &n));
        assert_int_equal(story.articles, n);
    }
    OK(tw_store_check(s, NULL, NULL));
    tw_desk_close(d);
    tw_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_merge_stands_and_can_be_taken_back),
        TEST_IN_FOLDER(a_split_stands_and_can_be_taken_back),
        TEST_IN_FOLDER(what_was_forgotten_leaves_its_story_and_stays_away),
        TEST_IN_FOLDER(a_merge_holds_in_a_state_that_lacks_an_article),
        TEST_IN_FOLDER(a_star_goes_on_into_the_story_merged_with),
        TEST_IN_FOLDER(stars_and_notes_are_given_and_taken_back),
        TEST_IN_FOLDER(origins_and_speakers_are_those_that_people_say),
        TEST_IN_FOLDER(what_cannot_be_done_is_kept_with_the_reason),
        TEST_IN_FOLDER(what_is_older_than_is_to_be_kept_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
