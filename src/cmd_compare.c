/* cmd_compare.c - twosource compare: accounts of one event side by side, and why about one of its
** items.
**
** All inputs count as accounts, also when they do not look like one event:
** then the comparison says so, and so does a remark on stderr.
*/
#include "cmd_manifest.h"

#include "base/vec.h"
#include "compare/because.h"
#include "compare/owners.h"

#include <errno.h>
#include <stdio.h>

struct gathered { struct tw_arena *mem; struct tw_account *v; size_t n, cap; struct tw_owners owners; };

static bool take(void *context, const struct tw_article *a, const struct tw_statements *s,
                 struct tw_slice rendered)
{
    struct gathered *g = context;

    (void)rendered;
    TW_PUSH(g->mem, g->v, g->n, g->cap,
            (struct tw_account){a, s, tw_owners_find(&g->owners, g->mem, a->outlet_domain)});
    return true;
}

static void drop(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    (void)context;
    tw_say("%.*s: %s", TW_FMT(source), why ? why : tw_status_text(st));
}

/* Compares the gathered accounts and prints the result; with --html into the open file. */
static int show(struct tw_arena *mem, const struct gathered *g, const struct tw_options *o,
                int page)
{
    struct tw_comparison c;
    struct tw_buf out = {.mem = mem};
    enum tw_status st = tw_compare(mem, g->v, g->n, &c);

    if (st != TW_OK) tw_say("the comparison is not complete: %s", tw_status_text(st));
    if (!c.one_event) tw_say("these accounts do not look like one event: %.*s", TW_FMT(c.why));
    if (o->html) tw_comparison_report(&out, &c);
    else if (o->json) {
        tw_comparison_write(&out, &c);
        tw_buf_addc(&out, '\n');
    } else tw_comparison_print(&out, &c, tw_screen_width(o), tw_screen_colour(o));
    if (o->html && !tw_file_put(page, &out)) {
        tw_say("the page could not be written: %s", strerror(errno));
        return TW_EXIT_FAILED;
    }
    if (!o->html && !tw_put(&out)) return TW_EXIT_FAILED;
    return st == TW_OK ? TW_EXIT_DONE : TW_EXIT_DROPPED;
}

/* Reads the table of --owners, before a flow takes the right to open files
** away; false after saying why not. */
static bool read_owners(const struct tw_options *o, struct gathered *g)
{
    struct tw_slice text = {0};
    size_t line;

    if (o->owners && !tw_file_read(g->mem, o->owners, &text)) {
        tw_say("%s: %s", o->owners, strerror(errno));
        return false;
    }
    if (tw_owners_read(g->mem, text, &g->owners, &line) == TW_OK) return true;
    tw_say("%s:%zu: not a domain, a tab and an owner", o->owners, line);
    return false;
}

/* Reads the inputs as accounts; *f and g are the caller's to end.  False, after
** saying so, when there is none. */
static bool gather(const struct tw_options *o, char **input, int inputs, struct tw_flow *f,
                   struct gathered *g)
{
    *f = (struct tw_flow){
        .input = input, .inputs = inputs, .now = o->now, .encoding = o->encoding,
        .threads = o->threads, .in_process = o->no_sandbox, .extract = true, .keep = true, .progress = o->progress,
        .courier = &o->courier, .stage = "compare", .take = take, .drop = drop, .context = g,
    };
    if (tw_flow_run(f) == TW_OK && g->n > 0) {
        tw_manifest_count(o->manifest, &f->totals);
        return true;
    }
    tw_say("no account could be read");
    return false;
}

int tw_compare_why(const struct tw_options *o)
{
    struct gathered g = {.mem = tw_arena_new(0)};
    struct tw_buf out = {.mem = g.mem};
    struct tw_explained e;
    struct tw_comparison c;
    struct tw_flow f = {0};
    int code = TW_EXIT_FAILED;

    if (!read_owners(o, &g) || !gather(o, o->input + 1, o->inputs - 1, &f, &g)) {
    } else if (tw_because_find(g.mem, g.v, g.n, tw_slice_of(o->input[0]), &c, &e) != TW_OK) {
        tw_say("%s: the comparison has no such item; it takes S1, F1, C1, O1, P1, E1, an account's letter or an id", o->input[0]);
    } else {
        if (o->json) tw_because_write(&out, &c, &e), tw_buf_addc(&out, '\n');
        else tw_because_print(&out, &c, &e, tw_screen_width(o), tw_screen_colour(o));
        if (tw_put(&out))
            code = f.totals.kept < f.totals.documents ? TW_EXIT_DROPPED : TW_EXIT_DONE;
    }
    tw_flow_end(&f);
    tw_arena_free(g.mem);
    return code;
}

int tw_cmd_compare(const struct tw_options *o)
{
    struct gathered g = {.mem = tw_arena_new(0)};
    struct tw_flow f = {0};
    int code, page = o->html ? -1 : 0;

    if (o->inputs == 0) {
        tw_say("compare needs accounts: files, folders, web addresses or - for stdin");
        code = TW_EXIT_USAGE;
    } else if (!read_owners(o, &g)) {
        code = TW_EXIT_FAILED;
    } else if (o->html && (page = tw_file_open(o->html)) < 0) {
        code = TW_EXIT_FAILED;
    } else if (!gather(o, o->input, o->inputs, &f, &g)) {
        code = TW_EXIT_FAILED;
    } else {
        if (g.n == 1) tw_say("one account only: there is nothing to compare it with");
        code = show(g.mem, &g, o, page);
        if (code == TW_EXIT_DONE && f.totals.kept < f.totals.documents) code = TW_EXIT_DROPPED;
    }
    tw_flow_end(&f);
    tw_arena_free(g.mem);
    return code;
}
