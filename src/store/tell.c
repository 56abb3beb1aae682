/* store/tell.c - see the header.
**
** Cost: an object, what it has; stories ask for the ids of their articles, one index range
** each.
*/
#include "store/tell.h"

#include "base/utf8.h"
#include "store/decision.h"
#include "store/lookup.h"

#include <math.h>
#include <stdio.h>

enum { DAY = 86400, YOUNG = 6 * 3600 };

enum tw_story_life tw_tell_life(const struct tw_stored_story *s, int64_t newest)
{
    if (s->first && s->first > newest - YOUNG) return TW_STORY_NEW;
    return s->last > newest - DAY ? TW_STORY_GROWING : TW_STORY_QUIET;
}

int64_t tw_tell_end_of(const struct tw_date *d)
{
    int64_t from = tw_date_unix(d);

    switch (d->grain) {
    case TW_DATE_YEAR:
        return tw_date_unix(&(struct tw_date){.grain = TW_DATE_YEAR, .year = d->year + 1}) - 1;
    case TW_DATE_MONTH: return from + (int64_t)tw_days_in_month(d->year, d->month) * DAY - 1;
    case TW_DATE_DAY: return from + DAY - 1;
    case TW_DATE_MINUTE: return from + 59;
    default: return from;
    }
}

/* ---- Members of objects */

void tw_tell_key_story(struct tw_json *j, const char *key, uint64_t story)
{
    char name[24];

    snprintf(name, sizeof name, "s%llu", (unsigned long long)story);
    tw_json_text_or_null(j, key, story ? tw_slice_of(name) : (struct tw_slice){"", 0});
}

void tw_tell_key_time(struct tw_json *j, const char *key, int64_t seconds)
{
    struct tw_date date = tw_date_from_unix(seconds);
    char iso[TW_DATE_TEXT];

    tw_json_text_or_null(j, key, (struct tw_slice){iso, seconds ? tw_date_iso(&date, iso) : 0});
}

void tw_tell_key_date(struct tw_json *j, const char *key, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    tw_json_text_or_null(
        j, key, (struct tw_slice){iso, d->grain == TW_DATE_NONE ? 0 : tw_date_iso(d, iso)});
}

void tw_tell_key_share(struct tw_json *j, const char *key, double x)
{
    tw_json_key(j, key);
    tw_json_num(j, round(x * 1000) / 1000);
}

static void key_bool(struct tw_json *j, const char *key, bool yes)
{
    tw_json_key(j, key);
    tw_json_bool(j, yes);
}

static void key_number_or_null(struct tw_json *j, const char *key, uint64_t n)
{
    tw_json_key(j, key);
    if (n) tw_json_int(j, (int64_t)n);
    else tw_json_null(j);
}

static void key_list(struct tw_json *j, const char *key, const struct tw_slice *v, size_t n)
{
    tw_json_key(j, key);
    tw_json_open(j, '[');
    for (size_t i = 0; i < n; i++) tw_json_str_or_null(j, v[i]);
    tw_json_close(j, ']');
}

static void key_pair(struct tw_json *j, const char *key, const struct tw_cpindex *x,
                     struct tw_span s)
{
    tw_json_key(j, key);
    tw_json_pair(j, tw_cpindex_at(x, s.off), tw_cpindex_at(x, tw_span_end(s)));
}

/* ---- Objects */

void tw_tell_story(struct tw_buf *out, const struct tw_stored_story *s, const struct tw_slices *ids,
                   int64_t newest)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_tell_key_story(&j, "id", s->number);
    tw_json_text_or_null(&j, "title", s->title);
    tw_tell_key_time(&j, "first", s->first);
    tw_tell_key_time(&j, "last", s->last);
    tw_json_word(&j, "state", tw_story_life_text(tw_tell_life(s, newest)));
    tw_json_key(&j, "importance"), tw_json_num(&j, round(s->importance * 100) / 100);
    key_list(&j, "languages", s->languages.v, s->languages.n);
    key_list(&j, "articles", ids->v, ids->n);
    tw_json_count(&j, "outlets", s->outlets);
    tw_json_count(&j, "accounts", s->accounts);
    tw_json_count(&j, "origins", s->origins);
    key_bool(&j, "starred", s->starred);
    tw_json_text_or_null(&j, "note", s->note);
    key_list(&j, "actors", s->actors.v, s->actors.n);
    tw_json_count(&j, "changed", s->changed);
    tw_json_close(&j, '}');
}

void tw_tell_found(struct tw_buf *out, const struct tw_found *f)
{
    struct tw_cpindex x = tw_cpindex_in(out->mem, f->text);
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "id", f->id);
    tw_tell_key_story(&j, "story", f->story);
    tw_json_text_or_null(&j, "title", f->title);
    tw_json_text_or_null(&j, "outlet", f->outlet);
    tw_json_text_or_null(&j, "lang", f->lang);
    tw_tell_key_date(&j, "published", &f->published);
    key_pair(&j, "span", &x, f->span);
    tw_json_text(&j, "text", f->snippet);
    tw_json_key(&j, "hits");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < f->hits.n; i++) {
        size_t from = f->span.off + f->hits.v[i].off;

        tw_json_pair(&j, tw_cpindex_at(&x, from), tw_cpindex_at(&x, from + f->hits.v[i].len));
    }
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
}

void tw_tell_outlet(struct tw_buf *out, const struct tw_stored_outlet *o)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_text_or_null(&j, "name", o->name);
    tw_json_text_or_null(&j, "domain", o->domain);
    tw_json_count(&j, "articles", o->articles);
    tw_json_count(&j, "stories", o->stories);
    tw_tell_key_share(&j, "copied", o->copied);
    tw_tell_key_share(&j, "first_hand", o->first_hand);
    tw_json_count(&j, "corrections", o->corrections);
    tw_tell_key_time(&j, "last", o->last);
    tw_json_close(&j, '}');
}

void tw_tell_decision(struct tw_json *j, const struct tw_decision *d, const struct tw_slice *ids)
{
    bool undo = d->kind == TW_DECIDE_UNDO;

    tw_json_open(j, '{');
    tw_json_count(j, "number", d->number);
    tw_json_word(j, "what", tw_decision_kind_text(d->kind));
    tw_tell_key_story(j, "story", d->story);
    tw_tell_key_story(j, "other", undo ? 0 : d->other);
    key_list(j, "articles", ids, d->articles);
    tw_json_text_or_null(j, "item", d->item);
    tw_json_text_or_null(j, "text", d->text);
    key_number_or_null(j, "undoes", undo ? d->other : 0);
    tw_json_text_or_null(j, "user", d->user);
    tw_tell_key_time(j, "time", d->time);
    tw_json_word(j, "state", tw_decision_state_text(d));
    tw_json_text_or_null(j, "failed", d->failed);
    key_number_or_null(j, "undone_by", d->undone);
    tw_json_close(j, '}');
}

static void write_event(struct tw_json *j, const struct tw_stored_event *e, struct tw_slice id)
{
    tw_json_open(j, '{');
    tw_tell_key_time(j, "time", e->time);
    tw_json_text(j, "what", e->what);
    tw_tell_key_story(j, "story", e->story);
    tw_tell_key_story(j, "other", e->other);
    tw_json_text_or_null(j, "article", id);
    key_number_or_null(j, "decision", e->decision);
    tw_json_close(j, '}');
}

/* ---- Lines */

enum tw_status tw_tell_stories(struct tw_store *s, struct tw_arena *mem,
                               const struct tw_story_filter *f, struct tw_buf *out)
{
    struct tw_stored_story *v;
    struct tw_slices ids;
    enum tw_status st;
    int64_t newest;
    size_t n;

    if ((st = tw_store_stories(s, mem, f, &v, &n)) != TW_OK) return st;
    if ((st = tw_lookup_newest(s, &newest)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) {
        if ((st = tw_lookup_ids(s, mem, v[i].number, &ids)) != TW_OK) return st;
        tw_tell_story(out, &v[i], &ids, newest);
        tw_buf_addc(out, '\n');
    }
    return TW_OK;
}

enum tw_status tw_tell_search(struct tw_store *s, struct tw_arena *mem, struct tw_slice words,
                              size_t limit, struct tw_buf *out)
{
    struct tw_found *v;
    enum tw_status st;
    size_t n;

    if ((st = tw_store_search(s, mem, words, limit, &v, &n)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) {
        tw_tell_found(out, &v[i]);
        tw_buf_addc(out, '\n');
    }
    return TW_OK;
}

enum tw_status tw_tell_outlets(struct tw_store *s, struct tw_arena *mem, struct tw_buf *out)
{
    struct tw_stored_outlet *v;
    enum tw_status st;
    size_t n;

    if ((st = tw_store_outlets(s, mem, &v, &n)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) {
        tw_tell_outlet(out, &v[i]);
        tw_buf_addc(out, '\n');
    }
    return TW_OK;
}

/* ---- Decisions */

static bool has(const uint64_t *v, size_t n, uint64_t x)
{
    for (size_t i = 0; i < n; i++) if (v[i] == x) return true;
    return false;
}

/* About the story, or about articles that are in it, or about this article. */
static bool concerns(const struct tw_decision *d, uint64_t story, uint64_t article,
                     const uint64_t *member, size_t n)
{
    if (d->kind == TW_DECIDE_UNDO) return false;
    if (article) return has(d->article, d->articles, article);
    if (d->story == story || d->other == story) return true;
    for (size_t i = 0; i < d->articles; i++) if (has(member, n, d->article[i])) return true;
    return false;
}

enum tw_status tw_tell_concerning(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                  uint64_t article, struct tw_decisions *out)
{
    uint64_t *member = NULL;
    size_t members = 0, all;
    struct tw_decision *v;
    enum tw_status st;

    *out = (struct tw_decisions){0};
    if ((st = tw_store_decisions(s, mem, 0, &v, &all)) != TW_OK) return st;
    if (story && (st = tw_store_members(s, mem, story, &member, &members)) != TW_OK) return st;
    out->v = v;
    for (size_t i = 0; i < all; i++)
        if ((!story && !article) || concerns(&v[i], story, article, member, members))
            out->v[out->n++] = v[i];
    return TW_OK;
}

enum tw_status tw_tell_ids(struct tw_store *s, struct tw_arena *mem, const uint64_t *article,
                           size_t n, struct tw_slice **out)
{
    enum tw_status st;

    *out = TW_NEW_N(mem, struct tw_slice, n);
    for (size_t i = 0; i < n; i++)
        if ((st = tw_lookup_id(s, mem, article[i], &(*out)[i])) != TW_OK) return st;
    return TW_OK;
}

static enum tw_status add_decision(struct tw_store *s, struct tw_arena *mem,
                                   const struct tw_decision *d, struct tw_json *j)
{
    struct tw_slice *ids;
    enum tw_status st = tw_tell_ids(s, mem, d->article, d->articles, &ids);

    if (st == TW_OK) tw_tell_decision(j, d, ids);
    return st;
}

enum tw_status tw_tell_decision_line(struct tw_store *s, struct tw_arena *mem,
                                     const struct tw_decision *d, struct tw_buf *out)
{
    enum tw_status st = add_decision(s, mem, d, &(struct tw_json){.out = out});

    tw_buf_addc(out, '\n');
    return st;
}

enum tw_status tw_tell_decisions(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                 struct tw_buf *out)
{
    struct tw_decisions d;
    enum tw_status st = tw_tell_concerning(s, mem, story, 0, &d);

    for (size_t i = 0; st == TW_OK && i < d.n; i++)
        st = tw_tell_decision_line(s, mem, &d.v[i], out);
    return st;
}

enum tw_status tw_tell_key_decisions(struct tw_store *s, struct tw_arena *mem,
                                     const struct tw_decisions *d, struct tw_json *j)
{
    enum tw_status st = TW_OK;

    tw_json_key(j, "decisions");
    tw_json_open(j, '[');
    for (size_t i = 0; st == TW_OK && i < d->n; i++) st = add_decision(s, mem, &d->v[i], j);
    tw_json_close(j, ']');
    return st;
}

enum tw_status tw_tell_key_history(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                   struct tw_json *j)
{
    struct tw_stored_event *v;
    struct tw_slice id;
    enum tw_status st;
    size_t n;

    if ((st = tw_store_events(s, mem, story, &v, &n)) != TW_OK) return st;
    tw_json_key(j, "history");
    tw_json_open(j, '[');
    for (size_t i = 0; st == TW_OK && i < n; i++) {
        if ((st = tw_lookup_id(s, mem, v[i].article, &id)) == TW_OK) write_event(j, &v[i], id);
    }
    tw_json_close(j, ']');
    return st;
}
