/* alert/sendfile.c - alerts as lines of a file, and as a feed.
**
** A process that was killed may have written lines that the store does not know of.  So the
** first time the end of the file is read: what it has is not written again, and half a line
** that is the beginning of what is written next is cut off.
*/
#include "alert/deliver_int.h"

#include "alert/alertjson.h"
#include "alert/mail.h"
#include "base/json.h"
#include "base/writeall.h"
#include "compare/markup.h"
#include "export/rfctext.h"
#include "export/uuid.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TAIL = 4 << 20 };        /* bytes: more than a message is long */

static void failed(struct tw_post *p, const char *path)
{
    struct tw_buf why = {.mem = p->mem};

    tw_buf_addf(&why, "%s: %s", path, strerror(errno));
    tw_post_ended(p, TW_POST_FAILED, tw_buf_slice(&why), -1);
}

/* ---- Lines */

/* The end of a plain file; empty for all others. */
static struct tw_slice tail_of(struct tw_arena *mem, int file)
{
    struct stat about;
    off_t from;
    ssize_t n;
    char *p;

    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size == 0)
        return (struct tw_slice){0};
    from = about.st_size > TAIL ? about.st_size - TAIL : 0;
    p = tw_arena_alloc(mem, TAIL);
    n = pread(file, p, TAIL, from);
    return (struct tw_slice){p, n > 0 ? (size_t)n : 0};
}

/* The line of an alert without the ones that the end of the file has; half a line at the end goes,
   or is ended. */
static bool resume(struct tw_post *p, int file, struct tw_buf *lines)
{
    struct tw_slice tail = tail_of(p->mem, file), rest = tw_buf_slice(lines), line;
    size_t last = tw_slice_find_last(tail, TW_LIT("\n"));
    struct tw_slice half = tw_slice_sub(tail, last == TW_NONE ? 0 : last + 1, tail.n);
    struct tw_buf left = {.mem = p->mem};
    struct stat about;

    while (tail.n && tw_slice_line(&rest, &line)) {
        struct tw_buf whole = {.mem = p->mem};

        tw_buf_addf(&whole, "%.*s\n", TW_FMT(line));
        if (tw_slice_find(tail, tw_buf_slice(&whole), 0) == TW_NONE)
            tw_buf_add(&left, tw_buf_slice(&whole));
    }
    if (tail.n) *lines = left;
    if (half.n == 0) return true;
    if (lines->n == 0 || !tw_slice_starts(tw_buf_slice(lines), half))
        return tw_write_all(file, TW_LIT("\n"));
    return fstat(file, &about) == 0 && ftruncate(file, about.st_size - (off_t)half.n) == 0;
}

static void write_lines(struct tw_post *p, struct tw_buf *lines)
{
    bool is_stdout = strcmp(p->target->where, "-") == 0;
    int file = is_stdout ? STDOUT_FILENO : open(p->target->where,
                                                O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    bool ok = file >= 0;

    if (ok && !is_stdout && !p->looked) ok = resume(p, file, lines);
    ok = ok && tw_write_all(file, tw_buf_slice(lines));
    /* a pipe has no disk */
    ok = ok && (is_stdout || fsync(file) == 0 || errno == EINVAL || errno == EROFS);
    p->looked = ok;
    if (ok) tw_post_ended(p, TW_POST_SENT, (struct tw_slice){0}, -1);
    else failed(p, is_stdout ? "stdout" : p->target->where);
    if (file >= 0 && !is_stdout) close(file);
}

void tw_send_file(struct tw_post *p)
{
    struct tw_buf lines = {.mem = p->mem};

    for (size_t i = 0; i < p->alerts; i++) {
        tw_alert_tell(&lines, &p->alert[i], NULL, 0);
        tw_buf_addc(&lines, '\n');
    }
    write_lines(p, &lines);
}

/* ---- The feed */

static void element(struct tw_buf *out, const char *open, struct tw_slice text, const char *close)
{
    tw_buf_adds(out, open);
    tw_markup_text(out, text);
    tw_buf_adds(out, close);
}

static void add_entry(struct tw_buf *out, const struct tw_stored_alert *a)
{
    struct tw_buf text = {.mem = out->mem};
    struct tw_slice part[] = {TW_LIT("alert"), a->id};
    struct tw_jv v;

    if (tw_json_parse(out->mem, a->json, &v, NULL) != TW_OK) return;
    tw_mail_text(&text, a);
    element(out, "<entry>\n<id>", tw_uuid_of(out->mem, "urn:uuid:", part, 2), "</id>\n");
    element(out, "<title>", tw_jv_str(&v, "headline"), "</title>\n");
    element(out, "<published>", tw_jv_str(&v, "time"), "</published>\n");
    element(out, "<updated>", tw_jv_str(&v, "fired"), "</updated>\n");
    element(out, "<category term=\"", tw_jv_str(&v, "rule"), "\"/>\n");
    element(out, "<content>", tw_buf_slice(&text), "</content>\n</entry>\n");
}

static void add_feed(struct tw_buf *out, const struct tw_alert_target *t,
                     const struct tw_stored_alert *alert, size_t n)
{
    struct tw_slice part[] = {TW_LIT("alerts"), tw_slice_of(t->title), t->name};

    tw_buf_adds(out,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element(out, "<id>", tw_uuid_of(out->mem, "urn:uuid:", part, 3), "</id>\n");
    element(out, "<title>", tw_slice_of(t->title), "</title>\n");
    element(out, "<updated>", tw_rfc3339(out->mem, n ? alert[0].fired : 0), "</updated>\n");
    tw_buf_adds(out, "<author><name>Twosource</name></author>\n<generator>Twosource</generator>\n");
    for (size_t i = 0; i < n; i++) add_entry(out, &alert[i]);
    tw_buf_adds(out, "</feed>\n");
}

void tw_send_atom(struct tw_post *p)
{
    struct tw_buf out = {.mem = p->mem}, beside = {.mem = p->mem};
    struct tw_stored_alert *alert;
    size_t n;
    int file = -1;
    bool ok = tw_store_newest_for(p->delivery->store, p->mem, p->target->name, p->target->entries,
                                  &alert, &n) == TW_OK;

    if (!ok) {
        tw_post_ended(p, TW_POST_FAILED, tw_slice_of(tw_store_why(p->delivery->store)), -1);
        return;
    }
    add_feed(&out, p->target, alert, n);
    tw_buf_addf(&beside, "%s.new", p->target->where);
    tw_buf_addc(&beside, '\0');
    file = open(beside.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    ok = file >= 0 && tw_write_all(file, tw_buf_slice(&out)) && fsync(file) == 0
        && rename(beside.p, p->target->where) == 0;
    if (ok) tw_post_ended(p, TW_POST_SENT, (struct tw_slice){0}, -1);
    else failed(p, beside.p);
    if (file >= 0) close(file);
}
