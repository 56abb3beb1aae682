/* tests/compare/report_test.c - is the page whole, and does everything from outside stay text? */
#include "compare/comparison.h"

#include "base/map.h"
#include "base/utf8.h"
#include "compare/accounts.h"
#include "read/html.h"
#include "support/check.h"

static const char story[] =
    "@ The Lamp | 2031-04-02T10:00Z | Ida Roth | SKELBY, April 2 (Meridian) || Pier falls into the sea at Skelby\n"
    "SKELBY, April 2 (Meridian) — The old pier of Skelby fell into the sea on Tuesday, killing 12 people, officials said.\n\n"
    "“We counted every plank of that pier and not one of them was rotten,” harbour master Nils Orm told reporters.\n\n"
    "The shipping ministry denied that it had been warned. About 40 boats were damaged.\n\n"
    "A ferry was sent from Marn to take the anglers home, and its captain refused to be paid.\n"
    "@ Skelby Mail | 2031-04-03T12:00Z | Jan Pell ||| Fourteen dead\n"
    "Fourteen people died when the pier of Skelby fell into the sea on Tuesday, according to the police.\n\n"
    "“Not one of them was rotten,” said Nils Orm, the harbour master, of the planks.\n\n"
    "Mayor Ada Brill accused the shipping ministry of having known about the piles.\n"
    "@ Pier Watch | 2031-04-03T14:00Z ||||\n"
    "The old pier of Skelby fell into the sea on Tuesday, killing 12 people, officials said. "
    "The shipping ministry denied that it had been warned. About 40 boats were damaged.\n";

struct parsed { struct tw_slice page; struct tw_html tree; };

static struct parsed page_of(struct tw_arena *mem, const struct tw_comparison *c)
{
    struct tw_buf out = {.mem = mem};
    struct parsed p;

    tw_comparison_report(&out, c);
    p.page = tw_buf_slice(&out);
    assert_int_equal(tw_utf8_valid(p.page), p.page.n);
    assert_int_equal(tw_html_parse(mem, p.page, &p.tree), TW_OK);
    return p;
}

static struct parsed page_of_story(struct tw_arena *mem, const char *text)
{
    return page_of(mem, &case_story(mem, tw_slice_of(text))->comparison);
}

/* Every id once, and every link inside the page has one. */
static void check_links(struct tw_arena *mem, const struct tw_html *t)
{
    struct tw_map ids = tw_map_in(mem);
    size_t links = 0;

    for (uint32_t i = 0; i < t->n; i++) {
        bool added = true;

        if (!tw_html_is_text(t, i) && tw_html_has(t, i, TW_ATTR_ID))
            tw_map_add(&ids, tw_html_attr(t, i, TW_ATTR_ID), &added);
        assert_true(added);
    }
    for (uint32_t i = 0; (i = tw_html_find(t, TW_TAG_A, i + 1, t->n)) != 0;) {
        struct tw_slice to = tw_html_attr(t, i, TW_ATTR_HREF);

        if (!tw_slice_starts(to, TW_LIT("#"))) continue;
        if (!tw_map_find(&ids, tw_slice_sub(to, 1, to.n)))
            fail_msg("no place for %.*s", TW_FMT(to));
        links++;
    }
    assert_true(links > 10);
}

static void every_link_leads_to_one_place_on_the_page(void **state)
{
    struct parsed p = page_of_story(*state, story);

    check_links(*state, &p.tree);
    assert_true(tw_slice_find(p.page, TW_LIT("id=\"S1\""), 0) != TW_NONE);
    assert_true(tw_slice_find(p.page, TW_LIT("id=\"F1\""), 0) != TW_NONE);
    assert_true(tw_slice_find(p.page, TW_LIT("id=\"C1\""), 0) != TW_NONE);
    assert_true(tw_slice_find(p.page, TW_LIT("id=\"O1\""), 0) != TW_NONE);
    assert_true(tw_slice_find(p.page, TW_LIT("id=\"P1\""), 0) != TW_NONE);
}

/* Without its white space, which marks may part. */
static void add_squeezed(struct tw_buf *out, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) if (!tw_is_space(s.p[i])) tw_buf_addc(out, s.p[i]);
}

/* The words of the subtree without those of its links. */
static void add_words(struct tw_arena *mem, struct tw_buf *out, const struct tw_html *t,
                      uint32_t from)
{
    for (uint32_t i = from; i < t->node[from].end; i++)
        if (tw_html_is_text(t, i) && !tw_html_up(t, i, TW_TAG_A))
            add_squeezed(out, tw_html_decode(mem, tw_html_raw(t, i)));
}

static void the_whole_text_of_every_account_is_on_the_page(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(story));
    struct parsed p = page_of(*state, &s->comparison);
    size_t n = 0;

    for (uint32_t i = 0; (i = tw_html_find(&p.tree, TW_TAG_ARTICLE, i + 1, p.tree.n)) != 0; n++) {
        struct tw_buf words = {.mem = *state}, want = {.mem = *state};

        for (uint32_t k = tw_html_first(&p.tree, i); k; k = tw_html_next(&p.tree, k))
            if (p.tree.node[k].tag == TW_TAG_P) add_words(*state, &words, &p.tree, k);
        for (size_t k = 0; k < s->article[n].paragraphs.n; k++)
            add_squeezed(&want, tw_span_text(s->article[n].text, s->article[n].paragraphs.v[k]));
        check_text(tw_buf_slice(&words), tw_buf_slice(&want), __FILE__, __LINE__);
    }
    assert_int_equal(n, 3);
}

static void nothing_is_loaded_and_nothing_runs(void **state)
{
    static const enum tw_tag never[] = {TW_TAG_SCRIPT, TW_TAG_IMG, TW_TAG_IFRAME, TW_TAG_LINK,
                                        TW_TAG_FORM, TW_TAG_OBJECT, TW_TAG_SVG};
    struct parsed p = page_of_story(*state,
        "@ <script>alert(1)</script> | 2031-04-02T10:00Z | \"><img src=x> ||| </title></style><script>alert(2)</script>\n"
        "<script src=\"https://evil.example/x.js\"></script> “We </article> counted & <b onclick='x()'>every</b> plank of that pier,” "
        "harbour master <img src=x onerror=alert(3)> Nils Orm said.\n\nAt least 12 <iframe> people died. <!-- &#60; ]]> &lt;\n"
        "@ Skelby Mail | 2031-04-03T12:00Z | Jan Pell |||\n"
        "“We counted every plank of that pier,” said Nils Orm. At least 12 people died.\n");

    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_int_equal(tw_html_find(&p.tree, never[i], 1, p.tree.n), 0);
    assert_true(tw_slice_find(p.page, TW_LIT("<b onclick"), 0) == TW_NONE);
    assert_true(tw_slice_find(p.page,
                              TW_LIT("&lt;script src=&quot;https://evil.example/x.js&quot;&gt;"),
                              0) != TW_NONE);
    assert_true(tw_slice_find(p.page, TW_LIT("&amp;lt;"), 0) != TW_NONE);
    check_links(*state, &p.tree);
}

static void only_web_addresses_become_links(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(story));

    s->article[0].url = TW_LIT("javascript:alert(1)");
    s->article[1].url = TW_LIT("https://mail.example/\"onmouseover=\"x");
    assert_true(tw_slice_find(page_of(*state, &s->comparison).page, TW_LIT("href=\"javascript"),
                              0) == TW_NONE);
    assert_true(tw_slice_find(page_of(*state, &s->comparison).page,
                              TW_LIT("href=\"https://mail.example/&quot;onmouseover=&quot;x\""),
                                  0) != TW_NONE);
}

static void a_language_that_is_none_is_not_written(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(story));

    s->article[0].lang = TW_LIT("en\" onclick=\"x");
    s->article[1].lang = TW_LIT("he");
    assert_true(tw_slice_find(page_of(*state, &s->comparison).page, TW_LIT("onclick"),
                              0) == TW_NONE);
    assert_true(tw_slice_find(page_of(*state, &s->comparison).page, TW_LIT("lang=\"he\""),
                              0) != TW_NONE);
    assert_true(tw_slice_find(page_of(*state, &s->comparison).page, TW_LIT("<p dir=\"rtl\">"),
                              0) != TW_NONE);
}

/* What turns text round, and what neither HTML nor XML allows. */
static void controls_are_left_out(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(story));
    struct tw_slice page;

    s->article[0].title = TW_LIT("Toll \xE2\x80\xAE" "73\xE2\x80\xAC \x1B[31m\x01 \xEF\xBF\xBE");
    page = page_of(*state, &s->comparison).page;
    assert_true(tw_slice_find(page, TW_LIT("\xE2\x80\xAE"), 0) == TW_NONE);
    assert_true(tw_slice_find_char(page, '\x1B', 0) == TW_NONE);
    assert_true(tw_slice_find_char(page, '\x01', 0) == TW_NONE);
    assert_true(tw_slice_find(page, TW_LIT("\xEF\xBF\xBE"), 0) == TW_NONE);
    assert_true(tw_slice_find(page, TW_LIT("\xEF\xBF\xBD"), 0) != TW_NONE);
}

static void an_account_without_anything_has_a_page(void **state)
{
    struct tw_article a = {.id = TW_LIT("a1"), .source = TW_LIT("a.txt"), .text = TW_LIT("")};
    struct tw_account account = {.article = &a};
    struct tw_slice origin = TW_LIT("a.txt");
    struct tw_comparison c = {.one_event = true, .accounts = &account, .n = 1, .origin = &origin,
                              .origins = 1};
    struct parsed p = page_of(*state, &c);

    assert_true(tw_slice_find(p.page, TW_LIT("1 outlet \xC2\xB7 1 account \xC2\xB7 1 origin found"),
                              0) != TW_NONE);
    assert_true(tw_html_find(&p.tree, TW_TAG_ARTICLE, 1, p.tree.n) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(every_link_leads_to_one_place_on_the_page),
        TEST_IN_ARENA(the_whole_text_of_every_account_is_on_the_page),
        TEST_IN_ARENA(nothing_is_loaded_and_nothing_runs),
        TEST_IN_ARENA(only_web_addresses_become_links),
        TEST_IN_ARENA(a_language_that_is_none_is_not_written),
        TEST_IN_ARENA(controls_are_left_out),
        TEST_IN_ARENA(an_account_without_anything_has_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
