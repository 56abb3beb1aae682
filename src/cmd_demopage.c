/* cmd_demopage.c - twosource demo --page: the bundled articles of a week as a page, offline.
**
** They go into a store of its own in the folder for temporary files, which is gone at the end.
*/
#include "bundle.h"
#include "cmd.h"
#include "cmd_serve.h"

#include "store/desk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH = 400 };

/* Hands the articles to the desk, received when they were published. */
static enum tw_status take_all(struct tw_arena *mem, struct tw_desk *d)
{
    struct tw_slice rest = {(const char *)tw_newsroom->p, tw_newsroom->n}, line;
    enum tw_status st = TW_OK;

    while (st == TW_OK && tw_slice_line(&rest, &line)) {
        struct tw_article a;
        struct tw_incoming in = {.article = &a, .kind = TW_EVIDENCE_JSON, .evidence = line};
        struct tw_jv object;
        enum tw_taken taken;

        if ((st = tw_json_parse(mem, line, &object, NULL)) != TW_OK) break;
        if ((st = tw_article_read(mem, &object, &a)) != TW_OK) break;
        in.received = a.modified.grain != TW_DATE_NONE ? a.modified : a.published;
        st = tw_desk_add(d, &in, &taken);
    }
    return st == TW_OK ? tw_desk_commit(d) : st;
}

static bool make_store(struct tw_arena *mem, const char *path)
{
    struct tw_store *s;
    struct tw_desk *d;
    const char *why;
    enum tw_status st = tw_store_open(mem, path, TW_STORE_CREATE, &s, &why);

    if (st == TW_OK && (st = tw_desk_open(s, path, &(struct tw_desk_options){0}, &d)) == TW_OK) {
        st = take_all(mem, d);
        tw_desk_close(d);
    }
    tw_store_close(s);
    if (st != TW_OK) tw_say("%s: %s", path, *why ? why : tw_status_text(st));
    return st == TW_OK;
}

static void remove_store(const char *folder, const char *path)
{
    static const char *const end[] = {"", "-wal", "-shm", "-lock", "-state"};
    char file[PATH + 8];

    for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
        snprintf(file, sizeof file, "%s%s", path, end[i]);
        unlink(file);
    }
    if (rmdir(folder) != 0) tw_say("%s could not be removed: %s", folder, strerror(errno));
}

int tw_demo_page(const struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    const char *temporary = getenv("TMPDIR");
    char folder[PATH - 16], path[PATH];
    int code = TW_EXIT_FAILED;

    snprintf(folder, sizeof folder, "%s/twosource_XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    if (!mkdtemp(folder)) {
        tw_say("%s: %s", folder, strerror(errno));
    } else {
        snprintf(path, sizeof path, "%s/demo.db", folder);
        if (make_store(mem, path)) code = tw_serve_until_end(o, path, true);
        remove_store(folder, path);
    }
    tw_arena_free(mem);
    return code;
}
