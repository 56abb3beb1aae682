/* tests/support/temp.c - see temp.h. */
#define _GNU_SOURCE
#include "support/temp.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct tw_arena *paths;

static char *keep(const char *s)
{
    if (!paths) paths = tw_arena_new(0);
    return tw_arena_dup(paths, s, strlen(s) + 1);
}

const char *temp_folder(void)
{
    char *name = keep("/tmp/tw-test-XXXXXX");

    if (!mkdtemp(name)) abort();
    return name;
}

const char *temp_file(const char *dir, const char *name, struct tw_slice content)
{
    char path[4096];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    for (char *slash = strchr(path + strlen(dir) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    f = fopen(path, "w");
    if (!f || fwrite(content.p, 1, content.n, f) != content.n || fclose(f)) abort();
    return keep(path);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

void temp_remove(const char *dir)
{
    nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    tw_arena_free(paths);
    paths = NULL;
}
