/* extract/saytag.c - the best reading of a site, and what becomes of its draft.
**
** Whether somebody says something is the tagger's to decide; how far what is
** said reaches is left to the rules where they have a draft, since they were
** the better ones at that on held-out folds (data/model/says.md).
** Gets wrong: verbs that its training texts hardly show.
*/
#include "extract/saytag.h"

#include <assert.h>
#include <string.h>

/* Tenths of a nat: how much likelier than the rules' draft nothing must be to
** drop it (best of 0 to 60 on held-out folds of the training texts), than
** nothing a reading to add it (0 to 20), and how far behind a content may be at
** the token behind the cue to look for a reading at all (no loss up to 10). */
enum { TO_DROP = 50, TO_ADD = 10, PROMISING = 10 };
enum { MOST_PARTS = 4 };

struct path { int score[TW_SAY_LABELS]; uint8_t from[TW_SAY_LABELS]; };
struct scores { int of[TW_SAY_LONGEST][TW_SAY_WIDTH]; };

/* A reading of a site as token ranges. */
struct reading { struct tw_range source, part[MOST_PARTS]; size_t parts; };

struct seen { const struct tw_say_model *m; const struct tw_sites *sites; struct tw_site_view view; };

/* The scores of the labels of token k of a site. */
static void score_token(const struct seen *s, size_t k, int sum[TW_SAY_WIDTH])
{
    uint32_t rows[TW_SAY_FEATURES];
    size_t n = tw_site_features(s->sites, &s->view, k, rows);

    memset(sum, 0, TW_SAY_WIDTH * sizeof *sum);
    for (size_t f = 0; f < n; f++)
        for (unsigned b = 0; b < TW_SAY_WIDTH; b++) sum[b] += s->m->row[rows[f]][b];
}

/* The best labels; returns their score. */
static int decode(const struct tw_say_model *m, const struct tw_site *site, const struct scores *s,
                  uint8_t *best)
{
    struct path path[TW_SAY_LONGEST + 1];
    size_t n = site->to - site->from;
    unsigned last = 0;

    for (unsigned b = 0; b < TW_SAY_LABELS; b++) path[0].score[b] = b ? INT32_MIN / 2 : 0;
    for (size_t k = 0; k < n; k++)
        for (unsigned b = 0; b < TW_SAY_LABELS; b++) {
            int top = INT32_MIN / 2;

            path[k + 1].from[b] = TW_SAY_O;
            for (unsigned a = 0; a < TW_SAY_LABELS && tw_say_may_have(site, k, b); a++) {
                int way = path[k].score[a] + m->transition[a][b];

                if (!tw_say_may_follow(a, b) || way <= top) continue;
                top = way;
                path[k + 1].from[b] = (uint8_t)a;
            }
            path[k + 1].score[b] = top + s->of[k][b];
        }
    for (unsigned b = 1; b < TW_SAY_LABELS; b++)
        if (path[n].score[b] > path[n].score[last]) last = b;
    for (size_t k = n, b = last; k > 0; k--) {
        best[k - 1] = (uint8_t)b;
        b = path[k].from[b];
    }
    return path[n].score[last];
}

/* How much better it is, in tenths of a nat, that nobody says anything than
** what the labels tell: only the tokens that these put in matter. */
static int gain_of_nothing(const struct seen *s, const uint8_t *label)
{
    const struct tw_site *site = s->view.site;
    int gain = 0;

    for (size_t k = 0; k < site->to - site->from; k++) {
        uint8_t before = k ? label[k - 1] : TW_SAY_O;
        int sum[TW_SAY_WIDTH];

        gain += s->m->transition[TW_SAY_O][TW_SAY_O] - s->m->transition[before][label[k]];
        if (label[k] == TW_SAY_O) continue;
        score_token(s, k, sum);
        gain += sum[TW_SAY_O] - sum[label[k]];
    }
    return s->m->unit ? gain * 10 / s->m->unit : 0;
}

/* False when the token behind the cue speaks against a content: then none is looked for. */
static bool may_say(const struct seen *s)
{
    const struct tw_site *site = s->view.site;
    int sum[TW_SAY_WIDTH];

    if (site->end >= site->to) return false;
    score_token(s, site->end - site->from, sum);
    return (sum[TW_SAY_B_CONTENT] - sum[TW_SAY_O]) * 10 > -PROMISING * s->m->unit;
}

static struct reading reading_of(const struct tw_site *site, const uint8_t *label)
{
    struct reading r = {0};
    size_t n = site->to - site->from;

    for (size_t k = 0; k < n; k++) {
        size_t end = k + 1;
        struct tw_range range;

        if (label[k] != TW_SAY_B_SOURCE && label[k] != TW_SAY_B_CONTENT) continue;
        while (end < n && label[end] == label[k] + 1) end++;
        range = (struct tw_range){site->from + (uint32_t)k, site->from + (uint32_t)end};
        if (label[k] == TW_SAY_B_SOURCE) r.source = range;
        else if (r.parts < MOST_PARTS) r.part[r.parts++] = range;
    }
    return r;
}

/* A draft of a site that the rules passed over. */
static void add_draft(struct tw_drafts *d, const struct tw_site *site, const struct reading *r,
                      int score)
{
    uint32_t first = site->cue >= 0 ? d->cue[site->cue].first : site->first;
    struct tw_draft *a = tw_draft_add(d, r->source, (struct tw_range){first, site->end},
                                      d->classes->verb[site->verb].codes, "tagger");

    if (r->source.first == r->source.end && site->cue >= 0 && !d->cue[site->cue].is_passive)
        a->source = tw_cue_source(d, site->sentence, (size_t)site->cue);
    a->score = score;
    a->is_negated = site->cue >= 0 && d->cue[site->cue].is_negated;
    for (size_t i = 0; i < r->parts; i++) tw_draft_part(d, a, r->part[i].first, r->part[i].end);
    (void)tw_draft_keep(d);
}

/* Looks for a reading of a site without draft. */
static void find_draft(struct tw_drafts *d, const struct seen *s)
{
    const struct tw_site *site = s->view.site;
    uint8_t best[TW_SAY_LONGEST];
    struct scores scores;
    struct reading r;
    int gain;

    if (!may_say(s)) return;
    for (size_t k = 0; k < site->to - site->from; k++) score_token(s, k, scores.of[k]);
    gain = decode(s->m, site, &scores, best);
    for (size_t k = 0; k < site->to - site->from; k++)
        gain -= scores.of[k][TW_SAY_O] + s->m->transition[TW_SAY_O][TW_SAY_O];
    gain = s->m->unit ? gain * 10 / s->m->unit : 0;
    r = reading_of(site, best);
    if (r.parts && gain > TO_ADD) add_draft(d, site, &r, gain);
}

/* `gain`: how much likelier nothing is than the draft. */
static void judge(struct tw_draft *a, int gain)
{
    a->score = gain ? -gain : 1;
    if (gain > TO_DROP) a->parts = 0;
}

void tw_says_reread(struct tw_drafts *d, const struct tw_say_model *m)
{
    struct tw_sites sites;

    tw_sites_find(d, &sites);
    for (size_t i = 0; i < sites.n; i++) {
        const struct tw_site *site = &sites.v[i];
        struct seen seen = {.m = m, .sites = &sites};
        uint8_t rules[TW_SAY_LONGEST];

        tw_site_labels(site, site->draft >= 0 ? &d->v[site->draft] : NULL, rules);
        seen.view = tw_site_see(&sites, site, rules);
        if (site->draft < 0) find_draft(d, &seen);
        else judge(&d->v[site->draft], gain_of_nothing(&seen, rules));
    }
}
