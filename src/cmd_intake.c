/* cmd_intake.c - JSON lines one by one in this process, all else through the flow; the state before
   and after. */
#include "cmd_intake.h"

#include "clean/clean.h"
#include "cmd_manifest.h"
#include "read/decode.h"
#include "read/source.h"

#include <stdlib.h>
#include <sys/stat.h>

struct reading {
    const struct tw_intake *in;
    struct tw_arena *mem;           /* one article */
    struct tw_source *lines;        /* being read; NULL: none is */
    uint64_t articles, dropped;
    bool failed;
};

int64_t tw_window_seconds(const char *window)
{
    char *end;
    long long n;

    if (!tw_is_digit(*window)) return -1;
    n = strtoll(window, &end, 10);
    if (n > 1000000) return -1;
    if (strcmp(end, "s") == 0) return n;
    if (strcmp(end, "m") == 0) return n * 60;
    if (strcmp(end, "h") == 0) return n * 3600;
    return strcmp(end, "d") == 0 || !*end ? n * 86400 : -1;
}

static void drop(void *context, struct tw_slice source, const char *why)
{
    struct reading *r = context;

    tw_say_dropped(++r->dropped, source, why);
}

static void take(struct reading *r, const struct tw_article *a)
{
    if (r->in->take(r->in->context, r->mem, a)) r->articles++;
    else r->failed = true;
}

/* Parsing JSON is all that is done here to what comes from outside; pages inside
** of it belong into a worker. */
static void take_line(struct reading *r, const struct tw_raw *raw)
{
    struct tw_document doc;
    struct tw_article a;
    const char *why = "not JSON lines";
    enum tw_status st = TW_BROKEN;

    if (raw->kind == TW_RAW_JSON) st = tw_document_read(r->mem, raw, &doc, &why);
    if (st == TW_OK && doc.format != TW_FORMAT_ARTICLE) {
        st = TW_NOTNEWS;
        why = "a page in JSON; `twosource read` makes an article of it";
    }
    if (st == TW_OK) st = tw_clean(r->mem, &doc, &a, &why);
    if (st == TW_OK) take(r, &a);
    else drop(r, raw->source, why);
}

static struct tw_source_options options_of(const struct tw_options *o)
{
    return (struct tw_source_options){.now = o->now, .charset = tw_slice_of(o->encoding)};
}

/* No lines at all are no articles, and nothing that was dropped. */
static void lines_drop(void *context, struct tw_slice source, const char *why)
{
    const struct reading *r = context;

    if (!r->lines || tw_source_done(r->lines) > 0) drop(context, source, why);
}

static void read_lines(struct reading *r, char **path)
{
    struct tw_source_options o = options_of(r->in->o);
    struct tw_raw raw;

    o.dropped = lines_drop;
    o.context = r;
    r->lines = tw_source_open(path, 1, &o);
    while (!r->failed && tw_source_next(r->lines, r->mem, &raw) == TW_OK) {
        take_line(r, &raw);
        tw_arena_reset(r->mem);
    }
    tw_source_close(r->lines);
    r->lines = NULL;
}

/* The article that a worker wrote. */
static bool flow_take(void *context, const struct tw_article *none, const struct tw_statements *s,
                      struct tw_slice rendered)
{
    struct reading *r = context;
    struct tw_jv object;
    struct tw_article a;

    (void)none;
    (void)s;
    if (tw_json_parse(r->mem, rendered, &object, NULL) == TW_OK
        && tw_article_read(r->mem, &object, &a) == TW_OK)
        take(r, &a);
    else
        drop(r, TW_LIT("a worker's answer"), "not an article");
    tw_arena_reset(r->mem);
    return !r->failed;
}

static void flow_drop(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    drop(context, source, why ? why : tw_status_text(st));
}

/* Pages, feeds, archives, folders. */
static void read_documents(struct reading *r, char **path)
{
    const struct tw_options *o = r->in->o;
    struct tw_flow f = {.input = path, .inputs = 1, .now = o->now, .encoding = o->encoding,
                        .threads = o->threads, .in_process = o->no_sandbox, .goes_on = o->state != NULL,
                        .progress = o->progress, .stage = r->in->stage,
                        .take = flow_take, .drop = flow_drop, .context = r};

    if (tw_flow_run(&f) != TW_OK) r->failed = true;
    tw_flow_end(&f);
}

/* True for JSON, and for what can be read only once: that must be JSON. */
static bool is_lines(struct reading *r, char **path)
{
    struct tw_source_options o = options_of(r->in->o);
    struct tw_source *s;
    struct tw_raw raw;
    struct stat st;
    bool yes;

    if (strcmp(*path, "-") == 0) return true;
    if (stat(*path, &st) != 0 || S_ISDIR(st.st_mode)) return false;
    if (!S_ISREG(st.st_mode) || st.st_size == 0) return true;
    s = tw_source_open(path, 1, &o);
    yes = tw_source_next(s, r->mem, &raw) == TW_OK && raw.kind == TW_RAW_JSON;
    tw_source_close(s);
    tw_arena_reset(r->mem);
    return yes;
}

static int read_all(const struct tw_intake *in)
{
    static char *standard[] = {"-"};
    const struct tw_options *o = in->o;
    struct reading r = {.in = in, .mem = tw_arena_new(0)};
    int n = o->inputs ? o->inputs : 1;

    for (int i = 0; i < n && !r.failed; i++) {
        char **path = o->inputs ? o->input + i : standard;

        if (is_lines(&r, path)) read_lines(&r, path);
        else read_documents(&r, path);
    }
    tw_arena_free(r.mem);
    tw_manifest_count(o->manifest, &(struct tw_totals){
        .documents = r.articles + r.dropped, .kept = r.articles, .dropped = r.dropped});
    if (r.failed) {
        tw_say("writing the output failed");
        return TW_EXIT_FAILED;
    }
    if (!r.dropped) return TW_EXIT_DONE;
    tw_say("%s: %llu in = %llu kept + %llu dropped", in->stage,
           (unsigned long long)(r.articles + r.dropped),
           (unsigned long long)r.articles, (unsigned long long)r.dropped);
    return r.articles ? TW_EXIT_DROPPED : TW_EXIT_FAILED;
}

int tw_intake_run(const struct tw_intake *in)
{
    const struct tw_options *o = in->o;
    int64_t window = o->window ? tw_window_seconds(o->window) : 0;
    enum tw_status st;
    int code;

    if (window < 0) {
        tw_say("--window: %s is no number of days or hours (30d, 12h)", o->window);
        return TW_EXIT_USAGE;
    }
    if ((st = in->load(in->context, o->state, window)) != TW_OK) {
        tw_say("%s: %s", o->state, tw_status_text(st));
        return TW_EXIT_FAILED;
    }
    code = read_all(in);
    if (code == TW_EXIT_FAILED || !o->state || in->save(in->context, o->state) == TW_OK)
        return code;
    tw_say("%s: the state could not be saved", o->state);
    return TW_EXIT_FAILED;
}
