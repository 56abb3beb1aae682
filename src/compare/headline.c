/* compare/headline.c - a title for the story, chosen by its words. */
#include "compare/headline.h"

#include "base/map.h"
#include "dedup/wordscan.h"

/* bytes of a word that counts; such words of a title that can stand alone */
enum { TITLE_WORD = 4, SHORT_TITLE = 3 };

static struct tw_slice key_of(const struct tw_scan_word *w)
{
    return (struct tw_slice){(const char *)&w->hash, sizeof w->hash};
}

static void read_used(struct tw_arena *mem, struct tw_map *used, struct tw_slice text,
                      uint64_t account)
{
    struct tw_scan words = tw_scan(mem, text);

    for (size_t i = 0; i < words.n; i++) {
        struct tw_map_item *it = tw_map_add(used, key_of(&words.v[i]), NULL);

        if ((it->value & UINT32_MAX) != account + 1)
            it->value = ((it->value >> 32) + 1) << 32 | (account + 1);
    }
}

/* The mean number of accounts that use a word of the title. */
static double commonness(struct tw_arena *mem, const struct tw_map *used, struct tw_slice title)
{
    struct tw_scan words = tw_scan(mem, title);
    double sum = 0, n = 0;

    for (size_t i = 0; i < words.n; i++) {
        const struct tw_map_item *found;

        if (words.v[i].len < TITLE_WORD) continue;
        found = tw_map_find(used, key_of(&words.v[i]));
        if (!found) continue;
        sum += (double)(found->value >> 32);
        n++;
    }
    return n > 0 ? sum / (n < SHORT_TITLE ? SHORT_TITLE : n) : 0;
}

struct tw_slice tw_headline(struct tw_arena *mem, const struct tw_comparison *c)
{
    /* word -> accounts that use it << 32 | the last of them + 1 */
    struct tw_map used = tw_map_in(mem);
    struct tw_slice best = {0};
    double most = -1;
    int64_t time = 0;

    for (size_t i = 0; i < c->n; i++) {
        read_used(mem, &used, c->accounts[i].article->title, i);
        read_used(mem, &used, c->accounts[i].article->text, i);
    }
    for (unsigned i = 0; i < c->n; i++) {
        struct tw_slice title = c->accounts[i].article->title;
        double common = title.n > 0 ? commonness(mem, &used, title) : -1;

        if (common < most || (common <= most && tw_account_time(c, i) >= time)) continue;
        most = common;
        best = title;
        time = tw_account_time(c, i);
    }
    return best.n > 0 ? best : TW_LIT("(no title)");
}
