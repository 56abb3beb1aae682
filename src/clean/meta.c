/* clean/meta.c - see meta.h.  The order matters: the outlet's name is taken off
** titles and out of bylines, and dates and names are looked for near the title.
*/
#include "clean/meta.h"

#include "base/vec.h"
#include "clean/byline.h"
#include "clean/copyyear.h"
#include "clean/credit.h"
#include "clean/dateinfer.h"
#include "clean/lang.h"
#include "clean/line.h"
#include "clean/oneline.h"
#include "clean/outlet.h"
#include "clean/pagelang.h"
#include "clean/pubdate.h"
#include "clean/title.h"
#include "clean/url.h"
#include "gen/words.h"

enum { MAX_LANGS = 8, MAX_DESCRIPTIONS = 12, LAST_PARAGRAPHS = 2,
       CREDIT_LINE = 200 /* bytes; a credit is one short line */,
           NAME_WORDS = 3 /* of an agency that signs a text */,
       MIN_DESCRIPTION = 40 /* bytes; shorter ones are slogans */ };

static void add_lang(struct tw_arena *mem, struct tw_slice declared, struct tw_slices *out)
{
    struct tw_slice code = tw_pagelang_code(mem, declared);

    if (code.n == 0 || out->n == MAX_LANGS) return;
    for (size_t i = 0; i < out->n; i++)
        if (tw_slice_eq(out->v[i], code)) return;
    out->v[out->n++] = code;
}

/* html lang, JSON-LD, then meta tags by weight. */
static void gather_langs(struct tw_arena *mem, const struct tw_hints *h, struct tw_slices *out)
{
    *out = (struct tw_slices){TW_NEW_N(mem, struct tw_slice, MAX_LANGS), 0};
    add_lang(mem, h->html_lang, out);
    add_lang(mem, h->ld.language, out);
    for (int weight = 9; weight > 0; weight--)
        for (size_t i = 0; i < h->n; i++)
            if (h->v[i].kind == TW_HINT_LANG && h->v[i].weight == weight)
                add_lang(mem, h->v[i].text, out);
}

static void add_description(struct tw_slice s, struct tw_slices *out)
{
    if (s.n == 0 || out->n == MAX_DESCRIPTIONS) return;
    for (size_t i = 0; i < out->n; i++)
        if (tw_oneline_same(out->v[i], s)) return;
    out->v[out->n++] = s;
}

static void gather_descriptions(struct tw_arena *mem, const struct tw_hints *h,
                                struct tw_slices *out)
{
    *out = (struct tw_slices){TW_NEW_N(mem, struct tw_slice, MAX_DESCRIPTIONS), 0};
    add_description(tw_oneline(mem, h->ld.description), out);
    for (size_t i = 0; i < h->n; i++)
        if (h->v[i].kind == TW_HINT_DESCRIPTION) add_description(h->v[i].text, out);
}

/* The agency that a name is, or a well-known one that it ends with ("Le Courrier et AFP"). */
static void credit_name(struct tw_arena *mem, struct tw_slice name, struct tw_slices *out)
{
    size_t words = 0;

    for (size_t at = name.n; at > 0 && words < 3; at--) {
        struct tw_slice tail = tw_slice_sub(name, at, name.n);
        size_t blank = tw_slice_find_char(tail, ' ', 0);

        if (!tw_is_space(name.p[at - 1])) continue;
        words++;
        if (tw_words_find_nocase(&tw_words_any_agencies, tail))
            tw_credit_add_agency(mem, tail, out);
        if (blank != TW_NONE && tw_words_find_nocase(&tw_words_any_name_joins,
                                                     tw_slice_sub(tail, 0, blank)))
            return;
    }
    if (words < 3) tw_credit_add_agency(mem, name, out);
}

/* Agencies among the authors and in meta tags. */
static void gather_credits(struct tw_arena *mem, const struct tw_hints *h,
                           const struct tw_article *a, struct tw_slices *out)
{
    for (size_t i = 0; i < a->byline.n; i++) credit_name(mem, a->byline.v[i], out);
    for (size_t i = 0; i < h->n; i++)
        if (h->v[i].kind == TW_HINT_CREDIT) tw_credit_add_agency(mem, h->v[i].text, out);
}

static void set_type(const struct tw_hints *h, struct tw_meta *out)
{
    const struct tw_hint *og = tw_hints_best(h, TW_HINT_TYPE);

    out->type = h->ld.type.n ? h->ld.type : og ? og->text : TW_LIT("");
    out->has_article = h->ld.is_article
        || (og && tw_slice_starts_nocase(og->text, TW_LIT("article")));
    out->is_listing = h->ld.is_listing && !out->has_article;
}

/* The language of what a page says of itself, when it does not tell. */
static struct tw_slice guess_lang(struct tw_arena *mem, struct tw_slice title,
                                  struct tw_slices descriptions)
{
    struct tw_buf text = {.mem = mem};

    tw_buf_add(&text, title);
    for (size_t i = 0; i < descriptions.n; i++) {
        tw_buf_addc(&text, ' ');
        tw_buf_add(&text, descriptions.v[i]);
    }
    return tw_lang_detect(tw_buf_slice(&text));
}

void tw_meta_read(struct tw_arena *mem, const struct tw_html *page, const struct tw_document *doc,
                  struct tw_article *article, struct tw_meta *out)
{
    struct tw_hints h;
    struct tw_slice lang;

    *out = (struct tw_meta){0};
    tw_hints_gather(mem, page, doc, &h);
    gather_langs(mem, &h, &out->langs);
    article->lang = out->langs.n ? out->langs.v[0] : TW_LIT("");
    article->url = tw_url_canonical(mem, h.url);
    tw_outlet_vote(mem, &h, &article->outlet_name, &article->outlet_domain);
    article->title = tw_title_vote(mem, &h, article->outlet_name, &out->title_node);
    article->byline = tw_byline_vote(mem, &h, article->outlet_name, out->title_node,
                                     &out->byline_node);
    gather_descriptions(mem, &h, &out->descriptions);
    lang = h.html_lang.n ? h.html_lang : article->lang;
    if (lang.n == 0) lang = guess_lang(mem, article->title, out->descriptions);
    out->date_node = tw_pubdate_vote(mem, &h, out->title_node, lang, article);
    out->last = doc->received;
    if (article->published.grain == TW_DATE_NONE && !doc->received_given)
        out->last = tw_copyyear_last(page, &out->last);
    gather_credits(mem, &h, article, &out->credits);
    out->ld_body = h.ld.body;
    out->reviews = h.ld.reviews;
    set_type(&h, out);
}

bool tw_meta_stand_in(struct tw_arena *mem, const struct tw_meta *meta, struct tw_article *article)
{
    struct tw_slice longest = {"", 0};

    if (meta->is_listing || article->title.n == 0) return false;
    if (article->published.grain < TW_DATE_DAY || article->published_from >= TW_FROM_TEXT)
        return false;
    for (size_t i = 0; i < meta->descriptions.n; i++)
        if (meta->descriptions.v[i].n > longest.n) longest = meta->descriptions.v[i];
    if (longest.n < MIN_DESCRIPTION) return false;
    article->text = longest;
    tw_article_split(mem, article);
    return true;
}

static struct tw_slice paragraph(const struct tw_article *a, size_t i)
{
    return tw_span_text(a->text, a->paragraphs.v[i]);
}

static void credit_line(struct tw_arena *mem, struct tw_slice line, struct tw_article *a)
{
    struct tw_line kind;

    if (line.n > 200) return;               /* a credit is one short line */
    kind = tw_line_read(line, a->lang);
    if (kind.kind == TW_LINE_AGENCY || tw_credit_is_agency_sign(line))
        tw_credit_of_line(mem, line, kind.rest, a->lang, &a->credit);
}

/* Sign-offs and credit lines among the notes and the last paragraphs. */
static void credit_tail(struct tw_arena *mem, struct tw_article *a)
{
    size_t n = a->paragraphs.n;

    for (size_t i = 0; i < a->notes.n; i++) {
        struct tw_slice note = a->notes.v[i];

        if (tw_line_words(note, NAME_WORDS + 1) <= NAME_WORDS
            && tw_line_kind(note, a->lang) == TW_LINE_TEXT)
            tw_credit_add(mem, note, &a->credit);
        else if (note.n <= CREDIT_LINE)
            tw_credit_of_line(mem, note, TW_LIT(""), a->lang, &a->credit);
    }
    for (size_t i = n > LAST_PARAGRAPHS ? n - LAST_PARAGRAPHS : 0; i < n; i++)
        credit_line(mem, paragraph(a, i), a);
}

/* The dateline, and the day it or the text tells when the page shows none. */
static void take_dateline(struct tw_arena *mem, const struct tw_date *last, struct tw_article *a)
{
    struct tw_slice first = a->paragraphs.n ? paragraph(a, 0) : TW_LIT("");
    struct tw_dateline d;
    bool found = tw_dateline_find(first, a->lang, &d);

    if (found) a->dateline = tw_span_text(first, d.span);
    if (found && d.agency.n) tw_credit_add(mem, d.agency, &a->credit);
    if (a->published.grain > TW_DATE_NONE) return;
    a->published = tw_date_infer(a->text, a->lang, found ? &d : NULL, last);
    if (a->published.grain > TW_DATE_NONE) a->published_from = TW_FROM_TEXT;
}

void tw_meta_finish(struct tw_arena *mem, const struct tw_meta *meta, struct tw_article *article)
{
    article->lang = tw_pagelang_vote(meta->langs, article->text);
    article->credit = meta->credits;
    take_dateline(mem, &meta->last, article);
    credit_tail(mem, article);
}
