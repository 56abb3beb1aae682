/* twosource.h - the public header: news accounts in; who said what, which figures,
** what was copied, which accounts tell one event, and a comparison of them out.
**
**     reader      documents in any format     -> articles (JSON)
**     extractor   an article                  -> what it says: attributions, figures, times,
**                                                actors, claims
**     deduper     articles as they come       -> whom each was copied from, and which words
**     grouper     articles as they come       -> which story each belongs to
**     comparer    the accounts of one event   -> the comparison
**     newsdesk    articles as they come       -> a store that keeps all of this on disk
**     newsstore   a store                     -> stories, comparisons, search, reasons, decisions
**
** An article travels as one JSON object (doc/json.md); only id and text are
** required of one that comes from elsewhere.  What is asked for most comes
** back as plain structs, everything also as the JSON of doc/json.md, the same as
** the program writes.
**
** Memory.  A handle (struct tw_reader, ...) is made by _open or _new and given
** back by _close or _free, for which NULL is fine.  What a call hands out - JSON,
** structs, strings - belongs to the handle and is valid until the next call
** that takes the handle, unless said otherwise.  Arguments are only read, during
** the call.  Strings end with NUL and are UTF-8; pointers to them are never NULL
** unless said so: what is unknown is "".
**
** Offsets.  A struct tw_extent counts bytes of the article's text, end exclusive,
** on character boundaries.  JSON counts Unicode code points.
**
** Threads.  A handle is used by one thread at a time; different handles may be
** used at the same time.  There is no global state but the handler of
** tw_oom_handler.
**
** What the library never does: fork, exit, print, install signal handlers,
** change the locale, read a clock, connect to anything.  It opens only the files
** it is told to, and those that belong to a store, beside it.  It aborts only when
** memory is exhausted and tw_oom_handler has set nothing better.  Parsers run in the calling
** process: a host that reads bytes from anyone should do so in a process that can do little else
** (tw_sandbox_compute), as the program does.
**
** The same input in the same order gives the same output, always.  Costs are
** those measured on one 2024 server core.  Until version 1.0 names may change, with a
** line in CHANGES.md and a new soname.
*/
#ifndef TWOSOURCE_H
#define TWOSOURCE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef TW_API
#define TW_API __attribute__((visibility("default")))
#endif

/* What a call can answer.  (The library's own files have this from base/status.h.) */
#ifndef TW_BASE_STATUS_H
enum tw_status {
    TW_OK,              /* done */
    TW_DONE,            /* no more items */
    TW_EMPTY,           /* nothing in it */
    TW_BINARY,          /* not text in any format that can be read */
    TW_BROKEN,          /* damaged or not in its format */
    TW_TOOBIG,          /* over a limit */
    TW_NOTFOUND,        /* not found or not readable */
    TW_IO,              /* reading or writing failed */
    TW_USAGE,           /* called with arguments that make no sense */
    TW_NOTNEWS,         /* no article in it */
    TW_LOCKED,          /* in use by another process */
    TW_FULL,            /* no room left on the disk */
    TW_NEWER,           /* written by a later version */
    TW_AWAY             /* the server of a database cannot be reached */
};
#endif

/* ---- The library itself */

/* "0.1.0".  Static. */
TW_API const char *tw_version(void);

/* The short English phrase of a status, "over a limit"; never NULL.  Static. */
TW_API const char *tw_status_text(enum tw_status st);

/* Sets what is called with the number of bytes that could not be had; NULL takes
** it back.  The function must not return: it ends the process, or leaves with
** longjmp, and then the handle that was in use is lost and must not be used
** again, nor freed.  Without one the process aborts.  To be set before other
** threads call the library. */
TW_API void tw_oom_handler(void (*f)(size_t n));

/* Gives up, for this process and for good, everything but computing: no opening
** of files, no sockets, no new processes, no new executable memory; at most
** `data` bytes of memory of its own (0 = no limit).  What is open stays open.
** Everything else answers EPERM.  To be called before threads are started;
** about 0.2 ms.  False when the kernel offers neither Landlock nor seccomp. */
TW_API bool tw_sandbox_compute(unsigned long long data);

/* The same for a process that reads files and writes to what it has open: no
** making, changing or removing of files, no executing, no network. */
TW_API bool tw_sandbox_read_only(void);

/* A place in the text of an article. */
struct tw_extent { size_t from, end; };         /* bytes */

/* ---- Reader: documents in, articles out
**
** Takes pages in any encoding, web archives, feeds, JSON lines and plain text,
** compressed or not (doc/reading.md).  About 150 microseconds for a page. */

struct tw_reader;

struct tw_reader_options {
    /* ISO 8601: when the documents were received; NULL = as they or their files tell. */
    const char *now;
    const char *encoding;       /* label that wins over what documents declare; NULL = find out */
    size_t max_document;        /* bytes after unpacking; 0 = 64 MiB */
    /* Told of everything given up: a file, a record, a page without an
    ** article.  Both strings are valid during the call; the reader must not be
    ** called.  May be NULL. */
    void (*dropped)(void *context, const char *source, const char *why);
    void *context;
};

/* A reader over files, folders, "-" (standard input), "@LIST" and patterns.  The
** paths and what options point to must live as long as the reader; options may be
** NULL.  NULL: `now` is no date. */
TW_API struct tw_reader *tw_reader_open(char *const *paths, size_t n,
                                        const struct tw_reader_options *options);

/* The next article, *len bytes of JSON without a line end.  NULL: there are no
** more. */
TW_API const char *tw_reader_next(struct tw_reader *r, size_t *len);

/* The article of one document in memory (a page or a text).  source names it;
** url may be NULL.  NULL: there is none, *why (may be NULL) says why. */
TW_API const char *tw_reader_memory(struct tw_reader *r, const void *bytes, size_t n,
                                    const char *source, const char *url, size_t *len,
                                    const char **why);

TW_API void tw_reader_close(struct tw_reader *r);

/* ---- Extractor: what an article says
**
** English, and Spanish in part; of other languages only what needs no words of
** theirs.  About 0.4 ms for 500 words, linear in the text. */

struct tw_extractor;

struct tw_found_attribution {   /* who is said to have said what */
    const char *kind;           /* direct (all quoted), indirect, mixed */
    const char *type;           /* speech, thought, other */
    const char *stance;         /* affirm, deny, doubt, decline: what the cue does */
    struct tw_extent source;    /* the whole noun phrase; from == end: none */
    struct tw_extent cue;       /* the verb group; from == end: none */
    const struct tw_extent *content;    /* parts, in order, with their quotation marks */
    size_t contents;            /* 1 or more */
    const char *speaker;        /* the actor's full name; "" = unknown */
    const char *when;           /* ISO 8601; "" = unknown */
    int held_by;                /* index of the attribution that holds this one, -1 = none */
};

struct tw_found_figure {
    struct tw_extent span;      /* number, comparator, unit and what is counted */
    struct tw_extent number;
    const char *comparator;     /* exact, about, at_least, more_than, up_to, fewer_than, range */
    double low, high;           /* open below: -HUGE_VAL; open above: HUGE_VAL */
    const char *unit;           /* killed, injured, ..., percent, money:CCY, other:NOUN */
    const char *of;             /* what is counted, lower case; may be "" */
    int said_by;                /* index of the attribution, -1 = the article itself */
};

struct tw_found_time {
    struct tw_extent span;
    const char *value;          /* ISO 8601, as precise as said: "2024-05-12", "2024-W18", "P1Y" */
};

struct tw_found_actor {
    const char *name;           /* the fullest form, without titles */
    const char *type;           /* person, org, country, place */
    const char *const *alias;   /* other forms, in order of first use */
    size_t aliases;
    const struct tw_extent *mention;    /* by rising offset */
    size_t mentions;
};

struct tw_found_claim {         /* holds somebody responsible for something */
    struct tw_extent span;      /* the clause or sentence */
    const char *by;             /* who claims it; "" = the article itself */
    const char *who;            /* who is held responsible; may be "" */
    const char *what;           /* class of event: attack, ... */
    const char *stance;         /* affirm, deny, doubt, decline */
    int attribution;            /* index, -1 = none */
};

struct tw_findings {
    const char *id;             /* of the article */
    const char *text;           /* what the extents are of */
    size_t text_len;            /* bytes */
    const struct tw_extent *sentence; size_t sentences;
    const struct tw_found_attribution *attribution; size_t attributions;
    const struct tw_found_figure *figure; size_t figures;
    const struct tw_found_time *time; size_t times;
    const struct tw_found_actor *actor; size_t actors;
    const struct tw_found_claim *claim; size_t claims;
};

TW_API struct tw_extractor *tw_extractor_new(void);

/* Finds what the article (n bytes of JSON) says.  *out may be NULL for whoever
** wants JSON only; it and all it points to stay until the next call of this
** function or tw_extractor_free.  TW_OK; TW_BROKEN: not JSON, or without id or
** text; TW_TOOBIG: needs more than 1 GiB. */
TW_API enum tw_status tw_extractor_find(struct tw_extractor *x, const char *article, size_t n,
                                        struct tw_findings *out);

/* The last findings as the JSON object of `twosource extract`, and as the marked
** text of `twosource extract --explain`: which rule found what.  NULL: nothing
** was found yet, or the last article was refused. */
TW_API const char *tw_extractor_json(struct tw_extractor *x, size_t *len);
TW_API const char *tw_extractor_explain(struct tw_extractor *x, size_t *len);

TW_API void tw_extractor_free(struct tw_extractor *x);

/* ---- Deduper: whom each article was copied from
**
** A state: every article is answered from those before it.  20 to 60
** microseconds an article; about 1 KB each and the texts of the window in memory. */

struct tw_deduper;

struct tw_found_passage { struct tw_extent a, b; size_t words; };       /* words: equal in both */
struct tw_found_copy {
    const char *a, *b;          /* ids; b is the later article */
    double contained;           /* share of b's words that are a's, 0..1; 0 for a lone sentence */
    double contained_back;      /* share of a's in b */
    const struct tw_found_passage *passage; size_t passages;    /* by rising b */
    const struct tw_found_passage *quote; size_t quotes;    /* of one speaker; not counted above */
};
struct tw_found_copies { const struct tw_found_copy *copy; size_t copies; };

/* The state in the file; a new one when path is NULL or there is no such file.
** window: seconds; what is older than this against the newest is forgotten;
** 0 = nothing is.  TW_OK; TW_BROKEN: the file holds no such state; TW_USAGE:
** window is negative. */
TW_API enum tw_status tw_deduper_open(const char *path, int64_t window, struct tw_deduper **out);

/* Answers for the article and takes it in.  out may be NULL.  TW_OK; TW_BROKEN:
** not an article; TW_TOOBIG: over 4 billion articles, or over a GiB for this
** one, and *out is then shorter than it should be. */
TW_API enum tw_status tw_deduper_add(struct tw_deduper *d, const char *article, size_t n,
                                     struct tw_found_copies *out);

/* The last answer as the JSON lines of `twosource dedup`, each with its line end;
** "" when nothing was copied. */
TW_API const char *tw_deduper_json(struct tw_deduper *d, size_t *len);

/* Writes the state: beside the file first, then over it in one step.  No later
** answer depends on it.  TW_OK or TW_IO. */
TW_API enum tw_status tw_deduper_save(const struct tw_deduper *d, const char *path);

TW_API void tw_deduper_free(struct tw_deduper *d);

/* ---- Grouper: which story each article belongs to
**
** A state, too.  A story is one event with its direct follow-ups.  About 100
** microseconds and 2 KB an article. */

struct tw_grouper;

struct tw_found_place { const char *id; uint32_t story; };
struct tw_found_places { const struct tw_found_place *place; size_t places; };

/* As tw_deduper_open; window 0 = 30 days. */
TW_API enum tw_status tw_grouper_open(const char *path, int64_t window, struct tw_grouper **out);

/* Places the article.  *out (may be NULL) has it first, then earlier ones that
** moved because of it.  TW_OK; TW_BROKEN: not an article; TW_TOOBIG: no more fit. */
TW_API enum tw_status tw_grouper_add(struct tw_grouper *g, const char *article, size_t n,
                                     struct tw_found_places *out);

/* A person's word, which stands whatever comes later: story b is story a; these
** articles are a story of their own.  *out (may be NULL): who moved.  TW_OK;
** TW_NOTFOUND: not in the window, and nothing is changed. */
TW_API enum tw_status tw_grouper_join(struct tw_grouper *g, uint32_t a, uint32_t b,
                                      struct tw_found_places *out);
TW_API enum tw_status tw_grouper_part(struct tw_grouper *g, const char *const *ids, size_t n,
                                      struct tw_found_places *out);

/* The last answer as the JSON lines of `twosource group`. */
TW_API const char *tw_grouper_json(struct tw_grouper *g, size_t *len);

/* The stories in the window as the JSON lines of `twosource stories`, the most
** important first; quiet ones only when `all`. */
TW_API const char *tw_grouper_stories(struct tw_grouper *g, bool all, size_t *len);

/* Why the article is in the story, or is not, as the JSON object of `twosource
** why`.  NULL: one of them is not in the window. */
TW_API const char *tw_grouper_why(struct tw_grouper *g, uint32_t story, const char *article_id,
                                  size_t *len);

/* As tw_deduper_save. */
TW_API enum tw_status tw_grouper_save(const struct tw_grouper *g, const char *path);

TW_API void tw_grouper_free(struct tw_grouper *g);

/* ---- Comparer: the accounts of one event side by side
**
** Takes accounts one by one, then compares them all; more may be added
** afterwards.  Two accounts of 500 words: about 2 ms with their extraction.
** What was found out about earlier accounts is kept: comparing 200 accounts of 600
** words takes about 0.2 s, and again with one more about 15 ms.  A few accounts
** cost more, because they make known that a name in the others is a newspaper. */

struct tw_comparer;

struct tw_found_account {
    const char *id, *source, *outlet, *title;
    const char *origin;         /* whose reporting it is; equal for accounts of one origin */
    const char *origin_why;     /* the rule that said so */
};

struct tw_found_comparison {
    bool one_event;             /* do they look like accounts of one event? */
    const char *why;            /* of one_event */
    const struct tw_found_account *account; size_t accounts;
    size_t origins;             /* independent ones found */
    size_t said, figures, claims, only, copied;     /* items in the lists of tw_comparer_json */
};

TW_API struct tw_comparer *tw_comparer_new(void);

/* Takes an article (n bytes of JSON, copied).  TW_OK; TW_BROKEN: not an article;
** TW_TOOBIG: the accounts need over 8 GiB together; it is then left out. */
TW_API enum tw_status tw_comparer_add(struct tw_comparer *c, const char *article, size_t n);

/* Says who owns which outlet: lines of a domain, a tab and the owner (copied), in
** place of what was said before; n 0 takes it back.  Accounts of one owner are
** one origin.  TW_OK; TW_BROKEN: a line is something else, and nobody owns any. */
TW_API enum tw_status tw_comparer_owners(struct tw_comparer *c, const char *table, size_t n);

/* Compares what was added.  *out (may be NULL) stays until accounts are added or
** cleared.  TW_OK; TW_EMPTY: no accounts; TW_TOOBIG: the lists are shorter than
** they should be. */
TW_API enum tw_status tw_comparer_compare(struct tw_comparer *c, struct tw_found_comparison *out);

/* The comparison (made when it is not there yet) as the JSON object of
** `twosource compare --json`; as the text of `twosource compare`, `width` columns,
** with ANSI colours when asked; as the page of `--html`.  NULL: no accounts. */
TW_API const char *tw_comparer_json(struct tw_comparer *c, size_t *len);
TW_API const char *tw_comparer_text(struct tw_comparer *c, unsigned width, bool colour,
                                    size_t *len);
TW_API const char *tw_comparer_page(struct tw_comparer *c, size_t *len);

/* Why an item is what it is, as the JSON object of `twosource why --json`: named as
** printed (S1, F1, C1, O1, P1, E1), by its id, or, for the origin of an account,
** by the account's letter or id.  NULL: no such item. */
TW_API const char *tw_comparer_why(struct tw_comparer *c, const char *item, size_t *len);

/* Forgets the accounts, not the owners; keeps some memory. */
TW_API void tw_comparer_clear(struct tw_comparer *c);
TW_API void tw_comparer_free(struct tw_comparer *c);

/* ---- Newsdesk: articles into a store
**
** A store is a file (with others beside it: PATH-wal, PATH-shm, PATH-lock, PATH-state), or a
** PostgreSQL database by its postgresql:// URL (what is PATH-state else is made anew then),
** that keeps articles, copies, stories, comparisons and what people decided; it is whole
** after any crash.  One process writes, any number read.  A newsdesk is the writer: it does
** for each article what extractor, deduper, grouper and comparer do, and stores it.
** About 1 ms an article; about 3.5 KB of memory for each within the window. */

struct tw_newsdesk;

struct tw_newsdesk_options {
    int64_t window;             /* seconds that copies and stories look back; 0 = 30 days */
    int64_t keep;               /* seconds that articles are kept; 0 = for ever */
    unsigned threads;           /* that extract and compare; 0, 1 = the calling one alone */
    const char *owners;         /* as of tw_comparer_owners, may be NULL */
    size_t owners_len;
};

#ifndef TW_STORE_DESK_H
enum tw_taken {
    TW_TAKEN,                   /* stored with the next commit */
    TW_DUPLICATE,               /* there already */
    TW_REFUSED                  /* a person had it forgotten */
};
#endif

struct tw_newsdesk_counts {
    uint64_t taken, duplicates, refused;        /* since it was opened */
    uint64_t articles, stories, decisions;      /* in the store, at the last commit */
};

/* Opens the store for writing, makes it when it is not there, and carries out decisions
** that wait.  options may be NULL.  When it is not TW_OK *out is NULL: TW_LOCKED: another
** process writes to it; TW_NEWER: of a later version; TW_BROKEN: damaged, or no store;
** TW_FULL, TW_IO: of the disk; TW_AWAY: of the database; TW_USAGE: options that make no sense. */
TW_API enum tw_status tw_newsdesk_open(const char *path, const struct tw_newsdesk_options *options,
                                       struct tw_newsdesk **out);

/* Takes an article (n bytes of JSON) into the batch.  received: ISO 8601, when it came;
** NULL = when it was published.  taken may be NULL.  TW_OK; TW_BROKEN: not an article;
** TW_USAGE: received is no date; else what the disk says. */
TW_API enum tw_status tw_newsdesk_add(struct tw_newsdesk *d, const char *article, size_t n,
                                      const char *received, enum tw_taken *taken);

/* Ends the batch.  Only after TW_OK are its articles on the disk, with the stories and
** comparisons that they changed; else none of them is, and they may be given again.
** Hundreds of articles a batch are best. */
TW_API enum tw_status tw_newsdesk_commit(struct tw_newsdesk *d);

TW_API enum tw_status tw_newsdesk_count(struct tw_newsdesk *d, struct tw_newsdesk_counts *out);

/* A sentence about the last answer that was not TW_OK. */
TW_API const char *tw_newsdesk_why(const struct tw_newsdesk *d);

/* What was not committed is lost. */
TW_API void tw_newsdesk_close(struct tw_newsdesk *d);

/* ---- Newsstore: what a store has
**
** Every call sees the last commit, also while a newsdesk writes.  Stories are named "s12",
** statements "s12:F1" (as printed) or by their id, articles by their id or "s12:C".  What
** cannot be told is NULL, and tw_newsstore_why says why. */

struct tw_newsstore;

struct tw_story_query {         /* all fields 0: the stories that are not quiet */
    const char *from, *until;   /* ISO 8601: with an article in between; NULL = open */
    const char *words, *actor, *outlet, *lang;  /* NULL = any; words as of tw_newsstore_search */
    uint64_t origins;           /* at least as many */
    uint64_t changed;           /* changed since: with a `changed` above this */
    uint64_t limit;             /* 0 = 1,000, of all with `all` */
    bool starred;               /* only these */
    bool all;                   /* quiet ones too */
};

/* TW_NOTFOUND: there is none; else as tw_newsdesk_open. */
TW_API enum tw_status tw_newsstore_open(const char *path, struct tw_newsstore **out);

/* JSON lines: of `twosource stories`, the most important first (query may be NULL); of
** `twosource search`, the best first (limit 0 = 20); of `twosource outlets`; of `twosource
** decisions` (story NULL: all). */
TW_API const char *tw_newsstore_stories(struct tw_newsstore *s, const struct tw_story_query *query,
                                        size_t *len);
TW_API const char *tw_newsstore_search(struct tw_newsstore *s, const char *words, size_t limit,
                                       size_t *len);
TW_API const char *tw_newsstore_outlets(struct tw_newsstore *s, size_t *len);
TW_API const char *tw_newsstore_decisions(struct tw_newsstore *s, const char *story, size_t *len);

/* The comparison of a story: as JSON, as the text of `twosource show`, as a page. */
TW_API const char *tw_newsstore_story(struct tw_newsstore *s, const char *story, size_t *len);
TW_API const char *tw_newsstore_text(struct tw_newsstore *s, const char *story, unsigned width,
                                     bool colour, size_t *len);
TW_API const char *tw_newsstore_page(struct tw_newsstore *s, const char *story, size_t *len);

/* An article and where it stands, as JSON; the bytes it was made of. */
TW_API const char *tw_newsstore_article(struct tw_newsstore *s, const char *article, size_t *len);
TW_API const char *tw_newsstore_original(struct tw_newsstore *s, const char *article, size_t *len);

/* Why, as the JSON of `twosource why`: of "s12" and an article, of "s12:F1" (article NULL). */
TW_API const char *tw_newsstore_reason(struct tw_newsstore *s, const char *what,
                                       const char *article, size_t *len);

/* What a person decides, in the words of the program: "merge", {"s1", "s2"}; "star", {"s1"}; ...
** time: ISO 8601.  *number (may be NULL) is that of the decision; it is stored, and the next
** newsdesk, or the one that is open now, carries it out.  TW_NOTFOUND: something it names is not
** there; TW_USAGE: words that make no decision; TW_LOCKED: not within five seconds. */
TW_API enum tw_status tw_newsstore_decide(struct tw_newsstore *s, const char *what,
                                          const char *const *words, size_t n, const char *user,
                                          const char *time, uint64_t *number);

/* The last status, and a sentence about it. */
TW_API enum tw_status tw_newsstore_status(const struct tw_newsstore *s);
TW_API const char *tw_newsstore_why(const struct tw_newsstore *s);

TW_API void tw_newsstore_close(struct tw_newsstore *s);

#ifdef __cplusplus
}
#endif
#endif
