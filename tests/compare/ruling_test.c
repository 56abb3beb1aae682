/* tests/compare/ruling_test.c - what people decided wins over what was computed, and `why` says
   so. */
#include "compare/because.h"
#include "compare/accounts.h"
#include "support/check.h"

static const char text[] =
    "@ The Lamp | 2031-04-02T10:00Z | Ida Roth ||| Pier falls\n"
    "The old pier of Skelby fell into the sea on Tuesday, killing 12 people.\n\n"
    "“We counted every plank of that pier and not one of them was rotten,” harbour master Nils Orm told reporters.\n\n"
    "Anglers had fished from the pier since the days of their grandfathers, and they wept on the beach.\n"
    "@ Skelby Mail | 2031-04-02T12:00Z | Jan Pell ||| Pier collapse kills 12\n"
    "The pier at the old harbour collapsed on Tuesday and killed 12 people.\n\n"
    "“We counted every plank of that pier and not one of them was rotten,” said Nils Orm, the harbour master.\n\n"
    "The mayor will speak in the town hall tomorrow, and the schools stay closed.\n"
    "@ Pier Watch | 2031-04-02T14:00Z | Eva Lund ||| Sea takes pier\n"
    "Twelve people were killed when the pier of Skelby collapsed.\n\n"
    "“We counted every plank of that pier and not one of them was rotten,” Nils Orm insisted.\n\n"
    "A reporter found the ticket booth two miles out at sea, still locked and with its clock going.\n";

static struct tw_comparing *grown(const struct case_story *s)
{
    struct tw_comparing *c = tw_comparing_new(0);

    for (size_t i = 0; i < s->n; i++) tw_comparing_add(c, s->account[i]);
    return c;
}

static const struct tw_comparison *ruled(struct tw_comparing *c, const struct tw_ruling *r)
{
    const struct tw_comparison *out;

    tw_comparing_rule(c, (struct tw_rulings){r, 1});
    assert_int_equal(tw_comparing_result(c, &out), TW_OK);
    return out;
}

/* The quotation and the toll, which all three have. */
static void the_story_has_what_the_others_need(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));

    assert_int_equal(s->comparison.origins, 3);
    assert_int_equal(s->comparison.said.v[0].members.n, 3);
    check_text(s->comparison.said.v[0].speaker, TW_LIT("Nils Orm"), __FILE__, __LINE__);
    assert_int_equal(s->comparison.figures.n, 1);
    assert_int_equal(s->comparison.figures.v[0].members.n, 3);
}

static void two_accounts_become_one_origin(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));
    struct tw_comparing *c = grown(s);
    struct tw_ruling r = {.kind = TW_RULED_ONE_ORIGIN, .article = s->article[2].id,
                          .other = s->article[0].id};
    const struct tw_comparison *out = ruled(c, &r);

    assert_int_equal(out->origins, 2);
    check_text(out->origin[2], TW_LIT("The Lamp"), __FILE__, __LINE__);
    check_text(out->origin_why[2],
               TW_LIT("a person said so: one origin with the account of The Lamp"), __FILE__,
               __LINE__);
    assert_int_equal(out->said.v[0].accounts, 3);
    assert_int_equal(out->said.v[0].origins, 2);
    tw_comparing_free(c);
}

static void one_origin_becomes_two(void **state)
{
    static const char copy[] =
        "@ The Lamp | 2031-04-02T10:00Z | Ida Roth\n"
        "The old pier of Skelby fell into the sea on Tuesday, killing 12 people, officials said.\n\n"
        "Anglers had fished from the pier since the days of their grandfathers, and they wept on the beach.\n"
        "@ Skelby Mail | 2031-04-02T12:00Z | Jan Pell\n"
        "The old pier of Skelby fell into the sea on Tuesday, killing 12 people, officials said.\n\n"
        "Anglers had fished from the pier since the days of their grandfathers, and they wept on the beach.\n"
        "@ Coast Radio | 2031-04-02T14:00Z | Eva Lund\n"
        "The old pier of Skelby fell into the sea on Tuesday, killing 12 people, officials said.\n\n"
        "Anglers had fished from the pier since the days of their grandfathers, and they wept on the beach.\n";
    struct case_story *s = case_story(*state, tw_slice_of(copy));
    struct tw_comparing *c = grown(s);
    struct tw_ruling r = {.kind = TW_RULED_TWO_ORIGINS, .article = s->article[0].id,
                          .other = s->article[1].id};
    const struct tw_comparison *out = ruled(c, &r);

    assert_int_equal(s->comparison.origins, 1);
    assert_int_equal(out->origins, 2);
    check_text(out->origin[1], TW_LIT("Skelby Mail"), __FILE__, __LINE__);
    assert_int_equal(out->figures.v[0].origins, 2);
    tw_comparing_free(c);
}

static void accounts_of_one_outlet_can_have_two_origins(void **state)
{
    static const char outlet[] =
        "@ The Lamp | 2031-04-02T10:00Z | Ida Roth\nThe old pier of Skelby fell into the sea on Tuesday.\n"
        "@ The Lamp | 2031-04-02T12:00Z | Jan Pell\nA mayor spoke about schools, and nobody listened to her at all.\n";
    struct case_story *s = case_story(*state, tw_slice_of(outlet));
    struct tw_comparing *c = grown(s);
    struct tw_ruling r = {.kind = TW_RULED_TWO_ORIGINS, .article = s->article[0].id,
                          .other = s->article[1].id};

    assert_int_equal(s->comparison.origins, 1);
    assert_int_equal(ruled(c, &r)->origins, 2);
    tw_comparing_free(c);
}

static void a_speaker_is_not_believed(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));
    struct tw_comparing *c = grown(s);
    struct tw_ruling r = {.kind = TW_RULED_NOT_SPEAKER, .item = s->comparison.said.v[0].id};
    const struct tw_comparison *out = ruled(c, &r);
    struct tw_explained why;

    assert_int_equal(out->said.v[0].members.n, 3);
    assert_int_equal(out->said.v[0].speaker.n, 0);
    assert_int_equal(tw_because_of(*state, c, TW_LIT("S1"), &why), TW_OK);
    assert_string_equal(why.because.v[0].what, "ruling");
    tw_comparing_free(c);
}

static size_t members_of(const struct tw_comparison *c, struct tw_slice item)
{
    for (size_t i = 0; i < c->said.n; i++)
        if (tw_slice_eq(c->said.v[i].id, item)) return c->said.v[i].members.n;
    for (size_t i = 0; i < c->figures.n; i++)
        if (tw_slice_eq(c->figures.v[i].id, item)) return c->figures.v[i].members.n;
    return 0;
}

/* The words are equal, so that they would go together without being scored. */
static void a_statement_is_kept_apart(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));
    struct tw_comparing *c = grown(s);
    struct tw_slice item = s->comparison.said.v[0].id;
    struct tw_ruling r = {.kind = TW_RULED_NOT_SAID, .item = item, .article = s->article[1].id};

    assert_int_equal(members_of(ruled(c, &r), item), 2);
    r.article = s->article[0].id;       /* the item's first: the other two stay together */
    assert_int_equal(members_of(ruled(c, &r), item), 0);
    assert_int_equal(ruled(c, &r)->said.v[0].members.n, 2);
    tw_comparing_free(c);
}

static void a_figure_is_kept_apart(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));
    struct tw_comparing *c = grown(s);
    struct tw_slice item = s->comparison.figures.v[0].id;
    struct tw_ruling r = {.kind = TW_RULED_NOT_FIGURE, .item = item, .article = s->article[2].id};
    const struct tw_comparison *out = ruled(c, &r);
    struct tw_explained why;

    assert_int_equal(members_of(out, item), 2);
    assert_int_equal(tw_because_of(*state, c, item, &why), TW_OK);
    check_text(why.because.v[0].text,
               TW_LIT("a person said so: what Pier Watch counts is something else"), __FILE__,
               __LINE__);
    /* where that account has no figure */
    r.span = (struct tw_span){s->article[2].text.n - 4, 3};
    assert_int_equal(members_of(ruled(c, &r), item), 3);
    tw_comparing_free(c);
}

static void what_is_taken_back_is_as_before(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));
    struct tw_comparing *c = grown(s);
    struct tw_ruling r = {.kind = TW_RULED_NOT_FIGURE, .item = s->comparison.figures.v[0].id,
                          .article = s->article[2].id};
    const struct tw_comparison *out;
    struct tw_buf before = {.mem = *state}, after = {.mem = *state};

    ruled(c, &r);
    tw_comparing_rule(c, (struct tw_rulings){0});
    assert_int_equal(tw_comparing_result(c, &out), TW_OK);
    tw_comparison_write(&before, &s->comparison);
    tw_comparison_write(&after, out);
    check_text(tw_buf_slice(&after), tw_buf_slice(&before), __FILE__, __LINE__);
    tw_comparing_free(c);
}

static void what_names_nothing_does_nothing(void **state)
{
    struct case_story *s = case_story(*state, tw_slice_of(text));
    struct tw_ruling r[] = {
        {.kind = TW_RULED_ONE_ORIGIN, .article = TW_LIT("gone"), .other = s->article[0].id},
        {.kind = TW_RULED_TWO_ORIGINS, .article = s->article[0].id, .other = s->article[0].id},
        {.kind = TW_RULED_NOT_SPEAKER, .item = TW_LIT("gone")},
        {.kind = TW_RULED_NOT_SAID, .item = s->comparison.said.v[0].id, .article = TW_LIT("gone")},
        {.kind = TW_RULED_NOT_FIGURE, .item = TW_LIT("gone"), .article = s->article[0].id}};
    struct tw_comparison c;
    struct tw_buf before = {.mem = *state}, after = {.mem = *state};

    assert_int_equal(tw_compare_ruled(*state, s->account, s->n, (struct tw_rulings){r, 5}, &c), TW_OK);
    tw_comparison_write(&before, &s->comparison);
    tw_comparison_write(&after, &c);
    check_text(tw_buf_slice(&after), tw_buf_slice(&before), __FILE__, __LINE__);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(the_story_has_what_the_others_need),
        TEST_IN_ARENA(two_accounts_become_one_origin),
        TEST_IN_ARENA(one_origin_becomes_two),
        TEST_IN_ARENA(accounts_of_one_outlet_can_have_two_origins),
        TEST_IN_ARENA(a_speaker_is_not_believed),
        TEST_IN_ARENA(a_statement_is_kept_apart),
        TEST_IN_ARENA(a_figure_is_kept_apart),
        TEST_IN_ARENA(what_is_taken_back_is_as_before),
        TEST_IN_ARENA(what_names_nothing_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
