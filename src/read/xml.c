/* read/xml.c - tags out of XML, by looking for "<" and what stands behind it. */
#include "read/xml.h"

#include "base/buf.h"
#include "read/html.h"

/* Offset behind `mark` from `at` on; the end of the text when it is missing. */
static size_t behind(struct tw_slice s, struct tw_slice mark, size_t at)
{
    size_t hit = tw_slice_find(s, mark, at);

    return hit == TW_NONE ? s.n : hit + mark.n;
}

/* Behind a declaration "<!DOCTYPE ... [ ... ]>". */
static size_t behind_declaration(struct tw_slice s, size_t at)
{
    size_t close = tw_slice_find_char(s, '>', at), open;

    if (close == TW_NONE) return s.n;
    open = tw_slice_find_char(tw_slice_sub(s, 0, close), '[', at);
    if (open != TW_NONE) return behind(s, TW_LIT(">"), behind(s, TW_LIT("]"), open));
    return close + 1;
}

/* What is no tag at `at` ('<'): where to go on; 0 when it is a tag. */
static size_t pass(struct tw_slice s, size_t at)
{
    struct tw_slice rest = tw_slice_sub(s, at, s.n);

    if (tw_slice_starts(rest, TW_LIT("<!--"))) return behind(s, TW_LIT("-->"), at + 4);
    if (tw_slice_starts(rest, TW_LIT("<![CDATA["))) return behind(s, TW_LIT("]]>"), at + 9);
    if (tw_slice_starts(rest, TW_LIT("<?"))) return behind(s, TW_LIT("?>"), at + 2);
    if (tw_slice_starts(rest, TW_LIT("<!"))) return behind_declaration(s, at + 2);
    if (rest.n > 1 && (tw_is_alpha(rest.p[1]) || rest.p[1] == '/' || rest.p[1] == '_'
                       || (unsigned char)rest.p[1] >= 0x80))
        return 0;
    return at + 1;
}

/* The end of a tag: '>' outside of quotes. */
static size_t tag_end(struct tw_slice s, size_t at)
{
    char quote = 0;

    for (; at < s.n; at++) {
        char c = s.p[at];

        if (quote) quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') return at;
    }
    return TW_NONE;
}

bool tw_xml_next(struct tw_xml *x, struct tw_xml_tag *out)
{
    struct tw_slice s = x->text;

    for (;;) {
        size_t at = tw_slice_find_char(s, '<', x->at), on, end, name;

        if (at == TW_NONE) return x->at = s.n, false;
        if ((on = pass(s, at)) != 0) {
            x->at = on;
            continue;
        }
        if ((end = tag_end(s, at)) == TW_NONE) {
            x->at = at + 1;             /* a quote that is never closed: forget this tag */
            if ((end = tw_slice_find_char(s, '>', at)) == TW_NONE) return x->at = s.n, false;
        }
        out->closing = s.p[at + 1] == '/';
        out->empty = s.p[end - 1] == '/';
        name = at + 1 + out->closing;
        for (on = name; on < end && !tw_is_space(s.p[on]) && s.p[on] != '/'; on++) {}
        out->name = tw_slice_sub(s, name, on);
        out->attributes = tw_slice_sub(s, on, end - out->empty > on ? end - out->empty : on);
        x->at = end + 1;
        return true;
    }
}

struct tw_slice tw_xml_inner(struct tw_xml *x, const struct tw_xml_tag *open)
{
    size_t from = x->at, depth = 1;
    struct tw_xml_tag t;

    if (open->empty) return TW_LIT("");
    for (;;) {
        if (!tw_xml_next(x, &t)) return tw_slice_sub(x->text, from, x->text.n);
        if (!tw_slice_eq(t.name, open->name)) continue;
        if (t.closing) depth--;
        else if (!t.empty) depth++;
        if (depth == 0) return tw_slice_sub(x->text, from, (size_t)(t.name.p - 2 - x->text.p));
    }
}

struct tw_slice tw_xml_attribute(const struct tw_xml_tag *tag, struct tw_slice name)
{
    struct tw_slice s = tag->attributes;

    for (size_t at = 0; at < s.n;) {
        size_t equals = tw_slice_find_char(s, '=', at), open, close;
        struct tw_slice key;

        if (equals == TW_NONE) break;
        key = tw_slice_trim(tw_slice_sub(s, at, equals));
        for (open = equals + 1; open < s.n && tw_is_space(s.p[open]); open++) {}
        if (open >= s.n || (s.p[open] != '"' && s.p[open] != '\'')) {
            at = equals + 1;
            continue;
        }
        close = tw_slice_find_char(s, s.p[open], open + 1);
        if (close == TW_NONE) break;
        if (tw_slice_eq_nocase(key, name)) return tw_slice_sub(s, open + 1, close);
        at = close + 1;
    }
    return TW_LIT("");
}

/* Does it have elements, outside of CDATA? */
static bool has_elements(struct tw_slice inner)
{
    struct tw_xml x = {inner, 0};
    struct tw_xml_tag t;

    return tw_xml_next(&x, &t);
}

struct tw_slice tw_xml_text(struct tw_arena *mem, struct tw_slice inner)
{
    struct tw_slice cdata = TW_LIT("<![CDATA["), close = TW_LIT("]]>");
    struct tw_buf b = {.mem = mem};
    size_t at = 0, open;

    inner = tw_slice_trim(inner);
    if (has_elements(inner)) return inner;
    if (tw_slice_find(inner, cdata, 0) == TW_NONE) return tw_slice_trim(tw_html_decode(mem, inner));
    while ((open = tw_slice_find(inner, cdata, at)) != TW_NONE) {
        size_t end = tw_slice_find(inner, close, open);

        if (end == TW_NONE) end = inner.n;
        tw_buf_add(&b, tw_html_decode(mem, tw_slice_sub(inner, at, open)));
        tw_buf_add(&b, tw_slice_sub(inner, open + cdata.n, end));
        at = end + close.n < inner.n ? end + close.n : inner.n;
    }
    tw_buf_add(&b, tw_html_decode(mem, tw_slice_sub(inner, at, inner.n)));
    return tw_slice_trim(tw_buf_slice(&b));
}

struct tw_slice tw_xml_local(struct tw_slice name)
{
    size_t colon = tw_slice_find_char(name, ':', 0);

    return colon == TW_NONE ? name : tw_slice_sub(name, colon + 1, name.n);
}
