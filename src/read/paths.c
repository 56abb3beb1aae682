/* read/paths.c - walks arguments, folders and lists with a stack of listings.
**
** A level of the stack is a list of names with a prefix: the arguments
** themselves (no prefix), a folder's entries, the lines of a list, the matches
** of a pattern.  Folders are read whole and sorted before anything of them is
** opened, so the order never depends on the file system.
*/
#define _GNU_SOURCE     /* d_type, O_PATH behaviour of O_DIRECTORY */
#include "read/paths.h"
#include "read/source.h"

#include "base/buf.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH = 64, LIST_MAX = 64 << 20 };

enum level_kind { ARGUMENTS, FOLDER, LINES };

struct level {
    enum level_kind kind;
    struct tw_arena *mem;
    struct tw_slice path;       /* of a folder; its names are put behind it */
    struct tw_slices names;     /* in a folder, those of folders end in "/" */
    size_t next;
    size_t wanted;              /* of the names, how many were looked at for addresses to want */
    size_t given;               /* files found below, for the remark about empty folders */
};

struct tw_paths {
    struct level level[DEPTH];
    size_t depth;
    struct tw_arena *mem;       /* the path being shown */
    void (*dropped)(void *context, struct tw_slice source, const char *why);
    void *context;
    const struct tw_remote *remote;     /* NULL: addresses are taken for paths */
    bool stdin_used;
};

static void drop(struct tw_paths *p, struct tw_slice source, const char *why)
{
    if (p->dropped) p->dropped(p->context, source, why);
}

static struct level *push(struct tw_paths *p, enum level_kind kind)
{
    struct level *l = &p->level[p->depth++];

    *l = (struct level){.kind = kind, .mem = tw_arena_new(0)};
    return l;
}

struct tw_paths *tw_paths_open(char *const *args, size_t n,
                               void (*dropped)(void *context, struct tw_slice source,
                                               const char *why),
                               void *context)
{
    struct tw_paths *p = calloc(1, sizeof *p);
    struct level *l;

    if (!p) tw_oom(sizeof *p);
    p->mem = tw_arena_new(0);
    p->dropped = dropped;
    p->context = context;
    l = push(p, ARGUMENTS);
    l->names.v = TW_NEW_N(l->mem, struct tw_slice, n);
    l->names.n = n;
    for (size_t i = 0; i < n; i++) l->names.v[i] = tw_slice_of(args[i]);
    return p;
}

void tw_paths_close(struct tw_paths *p)
{
    if (!p) return;
    while (p->depth) tw_arena_free(p->level[--p->depth].mem);
    tw_arena_free(p->mem);
    free(p);
}

void tw_paths_with(struct tw_paths *p, const struct tw_remote *remote)
{
    p->remote = remote;
}

bool tw_is_web_address(struct tw_slice argument)
{
    return tw_slice_starts_nocase(argument, TW_LIT("http://"))
           || tw_slice_starts_nocase(argument, TW_LIT("https://"));
}

/* Wants the addresses that come soon, as far as nothing can come between: a list may name some,
   too. */
static void want_ahead(struct tw_paths *p, struct level *l)
{
    if (!p->remote || l->kind == FOLDER) return;
    if (l->wanted < l->next) l->wanted = l->next;
    for (; l->wanted < l->names.n && l->wanted < l->next + TW_REMOTE_AHEAD; l->wanted++) {
        struct tw_slice name = l->names.v[l->wanted];

        if (l->kind == ARGUMENTS && tw_slice_starts(name, TW_LIT("@"))) return;
        if (tw_is_web_address(name)) p->remote->want(p->remote->context, name);
    }
}

static int by_bytes(const void *a, const void *b)
{
    return tw_slice_cmp(*(const struct tw_slice *)a, *(const struct tw_slice *)b);
}

static bool is_folder(int dir, const struct dirent *e)
{
    struct stat st;

    if (e->d_type != DT_UNKNOWN) return e->d_type == DT_DIR;
    return fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

/* A level with the names in the folder that fd stands for; closes fd. */
static void enter_folder(struct tw_paths *p, struct tw_slice path, int fd)
{
    DIR *d = fdopendir(fd);
    struct level *l = push(p, FOLDER);
    size_t cap = 0;
    struct dirent *e;

    while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
    l->path = tw_slice_dup(l->mem, path);
    if (!d) {
        close(fd);
        return;
    }
    while ((e = readdir(d))) {
        struct tw_buf name = {.mem = l->mem};

        if (e->d_name[0] == '.') continue;
        tw_buf_adds(&name, e->d_name);
        if (is_folder(fd, e)) tw_buf_addc(&name, '/');
        TW_PUSH(l->mem, l->names.v, l->names.n, cap, tw_buf_slice(&name));
    }
    closedir(d);
    if (l->names.n) qsort(l->names.v, l->names.n, sizeof *l->names.v, by_bytes);
}

/* All of a file, up to LIST_MAX bytes. */
static struct tw_slice slurp(struct tw_arena *mem, int fd)
{
    struct tw_buf b = {.mem = mem};

    while (b.n < LIST_MAX) {
        ssize_t n = read(fd, tw_buf_room(&b, 64 << 10), 64 << 10);

        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        b.n += (size_t)n;
    }
    return tw_buf_slice(&b);
}

static void enter_list(struct tw_paths *p, struct tw_slice name)
{
    struct tw_slice path = {name.p + 1, name.n - 1}, text, line;
    bool from_stdin = tw_slice_eq(path, TW_LIT("-"));
    struct tw_slice z = tw_slice_dup(p->mem, path);
    int fd = from_stdin ? 0 : open(z.p, O_RDONLY | O_CLOEXEC);
    struct level *l;
    size_t cap = 0;

    if (fd < 0) {
        drop(p, name, "list cannot be read");
        return;
    }
    l = push(p, LINES);
    l->path = tw_slice_dup(l->mem, name);
    text = slurp(l->mem, fd);
    if (!from_stdin) close(fd);
    while (tw_slice_line(&text, &line)) {
        line = tw_slice_trim(line);
        if (line.n) TW_PUSH(l->mem, l->names.v, l->names.n, cap, tw_slice_dup(l->mem, line));
    }
}

/* Files that match a pattern nothing is called; false when there are none. */
static bool enter_pattern(struct tw_paths *p, struct tw_slice name)
{
    glob_t g;
    struct level *l;

    if (strpbrk(name.p, "*?[") == NULL || glob(name.p, 0, NULL, &g) != 0) return false;
    l = push(p, LINES);
    l->path = tw_slice_dup(l->mem, name);
    l->names.n = g.gl_pathc;
    l->names.v = TW_NEW_N(l->mem, struct tw_slice, g.gl_pathc);
    for (size_t i = 0; i < g.gl_pathc; i++)
        l->names.v[i] = tw_slice_dup(l->mem, tw_slice_of(g.gl_pathv[i]));
    if (l->names.n) qsort(l->names.v, l->names.n, sizeof *l->names.v, by_bytes);
    globfree(&g);
    return true;
}

/* Opens what `path` (with a NUL behind it) names.  true: *fd is a file to
** read; false: it was a folder, a pattern, or nothing to be had. */
static bool open_path(struct tw_paths *p, const struct level *l, struct tw_slice path, int *fd)
{
    struct stat st;

    *fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOCTTY | (l->kind == FOLDER ? O_NONBLOCK : 0));
    if (*fd < 0) {
        if (l->kind == FOLDER || p->depth == DEPTH || !enter_pattern(p, path))
            drop(p, path, errno == ENOENT ? "no such file" : "cannot be opened");
        return false;
    }
    if (fstat(*fd, &st) != 0) st.st_mode = 0;
    if (S_ISDIR(st.st_mode)) {
        if (p->depth < DEPTH) return enter_folder(p, path, *fd), false;
        drop(p, path, "folders nested too deeply");
    } else if (S_ISREG(st.st_mode) || l->kind != FOLDER) {
        return true;
    } else {
        drop(p, path, "not a regular file");
    }
    close(*fd);
    return false;
}

static void leave(struct tw_paths *p)
{
    struct level *l = &p->level[p->depth - 1];

    if (l->kind == FOLDER && l->given == 0
        && (p->depth < 2 || p->level[p->depth - 2].kind != FOLDER))
        drop(p, l->path, "no readable files in it");
    if (p->depth > 1) p->level[p->depth - 2].given += l->given;
    tw_arena_free(l->mem);
    p->depth--;
}

enum tw_status tw_paths_next(struct tw_paths *p, struct tw_slice *name, int *fd)
{
    while (p->depth) {
        struct level *l = &p->level[p->depth - 1];
        struct tw_buf path = {.mem = p->mem};
        struct tw_slice it;

        if (l->next == l->names.n) {
            leave(p);
            continue;
        }
        want_ahead(p, l);
        it = l->names.v[l->next++];
        tw_arena_reset(p->mem);
        if (l->kind == FOLDER) {
            tw_buf_add(&path, l->path);
            if (!tw_slice_eq(l->path, TW_LIT("/"))) tw_buf_addc(&path, '/');
        }
        tw_buf_add(&path, it);
        *name = tw_slice_dup(p->mem, tw_buf_slice(&path));
        if (l->kind == ARGUMENTS && name->n > 1 && name->p[0] == '@' && p->depth < DEPTH) {
            enter_list(p, *name);
        } else if (p->remote && l->kind != FOLDER && tw_is_web_address(*name)) {
            return *fd = TW_PATHS_REMOTE, l->given++, TW_OK;
        } else if (l->kind != FOLDER && tw_slice_eq(*name, TW_LIT("-"))) {
            if (!p->stdin_used) return p->stdin_used = true, *fd = 0, l->given++, TW_OK;
            drop(p, *name, "standard input was already read");
        } else if (open_path(p, l, *name, fd)) {
            return l->given++, TW_OK;
        }
    }
    return TW_DONE;
}
