/* cmd_migrate.c - twosource migrate: a store from a file into a database, or back. */
#include "cmd_store.h"

#include "store/migrate.h"

/* sqlite:PATH is PATH. */
static const char *place_of(const char *given)
{
    return strncmp(given, "sqlite:", 7) == 0 ? given + 7 : given;
}

static struct tw_store *opened(struct tw_arena *mem, const char *where, enum tw_store_mode mode)
{
    struct tw_store *s;
    const char *why;
    enum tw_status st = tw_store_open(mem, where, mode, &s, &why);

    if (st != TW_OK) tw_say("%s", *why ? why : tw_status_text(st));
    return s;
}

static void told(void *context, uint64_t rows, uint64_t bytes)
{
    struct tw_progress *p = context;

    p->kept = p->items += rows;
    p->done += bytes;
    tw_progress_step(p);
}

static int migrate(const struct tw_options *o, struct tw_arena *mem, struct tw_store *from,
                   struct tw_store *to)
{
    struct tw_migrated n;
    struct tw_buf out = {.mem = mem};
    struct tw_progress progress;
    const char *why;
    enum tw_status st = tw_store_begin(from);

    if (st != TW_OK) return tw_cmd_store_failed(from, st);
    tw_progress_start(&progress, "migrate", 0, o->progress);
    st = tw_migrate(mem, from, to, told, &progress, &n, &why);
    tw_progress_end(&progress);
    if (st != TW_OK) {
        tw_say("%s", why);
        if (st != TW_USAGE) tw_say("given again it goes on where it stopped");
        return st == TW_USAGE ? TW_EXIT_USAGE : TW_EXIT_FAILED;
    }
    tw_buf_addf(&out, "%llu rows and the words of %llu articles came over, and are the same\n",
                (unsigned long long)n.rows, (unsigned long long)n.articles);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_migrate(const struct tw_options *o)
{
    struct tw_arena *mem;
    struct tw_store *from, *to = NULL;
    int code = TW_EXIT_FAILED;

    if (o->inputs != 2) {
        tw_say("migrate needs two stores: from where and to where");
        return TW_EXIT_USAGE;
    }
    mem = tw_arena_new(0);
    from = opened(mem, place_of(o->input[0]), TW_STORE_READ);
    if (from) to = opened(mem, place_of(o->input[1]), TW_STORE_CREATE);
    if (to) code = migrate(o, mem, from, to);
    tw_store_close(to);
    tw_store_close(from);
    tw_arena_free(mem);
    return code;
}
