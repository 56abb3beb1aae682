/* serve/dossier.h - what the pages know of a story: its row, its accounts, its stored comparison.
**
** Read from the stored JSON (doc/json.md): nothing is compared again, so it costs as much as
** the JSON is long, whatever the texts are.  `why` compares again (store/grounds.h).
*/
#ifndef TW_SERVE_DOSSIER_H
#define TW_SERVE_DOSSIER_H
#include "base/map.h"
#include "serve/page.h"

enum tw_dossier_kind {
    TW_DOSSIER_SAID,
    TW_DOSSIER_FIGURE,
    TW_DOSSIER_CLAIM,
    TW_DOSSIER_ONLY,
    TW_DOSSIER_COPIED,
    TW_DOSSIER_EDITION
};

struct tw_dossier_account {
    struct tw_slice id, name, title; /* name: of the outlet, else of the file */
    struct tw_slice published;       /* ISO 8601; may be empty */
    struct tw_slice origin, why;     /* why: the rule that said so */
    int64_t time;                    /* Unix s; 0 unknown */
    uint64_t number;
    bool is_new; /* since somebody looked */
};

struct tw_dossier {
    struct tw_stored_story story;
    struct tw_jv json;
    struct tw_dossier_account *account;
    size_t n;            /* that are compared, by letter */
    struct tw_map by_id; /* id -> letter */
    struct tw_map since; /* id of an item -> article since which it is */
    unsigned *words;     /* that b took from a: [b * n + a] */
    const struct tw_jv *said, *figures, *claims, *only, *copied, *editions; /* arrays */
};

/* TW_NOTFOUND; TW_EMPTY: the story has no articles. */
TW_MUST_USE enum tw_status tw_dossier_read(struct tw_page *p, uint64_t story, struct tw_dossier *d);

/* The letter of the account that a member, or the field `key`, names; TW_NONE. */
size_t tw_dossier_account_of(const struct tw_dossier *d, const struct tw_jv *member,
                             const char *key);
/* The first member of an item that is of the account; NULL: it has none. */
const struct tw_jv *tw_dossier_member(const struct tw_dossier *d, const struct tw_jv *item,
                                      size_t account);
/* True when it came since somebody looked. */
bool tw_dossier_is_new(const struct tw_page *p, const struct tw_dossier *d,
                       const struct tw_jv *item);
/* Words that b took from a. */
static inline unsigned tw_dossier_words(const struct tw_dossier *d, size_t a, size_t b)
{
    return d->words[b * d->n + a];
}
/* A whole number of an item, 0 when it has none. */
unsigned tw_dossier_number(const struct tw_jv *item, const char *key);
bool tw_dossier_is(const struct tw_jv *item, const char *key, const char *value);

/* What a figure counts: "killed: track workers"; and what its values come to: "latest 36". */
struct tw_slice tw_dossier_unit(struct tw_page *p, const struct tw_jv *figure);
struct tw_slice tw_dossier_outcome(struct tw_page *p, const struct tw_jv *figure);
/* The figure as an account has it, without what it counts: ">30". */
struct tw_slice tw_dossier_value(struct tw_page *p, const struct tw_jv *member);

/* ---- As HTML */

/* "S3": its name as `why` takes it, a link to the item on the page of the story. */
void tw_dossier_put_name(struct tw_page *p, enum tw_dossier_kind kind, size_t index);
/* A letter as a link to the sentence in the stored text. */
void tw_dossier_put_place(struct tw_page *p, const struct tw_dossier *d,
                          const struct tw_jv *member);
/* The places of members, at most a dozen, and how many more there are; `text`, when not NULL, says
** which: those whose text is `which`, which become empty. */
void tw_dossier_put_places(struct tw_page *p, const struct tw_dossier *d,
                           const struct tw_jv *members, struct tw_slice *text,
                           struct tw_slice which);
/* The address of that sentence. */
void tw_dossier_put_address(struct tw_page *p, struct tw_slice id, const struct tw_jv *span);
/* Members: equal wordings in one line, with the places of all that have them; at most `most`. */
void tw_dossier_put_wordings(struct tw_page *p, const struct tw_dossier *d,
                             const struct tw_jv *members, size_t most);
/* "3 accounts · 2 origins", and "why". */
void tw_dossier_put_support(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *item,
                            enum tw_dossier_kind kind, size_t index);
void tw_dossier_put_why(struct tw_page *p, const struct tw_dossier *d, struct tw_slice item,
                        const char *of);
void tw_dossier_put_new(struct tw_page *p, bool is_new);
/* An opened link to two accounts side by side. */
void tw_dossier_open_pair(struct tw_page *p, const struct tw_dossier *d, size_t a, size_t b);
/* A field of a form in which one of the accounts is chosen. */
void tw_dossier_put_choice(struct tw_page *p, const struct tw_dossier *d, const char *name,
                           const char *label, size_t chosen);

/* ---- The sections of the page of a story, in its order */

void tw_section_counts(struct tw_page *p, const struct tw_dossier *d);   /* pagecounts.c */
void tw_section_facts(struct tw_page *p, const struct tw_dossier *d);    /* pagefacts.c */
void tw_section_matrix(struct tw_page *p, const struct tw_dossier *d);   /* pagematrix.c */
void tw_section_pairs(struct tw_page *p, const struct tw_dossier *d);    /* pagepair.c */
void tw_section_quotes(struct tw_page *p, const struct tw_dossier *d);   /* pagequotes.c */
void tw_section_figures(struct tw_page *p, const struct tw_dossier *d);  /* pagefigures.c */
void tw_section_copies(struct tw_page *p, const struct tw_dossier *d);   /* pagecopies.c */
void tw_section_editions(struct tw_page *p, const struct tw_dossier *d); /* pageeditions.c */
enum tw_status tw_section_history(struct tw_page *p,
                                  const struct tw_dossier *d); /* pageeditions.c */

/* Items that a section shows before it says how many more there are; with ?all=1 all. */
size_t tw_section_most(const struct tw_page *p, size_t usual);

/* A page of a story is to weigh less than 150 KB with style and scripts (25 KB): a section adds
** another item while the page is shorter than this, 1000 bytes, so each has room of its own and
** what the ones before it left.  Behind them come history, accounts and forms, which are short. */
enum tw_section_end {
    TW_ROOM_COUNTS = 18,
    TW_ROOM_AGREED = 25,
    TW_ROOM_REPEATED = 32,
    TW_ROOM_DISPUTED = 38,
    TW_ROOM_MOVED = 41,
    TW_ROOM_ONLY = 46,
    TW_ROOM_MATRIX = 60,
    TW_ROOM_QUOTES = 74,
    TW_ROOM_FIGURES = 85,
    TW_ROOM_COPIES = 92,
    TW_ROOM_EDITIONS = 94
};
/* Is there room for another?  With ?all=1 always. */
bool tw_section_has_room(const struct tw_page *p, enum tw_section_end end);
/* "12 more", a link to the page with all. */
void tw_section_more(struct tw_page *p, const struct tw_dossier *d, size_t n, size_t shown,
                     const char *section);

#endif
