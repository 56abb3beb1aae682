/* tests/read/html_text_test.c - text and attributes as people see them. */
#include "read/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void same(struct tw_slice got, const char *want)
{
    if (!tw_slice_eq(got, tw_slice_of(want)))
        fail_msg("got \"%.*s\", want \"%s\"", TW_FMT(got), want);
}

static void text_is(const char *page, const char *want)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_html t;

    assert_int_equal(tw_html_parse(mem, tw_slice_of(page), &t), TW_OK);
    same(tw_html_text(mem, &t, t.body), want);
    tw_arena_free(mem);
}

static void blocks_break_lines(void **state)
{
    (void)state;
    text_is("<p>one</p><p>two</p>three", "one\ntwo\nthree");
    text_is("<div>one<div>two</div></div>three<br>four", "one\ntwo\nthree\nfour");
    text_is("one<b>two</b> <i>three </i>four", "onetwo three four");
    text_is("<p>one\n  two&nbsp;&nbsp;three&#9;four</p>", "one two three four");
}

static void code_is_no_text(void **state)
{
    (void)state;
    text_is("a<script>b</script><style>c</style><noscript>d</noscript><template><p>e</template>f",
            "af");
}

static void decodes(const char *s, const char *want)
{
    struct tw_arena *mem = tw_arena_new(0);

    same(tw_html_decode(mem, tw_slice_of(s)), want);
    tw_arena_free(mem);
}

static void references_are_decoded(void **state)
{
    (void)state;
    decodes("plain", "plain");
    decodes("&lt;&amp;lt;&eacute;&Eacute;&NotEqualTilde;", "<&lt;éÉ≂̸");
    decodes("&#65;&#x42;&#x20AC;&#128;&#150;", "AB€€–");
    decodes("&#0;&#xD800;&#x110000;&#99999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD");
    decodes("&copy2024 &notit; &ampamp; AT&T a&b & &; &#; &#x; &unknown; &",
            "©2024 ¬it; &amp; AT&T a&b & &; &#; &#x; &unknown; &");
}

static void queries_in_links_stay(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_html t;
    uint32_t a;

    (void)state;
    assert_int_equal(tw_html_parse(mem,
                                   TW_LIT("<a href='?a=1&copy=2&amp;b=3' title=' A &amp; &quot;B&quot; \n C&amp;lt; '>x</a>"), &t), TW_OK);
    a = tw_html_find(&t, TW_TAG_A, 0, t.n);
    same(tw_html_attr_text(mem, &t, a, TW_ATTR_HREF), "?a=1&copy=2&b=3");
    same(tw_html_attr_text(mem, &t, a, TW_ATTR_TITLE), "A & \"B\" C&lt;");
    tw_arena_free(mem);
}

static void invisible_marks_are_dropped(void **state)
{
    (void)state;
    text_is("soft&shy;ly \xEF\xBB\xBFsaid co\xC2\xADop", "softly said coop");
    text_is("caf\xC3\xA9 \xC2\xA9 2024 &copy;", "café © 2024 ©");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_break_lines),
        cmocka_unit_test(code_is_no_text),
        cmocka_unit_test(references_are_decoded),
        cmocka_unit_test(queries_in_links_stay),
        cmocka_unit_test(invisible_marks_are_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
