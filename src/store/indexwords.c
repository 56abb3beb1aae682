/* store/indexwords.c - an article's words for the index.
**
** Names are taken from the statements' JSON: it is what is stored, so the same names come
** out when the article is removed.  Cost: one pass over the text, one parse.
*/
#include "store/indexwords.h"

#include "base/utf8.h"

struct tw_slice tw_index_text(struct tw_arena *mem, struct tw_slice text)
{
    struct tw_buf out = {.mem = mem};
    size_t done = 0, at = 0;

    while (at < text.n) {
        size_t start = at;

        if ((unsigned char)text.p[at] < 0xE1) { /* U+1100, Hangul Jamo, is the first that is cut */
            at++;
            continue;
        }
        if (!tw_cp_is_cjk(tw_utf8_next(text, &at))) continue;
        tw_buf_add(&out, tw_slice_sub(text, done, start));
        tw_buf_addc(&out, ' ');
        tw_buf_add(&out, tw_slice_sub(text, start, at));
        tw_buf_addc(&out, ' ');
        done = at;
    }
    if (done == 0) return text;
    tw_buf_add(&out, tw_slice_sub(text, done, text.n));
    return tw_buf_slice(&out);
}

/* The field of each object of the list, a line each. */
static struct tw_slice names(struct tw_arena *mem, const struct tw_jv *list, const char *field)
{
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; list && i < list->n; i++) {
        struct tw_slice name = tw_jv_str(&list->v[i], field);

        if (!name.n) continue;
        tw_buf_add(&out, name);
        tw_buf_addc(&out, '\n');
    }
    return tw_index_text(mem, tw_buf_slice(&out));
}

struct tw_indexed tw_index_words(struct tw_arena *mem, const struct tw_article *a,
                                 struct tw_slice statements)
{
    struct tw_indexed w = {
        .title = tw_index_text(mem, a->title), .speakers = {"", 0}, .actors = {"", 0}};
    struct tw_slice body = a->text;
    struct tw_jv v;

    if (a->standfirst.n) {
        struct tw_buf out = {.mem = mem};

        tw_buf_add(&out, a->text);
        tw_buf_adds(&out, "\n\n");
        tw_buf_add(&out, a->standfirst);
        body = tw_buf_slice(&out);
    }
    w.body = tw_index_text(mem, body);
    if (tw_json_parse(mem, statements, &v, NULL) == TW_OK) {
        w.speakers = names(mem, tw_jv_get(&v, "attributions"), "speaker");
        w.actors = names(mem, tw_jv_get(&v, "actors"), "name");
    }
    return w;
}
