/* alert/fact.c - facts by kind, and the words they share. */
#include "alert/fact_int.h"

#include "compare/layout.h"
#include "compare/wording.h"

void tw_facts_find(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_facts *out)
{
    switch (rule->kind) {
    case TW_ALERT_ORIGINS: tw_facts_origins(s, rule, out); break;
    case TW_ALERT_FIGURE: tw_facts_figures(s, rule, out); break;
    case TW_ALERT_DENIAL: tw_facts_denials(s, out); break;
    case TW_ALERT_CORRECTION: tw_facts_corrections(s, out); break;
    case TW_ALERT_GROWTH: tw_facts_growth(s, rule, out); break;
    case TW_ALERT_ARTICLE: break;
    }
}

struct tw_fact tw_fact_of_article(const struct tw_seen *s, const struct tw_alert_rule *rule,
                                  uint32_t card)
{
    struct tw_seen_place place = {.card = card};
    struct tw_fact f = {.sort = "article", .value = TW_LIT("fits"), .card = card,
                        .accounts = s->row->accounts, .origins = s->row->origins};

    f.subject = rule->of_story ? tw_fact_story(s->mem, s->row->number) : s->card[card].id;
    TW_PUSH(s->mem, f.evidence.v, f.evidence.n, f.evidence.cap, place);
    return f;
}

struct tw_slice tw_fact_titled(const struct tw_seen *s, uint32_t card, struct tw_slice title)
{
    struct tw_buf line = {.mem = s->mem};

    tw_fact_add_text(&line, tw_seen_outlet(&s->card[card]));
    tw_buf_adds(&line, ": ");
    tw_fact_add_text(&line, title.n ? title : TW_LIT("an article without a title"));
    return tw_buf_slice(&line);
}

/* ---- Words */

struct tw_slice tw_fact_number(struct tw_arena *mem, double x)
{
    struct tw_buf b = {.mem = mem};
    struct tw_json j = {.out = &b};

    tw_json_num(&j, x);
    return tw_buf_slice(&b);
}

struct tw_fact_value tw_fact_value_of(struct tw_arena *mem, const struct tw_jv *member)
{
    static const struct { const char *comparator, *words; } words[] = {
        {"about", "about "}, {"at_least", "at least "}, {"more_than", "more than "}, {"up_to", "up to "},
        {"fewer_than", "fewer than "}};
    const struct tw_jv *low = tw_jv_get(member, "low"), *high = tw_jv_get(member, "high");
    struct tw_slice comparator = tw_jv_str(member, "comparator");
    struct tw_fact_value v = {.has_low = low && low->type == TW_JNUMBER, .has_high = high && high->type == TW_JNUMBER};
    struct tw_buf b = {.mem = mem};

    if (v.has_low) v.low = low->num;
    if (v.has_high) v.high = high->num;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (tw_slice_eq(comparator, tw_slice_of(words[i].comparator))) tw_buf_adds(&b, words[i].words);
    tw_buf_add(&b, tw_fact_number(mem, v.has_low ? v.low : v.high));
    if (v.has_low && v.has_high && v.high > v.low) {
        tw_buf_adds(&b, " to ");
        tw_buf_add(&b, tw_fact_number(mem, v.high));
    }
    v.text = tw_buf_slice(&b);
    return v;
}

struct tw_slice tw_fact_unit(struct tw_arena *mem, const struct tw_jv *figure)
{
    return tw_unit_words(mem, tw_jv_str(figure, "unit"), tw_jv_str(figure, "of"));
}

struct tw_slice tw_fact_story(struct tw_arena *mem, uint64_t story)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "s%llu", (unsigned long long)story);
    return tw_buf_slice(&b);
}

void tw_fact_add_outlets(struct tw_buf *out, const struct tw_seen *s, const struct tw_seen_places *places)
{
    enum { NAMED = 4 };
    struct tw_map seen = tw_map_in(s->mem);

    for (size_t i = 0; i < places->n; i++) {
        bool added;
        struct tw_slice name = tw_seen_outlet(&s->card[places->v[i].card]);

        tw_map_add(&seen, name, &added);
        if (!added || seen.n > NAMED) continue;
        if (seen.n > 1) tw_buf_adds(out, ", ");
        tw_buf_add(out, tw_one_line(s->mem, name, 0));
    }
    if (seen.n > NAMED) tw_buf_addf(out, " and %zu more", seen.n - NAMED);
}

void tw_fact_add_text(struct tw_buf *out, struct tw_slice text)
{
    tw_buf_add(out, tw_one_line(out->mem, text, TW_FACT_TEXT));
}
