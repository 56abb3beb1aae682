/* cmd_why.c - twosource why: what put an article into a story, from the state of group. */
#include "base/json.h"
#include "cmd.h"
#include "cmd_state.h"
#include "group/reasons.h"
#include "group/storyfacts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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

static void key_story(struct tw_json *j, const char *key, uint32_t story)
{
    char name[16];

    snprintf(name, sizeof name, "s%u", story);
    tw_json_key(j, key);
    tw_json_str(j, tw_slice_of(name));
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
    key_story(j, "story", r->rival);
    tw_json_key(j, "title");
    tw_json_str_or_null(j, title);
    key_number(j, "probability", probability(r->rival_odds));
    tw_json_close(j, '}');
}

static void write_history(struct tw_json *j, const struct tw_story_facts *f)
{
    tw_json_key(j, "history");
    tw_json_open(j, '[');
    for (size_t i = 0; i < f->happenings; i++) {
        const struct tw_story_happening *h = &f->happening[i];
        struct tw_date date = tw_date_from_unix(h->time);
        char iso[TW_DATE_TEXT];

        tw_json_open(j, '{');
        tw_json_key(j, "time");
        tw_json_str_or_null(j, (struct tw_slice){iso, h->time ? tw_date_iso(&date, iso) : 0});
        tw_json_key(j, "what");
        tw_json_str(j, tw_slice_of(tw_story_event_text(h->event)));
        key_story(j, "to", h->to);
        key_story(j, "from", h->from);
        tw_json_key(j, "article");
        tw_json_str_or_null(j, h->article);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

static void write_json(struct tw_buf *out, struct tw_slice id, const struct tw_reasons *r,
                       const struct tw_story_facts *f, struct tw_slice rival_title)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    key_story(&j, "story", r->story);
    tw_json_key(&j, "title");
    tw_json_str_or_null(&j, f->title);
    tw_json_key(&j, "article");
    tw_json_str(&j, id);
    key_story(&j, "is_in", r->own);
    tw_json_key(&j, "by_hand");
    tw_json_bool(&j, r->pinned);
    key_number(&j, "probability", r->nears ? probability(r->odds) : 1);
    key_number(&j, "copied", (double)r->copied);
    write_shared(&j, r);
    write_near(&j, r);
    write_rival(&j, r, rival_title);
    write_history(&j, f);
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

static void print_text(struct tw_buf *out, struct tw_slice id, const struct tw_reasons *r,
                       const struct tw_story_facts *f, struct tw_slice rival_title)
{
    tw_buf_addf(out, "s%u  %.*s\n%zu article%s, %s\n\n", r->story, TW_FMT(f->title), f->articles,
                f->articles == 1 ? "" : "s", tw_story_life_text(f->life));
    if (r->own != r->story) tw_buf_addf(out, "%.*s is not in it but in s%u.\n", TW_FMT(id), r->own);
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
        tw_buf_addf(out, "%-10ss%u  %.*s, %.0f %%\n", "next best", r->rival, TW_FMT(rival_title),
                    probability(r->rival_odds) * 100);
}

/* "s12" or "12"; 0 when it is neither. */
static uint32_t story_number(const char *s)
{
    char *end;
    unsigned long n;

    if (*s == 's') s++;
    if (!tw_is_digit(*s)) return 0;
    n = strtoul(s, &end, 10);
    return *end || n > UINT32_MAX ? 0 : (uint32_t)n;
}

static int explain(const struct tw_options *o, const struct tw_group *g, struct tw_arena *mem)
{
    struct tw_slice id = tw_slice_of(o->input[1]);
    uint32_t story = story_number(o->input[0]), into;
    struct tw_story_facts facts, rival = {0};
    struct tw_reasons r;
    struct tw_buf out = {.mem = mem};

    if (tw_story_facts(g, mem, story, &facts, &into) != TW_OK) {
        if (into) tw_say("%s was merged into s%u", o->input[0], into);
        else tw_say("%s: no such story in the window", o->input[0]);
        return TW_EXIT_FAILED;
    }
    if (tw_reasons_find(g, mem, story, id, &r) != TW_OK) {
        tw_say("%s: no such article in the window", o->input[1]);
        return TW_EXIT_FAILED;
    }
    if (r.rival && tw_story_facts(g, mem, r.rival, &rival, NULL) != TW_OK) r.rival = 0;
    if (o->json) write_json(&out, id, &r, &facts, rival.title);
    else print_text(&out, id, &r, &facts, rival.title);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_why(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_group *g;
    enum tw_status st;
    int code;

    if (o->inputs != 2 || !o->state) {
        tw_say("why needs a story, an article and --state FILE");
        return TW_EXIT_USAGE;
    }
    if ((st = tw_group_read(o->state, &g)) != TW_OK) {
        tw_say("%s: %s", o->state, tw_status_text(st));
        return TW_EXIT_FAILED;
    }
    mem = tw_arena_new(0);
    code = explain(o, g, mem);
    tw_arena_free(mem);
    tw_group_free(g);
    return code;
}
