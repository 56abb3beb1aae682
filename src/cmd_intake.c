/* cmd_intake.c - reads lines with read(2), so that what has arrived is never kept waiting. */
#include "cmd_intake.h"

#include "pipeline.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 18, LONGEST = 1 << 28, NAMED = 20 };

struct reading {
    const struct tw_intake *in;
    const char *path;
    struct tw_arena *mem;           /* one article */
    uint64_t line, articles, dropped;
    bool failed;
};

int64_t tw_window_seconds(const char *window)
{
    char *end;
    long long n;

    if (!tw_is_digit(*window)) return -1;
    n = strtoll(window, &end, 10);
    if (n > 1000000) return -1;
    if (strcmp(end, "h") == 0) return n * 3600;
    return strcmp(end, "d") == 0 || !*end ? n * 86400 : -1;
}

static void drop(struct reading *r, const char *why)
{
    r->dropped++;
    if (r->dropped <= NAMED)
        tw_say("%s, line %llu: %s", r->path, (unsigned long long)r->line, why);
    else if (r->dropped == NAMED + 1)
        tw_say("further dropped lines are counted, not named");
}

static void take_line(struct reading *r, struct tw_slice line)
{
    struct tw_jv object;
    struct tw_article a;

    r->line++;
    line = tw_slice_trim(line);
    if (line.n == 0) return;
    if (tw_json_parse(r->mem, line, &object, NULL) != TW_OK) drop(r, "not JSON");
    else if (tw_article_read(r->mem, &object, &a) != TW_OK) drop(r, "not an article: it needs id and text");
    else if (r->in->take(r->in->context, r->mem, &a)) r->articles++;
    else r->failed = true;
    tw_arena_reset(r->mem);
}

/* The bytes read and not yet taken. */
struct pending { char *p; size_t from, n, cap; };

/* Makes room for another chunk; false when a line is too long to go on. */
static bool make_room(struct pending *b)
{
    if (b->from) {
        memmove(b->p, b->p + b->from, b->n);
        b->from = 0;
    }
    if (b->cap - b->n >= CHUNK) return true;
    if (b->cap >= LONGEST) return false;
    b->cap = b->cap ? b->cap * 2 : 2 * CHUNK;
    b->p = realloc(b->p, b->cap);
    if (!b->p) tw_oom(b->cap);
    return true;
}

static void take_lines(struct reading *r, struct pending *b)
{
    char *end;

    while (!r->failed && b->n && (end = memchr(b->p + b->from, '\n', b->n))) {
        size_t n = (size_t)(end - (b->p + b->from));

        take_line(r, (struct tw_slice){b->p + b->from, n});
        b->from += n + 1;
        b->n -= n + 1;
    }
}

/* False when reading failed. */
static bool read_lines(struct reading *r, int fd)
{
    struct pending b = {0};
    ssize_t n = 1;

    while (n != 0 && !r->failed) {
        if (!make_room(&b)) {
            drop(r, "the line is too long");
            b.n = 0;
            continue;
        }
        n = read(fd, b.p + b.n, CHUNK);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) break;
        b.n += (size_t)n;
        take_lines(r, &b);
    }
    if (n == 0 && b.n && !r->failed) take_line(r, (struct tw_slice){b.p + b.from, b.n});
    free(b.p);
    return n == 0 || r->failed;
}

static bool flow_take(void *context, const struct tw_article *a, const struct tw_statements *s,
                      struct tw_slice rendered)
{
    struct reading *r = context;
    bool ok = r->in->take(r->in->context, r->mem, a);

    (void)s;
    (void)rendered;
    tw_arena_reset(r->mem);
    r->articles += ok;
    r->failed |= !ok;
    return ok;
}

static void flow_drop(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct reading *r = context;

    r->dropped++;
    if (r->dropped <= NAMED) tw_say("%.*s: %s", TW_FMT(source), why ? why : tw_status_text(st));
}

/* Pages, feeds, archives, folders. */
static void read_documents(struct reading *r, char **path)
{
    const struct tw_options *o = r->in->o;
    struct tw_flow f = {.input = path, .inputs = 1, .now = o->now, .encoding = o->encoding,
                        .threads = o->threads, .progress = o->progress, .stage = r->in->stage,
                        .take = flow_take, .drop = flow_drop, .context = r};

    if (tw_flow_run(&f) != TW_OK) r->failed = true;
    tw_flow_end(&f);
}

/* True when the file begins with an object. */
static bool is_lines(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    char c = 0;

    if (fd < 0 || fstat(fd, &st) != 0) {
        if (fd >= 0) close(fd);
        return false;
    }
    if (!S_ISREG(st.st_mode)) c = S_ISDIR(st.st_mode) ? 0 : '{';
    else while (read(fd, &c, 1) == 1 && tw_is_space(c)) c = 0;
    close(fd);
    return c == '{' || (c == 0 && S_ISREG(st.st_mode));
}

static void read_input(struct reading *r, char **path)
{
    bool standard = strcmp(*path, "-") == 0;
    int fd = STDIN_FILENO;

    r->path = standard ? "standard input" : *path;
    r->line = 0;
    if (!standard && !is_lines(*path)) {
        read_documents(r, path);
        return;
    }
    if (!standard) fd = open(*path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || !read_lines(r, fd)) {
        tw_say("%s: %s", r->path, tw_status_text(TW_NOTFOUND));
        r->dropped++;
    }
    if (!standard && fd >= 0) close(fd);
}

int tw_intake_run(const struct tw_intake *in)
{
    static char *standard[] = {"-"};
    const struct tw_options *o = in->o;
    struct reading r = {.in = in, .mem = tw_arena_new(0)};
    int n = o->inputs ? o->inputs : 1;

    for (int i = 0; i < n && !r.failed; i++) read_input(&r, o->inputs ? o->input + i : standard);
    tw_arena_free(r.mem);
    if (r.failed) {
        tw_say("writing the output failed");
        return TW_EXIT_FAILED;
    }
    if (!r.dropped) return TW_EXIT_DONE;
    tw_say("%s: %llu in = %llu kept + %llu dropped", in->stage, (unsigned long long)(r.articles + r.dropped),
           (unsigned long long)r.articles, (unsigned long long)r.dropped);
    return r.articles ? TW_EXIT_DROPPED : TW_EXIT_FAILED;
}
