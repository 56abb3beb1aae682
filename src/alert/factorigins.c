/* alert/factorigins.c - statements and stories that so many origins stand behind. */
#include "alert/fact_int.h"

/* The first place of each origin, in the order in which they came; *reached: the place with which
** there were `wanted` of them, NULL when they never were. */
static struct tw_seen_places first_of_each(const struct tw_seen *s, const struct tw_seen_places *all, uint64_t wanted,
                                           const struct tw_seen_place **reached)
{
    bool *has = tw_arena_calloc(s->mem, s->origins, sizeof *has);
    struct tw_seen_places out = {0};

    *reached = NULL;
    for (size_t i = 0; i < all->n; i++) {
        uint32_t origin = s->origin[all->v[i].card];

        if (origin == TW_NO_ORIGIN || has[origin]) continue;
        has[origin] = true;
        TW_PUSH(s->mem, out.v, out.n, out.cap, all->v[i]);
        if (out.n == wanted) *reached = &all->v[i];
    }
    return out;
}

static void add(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_fact f,
                struct tw_seen_places places, struct tw_slice words, struct tw_facts *out)
{
    const struct tw_seen_place *reached;
    struct tw_buf line = {.mem = s->mem};

    f.evidence = first_of_each(s, &places, rule->at_least, &reached);
    f.known = places;
    f.card = reached ? reached->card : places.v[places.n - 1].card;
    f.value = tw_fact_number(s->mem, (double)rule->at_least);
    f.before.origins = rule->at_least - 1;
    f.after.origins = f.origins;
    tw_buf_addf(&line, "%llu origins (", (unsigned long long)f.origins);
    tw_fact_add_outlets(&line, s, &f.evidence);
    tw_buf_adds(&line, "): ");
    tw_buf_add(&line, words);
    f.headline = tw_buf_slice(&line);
    if (f.evidence.n > TW_FACT_EVIDENCE) f.evidence.n = TW_FACT_EVIDENCE;
    TW_PUSH(out->mem, out->v, out->n, out->cap, f);
}

/* "Ody Maren: the weir was opened by hand" */
static struct tw_slice saying(struct tw_arena *mem, struct tw_slice who, struct tw_slice text)
{
    struct tw_buf b = {.mem = mem};

    if (who.n) {
        tw_fact_add_text(&b, who);
        tw_buf_adds(&b, ": ");
    }
    tw_fact_add_text(&b, text);
    return tw_buf_slice(&b);
}

static struct tw_fact fact_of(const struct tw_jv *item, const char *sort, struct tw_slice id)
{
    return (struct tw_fact){.sort = sort, .subject = id, .item = id, .accounts = tw_seen_count(item, "accounts"),
                            .origins = tw_seen_count(item, "origins")};
}

static void find_said(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_seen_places *all,
                      struct tw_facts *out)
{
    const struct tw_jv *said = tw_jv_get(&s->comparison, "said");

    for (size_t i = 0; said && i < said->n; i++) {
        struct tw_seen_places places = tw_seen_members(s, &said->v[i]);

        for (size_t k = 0; k < places.n; k++) TW_PUSH(s->mem, all->v, all->n, all->cap, places.v[k]);
        if (places.n == 0 || tw_seen_count(&said->v[i], "origins") < rule->at_least) continue;
        add(s, rule, fact_of(&said->v[i], "said", tw_jv_str(&said->v[i], "id")), places,
            saying(s->mem, tw_jv_str(&said->v[i], "speaker"), places.v[0].text), out);
    }
}

/* "killed 12", the value that all allow */
static struct tw_slice counting(struct tw_arena *mem, const struct tw_jv *figure, struct tw_fact_value *value)
{
    struct tw_buf b = {.mem = mem};

    *value = tw_fact_value_of(mem, figure);
    tw_fact_add_text(&b, tw_fact_unit(mem, figure));
    tw_buf_addc(&b, ' ');
    tw_buf_add(&b, value->text);
    return tw_buf_slice(&b);
}

static void find_figures(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_facts *out)
{
    const struct tw_jv *figures = tw_jv_get(&s->comparison, "figures");

    for (size_t i = 0; figures && i < figures->n; i++) {
        const struct tw_jv *figure = &figures->v[i];
        struct tw_slice relation = tw_jv_str(figure, "relation");
        struct tw_fact f = fact_of(figure, "figure", tw_jv_str(figure, "id"));
        struct tw_seen_places places;
        struct tw_slice words;

        if (f.origins < rule->at_least) continue;
        if (!tw_slice_eq(relation, TW_LIT("agree")) && !tw_slice_eq(relation, TW_LIT("compatible"))) continue;
        places = tw_seen_members(s, figure);
        words = counting(s->mem, figure, &f.after);
        if (places.n) add(s, rule, f, places, words, out);
    }
}

static bool overlap(const struct tw_seen_place *a, const struct tw_seen_place *b)
{
    return a->card == b->card && a->first < b->last && b->first < a->last;
}

/* Is one of them told as a statement already? */
static bool is_told(const struct tw_seen_places *said, const struct tw_seen_places *places)
{
    for (size_t i = 0; i < places->n; i++)
        for (size_t k = 0; k < said->n; k++)
            if (overlap(&places->v[i], &said->v[k])) return true;
    return false;
}

static void find_positions(const struct tw_seen *s, const struct tw_alert_rule *rule, const struct tw_jv *question,
                           const struct tw_seen_places *said, struct tw_facts *out)
{
    const struct tw_jv *positions = tw_jv_get(question, "positions");

    for (size_t i = 0; positions && i < positions->n; i++) {
        const struct tw_jv *by = tw_jv_get(&positions->v[i], "by");
        struct tw_fact f = fact_of(&positions->v[i], "claim", tw_jv_str(question, "id"));
        struct tw_buf subject = {.mem = s->mem};
        struct tw_seen_places places;

        if (f.origins < rule->at_least) continue;
        places = tw_seen_members(s, &positions->v[i]);
        if (places.n == 0 || is_told(said, &places)) continue;
        tw_buf_addf(&subject, "%.*s %.*s", TW_FMT(f.item), TW_FMT(tw_jv_str(&positions->v[i], "answer")));
        f.subject = tw_buf_slice(&subject);
        add(s, rule, f, places, saying(s->mem, by && by->n ? by->v[0].s : (struct tw_slice){0}, places.v[0].text), out);
    }
}

static void find_story(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_facts *out)
{
    struct tw_fact f = {.sort = "story", .subject = tw_fact_story(s->mem, s->row->number),
                        .accounts = s->row->accounts, .origins = tw_seen_count(&s->comparison, "origins")};
    struct tw_seen_places places = {0};
    struct tw_buf title = {.mem = s->mem};
    size_t added = out->n;

    if (f.origins < rule->at_least) return;
    for (uint32_t i = 0; i < s->cards; i++)
        if (s->origin[i] != TW_NO_ORIGIN)
            TW_PUSH(s->mem, places.v, places.n, places.cap, ((struct tw_seen_place){.card = i}));
    tw_fact_add_text(&title, s->row->title);
    if (places.n) add(s, rule, f, places, tw_buf_slice(&title), out);
    if (out->n > added) out->v[added].known.n = 0;      /* known by the story alone */
}

void tw_facts_origins(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_facts *out)
{
    const struct tw_jv *claims = tw_jv_get(&s->comparison, "claims");
    struct tw_seen_places said = {0};

    if (rule->of_story) {
        find_story(s, rule, out);
        return;
    }
    find_said(s, rule, &said, out);
    find_figures(s, rule, out);
    for (size_t i = 0; claims && i < claims->n; i++) find_positions(s, rule, &claims->v[i], &said, out);
}
