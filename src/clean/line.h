/* clean/line.h - what a line of text is, when it is not part of an article.
**
** Share buttons, "Read also", dates, bylines, credits, comment forms: told from
** the line alone, by word lists (data/LANG/lines.txt) and a few forms.  Where
** the line stands is not looked at: a single word like "World" is a menu entry
** here, and the caller decides whether it can be a heading instead.
** Lines in the language given and in English are known.
** Cost: about a fifth of a microsecond a line; long lines are told by their beginning.
*/
#ifndef TW_CLEAN_LINE_H
#define TW_CLEAN_LINE_H
#include "base/slice.h"

#define TW_LINE_LIST(X) \
    X(TEXT,       "text")       /* none of the others */ \
    X(BLANK,      "blank") \
    X(DATE,       "date")       /* a date and nothing else but its label */ \
    X(BYLINE,     "byline")     /* "By Ann Lee", "Author: Ann Lee" */ \
    X(SHARE,      "share")      /* buttons, counters */ \
    X(MORE,       "more")       /* a pointer to another article: "Read also: ..." */ \
    X(AD,         "ad") \
    X(CAPTION,    "caption")    /* "A file photo of ...", a caption with its credit */ \
    X(CREDIT,     "credit")     /* of a picture */ \
    X(AGENCY,     "agency")     /* whose reporting the text is: "With inputs from ..." */ \
    X(COPYRIGHT,  "copyright") \
    X(NAV,        "nav")        /* menus, breadcrumbs, "Back to top" */ \
    X(NEWSLETTER, "newsletter") /* appeals: subscribe, follow, support, tip off; cookie notes */ \
    X(COMMENT,    "comment")    /* comment forms and counts */ \
    X(RELATED,    "related")    /* heading of a list of other articles */ \
    X(SOURCE,     "source")     /* "Source link", a bare address */ \
    X(TAGS,       "tags") \
    X(LABEL,      "label")      /* "LIVE", "PRESS RELEASE", "3 min read" */ \
    X(NOTE,       "note")       /* correction, editor's or syndication note */ \
    X(CONTACT,    "contact")    /* whom the press may ask */ \
    X(END,        "end")        /* "ENDS", "###", "-30-" */

enum tw_line_kind {
#define X(name, text) TW_LINE_##name,
    TW_LINE_LIST(X)
#undef X
    TW_LINE_COUNT
};

struct tw_line {
    enum tw_line_kind kind;
    /* what stands behind the words that told: a name, an agency; may be empty */
    struct tw_slice rest;
};

/* What the line (valid UTF-8, without its end) is. */
struct tw_line tw_line_read(struct tw_slice line, struct tw_slice lang);

static inline enum tw_line_kind tw_line_kind(struct tw_slice line, struct tw_slice lang)
{
    return tw_line_read(line, lang).kind;
}

/* True for a paragraph of small print: house rules, appeals, legal notices
** (data/en/footers.txt).  For what stands at the end of a text only. */
bool tw_line_is_footer(struct tw_slice line);

/* Does it end as a sentence does: . ! ? and their like, closing quotes and
** brackets behind them allowed? */
bool tw_line_is_ended(struct tw_slice line);

/* Words in it, counted up to `most`; two characters of Chinese, Japanese or
** Thai count as one word. */
size_t tw_line_words(struct tw_slice line, size_t most);

const char *tw_line_kind_text(enum tw_line_kind k);

#endif
