/* extract/agent.h - who is said to have done it.
**
** Looks into a stretch of text for a deed (data/en/deeds.txt) and the one it
** is laid to: "a splinter of the Hill Command bombed the fair", "planted by a
** lone man", "the work of a rival", "Karsk was behind it".
*/
#ifndef TW_EXTRACT_AGENT_H
#define TW_EXTRACT_AGENT_H
#include "extract/token.h"

struct tw_agent {
    struct tw_slice who;        /* an actor's name (for a capital its country's), else the words;
                                   empty: a pronoun */
    struct tw_slice deed;       /* its class: "attack", "bombing", ... */
    bool is_self;               /* a pronoun that means the speaker: "it" in his report, "we" in
                                   his own words */
    bool is_nobody;             /* "no one else was involved" */
    bool is_named;              /* an actor of the article */
    bool is_ascribed;           /* "by X", "the work of X", "X was behind it": not only X's verb */
    bool is_denied;             /* "no evidence that", "had never" */
    bool is_doubted;            /* "no proof that", "nothing to suggest" */
};

/* The first deed in tokens [first, end) that somebody is named for; false: none. */
bool tw_agent_find(const struct tw_text *t, const struct tw_statements *s, size_t first, size_t end,
                   struct tw_agent *out);

/* Who stands at the tokens [first, end): the actor there, else the noun phrase
** without its article; empty for a pronoun. */
struct tw_slice tw_agent_name(const struct tw_text *t, const struct tw_statements *s, size_t first,
                              size_t end);

/* The tokens of the subject that ends before a verb, behind auxiliaries. */
bool tw_agent_subject(const struct tw_text *t, size_t from, size_t verb, size_t *first,
                      size_t *end);

/* The end of the noun phrase that begins at `first`. */
size_t tw_agent_phrase_end(const struct tw_text *t, size_t first, size_t end);

/* The class of a deed named at token i (a verb or a noun), and its length in
** tokens; 0 when none is. */
size_t tw_deed_at(const struct tw_text *t, size_t i, size_t end, bool *is_verb,
                  struct tw_slice *class);

/* The class of the first deed in tokens [first, end); empty when none. */
struct tw_slice tw_deed_in(const struct tw_text *t, size_t first, size_t end);

#endif
