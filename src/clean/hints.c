/* clean/hints.c - see hints.h.
**
** What stands inside a footer, navigation, comments or a list of related
** articles is kept, but marked down to a weight of 1: on some pages the names
** of containers mean nothing, and then it is better than nothing.
*/
#include "clean/hints.h"

#include "base/vec.h"
#include "base/words.h"
#include "clean/oneline.h"
#include "clean/url.h"
#include "gen/words.h"

enum {
    MAX_HINTS = 2000,           /* on one page; long lists of teasers have the most */
    MAX_SCRIPTS = 100,
    MAX_TITLES = 16,            /* headings that are compared with JSON-LD headlines */
    /* of an element that shows a date or authors, and their bytes of text */
    SMALL_NODES = 80,
    SMALL_BYTES = 600,
    SMALL_RAW = 4000            /* the same with references and white space */
};

/* Bits of data/any/meta-classes.txt. */
enum { CLASS_DATE = 1, CLASS_PUBLISHED = 2, CLASS_MODIFIED = 4, CLASS_AUTHOR = 8, CLASS_ASIDE = 16,
       CLASS_OTHERS = 32 };

struct walk {
    struct tw_arena *mem;
    const struct tw_html *page;
    struct tw_hints *out;
    uint32_t aside_end;         /* the walk is inside a container of other things up to there */
    struct tw_slice canonical, og_url;
    uint8_t og_url_weight;
    struct { struct tw_slice *v; size_t n, cap; } scripts;
};

bool tw_hint_is_small(const struct tw_html *page, uint32_t node)
{
    const struct tw_node *x = &page->node[node];
    size_t bytes = 0;

    if (x->end - node > SMALL_NODES) return false;
    for (uint32_t i = node; i < x->end && bytes <= SMALL_RAW; i++)
        if (page->node[i].tag == TW_TAG_TEXT && !(page->node[i].flags & TW_NODE_RAW))
            bytes += page->node[i].len;
    return bytes <= SMALL_RAW;
}

struct tw_slice tw_hint_text(struct tw_arena *mem, const struct tw_html *page, uint32_t node)
{
    struct tw_slice text;

    if (!tw_hint_is_small(page, node)) return TW_LIT("");
    text = tw_html_text(mem, page, node);
    if (text.n > SMALL_BYTES) return TW_LIT("");
    return tw_oneline(mem, text);
}

static void add(struct walk *w, enum tw_hint_kind kind, enum tw_hint_from from, int weight,
                uint32_t node, struct tw_slice text)
{
    struct tw_hints *c = w->out;

    if (c->n >= MAX_HINTS) return;
    if (node < w->aside_end && from != TW_BY_META) weight = 1;
    TW_PUSH(w->mem, c->v, c->n, c->cap,
            (struct tw_hint){.kind = (uint8_t)kind, .from = (uint8_t)from,
                             .weight = (uint8_t)weight, .node = node, .text = text});
}

static enum tw_hint_kind kind_named(struct tw_slice word)
{
    static const struct { const char *name; enum tw_hint_kind kind; } kinds[] = {
        {"title", TW_HINT_TITLE}, {"published", TW_HINT_PUBLISHED}, {"modified", TW_HINT_MODIFIED},
        {"author", TW_HINT_AUTHOR}, {"site", TW_HINT_SITE}, {"lang", TW_HINT_LANG}, {"url", TW_HINT_URL},
        {"description", TW_HINT_DESCRIPTION}, {"type", TW_HINT_TYPE}, {"section", TW_HINT_SECTION},
        {"label1", TW_HINT_LABEL}, {"data1", TW_HINT_LABEL}, {"label2", TW_HINT_LABEL}, {"data2", TW_HINT_LABEL},
        {"copyright", TW_HINT_COPYRIGHT}, {"credit", TW_HINT_CREDIT},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (tw_slice_eq(word, tw_slice_of(kinds[i].name))) return kinds[i].kind;
    return TW_HINT_TITLE;
}

/* A name of data/any/meta-names.txt: the hint's kind and weight. */
static bool named(struct tw_slice name, enum tw_hint_kind *kind, int *weight)
{
    const struct tw_word *word = name.n ? tw_words_find_nocase(&tw_words_any_meta_names,
                                                               tw_slice_trim(name)) : NULL;
    size_t colon = word ? TW_NONE : tw_slice_find_last(name, TW_LIT(":"));
    struct tw_slice value;

    if (colon != TW_NONE) {         /* "example:published_at": a vocabulary of the site's own */
        word = tw_words_find_nocase(&tw_words_any_meta_names,
                                    tw_slice_sub(name, colon + 1, name.n));
        /* only dates */
        if (word && *tw_word_string(word) != 'p' && *tw_word_string(word) != 'm') word = NULL;
    }
    if (!word) return false;
    value = tw_word_value(word);
    *weight = value.p[value.n - 1] - '0';
    *kind = kind_named(tw_slice_sub(value, 0, value.n - 2));
    return true;
}

static void see_meta(struct walk *w, uint32_t i)
{
    static const uint8_t names[] = {TW_ATTR_PROPERTY, TW_ATTR_NAME, TW_ATTR_ITEMPROP,
                                    TW_ATTR_HTTP_EQUIV};
    enum tw_hint_kind kind;
    int weight;

    for (size_t k = 0; k < sizeof names; k++) {
        struct tw_slice text;

        if (!named(tw_html_attr(w->page, i, names[k]), &kind, &weight)) continue;
        text = tw_oneline(w->mem, tw_html_attr(w->page, i, TW_ATTR_CONTENT));
        if (text.n == 0) return;
        if (kind == TW_HINT_URL && weight > w->og_url_weight) {
            w->og_url = text;
            w->og_url_weight = (uint8_t)weight;
        }
        add(w, kind, TW_BY_META, weight, i, text);
        return;
    }
}

static bool has_token(struct tw_slice list, struct tw_slice token)
{
    struct tw_slice part;

    while (tw_slice_part(&list, ' ', &part))
        if (tw_slice_eq_nocase(part, token)) return true;
    return false;
}

static void see_link(struct walk *w, uint32_t i)
{
    if (w->canonical.n == 0 && has_token(tw_html_attr(w->page, i, TW_ATTR_REL),
                                         TW_LIT("canonical")))
        w->canonical = tw_html_attr_text(w->mem, w->page, i, TW_ATTR_HREF);
}

static void see_script(struct walk *w, uint32_t i)
{
    struct tw_slice type = tw_html_attr(w->page, i, TW_ATTR_TYPE);

    if (type.n == 0 || w->scripts.n >= MAX_SCRIPTS) return;
    if (tw_slice_find_nocase(type, TW_LIT("ld+json"), 0) == TW_NONE) return;
    TW_PUSH(w->mem, w->scripts.v, w->scripts.n, w->scripts.cap, tw_html_raw(w->page, i));
}

/* Compounds that end in a word for date or author: newsdatum, storyauthor. */
static unsigned ends_like(struct tw_slice s)
{
    char last = tw_to_lower(s.p[s.n - 1]);

    if (s.n < 7 || (last != 'e' && last != 'm' && last != 'r')) return 0;
    s = tw_slice_sub(s, s.n - 5, s.n);
    if (tw_slice_eq_nocase(s, TW_LIT("datum"))
        || tw_slice_eq_nocase(tw_slice_sub(s, 1, 5), TW_LIT("date")))
        return CLASS_DATE;
    return tw_slice_eq_nocase(s, TW_LIT("autor"))
           || tw_slice_eq_nocase(tw_slice_sub(s, 0, 5), TW_LIT("uthor")) ? CLASS_AUTHOR : 0;
}

static unsigned class_word(const char *p, size_t n)
{
    const struct tw_word *word;

    if (n < 4 || n > 16) return 0;      /* the shortest and longest words of the list */
    word = tw_words_find_nocase(&tw_words_any_meta_classes, (struct tw_slice){p, n});
    if (!word) return ends_like((struct tw_slice){p, n});
    switch (tw_word_string(word)[1]) {
    case 'u': return tw_word_string(word)[0] == 'p' ? CLASS_PUBLISHED : CLASS_AUTHOR;
    case 'o': return CLASS_MODIFIED;
    case 's': return CLASS_ASIDE;
    case 't': return CLASS_OTHERS;
    default: return CLASS_DATE;
    }
}

/* What the words of a class attribute say: cut at everything but letters and at capitals after
   small letters. */
static unsigned class_bits(struct tw_slice s)
{
    unsigned bits = 0;
    size_t run = 0;             /* letters since the last other sign */

    for (size_t i = 0, word = 0; i <= s.n; i++) {
        bool letter = i < s.n && tw_is_alpha(s.p[i]);
        bool hump = letter && i > word && tw_is_upper(s.p[i]) && tw_is_lower(s.p[i - 1]);

        if (letter && !hump) continue;
        bits |= class_word(s.p + word, i - word);
        if (!letter) {
            if (run < word) bits |= class_word(s.p + run, i - run);
            run = i + 1;
        }
        word = letter ? i : i + 1;
    }
    return bits;
}

static void see_bits(struct walk *w, uint32_t i, unsigned bits)
{
    bool time = w->page->node[i].tag == TW_TAG_TIME;

    if ((bits & CLASS_AUTHOR) && !time) add(w, TW_HINT_AUTHOR, TW_BY_CLASS, 5, i, TW_LIT(""));
    if (time) {
        add(w, bits & CLASS_MODIFIED ? TW_HINT_MODIFIED : bits & CLASS_PUBLISHED ? TW_HINT_PUBLISHED
            : TW_HINT_DATE, TW_BY_TIME, bits & CLASS_PUBLISHED ? 7 : 6, i, TW_LIT(""));
    } else if (bits & CLASS_MODIFIED) {
        add(w, TW_HINT_MODIFIED, TW_BY_CLASS, 4, i, TW_LIT(""));
    } else if (bits & CLASS_PUBLISHED) {
        add(w, TW_HINT_PUBLISHED, TW_BY_CLASS, 5, i, TW_LIT(""));
    } else if (bits & CLASS_DATE) {
        add(w, TW_HINT_DATE, TW_BY_CLASS, 4, i, TW_LIT(""));
    }
}

static void see_itemprop(struct walk *w, uint32_t i, struct tw_slice names)
{
    struct tw_slice part;

    while (tw_slice_part(&names, ' ', &part)) {
        if (tw_slice_eq_nocase(part, TW_LIT("datePublished")))
            add(w, TW_HINT_PUBLISHED, TW_BY_ITEMPROP, 8, i, TW_LIT(""));
        else if (tw_slice_eq_nocase(part, TW_LIT("dateModified")))
            add(w, TW_HINT_MODIFIED, TW_BY_ITEMPROP, 8, i, TW_LIT(""));
        else if (tw_slice_eq_nocase(part, TW_LIT("author")))
            add(w, TW_HINT_AUTHOR, TW_BY_ITEMPROP, 8, i, TW_LIT(""));
        else if (tw_slice_eq_nocase(part, TW_LIT("headline")))
            add(w, TW_HINT_TITLE, TW_BY_ITEMPROP, 7, i, TW_LIT(""));
    }
}

/* A link to a page about an author: its path has a part that says so. */
static bool leads_to_author(struct tw_slice href)
{
    struct tw_slice part;
    int parts = 0;

    while (parts < 6 && tw_slice_part(&href, '/', &part)) {
        parts++;
        if (part.n >= 3 && part.n <= 15 && href.n
            && tw_words_find_nocase(&tw_words_any_author_paths, part))
            return true;
    }
    return false;
}

/* A container of other things, unless it holds a large part of the page: then its name says
** nothing.  Comments and lists of other articles can be longer than the article. */
static void see_aside(struct walk *w, uint32_t i, enum tw_aside_kind kind)
{
    struct tw_hints *h = w->out;
    uint32_t end = w->page->node[i].end;

    if (end - i >= w->page->n / 3 * (kind == TW_ASIDE_OTHERS ? 2 : 1)) return;
    if (end > w->aside_end) w->aside_end = end;
    if (h->asides < MAX_HINTS)
        TW_PUSH(w->mem, h->aside, h->asides, h->aside_cap, (struct tw_aside){i, end, kind});
}

static void see_attributes(struct walk *w, uint32_t i)
{
    const struct tw_node *x = &w->page->node[i];
    unsigned bits = 0;

    for (uint32_t k = x->attr; k < x->attr + x->attr_n; k++) {
        const struct tw_attr *a = &w->page->attr[k];
        struct tw_slice value = {w->page->page.p + a->off, a->len};

        switch (a->name) {
        case TW_ATTR_CLASS: case TW_ATTR_ID: case TW_ATTR_DATA_TESTID: case TW_ATTR_DATA_TEST_ID: case TW_ATTR_DATA_COMPONENT:
        case TW_ATTR_DATA_COMPONENT_NAME: case TW_ATTR_DATA_TYPE: case TW_ATTR_DATA_NAME: case TW_ATTR_DATA_BLOCK: case TW_ATTR_DATA_QA:
            bits |= class_bits(value);
            break;
        case TW_ATTR_ITEMPROP: see_itemprop(w, i, value); break;
        case TW_ATTR_PROPERTY:
            if (tw_slice_starts(value, TW_LIT("schema:")))
                see_itemprop(w, i, tw_slice_sub(value, 7, value.n));
            break;
        case TW_ATTR_REL:
            if (has_token(value, TW_LIT("author")))
                add(w, TW_HINT_AUTHOR, TW_BY_REL, 7, i, TW_LIT(""));
            break;
        case TW_ATTR_HREF:
            if (x->tag == TW_TAG_A && leads_to_author(value))
                add(w, TW_HINT_AUTHOR, TW_BY_REL, 4, i, TW_LIT(""));
            break;
        default: break;
        }
    }
    if (bits & (CLASS_ASIDE | CLASS_OTHERS))
        see_aside(w, i, bits & CLASS_OTHERS ? TW_ASIDE_OTHERS : TW_ASIDE_SIDE);
    if (bits || x->tag == TW_TAG_TIME) see_bits(w, i, bits);
}

static void see(struct walk *w, uint32_t i)
{
    const struct tw_node *x = &w->page->node[i];

    switch (x->tag) {
    case TW_TAG_TEXT: return;
    case TW_TAG_META: see_meta(w, i); return;
    case TW_TAG_LINK: see_link(w, i); return;
    case TW_TAG_SCRIPT: see_script(w, i); return;
    case TW_TAG_TITLE: if (!w->out->title_tag) w->out->title_tag = i; return;
    case TW_TAG_H1: add(w, TW_HINT_TITLE, TW_BY_HEADING, 7, i, TW_LIT("")); break;
    case TW_TAG_FOOTER: case TW_TAG_NAV: case TW_TAG_ASIDE: case TW_TAG_FIGCAPTION:
        see_aside(w, i, x->tag == TW_TAG_FOOTER ? TW_ASIDE_FOOTER : TW_ASIDE_SIDE);
        break;
    default: break;
    }
    if (x->attr_n || x->tag == TW_TAG_TIME) see_attributes(w, i);
}

static bool has_path(struct tw_slice url)
{
    struct tw_url u;

    return tw_url_split(url, &u) && (u.path.n > 1 || u.query.n > 0);
}

/* The page's own address: a canonical link to the front page says nothing. */
static void settle_url(struct walk *w)
{
    struct tw_slice base = w->out->doc->url.n ? w->out->doc->url : w->og_url;
    struct tw_slice link = w->canonical.n ? tw_url_join(w->mem, base, w->canonical) : TW_LIT("");
    struct tw_slice og = w->og_url.n ? tw_url_join(w->mem, w->out->doc->url,
                                                   w->og_url) : TW_LIT("");
    struct tw_slice given = w->out->doc->url;

    if (has_path(link)) w->out->url = link;
    else if (has_path(og)) w->out->url = og;
    else w->out->url = given.n ? given : link.n ? link : og;
}

static struct tw_slice lang_of(const struct tw_html *page, uint32_t i)
{
    struct tw_slice lang = i ? tw_html_attr(page, i, TW_ATTR_LANG) : TW_LIT("");

    return lang.n || !i ? lang : tw_html_attr(page, i, TW_ATTR_XML_LANG);
}

/* What the page calls itself: titles of the head, and its first headings. */
static struct tw_slices titles_of(struct walk *w)
{
    struct tw_slice *v = TW_NEW_N(w->mem, struct tw_slice, MAX_TITLES + 1);
    size_t n = 0;

    if (w->out->title_tag) v[n++] = tw_oneline(w->mem, tw_html_raw(w->page, w->out->title_tag));
    for (size_t i = 0; i < w->out->n && n < MAX_TITLES; i++) {
        const struct tw_hint *c = &w->out->v[i];

        if (c->kind != TW_HINT_TITLE) continue;
        v[n] = c->text.n ? c->text : tw_hint_text(w->mem, w->page, c->node);
        n += v[n].n > 0;
    }
    return (struct tw_slices){v, n};
}

void tw_hints_gather(struct tw_arena *mem, const struct tw_html *page,
                     const struct tw_document *doc, struct tw_hints *out)
{
    struct walk w = {.mem = mem, .page = page, .out = out};

    *out = (struct tw_hints){.page = page, .doc = doc};
    for (uint32_t i = 1; i < page->n; i++) see(&w, i);
    out->html_lang = lang_of(page, page->html);
    if (out->html_lang.n == 0) out->html_lang = lang_of(page, page->body);
    settle_url(&w);
    tw_jsonld_read(mem, (struct tw_slices){w.scripts.v, w.scripts.n}, titles_of(&w), out->url,
                   &out->ld);
    if (out->url.n == 0) out->url = out->ld.url;
}

const struct tw_hint *tw_hints_best(const struct tw_hints *c, enum tw_hint_kind kind)
{
    const struct tw_hint *best = NULL;

    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].kind == kind && c->v[i].text.n && (!best || c->v[i].weight > best->weight))
            best = &c->v[i];
    return best;
}
