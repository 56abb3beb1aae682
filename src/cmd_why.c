/* cmd_why.c - twosource why: what put an article into a story, from the state of group. */
#include "base/json.h"
#include "cmd.h"
#include "cmd_state.h"
#include "group/reasons.h"
#include "group/storyfacts.h"

#include <math.h>

enum { WORDS_SHOWN = 12 };

static double rounded(double x)
{
    return round(x * 100) / 100;
}

/* The share of one: 1 / (1 + e^-odds). */
static double probability(float odds)
{
    return 1 / (1 + exp(-(double)odds));
}

static void key_number(struct tw_json *j, const char *key, double x)
{
    tw_json_key(j, key);
    tw_json_num(j, rounded(x));
}

static void write_shared(struct tw_json *j, const struct tw_reasons *r)
{
    tw_json_key(j, "shared");
    tw_json_open(j, '[');
    for (size_t i = 0; i < r->reasons; i++) {
        tw_json_open(j, '{');
        tw_json_key(j, "what");
        tw_json_str(j, tw_slice_of(tw_reason_kind_text(r->reason[i].kind)));
        tw_json_key(j, "text");
        tw_json_str(j, r->reason[i].text);
        key_number(j, "weight", (double)r->reason[i].weight);
        tw_json_key(j, "articles");
        tw_json_int(j, (int64_t)r->reason[i].articles);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

static void write_near(struct tw_json *j, const struct tw_reasons *r)
{
    tw_json_key(j, "nearest");
    tw_json_open(j, '[');
    for (size_t i = 0; i < r->nears; i++) {
        tw_json_open(j, '{');
        tw_json_key(j, "id");
        tw_json_str(j, r->near[i].id);
        key_number(j, "probability", probability(r->near[i].odds));
        key_number(j, "copied", (double)r->near[i].copied);
        tw_json_key(j, "hours");
        tw_json_num(j, r->near[i].hours < 0 ? NAN : rounded((double)r->near[i].hours));
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

static void write_rival(struct tw_json *j, const struct tw_reasons *r, struct tw_slice title)
{
    tw_json_key(j, "runner_up");
    if (!r->rival) {
        tw_json_null(j);
        return;
    }
    tw_json_open(j, '{');
    tw_json_key(j, "story");
    tw_story_name(j, r->rival);
    tw_json_key(j, "title");
    tw_json_str_or_null(j, title);
    key_number(j, "probability", probability(r->rival_odds));
    tw_json_close(j, '}');
}

static void write_history(struct tw_json *j, const struct tw_story_happening *v, size_t n)
{
    tw_json_key(j, "history");
    tw_json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        const struct tw_story_happening *h = &v[i];

        tw_json_open(j, '{');
        tw_json_key(j, "time");
        tw_story_time(j, h->time);
        tw_json_key(j, "what");
        tw_json_str(j, tw_slice_of(tw_story_event_text(h->event)));
        tw_json_key(j, "to");
        tw_story_name(j, h->to);
        tw_json_key(j, "from");
        tw_story_name(j, h->from);
        tw_json_key(j, "article");
        tw_json_str_or_null(j, h->article);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

/* What is to be told. */
struct answer {
    struct tw_slice article;
    struct tw_reasons reasons;
    struct tw_story_facts facts;
    struct tw_story_happening *history;
    size_t happenings;
    struct tw_slice rival_title;
};

static void write_json(struct tw_buf *out, const struct answer *a)
{
    const struct tw_reasons *r = &a->reasons;
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "story");
    tw_story_name(&j, r->story);
    tw_json_key(&j, "title");
    tw_json_str_or_null(&j, a->facts.title);
    tw_json_key(&j, "article");
    tw_json_str(&j, a->article);
    tw_json_key(&j, "is_in");
    tw_story_name(&j, r->own);
    tw_json_key(&j, "by_hand");
    tw_json_bool(&j, r->pinned);
    key_number(&j, "probability", r->nears ? probability(r->odds) : 1);
    key_number(&j, "copied", (double)r->copied);
    write_shared(&j, r);
    write_near(&j, r);
    write_rival(&j, r, a->rival_title);
    write_history(&j, a->history, a->happenings);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
}

static void print_shared(struct tw_buf *out, const struct tw_reasons *r, enum tw_reason_kind kind, const char *label)
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

static void print_text(struct tw_buf *out, const struct answer *a)
{
    const struct tw_reasons *r = &a->reasons;
    const struct tw_story_facts *f = &a->facts;

    tw_buf_addf(out, "s%u  %.*s\n%zu article%s, %s\n\n", r->story, TW_FMT(f->title), f->articles,
                f->articles == 1 ? "" : "s", tw_story_life_text(f->life));
    if (r->own != r->story) tw_buf_addf(out, "%.*s is not in it but in s%u.\n", TW_FMT(a->article), r->own);
    if (r->pinned) tw_buf_adds(out, "A person put it where it is.\n");
    if (!r->nears) tw_buf_adds(out, "It is the only article.\n");
    else tw_buf_addf(out, "%-10s%.0f %% that both tell one event\n", "odds", probability(r->odds) * 100);
    print_shared(out, r, TW_REASON_NAME, "names");
    print_shared(out, r, TW_REASON_NUMBER, "numbers");
    print_shared(out, r, TW_REASON_WORD, "words");
    if (r->copied > 0) tw_buf_addf(out, "%-10sup to %.0f %% of the text\n", "copied", (double)r->copied * 100);
    for (size_t i = 0; i < r->nears; i++) {
        tw_buf_addf(out, "%-10s%.*s, %.0f %%", i ? "" : "nearest", TW_FMT(r->near[i].id), probability(r->near[i].odds) * 100);
        if (r->near[i].hours >= 0) tw_buf_addf(out, ", %.1f hours apart", (double)r->near[i].hours);
        tw_buf_addc(out, '\n');
    }
    if (r->rival)
        tw_buf_addf(out, "%-10ss%u  %.*s, %.0f %%\n", "next best", r->rival, TW_FMT(a->rival_title),
                    probability(r->rival_odds) * 100);
}

static int explain(const struct tw_options *o, const struct tw_group *g, struct tw_arena *mem)
{
    struct answer a = {.article = tw_slice_of(o->input[1])};
    uint32_t story = tw_story_number(o->input[0]), into;
    struct tw_story_facts rival = {0};
    struct tw_buf out = {.mem = mem};

    if (tw_story_facts(g, mem, story, &a.facts, &into) != TW_OK) {
        if (into) tw_say("%s was merged into s%u", o->input[0], into);
        else tw_say("%s: no such story in the window", o->input[0]);
        return TW_EXIT_FAILED;
    }
    if (tw_reasons_find(g, mem, story, a.article, &a.reasons) != TW_OK) {
        tw_say("%s: no such article in the window", o->input[1]);
        return TW_EXIT_FAILED;
    }
    if (a.reasons.rival && tw_story_facts(g, mem, a.reasons.rival, &rival, NULL) != TW_OK) a.reasons.rival = 0;
    a.rival_title = rival.title;
    a.history = tw_story_history(g, mem, story, &a.happenings);
    if (o->json) write_json(&out, &a);
    else print_text(&out, &a);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_why(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_group *g;
    int code;

    if (o->inputs != 2 || !o->state) {
        tw_say("why needs a story, an article and --state FILE");
        return TW_EXIT_USAGE;
    }
    if ((g = tw_group_open(o->state)) == NULL) return TW_EXIT_FAILED;
    mem = tw_arena_new(0);
    code = explain(o, g, mem);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}
