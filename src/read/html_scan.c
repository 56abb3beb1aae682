/* read/html_scan.c - cutting a page into tags, comments and raw text.
**
** Names are looked up through one multiplication: the first and the last eight
** bytes of a name, folded to lower case, are mixed into a slot number, and the
** candidate is compared.  The two tables are filled for each page (about 2 us),
** which needs no generated file and cannot get out of step with the lists.
** Everything else is memchr and one table of byte classes.  A tag with a
** missing quotation mark swallows text up to the next one, as in browsers.
*/
#include "read/html_scan.h"

#include <assert.h>

enum { SPACE = 1, NAME_END = 2, VALUE_END = 4 };    /* byte classes */

static const uint8_t byte_class[256] = {
    [' '] = SPACE | NAME_END | VALUE_END, ['\t'] = SPACE | NAME_END | VALUE_END,
    ['\n'] = SPACE | NAME_END | VALUE_END, ['\f'] = SPACE | NAME_END | VALUE_END,
    ['\r'] = SPACE | NAME_END | VALUE_END, ['/'] = NAME_END, ['>'] = NAME_END | VALUE_END,
};

static const char *const tag_text[] = {
#define X(name, text, traits) text,
    TW_TAG_LIST(X)
#undef X
};

static const char *const attr_text[] = {
#define X(name, text) text,
    TW_ATTR_LIST(X)
#undef X
};

const char *tw_tag_text(enum tw_tag tag)
{
    assert(tag < TW_TAG_COUNT);
    return tag_text[tag];
}

static bool is(unsigned char c, unsigned kinds)
{
    return (byte_class[c] & kinds) != 0;
}

/* Up to eight bytes as a number, in lower case as far as letters go (other
** bytes change too; the comparison afterwards tells). */
static uint64_t eight(const char *p, size_t n)
{
    uint64_t x = 0;

    if (n >= 8) memcpy(&x, p, 8);
    else for (size_t i = 0; i < n; i++) x |= (uint64_t)(unsigned char)p[i] << 8 * i;
    return x | 0x2020202020202020u;
}

static uint32_t name_hash(const char *p, size_t n)
{
    uint64_t x = eight(p, n) + n;

    /* splitmix64's first multiplier */
    if (n > 8) x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9u + eight(p + n - 8, 8);
    /* 2^64 / golden ratio: Knuth 6.4 */
    x *= 0x9E3779B97F4A7C15u;
    return (uint32_t)(x >> 32);
}

static void put(uint8_t *slot, size_t slots, const char *name, size_t number)
{
    size_t at = name_hash(name, strlen(name)) & (slots - 1);

    while (slot[at]) at = (at + 1) & (slots - 1);
    slot[at] = (uint8_t)number;
}

static bool same_name(const char *p, size_t n, const char *lower)
{
    for (size_t i = 0; i < n; i++)
        if (tw_to_lower(p[i]) != lower[i]) return false;    /* also at its final NUL */
    return lower[n] == 0;
}

static unsigned look_up(const uint8_t *slot, size_t slots, const char *const *text, uint32_t hash,
                        const char *p, size_t n)
{
    for (size_t at = hash & (slots - 1); slot[at]; at = (at + 1) & (slots - 1))
        if (same_name(p, n, text[slot[at]])) return slot[at];
    return 0;
}

void tw_html_scan_start(struct tw_html_scan *s, struct tw_slice page)
{
    s->p = page.p;
    s->end = page.p + page.n;
    memset(&s->names, 0, sizeof s->names);
    for (size_t i = TW_TAG_HTML; i < TW_TAG_COUNT; i++)
        put(s->names.tag, TW_TAG_SLOTS, tag_text[i], i);
    for (size_t i = 1; i < TW_ATTR_COUNT; i++)
        put(s->names.attr, TW_ATTR_SLOTS, attr_text[i], i);
}

static const char *skip_space(const char *p, const char *end)
{
    while (p < end && is((unsigned char)*p, SPACE)) p++;
    return p;
}

/* Reads the value that may follow an attribute name ("= value"); *value is
** empty when there is none.  NULL when the page ends inside it. */
static const char *scan_value(const char *p, const char *end, struct tw_slice *value)
{
    const char *after = skip_space(p, end), *from;

    *value = (struct tw_slice){p, 0};
    if (after == end || *after != '=') return p;
    p = skip_space(after + 1, end);
    if (p == end) return NULL;
    if (*p == '"' || *p == '\'') {
        from = p + 1;
        p = memchr(from, *p, (size_t)(end - from));
        if (!p) return NULL;
        *value = (struct tw_slice){from, (size_t)(p - from)};
        return p + 1;
    }
    for (from = p; p < end && !is((unsigned char)*p, VALUE_END); p++) ;
    *value = (struct tw_slice){from, (size_t)(p - from)};
    return p;
}

static void keep_attr(const struct tw_html_scan *s, struct tw_html_token *out, const char *name,
                      size_t n, struct tw_slice value)
{
    unsigned number = look_up(s->names.attr, TW_ATTR_SLOTS, attr_text, name_hash(name, n), name, n);

    if (number == 0 || out->is_end || out->attr_n == TW_TAG_ATTRS) return;
    out->attr[out->attr_n++] = (struct tw_attr){(uint32_t)(value.p - s->p), (uint32_t)value.n,
                                                (uint8_t)number};
}

/* Reads the attributes from p to behind the '>'; NULL when the page ends. */
static const char *scan_attrs(const struct tw_html_scan *s, const char *p,
                              struct tw_html_token *out)
{
    const char *end = s->end, *name;
    struct tw_slice value;
    size_t n;

    for (;;) {
        while (p < end && is((unsigned char)*p, SPACE)) p++;
        if (p == end) return NULL;
        if (*p == '>') return p + 1;
        if (*p == '/') {
            out->self_closing = p + 1 < end && p[1] == '>';
            p++;
            continue;
        }
        name = p++;     /* a name may begin with '=' */
        while (p < end && !is((unsigned char)*p, NAME_END) && *p != '=') p++;
        n = (size_t)(p - name);
        p = scan_value(p, end, &value);
        if (!p) return NULL;
        keep_attr(s, out, name, n, value);
    }
}

bool tw_html_scan_tag(const struct tw_html_scan *s, size_t at, struct tw_html_token *out)
{
    const char *p = s->p + at + 1, *name;
    size_t n;

    out->is_end = *p == '/';
    out->self_closing = false;
    out->attr_n = 0;
    name = p += out->is_end;
    assert(p < s->end && tw_is_alpha(*p));
    while (p < s->end && !is((unsigned char)*p, NAME_END)) p++;
    n = (size_t)(p - name);
    out->name_hash = name_hash(name, n);
    out->tag = (enum tw_tag)look_up(s->names.tag, TW_TAG_SLOTS, tag_text, out->name_hash, name, n);
    p = p < s->end && *p == '>' ? p + 1 : scan_attrs(s, p, out);
    if (!p) return false;
    out->end = (size_t)(p - s->p);
    return true;
}

static const char *find_comment_end(const char *p, const char *end)
{
    const char *from = p;

    if (p < end && *p == '>') return p + 1;                             /* <!--> */
    if (end - p >= 2 && p[0] == '-' && p[1] == '>') return p + 2;       /* <!---> */
    while ((p = memchr(p, '>', (size_t)(end - p))) != NULL) {
        if (p - from >= 2 && p[-1] == '-' && p[-2] == '-') return p + 1;
        if (p - from >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-') return p + 1;
        p++;
    }
    return end;
}

size_t tw_html_scan_comment(const struct tw_html_scan *s, size_t at, bool foreign)
{
    const char *p = s->p + at, *hit;
    struct tw_slice rest = {p, (size_t)(s->end - p)};

    if (tw_slice_starts(rest, TW_LIT("<!--")))
        return (size_t)(find_comment_end(p + 4, s->end) - s->p);
    if (foreign && tw_slice_starts(rest, TW_LIT("<![CDATA["))) {
        size_t close = tw_slice_find(rest, TW_LIT("]]>"), 9);
        return close == TW_NONE ? at + rest.n : at + close + 3;
    }
    hit = memchr(p, '>', rest.n);
    return hit ? (size_t)(hit + 1 - s->p) : at + rest.n;
}

/* True when "NAME" and then a byte that ends a name stand at p. */
static bool is_name_at(const char *p, const char *end, const char *name, size_t n)
{
    if ((size_t)(end - p) <= n || !is((unsigned char)p[n], NAME_END)) return false;
    return same_name(p, n, name);
}

/* The end of the comment-like part of a script that begins at p ("<!--"). */
static const char *escape_end(const char *p, const char *end)
{
    size_t hit = tw_slice_find((struct tw_slice){p, (size_t)(end - p)}, TW_LIT("-->"), 2);

    return hit == TW_NONE ? end : p + hit;
}

/* Script data with its "escaped" states (13.2.5.20 and on): between <!-- and
** --> a nested <script> hides one </script>. */
static const char *find_script_end(const char *p, const char *end)
{
    const char *escaped = p;    /* up to here we are inside <!-- ... --> */
    bool nested = false;

    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        const char *name = p + 1;

        if (p >= escaped) nested = false;
        if (name < end && *name == '/' && is_name_at(name + 1, end, "script", 6)) {
            if (!nested) return p;
            nested = false;
        } else if (p < escaped) {
            nested |= is_name_at(name, end, "script", 6);
        } else if (end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
            escaped = escape_end(p, end);
        }
        p++;
    }
    return end;
}

size_t tw_html_scan_raw(const struct tw_html_scan *s, size_t at, enum tw_tag tag)
{
    const char *p = s->p + at, *name = tw_tag_text(tag);
    size_t n = strlen(name);

    if (tag == TW_TAG_PLAINTEXT) return (size_t)(s->end - s->p);
    if (tag == TW_TAG_SCRIPT) return (size_t)(find_script_end(p, s->end) - s->p);
    while ((p = memchr(p, '<', (size_t)(s->end - p))) != NULL) {
        if (p + 1 < s->end && p[1] == '/' && is_name_at(p + 2, s->end, name, n))
            return (size_t)(p - s->p);
        p++;
    }
    return (size_t)(s->end - s->p);
}
