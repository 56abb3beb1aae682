/* read/html_text.c - finding nodes and reading their attributes and text.
**
** Attributes of a node are few, so a lookup is a walk over them.  Text is
** decoded only here, when somebody wants it.
*/
#include "read/html.h"

#include "read/html_reference.h"

#include <assert.h>

uint32_t tw_html_find(const struct tw_html *t, enum tw_tag tag, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end && i < t->n; i++)
        if (t->node[i].tag == tag) return i;
    return 0;
}

uint32_t tw_html_up(const struct tw_html *t, uint32_t i, enum tw_tag tag)
{
    while (i && t->node[i].tag != tag) i = t->node[i].parent;
    return i;
}

/* ---- decoding ---- */

/* Bytes that tw_html_add_text must look at: white space and control characters,
** '&', and the first bytes of U+00A0, U+00AD (C2) and U+FEFF (EF). */
static bool is_plain(unsigned char c)
{
    return c > ' ' && c != '&' && c != 0xC2 && c != 0xEF;
}

/* The length of a blank at the start of s: white space, U+00A0, or nothing to
** be shown (U+00AD, U+FEFF: *shown false).  0 when it begins with a character. */
static size_t blank(struct tw_slice s, bool *shown)
{
    unsigned char c = (unsigned char)s.p[0];

    *shown = true;
    if (c <= ' ' || c == 0x7F) return 1;
    if (c == 0xC2 && s.n > 1) {
        *shown = (unsigned char)s.p[1] != 0xAD;
        return (unsigned char)s.p[1] == 0xA0 || (unsigned char)s.p[1] == 0xAD ? 2 : 0;
    }
    *shown = false;
    return c == 0xEF && s.n > 2 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Appends what a reference at s stands for; white space sets *space instead.
** Returns the bytes taken. */
static size_t add_reference(struct tw_buf *out, struct tw_slice s, bool *space, bool in_attr)
{
    struct tw_slice got;
    size_t before = out->n, n;
    bool shown;

    if (*space) tw_buf_addc(out, ' ');
    n = tw_reference_add(out, s, in_attr);
    if (n == 0) tw_buf_addc(out, '&'), n = 1;
    got = (struct tw_slice){out->p + before + *space, out->n - before - *space};
    if (got.n && blank(got, &shown) == got.n) {
        out->n = before;
        *space |= shown;
    } else {
        *space = false;
    }
    return n;
}

static bool add_text(struct tw_buf *out, struct tw_slice raw, bool space, bool in_attr)
{
    size_t at = 0, from, n;
    bool shown;

    while (at < raw.n) {
        if (raw.p[at] == '&') {
            at += add_reference(out, tw_slice_sub(raw, at, raw.n), &space, in_attr);
            continue;
        }
        if (!is_plain((unsigned char)raw.p[at])
            && (n = blank(tw_slice_sub(raw, at, raw.n), &shown)) > 0) {
            space |= shown;
            at += n;
            continue;
        }
        for (from = at++; at < raw.n && is_plain((unsigned char)raw.p[at]); ) at++;
        if (space) tw_buf_addc(out, ' ');
        tw_buf_add(out, tw_slice_sub(raw, from, at));
        space = false;
    }
    return space;
}

bool tw_html_add_text(struct tw_buf *out, struct tw_slice raw, bool space)
{
    return add_text(out, raw, space, false);
}

/* ---- attributes ---- */

static const struct tw_attr *find_attr(const struct tw_html *t, uint32_t i, enum tw_attr_name name)
{
    const struct tw_attr *a = t->attr + t->node[i].attr;

    assert(i < t->n);
    for (unsigned k = 0; k < t->node[i].attr_n; k++)
        if (a[k].name == name) return &a[k];
    return NULL;
}

struct tw_slice tw_html_attr(const struct tw_html *t, uint32_t i, enum tw_attr_name name)
{
    const struct tw_attr *a = find_attr(t, i, name);

    return a ? (struct tw_slice){t->page.p + a->off, a->len} : TW_LIT("");
}

bool tw_html_has(const struct tw_html *t, uint32_t i, enum tw_attr_name name)
{
    return find_attr(t, i, name) != NULL;
}

/* True when s has no white space but single spaces inside, and no reference. */
static bool is_clean(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < ' ' || c == '&' || c == 0xC2 || c == 0xEF) return false;
        if (c == ' ' && (i == 0 || i + 1 == s.n || s.p[i + 1] == ' ')) return false;
    }
    return true;
}

struct tw_slice tw_html_attr_text(struct tw_arena *mem, const struct tw_html *t, uint32_t i,
                                  enum tw_attr_name name)
{
    struct tw_slice s = tw_html_attr(t, i, name);
    struct tw_buf b = {.mem = mem};

    if (is_clean(s)) return s;
    add_text(&b, s, false, true);
    return tw_slice_trim(tw_buf_slice(&b));
}

struct tw_slice tw_html_raw(const struct tw_html *t, uint32_t i)
{
    uint32_t child = tw_html_is_text(t, i) ? i : tw_html_first(t, i);

    while (child && !tw_html_is_text(t, child)) child = tw_html_next(t, child);
    if (!child) return TW_LIT("");
    return (struct tw_slice){t->page.p + t->node[child].off, t->node[child].len};
}

struct tw_slice tw_html_name(const struct tw_html *t, uint32_t i)
{
    const struct tw_node *x = &t->node[i];
    size_t n = 0;
    const char *p = t->page.p + x->off + 1;

    if (x->tag != TW_TAG_OTHER || x->len == 0) return tw_slice_of(tw_tag_text((enum tw_tag)x->tag));
    while (n + 2 < x->len && !tw_is_space(p[n]) && p[n] != '/' && p[n] != '>') n++;
    return (struct tw_slice){p, n};
}

/* ---- text of a subtree ---- */

static bool has_no_text(enum tw_tag tag)
{
    switch (tag) {
    case TW_TAG_SCRIPT: case TW_TAG_STYLE: case TW_TAG_NOSCRIPT: case TW_TAG_TEMPLATE: case TW_TAG_IFRAME:
    case TW_TAG_NOEMBED: case TW_TAG_NOFRAMES: case TW_TAG_SELECT: case TW_TAG_TEXTAREA:
        return true;
    default:
        return false;
    }
}

static void add_line(struct tw_buf *out, bool *space)
{
    if (out->n && out->p[out->n - 1] != '\n') tw_buf_addc(out, '\n');
    *space = false;
}

/* True when a line-breaking element that holds `last` is left on the way to i. */
static bool leaves_block(const struct tw_html *t, uint32_t last, uint32_t i)
{
    for (; t->node[last].end <= i; last = t->node[last].parent)
        if (tw_tag_traits((enum tw_tag)t->node[last].tag) & TW_BREAKS) return true;
    return false;
}

struct tw_slice tw_html_text(struct tw_arena *mem, const struct tw_html *t, uint32_t i)
{
    struct tw_buf out = {.mem = mem};
    uint32_t top = i, end = t->node[i].end;
    bool space = false;

    for (uint32_t last = i; i < end; last = i,
         i = has_no_text((enum tw_tag)t->node[i].tag) && i != top
                                                     ? t->node[i].end : i + 1) {
        const struct tw_node *x = &t->node[i];

        if (i != top && leaves_block(t, last, i)) add_line(&out, &space);
        space |= (x->flags & TW_NODE_SPACE) && out.n && out.p[out.n - 1] != '\n';
        if (x->tag == TW_TAG_TEXT)
            space = tw_html_add_text(&out, (struct tw_slice){t->page.p + x->off, x->len}, space);
        else if (x->tag == TW_TAG_BR || (tw_tag_traits((enum tw_tag)x->tag) & TW_BREAKS))
            add_line(&out, &space);
    }
    return tw_slice_trim(tw_buf_slice(&out));
}
