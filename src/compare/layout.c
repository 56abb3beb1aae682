/* compare/layout.c - wraps at spaces; a word longer than the line stands alone. */
#include "compare/layout.h"

#include "base/utf8.h"

enum { LEAST = 24 };        /* columns left for text, however narrow the terminal */

static bool is_wide(uint32_t c)
{
    return tw_cp_is_cjk(c) || (c >= 0x3000 && c <= 0x303E) || (c >= 0xFF01 && c <= 0xFF60)
           || (c >= 0x1F300 && c <= 0x1FAFF);
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF)
        || (c >= 0x20D0 && c <= 0x20FF)
        || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static size_t columns_of(uint32_t c)
{
    if (is_mark(c)) return 0;
    return is_wide(c) ? 2 : 1;
}

size_t tw_columns(struct tw_slice s)
{
    size_t at = 0, n = 0;

    while (at < s.n) n += columns_of(tw_utf8_next(s, &at));
    return n;
}

bool tw_is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E)
           || (c >= 0x2066 && c <= 0x2069);
}

struct tw_slice tw_one_line(struct tw_arena *mem, struct tw_slice s, size_t columns)
{
    struct tw_buf b = {.mem = mem};
    size_t at = 0, used = 0;

    while (at < s.n) {
        uint32_t c = tw_utf8_next(s, &at);
        size_t wide;

        if (tw_cp_is_space(c)) c = ' ';
        else if (tw_is_control(c)) continue;
        if (c == ' ' && (b.n == 0 || b.p[b.n - 1] == ' ')) continue;
        wide = columns_of(c);
        if (columns && used + wide >= columns && at < s.n) {
            while (b.n > 0 && b.p[b.n - 1] == ' ') b.n--;
            tw_buf_add_cp(&b, 0x2026);
            break;
        }
        tw_buf_add_cp(&b, c);
        used += wide;
    }
    return tw_slice_trim(tw_buf_slice(&b));
}

static void ink_on(const struct tw_layout *l, enum tw_ink ink)
{
    static const char *const code[] = {"", "\033[1m", "\033[2m", "\033[32m", "\033[33m",
                                       "\033[31m"};

    if (l->colour) tw_buf_adds(l->out, code[ink]);
}

static void ink_off(const struct tw_layout *l, enum tw_ink ink)
{
    if (l->colour && ink != TW_INK_PLAIN) tw_buf_adds(l->out, "\033[0m");
}

static void pad(const struct tw_layout *l, size_t from, size_t to)
{
    for (; from < to; from++) tw_buf_addc(l->out, ' ');
}

/* Bytes of the text that fit into `columns`, up to a space where possible. */
static size_t fitting(struct tw_slice s, size_t columns)
{
    size_t at = 0, used = 0, space = 0;

    while (at < s.n) {
        size_t from = at, wide = columns_of(tw_utf8_next(s, &at));

        if (s.p[from] == ' ') space = from;
        if (used + wide > columns) return space > 0 ? space : (from > 0 ? from : at);
        used += wide;
    }
    return s.n;
}

void tw_layout_row(const struct tw_layout *l, unsigned indent, struct tw_slice label,
                   enum tw_ink ink, struct tw_slice text, struct tw_slice tail)
{
    size_t label_n = tw_columns(label), tail_n = tw_columns(tail),
        room = l->width > indent + LEAST ? l->width - indent : LEAST;
    bool first = true;

    if (label.n == 0) ink = TW_INK_PLAIN;
    ink_on(l, ink);
    tw_buf_add(l->out, label);
    ink_off(l, ink);
    if (label_n >= indent && indent > 0) tw_buf_addc(l->out, '\n'), pad(l, 0, indent);
    else pad(l, label_n, indent);
    do {
        size_t space = first && tail_n > 0 && room > tail_n + LEAST ? room - tail_n - 2 : room,
            n = fitting(text, space);

        if (!first) pad(l, 0, indent);
        tw_buf_add(l->out, tw_slice_sub(text, 0, n));
        if (first && tail_n > 0) {
            pad(l, tw_columns(tw_slice_sub(text, 0, n)), space + (space < room ? 2 : 0));
            if (space == room) tw_buf_addc(l->out, ' ');
            tw_buf_add(l->out, tail);
        }
        tw_buf_addc(l->out, '\n');
        text = tw_slice_trim(tw_slice_sub(text, n, text.n));
        first = false;
    } while (text.n > 0);
}

void tw_layout_heading(const struct tw_layout *l, struct tw_slice text)
{
    tw_buf_addc(l->out, '\n');
    ink_on(l, TW_INK_BOLD);
    tw_buf_add(l->out, text);
    ink_off(l, TW_INK_BOLD);
    tw_buf_addc(l->out, '\n');
}
