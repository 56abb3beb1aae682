/* tests/alert/alert_test.c - what fires, when, and that it does so once. */
#include "alert/harrow.h"

#include "base/json.h"


#include <stdio.h>

/* Kinds whose answer does not turn on how a sentence is read. */
static const char PLAIN[] =
    "[story]\nwhen = origins\nbehind = story\n"
    "[toll]\nwhen = figure\nunit = killed\n"
    "[correction]\nwhen = correction\n"
    "[fast]\nwhen = growth\nmore-than = 1\n"
    "[word]\nwhen = article\nwords = spokeswoman\n"
    "[each]\nwhen = article\nactor = Tidewater\neach = article\noutlet = lantern.example\n";
static const char SAID[] = "[statement]\nwhen = origins\n[denial]\nwhen = denial\n";

/* Lines of what was told: "ARTICLE RULE: HEADLINE". */
static void tell(void *context, const struct tw_stored_alert *a)
{
    struct tw_jv v;

    assert_int_equal(tw_json_parse(mem, a->json, &v, NULL), TW_OK);
    tw_buf_addf(context, "%.*s %.*s: %.*s\n", TW_FMT(tw_jv_str(&v, "article")),
                TW_FMT(tw_jv_str(&v, "rule")), TW_FMT(tw_jv_str(&v, "headline")));
}

static void fire(struct desk *d, const struct tw_alert_rules *r, struct tw_buf *out)
{
    struct tw_alerts a = {r, at("2031-05-06T18:00:00Z"), tell, out};
    uint64_t fired;

    OK(tw_alerts_run(d->store, &a, &fired));
}

/* What fires on the story, so many articles a batch. */
static struct tw_slice stream(const char *where, const char *rules, size_t batch)
{
    struct desk d = desk_open(where);
    struct tw_alert_rules r = rules_of(rules);
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < HARROW; i++) {
        take(&d, &harrow[i]);
        if ((i + 1) % batch && i + 1 < HARROW) continue;
        OK(tw_desk_commit(d.desk));
        fire(&d, &r, &out);
    }
    fire(&d, &r, &out);
    desk_close(&d);
    return tw_buf_slice(&out);
}

static int by_text(const void *x, const void *y)
{
    return tw_slice_cmp(*(const struct tw_slice *)x, *(const struct tw_slice *)y);
}

static struct tw_slice sorted(struct tw_slice text)
{
    struct tw_slice line, *v = NULL;
    struct tw_buf out = {.mem = mem};
    size_t n = 0, cap = 0;

    while (tw_slice_line(&text, &line)) TW_PUSH(mem, v, n, cap, line);
    TW_SORT(v, n, by_text);
    for (size_t i = 0; i < n; i++) tw_buf_addf(&out, "%.*s\n", TW_FMT(v[i]));
    return tw_buf_slice(&out);
}

static bool tells(struct tw_slice all, const char *article, const char *rule, const char *words)
{
    struct tw_buf begin = {.mem = mem};
    struct tw_slice line;

    tw_buf_addf(&begin, "%s %s: ", article, rule);
    while (tw_slice_line(&all, &line))
        if (tw_slice_starts(line, tw_buf_slice(&begin))
            && tw_slice_find(line, tw_slice_of(words), 0) != TW_NONE)
            return true;
    return false;
}

static size_t lines(struct tw_slice all)
{
    struct tw_slice line;
    size_t n = 0;

    while (tw_slice_line(&all, &line)) n++;
    return n;
}

static void a_kind_fires_once_with_the_article_that_made_it_true(void **state)
{
    (void)state;
    assert_text(stream(place("s.db"), PLAIN, 1),
                "kurier1 fast: 2 articles in an hour, the last of kurier\n"
                "lantern1 story: 2 origins (ferry, lantern): behind the story\n"
                "kurier2 toll: killed: 12 -> 19 (kurier), was 12 with 2 origins\n"
                "lantern2 word: lantern: Tidewater denies opening gates at Harrow Lock\n"
                "lantern2 each: lantern: Tidewater denies opening gates at Harrow Lock\n"
                "ferry2 correction: ferry corrected: killed 12 -> 19\n");
}

static void a_second_account_is_no_second_origin(void **state)
{
    struct tw_slice all = stream(place("s.db"), SAID, 1);

    (void)state;
    assert_false(tells(all, "kurier1", "statement", ""));
    assert_true(tells(all, "lantern1", "statement",
                      "(ferry, lantern): Ody Maren: Ody Maren, the head of"));
    assert_true(tells(all, "lantern1", "statement", "(ferry, lantern): killed 12"));
    assert_true(tells(all, "lantern2", "statement", "(kurier, lantern): killed 19"));
    assert_false(tells(all, "ferry2", "statement", ""));        /* an edition is no origin either */
    assert_true(tells(all, "lantern2", "denial", "denied by Tidewater (lantern): "));
}

static void a_batch_fires_what_its_articles_one_by_one_do(void **state)
{
    struct tw_slice one = stream(place("1.db"), PLAIN, 1);

    (void)state;
    for (size_t batch = 2; batch <= HARROW; batch += 2) {
        struct tw_buf name = {.mem = mem};

        tw_buf_addf(&name, "%zu.db", batch);
        tw_buf_addc(&name, '\0');
        assert_same(sorted(stream(place(name.p), PLAIN, batch)), sorted(one));
    }
}

static void a_rehearsal_tells_what_was_fired_and_stores_nothing(void **state)
{
    struct tw_slice fired = stream(place("s.db"), PLAIN, 1);
    struct desk d = desk_open(place("s.db"));
    struct tw_alert_rules r = rules_of(PLAIN), more = rules_of("[new]\nwhen = figure\n");
    struct tw_buf out = {.mem = mem};
    struct tw_stored_alert *v;
    size_t before, n;

    (void)state;
    OK(tw_store_alerts(d.store, mem, 0, 0, &v, &before));
    OK(tw_alerts_rehearse(d.store, &(struct tw_alerts){&r, 0, tell, &out}));
    assert_same(tw_buf_slice(&out), fired);
    OK(tw_alerts_rehearse(d.store, &(struct tw_alerts){&more, 0, tell, &out}));
    OK(tw_store_alerts(d.store, mem, 0, 0, &v, &n));
    assert_int_equal(n, before);
    desk_close(&d);
}

static void nothing_fires_twice_when_its_story_is_told_again(void **state)
{
    struct desk d;
    struct tw_alert_rules r = rules_of(SAID);
    struct tw_decision forget = {.kind = TW_DECIDE_NOTE, .story = 1, .text = TW_LIT("x"),
                                 .user = TW_LIT("me")};
    struct tw_buf out = {.mem = mem};

    (void)state;
    (void)stream(place("s.db"), SAID, 1);
    d = desk_open(place("s.db"));
    OK(tw_store_decide(d.store, &forget));
    OK(tw_desk_commit(d.desk));
    fire(&d, &r, &out);
    OK(tw_store_begin(d.store));
    /* as if it had been lost */
    OK(tw_store_set(d.store, TW_LIT("alert.reached"), TW_LIT("0 0 0")));
    OK(tw_store_commit(d.store));
    fire(&d, &r, &out);
    assert_int_equal(out.n, 0);
    desk_close(&d);
}

static void a_commit_that_fails_fires_again(void **state)
{
    struct desk d = desk_open(place("s.db"));
    struct tw_alert_rules r = rules_of(PLAIN);
    struct tw_buf out = {.mem = mem};
    struct tw_alerts a = {&r, at("2031-05-06T18:00:00Z"), tell, &out};
    uint64_t fired;

    (void)state;
    for (size_t i = 0; i < HARROW; i++) take(&d, &harrow[i]);
    OK(tw_desk_commit(d.desk));
    OK(tw_store_begin(d.store));        /* in the way of its own transaction */
    assert_int_equal(tw_alerts_run(d.store, &a, &fired), TW_USAGE);
    assert_true(fired == 0 && out.n == 0);
    tw_store_rollback(d.store);
    OK(tw_alerts_run(d.store, &a, &fired));
    assert_int_equal(fired, 6);
    desk_close(&d);
}

/* How many the rules would have fired. */
static size_t count_of(struct desk *d, const char *rules)
{
    struct tw_alert_rules r = rules_of(rules);
    struct tw_buf out = {.mem = mem};

    OK(tw_alerts_rehearse(d->store, &(struct tw_alerts){&r, 0, tell, &out}));
    return lines(tw_buf_slice(&out));
}

static void conditions_narrow_a_rule(void **state)
{
    struct desk d = desk_open(place("s.db"));

    (void)state;
    for (size_t i = 0; i < HARROW; i++) take(&d, &harrow[i]);
    OK(tw_desk_commit(d.desk));
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = injured\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nmore-than = 7\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nmore-than = 6\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nmore-than = 60 %\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nmore-than = 50 %\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nwords = rusted\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nwords = bridge\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\noutlet = kurier\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\noutlet = ferry\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nlang = pt\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nstory = s1\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nstory = s2\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\nstarred = yes\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = figure\nunit = killed\norigins = 9\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = origins\nbehind = story\nat-least = 3\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = origins\nbehind = story\nat-least = 4\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = growth\nmore-than = 1\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = growth\nmore-than = 2\n"), 0);
    assert_int_equal(count_of(&d, "[a]\nwhen = article\nactor = Pia Sorel\n"), 1);
    assert_int_equal(count_of(&d, "[a]\nwhen = article\nwords = weir\neach = article\n"), 6);
    desk_close(&d);
}

static void show_evidence(void *context, const struct tw_stored_alert *a)
{
    const struct tw_jv *evidence;
    struct tw_jv v;

    assert_int_equal(tw_json_parse(mem, a->json, &v, NULL), TW_OK);
    evidence = tw_jv_get(&v, "evidence");
    for (size_t i = 0; evidence && i < evidence->n; i++) {
        const struct tw_jv *span = tw_jv_get(&evidence->v[i], "span");
        struct tw_slice id = tw_jv_str(&evidence->v[i], "id"),
            text = tw_jv_str(&evidence->v[i], "text"), whole;
        size_t k = 0, from;

        while (!tw_slice_eq(id, tw_slice_of(harrow[k].id))) k++;
        whole = tw_slice_of(harrow[k].text);
        from = tw_utf8_skip(whole, 0, (size_t)span->v[0].num);
        assert_same(text,
                    tw_slice_sub(whole, from, tw_utf8_skip(whole, 0, (size_t)span->v[1].num)));
        tw_buf_addf(context, "%.*s: %.*s\n", TW_FMT(id), TW_FMT(text));
    }
}

static void evidence_is_whole_sentences_of_the_articles(void **state)
{
    struct desk d = desk_open(place("s.db"));
    struct tw_alert_rules r = rules_of("[toll]\nwhen = figure\nunit = killed\n");
    struct tw_buf out = {.mem = mem};

    (void)state;
    for (size_t i = 0; i < HARROW; i++) take(&d, &harrow[i]);
    OK(tw_desk_commit(d.desk));
    OK(tw_alerts_rehearse(d.store, &(struct tw_alerts){&r, 0, show_evidence, &out}));
    assert_text(tw_buf_slice(&out),
                "kurier2: The number of dead after the failure of the weir at Harrow Lock has risen to 19, the fire brigade said "
                "on Tuesday afternoon.\n"
                "ferry1: Twelve people were killed and 30 were injured, according to the river authority.\n");
    desk_close(&d);
}

/* The sentence is shown as evidence of the first of them; it is not what the second is known by. */
static void two_figures_of_one_sentence_both_fire(void **state)
{
    static const struct harrow account[] = {
        {"ferry1", "ferry", "2031-05-06T08:00:00Z", "https://ferry.example/1", "Weir at Harrow Lock fails, town flooded",
         "HARROW LOCK, May 6 (Meridian) — The weir at Harrow Lock failed on Tuesday and flooded the lower town, the river "
         "authority said.\n\nBy noon twelve people were killed and twelve residents were injured, according to the river "
         "authority."},
        {"lantern1", "lantern", "2031-05-06T09:10:00Z", "https://lantern.example/1", "Flood at Harrow Lock",
         "The river came through the lower town of Harrow Lock on Tuesday morning when the old weir gave way.\n\n"
         "Our reporter counted rescue boats at the market square. In the flood twelve residents have died and twelve "
         "more have been injured, a doctor at the hospital, Pia Sorel, told the Lantern."},
    };
    struct desk d = desk_open(place("s.db"));
    struct tw_alert_rules r = rules_of("[statement]\nwhen = origins\n");
    struct tw_buf out = {.mem = mem}, again = {.mem = mem};

    (void)state;
    for (size_t i = 0; i < 2; i++) take(&d, &account[i]);
    OK(tw_desk_commit(d.desk));
    fire(&d, &r, &out);
    assert_true(tells(tw_buf_slice(&out), "lantern1", "statement", "killed: residents 12"));
    assert_true(tells(tw_buf_slice(&out), "lantern1", "statement", "): injured"));
    OK(tw_alerts_rehearse(d.store, &(struct tw_alerts){&r, 0, tell, &again}));
    assert_same(tw_buf_slice(&again), tw_buf_slice(&out));
    desk_close(&d);
}

static void what_was_received_long_ago_is_kept_but_not_sent(void **state)
{
    static const char rules[] =
        "old = 2h\n[to log]\nfile = -\n[toll]\nwhen = figure\nunit = killed\n"
                                "[correction]\nwhen = correction\n";
    struct desk d;
    struct tw_delivered *way;
    size_t n;

    (void)state;
    /* at 18:00; the toll came at 13:00, the correction at 16:00 */
    (void)stream(place("s.db"), rules, 1);
    d = desk_open(place("s.db"));
    OK(tw_store_delivery(d.store, mem, 1, &way, &n));
    assert_true(n == 1 && way[0].state == TW_MESSAGE_OLD);
    OK(tw_store_delivery(d.store, mem, 2, &way, &n));
    assert_true(n == 1 && way[0].state == TW_MESSAGE_WAITING);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_kind_fires_once_with_the_article_that_made_it_true),
        TEST_IN_FOLDER(a_second_account_is_no_second_origin),
        TEST_IN_FOLDER(a_batch_fires_what_its_articles_one_by_one_do),
        TEST_IN_FOLDER(a_rehearsal_tells_what_was_fired_and_stores_nothing),
        TEST_IN_FOLDER(nothing_fires_twice_when_its_story_is_told_again),
        TEST_IN_FOLDER(a_commit_that_fails_fires_again),
        TEST_IN_FOLDER(conditions_narrow_a_rule),
        TEST_IN_FOLDER(evidence_is_whole_sentences_of_the_articles),
        TEST_IN_FOLDER(two_figures_of_one_sentence_both_fire),
        TEST_IN_FOLDER(what_was_received_long_ago_is_kept_but_not_sent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
