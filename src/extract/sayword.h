/* extract/sayword.h - small words that the rules of who said what turn on.
**
** The rules name roles, never words: which words have a role in a language is
** told by its list saywords ("to", "who", "according"), and a language without
** such a word lists none.
*/
#ifndef TW_EXTRACT_SAYWORD_H
#define TW_EXTRACT_SAYWORD_H
#include "extract/token.h"

#define TW_SAYWORDS(X)                                                                          \
    X(TO, "to") X(AS, "as") X(OF, "of") X(ON, "on") X(IN, "in") X(WITH, "with") X(BY, "by")     \
    X(FROM, "from") X(FOR, "for") X(AND, "and") X(BUT, "but") X(OR, "or")                       \
    X(WHAT, "what")             /* "what he called" */                                          \
    X(RELATIVE, "relative")     /* opens a relative clause */                                   \
    X(WHO, "who")               /* and stands for its subject: "Keel, who said" */              \
    X(PERSON, "person")         /* opens one about a person */                                  \
    X(ASKS, "asks")             /* opens an indirect question */                                \
    X(ALONE, "alone")           /* a determiner that can speak by itself: "some said" */        \
    X(SOMEBODY, "somebody")     /* ... for one person: "another said" */                        \
    X(TOLD, "told")             /* a pronoun for the person told that is no plain object form */ \
    X(IT, "it")                 /* the subject that stands for nobody: "it is said that" */     \
    X(THIS, "this")             /* stands for all that is said: "said so" */                    \
    X(TURNS, "turns")           /* a new clause of another speaker may begin behind a comma */  \
    X(GOES_ON, "goes-on")       /* a subordinate clause that belongs to the object before it */ \
    X(OF_VERB, "of-verb")       /* behind a source it belongs to the verb: "during" */          \
    X(CITES, "cites")           /* the source stands behind: "citing" */                        \
    X(QUOTED, "quoted")         /* "quoted as saying" */                                        \
    X(WENT, "went")             /* "went on to say" */                                          \
    X(NEITHER, "neither") X(NOR, "nor")                                                         \
    X(ME, "me")                 /* the one who speaks */

enum {
#define X(NAME, text) TW_WORD_BIT_##NAME,
    TW_SAYWORDS(X)
#undef X
    TW_SAYWORD_ROLES
};

enum {
#define X(NAME, text) TW_WORD_##NAME = 1 << TW_WORD_BIT_##NAME,
    TW_SAYWORDS(X)
#undef X
    TW_WORD_NONE = 0
};

/* The roles of every token, and of one more at the end that has none; in mem. */
uint32_t *tw_saywords_read(struct tw_arena *mem, const struct tw_text *t);

#endif
