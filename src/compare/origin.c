/* compare/origin.c - the rules of origin.h, accounts in the order of publication.
**
** Sources are always earlier accounts, so following them ends.  What it gets
** wrong: a retelling that hides whose report it is counts as an origin of its
** own; so does a copy of an account that is not in the story.
*/
#include "compare/origin.h"

#include "gen/words.h"

#include <assert.h>

/* Shares of an account's words taken from another one.  yardsticks/accounts:
** copies have .56 and more, accounts with own reporting .33 at most. */
static const double HALF = 0.5, CREDITED = 0.4;

enum { MENTIONS = 2 };      /* of the press, that show a retelling without a credit */

static bool is_staff(struct tw_arena *mem, struct tw_slice name)
{
    struct tw_slice rest = tw_slice_lower(mem, name), word;

    while (tw_slice_part(&rest, ' ', &word))
        if (tw_words_has(&tw_words_en_staffwords, word)) return true;
    return false;
}

/* A byline that names somebody, not the desk or an outlet. */
static bool has_reporter(const struct tw_origins *o, const struct tw_article *a)
{
    for (size_t i = 0; i < a->byline.n; i++)
        if (a->byline.v[i].n > 0 && !is_staff(o->mem, a->byline.v[i])
            && tw_outlet_in(o->outlets, o->mem, a->byline.v[i]) < 0)
            return true;
    return false;
}

/* The outlet that the account credits; -1 = none. */
static int credited(const struct tw_origins *o, size_t account)
{
    const struct tw_article *a = o->views->v[account].article;

    for (size_t i = 0; i < a->credit.n; i++) {
        int x = tw_outlet_in(o->outlets, o->mem, a->credit.v[i]);

        if (x >= 0 && x != o->outlets->of[account]) return x;
    }
    return -1;
}

/* The outlet named most often in the text, other than its own. */
static int most_named(const struct tw_origins *o, size_t account, size_t *times)
{
    const struct tw_view *v = &o->views->v[account];
    int best = -1;

    *times = 0;
    for (size_t i = 0; i < v->press.n; i++) {
        int x = v->press.v[i].outlet;
        size_t n = 0;

        if (x < 0 || x == o->outlets->of[account] || x == best) continue;
        for (size_t k = 0; k < v->press.n; k++) n += v->press.v[k].outlet == x;
        if (n > *times) {
            *times = n;
            best = x;
        }
    }
    return best;
}

static size_t mentions(const struct tw_view *v, int outlet)
{
    size_t n = 0;

    for (size_t i = 0; i < v->press.n; i++) n += v->press.v[i].outlet == outlet;
    return n;
}

/* The outlet whose report the account tells again; -1 = none. */
static int retold(const struct tw_origins *o, size_t account)
{
    const struct tw_view *v = &o->views->v[account];
    size_t named = 0, nouns = mentions(v, -1);
    int credit = credited(o, account), outlet = most_named(o, account, &named);

    if (o->outlets->dateline[account] >= 0 || o->body[account].n > 0) return -1;
    if (has_reporter(o, v->article) || mentions(v, o->outlets->of[account]) > 0) return -1;
    if (credit >= 0 && mentions(v, credit) + nouns > 0) return credit;
    return outlet >= 0 && named + nouns > MENTIONS ? outlet : -1;
}

/* The origin of what an outlet reports: its own account's, when it has one
** whose report is its own. */
static int origin_of_outlet(const struct tw_origins *o, int outlet)
{
    int first = -1;

    for (size_t i = 0; i < o->views->n; i++) {
        if (o->outlets->of[i] != outlet || o->of[i] < 0) continue;
        if (o->of[i] == outlet) return outlet;
        if (first < 0) first = o->of[i];
    }
    return first >= 0 ? first : outlet;
}

static struct tw_slice reason(const struct tw_origins *o, const char *format, int percent,
                              struct tw_slice name)
{
    struct tw_buf b = {.mem = o->mem};

    if (percent >= 0) tw_buf_addf(&b, format, percent, TW_FMT(name));
    else tw_buf_addf(&b, format, TW_FMT(name));
    return tw_buf_slice(&b);
}

/* The account it is a copy of; NULL when none. */
static const struct tw_source_of *copied_from(const struct tw_origins *o, unsigned account)
{
    const struct tw_source_of *best = NULL;
    int credit = credited(o, account);

    for (size_t i = 0; i < o->copies->sources.n; i++) {
        const struct tw_source_of *s = &o->copies->sources.v[i];
        bool is_credited = credit >= 0 && (credit == o->outlets->of[s->a] || credit == o->of[s->a]);

        if (s->b != account || s->share < (is_credited ? CREDITED : HALF)) continue;
        if (!best || s->share > best->share) best = s;
    }
    return best;
}

static void decide(struct tw_origins *o, unsigned account)
{
    const struct tw_source_of *copy = copied_from(o, account);
    int outlet = o->outlets->of[account], told;

    o->copy_of[account] = copy ? (int)copy->a : -1;
    if (copy) {
        o->of[account] = o->of[copy->a];
        o->why[account] = reason(o, "%d %% of its words stand in the account of %.*s",
                                 (int)(copy->share * 100 + 0.5),
                                 o->outlets->v[o->outlets->of[copy->a]].name);
    } else if (o->outlets->dateline[account] >= 0) {
        o->of[account] = o->outlets->dateline[account];
        o->why[account] = reason(o, "its dateline names %.*s", -1,
                                 o->outlets->v[o->of[account]].name);
    } else if (o->body[account].n > 0) {
        o->of[account] = outlet;
        o->why[account] = TW_LIT("the body's own statement");
    } else if ((told = retold(o, account)) >= 0) {
        o->of[account] = origin_of_outlet(o, told);
        o->why[account] = reason(o, "it tells the report of %.*s again and says so", -1,
                                 o->outlets->v[told].name);
    } else {
        o->of[account] = outlet;
        o->why[account] = TW_LIT("its own report: no shared passages, credit or retelling found");
    }
}

/* Families: per owner the outlet of its first account with a report of its own. */
static void join_family(struct tw_origins *o, struct tw_map *owners, unsigned account,
                        struct tw_slice owner)
{
    struct tw_map_item *it;
    int outlet = o->outlets->of[account];
    bool added;

    if (owner.n == 0 || o->of[account] != outlet) return;
    it = tw_map_add(owners, tw_slice_lower(o->mem, owner), &added);
    if (added) it->value = (uint64_t)outlet;
    if ((int)it->value == outlet) return;
    o->family[outlet] = o->of[account] = (int)it->value;
    o->why[account] = reason(o, "its outlet has the same owner as %.*s", -1,
                             o->outlets->v[o->of[account]].name);
}

/* v holds numbers below `limit`. */
static unsigned count_different(struct tw_arena *mem, const int *v, size_t n, size_t limit)
{
    uint8_t *seen = TW_NEW_N(mem, uint8_t, limit);
    unsigned different = 0;

    for (size_t i = 0; i < n; i++) {
        different += !seen[v[i]];
        seen[v[i]] = 1;
    }
    return different;
}

void tw_origins_find(struct tw_arena *mem, const struct tw_account *account,
                     const struct tw_views *views,
                     const struct tw_outlets *outlets, const struct tw_copies *copies,
                         const struct tw_slice *body,
                     struct tw_origins *out)
{
    struct tw_map owners = tw_map_in(mem);

    *out = (struct tw_origins){.mem = mem, .views = views, .outlets = outlets, .copies = copies,
                               .body = body};
    out->of = tw_arena_alloc(mem, views->n * sizeof *out->of);
    out->family = tw_arena_alloc(mem, outlets->n * sizeof *out->family);
    out->why = TW_NEW_N(mem, struct tw_slice, views->n);
    out->speaks = TW_NEW_N(mem, struct tw_who, views->n);
    out->rank = TW_NEW_N(mem, unsigned, views->n);
    out->copy_of = TW_NEW_N(mem, int, views->n);
    for (size_t i = 0; i < views->n; i++) {
        out->of[i] = -1;
        out->rank[copies->order[i]] = (unsigned)i;
        if (body[i].n > 0) out->speaks[i] = tw_who_named(mem, body[i]);
    }
    for (size_t i = 0; i < outlets->n; i++) out->family[i] = (int)i;
    for (size_t k = 0; k < views->n; k++) {
        decide(out, copies->order[k]);
        join_family(out, &owners, copies->order[k], account[copies->order[k]].owner);
    }
    out->n = count_different(mem, out->of, views->n, outlets->n);
}

/* The outlet a mention stands for: "the agency" is the one named last before
** it, else the one credited. */
static int meant(const struct tw_origins *o, unsigned account, size_t mention)
{
    const struct tw_view *v = &o->views->v[account];

    if (v->press.v[mention].outlet >= 0) return v->press.v[mention].outlet;
    for (size_t i = mention; i-- > 0;) {
        int x = v->press.v[i].outlet;

        if (x >= 0 && x != o->outlets->of[account]) return x;
    }
    return credited(o, account);
}

/* The outlet whose report the sentences of the span are said to be; -1 = none. */
static int reported_by(const struct tw_origins *o, unsigned account, struct tw_span span)
{
    const struct tw_view *v = &o->views->v[account];
    size_t from = tw_view_sentence(v, span.off),
        to = tw_view_sentence(v, tw_span_end(span) ? tw_span_end(span) - 1 : 0);

    if (from >= v->text.sentences) return -1;
    for (size_t i = tw_press_from(v, v->text.sentence[from].first); i < v->press.n; i++) {
        uint32_t first = v->press.v[i].first;
        size_t sentence = v->text.token[first].sentence;

        if (sentence > to) break;
        if (v->seen[first].flags & TW_SEEN_QUOTED) continue;
        /* the dateline itself */
        if (v->text.sentence[sentence].first == 0 && o->outlets->dateline[account] >= 0) continue;
        return meant(o, account, i);
    }
    return -1;
}

/* The span of account a that a span of account b was taken from: the part of
** the passage at the same distance from its beginning. */
static struct tw_span taken_from(const struct tw_copied *p, struct tw_span span)
{
    size_t skip = span.off > p->b_span.off ? span.off - p->b_span.off : 0;
    size_t off = skip < p->a_span.len ? p->a_span.off + skip : p->a_span.off;
    size_t len = span.len < tw_span_end(p->a_span) - off ? span.len : tw_span_end(p->a_span) - off;

    return tw_span_from_to(off, off + len);
}

static int origin_at(const struct tw_origins *o, unsigned account, struct tw_span span)
{
    const struct tw_copied *p;
    int outlet;

    while ((p = tw_copies_at(o->copies, account, span)) != NULL
           && !tw_origins_are_apart(o, account, p->a)) {
        span = taken_from(p, span);
        account = p->a;
    }
    outlet = reported_by(o, account, span);
    return outlet >= 0 && !tw_origins_is_apart_from(o, account, outlet) ? o->family[outlet]
           : o->of[account];
}

/* "the company", "the ministry": nothing but words for bodies. */
static bool is_generic_body(const struct tw_who *who)
{
    struct tw_slice rest = who->called, word;
    size_t n = 0;

    if (who->name.n > 0 || !tw_slice_starts_nocase(rest, TW_LIT("the "))) return false;
    rest = tw_slice_sub(rest, 4, rest.n);
    for (; tw_slice_part(&rest, ' ', &word); n++)
        if (!tw_words_find_nocase(&tw_words_en_bodies, word)) return false;
    return n == 1;
}

/* "a spokeswoman", "its spokesman": nobody's but the body's that spoke before. */
static bool is_mouthpiece(const struct tw_who *who)
{
    static const char *const mouths[] = {"spokesman", "spokeswoman", "spokesperson"};

    for (size_t i = 0; who->name.n == 0 && i < sizeof mouths / sizeof *mouths; i++) {
        struct tw_slice mouth = tw_slice_of(mouths[i]);

        if (tw_slice_eq_nocase(who->called, mouth)) return true;
        if (who->called.n > mouth.n && who->called.n <= mouth.n + 4
            && tw_slice_ends(who->called, mouth))
            return true;
    }
    return false;
}

/* Whether the backer gives the body's statement: as the body's, or in its words. */
static bool repeats(const struct tw_backer *from, const struct tw_backer *body,
                    const struct tw_who *who)
{
    uint32_t common = 0;

    if (from->who && !from->who->is_around && !from->who->is_person && from->who->n > 0
        && (tw_who_same(from->who, who) >= 0.9F || is_generic_body(from->who)
            || is_mouthpiece(from->who))) return true;
    for (uint32_t i = 0, k = 0; i < from->words_n && k < body->words_n;) {
        if (from->words[i] == body->words[k]) common++, i++, k++;
        else if (from->words[i] < body->words[k]) i++;
        else k++;
    }
    return from->words_n >= 4 && common * 10 >= from->words_n * 9;
}

/* What all backers of a statement need to know of each other. */
struct backing {
    const struct tw_origins *o;
    const struct tw_backer *v; size_t n;
    size_t *body, bodies;           /* those that are a body's own statement */
    /* per outlet, per backer: backers of its account's outlet, + 1 */
    size_t *first, *next;
};

static struct backing backing_of(const struct tw_origins *o, const struct tw_backer *v, size_t n)
{
    struct backing b = {o, v, n, TW_NEW_N(o->mem, size_t, n), 0,
                        TW_NEW_N(o->mem, size_t, o->outlets->n), TW_NEW_N(o->mem, size_t, n)};

    for (size_t i = n; i-- > 0;) {      /* chains then rise */
        int outlet = o->outlets->of[v[i].account];

        b.next[i] = b.first[outlet];
        b.first[outlet] = i + 1;
    }
    for (size_t i = 0; i < n; i++) if (o->body[v[i].account].n > 0) b.body[b.bodies++] = i;
    return b;
}

/* Rule (c): the origin of a body that said the same earlier; -1 = none. */
static int body_behind(const struct backing *b, size_t i)
{
    const struct tw_origins *o = b->o;
    const struct tw_backer *v = b->v;

    for (size_t x = 0; x < b->bodies; x++) {
        size_t k = b->body[x];
        unsigned body = v[k].account;

        if (body == v[i].account || o->rank[body] > o->rank[v[i].account]) continue;
        if (repeats(&v[i], &v[k], &o->speaks[body])) return o->of[body];
    }
    return -1;
}

/* What an account has from another outlet's report has the origin it has there,
** when that report is among the backers. */
static void follow(const struct backing *b, int *label)
{
    for (size_t i = 0; i < b->n; i++) {
        int from = label[i];

        if (from == b->o->outlets->of[b->v[i].account]) continue;
        for (size_t k = b->first[from]; k && label[i] == from; k = b->next[k - 1])
            label[i] = label[k - 1];
    }
}

static void label_all(const struct backing *b, int *label)
{
    for (size_t i = 0; i < b->n; i++) {
        int body = body_behind(b, i);

        label[i] = body >= 0 ? body : origin_at(b->o, b->v[i].account, b->v[i].span);
    }
    follow(b, label);
}

void tw_origins_count(const struct tw_origins *o, const struct tw_backer *v, size_t n,
                      unsigned *accounts, unsigned *origins)
{
    int *label = tw_arena_alloc(o->mem, n * sizeof *label),
        *account = tw_arena_alloc(o->mem, n * sizeof *account);
    struct backing b = backing_of(o, v, n);

    for (size_t i = 0; i < n; i++) account[i] = (int)v[i].account;
    label_all(&b, label);
    *accounts = count_different(o->mem, account, n, o->views->n);
    *origins = count_different(o->mem, label, n, o->outlets->n);
}

static bool is_named(const struct tw_origins *o, const struct tw_backer *b, int label)
{
    int outlet = reported_by(o, b->account, b->span);

    return outlet >= 0 && o->family[outlet] == label;
}

void tw_origins_tell(const struct tw_origins *o, const struct tw_backer *v, size_t n,
                     struct tw_backed *out)
{
    int *label = tw_arena_alloc(o->mem, n * sizeof *label);
    struct backing b = backing_of(o, v, n);

    label_all(&b, label);
    for (size_t i = 0; i < n; i++) {
        enum tw_origin_rule rule = TW_ORIGIN_FOLLOWED;

        if (label[i] == body_behind(&b, i)) rule = TW_ORIGIN_BODY;
        else if (label[i] == o->of[v[i].account]) rule = TW_ORIGIN_OWN;
        else if (is_named(o, &v[i], label[i])) rule = TW_ORIGIN_NAMED;
        else if (tw_copies_at(o->copies, v[i].account, v[i].span)) rule = TW_ORIGIN_PASSAGE;
        out[i] = (struct tw_backed){label[i], rule};
    }
}
