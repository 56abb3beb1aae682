/* cmd_demo.c - twosource demo: the bundled accounts, compared.
**
** Works offline and from anywhere: the accounts are inside the program.
*/
#include "bundle.h"
#include "cmd.h"
#include "pipeline.h"

#include "base/vec.h"

#include <stdio.h>

/* When the bundled accounts count as received: after the last of them. */
static const struct tw_date received = {.grain = TW_DATE_DAY, .year = 2025, .month = 12, .day = 31};

/* The set's name: what stands before the slash. */
static struct tw_slice set_of(const struct tw_bundled *b)
{
    struct tw_slice name = tw_slice_of(b->name);

    return tw_slice_sub(name, 0, tw_slice_find_char(name, '/', 0));
}

static void load(struct tw_arena *mem, const struct tw_bundled *b, struct tw_account *out)
{
    struct tw_document doc = {
        .format = tw_slice_ends(tw_slice_of(b->name), TW_LIT(".html")) ? TW_FORMAT_HTML : TW_FORMAT_TEXT,
        .source = tw_slice_of(b->name), .text = {(const char *)b->p, b->n}, .received = received,
    };
    struct tw_article *a = TW_NEW(mem, struct tw_article);
    struct tw_statements *s = TW_NEW(mem, struct tw_statements);
    const char *why;

    if (tw_flow_article(mem, &doc, a, s, &why) == TW_OK)
        *out = (struct tw_account){.article = a, .statements = s};
}

/* Compares the accounts of the set that begins at *b and moves *b behind it. */
static bool show_set(struct tw_arena *mem, const struct tw_bundled **b, const struct tw_options *o)
{
    struct tw_slice set = set_of(*b);
    struct tw_account *account = NULL;
    struct tw_comparison c;
    struct tw_buf out = {.mem = mem};
    size_t n = 0, cap = 0;

    for (; (*b)->name && tw_slice_eq(set_of(*b), set); (*b)++) {
        struct tw_account one = {0};

        load(mem, *b, &one);
        if (one.article) TW_PUSH(mem, account, n, cap, one);
    }
    if (n == 0 || tw_compare(mem, account, n, &c) != TW_OK) return false;
    if (o->json) tw_comparison_write(&out, &c);
    else tw_comparison_print(&out, &c, tw_screen_width(o), tw_screen_colour(o));
    tw_buf_addc(&out, '\n');
    return tw_put(&out);
}

int tw_cmd_demo(const struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    const struct tw_bundled *b = tw_bundle;
    bool ok = true;

    if (o->page) {
        tw_arena_free(mem);
        return tw_demo_page(o);
    }
    while (ok && b->name) {
        ok = show_set(mem, &b, o);
        tw_arena_reset(mem);
    }
    tw_arena_free(mem);
    return ok ? TW_EXIT_DONE : TW_EXIT_FAILED;
}
