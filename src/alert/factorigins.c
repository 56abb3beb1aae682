/* alert/factorigins.c - statements and stories that so many origins stand behind. */
#include "alert/fact_int.h"

#include <math.h>

/* The first places of `wanted` origins, in the order in which they came, or of all when there are
** fewer (as the comparison may count otherwise). */
static struct tw_seen_places first_of_each(const struct tw_seen *s,
                                           const struct tw_seen_places *all, uint64_t wanted)
{
    bool *has = tw_arena_calloc(s->mem, s->origins, sizeof *has);
    struct tw_seen_places out = {0};

    for (size_t i = 0; i < all->n && out.n < wanted; i++) {
        uint32_t origin = s->origin[all->v[i].card];

        if (origin == TW_NO_ORIGIN || has[origin]) continue;
        has[origin] = true;
        TW_PUSH(s->mem, out.v, out.n, out.cap, all->v[i]);
    }
    return out;
}

static void add(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_fact f,
                struct tw_seen_places places, struct tw_slice words, struct tw_facts *out)
{
    struct tw_seen_places shown = first_of_each(s, &places, rule->at_least);
    struct tw_buf line = {.mem = s->mem};

    f.evidence = shown;
    f.known = places;
    f.card = shown.n == rule->at_least ? shown.v[shown.n - 1].card : places.v[places.n - 1].card;
    if (!f.value.n) f.value = tw_fact_number(s->mem, (double)rule->at_least);
    f.before.origins = rule->at_least - 1;
    f.after.origins = rule->at_least;
    tw_buf_addf(&line, "%llu origins (", (unsigned long long)rule->at_least);
    tw_fact_add_outlets(&line, s, &shown);
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
    return (struct tw_fact){.sort = sort, .subject = id, .item = id,
                            .accounts = tw_seen_count(item, "accounts"),
                            .origins = tw_seen_count(item, "origins")};
}

static void find_said(const struct tw_seen *s, const struct tw_alert_rule *rule,
                      struct tw_seen_places *all, struct tw_facts *out)
{
    const struct tw_jv *said = tw_jv_get(&s->comparison, "said");

    for (size_t i = 0; said && i < said->n; i++) {
        struct tw_seen_places places = tw_seen_members(s, &said->v[i]);

        for (size_t k = 0; k < places.n; k++)
            TW_PUSH(s->mem, all->v, all->n, all->cap, places.v[k]);
        if (places.n == 0 || tw_seen_count(&said->v[i], "origins") < rule->at_least) continue;
        add(s, rule, fact_of(&said->v[i], "said", tw_jv_str(&said->v[i], "id")), places,
            saying(s->mem, tw_jv_str(&said->v[i], "speaker"), places.v[0].text), out);
    }
}

/* The members of a figure that go together: each meets the first one. */
struct cluster { struct tw_fact_value is; struct tw_seen_places places; };

static double low_of(const struct tw_fact_value *v) { return v->has_low ? v->low : -HUGE_VAL; }
static double high_of(const struct tw_fact_value *v) { return v->has_high ? v->high : HUGE_VAL; }

static bool meet(const struct tw_fact_value *a, const struct tw_fact_value *b)
{
    return low_of(a) <= high_of(b) && low_of(b) <= high_of(a);
}

struct valued { struct tw_seen_place place; struct tw_fact_value is; };

static int by_arrival(const void *x, const void *y)
{
    const struct valued *a = x, *b = y;

    if (a->place.card != b->place.card)
        return (a->place.card > b->place.card) - (a->place.card < b->place.card);
    return (a->place.first > b->place.first) - (a->place.first < b->place.first);
}

static struct valued *values_of(const struct tw_seen *s, const struct tw_jv *figure, size_t *n)
{
    const struct tw_jv *members = tw_jv_get(figure, "members");
    struct valued *v = TW_NEW_N(s->mem, struct valued, members ? members->n : 0);

    *n = 0;
    for (size_t i = 0; members && i < members->n; i++) {
        v[*n].is = tw_fact_value_of(s->mem, &members->v[i]);
        *n += tw_seen_place(s, &members->v[i], &v[*n].place);
    }
    TW_SORT(v, *n, by_arrival);
    return v;
}

/* By value and not as a whole: that two origins had 12 stays true when others have 19. */
static void find_values(const struct tw_seen *s, const struct tw_alert_rule *rule,
                        const struct tw_jv *figure, struct tw_facts *out)
{
    struct tw_fact f = fact_of(figure, "figure", tw_jv_str(figure, "id"));
    struct cluster *cluster = NULL;
    size_t n, clusters = 0, cap = 0;
    struct valued *v = values_of(s, figure, &n);

    for (size_t i = 0; i < n; i++) {
        size_t k = 0;

        while (k < clusters && !meet(&cluster[k].is, &v[i].is)) k++;
        if (k == clusters)
            TW_PUSH(s->mem, cluster, clusters, cap, ((struct cluster){.is = v[i].is}));
        TW_PUSH(s->mem, cluster[k].places.v, cluster[k].places.n, cluster[k].places.cap,
                v[i].place);
    }
    for (size_t k = 0; k < clusters; k++) {
        struct tw_buf words = {.mem = s->mem}, value = {.mem = s->mem};

        if (first_of_each(s, &cluster[k].places, rule->at_least).n < rule->at_least) continue;
        tw_buf_addf(&value, "%llu of %.*s", (unsigned long long)rule->at_least,
                    TW_FMT(cluster[k].is.text));
        tw_fact_add_text(&words, tw_fact_unit(s->mem, figure));
        tw_buf_addf(&words, " %.*s", TW_FMT(cluster[k].is.text));
        f.value = tw_buf_slice(&value);
        f.after = cluster[k].is;
        add(s, rule, f, cluster[k].places, tw_buf_slice(&words), out);
    }
}

static void find_figures(const struct tw_seen *s, const struct tw_alert_rule *rule,
                         struct tw_facts *out)
{
    const struct tw_jv *figures = tw_jv_get(&s->comparison, "figures");

    for (size_t i = 0; figures && i < figures->n; i++)
        if (tw_seen_count(&figures->v[i], "origins") >= rule->at_least)
            find_values(s, rule, &figures->v[i], out);
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

static void find_positions(const struct tw_seen *s, const struct tw_alert_rule *rule,
                           const struct tw_jv *question,
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
        tw_buf_addf(&subject, "%.*s %.*s", TW_FMT(f.item),
                    TW_FMT(tw_jv_str(&positions->v[i], "answer")));
        f.subject = tw_buf_slice(&subject);
        add(s, rule, f, places, saying(s->mem, by && by->n ? by->v[0].s : (struct tw_slice){0},
                                       places.v[0].text), out);
    }
}

static void find_story(const struct tw_seen *s, const struct tw_alert_rule *rule,
                       struct tw_facts *out)
{
    struct tw_fact f = {.sort = "story", .subject = tw_fact_story(s->mem, s->row->number),
                        .accounts = s->row->accounts, .origins = tw_seen_count(&s->comparison, "origins")};
    struct tw_seen_places places = {0};
    size_t added = out->n;

    if (f.origins < rule->at_least) return;
    for (uint32_t i = 0; i < s->cards; i++)
        if (s->origin[i] != TW_NO_ORIGIN)
            TW_PUSH(s->mem, places.v, places.n, places.cap, ((struct tw_seen_place){.card = i}));
    if (places.n) add(s, rule, f, places, TW_LIT("behind the story"), out);
    if (out->n > added) out->v[added].known.n = 0;      /* known by the story alone */
}

void tw_facts_origins(const struct tw_seen *s, const struct tw_alert_rule *rule,
                      struct tw_facts *out)
{
    const struct tw_jv *claims = tw_jv_get(&s->comparison, "claims");
    struct tw_seen_places said = {0};

    if (rule->of_story) {
        find_story(s, rule, out);
        return;
    }
    find_said(s, rule, &said, out);
    find_figures(s, rule, out);
    for (size_t i = 0; claims && i < claims->n; i++)
        find_positions(s, rule, &claims->v[i], &said, out);
}
