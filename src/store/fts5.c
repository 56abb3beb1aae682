/* store/fts5.c - writes FTS5 expressions; everything that could be misread has parentheses. */
#include "store/fts5.h"

#include "base/buf.h"

static void write_node(struct tw_buf *out, const struct tw_query_node *n);

static void write_field(struct tw_buf *out, enum tw_query_field field)
{
    static const char *const names[] = {"{title body}: ", "title: ", "speaker: ", "actor: "};

    tw_buf_adds(out, names[field]);
}

static void write_words(struct tw_buf *out, const struct tw_query_node *n)
{
    tw_buf_addc(out, '"');
    for (size_t i = 0; i < n->words.n; i++) {
        if (i) tw_buf_addc(out, ' ');
        tw_buf_add(out, n->words.v[i]);
    }
    tw_buf_adds(out, n->prefix ? "\" *" : "\"");
}

static void write_near(struct tw_buf *out, const struct tw_query_node *n)
{
    write_field(out, n->child->field);
    tw_buf_adds(out, "NEAR(");
    for (const struct tw_query_node *c = n->child; c; c = c->next) {
        write_words(out, c);
        tw_buf_addc(out, ' ');
    }
    tw_buf_addf(out, ", %u)", n->distance);
}

/* The children that are (not) excluded, with `between` in between. */
static void write_children(struct tw_buf *out, const struct tw_query_node *n, bool excluded,
                           const char *between)
{
    bool first = true;

    tw_buf_addc(out, '(');
    for (const struct tw_query_node *c = n->child; c; c = c->next) {
        if (c->excluded != excluded) continue;
        if (!first) tw_buf_adds(out, between);
        first = false;
        write_node(out, c);
    }
    tw_buf_addc(out, ')');
}

static bool has_excluded(const struct tw_query_node *n)
{
    for (const struct tw_query_node *c = n->child; c; c = c->next)
        if (c->excluded) return true;
    return false;
}

static void write_node(struct tw_buf *out, const struct tw_query_node *n)
{
    switch (n->kind) {
    case TW_QUERY_PHRASE:
        write_field(out, n->field);
        write_words(out, n);
        break;
    case TW_QUERY_NEAR:
        write_near(out, n);
        break;
    case TW_QUERY_ANY:
        write_children(out, n, false, " OR ");
        break;
    default:
        tw_buf_addc(out, '(');
        write_children(out, n, false, " AND ");
        if (has_excluded(n)) {
            tw_buf_adds(out, " NOT ");
            write_children(out, n, true, " OR ");
        }
        tw_buf_addc(out, ')');
    }
}

struct tw_slice tw_fts5_expression(struct tw_arena *mem, const struct tw_query_node *root)
{
    struct tw_buf out = {.mem = mem};

    write_node(&out, root);
    return tw_buf_slice(&out);
}
