/* clean/page.c - weighing a page.
**
** The names are a hint, the prose is the proof: a "widget" that holds a third
** of all prose is the article.  All elements with the same class attribute are
** weighed together, because page builders put each paragraph into its own
** "widget".  What it gets wrong: pages whose names say nothing and whose
** sidebars hold more prose than the article.
*/
#include "clean/page.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "gen/words.h"

enum {
    MEDIA_TEXT_MAX = 400,   /* bytes of text in a box with a picture that are its caption or teaser */
    MEDIA_LINE_MAX = 80,    /* bytes of a sentence that stands right in such a box */
    ROOT_MIN = 8,           /* bytes of a compound word whose root is looked at */
    LINE_MIN = 50,          /* bytes in a line of prose: shorter ones are labels, menus, names */
    WORD_MAX = 24,          /* bytes of a word in a name; longer ones are hashes */
    MISLEADING = 3          /* a name is misleading when its elements hold 1/3 of the prose */
};

/* ---- texts ---- */

/* Goes over both texts word character by word character; *all_a, *all_b tell
** whether one was used up where they part. */
static void compare(struct tw_slice a, struct tw_slice b, bool *all_a, bool *all_b)
{
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t c = 0, d = 0;

        while (i < a.n && !tw_cp_is_word(c = tw_utf8_next(a, &i))) c = 0;
        while (k < b.n && !tw_cp_is_word(d = tw_utf8_next(b, &k))) d = 0;
        *all_a = c == 0;
        *all_b = d == 0;
        if (c == 0 || d == 0 || tw_cp_fold(c) != tw_cp_fold(d)) return;
    }
}

bool tw_text_is_like(struct tw_slice a, struct tw_slice b)
{
    bool all_a, all_b;

    if (a.n == 0 || b.n == 0) return false;
    compare(a, b, &all_a, &all_b);
    if (all_a && all_b) return true;
    if (all_a) return a.n * 3 >= b.n * 2;
    return all_b && b.n * 3 >= a.n * 2;
}

bool tw_text_is_title(struct tw_slice text, struct tw_slice title)
{
    if (text.n * 2 >= title.n && tw_slice_find(title, text, 0) != TW_NONE) return text.n > 0;
    return tw_text_is_like(text, title);
}

/* ---- names ---- */

/* Words that begin or end with one of these are compounds of it. */
static unsigned kind_of_root(struct tw_slice word)
{
    static const char *const roots[] = {"related", "newsletter", "recommend", "breadcrumb", "advert", "sponsor",
                                        "subscri", "social", "sidebar", "promo"};
    static const char *const tails[] = {"share", "sharing", "teaser", "teasers", "widget", "navi", "footer"};
    static const char *const never[] = {"cookie", "comment", "taboola", "outbrain"};

    if (word.n < ROOT_MIN) return 0;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (tw_slice_starts(word, tw_slice_of(never[i]))) return TW_KIND_NEVER;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (tw_slice_starts(word, tw_slice_of(roots[i])) || tw_slice_ends(word, tw_slice_of(roots[i])))
            return TW_KIND_CHROME;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (tw_slice_ends(word, tw_slice_of(tails[i]))) return TW_KIND_CHROME;
    return 0;
}

static unsigned kind_of_word(const char *p, size_t n)
{
    const struct tw_word *w = tw_words_find(&tw_words_html_names, (struct tw_slice){p, n});

    if (!w) return 0;
    switch (w->value[0]) {
    case 'b': return TW_KIND_BODY;
    case 'a': return w->value[1] == 'g' ? TW_KIND_AGENCY : TW_KIND_ARTICLE;
    case 'c': return TW_KIND_CHROME;
    case 't': return TW_KIND_TEXT;
    case 'n': return TW_KIND_NEVER;
    case 'm': return TW_KIND_META;
    case 'h': return TW_KIND_HEADLINE;
    case 's': return TW_KIND_STANDFIRST;
    case 'l': return w->value[1] == 'u' ? TW_KIND_STANDFIRST | TW_KIND_CHROME : TW_KIND_LAYOUT;
    case 'p': return TW_KIND_PICTURE;
    case 'u': return TW_KIND_UNSEEN;
    case 'w': return TW_KIND_WITH;
    default: return TW_KIND_LAYOUT;
    }
}

/* Cuts the next word off a name and puts it into `word` in lower case.
** Words end at what is no letter, and where a capital follows a small letter;
** *apart is set when digits stood before it.  0 when the name is used up. */
static size_t next_word(struct tw_slice *name, char word[WORD_MAX], bool *apart)
{
    size_t n = 0;

    *apart = false;
    while (name->n && !tw_is_alpha(name->p[0])) {
        *apart |= tw_is_digit(name->p[0]);
        name->p++, name->n--;
    }
    while (name->n && tw_is_alpha(name->p[0])) {
        if (n && tw_is_upper(name->p[0]) && tw_is_lower(name->p[-1])) break;
        if (n < WORD_MAX) word[n] = tw_to_lower(name->p[0]);
        n++;
        name->p++, name->n--;
    }
    return n;
}

unsigned tw_page_kinds_of(struct tw_slice name)
{
    char pair[2 * WORD_MAX], word[WORD_MAX];
    size_t before = 0, n, words = 0;
    unsigned kinds = 0, k;
    bool unseen = false, apart;

    while ((n = next_word(&name, word, &apart)) > 0) {
        words++;
        if (apart) before = 0;
        if (n > WORD_MAX) {
            before = 0;
            continue;
        }
        memcpy(pair + before, word, n);
        k = kind_of_word(word, n);
        if (!k) k = kind_of_root((struct tw_slice){word, n});
        if (before) k |= kind_of_word(pair, before + n);
        unseen |= (k & TW_KIND_UNSEEN) && words <= 2;
        kinds |= k;
        memcpy(pair, word, n);
        before = n;
    }
    kinds &= ~(unsigned)TW_KIND_UNSEEN;
    if (unseen && words <= 2) kinds |= TW_KIND_UNSEEN;
    if (kinds & TW_KIND_WITH) kinds &= TW_KIND_BODY | TW_KIND_TEXT | TW_KIND_ARTICLE;
    if (kinds & TW_KIND_LAYOUT) kinds &= ~(unsigned)TW_KIND_CHROME;
    return kinds;
}

static unsigned kinds_of_list(struct tw_slice names)
{
    struct tw_slice name;
    unsigned kinds = 0;

    while (tw_slice_part(&names, ' ', &name)) kinds |= tw_page_kinds_of(name);
    return kinds;
}

static bool is_unseen_style(struct tw_slice style)
{
    size_t at = tw_slice_find_nocase(style, TW_LIT("display"), 0);

    if (at == TW_NONE) return false;
    at += 7;
    while (at < style.n && (style.p[at] == ' ' || style.p[at] == ':')) at++;
    return tw_slice_starts_nocase(tw_slice_sub(style, at, style.n), TW_LIT("none"));
}

static unsigned kinds_of_node(const struct tw_html *t, uint32_t i)
{
    const struct tw_attr *a = t->attr + t->node[i].attr;
    unsigned kinds = 0;

    for (unsigned k = 0; k < t->node[i].attr_n; k++) {
        struct tw_slice value = {t->page.p + a[k].off, a[k].len};

        switch (a[k].name) {
        case TW_ATTR_CLASS: case TW_ATTR_ID: case TW_ATTR_ITEMPROP: case TW_ATTR_ROLE:
        case TW_ATTR_DATA_TESTID: case TW_ATTR_DATA_TEST_ID: case TW_ATTR_DATA_COMPONENT:
        case TW_ATTR_DATA_COMPONENT_NAME: case TW_ATTR_DATA_TYPE: case TW_ATTR_DATA_NAME:
        case TW_ATTR_DATA_QA: case TW_ATTR_DATA_BLOCK:
            kinds |= kinds_of_list(value);
            break;
        case TW_ATTR_HIDDEN: kinds |= TW_KIND_UNSEEN; break;
        case TW_ATTR_ARIA_HIDDEN:   /* paragraphs are hidden from readers of the screen by paywalls */
            if (tw_slice_eq_nocase(value, TW_LIT("true")) && t->node[i].tag != TW_TAG_P)
                kinds |= TW_KIND_UNSEEN;
            break;
        case TW_ATTR_STYLE: if (is_unseen_style(value)) kinds |= TW_KIND_UNSEEN; break;
        default: break;
        }
    }
    return kinds;
}

/* ---- weighing ---- */

static bool has_no_text(enum tw_tag tag)
{
    switch (tag) {
    case TW_TAG_SCRIPT: case TW_TAG_STYLE: case TW_TAG_NOSCRIPT: case TW_TAG_IFRAME: case TW_TAG_NOEMBED:
    case TW_TAG_NOFRAMES: case TW_TAG_SELECT: case TW_TAG_TEXTAREA: case TW_TAG_TITLE: case TW_TAG_OBJECT:
    case TW_TAG_AUDIO: case TW_TAG_VIDEO: case TW_TAG_CANVAS: case TW_TAG_DATALIST: case TW_TAG_TEMPLATE:
        return true;
    default:
        return false;
    }
}

/* Cells do not end a line here: a row of a table is one. */
static bool breaks(const struct tw_node *x)
{
    if (x->tag == TW_TAG_TD || x->tag == TW_TAG_TH) return false;
    return x->tag == TW_TAG_BR || (tw_tag_traits((enum tw_tag)x->tag) & TW_BREAKS);
}

struct line { uint32_t first, text, link; };    /* its first text node, bytes */

static void end_line(struct tw_page *p, struct line *l)
{
    if (l->text >= LINE_MIN && l->link * 2 < l->text) p->prose[l->first] = l->text - l->link;
    *l = (struct line){0};
}

/* Sets text, link and prose of the text nodes; marks what can have no text. */
static void weigh_text(struct tw_page *p)
{
    const struct tw_html *t = p->t;
    struct line line = {0};
    uint32_t last = t->body, end = t->node[t->body].end;

    for (uint32_t i = t->body; i < end; ) {
        const struct tw_node *x = &t->node[i];

        for (; t->node[last].end <= i; last = t->node[last].parent)
            if (breaks(&t->node[last])) end_line(p, &line);
        last = i;
        if (x->tag == TW_TAG_TEXT) {
            if (!line.text) line.first = i;
            p->text[i] = x->len;
            p->link[i] = x->flags & TW_NODE_LINK ? x->len : 0;
            line.text += p->text[i];
            line.link += p->link[i];
        } else if (has_no_text((enum tw_tag)x->tag) && !tw_html_has(t, i, TW_ATTR_SHADOWROOTMODE)) {
            p->gone[i] = true;
            i = x->end;
            continue;
        } else if (breaks(x)) {
            end_line(p, &line);
        }
        i++;
    }
    end_line(p, &line);
}

static bool is_media(enum tw_tag tag)
{
    return tag == TW_TAG_IMG || tag == TW_TAG_PICTURE || tag == TW_TAG_VIDEO || tag == TW_TAG_IFRAME;
}

static void sum_up(const struct tw_html *t, uint32_t *v)
{
    for (uint32_t i = t->n - 1; i > 0; i--) v[t->node[i].parent] += v[i];
}

/* ---- what is gone ---- */

static struct tw_slice group_name(const struct tw_html *t, uint32_t i)
{
    struct tw_slice s = tw_html_attr(t, i, TW_ATTR_CLASS);

    return s.n ? s : tw_html_attr(t, i, TW_ATTR_ID);
}

/* Prose of all elements that share a name, by name. */
static struct tw_map weigh_groups(struct tw_arena *mem, const struct tw_page *p)
{
    const struct tw_html *t = p->t;
    struct tw_map m = tw_map_in(mem);

    for (uint32_t i = t->body; i < t->node[t->body].end; i++) {
        struct tw_slice name;

        if (!p->prose[i] || (!p->kinds[i] && !p->media[i])) continue;
        name = group_name(t, i);
        if (name.n) tw_map_add(&m, name, NULL)->value += p->prose[i];
    }
    return m;
}

/* How many tenths of the prose an element of that tag may hold and still be
** no part of the article; 0: the tag says nothing. */
static unsigned chrome_tenths(const struct tw_page *p, uint32_t i)
{
    const struct tw_html *t = p->t;

    switch (t->node[i].tag) {
    case TW_TAG_NAV: case TW_TAG_ASIDE: case TW_TAG_FOOTER: case TW_TAG_DIALOG: case TW_TAG_BUTTON:
    case TW_TAG_FIGCAPTION: case TW_TAG_RP: case TW_TAG_RT:
        return 6;
    case TW_TAG_FORM: case TW_TAG_MENU: case TW_TAG_LABEL: case TW_TAG_FIELDSET: case TW_TAG_MAP:
        return 3;
    case TW_TAG_FIGURE:     /* also used around quotes and tables */
        return tw_html_find(t, TW_TAG_BLOCKQUOTE, i, t->node[i].end)
            || tw_html_find(t, TW_TAG_TABLE, i, t->node[i].end) ? 0 : 6;
    default:
        return 0;
    }
}

/* True when a fair part of the prose stands in an element inside i that is
** named as the body. */
static bool holds_body(const struct tw_page *p, uint32_t i, uint32_t total)
{
    for (uint32_t k = i + 1; k < p->t->node[i].end; k++)
        if ((p->kinds[k] & TW_KIND_BODY) && (uint64_t)p->prose[k] * 4 > total) return true;
    return false;
}

/* True for a small box around a picture: its text is a caption, or the teaser
** of another article. */
static bool is_media_box(struct tw_arena *mem, const struct tw_page *p, struct tw_slice title, uint32_t i)
{
    const struct tw_html *t = p->t;

    if (p->text[i] > MEDIA_TEXT_MAX || !p->media[i]) return false;
    switch (t->node[i].tag) {
    case TW_TAG_DIV: case TW_TAG_SECTION: case TW_TAG_ARTICLE: case TW_TAG_LI: case TW_TAG_A: case TW_TAG_SPAN:
    case TW_TAG_OTHER: case TW_TAG_CENTER:
        break;
    default:
        return false;
    }
    if (tw_html_find(t, TW_TAG_BLOCKQUOTE, i, t->node[i].end) || tw_html_find(t, TW_TAG_H1, i, t->node[i].end))
        return false;
    for (uint32_t c = tw_html_first(t, i); c; c = tw_html_next(t, c))
        if (t->node[c].tag == TW_TAG_TEXT && p->text[c] > MEDIA_LINE_MAX) return false;
    for (uint32_t k = i + 1; k < t->node[i].end; k++)
        if (t->node[k].tag == TW_TAG_H2 && tw_text_is_title(tw_html_text(mem, t, k), title)) return false;
    return true;
}

static bool is_chrome(struct tw_arena *mem, const struct tw_page *p, const struct tw_map *groups,
                      struct tw_slice title, uint32_t i)
{
    uint32_t total = p->prose[p->t->body];
    unsigned kinds = p->kinds[i];
    uint64_t prose = p->prose[i];
    const struct tw_map_item *group;

    if (prose * 10 < (uint64_t)total * chrome_tenths(p, i)) return true;
    if (is_media_box(mem, p, title, i)) kinds |= TW_KIND_PICTURE;
    if (!(kinds & (TW_KIND_CHROME | TW_KIND_UNSEEN | TW_KIND_PICTURE | TW_KIND_NEVER))) return false;
    if (prose * 4 > total && holds_body(p, i, total)) return false;
    if (kinds & TW_KIND_NEVER) return prose * 10 < (uint64_t)total * 9;
    group = prose ? tw_map_find(groups, group_name(p->t, i)) : NULL;
    if (group && group->value > prose) prose = group->value;
    if (kinds & TW_KIND_UNSEEN) return prose * 10 < (uint64_t)total * 6;
    return prose * MISLEADING < total;
}

static void mark_gone(struct tw_arena *mem, struct tw_page *p, struct tw_slice title)
{
    const struct tw_html *t = p->t;
    struct tw_map groups = weigh_groups(mem, p);

    for (uint32_t i = t->body + 1; i < t->node[t->body].end; ) {
        if (!p->gone[i] && t->node[i].tag != TW_TAG_TEXT && p->text[i])
            p->gone[i] = is_chrome(mem, p, &groups, title, i);
        i = p->gone[i] ? t->node[i].end : i + 1;
    }
}

/* Takes the prose of what is gone off the elements that hold it. */
static void take_off(struct tw_page *p)
{
    const struct tw_html *t = p->t;

    for (uint32_t i = t->body + 1; i < t->node[t->body].end; ) {
        if (!p->gone[i]) {
            i++;
            continue;
        }
        for (uint32_t up = t->node[i].parent; p->prose[i] && up; up = t->node[up].parent)
            p->prose[up] -= p->prose[i];
        i = t->node[i].end;
    }
}

void tw_page_weigh(struct tw_arena *mem, const struct tw_html *t, struct tw_slice title,
                   struct tw_page *out)
{
    *out = (struct tw_page){
        .t = t, .kinds = TW_NEW_N(mem, uint16_t, t->n), .prose = TW_NEW_N(mem, uint32_t, t->n),
        .text = TW_NEW_N(mem, uint32_t, t->n), .link = TW_NEW_N(mem, uint32_t, t->n),
        .media = TW_NEW_N(mem, uint32_t, t->n), .gone = TW_NEW_N(mem, bool, t->n),
    };
    for (uint32_t i = t->body; i < t->node[t->body].end; i++) out->media[i] = is_media((enum tw_tag)t->node[i].tag);
    weigh_text(out);
    sum_up(t, out->text);
    sum_up(t, out->link);
    sum_up(t, out->media);
    sum_up(t, out->prose);
    for (uint32_t i = t->body; i < t->node[t->body].end; i++)
        if (out->text[i] && t->node[i].attr_n) out->kinds[i] = (uint16_t)kinds_of_node(t, i);
    mark_gone(mem, out, title);
    take_off(out);
}
