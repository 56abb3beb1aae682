/* clean/plain.c - plain text into an article, step by step.
**
** Lines are told (plainlines.c), the head is read (plainhead.c), the tail
** (plaintail.c); the text is what is left between them, without the buttons,
** pointers, pictures and notes in its middle.
*/
#include "clean/plain.h"

#include "base/vec.h"
#include "clean/credit.h"
#include "clean/dateinfer.h"
#include "clean/dateline.h"
#include "clean/lang.h"
#include "clean/markup.h"
#include "clean/plain_int.h"
#include "gen/words.h"

enum { CAPTION_WORDS = 45, TAGLINE_WORDS = 20 };

/* The line behind the heading of a newsletter box: short, with two words that
** such lines are made of. */
static bool is_tagline(const struct tw_plain *p, size_t i)
{
    struct tw_slice rest = p->v[i].text, word;
    size_t n = 0;

    if (i == 0 || p->v[i - 1].kind != TW_LINE_NEWSLETTER || p->v[i].words > TAGLINE_WORDS)
        return false;
    while (tw_slice_part(&rest, ' ', &word)) {
        while (word.n && (word.p[word.n - 1] == '.' || word.p[word.n - 1] == ',')) word.n--;
        n += tw_words_find_nocase(&tw_words_en_tagline_words, word) != NULL;
    }
    return n >= 2;
}

/* In the middle of an article menu words and labels can be headings. */
static bool is_kept(const struct tw_plain *p, size_t i)
{
    const struct tw_plain_line *l = &p->v[i];

    if (l->kind == TW_LINE_LABEL || l->kind == TW_LINE_END)
        return l->first && i + 1 < p->end && p->v[i + 1].first;
    if (l->kind == TW_LINE_NOTE) return true;       /* in the middle it is part of what is told */
    if (l->kind != TW_LINE_TEXT || is_tagline(p, i)) return false;
    return !(i + 1 < p->n && p->v[i + 1].kind == TW_LINE_CREDIT && l->words <= CAPTION_WORDS
             && !p->v[i + 1].first);
}

/* A heading of related posts inside the text takes the short lines behind it
** along. */
static size_t skip_teasers(const struct tw_plain *p, size_t i)
{
    while (i + 1 < p->end && p->v[i + 1].kind != TW_LINE_RELATED
           && !tw_plain_is_prose(&p->v[i + 1]))
        i++;
    return i;
}

static void build_text(struct tw_plain *p, struct tw_article *out)
{
    struct tw_buf b = {.mem = p->mem};
    size_t cap = 0;

    for (size_t i = p->body; i < p->end; i++) {
        const struct tw_plain_line *l = &p->v[i];

        if (l->kind == TW_LINE_NOTE && out->notes.n < 16) {
            size_t room = out->notes.n;

            TW_PUSH(p->mem, out->notes.v, out->notes.n, room, l->text);
        }
        if (l->kind == TW_LINE_RELATED) {
            i = skip_teasers(p, i);
            continue;
        }
        if (!is_kept(p, i) || tw_slice_eq(l->text, out->title)) continue;
        if (b.n) tw_buf_adds(&b, "\n\n");
        TW_PUSH(p->mem, out->paragraphs.v, out->paragraphs.n, cap,
                (struct tw_span){b.n, l->text.n});
        tw_buf_add(&b, l->text);
    }
    out->text = tw_buf_slice(&b);
}

/* The dateline of the first paragraph that has one, among the first three. */
static bool find_dateline(const struct tw_article *a, struct tw_slice lang, struct tw_dateline *d)
{
    for (size_t i = 0; i < a->paragraphs.n && i < 3; i++)
        if (tw_dateline_find(tw_span_text(a->text, a->paragraphs.v[i]), lang, d)) {
            struct tw_slice paragraph = tw_span_text(a->text, a->paragraphs.v[i]);

            d->span.off += (size_t)(paragraph.p - a->text.p);
            return true;
        }
    return false;
}

/* "... (AFP)" or "... — AFP" at the very end of the text. */
static void credit_at_end(struct tw_plain *p, struct tw_article *out)
{
    struct tw_slice s = out->text;
    size_t at;

    if (s.n > 60) s = tw_slice_sub(s, s.n - 60, s.n);
    if (s.n && s.p[s.n - 1] == ')') at = tw_slice_find_last(s, TW_LIT("("));
    else at = tw_slice_find_last(s, TW_LIT("— "));
    if (at != TW_NONE && tw_credit_is_agency_sign(tw_slice_sub(s, at, s.n)))
        tw_credit_add(p->mem, tw_slice_sub(s, at, s.n), &out->credit);
}

/* Was the language told from the article's own text for the most part? */
static bool begins_early(const struct tw_plain *p, struct tw_slice text)
{
    const char *first = p->body < p->n ? p->v[p->body].text.p : NULL;

    return first && first >= text.p && (size_t)(first - text.p) < TW_LANG_SAMPLE / 8;
}

static void finish(struct tw_plain *p, struct tw_article *out)
{
    struct tw_dateline d;
    bool has_dateline = find_dateline(out, p->lang, &d);

    if (has_dateline) {
        out->dateline = tw_span_text(out->text, d.span);
        if (d.agency.n) tw_credit_add(p->mem, d.agency, &out->credit);
    }
    credit_at_end(p, out);
    if (out->published.grain == TW_DATE_NONE) {
        out->published = tw_date_infer(out->text, out->lang, has_dateline ? &d : NULL,
                                       &p->doc->received);
        if (out->published.grain != TW_DATE_NONE) out->published_from = TW_FROM_TEXT;
    }
}

enum tw_status tw_clean_text(struct tw_arena *mem, const struct tw_document *doc,
                             struct tw_article *out, const char **why)
{
    struct tw_slice text = tw_markup_strip(mem, doc->text);
    struct tw_plain p = {.mem = mem, .doc = doc, .lang = tw_lang_detect(text)};

    *out = (struct tw_article){.source = doc->source, .url = doc->url};
    tw_plain_lines(&p, text);
    tw_plain_head(&p, out);
    tw_plain_tail(&p, out);
    build_text(&p, out);
    if (out->text.n == 0) return *why = "no text", TW_NOTNEWS;
    out->lang = p.lang.n && begins_early(&p, text) ? p.lang : tw_lang_detect(out->text);
    finish(&p, out);
    if (doc->feed_title.n) out->title = doc->feed_title;
    if (out->outlet_name.n == 0) out->outlet_name = doc->feed_outlet;
    if (doc->feed_date.grain != TW_DATE_NONE) {
        out->published = doc->feed_date;
        out->published_from = TW_FROM_FEED;
    }
    tw_article_set_id(mem, out);
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}
