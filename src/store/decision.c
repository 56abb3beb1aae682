/* store/decision.c - see the header.
**
** A statement is stored by its id, which survives the growth of its story; what is printed as
** F2 may be F3 tomorrow.  Cost: that of reading the stored comparison, for a statement.
*/
#include "store/decision.h"

#include "base/json.h"
#include "store/naming.h"

#include <stdlib.h>

enum { NOTE = 4000, MANY = 10000 };      /* bytes of a note; words; at most */

static const struct { const char *name, *words; size_t least, most; } kind[] = {
    [TW_DECIDE_MERGE] = {"merge", "STORY STORY", 2, 2},
    [TW_DECIDE_SPLIT] = {"split", "ARTICLE...", 1, MANY},
    [TW_DECIDE_STAR] = {"star", "STORY", 1, 1},
    [TW_DECIDE_UNSTAR] = {"unstar", "STORY", 1, 1},
    [TW_DECIDE_NOTE] = {"note", "STORY TEXT", 2, MANY},
    [TW_DECIDE_ONE_ORIGIN] = {"one-origin", "ARTICLE ARTICLE", 2, 2},
    [TW_DECIDE_TWO_ORIGINS] = {"two-origins", "ARTICLE ARTICLE", 2, 2},
    [TW_DECIDE_NOT_SPEAKER] = {"not-speaker", "STORY:STATEMENT [ARTICLE]", 1, 2},
    [TW_DECIDE_NOT_FIGURE] = {"not-figure", "STORY:STATEMENT ARTICLE", 2, 2},
    [TW_DECIDE_FORGET] = {"forget", "ARTICLE", 1, 1},
    [TW_DECIDE_UNDO] = {"undo", "DECISION", 1, 1},
};
enum { KINDS = sizeof kind / sizeof *kind };

const char *tw_decision_kind_text(enum tw_decision_kind k)
{
    return kind[k].name;
}

bool tw_decision_kind_of(struct tw_slice text, enum tw_decision_kind *k)
{
    for (size_t i = 0; i < KINDS; i++)
        if (tw_slice_eq(text, tw_slice_of(kind[i].name)))
            return *k = (enum tw_decision_kind)i, true;
    return false;
}

const char *tw_decision_state_text(const struct tw_decision *d)
{
    if (d->undone) return "undone";
    if (d->failed.n > 0) return "failed";
    return d->after ? "done" : "waiting";
}

/* ---- From words */

struct deciding {
    struct tw_store *s;
    struct tw_arena *mem;
    const struct tw_slice *word; size_t n;
    struct tw_decision *out;
    const char **why;
};

static enum tw_status refuse(struct deciding *d, enum tw_status st, const char *what,
                             struct tw_slice word)
{
    *d->why = tw_naming_why(d->mem, "%.*s: %s", TW_FMT(word), what);
    return st;
}

static enum tw_status read_story(struct deciding *d, size_t i, uint64_t *story)
{
    struct tw_stored_story there;

    *story = tw_naming_story(d->word[i]);
    if (!*story)
        return refuse(d, TW_NOTFOUND, "not a story; they are named s1, s2, ...", d->word[i]);
    return tw_naming_live(d->s, d->mem, *story, &there, d->why);
}

static enum tw_status read_two_stories(struct deciding *d)
{
    enum tw_status st = read_story(d, 0, &d->out->story);

    if (st == TW_OK) st = read_story(d, 1, &d->out->other);
    if (st == TW_OK && d->out->story == d->out->other)
        return refuse(d, TW_USAGE, "one story, named twice", d->word[0]);
    return st;
}

/* The words from `from` on as articles, none twice. */
static enum tw_status read_articles(struct deciding *d, size_t from)
{
    uint64_t *v = TW_NEW_N(d->mem, uint64_t, d->n - from);

    d->out->article = v;
    for (size_t i = from; i < d->n; i++) {
        enum tw_status st =
            tw_naming_article(d->s, d->mem, d->word[i], &v[d->out->articles], d->why);

        if (st != TW_OK) return st;
        for (size_t k = 0; k < d->out->articles; k++)
            if (v[k] == v[d->out->articles])
                return refuse(d, TW_USAGE, "one article, named twice", d->word[i]);
        d->out->articles++;
    }
    return TW_OK;
}

/* The story that the first of them leaves stands beside them: so it is told there too. */
static enum tw_status read_split(struct deciding *d)
{
    struct tw_stored a;
    enum tw_status st = read_articles(d, 0);

    if (st != TW_OK) return st;
    if ((st = tw_store_article(d->s, d->mem, d->out->article[0], &a)) != TW_OK)
        return *d->why = tw_store_why(d->s), st;
    d->out->story = a.story;
    return TW_OK;
}

/* ---- Statements of the stored comparison */

/* By its name as printed, S1, or by its id. */
static const struct tw_jv *find_item(const struct tw_jv *comparison, const char *list, char letter,
                                     struct tw_slice name)
{
    const struct tw_jv *items = tw_jv_get(comparison, list);
    uint64_t number = name.n > 1 && (name.p[0] & ~0x20) == letter
                          ? tw_naming_story(tw_slice_sub(name, 1, name.n))
                          : 0;

    for (size_t i = 0; items && i < items->n; i++)
        if (i + 1 == number || tw_slice_eq(tw_jv_str(&items->v[i], "id"), name))
            return &items->v[i];
    return NULL;
}

static bool is_in(const struct tw_jv *item, struct tw_slice id)
{
    const struct tw_jv *members = tw_jv_get(item, "members");

    for (size_t i = 0; members && i < members->n; i++)
        if (tw_slice_eq(tw_jv_str(&members->v[i], "id"), id)) return true;
    return false;
}

/* "s1:F2", of that list, and the article behind it, which must have a part in it. */
static enum tw_status read_statement(struct deciding *d, const char *list, char letter)
{
    struct tw_stored_story story;
    struct tw_slice name, json;
    struct tw_jv comparison;
    const struct tw_jv *item = NULL;
    struct tw_stored a;
    enum tw_status st;

    d->out->story = tw_naming_item(d->word[0], &name);
    if (!d->out->story || name.n == 0)
        return refuse(d, TW_USAGE, "not a statement; they are named s1:S1, s1:F1, ...", d->word[0]);
    if ((st = tw_naming_live(d->s, d->mem, d->out->story, &story, d->why)) != TW_OK) return st;
    st = tw_store_comparison(d->s, d->mem, d->out->story, &json);
    if (st == TW_OK && tw_json_parse(d->mem, json, &comparison, NULL) == TW_OK)
        item = find_item(&comparison, list, letter, name);
    if (st != TW_OK && st != TW_NOTFOUND) return *d->why = tw_store_why(d->s), st;
    if (!item)
        return refuse(d, TW_NOTFOUND, "its story has no such statement of that kind", d->word[0]);
    d->out->item = tw_jv_str(item, "id");
    if ((st = read_articles(d, 1)) != TW_OK || d->n == 1) return st;
    if ((st = tw_store_article(d->s, d->mem, d->out->article[0], &a)) != TW_OK)
        return *d->why = tw_store_why(d->s), st;
    return is_in(item, a.article.id)
               ? TW_OK
               : refuse(d, TW_NOTFOUND, "the article has no part in the statement", d->word[1]);
}

/* ---- Others */

static enum tw_status read_note(struct deciding *d)
{
    struct tw_buf b = {.mem = d->mem};

    for (size_t i = 1; i < d->n; i++) {
        if (i > 1) tw_buf_addc(&b, ' ');
        tw_buf_add(&b, d->word[i]);
    }
    d->out->text = tw_slice_trim(tw_buf_slice(&b));
    if (d->out->text.n > NOTE) return refuse(d, TW_TOOBIG, "the note is too long", d->word[0]);
    return read_story(d, 0, &d->out->story);
}

static enum tw_status read_undo(struct deciding *d)
{
    uint64_t number = d->word[0].n > 0 && d->word[0].p[0] != 's' ? tw_naming_story(d->word[0]) : 0;
    struct tw_decision *v;
    enum tw_status st;
    size_t n;

    if (!number) return refuse(d, TW_USAGE, "not the number of a decision", d->word[0]);
    if ((st = tw_store_decisions(d->s, d->mem, number - 1, &v, &n)) != TW_OK)
        return *d->why = tw_store_why(d->s), st;
    if (n == 0 || v[0].number != number)
        return refuse(d, TW_NOTFOUND, "there is no such decision", d->word[0]);
    if (v[0].undone) return refuse(d, TW_USAGE, "taken back already", d->word[0]);
    if (v[0].kind == TW_DECIDE_UNDO)
        return refuse(d, TW_USAGE, "takes one back itself; decide anew", d->word[0]);
    if (v[0].kind == TW_DECIDE_FORGET)
        return refuse(d, TW_USAGE, "what was forgotten is gone", d->word[0]);
    d->out->other = number;
    return TW_OK;
}

enum tw_status tw_decision_read(struct tw_store *s, struct tw_arena *mem, enum tw_decision_kind k,
                                const struct tw_slice *word, size_t n, struct tw_decision *out,
                                const char **why)
{
    struct deciding d = {s, mem, word, n, out, why};

    *out = (struct tw_decision){.kind = k};
    *why = "";
    if (n < kind[k].least || n > kind[k].most) {
        *why = tw_naming_why(mem, "it takes %s", kind[k].words);
        return TW_USAGE;
    }
    switch (k) {
    case TW_DECIDE_MERGE: return read_two_stories(&d);
    case TW_DECIDE_STAR:
    case TW_DECIDE_UNSTAR: return read_story(&d, 0, &out->story);
    case TW_DECIDE_NOTE: return read_note(&d);
    case TW_DECIDE_NOT_SPEAKER: return read_statement(&d, "said", 'S');
    case TW_DECIDE_NOT_FIGURE: return read_statement(&d, "figures", 'F');
    case TW_DECIDE_UNDO: return read_undo(&d);
    case TW_DECIDE_SPLIT: return read_split(&d);
    case TW_DECIDE_ONE_ORIGIN:
    case TW_DECIDE_TWO_ORIGINS:
    case TW_DECIDE_FORGET: return read_articles(&d, 0);
    }
    return TW_USAGE;
}
