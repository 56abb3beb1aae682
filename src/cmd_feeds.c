/* cmd_feeds.c - twosource feeds: what is watched, how it does, and changes to the list.
**
** Changes are the people's part of a feed (store/store.h): they may be made while `watch` runs,
** which sees them within seconds.
*/
#include "cmd_store.h"
#include "compare/layout.h"
#include "watch/feedlist.h"
#include "watch/opml.h"

#include <errno.h>
#include <time.h>

/* "every 15m", "every 6h" */
static struct tw_slice pause_text(struct tw_arena *mem, const struct tw_watched *f)
{
    struct tw_buf out = {.mem = mem};

    if (!f->polls || f->by_hand) return TW_LIT("");
    if (f->pause < 2 * 3600) tw_buf_addf(&out, "every %dm", (int)(f->pause / 60));
    else if (f->pause < 2 * 86400) tw_buf_addf(&out, "every %dh", (int)(f->pause / 3600));
    else tw_buf_addf(&out, "every %dd", (int)(f->pause / 86400));
    return tw_buf_slice(&out);
}

/* "good      every 15m   2031-04-02 10:00Z      320  The Ferry  http://ferry.example/rss" and,
** where something is wrong, a line that says what. */
static void print_feed(struct tw_buf *out, const struct tw_watched *f)
{
    enum { NAME = 60 };
    struct tw_slice wrong = f->disabled ? f->why : f->failed;

    tw_buf_addf(out, "%-9s %-10.*s %-17.*s %7llu  ", tw_feed_state(f),
                TW_FMT(pause_text(out->mem, f)), TW_FMT(tw_cmd_when(out->mem, f->news)),
                (unsigned long long)f->items);
    if (f->title.n) tw_buf_addf(out, "%.*s  ", TW_FMT(tw_one_line(out->mem, f->title, NAME)));
    tw_buf_addf(out, "%.*s\n", TW_FMT(tw_one_line(out->mem, f->url, f->url.n)));
    if (f->moved.n) tw_buf_addf(out, "%9s moved to %.*s\n", "",
                                TW_FMT(tw_one_line(out->mem, f->moved, f->moved.n)));
    if (!wrong.n) return;
    tw_buf_addf(out, "%9s %.*s", "", TW_FMT(tw_one_line(out->mem, wrong, wrong.n)));
    if (f->failures > 1) tw_buf_addf(out, ", %llu times", (unsigned long long)f->failures);
    if (!f->answered) tw_buf_adds(out, "; no good answer yet\n");
    else tw_buf_addf(out, "; last good answer %.*s\n", TW_FMT(tw_cmd_when(out->mem, f->answered)));
}

static int list(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_buf out = {.mem = mem};
    struct tw_watched *f;
    size_t n;
    enum tw_status st = tw_store_watched(s, mem, NULL, 0, &f, &n);

    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    if (n && !o->json) tw_buf_adds(&out, "state     polled     last item           items  feed\n");
    for (size_t i = 0; i < n; i++) {
        if (!o->json) {
            print_feed(&out, &f[i]);
            continue;
        }
        tw_feed_write(&out, &f[i]);
        tw_buf_addc(&out, '\n');
    }
    if (!n) tw_say("no feed is watched: twosource feeds add URL, or twosource watch FEEDS.opml");
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

static int export(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_buf out = {.mem = mem};
    struct tw_watched *f;
    size_t n;
    enum tw_status st = tw_store_watched(s, mem, NULL, 0, &f, &n);

    (void)o;
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    tw_opml_write(&out, f, n);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

/* ---- Changes */

static int told(const struct tw_options *o, struct tw_arena *mem, const struct tw_feed_list *l,
                size_t added)
{
    struct tw_buf out = {.mem = mem};

    if (l->passed)
        tw_say("%zu outlines or lines are no web address and were passed over", l->passed);
    if (!o->json) {
        tw_say("%zu feeds added, %zu were there", added, l->n - added);
        return l->passed ? TW_EXIT_DROPPED : TW_EXIT_DONE;
    }
    tw_buf_addf(&out, "{\"added\":%zu,\"there\":%zu,\"passed_over\":%zu}\n", added, l->n - added,
                l->passed);
    return !tw_put(&out) ? TW_EXIT_FAILED : l->passed ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

/* Reads what is named into the list; the exit code when that cannot be. */
static int read_lists(const struct tw_options *o, struct tw_arena *mem, bool files,
                      struct tw_feed_list *all)
{
    *all = (struct tw_feed_list){0};
    for (int i = 1; i < o->inputs; i++) {
        struct tw_slice bytes = tw_slice_of(o->input[i]);
        struct tw_feed_list one;
        struct tw_watched *v;

        if (files && !tw_file_read(mem, o->input[i], &bytes)) {
            tw_say("%s: %s", o->input[i], strerror(errno));
            return TW_EXIT_FAILED;
        }
        if (tw_opml_read(mem, bytes, &one) != TW_OK) {
            tw_say(files ? "%s: neither OPML nor a list of addresses" : "%s: no web address",
                   o->input[i]);
            return files ? TW_EXIT_FAILED : TW_EXIT_USAGE;
        }
        v = TW_NEW_N(mem, struct tw_watched, all->n + one.n + 1);
        if (all->n) memcpy(v, all->v, all->n * sizeof *v);
        if (one.n) memcpy(v + all->n, one.v, one.n * sizeof *v);
        *all = (struct tw_feed_list){v, all->n + one.n, all->passed + one.passed};
    }
    return TW_EXIT_DONE;
}

static int add(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_feed_list list;
    size_t added;
    enum tw_status st;
    int code = read_lists(o, mem, strcmp(o->input[0], "import") == 0, &list);

    if (code != TW_EXIT_DONE) return code;
    st = tw_store_watch(s, list.v, list.n, &added);
    return st == TW_OK ? told(o, mem, &list, added) : tw_cmd_store_failed(s, st);
}

/* remove, enable, disable */
static int change(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    (void)mem;
    for (int i = 1; i < o->inputs; i++) {
        struct tw_slice url = tw_slice_of(o->input[i]);
        enum tw_status st;

        if (strcmp(o->input[0], "remove") == 0) st = tw_store_unwatch(s, url);
        else if (strcmp(o->input[0], "enable") == 0) st = tw_store_disable(s, url, 0, TW_LIT(""));
        else st = tw_store_disable(s, url, (int64_t)time(NULL), TW_LIT("disabled by hand"));
        if (st != TW_OK) return tw_cmd_store_failed(s, st);
    }
    return TW_EXIT_DONE;
}

/* A store that is not there is made; one that another process writes to is only read, which is
   enough. */
static struct tw_store *open_store(const struct tw_options *o, struct tw_arena *mem)
{
    struct tw_store *s;
    const char *why;
    enum tw_status st = tw_store_open(mem, tw_cmd_store_path(o), TW_STORE_CREATE, &s, &why);

    if (st == TW_LOCKED) st = tw_store_open(mem, tw_cmd_store_path(o), TW_STORE_READ, &s, &why);
    if (st != TW_OK) tw_say("%s", *why ? why : tw_status_text(st));
    return s;
}

static int run_change(const struct tw_options *o,
                      int (*run)(const struct tw_options *o, struct tw_arena *mem,
                                 struct tw_store *s))
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store *s;
    int code = TW_EXIT_USAGE;

    if (o->inputs < 2) {
        tw_say("feeds %s needs %s", o->input[0],
               strcmp(o->input[0], "import") == 0 ? "a file" : "an address");
    } else {
        s = open_store(o, mem);
        code = s ? run(o, mem, s) : TW_EXIT_FAILED;
        tw_store_close(s);
    }
    tw_arena_free(mem);
    return code;
}

int tw_cmd_feeds(const struct tw_options *o)
{
    const char *what = o->inputs ? o->input[0] : "";

    if (!*what) return tw_cmd_store_read(o, list);
    if (strcmp(what, "export") == 0 && o->inputs == 1) return tw_cmd_store_read(o, export);
    if (strcmp(what, "add") == 0 || strcmp(what, "import") == 0) return run_change(o, add);
    if (strcmp(what, "remove") == 0 || strcmp(what, "enable") == 0 || strcmp(what, "disable") == 0)
        return run_change(o, change);
    tw_say("feeds: %s is not something that can be done; see twosource feeds --help", what);
    return TW_EXIT_USAGE;
}
