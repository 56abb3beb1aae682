/* cmd_store.c - opening a store for a command, and the lines that several of them print. */
#include "cmd_store.h"

#include "base/hash.h"
#include "compare/layout.h"
#include "compare/wording.h"
#include "store/decision.h"
#include "store/lookup.h"
#include "store/postgres.h"
#include "store/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char HERE[] = "twosource.db";
enum { SHOWN = 12 };            /* of a history, when not all of it is asked for */

const char *tw_cmd_store_path(const struct tw_options *o)
{
    return o->store ? o->store : HERE;
}

static const char *joined(struct tw_arena *mem, const char *a, const char *b)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s%s%c", a, b, 0);
    return path.p;
}

const char *tw_cmd_beside(struct tw_arena *mem, const char *where)
{
    const char *folder = getenv("CACHE_DIRECTORY"), *home = getenv("HOME");
    char name[32];

    if (!tw_postgres_is(where)) return where;
    if (!folder || !*folder) folder = getenv("XDG_CACHE_HOME");
    if (!folder || !*folder) folder = joined(mem, home ? home : "", "/.cache");
    (void)mkdir(folder, 0700);          /* what cannot be made is told by whoever opens the file */
    folder = joined(mem, folder, "/twosource");
    (void)mkdir(folder, 0700);
    snprintf(name, sizeof name, "/%016llx", (unsigned long long)tw_hash(tw_slice_of(where)));
    return joined(mem, folder, name);
}

struct tw_store *tw_cmd_store_open(const struct tw_options *o, struct tw_arena *mem,
                                   enum tw_store_mode mode)
{
    struct tw_store *s;
    const char *why;
    enum tw_status st = tw_store_open(mem, tw_cmd_store_path(o), mode, &s, &why);

    if (st == TW_OK && mode == TW_STORE_READ && (st = tw_store_begin(s)) != TW_OK) {
        why = tw_slice_dup(mem, tw_slice_of(tw_store_why(s))).p;
        tw_store_close(s);
    }
    if (st == TW_OK) return s;
    if (st == TW_NOTFOUND && !o->store)
        tw_say("there is no store %s in this folder: twosource add makes one, --store FILE names "
               "another",
               HERE);
    else tw_say("%s", *why ? why : tw_status_text(st));
    return NULL;
}

int tw_cmd_store_failed(const struct tw_store *s, enum tw_status st)
{
    tw_say("%s", *tw_store_why(s) ? tw_store_why(s) : tw_status_text(st));
    return st == TW_USAGE ? TW_EXIT_USAGE : TW_EXIT_FAILED;
}

/* Of the clock that never goes back. */
static int64_t seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

enum tw_status tw_cmd_store_wait(const struct tw_options *o, struct tw_store *s,
                                 const volatile sig_atomic_t *stop)
{
    enum { AWAY = 60 /* s: a restart, or another server that takes over */ };
    const struct timespec pause = {.tv_nsec = 500000000};
    int64_t patience = o->patience ? (int64_t)o->patience - 1 : AWAY, until = seconds() + patience;
    enum tw_status st = TW_AWAY;
    uint64_t version;

    if (patience)
        tw_say("%s; waiting for it, %lld s at most", tw_store_why(s), (long long)patience);
    /* Who was cut off may hold the lock until the server sees it. */
    while ((st == TW_AWAY || st == TW_LOCKED) && !*stop && seconds() < until) {
        nanosleep(&pause, NULL);
        st = tw_store_version(s, &version);
    }
    if (st == TW_OK) tw_say("it is back; nothing was lost");
    return st;
}

int tw_cmd_store_read(const struct tw_options *o,
                      int (*run)(const struct tw_options *o, struct tw_arena *mem,
                                 struct tw_store *s))
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store *s = tw_cmd_store_open(o, mem, TW_STORE_READ);
    int code = s ? run(o, mem, s) : TW_EXIT_FAILED;

    tw_store_close(s);
    tw_arena_free(mem);
    return code;
}

struct tw_story_filter tw_cmd_story_filter(const struct tw_options *o)
{
    struct tw_story_filter f = {
        .words = tw_slice_of(o->words),
        .actor = tw_slice_of(o->actor),
        .outlet = tw_slice_of(o->outlet),
        .language = tw_slice_of(o->lang),
        .origins = o->origins,
        .changed = o->changed,
        .starred = o->starred,
        .all = o->all,
        .limit = o->limit ? o->limit : o->all ? SIZE_MAX : 0,
    };

    if (o->from.grain) f.from = tw_date_unix(&o->from);
    if (o->until.grain) f.until = tw_tell_end_of(&o->until);
    return f;
}

/* ---- Lines for people */

struct tw_slice tw_cmd_when(struct tw_arena *mem, int64_t seconds)
{
    struct tw_date date = tw_date_from_unix(seconds);
    struct tw_buf b = {.mem = mem};

    if (seconds) tw_add_when(&b, &date);
    return tw_buf_slice(&b);
}

size_t tw_cmd_room(const struct tw_options *o, size_t taken)
{
    size_t width = o->width || isatty(STDOUT_FILENO) ? tw_screen_width(o) : 0;

    return width > taken + 20 ? width - taken : width ? 20 : 0;
}

static void add_name(struct tw_buf *b, const char *before, uint64_t story)
{
    if (story) tw_buf_addf(b, "%ss%llu", before, (unsigned long long)story);
}

enum tw_status tw_cmd_print_decision(struct tw_buf *out, struct tw_arena *mem, struct tw_store *s,
                                     const struct tw_decision *d)
{
    struct tw_slice *ids;
    enum tw_status st = tw_tell_ids(s, mem, d->article, d->articles, &ids);

    if (st != TW_OK) return st;
    tw_buf_addf(out, "%-4llu %.*s  %.*s  %s", (unsigned long long)d->number,
                TW_FMT(tw_cmd_when(mem, d->time)), TW_FMT(tw_one_line(mem, d->user, 0)),
                tw_decision_kind_text(d->kind));
    add_name(out, " ", d->story);
    if (d->item.n > 0) tw_buf_addf(out, ":%.*s", TW_FMT(tw_one_line(mem, d->item, 0)));
    if (d->kind == TW_DECIDE_UNDO) tw_buf_addf(out, " %llu", (unsigned long long)d->other);
    else add_name(out, " ", d->other);
    for (size_t i = 0; i < d->articles; i++)
        tw_buf_addf(out, " %.*s",
                    TW_FMT(ids[i].n > 0 ? tw_one_line(mem, ids[i], 0) : TW_LIT("(gone)")));
    if (d->text.n > 0) tw_buf_addf(out, " \"%.*s\"", TW_FMT(tw_one_line(mem, d->text, 0)));
    tw_buf_addf(out, "  %s", tw_decision_state_text(d));
    if (d->failed.n > 0) tw_buf_addf(out, ": %.*s", TW_FMT(d->failed));
    if (d->undone) tw_buf_addf(out, " by %llu", (unsigned long long)d->undone);
    return TW_OK;
}

static void heading(struct tw_buf *out, const struct tw_options *o, struct tw_slice text)
{
    struct tw_layout l = {out, tw_screen_width(o), tw_screen_colour(o)};

    tw_layout_heading(&l, text);
}

enum tw_status tw_cmd_print_decisions(struct tw_buf *out, const struct tw_options *o,
                                      struct tw_arena *mem, struct tw_store *s,
                                      const struct tw_decisions *d)
{
    enum tw_status st = TW_OK;

    if (d->n > 0) heading(out, o, TW_LIT("DECIDED BY PEOPLE"));
    for (size_t i = 0; st == TW_OK && i < d->n; i++) {
        st = tw_cmd_print_decision(out, mem, s, &d->v[i]);
        tw_buf_addc(out, '\n');
    }
    return st;
}

/* "2031-04-02 10:00Z  merged  s2  article 0123456789abcdef  decision 3" */
static enum tw_status print_event(struct tw_buf *out, struct tw_arena *mem, struct tw_store *s,
                                  const struct tw_stored_event *e)
{
    struct tw_slice id;
    enum tw_status st = tw_lookup_id(s, mem, e->article, &id);

    tw_buf_addf(out, "%-17.*s  %.*s", TW_FMT(tw_cmd_when(mem, e->time)), TW_FMT(e->what));
    add_name(out, " ", e->other);
    if (id.n > 0) tw_buf_addf(out, "  %.*s", TW_FMT(tw_one_line(mem, id, 0)));
    if (e->decision) tw_buf_addf(out, "  decision %llu", (unsigned long long)e->decision);
    tw_buf_addc(out, '\n');
    return st;
}

/* An article that came into the story as all do, or went with others for a decision. */
static bool is_usual(const struct tw_stored_event *e)
{
    return (!e->other && tw_slice_eq(e->what, TW_LIT("joined"))) || (e->article && e->decision);
}

enum tw_status tw_cmd_print_history(struct tw_buf *out, const struct tw_options *o,
                                    struct tw_arena *mem, struct tw_store *s, uint64_t story,
                                    bool all)
{
    struct tw_stored_event *v;
    size_t n, kept = 0, from = 0;
    enum tw_status st;

    if ((st = tw_store_events(s, mem, story, &v, &n)) != TW_OK) return st;
    for (size_t i = 0; i < n; i++) if (all || !is_usual(&v[i])) v[kept++] = v[i];
    if (kept > 0) heading(out, o, TW_LIT("HISTORY"));
    if (!all && kept > SHOWN) {
        tw_buf_addf(out, "... %zu earlier ones (why s%llu has all)\n", kept - SHOWN,
                    (unsigned long long)story);
        from = kept - SHOWN;
    }
    for (size_t i = from; st == TW_OK && i < kept; i++) st = print_event(out, mem, s, &v[i]);
    return st;
}
