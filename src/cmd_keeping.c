/* cmd_keeping.c - twosource check, backup and vacuum: what keeps a store sound. */
#include "cmd_store.h"

#include "base/json.h"


/* ---- check */

struct checking {
    const struct tw_options *o;
    struct tw_buf out;
    struct tw_json j;
    uint64_t faults;
};

static void found(void *context, const char *what)
{
    struct checking *c = context;

    c->faults++;
    if (c->o->json) tw_json_str(&c->j, tw_slice_of(what));
    else tw_buf_addf(&c->out, "%s\n", what);
}

static void write_counts(struct tw_json *j, const struct tw_store_counts *n)
{
    tw_json_count(j, "articles", n->articles);
    tw_json_count(j, "stories", n->stories);
    tw_json_count(j, "copies", n->copies);
    tw_json_count(j, "comparisons", n->comparisons);
    tw_json_count(j, "decisions", n->decisions);
    tw_json_count(j, "forgotten", n->forgotten);
    tw_json_count(j, "bytes", n->bytes);
    tw_json_count(j, "text_bytes", n->text_bytes);
}

static void print_counts(struct tw_buf *out, const struct tw_store_counts *n)
{
    tw_buf_addf(out,
                "whole: %llu articles, %llu stories, %llu comparisons, %llu decisions, %.1f MB for "
                "%.1f MB of text\n",
                (unsigned long long)n->articles, (unsigned long long)n->stories,
                (unsigned long long)n->comparisons, (unsigned long long)n->decisions,
                (double)n->bytes / 1e6, (double)n->text_bytes / 1e6);
}

static int check(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct checking c = {.o = o, .out = {.mem = mem}};
    struct tw_store_counts counts = {0};
    enum tw_status st;

    c.j.out = &c.out;
    if (o->json) tw_json_open(&c.j, '{'), tw_json_key(&c.j, "faults"), tw_json_open(&c.j, '[');
    st = tw_store_check(s, found, &c);
    if (st != TW_OK && c.faults == 0)
        found(&c, *tw_store_why(s) ? tw_store_why(s) : tw_status_text(st));
    if (c.faults == 0 && (st = tw_store_count(s, &counts)) != TW_OK)
        return tw_cmd_store_failed(s, st);
    if (o->json) {
        tw_json_close(&c.j, ']');
        write_counts(&c.j, &counts);
        tw_json_close(&c.j, '}');
        tw_buf_addc(&c.out, '\n');
    } else if (c.faults == 0) print_counts(&c.out, &counts);
    if (!tw_put(&c.out)) return TW_EXIT_FAILED;
    return c.faults ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

int tw_cmd_check(const struct tw_options *o)
{
    if (o->inputs == 0) return tw_cmd_store_read(o, check);
    tw_say("check takes no input; --store FILE says which store");
    return TW_EXIT_USAGE;
}

/* ---- backup */

static int backup(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    enum tw_status st;

    (void)mem;
    tw_store_rollback(s);       /* a copy is taken outside of transactions */
    st = tw_store_backup(s, o->input[0]);
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    tw_say("%s: written", o->input[0]);
    return TW_EXIT_DONE;
}

int tw_cmd_backup(const struct tw_options *o)
{
    if (o->inputs == 1) return tw_cmd_store_read(o, backup);
    tw_say("backup needs the name of the copy");
    return TW_EXIT_USAGE;
}

/* ---- vacuum */

int tw_cmd_vacuum(const struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store_counts before, after;
    struct tw_store *s = NULL;
    int code = TW_EXIT_USAGE;
    enum tw_status st;

    if (o->inputs) tw_say("vacuum takes no input; --store FILE says which store");
    else if (!(s = tw_cmd_store_open(o, mem, TW_STORE_WRITE))) code = TW_EXIT_FAILED;
    else if ((st = tw_store_count(s, &before)) != TW_OK || (st = tw_store_vacuum(s)) != TW_OK
             || (st = tw_store_count(s, &after)) != TW_OK) code = tw_cmd_store_failed(s, st);
    else {
        tw_say("%.1f MB before, %.1f MB now", (double)before.bytes / 1e6,
               (double)after.bytes / 1e6);
        code = TW_EXIT_DONE;
    }
    tw_store_close(s);
    tw_arena_free(mem);
    return code;
}
