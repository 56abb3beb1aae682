/* clean/alike.c - comparing lines. */
#include "clean/alike.h"

#include "base/utf8.h"

/* Goes over both texts word character by word character; *all_a, *all_b tell
** whether one was used up where they part. */
static void compare(struct tw_slice a, struct tw_slice b, bool *all_a, bool *all_b)
{
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t c = 0, d = 0;

        while (i < a.n && !tw_cp_is_word(c = tw_utf8_next(a, &i))) c = 0;
        while (k < b.n && !tw_cp_is_word(d = tw_utf8_next(b, &k))) d = 0;
        *all_a = c == 0;
        *all_b = d == 0;
        if (c == 0 || d == 0 || tw_cp_fold(c) != tw_cp_fold(d)) return;
    }
}

bool tw_text_is_like(struct tw_slice a, struct tw_slice b)
{
    bool all_a, all_b;

    if (a.n == 0 || b.n == 0) return false;
    compare(a, b, &all_a, &all_b);
    if (all_a && all_b) return true;
    if (all_a) return a.n * 3 >= b.n * 2;
    return all_b && b.n * 3 >= a.n * 2;
}

bool tw_text_is_title(struct tw_slice text, struct tw_slice title)
{
    if (text.n * 2 >= title.n && tw_slice_find(title, text, 0) != TW_NONE) return text.n > 0;
    return tw_text_is_like(text, title);
}
