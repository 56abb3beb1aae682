/* read/claimreview.c - see the header.
**
** https://schema.org/ClaimReview: claimReviewed; itemReviewed (a Claim) with its author;
** reviewRating with a word for people (alternateName, else name) or a number and the best there
** is; author (who checked), else publisher. A feed of them (Data Commons) has each as the item of
** a DataFeedItem; read/jsonsplit cuts it.
*/
#include "read/claimreview.h"

#include "read/newsitem.h"

#include <stdio.h>

enum { DEPTH = 4 };

static bool is_type(const struct tw_jv *o, struct tw_slice what)
{
    const struct tw_jv *type = tw_jv_get(o, "@type");
    size_t n = !type ? 0 : type->type == TW_JARRAY ? type->n : 1;

    for (size_t i = 0; i < n; i++) {
        const struct tw_jv *t = type->type == TW_JARRAY ? &type->v[i] : type;

        if (t->type == TW_JSTRING && tw_slice_ends(t->s, what)
            && (t->s.n == what.n || t->s.p[t->s.n - what.n - 1] == '/'
                || t->s.p[t->s.n - what.n - 1] == ':'))
            return true;
    }
    return false;
}

bool tw_claimreview_is(const struct tw_jv *object)
{
    return is_type(object, TW_LIT("ClaimReview"));
}

static void find(const struct tw_jv *v, int depth, struct tw_reviews *out)
{
    static const char *const inward[] = {"@graph", "item", "review", "mainEntity"};

    if (!v || depth > DEPTH || out->n == TW_REVIEWS_MAX) return;
    if (v->type == TW_JARRAY)
        for (size_t i = 0; i < v->n && out->n < TW_REVIEWS_MAX; i++) find(&v->v[i], depth + 1, out);
    if (v->type != TW_JOBJECT) return;
    if (tw_claimreview_is(v)) {
        out->v[out->n++] = v;
        return;
    }
    for (size_t i = 0; i < sizeof inward / sizeof *inward; i++)
        find(tw_jv_get(v, inward[i]), depth + 1, out);
}

void tw_claimreview_find(const struct tw_jv *object, struct tw_reviews *out)
{
    out->n = 0;
    find(object, 0, out);
}

/* A string, a name, or the first of several. */
static struct tw_slice name_of(const struct tw_jv *v)
{
    if (v && v->type == TW_JARRAY && v->n) v = &v->v[0];
    if (v && v->type == TW_JOBJECT) v = tw_jv_get(v, "name");
    if (v && v->type == TW_JARRAY && v->n) v = &v->v[0];
    return v && v->type == TW_JSTRING ? tw_slice_trim(v->s) : TW_LIT("");
}

static const struct tw_jv *first(const struct tw_jv *v)
{
    return v && v->type == TW_JARRAY && v->n ? &v->v[0] : v;
}

static struct tw_slice plain(struct tw_arena *mem, struct tw_slice s)
{
    bool marked =
        tw_slice_find_char(s, '<', 0) != TW_NONE || tw_slice_find_char(s, '&', 0) != TW_NONE;

    return marked ? tw_newsitem_plain(mem, s) : tw_slice_trim(s);
}

/* Who made the claim: the author of what is reviewed, or of what that appeared in. */
static struct tw_slice speaker_of(const struct tw_jv *review)
{
    const struct tw_jv *claim = first(tw_jv_get(review, "itemReviewed"));
    struct tw_slice name = name_of(tw_jv_get(claim, "author"));

    if (!name.n) name = name_of(tw_jv_get(claim, "creator"));
    return name;
}

static struct tw_slice checker_of(const struct tw_jv *review)
{
    struct tw_slice name = name_of(tw_jv_get(review, "author"));

    return name.n ? name : name_of(tw_jv_get(review, "publisher"));
}

static void add_number(struct tw_buf *b, const struct tw_jv *v)
{
    if (v && (v->type == TW_JNUMBER || v->type == TW_JSTRING)) tw_buf_add(b, v->s);
}

/* "False"; "1 of 5" when there is no word. */
static struct tw_slice rating_of(struct tw_arena *mem, const struct tw_jv *review)
{
    const struct tw_jv *rating = first(tw_jv_get(review, "reviewRating"));
    struct tw_slice word = tw_jv_str(rating, "alternateName");
    struct tw_buf b = {.mem = mem};

    if (!word.n) word = tw_jv_str(rating, "name");
    if (word.n) return plain(mem, word);
    if (!tw_jv_get(rating, "ratingValue")) return TW_LIT("");
    add_number(&b, tw_jv_get(rating, "ratingValue"));
    if (tw_jv_get(rating, "bestRating")) {
        tw_buf_adds(&b, " / ");
        add_number(&b, tw_jv_get(rating, "bestRating"));
    }
    return tw_buf_slice(&b);
}

static void next_paragraph(struct tw_buf *text)
{
    if (text->n) tw_buf_adds(text, "\n\n");
}

/* Ends a sentence that does not. */
static void add_sentence(struct tw_buf *text, struct tw_slice s)
{
    tw_buf_add(text, s);
    if (s.n && (tw_is_alnum(s.p[s.n - 1]) || s.p[s.n - 1] == ')')) tw_buf_addc(text, '.');
}

static void add_claim(struct tw_buf *text, struct tw_slice speaker, struct tw_slice claim,
                      bool english)
{
    next_paragraph(text);
    tw_buf_add(text, speaker);
    if (speaker.n) tw_buf_adds(text, english ? " said: " : ": “");
    if (english || !speaker.n) add_sentence(text, claim);
    else tw_buf_add(text, claim), tw_buf_adds(text, "”");
}

static struct tw_slice claim_of(struct tw_arena *mem, const struct tw_jv *review)
{
    struct tw_slice claim = plain(mem, tw_jv_str(review, "claimReviewed"));

    return claim.n ? claim
                   : plain(mem, tw_jv_str(first(tw_jv_get(review, "itemReviewed")), "name"));
}

static bool is_english(struct tw_slice lang)
{
    return !lang.n || tw_slice_eq(lang, TW_LIT("en"));
}

struct tw_slice tw_claimreview_line(struct tw_arena *mem, const struct tw_jv *review)
{
    struct tw_slice claim = claim_of(mem, review), checker = checker_of(review),
                    rating = rating_of(mem, review);
    struct tw_buf b = {.mem = mem};

    if (!claim.n) return claim;
    tw_buf_add(&b, checker);
    if (checker.n) tw_buf_adds(&b, ": ");
    tw_buf_add(&b, rating);
    tw_buf_adds(&b, " (");
    tw_buf_add(&b, plain(mem, speaker_of(review)));
    tw_buf_adds(&b, ": ");
    tw_buf_add(&b, claim);
    tw_buf_addc(&b, ')');
    return tw_buf_slice(&b);
}

static void add_review(struct tw_arena *mem, const struct tw_jv *review, bool english,
                       struct tw_buf *text)
{
    struct tw_slice claim = claim_of(mem, review), rating = rating_of(mem, review),
                    checker = checker_of(review),
                    body = plain(mem, tw_jv_str(review, "reviewBody"));

    if (!claim.n) return;
    add_claim(text, plain(mem, speaker_of(review)), claim, english);
    if (rating.n) {
        next_paragraph(text);
        tw_buf_add(text, checker);
        if (checker.n) tw_buf_adds(text, ": ");
        add_sentence(text, rating);
    }
    if (!body.n) return;
    next_paragraph(text);
    tw_buf_add(text, body);
}

static void take_checker(const struct tw_jv *review, struct tw_newsitem *item)
{
    item->outlet = checker_of(review);
    item->domain = tw_newsitem_host(item->url);
    if (!item->domain.n)
        item->domain = tw_newsitem_host(tw_jv_str(first(tw_jv_get(review, "author")), "url"));
}

enum tw_status tw_claimreview_read(struct tw_arena *mem, const struct tw_reviews *reviews,
                                   struct tw_document *out, const char **why)
{
    const struct tw_jv *review = reviews->n ? reviews->v[0] : NULL;
    struct tw_newsitem item = {.url = tw_jv_str(review, "url")};
    struct tw_buf text = {.mem = mem};
    bool english;

    item.lang = tw_newsitem_lang(mem, name_of(tw_jv_get(review, "inLanguage")));
    english = is_english(item.lang);
    for (size_t i = 0; i < reviews->n; i++) add_review(mem, reviews->v[i], english, &text);
    item.text = tw_buf_slice(&text);
    if (!item.text.n) return *why = "a fact check without a claim", TW_EMPTY;
    if (!tw_newsitem_host(item.url).n) item.url = TW_LIT("");
    item.title = plain(mem, tw_jv_str(review, "headline"));
    if (!item.title.n) item.title = plain(mem, tw_jv_str(review, "name"));
    if (!item.title.n) item.title = plain(mem, tw_jv_str(review, "claimReviewed"));
    take_checker(review, &item);
    item.published = tw_jv_str(review, "datePublished");
    item.modified = tw_jv_str(review, "dateModified");
    return tw_newsitem_document(mem, &item, out);
}
