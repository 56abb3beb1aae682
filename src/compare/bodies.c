/* compare/bodies.c - counts the signs that an account is a body's own statement.
**
** Signs are the body as subject, its own people, "we", and the title.
** Gets wrong: a company magazine that writes like a newspaper; a newspaper that
** writes about itself in the third person at the beginning of two sentences.
*/
#include "compare/bodies.h"

#include "gen/words.h"

enum { WORDS = 12 };

struct name { struct tw_slice word[WORDS]; size_t n; };

static struct name name_of(struct tw_arena *mem, struct tw_slice outlet)
{
    struct tw_slice rest = tw_slice_lower(mem, outlet), word;
    struct name name = {0};

    while (name.n < WORDS && tw_slice_part(&rest, ' ', &word))
        if (word.n > 0) name.word[name.n++] = word;
    return name;
}

static bool has_press_word(const struct name *name)
{
    for (size_t i = 0; i < name->n; i++) {
        const struct tw_word *w = tw_words_find(&tw_words_en_outletwords, name->word[i]);

        /* "International Bank", "Group": such words say nothing alone. */
        if (w && !tw_words_has(&tw_words_en_bodies, name->word[i])
            && !tw_words_has(&tw_words_en_function, name->word[i])
            && !tw_slice_eq(name->word[i], TW_LIT("national"))
            && !tw_slice_eq(name->word[i], TW_LIT("international")))
            return true;
    }
    return false;
}

static size_t body_words(const struct name *name)
{
    size_t n = 0;

    for (size_t i = 0; i < name->n; i++) n += tw_words_has(&tw_words_en_bodies, name->word[i]);
    return n;
}

/* "the Ministry" with a capital, where the name has that word; "the Coast
** Guard", where it begins with these. */
static bool is_short_form(const struct tw_text *t, size_t i, const struct name *name)
{
    if (i == 0 || !(t->token[i].shape & TW_SHAPE_CAP)
        || !tw_slice_eq(tw_token_lower(t, i - 1), TW_LIT("the")))
        return false;
    if (name->n >= 2 && i + 1 < t->tokens && tw_slice_eq(tw_token_lower(t, i), name->word[0])
        && tw_slice_eq(tw_token_lower(t, i + 1), name->word[1])) return true;
    for (size_t k = 0; k < name->n; k++)
        if (tw_slice_eq(tw_token_lower(t, i), name->word[k])
            && tw_words_has(&tw_words_en_bodies, name->word[k]))
            return true;
    return false;
}

static bool is_full_name(const struct tw_text *t, size_t i, const struct name *name)
{
    for (size_t k = 0; k < name->n; k++)
        if (i + k >= t->tokens || !tw_slice_eq(tw_token_lower(t, i + k), name->word[k]))
            return false;
    return name->n > 0;
}

/* How often a sentence has the body as its subject. */
static size_t own_subjects(const struct tw_text *t, const struct name *name)
{
    size_t n = 0;

    for (size_t s = 0; s < t->sentences; s++) {
        size_t i = t->sentence[s].first, end = t->sentence[s].end, after;
        bool is_full = i < end && is_full_name(t, i, name);

        after = is_full ? i + name->n : i + 2;
        if (!is_full && !(i + 1 < end && is_short_form(t, i + 1, name))) continue;
        if (after < end && !(t->token[after].shape & TW_SHAPE_POSSESSIVE)) n++;
    }
    return n;
}

static size_t short_forms(const struct tw_text *t, const struct name *name)
{
    size_t n = 0;

    for (size_t i = 0; i < t->tokens; i++) n += is_short_form(t, i, name);
    return n;
}

/* "says Ana Roe, managing director of Northern Launch": its own people speak. */
static size_t own_people(const struct tw_text *t, const struct name *name)
{
    size_t n = 0;

    for (size_t i = 2; i < t->tokens; i++)
        n += (tw_token_is(t, i - 1, "of") || tw_token_is(t, i - 1, "at"))
          && tw_words_has(&tw_words_en_roles, tw_token_lower(t, i - 2)) && is_full_name(t, i, name);
    return n;
}

/* "We have informed the police": outside quotation marks. */
static bool is_in_first_person(const struct tw_text *t)
{
    for (size_t i = 0; i < t->tokens; i++)
        if (!(t->token[i].shape & TW_SHAPE_QUOTED)
            && (tw_token_is(t, i, "we") || tw_token_is(t, i, "our")))
            return true;
    return false;
}

static bool is_release_title(struct tw_arena *mem, struct tw_slice title)
{
    struct tw_slice low = tw_slice_lower(mem, title);

    for (uint32_t i = 0; i < tw_words_en_releasetitles.n; i++) {
        const struct tw_word *w = &tw_words_en_releasetitles.v[i];

        if (tw_slice_starts(low, tw_word_key(w))) return true;
    }
    return false;
}

bool tw_is_body(struct tw_arena *mem, const struct tw_view *v)
{
    const struct tw_article *a = v->article;
    struct name name = name_of(mem, a->outlet_name);
    size_t subjects;

    if (name.n == 0 || tw_dateline_agency(a->dateline).n > 0 || a->byline.n > 0 || a->credit.n > 0
        || has_press_word(&name))
        return false;
    subjects = own_subjects(&v->text, &name);
    if (is_release_title(mem, a->title) && subjects > 0) return true;
    if (body_words(&name) > 0 && (short_forms(&v->text, &name) > 0
                                  || (subjects > 0 && is_in_first_person(&v->text))))
        return true;
    return subjects >= 2 || own_people(&v->text, &name) > 0;
}

static void leave_bodies_out(struct tw_view *v, const struct tw_outlets *o,
                             const struct tw_slice *body)
{
    size_t kept = 0;

    for (size_t i = 0; i < v->press.n; i++) {
        int outlet = v->press.v[i].outlet, account = outlet >= 0 ? o->v[outlet].account : -1;

        if (account < 0 || body[account].n == 0) v->press.v[kept++] = v->press.v[i];
    }
    v->press.n = kept;
}

struct tw_slice *tw_bodies_find(struct tw_arena *mem, struct tw_views *views,
                                const struct tw_outlets *o)
{
    struct tw_slice *body = TW_NEW_N(mem, struct tw_slice, views->n);

    for (size_t i = 0; i < views->n; i++)
        if (views->v[i].is_body) body[i] = views->v[i].article->outlet_name;
    for (size_t i = 0; i < views->n; i++) leave_bodies_out(&views->v[i], o, body);
    return body;
}
