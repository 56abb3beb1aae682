/* store/store.h - what a news desk keeps, durable: one contract, several stores behind it.
**
** Kept: articles with their original bytes (evidence), the passages they share,
** stories with their history, what each article says, the comparison of each
** story, and what people decided.  SQLite (store/sqlite.h) or PostgreSQL (store/postgres.h) is
** behind it; both pass the same tests (tests/store/contract.h).
**
** Numbers.  Articles are numbered 1, 2, ... in the order they were stored; a number is
** never used again.  Stories likewise.  0 is none.
**
** Writing.  One process writes (tw_store_open with TW_STORE_WRITE holds a lock on the
** store until tw_store_close), any number read; readers see the last commit and never
** hold up the writer.  Everything between tw_store_begin and tw_store_commit is stored
** together or not at all, whatever happens to the process; commit answers TW_OK only
** when the data is on the disk (when it answers anything else, nothing of it is stored).
** Only tw_store_decide, tw_store_hand and tw_store_vacuum change anything outside a transaction; a
** reader may open one too, and then sees one state of the store until its end.  Decisions of people
** and articles handed in are the exceptions: any process may add one at any time (tw_store_decide,
** tw_store_hand); the writer carries it out, or takes it (store/desk.h).  People's changes to the
** list of feeds are such, too.
**
** Memory: what a reading call hands out lives in the arena it was given.
** Statuses, everywhere: TW_OK; TW_NOTFOUND; TW_FULL: no room on the disk; TW_LOCKED: another
** process holds it; TW_NEWER: written by a later version; TW_BROKEN: damaged; TW_IO.
** TW_USAGE: a call that makes no sense now (a change outside a transaction, say).
** tw_store_why says more, in a sentence, of the last one that was not TW_OK.  After a change
** failed all further ones do, until tw_store_rollback; a database that is asked over a network
** may tell of a failed change with a later call, by tw_store_commit at the latest.
** Not for use by two threads at a time; open it once for each.
*/
#ifndef TW_STORE_STORE_H
#define TW_STORE_STORE_H
#include "clean/article.h"

#include <stdint.h>

struct tw_store;
/* CREATE: WRITE, and made when it is not there */
enum tw_store_mode { TW_STORE_READ, TW_STORE_WRITE, TW_STORE_CREATE };

/* `where` is the path of an SQLite file or the postgresql:// URL of a database (store/postgres.h).
** An older schema is brought up to date when opened for writing.  When it fails *out is NULL and
** *why (in mem) says why. */
TW_MUST_USE enum tw_status tw_store_open(struct tw_arena *mem, const char *where,
                                         enum tw_store_mode mode,
                                         struct tw_store **out, const char **why);
/* For the writing itself handed from one process to another (src/work): as TW_STORE_CREATE, beside
** other holders of tokens, but beside no writer without one.  A token is a number above 0 that
** rises with each who is to write: as soon as this answers TW_OK, nothing that holds a lower one
** commits any more, whatever it was in the middle of (TW_LOCKED). TW_LOCKED: a higher one was here,
** or somebody writes. */
TW_MUST_USE enum tw_status tw_store_open_held(struct tw_arena *mem, const char *where,
                                              uint64_t token,
                                              struct tw_store **out, const char **why);
/* The highest token that a writer of it had; 0: none. */
TW_MUST_USE enum tw_status tw_store_highest(struct tw_store *s, uint64_t *token);
void tw_store_close(struct tw_store *s);        /* NULL is fine; rolls back what is not committed */
const char *tw_store_why(const struct tw_store *s);

TW_MUST_USE enum tw_status tw_store_begin(struct tw_store *s);
TW_MUST_USE enum tw_status tw_store_commit(struct tw_store *s);
void tw_store_rollback(struct tw_store *s);

/* ---- Articles */

/* as enum tw_raw_kind */
enum tw_evidence_kind { TW_EVIDENCE_FILE, TW_EVIDENCE_HTTP, TW_EVIDENCE_JSON, TW_EVIDENCE_ENTRY };

struct tw_stored {
    uint64_t number;
    struct tw_article article;
    struct tw_date received;
    uint64_t story;             /* 0: in none yet */
    /* the article of the same address (or outlet and story) before it; 0: none */
    uint64_t edition_of;
    double copied;              /* share of its words that earlier articles have, 0..1 */
    struct tw_slice statements; /* the JSON of `twosource extract` */
};

/* Stores a->number, which must be tw_store_last + 1.  `evidence`: the bytes as received. */
TW_MUST_USE enum tw_status tw_store_put_article(struct tw_store *s, const struct tw_stored *a,
                                                enum tw_evidence_kind kind,
                                                    struct tw_slice evidence);
/* Puts it into a story (0: takes it out). */
TW_MUST_USE enum tw_status tw_store_place(struct tw_store *s, uint64_t article, uint64_t story);

/* Says whose edition it is (0: nobody's) as its story tells; nothing happens when an earlier
** article has its address, which says it already. */
TW_MUST_USE enum tw_status tw_store_put_edition(struct tw_store *s, uint64_t article,
                                                uint64_t edition_of);

/* The highest article number ever given (0: none yet). */
TW_MUST_USE enum tw_status tw_store_last(struct tw_store *s, uint64_t *number);

enum tw_known { TW_UNKNOWN, TW_STORED, TW_FORGOTTEN };
/* Whether an article of that id is there, or was and is not to come back. */
TW_MUST_USE enum tw_status tw_store_known(struct tw_store *s, struct tw_slice id,
                                          enum tw_known *known, uint64_t *number);

/* The same of n ids, at most TW_STORE_MANY: a database over a network is asked once. */
enum { TW_STORE_MANY = 64 };
TW_MUST_USE enum tw_status tw_store_known_many(struct tw_store *s, const struct tw_slice *id,
                                               size_t n, enum tw_known *known);

/* TW_NOTFOUND: none of that number, also when it was forgotten or has expired. */
TW_MUST_USE enum tw_status tw_store_article(struct tw_store *s, struct tw_arena *mem,
                                            uint64_t number, struct tw_stored *out);
/* n of them at once, up to TW_STORE_MANY: number, story and article, nothing else. */
TW_MUST_USE enum tw_status tw_store_texts(struct tw_store *s, struct tw_arena *mem,
                                          const uint64_t *number, size_t n,
                                          struct tw_stored *out);
TW_MUST_USE enum tw_status tw_store_evidence(struct tw_store *s, struct tw_arena *mem,
                                             uint64_t number,
                                             enum tw_evidence_kind *kind, struct tw_slice *bytes);
/* The newest article with that canonical URL, 0 when there is none. */
TW_MUST_USE enum tw_status tw_store_by_url(struct tw_store *s, struct tw_slice url,
                                           uint64_t *number);

/* ---- Passages: one article took them from another (src/dedup) */

struct tw_stored_passage { struct tw_span a, b; uint64_t words; bool quotation; };      /* bytes of the texts */
struct tw_stored_copy {
    uint64_t a, b;              /* b is the later one */
    double contained, contained_back;
    struct tw_stored_passage *passage; size_t n;
};
TW_MUST_USE enum tw_status tw_store_put_copy(struct tw_store *s, const struct tw_stored_copy *c);
/* All that involve the article, by the other's number. */
TW_MUST_USE enum tw_status tw_store_copies(struct tw_store *s, struct tw_arena *mem,
                                           uint64_t article,
                                           struct tw_stored_copy **out, size_t *n);

/* ---- Stories */

struct tw_stored_story {
    uint64_t number;
    struct tw_slice title;
    int64_t first, last;        /* Unix s; 0 unknown */
    double importance;
    uint64_t articles, outlets, accounts, origins;
    struct tw_slices languages, actors;     /* actors: names, most mentioned first, at most 20 */
    /* articles and decisions until the last one that changed it: rises; for "changed since" */
    uint64_t changed;
    bool starred;
    struct tw_slice note;       /* of a person; may be empty */
    /* the story it was merged into; 0: none.  It has no articles then */
    uint64_t into;
};
/* Writes it, in place of what was there; starred and note are left as they are. */
TW_MUST_USE enum tw_status tw_store_put_story(struct tw_store *s,
                                              const struct tw_stored_story *story);
/* What a person gave it; TW_NOTFOUND: there is no such story. */
TW_MUST_USE enum tw_status tw_store_star(struct tw_store *s, uint64_t story, bool starred);
TW_MUST_USE enum tw_status tw_store_note(struct tw_store *s, uint64_t story, struct tw_slice note);
TW_MUST_USE enum tw_status tw_store_story(struct tw_store *s, struct tw_arena *mem, uint64_t number,
                                          struct tw_stored_story *out);
/* Of each of its articles, in order, what a list of stories shows: one range of an index. */
struct tw_glance {
    uint64_t number, edition_of;
    int64_t time;               /* published, else received; Unix s */
    double copied;              /* share of its words that earlier articles have, 0..1 */
};
TW_MUST_USE enum tw_status tw_store_glances(struct tw_store *s, struct tw_arena *mem,
                                            uint64_t story, struct tw_glance **out, size_t *n);
/* The same of n stories, at most TW_STORE_MANY, in one question. */
struct tw_glances { struct tw_glance *v; size_t n; };
TW_MUST_USE enum tw_status tw_store_glances_many(struct tw_store *s, struct tw_arena *mem,
                                                 const uint64_t *story,
                                                 size_t n, struct tw_glances *out);
/* Numbers of its articles, in order. */
TW_MUST_USE enum tw_status tw_store_members(struct tw_store *s, struct tw_arena *mem,
                                            uint64_t story, uint64_t **out, size_t *n);

/* What happened to a story. */
struct tw_stored_event {
    /* other: the one merged in, split off, or the article's former story; 0 none */
    uint64_t story, other;
    uint64_t article;           /* the article that caused it, or that moved; 0 none */
    uint64_t decision;          /* the decision that caused it; 0 none */
    struct tw_slice what;       /* opened, joined, merged, split, moved, starred, ... */
    int64_t time;               /* of the stream (or of the decision), Unix s */
};
TW_MUST_USE enum tw_status tw_store_put_event(struct tw_store *s, const struct tw_stored_event *e);
TW_MUST_USE enum tw_status tw_store_events(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                           struct tw_stored_event **out, size_t *n);

/* The comparison of a story: its JSON, and its items one by one so that they can be asked for. */
struct tw_stored_item {
    struct tw_slice id;         /* stable: doc/json.md */
    struct tw_slice kind;       /* said, figure, claim */
    struct tw_slice text;       /* what it says, in a line */
    /* same_utterance, agree, conflict, ...; for a claim the stances, "affirm deny" */
    struct tw_slice relation;
    uint64_t accounts, origins;
    /* article with which it was first in two accounts (store/storysum.h) */
    uint64_t since;
};
/* In place of what was there; json empty: the story has none (any more). */
TW_MUST_USE enum tw_status tw_store_put_comparison(struct tw_store *s, uint64_t story,
                                                   struct tw_slice json,
                                                   const struct tw_stored_item *items, size_t n);
/* TW_NOTFOUND: the story has none. */
TW_MUST_USE enum tw_status tw_store_comparison(struct tw_store *s, struct tw_arena *mem,
                                               uint64_t story, struct tw_slice *json);
/* Stories whose comparison went because an article of theirs did (tw_store_drop, tw_store_expire);
** their items are kept for the sake of `since`.  The caller compares them again. */
TW_MUST_USE enum tw_status tw_store_uncompared(struct tw_store *s, struct tw_arena *mem,
                                               uint64_t **out, size_t *n);
TW_MUST_USE enum tw_status tw_store_items(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                          struct tw_stored_item **out, size_t *n);

/* ---- Asking */

struct tw_story_filter {
    int64_t from, until;        /* Unix s; stories with an article in between; 0: open */
    /* empty: any; words as tw_store_search takes them */
    struct tw_slice words, actor, outlet, language;
    uint64_t origins;           /* at least */
    uint64_t changed;           /* stories with `changed` above this */
    bool starred;               /* only these */
    /* quiet ones too: no article within a day before the newest of the store */
    bool all;
    uint64_t limit;             /* 0: 1,000 */
    struct { double importance; uint64_t number; } behind;      /* only what comes behind this one; number 0: from the first */
};
/* The most important first; equals by number. */
TW_MUST_USE enum tw_status tw_store_stories(struct tw_store *s, struct tw_arena *mem,
                                            const struct tw_story_filter *f,
                                            struct tw_stored_story **out, size_t *n);
/* Their numbers alone, for who takes them one by one: 8 bytes a story. */
TW_MUST_USE enum tw_status tw_store_story_numbers(struct tw_store *s, struct tw_arena *mem,
                                                  const struct tw_story_filter *f,
                                                  uint64_t **out, size_t *n);

struct tw_found {
    uint64_t number, story;
    struct tw_slice id, title, outlet, lang;
    struct tw_date published;
    struct tw_slice text;       /* of the whole article */
    struct tw_span span;        /* of the snippet in it, bytes */
    struct tw_slice snippet;
    struct tw_spans hits;       /* in the snippet, bytes */
};
/* Articles that match the words (store/query.h), best first.  TW_USAGE: no query, tw_store_why says
   where. */
TW_MUST_USE enum tw_status tw_store_search(struct tw_store *s, struct tw_arena *mem,
                                           struct tw_slice words, size_t limit,
                                           struct tw_found **out, size_t *n);

struct tw_stored_outlet {
    struct tw_slice name, domain;
    uint64_t articles, stories;
    double copied;              /* mean share of words copied from other outlets, 0..1 */
    /* share of articles with less than a tenth copied and no agency credit */
    double first_hand;
    uint64_t corrections;       /* editions that changed a text */
    int64_t last;               /* Unix s */
};
TW_MUST_USE enum tw_status tw_store_outlets(struct tw_store *s, struct tw_arena *mem,
                                            struct tw_stored_outlet **out, size_t *n);

/* Asks now and then during a question whether it has taken too long; it ends with TW_TOOBIG then.
** ms: the same for a server that keeps the time itself, of each statement; one that does not keep
** to it is given up (TW_AWAY).  Said before tw_store_begin.  NULL: it may take any time. */
typedef bool tw_store_late(void *context);
void tw_store_hurry(struct tw_store *s, unsigned ms, tw_store_late *is_late, void *context);

/* A number that another one means: something was committed by another handle since.  Says nothing
** between handles. */
TW_MUST_USE enum tw_status tw_store_version(struct tw_store *s, uint64_t *version);

/* Waits until something was committed by another handle since the last call, at most `ms`; the
** first call answers at once.  It may also come back early for nothing.  When the store's server
** tells of commits (store/postgres.h) that takes a moment, else the store is asked when the time is
** over. */
TW_MUST_USE enum tw_status tw_store_wait(struct tw_store *s, unsigned ms, bool *changed);

/* How many seconds this copy of the store is behind it (0 when it has all that came); 0: it is no
   copy. */
TW_MUST_USE enum tw_status tw_store_lag(struct tw_store *s, double *seconds);

struct tw_store_counts { uint64_t articles, stories, copies, comparisons, decisions, forgotten, bytes, text_bytes; };
TW_MUST_USE enum tw_status tw_store_count(struct tw_store *s, struct tw_store_counts *out);

/* ---- Decisions of people */

enum tw_decision_kind {
    TW_DECIDE_MERGE,            /* story, other */
    TW_DECIDE_SPLIT,            /* articles: these are a story of their own */
    TW_DECIDE_STAR, TW_DECIDE_UNSTAR, TW_DECIDE_NOTE,       /* story; note: text */
    TW_DECIDE_ONE_ORIGIN, TW_DECIDE_TWO_ORIGINS,            /* articles: two */
    TW_DECIDE_NOT_SPEAKER,      /* story, item, articles: the one whose span it is (0 or 1) */
    TW_DECIDE_NOT_FIGURE,       /* story, item, articles */
    TW_DECIDE_FORGET,           /* articles: one */
    TW_DECIDE_UNDO              /* other: the number of the decision taken back */
};
struct tw_decision {
    uint64_t number;            /* 1, 2, ...: given by tw_store_decide */
    enum tw_decision_kind kind;
    uint64_t story, other;
    const uint64_t *article; size_t articles;
    struct tw_slice item, text; /* id of a statement; of a note or a reason */
    struct tw_slice user;
    int64_t time;               /* Unix s, of the command */
    uint64_t after;             /* carried out behind this article number; 0: not yet */
    uint64_t undone;            /* by this decision; 0: it stands */
    struct tw_slice failed;     /* why it could not be carried out; empty: it could */
};
/* Adds it, in a transaction of its own, also of a reader and while another process writes
** (waits up to five seconds for that one's commit: TW_LOCKED).  Sets d->number. */
TW_MUST_USE enum tw_status tw_store_decide(struct tw_store *s, struct tw_decision *d);
/* The writer says that it was carried out (d->after, d->failed, d->undone). */
TW_MUST_USE enum tw_status tw_store_decided(struct tw_store *s, const struct tw_decision *d);
/* Those with a number above `since`, in order. */
TW_MUST_USE enum tw_status tw_store_decisions(struct tw_store *s, struct tw_arena *mem,
                                              uint64_t since, struct tw_decision **out, size_t *n);

/* Whether something waits for the writer: a decision, or an article that was handed in. */
TW_MUST_USE enum tw_status tw_store_waits(struct tw_store *s, bool *waits);

/* ---- The inbox: articles that other processes hand in */

struct tw_handed {
    uint64_t number;            /* 1, 2, ...: given by tw_store_hand, never used again */
    struct tw_article article;  /* with its id and a text */
    struct tw_date received;
    enum tw_evidence_kind kind;
    struct tw_slice evidence;
    struct tw_slice failed;     /* why it cannot be taken; empty: nothing is known against it */
};
/* Puts n articles into the inbox, all or none, as tw_store_decide does; sets their numbers.
** With TW_OK they are on the disk, and the writer takes them with one of its next commits, in
** order, each once: its row goes when the article is stored.  TW_USAGE: no id or no text;
** TW_TOOBIG: over TW_MAX_DOCUMENT. */
TW_MUST_USE enum tw_status tw_store_hand(struct tw_store *s, struct tw_handed *v, size_t n);

enum tw_inbox { TW_INBOX_WAITING, TW_INBOX_ASIDE };
/* Those that wait, or that were set aside, with a number above `since`, in order; at most `limit`
** (0: 1,000), fewer when they are large.  One that is damaged has no article and says so
** in `failed`. */
TW_MUST_USE enum tw_status tw_store_inbox(struct tw_store *s, struct tw_arena *mem,
                                          enum tw_inbox which,
                                          uint64_t since, size_t limit, struct tw_handed **out,
                                              size_t *n);
/* The number of the last one that waits; 0: none does. */
TW_MUST_USE enum tw_status tw_store_inbox_last(struct tw_store *s, uint64_t *number);
/* The writer took it: its row goes, or, with a reason, it is set aside until TW_INBOX_KEPT more
** have come; without `keep` only the reason. */
enum { TW_INBOX_KEPT = 10000 };
TW_MUST_USE enum tw_status tw_store_handed(struct tw_store *s, uint64_t number,
                                           struct tw_slice failed, bool keep);

/* ---- Feeds that are watched (src/watch), and what stood in them */

struct tw_watched {
    uint64_t number;
    struct tw_slice url;        /* as it was given: what the feed is called */
    struct tw_slice moved;      /* where it went for good, and is asked for; empty: nowhere */
    struct tw_slice title, site, folder, lang;  /* folder: "News/Europe"; each may be empty */
    struct tw_slice etag, modified;     /* of the last answer, as they came */
    int64_t next;               /* when it is due; all times Unix s, 0: never, or not yet */
    int64_t pause;              /* s from the last poll to the next */
    double rhythm;              /* new items a day, learnt */
    /* s that its last document asks to be left alone; 0: does not say */
    int64_t asked;
    int64_t polled, answered, news;     /* the last poll, good answer, new item */
    uint64_t polls, items, kept;        /* items: ever seen; kept: as articles */
    uint64_t failures;          /* in a row */
    struct tw_slice failed;     /* why the last poll failed; empty: it did not */
    int64_t disabled;           /* since then; 0: it is not */
    struct tw_slice why;        /* it was disabled */
    bool by_hand;               /* by a person: it is not tried again */
};

/* Changes of people, in a transaction of their own, as tw_store_decide: */
/* Adds n feeds; of one that is there only fields that were empty are filled.  *added: how many
** were not there. */
TW_MUST_USE enum tw_status tw_store_watch(struct tw_store *s, const struct tw_watched *feed,
                                          size_t n, size_t *added);
/* TW_NOTFOUND: there is no feed of that address. */
TW_MUST_USE enum tw_status tw_store_unwatch(struct tw_store *s, struct tw_slice url);
/* disabled: since then, by a person; 0: it is polled again, at once. */
TW_MUST_USE enum tw_status tw_store_disable(struct tw_store *s, struct tw_slice url,
                                            int64_t disabled, struct tw_slice why);

/* All, by folder and address; with `due` those that are due by then, the longest due first, at
** most `limit` (0: all). */
TW_MUST_USE enum tw_status tw_store_watched(struct tw_store *s, struct tw_arena *mem,
                                            const int64_t *due, size_t limit,
                                            struct tw_watched **out, size_t *n);
/* The writer tells what a poll found: everything but number, url and folder; title, site and
** language only where a person gave none.  Nothing happens when it was removed meanwhile, and
** what a person disabled stays so. */
TW_MUST_USE enum tw_status tw_store_polled(struct tw_store *s, const struct tw_watched *feed);

enum tw_entry_state { TW_ENTRY_WAITS, TW_ENTRY_KEPT, TW_ENTRY_DUPLICATE, TW_ENTRY_NO_ARTICLE,
                      TW_ENTRY_FAILED };
struct tw_seen_entry {
    uint64_t link;              /* hash of the canonical address; of the id when there is none */
    uint64_t id, text;          /* hashes; id 0: it has none */
    int64_t seen;               /* when it last stood in the feed, Unix s */
    int64_t tried;              /* when its page was last asked for */
    uint64_t tries;
    enum tw_entry_state state;
    struct tw_slice why;        /* it is no article */
    /* of one that waits: what the caller needs to try again; else empty */
    struct tw_slice item;
};
TW_MUST_USE enum tw_status tw_store_entries(struct tw_store *s, struct tw_arena *mem, uint64_t feed,
                                            struct tw_seen_entry **out, size_t *n);
/* In place of the one of that link; nothing happens when the feed was removed. */
TW_MUST_USE enum tw_status tw_store_put_entry(struct tw_store *s, uint64_t feed,
                                              const struct tw_seen_entry *e);
/* Removes those that were last seen before. */
TW_MUST_USE enum tw_status tw_store_forget_entries(struct tw_store *s, uint64_t feed,
                                                   int64_t before);
/* Whether an entry of that link was settled, other than as failed, in any feed. */
TW_MUST_USE enum tw_status tw_store_entry_known(struct tw_store *s, uint64_t link, bool *known);

/* Removes the article and all rows made of it, and the comparison of its story
** (tw_store_uncompared); `tombstone`: its id may not come back.  TW_NOTFOUND. */
TW_MUST_USE enum tw_status tw_store_drop(struct tw_store *s, uint64_t article, bool tombstone);

/* ---- Keeping it */

/* Small values of the program's own: the empty slice when there is none. */
TW_MUST_USE enum tw_status tw_store_set(struct tw_store *s, struct tw_slice key,
                                        struct tw_slice value);
TW_MUST_USE enum tw_status tw_store_get(struct tw_store *s, struct tw_arena *mem,
                                        struct tw_slice key, struct tw_slice *value);

/* Removes articles received before `before` and stories left without any, but none of a
** starred story; comparisons of stories that lost some go too (tw_store_uncompared).  *gone:
** how many articles. */
TW_MUST_USE enum tw_status tw_store_expire(struct tw_store *s, int64_t before, uint64_t *gone);

/* Looks at everything: pages, indexes, references, texts against their ids.  `found` is told
** of each thing that is wrong.  TW_OK: nothing is; TW_BROKEN. */
typedef void tw_store_found(void *context, const char *what);
TW_MUST_USE enum tw_status tw_store_check(struct tw_store *s, tw_store_found *found, void *context);

/* A copy of the last commit at `path`, while others write; TW_USAGE: there is something already. */
TW_MUST_USE enum tw_status tw_store_backup(struct tw_store *s, const char *path);
/* Gives space back, and makes the index of words anew when it is damaged. */
TW_MUST_USE enum tw_status tw_store_vacuum(struct tw_store *s);

#endif
