/* clean/markup.c - Markdown marks off, line by line.
**
** Forms: CommonMark 0.31, sections 4.2 (headings), 5.1 (quotes), 6.2
** (emphasis), 6.3 (links), 6.4 (images).  Left alone: single * and _, which
** plain texts use for other things.
*/
#include "clean/markup.h"

#include "base/buf.h"

enum { LOOK = 64 << 10, LINK_MAX = 2000 };

static size_t heading_marks(struct tw_slice line)
{
    size_t n = 0;

    while (n < line.n && n < 7 && line.p[n] == '#') n++;
    return n > 0 && n < 7 && n < line.n && line.p[n] == ' ' ? n + 1 : 0;
}

/* Two links, or a heading and a link or strong words: written in Markdown. */
static bool is_marked_up(struct tw_slice text)
{
    size_t links = 0, strong = 0, headings = 0;
    struct tw_slice line;

    if (text.n > LOOK) text.n = LOOK;
    if (tw_slice_find_char(text, '#', 0) == TW_NONE
        && tw_slice_find(text, TW_LIT("]("), 0) == TW_NONE
        && tw_slice_find(text, TW_LIT("**"), 0) == TW_NONE) return false;
    while (tw_slice_line(&text, &line)) {
        headings += heading_marks(line) > 0;
        for (size_t at = tw_slice_find(line, TW_LIT("]("), 0); at != TW_NONE;
             at = tw_slice_find(line, TW_LIT("]("), at + 2))
            links++;
        strong += tw_slice_find(line, TW_LIT("**"), 0) != TW_NONE;
    }
    return links >= 2 || strong >= 2 || (headings && links + strong) || headings >= 2;
}

/* A link or image that begins at `at`: its text, and where it ends; 0 none. */
static size_t link_at(struct tw_slice line, size_t at, struct tw_slice *text)
{
    size_t close, end;

    if (line.n - at > LINK_MAX) line.n = at + LINK_MAX;
    if ((close = tw_slice_find(line, TW_LIT("]("), at)) == TW_NONE) return 0;
    if ((end = tw_slice_find_char(line, ')', close)) == TW_NONE) return 0;
    *text = tw_slice_sub(line, at + 1, close);
    return tw_slice_find_char(*text, '[', 0) == TW_NONE ? end + 1 : 0;
}

static void strip_line(struct tw_buf *out, struct tw_slice line)
{
    size_t at = heading_marks(line);

    while (at == 0 && line.n && line.p[0] == '>')
        line = tw_slice_trim(tw_slice_sub(line, 1, line.n));
    while (at < line.n) {
        bool image = line.p[at] == '!' && at + 1 < line.n && line.p[at + 1] == '[';
        struct tw_slice text;
        size_t end;

        if (at + 1 < line.n
            && (memcmp(line.p + at, "**", 2) == 0 || memcmp(line.p + at, "__", 2) == 0)) {
            at += 2;
        } else if ((image || line.p[at] == '[') && (end = link_at(line, at + image, &text))) {
            if (!image) tw_buf_add(out, text);
            at = end;
        } else if (line.p[at] == '\\' && at + 1 < line.n
                   && memchr("\\`*_{}[]()#+-.!>", line.p[at + 1], 16)) {
            tw_buf_addc(out, line.p[at + 1]);
            at += 2;
        } else {
            tw_buf_addc(out, line.p[at++]);
        }
    }
}

struct tw_slice tw_markup_strip(struct tw_arena *mem, struct tw_slice text)
{
    struct tw_buf out = {.mem = mem};
    struct tw_slice line;

    if (!is_marked_up(text)) return text;
    (void)tw_buf_room(&out, text.n + 1);
    while (tw_slice_line(&text, &line)) {
        strip_line(&out, line);
        tw_buf_addc(&out, '\n');
    }
    return tw_buf_slice(&out);
}
