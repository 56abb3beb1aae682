/* cmd_why.c - twosource why: what put an article into a story, from the state of group; without
** a state, why the comparison of the given accounts says what it says (cmd_compare.c). */
#include "cmd.h"
#include "cmd_state.h"

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

    tw_buf_addf(out, "s%u  %.*s\n%zu article%s, %s\n\n", r->story, TW_FMT(f->title), f->articles,
                f->articles == 1 ? "" : "s", tw_story_life_text(f->life));
    if (r->own != r->story)
        tw_buf_addf(out, "%.*s is not in it but in s%u.\n", TW_FMT(a->article), r->own);
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
        tw_buf_addf(out, "%-10s%.*s, %.0f %%", i ? "" : "nearest", TW_FMT(r->near[i].id),
                    tw_odds_share(r->near[i].odds) * 100);
        if (r->near[i].hours >= 0) tw_buf_addf(out, ", %.1f hours apart", (double)r->near[i].hours);
        tw_buf_addc(out, '\n');
    }
    if (r->rival)
        tw_buf_addf(out, "%-10ss%u  %.*s, %.0f %%\n", "next best", r->rival, TW_FMT(a->rival_title),
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

int tw_cmd_why(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_group *g;
    int code;

    if (!o->state && o->inputs >= 2) return tw_compare_why(o);
    if (o->inputs != 2) {
        tw_say("why needs an item and its accounts, or a story, an article and --state FILE");
        return TW_EXIT_USAGE;
    }
    if ((g = tw_group_open(o->state)) == NULL) return TW_EXIT_FAILED;
    mem = tw_arena_new(0);
    code = explain(o, g, mem);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}
