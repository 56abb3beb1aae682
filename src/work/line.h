/* work/line.h - the streams along which the roles hand work to each other.
**
**     give, fetch ──► documents ──► read ──► articles ──► extract ──► parcels.P ──► group P
**           ▲                                                                         │
**           └───────────────────────── settled.WHO ◄──────────────────────────────────┘
**
** Documents and articles are work: one worker does each.  The parcels of a partition are a log:
** the order in it is the order of arrival, and its owner keeps in the store how far it has come.
** What became of each item is told to who gave it, who keeps it until then.
**
** Partitions: a language each, named with its code, and REST for all other languages; without any
** there is one, ALL.  Who extracts and who groups must be told the same.
*/
#ifndef TW_WORK_LINE_H
#define TW_WORK_LINE_H
#include "work/broker.h"

#define TW_LINE_DOCUMENTS "TWOSOURCE_DOCUMENTS"     /* streams ... */
#define TW_LINE_ARTICLES  "TWOSOURCE_ARTICLES"
#define TW_LINE_SETTLED   "TWOSOURCE_SETTLED"
#define TW_LINE_ASIDE     "TWOSOURCE_ASIDE"
#define TW_LINE_DOCUMENT  "twosource.document"      /* ... and their subjects */
#define TW_LINE_ARTICLE   "twosource.article"
#define TW_LINE_LEASES    "TWOSOURCE_LEASES"        /* bucket */
#define TW_LINE_READ      "read"                    /* consumers */
#define TW_LINE_EXTRACT   "extract"

enum { TW_PARTITIONS = 32 };

struct tw_partitions { struct tw_slice name[TW_PARTITIONS]; size_t n; };

/* "en,de" as the partitions en, de and rest; empty or NULL: all.  *out borrows.  false: more than
** TW_PARTITIONS, or a name of other than two or three small letters. */
bool tw_partitions_read(const char *languages, struct tw_partitions *out);

/* Which one takes an article of that language. */
size_t tw_partition_of(const struct tw_partitions *p, struct tw_slice lang);

/* Names made in mem: the stream of a partition's parcels, its subject; the subject on which
** `who` is told. */
const char *tw_line_parcels(struct tw_arena *mem, struct tw_slice partition);
const char *tw_line_parcel(struct tw_arena *mem, struct tw_slice partition);
const char *tw_line_settled(struct tw_arena *mem, struct tw_slice who);

/* Makes the streams that are not there.  *why (in mem) explains what is not TW_OK; *remark as in
** work/jetstream.h. */
TW_MUST_USE enum tw_status tw_line_ensure(struct tw_broker *b, struct tw_arena *mem,
                                          const struct tw_partitions *p, const char **remark);

#endif
