/* clean/kinds.c - reading names.
**
** What it gets wrong: words with two meanings ("lead"), and compounds whose
** parts are not marked ("newsletterbox"; the commonest roots are known).
*/
#include "clean/kinds.h"

#include "gen/words.h"

enum {
    WORD_MAX = 24,          /* bytes of a word in a name; longer ones are hashes */
    ROOT_MIN = 8            /* bytes of a compound word whose root is looked at */
};

/* Words that begin or end with one of these are compounds of it. */
static unsigned kind_of_root(struct tw_slice word)
{
    static const char *const roots[] = {"related", "newsletter", "recommend", "breadcrumb",
                                        "advert", "sponsor",
                                        "subscri", "social", "sidebar", "promo"};
    static const char *const tails[] = {"share", "sharing", "teaser", "teasers", "widget", "navi",
                                        "footer"};
    static const char *const never[] = {"cookie", "comment", "taboola", "outbrain"};

    if (word.n < ROOT_MIN) return 0;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (tw_slice_starts(word, tw_slice_of(never[i]))) return TW_KIND_NEVER;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (tw_slice_starts(word, tw_slice_of(roots[i]))
            || tw_slice_ends(word, tw_slice_of(roots[i])))
            return TW_KIND_CHROME;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (tw_slice_ends(word, tw_slice_of(tails[i]))) return TW_KIND_CHROME;
    return 0;
}

static unsigned kind_of_word(const char *p, size_t n)
{
    const struct tw_word *w = tw_words_find(&tw_words_html_names, (struct tw_slice){p, n});

    if (!w) return 0;
    switch (tw_word_string(w)[0]) {
    case 'b': return TW_KIND_BODY;
    case 'a': return tw_word_string(w)[1] == 'g' ? TW_KIND_AGENCY : TW_KIND_ARTICLE;
    case 'c': return TW_KIND_CHROME;
    case 't': return TW_KIND_TEXT;
    case 'n': return TW_KIND_NEVER;
    case 'm': return TW_KIND_META;
    case 'h': return TW_KIND_HEADLINE;
    case 's': return TW_KIND_STANDFIRST;
    case 'l': return tw_word_string(w)[1] == 'u' ? TW_KIND_STANDFIRST | TW_KIND_CHROME
        : TW_KIND_LAYOUT;
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

unsigned tw_kinds_of_name(struct tw_slice name)
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

    while (tw_slice_part(&names, ' ', &name)) kinds |= tw_kinds_of_name(name);
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

unsigned tw_kinds_of_node(const struct tw_html *t, uint32_t i)
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
        /* paragraphs are hidden from readers of the screen by paywalls */
        case TW_ATTR_ARIA_HIDDEN:
            if (tw_slice_eq_nocase(value, TW_LIT("true")) && t->node[i].tag != TW_TAG_P)
                kinds |= TW_KIND_UNSEEN;
            break;
        case TW_ATTR_STYLE: if (is_unseen_style(value)) kinds |= TW_KIND_UNSEEN; break;
        default: break;
        }
    }
    return kinds;
}
