/* cmd_search.c - twosource search and outlets. */
#include "cmd_store.h"
#include "base/utf8.h"
#include "compare/layout.h"
#include "compare/wording.h"
#include "store/tell.h"

#include <stdio.h>

enum { INDENT = 7, WIDEST = 40 };       /* columns: before a result; of an outlet's name */

/* ---- search */

static struct tw_slice query_of(struct tw_arena *mem, const struct tw_options *o)
{
    struct tw_buf b = {.mem = mem};

    for (int i = 0; i < o->inputs; i++) {
        if (i > 0) tw_buf_addc(&b, ' ');
        tw_buf_adds(&b, o->input[i]);
    }
    return tw_buf_slice(&b);
}

static void add_part(struct tw_buf *b, struct tw_slice part)
{
    if (part.n == 0) return;
    if (b->n > 0) tw_buf_adds(b, " \xC2\xB7 ");
    tw_buf_add(b, part);
}

/* A snippet being wrapped, its hits in bold, or between * without colour. */
struct wrapping {
    struct tw_buf *out;
    const struct tw_found *f;
    size_t width, column;
    size_t hit;                 /* the one at or behind the place */
    bool colour;
};

static void mark(const struct wrapping *w, bool on)
{
    tw_buf_adds(w->out, !w->colour ? "*" : on ? "\x1B[1m" : "\x1B[0m");
}

static bool is_hit(struct wrapping *w, size_t at)
{
    const struct tw_spans *hits = &w->f->hits;

    while (w->hit < hits->n && tw_span_end(hits->v[w->hit]) <= at) w->hit++;
    return w->hit < hits->n && hits->v[w->hit].off <= at;
}

/* The bytes [from, to), on this line or the next, without what would move the cursor. */
static void add_word(struct wrapping *w, size_t from, size_t to)
{
    size_t columns = tw_columns(tw_slice_sub(w->f->snippet, from, to));
    bool on = false;

    if (w->column > INDENT && w->column + 1 + columns > w->width) {
        tw_buf_addf(w->out, "\n%*s", INDENT, "");
        w->column = INDENT;
    } else if (w->column > INDENT) {
        tw_buf_addc(w->out, ' ');
        w->column++;
    }
    w->column += columns;
    while (from < to) {
        size_t at = from;
        uint32_t c = tw_utf8_next(w->f->snippet, &at);

        if (is_hit(w, from) != on) mark(w, on = !on);
        if (!tw_is_control(c)) tw_buf_add(w->out, tw_slice_sub(w->f->snippet, from, at));
        from = at;
    }
    if (on) mark(w, false);
}

static void print_snippet(struct tw_buf *out, const struct tw_options *o, const struct tw_found *f)
{
    struct wrapping w = {out,    f, tw_screen_width(o) - (f->span.off > 0 ? 2 : 0),
                         INDENT, 0, tw_screen_colour(o)};
    size_t at = 0, word = 0;

    tw_buf_addf(out, "%*s%s", INDENT, "", f->span.off > 0 ? "\xE2\x80\xA6 " : "");
    while (at < f->snippet.n) {
        size_t from = at;

        if (!tw_cp_is_space(tw_utf8_next(f->snippet, &at))) continue;
        if (from > word) add_word(&w, word, from);
        word = at;
    }
    if (at > word) add_word(&w, word, at);
    tw_buf_addc(out, '\n');
}

static void print_found(struct tw_buf *out, const struct tw_options *o, const struct tw_found *f)
{
    struct tw_layout l = {out, tw_screen_width(o), tw_screen_colour(o)};
    struct tw_buf name = {.mem = out->mem}, about = {.mem = out->mem}, when = {.mem = out->mem};

    if (f->story) tw_buf_addf(&name, "s%llu", (unsigned long long)f->story);
    tw_add_when(&when, &f->published);
    add_part(&about, tw_one_line(out->mem, f->outlet, 0));
    add_part(&about, tw_buf_slice(&when));
    add_part(&about, tw_one_line(out->mem, f->id, 0));
    tw_layout_row(&l, INDENT, tw_buf_slice(&name), TW_INK_BOLD, tw_one_line(out->mem, f->title, 0),
                  (struct tw_slice){0});
    tw_layout_row(&l, INDENT, (struct tw_slice){0}, TW_INK_PLAIN, tw_buf_slice(&about),
                  (struct tw_slice){0});
    print_snippet(out, o, f);
    tw_buf_addc(out, '\n');
}

static int search(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_slice query = query_of(mem, o);
    struct tw_buf out = {.mem = mem};
    struct tw_found *v = NULL;
    size_t n = 0;
    enum tw_status st = o->json ? tw_tell_search(s, mem, query, o->limit, &out)
                                : tw_store_search(s, mem, query, o->limit, &v, &n);

    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    for (size_t i = 0; i < n; i++) print_found(&out, o, &v[i]);
    if (!o->json && n == 0) tw_say("nothing matches");
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_search(const struct tw_options *o)
{
    if (o->inputs > 0) return tw_cmd_store_read(o, search);
    tw_say("search needs words to search for");
    return TW_EXIT_USAGE;
}

/* ---- outlets */

/* "Daily Whistle    412   87   31 %   62 %   3   2031-04-02 10:00Z" */
static void print_outlet(struct tw_buf *out, const struct tw_stored_outlet *t, size_t widest)
{
    struct tw_slice name = tw_one_line(out->mem, t->name.n > 0 ? t->name : t->domain, WIDEST);
    size_t columns = tw_columns(name);

    if (name.n == 0) name = TW_LIT("(not known)"), columns = name.n;
    tw_buf_add(out, name);
    while (columns++ < widest) tw_buf_addc(out, ' ');
    tw_buf_addf(out, "  %7llu  %7llu  %6.0f %%  %8.0f %%  %11llu  %.*s\n",
                (unsigned long long)t->articles, (unsigned long long)t->stories, t->copied * 100,
                t->first_hand * 100, (unsigned long long)t->corrections,
                TW_FMT(tw_cmd_when(out->mem, t->last)));
}

static void print_outlets(struct tw_buf *out, const struct tw_stored_outlet *v, size_t n)
{
    size_t widest = sizeof "(not known)" - 1;

    for (size_t i = 0; i < n; i++) {
        size_t columns =
            tw_columns(tw_one_line(out->mem, v[i].name.n > 0 ? v[i].name : v[i].domain, WIDEST));

        if (columns > widest) widest = columns;
    }
    if (n > 0)
        tw_buf_addf(out, "%-*s  articles  stories    copied  first-hand  corrections  last\n",
                    (int)widest - 1, "outlet");
    for (size_t i = 0; i < n; i++) print_outlet(out, &v[i], widest);
}

static int outlets(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_buf out = {.mem = mem};
    struct tw_stored_outlet *v = NULL;
    size_t n = 0;
    enum tw_status st = o->json ? tw_tell_outlets(s, mem, &out) : tw_store_outlets(s, mem, &v, &n);

    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    print_outlets(&out, v, n);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

int tw_cmd_outlets(const struct tw_options *o)
{
    if (o->inputs == 0) return tw_cmd_store_read(o, outlets);
    tw_say("outlets takes no input");
    return TW_EXIT_USAGE;
}
