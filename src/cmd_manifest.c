/* cmd_manifest.c - --manifest FILE, and twosource version.
**
** Files are hashed before the subcommand reads them, in one more pass, as they
** lie on the disk; folders and lists are taken apart as the subcommand will.
** The state of --state is hashed as it was before.
*/
#include "cmd_manifest.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/writeall.h"
#include "datahash.h"
#include "library/version.h"
#include "read/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

struct digest { uint64_t bytes; char sha256[65]; };     /* sha256 "" = not all of it was read */

/* A process between standard input and the subcommand. */
struct tee { pid_t pid; int result; };

struct tw_manifest { struct tw_totals totals; };

void tw_manifest_count(struct tw_manifest *m, const struct tw_totals *t)
{
    if (!m) return;
    m->totals.documents += t->documents;
    m->totals.kept += t->kept;
    m->totals.not_article += t->not_article;
    m->totals.dropped += t->dropped;
}

/* Reads fd to its end; with to >= 0 passes it on. */
static struct digest hash_file(int fd, int to)
{
    struct digest d = {0};
    struct tw_sha256 sha;
    char chunk[CHUNK];
    ssize_t n;

    tw_sha256_start(&sha);
    for (;;) {
        n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0 || (to >= 0 && !tw_write_all(to, (struct tw_slice){chunk, (size_t)n}))) break;
        tw_sha256_add(&sha, (struct tw_slice){chunk, (size_t)n});
        d.bytes += (uint64_t)n;
    }
    if (n == 0) tw_sha256_end(&sha, d.sha256);
    return d;
}

static bool tee_start(struct tee *t)
{
    int data[2], result[2];

    if (pipe(data) != 0 || pipe(result) != 0 || (t->pid = fork()) < 0) return false;
    if (t->pid == 0) {
        struct digest d;

        close(data[0]);
        close(result[0]);
        d = hash_file(STDIN_FILENO, data[1]);
        _exit(tw_write_all(result[1], (struct tw_slice){(const char *)&d, sizeof d}) ? 0 : 1);
    }
    close(data[1]);
    close(result[1]);
    t->result = result[0];
    if (dup2(data[0], STDIN_FILENO) < 0) return false;
    close(data[0]);
    fcntl(t->result, F_SETFD, FD_CLOEXEC);
    return true;
}

static struct digest tee_end(struct tee *t)
{
    struct digest d = {0};

    close(STDIN_FILENO);        /* so that it does not wait for us to read the rest */
    if (read(t->result, &d, sizeof d) != sizeof d) d = (struct digest){0};
    close(t->result);
    waitpid(t->pid, NULL, 0);
    return d;
}

static void write_digest(struct tw_json *j, struct tw_slice source, const struct digest *d)
{
    tw_json_open(j, '{');
    tw_json_text(j, "source", source);
    tw_json_count(j, "bytes", d->bytes);
    tw_json_text_or_null(j, "sha256", tw_slice_of(d->sha256));
    tw_json_close(j, '}');
}

static void not_there(void *context, struct tw_slice source, const char *why)
{
    (void)context, (void)source, (void)why;     /* the subcommand tells */
}

static void want_nothing(void *context, struct tw_slice url)
{
    (void)context, (void)url;   /* they are not fetched twice */
}

/* Writes an item for each file and address of the inputs but standard input: true when
** that is one of them. */
static bool write_files(struct tw_json *j, const struct tw_options *o)
{
    struct tw_paths *paths = tw_paths_open(o->input, (size_t)o->inputs, not_there, NULL);
    const struct tw_remote remote = {.want = want_nothing};
    bool standard = o->inputs == 0;
    struct tw_slice name;
    int fd;

    tw_paths_with(paths, &remote);
    while (o->inputs && tw_paths_next(paths, &name, &fd) == TW_OK) {
        struct digest d;

        if (fd == STDIN_FILENO) {
            standard = true;
            continue;
        }
        if (fd == TW_PATHS_REMOTE) {
            d = (struct digest){0};
        } else {
            d = hash_file(fd, -1);
            close(fd);
        }
        write_digest(j, name, &d);
    }
    tw_paths_close(paths);
    return standard;
}

static void write_options(struct tw_json *j, const struct tw_options *o)
{
    tw_json_open(j, '{');
    for (int i = 0; i < o->givens; i++) {
        const struct tw_option *option = o->given[i].option;
        const char *value = o->given[i].value;

        if (option->bit & (TW_OPT_MANIFEST | TW_OPT_CONFIG)) continue;
        tw_json_key(j, option->name);
        if (value && option->arg) tw_json_str(j, tw_slice_of(value));
        else tw_json_bool(j, !value || strcmp(value, "no") != 0);
    }
    tw_json_close(j, '}');
}

static void write_data(struct tw_json *j, const char *key, const struct tw_datahash *v)
{
    tw_json_key(j, key);
    tw_json_open(j, '{');
    for (; v->file; v++) {
        tw_json_key(j, v->file);
        tw_json_str(j, tw_slice_of(v->sha256));
    }
    tw_json_close(j, '}');
}

/* Writes a file that an option names; null when there is none. */
static void write_file(struct tw_json *j, const char *key, const char *path)
{
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct digest d;

    tw_json_key(j, key);
    if (fd < 0) {
        tw_json_null(j);
        return;
    }
    d = hash_file(fd, -1);
    close(fd);
    write_digest(j, tw_slice_of(path), &d);
}

static void write_counts(struct tw_json *j, const struct tw_totals *t)
{
    tw_json_key(j, "counts");
    tw_json_open(j, '{');
    tw_json_count(j, "documents", t->documents);
    tw_json_count(j, "kept", t->kept);
    tw_json_count(j, "not_article", t->not_article);
    tw_json_count(j, "dropped", t->dropped);
    tw_json_close(j, '}');
}

/* Runs the subcommand between the two halves of the object. */
static int run(const struct tw_command *c, struct tw_options *o, struct tw_buf *out)
{
    struct tw_manifest manifest = {0};
    struct tw_json j = {.out = out};
    struct tee tee;
    bool standard;
    int code;

    tw_json_open(&j, '{');
    tw_json_text(&j, "name", TW_LIT("twosource"));
    tw_json_text(&j, "version", TW_LIT(TW_VERSION));
    tw_json_word(&j, "command", c->name);
    tw_json_key(&j, "options");
    write_options(&j, o);
    write_data(&j, "models", tw_datahash_models);
    write_data(&j, "words", tw_datahash_words);
    write_file(&j, "state", o->state);
    write_file(&j, "owners", o->owners);
    write_file(&j, "config", o->config);
    tw_json_key(&j, "inputs");
    tw_json_open(&j, '[');
    standard = write_files(&j, o);
    if (standard && !tee_start(&tee)) {
        tw_say("--manifest: standard input cannot be read twice: %s", strerror(errno));
        return TW_EXIT_FAILED;
    }
    o->manifest = &manifest;
    code = c->run(o);
    if (standard) {
        struct digest d = tee_end(&tee);

        write_digest(&j, TW_LIT("-"), &d);
    }
    tw_json_close(&j, ']');
    write_counts(&j, &manifest.totals);
    tw_json_key(&j, "exit");
    tw_json_int(&j, code);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
    return code;
}

int tw_manifest_run(const struct tw_command *c, struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf out = {.mem = mem};
    int code = TW_EXIT_FAILED, file = tw_file_open(o->manifest_file);

    if (file >= 0) {
        code = run(c, o, &out);
        if (!tw_file_put(file, &out)) {
            tw_say("%s: the manifest could not be written: %s", o->manifest_file, strerror(errno));
            code = TW_EXIT_FAILED;
        }
    }
    tw_arena_free(mem);
    return code;
}

int tw_cmd_version(const struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf out = {.mem = mem};
    struct tw_json j = {.out = &out};
    bool ok;

    if (o->json) {
        tw_json_open(&j, '{');
        tw_json_text(&j, "name", TW_LIT("twosource"));
        tw_json_text(&j, "version", TW_LIT(TW_VERSION));
        write_data(&j, "models", tw_datahash_models);
        write_data(&j, "words", tw_datahash_words);
        tw_json_close(&j, '}');
    } else tw_buf_adds(&out, "twosource " TW_VERSION);
    tw_buf_addc(&out, '\n');
    ok = tw_put(&out);
    tw_arena_free(mem);
    return ok ? TW_EXIT_DONE : TW_EXIT_FAILED;
}
