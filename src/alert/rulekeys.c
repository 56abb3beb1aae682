/* alert/rulekeys.c - what may stand in a rule, by its kind. */
#include "alert/rules_int.h"

#include <stdio.h>

enum { WITH_FACT = 0x1F, ALL = 0x3F };     /* kinds; WITH_FACT: all but ARTICLE */
#define KIND(k) (1u << (k))

static const char *const kinds[] = {"origins", "figure", "denial", "correction", "growth",
                                    "article"};

const char *tw_alert_kind_text(enum tw_alert_kind kind)
{
    return (unsigned)kind < sizeof kinds / sizeof *kinds ? kinds[kind] : NULL;
}

/* A rule on its way: its query is made of two lines. */
struct draft {
    struct tw_alert_rule *rule;
    struct tw_slice words, actor, query;
};

static bool take_at_least(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_count(r, value, 2, 1000, &((struct draft *)into)->rule->at_least);
}

static bool take_behind(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_either(r, value, "statement", "story", &((struct draft *)into)->rule->of_story);
}

static bool take_each(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_either(r, value, "article", "story", &((struct draft *)into)->rule->of_story);
}

/* "5" or "10 %" of a figure, "20" or "20 articles" or "6 accounts" of growth */
static bool take_more_than(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    struct tw_alert_rule *rule = ((struct draft *)into)->rule;
    struct tw_slice rest = value;
    bool is_figure = rule->kind == TW_ALERT_FIGURE,
        is_number = tw_rules_number(&rest, &rule->more_than);

    rule->is_percent = is_figure && tw_slice_eq(rest, TW_LIT("%"));
    rule->of_accounts = !is_figure && tw_slice_eq(rest, TW_LIT("accounts"));
    if (is_number && (rest.n == 0 || rule->is_percent || rule->of_accounts)) return true;
    if (is_number && !is_figure && tw_slice_eq(rest, TW_LIT("articles"))) return true;
    if (is_figure)
        return tw_rules_refuse(r, "%.*s is no number, as 5, nor a share, as 10 %%", TW_FMT(value));
    return tw_rules_refuse(r, "%.*s is no number an hour: 20, 20 articles or 6 accounts",
                           TW_FMT(value));
}

static bool take_unit(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    static const char *const known[] = {"killed", "injured", "arrested", "missing", "displaced",
                                        "troops", "people", "percent"};

    ((struct draft *)into)->rule->unit = value;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (tw_slice_eq(value, tw_slice_of(known[i]))) return true;
    if (value.n > 6 && (tw_slice_starts(value, TW_LIT("money:"))
                        || tw_slice_starts(value, TW_LIT("other:"))))
        return true;
    return tw_rules_refuse(r,
                           "%.*s is no unit: killed, injured, arrested, missing, displaced, troops, people, percent, "
                           "money:EUR or other:houses", TW_FMT(value));
}

static bool take_words(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    struct tw_query query;
    const char *why;

    if (tw_query_parse(r->mem, value, &query, &why) != TW_OK)
        return tw_rules_refuse(r, "words: %s", why);
    ((struct draft *)into)->words = value;
    return true;
}

static bool take_actor(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    struct tw_buf text = {.mem = r->mem};
    struct tw_query query;
    const char *why;

    if (memchr(value.p, '"', value.n))
        return tw_rules_refuse(r, "actor: a name without quotation marks");
    tw_buf_addf(&text, "actor:\"%.*s\"", TW_FMT(value));
    if (tw_query_parse(r->mem, tw_buf_slice(&text), &query, &why) != TW_OK)
        return tw_rules_refuse(r, "actor: %.*s is no name", TW_FMT(value));
    ((struct draft *)into)->actor = tw_buf_slice(&text);
    return true;
}

static bool take_outlet(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    (void)r;
    ((struct draft *)into)->rule->outlet = value;
    return true;
}

static bool take_lang(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    ((struct draft *)into)->rule->lang = value;
    for (size_t i = 0; i < value.n; i++)
        if (!tw_is_lower(value.p[i])) value.n = 0;
    if (value.n == 2 || value.n == 3) return true;
    return tw_rules_refuse(r, "a language is its code of two or three letters: en, pt");
}

static bool take_story(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    if (value.p[0] == 's' && tw_rules_count(r, tw_slice_sub(value, 1, value.n), 1, UINT32_MAX,
                                            &((struct draft *)into)->rule->story))
        return true;
    return value.p[0] == 's' ? false : tw_rules_refuse(r,
                                                       "%.*s is no story: s12, as `twosource stories` names it", TW_FMT(value));
}

static bool take_origins(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_count(r, value, 1, 1000, &((struct draft *)into)->rule->origins);
}

static bool take_starred(struct tw_rules_reader *r, struct tw_slice value, void *into)
{
    return tw_rules_yes(r, value, &((struct draft *)into)->rule->starred);
}

static const struct tw_rules_key keys[] = {
    {"when", ALL, NULL},
    {"at-least", KIND(TW_ALERT_ORIGINS), take_at_least},
    {"behind", KIND(TW_ALERT_ORIGINS), take_behind},
    {"more-than", KIND(TW_ALERT_FIGURE) | KIND(TW_ALERT_GROWTH), take_more_than},
    {"unit", KIND(TW_ALERT_FIGURE), take_unit},
    {"each", KIND(TW_ALERT_ARTICLE), take_each},
    {"words", ALL, take_words},
    {"actor", ALL, take_actor},
    {"outlet", ALL, take_outlet},
    {"lang", ALL, take_lang},
    {"story", ALL, take_story},
    {"origins", WITH_FACT, take_origins},
    {"starred", ALL, take_starred},
    {"to", ALL, NULL},
    {0},
};

static const struct tw_rules_line *line_of(const struct tw_rules_section *s, const char *key)
{
    for (size_t i = 0; i < s->n; i++)
        if (tw_slice_eq(s->v[i].key, tw_slice_of(key))) return &s->v[i];
    return NULL;
}

static bool find_kind(struct tw_rules_reader *r, const struct tw_rules_section *s,
                      enum tw_alert_kind *out)
{
    const struct tw_rules_line *when = line_of(s, "when");

    r->line = when ? when->line : s->line;
    for (size_t i = 0; when && i < sizeof kinds / sizeof *kinds; i++)
        if (tw_slice_eq(when->value, tw_slice_of(kinds[i])))
            return *out = (enum tw_alert_kind)i, true;
    if (when) return tw_rules_refuse(r,
                                     "%.*s is nothing to alert on; when = origins, figure, denial, correction, growth or article",
                                     TW_FMT(when->value));
    return tw_rules_refuse(r,
                           "[%.*s] needs a line when = origins, figure, denial, correction, growth or article",
                           TW_FMT(s->name));
}

static void make_query(struct tw_rules_reader *r, const struct tw_rules_section *s,
                       const struct draft *d)
{
    struct tw_buf text = {.mem = r->mem};
    const char *why;

    if (!d->words.n && !d->actor.n) return;
    tw_buf_add(&text, d->words);
    if (d->words.n) tw_buf_addc(&text, ' ');
    tw_buf_add(&text, d->actor);
    r->line = s->line;
    d->rule->has_query = tw_query_parse(r->mem, tw_buf_slice(&text), &d->rule->query,
                                        &why) == TW_OK;
    if (!d->rule->has_query) (void)tw_rules_refuse(r, "words and actor together: %s", why);
}

void tw_rules_rule(struct tw_rules_reader *r, const struct tw_rules_section *s,
                   struct tw_alert_rule *out, struct tw_rules_line *to)
{
    const struct tw_rules_line *named = line_of(s, "to");
    struct draft d = {.rule = out};
    char kind[40];

    *out = (struct tw_alert_rule){.name = s->name, .line = s->line, .at_least = 2};
    if (named) *to = *named;
    if (!find_kind(r, s, &out->kind)) return;
    out->of_story = out->kind == TW_ALERT_ARTICLE;
    snprintf(kind, sizeof kind, "when = %s", tw_alert_kind_text(out->kind));
    tw_rules_take(r, s, keys, out->kind, kind, &d);
    make_query(r, s, &d);
    r->line = s->line;
    if (out->kind == TW_ALERT_GROWTH && !line_of(s, "more-than"))
        (void)tw_rules_refuse(r, "[%.*s] needs a line more-than = 20: articles in an hour",
                              TW_FMT(s->name));
    if (out->kind == TW_ALERT_ARTICLE && !line_of(s, "words") && !line_of(s, "actor")
        && !out->outlet.n && !out->story)
        (void)tw_rules_refuse(r,
                              "[%.*s] would tell of every article; it needs words, actor, outlet or story", TW_FMT(s->name));
}
