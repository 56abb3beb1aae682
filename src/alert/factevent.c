/* alert/factevent.c - denials, corrections, and stories that grow fast. */
#include "alert/fact_int.h"

#include "base/date.h"

enum { HOUR = 3600, DAY = 86400 };

/* ---- Denials */

static void tell_denial(const struct tw_seen *s, const struct tw_jv *question,
                        const struct tw_jv *position, struct tw_facts *out)
{
    const struct tw_jv *by = tw_jv_get(position, "by");
    struct tw_buf line = {.mem = s->mem}, subject = {.mem = s->mem};
    struct tw_fact f = {.sort = "denial", .item = tw_jv_str(question, "id"),
                        .value = TW_LIT("deny"),
                        .known = tw_seen_members(s, position), .accounts = tw_seen_count(position, "accounts"),
                        .origins = tw_seen_count(position, "origins")};

    if (f.known.n == 0) return;
    tw_buf_addf(&subject, "%.*s %.*s", TW_FMT(f.item), TW_FMT(tw_jv_str(position, "answer")));
    f.subject = tw_buf_slice(&subject);
    f.card = f.known.v[0].card;
    for (size_t i = 0; i < f.known.n && i < TW_FACT_EVIDENCE; i++)
        TW_PUSH(s->mem, f.evidence.v, f.evidence.n, f.evidence.cap, f.known.v[i]);
    f.after.origins = f.origins;
    tw_buf_adds(&line, "denied");
    if (by && by->n) {
        tw_buf_adds(&line, " by ");
        tw_fact_add_text(&line, by->v[0].s);
    }
    tw_buf_adds(&line, " (");
    tw_fact_add_text(&line, tw_seen_outlet(&s->card[f.card]));
    tw_buf_adds(&line, "): ");
    tw_fact_add_text(&line, f.known.v[0].text);
    f.headline = tw_buf_slice(&line);
    TW_PUSH(out->mem, out->v, out->n, out->cap, f);
}

void tw_facts_denials(const struct tw_seen *s, struct tw_facts *out)
{
    const struct tw_jv *claims = tw_jv_get(&s->comparison, "claims");

    for (size_t i = 0; claims && i < claims->n; i++) {
        const struct tw_jv *positions = tw_jv_get(&claims->v[i], "positions");

        for (size_t k = 0; positions && k < positions->n; k++)
            if (tw_slice_eq(tw_jv_str(&positions->v[k], "stance"), TW_LIT("deny")))
                tell_denial(s, &claims->v[i], &positions->v[k], out);
    }
}

/* ---- Corrections */

static void add_evidence(const struct tw_seen *s, const struct tw_jv *member, struct tw_fact *f)
{
    struct tw_seen_place place;

    if (f->evidence.n < TW_FACT_EVIDENCE && tw_seen_place(s, member, &place))
        TW_PUSH(s->mem, f->evidence.v, f->evidence.n, f->evidence.cap, place);
}

/* "killed 12 -> 19" */
static void tell_figures(const struct tw_seen *s, const struct tw_jv *figures, struct tw_fact *f,
                         struct tw_buf *line)
{
    for (size_t i = 0; i < figures->n; i++) {
        const struct tw_jv *from = tw_jv_get(&figures->v[i], "from"),
            *to = tw_jv_get(&figures->v[i], "to");
        struct tw_fact_value before = tw_fact_value_of(s->mem, from),
            after = tw_fact_value_of(s->mem, to);

        if (i == 0) f->before = before, f->after = after;
        add_evidence(s, to, f);
        add_evidence(s, from, f);
        if (i == 3) tw_buf_addf(line, " and %zu more", figures->n - i);
        if (i >= 3) continue;
        tw_buf_addf(line, "%s%.*s %.*s -> %.*s", i ? ", " : "",
                    TW_FMT(tw_fact_unit(s->mem, &figures->v[i])),
                    TW_FMT(before.text), TW_FMT(after.text));
    }
}

/* The first sentence that was changed or went; false: there is none. */
static bool tell_sentence(const struct tw_seen *s, const struct tw_jv *changes, struct tw_fact *f,
                          struct tw_buf *line)
{
    for (size_t i = 0; changes && i < changes->n; i++) {
        const struct tw_jv *from = tw_jv_get(&changes->v[i], "from"),
            *to = tw_jv_get(&changes->v[i], "to");

        if (!from || from->type != TW_JOBJECT) continue;
        f->before.text = tw_jv_str(from, "text");
        tw_buf_addc(line, '"');
        tw_fact_add_text(line, f->before.text);
        tw_buf_addc(line, '"');
        add_evidence(s, from, f);
        if (!to || to->type != TW_JOBJECT) {
            tw_buf_adds(line, " is gone");
            return true;
        }
        f->after.text = tw_jv_str(to, "text");
        tw_buf_adds(line, " -> \"");
        tw_fact_add_text(line, f->after.text);
        tw_buf_addc(line, '"');
        add_evidence(s, to, f);
        return true;
    }
    return false;
}

static void tell_correction(const struct tw_seen *s, const struct tw_jv *edition,
                            struct tw_facts *out)
{
    const struct tw_jv *figures = tw_jv_get(edition, "figures");
    size_t card = tw_seen_card(s, tw_jv_str(edition, "to"));
    struct tw_buf line = {.mem = s->mem};
    struct tw_fact f = {.sort = "edition", .subject = tw_jv_str(edition, "to"),
                        .value = TW_LIT("corrected"),
                        .accounts = s->row->accounts, .origins = s->row->origins};

    if (card == TW_NONE) return;
    f.card = (uint32_t)card;
    tw_fact_add_text(&line, tw_seen_outlet(&s->card[card]));
    if (figures && figures->n) {
        tw_buf_adds(&line, " corrected: ");
        tell_figures(s, figures, &f, &line);
    } else {
        tw_buf_adds(&line, " changed: ");
        if (!tell_sentence(s, tw_jv_get(edition, "changes"), &f, &line)) return;
        f.edition = edition;
    }
    f.headline = tw_buf_slice(&line);
    TW_PUSH(out->mem, out->v, out->n, out->cap, f);
}

void tw_facts_corrections(const struct tw_seen *s, struct tw_facts *out)
{
    const struct tw_jv *editions = tw_jv_get(&s->comparison, "editions");

    for (size_t i = 0; editions && i < editions->n; i++) tell_correction(s, &editions->v[i], out);
}

/* A pair of numbers; false: it is none. */
static bool span_of(const struct tw_jv *v, double *first, double *last)
{
    if (!v || v->type != TW_JARRAY || v->n != 2 || v->v[0].type != TW_JNUMBER) return false;
    *first = v->v[0].num;
    *last = v->v[1].num;
    return true;
}

/* Does one of the list's spans, under that key, meet the sentence? */
static bool any_meets(const struct tw_jv *list, const char *key, double first, double last)
{
    double a, b;

    for (size_t i = 0; list && i < list->n; i++) {
        const struct tw_jv *span = tw_jv_get(&list->v[i], key);
        const struct tw_jv *part = span && span->n
            && span->v[0].type == TW_JARRAY ? &span->v[0] : span;

        if (span_of(part, &a, &b) && a < last && first < b) return true;
    }
    return false;
}

bool tw_correction_holds(struct tw_arena *mem, const struct tw_fact *f, struct tw_slice statements)
{
    const struct tw_jv *changes = tw_jv_get(f->edition, "changes");
    struct tw_jv all;
    double first, last;

    if (tw_json_parse(mem, statements, &all, NULL) != TW_OK) return false;
    for (size_t i = 0; changes && i < changes->n; i++) {
        if (!span_of(tw_jv_get(tw_jv_get(&changes->v[i], "from"), "span"), &first, &last)) continue;
        if (any_meets(tw_jv_get(&all, "attributions"), "content", first, last)) return true;
        if (any_meets(tw_jv_get(&all, "figures"), "span", first, last)) return true;
        if (any_meets(tw_jv_get(&all, "claims"), "span", first, last)) return true;
    }
    return false;
}

/* ---- Growth */

/* When it came out, to the hour; false: only the day is known. */
static bool hour_of(const struct tw_card *c, int64_t *time)
{
    *time = c->time;
    if (c->time % DAY != 0) return true;
    *time = c->received;
    return c->received >= c->time && c->received < c->time + 2 * DAY;
}

/* The first of the rising times above t. */
static size_t above(const int64_t *v, size_t n, int64_t t)
{
    size_t low = 0;

    while (low < n) {
        size_t middle = low + (n - low) / 2;

        if (v[middle] > t) n = middle;
        else low = middle + 1;
    }
    return low;
}

static void tell_growth(const struct tw_seen *s, const struct tw_alert_rule *rule, uint32_t card,
                        int64_t time, size_t count, struct tw_facts *out)
{
    struct tw_date day = tw_date_from_days(time / DAY);
    const char *what = rule->of_accounts ? "accounts" : "articles";
    char iso[TW_DATE_TEXT];
    struct tw_buf line = {.mem = s->mem}, value = {.mem = s->mem};
    struct tw_fact f = {.sort = "growth", .subject = tw_fact_story(s->mem, s->row->number),
                        .card = card,
                        .accounts = s->row->accounts, .origins = s->row->origins};

    f.value = tw_slice_dup(s->mem, (struct tw_slice){iso, tw_date_iso(&day, iso)});
    tw_buf_addf(&value, "%zu %s in an hour", count, what);
    f.after = (struct tw_fact_value){tw_buf_slice(&value), true, true, (double)count, (double)count,
                                     0};
    TW_PUSH(s->mem, f.evidence.v, f.evidence.n, f.evidence.cap,
            ((struct tw_seen_place){.card = card}));
    tw_buf_addf(&line, "%zu %s in an hour, the last of ", count, what);
    tw_fact_add_text(&line, tw_seen_outlet(&s->card[card]));
    f.headline = tw_buf_slice(&line);
    TW_PUSH(out->mem, out->v, out->n, out->cap, f);
}

void tw_facts_growth(const struct tw_seen *s, const struct tw_alert_rule *rule,
                     struct tw_facts *out)
{
    int64_t *times = TW_NEW_N(s->mem, int64_t, s->cards), time, told = INT64_MIN;
    size_t n = 0;

    for (uint32_t i = 0; i < s->cards; i++) {
        size_t at, count;

        if ((rule->of_accounts && s->card[i].edition_of) || !hour_of(&s->card[i], &time)) continue;
        at = above(times, n, time);
        memmove(times + at + 1, times + at, (n - at) * sizeof *times);
        times[at] = time;
        n++;
        count = at + 1 - above(times, n, time - HOUR);
        if (!((double)count > rule->more_than) || time / DAY == told) continue;
        told = time / DAY;
        tell_growth(s, rule, i, time, count, out);
    }
}
