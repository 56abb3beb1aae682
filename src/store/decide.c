/* store/decide.c - what people decided, carried out by the writer.
**
** Decisions are carried out in order of their numbers, behind the articles that were stored
** by then; the same happens again when articles are taken once more (deskstate.c), so a
** state made anew has them too.  What cannot be carried out is kept with the reason.
**
** Merging and splitting go through group, which keeps them whatever comes later; taking
** them back parts or joins again the articles that moved, as the events tell.  Decisions
** about origins and statements stand in a list; the comparison of the story heeds them.
** Merging and splitting need articles within the window: older ones nothing keeps in place.
*/
#include "store/desk_int.h"

#include "base/vec.h"

#include <assert.h>

/* What one decision does while it is carried out. */
struct act {
    struct tw_desk *d;
    struct tw_arena *mem;
    struct tw_decision *decision;
    bool again; /* on the state of group alone */
};

static enum tw_status refuse(struct act *a, const char *why)
{
    a->decision->failed = tw_slice_of(why);
    return TW_OK;
}

static enum tw_status tell(struct act *a, uint64_t story, uint64_t other, uint64_t article,
                           struct tw_slice what)
{
    return tw_store_put_event(a->d->store,
                              &(struct tw_stored_event){story, other, article, a->decision->number,
                                                        what, a->decision->time});
}

static enum tw_status find_decision(struct act *a, uint64_t number, struct tw_decision *out)
{
    struct tw_decision *list;
    size_t n;
    enum tw_status st =
        number ? tw_store_decisions(a->d->store, a->mem, number - 1, &list, &n) : TW_NOTFOUND;

    if (st != TW_OK) return st;
    if (n == 0 || list[0].number != number) return TW_NOTFOUND;
    *out = list[0];
    return TW_OK;
}

/* ---- Articles that go to another story */

/* Puts the articles where group has put them, and tells so. */
static enum tw_status follow(struct act *a, const struct tw_placements *p, struct tw_slice what)
{
    enum tw_status st = TW_OK;
    uint64_t from = 0, story = 0;

    if (a->again) return TW_OK;
    for (size_t i = 0; i < p->n && st == TW_OK; i++) {
        uint64_t number = tw_desk_number(p->v[i].article);

        if (p->v[i].from != from || p->v[i].story != story) {
            from = p->v[i].from;
            story = p->v[i].story;
            tw_batch_changed(a->d, from);
            tw_batch_changed(a->d, story);
            st = tell(a, story, from, 0, what);
        }
        if (st == TW_OK) st = tw_store_place(a->d->store, number, story);
        if (st == TW_OK) st = tell(a, story, from, number, TW_LIT("moved"));
    }
    return st;
}

static enum tw_status join(struct act *a, uint64_t story, uint64_t other)
{
    struct tw_placements p;
    enum tw_status st = tw_group_join(a->d->group, a->mem, (uint32_t)story, (uint32_t)other, &p);

    if (st == TW_NOTFOUND)
        return refuse(a, story == other ? "that is one story"
                                        : "one of them has no article within the window");
    return st == TW_OK ? follow(a, &p, TW_LIT("merged")) : st;
}

static enum tw_status part(struct act *a, const uint64_t *row, size_t n)
{
    struct tw_placements p;
    enum tw_status st = n ? tw_group_part(a->d->group, a->mem, row, n, &p) : TW_NOTFOUND;

    if (st == TW_NOTFOUND) return refuse(a, "not every article of it is within the window");
    return st == TW_OK ? follow(a, &p, TW_LIT("split")) : st;
}

/* True when the articles are all that their story has: nothing would be split. */
static bool is_whole_story(const struct act *a, const uint64_t *row, size_t n)
{
    const struct tw_group *g = a->d->group;
    uint32_t story = tw_group_story(g, row[0]);
    uint64_t first = tw_group_count(g) - tw_group_kept(g), members = 0, named = 0;

    for (size_t i = 0; i < n; i++) {
        bool twice = false;

        if (tw_group_story(g, row[i]) != story) return false;
        for (size_t k = 0; k < i; k++) twice |= row[k] == row[i];
        named += !twice;
    }
    for (uint64_t i = first; i < tw_group_count(g); i++) members += tw_group_story(g, i) == story;
    return members == named;
}

static enum tw_status split(struct act *a)
{
    const struct tw_decision *d = a->decision;
    uint64_t *row = tw_arena_alloc(a->mem, d->articles * sizeof *row);

    for (size_t i = 0; i < d->articles; i++) {
        if (d->article[i] == 0 || !tw_group_story(a->d->group, tw_desk_row(d->article[i])))
            return refuse(a, "not every article of it is within the window");
        row[i] = tw_desk_row(d->article[i]);
    }
    if (d->articles == 0) return refuse(a, "it names no article");
    if (is_whole_story(a, row, d->articles)) return refuse(a, "these are a story of their own");
    return part(a, row, d->articles);
}

/* ---- Taking back: articles */

/* The articles that a decision moved into the story and that are still in it. */
static enum tw_status moved_by(struct act *a, const struct tw_decision *of, uint64_t story,
                               uint64_t **row, size_t *n)
{
    struct tw_stored_event *e;
    size_t events, cap = 0;
    enum tw_status st = tw_store_events(a->d->store, a->mem, story, &e, &events);

    *row = NULL;
    *n = 0;
    for (size_t i = 0; i < events && st == TW_OK; i++)
        if (e[i].decision == of->number && e[i].article && e[i].story == story
            && tw_group_story(a->d->group, tw_desk_row(e[i].article)) == story)
            TW_PUSH(a->mem, *row, *n, cap, tw_desk_row(e[i].article));
    return st;
}

static enum tw_status unmerge(struct act *a, const struct tw_decision *of)
{
    uint64_t *row;
    size_t n;
    enum tw_status st = moved_by(a, of, of->story, &row, &n);

    if (st != TW_OK) return st;
    if (n == 0) return refuse(a, "none of the articles is where the decision put it");
    return part(a, row, n);
}

/* The story that the articles of a split made, and the one they came from. */
static enum tw_status unsplit(struct act *a, const struct tw_decision *of)
{
    struct tw_stored_event *e;
    size_t n;

    for (size_t i = 0; i < of->articles; i++) {
        uint32_t story = tw_group_story(a->d->group, tw_desk_row(of->article[i]));
        enum tw_status st = tw_store_events(a->d->store, a->mem, story, &e, &n);

        if (st != TW_OK) return st;
        for (size_t k = 0; k < n; k++)
            if (e[k].decision == of->number && e[k].story == story)
                return join(a, e[k].other, story);
    }
    return refuse(a, "none of the articles is where the decision put it");
}

/* ---- Forgetting, marking, standing by */

static enum tw_status leave_states(struct act *a)
{
    uint64_t row = tw_desk_row(a->decision->article[0]);

    tw_dedup_drop(a->d->dedup, row);
    tw_group_drop(a->d->group, a->mem, row);
    return TW_OK;
}

static enum tw_status forget(struct act *a)
{
    struct tw_desk *d = a->d;
    uint64_t number = a->decision->articles == 1 ? a->decision->article[0] : 0;
    struct tw_stored stored;
    enum tw_status st = number ? tw_store_article(d->store, a->mem, number, &stored) : TW_NOTFOUND;

    if (st == TW_NOTFOUND) return refuse(a, "there is no such article");
    if (st != TW_OK) return st;
    if ((st = tw_store_drop(d->store, number, true)) != TW_OK) return st;
    tw_recent_drop(d->recent, number);
    tw_growings_drop(d->growings, number);
    (void)!leave_states(a);
    d->save_soon = true;
    if (!stored.story) return TW_OK;
    tw_batch_changed(d, stored.story);
    return tell(a, stored.story, 0, 0, TW_LIT("forgot"));
}

/* Decisions that the comparison heeds: the stories they are about are compared again. */
static enum tw_status stand(struct act *a)
{
    const struct tw_decision *d = a->decision;
    bool found = false;

    for (size_t i = 0; i < d->articles; i++) {
        struct tw_stored stored;
        enum tw_status st = tw_store_article(a->d->store, a->mem, d->article[i], &stored);

        if (st != TW_OK && st != TW_NOTFOUND) return st;
        if (st == TW_NOTFOUND || !stored.story) return refuse(a, "there is no such article");
        tw_batch_changed(a->d, stored.story);
        found = true;
    }
    if (d->story) tw_batch_changed(a->d, d->story);
    return found || d->story ? TW_OK : refuse(a, "it names no article");
}

/* The note that stood before the decision. */
static enum tw_status earlier_note(struct act *a, const struct tw_decision *of,
                                   struct tw_slice *note)
{
    struct tw_decision *list;
    size_t n;
    enum tw_status st = tw_store_decisions(a->d->store, a->mem, 0, &list, &n);

    *note = (struct tw_slice){"", 0};
    for (size_t i = 0; st == TW_OK && i < n && list[i].number != of->number; i++)
        if (list[i].kind == TW_DECIDE_NOTE && list[i].story == of->story && !list[i].undone
            && !list[i].failed.n)
            *note = list[i].text;
    return st;
}

static enum tw_status mark_story(struct act *a, uint64_t story, enum tw_decision_kind kind,
                                 struct tw_slice note)
{
    static const char *const what[] = {
        [TW_DECIDE_STAR] = "starred", [TW_DECIDE_UNSTAR] = "unstarred", [TW_DECIDE_NOTE] = "noted"};
    enum tw_status st = kind == TW_DECIDE_NOTE
                            ? tw_store_note(a->d->store, story, note)
                            : tw_store_star(a->d->store, story, kind == TW_DECIDE_STAR);

    if (st == TW_NOTFOUND) return refuse(a, "there is no such story");
    if (st != TW_OK) return st;
    tw_batch_changed(a->d, story);
    return tell(a, story, 0, 0, tw_slice_of(what[kind]));
}

static enum tw_status unmark_story(struct act *a, const struct tw_decision *of)
{
    struct tw_slice note = {0};
    enum tw_status st;

    if (of->kind == TW_DECIDE_STAR) return mark_story(a, of->story, TW_DECIDE_UNSTAR, note);
    if (of->kind == TW_DECIDE_UNSTAR) return mark_story(a, of->story, TW_DECIDE_STAR, note);
    if ((st = earlier_note(a, of, &note)) != TW_OK) return st;
    return mark_story(a, of->story, TW_DECIDE_NOTE, note);
}

static enum tw_status undo(struct act *a)
{
    struct tw_decision of;
    enum tw_status st = find_decision(a, a->decision->other, &of);

    if (st == TW_NOTFOUND) return refuse(a, "there is no such decision");
    if (st != TW_OK) return st;
    if (of.number >= a->decision->number || of.failed.n)
        return refuse(a, "that decision was not carried out");
    if (of.undone && !a->again) return refuse(a, "that decision is taken back already");
    if (of.kind == TW_DECIDE_FORGET) return refuse(a, "what was forgotten is gone");
    if (of.kind == TW_DECIDE_UNDO) return refuse(a, "decide the same again instead");
    if (of.kind == TW_DECIDE_MERGE) st = unmerge(a, &of);
    if (of.kind == TW_DECIDE_SPLIT) st = unsplit(a, &of);
    if (!a->again
        && (of.kind == TW_DECIDE_STAR || of.kind == TW_DECIDE_UNSTAR || of.kind == TW_DECIDE_NOTE))
        st = unmark_story(a, &of);
    if (st != TW_OK || a->decision->failed.n || a->again) return st;
    of.undone = a->decision->number;
    if (of.story) tw_batch_changed(a->d, of.story);
    for (size_t i = 0; i < of.articles; i++) {
        struct tw_stored stored;

        if (tw_store_article(a->d->store, a->mem, of.article[i], &stored) == TW_OK && stored.story)
            tw_batch_changed(a->d, stored.story);
    }
    return tw_store_decided(a->d->store, &of);
}

static enum tw_status carry(struct act *a)
{
    switch (a->decision->kind) {
    case TW_DECIDE_MERGE:
        return join(a, a->decision->story, a->decision->other);
    case TW_DECIDE_SPLIT:
        return split(a);
    case TW_DECIDE_UNDO:
        return undo(a);
    case TW_DECIDE_STAR:
    case TW_DECIDE_UNSTAR:
    case TW_DECIDE_NOTE:
        return a->again ? TW_OK
                        : mark_story(a, a->decision->story, a->decision->kind, a->decision->text);
    case TW_DECIDE_FORGET:
        return a->again ? leave_states(a) : forget(a);
    case TW_DECIDE_ONE_ORIGIN:
    case TW_DECIDE_TWO_ORIGINS:
    case TW_DECIDE_NOT_SPEAKER:
    case TW_DECIDE_NOT_FIGURE:
        return a->again ? TW_OK : stand(a);
    }
    return refuse(a, "this version does not know such decisions");
}

enum tw_status tw_desk_decide_again(struct tw_desk *d, struct tw_arena *mem,
                                    const struct tw_decision *decision)
{
    struct tw_decision copy = *decision;
    struct act a = {d, mem, &copy, true};

    return carry(&a);
}

enum tw_status tw_desk_waits(struct tw_desk *d, bool *waits)
{
    struct tw_decision *list;
    size_t n;
    enum tw_status st = tw_store_decisions(d->store, tw_desk_scratch(d), d->carried, &list, &n);

    *waits = st == TW_OK && n > 0;
    return st;
}

enum tw_status tw_desk_carry_out(struct tw_desk *d)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_decision *list;
    size_t n;
    enum tw_status st = tw_store_decisions(d->store, mem, d->carried, &list, &n);

    for (size_t i = 0; i < n && st == TW_OK; i++) {
        struct act a = {d, mem, &list[i], false};

        d->carried = list[i].number;
        list[i].after = d->last ? d->last : 1;
        st = carry(&a);
        if (st == TW_OK) st = tw_store_decided(d->store, &list[i]);
    }
    tw_arena_free(mem);
    return st == TW_OK && n ? tw_desk_read_standing(d) : st;
}

enum tw_status tw_desk_read_standing(struct tw_desk *d)
{
    tw_arena_reset(d->decided);
    return tw_rulings_standing(d->store, d->decided, &d->standing, &d->standings);
}
