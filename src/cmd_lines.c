/* cmd_lines.c - commands that write a JSON line for each document: read, extract.
**
** Dropped documents are named on stderr with the reason, the first twenty in
** full; the last line says how the totals add up.
*/
#include "cmd_manifest.h"

enum { FLUSH = 1 << 16 };

struct lines {
    struct tw_buf out;
    uint64_t dropped;
    bool failed;
};

static bool take(void *context, const struct tw_article *a, const struct tw_statements *s,
                 struct tw_slice rendered)
{
    struct lines *l = context;

    (void)a;
    (void)s;
    tw_buf_add(&l->out, rendered);
    if (l->out.n >= FLUSH && !tw_put(&l->out)) l->failed = true;
    return !l->failed;
}

static void drop(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct lines *l = context;

    tw_say_dropped(++l->dropped, source, why ? why : tw_status_text(st));
}

static int finish(const struct tw_flow *f, struct lines *l, enum tw_status st, const char *stage)
{
    const struct tw_totals *t = &f->totals;

    if (l->failed || !tw_put(&l->out) || st != TW_OK) {
        tw_say("writing the output failed");
        return TW_EXIT_FAILED;
    }
    if (t->kept == t->documents && t->documents) return TW_EXIT_DONE;
    tw_say("%s: %llu in = %llu kept + %llu not an article + %llu dropped", stage,
           (unsigned long long)t->documents, (unsigned long long)t->kept,
           (unsigned long long)t->not_article, (unsigned long long)t->dropped);
    return t->documents ? TW_EXIT_DROPPED : TW_EXIT_FAILED;
}

int tw_cmd_lines(const struct tw_options *o, const char *stage, bool extract, tw_render *render)
{
    static char *const standard[] = {"-"};
    struct tw_arena *mem = tw_arena_new(0);
    struct lines l = {.out = {.mem = mem}};
    struct tw_flow f = {
        .input = o->inputs ? o->input : (char **)standard, .inputs = o->inputs ? o->inputs : 1,
        .now = o->now, .encoding = o->encoding, .threads = o->threads, .in_process = o->no_sandbox, .extract = extract,
        .courier = &o->courier,
        .progress = o->progress, .stage = stage, .render = render, .take = take, .drop = drop,
        .context = &l,
    };
    int code = finish(&f, &l, tw_flow_run(&f), stage);

    tw_manifest_count(o->manifest, &f.totals);
    tw_flow_end(&f);
    tw_arena_free(mem);
    return code;
}
