/* base/json_read.c - the JSON reader.
**
** One pass, recursive to a depth of 64.  The items of an open array or object
** wait on one stack and move to a block of their own when it closes, so that
** they lie side by side; the first 128 waiting items cost no memory of the
** arena.  A string without escapes is borrowed.  One with escapes is first
** scanned to its end (which bounds its length) and then copied in steps of 16
** bytes, escapes replaced.
**
** Grammar: RFC 8259, strictly; text is not checked for UTF-8 (read/ does that
** on whole lines).  A number too large for a double reads as infinity.
*/
#include "base/json.h"
#include "base/json_int.h"

#include <locale.h>
#include <stdlib.h>

enum { DEEPEST = 64, WAITING = 128 };

struct reader {
    struct tw_arena *mem;
    const char *p, *end;
    const char *wrong;          /* where it went wrong */
    struct tw_jv *stack;        /* items of open arrays and objects */
    size_t n, cap;
    int depth;
    struct tw_jv first[WAITING];
};

static enum tw_status value(struct reader *r, struct tw_jv *out);

static enum tw_status broken(struct reader *r, const char *at)
{
    r->wrong = at;
    return TW_BROKEN;
}

static void space(struct reader *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r'))
        r->p++;
}

/* Four hex digits at p, -1 when they are not. */
static int hex4(const char *p, const char *end)
{
    int n = 0;

    if (end - p < 4) return -1;
    for (int i = 0; i < 4; i++) {
        char c = p[i], low = (char)(c | 0x20);

        if (tw_is_digit(c)) n = n * 16 + (c - '0');
        else if (low >= 'a' && low <= 'f') n = n * 16 + (low - 'a' + 10);
        else return -1;
    }
    return n;
}

/* Writes a code point as UTF-8; a surrogate as U+FFFD.  Returns its length. */
static size_t put_cp(char *to, uint32_t cp)
{
    struct tw_buf b = {.p = to, .cap = 4};

    tw_buf_add_cp(&b, cp);
    return b.n;
}

/* The code point of the \u escape whose digits begin at *p, pairs of
** surrogates joined; moves *p behind it.  The digits are known to be sound. */
static uint32_t unicode(const char **p, const char *end)
{
    uint32_t cp = (uint32_t)hex4(*p, end);

    *p += 4;
    if (cp >= 0xD800 && cp < 0xDC00 && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u') {
        int low = hex4(*p + 2, end);

        if (low >= 0xDC00 && low < 0xE000) {
            *p += 6;
            cp = 0x10000 + ((cp - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
        }
    }
    return cp;
}

/* Moves over the escape whose letter is at p; NULL when it is none. */
static const char *skip_escape(const char *p, const char *end)
{
    if (p == end) return NULL;
    if (*p == 'u') return hex4(p + 1, end) < 0 ? NULL : p + 5;
    return *p && strchr("\"\\/bfnrt", *p) ? p + 1 : NULL;
}

/* Copies p..end to `to`, which has TW_JSON_STEP bytes to spare, up to the
** first special byte; returns how many were copied. */
static size_t copy_plain(char *to, const char *p, const char *end)
{
    size_t at = 0, n = (size_t)(end - p);

    for (; n - at >= TW_JSON_STEP; at += TW_JSON_STEP) {
        unsigned hit = tw_json_step(p + at);

        memcpy(to + at, p + at, TW_JSON_STEP);
        if (hit < TW_JSON_STEP) return at + hit;
    }
    for (; at < n && p[at] != '\\'; at++) to[at] = p[at];
    return at;
}

/* The text of p..end, whose escapes are known to be sound. */
static struct tw_slice unescaped(struct tw_arena *mem, const char *p, const char *end)
{
    char *text = tw_arena_alloc(mem, (size_t)(end - p) + TW_JSON_STEP), *to = text;

    while (p < end) {
        size_t n = copy_plain(to, p, end);

        p += n;
        to += n;
        if (p == end) break;
        p++; /* the backslash */
        switch (*p++) {
        case 'u': to += put_cp(to, unicode(&p, end)); break;
        case 'b': *to++ = '\b'; break;
        case 'f': *to++ = '\f'; break;
        case 'n': *to++ = '\n'; break;
        case 'r': *to++ = '\r'; break;
        case 't': *to++ = '\t'; break;
        default: *to++ = p[-1];
        }
    }
    return (struct tw_slice){text, (size_t)(to - text)};
}

/* The string whose opening mark is at r->p. */
static enum tw_status string(struct reader *r, struct tw_slice *out)
{
    const char *start = r->p + 1, *p = start;
    bool escapes = false;

    for (;;) {
        p += tw_json_scan(p, (size_t)(r->end - p));
        if (p == r->end || (unsigned char)*p < 0x20) return broken(r, p);
        if (*p == '"') break;
        escapes = true;
        r->wrong = p;
        p = skip_escape(p + 1, r->end);
        if (!p) return TW_BROKEN;
    }
    r->p = p + 1;
    *out = (struct tw_slice){start, (size_t)(p - start)};
    if (escapes) *out = unescaped(r->mem, start, p);
    return TW_OK;
}

static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && tw_is_digit(*p)) p++;
    return p;
}

/* The double nearest to digits that the short way cannot be sure of. */
static double nearest(struct tw_arena *mem, struct tw_slice s)
{
    const char *point = localeconv()->decimal_point;
    struct tw_mark mark = tw_arena_mark(mem);
    struct tw_buf text = {.mem = mem};
    size_t dot = tw_slice_find_char(s, '.', 0);
    double x;

    tw_buf_add(&text, tw_slice_sub(s, 0, dot == TW_NONE ? s.n : dot));
    if (dot != TW_NONE) {
        tw_buf_adds(&text, point);
        tw_buf_add(&text, tw_slice_sub(s, dot + 1, s.n));
    }
    tw_buf_addc(&text, 0);
    x = strtod(text.p, NULL);
    tw_arena_release(mem, mark);
    return x;
}

/* At most 15 digits without an exponent: the digits and the power of
** ten are exact, one division rounds (Clinger 1990; see json_write.c). */
static double number_of(struct tw_arena *mem, struct tw_slice s)
{
    static const double power[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15};
    bool negative = s.p[0] == '-';
    size_t count = 0, places = 0;
    int64_t n = 0;
    double x;

    for (size_t i = negative; i < s.n; i++) {
        if (s.p[i] == '.') {
            places = s.n - i - 1;
            continue;
        }
        if (!tw_is_digit(s.p[i]) || ++count > 15) return nearest(mem, s);
        n = n * 10 + (s.p[i] - '0');
    }
    x = (double)n / power[places];
    return negative ? -x : x;
}

static enum tw_status number(struct reader *r, struct tw_jv *out)
{
    const char *start = r->p, *p = start + (*start == '-'), *from = p;

    p = skip_digits(p, r->end);
    if (p == from || (*from == '0' && p - from > 1)) return broken(r, from);
    if (p < r->end && *p == '.') {
        from = ++p;
        p = skip_digits(p, r->end);
        if (p == from) return broken(r, p);
    }
    if (p < r->end && (*p | 0x20) == 'e') {
        p++;
        if (p < r->end && (*p == '+' || *p == '-')) p++;
        from = p;
        p = skip_digits(p, r->end);
        if (p == from) return broken(r, p);
    }
    r->p = p;
    out->type = TW_JNUMBER;
    out->s = (struct tw_slice){start, (size_t)(p - start)};
    out->num = number_of(r->mem, out->s);
    return TW_OK;
}

static enum tw_status word(struct reader *r, const char *text, struct tw_jv *out,
                           enum tw_jtype type, double num)
{
    size_t n = strlen(text);

    if ((size_t)(r->end - r->p) < n || memcmp(r->p, text, n) != 0) return broken(r, r->p);
    r->p += n;
    out->type = type;
    out->num = num;
    return TW_OK;
}

static enum tw_status push(struct reader *r, const struct tw_jv *item)
{
    if (r->n == r->cap) {
        struct tw_jv *more;

        if (tw_arena_over(r->mem)) return TW_TOOBIG;
        more = tw_arena_alloc(r->mem, r->cap * 2 * sizeof *more);
        memcpy(more, r->stack, r->n * sizeof *more);
        r->stack = more;
        r->cap *= 2;
    }
    r->stack[r->n++] = *item;
    return TW_OK;
}

/* "name" : before the value of a member. */
static enum tw_status member_name(struct reader *r, struct tw_slice *key)
{
    enum tw_status st;

    if (r->p == r->end || *r->p != '"') return broken(r, r->p);
    if ((st = string(r, key)) != TW_OK) return st;
    space(r);
    if (r->p == r->end || *r->p != ':') return broken(r, r->p);
    r->p++;
    space(r);
    return TW_OK;
}

/* The items between the brackets, onto the stack; r->p ends behind `close`. */
static enum tw_status items(struct reader *r, char close)
{
    enum tw_status st;

    r->p++;
    space(r);
    if (r->p < r->end && *r->p == close) {
        r->p++;
        return TW_OK;
    }
    for (;;) {
        struct tw_jv item = {.type = TW_JNULL};

        if (close == '}' && (st = member_name(r, &item.key)) != TW_OK) return st;
        if ((st = value(r, &item)) != TW_OK) return st;
        if ((st = push(r, &item)) != TW_OK) return st;
        space(r);
        if (r->p == r->end || (*r->p != ',' && *r->p != close)) return broken(r, r->p);
        if (*r->p++ == close) return TW_OK;
        space(r);
    }
}

static enum tw_status group(struct reader *r, struct tw_jv *out, enum tw_jtype type)
{
    size_t before = r->n;
    enum tw_status st;

    if (r->depth == DEEPEST) return r->wrong = r->p, TW_TOOBIG;
    r->depth++;
    if ((st = items(r, type == TW_JOBJECT ? '}' : ']')) != TW_OK) return st;
    r->depth--;
    out->type = type;
    out->n = r->n - before;
    if (out->n) out->v = tw_arena_dup(r->mem, r->stack + before, out->n * sizeof *out->v);
    r->n = before;
    return tw_arena_over(r->mem) ? TW_TOOBIG : TW_OK;
}

static enum tw_status value(struct reader *r, struct tw_jv *out)
{
    if (r->p == r->end) return broken(r, r->p);
    switch (*r->p) {
    case '{': return group(r, out, TW_JOBJECT);
    case '[': return group(r, out, TW_JARRAY);
    case '"': out->type = TW_JSTRING; return string(r, &out->s);
    case 't': return word(r, "true", out, TW_JBOOL, 1);
    case 'f': return word(r, "false", out, TW_JBOOL, 0);
    case 'n': return word(r, "null", out, TW_JNULL, 0);
    default:  return number(r, out);
    }
}

enum tw_status tw_json_parse(struct tw_arena *mem, struct tw_slice s, struct tw_jv *out, size_t *at)
{
    struct reader r;
    enum tw_status st;

    r.mem = mem;
    r.p = r.wrong = s.n ? s.p : "";
    r.end = r.p + s.n;
    r.stack = r.first;
    r.n = 0;
    r.cap = WAITING;
    r.depth = 0;
    *out = (struct tw_jv){.type = TW_JNULL};
    space(&r);
    st = value(&r, out);
    if (st == TW_OK) {
        space(&r);
        if (r.p < r.end) st = broken(&r, r.p);
    }
    if (st != TW_OK) *out = (struct tw_jv){.type = TW_JNULL};
    if (at) *at = st == TW_OK ? s.n : (size_t)(r.wrong - (s.n ? s.p : r.end));
    return st;
}

const struct tw_jv *tw_jv_get(const struct tw_jv *o, const char *key)
{
    struct tw_slice name = tw_slice_of(key);

    if (!o || o->type != TW_JOBJECT) return NULL;
    for (size_t i = o->n; i-- > 0;)
        if (tw_slice_eq(o->v[i].key, name)) return &o->v[i];
    return NULL;
}

struct tw_slice tw_jv_str(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *v = tw_jv_get(o, key);

    return v && v->type == TW_JSTRING ? v->s : (struct tw_slice){"", 0};
}
