/* pipeline.h - documents in, articles and what they say out, for the commands.
**
** A flow reads every document of its inputs, cleans it, on demand extracts what
** the article says, and hands the results over in input order, whatever the
** number of threads.  The totals always add up:
** documents = kept + not_article + dropped.
**
** Documents are decoded and cleaned in sandboxed worker processes (worker.h);
** a flow must therefore start while the program has one thread.
*/
#ifndef TW_PIPELINE_H
#define TW_PIPELINE_H
#include "base/progress.h"
#include "compare/comparison.h"
#include "courier.h"
#include "read/document.h"
#include "read/source.h"

struct tw_totals { uint64_t documents, kept, not_article, dropped; };

struct tw_flow {
    /* set by the caller */
    char **input;                   /* paths, web addresses, "-" for stdin */
    int inputs;
    struct tw_date now;             /* when received; grain TW_DATE_NONE = from the files */
    const char *encoding;           /* from outside, or NULL */
    unsigned threads;               /* 0 = one for each processor */
    bool in_process;                /* parse here, not in sandboxed workers */
    /* the caller will write files afterwards: only workers give rights away */
    bool goes_on;
    bool extract;                   /* find the statements too */
    bool keep;                      /* `take` gets the article; it stays until tw_flow_end */
    bool lend;                      /* `take` gets the article and `raw`, for the call; with extract its
                                       statements, NULL when they would not fit into its memory */
    /* how web addresses are fetched; NULL: they are not */
    const struct tw_courier_options *courier;
    enum tw_progress_mode progress;
    const char *stage;              /* name on the progress line */

    /* Writes an article, in a worker; NULL: as JSON. */
    void (*render)(struct tw_buf *out, const struct tw_article *a, const struct tw_statements *s);
    /* Takes what render wrote (with keep or lend: the article and its statements
    ** instead), in input order, on the calling thread.  False ends the flow. */
    bool (*take)(void *context, const struct tw_article *a, const struct tw_statements *s,
                 struct tw_slice rendered);
    /* Told of each document that gave no article; may be NULL. */
    void (*drop)(void *context, struct tw_slice source, enum tw_status st, const char *why);
    void *context;

    /* filled by tw_flow_run */
    const struct tw_raw *raw;       /* during `take`: the document as it was received */
    struct tw_totals totals;
    struct tw_flow_kept *kept;      /* private */
    struct tw_workers *workers;
    struct tw_courier *fetching;
    struct tw_converters *converters;   /* NULL: none are installed */
};

/* Starts the processes that parse and fetch already, before the caller starts threads or opens what
** they shall not have; tw_flow_run does it else. */
void tw_flow_start(struct tw_flow *f);

/* Runs the flow.  TW_OK (also when documents were dropped: see totals), or
** TW_IO when `take` refused. */
TW_MUST_USE enum tw_status tw_flow_run(struct tw_flow *f);
void tw_flow_end(struct tw_flow *f);

/* The article of one document, read by the processes of a flow that was started, with `lend`: for
** documents that come from elsewhere.  `worker` is below f->threads; one thread at a time for
** each. */
TW_MUST_USE enum tw_status tw_flow_one(const struct tw_flow *f, unsigned worker,
                                       struct tw_arena *mem,
                                       const struct tw_raw *raw, struct tw_article *out,
                                           const char **why);

/* The article of one document, and what it says when s is not NULL; the
** stages one after the other.  *why explains a status other than TW_OK. */
TW_MUST_USE enum tw_status tw_flow_article(struct tw_arena *mem, const struct tw_document *doc,
                                           struct tw_article *a, struct tw_statements *s,
                                               const char **why);

/* What came from outside as the JSON of its article, of a feed as a whole (TW_RAW_FEED) as that of
** its issue (watch/issue.h): tw_worker_fn, without a context. */
TW_MUST_USE enum tw_status tw_flow_document(struct tw_arena *mem, const struct tw_raw *raw,
                                            const void *none,
                                            struct tw_slice *out, const char **why);

#endif
