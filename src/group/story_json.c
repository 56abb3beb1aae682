/* group/story_json.c - see the header. */
#include "group/story_json.h"

#include "base/vec.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void write_name(struct tw_json *j, uint32_t story)
{
    char name[16];

    snprintf(name, sizeof name, "s%u", story);
    tw_json_str(j, tw_slice_of(name));
}

/* An ISO time of Unix seconds; null when they are 0. */
static void write_time(struct tw_json *j, int64_t seconds)
{
    struct tw_date date = tw_date_from_unix(seconds);
    char iso[TW_DATE_TEXT];

    tw_json_str_or_null(j, (struct tw_slice){iso, seconds ? tw_date_iso(&date, iso) : 0});
}

uint32_t tw_story_number(const char *s)
{
    char *end;
    unsigned long n;

    if (*s == 's') s++;
    if (!tw_is_digit(*s)) return 0;
    n = strtoul(s, &end, 10);
    return *end || n > UINT32_MAX ? 0 : (uint32_t)n;
}

static double rounded(double x)
{
    return round(x * 100) / 100;
}

double tw_odds_share(float odds)
{
    return 1 / (1 + exp(-(double)odds));
}

void tw_placement_write(struct tw_buf *out, const struct tw_placement *p)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "id", p->id);
    tw_json_key(&j, "story");
    write_name(&j, p->story);
    tw_json_close(&j, '}');
}

void tw_story_facts_write(struct tw_buf *out, const struct tw_story_facts *f)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "id");
    write_name(&j, f->story);
    tw_json_text_or_null(&j, "title", f->title);
    tw_json_key(&j, "first");
    write_time(&j, f->first);
    tw_json_key(&j, "last");
    write_time(&j, f->last);
    tw_json_word(&j, "state", tw_story_life_text(f->life));
    tw_json_key(&j, "importance");
    tw_json_num(&j, round(f->importance * 100) / 100);
    tw_json_texts(&j, "languages", f->language, f->languages);
    tw_json_texts(&j, "articles", f->id, f->articles);
    tw_json_count(&j, "outlets", f->outlets);
    tw_json_count(&j, "accounts", f->articles);
    tw_json_key(&j, "origins");
    tw_json_null(&j);           /* compare counts them */
    /* these are a store's: src/store/tell.c */
    tw_json_key(&j, "starred"), tw_json_bool(&j, false);
    tw_json_text_or_null(&j, "note", (struct tw_slice){"", 0});
    tw_json_texts(&j, "actors", NULL, 0);
    tw_json_key(&j, "changed"), tw_json_null(&j);
    tw_json_close(&j, '}');
}

static int by_importance(const void *a, const void *b)
{
    const struct tw_story_facts *x = a, *y = b;

    if (x->importance != y->importance) return x->importance < y->importance ? 1 : -1;
    return (x->story > y->story) - (x->story < y->story);
}

struct tw_story_facts *tw_story_ranking(const struct tw_group *g, struct tw_arena *mem, bool all,
                                        size_t *n)
{
    size_t count;
    uint32_t *story = tw_story_list(g, mem, &count);
    struct tw_story_facts *v = tw_arena_alloc(mem, count * sizeof *v);

    *n = 0;
    for (size_t i = 0; i < count; i++)
        if (tw_story_facts(g, mem, story[i], &v[*n], NULL) == TW_OK)
            *n += all || v[*n].life != TW_STORY_QUIET;
    TW_SORT(v, *n, by_importance);
    return v;
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
        tw_json_word(j, "what", tw_reason_kind_text(r->reason[i].kind));
        tw_json_text(j, "text", r->reason[i].text);
        key_number(j, "weight", (double)r->reason[i].weight);
        tw_json_count(j, "articles", r->reason[i].articles);
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
        tw_json_text(j, "id", r->near[i].id);
        key_number(j, "probability", tw_odds_share(r->near[i].odds));
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
    write_name(j, r->rival);
    tw_json_text_or_null(j, "title", title);
    key_number(j, "probability", tw_odds_share(r->rival_odds));
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
        write_time(j, h->time);
        tw_json_word(j, "what", tw_story_event_text(h->event));
        tw_json_key(j, "to");
        write_name(j, h->to);
        tw_json_key(j, "from");
        write_name(j, h->from);
        tw_json_text_or_null(j, "article", h->article);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

void tw_why_write(struct tw_buf *out, const struct tw_why *w)
{
    const struct tw_reasons *r = &w->reasons;
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "story");
    write_name(&j, r->story);
    tw_json_text_or_null(&j, "title", w->facts.title);
    tw_json_text(&j, "article", w->article);
    tw_json_key(&j, "is_in");
    write_name(&j, r->own);
    tw_json_key(&j, "by_hand");
    tw_json_bool(&j, r->pinned);
    key_number(&j, "probability", r->nears ? tw_odds_share(r->odds) : 1);
    key_number(&j, "copied", (double)r->copied);
    write_shared(&j, r);
    write_near(&j, r);
    write_rival(&j, r, w->rival_title);
    write_history(&j, w->history, w->happenings);
    tw_json_close(&j, '}');
}

enum tw_status tw_why_find(const struct tw_group *g, struct tw_arena *mem, uint32_t story,
                           struct tw_slice article, struct tw_why *out, uint32_t *into)
{
    struct tw_story_facts rival = {0};
    enum tw_status st;

    *out = (struct tw_why){.article = article};
    if ((st = tw_story_facts(g, mem, story, &out->facts, into)) != TW_OK) return st;
    *into = story;
    if ((st = tw_reasons_find(g, mem, story, article, &out->reasons)) != TW_OK) return st;
    if (out->reasons.rival && tw_story_facts(g, mem, out->reasons.rival, &rival, NULL) != TW_OK)
        out->reasons.rival = 0;
    out->rival_title = rival.title;
    out->history = tw_story_history(g, mem, story, &out->happenings);
    return TW_OK;
}
