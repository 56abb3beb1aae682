/* store/parcel_test.c - what is sent comes out as it went in; what is no parcel is refused. */
#include "extract/statementswire.h"
#include "store/deskwork.h"
#include "store/parcel.h"

static const struct tw_slice BUILD = {"one", 3}, OTHER = {"two", 3};

/* The articles of examples/newsroom.jsonl. */
static struct tw_article *newsroom(size_t *n)
{
    enum { SIZE = 1 << 20 };
    char *all = tw_arena_alloc(mem, SIZE);
    FILE *f = fopen("examples/newsroom.jsonl", "rb");
    struct tw_slice rest, line;
    struct tw_article *a = TW_NEW_N(mem, struct tw_article, 100);

    assert_non_null(f);
    rest = (struct tw_slice){all, fread(all, 1, SIZE, f)};
    fclose(f);
    for (*n = 0; tw_slice_line(&rest, &line); ++*n) {
        struct tw_jv object;

        assert_true(*n < 100);
        OK(tw_json_parse(mem, line, &object, NULL));
        OK(tw_article_read(mem, &object, &a[*n]));
    }
    return a;
}

static struct tw_parcel parcel_of(const struct tw_article *a)
{
    struct tw_statements *s = TW_NEW(mem, struct tw_statements);

    OK(tw_extract(mem, a, s));
    return (struct tw_parcel){.article = *a,
                              .received = tw_date_from_unix(MORNING + 90000),
                              .kind = TW_EVIDENCE_JSON,
                              .evidence = a->text,
                              .build = BUILD,
                              .statements = s};
}

/* All that a parcel has, as text: but for `score`, which no JSON tells. */
static struct tw_slice told(const struct tw_parcel *p)
{
    struct tw_buf out = {.mem = mem};
    char iso[TW_DATE_TEXT];

    tw_buf_addf(&out, "%d %.*s\n", (int)p->kind, (int)tw_date_iso(&p->received, iso), iso);
    tw_buf_add(&out, p->evidence);
    tw_article_write(&out, &p->article);
    if (p->statements) {
        tw_statements_write(&out, &p->article, p->statements);
        for (size_t i = 0; i < p->statements->attributions.n; i++)
            tw_buf_addf(&out, " %d", p->statements->attributions.v[i].score);
        for (size_t i = 0; i < p->statements->mentions.n; i++)
            tw_buf_addf(&out, " %zu %u", p->statements->mentions.v[i].span.off,
                        p->statements->mentions.v[i].actor);
    }
    return tw_buf_slice(&out);
}

static void a_parcel_comes_out_as_it_went_in(void **state)
{
    struct tw_packer *packer = tw_packer_new();
    size_t n, statements = 0;
    struct tw_article *a = newsroom(&n);

    (void)state;
    assert_int_equal(n, 35);
    for (size_t i = 0; i < n; i++) {
        struct tw_parcel p = parcel_of(&a[i]), back;
        struct tw_slice packed;

        OK(tw_parcel_pack(packer, mem, &p, &packed));
        OK(tw_parcel_unpack(packer, mem, packed, BUILD, &back));
        assert_non_null(back.statements);
        assert_true(tw_slice_eq(told(&p), told(&back)));
        assert_true(tw_slice_eq(p.build, back.build));
        statements += back.statements->attributions.n + back.statements->figures.n;
    }
    assert_true(statements > 100);
    tw_packer_free(packer);
}

static void another_build_gets_no_statements(void **state)
{
    struct tw_buf bare = {.mem = mem};
    struct tw_parcel p = parcel_of(&news(1)[0]), back;

    (void)state;
    OK(tw_parcel_write(&bare, &p));
    OK(tw_parcel_read(mem, tw_buf_slice(&bare), OTHER, &back));
    assert_null(back.statements);
    p.statements = NULL;
    assert_true(tw_slice_eq(told(&p), told(&back)));
    assert_true(tw_slice_eq(back.build, BUILD));
}

/* Every byte is changed, and every length tried.  A bare parcel has no checksum: what comes
** out of a changed one must be fit for use. */
static void what_is_damaged_is_refused_or_fit_for_use(void **state)
{
    struct tw_packer *packer = tw_packer_new();
    struct tw_parcel p = parcel_of(&news(5)[4]), back;
    struct tw_buf bare = {.mem = mem};
    struct tw_slice packed;

    (void)state;
    OK(tw_parcel_write(&bare, &p));
    OK(tw_parcel_pack(packer, mem, &p, &packed));
    for (size_t i = 0; i < bare.n; i++) {
        struct tw_mark mark = tw_arena_mark(mem);
        char was = bare.p[i];

        assert_int_equal(tw_parcel_read(mem, (struct tw_slice){bare.p, i}, BUILD, &back),
                         TW_BROKEN);
        bare.p[i] = (char)(was ^ (1 << i % 8));
        if (tw_parcel_read(mem, tw_buf_slice(&bare), BUILD, &back) == TW_OK)
            assert_true(told(&back).n > 0);
        bare.p[i] = was;
        tw_arena_release(mem, mark);
    }
    for (size_t i = 0; i < packed.n; i++) {
        struct tw_mark mark = tw_arena_mark(mem);
        char *changed = tw_arena_dup(mem, packed.p, packed.n);

        assert_true(tw_parcel_unpack(packer, mem, (struct tw_slice){packed.p, i}, BUILD, &back)
                    != TW_OK);
        changed[i] ^= (char)(1 << i % 8);
        if (tw_parcel_unpack(packer, mem, (struct tw_slice){changed, packed.n}, BUILD, &back)
            == TW_OK)
            assert_true(tw_slice_eq(told(&p), told(&back)));    /* a bit that says nothing */
        tw_arena_release(mem, mark);
    }
    tw_packer_free(packer);
}

static void a_later_format_is_told_from_damage(void **state)
{
    struct tw_parcel back;

    (void)state;
    assert_int_equal(tw_parcel_read(mem, TW_LIT("TWP\2?"), BUILD, &back), TW_NEWER);
    assert_int_equal(tw_parcel_read(mem, TW_LIT("TWP\0"), BUILD, &back), TW_BROKEN);
    assert_int_equal(tw_parcel_read(mem, TW_LIT("TWP"), BUILD, &back), TW_BROKEN);
    assert_int_equal(tw_parcel_read(mem, TW_LIT("{\"id\":1}"), BUILD, &back), TW_BROKEN);
}

/* Statements that no tw_extract writes: two attributions that hold each other. */
static void an_attribution_that_holds_itself_is_refused(void **state)
{
    struct tw_article a = news(1)[0];
    struct tw_span content = {0, a.text.n};
    struct tw_attribution v[2] = {{.content = {&content, 1}, .in = 1}, {.content = {&content, 1}}};
    struct tw_statements s = {.attributions = {v, 2}};
    struct tw_parcel p = {.article = a, .build = BUILD, .statements = &s};
    struct tw_buf bare = {.mem = mem};

    (void)state;
    assert_int_equal(tw_parcel_write(&bare, &p), TW_BROKEN);
    assert_int_equal(bare.n, 0);
    v[0].in = -1;
    OK(tw_parcel_write(&bare, &p));
}

/* Gives the desk every article as a parcel; their statements are for another build, or its own. */
static void add_parcels(struct tw_desk *d, const struct tw_article *a, size_t n,
                        struct tw_slice build)
{
    for (size_t i = 0; i < n; i++) {
        struct tw_buf bare = {.mem = mem};
        struct tw_parcel p = parcel_of(&a[i]), back;
        struct tw_incoming in;
        enum tw_taken taken;

        OK(tw_parcel_write(&bare, &p));
        OK(tw_parcel_read(mem, tw_buf_slice(&bare), build, &back));
        in = tw_parcel_incoming(&back);
        assert_int_equal(in.statements != NULL, tw_slice_eq(build, BUILD));
        OK(tw_desk_add(d, &in, &taken));
        assert_int_equal(taken, TW_TAKEN);
        if (i % 7 == 6) OK(tw_desk_commit(d));
    }
    OK(tw_desk_commit(d));
}

/* The store after all articles; without a build, as they are. */
static struct tw_slice stored(const char *name, const struct tw_article *a, size_t n,
                              struct tw_slice build)
{
    const char *where = place(name);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 2);
    struct tw_slice out;

    if (build.n) add_parcels(d, a, n, build);
    else add_all(d, a, 0, n, 7);
    out = dump(s);
    tw_desk_close(d);
    tw_store_close(s);
    return out;
}

static void a_desk_that_is_given_statements_stores_the_same(void **state)
{
    size_t n;
    struct tw_article *a = newsroom(&n);
    struct tw_slice plain = stored("plain.db", a, n, TW_LIT(""));

    (void)state;
    same(plain, stored("own.db", a, n, BUILD));
    same(plain, stored("other.db", a, n, OTHER));
    a = news(60);
    same(stored("plain2.db", a, 60, TW_LIT("")), stored("own2.db", a, 60, BUILD));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_parcel_comes_out_as_it_went_in),
        TEST_IN_FOLDER(another_build_gets_no_statements),
        TEST_IN_FOLDER(what_is_damaged_is_refused_or_fit_for_use),
        TEST_IN_FOLDER(a_later_format_is_told_from_damage),
        TEST_IN_FOLDER(an_attribution_that_holds_itself_is_refused),
        TEST_IN_FOLDER(a_desk_that_is_given_statements_stores_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
