/* fuzz/article_fuzz.c - an article that is read from a JSON line has its
** paragraphs inside the text, and is written as a line that reads and writes
** the same. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/article.h"

static enum tw_status read_line(struct tw_arena *mem, struct tw_slice line, struct tw_article *out)
{
    struct tw_jv v;
    enum tw_status st = tw_json_parse(mem, line, &v, NULL);

    return st == TW_OK ? tw_article_read(mem, &v, out) : st;
}

static struct tw_slice written(struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_buf out = {.mem = mem};

    tw_article_write(&out, a);
    return tw_buf_slice(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_slice line = tw_utf8_repair(mem, fuzz_input(data, size), NULL);
    struct tw_article a, again;

    if (read_line(mem, line, &a) == TW_OK) {
        size_t end = 0;

        for (size_t i = 0; i < a.paragraphs.n; i++) {
            PROMISE(tw_span_check(a.text, a.paragraphs.v[i]) && a.paragraphs.v[i].off >= end);
            end = tw_span_end(a.paragraphs.v[i]);
        }
        line = written(mem, &a);
        PROMISE(tw_utf8_valid(line) == line.n && tw_slice_find_char(line, '\n', 0) == TW_NONE);
        PROMISE(read_line(mem, line, &again) == TW_OK);
        PROMISE(tw_slice_eq(a.text, again.text) && tw_slice_eq(a.id, again.id));
        PROMISE(tw_slice_eq(written(mem, &again), line));
    }
    tw_arena_free(mem);
    return 0;
}
