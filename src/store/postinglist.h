/* store/postinglist.h - reading lists of postings (store/postings.h): which articles have a word, how
** often and where.
**
** A list of some length has an outline before its articles: parts of it that can be read alone, so
** that of a word that nearly all articles have only what is needed is fetched.
** Cost: 6 ns for an article, a fourth of a nanosecond for a place that is passed over.
** What is read is believed in nothing: lists that are damaged end early.
*/
#ifndef TW_STORE_POSTINGLIST_H
#define TW_STORE_POSTINGLIST_H
#include "base/arena.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* A block as it was written; places may be left out.  at: bytes of places before.
** is_begun: of a block of more than TW_BLOCK bytes docs may have the beginning alone. */
struct tw_block { struct tw_slice docs, places; uint64_t at; bool is_begun; };

/* The articles that have a word: `bytes` from `from` on in the docs of the block; their places are
** `room` bytes from `at` on in its places.  first: the number that the first gap begins at. */
struct tw_list {
    struct tw_slice word, docs, places, outline;
    uint64_t first, from, bytes, at, room;
};
/* The next list of a block, which gets shorter; first: of the segment.  false: the end, or damaged
** (b->docs.n is not 0 then). */
bool tw_block_next(struct tw_block *b, uint64_t first, struct tw_list *out);
/* Whether it came without its articles. */
bool tw_list_is_outline(const struct tw_list *l);

/* Some articles of a list: where they and their places lie in the block. */
struct tw_part { uint64_t first, docs_at, docs, places_at, places; };
/* Those of a list, one behind the other, in mem; one or more: without an outline the whole. */
size_t tw_list_parts(struct tw_arena *mem, const struct tw_list *l, struct tw_part **out);

struct tw_posting {
    uint64_t number;
    uint64_t title, body;       /* how often; both 0: never */
    uint64_t length;            /* words of the article */
};
/* The next article of a list, which gets shorter; the places stay.  false: the end. */
bool tw_list_next(struct tw_list *l, struct tw_posting *out);
/* Its places, behind tw_list_next: a bit of TW_IN_BODY and the place, rising; at most its title + body. */
enum { TW_IN_BODY = 1 << 30 };
size_t tw_list_places(struct tw_list *l, const struct tw_posting *p, uint32_t *out);
/* Passes over n places. */
void tw_list_skip(struct tw_list *l, uint64_t n);

/* Where in a sorted list a number is, or would be; whether the list has it. */
size_t tw_number_at(const uint64_t *v, size_t n, uint64_t number);
bool tw_has_number(const uint64_t *v, size_t n, uint64_t number);

#endif
