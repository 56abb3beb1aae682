/* clean/scriptdate.c - see scriptdate.h.
**
** Scripts are not parsed: a key is what stands between quotation marks before
** a colon, its value a string or a number behind it.  Wrong where the first
** such key is another article's and the only one.
*/
#include "clean/scriptdate.h"

#include "base/words.h"
#include "gen/words.h"

enum {
    KEY_MIN = 4, KEY_MAX = 32,      /* bytes of the names in the list */
    VALUE_MAX = 40,                 /* bytes of a date */
    DAYS_MAX = 2                    /* of one article: published, and first published or released */
};

struct found { struct tw_date first; int64_t day[DAYS_MAX]; size_t days; };

/* A name that means publication, and hardly anything else. */
static bool is_published(struct tw_slice key)
{
    const struct tw_word *word = tw_words_find_nocase(&tw_words_any_meta_names, key);

    struct tw_slice value = word ? tw_word_value(word) : TW_LIT("");

    return tw_slice_starts(value, TW_LIT("published")) && value.p[value.n - 1] >= '7';
}

/* The string or number behind a key's colon; backslashes before quotation marks are of JSON in a
** string. */
static struct tw_slice value_at(struct tw_slice s, size_t at)
{
    size_t from;

    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\\' || s.p[at] == '"')) at++;
    from = at;
    while (at < s.n && at < from + VALUE_MAX && s.p[at] != '"' && s.p[at] != '\\' && s.p[at] != ','
           && s.p[at] != '}')
        at++;
    return tw_slice_sub(s, from, at);
}

/* Adds a day; false: there are too many. */
static bool add(struct found *f, const struct tw_date *d)
{
    int64_t day = tw_date_days(d);

    for (size_t i = 0; i < f->days; i++) if (f->day[i] == day) return true;
    if (f->days == DAYS_MAX) return false;
    if (f->days == 0) f->first = *d;
    f->day[f->days++] = day;
    return true;
}

/* false: too many days. */
static bool scan(struct tw_slice s, const struct tw_datehow *how, struct found *f)
{
    for (size_t at = 0; (at = tw_slice_find_char(s, ':', at)) != TW_NONE; at++) {
        size_t end = at, from;
        struct tw_date d;

        if (end == 0 || s.p[end - 1] != '"') continue;
        end--;
        end -= end > 0 && s.p[end - 1] == '\\';
        for (from = end; from > 0 && end - from <= KEY_MAX
                         && (tw_is_alnum(s.p[from - 1]) || s.p[from - 1] == '_');)
            from--;
        if (end - from < KEY_MIN || from == 0 || s.p[from - 1] != '"'
            || !is_published(tw_slice_sub(s, from, end)))
            continue;
        if (tw_datetext_machine(value_at(s, at + 1), how, &d) && !add(f, &d)) return false;
    }
    return true;
}

bool tw_scriptdate_find(const struct tw_html *page, const struct tw_datehow *how,
                        struct tw_date *out)
{
    struct found f = {.days = 0};

    for (uint32_t i = 0; (i = tw_html_find(page, TW_TAG_SCRIPT, i + 1, page->n)) != 0;)
        if (!scan(tw_html_raw(page, i), how, &f)) return false;
    *out = f.first;
    return f.days > 0;
}
