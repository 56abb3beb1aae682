/* tests/serve/pages_test.c - the pages over a small store. */
#include "serve/pages.h"

#include "library/accounts.h"
#include "serve/assets.h"
#include "serve/router.h"
#include "store/desk.h"
#include "support/folder.h"

#define EVIL                                                                                       \
    "{\"id\":\"evil<x>\\\"&/?#\",\"outlet\":\"<img src=x "                                         \
    "onerror=alert(1)>\",\"title\":\"<script>alert(1)</script> \\u202eweir\","                     \
    "\"byline\":[\"\\\" "                                                                          \
    "onmouseover=\\\"alert(1)\"],\"url\":\"javascript:alert(1)\",\"published\":\"2031-05-06T16:"   \
    "00Z\",\"lang\":\"en\","                                                                       \
    "\"text\":\"" QUOTE "</p><svg onload=alert(1)> " REST "\"}"

static struct tw_store *store;
static struct tw_answer answer;

static void add(struct tw_desk *d, const char *json)
{
    struct tw_article a;
    struct tw_incoming in = {
        .article = &a, .kind = TW_EVIDENCE_JSON, .evidence = tw_slice_of(json)};
    struct tw_jv object;
    enum tw_taken taken;

    assert_int_equal(tw_json_parse(mem, tw_slice_of(json), &object, NULL), TW_OK);
    assert_int_equal(tw_article_read(mem, &object, &a), TW_OK);
    in.received = a.published;
    assert_int_equal(tw_desk_add(d, &in, &taken), TW_OK);
}

static struct tw_desk *open_newsroom(void **state)
{
    const char *why;
    struct tw_desk *d;
    char path[200];

    folder_setup(state);
    snprintf(path, sizeof path, "%s/news.db", dir);
    assert_int_equal(tw_store_open(mem, path, TW_STORE_CREATE, &store, &why), TW_OK);
    assert_int_equal(tw_desk_open(store, path, &(struct tw_desk_options){.threads = 1}, &d), TW_OK);
    return d;
}

static int close_desk(struct tw_desk *d)
{
    assert_int_equal(tw_desk_commit(d), TW_OK);
    tw_desk_close(d);
    return 0;
}

static int newsroom(void **state)
{
    struct tw_desk *d = open_newsroom(state);

    add(d, LAMP);
    add(d, COPY);
    add(d, VANE);
    add(d, EVIL);
    return close_desk(d);
}

/* One story of many accounts with many statements and figures, which differ. */
static int large_newsroom(void **state)
{
    static const char *const who[] = {"Ilse Drahos", "Tomas Velk", "Anna Orsic", "Piet Marlow",
                                      "Jana Holt"};
    static const char *const what[] = {"bridge", "weir",  "station", "school", "harbour",
                                       "mill",   "ferry", "market",  "tunnel", "museum"};
    struct tw_desk *d = open_newsroom(state);

    for (int a = 0; a < 20; a++) {
        struct tw_buf b = {.mem = mem};

        tw_buf_addf(&b,
                    "{\"id\":\"large%d\",\"outlet\":\"The Lamp of Harrow Lock, No. %d\","
                    "\"title\":\"Flood at Harrow Lock\",\"published\":\"2031-05-06T%02d:00Z\","
                    "\"lang\":\"en\",\"text\":\"",
                    a, a, a);
        for (int k = 0; k < 50; k++)
            tw_buf_addf(&b,
                        "\\u201cThe %s was old and we told the %s of Harrow Lock so every "
                        "spring,\\u201d said %s on Monday. At least %d people were injured at the "
                        "%s and the %s, police said. ",
                        what[k % 10], what[(k / 10 + k + 1) % 10], who[k % 5], k * 7 + 5 + a % 3,
                        what[k % 10], what[(k / 10 + k + 1) % 10]);
        tw_buf_adds(&b, "\"}");
        tw_buf_addc(&b, 0);
        add(d, b.p);
    }
    return close_desk(d);
}

static int newsroom_end(void **state)
{
    tw_store_close(store);
    return folder_teardown(state);
}

#define TEST_IN_NEWSROOM(f) cmocka_unit_test_setup_teardown(f, newsroom, newsroom_end)

static enum tw_status ask(const char *method, const char *path, const char *query,
                          const char *form, enum tw_scope scope)
{
    static const struct tw_route *const tables[] = {tw_page_routes};
    struct tw_request r = {.mem = mem,
                           .store = store,
                           .method = tw_slice_of(method),
                           .path = tw_slice_of(path),
                           .who = {.scope = scope}};
    struct tw_slice allowed;
    const struct tw_route *route = tw_route_find(mem, tables, 1, r.method, r.path, r.arg, &allowed);

    assert_non_null(route);
    assert_true(tw_route_pairs(mem, tw_slice_of(query), &r.query));
    assert_true(tw_route_pairs(mem, tw_slice_of(form), &r.form));
    answer = (struct tw_answer){.body.mem = mem};
    return route->handler(&r, &answer);
}

/* The page at a path with a query, for somebody who may do so much. */
static struct tw_slice get(const char *path, const char *query, enum tw_scope scope)
{
    assert_int_equal(ask("GET", path, query, "", scope), TW_OK);
    return answer.literal.n ? answer.literal : tw_buf_slice(&answer.body);
}

static enum tw_status post(const char *path, const char *form)
{
    return ask("POST", path, "", form, TW_SCOPE_WRITE);
}

static void shows(struct tw_slice page, const char *text)
{
    if (tw_slice_find(page, tw_slice_of(text), 0) == TW_NONE)
        fail_msg("not on the page: %s\n%.*s", text, TW_FMT(page));
}

static void shows_not(struct tw_slice page, const char *text)
{
    if (tw_slice_find(page, tw_slice_of(text), 0) != TW_NONE)
        fail_msg("on the page: %s\n%.*s", text, TW_FMT(page));
}

static void a_line_of_the_list_says_what_a_story_stands_on(void **state)
{
    struct tw_slice page = get("/", "view=all", TW_SCOPE_READ);

    (void)state;
    shows(page, "<a href=\"/stories/s1\"><bdi>Weir fails at Harrow Lock</bdi></a>");
    shows(page, "4 outlets \xC2\xB7 4 accounts");
    shows(page, "aria-label=\"4 articles: 2 own, 2 mostly copied\"");
    shows_not(page, "data-new"); /* nobody has set a marker */
    shows(get("/", "view=all&outlet=nobody", TW_SCOPE_READ), "No story fits.");
}

static void a_story_says_who_has_what(void **state)
{
    struct tw_slice page = get("/stories/s1", "", TW_SCOPE_READ);

    (void)state;
    shows(page, "independent origins found");
    shows(page, "<h2>Agreed, disputed, only in one</h2>");
    shows(page, "<table class=\"matrix\">");
    shows(page, "<bdi>Zo\xC3\xAB \xC3\x98rn</bdi>");
    shows(page, "<svg class=\"chart tree\"");
    shows(page, "<b><bdi>opened</bdi></b>");
    shows(get("/stories/s1", "all=1", TW_SCOPE_READ), "</html>");
}

/* With what it loads, before compression. */
static size_t weight(enum tw_scope scope, const char *query)
{
    size_t n = get("/stories/s1", query, scope).n;

    for (const struct tw_asset *a = tw_assets; a->name; a++) n += a->n;
    return n;
}

static void a_page_of_a_large_story_is_light_unless_all_is_asked_for(void **state)
{
    (void)state;
    shows(get("/stories/s1", "", TW_SCOPE_READ), "20 accounts");
    shows(tw_buf_slice(&answer.body), "?all=1#matrix");
    assert_true(weight(TW_SCOPE_READ, "") < 150000);
    assert_true(weight(TW_SCOPE_ADMIN, "") < 150000);
    assert_true(weight(TW_SCOPE_READ, "all=1") > 300000);
}

/* Every place on the page of the story leads to that text, marked. */
static void every_place_is_one_click_from_its_sentence(void **state)
{
    struct tw_slice page = get("/stories/s1", "", TW_SCOPE_READ),
                    link = TW_LIT("\"/articles/vane?at=");
    size_t at = 0, seen = 0;

    (void)state;
    while ((at = tw_slice_find(page, link, at)) != TW_NONE) {
        size_t from = at + link.n - 3, end = tw_slice_find_char(page, '#', at);
        struct tw_slice query = tw_slice_dup(mem, tw_slice_sub(page, from, end)),
                        article = get("/articles/vane", query.p, TW_SCOPE_READ);

        shows(article, "<span id=\"at\"></span><mark class=\"asked");
        seen++;
        at = end;
    }
    assert_true(seen > 3);
    shows(get("/articles/vane", "at=14-22", TW_SCOPE_READ), "<mark class=\"asked\">Fourteen");
    shows(get("/articles/vane", "at=900-99999&at=x&at=9-2", TW_SCOPE_READ),
          "<p dir=\"auto\">HARROW");
}

static void two_accounts_stand_side_by_side(void **state)
{
    struct tw_slice page = get("/stories/s1/pair", "a=lamp&b=copy", TW_SCOPE_READ);

    (void)state;
    shows(page, "<a class=\"stop\" id=\"a1\" href=\"#b1\">");
    shows(page, "<a class=\"stop\" id=\"b1\" href=\"#a1\">");
    shows(page, "class=\"shared");
    page = get("/stories/s1/pair", "a=lamp&b=vane", TW_SCOPE_READ);
    shows(page, "<b>0 shared passages</b>");
    shows(page, "Left out here, but in A");
}

static void every_reason_can_be_opened(void **state)
{
    (void)state;
    shows(get("/why/s1:S1", "", TW_SCOPE_READ), "<th scope=\"row\">speaker</th>");
    shows(get("/why/s1:A", "", TW_SCOPE_READ), "has the origin");
    shows(get("/why/s1", "article=vane", TW_SCOPE_READ), "that it tells the event of the story");
    shows_not(get("/why/s1:S1", "", TW_SCOPE_READ), "It was not this speaker");
    shows(get("/why/s1:S1", "", TW_SCOPE_WRITE), "It was not this speaker");
}

static void what_is_written_in_an_article_is_shown_and_never_obeyed(void **state)
{
    static const char *const path[] = {
        "/",         "/stories/s1", "/stories/s1/pair", "/articles/evil%3Cx%3E%22%26%2F%3F%23",
        "/why/s1:A", "/search",     "/outlets"};
    static const char *const query[] = {
        "view=all", "all=1", "a=lamp&b=evil%3Cx%3E%22%26%2F%3F%23", "", "", "q=%3Cscript%3E", ""};

    (void)state;
    for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
        struct tw_slice page = get(path[i], query[i], TW_SCOPE_ADMIN);

        shows_not(page, "<script>");
        shows_not(page, "<img src=x");
        shows_not(page, "<svg onload");
        shows_not(page, "\" onmouseover");
        shows_not(page, "javascript:");
        shows_not(page, "\xE2\x80\xAE");
        shows_not(page, " style=");
        shows(page, "</html>");
        shows(tw_slice_of(answer.policy), "script-src 'self';");
    }
}

static void words_that_are_found_are_marked(void **state)
{
    (void)state;
    shows(get("/search", "q=railway", TW_SCOPE_READ), "<mark class=\"hit\">railway</mark>");
    shows(get("/search", "q=%22railway", TW_SCOPE_READ), "role=\"alert\"");
}

static void only_who_may_decide_is_asked_to(void **state)
{
    (void)state;
    shows_not(get("/stories/s1", "", TW_SCOPE_READ), "action=\"/decide\"");
    shows(get("/stories/s1", "", TW_SCOPE_WRITE),
          "<input type=\"hidden\" name=\"what\" value=\"one-origin\">");
    shows_not(get("/articles/vane", "", TW_SCOPE_WRITE), "value=\"forget\"");
    shows(get("/articles/vane", "", TW_SCOPE_ADMIN), "value=\"forget\"");
}

static void a_decision_is_kept_and_shown_with_its_undoing(void **state)
{
    (void)state;
    assert_int_equal(post("/decide", "what=note&word=s1&word=call+the+mayor&back=/stories/s1"),
                     TW_OK);
    assert_int_equal(answer.status, 303);
    assert_text(answer.location, "/stories/s1");
    shows(get("/decisions", "", TW_SCOPE_WRITE), "call the mayor");
    shows(get("/decisions", "", TW_SCOPE_WRITE), "<button>Undo</button>");
    assert_int_equal(post("/decide", "what=note&word=s99&word=x&back=/"), TW_NOTFOUND);
}

static void a_form_leads_back_to_this_server_only(void **state)
{
    static const char *const back[] = {"https://evil.example/", "//evil.example/",
                                       "/\\evil.example", "/%0d%0aX: y", ""};

    (void)state;
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        struct tw_buf form = {.mem = mem};

        tw_buf_addf(&form, "what=star&word=s1&back=%s%c", back[i], 0);
        assert_int_equal(post("/decide", form.p), TW_OK);
        assert_text(answer.location, "/");
    }
}

static void choices_are_kept_in_the_browser(void **state)
{
    (void)state;
    assert_int_equal(post("/settings", "theme=d"), TW_OK);
    assert_text(answer.cookie, "look=d0; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    assert_int_equal(post("/seen", "changed=12&article=9"), TW_OK);
    assert_text(answer.cookie, "seen=12.9; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    assert_int_equal(post("/seen", "changed=1;x&article=9"), TW_USAGE);
}

static void files_with_their_hash_are_kept_for_ever(void **state)
{
    struct tw_buf path = {.mem = mem};

    (void)state;
    tw_buf_addf(&path, "/assets/style-%s.css%c", tw_asset_find(TW_LIT("style.css"))->hash, 0);
    shows(get(path.p, "", TW_SCOPE_NONE), ":root");
    assert_int_equal(answer.keeping, TW_KEEP_FOREVER);
    shows(get("/assets/live.js", "", TW_SCOPE_NONE), "EventSource");
    assert_int_equal(answer.keeping, TW_KEEP_ASK);
    assert_null(tw_asset_find(TW_LIT("style-0000000000000000.css")));
    assert_null(tw_asset_find(TW_LIT("../page.c")));
}

static void settings_and_help_need_no_store(void **state)
{
    (void)state;
    shows(get("/settings", "", TW_SCOPE_READ), "value=\"a\" checked");
    shows(get("/help", "", TW_SCOPE_READ), "<kbd>]</kbd>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_NEWSROOM(a_line_of_the_list_says_what_a_story_stands_on),
        TEST_IN_NEWSROOM(a_story_says_who_has_what),
        cmocka_unit_test_setup_teardown(a_page_of_a_large_story_is_light_unless_all_is_asked_for,
                                        large_newsroom, newsroom_end),
        TEST_IN_NEWSROOM(every_place_is_one_click_from_its_sentence),
        TEST_IN_NEWSROOM(two_accounts_stand_side_by_side),
        TEST_IN_NEWSROOM(every_reason_can_be_opened),
        TEST_IN_NEWSROOM(what_is_written_in_an_article_is_shown_and_never_obeyed),
        TEST_IN_NEWSROOM(words_that_are_found_are_marked),
        TEST_IN_NEWSROOM(only_who_may_decide_is_asked_to),
        TEST_IN_NEWSROOM(a_decision_is_kept_and_shown_with_its_undoing),
        TEST_IN_NEWSROOM(a_form_leads_back_to_this_server_only),
        TEST_IN_NEWSROOM(choices_are_kept_in_the_browser),
        TEST_IN_NEWSROOM(files_with_their_hash_are_kept_for_ever),
        TEST_IN_NEWSROOM(settings_and_help_need_no_store),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
