/* tests/store/postings_test.c - words of articles as bytes, and what a query finds among them. */
#include "store/hits.h"
#include "support/check.h"
#include "support/invent.h"

#include <stdio.h>

#define OK(call) assert_int_equal((call), TW_OK)

enum { ARTICLES = 90, BLOCKS = 4000, SEGMENTS = 3 };
/* So many that lists are long, of words of which a few are nearly everywhere. */
enum { MANY = 4500, RARE = 600 };

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

/* A word of forty, or now and then one of many more. */
static unsigned word_of(struct invent *v)
{
    return invent_number(v, 12) ? (unsigned)invent_number(v, 40)
                                : 40 + (unsigned)invent_number(v, RARE);
}

static struct tw_indexed *many_articles(void)
{
    struct invent v = {8};
    struct tw_indexed *a = TW_NEW_N(mem, struct tw_indexed, MANY);

    for (unsigned i = 0; i < MANY; i++) {
        struct tw_buf body = {.mem = mem};

        for (uint64_t k = 5 + invent_number(&v, 120); k > 0; k--)
            tw_buf_addf(&body, "wo%u ", word_of(&v));
        a[i] = (struct tw_indexed){.title = prose(&v, 3), .body = tw_buf_slice(&body)};
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

struct source { struct kept *part[SEGMENTS]; uint64_t first[SEGMENTS]; size_t asked; };

/* What is not asked for at first: places, and articles of long lists. */
static struct tw_block at_first(struct tw_block b, const struct tw_wanted *w)
{
    if (w->prefix && w->places) return b;
    b.places.n = 0;
    b.is_begun = w->places && b.docs.n > TW_BLOCK + 300;
    if (b.is_begun) b.docs.n = 300;
    return b;
}

static void take_lists(struct tw_block b, uint64_t start, struct tw_wanted *w, struct tw_lists *out)
{
    struct tw_block some = at_first(b, w);
    struct tw_list l;

    while (tw_block_next(&some, start, &l)) {
        if (!(w->prefix ? tw_slice_starts(l.word, w->word) : tw_slice_eq(l.word, w->word)))
            continue;
        if (!out->v) out->v = TW_NEW_N(mem, struct tw_list, RARE);
        out->v[out->n++] = l;
    }
}

static enum tw_status lists(void *context, struct tw_wanted *w, size_t n)
{
    struct source *s = context;

    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < SEGMENTS; i++)
            for (size_t k = 0; k < s->part[i]->n; k++)
                take_lists(s->part[i]->block[k], s->part[i]->first, &w[j], &w[j].in[i]);
    return TW_OK;
}

static struct tw_slice some_of(struct tw_slice s, uint64_t at, uint64_t n)
{
    if (at > s.n) at = s.n;
    return (struct tw_slice){s.p + at, n < s.n - at ? n : s.n - at};
}

static enum tw_status pieces(void *context, struct tw_piece *v, size_t n)
{
    struct source *s = context;

    s->asked++;
    for (size_t i = 0; i < n; i++) {
        const struct kept *k = s->part[v[i].segment];
        size_t at = k->n - 1;

        while (at > 0 && tw_slice_cmp(k->word[at], v[i].of->word) > 0) at--;
        v[i].list = (struct tw_list){
            .first = v[i].part.first,
            .docs = some_of(k->block[at].docs, v[i].part.docs_at, v[i].part.docs),
            .places = some_of(k->block[at].places, v[i].part.places_at, v[i].part.places)};
    }
    return TW_OK;
}

static struct tw_index index_of_all(struct source *s, const struct tw_indexed *a, uint64_t n)
{
    *s = (struct source){0};
    for (unsigned i = 0; i < SEGMENTS; i++) {
        s->first[i] = 1 + i * n / SEGMENTS;
        s->part[i] = written(a, s->first[i], (i + 1) * n / SEGMENTS);
    }
    return (struct tw_index){.n = SEGMENTS, .first = s->first, .articles = n, .words = 100 * n,
                             .lists = lists, .pieces = pieces, .context = s};
}

static struct tw_index index_of(struct source *s, const struct tw_indexed *a)
{
    return index_of_all(s, a, ARTICLES);
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
                               x->articles == MANY ? word_of(v) : (unsigned)invent_number(v, 40),
                               i + 1 == words && prefix ? "" : " ");
    for (size_t i = 0; i < sizeof joined; i++) joined[i] = phrase[i] == ' ' ? '-' : phrase[i];
    snprintf(query, sizeof query, "%s%s%s", title ? "title:" : "", joined, prefix ? "*" : "");
    h = find(x, query);
    for (uint64_t i = 1; i <= x->articles; i++)
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

static void phrases_are_found_in_parts_of_long_lists(void **state)
{
    struct source s;
    struct invent v = {6};
    const struct tw_indexed *a = many_articles();
    struct tw_index x = index_of_all(&s, a, MANY);
    struct tw_hits near;
    size_t found = 0, n = 0;

    (void)state;
    for (int i = 0; i < 150; i++) try_phrase(&x, a, &v, &found);
    assert_true(found > 1500 && s.asked > 100);
    near = find(&x, "wo45 NEAR/0 wo7");
    for (uint64_t i = 1; i <= MANY; i++)
        if (has(a[i - 1].body, "wo45 wo7 ") || has(a[i - 1].body, "wo7 wo45 ")) {
            assert_true(n < near.n);
            assert_int_equal(near.v[n++].number, i);
        }
    assert_true(n > 0 && n == near.n);
}

/* ---- Parts */

/* The parts of a list, read alone, are the list. */
static size_t parts_of(struct tw_block b, uint64_t start)
{
    struct tw_block short_of = {.docs = {b.docs.p, 300}, .is_begun = true};
    struct tw_list l, whole, outline;
    struct tw_part *part;
    size_t n;

    assert_true(tw_block_next(&b, start, &l) && !tw_list_is_outline(&l));
    whole = l;
    if (l.docs.n <= TW_BLOCK) return 0;
    assert_true(tw_block_next(&short_of, start, &outline) && tw_list_is_outline(&outline));
    n = tw_list_parts(mem, &outline, &part);
    for (size_t i = 0; i < n; i++) {
        struct tw_list some = {.first = part[i].first,
                               .docs = some_of(whole.docs, part[i].docs_at - l.from, part[i].docs),
                               .places = some_of(whole.places, part[i].places_at, part[i].places)};
        struct tw_posting p, same_one;
        uint32_t place[300], same_place[300];

        while (tw_list_next(&some, &p)) {
            assert_true(tw_list_next(&l, &same_one));
            assert_memory_equal(&p, &same_one, sizeof p);
            assert_int_equal(tw_list_places(&some, &p, place), p.title + p.body);
            assert_int_equal(tw_list_places(&l, &p, same_place), p.title + p.body);
            assert_memory_equal(place, same_place, (p.title + p.body) * sizeof *place);
        }
        assert_int_equal(some.places.n, 0);
    }
    assert_int_equal(l.docs.n, 0);
    return n;
}

static void long_lists_have_parts_that_are_read_alone(void **state)
{
    const struct tw_indexed *a = many_articles();
    struct kept *k = written(a, 1, MANY), *half[2] = {written(a, 1, 2000), written(a, 2001, MANY)};
    struct kept merged = {.first = 1};
    struct tw_segment v[] = {{1, half[0]->block, half[0]->n}, {2001, half[1]->block, half[1]->n}};
    size_t lists_with_parts = 0;
    uint64_t words;

    (void)state;
    for (size_t i = 0; i < k->n; i++) {
        size_t n = parts_of(k->block[i], 1);

        assert_true(n == 0 || (n > 10 && n <= MANY / 128 + 1));
        lists_with_parts += n > 0;
    }
    assert_true(lists_with_parts >= 40);
    OK(tw_postings_merge(mem, v, 2, NULL, 0, keep, &merged, &words));
    same(k, &merged);
}

static void what_is_damaged_is_searched_without_harm(void **state)
{
    struct source s[2];
    struct invent v = {9};
    struct tw_index x[] = {index_of(&s[0], articles(ARTICLES)),
                           index_of_all(&s[1], many_articles(), MANY)};

    (void)state;
    for (unsigned turn = 0; turn < 600; turn++) {
        struct kept *k = s[turn % 2].part[invent_number(&v, SEGMENTS)];
        struct tw_block *b = &k->block[invent_number(&v, turn % 2 ? 10 : 1)];
        struct tw_slice some = invent_number(&v, 2) ? b->docs : b->places;

        if (!some.n) continue;
        ((char *)(uintptr_t)some.p)[invent_number(&v, some.n < 400 ? (unsigned)some.n : 400)] =
            (char)invent_number(&v, 256);
        (void)find(&x[turn % 2], "\"wo10 wo11\" OR title:wo1-wo2* OR wo1 NEAR/3 wo12 OR wo13");
        if (turn % 20 == 1) (void)find(&x[1], "\"wo10 wo45 wo11\"");
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
        TEST(phrases_are_found_in_parts_of_long_lists),
        TEST(long_lists_have_parts_that_are_read_alone),
        TEST(what_is_damaged_is_searched_without_harm),
        TEST(the_best_come_first_and_equals_by_number),
        TEST(what_is_gone_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
