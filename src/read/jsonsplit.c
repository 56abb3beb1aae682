/* read/jsonsplit.c - brackets counted, strings passed over. */
#include "read/jsonsplit.h"

#include "base/vec.h"

/* Offset behind the string that begins at `at` (a quotation mark); TW_NONE. */
static size_t behind_string(struct tw_slice s, size_t at)
{
    for (at++; at < s.n; at++) {
        if (s.p[at] == '\\') at++;
        else if (s.p[at] == '"') return at + 1;
    }
    return TW_NONE;
}

/* Offset behind the object or array that begins at `at`; TW_NONE when it does
** not end. */
static size_t behind_value(struct tw_slice s, size_t at)
{
    size_t depth = 0;

    while (at < s.n) {
        char c = s.p[at];

        if (c == '"') {
            if ((at = behind_string(s, at)) == TW_NONE) return TW_NONE;
            continue;
        }
        if (c == '{' || c == '[') depth++;
        if ((c == '}' || c == ']') && --depth == 0) return at + 1;
        at++;
    }
    return TW_NONE;
}

/* The objects of the array that begins at `at`; one that does not end ends the
** list. */
static void split_array(struct tw_arena *mem, struct tw_slice s, size_t at, struct tw_slices *out)
{
    size_t cap = 0, end;

    for (at++; at < s.n; at++) {
        if (s.p[at] == '{') {
            if ((end = behind_value(s, at)) == TW_NONE) return;
            TW_PUSH(mem, out->v, out->n, cap, tw_slice_sub(s, at, end));
            at = end - 1;
        } else if (s.p[at] == '[') {
            if ((end = behind_value(s, at)) == TW_NONE) return;
            at = end - 1;
        } else if (s.p[at] == '"') {
            if ((end = behind_string(s, at)) == TW_NONE) return;
            at = end - 1;
        } else if (s.p[at] == ']') {
            return;
        }
    }
}

static bool is_list_name(struct tw_slice key)
{
    static const char *const names[] = {"articles", "items", "results", "data", "docs", "documents",
                                        "hits", "news", "stories", "entries", "posts",
                                        "@graph", "dataFeedElement" /* JSON-LD 1.1, 4.9; schema.org/DataFeed */};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tw_slice_eq(key, tw_slice_of(names[i]))) return true;
    return false;
}

/* Is what begins at `at` an array of objects? */
static bool is_array_of_objects(struct tw_slice s, size_t at)
{
    if (s.p[at] != '[') return false;
    do at++; while (at < s.n && tw_is_space(s.p[at]));
    return at < s.n && s.p[at] == '{';
}

/* The offset of an array of objects that is a member of the object s; TW_NONE. */
static size_t find_list(struct tw_slice s)
{
    struct tw_slice key = TW_LIT("");

    for (size_t at = 1; at < s.n;) {
        char c = s.p[at];
        size_t end;

        if (c == '"') {
            if ((end = behind_string(s, at)) == TW_NONE) return TW_NONE;
            key = tw_slice_sub(s, at + 1, end - 1);
            at = end;
        } else if (c == '{' || c == '[') {
            if (is_list_name(key) && is_array_of_objects(s, at)) return at;
            if ((end = behind_value(s, at)) == TW_NONE) return TW_NONE;
            at = end;
        } else {
            at++;
        }
    }
    return TW_NONE;
}

bool tw_json_has_list(struct tw_slice first)
{
    return first.n > 0 && find_list(first) != TW_NONE;
}

bool tw_json_split(struct tw_arena *mem, struct tw_slice text, struct tw_slices *out, bool *single)
{
    size_t list;

    *out = (struct tw_slices){0};
    *single = false;
    text = tw_slice_trim(text);
    if (text.n < 2) return false;
    if (text.p[0] == '[') {
        struct tw_slice inner = tw_slice_trim(tw_slice_sub(text, 1, text.n));

        if (inner.n == 0 || (inner.p[0] != '{' && inner.p[0] != ']')) return false;
        split_array(mem, text, 0, out);
        return out->n > 0 || inner.p[0] == ']';
    }
    if (text.p[0] != '{' || behind_value(text, 0) != text.n) return false;
    list = find_list(text);
    if (list != TW_NONE) {
        split_array(mem, text, list, out);
        return true;
    }
    *single = true;
    out->v = tw_arena_dup(mem, &text, sizeof text);
    out->n = 1;
    return true;
}
