/* store/naming.c - see the header.
**
** The id of an article that came as a JSON line can be anything, "s12:C" too: ids go first.
*/
#include "store/naming.h"

#include "store/retell.h"

#include <stdarg.h>
#include <stdio.h>

const char *tw_naming_why(struct tw_arena *mem, const char *format, ...)
{
    enum { LONGEST = 512 };
    char *why = tw_arena_alloc(mem, LONGEST);
    va_list args;

    va_start(args, format);
    vsnprintf(why, LONGEST, format, args);
    va_end(args);
    return why;
}

uint64_t tw_naming_story(struct tw_slice name)
{
    uint64_t n = 0;
    size_t from = name.n > 0 && name.p[0] == 's';

    if (name.n == from || name.n > from + 18) return 0;
    for (size_t i = from; i < name.n; i++) {
        if (!tw_is_digit(name.p[i])) return 0;
        n = n * 10 + (uint64_t)(name.p[i] - '0');
    }
    return n;
}

uint64_t tw_naming_item(struct tw_slice name, struct tw_slice *item)
{
    size_t colon = tw_slice_find_char(name, ':', 0);

    *item = (struct tw_slice){"", 0};
    if (colon == TW_NONE) return tw_naming_story(name);
    *item = tw_slice_sub(name, colon + 1, name.n);
    return tw_naming_story(tw_slice_sub(name, 0, colon));
}

size_t tw_naming_letter(struct tw_slice name)
{
    size_t n = 0;

    if (name.n == 0 || name.n > 4) return TW_NONE;
    for (size_t i = 0; i < name.n; i++) {
        char c = tw_to_lower(name.p[i]);

        if (!tw_is_lower(c)) return TW_NONE;
        n = n * 26 + (size_t)(c - 'a') + 1;
    }
    return n - 1;
}

enum tw_status tw_naming_live(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                              struct tw_stored_story *out, const char **why)
{
    enum tw_status st = story ? tw_store_story(s, mem, story, out) : TW_NOTFOUND;

    if (st == TW_NOTFOUND)
        *why = tw_naming_why(mem, "there is no story s%llu", (unsigned long long)story);
    else if (st != TW_OK) *why = tw_store_why(s);
    if (st != TW_OK || out->into == 0) return st;
    *why = tw_naming_why(mem, "s%llu was merged into s%llu", (unsigned long long)story,
                         (unsigned long long)out->into);
    return TW_NOTFOUND;
}

/* The article of that letter in the story. */
static enum tw_status by_letter(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                size_t place, uint64_t *article, const char **why)
{
    struct tw_stored_story there;
    uint64_t *member;
    enum tw_status st;
    size_t n;

    if ((st = tw_naming_live(s, mem, story, &there, why)) != TW_OK) return st;
    if ((st = tw_retell_numbers(s, mem, story, &member, &n)) != TW_OK) {
        *why = tw_store_why(s);
        return st;
    }
    if (place < n) {
        *article = member[place];
        return TW_OK;
    }
    *why = tw_naming_why(mem, "s%llu has %zu accounts, and none of that letter",
                         (unsigned long long)story, n);
    return TW_NOTFOUND;
}

enum tw_status tw_naming_article(struct tw_store *s, struct tw_arena *mem, struct tw_slice name,
                                 uint64_t *article, const char **why)
{
    struct tw_slice item;
    uint64_t story;
    enum tw_known known;
    enum tw_status st = tw_store_known(s, name, &known, article);

    if (st != TW_OK) *why = tw_store_why(s);
    if (st != TW_OK || known == TW_STORED) return st;
    if (known == TW_FORGOTTEN) {
        *why = tw_naming_why(mem, "%.*s: this article was forgotten", TW_FMT(name));
        return TW_NOTFOUND;
    }
    story = tw_naming_item(name, &item);
    if (story && tw_naming_letter(item) != TW_NONE)
        return by_letter(s, mem, story, tw_naming_letter(item), article, why);
    *why = tw_naming_why(mem, "%.*s: there is no such article", TW_FMT(name));
    return TW_NOTFOUND;
}
