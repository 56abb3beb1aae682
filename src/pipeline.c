/* pipeline.c - the flow of documents: read, clean, extract; many at once.
**
** Reading it top to bottom is reading the product: tw_flow_article names the
** stages of one document, tw_flow_run moves documents through them in input
** order, and the commands (cmd_*.c) do something with what comes out; compare,
** dedup and group work on the articles that come out here.
**
** Each document in flight is a job with an arena of its own; jobs are used
** again, so memory is bounded by the number in flight.  With `keep` they stay.
**
** What parses bytes from outside happens in serve() and tw_flow_document, inside a worker.  What
** comes back is text: lines for the commands that write lines, else an article
** as JSON, which is read again and extracted from here.
*/
#include "pipeline.h"

#include "base/pool.h"
#include "base/sandbox.h"
#include "clean/clean.h"
#include "convert.h"
#include "read/decode.h"
#include "read/source.h"
#include "watch/issue.h"
#include "worker.h"

#include <assert.h>
#include <stdlib.h>

enum {
    AHEAD = 8,                  /* jobs in flight for each thread */
    SECONDS = 30,               /* for one document: 1,000 times the slowest page measured */
    HEAD = 64 << 10,            /* bytes that the head of a response has, at most */
    /* bytes of arena for one article; sources cap the input far below */
    ARTICLE_BUDGET = 1 << 30
};

struct job {
    struct job *next;           /* in the list of idle or kept jobs */
    struct tw_arena *mem;
    struct tw_raw raw;
    struct tw_article article;
    struct tw_statements statements;
    bool said;                  /* they are all that there are */
    enum tw_status status;
    const char *why;
    struct tw_slice rendered;
};

struct tw_flow_kept { struct job *jobs; };

struct run {
    struct tw_flow *flow;
    struct tw_source *source;
    struct job *idle;
    struct tw_progress progress;
    bool refused;               /* `take` said false */
};

static bool takes_articles(const struct tw_flow *f)
{
    return f->keep || f->lend;
}

enum tw_status tw_flow_article(struct tw_arena *mem, const struct tw_document *doc,
                               struct tw_article *a, struct tw_statements *s, const char **why)
{
    enum tw_status st;

    *why = NULL;
    if ((st = tw_clean(mem, doc, a, why)) != TW_OK) return st;
    if (s && (st = tw_extract(mem, a, s)) != TW_OK) return st;
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}

enum tw_status tw_flow_document(struct tw_arena *mem, const struct tw_raw *raw, const void *none,
                                struct tw_slice *out, const char **why)
{
    struct tw_buf json = {.mem = mem};
    struct tw_document doc;
    struct tw_article a;
    enum tw_status st;

    (void)none;
    if (raw->kind == TW_RAW_FEED) return tw_issue_write(mem, raw, out, why);
    if ((st = tw_document_read(mem, raw, &doc, why)) != TW_OK) return st;
    if ((st = tw_flow_article(mem, &doc, &a, NULL, why)) != TW_OK) return st;
    tw_article_write(&json, &a);
    *out = tw_buf_slice(&json);
    return TW_OK;
}

static struct job *job_get(struct run *r)
{
    struct job *j = r->idle;

    if (j) {
        r->idle = j->next;
        tw_arena_reset(j->mem);
        return j;
    }
    j = calloc(1, sizeof *j);
    if (!j) tw_oom(sizeof *j);
    j->mem = tw_arena_new(ARTICLE_BUDGET);
    return j;
}

static void jobs_free(struct job *j)
{
    while (j) {
        struct job *next = j->next;

        tw_arena_free(j->mem);
        free(j);
        j = next;
    }
}

static void *next(void *context)
{
    struct run *r = context;
    struct job *j;

    if (r->refused) return NULL;
    j = job_get(r);
    if (tw_source_next(r->source, j->mem, &j->raw) == TW_OK) return j;
    j->next = r->idle;
    r->idle = j;
    return NULL;
}

/* Decodes, cleans, extracts and writes one document: tw_worker_fn. */
static enum tw_status serve(struct tw_arena *mem, const struct tw_raw *raw, const void *context,
                            struct tw_slice *out, const char **why)
{
    const struct tw_flow *f = context;
    bool extract = f->extract && !takes_articles(f);
    struct tw_document doc;
    struct tw_article a;
    struct tw_statements s;
    struct tw_buf text = {.mem = mem};
    enum tw_status st;

    if ((st = tw_document_read(mem, raw, &doc, why)) != TW_OK) return st;
    if ((st = tw_flow_article(mem, &doc, &a, extract ? &s : NULL, why)) != TW_OK) return st;
    if (f->render && !takes_articles(f)) f->render(&text, &a, &s);
    else tw_article_write(&text, &a);
    *out = tw_buf_slice(&text);
    return TW_OK;
}

/* The article that a worker wrote. */
static enum tw_status take_up(struct tw_arena *mem, struct tw_slice json, struct tw_article *out)
{
    struct tw_jv object;
    enum tw_status st = tw_json_parse(mem, json, &object, NULL);

    return st == TW_OK ? tw_article_read(mem, &object, out) : st;
}

/* The PDF that the document is, or that came as the plain body of a response; empty: it is none. */
static struct tw_slice pdf_of(const struct tw_raw *raw)
{
    struct tw_slice s = raw->bytes, head = {s.p, s.n < HEAD ? s.n : HEAD};
    size_t blank;

    if (raw->kind == TW_RAW_HTTP) {
        blank = tw_slice_find(head, TW_LIT("\r\n\r\n"), 0);
        s = blank == TW_NONE ? TW_LIT("") : tw_slice_sub(s, blank + 4, s.n);
    } else if (raw->kind != TW_RAW_FILE) return TW_LIT("");
    return tw_slice_starts(s, TW_LIT("%PDF-")) ? s : TW_LIT("");
}

/* The document that workers can read: itself, or the text of a PDF. */
static enum tw_status readable(const struct tw_flow *f, unsigned worker, struct tw_arena *mem,
                               struct tw_raw *raw, const char **why)
{
    struct tw_slice pdf = pdf_of(raw);

    if (!pdf.n) return TW_OK;
    if (!f->converters) {
        *why = "a PDF: it takes pdftotext to read it (apt-get install poppler-utils)";
        return TW_BINARY;
    }
    raw->kind = TW_RAW_PDF;
    return tw_converters_do(f->converters, worker, mem, pdf, &raw->bytes, why);
}

/* What serve makes of a document. */
static enum tw_status render(const struct tw_flow *f, unsigned worker, struct tw_arena *mem,
                             const struct tw_raw *document, struct tw_slice *out, const char **why)
{
    struct tw_raw raw = *document;
    enum tw_status st;

    *why = NULL;
    if ((st = readable(f, worker, mem, &raw, why)) != TW_OK) return st;
    return f->workers ? tw_workers_do(f->workers, worker, mem, &raw, out, why) : serve(mem, &raw, f,
                                                                                       out, why);
}

enum tw_status tw_flow_one(const struct tw_flow *f, unsigned worker, struct tw_arena *mem,
                           const struct tw_raw *raw, struct tw_article *out, const char **why)
{
    struct tw_slice json;
    enum tw_status st;

    assert(takes_articles(f));
    st = render(f, worker, mem, raw, &json, why);
    return st == TW_OK ? take_up(mem, json, out) : st;
}

static void work(void *item, unsigned worker, void *context)
{
    const struct run *r = context;
    const struct tw_flow *f = r->flow;
    struct job *j = item;
    enum tw_status st;

    j->said = false;
    j->status = takes_articles(f) ? tw_flow_one(f, worker, j->mem, &j->raw, &j->article, &j->why)
                                  : render(f, worker, j->mem, &j->raw, &j->rendered, &j->why);
    if (j->status != TW_OK || !takes_articles(f) || !f->extract) return;
    st = tw_extract(j->mem, &j->article, &j->statements);
    j->said = st == TW_OK;
    if (!f->lend) j->status = st;
}

static void count(struct run *r, const struct job *j)
{
    struct tw_totals *t = &r->flow->totals;

    t->documents++;
    if (j->status == TW_OK) t->kept++;
    else if (j->status == TW_NOTNEWS || j->status == TW_EMPTY) t->not_article++;
    else t->dropped++;
    r->progress.items++;
    r->progress.done = tw_source_done(r->source);
    r->progress.total = tw_source_total(r->source);
    r->progress.kept = t->kept;
    r->progress.dropped = t->not_article + t->dropped;
    tw_progress_step(&r->progress);
}

static void done(void *item, void *context)
{
    struct run *r = context;
    struct tw_flow *f = r->flow;
    struct job *j = item;

    count(r, j);
    if (j->status != TW_OK) {
        if (f->drop) f->drop(f->context, j->raw.source, j->status, j->why);
    } else {
        bool whole = takes_articles(f);

        f->raw = &j->raw;
        if (!r->refused && !f->take(f->context, whole ? &j->article : NULL,
                                    whole && j->said ? &j->statements : NULL, j->rendered))
            r->refused = true;
    }
    if (f->keep && j->status == TW_OK) {
        j->next = f->kept->jobs;
        f->kept->jobs = j;
    } else {
        j->next = r->idle;
        r->idle = j;
    }
}

/* The source dropped something before it became a document. */
static void source_dropped(void *context, struct tw_slice source, const char *why)
{
    struct run *r = context;
    struct tw_flow *f = r->flow;

    f->totals.documents++;
    f->totals.dropped++;
    if (f->drop) f->drop(f->context, source, TW_BROKEN, why);
}

static unsigned threads_of(const struct tw_flow *f)
{
    return f->threads ? f->threads : tw_cpu_count();
}

/* An address among the inputs, or a list, which may hold some. */
static bool may_name_addresses(const struct tw_flow *f)
{
    for (int i = 0; f->courier && i < f->inputs; i++)
        if (f->input[i][0] == '@' || tw_is_web_address(tw_slice_of(f->input[i]))) return true;
    return false;
}

/* Converters have what leads to the others, which end when nobody has it: they go first. */
static void stop(struct tw_flow *f)
{
    tw_converters_stop(f->converters);
    tw_workers_stop(f->workers);
    tw_courier_stop(f->fetching);
    f->converters = NULL;
    f->workers = NULL;
    f->fetching = NULL;
}

void tw_flow_start(struct tw_flow *f)
{
    if (!f->in_process && !f->workers)
        f->workers = tw_workers_start(threads_of(f), SECONDS, serve, f);
    if (may_name_addresses(f) && !f->fetching) f->fetching = tw_courier_start(f->courier);
    if (!f->converters) f->converters = tw_converters_start(threads_of(f), SECONDS, tw_convert_pdf);
}

enum tw_status tw_flow_run(struct tw_flow *f)
{
    struct run r = {.flow = f};
    struct tw_source_options options = {
        .now = f->now, .charset = tw_slice_of(f->encoding), .dropped = source_dropped, .context = &r,
    };
    struct tw_ordered ordered = {next, work, done, &r};
    unsigned threads = threads_of(f);

    assert(f->take);
    f->totals = (struct tw_totals){0};
    f->kept = calloc(1, sizeof *f->kept);
    if (!f->kept) tw_oom(sizeof *f->kept);
    tw_flow_start(f);
    if (!f->in_process && !f->goes_on) tw_sandbox_read_only();
    if (f->fetching) options.remote = tw_courier_remote(f->fetching);
    r.source = tw_source_open(f->input, (size_t)f->inputs, &options);
    tw_progress_start(&r.progress, f->stage, tw_source_total(r.source), f->progress);
    tw_pool_ordered(threads, (size_t)threads * AHEAD, &ordered);
    tw_progress_end(&r.progress);
    tw_source_close(r.source);
    stop(f);
    jobs_free(r.idle);
    return r.refused ? TW_IO : TW_OK;
}

void tw_flow_end(struct tw_flow *f)
{
    stop(f);
    if (!f->kept) return;
    jobs_free(f->kept->jobs);
    free(f->kept);
    f->kept = NULL;
}
