/* tests/read/html_build_test.c - pages as trees.
**
** A tree is compared as text: name(children), text in quotation marks, '_'
** before a node that had white space in front of it, '^' before text in a link.
*/
#include "read/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void write_node(struct tw_buf *out, const struct tw_html *t, uint32_t i)
{
    const struct tw_node *x = &t->node[i];
    uint32_t child = tw_html_first(t, i);

    if (x->flags & TW_NODE_SPACE) tw_buf_addc(out, '_');
    if (x->tag == TW_TAG_TEXT) {
        if (x->flags & TW_NODE_LINK) tw_buf_addc(out, '^');
        tw_buf_addf(out, "\"%.*s\"", TW_FMT(tw_html_raw(t, i)));
        return;
    }
    tw_buf_add(out, tw_html_name(t, i));
    if (!child) return;
    tw_buf_addc(out, '(');
    for (; child; child = tw_html_next(t, child)) {
        if (out->p[out->n - 1] != '(') tw_buf_addc(out, ' ');
        write_node(out, t, child);
    }
    tw_buf_addc(out, ')');
}

static void check_links(const struct tw_html *t)
{
    for (uint32_t i = 1; i < t->n; i++) {
        const struct tw_node *x = &t->node[i];

        assert_true(x->parent < i);
        assert_true(x->end > i && x->end <= t->node[x->parent].end);
        assert_true((size_t)x->off + x->len <= t->page.n);
    }
}

/* The page's tree below the element `top` must read as `want`. */
static void reads(const char *page, const char *want)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_html t;
    struct tw_buf out = {.mem = mem};

    assert_int_equal(tw_html_parse(mem, tw_slice_of(page), &t), TW_OK);
    check_links(&t);
    for (uint32_t i = tw_html_first(&t, t.html); i; i = tw_html_next(&t, i)) {
        if (out.n) tw_buf_addc(&out, ' ');
        write_node(&out, &t, i);
    }
    tw_buf_addc(&out, 0);
    assert_string_equal(out.p, want);
    tw_arena_free(mem);
}

static void head_and_body_are_always_there(void **state)
{
    (void)state;
    reads("", "head body");
    reads("one", "head body(\"one\")");
    reads("<title>A &amp; B</title>one", "head(title(\"A &amp; B\")) body(\"one\")");
    reads("<!doctype html><html><head><meta charset=utf-8></head><body><p>one</body></html>",
          "head(meta) body(p(\"one\"))");
    reads("<p>one<html lang=en><body class=x><p>two", "head body(p(\"one\") p(\"two\"))");
    reads("<p>one</p></body></html>two", "head body(p(\"one\") \"two\")");
    reads("<head></head><script>x</script><p>one", "head script(\"x\") body(p(\"one\"))");
}

static void attributes_of_a_late_html_tag_count(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_html t;

    (void)state;
    assert_int_equal(tw_html_parse(mem, TW_LIT("<title>x</title><html lang='sl'><p>one"), &t),
                     TW_OK);
    assert_true(tw_slice_eq(tw_html_attr(&t, t.html, TW_ATTR_LANG), TW_LIT("sl")));
    tw_arena_free(mem);
}

static void missing_end_tags_are_implied(void **state)
{
    (void)state;
    reads("<p>one<p>two<div>three</div>", "head body(p(\"one\") p(\"two\") div(\"three\"))");
    reads("<ul><li>one<li>two<ul><li>three</ul><li>four</ul>five",
          "head body(ul(li(\"one\") li(\"two\" ul(li(\"three\"))) li(\"four\")) \"five\")");
    reads("<dl><dt>a<dd>b<dt>c</dl>", "head body(dl(dt(\"a\") dd(\"b\") dt(\"c\")))");
    reads("<select><option>a<option>b</select>c",
          "head body(select(option(\"a\") option(\"b\")) \"c\")");
    reads("<h2>one<h3>two</h3>three", "head body(h2(\"one\") h3(\"two\") \"three\")");
    reads("<div><p>one</div>two", "head body(div(p(\"one\")) \"two\")");
    reads("one</p>two", "head body(\"one\" p \"two\")");
    reads("one</br>two", "head body(\"one\" br \"two\")");
}

static void tables_close_their_parts(void **state)
{
    (void)state;
    reads("<table><tr><td>a<td>b<tr><th>c</table>d",
          "head body(table(tr(td(\"a\") td(\"b\")) tr(th(\"c\"))) \"d\")");
    reads("<table><tbody><tr><td><table><tr><td>in</table>out</table>",
          "head body(table(tbody(tr(td(table(tr(td(\"in\"))) \"out\")))))");
    reads("<table><tr><td><p>a</td></tr></table><td>b", "head body(table(tr(td(p(\"a\")))) \"b\")");
    reads("<table><tr><td></div>a</table>", "head body(table(tr(td(\"a\"))))");
}

static void misnested_formatting_ends_where_it_says(void **state)
{
    (void)state;
    reads("<b>one<i>two</b>three</i>four", "head body(b(\"one\" i(\"two\")) \"three\" \"four\")");
    reads("<a href=x>one<p>two</a>three</p>four",
          "head body(a(^\"one\" p(^\"two\" \"three\")) \"four\")");
    reads("<a href=x>one<a href=y>two</a>three", "head body(a(^\"one\") a(^\"two\") \"three\")");
    reads("<a name=x>one<p>two", "head body(a(\"one\" p(\"two\")))");
    reads("<form><div>a</form>b</div>c", "head body(form(div(\"a\" \"b\")) \"c\")");
    reads("<div><span>a</div>b", "head body(div(span(\"a\")) \"b\")");
    reads("<my-box>a<my-row>b</my-box>c", "head body(my-box(\"a\" my-row(\"b\")) \"c\")");
}

static void white_space_marks_the_next_node(void **state)
{
    (void)state;
    reads("<p>one <b>two</b> <i> three</i></p>\n<p>four",
          "head body(p(\"one\" _b(\"two\") _i(_\"three\")) _p(\"four\"))");
}

static void raw_text_is_one_node(void **state)
{
    (void)state;
    reads("<body><script>if (a<b) x='<p>'</script>one",
          "head body(script(\"if (a<b) x='<p>'\") \"one\")");
    reads("<body><script><!-- x('<script></script>') --></script>one",
          "head body(script(\"<!-- x('<script></script>') -->\") \"one\")");
    reads("<body><STYLE>a>b{}</Style >one", "head body(style(\"a>b{}\") \"one\")");
    reads("<body><textarea><p>x</textarea>y", "head body(textarea(\"<p>x\") \"y\")");
    reads("<body><noscript><img></noscript>y", "head body(noscript(\"<img>\") \"y\")");
    reads("<body>a<script>b", "head body(\"a\" script(\"b\"))");
}

static void comments_vanish(void **state)
{
    (void)state;
    reads("one<!-- <p> -->two<!-->three<!--->four<!x>five<?php a ?>six</ x>seven",
          "head body(\"one\" \"two\" \"three\" \"four\" \"five\" \"six\" \"seven\")");
    reads("one<!-- never closed <p>two", "head body(\"one\")");
    reads("one<!-- a --!>two", "head body(\"one\" \"two\")");
    reads("a < b <3 </> c", "head body(\"a\" _\"<\" _\"b\" _\"<3\" _\"c\")");
}

static void foreign_content_is_left_out(void **state)
{
    (void)state;
    reads("a<svg><title>x</title><path/><a>y</a><g><svg></svg></g>z</svg>b",
          "head body(\"a\" svg \"b\")");
    reads("a<svg><g>x<div>b</div>", "head body(\"a\" svg div(\"b\"))");
    reads("a<svg/>b", "head body(\"a\" svg \"b\")");
    reads("a<svg><![CDATA[ <p> ]]></svg>b<![CDATA[c]]>d", "head body(\"a\" svg \"b\" \"d\")");
}

static void broken_attributes_do_not_lose_the_page(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_html t;
    uint32_t p;

    (void)state;
    assert_int_equal(tw_html_parse(mem,
                                   TW_LIT("<body><p =x CLASS = 'a b'id=c title lang=\"\" href=/x/ class=d>e"), &t), TW_OK);
    p = tw_html_find(&t, TW_TAG_P, 0, t.n);
    assert_true(tw_slice_eq(tw_html_attr(&t, p, TW_ATTR_CLASS), TW_LIT("a b")));
    assert_true(tw_slice_eq(tw_html_attr(&t, p, TW_ATTR_ID), TW_LIT("c")));
    assert_true(tw_slice_eq(tw_html_attr(&t, p, TW_ATTR_HREF), TW_LIT("/x/")));
    assert_true(tw_html_has(&t, p, TW_ATTR_TITLE));
    assert_true(tw_html_has(&t, p, TW_ATTR_LANG));
    assert_false(tw_html_has(&t, p, TW_ATTR_SRC));
    reads("a<p title=\"never closed>b", "head body(\"a\")");
    tw_arena_free(mem);
}

static void depth_is_capped(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf page = {.mem = mem};
    struct tw_html t;

    (void)state;
    for (int i = 0; i < 5000; i++) tw_buf_adds(&page, "<div><b>");
    tw_buf_adds(&page, "<script>no text</script>deep");
    assert_int_equal(tw_html_parse(mem, tw_buf_slice(&page), &t), TW_OK);
    check_links(&t);
    assert_true(tw_slice_eq(tw_html_text(mem, &t, t.body), TW_LIT("deep")));
    tw_arena_free(mem);
}

static void nodes_are_capped(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf page = {.mem = mem};
    struct tw_html t;

    (void)state;
    for (int i = 0; i < 1100000; i++) tw_buf_adds(&page, "<p>");
    assert_int_equal(tw_html_parse(mem, tw_buf_slice(&page), &t), TW_TOOBIG);
    assert_true(t.over);
    check_links(&t);
    tw_arena_free(mem);
}

static void html_inside_svg_stays_inside(void **state)
{
    (void)state;
    reads("<svg><title>a</title><foreignObject><div>b</div></foreignObject>c</svg>d",
          "head body(svg \"d\")");
    reads("<svg><desc><p>a<p>b</desc><g>c</svg>d", "head body(svg \"d\")");
    reads("<svg><g>a<div>b</div></g></svg>c", "head body(svg div(\"b\") \"c\")");
}

static void end_tags_around_an_open_svg_end_it(void **state)
{
    (void)state;
    reads("<p><a href=x><svg><path></a>b", "head body(p(a(svg) \"b\"))");
    reads("<div><p>a<svg><g></div>b", "head body(div(p(\"a\" svg)) \"b\")");
    reads("<p>a<svg><g></i>b</svg>c", "head body(p(\"a\" svg \"c\"))");
    reads("<p>a<svg><g>b</g></svg></p>c", "head body(p(\"a\" svg) \"c\")");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_and_body_are_always_there),
        cmocka_unit_test(attributes_of_a_late_html_tag_count),
        cmocka_unit_test(missing_end_tags_are_implied),
        cmocka_unit_test(tables_close_their_parts),
        cmocka_unit_test(misnested_formatting_ends_where_it_says),
        cmocka_unit_test(white_space_marks_the_next_node),
        cmocka_unit_test(raw_text_is_one_node),
        cmocka_unit_test(comments_vanish),
        cmocka_unit_test(foreign_content_is_left_out),
        cmocka_unit_test(broken_attributes_do_not_lose_the_page),
        cmocka_unit_test(depth_is_capped),
        cmocka_unit_test(nodes_are_capped),
        cmocka_unit_test(html_inside_svg_stays_inside),
        cmocka_unit_test(end_tags_around_an_open_svg_end_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
