/* extract/namefeature.h - what the name tagger looks at.
**
** Shared by the tagger (nametag.c) and its trainer (tools/train/names.c), so
** that both see the same.  A feature is a row of the weight table: a hash of
** what it is and its value (words, endings, shapes and lists of a token and its
** neighbours).  Only tokens that can belong to a name are looked at: those
** with a capital, and small words between two of them.
*/
#ifndef TW_EXTRACT_NAMEFEATURE_H
#define TW_EXTRACT_NAMEFEATURE_H
#include "extract/token.h"

enum {
    TW_NAME_ROWS = 1 << 18,         /* rows of the weight table */
    TW_NAME_FEATURES = 48           /* at most, of one token */
};

struct tw_name_token {
    uint32_t word, suffix, prefix;  /* hashes of the lower-cased form and its ends */
    uint32_t lists;                 /* bits: which word lists it is in */
    uint8_t shape;
    bool is_active;                 /* can belong to a name */
};

/* One per token of the text, in mem. */
struct tw_name_token *tw_name_tokens(struct tw_arena *mem, const struct tw_text *t);

/* The rows of token i; returns how many. */
size_t tw_name_features(const struct tw_text *t, const struct tw_name_token *info, size_t i,
                        uint32_t out[TW_NAME_FEATURES]);

#endif
