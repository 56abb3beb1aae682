/* cmd_why.c - twosource why: of a store, what put an article into a story and why a statement
** is what it is; of the state of group, the former; of given accounts, the latter
** (cmd_compare.c). */
#include "cmd_state.h"
#include "cmd_store.h"
#include "compare/layout.h"
#include "store/naming.h"
#include "store/grounds.h"

#include <unistd.h>

enum { WORDS_SHOWN = 12 };

static void print_shared(struct tw_buf *out, const struct tw_reasons *r, enum tw_reason_kind kind,
                         const char *label)
{
    size_t shown = 0;

    for (size_t i = 0; i < r->reasons && shown < WORDS_SHOWN; i++) {
        if (r->reason[i].kind != kind) continue;
        if (shown++ == 0) tw_buf_addf(out, "%-10s", label);
        else tw_buf_adds(out, ", ");
        tw_buf_add(out, r->reason[i].text);
    }
    if (shown) tw_buf_addc(out, '\n');
}

static void print_text(struct tw_buf *out, const struct tw_why *a)
{
    const struct tw_reasons *r = &a->reasons;
    const struct tw_story_facts *f = &a->facts;

    tw_buf_addf(out, "s%u  %.*s\n%zu article%s, %s\n\n", r->story,
                TW_FMT(tw_one_line(out->mem, f->title, 0)), f->articles,
                f->articles == 1 ? "" : "s", tw_story_life_text(f->life));
    if (r->own != r->story)
        tw_buf_addf(out, "%.*s is not in it but in s%u.\n",
                    TW_FMT(tw_one_line(out->mem, a->article, 0)), r->own);
    if (r->pinned) tw_buf_adds(out, "A person put it where it is.\n");
    if (!r->nears) tw_buf_adds(out, "It is the only article.\n");
    else
        tw_buf_addf(out, "%-10s%.0f %% that both tell one event\n", "odds",
                    tw_odds_share(r->odds) * 100);
    print_shared(out, r, TW_REASON_NAME, "names");
    print_shared(out, r, TW_REASON_NUMBER, "numbers");
    print_shared(out, r, TW_REASON_WORD, "words");
    if (r->copied > 0)
        tw_buf_addf(out, "%-10sup to %.0f %% of the text\n", "copied", (double)r->copied * 100);
    for (size_t i = 0; i < r->nears; i++) {
        tw_buf_addf(out, "%-10s%.*s, %.0f %%", i ? "" : "nearest",
                    TW_FMT(tw_one_line(out->mem, r->near[i].id, 0)),
                    tw_odds_share(r->near[i].odds) * 100);
        if (r->near[i].hours >= 0) tw_buf_addf(out, ", %.1f hours apart", (double)r->near[i].hours);
        tw_buf_addc(out, '\n');
    }
    if (r->rival)
        tw_buf_addf(out, "%-10ss%u  %.*s, %.0f %%\n", "next best", r->rival,
                    TW_FMT(tw_one_line(out->mem, a->rival_title, 0)),
                    tw_odds_share(r->rival_odds) * 100);
}

static int explain(const struct tw_options *o, const struct tw_group *g, struct tw_arena *mem)
{
    struct tw_buf out = {.mem = mem};
    uint32_t story = tw_story_number(o->input[0]), into;
    struct tw_why a;

    if (tw_why_find(g, mem, story, tw_slice_of(o->input[1]), &a, &into) != TW_OK) {
        if (into == story && into) tw_say("%s: no such article in the window", o->input[1]);
        else if (into) tw_say("%s was merged into s%u", o->input[0], into);
        else tw_say("%s: no such story in the window", o->input[0]);
        return TW_EXIT_FAILED;
    }
    if (o->json) {
        tw_why_write(&out, &a);
        tw_buf_addc(&out, '\n');
    } else print_text(&out, &a);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

static int why_of_state(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_group *g;
    int code;

    if (o->inputs != 2) {
        tw_say("why --state FILE needs a story and an article");
        return TW_EXIT_USAGE;
    }
    if ((g = tw_group_open(o->state)) == NULL) return TW_EXIT_FAILED;
    mem = tw_arena_new(0);
    code = explain(o, g, mem);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}

/* ---- Of a store */

static enum tw_status print_grounds(struct tw_buf *out, const struct tw_options *o,
                                    struct tw_arena *mem, struct tw_store *s,
                                    const struct tw_grounds *r)
{
    enum tw_status st;

    if (r->is_explained)
        tw_because_print(out, &r->comparison, &r->explained, tw_screen_width(o),
                         tw_screen_colour(o));
    else if (r->group) print_text(out, &r->why);
    else
        tw_buf_addf(out, "s%llu  %.*s\n", (unsigned long long)r->asked.story.number,
                    TW_FMT(tw_one_line(mem, r->asked.story.title, 0)));
    if ((st = tw_cmd_print_history(out, o, mem, s, r->asked.story.number,
                                   !r->group && !r->is_explained))
        != TW_OK)
        return st;
    return tw_cmd_print_decisions(out, o, mem, s, &r->decisions);
}

static int why_of_store(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_slice article = o->inputs > 1 ? tw_slice_of(o->input[1]) : (struct tw_slice){"", 0};
    struct tw_buf out = {.mem = mem};
    struct tw_grounds r;
    const char *why_not;
    enum tw_status st = tw_grounds_find(s, mem, tw_slice_of(o->input[0]), article, &r, &why_not);

    if (st != TW_OK) tw_say("%s", why_not);
    else if ((st =
                  o->json ? tw_grounds_write(s, mem, &r, &out) : print_grounds(&out, o, mem, s, &r))
             != TW_OK)
        tw_cmd_store_failed(s, st);
    tw_grounds_free(&r);
    return st == TW_OK && tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

/* A story, and not an item of a comparison of files: S1 is an item, s1 a story unless files follow.
 */
static bool is_of_store(const struct tw_options *o)
{
    struct tw_slice item;

    if (o->inputs == 0 || o->inputs > 2) return false;
    if (o->store) return true;
    return tw_naming_item(tw_slice_of(o->input[0]), &item)
           && (item.n > 0 || o->inputs == 1
               || (strcmp(o->input[1], "-") != 0 && access(o->input[1], F_OK) != 0));
}

int tw_cmd_why(const struct tw_options *o)
{
    if (o->state) return why_of_state(o);
    if (is_of_store(o)) return tw_cmd_store_read(o, why_of_store);
    if (o->inputs >= 2) return tw_compare_why(o);
    tw_say("why needs a story (s1) or a statement (s1:F1) of a store and an article, or an item "
           "(F1) and accounts");
    return TW_EXIT_USAGE;
}
