/* cmd_stories.c - twosource stories: of a store, or of the state of group. */
#include "cmd_state.h"
#include "cmd_store.h"
#include "compare/layout.h"
#include "store/lookup.h"
#include "store/tell.h"

#include <stdio.h>

/* ---- Of a store */

static struct tw_slice counted(struct tw_arena *mem, uint64_t n, const char *noun)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%llu %s%s", (unsigned long long)n, noun, n == 1 ? "" : "s");
    return tw_buf_slice(&b);
}

/* "s12    growing  7 accounts   3 origins   2031-04-02 10:00Z  * Title" */
static void print_story(struct tw_buf *out, const struct tw_options *o,
                        const struct tw_stored_story *s, int64_t newest)
{
    struct tw_arena *mem = out->mem;
    size_t from = out->n;
    char name[24];

    snprintf(name, sizeof name, "s%llu", (unsigned long long)s->number);
    tw_buf_addf(out, "%-6s %-7s  %-11.*s  %-10.*s  %-17.*s  %s", name,
                tw_story_life_text(tw_tell_life(s, newest)),
                TW_FMT(counted(mem, s->accounts, "account")),
                TW_FMT(counted(mem, s->origins, "origin")), TW_FMT(tw_cmd_when(mem, s->last)),
                s->starred ? "* " : "");
    tw_buf_addf(out, "%.*s\n", TW_FMT(tw_one_line(mem, s->title, tw_cmd_room(o, out->n - from))));
    if (s->note.n > 0)
        tw_buf_addf(out, "       note: %.*s\n",
                    TW_FMT(tw_one_line(mem, s->note, tw_cmd_room(o, 13))));
}

static int list_stored(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_story_filter f = tw_cmd_story_filter(o);
    struct tw_buf out = {.mem = mem};
    struct tw_stored_story *v = NULL;
    int64_t newest = 0;
    size_t n = 0;
    enum tw_status st =
        o->json ? tw_tell_stories(s, mem, &f, &out) : tw_store_stories(s, mem, &f, &v, &n);

    if (st == TW_OK && !o->json) st = tw_lookup_newest(s, &newest);
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    for (size_t i = 0; i < n; i++) print_story(&out, o, &v[i], newest);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

/* ---- Of the state of group */

static void print_line(struct tw_buf *out, const struct tw_story_facts *f)
{
    tw_buf_addf(out, "s%-7u %-8s %5zu article%s %4zu outlet%s  %.*s\n", f->story,
                tw_story_life_text(f->life), f->articles, f->articles == 1 ? " " : "s", f->outlets,
                f->outlets == 1 ? " " : "s", TW_FMT(tw_one_line(out->mem, f->title, 0)));
}

static int list_state(const struct tw_options *o, struct tw_arena *mem, const struct tw_group *g)
{
    size_t n;
    struct tw_story_facts *v = tw_story_ranking(g, mem, o->all, &n);
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < n; i++) {
        if (o->json) {
            tw_story_facts_write(&out, &v[i]);
            tw_buf_addc(&out, '\n');
        } else print_line(&out, &v[i]);
        if (!tw_put(&out)) return TW_EXIT_FAILED;
    }
    return TW_EXIT_DONE;
}

static int of_state(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_group *g;
    int code;

    for (int i = 0; i < o->givens; i++)
        if (o->given[i].option->bit & TW_OPT_FILTER) {
            tw_say("--%s needs a store; a state has no such thing", o->given[i].option->name);
            return TW_EXIT_USAGE;
        }
    if ((g = tw_group_open(o->state)) == NULL) return TW_EXIT_FAILED;
    mem = tw_arena_new(0);
    code = list_state(o, mem, g);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}

int tw_cmd_stories(const struct tw_options *o)
{
    if (o->inputs) {
        tw_say("stories takes no input; --words QUERY finds those that match");
        return TW_EXIT_USAGE;
    }
    return o->state ? of_state(o) : tw_cmd_store_read(o, list_stored);
}
