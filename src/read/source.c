/* read/source.c - opens file after file and cuts each into documents.
**
** What a file is shows in its first bytes; each kind has a function that takes
** the next document off the stream.  Nothing here looks inside a document, so
** this side keeps up with several threads that do.
*/
#include "read/source_int.h"

#include "base/buf.h"
#include "read/feed.h"
#include "read/jsonsplit.h"
#include "read/warc.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SNIFF = 64 << 10 };      /* bytes looked at to tell what a file is */

void tw_source_drop(struct tw_source *s, struct tw_slice source, const char *why)
{
    if (s->options.dropped) s->options.dropped(s->options.context, source, why);
}

/* Bytes of all files named; 0 when a folder, a list or a pipe is among them. */
static uint64_t total_size(char *const *args, size_t n)
{
    struct stat info;
    uint64_t total = 0;

    for (size_t i = 0; i < n; i++) {
        if (stat(args[i], &info) != 0 || !S_ISREG(info.st_mode)) return 0;
        total += (uint64_t)info.st_size;
    }
    return total;
}

struct tw_source *tw_source_open(char *const *args, size_t n,
                                 const struct tw_source_options *options)
{
    struct tw_source *s = calloc(1, sizeof *s);

    if (!s) tw_oom(sizeof *s);
    s->options = *options;
    if (s->options.max_document == 0) s->options.max_document = TW_MAX_DOCUMENT;
    snprintf(s->too_big, sizeof s->too_big, "over the limit of %zu %s for one document",
             s->options.max_document >> (s->options.max_document >> 20 ? 20 : 0),
             s->options.max_document >> 20 ? "MiB" : "bytes");
    s->total = total_size(args, n);
    s->paths = tw_paths_open(args, n, options->dropped, options->context);
    tw_paths_with(s->paths, options->remote);
    s->stream = tw_stream_new();
    s->file_mem = tw_arena_new(0);
    s->fd = -1;
    return s;
}

static void close_file(struct tw_source *s)
{
    if (s->fd < 0) return;
    s->done += tw_stream_taken(s->stream);
    if (s->fd > 0) close(s->fd);
    s->fd = -1;
}

void tw_source_close(struct tw_source *s)
{
    if (!s) return;
    close_file(s);
    tw_stream_free(s->stream);
    tw_paths_close(s->paths);
    tw_arena_free(s->file_mem);
    tw_arena_free(s->mail.mem);
    free(s);
}

const char *tw_source_why(const struct tw_source *s, enum tw_status st)
{
    if (st == TW_TOOBIG) return s->too_big;
    if (st == TW_BROKEN) return "compressed data damaged or cut off";
    return st == TW_IO ? "cannot be read" : tw_status_text(st);
}

struct tw_raw tw_source_raw(const struct tw_source *s, enum tw_raw_kind kind)
{
    return (struct tw_raw){.kind = kind, .charset = s->options.charset, .received = s->time,
                           .received_given = s->is_remote || s->options.now.grain != TW_DATE_NONE};
}

struct tw_slice tw_source_numbered(struct tw_arena *mem, struct tw_slice name, uint64_t n)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_add(&b, name);
    tw_buf_addf(&b, "#%llu", (unsigned long long)n);
    return tw_buf_slice(&b);
}

/* What was brought, as the response that it was: so a page's charset is where decoders look for
   it. */
static void as_response(const struct tw_source *s, struct tw_arena *mem, struct tw_slice body,
                        struct tw_raw *out)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_adds(&b, "HTTP/1.1 200 OK\r\n");
    if (s->content_type.n) tw_buf_addf(&b, "Content-Type: %.*s\r\n", TW_FMT(s->content_type));
    tw_buf_adds(&b, "\r\n");
    tw_buf_add(&b, body);
    out->kind = TW_RAW_HTTP;
    out->url = tw_slice_dup(mem, s->url);
    out->bytes = tw_buf_slice(&b);
}

/* The whole file is one page or text. */
static enum tw_status next_whole(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    enum tw_status st;

    if (s->line++) return TW_DONE;
    st = tw_stream_fill(s->stream, s->options.max_document + 1);
    if (st == TW_OK) st = TW_TOOBIG;
    if (st != TW_DONE) return tw_source_drop(s, s->name, tw_source_why(s, st)), TW_DONE;
    *out = tw_source_raw(s, TW_RAW_FILE);
    out->source = tw_slice_dup(mem, s->name);
    if (tw_stream_window(s->stream).n == 0) return tw_source_drop(s, s->name, "empty file"),
        TW_DONE;
    if (s->is_remote) as_response(s, mem, tw_stream_window(s->stream), out);
    else out->bytes = tw_slice_dup(mem, tw_stream_window(s->stream));
    return TW_OK;
}

/* Passes over the rest of a line that is too long. */
static void skip_line(struct tw_source *s)
{
    while (tw_stream_fill(s->stream, 1) == TW_OK) {
        struct tw_slice w = tw_stream_window(s->stream);
        size_t end = tw_slice_find_char(w, '\n', 0);

        tw_stream_skip(s->stream, end == TW_NONE ? w.n : end + 1);
        if (end != TW_NONE) return;
    }
}

/* Makes the next line visible: *n bytes, its end (if it has one) at *n. */
static enum tw_status find_line(struct tw_source *s, size_t *n)
{
    size_t seen = 0;

    for (;;) {
        enum tw_status st = tw_stream_fill(s->stream, seen + 1);
        struct tw_slice w = tw_stream_window(s->stream);
        size_t end = tw_slice_find_char(w, '\n', seen);

        if (end != TW_NONE) return *n = end, end > s->options.max_document ? TW_TOOBIG : TW_OK;
        seen = w.n;
        if (seen > s->options.max_document) return TW_TOOBIG;
        if (st == TW_OK) continue;
        *n = w.n;
        return st == TW_DONE && w.n ? TW_OK : st;
    }
}

/* One JSON object a line. */
static enum tw_status next_line(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    for (;;) {
        size_t n = 0;
        enum tw_status st = find_line(s, &n);
        struct tw_slice source = TW_LIT(""), line;

        s->line++;
        if (st == TW_DONE) return st;
        source = tw_source_numbered(mem, s->name, s->line);
        if (st == TW_TOOBIG && tw_stream_window(s->stream).n > s->options.max_document) {
            tw_source_drop(s, source, s->too_big);
            skip_line(s);
            continue;
        }
        if (st != TW_OK) return tw_source_drop(s, source, tw_source_why(s, st)), TW_DONE;
        line = tw_stream_window(s->stream);
        line.n = n;
        line = tw_slice_trim(line);
        *out = tw_source_raw(s, TW_RAW_JSON);
        out->source = source;
        out->bytes = tw_slice_dup(mem, line);
        tw_stream_skip(s->stream, n < tw_stream_window(s->stream).n ? n + 1 : n);
        if (line.n) return TW_OK;
    }
}

/* Is the file one object on one line that holds a list: a JSON Feed, the answer
** of a search interface? */
static bool is_list_on_a_line(struct tw_slice first)
{
    size_t end = tw_slice_find_char(first, '\n', 0);

    if (first.n == 0 || first.p[0] != '{'
        || (end != TW_NONE && tw_slice_trim(tw_slice_sub(first, end, first.n)).n))
        return false;
    return tw_json_has_list(first);
}

/* Is there a first line, and does it end as an object does? */
static bool ends_object(struct tw_slice first)
{
    size_t end = tw_slice_find_char(first, '\n', 0);

    if (end == TW_NONE) return false;
    first = tw_slice_trim(tw_slice_sub(first, 0, end));
    return first.n > 1 && first.p[first.n - 1] == '}';
}

/* JSON lines begin with an object that ends with its line, or whose next line
** begins another, unless its own line tells that it goes on. */
static bool is_json_lines(struct tw_slice first)
{
    struct tw_slice line;

    if (first.n == 0 || first.p[0] != '{') return false;
    if (!tw_slice_line(&first, &line)) return false;
    line = tw_slice_trim(line);
    if (line.p[line.n - 1] == '}' || first.n == 0) return true;
    return first.p[0] == '{' && !strchr("[{,:", line.p[line.n - 1]);
}

/* Passes a byte order mark. */
static struct tw_slice without_mark(struct tw_source *s)
{
    if (tw_slice_starts(tw_stream_window(s->stream), TW_LIT("\xEF\xBB\xBF")))
        tw_stream_skip(s->stream, 3);
    return tw_stream_window(s->stream);
}

/* The beginning of the file: as much as is needed to tell what it is, but not
** more than a first line of JSON, so that whoever writes lines into a pipe and
** waits for the answer is not waited for. */
static struct tw_slice look(struct tw_source *s)
{
    struct tw_slice first = without_mark(s);

    while (first.n < SNIFF && !(first.n && first.p[0] == '{' && ends_object(first))
           && tw_stream_fill(s->stream, first.n + 1) == TW_OK)
        first = without_mark(s);
    return first;
}

/* Sets the reader of the open file; TW_OK, or it has been dropped. */
static enum tw_status tell_kind(struct tw_source *s)
{
    struct tw_slice first = tw_slice_trim(look(s));

    s->next = next_whole;
    if (tw_warc_is(first)) {
        s->next = tw_source_next_warc;
    } else if (tw_mime_is_box(first) || tw_mime_is(first)) {
        tw_source_open_mail(s, tw_mime_is_box(first));
    } else if (!is_list_on_a_line(first) && is_json_lines(first)) {
        s->next = next_line;
    } else if (tw_feed_is(first)) {
        enum tw_status st = tw_source_open_list(s);

        if (st == TW_OK) s->next = tw_source_next_item;
        else if (st != TW_NOTNEWS) return st;
    }
    return TW_OK;
}

/* Opens what the address that is next brought; false when that is nothing. */
static bool open_brought(struct tw_source *s)
{
    struct tw_brought b = {.fd = -1};

    s->options.remote->bring(s->options.remote->context, s->file_mem, &b);
    s->fd = b.fd;
    if (b.why) return tw_source_drop(s, s->name, b.why), false;
    s->is_remote = true;
    s->url = b.url;
    s->content_type = b.content_type;
    if (s->time.grain == TW_DATE_NONE) s->time = b.received;
    return true;
}

static enum tw_status open_next(struct tw_source *s)
{
    struct tw_slice name;
    struct stat info;
    enum tw_status st;

    do {
        st = tw_paths_next(s->paths, &name, &s->fd);
        if (st != TW_OK) return s->fd = -1, st;
        tw_arena_reset(s->file_mem);
        s->name = tw_slice_dup(s->file_mem, name);
        s->time = s->options.now;
        s->is_remote = false;
        s->url = s->content_type = TW_LIT("");
    } while (s->fd == TW_PATHS_REMOTE && !open_brought(s));
    s->line = 0;
    s->list = (struct tw_source_list){0};
    if (s->time.grain == TW_DATE_NONE && fstat(s->fd, &info) == 0)
        s->time = tw_date_from_unix(info.st_mtim.tv_sec);
    tw_stream_start(s->stream, s->fd);
    return TW_OK;
}

enum tw_status tw_source_next(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    for (;;) {
        enum tw_status st;

        if (s->fd < 0) {
            if ((st = open_next(s)) != TW_OK) return st;
            if (tell_kind(s) != TW_OK) {
                close_file(s);
                continue;
            }
        }
        st = s->next(s, mem, out);
        if (st == TW_OK) return st;
        close_file(s);
    }
}

uint64_t tw_source_done(const struct tw_source *s)
{
    return s->done + (s->fd < 0 ? 0 : tw_stream_taken(s->stream));
}

uint64_t tw_source_total(const struct tw_source *s)
{
    return s->total;
}
