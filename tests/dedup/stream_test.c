/* tests/dedup/stream_test.c - who copied whom, as articles arrive. */
#include "dedup/stream.h"

#include "support/check.h"
#include "support/invent.h"

#include <math.h>

enum { MOST = 2000 };

struct desk {
    struct tw_arena *mem;
    struct tw_dedup_options o;
    struct tw_dedup *dedup;
    struct tw_slice text[MOST];
    size_t n;
};

static bool text_of(void *context, uint64_t number, struct tw_arena *mem, struct tw_slice *out)
{
    const struct desk *d = context;

    (void)mem;
    assert_true(number < d->n);
    *out = d->text[number];
    return true;
}

static struct desk *desk_new(struct tw_arena *mem, int64_t window)
{
    struct desk *d = TW_NEW(mem, struct desk);

    d->mem = mem;
    d->o = (struct tw_dedup_options){.window = window, .text = text_of, .context = d};
    d->dedup = tw_dedup_new(&d->o);
    return d;
}

static struct tw_copies add_article(struct desk *d, struct tw_article a)
{
    struct tw_copies out;
    struct tw_buf id = {.mem = d->mem};

    tw_buf_addf(&id, "a%zu", d->n);
    a.id = tw_buf_slice(&id);
    assert_int_equal(tw_dedup_add(d->dedup, d->mem, &a, &out), TW_OK);
    d->text[d->n++] = a.text;
    return out;
}

static struct tw_copies add(struct desk *d, struct tw_slice text)
{
    return add_article(d, (struct tw_article){.text = text});
}

static struct tw_slice fresh(struct desk *d, struct invent *v, size_t words)
{
    return invent_words(d->mem, v, words);
}

static void an_exact_copy_is_found(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {1};
    struct tw_slice text = fresh(d, &v, 100);
    struct tw_copies c;

    assert_int_equal(add(d, text).n, 0);
    assert_int_equal(add(d, fresh(d, &v, 100)).n, 0);
    c = add(d, text);
    assert_int_equal(c.n, 1);
    assert_text(c.v[0].id, "a0");
    assert_true(c.v[0].other_first);
    assert_true(c.v[0].contained == 1 && c.v[0].contained_back == 1);
    assert_int_equal(c.v[0].passages.n, 1);
    assert_int_equal(c.v[0].passages.v[0].in_b.len, text.n);
    tw_dedup_free(d->dedup);
}

static void short_texts_are_found_when_equal(void **state)
{
    struct desk *d = desk_new(*state, 0);

    add(d, TW_LIT("Ferry sinks off Tarnova"));
    assert_int_equal(add(d, TW_LIT("Ferry sinks off Oruna")).n, 0);
    assert_int_equal(add(d, TW_LIT("FERRY SINKS OFF TARNOVA.")).n, 1);
    tw_dedup_free(d->dedup);
}

static void every_passage_of_24_words_is_found(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {2};

    for (int round = 0; round < 200; round++) {
        struct tw_slice run = fresh(d, &v, 24);
        size_t source = d->n;
        struct tw_copies c;

        add(d, invent_join(d->mem, fresh(d, &v, invent_number(&v, 300)), run,
                           fresh(d, &v, invent_number(&v, 300))));
        c = add(d, invent_join(d->mem, fresh(d, &v, invent_number(&v, 300)), run,
                               fresh(d, &v, invent_number(&v, 300))));
        assert_int_equal(c.n, 1);
        assert_int_equal(c.v[0].number, source);
        assert_true(c.v[0].passages.v[0].words >= 24);
        assert_true(tw_slice_find(tw_span_text(d->text[d->n - 1], c.v[0].passages.v[0].in_b), run,
                                  0) != TW_NONE);
    }
    tw_dedup_free(d->dedup);
}

/* Every word is replaced with a chance of one in `in`. */
static struct tw_slice edited(struct desk *d, struct invent *v, struct tw_slice text, uint32_t in)
{
    struct tw_buf b = {.mem = d->mem};
    struct tw_slice word;

    while (tw_slice_part(&text, ' ', &word)) {
        tw_buf_add(&b, invent_number(v, in) ? word : fresh(d, v, 1));
        tw_buf_addc(&b, ' ');
    }
    return tw_buf_slice(&b);
}

static void edited_copies_are_found(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {3};
    unsigned found = 0;

    for (int round = 0; round < 100; round++) {
        size_t source = d->n;
        struct tw_copies c;

        add(d, fresh(d, &v, 250));
        c = add(d, edited(d, &v, d->text[source], 10));
        found += c.n == 1 && c.v[0].number == source && c.v[0].contained > .5;
    }
    assert_true(found >= 98);
    tw_dedup_free(d->dedup);
}

static void a_third_of_a_text_is_enough(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {4};
    struct tw_copies c;

    add(d, fresh(d, &v, 120));
    c = add(d, invent_join(d->mem, fresh(d, &v, 120), d->text[0], fresh(d, &v, 100)));
    assert_int_equal(c.n, 1);
    assert_true(fabs(c.v[0].contained - 120. / 340) < .001);
    assert_true(c.v[0].contained_back == 1);
    tw_dedup_free(d->dedup);
}

static void a_lone_sentence_is_a_passage_and_no_version(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {5};
    struct tw_slice sentence = fresh(d, &v, 28);
    struct tw_copies c;

    add(d, invent_join(d->mem, fresh(d, &v, 40), sentence, fresh(d, &v, 40)));
    c = add(d, invent_join(d->mem, fresh(d, &v, 40), sentence, fresh(d, &v, 40)));
    assert_int_equal(c.n, 1);
    assert_int_equal(c.v[0].passages.n, 1);
    assert_true(c.v[0].contained == 0 && c.v[0].contained_back == 0);
    assert_true(fabs(c.v[0].shared - 28. / 108) < .001 && c.v[0].shared == c.v[0].shared_back);
    tw_dedup_free(d->dedup);
}

static struct tw_article dated(struct tw_slice text, const char *iso)
{
    struct tw_article a = {.text = text};

    assert_true(tw_date_parse_iso(tw_slice_of(iso), &a.published));
    return a;
}

static void the_earlier_one_had_it_first_even_when_it_comes_later(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {6};
    struct tw_slice text = fresh(d, &v, 80);
    struct tw_copies c;

    add_article(d, dated(text, "2031-05-02T12:00:00Z"));
    c = add_article(d, dated(text, "2031-05-02T09:00:00Z"));
    assert_int_equal(c.n, 1);
    assert_false(c.v[0].other_first);
    /* Known to the day only: the order decides. */
    c = add_article(d, dated(text, "2031-05-02"));
    assert_int_equal(c.n, 2);
    assert_true(c.v[0].other_first && c.v[1].other_first);
    tw_dedup_free(d->dedup);
}

static struct tw_slice with_quote(struct desk *d, struct invent *v, const char *speaker,
                                  const char *quote)
{
    struct tw_buf b = {.mem = d->mem};

    tw_buf_add(&b, fresh(d, v, 60));
    tw_buf_addf(&b, " so %s told reporters: “%s” ", speaker, quote);
    tw_buf_add(&b, fresh(d, v, 60));
    return tw_buf_slice(&b);
}

static void a_quotation_of_one_speaker_is_no_copying(void **state)
{
    static const char quote[] =
        "we have checked every valve in this plant twice since the spring and there was "
        "never the slightest sign of a leak so I ask everybody to wait for what the investigators find";
    struct desk *d = desk_new(*state, 0);
    struct invent v = {7};
    struct tw_copies c;

    add(d, with_quote(d, &v, "Director Helm Osk", quote));
    c = add(d, with_quote(d, &v, "Director Helm Osk", quote));
    assert_int_equal(c.n, 1);
    assert_true(c.v[0].passages.n == 0 && c.v[0].quotes.n == 1);
    assert_true(c.v[0].contained == 0 && c.v[0].contained_back == 0 && c.v[0].shared > .2);
    /* Put into another mouth it was taken from somewhere. */
    c = add(d, with_quote(d, &v, "Minister Una Brel", quote));
    assert_int_equal(c.n, 2);
    assert_true(c.v[0].passages.n == 1 && c.v[0].quotes.n == 0);
    tw_dedup_free(d->dedup);
}

static void what_an_outlet_prints_under_everything_is_learnt(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {8};
    struct tw_slice foot = fresh(d, &v, 34), text;
    struct tw_copies c = {0};

    for (int i = 0; i < 8; i++) {
        text = invent_join(d->mem, fresh(d, &v, 150), foot, TW_LIT(""));
        c = add_article(d, (struct tw_article){.text = text,
                                               .outlet_name = TW_LIT("The Morning Heron")});
    }
    assert_int_equal(c.n, 0);
    /* Another outlet that has it took it from there. */
    c = add_article(d, (struct tw_article){.outlet_name = TW_LIT("Gull"),
                                           .text = invent_join(d->mem, fresh(d, &v, 150), foot, fresh(d, &v, 9))});
    assert_true(c.n > 0 && c.v[0].number == 0);
    /* A copy is still a copy, and the foot is no part of it. */
    c = add_article(d,
                    (struct tw_article){.text = text, .outlet_name = TW_LIT("The Morning Heron")});
    assert_int_equal(c.n, 1);
    assert_int_equal(c.v[0].number, 7);
    tw_dedup_free(d->dedup);
}

static void what_is_older_than_the_window_is_forgotten(void **state)
{
    struct desk *d = desk_new(*state, 10 * 86400);
    struct invent v = {9};
    struct tw_slice text = fresh(d, &v, 80);

    add_article(d, dated(text, "2031-05-01T00:00:00Z"));
    add_article(d, dated(fresh(d, &v, 80), "2031-05-09T00:00:00Z"));
    add_article(d, dated(fresh(d, &v, 80), "2031-05-09T00:00:00Z"));
    assert_int_equal(add_article(d, dated(text, "2031-05-09T00:00:00Z")).n, 1);
    for (int i = 0; i < 3; i++) add_article(d, dated(fresh(d, &v, 80), "2031-05-15T00:00:00Z"));
    assert_int_equal(add_article(d, dated(text, "2031-05-15T00:00:00Z")).n, 1);
    tw_dedup_free(d->dedup);
}

static void the_first_of_many_copies_is_always_named(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct invent v = {10};
    struct tw_slice text = fresh(d, &v, 80);
    struct tw_copies c = {0};

    for (int i = 0; i < 400; i++) c = add(d, text);
    assert_true(c.n >= 64 && c.n <= 70);
    assert_int_equal(c.v[0].number, 0);
    tw_dedup_free(d->dedup);
}

static void hostile_texts_are_answered_in_time(void **state)
{
    struct desk *d = desk_new(*state, 0);
    struct tw_buf same = {.mem = d->mem}, two = {.mem = d->mem};

    for (int i = 0; i < 100000; i++) {
        tw_buf_adds(&same, "a ");
        tw_buf_adds(&two, i % 2 ? "a " : "b ");
    }
    for (int i = 0; i < 3; i++) {
        add(d, tw_buf_slice(&same));
        add(d, tw_buf_slice(&two));
    }
    assert_int_equal(add(d, TW_LIT("")).n, 0);
    tw_dedup_free(d->dedup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(an_exact_copy_is_found),
        TEST_IN_ARENA(short_texts_are_found_when_equal),
        TEST_IN_ARENA(every_passage_of_24_words_is_found),
        TEST_IN_ARENA(edited_copies_are_found),
        TEST_IN_ARENA(a_third_of_a_text_is_enough),
        TEST_IN_ARENA(a_lone_sentence_is_a_passage_and_no_version),
        TEST_IN_ARENA(the_earlier_one_had_it_first_even_when_it_comes_later),
        TEST_IN_ARENA(a_quotation_of_one_speaker_is_no_copying),
        TEST_IN_ARENA(what_an_outlet_prints_under_everything_is_learnt),
        TEST_IN_ARENA(what_is_older_than_the_window_is_forgotten),
        TEST_IN_ARENA(the_first_of_many_copies_is_always_named),
        TEST_IN_ARENA(hostile_texts_are_answered_in_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
