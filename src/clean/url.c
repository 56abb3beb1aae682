/* clean/url.c - see url.h.
**
** A country's ending takes a third label when the second is a kind of name
** (co, com, ac) or the list has the pair.  Wrong where a country sells names
** under places ("kobe.jp", "k12.ca.us"): those hosts count as one outlet.
*/
#include "clean/url.h"

#include "base/buf.h"
#include "base/words.h"
#include "gen/words.h"

enum { MAX_URL = 8000 };    /* bytes; RFC 9110, section 4.1 asks for 8000 */

static struct tw_slice before(struct tw_slice s, size_t at)
{
    return at == TW_NONE ? s : tw_slice_sub(s, 0, at);
}

static struct tw_slice after(struct tw_slice s, size_t at)
{
    return at == TW_NONE ? tw_slice_sub(s, s.n, s.n) : tw_slice_sub(s, at + 1, s.n);
}

/* The first of the characters of `set` in s. */
static size_t find_any(struct tw_slice s, const char *set)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(set, s.p[i]) && s.p[i]) return i;
    return TW_NONE;
}

/* Bytes of a host name: letters of any script, digits, dot, dash, underscore. */
static bool is_host(struct tw_slice s)
{
    if (s.n == 0 || s.n > 253 || s.p[0] == '.') return false;   /* RFC 1035, section 2.3.4 */
    for (size_t i = 0; i < s.n; i++)
        if (!tw_is_alnum(s.p[i]) && s.p[i] != '.' && s.p[i] != '-' && s.p[i] != '_'
            && (unsigned char)s.p[i] < 0x80)
            return false;
    return tw_slice_find(s, TW_LIT(".."), 0) == TW_NONE;
}

static void split_authority(struct tw_slice authority, struct tw_url *out)
{
    size_t at = tw_slice_find_last(authority, TW_LIT("@")), colon;

    if (at != TW_NONE) authority = after(authority, at);
    colon = tw_slice_find_char(authority, ':', 0);
    out->host = before(authority, colon);
    out->port = after(authority, colon);
    while (out->host.n > 1 && out->host.p[out->host.n - 1] == '.') out->host.n--;
}

static void split_path(struct tw_slice rest, struct tw_url *out)
{
    size_t hash = tw_slice_find_char(rest, '#', 0), question;

    out->fragment = after(rest, hash);
    rest = before(rest, hash);
    question = tw_slice_find_char(rest, '?', 0);
    out->query = after(rest, question);
    out->path = before(rest, question);
}

bool tw_url_split(struct tw_slice url, struct tw_url *out)
{
    struct tw_slice rest = tw_slice_trim(url);
    size_t end;

    *out = (struct tw_url){.scheme = tw_slice_sub(rest, 0, 0)};
    if (tw_slice_starts_nocase(rest, TW_LIT("http:"))) out->scheme = tw_slice_sub(rest, 0, 4);
    else if (tw_slice_starts_nocase(rest, TW_LIT("https:"))) out->scheme = tw_slice_sub(rest, 0, 5);
    if (out->scheme.n) rest = tw_slice_sub(rest, out->scheme.n + 1, rest.n);
    if (url.n > MAX_URL || !tw_slice_starts(rest, TW_LIT("//"))) return false;
    rest = tw_slice_sub(rest, 2, rest.n);
    end = find_any(rest, "/?#\\");
    split_authority(before(rest, end), out);
    split_path(end == TW_NONE ? tw_slice_sub(rest, rest.n, rest.n) : tw_slice_sub(rest, end,
                                                                                  rest.n), out);
    return is_host(out->host);
}

/* RFC 3986, 5.2.4: "." and ".." segments resolved. */
static void add_without_dots(struct tw_buf *b, struct tw_slice path, size_t root)
{
    struct tw_slice segment;

    while (path.n) {
        size_t slash;

        path = tw_slice_sub(path, path.p[0] == '/', path.n);
        slash = tw_slice_find_char(path, '/', 0);
        segment = before(path, slash);
        path = slash == TW_NONE ? tw_slice_sub(path, path.n, path.n) : tw_slice_sub(path, slash,
                                                                                    path.n);
        if (tw_slice_eq(segment, TW_LIT(".."))) {
            while (b->n > root && b->p[b->n - 1] != '/') b->n--;
            if (b->n > root) b->n--;
            if (path.n == 0) tw_buf_addc(b, '/');
        } else if (tw_slice_eq(segment, TW_LIT("."))) {
            if (path.n == 0) tw_buf_addc(b, '/');
        } else {
            tw_buf_addc(b, '/');
            tw_buf_add(b, segment);
        }
    }
}

/* "mailto:", "javascript:", "data:": a scheme that is not of the web. */
static bool has_scheme(struct tw_slice ref)
{
    size_t i = 0;

    while (i < ref.n
           && (tw_is_alnum(ref.p[i]) || ref.p[i] == '+' || ref.p[i] == '-' || ref.p[i] == '.'))
        i++;
    return i > 0 && i < ref.n && ref.p[i] == ':' && tw_is_alpha(ref.p[0]);
}

static void add_root(struct tw_buf *b, const struct tw_url *u, struct tw_slice scheme)
{
    tw_buf_add(b, scheme.n ? scheme : TW_LIT("https"));
    tw_buf_adds(b, "://");
    tw_buf_add(b, u->host);
    if (u->port.n) tw_buf_addc(b, ':');
    tw_buf_add(b, u->port);
}

struct tw_slice tw_url_join(struct tw_arena *mem, struct tw_slice base, struct tw_slice ref)
{
    struct tw_buf b = {.mem = mem};
    struct tw_url u, r = {0};
    size_t root;

    ref = tw_slice_trim(ref);
    if (tw_url_split(ref, &r) && r.scheme.n) return ref;
    if (!tw_url_split(base, &u) || (r.host.n == 0 && has_scheme(ref))) return TW_LIT("");
    if (r.host.n) {
        tw_buf_add(&b, u.scheme.n ? u.scheme : TW_LIT("https"));
        tw_buf_addc(&b, ':');
        tw_buf_add(&b, ref);
        return tw_buf_slice(&b);
    }
    split_path(ref, &r);
    add_root(&b, &u, u.scheme);
    root = b.n;
    if (r.path.n == 0) {
        tw_buf_add(&b, u.path);
        if (r.query.n == 0) r.query = u.query;
    } else {
        size_t slash = r.path.p[0] == '/' ? TW_NONE : tw_slice_find_last(u.path, TW_LIT("/"));
        struct tw_buf whole = {.mem = mem};

        if (slash != TW_NONE) tw_buf_add(&whole, tw_slice_sub(u.path, 0, slash));
        if (r.path.p[0] != '/') tw_buf_addc(&whole, '/');
        tw_buf_add(&whole, r.path);
        add_without_dots(&b, tw_buf_slice(&whole), root);
    }
    if (r.query.n) tw_buf_addc(&b, '?');
    tw_buf_add(&b, r.query);
    return tw_buf_slice(&b);
}

/* True when the list of tracking parameters has the name, or a beginning of it with a `*`. */
static bool is_tracking(struct tw_slice name)
{
    char low[64];

    if (name.n == 0 || name.n + 1 > sizeof low) return name.n == 0;
    for (size_t i = 0; i < name.n; i++) low[i] = tw_to_lower(name.p[i]);
    if (tw_words_has(&tw_words_any_tracking, (struct tw_slice){low, name.n})) return true;
    for (size_t i = name.n; i > 2; i--) {
        char last = low[i];

        low[i] = '*';
        if (tw_words_has(&tw_words_any_tracking, (struct tw_slice){low, i + 1})) return true;
        low[i] = last;
    }
    return false;
}

/* Blanks (U+00A0 too) and control characters as RFC 3986, section 2.1, has them. */
static void add_encoded(struct tw_buf *b, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool wide = tw_slice_starts(tw_slice_sub(s, i, s.n), TW_LIT("\xC2\xA0"));

        if (wide) tw_buf_adds(b, "%C2%A0"), i++;
        else if ((unsigned char)s.p[i] > ' ') tw_buf_addc(b, s.p[i]);
        else tw_buf_addf(b, "%%%02X", (unsigned)(unsigned char)s.p[i]);
    }
}

static void add_query(struct tw_buf *b, struct tw_slice query)
{
    struct tw_slice part;
    char mark = '?';

    while (tw_slice_part(&query, '&', &part)) {
        while (tw_slice_starts_nocase(part, TW_LIT("amp;"))) part = tw_slice_sub(part, 4, part.n);
        if (is_tracking(before(part, tw_slice_find_char(part, '=', 0)))) continue;
        tw_buf_addc(b, mark);
        add_encoded(b, part);
        mark = '&';
    }
}

static void add_lower(struct tw_buf *b, struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) tw_buf_addc(b, tw_to_lower(s.p[i]));
}

struct tw_slice tw_url_canonical(struct tw_arena *mem, struct tw_slice url)
{
    struct tw_buf b = {.mem = mem};
    struct tw_url u;
    size_t session;
    bool secure;

    if (!tw_url_split(url, &u)) return TW_LIT("");
    secure = u.scheme.n != 4;
    add_lower(&b, u.scheme.n ? u.scheme : TW_LIT("https"));
    tw_buf_adds(&b, "://");
    add_lower(&b, u.host);
    if (u.port.n && !tw_slice_eq(u.port, secure ? TW_LIT("443") : TW_LIT("80"))) {
        tw_buf_addc(&b, ':');
        tw_buf_add(&b, u.port);
    }
    session = tw_slice_find_nocase(u.path, TW_LIT(";jsessionid="), 0);
    u.path = before(u.path, session);
    add_encoded(&b, u.path.n ? u.path : TW_LIT("/"));
    add_query(&b, u.query);
    return b.n <= MAX_URL ? tw_buf_slice(&b) : TW_LIT("");
}

/* The part of host behind its last `labels` - 1 dots but one: its last labels. */
static struct tw_slice last_labels(struct tw_slice host, int labels)
{
    size_t i = host.n;

    for (; i > 0; i--)
        if (host.p[i - 1] == '.' && --labels == 0) break;
    return tw_slice_sub(host, i, host.n);
}

static bool is_address(struct tw_slice host)
{
    for (size_t i = 0; i < host.n; i++)
        if (!tw_is_digit(host.p[i]) && host.p[i] != '.') return false;
    return true;
}

/* Kinds of names that countries' registries keep under their ending. */
static bool is_kind_of_name(struct tw_slice label)
{
    static const char *const kinds[] = {"co", "com", "org", "net", "gov", "edu", "ac", "gob",
                                        "gouv", "mil", "nom", "int"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (tw_slice_eq_nocase(label, tw_slice_of(kinds[i]))) return true;
    return false;
}

struct tw_slice tw_url_domain(struct tw_slice host)
{
    struct tw_slice two = last_labels(host, 2), three = last_labels(host, 3),
        four = last_labels(host, 4);
    size_t dot = tw_slice_find_char(two, '.', 0);

    if (dot == TW_NONE || is_address(host)) return host;
    if (four.n > three.n && tw_words_find_nocase(&tw_words_any_suffixes, three)) return four;
    if (tw_words_find_nocase(&tw_words_any_suffixes, two)) return three;
    if (two.n - dot == 3 && is_kind_of_name(before(two, dot))) return three;
    return two;
}

static int digits_at(struct tw_slice s, size_t at, size_t n)
{
    int v = 0;

    if (at + n > s.n) return -1;
    for (size_t i = 0; i < n; i++) {
        if (!tw_is_digit(s.p[at + i])) return -1;
        v = v * 10 + (s.p[at + i] - '0');
    }
    return v;
}

/* One or two digits, or an English month's name, that end at something else. */
static int part_at(struct tw_slice s, size_t at, bool names, size_t *used)
{
    size_t n = 0;
    const struct tw_word *w;

    while (at + n < s.n && n < 3 && tw_is_digit(s.p[at + n])) n++;
    *used = n;
    if (n == 1 || n == 2) return digits_at(s, at, n);
    if (n || !names) return -1;
    while (at + n < s.n && n < 10 && tw_is_alpha(s.p[at + n])) n++;
    *used = n;
    w = tw_words_find_nocase(&tw_words_en_months, tw_slice_sub(s, at, at + n));
    if (!w) return -1;
    return w->value_n == 1 ? tw_word_string(w)[0] - '0' : 10 + tw_word_string(w)[1] - '0';
}

static bool is_url_year(int year)
{
    return year >= 1994 && year <= 2099;    /* no news page is older than the web */
}

static bool set(struct tw_date *out, int year, int month, int day)
{
    *out = (struct tw_date){.grain = day > 0 ? TW_DATE_DAY : TW_DATE_MONTH, .year = year,
                            .month = month,
                            .day = day > 0 ? day : 0};
    return tw_date_valid(out);
}

/* A date that begins with the year at `at`: with separators, or eight (or more) digits in a row. */
static bool dated_at(struct tw_slice s, size_t at, struct tw_date *out)
{
    int year = digits_at(s, at, 4), month, day;
    size_t used;
    char mark;

    if (!is_url_year(year) || at + 6 > s.n) return false;
    mark = s.p[at + 4];
    if (tw_is_digit(mark)) return digits_at(s, at, 8) > 0
        && set(out, year, digits_at(s, at + 4, 2), digits_at(s, at + 6, 2));
    if (mark != '/' && mark != '-' && mark != '_' && mark != '.') return false;
    if ((month = part_at(s, at + 5, true, &used)) < 1 || month > 12) return false;
    at += 5 + used;
    if (at < s.n && s.p[at] == mark) {
        day = part_at(s, at + 1, false, &used);
        at += 1 + used;
        if (day > 0 && (at >= s.n || !tw_is_alnum(s.p[at]) || s.p[at] == 'T'))
            return set(out, year, month, day);
    }
    return mark == '/' && at <= s.n && set(out, year, month, 0);
}

/* /2010/POLITICS/08/13/: a section between year and month. */
static bool sectioned_at(struct tw_slice s, size_t at, struct tw_date *out)
{
    int year = digits_at(s, at, 4), month, day;
    size_t used;

    if (!is_url_year(year) || at == 0 || s.p[at - 1] != '/' || at + 6 > s.n || s.p[at + 4] != '/')
        return false;
    at = tw_slice_find_char(s, '/', at + 5);
    if (at == TW_NONE || (month = part_at(s, at + 1, false, &used)) < 1 || month > 12) return false;
    at += 1 + used;
    if (at >= s.n || s.p[at] != '/' || (day = part_at(s, at + 1, false, &used)) < 1) return false;
    at += 1 + used;
    return at < s.n && s.p[at] == '/' && set(out, year, month, day);
}

bool tw_url_date(struct tw_slice url, struct tw_date *out)
{
    struct tw_url u;
    struct tw_date best = {0}, d;
    struct tw_slice s;

    *out = best;
    if (!tw_url_split(url, &u)) return false;
    s = (struct tw_slice){u.path.p, u.path.n + (u.query.n ? u.query.n + 1 : 0)};
    for (size_t i = 0; i + 6 <= s.n; i++) {
        if (!tw_is_digit(s.p[i]) || (i > 0 && tw_is_digit(s.p[i - 1]))) continue;
        if ((dated_at(s, i, &d) || sectioned_at(s, i, &d)) && d.grain > best.grain) best = d;
    }
    *out = best;
    return best.grain > TW_DATE_NONE;
}
