/* extract/statements.h - what an article says: the objects of doc/json.md.
**
** Spans are bytes of article->text.  Slices live in the arena, the article or
** static tables.
*/
#ifndef TW_EXTRACT_STATEMENTS_H
#define TW_EXTRACT_STATEMENTS_H
#include "clean/article.h"

#include <stdint.h>

enum tw_quote_kind { TW_DIRECT, TW_INDIRECT, TW_MIXED };
enum tw_quote_type { TW_SPEECH, TW_THOUGHT, TW_OTHER };
enum tw_polarity { TW_AFFIRM, TW_DENY, TW_DOUBT, TW_DECLINE };   /* also the stance of a claim */

struct tw_attribution {
    enum tw_quote_kind kind;
    enum tw_quote_type type;
    struct tw_span source;      /* the noun phrase; len 0 = none */
    struct tw_span cue;         /* the verb group or phrase; len 0 = none */
    struct tw_spans content;    /* one or more parts, in order; quotation marks inside */
    struct tw_slice speaker;    /* the actor's full name; empty = unknown */
    struct tw_date when;
    int in;                     /* index of the attribution that holds this one, -1 = none */
    enum tw_polarity polarity;  /* what the cue does: denies, doubts, declines; else affirms */
    struct tw_slice act;        /* what is done by saying it, of data/en/acts.txt: "accuse",
                                   "promise"; empty = just said, thought or shown */
    const char *rule;           /* the rule that found it, for --explain */
    /* how sure the tagger is that it is one, tenths of a nat; 0 = not asked */
    int score;
};

enum tw_comparator { TW_EXACT, TW_ABOUT, TW_AT_LEAST, TW_MORE_THAN, TW_UP_TO, TW_FEWER_THAN,
                     TW_RANGE };

struct tw_figure {
    struct tw_span span;        /* number, comparator, unit and what is counted */
    struct tw_span number;
    bool has_low, has_high;
    double low, high;           /* exact, about: equal */
    enum tw_comparator comparator;
    struct tw_slice unit;       /* killed, injured, ..., percent, money:CCY, other:NOUN */
    struct tw_slice of;         /* normalised noun phrase of what is counted, lower case */
    int said_by;                /* attribution index, -1 = the article itself */
};

struct tw_time {
    struct tw_span span;
    struct tw_date value;       /* its first day, month or year */
    struct tw_slice iso;        /* ISO 8601 as precise as said, also what a date cannot hold:
                                   "2024-W18", "2024-02-27TNI" (night), "2022-WI", "198X", "P1Y" */
};

enum tw_actor_type { TW_PERSON, TW_ORG, TW_COUNTRY, TW_PLACE };

struct tw_actor {
    struct tw_slice name;       /* the fullest form, without titles */
    enum tw_actor_type type;
    struct tw_slices aliases;   /* other forms, each once, in order of first use */
    struct tw_spans mentions;   /* by rising offset */
};

struct tw_mention { struct tw_span span; uint32_t actor; };    /* index of actors */

struct tw_claim {
    struct tw_span span;        /* the clause or sentence */
    struct tw_slice by;         /* who holds it: speaker; empty = the article itself */
    struct tw_slice who;        /* who is held responsible; may be empty (decline) */
    struct tw_slice what;       /* event class: attack, ... */
    enum tw_polarity stance;
    int attribution;            /* index, -1 = none */
};

struct tw_statements {
    struct tw_spans sentences;
    struct { struct tw_attribution *v; size_t n; } attributions;
    struct { struct tw_figure *v; size_t n; } figures;
    struct { struct tw_time *v; size_t n; } times;
    struct { struct tw_actor *v; size_t n; } actors;
    struct { struct tw_mention *v; size_t n; } mentions;    /* of all actors, by offset; none overlap */
    struct { struct tw_claim *v; size_t n; } claims;
};

/* Everything an article says.  *out lives in mem and borrows from a.
** TW_OK, or TW_TOOBIG when mem went over budget: *out is correct but short. */
TW_MUST_USE enum tw_status tw_extract(struct tw_arena *mem, const struct tw_article *a,
                                      struct tw_statements *out);

/* A copy that borrows nothing but from mem and static tables. */
struct tw_statements tw_statements_dup(struct tw_arena *mem, const struct tw_statements *s);

/* Appends {"id",...} (without a line end) to out; offsets as code points. */
void tw_statements_write(struct tw_buf *out, const struct tw_article *a,
                         const struct tw_statements *s);

const char *tw_quote_kind_text(enum tw_quote_kind k);
const char *tw_quote_type_text(enum tw_quote_type t);
/* Its act; "say", "think" or "show" by its type when it has none. */
struct tw_slice tw_attribution_act(const struct tw_attribution *a);

const char *tw_polarity_text(enum tw_polarity p);
const char *tw_comparator_text(enum tw_comparator c);
const char *tw_actor_type_text(enum tw_actor_type t);

#endif
