/* clean/embedded.c - strings of scripts that are article text.
**
** Scripts are not parsed: a string is what stands between two quotation marks
** on one line, and the string before ':' is its key.  Regular expressions and
** apostrophes can throw this out of step until the end of the line, which
** costs a string, never the page.
*/
#include "clean/embedded.h"

#include "base/json.h"
#include "base/map.h"
#include "clean/line.h"

enum {
    HTML_MIN = 400,         /* bytes of a string that may be a whole body */
    PARAGRAPH_MIN = 60,     /* bytes of a string that may be a paragraph */
    TEXT_MIN = 300,         /* bytes of text that are an article */
    DEPTH_MAX = 2           /* JSON inside a string inside JSON */
};

struct search {
    struct tw_arena *mem;
    struct tw_slice html;   /* the best body so far */
    size_t html_text;       /* bytes of text in it */
    struct tw_map keys;     /* of paragraphs, to the bytes found under them */
    struct tw_slice key;    /* the best of them */
    size_t key_text;
    struct tw_buf out;      /* when collecting: the paragraphs of that key */
    bool collecting;
};

/* Bytes of text between tags. */
static size_t text_in(struct tw_slice html)
{
    size_t n = 0;
    bool inside = false;

    for (size_t i = 0; i < html.n; i++) {
        if (html.p[i] == '<') inside = true;
        n += !inside;
        if (html.p[i] == '>') inside = false;
    }
    return n;
}

static bool is_html(struct tw_slice s)
{
    return tw_slice_find(s, TW_LIT("<p>"), 0) != TW_NONE
        || tw_slice_find(s, TW_LIT("<p "), 0) != TW_NONE
        || tw_slice_find(s, TW_LIT("<br"), 0) != TW_NONE;
}

static bool is_paragraph(struct tw_slice s)
{
    return s.n >= PARAGRAPH_MIN && s.p[0] != '{' && s.p[0] != '['
        && tw_slice_find_char(s, ' ', 0) != TW_NONE
        && tw_slice_find(s, TW_LIT("://"), 0) == TW_NONE && tw_line_is_ended(s);
}

static void scan(struct search *s, struct tw_slice script, int depth);

static void take(struct search *s, struct tw_slice key, struct tw_slice value, int depth)
{
    size_t n;

    if (is_html(value)) {
        n = text_in(value);
        if (!s->collecting && n > s->html_text) s->html = value, s->html_text = n;
    } else if (is_paragraph(value)) {
        if (s->collecting) {
            if (!tw_slice_eq(key, s->key)) return;
            tw_buf_adds(&s->out, "<p>");
            tw_buf_add(&s->out, value);
            return;
        }
        n = tw_map_add(&s->keys, key, NULL)->value += value.n;
        if (n > s->key_text) s->key = key, s->key_text = n;
    } else if (depth < DEPTH_MAX && tw_slice_find(value, TW_LIT("\":\""), 0) != TW_NONE) {
        scan(s, value, depth + 1);
    }
}

/* The end of the string that begins behind `from`; TW_NONE: it has none. */
static size_t string_end(struct tw_slice script, size_t from)
{
    for (size_t i = from; i < script.n && script.p[i] != '\n'; i++) {
        if (script.p[i] == '\\') i++;
        else if (script.p[i] == '"') return i;
    }
    return TW_NONE;
}

static void scan(struct search *s, struct tw_slice script, int depth)
{
    struct tw_slice key = TW_LIT("");
    size_t at = 0, end;
    struct tw_jv v;

    while ((at = tw_slice_find_char(script, '"', at)) != TW_NONE) {
        struct tw_slice quoted;

        end = string_end(script, at + 1);
        if (end == TW_NONE) {
            at = tw_slice_find_char(script, '\n', at);
            if (at == TW_NONE) return;
            continue;
        }
        quoted = tw_slice_sub(script, at, end + 1);
        at = end + 1;
        if (at < script.n && script.p[at] == ':') {
            key = tw_slice_sub(quoted, 1, quoted.n - 1);
        } else if (quoted.n > PARAGRAPH_MIN && tw_json_parse(s->mem, quoted, &v, NULL) == TW_OK) {
            take(s, key, v.s, depth);
            key = TW_LIT("");
        }
    }
}

static void scan_page(struct search *s, const struct tw_html *t)
{
    for (uint32_t i = 0; (i = tw_html_find(t, TW_TAG_SCRIPT, i + 1, t->n)) != 0; ) {
        struct tw_slice script = tw_html_raw(t, i);

        if (script.n >= HTML_MIN && !tw_html_has(t, i, TW_ATTR_SRC)) scan(s, script, 0);
    }
}

struct tw_slice tw_embedded_find(struct tw_arena *mem, const struct tw_html *t)
{
    struct search s = {.mem = mem, .keys = tw_map_in(mem), .out = {.mem = mem}};

    scan_page(&s, t);
    if (s.html_text >= TEXT_MIN && s.html_text * 2 >= s.key_text) return s.html;
    if (s.key_text < TEXT_MIN) return TW_LIT("");
    s.collecting = true;
    scan_page(&s, t);
    return tw_buf_slice(&s.out);
}

struct tw_slice tw_embedded_html(struct tw_arena *mem, struct tw_slice text)
{
    struct tw_buf out = {.mem = mem};
    struct tw_slice line;

    if (is_html(text)) return text;
    while (tw_slice_line(&text, &line)) {
        tw_buf_adds(&out, "<p>");
        for (size_t i = 0; i < line.n; i++) {
            if (line.p[i] == '<') tw_buf_adds(&out, "&lt;");
            else tw_buf_addc(&out, line.p[i]);
        }
    }
    return tw_buf_slice(&out);
}
