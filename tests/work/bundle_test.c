#include "work/bundle.h"

#include "base/buf.h"
#include "support/folder.h"
#include "work/line.h"

#define assert_slice(got, want) check_text((got), (want), __FILE__, __LINE__)

static void items_come_out_as_they_went_in(void **state)
{
    struct tw_raw raw = {.kind = TW_RAW_HTTP,
                         .source = TW_LIT("wire\xFF#1"),
                         .bytes = TW_LIT("HTTP/1.1 200 OK\r\n\r\n\x80"),
                         .received_given = true,
                         .title = TW_LIT("Ferry")},
                  back;
    struct tw_packer *packer = tw_packer_new();
    struct tw_item in[2] = {{TW_LIT("abc"), 7, tw_item_of_raw(mem, &raw)}, {{"", 0}, 0, TW_LIT("x")}}, *out;
    char id[TW_BUNDLE_ID], again[TW_BUNDLE_ID];
    struct tw_slice message = tw_bundle_pack(packer, mem, in, 2, id), same = tw_bundle_pack(packer, mem, in, 2, again);
    size_t n;

    (void)state;
    assert_slice(same, message);
    assert_string_equal(id, again);
    assert_int_equal(tw_bundle_unpack(packer, mem, message, &out, &n), TW_OK);
    assert_int_equal(n, 2);
    assert_slice(out[0].from, in[0].from);
    assert_int_equal(out[0].number, 7);
    assert_int_equal(tw_item_raw(out[0].data, &back), TW_OK);
    assert_int_equal(back.kind, TW_RAW_HTTP);
    assert_slice(back.source, raw.source);
    assert_slice(back.bytes, raw.bytes);
    assert_slice(back.title, raw.title);
    assert_true(back.received_given);
    in[0].number = 8;
    tw_bundle_pack(packer, mem, in, 2, again);
    assert_string_not_equal(id, again);
    tw_packer_free(packer);
}

static void damaged_messages_are_refused(void **state)
{
    struct tw_packer *packer = tw_packer_new();
    struct tw_item in = {TW_LIT("abc"), 7, TW_LIT("something that is long enough to be packed")}, *out;
    char id[TW_BUNDLE_ID];
    struct tw_slice message = tw_bundle_pack(packer, mem, &in, 1, id);
    struct tw_raw raw;
    struct tw_settled s = {3, TW_FATE_DROPPED, TW_LIT("why")}, *v;
    struct tw_slice settled = tw_settled_write(mem, &s, 1);
    size_t n;

    (void)state;
    for (size_t i = 0; i < message.n; i++)
        assert_int_not_equal(tw_bundle_unpack(packer, mem, tw_slice_sub(message, 0, i), &out, &n), TW_OK);
    assert_int_equal(tw_bundle_unpack(packer, mem, tw_packer_pack(packer, mem, TW_LIT("TWB\1\377\377\377\377\17"), TW_LIT("")), &out, &n),
                     TW_BROKEN);
    assert_int_equal(tw_item_raw(TW_LIT("no document"), &raw), TW_BROKEN);
    assert_int_equal(tw_settled_read(mem, settled, &v, &n), TW_OK);
    assert_int_equal(n, 1);
    assert_int_equal(v[0].fate, TW_FATE_DROPPED);
    assert_slice(v[0].why, s.why);
    for (size_t i = 0; i < settled.n; i++)
        assert_int_equal(tw_settled_read(mem, tw_slice_sub(settled, 0, i), &v, &n), TW_BROKEN);
    tw_packer_free(packer);
}

static void an_article_goes_where_its_language_does(void **state)
{
    struct tw_partitions p;

    (void)state;
    assert_true(tw_partitions_read(NULL, &p));
    assert_int_equal(p.n, 1);
    assert_slice(p.name[tw_partition_of(&p, TW_LIT("en"))], TW_LIT("all"));
    assert_true(tw_partitions_read("en,de", &p));
    assert_slice(p.name[tw_partition_of(&p, TW_LIT("de"))], TW_LIT("de"));
    assert_slice(p.name[tw_partition_of(&p, TW_LIT("fr"))], TW_LIT("rest"));
    assert_slice(p.name[tw_partition_of(&p, TW_LIT(""))], TW_LIT("rest"));
    assert_false(tw_partitions_read("en;de", &p));
    assert_false(tw_partitions_read("en,all", &p));
    assert_false(tw_partitions_read("rest", &p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(items_come_out_as_they_went_in),
        TEST_IN_FOLDER(damaged_messages_are_refused),
        TEST_IN_FOLDER(an_article_goes_where_its_language_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
