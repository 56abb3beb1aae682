/* group/bag.h - what an article is about: words, names, numbers, pairs and dates.
**
** Words are folded and cut to their stem by length, which is right often enough
** in every inflected language and needs no dictionary.  Text in scripts without
** spaces is cut into words by ICU's dictionaries.  Names in Cyrillic and Greek
** stand there a second time in Latin letters (data/any/latin-letters.txt), for
** articles in other languages.
** A bag knows nothing of other articles; weights come from group/vector.h.
** Cost: one pass over the title, the standfirst and the first 600 words.
*/
#ifndef TW_GROUP_BAG_H
#define TW_GROUP_BAG_H
#include "clean/article.h"
#include "dedup/wordscan.h"

enum {                          /* where and what */
    TW_BAG_TITLE = 1,
    TW_BAG_LEAD = 2,            /* in the standfirst or the first 60 words of the text */
    TW_BAG_BODY = 4,
    TW_BAG_NAME = 8,            /* of a person, place or organisation, by its capital */
    TW_BAG_NUMBER = 16,
    TW_BAG_PAIR = 32,           /* two words in a row: both names, or a number and its word */
    TW_BAG_NATIVE = 64,         /* a name that stands there in Latin letters too, */
    TW_BAG_LATIN = 128          /* and that one: of the two, only one counts in a comparison */
};

struct tw_bag_term {
    uint32_t hash;
    uint16_t count, field;
    uint16_t part[2];           /* of a pair: its two words, as places in the bag */
    struct tw_slice text;       /* as it first stands, borrowed from the article */
};

enum { TW_BAG_YEARS = 4 };

struct tw_bag {
    struct tw_bag_term *v;      /* in order of first appearance, the title first */
    size_t n;
    struct tw_scan text;        /* the words of the text that were looked at, and more */
    uint16_t months;            /* named anywhere, a bit each, January first */
    uint8_t weekdays;           /* named in the title or the first 80 words, Monday first */
    uint8_t years;
    uint16_t year[TW_BAG_YEARS];    /* 1900..2099, as they come */
};

struct tw_bagger;               /* holds ICU's word breaker; one for each thread */

struct tw_bagger *tw_bagger_new(void);
void tw_bagger_free(struct tw_bagger *b);   /* NULL is fine */

/* The bag of an article, in mem. */
struct tw_bag tw_bag_read(struct tw_bagger *b, struct tw_arena *mem, const struct tw_article *a);

/* The hash under which a single word is counted. */
uint32_t tw_bag_hash(struct tw_slice word);

#endif
