/* extract/nametag.c - finds the best sequence of name tags.
**
** Runs over stretches of active tokens: an inactive token is O, so nothing is
** scored there and every stretch begins afresh behind an O.
*/
#include "extract/nametag.h"

#include <assert.h>

extern const struct tw_name_model tw_name_model; /* data/model/names.bin, through weights.S */

enum { LONGEST = 256 }; /* tokens of a stretch; longer ones are cut */

struct path {
    int score[TW_NAME_TAGS];
    uint8_t from[TW_NAME_TAGS];
};

static void score_token(const struct tw_text *t, const struct tw_name_token *info, size_t i,
                        int score[TW_NAME_TAGS])
{
    uint32_t rows[TW_NAME_FEATURES];
    size_t n = tw_name_features(t, info, i, rows);

    for (unsigned k = 0; k < TW_NAME_TAGS; k++) score[k] = 0;
    for (size_t f = 0; f < n; f++)
        for (unsigned k = 0; k < TW_NAME_TAGS; k++) score[k] += tw_name_model.row[rows[f]][k];
}

/* One step: the best way to each tag. */
static void extend(const struct path *before, const int score[TW_NAME_TAGS], struct path *out)
{
    for (unsigned b = 0; b < TW_NAME_TAGS; b++) {
        int best = INT32_MIN / 2;

        out->from[b] = TW_NAME_O;
        for (unsigned a = 0; a < TW_NAME_TAGS; a++) {
            int s;

            if (!tw_name_may_follow(a, b)) continue;
            s = before->score[a] + tw_name_model.transition[a][b];
            if (s <= best) continue;
            best = s;
            out->from[b] = (uint8_t)a;
        }
        out->score[b] = best + score[b];
    }
}

static void tag_stretch(const struct tw_text *t, const struct tw_name_token *info, size_t first,
                        size_t end, uint8_t *tag)
{
    struct path path[LONGEST + 1];
    unsigned best = 0;
    size_t n = end - first;

    assert(n > 0 && n <= LONGEST);
    for (unsigned k = 0; k < TW_NAME_TAGS; k++)
        path[0].score[k] = k == TW_NAME_O ? 0 : INT32_MIN / 2;
    for (size_t i = 0; i < n; i++) {
        int score[TW_NAME_TAGS];

        score_token(t, info, first + i, score);
        extend(&path[i], score, &path[i + 1]);
    }
    for (unsigned k = 1; k < TW_NAME_TAGS; k++)
        if (path[n].score[k] > path[n].score[best]) best = k;
    for (size_t i = n; i > 0; i--) {
        tag[first + i - 1] = (uint8_t)best;
        best = path[i].from[best];
    }
}

uint8_t *tw_names_tag(struct tw_arena *mem, const struct tw_text *t,
                      const struct tw_name_token *info)
{
    uint8_t *tag = tw_arena_zalloc(mem, t->tokens + 1);

    for (size_t i = 0; i < t->tokens;) {
        size_t end = i;

        while (end < t->tokens && end - i < LONGEST && info[end].is_active
               && t->token[end].sentence == t->token[i].sentence)
            end++;
        if (end > i) tag_stretch(t, info, i, end, tag);
        else end++;
        i = end;
    }
    return tag;
}
