/* export/export_int.h - what the files of export/ share: a story with what belongs to it, and the
** formats. */
#ifndef TW_EXPORT_EXPORT_INT_H
#define TW_EXPORT_EXPORT_INT_H
#include "base/json.h"
#include "base/map.h"
#include "export/export.h"

/* A story as it is written; lives until the next one. */
struct tw_outgoing {
    struct tw_stored_story story;
    char name[24];                      /* "s12" */
    struct tw_stored *article;          /* by number; NULL unless the format needs them */
    size_t articles;
    struct tw_stored_item *item;        /* of the comparison, as lines */
    size_t items;
    struct tw_slice json;               /* the comparison; empty: it has none (one account) */
    const struct tw_jv *comparison;     /* the same parsed; NULL likewise */
    struct tw_map by_id;                /* of the articles: their place */
};

struct tw_form;
struct tw_export {
    struct tw_arena *run, *mem;         /* until the end; of a story */
    struct tw_store *store;
    struct tw_export_options o;
    const struct tw_form *form;
    struct tw_slice identity;           /* of the store */
    int64_t newest;                     /* article of the store, Unix s; 0: it has none */
    size_t written;                     /* objects, by tw_export_comma */
    struct tw_map seen;                 /* stix: identities that were written */
};

enum tw_need { TW_NEED_ARTICLES = 1, TW_NEED_ITEMS = 2, TW_NEED_JSON = 4, TW_NEED_PARSED = 8 };

struct tw_form {
    const char *name, *media_type;
    unsigned whats;                     /* bits of enum tw_export_what */
    unsigned needs[4];                  /* by enum tw_export_what */
    void (*begin)(struct tw_export *x, struct tw_buf *out);
    void (*story)(struct tw_export *x, const struct tw_outgoing *t, struct tw_buf *out);
    void (*end)(struct tw_export *x, struct tw_buf *out);
};
extern const struct tw_form tw_form_jsonl, tw_form_csv, tw_form_atom, tw_form_jsonfeed,
    tw_form_ninjs, tw_form_stix, tw_form_webannotation;

/* The article that a member or an account of the comparison names; NULL: it is there no more. */
const struct tw_stored *tw_outgoing_article(const struct tw_outgoing *t, struct tw_slice id);

/* An item of the comparison with its places, whatever it is. */
struct tw_outgoing_item {
    struct tw_slice id, relation;
    struct tw_slice kind;               /* said, figure, claim */
    struct tw_slice speaker;            /* of a claim: those who make it, with "; " between */
    struct tw_slice answer;             /* of a claim */
    struct tw_slice text;               /* in a line */
    const struct tw_jv *object;         /* of a claim its position */
    const struct tw_jv *members;        /* never NULL */
    size_t accounts, origins;
    size_t place;                       /* of a position in its claim */
};
typedef void tw_outgoing_each(void *context, const struct tw_outgoing_item *item);
void tw_outgoing_items(struct tw_arena *mem, const struct tw_outgoing *t, tw_outgoing_each *each,
                       void *context);

/* A number that JSON has: 0 when it is none. */
size_t tw_outgoing_count(const struct tw_jv *object, const char *key);

/* Before each object of a list. */
void tw_export_comma(struct tw_export *x, struct tw_buf *out);

/* A story as the entry of a feed (entry.c).  All are valid text without markup but html. */
struct tw_entry {
    struct tw_slice id, url, title, summary, html;  /* url: empty, there is none */
    int64_t first, last;                            /* Unix s */
};
struct tw_entry tw_entry_of(struct tw_export *x, const struct tw_outgoing *t);
struct tw_slice tw_entry_feed_title(const struct tw_export *x);
int64_t tw_entry_feed_updated(const struct tw_export *x);
struct tw_slice tw_entry_feed_id(struct tw_export *x);

#endif
