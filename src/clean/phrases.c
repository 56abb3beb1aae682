/* clean/phrases.c - looking up how a line begins.
**
** The line is normalised into a small buffer, word by word, for as long as an
** entry begins so; each beginning that ends at a word is asked of the list of
** all languages, and the longest that says something counts.  All languages at
** once, because pages mix them and the beginnings are long enough not to
** collide.
*/
#include "clean/phrases.h"

#include "base/utf8.h"
#include "gen/words.h"

enum { BYTES_MAX = 96, WORDS_MAX = 8 };

struct found { const struct tw_word *entry; size_t n, end; };  /* its bytes; where it ends in the line */

struct beginning {
    char text[BYTES_MAX + 8];
    size_t n, last;             /* bytes; of them up to the last end of a word */
    uint32_t hash;              /* of the text, not ended */
    size_t words;
    struct found found[WORDS_MAX];
    size_t count;               /* of those found, by rising length */
    bool whole;                 /* the text is all of the line */
};

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC;
}

/* Han and Kana: written without spaces, so a word may end anywhere. */
static bool is_unspaced(uint32_t c)
{
    return tw_cp_is_cjk(c) && !(c >= 0xAC00 && c < 0xD7B0) && !(c >= 0x1100 && c < 0x1200);
}

/* Appends a character; `text` has room for 8 bytes behind BYTES_MAX. */
static void put(struct beginning *b, uint32_t c)
{
    char *to = b->text + b->n;
    size_t n = tw_utf8_put(to, c);

    b->n += n;
    b->hash = tw_words_hash_more(b->hash, to, n);
}

/* A word ends here, at that byte of the line: is it an entry? */
static void end_word(struct beginning *b, size_t at)
{
    const struct tw_word *entry;

    if (b->n == b->last) return;
    b->last = b->n;
    b->words++;
    entry = tw_words_find_hashed(&tw_words_all_chrome, (struct tw_slice){b->text, b->n},
                                 tw_words_hash_end(b->hash));
    if (entry) b->found[b->count++] = (struct found){entry, b->n, at};
}

static void read_beginning(struct tw_slice line, struct beginning *b)
{
    size_t at = 0, before;
    bool gap = false;

    b->n = b->last = b->words = b->count = 0;
    b->whole = false;
    b->hash = TW_WORDS_HASH_START;
    while (at < line.n && b->n < BYTES_MAX && b->words < WORDS_MAX) {
        uint32_t c = (before = at, tw_utf8_next(line, &at));

        if (is_apostrophe(c)) continue;
        if (!tw_cp_is_word(c)) {
            end_word(b, before);
            gap = b->n > 0;
            continue;
        }
        if (gap && !is_unspaced(c)) {
            if (!tw_words_begins(&tw_words_all_chrome, tw_words_hash_end(b->hash))) return;
            put(b, ' ');
        }
        gap = false;
        put(b, tw_cp_lower(c));
        if (is_unspaced(c)) end_word(b, at);
    }
    b->whole = at == line.n;
    if (b->whole) end_word(b, at);
}

static unsigned kinds_of(struct tw_slice value, bool whole)
{
    struct tw_slice word;
    unsigned kinds = 0;

    while (tw_slice_part(&value, ' ', &word)) {
        switch (word.p[0]) {
        case 'o': kinds |= TW_PHRASE_OFFER; break;
        case 's': kinds |= TW_PHRASE_SOCIAL; break;
        case 'c': kinds |= TW_PHRASE_CREDIT; break;
        case 'e': if (whole) kinds |= TW_PHRASE_END; break;
        default: if (word.n && word.p[1] == 'i') kinds |= TW_PHRASE_LINK;
                 else if (whole) kinds |= TW_PHRASE_LABEL;
        }
    }
    return kinds;
}

unsigned tw_phrase_of(struct tw_slice line, size_t *len)
{
    struct beginning b;
    unsigned kinds = 0;

    read_beginning(line, &b);
    for (size_t k = b.count; k-- > 0 && kinds == 0; ) {
        kinds = kinds_of(tw_word_value(b.found[k].entry), b.whole && b.found[k].n == b.n);
        if (len) *len = b.found[k].end;
    }
    return kinds;
}

bool tw_phrase_may_begin(uint32_t first_word_hash)
{
    return tw_words_begins(&tw_words_all_chrome, first_word_hash);
}
