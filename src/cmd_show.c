/* cmd_show.c - twosource show: a story as compare prints it, or an article and where it stands. */
#include "cmd_store.h"
#include "compare/layout.h"
#include "compare/wording.h"
#include "store/lookup.h"
#include "store/naming.h"
#include "store/retell.h"
#include "store/standing.h"

#include <errno.h>

enum { COPIES = 12 };           /* shown to people */

/* ---- A story */

/* "s12  growing, starred" and what was noted about it. */
static void print_head(struct tw_buf *out, const struct tw_stored_story *s, int64_t newest)
{
    tw_buf_addf(out, "s%llu  %s%s\n", (unsigned long long)s->number,
                tw_story_life_text(tw_tell_life(s, newest)), s->starred ? ", starred" : "");
    if (s->note.n > 0) tw_buf_addf(out, "note: %.*s\n", TW_FMT(tw_one_line(out->mem, s->note, 0)));
    tw_buf_addc(out, '\n');
}

/* What `compare` prints or the page, made of the stored accounts. */
static enum tw_status add_comparison(const struct tw_options *o, struct tw_arena *mem,
                                     struct tw_store *s, uint64_t story, struct tw_buf *out)
{
    struct tw_comparison c;
    enum tw_status st = tw_retell_comparison(s, mem, story, &c);

    if (st != TW_OK) return st;
    if (o->html) tw_comparison_report(out, &c);
    else tw_comparison_print(out, &c, tw_screen_width(o), tw_screen_colour(o));
    return TW_OK;
}

static enum tw_status add_text(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                               const struct tw_stored_story *story, struct tw_buf *out)
{
    struct tw_decisions d;
    int64_t newest;
    enum tw_status st;

    if ((st = tw_lookup_newest(s, &newest)) != TW_OK) return st;
    print_head(out, story, newest);
    if ((st = add_comparison(o, mem, s, story->number, out)) != TW_OK) return st;
    if ((st = tw_cmd_print_history(out, o, mem, s, story->number, false)) != TW_OK) return st;
    if ((st = tw_tell_concerning(s, mem, story->number, 0, &d)) != TW_OK) return st;
    return tw_cmd_print_decisions(out, o, mem, s, &d);
}

static int show_story(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                      uint64_t number)
{
    struct tw_buf out = {.mem = mem};
    struct tw_stored_story story;
    const char *why;
    int page;
    enum tw_status st = tw_naming_live(s, mem, number, &story, &why);

    if (st != TW_OK) {
        tw_say("%s", why);
        return TW_EXIT_FAILED;
    }
    if (o->html) st = add_comparison(o, mem, s, number, &out);
    else if (o->json) st = tw_retell_json(s, mem, number, &out);
    else st = add_text(o, mem, s, &story, &out);
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    if (!o->html) return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
    if ((page = tw_file_open(o->html)) < 0) return TW_EXIT_FAILED;
    if (tw_file_put(page, &out)) return TW_EXIT_DONE;
    tw_say("the page could not be written: %s", strerror(errno));
    return TW_EXIT_FAILED;
}

/* ---- An article */

static void row(const struct tw_layout *l, const char *label, struct tw_slice text)
{
    if (text.n > 0)
        tw_layout_row(l, 12, tw_slice_of(label), TW_INK_DIM, tw_one_line(l->out->mem, text, 0),
                      (struct tw_slice){0});
}

static void row_list(const struct tw_layout *l, const char *label, const struct tw_slices *v)
{
    struct tw_buf b = {.mem = l->out->mem};

    for (size_t i = 0; i < v->n; i++) {
        if (i > 0) tw_buf_adds(&b, ", ");
        tw_buf_add(&b, v->v[i]);
    }
    row(l, label, tw_buf_slice(&b));
}

static void row_date(const struct tw_layout *l, const char *label, const struct tw_date *d)
{
    struct tw_buf b = {.mem = l->out->mem};

    if (d->grain != TW_DATE_NONE) tw_add_when(&b, d);
    row(l, label, tw_buf_slice(&b));
}

/* "62 % of its words are in Meridian, 2031-04-02 10:00Z, 0123456789abcdef" */
static void row_copy(const struct tw_layout *l, const struct tw_standing *x,
                     const struct tw_standing_copy *c, bool first)
{
    struct tw_buf b = {.mem = l->out->mem};
    bool is_later = c->copy.b == x->a.number;
    uint64_t words = 0;

    for (size_t i = 0; i < c->copy.n; i++) words += c->copy.passage[i].words;
    tw_buf_addf(&b, "%.*s ", TW_FMT(tw_account_name(&c->other)));
    tw_add_when(&b, &c->other.published);
    tw_buf_addf(&b, " (%.*s): %llu words", TW_FMT(c->other.id), (unsigned long long)words);
    if (c->copy.contained > 0)
        tw_buf_addf(&b, ", %.0f %% of %s",
                    (is_later ? c->copy.contained : c->copy.contained_back) * 100, "this one");
    row(l, !first ? " " : is_later ? "copied from" : "copied by", tw_buf_slice(&b));
}

static void row_copies(const struct tw_layout *l, const struct tw_standing *x, bool from)
{
    size_t shown = 0;

    for (size_t i = 0; i < x->copies && shown < COPIES; i++)
        if ((x->copy[i].copy.b == x->a.number) == from) row_copy(l, x, &x->copy[i], shown++ == 0);
}

static enum tw_status add_article(const struct tw_options *o, struct tw_arena *mem,
                                  struct tw_store *s, const struct tw_standing *x,
                                  struct tw_buf *out)
{
    const struct tw_article *a = &x->a.article;
    struct tw_layout l = {out, tw_screen_width(o), tw_screen_colour(o)};
    struct tw_buf story = {.mem = mem};
    struct tw_stored_story in;

    if (x->a.story && tw_store_story(s, mem, x->a.story, &in) == TW_OK)
        tw_buf_addf(&story, "s%llu  %.*s", (unsigned long long)x->a.story, TW_FMT(in.title));
    tw_layout_row(&l, 0, tw_one_line(mem, a->title, 0), TW_INK_BOLD, (struct tw_slice){0},
                  (struct tw_slice){0});
    row(&l, "id", a->id);
    row(&l, "outlet", tw_account_name(a));
    row_list(&l, "by", &a->byline);
    row_list(&l, "credit", &a->credit);
    row_date(&l, "published", &a->published);
    row_date(&l, "received", &x->a.received);
    row(&l, "url", a->url);
    row(&l, "source", a->source);
    row(&l, "story", tw_buf_slice(&story));
    row(&l, "edition of", x->edition_of);
    row_list(&l, "later", &x->editions);
    row_copies(&l, x, true);
    row_copies(&l, x, false);
    tw_buf_addc(out, '\n');
    for (size_t i = 0; i < a->paragraphs.n; i++) {
        tw_layout_row(&l, 0, (struct tw_slice){0}, TW_INK_PLAIN,
                      tw_one_line(mem, tw_span_text(a->text, a->paragraphs.v[i]), 0),
                      (struct tw_slice){0});
        tw_buf_addc(out, '\n');
    }
    return tw_cmd_print_decisions(out, o, mem, s, &x->decisions);
}

static int show_original(struct tw_arena *mem, struct tw_store *s, uint64_t article)
{
    struct tw_buf out = {.mem = mem};
    enum tw_evidence_kind kind;
    struct tw_slice bytes;
    enum tw_status st = tw_store_evidence(s, mem, article, &kind, &bytes);

    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    tw_buf_add(&out, bytes);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

static int show_article(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                        struct tw_slice name)
{
    struct tw_buf out = {.mem = mem};
    struct tw_standing x;
    uint64_t article;
    const char *why;
    enum tw_status st = tw_naming_article(s, mem, name, &article, &why);

    if (st != TW_OK) {
        tw_say("%s", why);
        return TW_EXIT_FAILED;
    }
    if (o->original) return show_original(mem, s, article);
    if ((st = tw_standing_find(s, mem, article, &x)) == TW_OK)
        st = o->json ? tw_standing_write(s, mem, &x, &out) : add_article(o, mem, s, &x, &out);
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

static int show(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_slice name = tw_slice_of(o->input[0]);
    enum tw_known known = TW_UNKNOWN;
    uint64_t article;
    enum tw_status st = TW_OK;

    if (o->original || !tw_naming_story(name)) return show_article(o, mem, s, name);
    if ((st = tw_store_known(s, name, &known, &article)) != TW_OK)
        return tw_cmd_store_failed(s, st);
    if (known == TW_STORED && tw_is_digit(*name.p))
        return show_article(o, mem, s, name); /* an id that is a number */
    return show_story(o, mem, s, tw_naming_story(name));
}

int tw_cmd_show(const struct tw_options *o)
{
    if (o->inputs == 1) return tw_cmd_store_read(o, show);
    tw_say("show needs a story (s1) or an article (its id, or s1:A)");
    return TW_EXIT_USAGE;
}
