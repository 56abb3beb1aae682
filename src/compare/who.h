/* compare/who.h - is it the same speaker in two accounts?
**
** A speaker is known by name, by what the account calls him ("the interior
** minister", "a doctor at the hospital"), or not at all ("she").  Surnames
** settle persons; organisations are the same when the words of one name are
** among those of the other ("Karsk's foreign ministry", "the foreign ministry
** of Karsk"); without names the words of the noun phrases are compared.
*/
#ifndef TW_COMPARE_WHO_H
#define TW_COMPARE_WHO_H
#include "compare/view.h"

struct tw_who {
    struct tw_slice name;       /* as the account resolved it; empty = not named */
    struct tw_slice called;     /* the name, else the noun phrase; may be a pronoun */
    bool is_person;             /* a named one */
    bool is_around;             /* words are those of a whole sentence */
    uint32_t surname_concept;
    uint32_t surname, first;    /* hashes of the folded last and first word; 0 = none */
    uint32_t *words;            /* concepts of name and noun phrases, sorted */
    uint32_t n;
};

/* The names of an account and what its sources call them, for tw_who_of. */
struct tw_cast {
    const struct tw_view *view;
    struct tw_map actor;        /* name or alias -> index of actors */
    struct tw_map speaker;      /* of attributions -> index of called */
    struct tw_who *called;      /* words of all noun phrases that stand for one speaker */
    size_t n, cap;
};
void tw_cast_read(struct tw_arena *mem, const struct tw_view *v, struct tw_cast *out);

/* The speaker of an attribution; with a name, all noun phrases that stand for
** it as a source in this account count.  "The company" without a name is the
** body named last before. */
struct tw_who tw_who_of(struct tw_arena *mem, const struct tw_cast *c, size_t attribution);

/* A speaker given by name alone, such as the body that issued a statement. */
struct tw_who tw_who_named(struct tw_arena *mem, struct tw_slice name);
struct tw_who tw_who_named_person(struct tw_arena *mem, struct tw_slice name);

/* Whom the content of a newspaper's report names first. */
struct tw_who tw_who_told(struct tw_arena *mem, const struct tw_view *v, struct tw_span content);

/* The subject in the tokens [first, end) before a verb or a quotation. */
struct tw_who tw_who_subject(struct tw_arena *mem, const struct tw_view *v, size_t first,
                             size_t end);

/* Somebody who may be any that the tokens [first, end) name. */
struct tw_who tw_who_in(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end);

/* 1 the same, 0 certainly another; between: cannot be told, more = likelier. */
float tw_who_same(const struct tw_who *a, const struct tw_who *b);

#endif
