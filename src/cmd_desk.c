/* cmd_desk.c - see cmd_desk.h. */
#include "cmd_desk.h"

#include "cmd_intake.h"
#include "cmd_store.h"

#include <errno.h>

bool tw_cmd_desk_options(const struct tw_options *o, struct tw_arena *mem,
                         struct tw_desk_options *out)
{
    *out = (struct tw_desk_options){.threads = o->threads};
    out->window = o->window ? tw_window_seconds(o->window) : 0;
    out->keep = o->keep ? tw_window_seconds(o->keep) : 0;
    if (out->window < 0)
        tw_say("--window: %s is no number of days or hours (30d, 12h)", o->window);
    else if (out->keep < 0) tw_say("--keep: %s is no number of days or hours (90d)", o->keep);
    else if (o->owners && !tw_file_read(mem, o->owners, &out->owners))
        tw_say("%s: %s", o->owners, strerror(errno));
    else return true;
    return false;
}

void tw_cmd_desk_say(const char *path, const struct tw_desk_start *start)
{
    if (start->anew)
        tw_say("%s: its state was made anew from %llu articles", path,
               (unsigned long long)start->again);
    if (start->different)
        tw_say("%s: %llu articles would now come into other stories than they are in; they stay "
               "where they are",
               path, (unsigned long long)start->different);
}

static enum tw_status open_desk(const struct tw_options *o, struct tw_arena *mem,
                                const struct tw_desk_options *options,
                                struct tw_store **store, struct tw_desk **desk, const char **why)
{
    const char *path = tw_cmd_store_path(o);
    enum tw_status st = tw_store_open(mem, path, TW_STORE_CREATE, store, why);

    if (st == TW_OK
        && (st = tw_desk_open(*store, tw_cmd_beside(mem, path), options, desk)) != TW_OK)
        *why = tw_store_why(*store);
    if (st == TW_OK) tw_cmd_desk_say(path, tw_desk_started(*desk));
    return st;
}

static bool say_failed(const struct tw_options *o, enum tw_status st, const char *why)
{
    if (st == TW_OK) return true;
    if (*why) tw_say("%s", why);
    else tw_say("%s: %s", tw_cmd_store_path(o), tw_status_text(st));
    return false;
}

bool tw_cmd_desk_open(const struct tw_options *o, struct tw_arena *mem,
                      const struct tw_desk_options *options,
                      struct tw_store **store, struct tw_desk **desk)
{
    const char *why = "";
    enum tw_status st = open_desk(o, mem, options, store, desk, &why);

    return say_failed(o, st, why);
}

bool tw_cmd_desk_or_reader(const struct tw_options *o, struct tw_arena *mem,
                           const struct tw_desk_options *options,
                           struct tw_store **store, struct tw_desk **desk)
{
    const char *why = "";
    enum tw_status st = open_desk(o, mem, options, store, desk, &why);

    if (st == TW_LOCKED && !*store) {
        tw_say("%s; what is added is handed to it", why);
        st = tw_store_open(mem, tw_cmd_store_path(o), TW_STORE_READ, store, &why);
    }
    return say_failed(o, st, why);
}
