/* tests/store/postings_test.c - words of articles as bytes, and what a query finds among them. */
#include "store/hits.h"
#include "support/check.h"
#include "support/invent.h"

#include <stdio.h>

#define OK(call) assert_int_equal((call), TW_OK)

enum { ARTICLES = 90, BLOCKS = 4000, SEGMENTS = 3 };

static struct tw_arena *mem;

static int begin(void **state)
{
    (void)state;
    mem = tw_arena_new(0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    tw_arena_free(mem);
    return 0;
}

struct kept { uint64_t first; struct tw_block block[BLOCKS]; struct tw_slice word[BLOCKS]; size_t n; };

static enum tw_status keep(void *context, struct tw_slice word, struct tw_slice docs, struct tw_slice places)
{
    struct kept *k = context;

    assert_true(k->n < BLOCKS);
    k->word[k->n] = tw_slice_dup(mem, word);
    k->block[k->n++] =
        (struct tw_block){.docs = tw_slice_dup(mem, docs), .places = tw_slice_dup(mem, places)};
    return TW_OK;
}

/* Some words of a language of forty. */
static struct tw_slice prose(struct invent *v, unsigned words)
{
    struct tw_buf b = {.mem = mem};

    for (unsigned i = 0; i < words; i++) tw_buf_addf(&b, "wo%u ", (unsigned)invent_number(v, 40));
    return tw_buf_slice(&b);
}

static struct tw_indexed *articles(unsigned n)
{
    struct invent v = {7};
    struct tw_indexed *a = TW_NEW_N(mem, struct tw_indexed, n);

    for (unsigned i = 0; i < n; i++) {
        a[i].title = prose(&v, 3);
        a[i].body = prose(&v, 5 + (unsigned)invent_number(&v, 200));
        a[i].speakers = prose(&v, (unsigned)invent_number(&v, 3));
        a[i].actors = prose(&v, (unsigned)invent_number(&v, 3));
    }
    return a;
}

/* Articles from ... to as one segment. */
static struct kept *written(const struct tw_indexed *a, uint64_t from, uint64_t to)
{
    struct kept *k = TW_NEW(mem, struct kept);
    struct tw_postings *p = tw_postings_new();

    k->first = from;
    for (uint64_t i = from; i <= to; i++) tw_postings_add(p, i, &a[i - 1]);
    assert_int_equal(tw_postings_gathered(p).articles, to - from + 1);
    OK(tw_postings_write(p, keep, k));
    assert_int_equal(tw_postings_gathered(p).articles, 0);
    tw_postings_free(p);
    return k;
}

static void same(const struct kept *a, const struct kept *b)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        assert_true(tw_slice_eq(a->word[i], b->word[i]));
        assert_true(tw_slice_eq(a->block[i].docs, b->block[i].docs));
        assert_true(tw_slice_eq(a->block[i].places, b->block[i].places));
    }
}

static void segments_that_are_put_together_are_as_if_written_at_once(void **state)
{
    const struct tw_indexed *a = articles(ARTICLES);
    struct kept *whole = written(a, 1, ARTICLES), *part[SEGMENTS], merged = {.first = 1};
    struct tw_segment v[SEGMENTS];
    uint64_t words;

    (void)state;
    for (unsigned i = 0; i < SEGMENTS; i++) {
        part[i] = written(a, 1 + i * 30, 30 + i * 30);
        v[i] = (struct tw_segment){part[i]->first, part[i]->block, part[i]->n};
    }
    OK(tw_postings_merge(mem, v, SEGMENTS, NULL, 0, keep, &merged, &words));
    same(whole, &merged);
}

static void articles_that_are_gone_leave_no_word(void **state)
{
    const struct tw_indexed *a = articles(ARTICLES);
    struct kept *whole = written(a, 1, ARTICLES), merged = {.first = 1};
    struct tw_segment v = {1, whole->block, whole->n};
    const uint64_t gone[] = {1, 44, 45, ARTICLES};
    uint64_t words, count = 0;

    (void)state;
    OK(tw_postings_merge(mem, &v, 1, gone, 4, keep, &merged, &words));
    for (size_t i = 0; i < merged.n; i++) {
        struct tw_block b = merged.block[i];
        struct tw_list l;

        while (tw_block_next(&b, 1, &l)) {
            uint32_t place[300];
            struct tw_posting p;

            while (tw_list_next(&l, &p)) {
                assert_false(tw_has_number(gone, 4, p.number));
                count += tw_postings_counts(l.word) ? tw_list_places(&l, &p, place) : 0;
            }
        }
        assert_int_equal(b.docs.n, 0);
    }
    assert_int_equal(count, words);
}

static void damaged_blocks_end_early(void **state)
{
    struct invent v = {3};
    const struct tw_indexed *a = articles(20);
    struct kept *k = written(a, 1, 20);

    (void)state;
    for (int turn = 0; turn < 2000; turn++) {
        struct tw_slice docs = tw_slice_dup(mem, k->block[0].docs), places = tw_slice_dup(mem, k->block[0].places);
        struct kept merged = {.first = 1};
        struct tw_block b;
        struct tw_segment s = {1, &b, 1};
        uint64_t words;

        for (int i = 0; i < 3; i++) {
            ((char *)(uintptr_t)docs.p)[invent_number(&v, (unsigned)docs.n)] = (char)invent_number(&v, 256);
            ((char *)(uintptr_t)places.p)[invent_number(&v, (unsigned)places.n)] = (char)invent_number(&v, 256);
        }
        docs.n -= invent_number(&v, 50);
        b = (struct tw_block){.docs = docs, .places = places};
        (void)!tw_postings_merge(mem, &s, 1, NULL, 0, keep, &merged, &words);
    }
}

/* ---- Queries */

struct source { struct kept *part[SEGMENTS]; };

/* What is not asked for at first is told when it is. */
static void take_lists(struct tw_block b, uint64_t start, bool places, struct tw_wanted *w,
                       struct tw_lists *out)
{
    struct tw_block all = b;
    struct tw_list l;

    if (!places) b.places.n = 0;
    while (tw_block_next(&b, start, &l)) {
        if (l.room > all.places.n || l.at > all.places.n - l.room) return;      /* damaged */
        if (!(w->prefix ? tw_slice_starts(l.word, w->word) : tw_slice_eq(l.word, w->word)))
            continue;
        if (!out->v) out->v = TW_NEW_N(mem, struct tw_list, 40);
        out->v[out->n++] = l;
    }
}

static enum tw_status lists(void *context, struct tw_wanted *w, size_t n)
{
    struct source *s = context;

    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < SEGMENTS; i++)
            for (size_t k = 0; k < s->part[i]->n; k++)
                take_lists(s->part[i]->block[k], s->part[i]->first, w[j].prefix && w[j].places,
                           &w[j], &w[j].in[i]);
    return TW_OK;
}

static enum tw_status places(void *context, struct tw_wanted *w, size_t n, const bool *segment)
{
    struct source *s = context;

    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < SEGMENTS; i++)
            for (size_t k = 0; k < s->part[i]->n && segment[i] && !w[j].prefix; k++) {
                w[j].in[i].n -= w[j].in[i].n && k == 0;
                take_lists(s->part[i]->block[k], s->part[i]->first, true, &w[j], &w[j].in[i]);
            }
    return TW_OK;
}

static const uint64_t first[SEGMENTS] = {1, 31, 61};

static struct tw_index index_of(struct source *s, const struct tw_indexed *a)
{
    for (unsigned i = 0; i < SEGMENTS; i++) s->part[i] = written(a, first[i], first[i] + 29);
    return (struct tw_index){.n = SEGMENTS, .first = first, .articles = ARTICLES, .words = 9000,
                             .lists = lists, .places = places, .context = s};
}

static struct tw_hits find(const struct tw_index *x, const char *words)
{
    struct tw_query q;
    struct tw_hits h;
    const char *why;

    OK(tw_query_parse(mem, tw_slice_of(words), &q, &why));
    OK(tw_hits_find(mem, x, q.root, &h));
    return h;
}

static bool has(struct tw_slice text, const char *words)
{
    return tw_slice_find(text, tw_slice_of(words), 0) != TW_NONE;
}

static void those_are_found_that_have_the_words(void **state)
{
    struct source s;
    const struct tw_indexed *a = articles(ARTICLES);
    struct tw_index x = index_of(&s, a);
    struct tw_hits word = find(&x, "wo7"), phrase = find(&x, "\"wo7 wo8\""),
                   title = find(&x, "title:wo7"), either = find(&x, "(wo7 OR wo8) -wo9"),
                   speaker = find(&x, "speaker:wo7"), prefix = find(&x, "title:wo1*");
    size_t n[5] = {0};

    (void)state;
    (void)prefix;
    for (uint64_t i = 1; i <= ARTICLES; i++) {
        const struct tw_indexed *t = &a[i - 1];
        bool wo7 = has(t->title, "wo7 ") || has(t->body, "wo7 "),
             wo8 = has(t->title, "wo8 ") || has(t->body, "wo8 "),
             wo9 = has(t->title, "wo9 ") || has(t->body, "wo9 ");

        if (wo7) assert_int_equal(word.v[n[0]++].number, i);
        if (has(t->title, "wo7 wo8 ") || has(t->body, "wo7 wo8 "))
            assert_int_equal(phrase.v[n[1]++].number, i);
        if (has(t->title, "wo7 ")) assert_int_equal(title.v[n[2]++].number, i);
        if ((wo7 || wo8) && !wo9) assert_int_equal(either.v[n[3]++].number, i);
        if (has(t->speakers, "wo7 ")) assert_int_equal(speaker.v[n[4]++].number, i);
    }
    assert_true(n[0] == word.n && n[1] == phrase.n && n[2] == title.n && n[3] == either.n && n[4] == speaker.n);
    assert_true(word.n > phrase.n && phrase.n > 0 && title.n > 0 && either.n > 0 && speaker.n > 0);
}

/* A phrase of two or three words, the last of which may be a beginning, in a field or in none. */
static void try_phrase(const struct tw_index *x, const struct tw_indexed *a, struct invent *v,
                       size_t *found)
{
    unsigned words = 2 + (unsigned)invent_number(v, 2), title = (unsigned)invent_number(v, 2),
             prefix = (unsigned)invent_number(v, 2);
    char phrase[40] = "", joined[40], query[80];
    struct tw_hits h;
    size_t n = 0;

    for (unsigned i = 0, at = 0; i < words; i++)
        at +=
            (unsigned)snprintf(phrase + at, sizeof phrase - at, "wo%u%s",
                               (unsigned)invent_number(v, 40), i + 1 == words && prefix ? "" : " ");
    for (size_t i = 0; i < sizeof joined; i++) joined[i] = phrase[i] == ' ' ? '-' : phrase[i];
    snprintf(query, sizeof query, "%s%s%s", title ? "title:" : "", joined, prefix ? "*" : "");
    h = find(x, query);
    for (uint64_t i = 1; i <= ARTICLES; i++)
        if (has(a[i - 1].title, phrase) || (!title && has(a[i - 1].body, phrase))) {
            assert_true(n < h.n);
            assert_int_equal(h.v[n++].number, i);
        }
    assert_int_equal(n, h.n);
    *found += n;
}

static void phrases_are_found_where_they_stand(void **state)
{
    struct source s;
    struct invent v = {5};
    const struct tw_indexed *a = articles(ARTICLES);
    struct tw_index x = index_of(&s, a);
    size_t found = 0;

    (void)state;
    for (int i = 0; i < 600; i++) try_phrase(&x, a, &v, &found);
    assert_true(found > 600);
    assert_int_equal(find(&x, "\"wo7 wo7 wo7 wo7 wo7\"").n, 0);
}

static void what_is_damaged_is_searched_without_harm(void **state)
{
    struct source s;
    struct invent v = {9};
    struct tw_index x = index_of(&s, articles(ARTICLES));

    (void)state;
    for (int turn = 0; turn < 1000; turn++) {
        struct tw_block *b = &s.part[invent_number(&v, SEGMENTS)]->block[0];
        struct tw_slice some = invent_number(&v, 2) ? b->docs : b->places;

        ((char *)(uintptr_t)some.p)[invent_number(&v, (unsigned)some.n)] =
            (char)invent_number(&v, 256);
        (void)find(&x, "\"wo10 wo11\" OR title:wo1-wo2* OR wo1 NEAR/3 wo12 OR wo13");
    }
}

static void the_best_come_first_and_equals_by_number(void **state)
{
    struct source s;
    struct tw_index x = index_of(&s, articles(ARTICLES));
    struct tw_hits h = find(&x, "wo7 OR wo8");
    struct tw_hit best, before;
    size_t n = h.n;

    (void)state;
    tw_hits_rank(&h);
    assert_true(tw_hits_best(&h, &before));
    for (size_t i = 1; i < n; i++, before = best) {
        assert_true(tw_hits_best(&h, &best));
        assert_true(best.score < before.score || (best.score == before.score && best.number > before.number));
    }
    assert_false(tw_hits_best(&h, &best));
}

static void what_is_gone_is_not_found(void **state)
{
    struct source s;
    struct tw_index x = index_of(&s, articles(ARTICLES));
    struct tw_hits all = find(&x, "wo7"), less;
    const uint64_t gone[] = {all.v[0].number, all.v[2].number};

    (void)state;
    x.gone = gone;
    x.gones = 2;
    less = find(&x, "wo7");
    assert_true(less.n == all.n - 2 && less.v[0].number == all.v[1].number && less.v[1].number == all.v[3].number);
    assert_int_equal(find(&x, "\"wo7 wo8\" OR wo7").n, less.n);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(segments_that_are_put_together_are_as_if_written_at_once),
        TEST(articles_that_are_gone_leave_no_word),
        TEST(damaged_blocks_end_early),
        TEST(those_are_found_that_have_the_words),
        TEST(phrases_are_found_where_they_stand),
        TEST(what_is_damaged_is_searched_without_harm),
        TEST(the_best_come_first_and_equals_by_number),
        TEST(what_is_gone_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
