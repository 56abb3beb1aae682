/* clean/names.c - see names.h.
**
** A line is cut at commas, semicolons, bars and joining words.  A joining word
** cuts only between two names of two words or more, so that "Le Monde et AFP"
** and "Stone and Sons" stay whole.  Behind a name, parts that tell a role are
** dropped; so are addresses, handles, dates and links.
*/
#include "clean/names.h"

#include "base/utf8.h"
#include "base/words.h"
#include "clean/credit.h"
#include "clean/oneline.h"
#include "gen/words.h"

enum {
    LOW_MAX = 96,           /* bytes of a text that is looked up */
    MAX_LINE = 600,         /* bytes of a line of authors */
    MAX_NAME = 80,          /* bytes of one name */
    MAX_WORDS = 7           /* words of one name */
};

/* The text in lower case, written to `low`; empty when it has no room there. */
static struct tw_slice low_case(struct tw_slice s, char low[LOW_MAX])
{
    size_t n = 0;

    for (size_t at = 0; at < s.n;) {
        if (n + 4 > LOW_MAX) return TW_LIT("");
        n += tw_utf8_put(low + n, tw_cp_lower(tw_utf8_next(s, &at)));
    }
    return (struct tw_slice){low, n};
}

/* The word list's value of the text in lower case, or an empty slice. */
static struct tw_slice look_up(const struct tw_words *list, struct tw_slice s)
{
    char low[LOW_MAX];
    const struct tw_word *w = tw_words_find(list, low_case(s, low));

    return !w ? TW_LIT("") : w->value_n ? tw_word_value(w) : TW_LIT("yes");
}

static bool is_listed(const struct tw_words *list,
                      struct tw_slice s) { return look_up(list, s).n > 0; }

/* Blanks, quotation marks, dashes and other marks around a name, but for the dot of an initial. */
static struct tw_slice trim_marks(struct tw_slice s)
{
    size_t before;

    while (s.n) {
        size_t at = 0;
        uint32_t c = tw_utf8_next(s, &at);

        if (tw_cp_is_word(c)) break;
        s = tw_slice_sub(s, at, s.n);
    }
    while (s.n) {
        uint32_t c = tw_utf8_before(s, s.n, &before);

        if (tw_cp_is_word(c) || c == '.' || c == ')') break;
        s.n = before;
    }
    return s;
}

/* The end of the n-th word (words are parted by blanks); s.n when there are fewer. */
static size_t words_end(struct tw_slice s, int n)
{
    size_t at = 0;

    while (at < s.n) {
        while (at < s.n && !tw_is_space(s.p[at])) at++;
        if (--n == 0) return at;
        while (at < s.n && tw_is_space(s.p[at])) at++;
    }
    return s.n;
}

static int count_words(struct tw_slice s)
{
    int n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += !tw_is_space(s.p[i]) && (i == 0 || tw_is_space(s.p[i - 1]));
    return n;
}

static bool has_colon(struct tw_slice s, size_t at, size_t *behind)
{
    size_t start;

    while (at < s.n && tw_is_space(s.p[at])) at++;
    start = at;
    if (at < s.n && (s.p[at] == ':' || s.p[at] == '/')) at++;
    else if (tw_slice_starts(tw_slice_sub(s, at, s.n), TW_LIT("："))) at += 3;
    *behind = at;
    return at > start;
}

static struct tw_slice without_mark(struct tw_slice s)
{
    while (s.n && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == ',')) s.n--;
    return s;
}

/* A leading word of at most four words; what it is in *value. */
static size_t lead_at(struct tw_slice s, struct tw_slice *value)
{
    char low[LOW_MAX];
    struct tw_slice first = low_case(without_mark(tw_slice_sub(s, 0, words_end(s, 1))), low);

    if (!tw_words_begins(&tw_words_any_byline_words, tw_words_hash(first.p, first.n))) return 0;
    for (int words = (int)tw_words_any_byline_words.longest; words > 0; words--) {
        size_t end = words_end(s, words);
        struct tw_slice head = without_mark(tw_slice_sub(s, 0, end));

        *value = look_up(&tw_words_any_byline_words, head);
        if (value->n) return head.n;
    }
    return 0;
}

bool tw_names_may_lead(uint32_t first_word_hash)
{
    return tw_words_begins(&tw_words_any_byline_words, first_word_hash);
}

/* Chinese and Japanese labels have no blank behind them: 作者：, 文／. */
static size_t cjk_lead_at(struct tw_slice s, struct tw_slice *value)
{
    size_t at = 0;

    for (int i = 0; i < 4 && at < s.n; i++) {
        if (!tw_cp_is_cjk(tw_utf8_next(s, &at))) return 0;
        *value = look_up(&tw_words_any_byline_words, tw_slice_sub(s, 0, at));
        if (value->n) return at;
    }
    return 0;
}

bool tw_names_lead(struct tw_slice line, struct tw_slice *rest)
{
    struct tw_slice value = {"", 0}, s = tw_slice_trim(line);
    size_t end = lead_at(s, &value), behind;
    bool colon;

    if (end == 0) end = cjk_lead_at(s, &value);
    if (end == 0 || end >= s.n) return false;
    colon = has_colon(s, end, &behind);
    if (value.p[0] == 'n') return false;
    if (value.p[0] != 'b' && !colon) return false;
    *rest = tw_slice_trim(tw_slice_sub(s, behind, s.n));
    return rest->n > 0;
}

/* The line without words that lead to names. */
static struct tw_slice without_lead(struct tw_slice s)
{
    for (int i = 0; i < 2; i++) {
        struct tw_slice value = {"", 0}, t = tw_slice_trim(s);
        size_t end = lead_at(t, &value), behind;
        bool colon;

        if (end == 0) end = cjk_lead_at(t, &value);
        if (end == 0 || end >= t.n) return t;
        colon = has_colon(t, end, &behind);
        if (value.p[0] == 'w' && !colon) return t;
        if (value.p[0] == 'n') return tw_slice_sub(t, t.n, t.n);
        s = tw_slice_sub(t, behind, t.n);
    }
    return tw_slice_trim(s);
}

/* A word for a role, also in the plural or at the end of a compound (Wirtschaftsredakteurin). */
static bool is_role_word(struct tw_slice s)
{
    if (is_listed(&tw_words_any_roles, s)) return true;
    if (tw_slice_ends(s, TW_LIT("s"))
        && is_listed(&tw_words_any_roles, tw_slice_sub(s, 0, s.n - 1)))
        return true;
    for (size_t n = 7; n + 2 < s.n && n <= 16; n++)
        if (((unsigned char)s.p[s.n - n] & 0xC0) != 0x80
            && is_listed(&tw_words_any_roles, tw_slice_sub(s, s.n - n, s.n)))
            return true;
    return false;
}

/* A role: its first or last word is one, alone or with what it is of ("Editor in chief", "Political
   reporter"). */
static bool is_role(struct tw_slice s)
{
    size_t first = words_end(s, 1), last = s.n, dash;

    while (last > 0 && !tw_is_space(s.p[last - 1])) last--;
    dash = tw_slice_find_char(s, '-', last);        /* Editor-at-large */
    return is_role_word(tw_slice_sub(s, 0, first)) || is_role_word(tw_slice_sub(s, last, s.n))
           || (dash != TW_NONE && is_role_word(tw_slice_sub(s, last, dash)));
}

/* Korean and Chinese roles stand behind the name: 신현주 기자. */
static struct tw_slice without_role(struct tw_slice s)
{
    size_t last = s.n;

    while (last > 0 && !tw_is_space(s.p[last - 1])) last--;
    if (last == 0 || !tw_cp_is_cjk(tw_utf8_at(s, last))) return s;
    if (!is_listed(&tw_words_any_roles, tw_slice_sub(s, last, s.n))) return s;
    return tw_slice_trim(tw_slice_sub(s, 0, last));
}

static bool has_any(struct tw_slice s, const char *set)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr(set, s.p[i])) return true;
    return false;
}

static size_t count_digits(struct tw_slice s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) n += tw_is_digit(s.p[i]);
    return n;
}

/* Words of people's names begin with a capital, but for "de", "van", "bin"; scripts without
   capitals always do. */
static bool looks_like_person(struct tw_slice s)
{
    int words = count_words(s), capitals = 0;

    for (size_t i = 0; i < s.n; i++) {
        uint32_t c;

        if (tw_is_space(s.p[i]) || (i > 0 && !tw_is_space(s.p[i - 1]))) continue;
        c = tw_utf8_at(s, i);
        if (tw_cp_is_cjk(c)) return s.n <= 30;
        capitals += tw_cp_is_letter(c) && !tw_cp_is_lower(c);
    }
    return words >= 2 && words <= 5 && capitals >= 2 && capitals * 2 >= words
           && count_digits(s) == 0;
}

static bool is_name(struct tw_slice s, bool strict)
{
    if (s.n < 2 || s.n > MAX_NAME || count_words(s) > MAX_WORDS || count_digits(s) > 3)
        return false;
    if (has_any(s, "@<>{}[]=\"\\") || tw_slice_find(s, TW_LIT("©"), 0) != TW_NONE
        || tw_slice_find(s, TW_LIT("://"), 0) != TW_NONE || tw_slice_starts_nocase(s,
                                                                                   TW_LIT("www.")))
        return false;
    if (count_words(s) == 1 && tw_slice_find_nocase(s, TW_LIT("admin"), 0) != TW_NONE) return false;
    if (is_listed(&tw_words_any_no_authors, s) || is_listed(&tw_words_any_byline_words, s))
        return false;
    return !strict || looks_like_person(s);
}

bool tw_names_has(const struct tw_names *names, struct tw_slice name)
{
    for (size_t i = 0; i < names->n; i++)
        if (tw_oneline_same(names->v[i], name)) return true;
    return false;
}

/* Where the last n words begin; 0 when there are no more than n. */
static size_t last_words(struct tw_slice s, int n)
{
    size_t at = s.n;

    while (at > 0) {
        while (at > 0 && !tw_is_space(s.p[at - 1])) at--;
        if (--n == 0) return at;
        while (at > 0 && tw_is_space(s.p[at - 1])) at--;
    }
    return 0;
}

/* "Tom Davies Associated Press": an agency behind a name of two words or more. */
static struct tw_slice without_agency(struct tw_slice s)
{
    for (int n = 1; n <= 3; n++) {
        size_t at = last_words(s, n);
        struct tw_slice rest = tw_slice_trim(tw_slice_sub(s, 0, at));

        if (count_words(rest) < 2
            || is_listed(&tw_words_any_name_joins,
                         tw_slice_sub(rest, last_words(rest, 1), rest.n)))
            return s;
        if (tw_is_upper(s.p[at]) && tw_credit_is_agency(tw_slice_sub(s, at, s.n))) return rest;
    }
    return s;
}

/* "(AFP)" and " - Agency" behind a name are no part of it. */
static struct tw_slice without_tail(struct tw_slice s)
{
    size_t open = tw_slice_find_char(s, '(', 0), dash;

    if (open != TW_NONE && open > 0) s = tw_slice_sub(s, 0, open);
    dash = tw_slice_find(s, TW_LIT(" - "), 0);
    if (dash != TW_NONE && count_words(tw_slice_sub(s, 0, dash)) >= 2) s = tw_slice_sub(s, 0, dash);
    return s;
}

static void add_part(struct tw_slice part, bool first, bool strict, struct tw_names *out)
{
    if (tw_slice_starts(tw_slice_trim(part), TW_LIT("@"))) return;
    part = trim_marks(without_tail(trim_marks(first ? part : without_lead(trim_marks(part)))));
    part = without_agency(without_role(part));
    if (!first && is_role(part)) return;
    if (count_words(part) <= 1 && is_role(part)) return;
    if (!is_name(part, strict) || out->n == TW_NAMES_MAX || tw_names_has(out, part)) return;
    out->v[out->n++] = part;
}

/* A joining word that stands at `at` between blanks: where the next name begins; 0 when there is
   none. */
static size_t join_at(struct tw_slice s, size_t at)
{
    size_t end = at;

    if (s.p[at] == '&' || s.p[at] == '+') end = at + 1;
    else while (end < s.n && !tw_is_space(s.p[end])) end++;
    if (at == 0 || !tw_is_space(s.p[at - 1]) || end >= s.n || !tw_is_space(s.p[end])
        || end - at > 12)
        return 0;
    if (s.p[at] != '&' && s.p[at] != '+'
        && !is_listed(&tw_words_any_name_joins, tw_slice_sub(s, at, end)))
        return 0;
    return end;
}

/* A piece between commas, cut at joining words where whole names stand on both sides. */
static void add_joined(struct tw_slice s, bool first, bool strict, struct tw_names *out)
{
    for (size_t at = 0; at < s.n; at++) {
        size_t behind;

        if (at == 0 || !tw_is_space(s.p[at - 1]) || (behind = join_at(s, at)) == 0) continue;
        if (count_words(tw_slice_sub(s, 0, at)) < 2
            || count_words(tw_slice_sub(s, behind, s.n)) < 2)
            continue;
        add_part(tw_slice_sub(s, 0, at), first, strict, out);
        s = tw_slice_trim(tw_slice_sub(s, behind, s.n));
        at = 0;
    }
    add_part(s, first, strict, out);
}

/* A mark that always stands between names or ends them; its length. */
static size_t mark_at(struct tw_slice s, size_t at)
{
    static const char *const marks[] = {",", ";", "|", "、", "，", "；", "،", "·", "•", "｜", "／", "\n",
                                        "؛"};

    if (tw_is_alnum(s.p[at]) || s.p[at] == ' ') return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (tw_slice_starts(tw_slice_sub(s, at, s.n), tw_slice_of(marks[i])))
            return strlen(marks[i]);
    return s.p[at] == '/' && at > 0 && tw_is_space(s.p[at - 1]) ? 1 : 0;
}

/* Bars and dots in front of a line that stood behind something else: "| By Ada Birch". */
static struct tw_slice behind_marks(struct tw_slice s)
{
    size_t used;

    s = tw_slice_trim(s);
    while (s.n && (used = mark_at(s, 0)) > 0) s = tw_slice_trim(tw_slice_sub(s, used, s.n));
    return s;
}

void tw_names_add(struct tw_slice line, bool strict, struct tw_names *out)
{
    struct tw_slice s = without_lead(behind_marks(line));
    size_t start = 0, before = out->n;

    if (s.n > MAX_LINE) return;
    for (size_t at = 0; at <= s.n;) {
        size_t used = at < s.n ? mark_at(s, at) : 1;

        if (used == 0) {
            at++;
            continue;
        }
        add_joined(tw_slice_trim(tw_slice_sub(s, start, at)), out->n == before, strict, out);
        at += used;
        start = at;
    }
}
