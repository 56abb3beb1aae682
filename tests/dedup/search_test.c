/* tests/dedup/search_test.c - what dedup promises to find, against comparing every word with every
   word. */
#include "dedup/stream.h"
#include "dedup/wordscan.h"

#include "support/check.h"
#include "support/invent.h"

/* So few articles that nothing is learnt as boilerplate (dedup/habits.h). */
enum { ARTICLES = 7, RUN = 24 };

struct desk {
    struct tw_arena *mem;
    struct tw_dedup *dedup;
    struct tw_slice text[ARTICLES];
    size_t n;
};

static bool text_of(void *context, uint64_t number, struct tw_arena *mem, struct tw_slice *out)
{
    const struct desk *d = context;

    (void)mem;
    *out = d->text[number];
    return true;
}

static void desk_open(struct desk *d, struct tw_arena *mem)
{
    struct tw_dedup_options o = {.text = text_of, .context = d};

    *d = (struct desk){.mem = mem, .dedup = tw_dedup_new(&o)};
}

static struct tw_copies add(struct desk *d, struct tw_slice text)
{
    struct tw_article a = {.id = TW_LIT("x"), .text = text};
    struct tw_copies out;

    assert_int_equal(tw_dedup_add(d->dedup, d->mem, &a, &out), TW_OK);
    d->text[d->n++] = text;
    return out;
}

/* The longest run of equal words, by comparing all with all. */
static size_t longest_run(struct tw_arena *mem, struct tw_slice a, struct tw_slice b)
{
    struct tw_scan x = tw_scan(mem, a), y = tw_scan(mem, b);
    size_t *run = tw_arena_calloc(mem, y.n + 1, sizeof *run), best = 0;

    for (size_t i = 0; i < x.n; i++)
        for (size_t j = y.n; j-- > 0;) {
            run[j + 1] = x.v[i].hash == y.v[j].hash ? run[j] + 1 : 0;
            if (run[j + 1] > best) best = run[j + 1];
        }
    return best;
}

/* `words` words, many of them from so small a list that short runs repeat by chance. */
static void put_words(struct tw_buf *b, struct invent *v, size_t words)
{
    static const char *const few[] = {"the", "of", "said", "and", "in", "police", "a", "on"};

    for (size_t i = 0; i < words; i++) {
        if (invent_number(v, 2)) tw_buf_adds(b, few[invent_number(v, 8)]);
        else tw_buf_add(b, invent_words(b->mem, v, 1));
        tw_buf_addc(b, ' ');
    }
}

/* Words [from, to) of the text; one in `in` is replaced, left out or followed by another. */
static void put_edited(struct tw_buf *b, struct invent *v, struct tw_slice text, size_t from,
                       size_t to, uint32_t in)
{
    struct tw_slice word;

    for (size_t i = 0; i < to && tw_slice_part(&text, ' ', &word); i++) {
        uint32_t how = invent_number(v, in);

        if (i < from || how == 1) continue;
        if (how != 0) tw_buf_addf(b, "%.*s ", TW_FMT(word));
        if (how == 0 || how == 2) put_words(b, v, 1);
    }
}

/* Fresh words and edited pieces of earlier texts by turns. */
static struct tw_slice mixed(struct desk *d, struct invent *v)
{
    static const uint32_t rate[] = {1000000, 60, 25, 12};
    struct tw_buf b = {.mem = d->mem};

    for (uint32_t i = 0, parts = 1 + invent_number(v, 6); i < parts; i++) {
        put_words(&b, v, invent_number(v, 60));
        if (d->n) {
            struct tw_slice text = d->text[invent_number(v, (uint32_t)d->n)];
            size_t from = invent_number(v, 200), end = from + 10 + invent_number(v, 70);
            uint32_t edits = rate[invent_number(v, 4)];

            put_edited(&b, v, text, from, end, edits);
        }
    }
    put_words(&b, v, 1);
    return tw_buf_slice(&b);
}

static const struct tw_copy *copy_of(const struct tw_copies *c, size_t number)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].number == number) return &c->v[i];
    return NULL;
}

static size_t words_in(struct tw_arena *mem, struct tw_slice text)
{
    return tw_scan(mem, text).n;
}

/* What is reported of a pair is in both texts, and no word is counted twice. */
static void check_passages(struct desk *d, const struct tw_copy *c)
{
    struct tw_slice old = d->text[c->number], new = d->text[d->n - 1];
    size_t words = 0, end = 0;

    for (size_t i = 0; i < c->passages.n; i++) {
        const struct tw_copied_passage *p = &c->passages.v[i];
        struct tw_slice a = tw_span_text(old, p->in_a), b = tw_span_text(new, p->in_b);

        assert_true(p->in_b.off >= end);
        end = tw_span_end(p->in_b);
        assert_true(longest_run(d->mem, a, b) >= p->run);
        assert_true(p->words <= words_in(d->mem, a) && p->words <= words_in(d->mem, b));
        words += p->words;
    }
    assert_true(words <= words_in(d->mem, old) && words <= words_in(d->mem, new));
}

static void every_shared_run_of_24_words_is_found_whatever_the_edits(void **state)
{
    struct invent v = {21};
    size_t pairs = 0;

    for (int round = 0; round < 150; round++) {
        struct tw_mark mark = tw_arena_mark(*state);
        struct desk d;

        desk_open(&d, *state);
        while (d.n < ARTICLES) {
            struct tw_copies c = add(&d, mixed(&d, &v));

            for (size_t i = 0; i + 1 < d.n; i++) {
                const struct tw_copy *found = copy_of(&c, i);
                size_t run = longest_run(*state, d.text[i], d.text[d.n - 1]), reported = 0;

                if (found) check_passages(&d, found);
                if (run < RUN) continue;
                pairs++;
                assert_non_null(found);
                for (size_t k = 0; k < found->passages.n; k++)
                    if (found->passages.v[k].run > reported) reported = found->passages.v[k].run;
                assert_true(reported >= RUN);
            }
        }
        tw_dedup_free(d.dedup);
        tw_arena_release(*state, mark);
    }
    assert_true(pairs > 500);
}

/* Words of b that stand in a run of at least `least` equal words with a, by comparing all with
   all. */
static size_t words_shared(struct tw_arena *mem, struct tw_slice a, struct tw_slice b, size_t least)
{
    struct tw_scan x = tw_scan(mem, a), y = tw_scan(mem, b);
    size_t *run = tw_arena_calloc(mem, y.n + 1, sizeof *run), n = 0;
    uint8_t *shared = tw_arena_calloc(mem, y.n + 1, 1);

    for (size_t i = 0; i < x.n; i++)
        for (size_t j = y.n; j-- > 0;) {
            run[j + 1] = x.v[i].hash == y.v[j].hash ? run[j] + 1 : 0;
            for (size_t k = 0; run[j + 1] >= least && k < run[j + 1] && !shared[j - k]; k++)
                shared[j - k] = 1;
        }
    for (size_t j = 0; j < y.n; j++) n += shared[j];
    return n;
}

static void a_third_of_a_text_is_found_though_one_word_in_twenty_was_changed(void **state)
{
    struct invent v = {22};
    unsigned found = 0, rounds = 0;

    while (rounds < 1000) {
        struct tw_mark mark = tw_arena_mark(*state);
        struct tw_buf a = {.mem = *state}, b = {.mem = *state};
        uint32_t words = 40 + invent_number(&v, 200);
        struct desk d;

        desk_open(&d, *state);
        put_words(&a, &v, words);
        put_words(&b, &v, words / 2);
        put_edited(&b, &v, tw_buf_slice(&a), 0, words, 60);
        put_words(&b, &v, words / 2);
        add(&d, tw_buf_slice(&a));
        if ((double)words_shared(*state, d.text[0], tw_buf_slice(&b),
                                 5) >= .3 * (double)words_in(*state, tw_buf_slice(&b))) {
            rounds++;
            found += add(&d, tw_buf_slice(&b)).n == 1;
        }
        tw_dedup_free(d.dedup);
        tw_arena_release(*state, mark);
    }
    assert_true(found * 100 >= rounds * 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(every_shared_run_of_24_words_is_found_whatever_the_edits),
        TEST_IN_ARENA(a_third_of_a_text_is_found_though_one_word_in_twenty_was_changed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
