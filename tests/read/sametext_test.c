/* tests/read/sametext_test.c - do our trees hold the text that other parsers find?
**
** gumbo follows the HTML standard: text, and which blocks part it, must be the
** same.  libxml2 follows HTML 4: the text must be the same when the scripts are
** taken out, which it ends at any "</".  Pages: the bundled ones, and those of
** the yardsticks when they are there (YARDSTICKS, else ../shared/yardsticks).
** Kinds of difference that are known are counted, and must stay rare.
*/
#include "base/utf8.h"
#include "read/html.h"

#include <glob.h>
#include <gumbo.h>
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <stdlib.h>
#include <zlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { PAGE_MAX = 1 << 24, RARE = 20 /* one page in so many may differ in a known way */ };

/* Text as it is compared: white space as one blank, blocks (when asked for) as lines. */
struct text { struct tw_buf out; bool space, lines; };

static void add(struct text *t, struct tw_slice s)
{
    for (size_t at = 0; at < s.n; ) {
        size_t from = at;
        uint32_t c = tw_utf8_next(s, &at);

        if (c <= ' ' || (c >= 0x7F && c <= 0xA0)) t->space = true;
        if (c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0xFEFF) continue;
        if (t->space && t->out.n && t->out.p[t->out.n - 1] != '\n') tw_buf_addc(&t->out, ' ');
        t->space = false;
        tw_buf_add(&t->out, tw_slice_sub(s, from, at));
    }
}

static void end_line(struct text *t)
{
    if (!t->lines) return;
    if (t->out.n && t->out.p[t->out.n - 1] != '\n') tw_buf_addc(&t->out, '\n');
    t->space = false;
}

static bool is_one(const char *name, const char *names)
{
    struct tw_slice rest = tw_slice_of(names), part;

    while (tw_slice_part(&rest, ' ', &part)) if (tw_slice_eq(part, tw_slice_of(name))) return true;
    return false;
}

static bool is_left_out(const char *name)
{
    return is_one(name, "noscript template iframe noembed noframes frameset svg math");
}

/* Elements whose content is one text; where the others put white space around it differs. */
static bool is_raw(const char *name)
{
    return is_one(name, "script style title textarea");
}

static bool breaks_line(const char *name)
{
    static const struct { const char *name; unsigned traits; } tags[] = {
#define X(tag, text, traits) {text, traits},
        TW_TAG_LIST(X)
#undef X
    };

    if (is_one(name, "html head body"))
        return false; /* they differ where noscript holds a picture */
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(name, tags[i].name) == 0) return tags[i].traits & TW_BREAKS;
    return false;
}

/* Both sides of an element's content. */
static void edge(struct text *t, const char *name)
{
    if (is_raw(name)) t->space = true;
    if (breaks_line(name)) end_line(t);
}

static void our_text(const struct tw_html *t, uint32_t i, struct text *out)
{
    const struct tw_node *x = &t->node[i];
    const char *name = tw_tag_text((enum tw_tag)x->tag),
               *parent = tw_tag_text((enum tw_tag)t->node[x->parent].tag);

    out->space |= x->flags & TW_NODE_SPACE;
    if (x->tag == TW_TAG_TEXT) {
        add(out, is_one(parent, "script style xmp")
                     ? tw_html_raw(t, i)
                     : tw_html_decode(out->out.mem, tw_html_raw(t, i)));
        return;
    }
    if (is_left_out(name)) return;
    edge(out, name);
    for (uint32_t c = tw_html_first(t, i); c; c = tw_html_next(t, c)) our_text(t, c, out);
    edge(out, name);
}

/* Of svg and math, only whether a text in it begins with white space. */
static void gumbo_space(const GumboNode *n, struct text *out)
{
    if (n->type == GUMBO_NODE_WHITESPACE || n->type == GUMBO_NODE_TEXT)
        out->space |= tw_is_space(n->v.text.text[0]);
    if (n->type != GUMBO_NODE_ELEMENT) return;
    for (unsigned i = 0; i < n->v.element.children.length; i++)
        gumbo_space(n->v.element.children.data[i], out);
}

static void gumbo_text(const GumboNode *n, struct text *out)
{
    const char *name;

    if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE
        || n->type == GUMBO_NODE_CDATA)
        add(out, tw_slice_of(n->v.text.text));
    if (n->type != GUMBO_NODE_ELEMENT) return;
    name = gumbo_normalized_tagname(n->v.element.tag);
    if (n->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) gumbo_space(n, out);
    if (n->v.element.tag_namespace != GUMBO_NAMESPACE_HTML || is_left_out(name)) return;
    edge(out, name);
    for (unsigned i = 0; i < n->v.element.children.length; i++)
        gumbo_text(n->v.element.children.data[i], out);
    edge(out, name);
}

static void xml_space(const xmlNode *n, struct text *out)
{
    for (; n; n = n->next) {
        if (n->type == XML_TEXT_NODE) out->space |= tw_is_space((char)n->content[0]);
        else xml_space(n->children, out);
    }
}

static void xml_text(const xmlNode *n, struct text *out)
{
    for (; n; n = n->next) {
        const char *name = (const char *)n->name;

        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
            add(out, tw_slice_of((const char *)n->content));
        if (n->type != XML_ELEMENT_NODE) continue;
        if (is_one(name, "svg math")) xml_space(n->children, out);
        if (is_left_out(name)) continue;
        edge(out, name);
        xml_text(n->children, out);
        edge(out, name);
    }
}

/* ---- what is known to differ ---- */

/* Blocks between the rows of a table: the standard moves them before the table, our tree leaves
** them. */
static bool has_misplaced(const struct tw_html *t)
{
    for (uint32_t i = t->body; i < t->n; i++) {
        const char *name = tw_tag_text((enum tw_tag)t->node[i].tag);

        if (!is_one(tw_tag_text((enum tw_tag)t->node[t->node[i].parent].tag),
                    "table tbody thead tfoot tr"))
            continue;
        if (!is_one(name, "table tbody thead tfoot tr td th caption colgroup col script style "
                          "template form input"))
            return true;
    }
    return false;
}

/* References that only HTML 5 has: without ';', by new names, or windows-1252 by number. */
static bool has_new_reference(struct tw_slice page)
{
    for (size_t at = 0; (at = tw_slice_find_char(page, '&', at)) != TW_NONE; at++) {
        char name[40] = "";
        size_t n = 0;

        while (at + 1 + n < page.n && n + 1 < sizeof name && tw_is_alnum(page.p[at + 1 + n]))
            name[n] = page.p[at + 1 + n], n++;
        if (n
            && (at + 1 + n == page.n || page.p[at + 1 + n] != ';'
                || !htmlEntityLookup((const xmlChar *)name)))
            return true;
        if (n == 0 && at + 2 < page.n && page.p[at + 1] == '#') {
            int number = 0;

            for (size_t k = at + 2; k < page.n && tw_is_digit(page.p[k]) && number < 1000; k++)
                number = number * 10 + (page.p[k] - '0');
            if (number >= 128 && number < 160) return true;
        }
    }
    return false;
}

static bool has(struct tw_slice page, const char *what)
{
    return tw_slice_find(page, tw_slice_of(what), 0) != TW_NONE;
}

/* How libxml2 may read a page otherwise; NULL: not at all. */
static const char *html4(struct tw_slice page)
{
    if (has_new_reference(page)) return "references of HTML 5";
    if (has(page, "--!>") || has(page, "<!-->") || has(page, "<![")) return "ends of comments";
    if (has(page, " @") || has(page, "\n@")) return "names of attributes";
    return NULL;
}

/* ---- pages ---- */

struct tally { const char *kind[8]; unsigned count[8], n, pages; };

static void count(struct tally *t, const char *kind)
{
    unsigned i = 0;

    while (i < t->n && strcmp(t->kind[i], kind) != 0) i++;
    assert_true(i < 8);
    t->kind[i] = kind;
    t->count[i]++;
    if (i == t->n) t->n++;
}

static void expect_rare(const struct tally *t)
{
    unsigned known = 0;

    for (unsigned i = 0; i < t->n; i++)
        print_message("%u of %u pages differ by %s\n", t->count[i], t->pages, t->kind[i]);
    for (unsigned i = 0; i < t->n; i++) known += t->count[i];
    assert_true(t->pages >= 4);
    assert_true(known * RARE <= t->pages);
}

static void expect_same(const char *path, struct text *ours, struct text *theirs, const char *kind,
                        struct tally *tally)
{
    struct tw_slice a = tw_buf_slice(&ours->out), b = tw_buf_slice(&theirs->out);
    size_t at = 0, from;

    tally->pages++;
    if (tw_slice_eq(a, b)) return;
    if (kind) {
        count(tally, kind);
        return;
    }
    while (at < a.n && at < b.n && a.p[at] == b.p[at]) at++;
    from = at > 60 ? at - 60 : 0;
    a = tw_slice_sub(a, from, at + 60 < a.n ? at + 60 : a.n);
    b = tw_slice_sub(b, from, at + 60 < b.n ? at + 60 : b.n);
    fail_msg("%s: ours \"%.*s\", theirs \"%.*s\"", path, TW_FMT(a), TW_FMT(b));
}

static void with_gumbo(struct tw_arena *mem, const char *path, struct tw_slice page,
                       struct tally *tally)
{
    struct text ours = {.out = {.mem = mem}, .lines = true}, theirs = ours;
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, page.p, page.n);
    struct tw_html t;

    assert_int_equal(tw_html_parse(mem, page, &t), TW_OK);
    our_text(&t, t.html, &ours);
    gumbo_text(output->root, &theirs);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    expect_same(path, &ours, &theirs, has_misplaced(&t) ? "what is misplaced in tables" : NULL,
                tally);
}

/* The page with blanks for the content of its scripts. */
static struct tw_slice without_scripts(struct tw_arena *mem, struct tw_slice page)
{
    char *copy = tw_arena_alloc(mem, page.n);
    struct tw_html t;

    memcpy(copy, page.p, page.n);
    assert_int_equal(tw_html_parse(mem, page, &t), TW_OK);
    for (uint32_t i = 1; i < t.n; i++)
        if ((t.node[i].flags & TW_NODE_RAW)
            && !is_one(tw_tag_text((enum tw_tag)t.node[t.node[i].parent].tag), "title textarea"))
            memset(copy + t.node[i].off, ' ', t.node[i].len);
    return (struct tw_slice){copy, page.n};
}

static void with_libxml2(struct tw_arena *mem, const char *path, struct tw_slice page,
                         struct tally *tally)
{
    int options =
        HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | (int)XML_PARSE_HUGE;
    struct text ours = {.out = {.mem = mem}}, theirs = ours;
    struct tw_html t;
    htmlDocPtr doc;

    page = without_scripts(mem, page);
    doc = htmlReadMemory(page.p, (int)page.n, NULL, "UTF-8", options);
    assert_non_null(doc);
    assert_int_equal(tw_html_parse(mem, page, &t), TW_OK);
    our_text(&t, t.html, &ours);
    xml_text(xmlDocGetRootElement(doc), &theirs);
    xmlFreeDoc(doc);
    expect_same(path, &ours, &theirs, html4(page), tally);
}

/* Valid UTF-8 without control characters, which the others replace each in its way. */
static struct tw_slice read_page(struct tw_arena *mem, const char *path)
{
    gzFile f = gzopen(path, "rb");
    char *buf = tw_arena_alloc(mem, PAGE_MAX);
    int n = f ? gzread(f, buf, PAGE_MAX) : -1;
    struct tw_slice page;
    char *p;

    assert_true(n >= 0 && n < PAGE_MAX);
    gzclose(f);
    page = tw_utf8_repair(mem, (struct tw_slice){buf, (size_t)n}, NULL);
    p = tw_arena_alloc(mem, page.n);
    memcpy(p, page.p, page.n);
    for (size_t i = 0; i < page.n; i++) {
        bool wide = i + 1 < page.n && (unsigned char)p[i] == 0xC2 && (unsigned char)p[i + 1] < 0xA0;

        if (wide) p[i + 1] = ' ';
        if (wide || (unsigned char)p[i] < ' ' || p[i] == 0x7F) p[i] = p[i] == '\n' ? '\n' : ' ';
    }
    return (struct tw_slice){p, page.n};
}

typedef void compare(struct tw_arena *mem, const char *path, struct tw_slice page,
                     struct tally *tally);

static void each_page(compare *with)
{
    const char *folder = getenv("YARDSTICKS");
    struct tw_arena *mem = tw_arena_new(0);
    struct tally tally = {.n = 0};
    char pattern[512];
    glob_t found;

    glob("examples/*/*.html", 0, NULL, &found);
    snprintf(pattern, sizeof pattern, "%s/data/pages/*/*.html.gz",
             folder ? folder : "../shared/yardsticks");
    glob(pattern, GLOB_APPEND, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        with(mem, found.gl_pathv[i], read_page(mem, found.gl_pathv[i]), &tally);
        tw_arena_reset(mem);
    }
    globfree(&found);
    tw_arena_free(mem);
    expect_rare(&tally);
}

static void text_and_blocks_are_those_of_gumbo(void **state)
{
    (void)state;
    each_page(with_gumbo);
}

static void text_is_that_of_libxml2(void **state)
{
    (void)state;
    each_page(with_libxml2);
    xmlCleanupParser();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_blocks_are_those_of_gumbo),
        cmocka_unit_test(text_is_that_of_libxml2),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
