/* fuzz/html_fuzz.c - any bytes are a tree whose nodes lie inside the page and
** inside each other; the article of a page has its paragraphs in order inside
** its text; and cleaning a page made of that text adds nothing to it. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/clean.h"
#include "read/html.h"

static void check_tree(const struct tw_html *t)
{
    for (uint32_t i = 1; i < t->n; i++) {
        const struct tw_node *x = &t->node[i];

        PROMISE(x->parent < i && x->end > i && x->end <= t->node[x->parent].end);
        PROMISE((size_t)x->off + x->len <= t->page.n);
        PROMISE(x->attr + x->attr_n <= t->attr_n);
    }
    for (uint32_t i = 0; i < t->attr_n; i++)
        PROMISE((size_t)t->attr[i].off + t->attr[i].len <= t->page.n);
}

static void check_article(const struct tw_article *a)
{
    size_t end = 0;

    PROMISE(tw_utf8_valid(a->text) == a->text.n);
    for (size_t i = 0; i < a->paragraphs.n; i++) {
        PROMISE(tw_span_check(a->text, a->paragraphs.v[i]) && a->paragraphs.v[i].off >= end);
        PROMISE(a->paragraphs.v[i].len > 0);
        end = tw_span_end(a->paragraphs.v[i]);
    }
}

static enum tw_status clean(struct tw_arena *mem, struct tw_slice page, struct tw_article *out)
{
    const struct tw_document doc = {.format = TW_FORMAT_HTML, .source = TW_LIT("fuzz"),
                                    .text = page};
    const char *why;

    return tw_clean(mem, &doc, out, &why);
}

/* The paragraphs as a page; line ends inside them are rows of tables. */
static struct tw_slice page_of(struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_buf out = {.mem = mem};

    tw_buf_adds(&out, "<div class=article-body>");
    for (size_t i = 0; i < a->paragraphs.n; i++) {
        struct tw_slice p = tw_span_text(a->text, a->paragraphs.v[i]);

        tw_buf_adds(&out, "<p>");
        for (size_t k = 0; k < p.n; k++) {
            if (p.p[k] == '<') tw_buf_adds(&out, "&lt;");
            else if (p.p[k] == '&') tw_buf_adds(&out, "&amp;");
            else tw_buf_addc(&out, p.p[k]);
        }
        tw_buf_adds(&out, "</p>");
    }
    return tw_buf_slice(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_slice page = tw_utf8_repair(mem, fuzz_input(data, size), NULL);
    struct tw_article a, again;
    struct tw_html t;

    PROMISE(tw_html_parse(mem, page, &t) == (t.over ? TW_TOOBIG : TW_OK));
    check_tree(&t);
    if (clean(mem, page, &a) == TW_OK) {
        check_article(&a);
        if (clean(mem, page_of(mem, &a), &again) == TW_OK) {
            check_article(&again);
            PROMISE(again.text.n <= a.text.n);
        }
    }
    tw_arena_free(mem);
    return 0;
}
