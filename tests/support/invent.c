#include "support/invent.h"

uint32_t invent_number(struct invent *v, uint32_t below)
{
    v->s = v->s * 6364136223846793005u + 1442695040888963407u;  /* Knuth's MMIX generator */
    return (uint32_t)((v->s >> 33) * below >> 31);
}

struct tw_slice invent_words(struct tw_arena *mem, struct invent *v, size_t words)
{
    static const char *const syllable[] = {"ka", "lo", "mir", "te", "su", "van", "de", "pol", "ri",
                                           "o", "na", "ber", "gi", "shu", "al", "fen"};
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < words; i++) {
        if (i) tw_buf_addc(&b, ' ');
        for (int k = 0; k < 3; k++) tw_buf_adds(&b, syllable[invent_number(v, 16)]);
    }
    return tw_buf_slice(&b);
}

struct tw_slice invent_join(struct tw_arena *mem, struct tw_slice a, struct tw_slice b,
                            struct tw_slice c)
{
    struct tw_buf to = {.mem = mem};

    tw_buf_add(&to, a);
    tw_buf_addc(&to, ' ');
    tw_buf_add(&to, b);
    tw_buf_addc(&to, ' ');
    tw_buf_add(&to, c);
    return tw_buf_slice(&to);
}
