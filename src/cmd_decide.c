/* cmd_decide.c - twosource merge, split, star, note, one-origin, ...: what a person decides.
**
** A decision is stored first, so that it is never lost, and then carried out: by this process
** when nobody writes to the store, else by the one that does.
*/
#include "cmd_state.h"
#include "cmd_store.h"
#include "store/decision.h"
#include "store/desk.h"
#include "store/naming.h"
#include "store/tell.h"

#include <pwd.h>
#include <time.h>
#include <unistd.h>

static struct tw_slice user_of(const struct tw_options *o, struct tw_arena *mem)
{
    const struct passwd *p;

    if (o->user) return tw_slice_of(o->user);
    p = getpwuid(getuid());
    return p && *p->pw_name ? tw_slice_dup(mem, tw_slice_of(p->pw_name)) : TW_LIT("unknown");
}

/* Reads the words, and stores the decision that they make. */
static int decide(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                  struct tw_decision *d)
{
    struct tw_slice *word = TW_NEW_N(mem, struct tw_slice, (size_t)o->inputs);
    enum tw_decision_kind kind = TW_DECIDE_MERGE;
    const char *why;
    enum tw_status st;

    tw_decision_kind_of(tw_slice_of(o->command), &kind);
    for (int i = 0; i < o->inputs; i++) word[i] = tw_slice_of(o->input[i]);
    st = tw_decision_read(s, mem, kind, word, (size_t)o->inputs, d, &why);
    if (st != TW_OK) {
        tw_say("%s: %s", o->command, why);
        return st == TW_USAGE ? TW_EXIT_USAGE : TW_EXIT_FAILED;
    }
    d->user = user_of(o, mem);
    d->time = (int64_t)time(NULL);
    st = tw_store_decide(s, d);
    return st == TW_OK ? TW_EXIT_DONE : tw_cmd_store_failed(s, st);
}

/* Carries out what waits, unless another process writes. */
static enum tw_status carry_out(const struct tw_options *o, struct tw_arena *mem)
{
    struct tw_store *s;
    struct tw_desk *desk;
    const char *why;
    enum tw_status st = tw_store_open(mem, tw_cmd_store_path(o), TW_STORE_WRITE, &s, &why);

    if (st == TW_OK) {
        st = tw_desk_open(s, tw_cmd_beside(mem, tw_cmd_store_path(o)), &(struct tw_desk_options){0},
                          &desk);
        if (st == TW_OK) tw_desk_close(desk);
        else why = tw_slice_dup(mem, tw_slice_of(tw_store_why(s))).p;
        tw_store_close(s);
    }
    if (st != TW_OK && st != TW_LOCKED)
        tw_say("noted, but it could not be carried out yet: %s", *why ? why : tw_status_text(st));
    return st;
}

/* Prints the decision as it stands now. */
static int report(const struct tw_options *o, struct tw_arena *mem, uint64_t number,
                  enum tw_status carried)
{
    struct tw_buf out = {.mem = mem};
    struct tw_store *s = tw_cmd_store_open(o, mem, TW_STORE_READ);
    struct tw_decisions d = {0};
    enum tw_status st;

    if (!s) return TW_EXIT_FAILED;
    st = tw_store_decisions(s, mem, number - 1, &d.v, &d.n);
    if (st == TW_OK && d.n > 0)
        d.n = 1, st = o->json ? tw_tell_decision_line(s, mem, d.v, &out)
                              : tw_cmd_print_decision(&out, mem, s, d.v);
    if (!o->json) tw_buf_addc(&out, '\n');
    if (st != TW_OK) tw_cmd_store_failed(s, st);
    tw_store_close(s);
    if (st != TW_OK || !tw_put(&out)) return TW_EXIT_FAILED;
    if (carried == TW_LOCKED) tw_say("another process writes to the store and will carry it out");
    if (d.n > 0 && d.v->failed.n > 0) return TW_EXIT_FAILED;
    return carried == TW_OK || carried == TW_LOCKED ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_decide(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_store *s;
    struct tw_decision d;
    int code = TW_EXIT_FAILED;

    if (o->state) return tw_hand_run(o);
    mem = tw_arena_new(0);
    if ((s = tw_cmd_store_open(o, mem, TW_STORE_READ))) {
        code = decide(o, mem, s, &d);
        tw_store_close(s);
        if (code == TW_EXIT_DONE) code = report(o, mem, d.number, carry_out(o, mem));
    }
    tw_arena_free(mem);
    return code;
}

/* ---- decisions */

static int list(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_buf out = {.mem = mem};
    uint64_t story = o->inputs ? tw_naming_story(tw_slice_of(o->input[0])) : 0;
    struct tw_stored_story there;
    struct tw_decisions d = {0};
    enum tw_status st = TW_OK;

    if (o->inputs && (!story || (st = tw_store_story(s, mem, story, &there)) == TW_NOTFOUND)) {
        tw_say("%s: there is no such story", o->input[0]);
        return TW_EXIT_FAILED;
    }
    if (st == TW_OK)
        st = o->json ? tw_tell_decisions(s, mem, story, &out)
                     : tw_tell_concerning(s, mem, story, 0, &d);
    for (size_t i = 0; st == TW_OK && i < d.n; i++) {
        st = tw_cmd_print_decision(&out, mem, s, &d.v[i]);
        tw_buf_addc(&out, '\n');
    }
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_decisions(const struct tw_options *o)
{
    if (o->inputs <= 1) return tw_cmd_store_read(o, list);
    tw_say("decisions takes one story, or nothing");
    return TW_EXIT_USAGE;
}
