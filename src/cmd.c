/* cmd.c - talking, writing and the screen, for all subcommands. */
#include "cmd.h"

#include "base/writeall.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    FILE_MAX = 16,              /* MiB of a configuration or a table, at most */
    NAMED = 20                  /* dropped documents that are told one by one */
};

void tw_say(const char *format, ...)
{
    va_list args;

    fputs("twosource: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

void tw_say_dropped(uint64_t nth, struct tw_slice source, const char *why)
{
    if (nth <= NAMED) tw_say("%.*s: %s", TW_FMT(source), why);
    else if (nth == NAMED + 1) tw_say("further dropped documents are counted, not named");
}

static bool put(int file, struct tw_buf *out)
{
    bool ok = tw_write_all(file, tw_buf_slice(out));

    if (ok) out->n = 0;
    return ok;
}

bool tw_put(struct tw_buf *out)
{
    return put(STDOUT_FILENO, out);
}

int tw_file_open(const char *path)
{
    int file = *path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : STDOUT_FILENO;

    if (file < 0) tw_say("%s: %s", path, strerror(errno));
    return file;
}

bool tw_file_put(int file, struct tw_buf *out)
{
    /* EINVAL: no plain file */
    bool ok = file == STDOUT_FILENO || ftruncate(file, 0) == 0 || errno == EINVAL;

    ok = ok && put(file, out);
    if (file != STDOUT_FILENO && close(file) != 0) ok = false;
    return ok;
}

bool tw_file_read(struct tw_arena *mem, const char *path, struct tw_slice *out)
{
    struct tw_buf b = {.mem = mem};
    FILE *f = fopen(path, "rbe");
    char part[4096];
    size_t n;
    bool ok = f != NULL;

    while (ok && (n = fread(part, 1, sizeof part, f)) > 0) {
        tw_buf_add(&b, (struct tw_slice){part, n});
        if (b.n > (size_t)FILE_MAX << 20) errno = EFBIG, ok = false;
    }
    if (f) ok = !ferror(f) && ok, fclose(f);
    *out = tw_buf_slice(&b);
    return ok;
}

unsigned tw_screen_width(const struct tw_options *o)
{
    struct winsize w;

    if (o->width) return o->width;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40)
        return w.ws_col;
    return 80;
}

bool tw_screen_colour(const struct tw_options *o)
{
    const char *no = getenv("NO_COLOR");

    if (o->colour && strcmp(o->colour, "always") == 0) return true;
    if (o->colour && strcmp(o->colour, "never") == 0) return false;
    return isatty(STDOUT_FILENO) && !(no && *no);
}
